import json
from collections.abc import Callable

import pytest

from cutline.model.run import AuditRun
from cutline.reports import jsonl_report, reporter

Runs = dict[str, Callable[[], AuditRun]]


def written(run: AuditRun) -> bytes:
    return "".join(reporter("jsonl").render(run)).encode()


def test_every_sample_comes_back_as_it_was(every_run: AuditRun) -> None:
    assert jsonl_report.read(written(every_run)) == every_run


def test_each_line_is_one_object_header_first_summary_last(runs: Runs) -> None:
    lines = [json.loads(line) for line in written(runs["many"]()).splitlines()]
    assert [list(line) for line in lines] == [
        ["schema", "tool", "started", "rules"],
        *[["page"]] * 5,
        ["summary"],
    ]


def test_one_chunk_is_one_line(runs: Runs) -> None:
    assert all(chunk.count("\n") == 1 and chunk.endswith("\n") for chunk in reporter("jsonl").render(runs["hostile"]()))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda lines: lines[:-1], "the last line is no summary: the file was cut off"),
        (lambda lines: lines[:1], "not a whole report: it needs at least a header and a summary line"),
        (lambda lines: lines[1:], "line 1: not a cutline report: lacks the field schema"),
        (lambda lines: [lines[0].replace(b"lines/1", b"lines/2"), *lines[1:]], "line 1: schema: expected"),
        (lambda lines: [lines[0], b"{", *lines[2:]], "line 2: not JSON: the file ends too early"),
        (lambda lines: [*lines[:2], *lines[3:]], "summary.pages: says 5, but the pages add up to 4"),
        (
            lambda lines: [lines[0].replace(b'"alt-truncated"', b'"renamed"'), *lines[1:]],
            "line 2: page.outcomes[1].rule: 'alt-truncated' is not one of the report's own rules",
        ),
    ],
)
def test_a_damaged_report_is_refused_naming_the_line(
    runs: Runs, damage: Callable[[list[bytes]], list[bytes]], message: str
) -> None:
    lines = written(runs["many"]()).splitlines()
    with pytest.raises(ValueError) as refused:  # noqa: PT011
        jsonl_report.read(b"\n".join(damage(lines)))
    assert str(refused.value).startswith(message)
