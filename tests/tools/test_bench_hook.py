"""The bench of the hook times what it says: a large page without a mistake, and programs that really judged it."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import cutline


@pytest.fixture(scope="module")
def bench(tool: Callable[[str], ModuleType]) -> ModuleType:
    return tool("bench_hook")


def test_the_page_is_a_gallery_of_60_photos_in_405_kilobytes(bench: ModuleType) -> None:
    page = bench.page()
    assert 400_000 < len(page.encode()) < 415_000
    photos = cutline.inspect_page(page).photos
    assert len(photos) == bench.PHOTOS == 60
    assert all(photo.caption and photo.credit and photo.alt for photo in photos)


def test_there_is_nothing_to_find_on_the_page(bench: ModuleType) -> None:
    result = cutline.audit_page(bench.page())
    assert (result.audited, result.findings) == (True, ())


def test_a_program_that_did_not_pass_the_page_is_not_timed(bench: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<p>", "utf-8")
    command = [sys.executable, "-c", "import sys; sys.exit('no')"]
    with pytest.raises(SystemExit, match="ended with 1, so its time means nothing:\nno"):
        bench.seconds(command, file, piped=False)


def test_the_ratio_is_that_of_the_medians(bench: ModuleType) -> None:
    times = {"cutline hook": [0.1, 0.12, 0.5], "html-validate": [0.4, 0.48, 0.3]}
    assert list(bench.lines(times, 405_000)) == [
        "one page of 405 KB, 60 photos; wall time of the whole process in ms",
        "cutline hook   median  120, least  100",
        "html-validate  median  400, least  300",
        "ratio          0.30 (at most 0.33)",
    ]


def test_without_html_validate_nothing_is_compared(bench: ModuleType) -> None:
    assert list(bench.lines({"cutline hook": [0.1]}, 405_000))[-1] == (
        "html-validate is not installed: nothing to compare with"
    )
