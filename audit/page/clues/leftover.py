"""Words in a box that holds one picture and little else: a slide, a figure without figcaption, a paragraph."""

from collections import Counter
from itertools import islice
from typing import Any

from turbohtml import Element

from cutline.model.page import Grade
from cutline.page.class_words import class_facts
from cutline.page.clues.sighting import Place, Sighting
from cutline.page.reading import read
from cutline.page.survey import NEIGHBOURS, Survey, Unit

_LONGEST = 900
"""Code points: the longest caption among 4,000 read was shorter; running text is longer."""
_PARAGRAPH_LONGEST = 400
_LEVELS = 6
_PAGE_PARTS = frozenset(
    {"html", "body", "main", "article", "section", "header", "footer", "aside", "nav", "form", "td"}
)
_LIKE_SIBLINGS = 3
"""Equal neighbours with one picture each that make a row of boxes a row of slides."""


def leftover(survey: Survey, unit: Unit) -> Sighting | None:
    """Read what is left in the largest box that holds only this picture."""
    at, levels = unit.anchor.parent, 0
    framed = False
    while isinstance(at, Element) and survey.holds(at) == 1 and levels < _LEVELS:
        kind = _kind(survey, at)
        # Beside a figure only a slide may hold its caption; other boxes set text beside a photo.
        if kind and not (framed and kind in ("box", "paragraph")):
            sighting = _read(at, kind)
            if sighting is not None:
                return sighting
        if at.tag in _PAGE_PARTS:
            return None
        framed = framed or at.tag == "figure"
        at, levels = at.parent, levels + 1
    return None


def slide(survey: Survey, unit: Unit) -> Any:
    """Give the largest box that holds only this picture and is no large part of the page; None when there is none."""
    found, at = None, unit.anchor.parent
    for _ in range(_LEVELS):
        if not isinstance(at, Element) or survey.holds(at) != 1 or (at.tag in _PAGE_PARTS and at.tag != "article"):
            break
        found, at = at, at.parent
    return found


def _kind(survey: Survey, box: Any) -> str:
    """Say why a box may be read whole: "figure", "slide" or "paragraph"; empty when it may not."""
    if box.attr("role") == "button":
        return ""
    if box.tag == "figure":
        return "figure"
    if box.tag == "p":
        return "" if _is_inline(survey, box) else "paragraph"
    if box.tag in ("li", "div", "section", "article", "td") and (
        class_facts(box.attr("class")).gallery or _is_one_of_many(survey, box)
    ):
        return "slide"
    return "box" if box.tag in ("div", "span") and _is_picture_box(box) else ""


def _is_inline(survey: Survey, paragraph: Any) -> bool:
    """Tell whether words stand on both sides of a paragraph's picture: a sign among them, and no caption around it."""
    at = survey.held[paragraph].first.anchor
    while at.parent != paragraph:
        at = at.parent
    return all(
        any(beside.text.strip() for beside in islice(siblings, NEIGHBOURS))
        for siblings in (at.previous_siblings, at.next_siblings)
    )


def _is_picture_box(box: Any) -> bool:
    """Tell whether a box calls itself a picture's and holds few words, hardly any of them links."""
    facts = class_facts(box.attr("class"))
    if not facts.picture or facts.region or facts.avatar:
        return False
    size = len(box.text.strip())
    linked = sum(len(link.text) for link in box.select("a")) if size else 0
    return 0 < size <= _PARAGRAPH_LONGEST and linked * 2 < size


def _is_one_of_many(survey: Survey, box: Any) -> bool:
    names = box.attr("class")
    parent = box.parent
    if not names or not isinstance(parent, Element) or survey.holds(parent) < _LIKE_SIBLINGS:
        return False
    if not (class_facts(names).picture or class_facts(parent.attr("class")).gallery):
        return False
    return survey.once(parent, _rows)[box.tag, names] >= _LIKE_SIBLINGS


def _rows(parent: Any) -> Counter[tuple[str, str | None]]:
    """Count the children of each tag and class."""
    return Counter((child.tag, child.attr("class")) for child in parent.children if isinstance(child, Element))


def _read(box: Any, kind: str) -> Sighting | None:
    if len(box.text) > 20 * _LONGEST:
        return None
    reading = read(box)
    text = reading.text
    longest = _PARAGRAPH_LONGEST if kind == "paragraph" else _LONGEST
    if (not text and not reading.credits) or len(text) > longest:
        return None
    if kind != "figure" and _is_card(box):
        return None
    reason = {
        "figure": "the words in the same figure",
        "box": "the words in the picture's own box",
        "slide": "the words that share a slide with this picture alone",
        "paragraph": "the words in the same paragraph",
    }[kind]
    place, grade = (Place.OWN, Grade.CERTAIN) if kind == "figure" else (Place.BESIDE, Grade.LIKELY)
    return Sighting(f"leftover-{kind}", reason, box, reading, place, grade)


def _is_card(box: Any) -> bool:
    """Tell whether a headline that links elsewhere, the page's own headline, or a form makes the box no photo's."""
    return box.select_one("h1, h2 a, h3 a, h4 a, a h2, a h3, a h4, form, input") is not None
