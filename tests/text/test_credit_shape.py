"""The form of a credit, taken off the credit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutline.model.page import Credit
from cutline.text.credit import parse_credit
from cutline.text.credit_shape import Shape, shape_of
from cutline.text.credit_template import CreditTemplate


def shape(text):
    return shape_of(parse_credit(f"A ferry leaves the harbour. {text}") or parse_credit(text, field=True))


def test_a_shape_is_a_whole_value():
    assert shape("(Photo by Ida Brandt, Jonas Lind and Mara Holm/AFP/Getty Images).") == Shape(
        CreditTemplate.parse("(Photo by {people}/{agency})"),
        people_joiner=" and ",
        list_joiner=", ",
        agency_joiner="/",
        stop=True,
    )


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("[Ida Brandt/Reuters]", "[{people}/{agency}]"),
        ("REUTERS/Ida Brandt", "{agency}/{people}"),
        ("Ida Brandt (Keystone)", "{people} ({agency})"),
        ("[File: Reuters]", "[File: {agency}]"),
        ("(Ida Brandt/Kyodo via AP)", "({people}/{source} via {agency})"),
        ("(Photo by Ida Brandt/Getty Images for Harbour Festival)", "(Photo by {people}/{source} for {agency})"),
        ("© picture alliance/dpa | Ida Brandt", "© {agency} | {people}"),
        ("Ida Brandt | AFP | Getty Images", "{people} | {agency}"),
        ("Foto: privat", "Foto: privat"),
    ],
)
def test_names_become_fields_and_the_rest_stays(text, template):
    assert shape(text).template.text == template


@pytest.mark.parametrize(
    "text",
    [
        "(Ida Brandt/Reuters, 12 May 2031)",
        "© Ida Brandt / CC BY-SA 4.0",
        "Ida Brandt/dpa | Ida Brandt",
        "Ida Brandt, AFP/Kyodo - Getty Images",
    ],
)
def test_a_credit_with_words_or_joiners_of_its_own_has_no_form(text):
    assert shape(text) is None


def test_a_name_is_found_as_a_word_of_its_own():
    assert shape_of(Credit("TAPE", 0, bodies=("AP",))) is None
    assert shape_of(Credit("AP/APTN", 0, bodies=("APTN", "AP"))).template.text == "{agency}"


def test_a_name_that_is_not_in_the_text_gives_no_form():
    assert shape_of(Credit("Ida Brandt/AFP", 0, people=("Jonas Lind",), bodies=("AFP",))) is None


@given(st.text(max_size=80), st.lists(st.text(max_size=6), max_size=3), st.lists(st.text(max_size=6), max_size=3))
def test_any_text_has_a_form_or_none(text, people, bodies):
    found = shape_of(Credit(text, 0, tuple(people), tuple(bodies)))
    assert found is None or CreditTemplate.parse(found.template.text) == found.template
