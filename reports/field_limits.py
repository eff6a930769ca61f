"""A length at which texts stop on page after page: one field cuts them all, so a run tells it once."""

from collections.abc import Iterable

from msgspec import Struct

from cutline.model.finding import Finding
from cutline.model.run import PageResult
from cutline.reports.wording import capital, shortened, spelled, visible

RULE = "text-field-limit"
"""The rule whose findings are gathered. Its data say how many texts of a page stop (`count` of `total`), and where."""

UNIT_LIMIT = 20
"""Code points of a unit's name that a sentence shows."""

_TEXTS = {"alt": "alt texts", "caption": "captions"}


class FieldLimit(Struct, frozen=True):
    """One field that cuts texts on several pages.

    `kind` is "alt" or "caption"; texts stop at `length` units, `stopped` of `texts` on the `pages` together. A page is
    its number in the run, from 1, and its source.
    """

    kind: str
    length: int
    unit: str
    stopped: int
    texts: int
    pages: tuple[tuple[int, str], ...]

    @property
    def sentence(self) -> str:
        """Say what is cut, where, how often, and why that is one cause."""
        where = f"{spelled(self.length)} {visible(shortened(self.unit, UNIT_LIMIT))}"
        stop = f"{_TEXTS[self.kind]} stop at {where} on {spelled(len(self.pages))} pages"
        return capital(
            f"{stop} ({self.stopped:,} of {self.texts:,} texts): one field between the wire and the pages cuts them. "
            "Mend that field first."
        )


class FieldLimits:
    """Gathers the claims of `RULE` while pages are read."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, str], _Sum] = {}

    def add(self, number: int, page: PageResult) -> None:
        """Take in a page; what is no claim of that rule, or lacks its data, is passed over."""
        for finding in page.findings:
            if finding.rule == RULE and (told := _told(finding)):
                kind, length, unit, count, total = told
                self._found.setdefault((kind, length, unit), _Sum()).add(number, page.source, count, total)

    def shared(self) -> tuple[FieldLimit, ...]:
        """Give the limits that several pages share, the one on most pages first."""
        limits = [
            FieldLimit(*key, stopped=found.stopped, texts=found.texts, pages=tuple(found.pages.items()))
            for key, found in self._found.items()
            if len(found.pages) > 1
        ]
        return tuple(sorted(limits, key=lambda limit: (-len(limit.pages), -limit.stopped, limit.kind, limit.length)))


class _Sum:
    def __init__(self) -> None:
        self.stopped = self.texts = 0
        self.pages: dict[int, str] = {}

    def add(self, number: int, source: str, count: int, total: int) -> None:
        self.stopped += count
        self.texts += total
        self.pages[number] = source


def field_limits(pages: Iterable[PageResult]) -> tuple[FieldLimit, ...]:
    """Give the limits that several of `pages` share; reads them once."""
    limits = FieldLimits()
    for number, page in enumerate(pages, start=1):
        limits.add(number, page)
    return limits.shared()


def _told(finding: Finding) -> tuple[str, int, str, int, int] | None:
    """Read a claim's data, which may come from a file that a stranger wrote."""
    match finding.data:
        case {"length": int(length), "unit": str(unit), "count": int(count), "total": int(total)}:
            kind = finding.message_id
            return (kind, length, unit, count, total) if kind in _TEXTS else None
    return None
