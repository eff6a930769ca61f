"""Pages on the web from the command line. Every server stands on this machine."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from cutline.faces import progress
from cutline.faces.cli import cli
from cutline.faces.touring import outing_of
from cutline.model.outcome import Outcome, Verdict
from cutline.model.run import PageResult
from cutline.sources.targets import Fetching

FIGURE = (
    '<figure><img src="ferry.jpg" width="900" height="600" alt="{alt}">'
    "<figcaption>The ferry leaves the harbour before sunrise on Monday.</figcaption></figure>"
)


def page(*links: str, alt: str = "A ferry leaves the harbour") -> str:
    anchors = "".join(f'<a href="{link}">on</a>' for link in links)
    return f"<!doctype html><html lang=en><title>Ferries</title><main>{FIGURE.format(alt=alt)}</main>{anchors}"


@pytest.mark.parametrize(("alt", "code"), [("A ferry leaves", 0), ("A ferry!!", 1)])
def test_an_address_is_checked_without_a_browser(desk, web, alt: str, code: int) -> None:
    done = desk.check(web.put("/a", page(alt=alt)), "--fail-on", "warning", "--format", "json")
    assert done.exit_code == code
    (found,) = json.loads(done.stdout)["pages"]
    assert (found["source"], found["status"], len(found["findings"])) == (web.address("/a"), "audited", code)


def test_an_address_that_cannot_be_had_is_3_and_the_others_go_on(desk, web) -> None:
    desk.page("a.html", "A ferry!!")
    done = desk.check(web.address("/gone"), "a.html", web.put("/b", page()), "--format", "json")
    assert done.exit_code == 3
    assert [(found["source"], found["reason"]) for found in json.loads(done.stdout)["pages"]] == [
        (web.address("/gone"), "its server answers 404"),
        ("a.html", ""),
        (web.address("/b"), ""),
    ]


def test_a_password_in_an_address_is_printed_nowhere(desk) -> None:
    done = desk.check("https://mara:s3cret@ledger.example/a", "-o", "html:r.html", "-o", "json:r.json")
    assert done.exit_code == 3
    assert "s3cret" not in done.output + (desk.folder / "r.html").read_text() + (desk.folder / "r.json").read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Missing argument 'TARGET...'"),
        (("--crawl",), "Missing argument 'TARGET...'"),
        (("--crawl", "a.html"), "--sitemap, --crawl and --state are for addresses, and a.html is none"),
        (("--state", "s", "-"), "--sitemap, --crawl and --state are for addresses, and - is none"),
        (("--max-pages", "5", "http://a.example/"), "--max-pages needs --crawl or --sitemap"),
        (("--base-url", "http://a.example/", "http://a.example/"), "--base-url needs --sitemap"),
        (("--crawl", "--base-url", "http://a.example/", "http://a.example/"), "--base-url needs --sitemap"),
        (("--state", "s", "--base-url", "http://a.example/", "http://a.example/"), "--base-url needs --sitemap"),
        (("--sitemap", "s.xml", "--base-url", "/a"), "--base-url /a: an address is expected"),
        (("--max-pages", "0", "--crawl", "http://a.example/"), "Invalid value for '--max-pages'"),
        (("--delay", "-1", "http://a.example/"), "Invalid value for '--delay'"),
        (("--delay", "nan", "http://a.example/"), "Invalid value for '--delay': nan is no number to reckon with."),
        (("--allow-host", "http://10.0.0.1/", "http://10.0.0.1/"), "'http://10.0.0.1/': give the bare host name"),
        (("--allow-host", "10.0.0.1:80", "a.html"), "'10.0.0.1:80': give the bare host name, such as stage.example"),
        (("--allow-host", "", "--browser", "http://a.example/"), "Invalid value for '--allow-host': '': give the bare"),
        (("--user-agent", "News\ndesk", "http://a.example/"), "--user-agent: use letters of ASCII"),
        (("--crawl", "--browser", "http://a.example/"), "--crawl goes without --browser"),
        (("--sitemap", "s.xml", "--replay", "."), "--sitemap goes without --browser"),
        (("--delay", "0", "--browser", "http://a.example/"), "--delay goes without --browser"),
        (("--state", "s", "-o", "json:s", "http://a.example/"), "s"),
    ],
)
def test_wrong_usage_is_2_and_says_what_would_be_right(desk, words: tuple[str, ...], said: str) -> None:
    done = desk.check(*words)
    assert done.exit_code == 2
    assert said in " ".join(done.output.split())


def test_the_options_reach_whoever_fetches() -> None:
    wishes: dict[str, Any] = {
        "sitemap": ("https://ledger.example/sitemap.xml",),
        "base_url": None,
        "crawl": True,
        "max_pages": None,
        "state": "night.state",
        "delay": 2.5,
        "user_agent": "Newsdesk/1.0",
        "allow_host": ("stage.example",),
        "browser": False,
        "replay": None,
    }
    outing = outing_of(wishes, ("http://stage.example/",))
    assert outing.tour is not None
    assert (outing.tour.limit, outing.tour.state) == (1000, Path("night.state"))
    assert outing.tour.fetching == Fetching(
        allow_hosts=("stage.example",),
        typed=("http://stage.example/", "https://ledger.example/sitemap.xml"),
        user_agent="Newsdesk/1.0",
        robots=True,
        delay=2.5,
    )


def test_a_private_host_is_opened_by_name(desk, web) -> None:
    address = f"http://2130706433:{web.port}/a"
    web.put("/a", page())
    assert desk.check(address).exit_code == 3
    assert desk.check(address, "--allow-host", "2130706433").exit_code == 0


@pytest.mark.parametrize("command", [("inspect",), ("init",), ("baseline", "create"), ("baseline", "check")])
def test_every_command_that_fetches_wants_a_bare_host(desk, command: tuple[str, ...]) -> None:
    done = desk.run(*command, "--allow-host", "https://stage.example", "http://stage.example/")
    said = "Invalid value for '--allow-host': 'https://stage.example': give the bare host name"
    assert (done.exit_code, said in " ".join(done.output.split())) == (2, True)


@pytest.mark.parametrize(("gallery", "code"), [(page(), 0), ("", 3)])
def test_a_sitemap_on_the_disk_is_checked_page_by_page(desk, web, gallery: str, code: int) -> None:
    desk.write("sitemap.xml", "<urlset><url><loc>/a</loc></url><url><loc>/b</loc></url></urlset>")
    web.put("/a", page())
    web.put("/b", gallery)
    words = ("--sitemap", "sitemap.xml", "--base-url", web.address("/"), "--delay", "0", "--format", "json")
    done = desk.check(*words)
    assert done.exit_code == code
    assert [found["source"] for found in json.loads(done.stdout)["pages"]] == [web.address("/a"), web.address("/b")]


def test_a_sitemap_without_pages_is_never_green(desk) -> None:
    desk.write("sitemap.xml", "<urlset/>")
    done = desk.check("--sitemap", "sitemap.xml")
    assert done.exit_code == 3
    assert "This sitemap lists nothing" in done.output


CUT_SHORT = "The check ended after two addresses, as it was told to; the site has more.\n"


@pytest.mark.parametrize("printed", [("--format", "json"), ("-q",)])
def test_a_crawl_says_on_standard_error_what_it_left_out(desk, web, printed) -> None:
    done = desk.check(*_cut_short(web), *printed)
    assert (done.exit_code, done.stderr) == (0, CUT_SHORT)


def test_the_text_says_what_a_crawl_left_out_and_standard_error_does_not_say_it_again(desk, web) -> None:
    done = desk.check(*_cut_short(web))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.endswith(f"Ready. No error or warning on two pages.\n{CUT_SHORT}")


def test_a_report_made_later_says_what_the_crawl_left_out(desk, web) -> None:
    desk.check(*_cut_short(web), "-q", "-o", "json:run.json")
    assert desk.run("report", "run.json").stdout.endswith(CUT_SHORT)


def _cut_short(web: Any) -> tuple[str, ...]:
    web.put("/", page("/a", "/b"))
    web.put("/a", page())
    return (web.address("/"), "--crawl", "--delay", "0", "--max-pages", "2")


def test_a_state_file_that_cannot_be_used_is_2(desk, web) -> None:
    desk.write("notes.txt", "The ferry leaves at six.\n" * 100)
    done = desk.check(web.put("/", page()), "--state", "notes.txt")
    assert done.exit_code == 2
    assert "--state notes.txt: cannot be used: file is not a database" in " ".join(done.output.split())


def test_the_other_commands_read_addresses_too(desk, web) -> None:
    address = web.put("/a", page(alt="A ferry!!"))
    inspected = json.loads(desk.run("inspect", "--format", "json", address).stdout)
    assert [picture["alt"] for picture in inspected["pages"][0]["pictures"]] == ["A ferry!!"]
    assert desk.run("baseline", "create", "--config", "house.toml", address).exit_code == 0
    accepted = desk.check(address, "--baseline", "cutline-baseline.toml", "--fail-on", "warning")
    assert accepted.exit_code == 0
    fixed = desk.run("fix", address)
    assert (fixed.exit_code, "an address cannot be changed; fix the file that it is made from" in fixed.output) == (
        3,
        True,
    )


@pytest.mark.parametrize(
    "words", [("inspect",), ("init",), ("baseline", "create"), ("baseline", "check"), ("baseline", "prune")]
)
def test_every_command_that_reads_addresses_can_be_let_to_a_private_host(desk, web, words: tuple[str, ...]) -> None:
    web.put("/a", page().replace("Monday.", "Monday. Photo: Ingrid Vossby / Reuters"))
    address = f"http://2130706433:{web.port}/a"
    desk.run("baseline", "create", address, "--allow-host", "2130706433")
    assert desk.run(*words, address).exit_code == 3
    assert desk.run(*words, address, "--allow-host", "2130706433").exit_code == 0


def test_a_terminal_is_told_how_far_a_run_is(monkeypatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("rich.status.Status.update", lambda _, text: told.append(text.plain))
    crashed = PageResult("http://ledger.example/[bold]", outcomes=(Outcome("a", Verdict.ERROR),))
    results = [PageResult("http://ledger.example/a"), crashed, PageResult("http://ledger.example/\x1b[2J")]
    assert list(progress.watched(results, lambda: 7)) == results
    assert told == [
        "1 of 7 pages  http://ledger.example/a",
        "2 of 7 pages, 1 not audited  http://ledger.example/[bold]",
        told[2],
    ]
    assert "\x1b" not in told[2]


def test_what_is_for_terminals_is_not_even_made_elsewhere(monkeypatch) -> None:
    monkeypatch.setattr(progress, "_shown", None)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    assert list(progress.watched([PageResult("a")], lambda: 1)) == [PageResult("a")]
    monkeypatch.setattr(sys, "stderr", None)
    assert list(progress.watched([PageResult("a")], lambda: 1)) == [PageResult("a")]


def test_nobody_who_is_no_terminal_is_told_how_far_a_run_is(desk, web) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cutline", "check", web.put("/a", page()), "--config", "house.toml", "-q"],
        cwd=desk.folder,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


PAGES = 300


def _tree(web: Any) -> None:
    """A site of 300 pages, each leading to two further ones, its parent, and the start."""
    for number in range(PAGES):
        further = (child for child in (2 * number + 1, 2 * number + 2) if child < PAGES)
        links = (f"/{child}" for child in further)
        web.put("/" if number == 0 else f"/{number}", page("/", f"/{max(0, number - 1) // 2 or ''}", *links))


def test_a_crawl_that_is_killed_goes_on_with_no_page_lost_and_none_audited_twice(desk, web) -> None:
    """kill -9, twice, wherever the run happens to be; then to the end, and against a run that nobody disturbed."""
    _tree(web)
    desk.write("log.toml", 'rules_from = ["log.py"]\nselect = ["house-log"]\n')
    desk.write("log.py", LOGGING_RULE)
    command = [sys.executable, "-m", "cutline", "check", web.address("/"), "--crawl", "--delay", "0", "-q"]
    command += ["--config", "log.toml"]
    resumed = [*command, "--state", "night.state", "-o", "json:resumed.json"]
    log = desk.folder / "audited"
    for stop in (60, 170):
        _run_and_kill(resumed, desk.folder, log, stop)
        assert not (desk.folder / "resumed.json").exists()
    killed = len(log.read_text().splitlines())
    assert 170 <= killed < PAGES
    done = subprocess.run(resumed, cwd=desk.folder, check=False, timeout=300)
    audited = Counter(log.read_text().splitlines())
    log.unlink()
    whole = subprocess.run([*command, "-o", "json:whole.json"], cwd=desk.folder, check=False, timeout=300)
    assert (done.returncode, whole.returncode) == (0, 0)
    assert _without_time(desk.folder / "resumed.json") == _without_time(desk.folder / "whole.json")
    sources = [found["source"] for found in json.loads((desk.folder / "resumed.json").read_text())["pages"]]
    assert len(sources) == len(set(sources)) == PAGES
    # A page is judged before its result is kept: a kill between the two costs that one a second look, never a second
    # result. Nothing that was kept is judged again.
    assert set(audited) == set(sources)
    assert sum(audited.values()) - PAGES <= 2


LOGGING_RULE = """
from pathlib import Path
from cutline.rules.base import Rule

class HouseLog(Rule):
    id = "house-log"
    title = "Every page is written down"
    why = "So that a test can count them."
    references = ()
    examples = ()
    messages = {"seen": "It was seen."}
    nothing = "there is nothing"

    def subjects(self, page):
        return (page,)

    def check(self, page, options):
        with Path("audited").open("a") as log:
            log.write(page.source + "\\n")
        return iter(())
"""


def _run_and_kill(command: list[str], folder: Path, log: Path, stop: int) -> None:
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE) as running:
        while not log.exists() or len(log.read_text().splitlines()) < stop:
            assert running.poll() is None, running.stderr and running.stderr.read()
            time.sleep(0.005)
        os.kill(running.pid, signal.SIGKILL)
        running.wait(timeout=120)


def _without_time(file: Path) -> str:
    return re.sub(r'"started":"[^"]*"', "", file.read_text())


def test_ctrl_c_says_how_the_crawl_goes_on(desk, web) -> None:
    web.put("/", page("/slow"))
    web.answer("/slow", lambda _: time.sleep(5))
    command = [sys.executable, "-m", "cutline", "check", web.address("/"), "--crawl", "--delay", "0", "--state", "s"]
    with subprocess.Popen(command, cwd=desk.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        while "/slow" not in web.asked:
            assert running.poll() is None
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        stdout, stderr = running.communicate(timeout=120)
    assert (running.returncode, stdout) == (3, b"")
    assert b"s holds what is done; the same command goes on from there." in stderr
    assert b"Interrupted: the work is not complete" in stderr
    assert b"Traceback" not in stderr


WEB = ("cutline.engine.visiting", "cutline.sources.http", "email", "httpx2", "protego", "socket", "sqlite3", "ssl")


def test_a_check_of_files_imports_nothing_of_the_web(desk) -> None:
    desk.page("a.html", "A ferry")
    program = (
        "import sys\nsys.argv[1:] = ['check', 'a.html', '-q']\n"
        "from cutline.faces.cli import cli\ncli(standalone_mode=False)\n"
        f"print([name for name in {WEB!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=desk.folder, capture_output=True, check=False, timeout=120
    )
    assert done.stderr == b"[]\n"


def test_every_option_is_in_the_documentation(root: Path) -> None:
    text = (root / "docs" / "web.md").read_text("utf-8")
    options = {option for parameter in cli.commands["check"].params for option in parameter.opts}
    own = {"--sitemap", "--base-url", "--crawl", "--max-pages", "--state", "--delay", "--user-agent", "--allow-host"}
    assert own <= options
    assert [option for option in sorted(own) if f"`{option}" not in text] == []
