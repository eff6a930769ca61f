"""The word tables: read from what the build made of them, and from the TOML where that is stale or missing."""

import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cutline.text import data


@pytest.fixture
def parsed(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[bytes], bytes]]:
    """What the build makes of a table."""
    pytest.importorskip("setuptools", reason="the build's own module needs setuptools")
    monkeypatch.syspath_prepend(str(root / "tools"))
    tool = __import__("build_tables")
    yield tool.parsed
    sys.modules.pop("build_tables", None)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one table, and none made of it yet."""
    (tmp_path / "signs.toml").write_text('ends = ["…", "."]\n[language.de]\nmore = 2\n', "utf-8")
    (tmp_path / "parsed").mkdir()
    monkeypatch.setattr(data, "_HERE", tmp_path)
    monkeypatch.setattr(data, "_PARSED", tmp_path / "parsed")
    return tmp_path


LISTS_BY_LANGUAGE = ("function_words.toml",)
TABLE = {"ends": ["…", "."], "language": {"de": {"more": 2}}}


def test_a_table_is_read_from_what_the_build_made_of_it(
    shelf: Path, parsed: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    (shelf / "parsed" / "signs.json").write_bytes(parsed((shelf / "signs.toml").read_bytes()))
    monkeypatch.setattr(tomllib, "loads", lambda _: pytest.fail("the TOML was parsed"))
    assert data.table("signs") == TABLE


@pytest.mark.parametrize("made", [None, b"", b"00000000\n{}", b"signs"])
def test_a_table_that_was_edited_or_never_built_is_read_itself(made: bytes | None, shelf: Path) -> None:
    if made is not None:
        (shelf / "parsed" / "signs.json").write_bytes(made)
    assert data.table("signs") == TABLE


def test_a_build_that_was_interrupted_does_no_harm(shelf: Path, parsed: Callable[[bytes], bytes]) -> None:
    (shelf / "parsed" / "signs.json").write_bytes(parsed((shelf / "signs.toml").read_bytes())[:-3])
    assert data.table("signs") == TABLE


def test_every_table_is_the_same_after_the_build(root: Path, parsed: Callable[[bytes], bytes], shelf: Path) -> None:
    for file in (root / "audit" / "text" / "data").glob("*.toml"):
        (shelf / file.name).write_bytes(file.read_bytes())
        (shelf / "parsed" / f"{file.stem}.json").write_bytes(parsed(file.read_bytes()))
        assert data._made_of(file.read_bytes(), shelf / "parsed" / f"{file.stem}.json") == tomllib.loads(
            file.read_text("utf-8")
        )


def test_every_table_of_words_is_read_by_its_name(root: Path) -> None:
    code = "\n".join(module.read_text("utf-8") for module in (root / "audit").rglob("*.py"))
    unread = [
        f"{file.name}: {key}"
        for file in (root / "audit/text/data").glob("*.toml")
        if file.name not in LISTS_BY_LANGUAGE
        for key in tomllib.loads(file.read_text("utf-8"))
        if not re.search(rf"""["']{re.escape(key)}["']""", code)
    ]
    assert unread == []
