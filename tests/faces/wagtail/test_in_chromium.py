"""An editor at work in a real browser: publish, read what is wrong, mend it, publish, see it on the site."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("wagtail", reason="Wagtail is not installed: pip install 'cutline[wagtail]'")
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

from cutline.sources.discovery import Missing, find_browser, is_root  # noqa: E402 - playwright may be missing

pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")

CUT = "Two volunteers carry a rolled carpet out of the flooded library in the lower to"
MENDED = "Two volunteers carry a rolled carpet out of the flooded library in the lower town."


@pytest.fixture
def address(courier: Any) -> Iterator[str]:
    """Serve the site on a port that is free."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread
    from wagtail.models import Site

    server = LiveServerThread("localhost", StaticFilesHandler)
    server.daemon = True
    server.start()
    assert server.is_ready.wait()
    assert server.error is None
    Site.objects.update(port=server.port)
    courier.image("library")
    yield f"http://localhost:{server.port}"
    server.terminate()


@pytest.fixture
def cut_draft(courier: Any) -> int:
    """The number of a draft with a description that was cut off."""
    return int(courier.draft("Carpets", courier.photo(alt=CUT)).pk)


@pytest.fixture
def browser_page(address: str) -> Iterator[Any]:
    """A page in a browser, to which the addresses of the site are known."""
    try:
        program = find_browser()
    except Missing as missing:
        pytest.skip(str(missing))
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=not is_root())
        page = browser.new_page(base_url=address)
        page.set_default_timeout(20_000)
        yield page
        browser.close()


def sign_in(page: Any, who: str) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", who)
    page.fill("[name=password]", "quay")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def faults_by_axe(page: Any) -> list[tuple[str, list[str]]]:
    """What axe finds in cutline's part of the page, everything unfolded."""
    page.evaluate("for (const part of document.querySelectorAll('.cutline details')) part.open = true")
    found = axe_api.Axe().run(page, context=".cutline").response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


def press_publish(desk: Any) -> None:
    """Open the menu beside Save, and press Publish."""
    desk.locator("footer [data-w-dropdown-target=toggle]").click()
    desk.locator("[name=action-publish]").click()


def test_an_editor_mends_a_gallery_and_publishes_it(browser_page: Any) -> None:
    desk, expect = browser_page, sync_api.expect
    sign_in(desk, "mila")
    desk.goto("/admin/pages/add/newsroom/gallerypage/2/")
    desk.fill("#id_title", "Library cleared")
    desk.locator("#panel-child-content-photos-content").get_by_role("button", name="Insert a block").first.click()
    desk.get_by_role("button", name=re.compile("Choose (an )?image", re.IGNORECASE)).first.click()
    desk.locator(".modal .image-choice").first.click()
    alt = desk.locator("[name$='-value-alt']")
    alt.fill(CUT)
    desk.locator("[name$='-value-caption']").fill("Volunteers clear the library in the lower town of Orla on Monday.")
    press_publish(desk)

    expect(desk.get_by_role("heading", level=1)).to_contain_text("Not ready to be published")
    expect(desk.locator("main")).to_contain_text("The alt text stops after “of the flooded library in the lower to”.")
    expect(desk.get_by_role("heading", level=2, name="Photo 1 of 1")).to_be_visible()
    assert faults_by_axe(desk) == []
    assert desk.request.get("/library-cleared/").status == 404

    desk.get_by_role("link", name="Back to the editor").focus()
    desk.keyboard.press("Enter")
    alt.fill(MENDED)
    press_publish(desk)
    expect(desk.locator(".messages")).to_contain_text("has been published")
    desk.goto("/library-cleared/")
    expect(desk.get_by_role("img", name=MENDED)).to_be_visible()


def test_a_chief_lets_a_gallery_out_with_the_keyboard(cut_draft: int, browser_page: Any) -> None:
    desk, expect = browser_page, sync_api.expect
    sign_in(desk, "chief")
    desk.goto(f"/admin/cutline/{cut_draft}/")
    desk.locator("summary", has_text="Publish anyway").focus()
    for key in ("Enter", "Tab", *"Its words.", "Tab", "Space", "Tab", "Enter"):
        desk.keyboard.press("Space" if key == " " else key)
    expect(desk.locator(".messages")).to_contain_text("“Carpets” went out as it is.")
    assert desk.request.get("/carpets/").status == 200


def test_the_form_for_letting_a_gallery_out_has_no_barrier(cut_draft: int, browser_page: Any) -> None:
    sign_in(browser_page, "chief")
    browser_page.goto(f"/admin/cutline/{cut_draft}/")
    assert faults_by_axe(browser_page) == []
    browser_page.get_by_role("button", name="Publish despite what was found").click()
    sync_api.expect(browser_page.locator(".messages")).to_contain_text("a reason is needed")
    assert faults_by_axe(browser_page) == []
