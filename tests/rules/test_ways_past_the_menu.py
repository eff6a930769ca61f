"""What the page offers to those who cannot click past its menus, in the shapes that pages have."""

import pytest

import cutline

MENU = '<nav><a href="/a">News</a> <a href="/b">Sport</a></nav>'
TEXT = "<p>On fair day the whole valley comes to town, and the horses with it.</p>"
SKIP = '<a href="#story">Skip to main content</a>'
STORY = f'<div id="story">{TEXT}</div>'
NO_WAY = {"skip-link-missing", "bypass-missing", "content-heading-missing", "main-landmark-missing"}
NO_MARK = {"content-heading-missing", "main-landmark-missing"}


def said(body: str) -> set[str]:
    html = f'<!DOCTYPE html><html lang="en"><head><title>Fair day</title></head><body>{body}</body></html>'
    result = cutline.audit_page(html, source="fair.html")
    return {finding.rule for finding in result.findings} | {f"{review.rule}?" for review in result.reviews}


@pytest.mark.parametrize(
    ("body", "claims"),
    [
        (TEXT, set()),
        (TEXT + MENU, set()),
        (f"<h1>Fair day</h1>{TEXT}{MENU}", set()),
        (f"{SKIP}{MENU}<main id=story><h1>Fair day</h1>{TEXT}</main>", set()),
        (f"<iframe src=x></iframe>{TEXT}", set()),
        (MENU + STORY, NO_WAY),
        (f"<h1>The Rudno Post</h1>{MENU}{STORY}", NO_WAY),
        (f"{MENU}<h1></h1>{STORY}", NO_WAY),
        (f"{MENU}<h1 hidden>Fair day</h1>{STORY}", NO_WAY),
        (f"{MENU}<main aria-hidden=true>{TEXT}</main>", NO_WAY),
        (f"{MENU}<h1>Fair day</h1>{STORY}", {"skip-link-missing", "main-landmark-missing"}),
        (f"{MENU}<main>{TEXT}</main>", {"skip-link-missing", "content-heading-missing"}),
        (SKIP + MENU + STORY, NO_MARK),
        (f"{SKIP}{MENU}<div>{TEXT}</div>", NO_MARK | {"bypass-missing", "skip-link-target-missing"}),
        (
            f'<div hidden><a href="#story">Skip to main content</a></div>{MENU}{STORY}',
            NO_MARK | {"skip-link-not-first?"},
        ),
        (f"<button aria-expanded=true>Menu</button>{MENU}{STORY}", (NO_WAY - {"bypass-missing"}) | {"bypass-missing?"}),
        (f"{SKIP}<div id=app></div><script src=app.js></script>", {"skip-link-target-missing?"}),
    ],
)
def test_ways_past_the_menu(body: str, claims: set[str]) -> None:
    assert said(body) == claims
