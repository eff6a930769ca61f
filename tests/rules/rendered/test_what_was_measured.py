"""Rules that see more on a page that was shown, each judged from a recording written by hand."""

import re
from typing import Any

import pytest
from msgspec.structs import replace

from cutline.config.schema import Config
from cutline.engine.audit import audit_page
from cutline.engine.rendering import result_of
from cutline.engine.select import selection_of
from cutline.model.rendered import AxeAnswer, AxeNode, AxeReport, Clip, Framed, Jump, Press, Rendered, Stop
from cutline.page.document import Document
from cutline.page.shown import NUMBER
from cutline.rules.base import Needs

STORY = '<main id="story"><h1>Fair day in Rudno</h1><a href="/b">The horses</a></main>'
MENU = '<nav><a href="/a">News</a></nav>'
SCRIPTED = '<div role="link" tabindex="0" onclick="go()">Skip to main content</div>'
SKIP = '<a href="#story">Skip to main content</a>'


def shown(body: str, **measured: Any) -> Rendered:
    """Number the elements of a page in the order of the document, as a capture does; `measured` uses those numbers."""
    source = f'<!doctype html><html lang="en"><head><title>Fair day</title></head><body>{body}</body></html>'
    document = Document.parse(source)
    for number, element in enumerate(document.elements):
        element.attrs[NUMBER] = f"{number}:{number}"
    return Rendered(address="", source=source, html=document.tree.html, **measured)


def numbers(body: str, *selectors: str) -> list[int]:
    document = Document.parse(f"<html><head><title></title></head><body>{body}</body></html>")
    return [document.elements.index(document.tree.select_one(selector)) for selector in selectors]


def said(rendered: Rendered, *rules: str) -> tuple[set[str], set[str]]:
    """Give the rules that found something, and those that ask a person."""
    result = result_of(rendered, "fair.html", selection_of(Config(select=rules), Needs.RENDERED))
    assert result.status == "audited"
    return {finding.rule for finding in result.findings}, {review.rule for review in result.reviews}


def outcome(rendered: Rendered, rule: str) -> tuple[str, str]:
    result = result_of(rendered, "fair.html", selection_of(Config(select=(rule,)), Needs.RENDERED))
    return next((str(one.outcome), one.reason) for one in result.outcomes if one.rule == rule)


@pytest.mark.parametrize(
    ("landing", "failed_scripts", "found", "asked"),
    [
        ("main a", 0, set(), set()),
        ("nav a", 0, {"skip-link-missing"}, set()),
        ("nav a", 1, set(), {"skip-link-missing"}),
    ],
)
def test_a_scripted_skip_link_is_judged_by_where_it_leads(
    landing: str, failed_scripts: int, found: set[str], asked: set[str]
) -> None:
    body = SCRIPTED + MENU + STORY
    link, landed = numbers(body, "div", landing)
    rendered = shown(body, jumps=(Jump(link, landed=landed),), scripts_failed=failed_scripts)
    assert said(rendered, "skip-link-missing") == (found, asked)


@pytest.mark.parametrize(
    ("hides", "failed_scripts", "found", "asked"),
    [
        (["nav"], 0, set(), set()),
        ([], 0, {"bypass-missing"}, set()),
        ([], 1, set(), {"bypass-missing"}),
    ],
)
def test_a_control_that_folds_the_menu_is_judged_by_what_it_hides(
    hides: list[str], failed_scripts: int, found: set[str], asked: set[str]
) -> None:
    text = "<div><p>On fair day the whole valley comes to town, and the horses with it.</p></div>"
    body = f'<button onclick="fold()">Menu</button>{MENU}{text}'
    (control,), hidden = numbers(body, "button"), numbers(body, *hides)
    rendered = shown(body, presses=(Press(control, tuple(hidden)),), scripts_failed=failed_scripts)
    assert said(rendered, "bypass-missing") == (found, asked)


@pytest.mark.parametrize(
    ("handler", "silences", "found", "asked"),
    [
        ("toggleAriaHidden('menu')", ["nav"], {"bypass-missing"}, set()),
        ("toggleAriaHidden('menu')", [], set(), {"bypass-missing"}),
        ("toggleHidden('menu')", ["nav"], set(), {"bypass-missing"}),
        ("toggleAriaHidden('menu'); collapse('menu')", ["nav"], set(), {"bypass-missing"}),
    ],
)
def test_a_control_that_by_its_own_words_only_silences_the_menu_passes_nothing(
    handler: str, silences: list[str], found: set[str], asked: set[str]
) -> None:
    text = "<div><p>On fair day the whole valley comes to town, and the horses with it.</p></div>"
    body = f'<a href="#" onclick="{handler}">Menu</a>{MENU}{text}'
    (control,), silenced = numbers(body, "a"), numbers(body, *silences)
    rendered = shown(body, presses=(Press(control, silenced=tuple(silenced)),), scripts_failed=1)
    assert said(rendered, "bypass-missing") == (found, asked)


def test_the_first_stop_is_the_one_that_tab_found() -> None:
    body = f'<a class="logo" href="/">The Rudno Post</a>{SKIP}{MENU}{STORY}'
    logo, link = numbers(body, ".logo", "a[href='#story']")
    hidden_logo = shown(body, stops=(Stop(link),))
    as_written = shown(body, stops=(Stop(logo), Stop(link)))
    never = shown(body, stops=(Stop(logo),))
    assert [said(page, "skip-link-not-first")[0] for page in (hidden_logo, as_written, never)] == [
        set(),
        {"skip-link-not-first"},
        {"skip-link-not-first"},
    ]


def test_a_place_that_a_script_stands_in_for_is_not_missed() -> None:
    body = SKIP + MENU + STORY.replace(' id="story"', "")
    link, inside, menu = numbers(body, "a", "main a", "nav a")
    works, stays = (shown(body, jumps=(Jump(link, landed=landed),)) for landed in (inside, menu))
    assert [said(page, "skip-link-target-missing")[0] for page in (works, stays)] == [
        set(),
        {"skip-link-target-missing"},
    ]


def test_without_an_answer_of_axe_a_rule_was_not_run() -> None:
    page = shown(STORY, axe=AxeReport("4.12.1", trouble="axe took longer than 18 seconds"))
    assert outcome(page, "contrast-low") == ("not-run", "axe took longer than 18 seconds")
    lacking = replace(page, axe=AxeReport("4.12.1"))
    assert outcome(lacking, "contrast-low") == ("not-run", "axe 4.12.1 did not answer for color-contrast")


def test_what_axe_finds_in_a_frame_has_a_selector_and_no_line() -> None:
    node = AxeNode(None, ("iframe", "p"), "<p>Pale words</p>")
    page = shown(STORY, axe=AxeReport("4.12.1", answers=(AxeAnswer("color-contrast", (node,)),)))
    result = result_of(page, "fair.html", selection_of(Config(select=("contrast-low",)), Needs.RENDERED))
    (finding,) = result.findings
    assert (finding.location.line, finding.location.selector, finding.snippet) == (
        None,
        ("iframe", "p"),
        "<p>Pale words</p>",
    )


def test_a_clip_that_hides_the_credit_alone_hides_no_caption() -> None:
    body = (
        '<main><figure><img src="fair.jpg" alt="A horse" width="600" height="400">'
        "<figcaption>A boy leads a grey horse. (Ada Brenk/Reuters)</figcaption></figure></main>"
    )
    (caption,) = numbers(body, "figcaption")
    credit, both = (
        shown(body, clips=(Clip(caption, "line-clamp", "A boy", hidden),))
        for hidden in ("(Ada Brenk/Reuters)", "horse. (Ada Brenk/Reuters)")
    )
    assert [said(page, "caption-clipped")[0] for page in (credit, both)] == [set(), {"caption-clipped"}]


def test_without_a_browser_the_rules_say_so() -> None:
    result = audit_page(f"<body>{STORY}</body>", source="fair.html")
    reasons = {one.rule: one.reason for one in result.outcomes if one.outcome == "not-run"}
    assert reasons["image-broken"] == reasons["contrast-low"] == "needs a browser"


def test_a_gallery_in_json_has_nothing_to_show(tmp_path: Any) -> None:
    from cutline.engine.rendering import Screening, rendered_results
    from cutline.sources.targets import expand

    file = tmp_path / "fair.json"
    file.write_text('{"photos": [{"src": "a.jpg", "alt": "A horse", "caption": "A grey horse."}]}', "utf-8")
    (result,) = rendered_results(expand([str(file)]), Config(), Screening(replay=tmp_path))
    verdicts = {one.rule: (one.outcome, one.reason) for one in result.outcomes}
    assert verdicts["image-broken"] == ("inapplicable", "a gallery in JSON has no page around it")
    assert verdicts["alt-missing"][0] == "passed"


@pytest.mark.parametrize(
    ("address", "pictures", "found", "asked"),
    [
        ("https://rudno-post.example/photos", 1, {"pictures-in-frame"}, set()),
        ("https://gallery.example/fair", 1, set(), set()),
        ("https://gallery.example/fair", 2, set(), {"pictures-in-frame"}),
    ],
)
def test_a_single_picture_in_another_site_s_frame_is_taken_for_an_advertisement(
    address: str, pictures: int, found: set[str], asked: set[str]
) -> None:
    body = f'<main><h1>Fair day in Rudno</h1><iframe title="Photos" src="{address}"></iframe></main>'
    (frame,) = numbers(body, "iframe")
    rendered = replace(
        shown(body, framed=(Framed(frame, address, pictures),)), address="https://rudno-post.example/fair-day"
    )
    assert said(rendered, "pictures-in-frame") == (found, asked)


CUT = '<img src="pump.jpg" width="900" height="600" alt="A board reading "Boil all water" hangs from the pump">'


def test_an_alt_that_its_own_quote_cut_is_seen_and_mended_on_a_page_that_was_shown() -> None:
    result = result_of(shown(CUT), "pump.html", selection_of(Config(select=("alt-cut-by-quote",)), Needs.RENDERED))
    (finding,) = result.findings
    assert finding.data == {"lost": 'Boil all water" hangs from the pump'}
    edit = finding.suggestion.edit  # type: ignore[union-attr]
    assert (edit.expected, shown(CUT).source[edit.start : edit.end]) == (
        CUT[CUT.index("alt") : -1],
        CUT[CUT.index("alt") : -1],
    )  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("tag", "lost"),
    [
        (CUT, ['boil all water" hangs from the pump']),
        ('<img src="pump.jpg" width="900" alt="The town\'s pump" title="It is "dry" today">', []),
        ('<img src="pump.jpg" width="900" alt="The pump of Rudno" title=""Dry", they say">', []),
        ('<img src="pump.jpg" width="900" alt="The pump of Rudno"" hidden>', []),
    ],
)
def test_an_alt_that_a_script_wrote_with_a_quote_of_its_own_is_seen_too(tag: str, lost: list[str]) -> None:
    made = replace(shown(tag), source="<!doctype html><main></main>")
    made = replace(made, html=re.sub(rf'{NUMBER}="(\d+):\d+"', rf'{NUMBER}="\1"', made.html))
    result = result_of(made, "pump.html", selection_of(Config(select=("alt-cut-by-quote",)), Needs.RENDERED))
    assert [finding.data["lost"] for finding in result.findings] == lost
