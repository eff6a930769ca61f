"""A text that is a file's name as a whole, and texts that only look a little like one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.text.file_names import Kind, file_name_in, stem_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("boat.jpg", Kind.EXTENSION),
        ("BOAT AT DAWN.JPEG", Kind.EXTENSION),
        ("Screenshot 2021-03-03 at 10.22.33.png", Kind.EXTENSION),
        ("https://img.example.org/boat", Kind.ADDRESS),
        ("/images/2021/boat.webp", Kind.ADDRESS),
        ("IMG_0312", Kind.CAMERA),
        ("DSC00417", Kind.CAMERA),
        ("_DSC4711_edit", Kind.CAMERA),
        ("20210303_102233", Kind.CAMERA),
        ("WhatsApp Image 2021-03-03 at 10.22.33 (1)", Kind.CAMERA),
        ("94251e110d24a4c2b6e6ce76e7203374", Kind.CAMERA),
        ("0f8fad5b-d9cb-469f-a165-70867728950e", Kind.CAMERA),
    ],
)
def test_a_file_name_is_known_by_itself(text: str, kind: Kind) -> None:
    assert file_name_in(text) is kind


@pytest.mark.parametrize(
    ("text", "address", "kind"),
    [
        ("boat-at-dawn", "/p/boat-at-dawn.jpg", Kind.SAME),
        ("Boat_at_Dawn", "/p/Boat_at_Dawn.jpg?w=600", Kind.SAME),
        ("boat2", "https://img.example.org/boat2.webp#x", Kind.SAME),
        ("Lorne", "/p/lorne.jpg", Kind.SAME_WORD),
        ("Saint-Malo", "/p/saint-malo.jpg", Kind.SAME_WORD),
        ("Boat at dawn", "/p/boat-at-dawn.jpg", None),
        ("Lorne", "/p/harbour.jpg", None),
    ],
)
def test_a_file_name_is_known_by_the_file(text: str, address: str, kind: Kind | None) -> None:
    assert file_name_in(text, address) is kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "NASA/JPL",
        "AC/DC",
        "A boat",
        "2021-03-03",
        "1914-1918",
        "The file boat.jpg is open",
        "Sam 2020",
    ],
)
def test_what_is_no_file_name_is_left_alone(text: str) -> None:
    assert file_name_in(text) is None


def test_a_stem_has_no_folder_query_or_ending() -> None:
    assert stem_of("https://img.example.org/a/m%C3%B6we.final.JPG?w=1/2#x") == "möwe.final"


@given(st.text(max_size=120), st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_an_answer(text: str, address: str) -> None:
    assert file_name_in(text, address) in {None, *Kind}


@pytest.mark.parametrize("unit", ["a/", "IMG_", "0", ".jpg", " ", "a-"])
def test_a_megabyte_is_no_file_name(unit: str) -> None:
    assert file_name_in(unit * (1_000_000 // len(unit)), "/a.jpg") is None
