"""The credits of a page's photos, as far as their readings can carry a claim."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from turbohtml import Text

from cutline.model.finding import Edit
from cutline.model.page import Credit, Grade, Page, Picture
from cutline.text.credit import canonical_body, parse_credit
from cutline.text.credit_place import OPENERS
from cutline.text.folding import fold

INLINE = frozenset({"inline", "edge", "line", "learnt"})
"""How a credit was found that stands among the words of the caption, not in an element that calls itself a credit."""

_FORBIDDEN = frozenset("<>&\n")
"""What an edit neither takes out nor puts in: markup, entities, and line ends, which have more than one length."""
_LONGEST_OPEN = 120
"""Code points behind an open bracket that can be a credit; see `cutline.text.credit_place`."""


class Signed(Struct, frozen=True):
    """A photo with its credit, which is certain or likely; `element` holds the credit, `clue` says how it was found.

    `text` is the credit as a reader sees it, white space folded.
    """

    photo: Picture
    credit: Credit
    text: str
    clue: str
    element: Any

    @property
    def around(self) -> str:
        """What a reader sees where the credit stands: the caption with the credit in it, else the credit alone."""
        caption = self.photo.caption
        return caption.full if caption is not None and self.text in caption.full else self.text


def signed(page: Page) -> tuple[Signed, ...]:
    """Give the photos that have a credit, in reading order; worked out once."""
    return page.once(_signed)


def _signed(page: Page) -> tuple[Signed, ...]:
    return tuple(
        Signed(photo, line.credit, fold(line.credit.text), line.clue, line.element)
        for photo in page.photos
        if (line := photo.credit) is not None and line.credit.grade is not Grade.POSSIBLE
    )


def unclosed(page: Page) -> tuple[Signed, ...]:
    """Give the photos whose caption ends in a credit with a bracket that is never closed; worked out once.

    Such a credit counts when it is certain with its bracket closed and names somebody beside the agency.
    """
    return page.once(_unclosed)


def _unclosed(page: Page) -> tuple[Signed, ...]:
    return tuple(one for photo in page.photos if (one := _open_credit(photo)) is not None)


def _open_credit(photo: Picture) -> Signed | None:
    caption = photo.caption
    if caption is None or caption.grade is Grade.POSSIBLE or photo.credit is not None:
        return None
    tail = caption.full[-_LONGEST_OPEN:]
    place = max(map(tail.rfind, OPENERS))
    if place < 0 or OPENERS[tail[place]] in tail[place:]:
        return None
    credit = parse_credit(f"{tail}{OPENERS[tail[place]]}", lang=photo.lang)
    if credit is None or credit.grade is not Grade.CERTAIN or len(credit.people) + len(credit.bodies) < 2:
        return None
    open_credit = replace(credit, text=credit.text[:-1], start=caption.full.rfind(tail[place:]))
    return Signed(photo, open_credit, fold(open_credit.text), "inline", caption.element)


def agencies(credit: Credit) -> frozenset[str]:
    """Give the canonical names of the known agencies in a credit."""
    return frozenset(name for body in credit.bodies if (name := canonical_body(body)))


def is_written(element: Any, words: str) -> bool:
    """Tell whether an element has these words in one piece of text, untouched by the joins between its children."""
    return any(words in fold(node.data) for node in _texts(element))


def edit_of(page: Page, element: Any, was: str, wanted: str) -> Edit | None:
    """Give the edit that replaces `was` where it stands in the element's source exactly once and without markup."""
    place = element.source_location
    if place is None or place.end_tag is None or not _FORBIDDEN.isdisjoint(was + wanted):
        return None
    text, start, end = page.document.text, place.start_tag.end_offset, place.end_tag.start_offset
    if text.count(was, start, end) != 1 or not page.once(_is_placed):
        return None
    first = text.index(was, start, end)
    if page.once(_has_double_line_ends):
        first = page.document.original_offset(first)  # type: ignore[attr-defined]
    return Edit(first, first + len(was), was, wanted)


def _is_placed(page: Page) -> bool:
    """Tell a page that somebody wrote from a gallery without markup, in which nothing has a line."""
    return page.document.locate(page.pictures[0].element).line is not None


def _has_double_line_ends(page: Page) -> bool:
    return "\r\n" in page.document.original  # type: ignore[attr-defined]


def _texts(element: Any) -> Iterator[Any]:
    rest = [element]
    while rest:
        for child in rest.pop().children:
            if isinstance(child, Text):
                yield child
            elif hasattr(child, "children"):
                rest.append(child)
