"""The run as a workbook for spreadsheets (Office Open XML), written by XlsxWriter (the extra `xlsx`)."""

from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from tempfile import TemporaryFile
from typing import Any, ClassVar

from msgspec import Struct

from cutline.model.run import AuditRun
from cutline.reports.rows import HEADINGS, cells, rows

ROWS = 1_000_000
"""Rows of a sheet below its heading; the format ends at 1,048,576."""

_WIDTHS = (28, 7, 13, 10, 24, 60, 50, 7, 8, 30, 50, 50, 30, 30, 26)
_CHUNK = 1 << 16
_SETTINGS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class XlsxReport(Struct, frozen=True):
    """Writes one sheet that can be filtered. Every text is a text: none becomes a formula, a link or a number.

    Raises ModuleNotFoundError when it is made without the extra.
    """

    name: ClassVar[str] = "xlsx"
    media_type: ClassVar[str] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    suffix: ClassVar[str] = ".xlsx"

    def __post_init__(self) -> None:
        import_module("xlsxwriter")

    def render(self, run: AuditRun) -> Iterator[bytes]:
        """Yield the file in pieces; it is built in temporary files, in memory that does not grow with the run."""
        with TemporaryFile(prefix="cutline-") as file:
            with import_module("xlsxwriter").Workbook(file, _SETTINGS) as book:
                book.set_properties({"title": "cutline", "created": _moment(run.started)})
                _fill(book, run)
            file.seek(0)
            yield from iter(lambda: file.read(_CHUNK), b"")


def _fill(book: Any, run: AuditRun) -> None:
    sheet = book.add_worksheet("Findings")
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, HEADINGS, book.add_format({"bold": True}))
    last = 0
    for last, row in enumerate(rows(run), start=1):
        if last > ROWS:
            sheet.write_string(last, 0, "A sheet ends here; the CSV report has all rows.")
            break
        for column, value in enumerate(cells(row)):
            if isinstance(value, int):
                sheet.write_number(last, column, value)
            elif value:
                sheet.write_string(last, column, value)
    sheet.autofilter(0, 0, last, len(HEADINGS) - 1)


def _moment(started: str) -> datetime:
    """Give the start of the run; a fixed moment when it is none, since the same run gives the same bytes."""
    try:
        return datetime.fromisoformat(started).replace(tzinfo=None)
    except ValueError:
        return datetime(2000, 1, 1)
