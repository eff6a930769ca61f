"""A house style reads its own credits, writes others' in its own way, and knows its own names for agencies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutline.model.page import Credit, Grade
from cutline.text.credit import parse_credit
from cutline.text.credit_template import CreditTemplate
from cutline.text.house_style import HouseStyle, forms_of, in_small_letters, shouted


def house(template, *alternates, **more):
    """Make a style of templates as an editor writes them."""
    parsed = tuple(map(CreditTemplate.parse, alternates))
    return HouseStyle(templates=(CreditTemplate.parse(template),), alternates=parsed, **more)


BRACKETS = house(
    "[{people}/{agency}]",
    "[File: {people}/{agency}]",
    "[File: {agency}]",
    "[{people}/{source} via {agency}]",
    "[Supplied]",
    agencies=(("AP Photo", ("AP",)), ("Reuters", ())),
    sources=("Harbour Light",),
)


def credit(text, **more):
    """Read a credit behind a caption."""
    return parse_credit(f"A ferry leaves the harbour. {text}", **more)


def said(read):
    return read and (read.people, read.bodies, read.roles)


def test_a_credit_in_house_style_is_a_whole_value():
    assert BRACKETS.parse("[Ida Brandt/Reuters]") == Credit(
        "[Ida Brandt/Reuters]", 0, ("Ida Brandt",), ("Reuters",), (), "house", Grade.CERTAIN
    )


@pytest.mark.parametrize(
    ("text", "people", "bodies", "roles"),
    [
        ("[Ida Brandt/AFP/Getty Images]", ("Ida Brandt",), ("AFP", "Getty Images"), ()),
        ("[Ida Brandt and Jonas Lind/Reuters]", ("Ida Brandt", "Jonas Lind"), ("Reuters",), ()),
        ("[Ida Brandt, Jonas Lind and Mara Holm/AFP]", ("Ida Brandt", "Jonas Lind", "Mara Holm"), ("AFP",), ()),
        ("[Ida Brandt, Jr. and Jonas Lind/AFP]", ("Ida Brandt, Jr.", "Jonas Lind"), ("AFP",), ()),
        ("[File: Ida Brandt/Reuters]", ("Ida Brandt",), ("Reuters",), ("file",)),
        ("[File: Reuters]", (), ("Reuters",), ("file",)),
        ("[Ida Brandt/Kyodo via Reuters]", ("Ida Brandt",), ("Kyodo", "Reuters"), ("via",)),
        ("[Ida Brandt/Harbour Light]", ("Ida Brandt",), ("Harbour Light",), ()),
        ("[Harbour Light]", (), ("Harbour Light",), ()),
        ("[Supplied]", (), (), ("supplied",)),
        ("[Ida  Brandt/\nReuters]".replace("\n", ""), ("Ida Brandt",), ("Reuters",), ()),
    ],
)
def test_every_form_of_the_house_is_read(text, people, bodies, roles):
    assert said(BRACKETS.parse(text)) == (people, bodies, roles)


@pytest.mark.parametrize(
    ("text", "people", "bodies"), [("[Reuters]", (), ("Reuters",)), ("[Ida Brandt]", ("Ida Brandt",), ())]
)
def test_a_form_without_people_or_without_an_agency_follows_from_the_usual_one(text, people, bodies):
    assert said(BRACKETS.parse(text)) == (people, bodies, ())


@pytest.mark.parametrize(
    "text",
    [
        "(Ida Brandt/Reuters)",
        "[Reuters/Ida Brandt]",
        "[Ida Brandt / Reuters]",
        "[Ida Brandt & Jonas Lind/Reuters]",
        "[Photo: Ida Brandt/Reuters]",
        "[Handout/Reuters]",
        "[Ida Brandt/Reuters/Reuters]",
        "[Ida Brandt/AFP, Getty Images]",
        "[Ida Brandt/Reuters via AFP via AP]",
        "Ida Brandt/Reuters",
        "[]",
        "",
    ],
)
def test_what_is_in_no_form_of_the_house_is_not_read(text):
    assert BRACKETS.parse(text) is None


def test_a_full_stop_is_left_open_wanted_or_unwanted():
    stops = {stop: house("{people}/{agency}", stop=stop) for stop in ("", "with", "without")}
    assert {stop: said(style.parse("Ida Brandt/AFP.")) is not None for stop, style in stops.items()} == {
        "": True,
        "with": True,
        "without": False,
    }
    assert {stop: said(style.parse("Ida Brandt/AFP")) is not None for stop, style in stops.items()} == {
        "": True,
        "with": False,
        "without": True,
    }
    assert stops["with"].render(credit("[Ida Brandt/AFP]")) == "Ida Brandt/AFP."


@pytest.mark.parametrize(
    ("template", "text", "written"),
    [
        ("[{people}/{agency}]", "REUTERS/Ida Brandt", "[Ida Brandt/Reuters]"),
        ("[{people}/{agency}]", "Photo by Ida Brandt and Jonas Lind/AFP", "[Ida Brandt and Jonas Lind/AFP]"),
        ("{people} ({agency})", "Foto: Ida Brandt/Keystone", "Ida Brandt (Keystone)"),
        ("(AP Photo/{people})", "[Ida Brandt/AP]", "(AP Photo/Ida Brandt)"),
        ("Foto: {people}/{agency}", "(AFP PHOTO / IDA BRANDT)", "Foto: Ida Brandt/AFP"),
        ("(AP Photo/{people})", "[Ida Brandt/Reuters]", None),
    ],
)
def test_a_credit_of_another_house_is_written_in_this_one_s_form(template, text, written):
    assert house(template).render(credit(text)) == written


def test_the_form_that_says_most_is_chosen():
    assert BRACKETS.render(credit("(Ida Brandt/Reuters, File)")) == "[File: Ida Brandt/Reuters]"
    assert BRACKETS.render(credit("(Ida Brandt/Kyodo via AFP)")) == "[Ida Brandt/Kyodo via AFP]"


def test_words_of_a_template_are_understood_as_the_same_words_in_a_credit_are():
    style = house("(AP Photo/{people})", "({people}/{source} via AP, File)", "[Courtesy of {source}]", "Foto: privat")
    assert [(form.bodies, form.roles) for form in forms_of(style)] == [
        (("AP Photo",), ()),
        (("AP",), ("file", "via")),
        ((), ("courtesy",)),
        ((), ("private",)),
        (("AP Photo",), ()),
    ]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("AP", "AP Photo"),
        ("Associated Press", "AP Photo"),
        ("AP Photo", "AP Photo"),
        ("REUTERS", "Reuters"),
        ("Agence France-Presse", "AFP"),
        ("harbour light", "Harbour Light"),
        ("Harbour Gazette", "Harbour Gazette"),
    ],
)
def test_the_house_s_own_names_win_then_cutline_s(body, name):
    assert BRACKETS.agency(body) == name


def test_a_house_may_let_other_agencies_write_themselves_as_they_like():
    style = house("{people}/{agency}", agency_names="listed", agencies=(("Reuters", ()),))
    assert [style.agency(body) for body in ("REUTERS", "Associated Press")] == ["Reuters", "Associated Press"]


def test_two_names_of_one_agency_can_both_be_the_house_s():
    style = house("(AP Photo/{people})", "({people}/{source} via AP)", agencies=(("AP", ()), ("AP Photo", ())))
    assert [style.agency(body) for body in ("AP", "AP Photo")] == ["AP", "AP Photo"]


def test_an_agency_s_photographers_are_written_in_capitals_where_the_house_does_so():
    style = house("{people}/{agency}", capitals=("EPA",))
    assert style.render(credit("EPA-EFE/Ida Brandt")) == "IDA BRANDT/EPA"
    assert style.render(credit("IDA BRANDT/AFP")) == "Ida Brandt/AFP"
    assert house("{people}/{agency}", capitals=("*",)).render(credit("Ida Brandt/AFP")) == "IDA BRANDT/AFP"


def test_a_body_that_holds_the_joiner_stays_whole_when_the_house_knows_it():
    style = house("{people}/{agency}", sources=("NASA/JPL",))
    assert said(style.parse("Ida Brandt/NASA/JPL/AFP")) == (("Ida Brandt",), ("NASA/JPL", "AFP"), ())


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("IDA BRANDT", "Ida Brandt"),
        ("IDA VAN DER BRANDT", "Ida van der Brandt"),
        ("J.P. O'LIND-MCHOLM", "J.P. O'Lind-Mcholm"),
        ("ÍDA MCBRANDT", "Ída McBrandt"),
        ("VAN HOLM", "Van Holm"),
    ],
)
def test_capitals_become_small_letters_but_for_the_first(name, plain):
    assert shouted(name)
    assert in_small_letters(name) == plain


@pytest.mark.parametrize("name", ["Ida Brandt", "ID", "IDA_19", "伊達 直人", ""])
def test_initials_user_names_and_scripts_without_case_are_not_shouted(name):
    assert not shouted(name)


HOSTILE = [
    "a/" * 150,
    "/" * 290,
    "[" * 290,
    "[" + "a / " * 70 + "]",
    " " * 50_000,
    "a" * 1_000_000,
    "\ud800/\udfff",
    "‏[א/ב]",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("template", ["[{people}/{agency}]", "{people}/{source}/{agency}", "{agency} / {people}"])
def test_hostile_texts_are_read_or_not(template, text):
    read = house(template).parse(text)
    assert read is None or read.text == text


@given(st.text(alphabet="[]()/|,:. ©AIadnb-", max_size=60))
def test_what_is_read_is_written_back(text):
    for style in (BRACKETS, house("{agency}/{people}"), house("{people} ({agency})")):
        read = style.parse(text)
        if read is not None:
            assert style.parse(style.render(read)) is not None
