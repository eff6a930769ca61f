"""What kept a page from being audited, in one line each; reports that list findings must not stay silent about it."""

from collections.abc import Iterator

from cutline.model.outcome import Verdict
from cutline.model.run import PageResult

NOTHING = "Nothing was audited: the run holds no page."


def troubles(page: PageResult) -> Iterator[tuple[str, str]]:
    """Yield the name of each check that broke off, "not-audited" for the whole page, with the reason in a line."""
    if page.status != "audited":
        yield "not-audited", f"This page was not audited: {page.reason or 'no reason given'}"
    for outcome in page.outcomes:
        if outcome.outcome is Verdict.ERROR:
            yield outcome.rule, f"The check {outcome.rule} broke off: {outcome.last_line}"
