import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutline.reports.addresses import origin, page_address, picture_address

DOT = "data:image/gif;base64,R0lGODlhAQABAAAAACw="


@pytest.mark.parametrize(
    ("src", "source", "root", "address"),
    [
        ("a.jpg", "page.html", "", "a.jpg"),
        ("img/a.jpg?w=800&h=2#top", "pages/page.html", "", "pages/img/a.jpg?w=800&h=2"),
        ("img/a.jpg", "pages/page.html", "..", "../pages/img/a.jpg"),
        ("a.jpg", "page.html", "../..", "../../a.jpg"),
        ("../a b.jpg", "pages/100%/page.html", "", "pages/100%25/../a%20b.jpg"),
        ("a%20b.jpg", "page.html", "", "a%20b.jpg"),
        ("a.jpg", "/srv/pages/page.html", "..", "file:///srv/pages/a.jpg"),
        ("a.jpg", "-", "", "a.jpg"),
        ("/img/a.jpg", "page.html", "", None),
        ("/img/a.jpg", "https://news.example/gallery/1", "", "https://news.example/img/a.jpg"),
        ("a.jpg", "https://news.example/gallery/1", "..", "https://news.example/gallery/a.jpg"),
        ("//cdn.example/a.jpg", "page.html", "", "https://cdn.example/a.jpg"),
        ("HTTPS://cdn.example/a.jpg", "page.html", "", "https://cdn.example/a.jpg"),
        ("https://bücher.example/ä.jpg", "page.html", "", "https://xn--bcher-kva.example/ä.jpg"),
        (DOT, "page.html", "", DOT),
        ("data:image/svg+xml;base64,PHN2Zz4=", "page.html", "", None),
        ("data:text/html,<script>", "page.html", "", None),
        ("data:image/png;base64," + "A" * 30_000, "page.html", "", None),
        ("javascript:alert(1)", "page.html", "", None),
        ("java\nscript:alert(1)", "page.html", "", None),
        ("file:///etc/passwd", "page.html", "", None),
        ("\\\\server\\share.jpg", "page.html", "", None),
        ("https://user:word@cdn.example/a.jpg", "page.html", "", None),
        ("https://[::1]/a.jpg", "page.html", "", None),
        ("https://[bad/a.jpg", "page.html", "", None),
        ("https://cdn.example; script-src *", "page.html", "", None),
        ("a.jpg", "pa\x00ge.html", "", None),
        ("a" * 5000, "page.html", "", None),
        ("", "page.html", "", None),
        (None, "page.html", "", None),
    ],
)
def test_a_picture_has_an_address_only_where_a_report_may_load_it(
    src: str | None, source: str, root: str, address: str | None
) -> None:
    assert picture_address(src, source, root) == address


@pytest.mark.parametrize(
    ("source", "root", "address"),
    [
        ("pages/page.html", "", "pages/page.html"),
        ("pages/page.html", "..", "../pages/page.html"),
        ("pages/caf\u00e9 1.html", "", "pages/caf%C3%A9%201.html"),
        ("/srv/page.html", "..", "file:///srv/page.html"),
        ("https://news.example/gallery?page=2", "", "https://news.example/gallery?page=2"),
        ("javascript:alert(1)", "", None),
        ("bad\udce9name.html", "", None),
        ("-", "", None),
        ("", "", None),
    ],
)
def test_a_page_has_an_address_only_where_a_reader_may_follow(source: str, root: str, address: str | None) -> None:
    assert page_address(source, root) == address


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("https://CDN.example:8443/a.jpg", "https://cdn.example:8443"),
        ("img/a.jpg", "'self'"),
        ("file:///srv/a.jpg", "file:"),
        (DOT, "data:"),
    ],
)
def test_a_policy_names_where_a_picture_comes_from(address: str, source: str) -> None:
    assert origin(address) == source


@given(st.text(st.characters()), st.text(st.characters()), st.sampled_from(["", "..", "a b"]))
def test_any_address_is_harmless_in_a_page_and_in_its_policy(src: str, source: str, root: str) -> None:
    address = picture_address(src, source, root)
    if address is not None:
        address.encode()
        assert not address.lower().startswith("javascript:")
        assert not set(origin(address)) & set(' ;,"\n')
    link = page_address(source, root)
    assert link is None or not link.lower().startswith(("javascript:", "data:"))
