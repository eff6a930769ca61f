"""What rules share: who may be one person, and which credits are worth a closer look."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cutline
from cutline.model.page import Credit, Grade, Picture
from cutline.rules.facts.credits import Signed
from cutline.rules.facts.cut_texts import cut_captions
from cutline.rules.facts.house_faults import by_majority, odd_ones
from cutline.rules.facts.people import is_slip, may_be_one
from cutline.text.credit import parse_credit

ONE_PERSON = [
    ("Jürgen Müller-Sand", "Jurgen Muller Sand"),
    ("Jürgen Müller", "JUERGEN MUELLER"),
    ("Vik Hanne", "Hanne Vik"),
    ("Hanne Vik", "H. Vik"),
    ("Hanne Vik", "Hanne Vi"),
    ("Hanne Maria Vik Sanden", "Hanne Vik"),
    ("Umit Bekasan", "Umit Bektasan"),
    ("Hanne Vik", "ハンネ・ヴィーク"),
    ("", "Hanne Vik"),
]
TWO_PEOPLE = [("Hanne Vik", "Jon Marrow"), ("Hanne Vik", "Hanne Marrow"), ("Jan Falk", "Rune Falster")]


@pytest.mark.parametrize(("name", "other"), ONE_PERSON)
def test_two_writings_of_a_name_may_be_one_person(name: str, other: str) -> None:
    assert may_be_one(name, other)
    assert may_be_one(other, name)


@pytest.mark.parametrize(("name", "other"), TWO_PEOPLE)
def test_two_names_are_two_people(name: str, other: str) -> None:
    assert not may_be_one(name, other)
    assert not may_be_one(other, name)


@pytest.mark.parametrize(
    ("word", "other", "slip"),
    [
        ("falken", "falcen", True),
        ("falken", "flaken", True),
        ("falken", "falkenn", True),
        ("falken", "falke", True),
        ("falken", "falken", False),
        ("jan", "jana", False),
        ("falken", "folkan", False),
        ("", "", False),
    ],
)
def test_a_slip_is_one_letter(word: str, other: str, slip: bool) -> None:
    assert (is_slip(word, other), is_slip(other, word)) == (slip, slip)


@given(st.text(max_size=20), st.text(max_size=20))
def test_who_may_be_one_person_does_not_depend_on_who_is_named_first(name: str, other: str) -> None:
    assert may_be_one(name, other) == may_be_one(other, name)
    assert may_be_one(name, name)


def signed(text: str) -> Signed:
    credit = parse_credit(text, field=True) or Credit(text, 0, grade=Grade.LIKELY)
    photo = Picture(0, "img", True, "a.jpg", "", "", "img", True, False)
    return Signed(photo, credit, text, "element", None)


CREDITS = st.sampled_from(
    [
        "Hanne Vik/Reuters", "Jon Marrow/AP", "Rune Falk / Reuters", "[Hanne Vik/Reuters]", "(Jon Marrow/AP)", "AP",
        "Reuters", "REUTERS", "HANNE VIK/Reuters", "JON MARROW/AFP", "Reuters/Rune Falk", "Photo by Hanne Vik/AP",
        "Photo: Reuters", "Hanne Vik/AFP via Getty Images", "Hanne Vik/AFP/Getty Images", "Jon Marrow and Rune Falk/AP",
        "Courtesy of Orla Museum", "Handout", "© Hanne Vik", "Hanne Vik", "Jon Marrow / AP.",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(CREDITS, max_size=14))
def test_the_quick_look_misses_nothing_that_a_close_one_finds(texts: list[str]) -> None:
    ones = [signed(text) for text in texts]
    assert by_majority(ones, odd_ones(ones)) == by_majority(ones, ones)


def test_a_page_of_like_credits_needs_no_close_look() -> None:
    assert (
        odd_ones([signed(text) for text in ["Hanne Vik/Reuters", "Jon Marrow/AP", "Reuters", "Rune Falk/AFP"] * 8])
        == []
    )


@pytest.mark.parametrize("name", ["data-caption", "data-lightbox-caption", "data-rl_caption", "data-harbour-caption"])
def test_the_full_text_of_a_cut_caption_is_found_wherever_captions_are(name: str) -> None:
    full = "Fishers mend their nets on the quay at Orla before the autumn storms of the north come in."
    page = cutline.inspect_page(
        f"<main><figure {name}='{full}'><img src=a.jpg width=800 alt=Nets><figcaption>{full[:63]}</figcaption></figure>"
    )
    assert [(cut.text, cut.fuller) for cut in cut_captions(page).cut] == [(full[:63], full)]
