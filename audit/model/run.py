"""The result of an audit: a header, page results, and what they add up to."""

from collections import Counter
from collections.abc import Iterable
from enum import IntEnum
from typing import Any

from msgspec import Struct, field

from cutline.model.answer import Answered
from cutline.model.comparison import Comparison
from cutline.model.finding import Finding, Location
from cutline.model.outcome import Outcome, Verdict
from cutline.model.page import Credit
from cutline.model.severity import Severity

SCHEMA = "cutline/report/1"


class ExitCode(IntEnum):
    """What a process says to the one that started it."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    NOT_AUDITED = 3


class Reference(Struct, frozen=True):
    """Where a rule comes from: `wcag` "1.1.1", `act` "23a2a8" (`partial`: only some of its cases), or `house`."""

    kind: str
    id: str
    partial: bool = False


class OptionInfo(Struct, frozen=True):
    """An option of a rule as the catalogue shows it."""

    name: str
    type: str
    default: Any
    legal: tuple[Any, ...]
    sentence: str


class RuleInfo(Struct, frozen=True):
    """A rule as a report needs it: no code, only words and numbers. `messages` maps an id to a sentence with fields."""

    id: str
    title: str
    why: str
    severity: Severity
    needs: str
    references: tuple[Reference, ...] = ()
    messages: dict[str, str] = field(default_factory=dict)
    options: tuple[OptionInfo, ...] = ()
    since: str = ""


class Photo(Struct, frozen=True):
    """A content picture as a report shows it."""

    index: int
    src: str | None
    alt: str | None
    name: str
    caption: str | None
    credit: Credit | None
    location: Location


class PageResult(Struct, frozen=True):
    """What became of one page.

    `status` is "audited" or "failed"; a failed page has a `reason` and nothing else. `reviews` are claims that need a
    person: they never fail a run. `answered` are claims that a person has decided; they stand in neither of the others.
    """

    source: str
    status: str = "audited"
    reason: str = ""
    title: str | None = None
    lang: str | None = None
    photos: tuple[Photo, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    findings: tuple[Finding, ...] = ()
    reviews: tuple[Finding, ...] = ()
    answered: tuple[Answered, ...] = ()

    @property
    def audited(self) -> bool:
        """True when the page was read and no rule crashed on it."""
        return self.status == "audited" and not any(o.outcome is Verdict.ERROR for o in self.outcomes)


class Tool(Struct, frozen=True):
    """Who made a report."""

    name: str = "cutline"
    version: str = ""


class Summary(Struct, frozen=True):
    """Counts over a run. `not_audited` counts pages that failed or on which a rule crashed."""

    pages: int = 0
    not_audited: int = 0
    photos: int = 0
    errors: int = 0
    warnings: int = 0
    advice: int = 0
    reviews: int = 0
    answered: int = 0

    def exit_code(self, fail_on: Severity | None) -> ExitCode:
        """Never green on nothing: no page, or one page not audited, weighs more than any finding.

        `fail_on` is the mildest severity that fails a run; None lets findings pass.
        """
        if not self.pages or self.not_audited:
            return ExitCode.NOT_AUDITED
        counts = {Severity.ERROR: self.errors, Severity.WARNING: self.warnings, Severity.ADVICE: self.advice}
        failing = fail_on is not None and any(n and severity.reaches(fail_on) for severity, n in counts.items())
        return ExitCode.FINDINGS if failing else ExitCode.CLEAN


class LeftOut(Struct, frozen=True):
    """What a run over a site knew of and did not visit.

    `limit` is the number of addresses after which it ended though there were more, None when there were none.
    `unwelcome` counts the links that the site's robots.txt asks programs not to follow.
    """

    limit: int | None = None
    unwelcome: int = 0


class AuditRun(Struct, frozen=True):
    """A whole run. `pages` can be iterated more than once; a long run keeps them on disk (see `cutline.engine`).

    `since` says what changed, when the run was compared with an earlier one; `left_out` what was not visited, when
    something was not.
    """

    tool: Tool
    started: str
    rules: tuple[RuleInfo, ...]
    pages: Iterable[PageResult]
    since: Comparison | None = None
    left_out: LeftOut | None = None

    def summary(self) -> Summary:
        """Add up the pages; reads them once."""
        counts: Counter[str] = Counter()
        for page in self.pages:
            tally(counts, page)
        return Summary(**counts)


def tally(counts: Counter[str], page: PageResult) -> None:
    """Add one page to the counts that make a `Summary`."""
    counts["pages"] += 1
    counts["not_audited"] += not page.audited
    counts["photos"] += len(page.photos)
    counts["reviews"] += len(page.reviews)
    counts["answered"] += len(page.answered)
    for finding in page.findings:
        counts[_PLURAL[finding.severity]] += 1


_PLURAL = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.ADVICE: "advice"}
