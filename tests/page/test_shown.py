from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.model.rendered import Rendered
from cutline.page.document import Document
from cutline.page.shown import ORIGIN, Shown, marked

SOURCE = (
    '<!doctype html>\n<main><p class="a">Fair\r\n<img alt="A &amp; B" src=a.jpg></main><template><p>x</p></template>'
)


def shown(html: str, source: str = SOURCE) -> Shown:
    return Shown.of(Rendered(address="", source=source, html=html))


def first(document: Any, selector: str) -> Any:
    return document.tree.select_one(selector)


def test_every_tag_of_the_source_carries_its_number_except_in_templates() -> None:
    html = marked(Document.parse("<main><p class=a>One<IMG src=a/><template><b>x</b></template></main>"))
    assert html == (
        f'<main {ORIGIN}="3"><p {ORIGIN}="4" class=a>One<IMG {ORIGIN}="5" src=a/>'
        f'<template {ORIGIN}="6"><b>x</b></template></main>'
    )


@settings(max_examples=60)
@given(st.text(alphabet="<>/=\"' \r\n\tapbimgsrctdle-!é\ud800", max_size=120))
def test_marking_changes_nothing_but_the_marks(source: str) -> None:
    before, after = Document.parse(source), Document.parse(marked(Document.parse(source)))
    assert [element.tag for element in before.elements] == [element.tag for element in after.elements]
    for element in after.elements:
        if element.attr(ORIGIN) is not None:
            del element.attrs[ORIGIN]
    assert after.tree.html == before.tree.html


def test_an_element_has_the_place_and_the_words_of_its_source() -> None:
    document = shown('<html data-cutline="0"><main data-cutline="1:3"><img data-cutline="2:5" alt="A &amp; B"></main>')
    image = first(document, "img")
    at = document.locate(image)
    assert (at.line, at.column) == (3, 1)
    assert document.snippet(image) == '<img alt="A &amp; B" src=a.jpg>'
    alt = document.locate_attribute(image, "alt")
    assert (alt.line, alt.column, alt.end_column) == (3, 6, 21)
    assert document.numbers[image] == 2
    assert document.by_number[2] is image
    assert image.attr("data-cutline") is None


def test_what_a_script_made_has_no_place() -> None:
    document = shown('<html data-cutline="0"><p data-cutline="1"><img data-cutline="2" alt="New"></p>')
    image = first(document, "img")
    at = document.locate(image)
    assert (at.line, at.column, at.selector != ()) == (None, None, True)
    assert document.snippet(image) == '<img alt="New">'


def test_a_value_that_a_script_changed_is_not_looked_for_in_the_source() -> None:
    document = shown('<html data-cutline="0"><img data-cutline="1:5" alt="Changed">')
    image = first(document, "img")
    assert document.locate_attribute(image, "alt") == document.locate(image)


def test_numbers_that_a_page_invents_are_nobody_s() -> None:
    document = shown('<p data-cutline="x:9999999"><b data-cutline="7:99999"></b><i data-cutline=":"></i></p>')
    assert sorted(document.by_number) == [7]
    assert document.locate(first(document, "b")).line is None
