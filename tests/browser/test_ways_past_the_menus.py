"""Controls that may fold the menus are pressed, and judged by what a reader sees then."""

from typing import Any

import pytest

PAGE = (
    '<!doctype html><html lang="en"><title>Fair day</title>{head}<body>'
    '<a href="#" onclick="{handler}">Menu</a><nav id="menu"><a href="/a">News</a></nav>'
    "<div><p>On fair day the whole valley comes to town, and the horses with it.</p></div></body></html>"
)
GONE = '<script src="/gone.js"></script>'
SILENCING = "<script>function fold(id) { document.getElementById(id).setAttribute('aria-hidden', 'true') }</script>"
FOLDING = "<script>function fold(id) { document.getElementById(id).hidden = true }</script>"
STYLED = "<style>[aria-hidden=true] { display: none }</style>"
UNSTYLED = '<link rel="stylesheet" href="/gone.css">'


@pytest.mark.parametrize(
    ("head", "handler", "found", "asked"),
    [
        (FOLDING, "fold('menu')", [], []),
        (SILENCING, "fold('menu')", ["missing"], []),
        (SILENCING + STYLED, "fold('menu')", [], []),
        (GONE, "fold('menu')", [], ["collapsible"]),
        (GONE, "toggleAriaHidden('menu')", ["missing"], []),
        (GONE + STYLED, "toggleAriaHidden('menu')", [], ["collapsible"]),
        (GONE + UNSTYLED, "toggleAriaHidden('menu')", [], ["collapsible"]),
    ],
)
def test_a_menu_is_folded_for_readers_who_see_or_it_is_not(
    shown: Any, site: Any, head: str, handler: str, found: list[str], asked: list[str]
) -> None:
    address = site.page("/page", PAGE.format(head=head, handler=handler))
    (result,) = shown(address, select=["bypass-missing"])
    assert [finding.message_id for finding in result.findings] == found
    assert [review.message_id for review in result.reviews] == asked


def test_trying_leaves_no_trace(shown: Any, site: Any) -> None:
    watch = (
        f"{GONE}<script>addEventListener('keyup', (event) => {{ if (event.key === 'Tab') "
        "{ if (document.querySelector('nav').hasAttribute('aria-hidden')) fetch('/traced') } })</script>"
    )
    address = site.page("/page", PAGE.format(head=watch, handler="toggleAriaHidden('menu')"))
    shown(address, select=["bypass-missing"])
    assert "/traced" not in site.asked
