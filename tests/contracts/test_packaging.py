"""The wheel holds what lies on disk: a package or a data file that is forgotten is forgotten silently."""

import tomllib
from fnmatch import fnmatch
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

import cutline

SHIPPED = {
    "cutline": "audit",
    "cutline.rules": "rules",
    "cutline.reports": "reports",
    "cutline.wagtail": "audit/faces/wagtail",
}
TOPS = ("audit", "rules", "reports")


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def setuptools_table(project: dict[str, Any]) -> dict[str, Any]:
    table: dict[str, Any] = project["tool"]["setuptools"]
    return table


def folders_of(root: Path) -> dict[str, Path]:
    """Map the name of each package on disk to its folder; a folder is a package when it has an `__init__.py`."""
    found = {}
    for top in TOPS:
        for init in (root / top).rglob("__init__.py"):
            found[package_of(init.parent.relative_to(root).as_posix())] = init.parent
    return found


def package_of(folder: str) -> str:
    """Give the package that a folder is imported as; of two that hold it the inner one decides."""
    tops = {top: name for name, top in SHIPPED.items() if f"{folder}/".startswith(f"{top}/")}
    top = max(tops, key=len)
    return ".".join((tops[top], *folder.removeprefix(top).split("/")[1:]))


def test_the_folders_make_one_import_name(setuptools_table: dict[str, Any]) -> None:
    assert setuptools_table["package-dir"] == SHIPPED


def test_the_package_list_names_every_folder_with_an_init(root: Path, setuptools_table: dict[str, Any]) -> None:
    with_python = set(folders_of(root))
    listed = set(setuptools_table["packages"])
    only_data = {name for name in listed - with_python if (root / folder_of(name)).is_dir()}
    assert (sorted(with_python - listed), sorted(listed - with_python - only_data)) == ([], [])
    assert len(setuptools_table["packages"]) == len(listed)


def test_every_module_lies_in_a_listed_package(root: Path, setuptools_table: dict[str, Any]) -> None:
    listed = {folder_of(name) for name in setuptools_table["packages"]}
    modules = [path for top in TOPS for path in (root / top).rglob("*.py")]
    assert [str(path) for path in modules if path.parent.relative_to(root).as_posix() not in listed] == []


def test_every_data_file_is_caught_by_a_pattern_of_its_package(root: Path, setuptools_table: dict[str, Any]) -> None:
    caught = {
        (folder_of(package), pattern)
        for package, patterns in setuptools_table["package-data"].items()
        for pattern in patterns
    }
    forgotten = [
        path.relative_to(root).as_posix()
        for path in data_files(root)
        if not any(ships(path.relative_to(root).as_posix(), folder, pattern) for folder, pattern in caught)
    ]
    assert forgotten == []


def test_the_package_data_belongs_to_listed_packages(setuptools_table: dict[str, Any]) -> None:
    assert set(setuptools_table["package-data"]) <= set(setuptools_table["packages"])


def test_the_types_are_marked_for_type_checkers(root: Path) -> None:
    assert (root / "audit" / "py.typed").read_text("utf-8") == ""


def test_the_version_of_the_package_is_the_project_s(project: dict[str, Any]) -> None:
    assert (version("cutline"), cutline.__version__) == (project["project"]["version"],) * 2


def test_the_package_under_test_is_this_checkout(root: Path) -> None:
    assert cutline.__file__ is not None
    assert (root / "audit" / "__init__.py").samefile(cutline.__file__)


def folder_of(package: str) -> str:
    """Give the folder of a package, from the checkout's top."""
    for name in sorted(SHIPPED, key=len, reverse=True):
        if package == name or package.startswith(f"{name}."):
            return "/".join((SHIPPED[name], *package.removeprefix(name).split(".")[1:]))
    raise AssertionError(f"{package} is not below cutline")


def data_files(root: Path) -> list[Path]:
    """List what is neither Python nor made by Python."""
    return [
        path
        for top in TOPS
        for path in sorted((root / top).rglob("*"))
        if path.is_file() and path.suffix not in {".py", ".pyc"} and "__pycache__" not in path.parts
    ]


def ships(path: str, folder: str, pattern: str) -> bool:
    """Tell whether setuptools takes a file for a pattern of the package in `folder`; no star spans a slash."""
    if not path.startswith(f"{folder}/"):
        return False
    parts, wanted = path.removeprefix(f"{folder}/").split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(map(fnmatch, parts, wanted))
