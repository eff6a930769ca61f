"""The contracts on imports can fail: each forbidden import, planted in a small house of the same shape, is caught."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("importlinter", reason="import-linter comes with `tox -e contracts`")

ROOMS = ("model", "text", "page", "rules", "sources", "config", "engine", "reports", "faces", "wagtail")

FLOORS = "A room imports only from floors below it"
REPORTS = "Reports see the run and nothing else"
ENGINE = "The engine and the config do not know how a run is shown"
JUDGES = "Rules judge values and read nothing from outside"
PURE = "Page, text and model are pure: no browser, no terminal, no network"
GROUND = "The model knows values only"

PLANTED = {
    "the model reads text": ("model", "import cutline.text", FLOORS),
    "text reads the page": ("text", "import cutline.page", FLOORS),
    "the page asks a rule": ("page", "import cutline.rules", FLOORS),
    "a rule asks where pages come from": ("rules", "import cutline.sources", FLOORS),
    "a source judges": ("sources", "import cutline.rules", FLOORS),
    "a rule runs the engine": ("rules", "import cutline.engine", FLOORS),
    "the engine parses a command line": ("engine", "import cutline.faces", FLOORS),
    "a command asks a site": ("faces", "import cutline.wagtail", FLOORS),
    "a site runs a command": ("wagtail", "import cutline.faces", FLOORS),
    "a report asks a site": ("reports", "import cutline.wagtail", FLOORS),
    "the page takes the long way up": ("page", "from cutline import anything", FLOORS),
    "a report asks a rule": ("reports", "import cutline.rules", REPORTS),
    "a report reads the page": ("reports", "import cutline.page", REPORTS),
    "a report runs the engine": ("reports", "import cutline.engine", REPORTS),
    "the engine writes a report": ("engine", "import cutline.reports", ENGINE),
    "the config prints": ("config", "import rich.console", ENGINE),
    "a rule fetches": ("rules", "import socket", JUDGES),
    "a rule opens a browser": ("rules", "import playwright.sync_api", JUDGES),
    "the page brings its own soup": ("page", "import bs4", PURE),
    "text starts a program": ("text", "import subprocess", PURE),
    "the model parses": ("model", "import turbohtml", GROUND),
}


def test_a_house_without_a_forbidden_import_keeps_every_contract(tmp_path: Path, root: Path) -> None:
    build_house(tmp_path, root)
    assert broken_contracts(tmp_path) == []


@pytest.mark.parametrize("offence", PLANTED)
def test_a_forbidden_import_is_caught(offence: str, tmp_path: Path, root: Path) -> None:
    room, statement, contract = PLANTED[offence]
    build_house(tmp_path, root)
    (tmp_path / "cutline" / room / "planted.py").write_text(f"{statement}\n", "utf-8")
    assert contract in broken_contracts(tmp_path)


def test_a_room_that_no_contract_knows_is_caught(tmp_path: Path, root: Path) -> None:
    build_house(tmp_path, root)
    (tmp_path / "cutline" / "attic").mkdir()
    (tmp_path / "cutline" / "attic" / "__init__.py").touch()
    assert "attic" in lint(tmp_path).stdout


def test_the_planted_imports_try_every_contract(root: Path) -> None:
    written = re.findall(r"^name = (.+)$", (root / ".importlinter").read_text("utf-8"), re.MULTILINE)
    assert {contract for _, _, contract in PLANTED.values()} == set(written)


def build_house(folder: Path, root: Path) -> None:
    """Lay out a package with our rooms, our contracts, and the one way up that the public names take."""
    shutil.copy(root / ".importlinter", folder)
    package = folder / "cutline"
    package.mkdir()
    (package / "__init__.py").write_text("import cutline.engine\n", "utf-8")
    (package / "__main__.py").write_text("import cutline.faces\n", "utf-8")
    for room in ROOMS:
        (package / room).mkdir()
        (package / room / "__init__.py").touch()


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-logo", "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "300", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def broken_contracts(folder: Path) -> list[str]:
    """Name the contracts that import-linter calls broken."""
    done = lint(folder)
    broken = re.findall(r"^(.+) BROKEN", done.stdout, re.MULTILINE)
    assert done.returncode == bool(broken), done.stdout + done.stderr
    return broken
