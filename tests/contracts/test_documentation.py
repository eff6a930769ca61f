"""What the prose shows can be typed: its commands, options, configuration and Python."""

import inspect
import re
import shlex
from itertools import takewhile
from pathlib import Path

import click
import pytest

import cutline
from cutline.config.load import load_given
from cutline.faces.cli import cli
from cutline.reports import view
from cutline.rules import registry

PROSE = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/index.md",
    "docs/ci.md",
    "docs/answered-findings.md",
    "docs/browser.md",
    "docs/web.md",
    "docs/hook.md",
    "docs/pre-commit.md",
    "docs/pytest.md",
    "docs/serve.md",
    "docs/webhooks.md",
    "examples/README.md",
    "changelog.d/README.md",
)


def commands_in(prose: str) -> list[list[str]]:
    """Give the words of each indented or quoted command line that starts cutline; what follows a # is a comment."""
    indented = re.findall(r"^ {4}(?:.*&& )?(?:\S*/)?cutline (.+)$", prose, re.MULTILINE)
    quoted = re.findall(r"`cutline ([^`]+)`", prose)
    return [shlex.split(line, comments=True) for line in indented + quoted]


def blocks_in(prose: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", prose, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", PROSE)
def test_every_command_and_option_that_is_shown_exists(name: str, root: Path) -> None:
    for command, *words in commands_in((root / name).read_text("utf-8")):
        known = cli.commands[command]
        if isinstance(known, click.Group):
            known = known.commands[words[0]]
        options = {option for parameter in known.params for option in (*parameter.opts, *parameter.secondary_opts)}
        assert {word for word in words if word.startswith("-") and word != "-"} <= options, command


def test_every_option_of_the_server_is_explained_and_every_limit_is_the_default(root: Path) -> None:
    prose = (root / "docs/serve.md").read_text("utf-8") + (root / "docs/webhooks.md").read_text("utf-8")
    parameters = {parameter.opts[0]: parameter for parameter in cli.commands["serve"].params}
    assert [name for name in parameters if not re.search(rf"{name}\b", prose)] == []
    rows = re.findall(r"^\| `(--[a-z-]+)` \| (\d+) \|", prose, re.MULTILINE)
    assert {name: float(value) for name, value in rows} == {
        name: float(parameters[name].default) for name in ("--body-mib", "--body-seconds", "--at-once", "--memory-mib")
    }


def test_the_readme_shows_every_command(root: Path) -> None:
    prose = (root / "README.md").read_text("utf-8") + (root / "docs/index.md").read_text("utf-8")
    assert {words[0] for words in commands_in(prose)} >= set(cli.commands) - {"doctor"}


def test_every_rule_that_is_shown_exists(root: Path) -> None:
    known = {rule.id for rule in registry()}
    commands = commands_in((root / "README.md").read_text("utf-8"))
    shown = {name for command, *words in commands if command == "rules" for name in words if not name.startswith("-")}
    assert shown - known == set()


def test_the_configuration_in_the_readme_is_accepted(root: Path, tmp_path: Path) -> None:
    (block,) = blocks_in((root / "README.md").read_text("utf-8"), "toml")
    file = tmp_path / "cutline.toml"
    file.write_text(block, "utf-8")
    config = load_given(file)
    assert (config.profile, config.ignore) == ("publish", ("alt-wire-boilerplate",))


def test_the_python_in_the_readme_runs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = blocks_in((root / "README.md").read_text("utf-8"), "python")
    html = (root / "examples" / "river-in-the-streets.html").read_bytes()
    exec(block, {"html": html})  # noqa: S102 - the block is the thing under test
    assert "alt-missing" in capsys.readouterr().out


def test_the_texts_in_the_readme_are_judged_as_it_implies() -> None:
    assert cutline.judge_truncation("Rescuers carry a man to a boat in the flooded stre").truncated
    credit = cutline.parse_credit("The harbour at dawn. [Ingrid Vossby/Reuters]")
    assert credit is not None
    assert credit.people == ("Ingrid Vossby",)


def test_the_exit_codes_in_the_readme_are_those_of_check(root: Path) -> None:
    rows = re.findall(r"^\| (\d) \| (.+) \|$", (root / "README.md").read_text("utf-8"), re.MULTILINE)
    help_text = click.Context(cli.commands["check"]).get_help()
    assert [int(code) for code, _ in rows] == [0, 1, 2, 3]
    assert all(re.search(rf"\b{code}\s+(?:when|if)", help_text) for code, _ in rows)


def test_every_verdict_of_a_report_is_explained(root: Path) -> None:
    table = (root / "docs/report.md").read_text("utf-8").partition("## What do I fix first?")[0]
    told = re.findall(r"\*\*(.+?)\*\*", table)
    made = re.findall(r'Tone\.\w+, "([^"]+)"', inspect.getsource(view))
    assert sorted(told) == sorted(set(made))


def test_every_decision_is_in_the_index(root: Path) -> None:
    index = (root / "docs" / "index.md").read_text("utf-8")
    pages = sorted((root / "docs" / "decisions").glob("*.md"))
    assert [page.name for page in pages if f"(decisions/{page.name})" not in index] == []


def test_every_decision_says_what_was_needed_chosen_measured_and_rejected(root: Path) -> None:
    for page in (root / "docs" / "decisions").glob("*.md"):
        lines = page.read_text("utf-8").splitlines()
        assert list(takewhile(lambda line: not line.startswith("#"), lines)) == [], page.name
        for word in ("need", "choice", "measured", "rejected"):
            assert word in page.read_text("utf-8").lower(), f"{page.name}: {word}"
