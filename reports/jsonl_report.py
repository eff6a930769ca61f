"""The run as JSON Lines: a header, one line for each page, and the sums.

For runs that are read as they come. Every line is one JSON object: the first has "schema", "tool", "started" and
"rules", then each page stands in "page", and "summary" ends the file. A file without the last line was cut off.
"""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, TypeVar

from msgspec import Struct

from cutline.model.comparison import Comparison
from cutline.model.run import AuditRun, LeftOut, RuleInfo, Summary, Tool, tally
from cutline.reports.json_report import check_names, check_sums, decoded
from cutline.reports.wire import WirePage, encode, from_page, to_page, to_rule

Value = TypeVar("Value")

SCHEMA = "cutline/report-lines/1"


class JsonLinesReport(Struct, frozen=True):
    """Writes `cutline/report-lines/1`."""

    name: ClassVar[str] = "jsonl"
    media_type: ClassVar[str] = "application/jsonl"
    suffix: ClassVar[str] = ".jsonl"

    def render(self, run: AuditRun) -> Iterator[str]:
        """Yield one line at a time."""
        rules = {rule.id: rule for rule in run.rules}
        counts: Counter[str] = Counter()
        yield f"{encode(_Header(SCHEMA, run.tool, run.started, run.rules))}\n"
        for page in run.pages:
            tally(counts, page)
            yield f"{encode(_PageLine(from_page(page, rules)))}\n"
        yield f"{encode(_SummaryLine(Summary(**counts), run.since, run.left_out))}\n"


def read(data: bytes) -> AuditRun:
    """Take a run out of JSON Lines; raises ValueError as `json_report.read` does, naming the line."""
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines()
    if len(lines) < 2:
        raise ValueError("not a whole report: it needs at least a header and a summary line")
    head = _line(lines, 0, _Header)
    if head.schema != SCHEMA:
        raise ValueError(f"line 1: schema: expected {SCHEMA!r}, found {head.schema!r}")
    if b'"summary"' not in lines[-1][:12]:
        raise ValueError("the last line is no summary: the file was cut off")
    pages = tuple(to_page(_line(lines, number, _PageLine).page) for number in range(1, len(lines) - 1))
    last = _line(lines, len(lines) - 1, _SummaryLine)
    rules = tuple(to_rule(rule) for rule in head.rules)
    run = AuditRun(head.tool, head.started, rules, pages, last.since, last.left_out)
    known = {rule.id for rule in run.rules}
    for number, page in enumerate(pages, start=2):
        check_names(page, known, f"line {number}: page.")
    check_sums(run, last.summary)
    return run


class _Header(Struct, frozen=True):
    schema: str
    tool: Tool
    started: str
    rules: tuple[RuleInfo, ...]


class _PageLine(Struct, frozen=True):
    page: WirePage


class _SummaryLine(Struct, frozen=True, omit_defaults=True):
    summary: Summary
    since: Comparison | None = None
    left_out: LeftOut | None = None


def _line(lines: list[bytes], number: int, shape: type[Value]) -> Value:
    try:
        return decoded(lines[number], shape)
    except ValueError as error:
        raise ValueError(f"line {number + 1}: {error}") from None
