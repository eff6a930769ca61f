"""Templates: an editor's words for a credit's form, checked, filled, and fitted to credits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutline.text.credit_template import LONGEST, CreditTemplate, TemplateError

PAIR = CreditTemplate.parse("[{people}/{agency}]")


def test_a_template_is_words_and_fields_in_turn():
    assert CreditTemplate(literals=("[", "/", "]"), fields=("people", "agency")) == PAIR


def test_a_template_is_written_as_it_was_read_but_for_white_space():
    assert CreditTemplate.parse(" (Photo  by {people}/{ agency })\n").text == "(Photo by {people}/{agency})"


def test_words_alone_are_a_template_too():
    assert CreditTemplate.parse("[Supplied]") == CreditTemplate(literals=("[Supplied]",), fields=())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is empty; write a credit as your house does, such as [{people}/{agency}]"),
        (" \t ", "it is empty; write a credit as your house does, such as [{people}/{agency}]"),
        ("[{name}/{agency}]", "unknown field {name}; use {people}, {agency}, {source}"),
        ("[{}]", "unknown field {}; use {people}, {agency}, {source}"),
        ("{People}", "unknown field {People}; use {people}, {agency}, {source}"),
        ("{people}/{people}", "{people} stands in it twice; two people are written into one {people}"),
        (
            "{people}{agency}",
            "nothing but space stands between {people} and {agency}; put the sign there that parts them",
        ),
        (
            "{people} {agency}",
            "nothing but space stands between {people} and {agency}; put the sign there that parts them",
        ),
        ("{people/{agency}", "a brace is not closed in {people/{agency}; a field is written {people}"),
        ("[{people}", "the bracket [ has no partner in [{people}; open and close every bracket"),
        ("{people})", "the bracket ) has no partner in {people}); open and close every bracket"),
        ("[({people}])", "the bracket [ has no partner in [({people}]); open and close every bracket"),
    ],
)
def test_a_template_that_cannot_be_used_says_why_and_what_to_write(text, said):
    with pytest.raises(TemplateError) as caught:
        CreditTemplate.parse(text)
    assert str(caught.value) == said


def test_a_filled_template_is_a_credit():
    assert PAIR.fill({"people": "Ida Brandt", "agency": "Reuters"}) == "[Ida Brandt/Reuters]"


@pytest.mark.parametrize(
    ("template", "text", "first"),
    [
        ("[{people}/{agency}]", "[Ida Brandt/AFP/Kyodo]", {"people": "Ida Brandt", "agency": "AFP/Kyodo"}),
        ("({agency}/{people})", "(APA/AFP/Ida Brandt)", {"agency": "APA/AFP", "people": "Ida Brandt"}),
        ("{people} ({agency})", "Ida Brandt (Keystone)", {"people": "Ida Brandt", "agency": "Keystone"}),
        (
            "({people}/{source} via {agency})",
            "(Ida Brandt/Kyodo via AP)",
            {"people": "Ida Brandt", "source": "Kyodo", "agency": "AP"},
        ),
        ("[Supplied]", "[Supplied]", {}),
    ],
)
def test_the_likeliest_reading_comes_first(template, text, first):
    assert next(CreditTemplate.parse(template).readings(text)) == first


@pytest.mark.parametrize(
    "text", ["(Ida Brandt/Reuters)", "[Ida Brandt]", "[/Reuters]", "[Ida Brandt/]", "[Ida Brandt / Reuters]", "[]", "["]
)
def test_what_has_another_form_does_not_fit(text):
    assert list(PAIR.readings(text)) == []


def test_an_opening_and_a_close_do_not_share_a_letter():
    assert list(CreditTemplate.parse("-{people}-").readings("-")) == []


@pytest.mark.parametrize(
    ("template", "field", "rest"),
    [
        ("[{people}/{agency}]", "people", "[{agency}]"),
        ("[{people}/{agency}]", "agency", "[{people}]"),
        ("({agency}/{people})", "people", "({agency})"),
        ("{people} ({agency})", "people", "{agency}"),
        ("{people} ({agency})", "agency", "{people}"),
        ("(AP Photo/{people})", "people", "(AP Photo)"),
        ("Photograph: {people}/{agency}", "people", "Photograph: {agency}"),
        ("({people}/{source} via {agency})", "source", "({people} via {agency})"),
    ],
)
def test_a_field_goes_with_the_sign_beside_it(template, field, rest):
    assert CreditTemplate.parse(template).without(field).text == rest


def test_a_text_longer_than_any_credit_does_not_fit():
    assert list(PAIR.readings(f"[{'a' * LONGEST}/b]")) == []


texts = st.text(alphabet=" []{}()/|ab©\ud800\u200fé\x00", max_size=40)


@given(texts)
def test_a_template_is_read_or_refused_never_anything_else(text):
    try:
        template = CreditTemplate.parse(text)
    except TemplateError:
        return
    assert CreditTemplate.parse(template.text) == template


@given(texts)
def test_every_reading_fills_the_template_to_the_same_credit(text):
    for template in (
        PAIR,
        CreditTemplate.parse("{agency}/{people}"),
        CreditTemplate.parse("{people}/{source}/{agency}"),
    ):
        assert {template.fill(values) for values in template.readings(text)} <= {text}
