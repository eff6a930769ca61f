"""The run as JUnit XML, for Jenkins, GitLab and whatever else shows test results.

There is no official schema; the names are those that Jenkins' own accepts (junit-plugin, `junit-10.xsd`) and GitLab
reads. A page is a suite and a rule on it is a test.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar

from msgspec import Struct

from cutline.model.finding import Finding
from cutline.model.outcome import Outcome, Verdict
from cutline.model.run import AuditRun, PageResult, RuleInfo
from cutline.model.severity import Severity
from cutline.reports.left_out import left_out
from cutline.reports.troubles import NOTHING
from cutline.reports.view import rule_of, sentence
from cutline.reports.wording import counted, shortened, typeable, visible

TEXT_LIMIT = 1_000
"""Code points of one text."""

CRASH_LIMIT = 4_000
"""Code points of a traceback."""

_MARKUP = re.compile("[&<>\"'\ufffe\uffff]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
_NOT_JUDGED = (Verdict.INAPPLICABLE, Verdict.NOT_RUN)


class Case(Struct, frozen=True):
    """One test: its name, and what became of it as XML; `kind` is "failure", "error", "skipped" or empty."""

    name: str
    kind: str = ""
    said: str = ""
    text: str = ""


class JunitReport(Struct, frozen=True):
    """Writes a suite a page.

    A test fails when its rule has a finding at least as bad as `fail_on`, so that the report and the exit code agree;
    milder findings, points for review and answers stand in its output. What was not audited is an error, and a run
    without a page is one too. Pages that a run over a site left out are a test that was skipped.
    """

    name: ClassVar[str] = "junit"
    media_type: ClassVar[str] = "application/xml"
    suffix: ClassVar[str] = ".junit.xml"

    fail_on: Severity | None = Severity.ERROR

    def render(self, run: AuditRun) -> Iterator[str]:
        """Yield a suite at a time."""
        rules = {rule.id: rule for rule in run.rules}
        yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cutline">\n'
        empty = True
        for page in run.pages:
            empty = False
            yield _suite(page.source, run.started, tuple(self._cases(page, rules)))
        if empty:
            yield _suite("cutline", run.started, (Case("not-audited", "error", NOTHING),))
        if missing := tuple(Case("left-out", "skipped", said) for said in left_out(run)):
            yield _suite("cutline", run.started, missing)
        yield "</testsuites>\n"

    def _cases(self, page: PageResult, rules: dict[str, RuleInfo]) -> Iterator[Case]:
        if page.status != "audited":
            yield Case("not-audited", "error", page.reason)
        found: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in page.findings:
            found[finding.rule].append(finding)
        remarks = _remarks(page, rules)
        for outcome in page.outcomes:
            yield self._case(outcome, found.pop(outcome.rule, []), remarks.get(outcome.rule, ""), rules)
        for name, findings in found.items():
            yield self._case(Outcome(name, Verdict.FAILED), findings, remarks.get(name, ""), rules)

    def _case(self, outcome: Outcome, findings: Sequence[Finding], remarks: str, rules: dict[str, RuleInfo]) -> Case:
        if outcome.outcome is Verdict.ERROR:
            return Case(outcome.rule, "error", outcome.last_line, outcome.reason[-CRASH_LIMIT:])
        if outcome.outcome in _NOT_JUDGED and not findings:
            return Case(outcome.rule, "skipped", outcome.reason)
        lines = "\n".join(_line(rule_of(rules, outcome.rule), finding) for finding in findings)
        text = "\n".join(part for part in (lines, remarks) if part)
        if any(self.fail_on is not None and finding.severity.reaches(self.fail_on) for finding in findings):
            return Case(outcome.rule, "failure", counted(len(findings), "finding", "findings"), text)
        return Case(outcome.rule, text=text)


def _remarks(page: PageResult, rules: dict[str, RuleInfo]) -> dict[str, str]:
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for review in page.reviews:
        lines[review.rule].append(f"to be decided: {_line(rule_of(rules, review.rule), review)}")
    for claim in page.answered:
        said = _line(rule_of(rules, claim.finding.rule), claim.finding)
        lines[claim.finding.rule].append(f"answered ({claim.answer.place}): {said}")
    return {name: "\n".join(said) for name, said in lines.items()}


def _line(rule: RuleInfo, finding: Finding) -> str:
    at = finding.location
    place = ":".join(str(number) for number in (at.line, at.column) if number is not None)
    said = f"{place} {finding.severity}: {sentence(rule, finding)}".strip()
    return f"{said} Type instead: {typeable(finding.suggestion.text)}" if finding.suggestion else said


def _suite(name: str, started: str, cases: Sequence[Case]) -> str:
    kinds = [case.kind for case in cases]
    counts = f'tests="{len(cases)}" failures="{kinds.count("failure")}" errors="{kinds.count("error")}"'
    skipped = kinds.count("skipped")
    body = "".join(_written(name, case) for case in cases)
    moment = f' timestamp="{_xml(started[:19])}"' if started else ""
    return f'<testsuite name="{_xml(name)}" {counts} skipped="{skipped}"{moment}>\n{body}</testsuite>\n'


def _written(page: str, case: Case) -> str:
    start = f'<testcase classname="{_xml(page)}" name="{_xml(case.name)}"'
    text = "\n".join(_xml(line) for line in case.text.splitlines())
    if case.kind == "skipped":
        return f'{start}><skipped message="{_xml(case.said)}"/></testcase>\n'
    if case.kind:
        return f'{start}><{case.kind} message="{_xml(case.said)}">{text}</{case.kind}></testcase>\n'
    return f"{start}><system-out>{text}</system-out></testcase>\n" if text else f"{start}/>\n"


def _xml(text: str) -> str:
    """Escape a text; what XML 1.0 (section 2.2) cannot hold at all is shown by `visible` or becomes U+FFFD."""
    return _MARKUP.sub(lambda found: _ENTITIES.get(found[0], "\ufffd"), shortened(visible(text), TEXT_LIMIT))
