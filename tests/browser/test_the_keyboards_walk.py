"""The keyboard is judged by what its own keys do, once that is done, and from where readers begin."""

from typing import Any

import pytest

PAGE = (
    '<!doctype html><html lang="en"><title>Fair day</title>{head}<body>{skip}<nav><a href="/a">News</a>'
    '<a href="/b">Sport</a></nav>{more}<main id="story" tabindex="-1"><h1>Fair day in Rudno</h1>'
    '<a href="/c">The horses</a></main></body></html>'
)
LINK = '<a href="#story">Skip to main content</a>'
LATE = (
    '<a href="#story" onclick="event.preventDefault(); setTimeout(() => story.focus(), {after})">Skip to main '
    "content</a>"
)
SKIPPING = ["skip-link-ineffective", "skip-link-missing", "skip-link-not-first"]


def said(shown: Any, address: str) -> list[tuple[str, str]]:
    (result,) = shown(address, select=SKIPPING)
    assert result.status == "audited"
    return [(claim.rule, claim.message_id) for claim in (*result.findings, *result.reviews)]


@pytest.mark.parametrize(
    ("skip", "more", "expected"),
    [
        (LATE.format(after=50), "", []),
        (LATE.format(after=250), "", []),
        (LATE.format(after=60000), "", [("skip-link-ineffective", "stays")]),
        (LINK, '<form><input autofocus aria-label="Search"></form>', []),
        ('<a href="#story">Straight to the pages</a>', "", []),
        ('<a href="#foot">Straight to the pages</a>', '<p id="foot"></p>', [("skip-link-missing", "few")]),
        ('<button onclick="story.focus()">Skip to main content</button>', "", []),
        ("<button>Skip to main content</button>", "", [("skip-link-missing", "few")]),
    ],
)
def test_a_way_to_the_content_is_judged_by_where_the_keyboard_ends(
    shown: Any, site: Any, skip: str, more: str, expected: list[tuple[str, str]]
) -> None:
    assert said(shown, site.page("/page", PAGE.format(head="", skip=skip, more=more))) == expected


def test_a_page_that_goes_away_by_itself_is_not_the_skip_links_fault(shown: Any, site: Any) -> None:
    other = site.page("/other", "<main>Elsewhere</main>")
    goes = "<script>onkeydown = () => { onkeydown = null; setTimeout(() => { location = '/other' }) }</script>"
    marks = '<meta http-equiv="refresh" content="4; url=/other">'
    pages = [
        site.page("/keyed", PAGE.format(head="", skip=LINK, more=goes)),
        site.page("/marked", PAGE.format(head=marks, skip=LINK, more="")),
        site.page("/headed", PAGE.format(head="", skip=LINK, more=""), Refresh="4; url=/other"),
    ]
    left = ("failed", f"it leads the browser on by itself, to {other}")
    assert [(result.status, result.reason) for result in shown(*pages)] == [left, left, left]


def test_a_page_that_only_comes_anew_is_judged(shown: Any, site: Any) -> None:
    head = '<meta http-equiv="refresh" content="300"><meta http-equiv="refresh" content="60; url=/other">'
    assert said(shown, site.page("/page", PAGE.format(head=head, skip=LINK, more=""))) == []
