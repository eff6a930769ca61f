"""CSV and the workbook: the same rows, and no cell that a spreadsheet would act on."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cutline.model.run import AuditRun
from cutline.reports import reporter, reporter_for
from cutline.reports.rows import HEADINGS, Row, cells, rows

Runs = dict[str, Callable[[], AuditRun]]
Table = list[list[str]]

SHEET = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def from_csv(run: AuditRun) -> Table:
    text = "".join(reporter("csv").render(run))
    assert text.startswith("\ufeffPage,Photo,")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def workbook(run: AuditRun) -> bytes:
    chunks = reporter_for("xlsx", Path("run.xlsx")).render(run)
    return b"".join(chunk for chunk in chunks if isinstance(chunk, bytes))


def from_workbook(run: AuditRun) -> Table:
    with zipfile.ZipFile(io.BytesIO(workbook(run))) as archive:
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own
    table = []
    for row in sheet.iterfind(".//s:row", SHEET):
        found = {column(cell.attrib["r"]): "".join(cell.itertext()) for cell in row.iterfind("s:c", SHEET)}
        table.append([found.get(place, "") for place in range(len(HEADINGS))])
    assert sheet.find(".//s:f", SHEET) is None
    assert sheet.find(".//s:hyperlink", SHEET) is None
    return table


def column(place: str) -> int:
    return ord(place[0]) - ord("A")


def test_the_workbook_holds_the_rows_of_the_csv(every_run: AuditRun) -> None:
    # A sheet keeps lone spaces that fold in XML; texts are compared without them.
    assert from_workbook(every_run) == from_csv(every_run)


def test_a_finding_is_a_row_with_the_texts_of_its_photo(runs: Runs) -> None:
    run = runs["one"]()
    (page,) = run.pages
    heading, row = from_csv(run)
    assert tuple(heading) == HEADINGS
    assert dict(zip(heading, row, strict=True)) == {
        "Page": "winter.html",
        "Photo": "2",
        "State": "open",
        "Severity": "error",
        "Rule": "alt-truncated",
        "What": "The description stops at “reached a”.",
        "Type instead": "Residents of the lower town carry their furniture up the stairs of the library, Monday.",
        "Line": "22",
        "Column": "40",
        "Picture": "photos/winter-2.jpg",
        "Alt text": page.photos[1].alt,
        "Caption": "The lower town in winter, day 2.",
        "Credit": "[Mila Oresund/AP Photo 2]",
        "Answer": "",
        "Key": page.findings[0].fingerprint,
    }


def test_every_page_has_a_row(runs: Runs) -> None:
    states = [(row.page, row.state) for row in rows(runs["many"]())]
    assert dict(states) == {
        "winter.html": "open",
        "https://news.example/galleries/gone": "not audited",
        "galleries/flood.html": "to be decided",
        "broken-rule.html": "not audited",
    }
    assert ("winter.html", "nothing found") in states


def test_an_answer_stands_in_its_row(runs: Runs) -> None:
    answers = [(row.state, row.answer) for row in rows(runs["answered"]())]
    assert answers == [
        ("open", ""),
        ("answered", "the agency's own words Mila 2027-01-30"),
        ("answered", "a pattern, not a photo"),
    ]


def test_a_run_without_a_page_says_so(runs: Runs) -> None:
    assert [row.message for row in rows(runs["no-page"]())] == ["Nothing was audited: the run holds no page."]


def test_lines_end_as_the_standard_says(runs: Runs) -> None:
    text = "".join(reporter("csv").render(runs["one"]()))
    assert text.count("\r\n") == text.count("\n") == 2


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2+3", "@SUM(A1)", " =1", "\t=1", "\u00a0=1", "|calc", "%x"])
def test_a_text_that_would_act_as_a_formula_gets_an_apostrophe(text: str) -> None:
    assert cells(Row("a.html", alt=text))[10] == f"'{text.replace(chr(9), ' ')}"


@given(st.text(max_size=40))
def test_no_text_begins_like_a_formula(text: str) -> None:
    shown = str(cells(Row("a.html", alt=text))[10])
    assert shown.strip()[:1] not in set("=+-@|%") or shown.removeprefix("-").isdecimal()
    shown.encode()


def test_a_text_longer_than_a_cell_is_shortened_in_its_middle(runs: Runs) -> None:
    run = runs["one"]()
    (page,) = run.pages
    photo = replace(page.photos[1], alt="a" * 100_000)
    long = replace(run, pages=(replace(page, photos=(page.photos[0], photo, page.photos[2])),))
    assert len(from_csv(long)[1][10]) == 32_000
    assert from_workbook(long) == from_csv(long)


def test_the_same_run_gives_the_same_workbook(runs: Runs) -> None:
    assert workbook(runs["many"]()) == workbook(runs["many"]())
