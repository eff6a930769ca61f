"""The verdict on the wire: the contract, and that findings look as in a report."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from cutline.model.run import AuditRun, ExitCode
from cutline.model.severity import Severity
from cutline.model.verdict import Counts, Unaudited, Verdict
from cutline.reports import reporter
from cutline.reports.verdict import write


def verdict_on(run: AuditRun) -> Verdict:
    """A verdict that holds everything the run holds."""
    findings = tuple(finding for page in run.pages for finding in page.findings)
    gaps = tuple(Unaudited(page.source, page.reason) for page in run.pages if page.reason)
    return Verdict(ExitCode.NOT_AUDITED if gaps else ExitCode.FINDINGS, Counts(1, 2, 3, 4), findings, gaps)


def test_a_verdict_is_one_line_with_the_members_in_their_order(runs: dict[str, Callable[[], AuditRun]]) -> None:
    run = runs["nothing-found"]()
    gaps = (Unaudited("winter.html", "it took longer than 30 seconds (page_seconds)"),)
    verdict = Verdict(ExitCode.CLEAN, Counts(review=2), (), gaps, 3, (Severity.ERROR, Severity.WARNING))
    assert write(verdict, run.rules) == (
        '{"schema":"cutline/verdict/1","allow":true,"blocking":["error","warning"],"photos":3,'
        '"counts":{"error":0,"warning":0,"advice":0,"review":2},"findings":[],'
        '"not_audited":[{"source":"winter.html","reason":"it took longer than 30 seconds (page_seconds)"}]}\n'
    )


@pytest.mark.parametrize(
    ("code", "allow"), [(ExitCode.CLEAN, True), (ExitCode.FINDINGS, False), (ExitCode.NOT_AUDITED, False)]
)
def test_only_a_clean_exit_allows(code: ExitCode, allow: bool) -> None:
    assert json.loads(write(Verdict(code, Counts()), ()))["allow"] is allow


def test_findings_look_exactly_as_in_a_report(every_run: AuditRun) -> None:
    report: Any = json.loads("".join(reporter("json").render(every_run)))
    written = json.loads(write(verdict_on(every_run), every_run.rules))
    assert written["findings"] == [finding for page in report["pages"] for finding in page["findings"]]


def test_what_pages_wrote_cannot_act_on_a_terminal_or_end_the_line(
    runs: dict[str, Callable[[], AuditRun]],
) -> None:
    run = runs["hostile"]()
    line = write(verdict_on(run), run.rules)
    assert (line.count("\n"), line.splitlines()) == (1, [line.removesuffix("\n")])
    assert not any(sign in line for sign in "\x1b\x07\x85\u202e\u2028")
