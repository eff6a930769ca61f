"""What docs/hook.md shows can be copied: the shell, the Python, the gallery, and the verdict's members."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cutline.reports.verdict import WireVerdict
from cutline.reports.wire import WireFinding

CLEAN = """<!doctype html><html lang="en"><title>Ferries</title><a href="#m">Skip to the pictures</a>
<main id="m"><h1>Ferries</h1>
<figure><img src="a.jpg" width="900" height="600" alt="A ferry leaves the pier at dawn.">
<figcaption>The last ferry leaves on Monday. [Ingrid Vossby/Reuters]</figcaption></figure></main></html>"""
BAD = CLEAN.replace(' alt="A ferry leaves the pier at dawn."', "")


def block(root: Path, heading: str, language: str) -> str:
    prose = (root / "docs" / "hook.md").read_text("utf-8")
    section = prose.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found = re.search(rf"^```{language}\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with this checkout's program on the path."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    return tmp_path


@pytest.mark.skipif(shutil.which("sh") is None, reason="there is no shell here")
@pytest.mark.parametrize(
    ("page", "done"),
    [(CLEAN, "publish page.html\n"), (BAD, "mail_the_desk verdict.json\n"), ("", "mail_the_developers verdict.json\n")],
)
def test_the_shell_script_does_the_right_thing_with_each_verdict(page: str, done: str, root: Path, desk: Path) -> None:
    (desk / "page.html").write_text(page, "utf-8")
    names = ("publish", "mail_the_desk", "mail_the_developers")
    stubs = "".join(f'{name}() {{ echo {name} "$@"; }}\n' for name in names)
    script = f"{stubs}address=https://news.example/pictures/1\n{block(root, 'In a shell', 'sh')}"
    assert subprocess.run(["sh", "-c", script], stdout=subprocess.PIPE, text=True, check=True).stdout == done
    assert json.loads((desk / "verdict.json").read_text("utf-8"))["schema"] == "cutline/verdict/1"


def test_the_python_gets_verdicts_and_raises_when_there_is_none(root: Path, desk: Path) -> None:
    said: dict[str, Any] = {}
    exec(block(root, "From another program", "python"), said)  # noqa: S102 - the block is the thing under test
    answers = [said["verdict_on"](page.encode(), "pictures/1") for page in (CLEAN, BAD, "")]
    assert [(answer["allow"], bool(answer["not_audited"])) for answer in answers] == [
        (True, False),
        (False, False),
        (False, True),
    ]
    (desk / "cutline.toml").write_text("proflie = 1\n", "utf-8")
    with pytest.raises(RuntimeError, match="unknown key; did you mean profile"):
        said["verdict_on"](CLEAN.encode(), "pictures/1")


@pytest.mark.usefixtures("desk")
def test_the_function_for_a_cms_tells_the_editor_what_to_do(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    said: dict[str, Any] = {}
    for heading in ("From another program", "In a CMS"):
        exec(block(root, heading, "python"), said)  # noqa: S102 - the block is the thing under test
    answers = [said["before_publishing"](page.encode(), "pictures/1") for page in (CLEAN, BAD, "")]
    assert answers == [
        [],
        ["This photo has no alt text, so a screen reader reads out its file name or nothing at all."],
        ["The photos of this page could not be checked."],
    ]
    assert caplog.messages == ["pictures/1 was not audited: nothing came in on standard input"]


def test_the_function_for_a_cms_says_what_blocks_where_warnings_do(root: Path, desk: Path) -> None:
    house = 'fail_on = "warning"\nselect = ["alt-missing"]\n[rules]\nalt-missing = {severity = "warning"}\n'
    (desk / "cutline.toml").write_text(house, "utf-8")
    said: dict[str, Any] = {}
    for heading in ("From another program", "In a CMS"):
        exec(block(root, heading, "python"), said)  # noqa: S102 - the block is the thing under test
    assert said["before_publishing"](BAD.encode(), "pictures/1") == [
        "This photo has no alt text, so a screen reader reads out its file name or nothing at all."
    ]


@pytest.mark.usefixtures("desk")
def test_the_gallery_can_be_audited(root: Path) -> None:
    gallery = block(root, "A gallery before there is a page", "json")
    done = subprocess.run(["cutline", "hook"], input=gallery.encode(), capture_output=True, check=False)
    assert (done.returncode, json.loads(done.stdout)["not_audited"]) == (0, [])


def test_the_verdict_that_is_shown_has_the_members_of_a_verdict(root: Path) -> None:
    shown = json.loads(block(root, "The verdict", "json"))
    assert tuple(shown) == WireVerdict.__struct_fields__
    assert set(shown["findings"][0]) - {"…"} < set(WireFinding.__struct_fields__)
