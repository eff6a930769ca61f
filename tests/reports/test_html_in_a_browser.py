"""The report as a browser shows it: axe finds nothing, nothing foreign runs, nothing overflows, copying works.

Needs playwright, axe-playwright-python and a Chromium (`cutline doctor` tells which is used); skipped without them.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from cutline.engine.baseline import Baseline, read
from cutline.model.comparison import Comparison
from cutline.model.finding import Finding, Location
from cutline.model.fingerprint import with_fingerprints
from cutline.model.run import AuditRun, PageResult, Tool
from cutline.model.severity import Severity
from cutline.reports import reporter
from cutline.reports.field_limits import RULE

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

LISTS = ["Page by page", "The same by rule", "What waits for your decision", "By photographer and agency"]

Runs = dict[str, Callable[[], AuditRun]]
Show = Callable[..., Any]


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Show]:
    contexts = []

    def shown(run: AuditRun, **options: Any) -> Any:
        place = tmp_path / "report.html"
        place.write_text("".join(reporter("html").render(run)), encoding="utf-8")
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        page.route("http*://**", lambda route: route.abort())
        page.goto(place.as_uri())
        return page

    yield shown
    for context in contexts:
        context.close()


def parts(page: Any) -> list[str]:
    """Give the headings of the parts with findings that can be seen."""
    headings: list[str] = page.locator("[data-part]:visible > :is(h2, h3)").all_inner_texts()
    return headings


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing(show: Show, every_run: AuditRun, scheme: str, width: int) -> None:
    page = show(every_run, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    found = axe_api.Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_nothing_needs_to_be_scrolled_sideways_at_400_per_cent(show: Show, every_run: AuditRun) -> None:
    page = show(every_run, viewport={"width": 320, "height": 256})
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_nothing_that_a_page_wrote_runs(show: Show, runs: Runs) -> None:
    page = show(runs["no-page"]())
    alarms: list[str] = []
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.on("dialog", lambda dialog: alarms.append(dialog.message))
    page.on("console", lambda message: alarms.append(message.text))
    page.on("pageerror", lambda error: alarms.append(str(error)))
    page.set_content("".join(reporter("html").render(runs["hostile"]())))
    page.wait_for_timeout(200)
    assert [alarm for alarm in alarms if "Failed to load resource" not in alarm] == []


def test_what_to_type_is_copied_and_the_copying_is_announced(show: Show, runs: Runs) -> None:
    page = show(runs["one"](), permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy what to type, photo 2").click()
    page.get_by_role("status").filter(has_text="Copied.").wait_for(timeout=5000)
    assert page.evaluate("navigator.clipboard.readText()") == (
        "Residents of the lower town carry their furniture up the stairs of the library, Monday."
    )


def test_the_filter_leaves_what_was_asked_for(show: Show, runs: Runs) -> None:
    page = show(runs["many-on-one-page"]())
    page.get_by_label("Rule").select_option("A credit is read aloud as part of the description")
    assert parts(page) == ["Photo 1 of 6", "Photo 4 of 6"]
    assert page.locator(".claim:visible .severity").all_inner_texts() == ["Advice", "Warning"]
    assert page.locator(".count").inner_text() == "2 of 7 shown."


def test_where_nothing_fits_no_list_of_the_whole_run_is_left(show: Show, runs: Runs) -> None:
    page = show(runs["many"]())
    headings = page.locator("nav.contents :is(h2, summary):visible")
    assert headings.all_inner_texts() == LISTS
    page.get_by_label("Search").fill("zzzz")
    page.locator(".count").filter(has_text="Nothing fits.").wait_for(timeout=5000)
    assert (headings.all_inner_texts(), parts(page)) == ([], [])
    page.get_by_role("button", name="Show everything").click()
    assert headings.all_inner_texts() == LISTS


def test_pages_with_what_was_asked_for_stay_listed(show: Show, runs: Runs) -> None:
    page = show(runs["many"]())
    page.get_by_label("Rule").select_option(index=1)
    page.locator(".count").filter(has_text="shown.").wait_for(timeout=5000)
    listed = page.locator("[data-page]:visible").evaluate_all("entries => entries.map((entry) => entry.dataset.page)")
    shown = page.locator(".page:visible").evaluate_all("pages => pages.map((page) => page.id)")
    assert (page.locator("nav.contents h2:visible").all_inner_texts(), listed) == (["Page by page"], shown)


def test_a_decision_names_its_page_where_there_are_several(show: Show, runs: Runs) -> None:
    page = show(runs["many"]())
    page.locator(".page .photo:not(.itself) .accept").first.click()
    page.keyboard.type("so it came")
    page.keyboard.press("Enter")
    assert page.locator(".kept a").inner_text() == (
        "In Pictures: The week of the flood · Photo 1 of 6: The description stops at “reached a”."
    )


def test_a_link_to_a_quiet_photo_opens_it(show: Show, runs: Runs) -> None:
    page = show(runs["many-on-one-page"]())
    page.get_by_role("navigation", name="Contact sheet").get_by_role("link", name="5").click()
    assert page.locator("#photo-5").evaluate("part => part.open")


def test_the_keyboard_reaches_the_skip_link_first_and_sees_it(show: Show, runs: Runs) -> None:
    page = show(runs["one"]())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the photos"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "report"


@pytest.mark.parametrize("script", [True, False])
def test_print_shows_the_complete_text_with_and_without_script(show: Show, runs: Runs, *, script: bool) -> None:
    page = show(runs["many-on-one-page"](), java_script_enabled=script)
    page.emulate_media(media="print")
    hidden = [
        part.inner_text()
        for part in page.locator("details:not([open], .keys) > :not(summary)").all()
        if not part.is_visible() or not part.bounding_box()
    ]
    assert hidden == []


def test_a_text_written_from_right_to_left_is_shown_so(show: Show, runs: Runs) -> None:
    page = show(runs["right-to-left"]())
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    directions = page.evaluate(
        r"""() => [...document.querySelectorAll('.texts dd, .texts dd *')]
          .filter((part) => /^[«“"\s]*\p{Script=Arabic}|^[«“"\s]*\p{Script=Hebrew}/u.test(part.textContent))
          .map((part) => getComputedStyle(part).direction)"""
    )
    assert directions
    assert set(directions) == {"rtl"}


def test_the_marked_damage_stands_out_in_forced_colours(show: Show, runs: Runs) -> None:
    page = show(runs["many-on-one-page"](), forced_colors="active")
    mark, around = page.evaluate(
        """() => {
          const mark = document.querySelector('mark');
          return [mark, mark.closest('body')].map((part) => getComputedStyle(part).backgroundColor);
        }"""
    )
    assert mark != around


def test_nothing_in_the_report_moves(show: Show, runs: Runs) -> None:
    page = show(runs["many-on-one-page"](), reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter((part) => {
          const style = getComputedStyle(part);
          return style.transitionDuration !== '0s' || style.animationName !== 'none' || style.scrollBehavior !== 'auto';
        }).length"""
    )
    assert moving == 0


def test_errors_and_what_waits_for_a_decision_are_shown_apart(show: Show, runs: Runs) -> None:
    page = show(runs["many-on-one-page"]())
    shown = {}
    for choice in ("errors", "what waits for a decision", "everything"):
        page.get_by_label("Show", exact=True).select_option(choice)
        shown[choice] = page.locator(".claim:visible .severity").all_inner_texts()
    assert shown["errors"] == ["Error"] * 3
    assert shown["what waits for a decision"] == ["Please decide"]
    assert len(shown["everything"]) == 7


def test_search_finds_words_of_the_newsroom_in_any_case(show: Show, runs: Runs) -> None:
    page = show(runs["many"]())
    page.get_by_label("Search").fill("CLOCK stopped")
    page.locator(".count").filter(has_text="1 of 8 shown.").wait_for(timeout=5000)
    assert parts(page) == ["Photo 3 of 6"]
    assert page.locator("article:visible").count() == 1
    assert page.locator(".contents li[data-page]:visible").count() == 1
    page.get_by_label("Search").fill("zeppelin")
    page.locator(".count").filter(has_text="Nothing fits.").wait_for(timeout=5000)


def test_the_photos_of_one_photographer_are_found(show: Show, runs: Runs) -> None:
    page = show(runs["many-on-one-page"]())
    page.get_by_label("Credit").select_option("Ana Reis")
    assert parts(page) == ["Photo 3 of 6"]


def test_the_address_keeps_what_was_asked_for(show: Show, runs: Runs) -> None:
    page = show(runs["many-on-one-page"]())
    page.get_by_label("Show", exact=True).select_option("errors")
    page.get_by_label("Search").fill("sand & bags")
    page.wait_for_url("**/report.html#q=sand+%26+bags&show=error")
    page.get_by_label("Search").fill("sand")
    page.wait_for_url("**/report.html#q=sand&show=error")
    page.reload()
    assert parts(page) == ["Photo 2 of 6"]
    assert page.get_by_label("Search").input_value() == "sand"
    page.get_by_role("button", name="Show everything").click()
    assert (len(parts(page)), page.evaluate("location.hash")) == (6, "")


@pytest.mark.parametrize("hash", ["#show=<b>&rule=none", "#q=%E0%A4%A", "#who=%00", "#=", "#f1-none", "#%"])
def test_an_address_that_asks_for_nonsense_breaks_nothing(show: Show, runs: Runs, hash: str) -> None:  # noqa: A002
    page = show(runs["many-on-one-page"]())
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.evaluate("hash => { location.hash = hash; }", hash)
    page.get_by_role("button", name="Show everything").click()
    assert (len(parts(page)), errors) == (6, [])


def test_a_link_to_a_finding_leads_to_it_even_when_it_was_filtered_out(show: Show, runs: Runs) -> None:
    page = show(runs["many-on-one-page"]())
    link = page.get_by_role("link", name="Link to this (A photo has no description, photo 3)")
    name = link.get_attribute("href")
    page.get_by_label("Search").fill("sand")
    page.wait_for_url("**/report.html#q=sand")
    assert parts(page) == ["Photo 2 of 6"]
    page.evaluate("name => { location.hash = name; }", name)
    page.locator(name).wait_for()
    assert page.evaluate("document.querySelector(':target').dataset.rule") == "alt-missing"


def test_the_report_is_gone_through_by_keyboard_alone(show: Show, runs: Runs) -> None:
    page = show(runs["many-on-one-page"](), permissions=["clipboard-read", "clipboard-write"])
    here = "document.activeElement.closest('[data-part]')?.querySelector('h2').textContent"
    visited = []
    for key in "jjjk":
        page.keyboard.press(key)
        visited.append(page.evaluate(here))
    assert visited == ["The page itself", "Photo 1 of 6", "Photo 1 of 6", "Photo 1 of 6"]
    page.keyboard.press("c")
    page.get_by_role("status").filter(has_text="Copied.").wait_for(timeout=5000)
    page.keyboard.press("/")
    page.keyboard.type("jack")
    assert page.get_by_label("Search").input_value() == "jack"
    page.wait_for_url("**/report.html#q=jack")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.name") == "q"
    page.get_by_label("Show", exact=True).focus()
    page.get_by_role("button", name="Show everything").focus()
    page.keyboard.press("x")
    assert len(parts(page)) == 6
    page.keyboard.press("d")
    assert page.evaluate("document.activeElement.id") == "decisions"


def test_the_shortcuts_are_listed_and_can_be_switched_off(show: Show, runs: Runs) -> None:
    page = show(runs["many-on-one-page"]())
    page.keyboard.press("?")
    assert page.locator(".keys kbd:visible").all_inner_texts() == ["j", "k", "c", "a", "d", "/", "x", "?"]
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.claim')") is None


def test_a_finding_is_accepted_and_the_file_answers_it_in_the_next_run(show: Show, runs: Runs) -> None:
    run = runs["many-on-one-page"]()
    page = show(run)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.type('the wire\'s "own" words\\ \u202e')
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Accepted: one decision").wait_for(timeout=5000)
    assert page.evaluate("document.activeElement.textContent") == "Take back"
    page.get_by_label("Your name").fill("Mila Öresund")
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Download the decisions").click()
    entries = read(downloaded.value.path().read_bytes())
    assert [(entry.rule, entry.reason, entry.who) for entry in entries] == [
        ("alt-truncated", 'the wire\'s "own" words\\ \u202e'.strip(), "Mila Öresund")
    ]
    (audited,) = run.pages
    again = Baseline(entries, date(2027, 2, 3)).answer(audited)
    assert [answered.finding for answered in again.answered] == [audited.findings[1]]


def test_a_decision_about_hostile_texts_is_a_file_that_can_be_read(show: Show, runs: Runs) -> None:
    run = runs["hostile"]()
    page = show(run)
    page.locator(".accept").first.click()
    page.get_by_label("It may stand because").fill("\ud800 </script> [[finding]]")
    page.get_by_role("button", name="Accept", exact=True).click()
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Download the decisions").click()
    (entry,) = read(downloaded.value.path().read_bytes())
    (audited,) = run.pages
    assert entry.fingerprint in {finding.fingerprint for finding in audited.findings}
    assert entry.reason == "\ufffd </script> [[finding]]"


def test_a_decision_can_be_cancelled_and_taken_back(show: Show, runs: Runs) -> None:
    page = show(runs["one"]())
    accept = page.get_by_role("button", name="Accept, because …")
    accept.click()
    page.get_by_role("button", name="Cancel").click()
    accept.click()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "accept scripted"
    accept.click()
    page.keyboard.type("so it came")
    page.get_by_role("button", name="Accept", exact=True).click()
    assert page.locator(".kept li").count() == 1
    page.get_by_role("button", name="Take back").click()
    assert page.locator(".kept li").count() == 0
    assert not page.get_by_role("button", name="Download the decisions").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_report_that_is_being_worked_on(show: Show, runs: Runs, scheme: str) -> None:
    page = show(runs["many-on-one-page"](), color_scheme=scheme)
    page.locator(".accept").nth(0).click()
    page.keyboard.type("a pattern, not a photo")
    page.keyboard.press("Enter")
    page.locator(".accept").nth(2).click()
    page.get_by_label("Show", exact=True).select_option("warnings")
    page.keyboard.press("?")
    found = axe_api.Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_without_a_script_no_control_is_shown_and_every_finding_is(show: Show, every_run: AuditRun) -> None:
    page = show(every_run, java_script_enabled=False)
    assert page.locator(":is(button, select, input, form):visible").count() == 0
    claims = sum(len(one.findings) + len(one.reviews) for one in every_run.pages)
    assert page.locator(".claim").count() == claims


def test_a_long_report_opens_without_any_work_of_the_script(show: Show, long_run: AuditRun) -> None:
    page = show(long_run)
    assert page.locator(".claim .copy").count() == page.locator(".suggestion").count() == 1500
    page.locator("#find-show").select_option("what waits for a decision")
    assert page.locator(".count").inner_text() == "500 of 3500 shown."


def test_what_is_new_and_what_is_unchanged_are_shown_apart(show: Show, runs: Runs) -> None:
    run = runs["many-on-one-page"]()
    names = [finding.fingerprint for page in run.pages for finding in page.findings]
    page = show(replace(run, since=Comparison("2027-02-01T08:00:00+00:00", tuple(names[:2]), tuple(names[2:]))))
    shown = {}
    for choice in ("what is new", "what is unchanged"):
        page.get_by_label("Show", exact=True).select_option(choice)
        shown[choice] = page.locator(".claim:visible .new").count(), page.locator(".claim:visible").count()
    assert shown == {"what is new": (2, 2), "what is unchanged": (0, 4)}


def test_a_finding_that_was_accepted_is_not_accepted_twice(show: Show, runs: Runs) -> None:
    page = show(runs["one"]())
    for keys in ("j", "a", "so it came", "Enter", "j", "k", "a"):
        page.keyboard.press(keys) if len(keys) == 1 or keys == "Enter" else page.keyboard.type(keys)
    assert page.evaluate("document.activeElement.textContent") == "Take back"
    assert page.locator(".reason").count() == 0


def test_axe_finds_nothing_where_pages_share_a_cause(show: Show) -> None:
    data: dict[str, str | int] = {"count": 4, "total": 9, "length": 200, "unit": "characters"}
    cause = Finding(RULE, Severity.ERROR, "alt", data, Location(), "", "alt 200 characters")
    pages = tuple(
        PageResult(source, findings=tuple(with_fingerprints(source, [cause]))) for source in ("a.html", "b.html")
    )
    page = show(AuditRun(Tool(), "", (), pages))
    assert page.get_by_role("heading", name="One cause on many pages").is_visible()
    found = axe_api.Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
