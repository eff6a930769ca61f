"""Whether a draft may go out, and why not."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from enum import StrEnum
from threading import Thread
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cutline.config.schema import ConfigError
from cutline.engine.audit import audit_page
from cutline.engine.select import selection_of
from cutline.model.outcome import Verdict as Outcomes
from cutline.model.run import PageResult
from cutline.reports.view import Claim, PageView, view
from cutline.wagtail.rendering import NotShown, shown
from cutline.wagtail.settings import OnFailure, Wishes, failure_wish, wishes

logger = logging.getLogger("cutline.wagtail")

_NO_PHOTO = "gallery-not-recognised"


class Verdict(StrEnum):
    """The three answers."""

    CLEAR = "clear"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


class Judgement(Struct, frozen=True):
    """The answer, and what it rests on.

    `stops` tells whether the page must not be published: always when it is STOPPED, by the house's choice when it is
    UNKNOWN, as a page is, too, that shows no photo though the house named its kind. `reason` says why it is UNKNOWN,
    `stopping` holds the fingerprints of the findings that stop it. `seen` is None when there is nothing to see: the
    page could not be shown, or is none of those to be judged.
    """

    verdict: Verdict
    stops: bool = False
    reason: str = ""
    seen: PageView | None = None
    stopping: frozenset[str] = frozenset()


def judged(page: Any) -> Judgement:
    """Judge a page object, which need not be live, as it would be shown to a reader. Never raises."""
    try:
        wished = wishes()
        return _judged(page, wished) if wished.concern(page) else Judgement(Verdict.CLEAR)
    except (ConfigError, NotShown) as error:
        logger.warning("page %s could not be judged: %s", page.pk, error, exc_info=True)
        return _unknown(str(error))
    except Exception as error:
        logger.exception("page %s could not be judged", page.pk)
        return _unknown(f"{type(error).__name__}: {error}")


def claims(judgement: Judgement) -> Iterator[tuple[int, Claim]]:
    """Yield what was found with the number of its photo, 0 for the page itself, in the order of the page."""
    if judgement.seen is None:
        return
    yield from ((0, claim) for claim in judgement.seen.claims)
    yield from ((photo.number, claim) for photo in judgement.seen.photos for claim in photo.claims)


def _judged(page: Any, wished: Wishes) -> Judgement:
    html = shown(page, wished.config.page_size_mib)
    source = page.full_url or page.url_path
    result = _within(wished.seconds, lambda: audit_page(html, source=source, config=wished.config))
    if wished.types is None and not result.photos:
        result = _as_text(result)
    if baseline := wished.baseline():
        result = baseline.answer(result)
    return _concluded(result, wished)


def _as_text(result: PageResult) -> PageResult:
    """Leave a page that shows no photo alone, unless it calls itself a gallery."""
    findings = tuple(finding for finding in result.findings if finding.rule == _NO_PHOTO)
    return replace(result, findings=findings, reviews=())


def _concluded(result: PageResult, wished: Wishes) -> Judgement:
    seen = view(result, {rule.id: rule for rule in selection_of(wished.config).catalogue})
    threshold = wished.config.fail_on
    stopping = frozenset(
        finding.fingerprint for finding in result.findings if threshold and finding.severity.reaches(threshold)
    )
    if stopping:
        return Judgement(Verdict.STOPPED, True, seen=seen, stopping=stopping)
    if not result.audited or (wished.types is not None and not result.photos):
        logger.error("page %s could not be judged in full: %s", result.source, _faults(result))
        stops = wished.on_failure is OnFailure.BLOCK
        return Judgement(Verdict.UNKNOWN, stops, f"{seen.standing.headline} {seen.standing.words}", seen)
    return Judgement(Verdict.CLEAR, seen=seen)


def _faults(result: PageResult) -> str:
    crashes = [outcome.reason for outcome in result.outcomes if outcome.outcome is Outcomes.ERROR]
    return result.reason or "\n".join(crashes) or "it shows no photo"


def _unknown(reason: str) -> Judgement:
    try:
        stops = failure_wish() is OnFailure.BLOCK
    except ConfigError:
        stops = True
    return Judgement(Verdict.UNKNOWN, stops, reason)


def _within(seconds: float, audit: Callable[[], PageResult]) -> PageResult:
    """Wait so long for an audit. Raises NotShown when it is not done by then.

    Servers answer in threads, where no timer rings and nothing can be stopped from outside: an audit that is late is
    left to end by itself, and its answer is dropped.
    """
    answer: Future[PageResult] = Future()
    Thread(target=_answered, args=(answer, audit), name="cutline", daemon=True).start()
    try:
        return answer.result(timeout=seconds)
    except TimeoutError:
        if answer.done():
            raise
        raise NotShown(f"the check took longer than {seconds:g} seconds (TIMEOUT)") from None


def _answered(answer: "Future[PageResult]", audit: Callable[[], PageResult]) -> None:
    try:
        answer.set_result(audit())
    except BaseException as error:  # noqa: BLE001 - it is raised where the answer is waited for
        answer.set_exception(error)
