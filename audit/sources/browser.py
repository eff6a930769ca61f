"""Pages in a real browser: one Chromium, several pages at once, and a deadline that nothing in a page can stretch."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from playwright.async_api import Error, async_playwright

from cutline.model.rendered import AxeReport, Clip, Control, Load, Rendered, ShownImage
from cutline.sources import axe
from cutline.sources.discovery import AxeScript, find_axe, find_browser, is_root
from cutline.sources.files import NotAudited, reading_of
from cutline.sources.frames import framed
from cutline.sources.galleries import Galleries
from cutline.sources.gateway import Gateway
from cutline.sources.keyboard import Keyboard
from cutline.sources.reach import Reach
from cutline.sources.stillness import Requests, settle
from cutline.sources.targets import STDIN, Target
from cutline.sources.traffic import ORIGIN, Traffic
from cutline.sources.viewing import Viewing
from cutline.sources.world import NAME, World, WorldError, script

OLDEST = 120
"""The oldest Chromium that has all that the measuring scripts use (String.toWellFormed came in 111, the options of
checkVisibility in 121 under their present names and before under others)."""

ARGUMENTS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-smooth-scrolling",
)
"""No traffic but the pages' own, and none past the proxy; and a key that scrolls has scrolled once it was pressed: an
animated one has moved nothing yet at the next question, and on a busy machine not by the next key either."""

LOAD_SHARE = 0.4
"""The share of a page's deadline after which it is read although it has not finished loading."""
AXE_SHARE = 0.6
REFRESH_SECONDS = 5
"""A page whose markup leads elsewhere within so many seconds is read by nobody."""
STAYING_MILLISECONDS = 5000
"""How long a saved page that was kept from leaving may take to finish."""
_CLOSING_SECONDS = 5.0
_ADDRESS = 200
_CLOSED = "has been closed"
_GONE = ("Execution context was destroyed", "Cannot find context", "Inspected target navigated", "Frame was detached")


class _Captured(Struct, frozen=True):
    """What `capture` in our script gives."""

    html: str
    images: tuple[ShownImage, ...]
    controls: tuple[Control, ...]
    clips: tuple[Clip, ...]
    focused: int | None
    scripts_failed: int


class _BrowserDied(Exception):  # noqa: N818 - it names what happened
    """The browser went away while it showed a page; that page need not be to blame."""


class Browser:
    """A browser for many pages; an async context manager. It is started for the first page, and again after a crash."""

    def __init__(self, viewing: Viewing) -> None:
        self.viewing = viewing
        self._axe: AxeScript | None = None
        self._path = ""
        self._stack = AsyncExitStack()
        self._gateway = Gateway(Reach(viewing.allow_hosts))
        self._playwright: Any = None
        self._browser: Any = None
        self._starting = asyncio.Lock()
        self._again = asyncio.Lock()

    async def __aenter__(self) -> "Browser":
        self._path = find_browser(self.viewing.browser_path)
        self._axe = find_axe(self.viewing.axe_script) if self.viewing.axe_rules else None
        await self._stack.enter_async_context(self._gateway)
        self._playwright = await self._stack.enter_async_context(async_playwright())
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stop()
        await self._stack.aclose()

    async def show(self, target: Target) -> Rendered:
        """Show a target and measure it. Raises NotAudited, with a reason for the person who gave it.

        A browser that dies is started again, once for every page; a page that kills two is left alone.
        """
        try:
            return await self._tried(target)
        except _BrowserDied:
            pass
        try:
            # One at a time: a page that kills browsers shall not take another one with it twice.
            async with self._again:
                return await self._tried(target)
        except _BrowserDied:
            raise NotAudited("the browser crashed on it, twice") from None

    async def _tried(self, target: Target) -> Rendered:
        browser = await self._started()
        try:
            return await self._shown(browser, target)
        except (Error, WorldError) as error:
            if _CLOSED not in str(error) and browser.is_connected():
                raise NotAudited(f"the browser cannot show it: {_first_line(error)}") from error
            if self._browser is browser:
                await self._stop()
            raise _BrowserDied from error

    async def _shown(self, browser: Any, target: Target) -> Rendered:
        async with self._context(browser) as context:
            page = await context.new_page()
            context.on("page", _close_at_once)
            crashed = asyncio.get_running_loop().create_future()
            page.on("crash", lambda _: _set(crashed))
            visit = _Visit(page, self._gateway, self._axe, self.viewing, browser.version)
            work = asyncio.ensure_future(visit.rendered(target))
            await asyncio.wait({work, crashed}, timeout=self.viewing.seconds, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                return work.result()
            work.cancel()
            with suppress(asyncio.CancelledError, Error, NotAudited, WorldError):
                await asyncio.wait_for(work, _CLOSING_SECONDS)
            if crashed.done():
                raise NotAudited("it crashed the browser's tab")
            raise NotAudited(f"it took longer than {self.viewing.seconds:g} seconds (page_seconds)")

    @asynccontextmanager
    async def _context(self, browser: Any) -> AsyncIterator[Any]:
        """Give a page a browser profile of its own, and take it away whatever the page does."""
        viewing = self.viewing
        context = await browser.new_context(
            viewport=msgspec.to_builtins(viewing.viewport),
            color_scheme=viewing.colour_scheme,
            storage_state=viewing.storage_state,
            accept_downloads=False,
            service_workers="block",
        )
        try:
            yield context
        finally:
            try:
                await asyncio.wait_for(context.close(), _CLOSING_SECONDS)
            except (TimeoutError, Error):
                await self._stop()

    async def _started(self) -> Any:
        async with self._starting:
            if self._browser is None or not self._browser.is_connected():
                self._browser = await self._launched()
            return self._browser

    async def _launched(self) -> Any:
        try:
            browser = await self._playwright.chromium.launch(
                executable_path=self._path,
                args=list(ARGUMENTS),
                chromium_sandbox=self.viewing.sandbox and not is_root(),
                proxy={"server": self._gateway.address, "bypass": "<-loopback>"},
            )
        except Error as error:
            raise NotAudited(f"the browser {self._path} cannot be started: {_first_line(error)}") from error
        if int(browser.version.partition(".")[0] or 0) < OLDEST:
            await browser.close()
            raise NotAudited(f"the browser {self._path} is too old: {browser.version}; {OLDEST} or newer is needed")
        return browser

    async def _stop(self) -> None:
        browser, self._browser = self._browser, None
        if browser is not None:
            with suppress(Error, TimeoutError):
                await asyncio.wait_for(browser.close(), _CLOSING_SECONDS)


class _Visit:
    """One page, from its address to what was measured on it."""

    def __init__(self, page: Any, gateway: Gateway, script: AxeScript | None, viewing: Viewing, browser: str) -> None:
        self._page = page
        self._gateway = gateway
        self._axe = script
        self._viewing = viewing
        self._browser = browser

    async def rendered(self, target: Target) -> Rendered:
        session = await self._page.context.new_cdp_session(self._page)
        tree = await session.send("Page.getFrameTree")
        frame = tree["frameTree"]["frame"]["id"]
        await session.send("Page.enable")
        origins = {"source": script("origins"), "worldName": NAME}
        await session.send("Page.addScriptToEvaluateOnNewDocument", origins)
        traffic = Traffic(session, frame, self._viewing.size_mib)
        requests = Requests(self._page)
        address = await self._address(target, traffic)
        await self._load(address, traffic)
        try:
            return await self._measured(session, frame, traffic, requests)
        except WorldError as error:
            _refuse_departure(traffic)
            if _CLOSED in str(error):
                raise
            if any(words in str(error) for words in _GONE):
                raise NotAudited(f"it went away by itself, to {self._page.url[:200]}") from error
            raise NotAudited(f"it cannot be measured: {_first_line(error)}") from error

    async def _address(self, target: Target, traffic: Traffic) -> str:
        if target.address:
            for typed in target.fetching.typed:
                self._gateway.reach.add(typed)
            await traffic.fetch()
            return target.address
        reading = reading_of(target, self._viewing.size_mib, self._viewing.seconds)
        if reading.gallery:
            raise NotAudited("a gallery in JSON has nothing to show; audit it without --browser")
        if target.path == STDIN:
            return await traffic.serve(reading.data, "page.html", None)
        path = Path(target.path)
        return await traffic.serve(reading.data, quote(path.name), path.parent)

    async def _load(self, address: str, traffic: Traffic) -> None:
        try:
            await self._opened(address, traffic)
        except Error as error:
            if traffic.problem:
                raise NotAudited(traffic.problem) from error
            if traffic.source is None or not traffic.left:
                raise NotAudited(self._why(address, error)) from error
        _refuse_departure(traffic)
        if traffic.left:
            return
        with suppress(Error):
            await self._page.wait_for_load_state("load", timeout=self._viewing.seconds * LOAD_SHARE * 1000)

    async def _opened(self, address: str, traffic: Traffic) -> None:
        """Go to the page, or see it lead elsewhere: Playwright would wait for a page that was refused for ever."""
        opening = asyncio.ensure_future(self._page.goto(address, wait_until="domcontentloaded", timeout=0))
        leaving = asyncio.ensure_future(traffic.departed.wait())
        # Asked for its end or not: a page that is closed meanwhile fails the opening, and that is no news.
        opening.add_done_callback(lambda task: task.cancelled() or task.exception())
        try:
            done, _ = await asyncio.wait({opening, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if opening in done:
                opening.result()
        finally:
            leaving.cancel()
            opening.cancel()

    def _why(self, address: str, error: Error) -> str:
        said = _first_line(error)
        if "ERR_TOO_MANY_REDIRECTS" in said:
            return "it redirects without end"
        host = (urlsplit(address).hostname or "").casefold()
        reason = self._gateway.reason(host)
        if not reason:
            reason = next((why for other, why in self._gateway.refused.items() if other in said), "")
        if reason:
            return f"its server {host} is not reached: {reason}"
        if "ERR_SOCKS" in said or "ERR_PROXY" in said:
            return "it leads to a server that is not reached: " + "; ".join(
                f"{other}: {why}" for other, why in self._gateway.refused.items()
            )
        return f"the browser cannot open it: {said.removeprefix('Page.goto: ')}"

    async def _measured(self, session: Any, frame: str, traffic: Traffic, requests: Requests) -> Rendered:
        if traffic.last_mark < 0:
            raise NotAudited("there is no tag in it, so it is no page")
        world = await World(session, frame).open()
        await world.run(script("page"))
        hide = list(self._viewing.hide)
        await world.call("hide", hide)
        if traffic.left:
            await world.call("stay", STAYING_MILLISECONDS)
        await self._refuse_unfinished(world, requests)
        await settle(world, requests, self._viewing.seconds)
        _refuse_departure(traffic)
        if not await world.value("!!document.documentElement"):
            raise NotAudited("one of its own scripts took everything off the page")
        if traffic.left and not await world.call("isWhole", traffic.last_mark):
            raise NotAudited(_departure(traffic))
        traffic.left = traffic.left or await world.call("refreshes", traffic.refresh, REFRESH_SECONDS)
        _stay(traffic)
        if not await world.value("cutline.taken"):
            raise NotAudited(f"it went away by itself, to {self._page.url[:200]}")
        captured = msgspec.json.decode(await world.call("capture", hide), type=_Captured)
        report = await self._asked(session, world)
        inside = await framed(self._page, world)
        keyboard = Keyboard(session, world, traffic)
        _stay(traffic)
        walk = await keyboard.walk()
        traffic.left = keyboard.strayed or traffic.left
        _stay(traffic)
        first = next((control for control in captured.controls if control.reachable), None)
        trap = await keyboard.trap(first.element) if first else None
        galleries = Galleries(session, world, keyboard, traffic, self._viewing.seconds)
        turns, boxes = await galleries.tried(captured.controls)
        return Rendered(
            address=self._page.url,
            source=traffic.source or "",
            html=captured.html,
            browser=self._browser,
            viewport=self._viewing.viewport,
            led=traffic.led[:_ADDRESS],
            focused=captured.focused,
            scripts_failed=captured.scripts_failed,
            images=tuple(self._image(image, traffic) for image in captured.images),
            clips=captured.clips,
            stops=walk.stops,
            jumps=walk.jumps,
            presses=walk.presses,
            controls=captured.controls,
            traps=(trap,) if trap else (),
            framed=inside,
            turns=turns,
            lightboxes=boxes,
            axe=report,
        )

    async def _refuse_unfinished(self, world: World, requests: Requests) -> None:
        """Refuse a page that nobody sees yet: a browser shows nothing before the style sheets at its top are there."""
        lacking = [address for address in await world.call("unstyledBy") if address in requests.addresses]
        if lacking:
            raise NotAudited(f"it did not finish loading: its style sheet {lacking[0][:_ADDRESS]} does not come")

    async def _asked(self, session: Any, world: World) -> AxeReport:
        if self._axe is None:
            return AxeReport(trouble="axe was not asked")
        frames = [frame async for frame in self._frames(session)]
        return await axe.ask(self._axe, world, frames, self._viewing.axe_rules, self._viewing.seconds * AXE_SHARE)

    async def _frames(self, session: Any) -> AsyncIterator[World]:
        """Enter the frames of the page's own site; those of others have a process of their own, and are theirs."""
        tree = await session.send("Page.getFrameTree")
        for inner in _inner_frames(tree["frameTree"]):
            with suppress(WorldError):
                yield await World(session, inner).open()

    def _image(self, image: ShownImage, traffic: Traffic) -> ShownImage:
        """Call a picture broken only when there was an answer that could have been one."""
        if image.load is not Load.BROKEN or self._has_answer(image.address, traffic):
            return image
        return replace(image, load=Load.UNREACHED)

    def _has_answer(self, address: str, traffic: Traffic) -> bool:
        parts = urlsplit(address)
        if parts.scheme in ("data", "blob"):
            return True
        if address.startswith(f"{ORIGIN}/"):
            return address not in traffic.missing
        return (parts.hostname or "").casefold() in self._gateway.reached


def _set(flag: "asyncio.Future[None]") -> None:
    if not flag.done():
        flag.set_result(None)


def _refuse_departure(traffic: Traffic) -> None:
    """Refuse a page of the network that leads on: its readers never get it. One that was saved is wanted as saved."""
    if traffic.left and not traffic.is_saved:
        raise NotAudited(_departure(traffic))


def _stay(traffic: Traffic) -> None:
    _refuse_departure(traffic)
    traffic.stay()


def _departure(traffic: Traffic) -> str:
    return f"it leads the browser on by itself, to {traffic.left[:_ADDRESS]}"


def _inner_frames(tree: dict[str, Any]) -> list[str]:
    found = []
    for child in tree.get("childFrames", ()):
        found += [child["frame"]["id"], *_inner_frames(child)]
    return found


def _close_at_once(page: Any) -> None:
    asyncio.ensure_future(_closed(page))  # noqa: RUF006 - the page's own context outlives it


async def _closed(page: Any) -> None:
    with suppress(Error):
        await page.close()


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:300]
