"""The run as rows of a table, for spreadsheets: a row a finding, and one for each page without any."""

import re
from collections.abc import Iterator

from msgspec import Struct

from cutline.model.finding import Finding
from cutline.model.run import AuditRun, PageResult, Photo, RuleInfo
from cutline.reports.left_out import left_out
from cutline.reports.troubles import NOTHING, troubles
from cutline.reports.view import rule_of, sentence
from cutline.reports.wording import shortened, typeable, visible

CELL = 32_000
"""Code points of a cell; a spreadsheet takes 32,767 UTF-16 units (Excel specifications and limits)."""

_ACTING = re.compile(r"\s*[=+\-@\t\r|%]")
_PLAIN_NUMBER = re.compile(r"-?[0-9]+")


class Row(Struct, frozen=True):
    """One row; what is not known is empty. `photo` counts the page's photos from 1."""

    page: str
    photo: int | str = ""
    state: str = ""
    severity: str = ""
    rule: str = ""
    message: str = ""
    instead: str = ""
    line: int | str = ""
    column: int | str = ""
    picture: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    answer: str = ""
    fingerprint: str = ""


HEADINGS = (
    "Page",
    "Photo",
    "State",
    "Severity",
    "Rule",
    "What",
    "Type instead",
    "Line",
    "Column",
    "Picture",
    "Alt text",
    "Caption",
    "Credit",
    "Answer",
    "Key",
)
"""What stands above the fields of `Row`, in their order."""


def rows(run: AuditRun) -> Iterator[Row]:
    """Yield the rows: page by page, in the order of the run."""
    rules = {rule.id: rule for rule in run.rules}
    empty = True
    for page in run.pages:
        empty = False
        yield from _of_page(page, rules)
    for said in left_out(run):
        yield Row("", state="left out", message=said)
    if empty:
        yield Row("", state="not audited", message=NOTHING)


def cells(row: Row) -> tuple[int | str, ...]:
    """Give the row's cells, whose texts no spreadsheet takes for a formula.

    A text that begins, white space aside, with a sign that starts a formula gets an apostrophe in front (OWASP, "CSV
    Injection"); control characters are made visible.
    """
    values = (getattr(row, name) for name in Row.__struct_fields__)
    return tuple(value if isinstance(value, int) else _harmless(value) for value in values)


def _of_page(page: PageResult, rules: dict[str, RuleInfo]) -> Iterator[Row]:
    photos = {photo.index: (number, photo) for number, photo in enumerate(page.photos, start=1)}
    silent = True
    for row in _claims(page, rules, photos):
        silent = False
        yield row
    if silent:
        yield Row(page.source, state="nothing found")


def _claims(page: PageResult, rules: dict[str, RuleInfo], photos: dict[int, tuple[int, Photo]]) -> Iterator[Row]:
    for name, said in troubles(page):
        yield Row(page.source, state="not audited", rule=name, message=said)
    for finding in page.findings:
        yield _row(page, finding, rules, photos, "open", "")
    for review in page.reviews:
        yield _row(page, review, rules, photos, "to be decided", "")
    for claim in page.answered:
        answer = claim.answer
        words = " ".join(word for word in (answer.reason, answer.who, answer.when) if word)
        yield _row(page, claim.finding, rules, photos, "answered", words)


def _row(
    page: PageResult,
    finding: Finding,
    rules: dict[str, RuleInfo],
    photos: dict[int, tuple[int, Photo]],
    state: str,
    answer: str,
) -> Row:
    number, photo = photos.get(-1 if finding.picture is None else finding.picture, ("", None))
    at = finding.location
    return Row(
        page=page.source,
        photo=number,
        state=state,
        severity=finding.severity,
        rule=finding.rule,
        message=sentence(rule_of(rules, finding.rule), finding),
        instead=typeable(finding.suggestion.text) if finding.suggestion else "",
        line=at.line or "",
        column=at.column or "",
        picture=(photo and photo.src) or "",
        alt=(photo and photo.alt) or "",
        caption=(photo and photo.caption) or "",
        credit=photo.credit.text if photo and photo.credit else "",
        answer=answer,
        fingerprint=finding.fingerprint,
    )


def _harmless(text: str) -> str:
    shown = shortened(visible(text), CELL)
    return f"'{shown}" if _ACTING.match(shown) and not _PLAIN_NUMBER.fullmatch(shown) else shown
