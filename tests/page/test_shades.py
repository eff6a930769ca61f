import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.page.document import Document
from cutline.page.shades import Shade, Shades, inline_style, is_focusable, tab_index


def shade_of(body: str) -> Shade:
    document = Document.parse(f"<body>{body}")
    return Shades().of(document.tree.select("[data-it]")[0])


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("", {}),
        ("color: red", {}),
        ("display", {}),
        ("display:", {}),
        ("display:none", {"display": "none"}),
        (" DISPLAY :\tNone ; visibility : Hidden", {"display": "none", "visibility": "hidden"}),
        ("display:none;display:block", {"display": "block"}),
        ("display:none!important;display:block", {"display": "none"}),
        ("display:none ! important;display:block !important", {"display": "block"}),
        ("background:url(x;display:none)", {"display": "none)"}),
        ("--display:none", {}),
        ("display:none;" * 100_000, {"display": "none"}),
    ],
)
def test_an_inline_style_says_what_is_shown(style: str, expected: dict[str, str]) -> None:
    assert inline_style(style) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p data-it>", Shade.NONE),
        ("<p data-it hidden>", Shade.UNRENDERED),
        ("<div inert><p data-it>", Shade.INERT),
        ("<div aria-hidden=true><p data-it hidden>", Shade.UNSPOKEN | Shade.UNRENDERED),
        ("<div style=visibility:hidden><p data-it>", Shade.INVISIBLE),
        ("<div style=visibility:hidden><p data-it style=visibility:visible>", Shade.NONE),
        ("<div style=display:none><p data-it style=display:block>", Shade.UNRENDERED),
        ("<details><summary data-it>", Shade.NONE),
        ("<details><p data-it>", Shade.UNRENDERED),
        ("<template><p data-it>", Shade.UNRENDERED),
        ("<object data-it data=x>", Shade.NONE),
    ],
)
def test_each_way_of_hiding_has_its_shade(body: str, expected: Shade) -> None:
    assert shade_of(body) == expected


def test_a_known_ancestor_answers_as_an_unknown_one_does() -> None:
    document = Document.parse("<div hidden>" + "<p>" + "<div>" * 300 + "<i></i><i style=visibility:hidden></i>")
    shades = Shades()
    first, second = document.tree.select("i")
    assert (shades.of(first), shades.of(second)) == (Shade.UNRENDERED, Shade.UNRENDERED | Shade.INVISIBLE)
    assert Shades().of(second) == shades.of(second)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0", 0),
        ("-1", -1),
        (" +7", 7),
        ("3px", 3),
        ("", None),
        ("x", None),
        ("- 1", None),
        ("٣", None),
        ("9" * 5000, 999_999_999),
    ],
)
def test_a_tabindex_is_read_as_html_reads_integers(written: str, expected: int | None) -> None:
    document = Document.parse(f'<p tabindex="{written}">')
    assert tab_index(document.tree.select("p")[0]) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<a data-it href>", True),
        ("<a data-it>", False),
        ("<button data-it>", True),
        ("<button data-it disabled>", False),
        ("<input data-it type=HIDDEN>", False),
        ("<audio data-it>", False),
        ("<video data-it controls>", True),
        ("<summary data-it>", False),
        ("<details><summary data-it>", True),
        ("<details><summary></summary><summary data-it>", False),
        ("<p data-it contenteditable=TRUE>", True),
        ("<p data-it contenteditable=false>", False),
        ("<p data-it tabindex=-1>", True),
        ("<p data-it>", False),
    ],
)
def test_what_can_be_focused_is_told_from_what_cannot(body: str, expected: bool) -> None:
    document = Document.parse(body)
    assert is_focusable(document.tree.select("[data-it]")[0]) is expected


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="display:noe;visbty! \t\n\x00\ud800important", max_size=60))
def test_no_style_upsets_the_reading(style: str) -> None:
    assert set(inline_style(style)) <= {"display", "visibility"}
