"""Photo or furniture: what speaks for and against a picture being part of the story."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from msgspec import Struct
from turbohtml import Element

from cutline.page import addresses
from cutline.page.surroundings import Around, Surroundings
from cutline.page.survey import LONG_PARAGRAPH, NEIGHBOURS, Survey, Unit, declared, next_element
from cutline.text.extent import extent

THRESHOLD = 2
"""Points from which a picture is content; the weights below were measured together with it."""
LINKED = 3
"""Points that a link to another page takes from a picture."""
_BLOCKS = frozenset({"p", "div", "figure", "center", "section", "table", "ul", "ol", "aside", "article", "hr"})
_WIDE = 400
_NARROW = 200
_CARD_LEVELS = 4
_CARD_LONGEST = 200
"""Code points of a card: a headline, a section's name, an hour."""
_HEADLINE = 25
"""Letters of the shortest headline; the name of a section, laid on a photo, is shorter."""
_CARD_LINKED = 0.5
_ADVERTISING = 4
"""The weight of a region that holds advertisements."""
_BANNERS = frozenset(
    {(468, 60), (728, 90), (970, 90), (970, 250), (320, 50), (320, 100), (120, 600), (160, 600), (300, 600), (300, 50)}
)
"""Sizes that only advertisements have (IAB, fixed size specifications)."""
_LONGISH = 2.2
_CARD = (3, "a headline that links to another story stands beside it")
_OTHER_STORY = (12, "it belongs to another story, which the page shows below its own")
_NAMED = 2
_SENTENCE = 60
"""Code points from which a text is taken for a sentence rather than a slogan."""
_LINKED_HEADLINE = "h2 a, h3 a, h4 a, h5 a, a h2, a h3, a h4, a h5"


class Standing(Struct, frozen=True, gc=False):
    """The points of a picture, and the heaviest reason against it."""

    points: int
    against: str = ""


def standing(
    survey: Survey,
    surroundings: Surroundings,
    unit: Unit,
    around: Around,
    *,
    captioned: int,
    caption_element: Any,
    credited: bool,
    is_shared: Callable[[Unit], bool],
) -> Standing:
    """Weigh a picture.

    `captioned` is 2 for a caption that names itself, 1 for one that only stands beside the picture, 0 for none;
    `is_shared` tells whether a picture is the one that the page wants shown where people share it.
    """
    against: list[tuple[int, str]] = []
    points = captioned + credited
    points += around.figure is not None
    points += around.root
    points += around.body
    points += around.gallery or unit.facts.gallery
    width = unit.width or 0
    widest = max(width if width > 32 else 0, unit.widest)
    points += widest >= _WIDE
    points += around.enlarged
    if around.foreign:
        against.append(_OTHER_STORY)
    if around.region:
        weight = around.region if not captioned else 1 if credited else min(around.region - 1, 2) or 1
        if around.link is None and around.root and widest >= _WIDE and "thumb" in around.region_name.lower():
            # A wide picture in the story that nothing links from is no thumbnail, whatever a theme calls it.
            weight = 0
        if weight > 1 and around.link is None and is_shared(unit):
            # Teasers and advertisements are links, and no page chooses one for its share picture.
            weight = 1
        if weight:
            against.append((weight, f"it stands in a part of the page called “{around.region_name[:60]}”"))
    if around.link is not None or around.card is not None or caption_element is not None:
        against += _against_links(survey, surroundings, unit, around, captioned, credited, caption_element, widest)
    if 0 < widest < _NARROW and width > 32 and not around.enlarged:
        against.append((2, f"it is shown {width} pixels wide"))
    if unit.facts.avatar:
        against.append((2, "its class says portrait or mark"))
    if not captioned and unit.src is not None and unit.src.split("?", 1)[0].lower().endswith(".svg"):
        against.append((2, "it is a drawing"))
    if unit.src is None:
        against.append((0 if captioned else 3, "it has no address"))
    elif addresses.is_stand_in(unit.src):
        against.append((0 if captioned else 3, "its address is a placeholder"))
    elif addresses.is_mark(unit.src):
        against.append((2, "its file name says logo, icon or button"))
    if surroundings.root is not None and not around.root:
        against.append((1, "it stands outside the article"))
    points -= sum(weight for weight, _ in against)
    # Comparing addresses is dear, and only tells where the rest leaves it open.
    if THRESHOLD - 2 <= points < THRESHOLD and is_shared(unit):
        points += 2
    if points == THRESHOLD - 1 and around.root and around.link is None and _stands_among_paragraphs(survey, unit):
        points += 1
    if points >= THRESHOLD and not captioned and not credited:
        unlike = [] if is_shared(unit) else _unlike_a_photo(survey, surroundings, unit, around)
        against += unlike
        points -= sum(weight for weight, _ in unlike)
    worst = max(against, default=(0, "nothing says that it belongs to the story"))
    return Standing(points, worst[1] if worst[0] else "nothing says that it belongs to the story")


def _against_links(
    survey: Survey,
    surroundings: Surroundings,
    unit: Unit,
    around: Around,
    captioned: int,
    credited: bool,
    caption_element: Any,
    widest: int,
) -> list[tuple[int, str]]:
    """Weigh what a link around the picture, or a headline that is one, says about it."""
    headlined = caption_element is not None and caption_element.select_one(_LINKED_HEADLINE) is not None
    if around.link is None and headlined:
        return [_CARD]
    if around.link is None:
        foreign = around.card is not None and around.card != surroundings.root and not around.root
        return [_CARD] if foreign and _headline_beside(survey, unit) else []
    if surroundings.leads_to_a_person(around.link):
        return [(4, "it links to a person's page")]
    linked_caption = caption_element is not None and _goes_the_same_way(caption_element, around.link)
    # A gallery's own photo may link to the gallery; in a margin, with its caption, it is the way to another one.
    spared = bool(captioned) and not (around.region and linked_caption)
    if not surroundings.leads_away(around.link, unit.src, spared):
        return []
    if captioned and not linked_caption and surroundings.leads_to_one_photo(around.link):
        return []
    in_story = around.figure is not None and around.root and not around.region
    texted = captioned == _NAMED and (credited or around.gallery or in_story)
    shown = around.gallery and around.root and widest >= _WIDE
    own = (texted or shown) and not linked_caption
    if own and surroundings.leads_off_site(around.link):
        # An advertisement has a slogan; a photo that links to its source has a caption.
        own = caption_element is not None and len(caption_element.text) >= _SENTENCE
    against = [(1 if own else LINKED, "it links to another page")]
    if linked_caption or headlined or around.card is not None or _headline_beside(survey, unit):
        against.append(_CARD)
    return against


def _unlike_a_photo(survey: Survey, surroundings: Surroundings, unit: Unit, around: Around) -> list[tuple[int, str]]:
    """Look once more at a picture without words that would be content: advertisements and cards stand there too."""
    if unit.facts.region >= _ADVERTISING or _has_shape_of_banner(unit):
        return [(3, "its class or its shape is an advertisement's")]
    if unit.src is not None and addresses.is_poster(unit.src):
        return [(3, "it is the still of a film")]
    if unit.src is not None and addresses.is_advertising(unit.src) and not _has_shape_of_photo(unit):
        return [(3, "it lies in a folder of advertisements")]
    return [_CARD] if not around.gallery and _is_linked_card(survey, surroundings, unit) else []


def _has_shape_of_banner(unit: Unit) -> bool:
    size = unit.width or 0, declared(unit.element, "height") or 0
    return size in _BANNERS or (size[0] / 2, size[1] / 2) in _BANNERS


def _has_shape_of_photo(unit: Unit) -> bool:
    width, height = unit.width or 0, declared(unit.element, "height") or 0
    return width >= _WIDE and height > 0 and 1 / _LONGISH < width / height < _LONGISH


def _is_linked_card(survey: Survey, surroundings: Surroundings, unit: Unit) -> bool:
    """Tell whether the words in a picture's own small box, or a link without words laid over them, lead elsewhere."""
    at: Any = unit.anchor.parent
    for _ in range(_CARD_LEVELS):
        if not isinstance(at, Element) or survey.holds(at) != 1 or len(at.text) > _CARD_LONGEST:
            return False
        words = at.text.strip()
        if extent(words) >= _HEADLINE:
            links = [link for link in at.select("a[href]") if surroundings.leads_away(link, unit.src, False)]
            linked = sum(len(link.text.strip()) for link in links)
            over = any(not link.text.strip() and not surroundings.leads_off_site(link) for link in links)
            return over or linked > _CARD_LINKED * len(words)
        at = at.parent
    return False


def _stands_among_paragraphs(survey: Survey, unit: Unit) -> bool:
    """Tell whether the nearest words before and behind a picture are both running text.

    A drawing that says of itself that it only decorates is an ornament between them.
    """
    if unit.element.attr("alt") == "" and addresses.may_be_drawn(unit.src or ""):
        return False
    at: Any = unit.anchor
    for _ in range(_CARD_LEVELS):
        around = [_nearest_words(at, forward=forward) for forward in (False, True)]
        if any(around):
            return _is_block(at) and min(map(extent, around)) >= LONG_PARAGRAPH
        at = at.parent
        if not isinstance(at, Element) or survey.holds(at) != 1 or at.tag in ("body", "main"):
            return False
    return False


def _is_block(element: Any) -> bool:
    """Tell whether an element stands on lines of its own, not among the words of a paragraph."""
    if element.tag in _BLOCKS:
        return True
    return all(
        isinstance(beside, Element) and beside.tag in ("br", *_BLOCKS)
        for beside in (next_element(element, forward=False), next_element(element, forward=True))
    )


def _nearest_words(element: Any, *, forward: bool) -> str:
    """Give the text of the nearest sibling that has any, "" when there is none near."""
    at = element.next_sibling if forward else element.previous_sibling
    for _ in range(NEIGHBOURS):
        if at is None:
            break
        silent = isinstance(at, Element) and at.tag in ("script", "style", "noscript", "template")
        if not silent and (words := at.text.strip()):
            return str(words)
        at = at.next_sibling if forward else at.previous_sibling
    return ""


def _goes_the_same_way(caption: Any, link: Any) -> bool:
    """Tell whether a caption is a link to where its picture links: a headline on a card, not a cutline."""
    if any(ancestor == link for ancestor in caption.ancestors):
        return True
    goal = _goal(link)
    linked = sum(len(inside.text) for inside in caption.select("a") if _goal(inside) == goal)
    return linked > len(caption.text) / 2


def _goal(link: Any) -> str:
    return unquote(link.attr("href") or "").strip().rstrip("/")


def _headline_beside(survey: Survey, unit: Unit) -> bool:
    at: Any = unit.anchor.parent
    for _ in range(_CARD_LEVELS):
        if not isinstance(at, Element) or survey.holds(at) != 1 or at.tag in ("body", "main"):
            return False
        if at.select_one(_LINKED_HEADLINE) is not None:
            return True
        at = at.parent
    return False
