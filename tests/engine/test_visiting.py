"""Tours of a site on this machine: what is visited, in which order, and what an interrupted tour comes to."""

import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("httpx2", reason="httpx2 is not installed: pip install 'cutline[web]'")
pytest.importorskip("protego", reason="protego is not installed: pip install 'cutline[web]'")

from cutline.config.schema import Config, ConfigError
from cutline.engine import visiting
from cutline.engine.frontier import Frontier
from cutline.engine.log import Log
from cutline.engine.visiting import Tour, toured, visited
from cutline.model.outcome import Outcome, Verdict
from cutline.model.run import LeftOut, PageResult
from cutline.model.severity import Severity
from cutline.sources.targets import Fetching, expand

HURRIED = Fetching(delay=0, backoff=0)
CONFIG = Config(select=("alt-missing",))


def page(*links: str, title: str = "A page") -> str:
    anchors = "".join(f'<a href="{link}">on</a>' for link in links)
    return f'<!doctype html><title>{title}</title>{anchors}<img src="a.jpg" width="900" height="600">'


def tour(*addresses: str, **wishes: Any) -> Tour:
    typed = (*addresses, *wishes.get("sitemaps", ()))
    fetching = Fetching(delay=0, backoff=0, robots=True, typed=typed, **wishes.pop("fetching", {}))
    return Tour(targets=tuple(expand(addresses, fetching)), fetching=fetching, **wishes)


def walk(*addresses: str, config: Config = CONFIG, log: Log | None = None, **wishes: Any) -> list[PageResult]:
    return list(toured(tour(*addresses, **wishes), config, log or Log()))


def crawled(web: Any, *paths: str, **wishes: Any) -> list[tuple[str, str]]:
    """Crawl and give each page's path with the reason why it was not audited."""
    results = walk(*(web.address(path) for path in paths), crawl=True, **wishes)
    return [(result.source.removeprefix(web.address("")), result.reason) for result in results]


def test_pages_are_visited_breadth_first_in_the_order_of_their_links(web) -> None:
    web.put("/", page("/b", "/a", "c#top", "/b?x", "/b#x", "/"))
    web.put("/b", page("/d"))
    web.put("/b?x", page())
    web.put("/a", page("/d", "/e"))
    for path in ("/c", "/d", "/e"):
        web.put(path, page("/a", "/"))
    assert [path for path, _ in crawled(web, "/")] == ["/", "/b", "/a", "/c", "/b?x", "/d", "/e"]
    assert sorted(web.asked) == sorted({*web.asked}), "nothing is asked for twice"


def test_other_hosts_pictures_and_what_is_no_web_page_are_left_alone(web) -> None:
    far = ("http://elsewhere.example/", "//elsewhere.example/", "mailto:a@b.example", "javascript:go()", "ftp://x/", "")
    web.put("/", page(*far, "http://[::1", "/press.pdf", "/A.JPG?size=1", "http://mara:s3cret@127.0.0.1/", "/a"))
    web.put("/a", page())
    assert crawled(web, "/") == [("/", ""), ("/a", "")]
    assert web.asked == ["/robots.txt", "/", "/a"]


def test_links_count_from_the_page_s_base_and_from_where_it_was_found_in_the_end(web) -> None:
    web.put("/", "", 302, Location="/deep/")
    web.put("/deep/", page("a"))
    web.put("/deep/a", '<base href="/other/">' + page("b"))
    web.put("/other/b", page())
    assert [path for path, _ in crawled(web, "/")] == ["/", "/deep/a", "/other/b"]


def test_a_link_that_redirects_counts_as_the_page_it_leads_to(web) -> None:
    web.put("/", page("/old", "/older", "/new", "/away", "/loop"))
    web.put("/old", "", 301, Location="/new")
    web.put("/older", "", 301, Location="/newer")
    web.put("/away", "", 302, Location="http://elsewhere.example/")
    web.put("/loop", "", 302, Location="/loop")
    for path in ("/new", "/newer"):
        web.put(path, page())
    assert crawled(web, "/") == [
        ("/", ""),
        ("/new", ""),
        ("/loop", f"it redirects without end (a link on {web.address('/')} leads here)"),
        ("/newer", ""),
    ]


def test_a_start_that_redirects_to_its_real_host_is_crawled_there(web) -> None:
    start = web.put("/start", "", 301, Location=f"http://localhost:{web.port}/")
    web.put("/", page("/a", web.address("/b")))
    for path in ("/a", "/b"):
        web.put(path, page())
    results = walk(start, crawl=True, fetching={"allow_hosts": ("localhost",)})
    assert [(result.source, result.status) for result in results] == [
        (start, "audited"),
        (f"http://localhost:{web.port}/a", "audited"),
        (web.address("/b"), "audited"),
    ]


def test_a_link_waits_until_all_starts_have_said_which_hosts_are_theirs(web) -> None:
    def slow(ask: Any) -> None:
        time.sleep(0.3)
        ask.send_response(302)
        for name, value in {"Location": f"http://localhost:{web.port}/b", "Content-Length": "0"}.items():
            ask.send_header(name, value)
        ask.end_headers()

    starts = (web.put("/", page("/off")), web.answer("/slow", slow))
    web.put("/off", "", 302, Location=f"http://localhost:{web.port}/a")
    for path in ("/a", "/b"):
        web.put(path, page())
    results = walk(*starts, crawl=True, fetching={"allow_hosts": ("localhost",)})
    assert [result.source for result in results] == [*starts, f"http://localhost:{web.port}/a"]


def test_what_robots_txt_forbids_is_neither_fetched_nor_a_failure_and_is_counted(web) -> None:
    web.put("/robots.txt", "User-agent: *\nDisallow: /desk/\n", Content_Type="text/plain")
    web.put("/", page("/desk/a", "/desk/b", "/a"))
    web.put("/a", page())
    log = Log()
    assert crawled(web, "/", log=log) == [("/", ""), ("/a", "")]
    assert not {"/desk/a", "/desk/b"} & set(web.asked)
    assert log.left_out == LeftOut(unwelcome=2)


def test_a_start_that_robots_txt_forbids_is_not_audited(web) -> None:
    web.put("/robots.txt", "User-agent: *\nDisallow: /\n", Content_Type="text/plain")
    web.put("/", page())
    assert crawled(web, "/") == [("/", "the site's robots.txt asks programs to leave it alone")]


def test_every_page_that_fails_says_why_and_the_others_go_on(web) -> None:
    web.put("/", page("/gone", "/broken", "/press", "/empty", "/a"))
    web.put("/broken", "", 500)
    web.put("/press", "%PDF-", Content_Type="application/pdf")
    web.put("/empty", "")
    web.put("/a", page())
    here = f" (a link on {web.address('/')} leads here)"
    assert crawled(web, "/") == [
        ("/", ""),
        ("/gone", f"its server answers 404{here}"),
        ("/broken", f"its server answers 500{here}"),
        ("/press", f"it is a PDF document, not a page{here}"),
        ("/empty", f"its server sends an empty page{here}"),
        ("/a", ""),
    ]


def test_an_endless_calendar_ends_at_the_limit_and_says_so(web) -> None:
    web.handle = lambda ask: _month(web, ask)  # type: ignore[method-assign]
    log = Log()
    found = crawled(web, "/month/0", limit=25, log=log)
    assert found == [(f"/month/{number}", "") for number in range(25)]
    assert log.left_out == LeftOut(limit=25)
    assert "/month/25" not in web.asked


def _month(web: Any, ask: Any) -> None:
    web.asked.append(ask.path)
    number = int(ask.path.rpartition("/")[2]) if "/month/" in ask.path else 0
    data = page(f"/month/{number + 1}").encode() if "/month/" in ask.path else b""
    ask.send_response(200)
    ask.send_header("Content-Type", "text/html")
    ask.send_header("Content-Length", str(len(data)))
    ask.end_headers()
    ask.wfile.write(data)


def test_a_site_that_is_exactly_as_large_as_the_limit_has_no_more(web) -> None:
    web.put("/", page("/a", "/"))
    web.put("/a", page("/", "/a"))
    log = Log()
    assert len(crawled(web, "/", limit=2, log=log)) == 2
    assert log.left_out is None


def test_the_pages_of_a_sitemap_are_audited_in_its_order_and_each_once(web) -> None:
    listing = "".join(f"<url><loc>{path}</loc></url>" for path in ("/b", "/a", "/b#x", "/gone", "http://x.example/"))
    top = web.put("/sitemap.xml", f"<urlset>{listing}</urlset>", Content_Type="application/xml")
    for path in ("/a", "/b"):
        web.put(path, page())
    assert [(result.source.removeprefix(web.address("")), result.reason) for result in walk(sitemaps=(top,))] == [
        ("/b", ""),
        ("/a", ""),
        ("/gone", "its server answers 404"),
        ("http://x.example/", "this sitemap lists a page of another host; --allow-host x.example lets it in"),
    ]


def test_robots_txt_is_asked_for_once_however_many_pages_wait_for_it(web) -> None:
    def slow(ask: Any) -> None:
        time.sleep(0.2)
        ask.send_error(404)

    web.answer("/robots.txt", slow)
    assert len(walk(*(web.put(f"/{number}", page()) for number in range(12)))) == 12
    assert web.asked.count("/robots.txt") == 1


def test_without_the_extra_a_tour_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "protego", None)
    for name in ("http", "robots"):
        monkeypatch.delitem(sys.modules, f"cutline.sources.{name}", raising=False)
        monkeypatch.delattr(f"cutline.sources.{name}", raising=False)
    results = walk("http://ledger.example/", sitemaps=("http://ledger.example/sitemap.xml",))
    said = "a library that fetches addresses is missing (protego); pip install 'cutline[web]'"
    assert [(result.source, result.status, result.reason) for result in results] == [
        ("http://ledger.example/", "failed", said),
        ("http://ledger.example/sitemap.xml", "failed", said),
    ]


def test_a_sitemap_is_read_no_further_than_the_limit(web) -> None:
    listing = "".join(f"<url><loc>/{number}</loc></url>" for number in range(9))
    top = web.put("/sitemap.xml", f"<urlset>{listing}</urlset>", Content_Type="application/xml")
    log = Log()
    assert len(walk(sitemaps=(top,), limit=3, log=log)) == 3
    assert log.left_out == LeftOut(limit=3)


def test_addresses_and_files_are_audited_in_the_order_given(web, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(page())
    words = [web.put("/a", page()), str(file), web.address("/gone"), *(web.put(f"/{n}", page()) for n in range(20))]
    results = list(visited(expand(words, HURRIED), CONFIG))
    assert [(result.source, result.reason) for result in results] == [
        (word, "its server answers 404" if word == words[2] else "") for word in words
    ]


def test_a_fault_in_cutline_costs_one_page(web, monkeypatch) -> None:
    from cutline.sources.http import Fetcher

    real = Fetcher.fetch

    def fetch(self: Fetcher, address: str, *rest: Any, **wishes: Any) -> Any:
        if address.endswith("/a"):
            raise ZeroDivisionError("a fault of our own")
        return real(self, address, *rest, **wishes)

    monkeypatch.setattr(Fetcher, "fetch", fetch)
    web.put("/", page("/a", "/b"))
    web.put("/b", page())
    found = crawled(web, "/")
    assert [(path, reason[:22]) for path, reason in found] == [("/", ""), ("/a", "cutline failed on this"), ("/b", "")]


SITE = {
    "/": ("/1", "/2", "/old"),
    "/1": ("/3", "/gone"),
    "/2": ("/3", "/4"),
    "/3": ("/",),
    "/4": ("/5", "/6"),
    "/5": (),
    "/6": ("/7",),
    "/7": ("/1",),
}


@pytest.fixture
def site(web: Any) -> Any:
    """Eight pages, one that is gone and one that has moved."""
    for path, links in SITE.items():
        web.put(path, page(*links, title=path), ETag=f'"{path}"')
    web.put("/old", "", 301, Location="/6")
    return web


@pytest.mark.parametrize("seen", range(10))
def test_a_tour_that_is_interrupted_after_any_page_comes_to_the_same_results(site, tmp_path: Path, seen: int) -> None:
    whole = walk(site.address("/"), crawl=True)
    wishes: dict[str, Any] = {"crawl": True, "state": tmp_path / "state"}
    with closing(_generator(toured(tour(site.address("/"), **wishes), CONFIG, Log()))) as begun:
        first = list(islice(begun, seen))
    audited: list[str] = []
    results = _counting(audited, lambda: walk(site.address("/"), **wishes))
    assert results == whole
    assert results[:seen] == first
    assert audited == [result.source for result in whole[seen:] if result.audited], "no page is audited twice"


def _generator(results: Iterator[PageResult]) -> Any:
    return results


def _counting(audited: list[str], do: Callable[[], list[PageResult]]) -> list[PageResult]:
    """Note the name of every page that is judged."""
    real = visiting._judged

    def judged(reading: Any, name: str, selection: Any) -> Any:
        audited.append(name)
        return real(reading, name, selection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(visiting, "_judged", judged)
        return do()


def test_a_site_that_changed_meanwhile_keeps_what_was_found_before(site, tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"crawl": True, "state": tmp_path / "state"}
    with closing(_generator(toured(tour(site.address("/"), **wishes), CONFIG, Log()))) as begun:
        (first,) = islice(begun, 1)
    site.put("/", page(title="Another"))
    results = walk(site.address("/"), **wishes)
    assert results[0] == first
    assert {result.source.removeprefix(site.address("")) for result in results} == {*SITE, "/gone"}


def test_a_repeated_tour_asks_what_changed_and_judges_only_that(web, tmp_path: Path) -> None:
    start = web.put("/", page("/a", title="1"), ETag='"1"')
    web.put("/a", page("/a", title="1"), ETag='"1"')
    wishes: dict[str, Any] = {"crawl": True, "state": tmp_path / "state"}
    first = walk(start, **wishes)
    web.put("/a", page("/a", title="2"), ETag='"2"')
    audited: list[str] = []
    second = _counting(audited, lambda: walk(start, **wishes))
    assert audited == [web.address("/a")]
    assert [(result.source, result.title) for result in second] == [(start, "1"), (web.address("/a"), "2")]
    assert second[0] == first[0]
    audited.clear()
    _counting(audited, lambda: walk(start, config=Config(select=("alt-empty-on-photo",)), **wishes))
    assert audited == [start, web.address("/a")], "other rules judge anew"


def test_a_page_that_did_not_change_is_called_what_it_is_called_now(site, tmp_path: Path) -> None:
    state = tmp_path / "state"
    for fragment in ("#photos", "#top", "#top"):
        (result,) = walk(site.address(f"/5{fragment}"), state=state)
        assert (result.source, result.status) == (site.address(f"/5{fragment}"), "audited")


def test_a_page_on_which_a_rule_crashed_is_judged_again_by_the_next_tour(web, tmp_path: Path, monkeypatch) -> None:
    start = web.put("/", page(), ETag='"1"')
    crashed = PageResult(start, outcomes=(Outcome("alt-missing", Verdict.ERROR),))
    with monkeypatch.context() as patch:
        patch.setattr(visiting, "_judged", lambda *_: (crashed, ()))
        assert walk(start, state=tmp_path / "state") == [crashed]
    assert [result.audited for result in walk(start, state=tmp_path / "state")] == [True]


def test_what_is_reported_at_once_is_what_is_read_from_the_file_later(site, tmp_path: Path, monkeypatch) -> None:
    half = PageResult(site.address("/5"), title="half a pair: \ud83d")
    monkeypatch.setattr(visiting, "_judged", lambda *_: (half, ()))
    with closing(_generator(toured(tour(half.source, state=tmp_path / "state"), CONFIG, Log()))) as begun:
        (first,) = islice(begun, 1)
    assert walk(half.source, state=tmp_path / "state") == [first]


def test_what_failed_is_asked_for_again_by_the_next_tour(web, tmp_path: Path) -> None:
    start = web.put("/", "", 404, ETag='"1"')
    wishes: dict[str, Any] = {"crawl": True, "state": tmp_path / "state"}
    assert [result.status for result in walk(start, **wishes)] == ["failed"]
    web.put("/", page(), ETag='"1"')
    assert [result.status for result in walk(start, **wishes)] == ["audited"]


def test_where_a_run_fails_is_no_other_run(site, tmp_path: Path) -> None:
    """--fail-on decides about the exit code alone, so it may change on the way."""
    wishes: dict[str, Any] = {"crawl": True, "state": tmp_path / "state"}
    with closing(_generator(toured(tour(site.address("/"), **wishes), CONFIG, Log()))) as begun:
        next(begun)
    mild = Config(select=("alt-missing",), fail_on=Severity.ADVICE)
    assert len(walk(site.address("/"), config=mild, **wishes)) == 9


@pytest.mark.parametrize(
    ("address", "wishes", "config"),
    [
        ("/1", {"crawl": True}, CONFIG),
        ("/", {"crawl": True, "limit": 3}, CONFIG),
        ("/", {"crawl": True}, Config(select=("alt-empty-on-photo",))),
        ("/", {"crawl": True, "fetching": {"user_agent": "Harbourwatch/2"}}, CONFIG),
        ("/", {"crawl": True, "fetching": {"allow_hosts": ("*",)}}, CONFIG),
    ],
)
def test_an_unfinished_tour_of_another_kind_is_not_gone_on_with(
    site, tmp_path: Path, address: str, wishes: dict[str, Any], config: Config
) -> None:
    state = tmp_path / "state"
    with closing(_generator(toured(tour(site.address("/"), crawl=True, state=state), CONFIG, Log()))) as begun:
        next(begun)
    before = state.read_bytes()
    with pytest.raises(ConfigError, match="an unfinished run with other addresses, options or configuration"):
        walk(site.address(address), state=state, config=config, **wishes)
    assert state.read_bytes() == before


def test_a_file_that_is_no_state_file_is_left_as_it_is(site, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("The ferry leaves at six.\n" * 100)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as base:
        base.execute("CREATE TABLE ferry (name TEXT)")
    newer = tmp_path / "newer"
    walk(site.address("/"), state=newer)
    with closing(sqlite3.connect(newer)) as base:
        base.execute("PRAGMA user_version = 99")
    before = [file.read_bytes() for file in (text, other, newer)]
    said = []
    for file in (text, other, newer, tmp_path / "no" / "such", tmp_path):
        with pytest.raises(ConfigError) as caught:
            walk(site.address("/"), state=file)
        said.append(str(caught.value).partition(f"{file}: ")[2])
    assert said == [
        "cannot be used: file is not a database",
        "this is no state file of cutline; use another file",
        "written by another version of cutline; use another file",
        "cannot be used: unable to open database file",
        "cannot be used: unable to open database file",
    ]
    assert [file.read_bytes() for file in (text, other, newer)] == before


def test_a_password_given_with_a_sitemap_is_kept_nowhere(site, tmp_path: Path) -> None:
    state = tmp_path / "state"
    (result,) = walk(sitemaps=(f"http://mara:s3cret@127.0.0.1:{site.port}/sitemap.xml",), state=state)
    assert "a user name or password in it is not fetched" in result.reason
    assert "s3cret" not in result.source + result.reason
    assert b"s3cret" not in state.read_bytes()


def test_a_damaged_state_file_is_named_with_what_to_do(site, tmp_path: Path) -> None:
    state = tmp_path / "state"
    walk(site.address("/"), crawl=True, state=state)
    data = state.read_bytes()
    state.write_bytes(data[:100] + b"\xff" * (len(data) - 100))
    with pytest.raises(ConfigError) as caught:
        walk(site.address("/"), crawl=True, state=state)
    assert str(caught.value) == (
        f"--state {state}: the file is damaged, and what it held is lost; delete it and start anew"
    )


def test_damage_that_shows_on_the_way_is_told_like_damage_at_the_start(tmp_path: Path) -> None:
    damage = sqlite3.DatabaseError("database disk image is malformed")
    damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    frontier = Frontier(tmp_path / "state", "tour", "judge")
    with pytest.raises(ConfigError, match="the file is damaged, and what it held is lost"):
        frontier.__exit__(type(damage), damage, None)


def test_two_runs_do_not_share_a_state_file(site, tmp_path: Path) -> None:
    state = tmp_path / "state"
    with closing(_generator(toured(tour(site.address("/"), state=state), CONFIG, Log()))) as begun:
        next(begun)
        with pytest.raises(ConfigError, match="another run is using this file"):
            walk(site.address("/"), state=state)


def test_a_tour_without_a_state_file_leaves_nothing_behind(site, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(walk(site.address("/"), crawl=True)) == 9
    assert list(tmp_path.iterdir()) == []
