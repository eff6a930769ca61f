"""What rules claim: checked, put in order, and given an identity."""

from collections.abc import Iterable

from msgspec.structs import replace

from cutline.engine.select import Chosen
from cutline.model.finding import Finding
from cutline.model.fingerprint import with_fingerprints
from cutline.rules.base import Review

Claim = Finding | Review

_LAST = 2**62
"""Sorts behind every line and column there can be."""


def settled(claim: object, chosen: Chosen) -> Claim:
    """Give the claim with the house's severity. Raises ValueError when it is not one that a report can tell."""
    finding = claim.finding if isinstance(claim, Review) else claim
    if not isinstance(finding, Finding):
        raise ValueError(f"a rule yields Finding or Review, not {type(finding).__name__}")
    if finding.rule != chosen.rule.id:
        raise ValueError(f"rule {chosen.rule.id} speaks for {finding.rule}")
    _refuse_bad_message(finding, chosen)
    if chosen.severity is None or chosen.severity is finding.severity:
        return claim if isinstance(claim, Review) else finding
    finding = replace(finding, severity=chosen.severity)
    return Review(finding) if isinstance(claim, Review) else finding


def with_identity(source: str, claims: Iterable[Claim]) -> list[Claim]:
    """Put claims in reading order (line, column, picture, rule; unknown places last) and give them fingerprints."""
    ordered = sorted(claims, key=_place)
    findings = with_fingerprints(source, (finding_of(claim) for claim in ordered))
    return [Review(new) if isinstance(old, Review) else new for old, new in zip(ordered, findings, strict=True)]


def _refuse_bad_message(finding: Finding, chosen: Chosen) -> None:
    needed = chosen.fields.get(finding.message_id)
    if needed is None:
        raise ValueError(f"rule {finding.rule} has no message {finding.message_id!r}")
    if not needed <= finding.data.keys():
        lacking = ", ".join(sorted(needed - finding.data.keys()))
        raise ValueError(f"message {finding.message_id!r} of rule {finding.rule} lacks {lacking}")
    for name, value in finding.data.items():
        if not isinstance(value, (str, int)):
            raise ValueError(f"data {name!r} of rule {finding.rule} is {type(value).__name__}; use str or int")


def finding_of(claim: Claim) -> Finding:
    """Give what is claimed, whether it stands or a person must decide."""
    return claim.finding if isinstance(claim, Review) else claim


def _place(claim: Claim) -> tuple[int, int, int, str]:
    finding = finding_of(claim)
    at = finding.location
    picture = -1 if finding.picture is None else finding.picture
    return (_LAST if at.line is None else at.line, _LAST if at.column is None else at.column, picture, finding.rule)
