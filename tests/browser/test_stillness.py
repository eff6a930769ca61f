"""Galleries that scripts build, and pages that never come to rest."""

from typing import Any

import pytest

PAGE = (
    '<!doctype html><html lang="en"><title>Fair day</title>{head}<body class="gallery-page"><a href="#story">Skip to '
    'main content</a><nav><a href="/n">News</a></nav><main id="story"><h1>Fair day</h1><div id="g"></div></main>'
    "<script>{script}</script></body></html>"
)
DRAWING = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='600' height='400'/%3E"
BUILD = (
    f'const build = () => {{ g.innerHTML = `<figure><img src="{DRAWING}" width=600 height=400><figcaption>A boy leads '
    "a grey horse across the square of Rudno.</figcaption></figure>` };"
)


@pytest.mark.parametrize(
    "when",
    [
        "fetch('/one').then(() => fetch('/two')).then((answer) => answer.text()).then(build)",
        "onload = () => setTimeout(build, 700)",
        "onload = () => setTimeout(() => { const late = document.createElement('script'); late.src = '/late.js'; "
        "document.head.append(late) }, 300)",
    ],
)
def test_a_gallery_that_a_script_builds_is_judged_once_it_stands(shown: Any, site: Any, when: str) -> None:
    site.page("/one", "{}", Content_Type="application/json")
    site.page("/two", "{}", Content_Type="application/json")
    site.page("/late.js", "build()", Content_Type="text/javascript")
    address = site.page("/page", PAGE.format(head="", script=BUILD + when))
    (result,) = shown(address, select=["alt-missing", "gallery-not-recognised"])
    assert [finding.rule for finding in result.findings] == ["alt-missing"]


def test_a_gallery_that_stays_empty_in_a_browser_is_not_sent_there_again(shown: Any, site: Any) -> None:
    (result,) = shown(site.page("/page", PAGE.format(head="", script="")), select=["gallery-not-recognised"])
    assert [(finding.message_id, finding.data["advice"]) for finding in result.findings] == [
        ("none", "it was shown in a browser, and none came; open it and look")
    ]


def test_a_page_that_asks_and_grows_for_ever_is_judged_all_the_same(shown: Any, site: Any) -> None:
    site.page("/news", "{}", Content_Type="application/json")
    restless = "build(); setInterval(() => { fetch('/news'); g.append(document.createElement('i')) }, 20)"
    (result,) = shown(site.page("/page", PAGE.format(head="", script=BUILD + restless)), select=["alt-missing"])
    assert [finding.rule for finding in result.findings] == ["alt-missing"]


def test_a_page_whose_style_sheet_does_not_come_is_not_judged(shown: Any, site: Any) -> None:
    site.page("/endless", "p { margin: 0 }", Content_Type="text/css")
    head = '<link rel="stylesheet" href="/endless">'
    (result,) = shown(site.page("/page", f"{head}<main><h1>Fair day</h1></main>"), page_seconds=5)
    assert (result.status, result.reason) == (
        "failed",
        f"it did not finish loading: its style sheet http://127.0.0.1:{site.port}/endless does not come",
    )
