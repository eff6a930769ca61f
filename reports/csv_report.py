"""The run as comma-separated values (RFC 4180), for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import ClassVar

from msgspec import Struct

from cutline.model.run import AuditRun
from cutline.reports.rows import HEADINGS, cells, rows

MARK = "\ufeff"
"""The byte-order mark by which spreadsheets know UTF-8."""


class CsvReport(Struct, frozen=True):
    """Writes a heading and a row a finding. No cell acts as a formula."""

    name: ClassVar[str] = "csv"
    media_type: ClassVar[str] = "text/csv; charset=utf-8"
    suffix: ClassVar[str] = ".csv"

    def render(self, run: AuditRun) -> Iterator[str]:
        """Yield a row at a time."""
        yield MARK + _line(HEADINGS)
        yield from (_line(cells(row)) for row in rows(run))


def _line(values: Iterable[int | str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(values)
    return text.getvalue()
