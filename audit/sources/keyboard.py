"""A reader who has only a keyboard: where Tab stops, what Enter does there, and whether there is a way out again."""

from typing import Any

from msgspec import Struct

from cutline.model.rendered import Jump, Press, Stop, Trap
from cutline.page.skiplinks import Meaning, meaning_of
from cutline.sources.traffic import Traffic
from cutline.sources.world import World

LEAD = 8
"""Stops at the start of a page that are looked at one by one; skip links stand first or nearly so."""
JUMPS = 3
PRESSES = 3
ROUND = 30
"""Presses of Tab in a gallery after which somebody who has not left it, and saw every stop thrice, is trapped."""

TAB = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
ENTER = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
SPACE = {"key": " ", "code": "Space", "windowsVirtualKeyCode": 32, "text": " "}
ESCAPE = {"key": "Escape", "code": "Escape", "windowsVirtualKeyCode": 27}
ARROWS = (
    {"key": "ArrowRight", "code": "ArrowRight", "windowsVirtualKeyCode": 39},
    {"key": "ArrowLeft", "code": "ArrowLeft", "windowsVirtualKeyCode": 37},
)


class Walk(Struct, frozen=True):
    """What the keyboard met."""

    stops: tuple[Stop, ...] = ()
    jumps: tuple[Jump, ...] = ()
    presses: tuple[Press, ...] = ()


class Keyboard:
    """Real key presses, through the browser's own input. `strayed` is where the page went although no key led there."""

    def __init__(self, session: Any, world: World, traffic: Traffic) -> None:
        self._session = session
        self._world = world
        self._traffic = traffic
        self.strayed = ""

    async def walk(self) -> Walk:
        """Tab through the start of the page, from its very top, and press Enter on what may lead past the menus.

        A page with a main landmark needs no control that folds its menus away, so there none is pressed.
        """
        await self._world.call("begin")
        stops: list[Stop] = []
        jumps: list[Jump] = []
        presses: list[Press] = []
        presses_wanted = 0 if await self._world.call("hasMain") else PRESSES
        while len(stops) < LEAD and (met := await self._tab()) is not None:
            stops.append(Stop(met["element"], met["visible"], met["covered_by"]))
            if met["element"] is None or [stop.element for stop in stops].count(met["element"]) > 1:
                break
            if (met["jump"] or _says_skip(met)) and len(jumps) < JUMPS:
                jumps.append(await self._jump())
            elif met["control"] and len(presses) < presses_wanted:
                presses.append(await self._press())
            else:
                continue
            if not await self._world.call("back"):
                break
        return Walk(tuple(stops), tuple(jumps), tuple(presses))

    async def trap(self, control: int) -> Trap | None:
        """Enter a gallery at one of its controls, and Tab on; a trap when the keyboard never leaves."""
        if not await self._world.call("enter", control):
            return None
        await self._world.call("record")
        for _ in range(ROUND):
            await self.press(TAB)
        found = await self._world.call("trap")
        return Trap(found["element"], found["stops"]) if found and found["element"] is not None else None

    async def _jump(self) -> Jump:
        aim, result, left = await self._entered()
        if left:
            # A page that goes away by itself may do so just now; what the key does, it does again.
            await self._world.call("back")
            aim, result, again = await self._entered()
            self.strayed = self.strayed or ("" if again else left)
            left = again
        landed = None if left else await self._tab()
        return Jump(
            link=aim["link"],
            target=aim["target"],
            in_view=result["in_view"],
            moved=result["moved"],
            landed=landed["element"] if landed else None,
            left=left,
        )

    async def _entered(self) -> tuple[dict[str, Any], dict[str, Any], str]:
        """Press Enter; give what it was pressed on, what it did, and where it led away to."""
        self.strayed = self.strayed or self._traffic.left
        self._traffic.left = ""
        aim = await self._world.call("aim")
        await self.press(ENTER)
        result = await self._world.call("aimed")
        left, self._traffic.left = self._traffic.left, ""
        return aim, result, left

    async def _press(self) -> Press:
        control = await self._world.call("press")
        await self.press(ENTER)
        result = await self._world.call("pressed")
        self._traffic.left = ""
        return Press(control, tuple(result["hidden"]), tuple(result["silenced"]))

    async def _tab(self) -> dict[str, Any] | None:
        await self.press(TAB)
        met: dict[str, Any] | None = await self._world.call("stop")
        return met

    async def press(self, key: dict[str, Any]) -> None:
        """Press a key and let it go."""
        down = "keyDown" if "text" in key else "rawKeyDown"
        await self._session.send("Input.dispatchKeyEvent", {**key, "type": down})
        await self._session.send("Input.dispatchKeyEvent", {**key, "type": "keyUp", "text": ""})


def _says_skip(met: dict[str, Any]) -> bool:
    """Tell whether a control promises what a skip link does; most sites make theirs a link, some a button."""
    return bool(met["control"]) and meaning_of(met["text"]) is Meaning.SKIP
