"""Sitemaps as sites write them, and as nobody should."""

import gzip
import tracemalloc

import pytest

from cutline.sources.sitemap import Sitemap, SitemapError, sitemap_in

PLAIN = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <url><loc> https://ledger.example/a?b=1&amp;c=2 </loc><lastmod>2026-03-01</lastmod></url>
  <url><loc><![CDATA[https://ledger.example/b]]></loc></url>
  <url><loc></loc></url>
</urlset>"""

EXTENDED = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
  <url>
    <image:image><image:loc>https://ledger.example/harbour.jpg</image:loc></image:image>
    <loc>https://ledger.example/harbour</loc>
    <news:news><news:title>Harbour</news:title></news:news>
  </url>
</urlset>"""

INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://ledger.example/1.xml.gz</loc></sitemap><sitemap><loc>/2.xml</loc></sitemap></sitemapindex>"""


@pytest.mark.parametrize(
    ("data", "sitemap"),
    [
        (PLAIN, Sitemap(("https://ledger.example/a?b=1&c=2", "https://ledger.example/b"))),
        (gzip.compress(PLAIN, mtime=0), Sitemap(("https://ledger.example/a?b=1&c=2", "https://ledger.example/b"))),
        (EXTENDED, Sitemap(("https://ledger.example/harbour",))),
        (INDEX, Sitemap(("https://ledger.example/1.xml.gz", "/2.xml"), index=True)),
        (b"<urlset><url><loc>/a</loc></url></urlset>", Sitemap(("/a",))),
        (b"\xef\xbb\xbfhttps://ledger.example/a\r\n\r\nhttps://ledger.example/b\n", Sitemap(
            ("https://ledger.example/a", "https://ledger.example/b"))),
        (b"<urlset xmlns='x'><url><loc>/f\xc3\xa4hre</loc></url></urlset>", Sitemap(("/fähre",))),
        ("<?xml version='1.0' encoding='iso-8859-1'?><urlset><url><loc>/fähre</loc></url></urlset>".encode("latin-1"),
         Sitemap(("/fähre",))),
        (b"<urlset/>", Sitemap(())),
        (b"<urlset>" + b"<a>" * 99 + b"</a>" * 99 + b"<url><loc>/a</loc></url></urlset>", Sitemap(("/a",))),
    ],
)  # fmt: skip
def test_a_sitemap_gives_its_pages_and_nothing_else(data: bytes, sitemap: Sitemap) -> None:
    assert sitemap_in(data) == sitemap


LAUGHS = b"""<!DOCTYPE urlset [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<urlset><url><loc>https://ledger.example/&b;</loc></url></urlset>"""
OUTSIDE = (
    b"""<!DOCTYPE urlset [<!ENTITY a SYSTEM "file:///etc/hostname">]><urlset><url><loc>/&a;</loc></url></urlset>"""
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"<urlset><url><loc>/a</loc></url>", "its XML is broken: no element found"),
        (b"<urlset><url><loc>/a</url></urlset>", "its XML is broken: mismatched tag"),
        (b"\x00\x01\x02", "its XML is broken: not well-formed"),
        (b"<?xml version='1.0' encoding='no-such'?><urlset/>", "its XML cannot be read: unknown encoding: no-such"),
        (b"<html><body>Not here</body></html>", "it is no sitemap: its outermost element is <html>"),
        (b"<rss><channel/></rss>", "it is no sitemap: its outermost element is <rss>"),
        (LAUGHS, "it declares entities, which no sitemap needs"),
        (OUTSIDE, "it declares entities, which no sitemap needs"),
        (b"<urlset>" + b"<url>" * 100, "it nests more than 100 elements, and a sitemap needs a handful"),
        (b"\x1f\x8bnothing packed", "it is packed, and the packing is damaged"),
        (gzip.compress(PLAIN, mtime=0)[:60], "it is packed, and the packing is damaged"),
    ],
)
def test_what_is_no_sitemap_says_why(data: bytes, said: str) -> None:
    with pytest.raises(SitemapError) as caught:
        sitemap_in(data)
    assert str(caught.value).startswith(said)


def test_a_sitemap_that_unpacks_to_gigabytes_costs_no_more_than_its_limit() -> None:
    packed = gzip.compress(b"<urlset>" + b" " * 2**20 * 80)
    tracemalloc.start()
    try:
        with pytest.raises(SitemapError, match="it is larger than 50 MiB when unpacked"):
            sitemap_in(packed)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 70 * 2**20


def test_an_endless_address_is_kept_no_longer_than_an_address_can_be() -> None:
    (location,) = sitemap_in(b"<urlset><url><loc>/" + b"x\n" * 100_000 + b"</loc></url></urlset>").locations
    assert len(location) < 10_000
