"""Whatever a page does, it gets a clear line of its own, and the pages beside it are audited."""

import sys
from typing import Any

import pytest

from cutline.sources.keyboard import Keyboard

GOOD = (
    '<!doctype html><html lang="en"><title>Fair day</title><main><h1>Fair day in Rudno</h1>'
    '<p>The whole valley comes to town.</p><a href="/horses">The horses</a></main></html>'
)


def told(results: list[Any]) -> dict[str, tuple[str, str]]:
    return {result.source.rpartition("/")[2]: (result.status, result.reason) for result in results}


def test_pages_that_are_no_pages_are_named_and_the_others_audited(shown: Any, site: Any) -> None:
    addresses = [
        site.page("/good", GOOD),
        site.page("/missing", "gone", 404),
        site.page("/broken", "sorry", 500),
        site.page("/report", b"%PDF-1.7 ...", Content_Type="application/pdf"),
        site.page("/disguised", b"%PDF-1.7 ...", Content_Type="text/html"),
        site.page("/empty", "  "),
        site.page("/loop", "", 302, Location="/loop"),
        site.page("/large", GOOD + "x" * 2_000_000),
        site.page("/nothing", "", 204),
        site.page("/part", "<p>The ferry leaves</p>", 206),
        site.page("/cut", GOOD, Content_Length="99999"),
        site.page("/words", "hello"),
        site.page("/boxed", GOOD, Content_Security_Policy="default-src 'self'; sandbox allow-forms"),
        site.page("/removed", f"{GOOD}<script>onload = () => document.documentElement.remove()</script>"),
        site.page("/again", GOOD),
    ]
    assert told(shown(*addresses, page_size_mib=1)) == {
        "good": ("audited", ""),
        "missing": ("failed", "its server answers 404"),
        "broken": ("failed", "its server answers 500"),
        "report": ("failed", "it is a PDF document, not a page"),
        "disguised": ("failed", "it is a PDF document, not a page"),
        "empty": ("failed", "its server sends an empty page"),
        "loop": ("failed", "it redirects without end"),
        "large": ("failed", "it is larger than 1 MiB, the limit (page_size_mib)"),
        "nothing": ("failed", "its server answers 204"),
        "part": ("failed", "its server answers 206"),
        "cut": ("failed", "its server broke the answer off before its end"),
        "words": ("failed", "there is no tag in it, so it is no page"),
        "boxed": (
            "failed",
            "its server lets no script run in it (Content-Security-Policy: sandbox), so nothing can be measured",
        ),
        "removed": ("failed", "one of its own scripts took everything off the page"),
        "again": ("audited", ""),
    }


def test_pages_that_never_end_meet_their_deadline_and_the_others_are_audited(shown: Any, site: Any) -> None:
    addresses = [
        site.page("/endless", "<p>so it begins"),
        site.page("/busy", f"{GOOD}<script>for (;;) {{}}</script>"),
        site.page("/dialogs", f"{GOOD}<script>for (;;) alert('again')</script>"),
        site.page("/good", GOOD),
    ]
    overdue = ("failed", "it took longer than 4 seconds (page_seconds)")
    assert told(shown(*addresses, page_seconds=4)) == {
        "endless": overdue,
        "busy": overdue,
        "dialogs": overdue,
        "good": ("audited", ""),
    }


def test_pages_that_go_elsewhere_are_told_from_those_that_stay(shown: Any, site: Any) -> None:
    other = site.page("/other", GOOD)
    addresses = [
        site.page("/leaves", f"<script>location = '/other'</script>{GOOD}"),
        site.page("/refreshes", f'<meta http-equiv="refresh" content="0;url=/other">{GOOD}'),
        site.page("/moved", "", 301, Location="/other"),
        site.page("/pops", f"{GOOD}<script>open('/other'); open('/other')</script>"),
        site.page("/blank", f"{GOOD}<script>location = 'about:blank'</script>"),
    ]
    left = ("failed", f"it leads the browser on by itself, to {other}")
    found = told(shown(*addresses))
    assert found.pop("blank")[0] == "failed"
    assert found == {
        "leaves": left,
        "refreshes": left,
        "moved": ("audited", ""),
        "pops": ("audited", ""),
    }


def test_a_tab_that_crashes_costs_its_own_page(shown: Any, site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = Keyboard.walk

    async def crash(self: Keyboard) -> Any:
        if await self._world.value("document.title") == "Crash":
            await self._session.send("Page.crash")
        return await walk(self)

    monkeypatch.setattr(Keyboard, "walk", crash)
    addresses = [site.page("/crash", GOOD.replace("Fair day<", "Crash<")), site.page("/good", GOOD)]
    assert told(shown(*addresses)) == {
        "crash": ("failed", "it crashed the browser's tab"),
        "good": ("audited", ""),
    }


def test_a_browser_that_dies_is_started_again(shown: Any, site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = Keyboard.walk

    async def kill(self: Keyboard) -> Any:
        if await self._world.value("document.title") == "Kill":
            await self._session.send("Browser.close")
        return await walk(self)

    monkeypatch.setattr(Keyboard, "walk", kill)
    addresses = [site.page("/good", GOOD), site.page("/kill", GOOD.replace("Fair day<", "Kill<"))]
    assert told(shown(*addresses)) == {
        "good": ("audited", ""),
        "kill": ("failed", "the browser crashed on it, twice"),
    }


def test_no_page_answers_for_axe_or_stops_its_clocks(shown: Any, site: Any) -> None:
    tricks = (
        "<script>Object.defineProperty(window, 'axe', {value: {run: () => Promise.resolve({violations: [], "
        "testEngine: {version: 'fake'}})}}); setTimeout = setInterval = requestAnimationFrame = () => 0; "
        "Promise.prototype.then = () => {}; JSON.stringify = () => '{}'; WeakMap = undefined; "
        "Document.prototype.createTreeWalker = undefined</script>"
    )
    address = site.page("/tricks", GOOD.replace("<main>", f"{tricks}<main><button></button>"))
    (result,) = shown(address, select=["control-name-missing"])
    assert [(finding.rule, finding.snippet) for finding in result.findings] == [("control-name-missing", "<button>")]


def test_a_private_address_is_refused_wherever_it_comes_from(shown: Any, site: Any) -> None:
    inside = f"http://localhost:{site.port + 1}/secret"
    addresses = [
        site.page("/redirects", "", 302, Location="http://10.255.255.1/secret"),
        "http://192.168.255.1/secret",
        site.page("/asks", f'{GOOD}<img src="{inside}"><iframe src="http://10.255.255.1/"></iframe>'),
    ]
    refused = "its address is private; allow it with --allow-host"
    assert told(shown(*addresses))["asks"] == ("audited", "")
    found = [result.reason for result in shown(*addresses[:2])]
    assert found[1] == f"its server 192.168.255.1 is not reached: {refused}"
    assert refused in found[0]


def test_with_allowed_hosts_nothing_else_is_reached(shown: Any, site: Any) -> None:
    address = site.page("/page", f'{GOOD}<img src="http://localhost:{site.port}/photo.jpg">')
    shown(address, allow_hosts=("cdn.example",))
    alone = list(site.asked)
    shown(address, allow_hosts=("localhost",))
    assert ("/photo.jpg" in alone, "/photo.jpg" in site.asked) == (False, True)


@pytest.mark.parametrize("path", ["/nowhere/chromium", __file__])
def test_a_browser_that_is_none_fails_every_page(shown: Any, tmp_path: Any, path: str) -> None:
    (tmp_path / "page.html").write_text(GOOD, "utf-8")
    (result,) = shown(str(tmp_path), browser_path=path)
    assert result.status == "failed"
    assert path in result.reason


@pytest.mark.parametrize(
    "script", ["onload = () => {{ location = '{}' }}", "setInterval(() => {{ location = '{}' }}, 5)"]
)
def test_a_saved_page_that_leads_away_is_judged_as_it_was_saved(shown: Any, tmp_path: Any, script: str) -> None:
    address = "https://post.example/rudno"
    tag = f"<script>{script.format(address)}</script>"
    skip = '<a href="#story">Skip to main content</a>'
    page = GOOD.replace("<main>", f'{tag}{skip}<main id="story"><img src="a.jpg" width="600" height="400">')
    (tmp_path / "page.html").write_text(page, "utf-8")
    (result,) = shown(str(tmp_path), select=["page-leads-away", "alt-missing", "skip-link-ineffective"])
    assert result.status == "audited"
    assert [(finding.rule, finding.data.get("address")) for finding in result.findings] == [
        ("page-leads-away", address),
        ("alt-missing", None),
    ]


@pytest.mark.parametrize(
    "page", ["<!doctype html>{}", GOOD.replace("<main>", "{}<main>"), f"{GOOD}{{}}<p>The end.</p>"]
)
def test_a_saved_page_that_is_empty_or_ends_where_it_leads_away_is_not_audited(
    shown: Any, tmp_path: Any, page: str
) -> None:
    (tmp_path / "page.html").write_text(page.format("<script>location = 'https://post.example/'</script>"), "utf-8")
    assert told(shown(str(tmp_path / "page.html"))) == {
        "page.html": ("failed", "it leads the browser on by itself, to https://post.example/")
    }


OLD = """#!{python}
import json, os
read, write = os.fdopen(3, "rb"), os.fdopen(4, "wb")
version = {{"product": "HeadlessChrome/99.0.4844.51", "userAgent": "", "revision": "", "jsVersion": "",
           "protocolVersion": "1.3"}}
said = b""
while True:
    byte = read.read(1)
    if not byte:
        break
    if byte != bytes(1):
        said += byte
        continue
    asked, said = json.loads(said), b""
    answer = {{"id": asked["id"], "result": version if asked["method"] == "Browser.getVersion" else {{}}}}
    write.write(json.dumps(answer).encode() + bytes(1))
    write.flush()
    if asked["method"] == "Browser.close":
        break
"""


def test_an_old_browser_is_refused_with_its_version_and_the_one_that_is_needed(shown: Any, tmp_path: Any) -> None:
    browser = tmp_path / "chromium-99"
    browser.write_text(OLD.format(python=sys.executable), "utf-8")
    browser.chmod(0o755)
    page = tmp_path / "page.html"
    page.write_text(GOOD, "utf-8")
    (result,) = shown(str(page), browser_path=str(browser))
    assert (result.status, result.reason) == (
        "failed",
        f"the browser {browser} is too old: 99.0.4844.51; 120 or newer is needed",
    )
