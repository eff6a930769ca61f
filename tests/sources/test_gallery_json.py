"""A gallery in JSON becomes a page whose photos have no place in any source."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.model.finding import Location
from cutline.sources.files import NotAudited
from cutline.sources.gallery_json import page_of


def page(*photos, **more):
    return page_of(json.dumps({"photos": photos, **more}).encode(), "g.json")


def refusal(data):
    with pytest.raises(NotAudited) as caught:
        page_of(data if isinstance(data, bytes) else json.dumps(data).encode(), "g.json")
    return str(caught.value)


def test_every_photo_is_content_with_its_own_texts():
    got = page(
        {"src": "a.jpg", "alt": "A ferry", "caption": "The  ferry\nleaves.", "credit": "Ada Quay/AP"},
        {"src": "icons/logo.svg", "alt": "", "caption": None},
        {},
        lang="en",
        title="Ferries",
    )
    assert (got.source, got.lang, got.title, got.gallery) == ("g.json", "en", "Ferries", True)
    assert [(p.index, p.content, p.src, p.alt, p.decorative) for p in got.pictures] == [
        (0, True, "a.jpg", "A ferry", False),
        (1, True, "icons/logo.svg", "", True),
        (2, True, None, None, False),
    ]
    assert [p.caption.text if p.caption else None for p in got.pictures] == ["The ferry leaves.", None, None]
    assert got.pictures[0].credit.credit.text == "Ada Quay/AP"
    assert [p.credit for p in got.pictures[1:]] == [None, None]


@pytest.mark.parametrize("credit", [None, "", " \n"])
def test_without_words_of_its_own_a_credit_is_read_out_of_the_caption(credit):
    (photo,) = page({"caption": "The ferry leaves. Foto: Ada Quay/dpa", "credit": credit}).pictures
    assert (photo.caption.text, photo.credit.credit.text) == ("The ferry leaves.", "Foto: Ada Quay/dpa")


def test_the_same_photo_twice_is_two_photos():
    assert len(page({"src": "a.jpg", "alt": "A"}, {"src": "a.jpg", "alt": "A"}).photos) == 2


def test_nothing_has_a_place_but_a_snippet_names_the_photo():
    got = page({"src": "a.jpg", "alt": "A"}, {"src": "b.jpg", "alt": "Tea & <rum>"})
    element = got.photos[1].element
    assert got.document.locate(element) == Location()
    assert got.document.locate_attribute(element, "alt") == Location()
    assert got.document.snippet(element) == "photos[1]"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"photos": [{}, {}, {}, {"alt": 5}]}, "photos[3].alt: a string is expected, found a number"),
        ({"photos": [{"caption": ["a"]}]}, "photos[0].caption: a string is expected, found a list"),
        ({"photos": [{"credit": {}}]}, "photos[0].credit: a string is expected, found a table"),
        ({"photos": [{"src": True}]}, "photos[0].src: a string is expected, found true or false"),
        ({"photos": ["a.jpg"]}, "photos[0]: a table is expected, found a text"),
        ({"photos": []}, "photos: the list is empty, there is nothing to audit"),
        ({"photos": {}}, "photos: a list is expected, found a table"),
        ({"photos": None}, "photos: a list is expected, found nothing (null)"),
        ({"pictures": []}, "photos: this field is missing"),
        ({"photos": [{}], "lang": 7}, "lang: a string is expected, found a number"),
        ([], '{"photos": […]} is expected, found a list'),
        (None, '{"photos": […]} is expected, found nothing (null)'),
    ],
)
def test_a_broken_gallery_names_the_field(data, said):
    assert refusal(data) == said


@pytest.mark.parametrize("data", [b"", b"{", b"<p>", b"{\x00}\x00", b'{"photos": [{"alt": "\xe9"}]}', b"[" * 100_000])
def test_what_is_no_json_says_so(data):
    assert refusal(data).startswith(("it is not valid JSON in UTF-8: ", "it is nested too deeply"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_gallery_is_read_as_its_byte_order_mark_says(encoding):
    (photo,) = page_of('{"photos": [{"alt": "Eine Fähre"}]}'.encode(encoding), "g.json").photos
    assert photo.alt == "Eine Fähre"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"photos": [{"alt": "\xe9"}]}', "it is not valid JSON in UTF-8: not UTF-8 at byte 21"),
        (b'\xef\xbb\xbf{"photos": [{"alt": "\xe9"}]}', "it is not valid JSON in UTF-8: not UTF-8 at byte 24"),
        (b"\xff\xfe{\x00}", "it is not valid JSON in UTF-16-LE: not UTF-16-LE at byte 4"),
    ],
)
def test_what_is_in_another_encoding_says_at_which_byte_of_the_file(data, said):
    assert refusal(data) == said


texts = st.none() | st.text(max_size=30)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries({"src": texts, "alt": texts, "caption": texts, "credit": texts}), min_size=1, max_size=3
    )
)
def test_any_texts_come_out_as_they_went_in(photos):
    got = page_of(json.dumps({"photos": photos}, ensure_ascii=False).encode("utf-8", "ignore"), "g.json")
    kept = [{name: _encodable(value) for name, value in photo.items()} for photo in photos]
    assert [(p.src, p.alt) for p in got.photos] == [(photo["src"], photo["alt"]) for photo in kept]


def _encodable(value):
    return None if value is None else value.encode("utf-8", "ignore").decode()
