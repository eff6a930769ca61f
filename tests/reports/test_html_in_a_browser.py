"""The report as a browser shows it: axe finds nothing, nothing foreign runs, nothing overflows, copying works.

Needs playwright, axe-playwright-python and a Chromium (named by CUTLINE_CHROMIUM, on the path, or playwright's own);
skipped without them.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cutline.model.run import AuditRun
from cutline.reports import reporter

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

Runs = dict[str, Callable[[], AuditRun]]
Show = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    named = os.environ.get("CUTLINE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_api.sync_playwright() as playwright:
        try:
            # Chromium refuses its sandbox to root, which is who tests are in many containers.
            opened = playwright.chromium.launch(executable_path=named, chromium_sandbox=os.geteuid() != 0)
        except sync_api.Error as error:
            pytest.skip(f"no Chromium could be started: {str(error).splitlines()[0]}")
        yield opened
        opened.close()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Show]:
    contexts = []

    def shown(run: AuditRun, **options: Any) -> Any:
        place = tmp_path / "report.html"
        place.write_text("".join(reporter("html").render(run)), encoding="utf-8")
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.route("http*://**", lambda route: route.abort())
        page.goto(place.as_uri())
        return page

    yield shown
    for context in contexts:
        context.close()


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
    page.get_by_role("button", name="Copy what to type, Photo 2 of 3").click()
    page.get_by_role("status").filter(has_text="Copied.").wait_for(timeout=5000)
    assert page.evaluate("navigator.clipboard.readText()") == (
        "Residents of the lower town carry their furniture up the stairs of the library, Monday."
    )


def test_the_filter_leaves_what_was_asked_for(show: Show, runs: Runs) -> None:
    page = show(runs["many-on-one-page"]())
    page.get_by_label("Show").select_option("A credit is read aloud as part of the description")
    headings = page.get_by_role("heading", level=2).all_inner_texts()
    assert headings == ["What to fix first", "Photo 1 of 6", "Photo 4 of 6"]


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
        for part in page.locator("details:not([open]) > :not(summary)").all()
        if not part.is_visible() or not part.bounding_box()
    ]
    assert hidden == []
