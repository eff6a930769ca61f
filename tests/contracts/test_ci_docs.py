"""The set-ups in docs/ci.md do what they promise: their commands run, and write the files that the set-ups pick up."""

import json
import re
import shlex
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from cutline.config.load import load_given
from cutline.engine.audit import audit_page
from cutline.engine.baseline import read
from cutline.faces.cli import cli
from cutline.reports import FILE_FORMATS

SETUPS = {"GitHub": "yaml", "GitLab": "yaml", "Jenkins": "groovy"}


@pytest.fixture
def ci(root: Path) -> str:
    return (root / "docs" / "ci.md").read_text("utf-8")


@pytest.fixture
def answers(root: Path) -> str:
    return (root / "docs" / "answered-findings.md").read_text("utf-8")


@pytest.fixture
def checkout(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with galleries in it, where a job has been started."""
    shutil.copytree(root / "examples", tmp_path / "galleries")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    return tmp_path


def section(prose: str, heading: str) -> str:
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", prose, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def block(prose: str, heading: str, language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", section(prose, heading), re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def command_in(setup: str, checkout: Path) -> list[str]:
    """Give the words of the one line that runs cutline, as a shell would."""
    (line,) = re.findall(r"^\s*(?:- run: |- |sh ')cutline (.+?)'?$", setup, re.MULTILINE)
    return [word.replace("$GITHUB_STEP_SUMMARY", str(checkout / "summary.md")) for word in shlex.split(line)]


def run(*words: str) -> int:
    result = CliRunner().invoke(cli, words)
    assert result.exit_code in (0, 1), result.output
    return result.exit_code


@pytest.mark.parametrize("heading", SETUPS)
def test_a_set_up_runs_and_writes_what_it_picks_up(ci: str, checkout: Path, heading: str) -> None:
    setup = block(ci, heading, SETUPS[heading])
    assert run(*command_in(setup, checkout)) == 1
    picked_up = set(re.findall(r"[\w-]+\.(?:sarif|html|xml)|gl-code-quality\.json", setup))
    assert picked_up
    assert {name for name in picked_up if not (checkout / name).is_file()} == set()


def test_what_the_set_ups_write_can_be_read(ci: str, checkout: Path) -> None:
    for heading, language in SETUPS.items():
        run(*command_in(block(ci, heading, language), checkout))
    assert json.loads((checkout / "cutline.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert json.loads((checkout / "gl-code-quality.json").read_text("utf-8"))
    assert ElementTree.parse(checkout / "junit.xml").getroot().tag == "testsuites"  # noqa: S314 - our own
    assert (checkout / "summary.md").read_text("utf-8").startswith("## cutline: ")


def test_every_format_is_listed(ci: str) -> None:
    table = ci.partition("## GitHub")[0]
    assert set(re.findall(r"`([a-z-]+)`", "".join(re.findall(r"^\| (.+?) \|", table, re.MULTILINE)))) == set(
        FILE_FORMATS
    )


@pytest.mark.usefixtures("checkout")
def test_the_commands_about_what_is_new_run_in_their_order(ci: str) -> None:
    codes = [
        run(*shlex.split(line))
        for line in re.findall(r"^ {4}cutline (.+)$", section(ci, "Only what is new"), re.MULTILINE)
    ]
    # create, check against it, a run to keep, and one beside it
    assert codes == [0, 0, 1, 1]


@pytest.mark.usefixtures("checkout")
def test_mending_runs_in_its_order(ci: str) -> None:
    codes = [
        run(*shlex.split(line))
        for line in re.findall(r"^ {4}cutline (.+)$", section(ci, "Mending in bulk"), re.MULTILINE)
    ]
    assert codes[1:] == [0, 0]


def test_the_markup_for_editors_answers_findings(answers: str) -> None:
    for markup in re.findall(r"^```html\n(.*?)^```", answers, re.MULTILINE | re.DOTALL):
        html = f"<!doctype html><html lang=en><title>x</title><main>{markup}</main>".replace("<img", "<img width=900")
        result = audit_page(html, source="x.html")
        assert "alt-missing" in {claim.finding.rule for claim in result.answered}, markup


def test_the_configuration_and_the_baseline_for_editors_can_be_read(answers: str, tmp_path: Path) -> None:
    config, baseline = re.findall(r"^```toml\n(.*?)^```", answers, re.MULTILINE | re.DOTALL)
    (tmp_path / "cutline.toml").write_text(config, "utf-8")
    assert [entry.rule for entry in load_given(tmp_path / "cutline.toml").ignored] == [
        "caption-truncated",
        "alt-missing",
    ]
    assert [entry.until for entry in read(baseline.encode())] == ["2027-12-31"]


def test_the_commands_for_editors_run(answers: str, checkout: Path) -> None:
    lines = re.findall(r"^ {4}cutline (.+)$", answers, re.MULTILINE)
    assert run(*shlex.split(lines[0])) == 0
    assert run(*shlex.split(lines[1])) == 0
    shutil.copy(checkout / "cutline-baseline.toml", checkout / "decisions.toml")
    assert run(*shlex.split(lines[2])) == 0
