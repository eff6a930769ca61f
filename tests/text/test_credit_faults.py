"""What is said about a credit that departs from its house's style, and about one that is damaged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutline.model.page import Credit, Grade
from cutline.text.credit import parse_credit
from cutline.text.credit_faults import CreditFault, judge_credit
from cutline.text.credit_template import CreditTemplate
from cutline.text.house_style import HouseStyle

CAPTION = "A ferry leaves the harbour. "
BRACKETS = HouseStyle(
    templates=(CreditTemplate.parse("[{people}/{agency}]"),),
    alternates=(CreditTemplate.parse("[File: {people}/{agency}]"),),
    placeholders=("Stringer",),
    place="end",
    stop="without",
)


def faults(text, style=BRACKETS, **around):
    credit = parse_credit(f"{CAPTION}{text}") or parse_credit(text, field=True)
    return judge_credit(credit, style, **around)


def kinds(text, style=BRACKETS, **around):
    return [fault.kind for fault in faults(text, style, **around)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "(Ida Brandt/Reuters)",
            CreditFault("format", "(Ida Brandt/Reuters)", "[Ida Brandt/Reuters]", "[Ida Brandt/Reuters]", exact=True),
        ),
        (
            "[Reuters/Ida Brandt]",
            CreditFault("order", "[Reuters/Ida Brandt]", "[Ida Brandt/Reuters]", "[Ida Brandt/Reuters]", exact=True),
        ),
        ("[Photo: Ida Brandt/AFP]", CreditFault("label", "Photo:", "", "[Ida Brandt/AFP]", exact=True)),
        (
            "[Ida Brandt/Associated Press]",
            CreditFault("alias", "Associated Press", "AP", "[Ida Brandt/AP]", exact=True),
        ),
        (
            "[Ida Brandt/Harbour Gazette]",
            CreditFault("unknown-agency", "Harbour Gazette", "", "[Ida Brandt/Harbour Gazette]", exact=True),
        ),
        ("[IDA BRANDT/AFP]", CreditFault("name-case", "IDA BRANDT", "Ida Brandt", "[Ida Brandt/AFP]")),
        ("[Stringer/Reuters]", CreditFault("placeholder", "Stringer", "", "[Reuters]")),
        ("[Handout]", CreditFault("placeholder", "[Handout]")),
        (
            "[Ida Brandt/Reuters] Ida Brandt/Reuters",
            CreditFault("doubled", "Ida Brandt", "", "[Ida Brandt/Reuters]", exact=True),
        ),
        ("Ida Brandt/Kyodo/Getty Im", CreditFault("truncated", "Ida Brandt/Kyodo/Getty Im", "Getty Images")),
        ("[Ida Brandt/Reuters", CreditFault("truncated", "[Ida Brandt/Reuters", "[Ida Brandt/Reuters]")),
        ("［Ida Brandt/Reuters", CreditFault("truncated", "［Ida Brandt/Reuters", "［Ida Brandt/Reuters］")),
    ],
)
def test_each_kind_of_fault_is_a_whole_value(text, fault):
    assert faults(text)[0] == fault


def test_the_rewritten_credit_mends_the_form_and_the_names_at_once():
    assert faults("REUTERS/IDA BRANDT") == (
        CreditFault("order", "REUTERS/IDA BRANDT", "[Ida Brandt/Reuters]", "[Ida Brandt/Reuters]"),
        CreditFault("alias", "REUTERS", "Reuters", "[Ida Brandt/Reuters]"),
        CreditFault("name-case", "IDA BRANDT", "Ida Brandt", "[Ida Brandt/Reuters]"),
    )


def test_what_the_new_form_cannot_say_is_not_put_in_unread():
    (fault,) = faults("(Ida Brandt/Reuters, Handout)")
    assert (fault.rewritten, fault.exact) == ("[Ida Brandt/Reuters]", False)


@pytest.mark.parametrize(
    "text",
    [
        "[Ida Brandt/Reuters]",
        "[Reuters]",
        "[Ida Brandt]",
        "[File: Ida Brandt/Reuters]",
        "[Handout/Reuters]",
        "[Future Harbour Press/AFP/Getty Images]".replace("Future Harbour Press/", ""),
    ],
)
def test_house_style_is_silent(text):
    assert faults(text) == ()


def test_words_that_nobody_understands_are_not_called_wrong():
    assert faults("(Ida Brandt/Reuters, 12 May 2031)") == ()


def test_of_two_unknown_names_nobody_says_which_comes_first():
    style = HouseStyle(templates=(CreditTemplate.parse("{agency}/{people}"),))
    assert "order" not in kinds("Ida Brandt/Lena Okoro Photography", style)


def test_nothing_is_said_about_what_may_be_no_credit():
    assert judge_credit(Credit("(Nordhafen)", 0, ("Nordhafen",), grade=Grade.POSSIBLE), BRACKETS) == ()


def test_without_a_style_only_damage_is_found():
    assert kinds("REUTERS/IDA BRANDT", HouseStyle()) == []
    assert kinds("[Handout]", HouseStyle()) == ["placeholder"]
    assert kinds("Ida Brandt/dpa | Ida Brandt", HouseStyle()) == ["doubled"]


def test_a_credit_without_a_space_before_it_is_glued():
    (fault,) = faults("[Ida Brandt/AFP]", before="A ferry leaves the harbour.")
    assert fault == CreditFault(
        "glued", "harbour.[Ida Brandt/AFP]", " [Ida Brandt/AFP]", " [Ida Brandt/AFP]", exact=True
    )


@pytest.mark.parametrize("before", ["", CAPTION, "A ferry leaves the harbour –", "フェリーが港を出る。", "harbour\xa0"])
def test_after_a_space_a_dash_or_a_script_without_spaces_nothing_is_glued(before):
    assert kinds("[Ida Brandt/AFP]", before=before) == []


def test_a_bracket_that_opened_before_the_credit_and_never_closes_is_a_cut():
    assert kinds("Ida Brandt/Reuters", HouseStyle(), before="A ferry leaves the harbour. (") == ["truncated"]


def test_a_bracket_that_closes_behind_the_credit_is_no_cut():
    before, after = "A ferry leaves the harbour. (", "; map: Lind)"
    assert kinds("Ida Brandt/Reuters", HouseStyle(), before=before, after=after) == []


def test_at_the_limit_of_the_wire_s_field_half_a_word_is_enough():
    cut = "Ida Brandt-Lindqvist/Kyodo/Reute"
    assert len(cut) == 32
    assert [(fault.kind, fault.wanted) for fault in faults(cut)][:1] == [("truncated", "Reuters")]
    assert "truncated" not in kinds("Ida Brandt/Kyodo/Reute")


@pytest.mark.parametrize(
    ("place", "before", "after", "said"),
    [
        ("end", CAPTION, " More boats follow.", ["not-last"]),
        ("start", CAPTION, "", ["not-first"]),
        ("end", CAPTION, " 1/6", []),
        ("end", CAPTION, ".", []),
        ("", CAPTION, " More boats follow.", []),
    ],
)
def test_a_caption_on_the_wrong_side_is_named(place, before, after, said):
    style = HouseStyle(templates=BRACKETS.templates, place=place)
    assert kinds("[Ida Brandt/AFP]", style, before=before, after=after) == said


HOSTILE = ["(" * 5000, "[Ida Brandt/" + "a/" * 100_000 + "]", "\ud800/AFP]", " " * 50_000 + "x", "\x00/\x07", "‏AFP/‮Ida"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_credits_are_judged(text):
    credit = Credit(text, 0, ("Ida Brandt",), ("AFP",))
    assert isinstance(judge_credit(credit, BRACKETS, before=text, after=text), tuple)


@given(st.text(alphabet="[]()/|,:. ©AIadnbRetrs-", max_size=60))
def test_whatever_is_rewritten_is_in_house_style(text):
    credit = parse_credit(text, field=True)
    for fault in judge_credit(credit, BRACKETS) if credit else ():
        if fault.rewritten is not None and fault.exact:
            again = parse_credit(fault.rewritten, field=True)
            assert BRACKETS.parse(fault.rewritten) is not None, again
