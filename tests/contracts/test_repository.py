"""What may lie in the repository, and what a file may be called."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

VAGUE = {"common", "helper", "helpers", "manager", "misc", "util", "utils"}
"""Names that say nothing about what is inside."""

FOLDERS_ARE_NOT_IMPORTED = {"audit", "rules", "reports"}
"""Top folders; imported by these names a module is loaded twice (docs/decisions/one-import-name.md)."""

LARGEST = 400_000
"""Bytes of the largest file that is still read by people and compared in a diff."""


@pytest.fixture(scope="module")
def files(root: Path) -> list[Path]:
    """List what git keeps, or would keep after `git add`."""
    if not (root / ".git").exists():
        pytest.skip("not a git checkout: nothing tells what belongs to the repository")
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    named = (root / name for name in done.stdout.decode().split("\0") if name)
    return sorted(path for path in named if path.is_file())


def test_no_name_says_nothing(files: list[Path], root: Path) -> None:
    parts = {part for path in files for part in path.relative_to(root).parts}
    assert sorted(part for part in parts if VAGUE & set(re.split(r"[._-]", part.lower()))) == []


def test_every_file_is_text(files: list[Path], root: Path) -> None:
    assert [str(path.relative_to(root)) for path in files if not is_text(path)] == []


def test_no_file_is_too_large_to_read(files: list[Path], root: Path) -> None:
    assert [str(path.relative_to(root)) for path in files if path.stat().st_size > LARGEST] == []


def test_no_link_leads_out_of_the_files_themselves(files: list[Path], root: Path) -> None:
    assert [str(path.relative_to(root)) for path in files if path.is_symlink()] == []


def test_nothing_is_imported_by_the_name_of_its_folder(files: list[Path], root: Path) -> None:
    bare = [
        f"{path.relative_to(root)}: {name}"
        for path in files
        if path.suffix == ".py"
        for name in imports_of(path)
        if name.split(".")[0] in FOLDERS_ARE_NOT_IMPORTED
    ]
    assert bare == []


def test_no_file_names_a_place_in_somebody_s_home(files: list[Path], root: Path) -> None:
    home = re.compile(r"(?<![\w.:/])/(?:home|Users|root)/\w")
    assert [str(path.relative_to(root)) for path in files if home.search(path.read_text("utf-8"))] == []


def test_every_relative_link_in_the_prose_leads_somewhere(files: list[Path], root: Path) -> None:
    prose = [path for path in files if path.suffix == ".md"]
    broken = [
        f"{path.relative_to(root)}: {target}"
        for path in prose
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", without_code(path.read_text("utf-8")))
        if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists()
    ]
    assert broken == []


def is_text(path: Path) -> bool:
    data = path.read_bytes()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def imports_of(path: Path) -> list[str]:
    """Name what a module imports from outside its own package, at the top or inside a function."""
    names = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.append(node.module or "")
    return names


def without_code(prose: str) -> str:
    """Drop what stands in code spans and blocks: a link there is an example."""
    return re.sub(r"```.*?```|`[^`\n]*`", "", prose, flags=re.DOTALL)
