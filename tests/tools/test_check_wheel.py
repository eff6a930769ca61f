"""The check of the wheel can fail."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest

TABLES = ("cutline/text/data/frequencies/en", "cutline/text/data/parsed/agencies.json")


@pytest.fixture(scope="module")
def check_wheel(tool: Callable[[str], ModuleType]) -> ModuleType:
    return tool("check_wheel")


def wheel_of(folder: Path, *names: str) -> Path:
    wheel = folder / "cutline-0-py3-none-any.whl"
    with ZipFile(wheel, "w") as archive:
        for name in (*names, "cutline-0.dist-info/METADATA"):
            archive.writestr(name, "")
    return wheel


def test_a_wheel_with_every_file_and_the_tables_is_right(check_wheel: ModuleType, tmp_path: Path) -> None:
    wheel = wheel_of(tmp_path, "cutline/__init__.py", *TABLES)
    check_wheel.compare(wheel, {"cutline/__init__.py"})


def test_a_forgotten_file_is_named(check_wheel: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(check_wheel.WheelError, match=r"not in the wheel: cutline/rules/base\.py;"):
        check_wheel.compare(wheel_of(tmp_path, *TABLES), {"cutline/rules/base.py"})


def test_a_leftover_of_an_earlier_build_is_named(check_wheel: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(check_wheel.WheelError, match=r"not in the repository: cutline/gone\.py$"):
        check_wheel.compare(wheel_of(tmp_path, "cutline/gone.py", *TABLES), set())


@pytest.mark.parametrize("missing", TABLES)
def test_a_build_without_tables_is_refused(missing: str, check_wheel: ModuleType, tmp_path: Path) -> None:
    made = (name for name in TABLES if name != missing)
    with pytest.raises(check_wheel.WheelError, match=f"the build made no tables in {missing.rpartition('/')[0]}/"):
        check_wheel.compare(wheel_of(tmp_path, "cutline/__init__.py", *made), {"cutline/__init__.py"})


def test_the_folders_become_one_name_in_the_wheel(check_wheel: ModuleType, tmp_path: Path) -> None:
    shipped = ("audit/__init__.py", "audit/faces/wagtail/apps.py", "rules/images/alt_missing.py")
    for name in (*shipped, "reports/templates/page.html", "tests/test_it.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert sorted(check_wheel.shipped_names(tmp_path)) == [
        "cutline/__init__.py",
        "cutline/reports/templates/page.html",
        "cutline/rules/images/alt_missing.py",
        "cutline/wagtail/apps.py",
    ]


def test_a_command_that_fails_is_told_with_its_exit_code(check_wheel: ModuleType) -> None:
    with pytest.raises(check_wheel.WheelError, match=r"^exit code 3 from: "):
        check_wheel.run("sh", "-c", "exit 3")
