"""A house's own selectors on one page: whose each text is that they name, and what is a credit."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from turbohtml import Element

from cutline.model.page import Credit, Grade
from cutline.model.profile import SiteProfile
from cutline.page.document import Document
from cutline.page.survey import Unit
from cutline.text.credit_reader import CreditReader


class Named(Struct, frozen=True):
    """What a profile's selectors match: elements in reading order."""

    pictures: frozenset[Any]
    furniture: frozenset[Any]
    captions: tuple[Any, ...]
    credits: tuple[Any, ...]


def named(document: Document, profile: SiteProfile) -> Named:
    """Ask the page for everything a profile names. Selectors were checked when the configuration was read."""
    return Named(
        pictures=frozenset(_matches(document, profile.picture)),
        furniture=frozenset(_matches(document, profile.furniture)),
        captions=_matches(document, profile.caption),
        credits=_matches(document, profile.credit),
    )


def belongings(units: Sequence[Unit], texts: Iterable[Any], order: Callable[[Any], int]) -> dict[Unit, Any]:
    """Give photos the texts that are theirs; `units` come in reading order, which `order` tells of the texts.

    A text belongs to the photo with which it shares its smallest box. In a box of several photos it belongs to the one
    before it, to the first when there is none. Of two texts with words the first counts.
    """
    first, held = _boxes(units)
    orders = [unit.order for unit in units]
    found: dict[Unit, Any] = {}
    for text in texts:
        box = text
        while isinstance(box, Element) and box not in held:
            box = box.parent
        if not isinstance(box, Element):
            continue
        owner = first[box]
        if held[box] > 1:
            before = units[max(0, bisect_right(orders, order(text)) - 1)]
            owner = before if before.order > owner.order else owner
        if owner not in found or not found[owner].text.strip():
            found[owner] = text
    return found


def credit_by_profile(text: str, profile: SiteProfile, reader: CreditReader) -> Credit:
    """Read a credit from the element that a profile names; a bare name is certain only in a field for credits."""
    credit = reader.field(text)
    if profile.credit_field:
        return replace(credit, text=text, start=0, grade=Grade.CERTAIN)
    return credit if reader.find(text) else replace(credit, grade=Grade.LIKELY)


def _boxes(units: Sequence[Unit]) -> tuple[dict[Any, Unit], dict[Any, int]]:
    """Give for every ancestor of a photo the first photo in it, and how many there are."""
    first: dict[Any, Unit] = {}
    held: dict[Any, int] = {}
    for unit in units:
        box = unit.anchor
        while isinstance(box, Element):
            first.setdefault(box, unit)
            held[box] = held.get(box, 0) + 1
            box = box.parent
    return first, held


def _matches(document: Document, selector: str | None) -> tuple[Any, ...]:
    return tuple(document.tree.select(selector)) if selector else ()
