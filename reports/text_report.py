"""The run for a terminal or a log: a paragraph a page, a line a claim, and nothing that acts on a terminal."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct

from cutline.model.finding import Finding
from cutline.model.outcome import Outcome
from cutline.model.run import AuditRun
from cutline.model.severity import Severity
from cutline.reports.view import Cause, Claim, PageView, Tone, run_standing, view
from cutline.reports.wording import counted, numbered, shortened, typeable, visible

TEXT_LIMIT = 300
"""Code points of a newsroom's text that a line shows."""

_INDENT = " " * 11
_PLAIN = "{}"
_STRONG = "\x1b[1m{}\x1b[0m"
_QUIET = "\x1b[2m{}\x1b[0m"
_RED = "\x1b[1;31m{}\x1b[0m"
_YELLOW = "\x1b[33m{}\x1b[0m"
_GREEN = "\x1b[32m{}\x1b[0m"
_COLOURS = {
    Tone.NOT_AUDITED: _RED,
    Tone.NOT_READY: _RED,
    Tone.LOOK: _YELLOW,
    Tone.READY: _GREEN,
    Severity.ERROR: _RED,
    Severity.WARNING: _YELLOW,
}


class TextReport(Struct, frozen=True):
    """Writes plain text.

    `colour` adds SGR codes (ECMA-48, 8.3.117) that say again what the words say. `verbose` adds to each claim why it
    matters, what proves it, and the markup it points at.
    """

    name: ClassVar[str] = "text"
    media_type: ClassVar[str] = "text/plain; charset=utf-8"
    suffix: ClassVar[str] = ".txt"

    colour: bool = False
    verbose: bool = False

    def render(self, run: AuditRun) -> Iterator[str]:
        """Yield a paragraph for each page, and what they add up to when there is not just one."""
        rules = {rule.id: rule for rule in run.rules}
        tones: Counter[Tone] = Counter()
        for page in run.pages:
            seen = view(page, rules)
            tones[seen.standing.tone] += 1
            yield "".join(f"{line}\n" for line in self._page(seen))
        if tones.total() != 1:
            whole = run_standing(tones)
            yield f"{self._in(_COLOURS[whole.tone], whole.headline)} {whole.words}\n"

    def _page(self, seen: PageView) -> Iterator[str]:
        title = f"  {_brief(seen.page.title)}" if seen.page.title else ""
        yield f"{self._in(_STRONG, visible(seen.page.source))}{title}"
        yield f"{self._in(_COLOURS[seen.standing.tone], seen.standing.headline)} {seen.standing.words}"
        for outcome in seen.checks.crashed:
            yield from self._crash(outcome)
        for number, cause in enumerate(seen.causes, start=1):
            yield f"  {number}. {_cause(cause)}"
        yield from self._claims(seen, "The page itself", seen.claims, seen.reviews)
        for photo in seen.photos:
            yield from self._claims(seen, f"Photo {photo.number} of {len(seen.photos)}", photo.claims, photo.reviews)
        yield ""

    def _claims(
        self, seen: PageView, heading: str, claims: tuple[Claim, ...], reviews: tuple[Claim, ...]
    ) -> Iterator[str]:
        if not claims and not reviews:
            return
        yield ""
        yield f"  {self._in(_STRONG, heading)}"
        for claim in claims:
            severity = claim.finding.severity
            yield from self._claim(seen, claim, self._in(_COLOURS.get(severity, _PLAIN), f"{severity:<8}"))
        for claim in reviews:
            yield from self._claim(seen, claim, f"{'decide':<8}")

    def _claim(self, seen: PageView, claim: Claim, label: str) -> Iterator[str]:
        finding = claim.finding
        code = f"[{visible(finding.rule)}] {_place(seen, finding)}".rstrip()
        yield f"  {label} {claim.sentence} {self._in(_QUIET, code)}"
        if finding.suggestion:
            yield f"{_INDENT}type: {shortened(typeable(finding.suggestion.text), TEXT_LIMIT)}"
        if not self.verbose:
            return
        if claim.rule.why:
            yield f"{_INDENT}why: {visible(claim.rule.why)}"
        for fact in finding.evidence:
            yield f"{_INDENT}{visible(fact.label)}: {_brief(fact.value)}"
        if finding.snippet:
            yield f"{_INDENT}markup: {_brief(finding.snippet)}"

    def _crash(self, outcome: Outcome) -> Iterator[str]:
        lines = outcome.reason.strip().splitlines()
        last = _brief(lines[-1]) if lines else "no reason given"
        yield f"  {self._in(_RED, 'broke off')} {visible(outcome.rule)}: {last}"
        if self.verbose:
            yield from (f"{_INDENT}{visible(line)}" for line in lines[:-1])

    def _in(self, colour: str, text: str) -> str:
        return colour.format(text) if self.colour else text


def _cause(cause: Cause) -> str:
    where = [f"{'photo' if len(cause.photos) == 1 else 'photos'} {numbered(cause.photos)}"] if cause.photos else []
    where += (
        [counted(cause.elsewhere, "place on the page itself", "places on the page itself")] if cause.elsewhere else []
    )
    facts = "".join(f"; {visible(fact.label)}: {_brief(fact.value)}" for fact in cause.shared)
    saying = f": {cause.saying}" if cause.saying else ""
    return f"{visible(cause.rule.title)} ({', '.join(where)}){saying}{facts}"


def _place(seen: PageView, finding: Finding) -> str:
    at = finding.location
    numbers = [str(number) for number in (at.line, at.column) if number is not None]
    return ":".join((visible(seen.page.source), *numbers)) if numbers else ""


def _brief(text: str) -> str:
    return visible(shortened(text, TEXT_LIMIT))
