"""Making texts and names comparable."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.text.folding import comparison_key, fold, fold_name, fold_with_map, may_be_east_asian

TEXTS = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from(" \t\n\u00a0\u200b\u202e\u00ad\ufeffab")), max_size=60
)


def test_folding_leaves_single_spaces_and_visible_letters():
    assert fold("\ufeff A\u00a0 ferry\n\u200b leaves\u00ad \t") == "A ferry leaves"


def test_a_zero_width_character_inside_a_word_goes_without_a_space():
    assert fold("fer\u200bry") == "ferry"


def test_an_even_text_comes_back_as_it_is():
    text = "A ferry leaves."
    assert fold(text) == text


@given(TEXTS)
@settings(max_examples=200)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
@settings(max_examples=200)
def test_every_folded_letter_knows_its_place(text):
    folded, offsets = fold_with_map(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded)
    assert all(letter == " " or text[place] == letter for letter, place in zip(folded, offsets, strict=True))
    assert list(offsets) == sorted(set(offsets))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“The ferry,” she said", "the ferry she said"),
        ("Don’t go", "Don't  go"),
        ("Ｔｈｅ　ｆｅｒｒｙ", "The ferry"),
        ("A ferry - at noon", "A ferry – at noon."),
        ("Cafe\u0301", "Café"),
    ],
)
def test_texts_that_say_the_same_have_one_key(one, other):
    assert comparison_key(one) == comparison_key(other)


@pytest.mark.parametrize(("one", "other"), [("A ferry leaves", "A ferry arrives"), ("नाव की", "नाव का")])
def test_texts_that_say_something_else_have_another_key(one, other):
    assert comparison_key(one) != comparison_key(other)


def test_marks_that_change_what_is_seen_stay():
    assert fold("❤\ufe0f \u202bשלום\u202c") == "❤\ufe0f \u202bשלום\u202c"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jörg Föger", "Joerg Foeger"),
        ("Jörg Föger", "JORG FOGER"),
        ("Łukasz Brandt", "Lukasz Brandt"),
        ("Søren Ærø", "Soren Aero"),
        ("Işıl Đorđević", "Isil Dordevic"),
        ("Ida-Marie O’Hara", "Ida Marie O'Hara"),
        ("Ida B. Strauß", "Ida B Strauss"),
    ],
)
def test_one_person_in_two_spellings_is_one_name(one, other):
    assert fold_name(one) == fold_name(other)


def test_two_persons_are_two_names():
    assert fold_name("Ida Brandt") != fold_name("Ida Brand")


def test_vowel_signs_are_part_of_what_a_hindi_text_says():
    assert comparison_key("नदी के किनारे") == "नदी के किनारे"
    assert comparison_key("कल") != comparison_key("काल")


@settings(max_examples=200)
@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=60))
def test_a_text_in_ascii_is_made_comparable_as_any_other(text):
    assert comparison_key(f"{text} é") == f"{comparison_key(text)} é".strip()
    assert fold_name(f"{text} 船") == f"{fold_name(text)} 船".strip()


@pytest.mark.parametrize("text", ["記者", "カメラマン", "기자", "Foto: 王小明", "ー"])
def test_a_letter_of_east_asia_is_seen_anywhere_in_a_text(text):
    assert may_be_east_asian(text)


@pytest.mark.parametrize("text", ["", "A ferry", "Fähre „Möwe“ – 2 €", "Паром", "เรือ", "नाव"])
def test_other_scripts_and_typographic_signs_are_not_of_east_asia(text):
    assert not may_be_east_asian(text)
