"""A gallery in the hands of a reader: which keys turn its photos, what enlarges one, and what leads back."""

import asyncio
from contextlib import suppress
from typing import Any

from cutline.model.rendered import Control, Lightbox, Turn
from cutline.sources.keyboard import ARROWS, ENTER, ESCAPE, SPACE, TAB, Keyboard
from cutline.sources.traffic import Traffic
from cutline.sources.world import World, WorldError, script

GALLERIES = 2
"""Galleries of a page that are turned."""
SECONDS = 4.0
SHARE = 0.2
"""How long a page's galleries are tried, at most and as a share of its deadline. What is not begun by then is left to
a person; what does not end within twice that is given up."""
OPENING_MILLISECONDS = 500
"""How long a box may take to appear."""

RETURNING_MILLISECONDS = 500
"""How long a script may take to put the keyboard back, once a box was closed."""

_KEYS = {"enter": ENTER, "space": SPACE}
_TABS = 4
_CLICKS = 2
_LATE_MILLISECONDS = 300
"""How long what a key asked for may take, before a mouse is tried."""


class Galleries:
    """The galleries of one page, tried with real keys and, where those do nothing, a mouse.

    They come last of all: a gallery is not put back as it was.
    """

    def __init__(self, session: Any, world: World, keyboard: Keyboard, traffic: Traffic, deadline: float) -> None:
        self._session = session
        self._world = world
        self._keyboard = keyboard
        self._traffic = traffic
        self._seconds = min(SECONDS, SHARE * deadline)
        self._end = asyncio.get_running_loop().time() + self._seconds

    async def tried(self, controls: tuple[Control, ...]) -> tuple[tuple[Turn, ...], tuple[Lightbox, ...]]:
        """Turn the galleries that have controls which a keyboard may not work, and enlarge a photo.

        A page that breaks under it, or does not answer any more, is judged by what was seen until then.
        """
        turns: list[Turn] = []
        boxes: list[Lightbox] = []
        with suppress(WorldError, TimeoutError):
            async with asyncio.timeout(2 * self._seconds):
                await self._world.run(script("gallery"))
                await self._try_turns(controls, turns)
                await self._try_boxes(boxes)
        return tuple(turns), tuple(boxes)

    async def _try_turns(self, controls: tuple[Control, ...], found: list[Turn]) -> None:
        reached = {one.name.casefold() for one in controls if one.is_sure}
        lost = [one.element for one in controls if not one.is_sure and one.name.casefold() not in reached]
        for group in (await self._world.call("turnable", lost))[:GALLERIES] if lost else ():
            if self._is_late():
                return
            found.append(await self._turn(group))
            await self._world.call("unwatch")

    async def _try_boxes(self, found: list[Lightbox]) -> None:
        """Enlarge one photo that Tab reaches and one that it does not; an open box ends it."""
        for opener in await self._world.call("openers"):
            box = None if self._is_late() else await self._lightbox(opener["element"], reachable=opener["reachable"])
            if box is not None:
                found.append(box)
                if not box.left_by:
                    return

    def _is_late(self) -> bool:
        return asyncio.get_running_loop().time() > self._end

    async def _turn(self, controls: list[int]) -> Turn:
        await self._world.call("watch", controls[0])
        if await self._turned():
            return Turn(tuple(controls))
        keys = await self._turning_keys(controls) or ("arrow" if await self._turned(_LATE_MILLISECONDS) else "")
        mouse = not keys and await self._is_turned_by_mouse(controls)
        return Turn(tuple(controls), keys, mouse)

    async def _turning_keys(self, controls: list[int]) -> str:
        await self._world.call("into")
        for arrow in ARROWS:
            await self._keyboard.press(arrow)
            if await self._turned():
                return "arrow"
        for _ in range(_TABS):
            await self._keyboard.press(TAB)
            if not await self._world.call("isInside"):
                break
            if await self._turned():
                return "tab"
        for switch in dict.fromkeys([*controls, *await self._world.call("switches")]):
            if await self._is_turned_at(switch):
                return "control"
        return ""

    async def _is_turned_at(self, switch: int) -> bool:
        for key in (ENTER, SPACE):
            if not await self._world.call("focus", switch):
                return False
            await self._keyboard.press(key)
            if await self._turned():
                return True
        return False

    async def _is_turned_by_mouse(self, controls: list[int]) -> bool:
        """Click until the photos turned twice: once may have been the gallery's own doing, every few seconds."""
        turns = 0
        for control in (one for one in controls for _ in range(_CLICKS)):
            await self._click(control)
            turns += await self._turned()
            if turns == _CLICKS:
                return True
        return False

    async def _turned(self, patience: int = 0) -> bool:
        turned: bool = await self._world.call("turned", patience)
        self._traffic.left = ""
        return turned

    async def _lightbox(self, opener: int, *, reachable: bool) -> Lightbox | None:
        by = await self._opened_by(opener, reachable=reachable)
        if not by:
            return None
        likeness = await self._world.call("likeness", opener)
        if by == "mouse":
            return Lightbox(opener, by) if await self._is_its_own(opener, by, likeness) else None
        inside, behind = await self._place()
        stops = await self._world.call("boxStops")
        if inside:
            # A reader closes a box from within; some only lead back then.
            await self._world.call("reenter")
        left_by = await self._left_by(opener, _KEYS[by])
        returned = bool(left_by) and await self._is_back(opener)
        box = Lightbox(opener, by, stops, inside, behind, left_by, returned)
        is_fine = inside and returned
        return box if is_fine or await self._is_its_own(opener, by, likeness) else None

    async def _is_its_own(self, opener: int, by: str, likeness: str) -> bool:
        """Tell whether a box is the photo's, and none that a timer opened meanwhile, such as a newsletter's.

        It shows the same file, or comes again when it is asked for again. One that cannot be closed tells by its size.
        """
        if likeness == "same":
            return True
        if not await self._left_by(opener, _KEYS.get(by, ENTER)):
            return likeness == "large"
        await self._world.call("prepare")
        if by == "mouse":
            await self._click(opener)
        elif await self._world.call("focus", opener):
            await self._keyboard.press(_KEYS[by])
        if not await self._opened():
            return False
        await self._left_by(opener, _KEYS.get(by, ENTER))
        return True

    async def _opened_by(self, opener: int, *, reachable: bool) -> str:
        await self._world.call("prepare")
        for name, key in _KEYS.items() if reachable else ():
            if not await self._world.call("focus", opener):
                break
            await self._keyboard.press(key)
            if await self._opened():
                return name
        await self._click(opener)
        if not await self._opened():
            return ""
        return await self._second_thought(opener) if reachable else "mouse"

    async def _second_thought(self, opener: int) -> str:
        """Press Enter again where a mouse had more luck: the first press may have fetched the script that opens."""
        await self._keyboard.press(ESCAPE)
        if not await self._world.call("closed"):
            return ""
        await self._world.call("prepare")
        await self._world.call("focus", opener)
        await self._keyboard.press(ENTER)
        return "enter" if await self._opened() else "mouse"

    async def _opened(self) -> bool:
        opened: bool = await self._world.call("opened", OPENING_MILLISECONDS)
        self._traffic.left = ""
        return opened

    async def _place(self) -> tuple[bool, int | None]:
        """Press Tab a few times in an opened box, and say whether the keyboard was in it, and where behind it."""
        inside, behind = False, None
        for press in range(_TABS):
            if press:
                await self._keyboard.press(TAB)
            here = await self._world.call("whereabouts")
            inside = inside or here["inside"]
            # Before the first Tab the keyboard may well rest where the box was opened.
            behind = here["behind"] if press and behind is None else behind
        return inside, behind

    async def _left_by(self, opener: int, key: dict[str, Any]) -> str:
        await self._keyboard.press(ESCAPE)
        if await self._world.call("closed"):
            return "escape"
        if await self._world.call("closer") is not None:
            await self._keyboard.press(ENTER)
            if await self._world.call("closed"):
                return "close"
        if await self._world.call("focus", opener):
            await self._keyboard.press(key)
            if await self._world.call("closed"):
                return "again"
        return ""

    async def _is_back(self, opener: int) -> bool:
        if await self._world.call("cameBack", opener, RETURNING_MILLISECONDS):
            return True
        await self._keyboard.press(TAB)
        near: bool = await self._world.call("isNear", opener)
        return near

    async def _click(self, element: int) -> None:
        point = await self._world.call("point", element)
        if point is None:
            return
        at = {**point, "button": "left", "clickCount": 1}
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            await self._session.send("Input.dispatchMouseEvent", {**at, "type": kind})
