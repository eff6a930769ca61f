"""One credit for all photos of a page: "All photographs by Ida Brandt"."""

from collections.abc import Iterator
from re import Pattern
from typing import Any

from turbohtml import Text

from cutline.model.page import Grade, Page
from cutline.page.reading import plain_text
from cutline.text.credit import parse_credit
from cutline.text.lexicon import page_credit_opening

_LINES = ("p", "div", "span", "em", "i", "b", "strong", "small", "address", "h5", "h6", "td")
_LONGEST = 120
_ONE_PHOTO = "figure, figcaption, a, li, nav, [class*=caption], [class*=credit]"
"""What holds a single photo's credit, or a link to other photos."""


def page_credit(page: Page) -> str | None:
    """Give the line that credits all photos of the page, None when there is none; worked out once."""
    return page.once(_page_credit)


def _page_credit(page: Page) -> str | None:
    return next(_lines(page), None)


def _lines(page: Page) -> Iterator[str]:
    document = page.document
    opening = page_credit_opening()
    opened = (element for tag in _LINES for element in document.tree.select(tag) if _opens(element, opening))
    for element in sorted(opened, key=document.order):
        text = plain_text(element)
        if len(text) <= _LONGEST and element.closest(_ONE_PHOTO) is None and _names_somebody(text, page.lang):
            yield text


def _opens(element: Any, opening: Pattern[str]) -> bool:
    children = element.children
    if not children or not isinstance(children[0], Text):
        return False
    words = children[0].data
    return not words.isspace() and opening.match(words) is not None


def _names_somebody(text: str, lang: str | None) -> bool:
    credit = parse_credit(text, lang=lang)
    return (
        credit is not None
        and credit.grade is not Grade.POSSIBLE
        and bool(credit.people or credit.bodies)
        and 2 * len(credit.text) > len(text)
    )
