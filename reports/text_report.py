"""The run for a terminal or a log: a paragraph a page, a line a claim, and nothing that acts on a terminal."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct

from cutline.model.answer import Answered
from cutline.model.comparison import Comparison
from cutline.model.finding import Finding
from cutline.model.outcome import Outcome
from cutline.model.run import AuditRun
from cutline.model.severity import Severity
from cutline.reports.changes import changed
from cutline.reports.field_limits import FieldLimit, field_limits
from cutline.reports.left_out import left_out
from cutline.reports.view import Cause, Claim, PageView, Tone, run_standing, view
from cutline.reports.wording import counted, numbered, shortened, spelled, typeable, visible

TEXT_LIMIT = 300
"""Code points of a newsroom's text that a line shows."""

PAGES = 20
"""Pages that are named where a cause is told that they share."""

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
        new = frozenset(run.since.new) if run.since else frozenset[str]()
        for limit in field_limits(run.pages):
            yield from _limit(limit)
        for page in run.pages:
            seen = view(page, rules)
            tones[seen.standing.tone] += 1
            yield "".join(f"{line}\n" for line in self._page(seen, new))
        if tones.total() != 1:
            whole = run_standing(tones)
            yield f"{self._in(_COLOURS[whole.tone], whole.headline)} {whole.words}\n"
        yield from (f"{said}\n" for said in left_out(run))
        if run.since:
            yield from (f"{line}\n" for line in _since(run.since))

    def _page(self, seen: PageView, new: frozenset[str]) -> Iterator[str]:
        title = f"  {_brief(seen.page.title)}" if seen.page.title else ""
        yield f"{self._in(_STRONG, visible(seen.page.source))}{title}"
        yield f"{self._in(_COLOURS[seen.standing.tone], seen.standing.headline)} {seen.standing.words}"
        for outcome in seen.checks.crashed:
            yield from self._crash(outcome)
        for number, cause in enumerate(seen.causes, start=1):
            yield f"  {number}. {_cause(cause)}"
        yield from self._claims(seen, "The page itself", seen.claims, seen.reviews, new)
        for photo in seen.photos:
            heading = f"Photo {photo.number} of {len(seen.photos)}"
            yield from self._claims(seen, heading, photo.claims, photo.reviews, new)
        yield from self._answered(seen.page.answered)
        yield ""

    def _claims(
        self,
        seen: PageView,
        heading: str,
        claims: tuple[Claim, ...],
        reviews: tuple[Claim, ...],
        new: frozenset[str],
    ) -> Iterator[str]:
        if not claims and not reviews:
            return
        yield ""
        yield f"  {self._in(_STRONG, heading)}"
        for claim in claims:
            severity = claim.finding.severity
            since = self._in(_STRONG, "new: ") if claim.finding.fingerprint in new else ""
            yield from self._claim(seen, claim, self._in(_COLOURS.get(severity, _PLAIN), f"{severity:<8}"), since)
        for claim in reviews:
            yield from self._claim(seen, claim, f"{'decide':<8}")

    def _claim(self, seen: PageView, claim: Claim, label: str, since: str = "") -> Iterator[str]:
        finding = claim.finding
        yield f"  {label} {since}{claim.sentence} {self._in(_QUIET, _code(finding, *_place(seen, finding)))}"
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

    def _answered(self, answered: tuple[Answered, ...]) -> Iterator[str]:
        if not answered:
            return
        yield ""
        yield f"  {self._in(_STRONG, 'Answered before')}: {counted(len(answered), 'finding', 'findings')}"
        for claim in answered if self.verbose else ():
            said = claim.answer
            by = " ".join(visible(word) for word in (said.place, said.who, said.when) if word)
            yield f"  {'accepted':<8} {_brief(said.reason)} {self._in(_QUIET, _code(claim.finding, f'({by})'))}"

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


def _code(finding: Finding, *between: str) -> str:
    """Give the rule's id and the finding's key, which is what a person needs who answers it."""
    return " ".join((f"[{visible(finding.rule)}]", *between, visible(finding.fingerprint))).rstrip()


def _limit(limit: FieldLimit) -> Iterator[str]:
    """Tell a cause that pages share, and name the pages."""
    yield f"{limit.sentence}\n"
    yield from (f"  {_brief(source)}\n" for _, source in limit.pages[:PAGES])
    if len(limit.pages) > PAGES:
        yield f"  and {spelled(len(limit.pages) - PAGES)} more\n"
    yield "\n"


def _place(seen: PageView, finding: Finding) -> Iterator[str]:
    at = finding.location
    numbers = [str(number) for number in (at.line, at.column) if number is not None]
    if numbers:
        yield ":".join((visible(seen.page.source), *numbers))


def _since(since: Comparison) -> Iterator[str]:
    """Say what changed; the new findings are marked where they stand."""
    yield changed(since)
    for gone in since.fixed:
        yield f"  fixed    {_brief(gone.subject)} [{visible(gone.rule)}] {visible(gone.source)}"


def _brief(text: str) -> str:
    return visible(shortened(text, TEXT_LIMIT))
