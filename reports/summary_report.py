"""The run as Markdown for the summary of a GitHub Actions job.

A step's summary may hold 1 MiB; GitHub drops a larger one whole (docs.github.com, "Adding a job summary"). What does
not fit is counted.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct

from cutline.model.run import AuditRun, PageResult, RuleInfo
from cutline.reports.left_out import left_out
from cutline.reports.troubles import troubles
from cutline.reports.view import Claim, PageView, Tone, run_standing, view
from cutline.reports.wording import counted, shortened, typeable, visible

BYTES = 1_000_000
"""Of UTF-8; a little below the limit of 1,048,576, which leaves room for the last sentence."""

TEXT_LIMIT = 300
"""Code points of one text."""

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


class SummaryReport(Struct, frozen=True):
    """Writes CommonMark with tables. Texts of pages are escaped character by character, so that none acts as markup."""

    name: ClassVar[str] = "github-summary"
    media_type: ClassVar[str] = "text/markdown; charset=utf-8"
    suffix: ClassVar[str] = ".md"

    def render(self, run: AuditRun) -> Iterator[str]:
        """Yield the verdict, then a section for each page with something to say; reads the pages twice."""
        rules = {rule.id: rule for rule in run.rules}
        tones: Counter[Tone] = Counter()
        for page in run.pages:
            standing = view(page, rules).standing
            tones[standing.tone] += 1
        whole = standing if tones.total() == 1 else run_standing(tones)
        said = "\n\n".join(map(_plain, (whole.words, *left_out(run))))
        head = f"## cutline: {_plain(whole.headline)}\n\n{said}\n"
        yield head
        left, dropped = BYTES - len(head.encode()), 0
        for page in run.pages:
            section = _section(page, rules)
            left -= len(section.encode())
            if left < 0:
                dropped += 1
                left = -1
            elif section:
                yield section
        if dropped:
            more = counted(dropped, "page does", "pages do")
            yield f"\nGitHub takes 1 MiB of summary; {more} not fit\\. A full report holds all\\.\n"


def _section(page: PageResult, rules: dict[str, RuleInfo]) -> str:
    seen = view(page, rules)
    if seen.standing.tone is Tone.READY and not page.findings and not page.answered:
        return ""
    return "".join(f"{line}\n" for line in _lines(seen))


def _lines(seen: PageView) -> Iterator[str]:
    yield f"\n### {_plain(seen.page.source)}\n"
    yield f"**{_plain(seen.standing.headline)}** {_plain(seen.standing.details)}"
    yield from (f"\n{_plain(said)}" for _, said in troubles(seen.page) if seen.page.status == "audited")
    rows = list(_rows(seen))
    if rows:
        yield "\n| Photo | | What | Type instead | Line |\n|---|---|---|---|---|"
        yield from rows
    if seen.page.answered:
        yield f"\n{_plain(counted(len(seen.page.answered), 'finding was', 'findings were'))} answered before\\."


def _rows(seen: PageView) -> Iterator[str]:
    yield from (_row("page", claim) for claim in seen.claims)
    for photo in seen.photos:
        yield from (_row(str(photo.number), claim) for claim in photo.claims)


def _row(photo: str, claim: Claim) -> str:
    finding = claim.finding
    instead = _plain(typeable(finding.suggestion.text)) if finding.suggestion else ""
    what = f"{_plain(claim.sentence)} {_plain(f'[{finding.rule}]')}"
    return f"| {photo} | {finding.severity} | {what} | {instead} | {finding.location.line or ''} |"


def _plain(text: str) -> str:
    """Escape all ASCII punctuation (CommonMark, section 2.4): no text becomes a link, a tag or a cell."""
    return _PUNCTUATION.sub(r"\\\g<0>", shortened(visible(text), TEXT_LIMIT))
