"""The page for editors, in Chromium: paste, check, read the report; by keyboard, light and dark, and by nobody else.

Needs playwright, axe-playwright-python and a Chromium (`cutline doctor` tells which is used); skipped without them.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")


@pytest.fixture
def desk(browser: Any, server: Any) -> Iterator[Callable[..., Any]]:
    """Open the editors' page in a browser that reaches nothing but this machine."""
    contexts = []

    def opened(address: str = "", **options: Any) -> Any:
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.set_default_timeout(20_000)
        page.route("**", lambda route: route.continue_() if "127.0.0.1" in route.request.url else route.abort())
        page.alarms = []
        page.on("console", lambda message: page.alarms.append(message.text))
        page.on("pageerror", lambda error: page.alarms.append(str(error)))
        page.goto(address or server.address)
        return page

    yield opened
    for context in contexts:
        context.close()


def check(page: Any, text: str) -> Any:
    """Paste a text as an editor does, and give the report."""
    page.get_by_label("The source text of a gallery").fill(text)
    page.get_by_role("button", name="Check").click()
    page.get_by_text("The report is below.").wait_for()
    return page.frame_locator("iframe[title=Report]")


def test_an_editor_pastes_a_page_and_reads_the_report(desk, make_page):
    page = desk()
    assert page.get_by_role("heading", name="Report").is_visible() is False
    report = check(page, make_page("ferry-0.jpg", "A white ferry leaves a harbour before sunrise"))
    assert report.get_by_text("Not ready.", exact=True).first.is_visible()
    assert report.get_by_text("ferry-0.jpg").first.is_visible()
    assert [alarm for alarm in page.alarms if "Failed to load resource" not in alarm] == []


def test_an_editor_pastes_a_gallery_in_json(desk):
    report = check(
        desk(), ' {"photos": [{"src": "https://news.example/1.jpg", "alt": "1.jpg", "caption": "A ferry."}]}'
    )
    assert report.get_by_text("Not ready.", exact=True).first.is_visible()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a ferry at dawn", "There is no tag in it, so it is no page; send the page's HTML."),
        ("https://news.example/gallery", "This server does not fetch pages; send the page's HTML, or start it with"),
        ('{"photos": []}', "Photos: the list is empty, there is nothing to audit."),
    ],
)
def test_what_cannot_be_checked_is_said_where_the_report_would_be(desk, text, sentence):
    said = check(desk(), text)
    assert said.get_by_role("heading", level=1).inner_text() == "Not checked"
    assert sentence in said.locator("p").inner_text()


def test_everything_works_by_keyboard_and_the_focus_goes_to_the_report(desk, make_page):
    page = desk()
    page.keyboard.press("Tab")
    page.keyboard.insert_text(make_page("ferry-0.jpg"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Check"
    page.keyboard.press("Enter")
    page.get_by_text("The report is below.").wait_for()
    assert page.evaluate("document.activeElement.tagName") == "SECTION"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    frame = page.frames[1]
    assert frame.evaluate("document.activeElement !== document.body")


def test_an_editor_without_scripts_reads_the_report_as_well(desk, make_page):
    page = desk(java_script_enabled=False)
    page.get_by_label("The source text of a gallery").fill(make_page("ferry-0.jpg"))
    page.get_by_role("button", name="Check").click()
    verdict = page.frame_locator("iframe[title=Report]").get_by_text("Not ready.", exact=True).first
    verdict.wait_for()
    assert verdict.is_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_before_and_after(desk, make_page, scheme, width):
    page = desk(color_scheme=scheme, viewport={"width": width, "height": 900})
    for step in ("empty", "checked"):
        if step == "checked":
            check(page, make_page("ferry-0.jpg"))
        found = axe_api.Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], step
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_report_is_a_site_of_its_own_and_runs_nothing_that_a_page_wrote(desk, make_page):
    page = desk()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message) or dialog.dismiss())
    hostile = make_page('"><script>alert(1)</script>') + "<script>alert(2)</script><img src=x onerror=alert(3)>"
    check(page, hostile)
    frame = page.frames[1]
    assert frame.evaluate("self.origin") == "null"
    assert (
        frame.evaluate("(() => { try { return parent.document.title } catch { return 'kept out' } })()") == "kept out"
    )
    assert frame.evaluate("fetch('/health').then(() => 'read', () => 'kept out')") == "kept out"
    assert dialogs == []


def test_another_website_can_neither_post_to_the_server_nor_frame_its_page(desk, start, web):
    """A page of another origin in the same browser tries what a hostile one would."""
    server = start()
    evil = web.put(
        "/evil",
        f"""<!doctype html><title>evil</title>
        <iframe name=framed src="{server.address}"></iframe><iframe name=posted></iframe>
        <form method=post action="{server.address}report" target=posted><input name=page value="<img>"></form>
        <form method=post action="{server.address}v1/audits" target=posted enctype="text/plain"></form>""",
    )
    page = desk(evil)
    for form in (0, 1):
        with page.expect_response(lambda answer: answer.request.method == "POST") as got:
            page.evaluate(f"document.forms[{form}].submit()")
        assert got.value.status == 403
    asking = "fetch('{}v1/audits', {{method: 'POST', body: '<img>', mode: '{}'}}).then((got) => got.type, () => 'none')"
    assert page.evaluate(asking.format(server.address, "cors")) == "none"
    assert page.evaluate(asking.format(server.address, "no-cors")) in ("opaque", "none")
    assert "Check a gallery" not in page.frames[1].content()
    server.stop()
    posted = [line for line in server.journal if line.get("method") == "POST"]
    assert [(line["path"], line["status"]) for line in posted] == [
        ("/report", 403),
        ("/v1/audits", 403),
        ("/v1/audits", 403),
        ("/v1/audits", 403),
    ]


def test_an_address_is_fetched_where_the_server_may(desk, start, web, make_page):
    server = start("--allow-url", "--allow-host", "127.0.0.1")
    page = desk(server.address)
    page.get_by_label("The address of a gallery, or its source text").fill(web.put("/g", make_page("ferry-0.jpg")))
    page.get_by_role("button", name="Check").click()
    page.get_by_text("The report is below.").wait_for()
    report = page.frame_locator("iframe[title=Report]")
    assert report.get_by_text("Not ready.", exact=True).first.is_visible()
    assert web.asked == ["/g"]
