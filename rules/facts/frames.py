"""Which photos of a page are built alike, and which of them are the same photo twice."""

from collections.abc import Iterable

from cutline.model.page import Picture
from cutline.page.addresses import asset_numbers, identity


def frame_of(photo: Picture) -> str:
    """Name what holds the picture; a lead photo or an inset that is built in another way is no sibling."""
    if photo.element is None:
        return ""
    frame = photo.element.closest("figure, li, [itemtype]") or photo.element.parent
    return f"{getattr(frame, 'tag', '')} {frame.attr('class') or ''}" if hasattr(frame, "attr") else ""


class KnownPhotos:
    """Photos by what their addresses say: the same photo may stand on a page in two sizes."""

    def __init__(self, photos: Iterable[Picture]) -> None:
        self._identities: set[str | None] = set()
        self._numbers: set[str] = set()
        for photo in photos:
            self._identities.add(identity(photo.src) if photo.src is not None else None)
            self._numbers |= asset_numbers(photo.src) if photo.src is not None else frozenset()

    def holds(self, photo: Picture) -> bool:
        """Tell whether one of the photos is this one: the address, or a long number in it, is the same."""
        if photo.src is None:
            return None in self._identities
        return identity(photo.src) in self._identities or not self._numbers.isdisjoint(asset_numbers(photo.src))
