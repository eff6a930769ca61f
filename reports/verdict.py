"""A verdict as a CMS reads it: `cutline/verdict/1`."""

from collections.abc import Iterable

from msgspec import Struct

from cutline.model.run import RuleInfo
from cutline.model.severity import Severity
from cutline.model.verdict import SCHEMA, Counts, Unaudited, Verdict
from cutline.reports.wire import WireFinding, encode, from_finding


class WireVerdict(Struct, frozen=True):
    """A verdict with every finding's sentence written out."""

    schema: str
    allow: bool
    blocking: tuple[Severity, ...]
    photos: int
    counts: Counts
    findings: tuple[WireFinding, ...]
    not_audited: tuple[Unaudited, ...]


def write(verdict: Verdict, rules: Iterable[RuleInfo]) -> str:
    """Give the verdict as one line of JSON with its line end; `rules` is the catalogue of the run."""
    known = {rule.id: rule for rule in rules}
    findings = tuple(from_finding(finding, known) for finding in verdict.findings)
    wire = WireVerdict(
        SCHEMA, verdict.allow, verdict.blocking, verdict.photos, verdict.counts, findings, verdict.not_audited
    )
    return f"{encode(wire)}\n"
