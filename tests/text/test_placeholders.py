"""Texts that stand in place of a description, and texts that describe after all."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.text.placeholders import Kind, placeholder_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Photo", Kind.GENERIC),
        ("PHOTO.", Kind.GENERIC),
        ("Photo 3 of 12", Kind.GENERIC),
        ("3/12 photo", Kind.GENERIC),
        ("image-04", Kind.GENERIC),
        ("image04", Kind.GENERIC),
        ("Foto 2 von 30", Kind.GENERIC),
        ("Zdjęcie nr 7", Kind.GENERIC),
        ("Image d’illustration", Kind.GENERIC),
        ("фото", Kind.GENERIC),
        ("写真 1", Kind.GENERIC),
        ("사진", Kind.GENERIC),
        ("صورة", Kind.GENERIC),
        ("…", Kind.GENERIC),
        ("-", Kind.GENERIC),
        ("7", Kind.NUMBER),
        ("3 of 12", Kind.NUMBER),
        ("null", Kind.EMPTY_VALUE),
        ("[object Object]", Kind.EMPTY_VALUE),
        ("undefined", Kind.EMPTY_VALUE),
        ("Kein Alternativtext", Kind.EMPTY_VALUE),
        ("{{ photo.alt }}", Kind.TEMPLATE),
        ("{{{title}}}", Kind.TEMPLATE),
        ("Fair day: ${title}", Kind.TEMPLATE),
        ("<%= element.label %>", Kind.TEMPLATE),
        ("This image has an empty alt attribute; its file name is boat.jpg", Kind.SOFTWARE),
    ],
)
def test_a_placeholder_is_known(text: str, kind: Kind) -> None:
    assert placeholder_in(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "A photo of the bridge",
        "Photo: the bridge at dawn",
        "Image of a saint on a wall",
        "Reuters",
        "🔥",
        "Bridge 3",
        "Route 66",
        "Price: $5 {net}",
        "Set {a, b}",
        "Caption {{x",
        "\ud800",
    ],
)
def test_what_may_describe_is_left_alone(text: str) -> None:
    assert placeholder_in(text) is None


def test_a_house_names_its_own_phrases() -> None:
    assert placeholder_in("Velmar Post picture") is None
    assert placeholder_in("Velmar Post Picture 4", ["velmar post picture"]) is Kind.GENERIC


def test_no_word_of_the_table_is_there_twice_or_in_capitals(root: Path) -> None:
    data = tomllib.loads((root / "audit/text/data/placeholders.toml").read_text("utf-8"))
    for table in ("empty_values", "generic_words", "counting_words", "written_by_software"):
        entries = data[table]
        assert sorted(entries) == sorted(set(entries))
        assert all(entry == entry.strip() == entry.lower() for entry in entries)


@given(st.text(max_size=120))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_an_answer(text: str) -> None:
    assert placeholder_in(text) in {None, *Kind}


@pytest.mark.parametrize("unit", ["{{", "photo ", "1 of ", " ", "\u202e", "%7B%7B"])
def test_a_megabyte_of_anything_is_read(unit: str) -> None:
    assert placeholder_in(unit * (1_000_000 // len(unit))) is None
