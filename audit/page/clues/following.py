"""A small block right behind the picture that names nothing but reads like a caption."""

from itertools import chain, islice
from typing import Any

from turbohtml import Element

from cutline.model.page import Grade
from cutline.page.class_words import class_facts
from cutline.page.clues.sighting import Sighting
from cutline.page.reading import read
from cutline.page.survey import NEIGHBOURS, Survey, Unit
from cutline.text.credit import parse_credit
from cutline.text.patterns import pattern

_LONGEST = 500
_LEVELS = 3
_CUE = pattern(r"[/|©)\]＝）／：】]|:\s|\bby\b|\bvia\b|[摄攝撮影图圖源供]|기자|제공")
_CUE_WITHIN = 80
"""Code points at the end in which a credit shows a sign of itself; running text is not parsed for one."""
_SMALL = frozenset({"em", "i", "small", "figcaption"})
_BLOCKS = frozenset({"p", "div", "span", "em", "i", "small", "center", "font", "h6", "tr"})


def following(survey: Survey, unit: Unit) -> Sighting | None:
    """Read the next block when it is set small or italic as a whole, or ends in an unmistakable credit."""
    at, levels = unit.anchor, 0
    while isinstance(at, Element) and levels < _LEVELS:
        neighbour = _next_block(at)
        if neighbour is not None:
            return _read(survey, neighbour)
        at = at.parent
        if (
            not isinstance(at, Element)
            or survey.holds(at) != 1
            or at.tag in ("body", "main", "article", "section", "li")
            or (at.tag == "td" and not _is_alone(at))
        ):
            return None
        levels += 1
    return None


def _is_alone(cell: Any) -> bool:
    """Tell whether a cell is its row: a table of one column sets a caption below its photo."""
    return not any(isinstance(beside, Element) for beside in chain(cell.previous_siblings, cell.next_siblings))


def _next_block(element: Any) -> Any:
    for at in islice(element.next_siblings, NEIGHBOURS):
        if isinstance(at, Element):
            # A mark or a counter that lies on the picture is no text behind it.
            if at.tag not in ("br", "noscript", "script", "style", "button", "svg") and any(map(str.isalpha, at.text)):
                return at
        elif at.text.strip():
            return None
    return None


def _read(survey: Survey, block: Any) -> Sighting | None:
    if block.tag not in _BLOCKS or survey.holds(block) or len(block.text) > _LONGEST or block.select_one("h1, form"):
        return None
    reading = read(block)
    if not reading.text:
        return None
    if _set_small(block):
        return Sighting(
            "following-small", "the block behind the picture, set small or italic", block, reading, Grade.LIKELY
        )
    if class_facts(block.attr("class")).photo_text and not _is_linked(block):
        return Sighting(
            "following-named",
            "the block behind the picture, which is called a photo's text",
            block,
            reading,
            Grade.LIKELY,
        )
    if not _CUE.search(reading.text[-_CUE_WITHIN:]):
        return None
    credit = parse_credit(reading.text)
    if credit is None or credit.start + len(credit.text) < len(reading.text) - 2:
        return None
    is_all = credit.start == 0 and credit.form == "label" and credit.grade is Grade.LIKELY
    if credit.grade is Grade.CERTAIN or is_all:
        return Sighting(
            "following-credited", "the block behind the picture, which ends in a credit", block, reading, Grade.LIKELY
        )
    return None


def _is_linked(block: Any) -> bool:
    """Tell whether most of a block's words are links: the headline of a card."""
    return sum(len(link.text) for link in block.select("a")) * 2 > len(block.text)


def _set_small(block: Any) -> bool:
    if block.tag in _SMALL:
        return True
    worded = [child for child in block.children if isinstance(child, Element) or child.text.strip()]
    return len(worded) == 1 and isinstance(worded[0], Element) and worded[0].tag in _SMALL
