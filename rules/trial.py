"""Tries a rule on one of its examples, for tests, the documentation and newsrooms that write rules of their own."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cutline.model.finding import Finding
from cutline.model.page import Page
from cutline.page.document import Document
from cutline.page.recognise import recognise
from cutline.page.shown import Shown
from cutline.rules.base import Bad, Example, Good, Needs, NotMeasured, Review, Rule
from cutline.rules.recorded import recording_of

Place = tuple[int, int]
"""Where something starts and where it ends, in code points of the markup."""


class Marked(Struct, frozen=True):
    """An example's markup without its marks, and the places that stood between « and »."""

    html: str
    places: list[Place]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Give the place as findings count: from 1, in code points."""
        starts = [0, *accumulate(len(line) for line in self.html.splitlines(keepends=True))]
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1


class Trial(Struct, frozen=True):
    """What a rule said about an example: where it points, and the claims themselves; `judged` counts its subjects."""

    findings: list[Place]
    reviews: list[Place]
    claims: list[Finding | Review]
    judged: int


def read_marks(example: Example) -> Marked:
    """Take « and » out of an example. Raises ValueError when they do not come in pairs."""
    html, places, rest = "", [], example.html
    while "«" in rest:
        before, _, rest = rest.partition("«")
        inside, closed, rest = rest.partition("»")
        if not closed or "«" in inside or "»" in before:
            raise ValueError(f"{example.name}: « and » do not come in pairs")
        html += before
        places.append((len(html), len(html) + len(inside)))
        html += inside
    if "»" in rest:
        raise ValueError(f"{example.name}: « and » do not come in pairs")
    return Marked(html + rest, places)


def settings_of(rule: Rule, example: Example) -> dict[str, Any]:
    """Give the rule's options with the example's own on top."""
    return {option.name: option.default for option in rule.options} | example.options


def page_of(example: Example) -> Page:
    """Recognise an example's page, with its house's words and style."""
    document = Document.parse(read_marks(example).html)
    style = example.house
    page = recognise(document, source="example.html", house=style.words if style is not None else None)
    return replace(page, house=style)


def shown_page_of(rule: Rule, example: Example) -> Page:
    """Recognise an example as a browser showed it to be recorded."""
    rendered = recording_of(rule.id, read_marks(example).html)
    return replace(recognise(Shown.of(rendered), source="example.html"), rendered=rendered)


def try_out(rule: Rule, example: Example) -> Trial:
    """Ask the rule about the example, as the engine would; what was not measured is not judged."""
    marked = read_marks(example)
    page = page_of(example) if rule.needs is Needs.STATIC else shown_page_of(rule, example)
    judged = _judged(rule, page)
    claims = list(rule.check(page, settings_of(rule, example))) if judged else []
    findings = (claim for claim in claims if isinstance(claim, Finding))
    reviews = (claim.finding for claim in claims if isinstance(claim, Review))
    return Trial(_places(marked.html, findings), _places(marked.html, reviews), claims, judged)


def _judged(rule: Rule, page: Page) -> int:
    try:
        return len(rule.subjects(page))
    except NotMeasured:
        return 0


def fits(rule: Rule, example: Example) -> bool:
    """Tell whether the rule points exactly where the example says: as a finding, as a review, or not at all."""
    expected = read_marks(example).places
    trial = try_out(rule, example)
    if isinstance(example, Good):
        return not (trial.findings or trial.reviews or expected)
    said, unsaid = (trial.findings, trial.reviews) if isinstance(example, Bad) else (trial.reviews, trial.findings)
    return said == expected and bool(expected) and not unsaid


def _places(html: str, findings: Iterable[Finding]) -> list[Place]:
    """Turn lines and columns into offsets; (-1, -1) for a claim without a place."""
    starts = [0, *accumulate(len(line) for line in html.splitlines(keepends=True))]
    found = []
    for finding in findings:
        at = finding.location
        if at.line is None or at.column is None or at.end_line is None or at.end_column is None:
            found.append((-1, -1))
        else:
            found.append((starts[at.line - 1] + at.column - 1, starts[at.end_line - 1] + at.end_column - 1))
    return sorted(found)
