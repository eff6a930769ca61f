"""`rules`, `report`, `schema`, `doctor`, and the help that goes with them."""

import json
from importlib.metadata import PackageNotFoundError

import click
import pytest

from cutline.config.catalogue import catalogue
from cutline.faces.cli import cli


def test_rules_are_listed_a_line_each(desk):
    result = desk.run("rules", "--config", "house.toml")
    assert result.exit_code == 0
    assert "warning  house-shouted                    An alt text shouts\n" in result.stdout
    assert len(result.stdout.splitlines()) == len(catalogue()) + 5


def test_a_rule_is_explained(desk):
    text = desk.run("rules", "house-shouted", "--config", "house.toml").stdout
    assert text.startswith("house-shouted: An alt text shouts\n\nA screen reader pauses at each mark.\n")
    assert "marks = 1: How many are allowed." in text
    assert "[rules.house-shouted]" in text


def test_a_rule_that_does_not_exist_is_2_with_a_suggestion(desk):
    result = desk.run("rules", "house-shoutd", "--config", "house.toml")
    assert result.exit_code == 2
    assert "there is no rule 'house-shoutd'; did you mean house-shouted?" in result.stderr


def test_rules_come_as_json_in_the_shape_of_a_report(desk):
    got = json.loads(desk.run("rules", "--config", "house.toml", "--format", "json").stdout)
    assert got["schema"] == "cutline/rules/1"
    (shouted,) = (rule for rule in got["rules"] if rule["id"] == "house-shouted")
    assert shouted["severity"] == "warning"
    assert shouted["options"] == [
        {"name": "marks", "type": "int", "default": 1, "legal": [], "sentence": "How many are allowed."}
    ]


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.id)
def test_every_rule_can_be_explained(desk, rule):
    result = desk.run("rules", rule.id)
    assert result.exit_code == 0
    assert rule.title in result.stdout
    assert all(example.name in result.stdout for example in rule.examples)


def test_an_old_run_makes_a_new_report(desk):
    desk.page("loud.html", "A ferry!!")
    printed = desk.check("loud.html", "-o", "json:run.json").stdout
    again = desk.run("report", "run.json", "-o", "json:again.json", "-o", "jsonl:again.jsonl")
    assert (again.exit_code, again.output) == (0, "")
    assert (desk.folder / "again.json").read_bytes() == (desk.folder / "run.json").read_bytes()
    assert desk.run("report", "run.json").stdout == printed


@pytest.mark.parametrize(("text", "said"), [("", "not JSON"), ("{}", "not a cutline report"), ("{", "not JSON")])
def test_what_is_no_run_is_2(desk, text, said):
    desk.write("run.json", text)
    result = desk.run("report", "run.json", "-o", "html:out.html")
    assert result.exit_code == 2
    assert "run.json" in result.stderr
    assert said in result.stderr
    assert not (desk.folder / "out.html").exists()


def test_a_run_that_is_not_there_is_2(desk):
    result = desk.run("report", "gone.json")
    assert result.exit_code == 2
    assert "gone.json: cannot be read: No such file or directory" in result.stderr


def test_the_schema_is_printed_for_editors(desk):
    got = json.loads(desk.run("schema", "--config", "house.toml").stdout)
    assert got["title"] == "cutline.toml"
    assert "house-shouted" in got["properties"]["rules"]["properties"]


def test_the_doctor_names_versions_and_the_configuration(desk):
    desk.write("cutline.toml", 'fail_on = "never"')
    result = desk.run("doctor")
    assert result.exit_code == 0
    assert f"configuration: {desk.folder / 'cutline.toml'}\n" in result.stdout
    assert "turbohtml " in result.stdout
    assert "word frequency tables: " in result.stdout


def test_the_doctor_says_whether_addresses_can_be_read(desk, monkeypatch):
    def version(name):
        if name in ("httpx2", "protego"):
            raise PackageNotFoundError(name)
        return "1.2.3"

    monkeypatch.setattr("cutline.faces.doctor.version", version)
    lines = desk.run("doctor").stdout.splitlines()
    assert [line for line in lines if line.endswith("for addresses")] == [
        "httpx2 is missing, for addresses",
        "brotli 1.2.3, for addresses",
        "protego is missing, for addresses",
    ]


def test_the_doctor_tells_a_wrong_configuration_from_a_right_one(desk):
    desk.write("cutline.toml", "fail_on = 3")
    result = desk.run("doctor")
    assert result.exit_code == 2
    assert "cutline.toml: fail_on: a text is expected, found 3" in result.stderr


@pytest.mark.parametrize("name", [None, *cli.commands])
def test_every_command_explains_itself_in_plain_words(desk, name):
    result = desk.run(*([name] if name else []), "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")
    command = cli.commands[name] if name else cli
    assert all(param.help for param in command.params if isinstance(param, click.Option))


def test_an_unknown_command_is_2(desk):
    assert desk.run("chek", "a.html").exit_code == 2


def test_a_report_does_not_overwrite_the_run_it_is_made_from(desk):
    desk.page("a.html", "A ferry")
    assert desk.check("a.html", "-o", "json:run.json").exit_code == 0
    result = desk.run("report", "run.json", "-o", "html:run.json")
    assert result.exit_code == 2
    assert "run.json: this is the run to be reported; a report would overwrite it" in " ".join(result.stderr.split())
