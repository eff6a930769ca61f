"""The pages that sitemaps on a server or a disk lead to."""

import gzip
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("httpx2", reason="httpx2 is not installed: pip install 'cutline[web]'")
pytest.importorskip("protego", reason="protego is not installed: pip install 'cutline[web]'")

from cutline.sources.listing import listed
from cutline.sources.targets import Fetching

XML = {"Content_Type": "application/xml"}


def urlset(*locations: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>{location}</loc></url>' for location in locations)}</urlset>"


def index(*locations: str) -> str:
    inner = "".join(f"<sitemap><loc>{location}</loc></sitemap>" for location in locations)
    return f"<sitemapindex>{inner}</sitemapindex>"


def pages(*sitemaps: str, base: str = "", **wishes: Any) -> list[tuple[str, str]]:
    """Give name and problem of what sitemaps list; what is fetched is named by its address."""
    typed = (*sitemaps, base)
    fetching = Fetching(**{"typed": typed, "delay": 0, "backoff": 0, "robots": True, **wishes})
    found = list(listed(sitemaps, base, fetching, 20))
    assert [target.address for target in found if not target.problem] == [
        target.name for target in found if not target.problem
    ]
    return [(target.name, target.problem) for target in found]


def test_an_index_leads_to_the_pages_of_its_sitemaps_in_order(web) -> None:
    top = web.put("/sitemap.xml", index("/news.xml.gz", web.address("/old.xml"), "/news.xml.gz"), **XML)
    web.put("/news.xml.gz", gzip.compress(urlset("/a", "b#c").encode()), Content_Type="application/gzip")
    web.put("/old.xml", urlset(web.address("/d")), **XML)
    assert pages(top) == [(web.address(path), "") for path in ("/a", "/b", "/d")]
    assert web.asked == ["/robots.txt", "/sitemap.xml", "/news.xml.gz", "/old.xml"]


def test_a_file_counts_from_the_base_address(tmp_path: Path) -> None:
    file = tmp_path / "sitemap.xml"
    file.write_text(urlset("/a", "galleries/b", "https://ledger.example/c"))
    assert pages(str(file), base="https://ledger.example/x/") == [
        ("https://ledger.example/a", ""),
        ("https://ledger.example/x/galleries/b", ""),
        ("https://ledger.example/c", ""),
    ]


def test_a_file_without_a_base_gives_its_whole_addresses_and_says_what_the_others_need(tmp_path: Path) -> None:
    file = tmp_path / "sitemap.xml"
    file.write_text(urlset("/a", "https://ledger.example/c"))
    assert pages(str(file)) == [
        ("/a", "this address in a sitemap is relative; say with --base-url where it counts from"),
        ("https://ledger.example/c", ""),
    ]


def test_a_sitemap_that_cannot_be_read_says_why_and_the_others_go_on(web, tmp_path: Path) -> None:
    missing = tmp_path / "none.xml"
    broken = web.put("/broken.xml", "<urlset><url>", **XML)
    top = web.put("/sitemap.xml", index("/gone.xml", "/empty.xml", "/good.xml"), **XML)
    web.put("/empty.xml", urlset(), **XML)
    web.put("/good.xml", urlset("/a"), **XML)
    found = pages(str(missing), broken, top)
    assert [(name.rpartition("/")[2], problem) for name, problem in found] == [
        ("none.xml", "this sitemap cannot be read: the file cannot be read: No such file or directory"),
        ("broken.xml", "this sitemap cannot be read: its XML is broken: no element found: line 1, column 13"),
        ("gone.xml", "this sitemap cannot be read: its server answers 404"),
        ("empty.xml", "this sitemap lists nothing"),
        ("a", ""),
    ]


def test_pages_of_other_hosts_are_named_and_not_fetched(web) -> None:
    listing = urlset(
        "http://169.254.169.254/latest", "https://bücher.example/b", "/a", f"http://localhost:{web.port}/c"
    )
    top = web.put("/sitemap.xml", listing, **XML)
    said = "this sitemap lists a page of another host; --allow-host {} lets it in"
    assert pages(top) == [
        ("http://169.254.169.254/latest", said.format("169.254.169.254")),
        ("https://xn--bcher-kva.example/b", said.format("bücher.example")),
        (web.address("/a"), ""),
        (f"http://localhost:{web.port}/c", said.format("localhost")),
    ]
    assert (f"http://localhost:{web.port}/c", "") in pages(top, allow_hosts=("localhost",))


def test_the_name_with_and_without_www_is_one_host(tmp_path: Path) -> None:
    file = tmp_path / "sitemap.xml"
    file.write_text(urlset("https://www.ledger.example/a"))
    assert pages(str(file), base="https://ledger.example/") == [("https://www.ledger.example/a", "")]


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("ftp://ledger.example/a", "an address that begins with ftp: is not fetched; only http: and https: are"),
        ("file:///etc/hosts", "an address that begins with file: is not fetched; only http: and https: are"),
        ("http://[::1", "its address cannot be understood: Invalid port: ':1'"),
    ],
)
def test_what_is_listed_and_no_page_says_so(web, location: str, said: str) -> None:
    top = web.put("/sitemap.xml", urlset(location, "/a"), **XML)
    assert pages(top) == [(location, said), (web.address("/a"), "")]


def test_a_password_in_a_sitemap_stands_in_no_report(web) -> None:
    top = web.put("/sitemap.xml", urlset("http://mara:s3cret@ledger.example/a"), **XML)
    said = "an address with a user name or password in it is not fetched: leave them out"
    assert pages(top) == [("http://…@ledger.example/a", said)]


def test_sitemaps_that_lead_to_each_other_or_ever_deeper_come_to_an_end(web) -> None:
    top = web.put("/0.xml", index("/0.xml", "/1.xml"), **XML)
    for depth in range(1, 9):
        web.put(f"/{depth}.xml", index("/0.xml", f"/{depth + 1}.xml"), **XML)
    assert pages(top) == [
        (web.address("/4.xml"), "this sitemap cannot be read: there are too many sitemaps above it"),
    ]


CIRCLE = "this sitemap lists sitemaps alone, which lead back to it and to no page"


def test_an_index_that_leads_back_to_itself_alone_says_so(web) -> None:
    alone = web.put("/alone.xml", index("/alone.xml"), **XML)
    first = web.put("/1.xml", index("/2.xml"), **XML)
    second = web.put("/2.xml", index("/1.xml"), **XML)
    good = web.put("/good.xml", urlset("/a"), **XML)
    assert pages(alone) == [(alone, CIRCLE)]
    assert pages(first, second, good) == [(first, CIRCLE), (web.address("/a"), "")]


def test_a_sitemap_that_is_given_beside_its_index_is_read_once_and_is_no_circle(web) -> None:
    top = web.put("/sitemap.xml", index("/good.xml"), **XML)
    good = web.put("/good.xml", urlset("/a"), **XML)
    for given in ((top, good), (good, top)):
        web.asked.clear()
        assert pages(*given) == [(web.address("/a"), "")]
        assert sorted(set(web.asked) - {"/robots.txt"}) == ["/good.xml", "/sitemap.xml"]
        assert web.asked.count("/good.xml") == 1


def test_a_sitemap_of_a_site_that_wants_no_programs_is_not_read(web) -> None:
    web.put("/robots.txt", "User-agent: *\nDisallow: /\n", Content_Type="text/plain")
    top = web.put("/sitemap.xml", urlset("/a"), **XML)
    said = "this sitemap cannot be read: the site's robots.txt asks programs to leave it alone"
    assert pages(top) == [(top, said)]
