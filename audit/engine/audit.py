"""From one page to its result: recognise, ask every chosen rule, keep what they claim."""

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from cutline.config.schema import Config
from cutline.engine.claims import Claim, finding_of, settled, with_identity
from cutline.engine.deadline import Overdue, within
from cutline.engine.rewriting import agreed
from cutline.engine.select import Chosen, Selection, selection_of
from cutline.engine.suppress import LATE, Suppression
from cutline.model.answer import Answered
from cutline.model.finding import Finding
from cutline.model.outcome import Outcome, Verdict
from cutline.model.page import Page, Picture
from cutline.model.run import PageResult, Photo
from cutline.page.document import Document
from cutline.page.recognise import recognise
from cutline.rules.base import Needs, NotMeasured, Review
from cutline.sources import gallery_json
from cutline.sources.files import NO_TAG, NotAudited, Reading, Refused, has_tag, reading_of
from cutline.sources.targets import Target
from cutline.text.lexicon import House

NO_PAGE_AROUND = "a gallery in JSON has no page around it"

NO_MEMORY = "it needs more memory than this process may use"

_DEFAULT = Config()
_TRACEBACK_FRAMES = 8
_TRACEBACK_LIMIT = 4000


def audit_page(html: bytes | str, *, source: str = "", config: Config | None = None) -> PageResult:
    """Judge one page. `source` is its address or path, as it shall appear in findings.

    The limits on a page's size and time are for targets; whoever holds the page already sets limits of their own.
    A page that is empty, has no tag or cannot be recognised gives a result of status "failed", never an exception; a
    rule that crashes gives an outcome "error". Raises ConfigError when `config` is wrong, TypeError when `html` is
    neither bytes nor text.
    """
    selection = selection_of(config or _DEFAULT)
    _refuse_other_types(html)
    if not html or html.isspace():
        return not_audited(source, "the page is empty")
    if not has_tag(html):
        return not_audited(source, NO_TAG)
    try:
        return judge(_recognised(html, source, selection.config), selection)
    except Exception as error:  # noqa: BLE001 - hostile pages: one that breaks cutline is reported, not fatal
        return not_audited(source, fault(error))


def inspect_page(html: bytes | str, *, source: str = "", config: Config | None = None) -> Page:
    """Show what was recognised on one page, without judging it. Raises TypeError when `html` is no page."""
    _refuse_other_types(html)
    return _recognised(html, source, config or _DEFAULT)


def audit_target(target: Target, selection: Selection) -> PageResult:
    """Read and judge one target within its deadline. Never raises for what is in it; see `PageResult.reason`."""
    try:
        with within(selection.config.page_seconds):
            return _audit_target(target, selection)
    except Overdue:
        return not_audited(target.name, overdue(selection.config))


def audit_given(data: bytes, source: str, selection: Selection, *, gallery: bool) -> PageResult:
    """Judge a page, or a gallery in JSON, that its sender gave as bytes, within its deadline.

    Raises NotAudited for a gallery that does not have the shape of one: its sender can mend that. Whatever else goes
    wrong is in the result, as with `audit_target`.
    """
    given = Reading(data, gallery=gallery)
    return _audited(lambda: page_in(given, source, selection.config), source, selection, NotAudited)


def audit_asked(target: Target, selection: Selection) -> PageResult:
    """Read and judge a target that a stranger named. Raises Refused for an address that is not fetched."""
    return _audited(lambda: _page_of(target, selection.config), target.name, selection, Refused)


def _audited(page: Callable[[], Page], name: str, selection: Selection, passed_on: type[NotAudited]) -> PageResult:
    try:
        with within(selection.config.page_seconds):
            return judge(page(), selection)
    except Overdue:
        return not_audited(name, overdue(selection.config))
    except passed_on:
        raise
    except NotAudited as error:
        return not_audited(name, str(error))
    except Exception as error:  # noqa: BLE001 - as above
        return not_audited(name, fault(error))


def inspect_target(target: Target, config: Config) -> Page:
    """Read and recognise one target within its deadline. Raises NotAudited with a reason."""
    try:
        with within(config.page_seconds):
            return _page_of(target, config)
    except Overdue:
        raise NotAudited(overdue(config)) from None
    except NotAudited:
        raise
    except Exception as error:
        raise NotAudited(fault(error)) from error


def not_audited(source: str, reason: str) -> PageResult:
    """Give the result of a page that could not be audited."""
    return PageResult(source=source, status="failed", reason=reason)


def judge(page: Page, selection: Selection) -> PageResult:
    """Ask every chosen rule about a page. A rule that crashes costs its own claims and no others."""
    outcomes: list[Outcome] = []
    claims: list[Claim] = []
    for entry in selection.entries:
        if isinstance(entry, Outcome):
            outcomes.append(entry)
            continue
        outcome, said = _ask(entry, page)
        outcomes.append(outcome)
        claims += said
    suppression = Suppression(page, selection.config, (rule.id for rule in selection.catalogue))
    if not suppression:
        return _result(page, outcomes, agreed(page, selection, with_identity(page.source, claims)))
    return _answered(page, selection, suppression, outcomes, claims)


def _answered(
    page: Page, selection: Selection, suppression: Suppression, outcomes: list[Outcome], claims: list[Claim]
) -> PageResult:
    """Ask the rules about requests to ignore findings anew, now that the others have answered; then part the claims."""
    claims = [claim for claim in claims if finding_of(claim).rule not in LATE]
    for claim in with_identity(page.source, claims):
        suppression.answer(finding_of(claim))
    suppression.close(outcomes)
    for place, entry in enumerate(selection.entries):
        if isinstance(entry, Chosen) and entry.rule.id in LATE:
            outcomes[place], said = _ask(entry, page)
            claims += said
    still: list[Claim] = []
    answered: list[Answered] = []
    for claim in with_identity(page.source, claims):
        answer = suppression.answer(finding_of(claim))
        if answer is None:
            still.append(claim)
        else:
            answered.append(Answered(finding_of(claim), answer, isinstance(claim, Review)))
    return replace(_result(page, outcomes, agreed(page, selection, still)), answered=tuple(answered))


def _result(page: Page, outcomes: list[Outcome], claims: list[Claim]) -> PageResult:
    return PageResult(
        source=page.source,
        title=page.title,
        lang=page.lang,
        photos=tuple(_photo(page, picture) for picture in page.photos),
        outcomes=tuple(outcomes),
        findings=tuple(claim for claim in claims if isinstance(claim, Finding)),
        reviews=tuple(claim.finding for claim in claims if isinstance(claim, Review)),
    )


def _audit_target(target: Target, selection: Selection) -> PageResult:
    try:
        return judge(_page_of(target, selection.config), selection)
    except NotAudited as error:
        return not_audited(target.name, str(error))
    except Exception as error:  # noqa: BLE001 - as above: the other pages go on
        return not_audited(target.name, fault(error))


def _page_of(target: Target, config: Config) -> Page:
    return page_in(reading_of(target, config.page_size_mib, config.page_seconds), target.name, config)


def page_in(reading: Reading, name: str, config: Config) -> Page:
    """Recognise what was read, called `name`. Raises NotAudited when it is to be a gallery in JSON and is none."""
    if reading.gallery:
        return _in_house(gallery_json.page_of(reading.data, name, _words(config)), config)
    return recognised_in_house(Document.parse(reading.data, reading.charset), name, config)


def _recognised(html: bytes | str, source: str, config: Config) -> Page:
    return recognised_in_house(Document.parse(html), source, config)


def recognised_in_house(document: Document, source: str, config: Config) -> Page:
    """Recognise a parsed page by the configuration's sites and house style."""
    page = recognise(document, source=source, profiles=config.sites, house=_words(config))
    return _in_house(page, config)


def _words(config: Config) -> House | None:
    return config.credit.words if config.credit else None


def _in_house(page: Page, config: Config) -> Page:
    return replace(page, house=config.credit) if config.credit else page


def _ask(chosen: Chosen, page: Page) -> tuple[Outcome, list[Claim]]:
    rule = chosen.rule
    try:
        if rule.needs is Needs.RENDERED and page.rendered is None:
            return Outcome(rule.id, Verdict.INAPPLICABLE, reason=NO_PAGE_AROUND), []
        subjects = rule.subjects(page)
        judged = len(subjects)
        if not judged:
            return chosen.inapplicable, []
        if isinstance(page.document, gallery_json.Unplaced) and _is_the_page(subjects):
            return Outcome(rule.id, Verdict.INAPPLICABLE, reason=NO_PAGE_AROUND), []
        claims = [settled(claim, chosen) for claim in rule.check(page, chosen.options)]
    except NotMeasured as error:
        return Outcome(rule.id, Verdict.NOT_RUN, reason=str(error)), []
    except Exception as error:  # noqa: BLE001 - one rule's crash is that rule's outcome
        return Outcome(rule.id, Verdict.ERROR, reason=_traceback(error)), []
    return _outcome(rule.id, judged, claims), claims


def _is_the_page(subjects: Iterable[object]) -> bool:
    return any(isinstance(subject, Page) for subject in subjects)


def _outcome(rule: str, judged: int, claims: list[Claim]) -> Outcome:
    if not claims:
        return Outcome(rule, Verdict.PASSED, judged)
    if any(isinstance(claim, Finding) for claim in claims):
        return Outcome(rule, Verdict.FAILED, judged)
    return Outcome(rule, Verdict.NEEDS_REVIEW, judged, "a person must decide")


def _photo(page: Page, picture: Picture) -> Photo:
    return Photo(
        index=picture.index,
        src=picture.src,
        alt=picture.alt,
        name=picture.name,
        caption=picture.caption.text if picture.caption else None,
        credit=picture.credit.credit if picture.credit else None,
        location=page.document.locate(picture.element),
    )


def _refuse_other_types(html: object) -> None:
    if not isinstance(html, (bytes, str)):
        raise TypeError(f"a page is bytes or str, not {type(html).__name__}")


def overdue(config: Config) -> str:
    """Say that a page took too long."""
    return f"it took longer than {config.page_seconds:g} seconds (page_seconds)"


def fault(error: Exception) -> str:
    """Say that cutline itself failed on a page, and where; or that there was not enough memory for it."""
    if isinstance(error, MemoryError):
        return NO_MEMORY
    return f"cutline failed on this page, which is a fault in cutline: {_traceback(error)}"


def _traceback(error: Exception) -> str:
    from traceback import format_exception

    return "".join(format_exception(error, limit=-_TRACEBACK_FRAMES))[-_TRACEBACK_LIMIT:].strip()
