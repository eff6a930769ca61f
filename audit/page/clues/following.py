"""A small block right behind the picture that names nothing but reads like a caption."""

import re
from itertools import chain, islice
from typing import Any

from turbohtml import Element

from cutline.model.page import Grade
from cutline.page.class_words import class_facts, markup_words
from cutline.page.clues.sighting import Place, Sighting
from cutline.page.reading import read
from cutline.page.survey import LONG_PARAGRAPH, NEIGHBOURS, Survey, Unit
from cutline.text.credit import parse_credit
from cutline.text.extent import extent, is_long
from cutline.text.lexicon import credit_cue, interface
from cutline.text.patterns import pattern

_LONGEST = 500
_LEVELS = 3
_CUE_WITHIN = 80
"""Code points at the end in which a credit shows a sign of itself; running text is not parsed for one."""
_SMALL = frozenset({"em", "i", "small", "figcaption"})
_BLOCKS = frozenset({"p", "div", "span", "em", "i", "small", "center", "font", "h6", "tr"})


_SHORT = 300
"""Letters of a block that is told by its looks alone; captions that long end in a credit or have a name."""
_WORDS = 16
"""Letters from which a text is more than an hour, a section or a name."""
_BYLINE = "time, [rel~=author], [itemprop=author], [itemprop=datePublished]"
_BYLINE_WORDS = 9
_QUOTES = '“"„«‘‹「『'
"""What a quotation begins with that is set apart from the text around it."""
_SENTENCE_ENDS = (".", "!", "?", "…", "。", ")", "]")
_TRIED = 3
"""Paragraphs whose looks stand for the story's."""
_DATE = pattern(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\d{1,2}\s?min\b")
_SMALL_STYLE = pattern(
    r"font-style:\s*italic|font-size:\s*(?:(?:[1-9]|1[0-4])(?:\.\d+)?px|(?:[1-9]|10)(?:\.\d+)?pt"
    r"|0?\.[1-9]\d*r?em|[1-9]\d(?:\.\d+)?%|(?:x?x-)?small|smaller)",
    re.IGNORECASE,
)
_SMALL_SIZES = frozenset({"1", "2", "-1", "-2"})
_CENTRED_STYLE = pattern(r"text-align:\s*center", re.IGNORECASE)


def following(survey: Survey, unit: Unit) -> Sighting | None:
    """Read the next block when its looks, its name, its first words or a credit at its end make it a caption."""
    at, levels = unit.anchor, 0
    while isinstance(at, Element) and levels < _LEVELS:
        neighbour = _next_block(at)
        if neighbour is not None:
            return _read(survey, at, neighbour)
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


def _read(survey: Survey, shown: Any, block: Any) -> Sighting | None:
    """Read the block behind `shown`, which holds the picture."""
    if block.tag not in _BLOCKS or survey.holds(block) or len(block.text) > _LONGEST or block.select_one("h1, form"):
        return None
    reading = read(block)
    if not reading.text or interface().is_no_caption(reading.text):
        return None
    if _set_small(block):
        return Sighting(
            "following-small",
            "the block behind the picture, set small or italic",
            block,
            reading,
            Place.BESIDE,
            Grade.LIKELY,
        )
    told = _told(survey, shown, block, reading.text)
    if told is not None:
        clue, reason, place = told
        return Sighting(clue, f"the block behind the picture, which {reason}", block, reading, place, Grade.LIKELY)
    if not credit_cue().search(reading.text[-_CUE_WITHIN:]):
        return None
    credit = parse_credit(reading.text)
    if credit is None or credit.start + len(credit.text) < len(reading.text) - 2:
        return None
    is_all = credit.start == 0 and credit.form == "label" and credit.grade is Grade.LIKELY
    if credit.grade is Grade.CERTAIN or is_all:
        return Sighting(
            "following-credited",
            "the block behind the picture, which ends in a credit",
            block,
            reading,
            Place.BESIDE,
            Grade.LIKELY,
        )
    return None


def _told(survey: Survey, shown: Any, block: Any, text: str) -> tuple[str, str, Place] | None:
    """Give the clue, its reason and place when a block's name, first words or style make it the caption of `shown`."""
    if _is_linked(block) or extent(text) > _SHORT:
        return None
    if interface().points_at_photo(text):
        return "following-pointing", "points at it", Place.BESIDE
    if extent(text) < _WORDS or _is_byline(block, text):
        return None
    if class_facts(block.attr("class")).photo_text:
        return "following-named", "is called a photo's text", Place.ALIKE
    if not survey.has_begun(shown) or text[0] in _QUOTES or text.isupper():
        # Below the photo at the head of a story stand its summary and its author, in the looks of a caption.
        return None
    if _looks_small(block) and not survey.once(survey, _is_set_small_throughout):
        return "following-styled", "is styled small or italic", Place.ALIKE
    if _is_centred(shown) and _is_centred(block) and not _is_centred(behind := _next_block(block)):
        running = behind is not None and extent(behind.text) >= LONG_PARAGRAPH
        bold = block.select_one("strong, b") is not None
        centred = "following-centred", "is centred as the picture is", Place.ALIKE
        return centred if running and not bold and text.endswith(_SENTENCE_ENDS) else None
    return None


def _is_byline(block: Any, text: str) -> bool:
    """Tell the line with author, day and hour that stands below many lead photos."""
    dated = _DATE.search(text) is not None and len(text.split()) <= _BYLINE_WORDS and not text.endswith((".", "。"))
    return dated or block.select_one(_BYLINE) is not None


def _is_set_small_throughout(survey: Survey) -> bool:
    """Tell whether running text has the looks of a caption too, as where it was pasted with its sizes."""
    paragraphs = survey.document.tree.select("p")
    running = islice((p for p in paragraphs if is_long(p.text, LONG_PARAGRAPH)), _TRIED)
    return any(map(_looks_small, running))


def _looks_small(block: Any) -> bool:
    """Tell whether a block, or the one element in it, is styled smaller than running text, or slanted."""
    worded = [child for child in block.children if isinstance(child, Element) or child.text.strip()]
    inner = worded[0] if len(worded) == 1 and isinstance(worded[0], Element) else block
    return any(
        not markup_words().set_small.isdisjoint((one.attr("class") or "").split())
        or _SMALL_STYLE.search(one.attr("style") or "") is not None
        or (one.tag == "font" and one.attr("size") in _SMALL_SIZES)
        for one in (block, inner)
    )


def _is_centred(block: Any) -> bool:
    if block is None:
        return False
    centred = block.tag == "center" or (block.attr("align") or "").lower() == "center"
    return (
        centred
        or _CENTRED_STYLE.search(block.attr("style") or "") is not None
        or not markup_words().set_centred.isdisjoint((block.attr("class") or "").split())
    )


def _is_linked(block: Any) -> bool:
    """Tell whether most of a block's words are links: the headline of a card."""
    return sum(len(link.text) for link in block.select("a")) * 2 > len(block.text)


def _set_small(block: Any) -> bool:
    if block.tag in _SMALL:
        return True
    worded = [child for child in block.children if isinstance(child, Element) or child.text.strip()]
    return len(worded) == 1 and isinstance(worded[0], Element) and worded[0].tag in _SMALL
