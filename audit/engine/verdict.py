"""From page results to the one word that a CMS waits for."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from cutline.config.schema import Config
from cutline.model.outcome import Verdict as Answer
from cutline.model.run import ExitCode, PageResult, Summary, tally
from cutline.model.severity import Severity
from cutline.model.verdict import Counts, OnFailure, Unaudited, Verdict

NOTHING = "there was no page to audit"


def verdict_of(results: Iterable[PageResult], config: Config, *, on_failure: OnFailure = OnFailure.BLOCK) -> Verdict:
    """Decide by `config.fail_on` whether pages may be published; read `results` once.

    Findings block whatever `on_failure` says: it decides only about what could not be audited. No page at all is
    something that could not be audited. `results` have been through the baseline already, where there is one.
    """
    pages = tuple(results)
    counts: Counter[str] = Counter()
    for page in pages:
        tally(counts, page)
    summary = Summary(**counts)
    return Verdict(
        exit_code=_exit_code(summary, config, on_failure),
        counts=Counts(summary.errors, summary.warnings, summary.advice, summary.reviews),
        findings=tuple(finding for page in pages for finding in page.findings),
        not_audited=tuple(gap for page in pages for gap in gaps(page)) if pages else (Unaudited("", NOTHING),),
        photos=summary.photos,
        blocking=_blocking(config),
    )


def _blocking(config: Config) -> tuple[Severity, ...]:
    limit = config.fail_on
    return tuple(severity for severity in Severity if limit is not None and severity.reaches(limit))


def _exit_code(summary: Summary, config: Config, on_failure: OnFailure) -> ExitCode:
    code = summary.exit_code(config.fail_on)
    if code is not ExitCode.NOT_AUDITED or on_failure is OnFailure.BLOCK:
        return code
    return replace(summary, pages=max(summary.pages, 1), not_audited=0).exit_code(config.fail_on)


def gaps(page: PageResult) -> Iterator[Unaudited]:
    """Yield what is not known about a page, and why."""
    if page.status != "audited":
        yield Unaudited(page.source, page.reason or "no reason given")
    for outcome in page.outcomes:
        if outcome.outcome is Answer.ERROR:
            yield Unaudited(page.source, f"the check {outcome.rule} broke off: {outcome.last_line}")
