"""The action for GitHub: its own scripts, run as a runner runs them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

yaml = pytest.importorskip("yaml", reason="PyYAML comes with the extra `test`, through pre-commit")

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")


@pytest.fixture
def action(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((root / "action.yml").read_text("utf-8"))
    return found


class Runner:
    """As much of a runner as a composite action sees: a workspace, its files, and the inputs put in place."""

    def __init__(self, action: dict[str, Any], folder: Path, action_path: Path) -> None:
        self.action = action
        self.workspace = folder / "workspace"
        self.temp = folder / "temp"
        for place in (self.workspace, self.temp):
            place.mkdir()
        self.files = {name: self.temp / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH")}
        for file in self.files.values():
            file.touch()
        self.action_path = action_path

    def run(self, name: str, **inputs: str) -> "subprocess.CompletedProcess[str]":
        """Run one step's script with the inputs given, the others as the action sets them."""
        (step,) = [step for step in self.action["runs"]["steps"] if step["name"] == name]
        words = {key: given.get("default", "") for key, given in self.action["inputs"].items()}
        words |= {key.replace("_", "-"): value for key, value in inputs.items()}

        def filled(text: str) -> str:
            return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: words[found[1]], text)

        script = self.temp / "script.sh"
        script.write_text(step["run"], "utf-8")
        added = self.files["GITHUB_PATH"].read_text("utf-8").split("\n")
        programs = [*filter(None, added), str(Path(sys.executable).parent), os.environ["PATH"]]
        given = {name: filled(value) for name, value in step.get("env", {}).items()}
        assert step["shell"] == "bash"
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace / filled(step.get("working-directory", ".")),
            env={
                **os.environ,
                **{name: str(file) for name, file in self.files.items()},
                "PATH": os.pathsep.join(programs),
                "RUNNER_TEMP": str(self.temp),
                "GITHUB_ACTION_PATH": str(self.action_path),
                **given,
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )

    def outputs(self) -> dict[str, str]:
        """Give what the step told the runner."""
        lines = self.files["GITHUB_OUTPUT"].read_text("utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)


@pytest.fixture
def runner(action: dict[str, Any], tmp_path: Path, root: Path) -> Runner:
    return Runner(action, tmp_path, root)


CLEAN = """<!doctype html>
<html lang="en"><title>Ferries</title><a href="#m">Skip to the pictures</a><main id="m"><h1>Ferries</h1>
<figure><img src="a.jpg" width="900" height="600" alt="A ferry leaves the pier at dawn.">
<figcaption>The last ferry leaves on Monday. [Ingrid Vossby/Reuters]</figcaption></figure></main></html>
"""
BAD = CLEAN.replace(' alt="A ferry leaves the pier at dawn."', "")


def test_no_script_holds_an_expression(action: dict[str, Any]) -> None:
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    assert scripts
    assert [script for script in scripts if "${{" in script] == []


def test_every_action_that_it_uses_is_pinned_to_a_commit_with_its_version_beside_it(root: Path) -> None:
    used = re.findall(r"uses: (.+)", (root / "action.yml").read_text("utf-8"))
    assert len(used) == 2
    assert [name for name in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", name)] == []


def test_every_input_is_used_and_every_output_is_written(action: dict[str, Any], root: Path) -> None:
    text = (root / "action.yml").read_text("utf-8")
    assert [name for name in action["inputs"] if f"inputs.{name}" not in text] == []
    (check,) = [step for step in action["runs"]["steps"] if step.get("id") == "check"]
    for name, output in action["outputs"].items():
        assert output["value"] == f"${{{{ steps.check.outputs.{name} }}}}"
        assert re.search(rf'\b{name}=|"{name}"', check["run"]), name
    assert all(given["description"] for given in (*action["inputs"].values(), *action["outputs"].values()))


def test_every_variable_of_the_script_is_given_by_its_step(action: dict[str, Any]) -> None:
    (check,) = [step for step in action["runs"]["steps"] if step.get("id") == "check"]
    assert set(re.findall(r"\$\{?(CUTLINE_\w+)", check["run"])) == set(check["env"])


def test_the_documentation_shows_inputs_and_outputs_that_are_there(action: dict[str, Any], root: Path) -> None:
    prose = (root / "docs" / "ci.md").read_text("utf-8")
    section = prose.partition("\n## GitHub, as an action\n")[2].partition("\n## ")[0]
    (block,) = re.findall(r"^```yaml\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    steps = yaml.safe_load(block)["jobs"]["cutline"]["steps"]
    (ours,) = [step for step in steps if step.get("id") == "cutline"]
    assert set(ours["with"]) <= set(action["inputs"])
    assert set(re.findall(r"steps\.cutline\.outputs\.([\w-]+)", block)) <= set(action["outputs"])
    rows = re.findall(r"^\| `([\w-]+)` \|", section, re.MULTILINE)
    assert rows == [*action["inputs"], *action["outputs"]]


def test_a_clean_gallery_passes_and_tells_where_its_reports_are(runner: Runner) -> None:
    (runner.workspace / "gallery.html").write_text(CLEAN, "utf-8")
    done = runner.run("Check", targets="gallery.html")
    assert (done.returncode, done.stderr) == (0, "")
    assert runner.outputs() == {
        "exit-code": "0",
        "errors": "0",
        "warnings": "0",
        "not-audited": "0",
        "report": "cutline-report.html",
        "sarif": "cutline.sarif",
    }
    assert (runner.workspace / "cutline-report.html").read_text("utf-8").startswith("<!doctype html>")
    assert "2.1.0" in (runner.workspace / "cutline.sarif").read_text("utf-8")
    assert runner.files["GITHUB_STEP_SUMMARY"].read_text("utf-8").startswith("## cutline: ")


def test_findings_fail_the_step_with_annotations_and_reports(runner: Runner) -> None:
    (runner.workspace / "gallery.html").write_text(BAD, "utf-8")
    done = runner.run("Check", targets="gallery.html", sarif="")
    assert done.returncode == 1
    assert "::error " in done.stdout
    assert "file=gallery.html" in done.stdout
    outputs = runner.outputs()
    assert (outputs["exit-code"], outputs["errors"], "sarif" in outputs) == ("1", "1", False)
    assert not (runner.workspace / "cutline.sarif").exists()


def test_what_could_not_be_audited_is_3(runner: Runner) -> None:
    assert runner.run("Check", targets="gone.html").returncode == 3
    assert (runner.outputs()["exit-code"], runner.outputs()["not-audited"]) == ("3", "1")


@pytest.mark.parametrize("targets", ["", "\n \n"])
def test_nothing_to_check_is_never_green(runner: Runner, targets: str) -> None:
    done = runner.run("Check", targets=targets)
    assert (done.returncode, runner.outputs()) == (2, {"exit-code": "2"})
    assert "::error title=cutline::The input targets names nothing to check." in done.stdout


def test_wrong_input_is_2_and_leaves_no_outputs_of_an_earlier_run(runner: Runner) -> None:
    (runner.workspace / "gallery.html").write_text(CLEAN, "utf-8")
    (runner.temp / "cutline-run.json").write_text("{}", "utf-8")
    done = runner.run("Check", targets="gallery.html", profile="strict")
    assert (done.returncode, runner.outputs()) == (2, {"exit-code": "2"})
    assert "'strict' is not one of" in done.stderr


def test_several_targets_stand_on_lines_of_their_own_and_may_hold_spaces(runner: Runner) -> None:
    for name in ("first gallery.html", "second.html"):
        (runner.workspace / name).write_text(BAD, "utf-8")
    runner.run("Check", targets="first gallery.html\r\n\nsecond.html\n")
    assert (runner.outputs()["errors"], runner.outputs()["not-audited"]) == ("2", "0")


def test_the_house_s_wishes_reach_the_check(runner: Runner) -> None:
    (runner.workspace / "desk").mkdir()
    (runner.workspace / "desk" / "gallery.html").write_text(BAD, "utf-8")
    (runner.workspace / "desk" / "house.toml").write_text('select = ["alt-missing"]\n', "utf-8")
    wishes = {"targets": "gallery.html", "config": "house.toml", "working_directory": "desk"}
    assert runner.run("Check", **wishes).returncode == 1
    assert (runner.workspace / "desk" / "cutline-report.html").is_file()
    assert runner.run("Check", **wishes, fail_on="never").returncode == 0
    assert runner.run("Check", **wishes, baseline="gone.toml").returncode == 2


@pytest.mark.parametrize("evil", ['$(touch "$RUNNER_TEMP/owned")', '"; touch "$RUNNER_TEMP/owned"; "', "`touch owned`"])
@pytest.mark.parametrize("name", ["targets", "config", "fail_on", "profile", "baseline", "report", "sarif"])
def test_no_input_is_run(runner: Runner, name: str, evil: str) -> None:
    (runner.workspace / "gallery.html").write_text(CLEAN, "utf-8")
    runner.run("Check", **{"targets": "gallery.html", name: evil})
    assert not (runner.temp / "owned").exists()
    assert not (runner.workspace / "owned").exists()


@pytest.mark.parametrize("option", ["--version", "-o", "--config=gone.toml"])
def test_a_target_is_never_an_option(runner: Runner, option: str) -> None:
    assert runner.run("Check", targets=option).returncode == 3


def test_the_action_installs_cutline_from_this_repository_and_uses_it(root: Path, tmp_path: Path, action: Any) -> None:
    if not os.environ.get("CUTLINE_ONLINE"):
        pytest.skip("`tox -e online` runs this: pip fetches what cutline needs from the package index")
    source = tmp_path / "action"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
        text=True,
    )
    for name in listed.stdout.split("\0"):
        if name and (root / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, source / name)
    runner = Runner(action, tmp_path, source)
    installed = runner.run("Install cutline")
    assert installed.returncode == 0, installed.stdout + installed.stderr
    assert runner.files["GITHUB_PATH"].read_text("utf-8").strip().startswith(str(runner.temp / "cutline"))
    (runner.workspace / "gallery.html").write_text(BAD, "utf-8")
    assert runner.run("Check", targets="gallery.html").returncode == 1
