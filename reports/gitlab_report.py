"""The run as a GitLab code quality report (docs.gitlab.com, "Code Quality", "Code Quality report format").

GitLab drops all but the first of equal fingerprints and refuses an entry without a line, so this is the one format in
which a place that is not known becomes line 1.
"""

from collections import Counter
from collections.abc import Iterator
from posixpath import normpath
from typing import Any, ClassVar

from msgspec import Struct

from cutline.model.finding import Finding
from cutline.model.fingerprint import fingerprint
from cutline.model.run import AuditRun, PageResult, RuleInfo
from cutline.model.severity import Severity
from cutline.reports.left_out import left_out
from cutline.reports.troubles import NOTHING, troubles
from cutline.reports.view import rule_of, sentence
from cutline.reports.wire import encode
from cutline.reports.wording import shortened, visible

TEXT_LIMIT = 1_000
"""Code points of a description."""

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.ADVICE: "info"}


class GitlabReport(Struct, frozen=True):
    """Writes a list of issues; what was not audited is a `blocker`, what a person must decide is `info`."""

    name: ClassVar[str] = "gitlab"
    media_type: ClassVar[str] = "application/json"
    suffix: ClassVar[str] = ".codequality.json"

    def render(self, run: AuditRun) -> Iterator[str]:
        """Yield an issue a line."""
        rules = {rule.id: rule for rule in run.rules}
        given: Counter[str] = Counter()
        yield "["
        for number, issue in enumerate(_issues(run, rules)):
            name = issue["fingerprint"]
            given[name] += 1
            if given[name] > 1:
                issue["fingerprint"] = f"{name}.{given[name]}"
            yield f"{',' if number else ''}\n{encode(issue)}"
        yield "\n]\n"


def _issues(run: AuditRun, rules: dict[str, RuleInfo]) -> Iterator[dict[str, Any]]:
    pages = 0
    for page in run.pages:
        pages += 1
        for name, said in troubles(page):
            yield _issue(page.source, name, said, "blocker", fingerprint(page.source, name, "not audited", 0), 1)
        for finding in page.findings:
            yield _claim(page, finding, rules, _SEVERITIES[finding.severity], "")
        for review in page.reviews:
            yield _claim(page, review, rules, "info", "To be decided: ")
    for number, said in enumerate(left_out(run)):
        yield _issue("-", "left-out", said, "info", fingerprint("", "left-out", "", number), 1)
    if not pages:
        yield _issue("-", "not-audited", NOTHING, "blocker", fingerprint("", "not-audited", "", 0), 1)


def _claim(
    page: PageResult, finding: Finding, rules: dict[str, RuleInfo], severity: str, before: str
) -> dict[str, Any]:
    said = before + sentence(rule_of(rules, finding.rule), finding)
    return _issue(page.source, finding.rule, said, severity, finding.fingerprint, finding.location.line or 1)


def _issue(source: str, rule: str, said: str, severity: str, name: str, line: int) -> dict[str, Any]:
    return {
        "description": shortened(visible(said), TEXT_LIMIT),
        "check_name": visible(rule),
        "fingerprint": visible(name),
        "severity": severity,
        "location": {"path": _path(source), "lines": {"begin": line}},
    }


def _path(source: str) -> str:
    """Give the path as GitLab compares it, from the top of the repository and without "./"; an address as it is."""
    shown = visible(source)
    return shown if "://" in shown else normpath(shown.replace("\\", "/"))
