"""What a page asks to ignore."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.model.answer import Place
from cutline.page.document import Document
from cutline.page.ignores import ignores
from cutline.page.recognise import recognise


def found(html: str | bytes):
    """Give each request as place, rules, reason and the tag that it covers."""
    page = recognise(Document.parse(html), source="p.html")
    return [
        (request.place, request.rules, request.reason, request.element.tag if request.element is not None else None)
        for request in ignores(page)
    ]


def test_an_attribute_speaks_of_its_element():
    html = '<main><img src=a.jpg data-cutline-ignore="alt-missing: a pattern, not a photo"></main>'
    assert found(html) == [(Place.ATTRIBUTE, ("alt-missing",), "a pattern, not a photo", "img")]


def test_a_comment_speaks_of_the_next_element_however_far():
    html = "<main><p>x<!-- cutline-ignore alt-missing: a tile --> text </p>\n\n<figure><img src=a.jpg></figure></main>"
    assert found(html) == [(Place.COMMENT, ("alt-missing",), "a tile", "figure")]


def test_several_rules_share_a_reason():
    html = "<main><!--cutline-ignore alt-missing ,caption-missing: a  tile: blue--><img src=a.jpg></main>"
    assert found(html) == [(Place.COMMENT, ("alt-missing", "caption-missing"), "a tile: blue", "img")]


def test_a_comment_before_the_page_speaks_of_the_page():
    assert found("<!-- cutline-ignore bypass-missing: an embed --><html><p>x")[0][3] == "html"


def test_a_comment_with_nothing_behind_it_covers_nothing():
    assert found("<p>x</p><!-- cutline-ignore alt-missing: a tile -->") == [
        (Place.COMMENT, ("alt-missing",), "a tile", None)
    ]


def test_a_request_without_a_reason_or_a_rule_is_still_one():
    assert found("<!--cutline-ignore--><p data-cutline-ignore>x") == [
        (Place.COMMENT, ("",), "", "html"),
        (Place.ATTRIBUTE, ("",), "", "p"),
    ]


def test_words_that_only_begin_alike_are_no_request():
    assert found("<!-- cutline-ignored x: y --><!-- about cutline-ignore x: y --><p data-cutline-ignored=a>x") == []


def test_a_page_in_sixteen_bit_units_is_read_too():
    html = '<p data-cutline-ignore="alt-missing: a tile">x</p>'
    assert found("\ufeff".encode("utf-16-le") + html.encode("utf-16-le")) == [
        (Place.ATTRIBUTE, ("alt-missing",), "a tile", "p")
    ]


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(["<!-- cutline-ignore ", " -->", "a: b", "<p data-cutline-ignore='", "'>", "\x00", ":"]))
)
def test_no_markup_breaks_the_reading(pieces: list[str]):
    found("".join(pieces))


def test_many_requests_cost_one_walk():
    assert len(found("<!-- cutline-ignore a: b -->" * 20_000)) == 20_000
