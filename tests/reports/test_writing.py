import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from cutline.reports.writing import write


def test_a_report_is_written_as_utf_8_with_plain_line_ends(tmp_path: Path) -> None:
    write(tmp_path / "report.txt", ["Gulls ", "over Tromsø\n"])
    assert (tmp_path / "report.txt").read_bytes() == "Gulls over Tromsø\n".encode()


def test_a_report_that_breaks_off_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    place = tmp_path / "report.txt"
    place.write_text("yesterday's")

    def broken() -> Iterator[str]:
        yield "half of"
        raise RuntimeError("the pages ended")

    with pytest.raises(RuntimeError):
        write(place, broken())
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"report.txt": "yesterday's"}


def test_a_place_that_does_not_exist_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write(tmp_path / "no" / "report.txt", ["text"])


def test_a_folder_is_an_os_error_and_stays_empty(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write(tmp_path, ["text"])
    assert list(tmp_path.iterdir()) == []


def test_a_new_report_may_be_read_by_whom_the_process_lets_read(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write(tmp_path / "report.txt", ["text"])
    assert stat.S_IMODE((tmp_path / "report.txt").stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)


def test_a_replaced_report_keeps_its_permissions(tmp_path: Path) -> None:
    place = tmp_path / "report.txt"
    place.touch()
    place.chmod(0o640)
    write(place, ["text"])
    assert stat.S_IMODE(place.stat().st_mode) == 0o640


def test_a_link_stays_a_link_to_the_new_report(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    write(tmp_path / "link.txt", ["new"])
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


@pytest.mark.skipif(not Path(os.devnull).is_char_device(), reason="there is no null device")
def test_a_device_is_written_to_and_not_replaced() -> None:
    write(Path(os.devnull), ["text"])
    assert Path(os.devnull).is_char_device()


def test_a_long_name_leaves_room_for_the_temporary_one(tmp_path: Path) -> None:
    write(tmp_path / ("n" * 250), ["text"])
    assert (tmp_path / ("n" * 250)).read_text() == "text"
