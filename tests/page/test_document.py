from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from turbohtml import Element

from cutline.model.finding import Location
from cutline.page.document import SNIPPET_LIMIT, Document, in_template


def image(document: Document) -> Element:
    found = document.tree.find("img")
    assert found is not None
    return found


def test_lines_and_columns_count_from_one_in_code_points() -> None:
    document = Document.parse("<p>\n𝕏é <img src=a.jpg>")
    place = document.locate(image(document))
    assert (place.line, place.column, place.end_line, place.end_column) == (2, 4, 2, 19)


def test_an_attribute_has_a_place_of_its_own() -> None:
    document = Document.parse('<p>\n<img\n  src=a.jpg alt="A quay">')
    place = document.locate_attribute(image(document), "alt")
    assert (place.line, place.column, place.end_line, place.end_column) == (3, 13, 3, 25)


def test_an_absent_attribute_is_placed_at_its_tag() -> None:
    document = Document.parse("<img src=a.jpg>")
    assert document.locate_attribute(image(document), "alt") == document.locate(image(document))


def test_an_element_that_the_source_does_not_write_has_no_line() -> None:
    document = Document.parse("<p>x")
    body = document.tree.find("body")
    assert body is not None
    place = document.locate(body)
    assert (place.line, place.column) == (None, None)
    assert isinstance(place, Location)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_count_once_and_slices_are_right(end: str) -> None:
    document = Document.parse(f"<p>{end}{end}<img src=a.jpg alt='A{end}quay'>")
    assert document.locate(image(document)).line == 3
    assert document.snippet(image(document)) == "<img src=a.jpg alt='A\nquay'>"


def test_the_original_keeps_its_line_ends() -> None:
    assert Document.parse("<p>a\r\nb").original == "<p>a\r\nb"
    assert Document.parse("<p>a\r\nb").text == "<p>a\nb"


@pytest.mark.parametrize("html", ["\ufeff<img src=a.jpg>", b"\xef\xbb\xbf<img src=a.jpg>"])
def test_a_byte_order_mark_takes_no_column(html: str | bytes) -> None:
    document = Document.parse(html)
    assert document.locate(image(document)).column == 1
    assert document.text == "<img src=a.jpg>"


@pytest.mark.parametrize(
    ("head", "codec", "encoding", "alt"),
    [
        ("", "utf-8-sig", "utf-8", "Ærø"),
        ("", "utf-16", "utf-16le", "Ærø"),
        ("<meta charset=windows-1252>", "cp1252", "windows-1252", "Ærø"),
        ("<meta charset=shift_jis>", "shift_jis", "shift_jis", "港の朝市"),
    ],
)
def test_bytes_are_read_in_the_encoding_that_browsers_find(head: str, codec: str, encoding: str, alt: str) -> None:
    document = Document.parse(f"{head}<img alt='{alt}'>".encode(codec))
    assert document.encoding.lower() == encoding
    assert image(document).attr("alt") == alt
    assert document.text == f"{head}<img alt='{alt}'>"


def test_text_has_an_encoding_too() -> None:
    assert Document.parse("<p>x").encoding == "utf-8"


def test_a_long_start_tag_is_shortened() -> None:
    document = Document.parse(f"<img alt='{'ä' * 5_000}'>")
    snippet = document.snippet(image(document))
    assert len(snippet) == SNIPPET_LIMIT
    assert snippet.endswith("ä…")


def test_what_was_parsed_out_of_a_noscript_is_placed_where_the_noscript_stands() -> None:
    from turbohtml import parse_fragment

    document = Document.parse("<p>\n <noscript><img src=a.jpg></noscript>")
    noscript = document.tree.find("noscript")
    assert noscript is not None
    fragment = parse_fragment(noscript.text)
    document.adopt(fragment, noscript)
    (inside,) = [element for element in fragment.iter_elements() if element.tag == "img"]
    assert document.locate(inside) == document.locate(noscript)


def test_scripts_run_so_that_an_image_in_a_noscript_is_no_element() -> None:
    assert Document.parse("<noscript><img src=a.jpg></noscript>").tree.find("img") is None


def test_what_stands_in_a_template_is_known() -> None:
    document = Document.parse("<template><b><img></b></template><i></i>")
    assert in_template(image(document))
    outside = document.tree.find("i")
    assert outside is not None
    assert not in_template(outside)


def test_the_lists_of_elements_are_in_reading_order() -> None:
    document = Document.parse("<div role=img id=a></div><p tabindex=0 role=note id=b></p>")
    assert [element.attr("id") for element in document.roled] == ["a", "b"]
    assert [element.attr("id") for element in document.tabbed] == ["b"]
    assert [element.tag for element in document.elements] == ["html", "head", "body", "div", "p"]


@pytest.mark.parametrize(
    ("html", "order"),
    [
        ("<img id=a><table><td><img id=b></table><img id=c>", ["a", "b", "c"]),
        ("<table><td><img id=a></td><img id=b></table>", ["b", "a"]),
        ("<table><td><img id=a></td><a><img id=b><tr></a><img id=c></table>", ["b", "c", "a"]),
        ("<a><a><table><img id=a><td><img id=b></td></p>", ["a", "b"]),
        ("<b></b>" * 20 + "<table><td><img id=a></table>", ["a"]),
    ],
)
def test_order_is_that_of_readers_even_where_a_table_puts_things_out(html: str, order: list[str]) -> None:
    document = Document.parse(html)
    photos = document.tree.select("img")
    assert [photo.attr("id") for photo in document.in_order(reversed(photos))] == order
    assert [photo.attr("id") for photo in photos] == order


TAGS = st.sampled_from(
    ["table", "tr", "td", "caption", "img", "object", "a", "b", "p", "div", "figure", "select", "svg"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(TAGS.map("<{}>".format) | TAGS.map("</{}>".format) | st.just("x"), max_size=25).map("".join))
def test_order_is_that_of_readers_whatever_the_tags(html: str) -> None:
    document = Document.parse(html)
    # A link or a bold stretch that the parser opens anew counts where it is written.
    placed = [document.order(element) for element in document.elements if element.tag not in ("a", "b")]
    written = [place for place in placed if place >= 0]
    assert written == sorted(written)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<meta property=og:image content=' /a.jpg '>", "/a.jpg"),
        ("<meta name=OG:Image content=/a.jpg><meta name=og:image content=/b.jpg>", "/a.jpg"),
        ("<meta property=og:image>", None),
        ("<meta property=og:image content='  '>", None),
        ("", None),
    ],
)
def test_a_meta_is_found_by_name_or_property(head: str, expected: str | None) -> None:
    assert Document.parse(head).meta("og:image") == expected


def test_half_a_character_in_a_text_is_replaced_as_in_a_file() -> None:
    document = Document.parse("<img \ud800=x alt='\udfff'>")
    assert document.text == "<img \ufffd=x alt='\ufffd'>"
    assert document.snippet(image(document)) == document.text


@pytest.mark.parametrize(
    "html", ["", b"", " " * 50_000, "\ud800", "\x00", "<" * 10_000, b"\xff\xfe\xfa" * 100, "<div>" * 30_000]
)
def test_anything_can_be_parsed(html: str | bytes) -> None:
    document = Document.parse(html)
    assert isinstance(document.text, str)
    assert document.elements[0].tag == "html"


PIECES = st.sampled_from(
    [
        *("<img alt='", "<a href=/q>", '<figure class="', "<td ", "</a>", "</td>", "</figure>", "'>", '">', ">"),
        *("\r\n", "\r", "\n", "<!--", "-->", "&amp;", "\x00", "Aldery ü", "\ufeff"),
        *("<svg><image />", "<noscript>", "</noscript>"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join), st.booleans())
def test_a_start_tag_is_quoted_as_it_is_written(html: str, encoded: bool) -> None:
    document = Document.parse(html.encode() if encoded else html)
    for element in document.elements:
        place = element.source_location
        start, end = (place.start_tag.start_offset, place.start_tag.end_offset) if place else (0, 0)
        assert document.snippet(element) == document.text[start:end]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200))
def test_places_always_lie_inside_the_source(html: bytes | str) -> None:
    document = Document.parse(html)
    lines = document.text.split("\n")
    for element in document.elements:
        place = document.locate(element)
        if place.line is not None:
            assert 1 <= place.line <= len(lines)


class Searched(str):
    """A text that counts how often it is searched through."""

    searches = 0

    def __contains__(self, part: object) -> bool:
        """Count, and search."""
        self.searches += 1
        return str.__contains__(self, str(part))

    def find(self, *wanted: Any) -> int:
        """Count, and search."""
        self.searches += 1
        return str.find(self, *wanted)


def test_places_in_the_original_cost_no_search_each() -> None:
    document = Document.parse("<p>one\r\n<p>two\r\n<p>three")
    document.original = Searched(document.original)
    assert [document.original_offset(offset) for offset in (0, 6, 7, 14, 15)] == [0, 6, 8, 16, 17]
    ends = 2
    assert document.original.searches == ends + 1
