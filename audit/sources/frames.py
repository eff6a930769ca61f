"""Pictures in a page's frames: counted, so that nobody takes them for judged."""

import asyncio
from collections import Counter
from contextlib import suppress
from typing import Any

from playwright.async_api import Error

from cutline.model.rendered import Framed
from cutline.sources.world import World

FRAMES = 20
"""Frames of a page that are looked into; pages with more of them hold advertisements."""
SECONDS = 1.0
"""How long a frame may take to answer."""
_ADDRESS = 300

_COUNT = """() => [...document.querySelectorAll("img")].filter((image) => {
  const box = image.getBoundingClientRect();
  return box.width >= 200 && box.height >= 150 && image.checkVisibility();
}).length"""
_PLACE = '(frame) => [...document.querySelectorAll("iframe, frame")].indexOf(frame)'


async def framed(page: Any, world: World) -> tuple[Framed, ...]:
    """Count the pictures in the frames of a page, those of frames within frames with the outermost.

    Frames of other sites answer in worlds of their own scripts; nothing depends on it but a number.
    """
    frames = [frame for frame in page.frames if frame is not page.main_frame][:FRAMES]
    found: Counter[Any] = Counter()
    for frame, pictures in zip(frames, await asyncio.gather(*map(_pictures, frames)), strict=True):
        found[_outermost(page, frame)] += pictures
    told = [await _told(frame, pictures, world) for frame, pictures in found.items() if pictures]
    return tuple(one for one in told if one is not None)


async def _pictures(frame: Any) -> int:
    with suppress(Error, TimeoutError):
        count = await asyncio.wait_for(frame.evaluate(_COUNT), SECONDS)
        return count if isinstance(count, int) and count > 0 else 0
    return 0


async def _told(frame: Any, pictures: int, world: World) -> Framed | None:
    with suppress(Error, TimeoutError):
        owner = await asyncio.wait_for(frame.frame_element(), SECONDS)
        element = await world.call("frameAt", await asyncio.wait_for(owner.evaluate(_PLACE), SECONDS))
        return None if element is None else Framed(element, frame.url[:_ADDRESS], pictures)
    return None


def _outermost(page: Any, frame: Any) -> Any:
    while frame.parent_frame is not None and frame.parent_frame is not page.main_frame:
        frame = frame.parent_frame
    return frame
