"""The run as workflow commands of GitHub Actions, which become annotations on a change.

GitHub shows ten errors, ten warnings and ten notices a step and drops the others (docs.github.com, "Workflow commands";
github.com/orgs/community/discussions/26680), so the worst come first and the last notice says how many there are.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import ClassVar

from msgspec import Struct

from cutline.model.finding import Finding
from cutline.model.run import AuditRun, RuleInfo
from cutline.model.severity import Severity
from cutline.reports.left_out import left_out
from cutline.reports.troubles import NOTHING, troubles
from cutline.reports.view import rule_of, sentence
from cutline.reports.wording import shortened, typeable, visible

SHOWN = 10
"""Annotations of one kind that GitHub shows for one step."""

TEXT_LIMIT = 1_000
"""Code points of a message or a file's name."""

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
_DATA = re.compile("[%\r\n]")
_PROPERTY = re.compile("[%\r\n:,]")


class GithubReport(Struct, frozen=True):
    """Writes a command a line, at most ten of a kind, and a notice that tells what was left out."""

    name: ClassVar[str] = "github"
    media_type: ClassVar[str] = "text/x-github-workflow-commands"
    suffix: ClassVar[str] = ".github.txt"

    def render(self, run: AuditRun) -> Iterator[str]:
        """Yield the commands, worst first; reads the pages once for each kind."""
        rules = {rule.id: rule for rule in run.rules}
        said = {
            "error": _first(_errors(run, rules)),
            "warning": _first(_claims(run, rules, Severity.WARNING)),
            "notice": _first(chain(_left_out(run), _claims(run, rules, Severity.ADVICE))),
        }
        kept = dict.fromkeys(said, SHOWN)
        if any(number > SHOWN for _, number in said.values()):
            kept["notice"] -= 1  # the last one tells what is missing
        for kind, (commands, _) in said.items():
            yield from commands[: kept[kind]]
        left_out = {kind: number - kept[kind] for kind, (_, number) in said.items() if number > kept[kind]}
        if left_out:
            yield _command("notice", "cutline", _told(left_out))


def _first(commands: Iterator[str]) -> tuple[list[str], int]:
    """Give the commands that can be shown, and how many there are in all."""
    kept = list(islice(commands, SHOWN))
    return kept, len(kept) + sum(1 for _ in commands)


def _errors(run: AuditRun, rules: dict[str, RuleInfo]) -> Iterator[str]:
    pages = 0
    for page in run.pages:
        pages += 1
        yield from (_command("error", name, said, page.source) for name, said in troubles(page))
    if not pages:
        yield _command("error", "not-audited", NOTHING)
    yield from _claims(run, rules, Severity.ERROR)


def _left_out(run: AuditRun) -> Iterator[str]:
    return (_command("notice", "left-out", said) for said in left_out(run))


def _claims(run: AuditRun, rules: dict[str, RuleInfo], severity: Severity) -> Iterator[str]:
    for page in run.pages:
        for finding in page.findings:
            if finding.severity is severity:
                rule = rule_of(rules, finding.rule)
                yield _command(_KINDS[severity], rule.title, _sentence(rule, finding), page.source, finding)


def _sentence(rule: RuleInfo, finding: Finding) -> str:
    said = f"{sentence(rule, finding)} [{finding.rule}]"
    return f"{said} Type instead: {typeable(finding.suggestion.text)}" if finding.suggestion else said


def _command(kind: str, title: str, said: str, source: str = "", finding: Finding | None = None) -> str:
    properties = {"file": source} if source not in ("", "-") and "://" not in source else {}
    if finding and properties and finding.location.line is not None:
        at = finding.location
        places = {"line": at.line, "endLine": at.end_line}
        if at.line == at.end_line:
            # GitHub refuses columns that span lines.
            places |= {"col": at.column, "endColumn": at.end_column}
        properties |= {name: str(number) for name, number in places.items() if number is not None}
    properties["title"] = title
    words = ",".join(f"{name}={_escaped(_PROPERTY, value)}" for name, value in properties.items())
    return f"::{kind} {words}::{_escaped(_DATA, said)}\n"


def _escaped(pattern: re.Pattern[str], text: str) -> str:
    """Write a text as the runner reads it back (actions/toolkit, `escapeData` and `escapeProperty`)."""
    return pattern.sub(lambda found: f"%{ord(found[0]):02X}", shortened(visible(text), TEXT_LIMIT))


def _told(left_out: dict[str, int]) -> str:
    parts = ", ".join(f"{number:,} more of kind {kind}" for kind, number in left_out.items())
    return f"GitHub shows {SHOWN} annotations of each kind for a step. Not shown: {parts}. A full report holds all."
