"""A run as other programs see it: the values behind `cutline/report/1`.

The names and their order are a contract (`schema/report-1.json`); the model's own values may be rearranged freely, as
long as this room still says the same. A reader ignores names that it does not know.
"""

import re
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, convert, json, to_builtins

from cutline.model.answer import Answer, Answered, Place
from cutline.model.finding import Evidence, Finding, Location, Suggestion
from cutline.model.outcome import Outcome
from cutline.model.page import Credit
from cutline.model.run import OptionInfo, PageResult, Photo, RuleInfo
from cutline.model.severity import Severity
from cutline.model.storable import storable_value
from cutline.reports.view import rule_of, sentence

Ordinal = Annotated[int, Meta(ge=1)]
Index = Annotated[int, Meta(ge=0)]

_ACTING = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class WirePhoto(Struct, frozen=True):
    """A content picture, with its place spread out."""

    index: Index
    src: str | None
    alt: str | None
    name: str
    caption: str | None
    credit: Credit | None
    line: Ordinal | None
    column: Ordinal | None
    end_line: Ordinal | None
    end_column: Ordinal | None
    selector: tuple[str, ...]


class WireFinding(Struct, frozen=True):
    """A finding or review with its sentence written out; the sentence is for readers and not read back."""

    rule: str
    severity: Severity
    message_id: str
    data: dict[str, str | int]
    message: str
    line: Ordinal | None
    column: Ordinal | None
    end_line: Ordinal | None
    end_column: Ordinal | None
    selector: tuple[str, ...]
    snippet: str
    evidence: tuple[Evidence, ...]
    suggestion: Suggestion | None
    fingerprint: str
    picture: Index | None
    subject: str


class WireAnswered(Struct, frozen=True):
    """A claim that was answered, with the answer spread out."""

    place: Place
    reason: str
    who: str
    when: str
    review: bool
    finding: WireFinding


class WirePage(Struct, frozen=True):
    """What became of one page."""

    source: str
    status: Literal["audited", "failed"]
    reason: str
    title: str | None
    lang: str | None
    photos: tuple[WirePhoto, ...]
    outcomes: tuple[Outcome, ...]
    findings: tuple[WireFinding, ...]
    reviews: tuple[WireFinding, ...]
    answered: tuple[WireAnswered, ...] = ()


def encode(value: Any) -> str:
    """Give one line of JSON that is valid UTF-8 and holds nothing that ends a line or acts on a terminal.

    What JSON lets stand but a terminal or a line reader obeys (U+0085, U+2028, bidirectional controls) is escaped. An
    unpaired surrogate, which UTF-8 cannot hold and strict readers refuse even when escaped (RFC 7493, section 2.1),
    becomes U+FFFD.
    """
    try:
        line = json.encode(value).decode()
    except UnicodeEncodeError:
        line = json.encode(storable_value(to_builtins(value))).decode()
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def from_page(page: PageResult, rules: dict[str, RuleInfo]) -> WirePage:
    """Put a page on the wire."""
    return WirePage(
        source=page.source,
        status="audited" if page.status == "audited" else "failed",
        reason=page.reason,
        title=page.title,
        lang=page.lang,
        photos=tuple(_from_photo(photo) for photo in page.photos),
        outcomes=page.outcomes,
        findings=tuple(from_finding(finding, rules) for finding in page.findings),
        reviews=tuple(from_finding(review, rules) for review in page.reviews),
        answered=tuple(_from_answered(claim, rules) for claim in page.answered),
    )


def to_page(page: WirePage) -> PageResult:
    """Take a page off the wire."""
    return PageResult(
        source=page.source,
        status=page.status,
        reason=page.reason,
        title=page.title,
        lang=page.lang,
        photos=tuple(_to_photo(photo) for photo in page.photos),
        outcomes=page.outcomes,
        findings=tuple(_to_finding(finding) for finding in page.findings),
        reviews=tuple(_to_finding(review) for review in page.reviews),
        answered=tuple(_to_answered(claim) for claim in page.answered),
    )


def to_rule(rule: RuleInfo) -> RuleInfo:
    """Give a rule off the wire the option values it had: JSON has one kind of list, Python several."""
    options = tuple(
        OptionInfo(o.name, o.type, convert(o.default, tuple) if o.type == "tuple" else o.default, o.legal, o.sentence)
        for o in rule.options
    )
    return RuleInfo(
        rule.id, rule.title, rule.why, rule.severity, rule.needs, rule.references, rule.messages, options, rule.since
    )


def _from_photo(photo: Photo) -> WirePhoto:
    at = photo.location
    return WirePhoto(
        photo.index,
        photo.src,
        photo.alt,
        photo.name,
        photo.caption,
        photo.credit,
        at.line,
        at.column,
        at.end_line,
        at.end_column,
        at.selector,
    )


def _to_photo(photo: WirePhoto) -> Photo:
    return Photo(photo.index, photo.src, photo.alt, photo.name, photo.caption, photo.credit, _place(photo))


def from_finding(finding: Finding, rules: dict[str, RuleInfo]) -> WireFinding:
    """Put a finding or review on the wire."""
    at = finding.location
    return WireFinding(
        rule=finding.rule,
        severity=finding.severity,
        message_id=finding.message_id,
        data=finding.data,
        message=sentence(rule_of(rules, finding.rule), finding),
        line=at.line,
        column=at.column,
        end_line=at.end_line,
        end_column=at.end_column,
        selector=at.selector,
        snippet=finding.snippet,
        evidence=finding.evidence,
        suggestion=finding.suggestion,
        fingerprint=finding.fingerprint,
        picture=finding.picture,
        subject=finding.subject,
    )


def _to_finding(finding: WireFinding) -> Finding:
    return Finding(
        rule=finding.rule,
        severity=finding.severity,
        message_id=finding.message_id,
        data=finding.data,
        location=_place(finding),
        snippet=finding.snippet,
        subject=finding.subject,
        evidence=finding.evidence,
        suggestion=finding.suggestion,
        picture=finding.picture,
        fingerprint=finding.fingerprint,
    )


def _from_answered(claim: Answered, rules: dict[str, RuleInfo]) -> WireAnswered:
    said = claim.answer
    return WireAnswered(said.place, said.reason, said.who, said.when, claim.review, from_finding(claim.finding, rules))


def _to_answered(claim: WireAnswered) -> Answered:
    answer = Answer(claim.place, claim.reason, claim.who, claim.when)
    return Answered(_to_finding(claim.finding), answer, claim.review)


def _place(value: WirePhoto | WireFinding) -> Location:
    return Location(value.line, value.column, value.end_line, value.end_column, value.selector)
