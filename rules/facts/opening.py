"""What a keyboard reader meets before the content of a page."""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

from msgspec import Struct

from cutline.model.page import Landmark, Page
from cutline.page.shades import UNREACHABLE, is_focusable, tab_index
from cutline.rules.facts.spoken import names

STOPS_LIMIT = 25
"""Tab stops that are looked at; more of them before the content say nothing new and cost time."""
PARAGRAPH = 40
"""Code points from which a paragraph is content, where no heading, article or main part says where it begins."""

REPEATED = frozenset({"banner", "navigation", "complementary", "search", "contentinfo"})
"""Landmarks that stand on every page of a site."""
MENUS = REPEATED - {"banner"}
"""Those that never hold the content; a site's header may hold an article's headline."""


class Opening(Struct, frozen=True):
    """What stands before the content.

    `content` is the element at which the content begins, None when nothing tells. `blocks` are the site's own parts
    that begin before it, `stops` the places at which Tab stops on the way (skip links left out).
    """

    content: Any
    blocks: tuple[Landmark, ...] = ()
    stops: tuple[Any, ...] = ()


def counted(stops: Sequence[Any]) -> str:
    """Give the number of stops as a sentence tells it."""
    return f"{STOPS_LIMIT} or more" if len(stops) >= STOPS_LIMIT else str(len(stops))


def opening(page: Page) -> Opening:
    """Give what stands before the content of a page, worked out once."""
    return page.once(_opening)


def is_inside(element: Any, roles: frozenset[str], page: Page) -> bool:
    """Tell whether an element is, or stands in, a landmark with one of the roles."""
    played = page.once(_roles)
    return any(played.get(part) in roles for part in (element, *element.ancestors))


def _roles(page: Page) -> dict[Any, str]:
    return {landmark.element: landmark.role for landmark in page.landmarks}


def _opening(page: Page) -> Opening:
    content = _content(page)
    if content is None:
        return Opening(None)
    place = page.document.order
    start = place(content)
    own = [link.element for link in page.skip_links]
    blocks = (landmark for landmark in page.landmarks if landmark.role in REPEATED)
    return Opening(
        content,
        tuple(block for block in blocks if place(block.element) < start),
        tuple(stop for stop in _stops_before(page, start) if stop not in own),
    )


def _content(page: Page) -> Any:
    """Find where the content begins: at its landmark, else an article or first headline, else a paragraph of size.

    A headline that stands before the menu names the site or the page; then the content begins behind the menu.
    """
    main = next((landmark.element for landmark in page.landmarks if landmark.role == "main"), None)
    if main is not None:
        return main
    place = page.document.order
    begun = _beginnings(page)
    first = begun[0] if begun else None
    menu = min((place(block.element) for block in page.landmarks if block.role == "navigation"), default=-1)
    if first is not None and (place(first) >= menu or first.tag == "article"):
        return first
    paragraph = next(_paragraphs(page), None)
    if paragraph is None:
        return first or page.document.tree.select_one("main")
    if first is not None and place(paragraph) < menu:
        return first
    return min([paragraph, *(element for element in begun if place(element) > menu)], key=place)


def _beginnings(page: Page) -> list[Any]:
    headlines = (heading.element for heading in page.headings if heading.level == 1 and heading.text)
    articles = page.document.tree.select("article")
    shown = (element for element in (*articles, *headlines) if _is_shown(element, page))
    return sorted(shown, key=page.document.order)


def _paragraphs(page: Page) -> Iterator[Any]:
    for paragraph in page.document.tree.select("p"):
        if len(paragraph.text.strip()) >= PARAGRAPH and _is_shown(paragraph, page):
            yield paragraph


def _is_shown(element: Any, page: Page) -> bool:
    return not names(page).shade(element) and not is_inside(element, REPEATED, page)


def _stops_before(page: Page, start: int) -> list[Any]:
    """Give the tab stops in the order of the source; positive tabindexes reorder only a few pages and are left so."""
    tree, place, shade = page.document.tree, page.document.order, names(page).shade
    found: list[tuple[int, Any]] = []
    # One selector after the other: the parser answers each from an index, and a list of them by walking the page.
    for selector in _STOPS:
        reached = 0
        for element in tree.select(selector):
            at = place(element)
            if at >= start or reached == STOPS_LIMIT:
                break
            if is_focusable(element) and (tab_index(element) or 0) >= 0 and not shade(element) & UNREACHABLE:
                found.append((at, element))
                reached += 1
    found.sort(key=itemgetter(0))
    return [element for _, element in found[:STOPS_LIMIT]]


_STOPS = ("a[href]", "button", "input", "select", "textarea", "summary", "div[tabindex]", "span[tabindex]")
