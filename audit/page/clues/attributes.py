"""Captions that a page keeps in attributes for its lightbox."""

from typing import Any

import turbohtml
from turbohtml import Element

from cutline.model.page import Grade
from cutline.page.class_words import markup_words
from cutline.page.clues.sighting import Place, Sighting
from cutline.page.reading import Reading, read
from cutline.page.surroundings import PICTURE_FILE
from cutline.page.survey import Survey, Unit
from cutline.text.folding import fold

_LEVELS = 3
_TITLE_WORDS = 4
"""Words from which a link's title may be a caption; shorter ones are names of files and buttons."""


def attributes_called(text: str, element: Any) -> list[str]:
    """List an element's attributes that hold a "caption" or a "credit", those that pages have agreed on first."""
    known = markup_words().attributes[text]
    own = [name for name in element.attrs if name.startswith("data-") and (name in known or text in name.split("-"))]
    return sorted(own, key=lambda name: known.get(name, len(known)))


def attributes(survey: Survey, unit: Unit) -> Sighting | None:
    """Read a caption from the picture's own attributes or those of a box around it alone."""
    for element in _own_boxes(survey, unit):
        for name in attributes_called("caption", element):
            reading = _words(element.attr(name))
            if reading is not None:
                return Sighting(name, f"the picture's {name}", element, reading, Place.NO_TEXT, Grade.LIKELY)
        title = _link_title(survey, element, unit) if element.tag == "a" else None
        if title is not None:
            return Sighting(
                "data-title", "the title of the link that enlarges it", element, title, Place.NO_TEXT, Grade.LIKELY
            )
    return None


def credit_attribute(survey: Survey, unit: Unit) -> tuple[str, Any] | None:
    """Give a credit that stands only in an attribute, with its element."""
    for element in _own_boxes(survey, unit):
        for name in attributes_called("credit", element):
            value = element.attr(name)
            if value and any(map(str.isalpha, value)):
                return fold(value), element
    return None


def _link_title(survey: Survey, link: Any, unit: Unit) -> Reading | None:
    """Read the words that a lightbox shows below the picture it enlarges.

    A few words may be a name or a button's; the alt or the headline again are no caption.
    """
    href = link.attr("href") or ""
    title = link.attr("data-title") or link.attr("title")
    if not title or len(title.split()) < _TITLE_WORDS or not PICTURE_FILE.search(href):
        return None
    others = (unit.element.attr("alt") or "", *(heading.text for heading in survey.headings[:1]))
    return None if fold(title) in map(fold, others) else _words(title)


def _own_boxes(survey: Survey, unit: Unit) -> list[Any]:
    boxes, at = [unit.element], unit.anchor.parent
    while isinstance(at, Element) and len(boxes) <= _LEVELS and survey.holds(at) == 1:
        boxes.append(at)
        boxes += [child for child in at.children if isinstance(child, Element) and _may_tell(child)]
        at = at.parent
    return boxes


def _may_tell(child: Any) -> bool:
    return child.tag == "figcaption" or (child.tag == "div" and not child.children)


def _words(value: str | None) -> Reading | None:
    if not value or not any(character.isalpha() for character in value) or value[0] in "{[#.":
        return None
    if "<" in value or "&" in value:
        reading = read(turbohtml.parse_fragment(value, positions=False))
        return reading if reading.text else None
    text = fold(value)
    return Reading((text,), value)
