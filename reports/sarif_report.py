"""The run as SARIF 2.1.0 (OASIS, errata 01), for code scanning.

What GitHub takes of a file is limited (docs.github.com, "SARIF support for code scanning"): 25,000 results a run, of
which it shows 5,000, and 20 tags a rule. Results come worst first, and a note says so when some were left out.
"""

from collections.abc import Iterable, Iterator
from posixpath import normpath
from typing import Any, ClassVar
from urllib.parse import quote

from msgspec import Struct

from cutline.model.finding import Finding, Location
from cutline.model.run import AuditRun, PageResult, RuleInfo
from cutline.model.severity import Severity
from cutline.reports.left_out import left_out
from cutline.reports.troubles import NOTHING, troubles
from cutline.reports.view import rule_of, sentence
from cutline.reports.wire import encode
from cutline.reports.wording import shortened, typeable, visible

RESULTS = 25_000
"""Results of one run; GitHub refuses a file with more."""

SHOWN_RESULTS = 5_000
"""Results that GitHub shows."""

TAGS = 20
"""Tags of one rule; GitHub refuses more."""

TEXT_LIMIT = 1_000
"""Code points of a message or a snippet: 25,000 results stay well below the 10 MB that GitHub takes, compressed."""

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


class SarifReport(Struct, frozen=True):
    """Writes one SARIF run.

    Findings that were answered are left out: GitHub would raise an alert for each. A point for review is a result of
    kind `review`, without a level (section 3.27.9). Columns count code points. A finding whose line is not known has no
    region.
    """

    name: ClassVar[str] = "sarif"
    media_type: ClassVar[str] = "application/sarif+json"
    suffix: ClassVar[str] = ".sarif"

    def render(self, run: AuditRun) -> Iterator[str]:
        """Yield the log result by result; reads the pages once for each severity, so that memory stays flat."""
        rules = {rule.id: rule for rule in run.rules}
        places = {rule.id: place for place, rule in enumerate(run.rules)}
        driver = {
            "name": visible(run.tool.name),
            "version": visible(run.tool.version),
            "rules": [_rule(rule) for rule in run.rules],
        }
        yield f'{{"$schema":{encode(SCHEMA)},"version":"2.1.0","runs":[{{"tool":{{"driver":{encode(driver)}}},'
        yield '"columnKind":"unicodeCodePoints","results":['
        number = 0
        for number, (page, finding, review) in enumerate(_worst_first(run.pages), start=1):
            if number <= RESULTS:
                yield f"{',' if number > 1 else ''}\n{encode(_result(page, finding, rules, places, review=review))}"
        notes = [
            *_notes(number),
            *(_note("warning", said) for said in left_out(run)),
            *(_note("error", said, page.source) for page in run.pages for _, said in troubles(page)),
        ]
        if not any(True for _ in run.pages):
            notes.append(_note("error", NOTHING))
        whole = not any(note["level"] == "error" for note in notes)
        said = {"executionSuccessful": whole, "startTimeUtc": run.started, "toolExecutionNotifications": notes}
        yield f'],\n"invocations":[{encode(_timed(said))}]}}]}}\n'


def _worst_first(pages: Iterable[PageResult]) -> Iterator[tuple[PageResult, Finding, bool]]:
    for severity in Severity:
        yield from ((page, found, False) for page in pages for found in page.findings if found.severity is severity)
    yield from ((page, found, True) for page in pages for found in page.reviews)


def _rule(rule: RuleInfo) -> dict[str, Any]:
    tags = [f"{reference.kind}:{visible(reference.id)}" for reference in rule.references]
    return {
        "id": visible(rule.id),
        "shortDescription": {"text": visible(rule.title) or visible(rule.id)},
        "fullDescription": {"text": visible(rule.why) or visible(rule.title)},
        "help": {"text": visible(rule.why) or visible(rule.title)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": list(dict.fromkeys(tags))[:TAGS]},
    }


def _result(
    page: PageResult, finding: Finding, rules: dict[str, RuleInfo], places: dict[str, int], *, review: bool
) -> dict[str, Any]:
    said = sentence(rule_of(rules, finding.rule), finding)
    if finding.suggestion:
        said = f"{said} Type instead: {typeable(finding.suggestion.text)}"
    # GitHub reads links in square brackets as markup (section 3.11.6), and captions have brackets of their own.
    said = shortened(said, TEXT_LIMIT).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    result: dict[str, Any] = {"ruleId": visible(finding.rule)}
    if finding.rule in places:
        result["ruleIndex"] = places[finding.rule]
    return result | {
        "kind": "review" if review else "fail",
        "level": "none" if review else _LEVELS[finding.severity],
        "message": {"text": said},
        "locations": [_location(page.source, finding)],
        "partialFingerprints": {"cutline/v1": visible(finding.fingerprint)},
    }


def _location(source: str, finding: Finding) -> dict[str, Any]:
    address = address_of(source)
    if address is None:
        return {"logicalLocations": [{"fullyQualifiedName": visible(source) or "page", "kind": "resource"}]}
    place: dict[str, Any] = {"artifactLocation": address}
    if region := _region(finding.location):
        if finding.snippet:
            region["snippet"] = {"text": shortened(visible(finding.snippet), TEXT_LIMIT)}
        place["region"] = region
    return {"physicalLocation": place}


def address_of(source: str) -> dict[str, str] | None:
    """Give a page's artifactLocation (section 3.4), relative to the root of the sources; None for standard input."""
    if source in ("", "-"):
        return None
    if source[:8].lower().startswith(("http://", "https://")):
        return {"uri": quote(source.encode("utf-8", "replace"), safe="/%~!$&'()*+,;=:@-._?#")}
    path = quote(normpath(source.replace("\\", "/")).encode("utf-8", "replace"), safe="/~!$&'()*+,;=@-._")
    return {"uri": f"file://{path}"} if path.startswith("/") else {"uri": path, "uriBaseId": "%SRCROOT%"}


def _region(at: Location) -> dict[str, Any]:
    if at.line is None:
        return {}
    known = {"startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column}
    if at.column is None:
        known["endColumn"] = None
    return {name: number for name, number in known.items() if number is not None}


def _notes(results: int) -> Iterator[dict[str, Any]]:
    if results > RESULTS:
        yield _note("warning", f"{results:,} results were found; the worst {RESULTS:,} are in this file.")
    if results > SHOWN_RESULTS:
        yield _note("note", f"GitHub shows the worst {SHOWN_RESULTS:,} of {min(results, RESULTS):,} results.")


def _note(level: str, text: str, source: str = "") -> dict[str, Any]:
    note: dict[str, Any] = {"level": level, "message": {"text": shortened(visible(text), TEXT_LIMIT)}}
    if address := address_of(source):
        note["locations"] = [{"physicalLocation": {"artifactLocation": address}}]
    return note


def _timed(invocation: dict[str, Any]) -> dict[str, Any]:
    """Give the start in the form the schema asks for (UTC, "Z"), or not at all when it is something else."""
    started = visible(invocation.pop("startTimeUtc"))
    return invocation | ({"startTimeUtc": f"{started[:-6]}Z"} if started.endswith("+00:00") else {})
