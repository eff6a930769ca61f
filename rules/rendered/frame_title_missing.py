"""A frame that a screen reader cannot name."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Needs, Options, Review, Rule, wcag
from cutline.rules.facts.axe import asked, claims

_SAID = {
    "frame-title": "missing",
}


class FrameTitleMissing(Rule):
    id = "frame-title-missing"
    title = "A frame has no title"
    why = (
        "Videos, maps and posts stand in frames of their own. "
        "A screen reader lists them by their titles, and without one its reader has to go in to learn what it is."
    )
    references = (wcag("4.1.2"),)
    severity = Severity.WARNING
    needs = Needs.RENDERED
    axe_rules = tuple(_SAID)
    messages = {
        "missing": "This frame has no title that tells what is in it.",
    }
    nothing = "axe had nothing to answer"
    examples = (
        Good(
            "a title",
            '<!doctype html><html lang="en"><title>Fair day</title><main><h1>Fair day in Rudno</h1>'
            '<iframe srcdoc="A map" title="Map of the fair"></iframe></main></html>',
        ),
        Good(
            "near miss: named by its label",
            '<!doctype html><html lang="en"><title>Fair day</title><main><h1>Fair day in Rudno</h1>'
            '<iframe srcdoc="A map" aria-label="Map of the fair"></iframe></main></html>',
        ),
        Bad(
            "a map without a title",
            '<!doctype html><html lang="en"><title>Fair day</title><main><h1>Fair day in Rudno</h1>«'
            '<iframe srcdoc="A map">»</iframe></main></html>',
        ),
        Bad(
            "two of them",
            '<!doctype html><html lang="en"><title>Fair day</title><main><h1>Fair day in Rudno</h1>«'
            '<iframe srcdoc="A map">»</iframe>«<iframe srcdoc="A film" title="">»</iframe></main></html>',
        ),
    )

    def subjects(self, page: Page) -> Sequence[Page]:
        """Judge the page as a whole; raises NotMeasured without axe's answers."""
        return asked(page, self)

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Pass on what axe-core says: any name will do."""
        yield from claims(page, self, _SAID)
