"""`[[ignore]]` in a configuration."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from cutline.config.catalogue import catalogue
from cutline.config.ignoring import Ignored
from cutline.config.load import load_given
from cutline.config.schema import ConfigError, json_schema


def config(tmp_path: Path, text: str):
    file = tmp_path / "cutline.toml"
    file.write_text(text, encoding="utf-8")
    return load_given(file)


def test_tables_let_single_findings_stay(tmp_path: Path):
    loaded = config(tmp_path, '[[ignore]]\nrule = "alt-missing"\npage = "archive/*"\nreason = "old stock"\n')
    assert loaded.ignored == (Ignored(rule="alt-missing", page="archive/*", reason="old stock"),)
    assert loaded.ignore == ()


def test_names_and_tables_can_stand_in_one_list(tmp_path: Path):
    loaded = config(tmp_path, 'ignore = ["alt-filename", { rule = "alt-missing", reason = "old stock" }]\n')
    assert (loaded.ignore, loaded.ignored) == (
        ("alt-filename",),
        (Ignored(rule="alt-missing", reason="old stock"),),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[ignore]]\nreason = "x"', "ignore[0]: rule is needed"),
        ('[[ignore]]\nrule = "alt-missing"', "ignore[0]: reason is needed"),
        ('[[ignore]]\nrule = "alt-missing"\nreason = " "', "ignore[0]: reason is needed"),
        (
            '[[ignore]]\nrule = "alt-mising"\nreason = "x"',
            "ignore[0].rule: there is no rule 'alt-mising'; did you mean",
        ),
        ('[[ignore]]\nrule = "alt-missing"\nresaon = "x"', "ignore[0].resaon: unknown key; did you mean reason?"),
        ('[[ignore]]\nrule = 3\nreason = "x"', "ignore[0].rule: a text is expected"),
        ("ignore = 3", "ignore: a list of texts is expected"),
        ('ignore = ["alt-mising"]', "ignore[0]: "),
    ],
)
def test_a_wrong_entry_is_refused_with_its_place(tmp_path: Path, text: str, said: str):
    with pytest.raises(ConfigError) as refused:
        config(tmp_path, text)
    assert said in str(refused.value)


def test_the_schema_for_editors_knows_both_forms():
    schema = Draft202012Validator(json_schema(catalogue(), ()))
    good = {"rule": "alt-missing", "reason": "old stock"}
    assert schema.is_valid({"ignore": ["alt-filename", good]})
    for bad in ({"rule": "alt-missing"}, {"reason": "x"}, good | {"x": "y"}, {"rule": "x", "reason": "y"}, "x"):
        assert not schema.is_valid({"ignore": [bad]})
