"""One view of a run for all reports: what belongs together, in which order, and what it is called.

A page's view answers an editor's three questions in turn: may this go out (`Standing`), what to fix first (`Cause`),
what to type (`PhotoView` with its claims). Nothing here knows a format.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from cutline.model.answer import Answer
from cutline.model.finding import FIELD, Evidence, Finding
from cutline.model.outcome import Outcome, Verdict
from cutline.model.run import PageResult, Photo, RuleInfo
from cutline.model.severity import Severity
from cutline.reports.wording import capital, counted, listed, shortened, spelled, visible

VALUE_LIMIT = 160
"""Code points of a data value that a sentence shows; the whole value is in the JSON report."""


class Tone(StrEnum):
    """The four answers to "may this go out", worst first."""

    NOT_AUDITED = "not-audited"
    NOT_READY = "not-ready"
    LOOK = "look"
    READY = "ready"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Tone).index(self)


class Standing(Struct, frozen=True):
    """The verdict in words: two or three of them, what they rest on, and how much was checked."""

    tone: Tone
    headline: str
    details: str
    proviso: str = ""

    @property
    def words(self) -> str:
        """All but the headline."""
        return " ".join(part for part in (self.details, self.proviso) if part)


class Words(Struct, frozen=True):
    """A piece of a sentence; `quoted` words are a page's, the others ours."""

    text: str
    quoted: bool = False


class Claim(Struct, frozen=True):
    """A finding or review with its rule and its sentence in pieces."""

    rule: RuleInfo
    finding: Finding
    words: tuple[Words, ...]

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return "".join(piece.text for piece in self.words)


class Cause(Struct, frozen=True):
    """Claims of one rule on one page.

    `photos` are numbers in reading order; `elsewhere` counts claims about the page itself. `saying` is the sentence of
    a claim that stands alone for the page, else empty. `shared` is the evidence that several claims have in common,
    which is often the reason behind them.
    """

    rule: RuleInfo
    severity: Severity
    claims: int
    photos: tuple[int, ...]
    elsewhere: int
    saying: str = ""
    shared: tuple[Evidence, ...] = ()


class Checks(Struct, frozen=True):
    """What was asked of a page: how many rules `ran` or had nothing to judge, and those that did not answer."""

    ran: int
    not_run: tuple[tuple[str, tuple[str, ...]], ...]
    crashed: tuple[Outcome, ...]


class PhotoView(Struct, frozen=True):
    """A photo with what is said about it; `number` counts photos from 1."""

    number: int
    photo: Photo
    claims: tuple[Claim, ...]
    reviews: tuple[Claim, ...]


class Decided(Struct, frozen=True):
    """A claim that a person has decided, with what they said; `number` is its photo's, 0 for the page itself."""

    claim: Claim
    answer: Answer
    number: int


class PageView(Struct, frozen=True):
    """A page as an editor reads it; `claims` and `reviews` are about the page itself.

    `causes` gather what is wrong, `choices` what waits for a person to decide.
    """

    page: PageResult
    standing: Standing
    causes: tuple[Cause, ...]
    choices: tuple[Cause, ...]
    photos: tuple[PhotoView, ...]
    claims: tuple[Claim, ...]
    reviews: tuple[Claim, ...]
    decided: tuple[Decided, ...]
    checks: Checks


def sentence(rule: RuleInfo, finding: Finding) -> str:
    """Fill the rule's message with the finding's data.

    The words come from pages and catalogues that strangers may have written: fields are plain names, values are shown
    by `wording.visible` and shortened to `VALUE_LIMIT`. A message that the catalogue lacks, or that names a field the
    finding lacks, gives the rule's title.
    """
    return "".join(piece.text for piece in phrased(rule, finding))


def phrased(rule: RuleInfo, finding: Finding) -> tuple[Words, ...]:
    """Give the pieces of `sentence`, so that a report can set apart what it quotes."""
    template = rule.messages.get(finding.message_id)
    if template is None or any(name not in finding.data for name in FIELD.findall(template)):
        return (Words(visible(rule.title)),)
    pieces = [
        Words(visible(piece)) if position % 2 == 0 else _quoted(finding.data[piece])
        for position, piece in enumerate(FIELD.split(template))
    ]
    return tuple(piece for piece in pieces if piece.text)


def _quoted(value: str | int) -> Words:
    return Words(visible(shortened(str(value), VALUE_LIMIT)), isinstance(value, str))


def rule_of(rules: dict[str, RuleInfo], name: str) -> RuleInfo:
    """Give the rule, or a bare one that has only its id when the catalogue does not hold it."""
    return rules.get(name) or RuleInfo(name, name, "", Severity.ERROR, "static")


def view(page: PageResult, rules: dict[str, RuleInfo]) -> PageView:
    """Arrange a page."""
    numbers = {photo.index: number for number, photo in enumerate(page.photos, start=1)}
    claims = _by_photo(page.findings, rules, numbers)
    reviews = _by_photo(page.reviews, rules, numbers)
    photos = tuple(
        PhotoView(number, photo, tuple(claims[number]), tuple(reviews[number]))
        for number, photo in enumerate(page.photos, start=1)
    )
    causes = _causes(page.findings, rules, numbers)
    checks = _checks(page.outcomes)
    return PageView(
        page=page,
        standing=_standing(page, causes, checks),
        causes=causes,
        choices=_causes(page.reviews, rules, numbers),
        photos=photos,
        claims=tuple(claims[0]),
        reviews=tuple(reviews[0]),
        decided=tuple(_decided(one.finding, one.answer, rules, numbers) for one in page.answered),
        checks=checks,
    )


def run_standing(tones: Counter[Tone]) -> Standing:
    """Give the verdict over many pages, or none; a single page's is its own. `tones` counts pages."""
    pages = tones.total()
    if not pages:
        return Standing(Tone.NOT_AUDITED, "Nothing was checked.", "The run holds no page, so it says nothing.")
    bad, unknown, look = tones[Tone.NOT_READY], tones[Tone.NOT_AUDITED], tones[Tone.LOOK]
    of_all = f"of {spelled(pages)} pages"
    said = []
    if bad:
        said.append(f"{spelled(bad)} {of_all} {'has' if bad == 1 else 'have'} errors.")
    if unknown:
        said.append(f"{spelled(unknown)} {of_all} could not be checked in full.")
    if look:
        said.append(f"{spelled(look)} {of_all} {'needs' if look == 1 else 'need'} a second look.")
    if not said:
        return Standing(Tone.READY, "Ready.", f"No error or warning on {spelled(pages)} pages.")
    details = " ".join(capital(part) for part in said)
    if bad:
        return Standing(Tone.NOT_READY, "Not ready.", details)
    if unknown:
        return Standing(Tone.NOT_AUDITED, "Not checked in full.", details)
    return Standing(Tone.LOOK, "Nearly ready.", details)


def _by_photo(
    findings: Iterable[Finding], rules: dict[str, RuleInfo], numbers: dict[int, int]
) -> defaultdict[int, list[Claim]]:
    """Sort claims under photo numbers; 0 holds what concerns the page. The worst comes first, else page order."""
    claims: defaultdict[int, list[Claim]] = defaultdict(list)
    for finding in sorted(findings, key=lambda finding: finding.severity.rank):
        rule = rule_of(rules, finding.rule)
        claims[_number(finding, numbers)].append(Claim(rule, finding, phrased(rule, finding)))
    return claims


def _decided(finding: Finding, answer: Answer, rules: dict[str, RuleInfo], numbers: dict[int, int]) -> Decided:
    rule = rule_of(rules, finding.rule)
    return Decided(Claim(rule, finding, phrased(rule, finding)), answer, _number(finding, numbers))


def _number(finding: Finding, numbers: dict[int, int]) -> int:
    return numbers.get(finding.picture, 0) if finding.picture is not None else 0


def _causes(findings: Iterable[Finding], rules: dict[str, RuleInfo], numbers: dict[int, int]) -> tuple[Cause, ...]:
    groups: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.rule].append(finding)
    causes = [_cause(rule_of(rules, name), group, numbers) for name, group in groups.items()]
    return tuple(sorted(causes, key=_weight))


def _weight(cause: Cause) -> tuple[int, bool, int, str]:
    """Order causes by severity; what is wrong once, with the page, before what shows on photo after photo."""
    return cause.severity.rank, bool(cause.photos), -len(cause.photos), cause.rule.id


def _cause(rule: RuleInfo, group: Sequence[Finding], numbers: dict[int, int]) -> Cause:
    found = [_number(finding, numbers) for finding in group]
    return Cause(
        rule=rule,
        severity=min((finding.severity for finding in group), key=lambda severity: severity.rank),
        claims=len(group),
        photos=tuple(sorted(set(found) - {0})),
        elsewhere=found.count(0),
        saying=sentence(rule, group[0]) if found == [0] else "",
        shared=_shared(group),
    )


def _shared(group: Sequence[Finding]) -> tuple[Evidence, ...]:
    if len(group) < 2:
        return ()
    return tuple(fact for fact in group[0].evidence if all(fact in other.evidence for other in group[1:]))


def _checks(outcomes: Iterable[Outcome]) -> Checks:
    ran, crashed = 0, []
    not_run: defaultdict[str, list[str]] = defaultdict(list)
    for outcome in outcomes:
        match outcome.outcome:
            case Verdict.ERROR:
                crashed.append(outcome)
            case Verdict.NOT_RUN:
                not_run[outcome.reason or "no reason given"].append(outcome.rule)
            case _:
                ran += 1
    return Checks(ran, tuple((reason, tuple(names)) for reason, names in not_run.items()), tuple(crashed))


def _standing(page: PageResult, causes: Sequence[Cause], checks: Checks) -> Standing:
    if page.status != "audited":
        return Standing(Tone.NOT_AUDITED, "Not checked.", capital(_closed(visible(page.reason) or "no reason given")))
    errors = [cause for cause in causes if cause.severity is Severity.ERROR]
    tone, headline = _answer(page, causes, checks)
    details = " ".join(capital(part) for part in _details(page, causes, errors, checks))
    return Standing(tone, headline, details, capital(checked(checks)))


def _answer(page: PageResult, causes: Sequence[Cause], checks: Checks) -> tuple[Tone, str]:
    severities = {cause.severity for cause in causes}
    if Severity.ERROR in severities:
        return Tone.NOT_READY, "Not ready."
    if checks.crashed:
        return Tone.NOT_AUDITED, "Not checked in full."
    if Severity.WARNING in severities:
        return Tone.LOOK, "Nearly ready."
    if page.reviews:
        return Tone.LOOK, "Ready when you have decided."
    if not page.photos:
        return Tone.LOOK, "No photo found."
    return Tone.READY, "Ready."


def _details(page: PageResult, causes: Sequence[Cause], errors: Sequence[Cause], checks: Checks) -> Iterable[str]:
    if checks.crashed:
        broken = counted(len(checks.crashed), "check", "checks")
        they_look = "it looks" if len(checks.crashed) == 1 else "they look"
        yield f"{broken} broke off, so nothing is known about what {they_look} for."
    damaged = {number for cause in errors for number in cause.photos}
    if damaged:
        verb = "damages" if _on_photos(errors) == 1 else "damage"
        yield f"{counted(_on_photos(errors), 'cause', 'causes')} {verb} {counted(len(damaged), 'photo', 'photos')}."
    if wrong := sum(cause.elsewhere for cause in errors):
        yield f"{counted(wrong, 'error stands', 'errors stand')} on the page itself."
    milder = {number for cause in causes for number in cause.photos} - damaged
    if milder:
        more = "more " if damaged else ""
        need = "needs" if len(milder) == 1 else "need"
        yield f"{spelled(len(milder))} {more}{'photo' if len(milder) == 1 else 'photos'} {need} a second look."
    if remarks := sum(cause.elsewhere for cause in causes) - wrong:
        yield f"{counted(remarks, 'remark concerns', 'remarks concern')} the page itself."
    if page.reviews:
        yield f"{counted(len(page.reviews), 'point waits', 'points wait')} for your decision."
    if not causes and not page.reviews and page.photos:
        yield f"nothing {'new ' if page.answered else ''}found in {counted(len(page.photos), 'photo', 'photos')}."
    if not causes and not page.reviews and not page.photos:
        yield "the page shows nothing that looks like a gallery photo, so nothing is known about it."


def _on_photos(causes: Sequence[Cause]) -> int:
    return sum(bool(cause.photos) for cause in causes)


def checked(checks: Checks) -> str:
    """Say how much of what was asked was answered, apart from checks that broke off."""
    missing = [
        f"{counted(len(names), 'check was', 'checks were')} not made ({visible(reason)})"
        for reason, names in checks.not_run
    ]
    if missing:
        return f"{listed(missing)}; {counted(checks.ran, 'was', 'were')} made."
    if checks.crashed or not checks.ran:
        return f"{counted(checks.ran, 'check was', 'checks were')} made."
    return "everything was checked."


def _closed(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
