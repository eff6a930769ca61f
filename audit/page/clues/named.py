"""Elements whose own name says caption or credit, and the picture each of them belongs to.

The search starts at the text: the smallest ancestor that holds a picture decides. Holding one picture, it is that
picture's box; holding several, the text belongs to the neighbour before it, else to the one after.
"""

from typing import Any

from msgspec import Struct
from turbohtml import DocumentFragment, Element

from cutline.page.class_words import class_facts
from cutline.page.survey import NEIGHBOURS, Survey, TextSpot, Unit, next_element
from cutline.text.extent import extent

_PAGE_PARTS = frozenset({"html", "body", "main", "article", "section", "header", "footer", "aside", "nav", "form"})
_NO_PHOTO = (
    "video, audio, iframe, object, embed, table, pre, blockquote, svg, canvas, math, ul, ol, amp-video, amp-iframe, "
    "[class*=video i], [class*=player i]"
)
_GROUP = 3
"""Photos in one figure from which its caption is the gallery's; that of two is mostly about the one beside it."""
_NO_STORY = 3
"""The weight of a region that no photo of the story stands in: its own texts are not the photo's before it."""
_FARTHEST = 8
"""Levels between a credit and the box it shares with its picture; more is a page's footer or byline."""
_WEAK_LEVELS = 2
_WEAK_BOX = 600
"""Code points of a box in which a source or author may be believed to be the photo's."""
_STEPS = 2
"""Elements with words that may stand between a picture and the text that belongs to it."""
_RUNNING = 400
"""Letters between a picture and a text from which running text parts them: two or three paragraphs."""
_SILENT = frozenset({"script", "style", "noscript", "br", "hr", "meta", "link", "button", "template"})
_SHOWING = frozenset({"video", "audio", "iframe", "object", "embed", "table", "pre", "blockquote", "amp-video"})
"""Elements that have captions as photos have: the text behind one is its own."""


class Pairing(Struct, frozen=True, eq=False):
    """A spot, its picture, and how near they stand: "box", "after" or "before" the picture."""

    spot: TextSpot
    unit: Unit
    place: str
    levels: int


def pairings(survey: Survey) -> tuple[dict[Unit, list[Pairing]], list[TextSpot], int]:
    """Pair every named text with its picture.

    Gives the pairings by picture, the spots that found none, and the number of captioned figures without a picture.
    """
    paired: dict[Unit, list[Pairing]] = {}
    lone: list[TextSpot] = []
    captions = {spot.element for spot in survey.spots if spot.caption}
    empty: set[Any] = set()
    for spot in survey.spots:
        if survey.holds(spot.element) and not (spot.tag == "figcaption" and _figure_has_more(survey, spot.element)):
            continue
        place = _place(survey, spot, captions)
        if place is None:
            continue
        if isinstance(place, Pairing):
            paired.setdefault(place.unit, []).append(place)
        else:
            lone.append(spot)
            if place is not _NOWHERE:
                empty.add(place)
    return paired, lone, sum(1 for figure in empty if not _shows_something_else(figure))


_NOWHERE = object()


def _place(survey: Survey, spot: TextSpot, captions: set[Any]) -> Any:
    """Give the pairing; an empty figure or `_NOWHERE` when there is no picture.

    None for a part of another caption, and for a blueprint in a template, which no reader gets.
    """
    child, levels = spot.element, 0
    at = child.parent
    empty_figure = None
    while isinstance(at, Element) and not survey.holds(at):
        if at in captions:
            return None
        if at.tag in ("template", "blockquote") and spot.tag == "cite":
            return None
        if at.tag == "form" or class_facts(at.attr("class")).region >= _NO_STORY:
            return None
        if at.tag == "figure":
            empty_figure = at
        child, at, levels = at, at.parent, levels + 1
    if isinstance(at, DocumentFragment):
        return None
    if empty_figure is not None:
        return empty_figure
    if not isinstance(at, Element):
        return _NOWHERE
    if survey.holds(at) == 1:
        return _in_box(survey, spot, at, child, levels)
    if spot.tag == "figcaption" and at.tag == "figure" and at == spot.element.parent and _is_group(survey, at):
        return _NOWHERE
    return _beside(survey, spot, child, levels)


def _in_box(survey: Survey, spot: TextSpot, box: Any, child: Any, levels: int) -> Any:
    unit = survey.held[box].first
    if box.tag in _PAGE_PARTS:
        # The only picture of a large part of the page is not the picture of every text in it.
        return _beside(survey, spot, child, levels)
    if not _is_one_photos(survey, box) and _is_parted(spot.element, child, unit):
        return _NOWHERE
    if levels > _FARTHEST or (spot.weak and (levels > _WEAK_LEVELS or not survey.once(box, _is_a_photos))):
        return _NOWHERE
    return Pairing(spot, unit, "box", levels)


def _is_one_photos(survey: Survey, box: Any) -> bool:
    """Tell whether all that a box holds belongs to its photo: a figure, a slide, an item among others of its kind."""
    names = box.attr("class")
    if box.tag == "figure" or class_facts(names).gallery:
        return True
    beside = (next_element(box, forward=False), next_element(box, forward=True))
    return any(
        one is not None and one.tag == box.tag and one.attr("class") == names and survey.holds(one) == 1
        for one in beside
    )


def _is_parted(text: Any, child: Any, unit: Unit) -> bool:
    """Tell whether running text, or something else that may have a caption, parts a text from the box's only picture.

    `child` holds the text and is the box's child.
    """
    box, within = child.parent, unit.anchor
    while within.parent != box:
        within = within.parent
    forward = _is_before(child, within)
    words = _words_beside(text, box, within, forward=forward)
    return words > _RUNNING or words + _words_beside(unit.anchor, within, None, forward=not forward) > _RUNNING


def _is_before(element: Any, sibling: Any) -> bool:
    at = element.next_sibling
    for _ in range(NEIGHBOURS):
        if at is None:
            return False
        if at == sibling:
            return True
        at = at.next_sibling
    return False


def _words_beside(element: Any, top: Any, goal: Any, *, forward: bool) -> int:
    """Count the letters that stand behind (or before) an element in `top`, up to the sibling `goal`.

    More than `_RUNNING` where something stands there that may have a caption itself, or too many nodes.
    """
    words = seen = 0
    while element != top and isinstance(element, Element):
        at = element.next_sibling if forward else element.previous_sibling
        while at is not None and at != goal:
            seen += 1
            if isinstance(at, Element):
                if at.tag in _SHOWING:
                    return _RUNNING + 1
                words += 0 if at.tag in _SILENT else extent(at.text.strip())
            else:
                words += extent(at.text.strip())
            if words > _RUNNING or seen > NEIGHBOURS:
                return _RUNNING + 1
            at = at.next_sibling if forward else at.previous_sibling
        if at is not None:
            break
        element = element.parent
    return words


def _is_a_photos(box: Any) -> bool:
    """Tell whether a source or author in a box may be the photo's: who is named beside the headline wrote the story."""
    return len(box.text) <= _WEAK_BOX and box.select_one("h1") is None


def _is_group(survey: Survey, figure: Any) -> bool:
    """Tell whether a figure shows a gallery, so that its caption is for all of its photos and for none."""
    return survey.holds(figure) >= _GROUP or len(figure.select("figure")) > 1


def _shows_something_else(figure: Any) -> bool:
    return figure.select_one(_NO_PHOTO) is not None


def _beside(survey: Survey, spot: TextSpot, child: Any, levels: int) -> Any:
    if spot.tag == "cite" or spot.weak or (spot.credit and levels > 2):
        return _NOWHERE
    before = _neighbour(survey, spot.element, child, forward=False)
    if before is not None:
        held = survey.held.get(before)
        return Pairing(spot, held.last if held else survey.at[before], "after", levels)
    after = _neighbour(survey, spot.element, child, forward=True)
    if after is not None:
        held = survey.held.get(after)
        return Pairing(spot, held.first if held else survey.at[after], "before", levels)
    return _NOWHERE


def _neighbour(survey: Survey, text: Any, child: Any, *, forward: bool) -> Any:
    """Find the sibling of `child`, which holds the text, with a picture within `_STEPS` worded siblings."""
    if _words_beside(text, child, None, forward=forward) > _RUNNING:
        return None
    steps = seen = 0
    at = child.next_sibling if forward else child.previous_sibling
    while at is not None and steps < _STEPS and seen < NEIGHBOURS:
        seen += 1
        if isinstance(at, Element):
            if survey.holds(at) or _unit_at(survey, at) is not None:
                return at
            if at.tag in _SHOWING:
                return None
            if at.tag not in _SILENT and at.text.strip():
                steps += 1
                if extent(at.text) > _RUNNING:
                    return None
        elif at.text.strip():
            steps += 1
        at = at.next_sibling if forward else at.previous_sibling
    return None


def _unit_at(survey: Survey, element: Any) -> Unit | None:
    return survey.at.get(element)


def _figure_has_more(survey: Survey, caption: Any) -> bool:
    parent = caption.parent
    return isinstance(parent, Element) and survey.holds(parent) > survey.holds(caption)
