"""The JSON Schema for editors says exactly what the loader says."""

from pathlib import Path
from typing import ClassVar

import jsonschema
import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.config.catalogue import catalogue
from cutline.config.load import read
from cutline.config.profiles import PROFILES
from cutline.config.schema import Config, ConfigError, RuleSettings, json_schema, settings_of
from cutline.model.severity import Severity
from cutline.rules.base import Option, Rule

HOUSE_RULES = str(Path(__file__).parent.parent / "engine" / "house_rules.py")


class Fussy(Rule):
    """A rule with an option of every kind."""

    id = "fussy"
    title = "Fussy"
    why = "Because."
    messages: ClassVar = {}
    options = (
        Option("words", ("photo",), "Words.", ()),
        Option("places", ("alt",), "Places.", ("alt", "caption")),
        Option("limit", 200, "A limit."),
        Option("share", 0.5, "A share."),
        Option("strict", False, "Strict or not."),
        Option("style", "bracket", "A style.", ("bracket", "slash")),
    )
    examples = ()


def test_options_have_their_defaults_and_their_own_types():
    assert settings_of(Fussy(), {}) == RuleSettings(
        None,
        {"words": ("photo",), "places": ("alt",), "limit": 200, "share": 0.5, "strict": False, "style": "bracket"},
    )
    got = settings_of(Fussy(), {"severity": "advice", "words": ["image"], "share": 1, "limit": 9.0, "style": "slash"})
    assert got == RuleSettings(
        Severity.ADVICE,
        {"words": ("image",), "places": ("alt",), "limit": 9, "share": 1.0, "strict": False, "style": "slash"},
    )
    assert (type(got.options["share"]), type(got.options["limit"])) == (float, int)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"words": "photo"}, "rules.fussy.words: a list of texts is expected, found a text"),
        ({"places": ["alt", "title"]}, 'rules.fussy.places[1]: "title" is not one of alt, caption'),
        ({"limit": "200"}, "rules.fussy.limit: a whole number is expected, found a text"),
        ({"share": True}, "rules.fussy.share: a number is expected, found true"),
        ({"strict": 1}, "rules.fussy.strict: true or false is expected, found 1"),
        ({"style": "slush"}, 'rules.fussy.style: "slush" is not one of bracket, slash; did you mean slash?'),
    ],
)
def test_an_option_of_the_wrong_kind_is_refused(table, said):
    with pytest.raises(ConfigError) as caught:
        settings_of(Fussy(), table)
    assert str(caught.value) == said


def schema():
    return json_schema(catalogue((HOUSE_RULES,)), tuple(PROFILES))


def test_the_schema_is_a_schema_and_describes_every_key():
    described = schema()
    jsonschema.Draft202012Validator.check_schema(described)
    assert all(key["description"] for key in described["properties"].values())
    assert set(described["properties"]) == {
        "select",
        "ignore",
        "profile",
        "fail_on",
        "rules",
        "rules_from",
        "site",
        "browser",
        "credit",
        "page_size_mib",
        "page_seconds",
    }


def test_every_field_of_a_config_has_a_key():
    keys = {name.replace("sites", "site").replace("ignored", "ignore") for name in Config.__struct_fields__}
    assert keys == set(schema()["properties"])


words = st.sampled_from(["house-shouted", "house-moody", "error", "never", "ci", "img", "x"])
scalars = st.one_of(words, st.booleans(), st.integers(-2, 3), st.sampled_from([0.5, -1.0, 2.0]))
values = st.one_of(scalars, st.lists(scalars, max_size=2))
sites = st.dictionaries(
    st.sampled_from(["host", "path", "name", "picture", "credit_field", "hots"]), values, max_size=3
)
rule_tables = st.dictionaries(st.sampled_from(["severity", "marks", "mark"]), values, max_size=2)
tables = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("select", "ignore", "profile", "fail_on", "page_seconds", "credit"), values),
        "rules": st.dictionaries(st.sampled_from(["house-shouted", "house-moody", "nobody"]), rule_tables, max_size=2),
        "site": st.lists(sites, max_size=2),
    },
)


@settings(max_examples=200, deadline=None)
@given(tables)
def test_the_loader_accepts_exactly_what_the_schema_accepts(table):
    table = {"rules_from": [HOUSE_RULES], **table}
    fits = jsonschema.Draft202012Validator(schema()).is_valid(table)
    assert _accepted(table) is fits


def _accepted(table) -> bool:
    import tomllib

    try:
        read(tomllib.loads(tomli_w.dumps(table)), Path())
    except ConfigError:
        return False
    return True
