"""When a page has come to rest: what its scripts asked for is there, and what they made of it stands."""

import asyncio
from contextlib import suppress
from typing import Any

from cutline.sources.world import World

SCROLLS = 25
"""Windowfuls that are scrolled through for what loads late."""
LATE_MILLISECONDS = 2500
"""How long pictures that were asked for may still take."""
SECONDS = 4.0
SHARE = 0.2
"""How long a page's scripts may take to fetch and build once it was loaded, at most and as a share of its deadline."""
ROUNDS = 4
"""Times that a page is scrolled through again because it grew; one that grows for ever is read as it stands then."""
GROWING_MILLISECONDS = 60
"""How long a page must add nothing, with nothing on its way, to be at rest."""
PHOTOS_MILLISECONDS = 2000
"""How long a page without a photo, but with scripts, may take to show one: many a gallery is built by a timer."""

_AWAITED = frozenset({"fetch", "script", "stylesheet", "xhr"})


class Requests:
    """What a page asked for that decides what it shows, as long as it is on its way; frames are not waited for."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._under_way: set[Any] = set()
        self._changed = asyncio.Event()
        page.on("request", self._asked)
        page.on("requestfinished", self._answered)
        page.on("requestfailed", self._answered)

    @property
    def addresses(self) -> set[str]:
        """The addresses that have not been answered yet."""
        return {request.url for request in self._under_way}

    async def wait(self, seconds: float) -> bool:
        """Wait until what was asked for by now is there, at most `seconds`. Tells whether there was anything."""
        awaited = set(self._under_way)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while awaited & self._under_way:
                    self._changed.clear()
                    await self._changed.wait()
        return bool(awaited)

    def _asked(self, request: Any) -> None:
        if request.resource_type in _AWAITED and request.frame == self._page.main_frame:
            self._under_way.add(request)

    def _answered(self, request: Any) -> None:
        self._under_way.discard(request)
        self._changed.set()


async def settle(world: World, requests: Requests, deadline: float) -> None:
    """Scroll through the page, and wait until it is at rest; a quiet page is done at once, any other in bounded time.

    Raises WorldError.
    """
    now = asyncio.get_running_loop().time
    end = now() + min(SECONDS, SHARE * deadline)
    for _ in range(ROUNDS):
        await world.call("settle", SCROLLS, LATE_MILLISECONDS)
        came = await requests.wait(max(0.0, end - now()))
        grew = await world.call("grew", GROWING_MILLISECONDS)
        grew = grew or (not came and await world.call("photosCame", PHOTOS_MILLISECONDS))
        if not (came or grew) or now() > end:
            return
