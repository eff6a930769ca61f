"""The table `[credit]`: read into a house style, or refused with the key and what to write instead."""

import re
import tomllib
from pathlib import Path

import jsonschema
import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.config.house import CREDIT_KEYS, credit_schema, house_style
from cutline.config.load import load_given, read
from cutline.config.schema import ConfigError
from cutline.text.credit_template import CreditTemplate
from cutline.text.house_style import HouseStyle

HOUSES = Path(__file__).parents[2] / "examples" / "houses"
GUIDE = Path(__file__).parents[2] / "docs" / "house-style.md"


def style(text: str, folder: Path = Path()) -> HouseStyle:
    return house_style(tomllib.loads(text), folder)


def test_every_key_is_read():
    assert style(
        """
        version = 1
        name = "Ledger"
        template = "[{people}/{agency}]"
        alternates = ["[File: {agency}]", "[Supplied]"]
        people_joiner = " & "
        list_joiner = "; "
        agency_joiner = " via "
        agency_names = "listed"
        labels = ["Pic"]
        capitals = ["EPA"]
        place = "start"
        stop = "with"
        required = true
        forbid_in_alt = false
        placeholders = ["Staff"]
        sources = ["The Ledger", "NASA/JPL"]
        people = ["Bloom  Berg"]
        initials = ["ib"]

        [agencies]
        Reuters = ["REUTERS"]
        "AP Photo" = []
        """
    ) == HouseStyle(
        name="Ledger",
        templates=(CreditTemplate.parse("[{people}/{agency}]"),),
        alternates=(CreditTemplate.parse("[File: {agency}]"), CreditTemplate.parse("[Supplied]")),
        people_joiner=" & ",
        list_joiner="; ",
        agency_joiner=" via ",
        agency_names="listed",
        labels=("Pic",),
        capitals=("EPA",),
        place="start",
        stop="with",
        required=True,
        forbid_in_alt=False,
        placeholders=("Staff",),
        sources=("The Ledger", "NASA/JPL"),
        people=("Bloom Berg",),
        initials=("ib",),
        agencies=(("Reuters", ("REUTERS",)), ("AP Photo", ())),
    )


def test_an_empty_table_has_no_opinion():
    assert style("") == HouseStyle()
    assert style('place = "anywhere"\nstop = "either"') == HouseStyle()


def test_every_key_of_the_file_is_a_field_of_the_style():
    renamed = {"template": "templates"}
    keys = {renamed.get(key.name, key.name) for key in CREDIT_KEYS} - {"version", "house"} | {"agencies"}
    assert keys == set(HouseStyle.__struct_fields__)


MISTAKES = {
    'template = "[{name}/{agency}]"': "credit.template: unknown field {name}; use {people}, {agency}, {source}",
    'template = "[Supplied]"': "credit.template: there is no field in it; use {people}, {agency}, {source}",
    'template = "[{people}"': "credit.template: the bracket [ has no partner in [{people}; open and close every ",
    "template = 3": "credit.template: a text is expected, found 3",
    'templat = "{people}"': "credit.templat: unknown key; did you mean template?; the keys here are agencies, ",
    'alternates = ["{agency}"]': "credit.alternates: there is no template beside them; add the usual form as template",
    'template = "{people}"\nalternates = ["{agency}", "({agency}"]': "credit.alternates[1]: the bracket ( has no "
    "partner in ({agency}; open and close every bracket",
    'agencies = ["AP"]': "credit.agencies: a table is expected, found a list",
    'agencies.AP = "Associated Press"': "credit.agencies.AP: a list of texts is expected, found a text",
    'agencies.AP = [""]': "credit.agencies.AP: it is empty; write a name or leave it out",
    'agencies."AP Photo" = ["Associated Press"]\nagencies.AP = ["associated  press"]': "credit.agencies.AP: "
    "'associated  press' stands for 'AP Photo' already; keep it in one of them",
    'agencies.AP = ["Reuters"]\nagencies.Reuters = []': "credit.agencies.Reuters: 'Reuters' stands for 'AP' already; "
    "keep it in one of them",
    'people = ["Staff"]\nplaceholders = ["staff"]': "credit.placeholders: 'staff' is one of people as well; "
    "keep it in one of them",
    'agency_joiner = " and "': "credit.agency_joiner: ' and ' joins people too, so nobody could tell where they end; "
    "use another people_joiner",
    'list_joiner = ""': "credit.list_joiner: it is empty; write what stands there, such as ', '",
    'labels = ["Pic", " "]': "credit.labels[1]: it is empty; write a word or leave it out",
    'place = "top"': 'credit.place: "top" is not one of end, start, element, anywhere',
    'stop = "inside"': 'credit.stop: "inside" is not one of with, without, either',
    "required = 1": "credit.required: true or false is expected, found 1",
    "version = 2": "credit.version: this house style is of version 2, and cutline reads version 1; update cutline, "
    "or rewrite the style as docs/house-style.md says",
    'version = 3\nnovelty = "x"': "credit.version: this house style is of version 3, and cutline reads version 1; ",
    'version = "1"': "credit.version: a whole number is expected, found a text",
    'house = "gone.toml"': "credit.house: gone.toml: there is no such file",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_named_with_its_key_and_what_would_be_right(text):
    with pytest.raises(ConfigError) as caught:
        style(text)
    assert str(caught.value).startswith(MISTAKES[text])


def test_a_style_begins_with_another_house_s_and_says_what_is_different(tmp_path):
    (tmp_path / "agency.toml").write_text(
        '[credit]\ntemplate = "{people}/{agency}"\nstop = "with"\n[credit.agencies]\nAP = ["Associated Press"]\n'
        "AFP = []"
    )
    own = style('house = "agency.toml"\nstop = "without"\nagencies.AP = ["AP Photo"]', tmp_path)
    assert own == HouseStyle(
        templates=(CreditTemplate.parse("{people}/{agency}"),),
        stop="without",
        agencies=(("AP", ("AP Photo",)), ("AFP", ())),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("select = []", "there is no [credit] in it"),
        ("[credit]\nversion = 9", "credit.version: this house style is of version 9, and cutline reads version 1; "),
        ('[credit]\nhouse = "third.toml"', "credit.house: a house file names no other house file; write its keys here"),
        ('[credit]\ntemplate = "{photographer}"', "credit.template: unknown field {photographer}; use {people}, "),
        ("[credit", "not valid TOML: "),
    ],
)
def test_a_house_file_that_cannot_be_used_is_named_with_what_is_wrong_in_it(tmp_path, text, said):
    (tmp_path / "agency.toml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        style('house = "agency.toml"', tmp_path)
    assert str(caught.value).startswith(f"credit.house: {tmp_path / 'agency.toml'}: {said}")


@pytest.mark.parametrize("file", sorted(HOUSES.glob("*.toml")), ids=lambda file: file.stem)
def test_every_house_in_the_examples_is_a_configuration_as_the_schema_says(file):
    table = tomllib.loads(file.read_text("utf-8"))
    jsonschema.Draft202012Validator(credit_schema()).validate(table["credit"])
    assert load_given(file).credit.name == table["credit"]["name"]


def test_the_schema_is_a_schema_and_describes_every_key():
    described = credit_schema()
    jsonschema.Draft202012Validator.check_schema(described)
    assert set(described["properties"]) == {key.name for key in CREDIT_KEYS} | {"agencies"}
    assert all(key["description"] for key in described["properties"].values())


def test_every_example_in_the_documentation_is_a_configuration(tmp_path):
    (tmp_path / "house.toml").write_text('[credit]\ntemplate = "{people}/{agency}"')
    blocks = re.findall(r"```toml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert [read(tomllib.loads(block), tmp_path).credit is not None for block in blocks] == [True] * 4


def test_the_documentation_explains_every_key():
    guide = GUIDE.read_text("utf-8")
    assert [key.name for key in CREDIT_KEYS if f"`{key.name}`" not in guide and f"\n{key.name} = " not in guide] == []


templates = st.sampled_from(["{people}", "[{people}/{agency}]", "{name}", "x", "{people", ""])
texts = st.sampled_from(["Staff", "end", "known", "without", "x"])
values = st.one_of(templates, texts, st.booleans(), st.integers(0, 2), st.lists(texts, max_size=2))
tables = st.fixed_dictionaries(
    {},
    optional={
        "template": templates,
        "version": values,
        "place": values,
        "stop": values,
        "required": values,
        "placeholders": values,
        "agencies": st.one_of(values, st.dictionaries(texts, values, max_size=1)),
        "agency": values,
    },
)


@settings(max_examples=150, deadline=None)
@given(tables)
def test_the_loader_accepts_exactly_what_the_schema_accepts(table):
    fits = jsonschema.Draft202012Validator(credit_schema()).is_valid(table)
    try:
        style(tomli_w.dumps(table))
    except ConfigError:
        assert not fits
    else:
        assert fits
