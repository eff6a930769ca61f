"""Screenshots are made of every way the report is looked at, or a sentence says why not."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pytest

from cutline.sources.discovery import Missing


@pytest.fixture
def screenshots(tool: Callable[[str], ModuleType]) -> ModuleType:
    return tool("screenshots")


def test_every_picture_has_a_name_of_its_own_and_shows_an_example_that_exists(screenshots: ModuleType) -> None:
    names = [shot.name for shot in screenshots.SHOTS]
    assert len(set(names)) == len(names)
    assert all((screenshots.EXAMPLES / shot.target).exists() for shot in screenshots.SHOTS)


def test_a_report_is_made_of_an_example_whatever_is_found_in_it(screenshots: ModuleType, tmp_path: Path) -> None:
    file = screenshots.report(screenshots.ONE, tmp_path)
    assert "<title>Not ready." in file.read_text("utf-8")


def test_without_a_browser_it_says_so_and_writes_nothing(
    screenshots: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

    def missing() -> NoReturn:
        raise Missing("no browser was found")

    monkeypatch.setattr(screenshots, "find_browser", missing)
    monkeypatch.setattr(sys, "argv", ["screenshots.py", str(tmp_path / "shots")])
    assert screenshots.main() == 2
    assert capsys.readouterr().err == "no screenshot was made: no browser was found\n"
    assert list(tmp_path.iterdir()) == []
