"""Words that hardly stand out from what is behind them."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Needs, Options, Review, Rule, Unsure, wcag
from cutline.rules.facts.axe import asked, claims

_SAID = {
    "color-contrast": "low",
}


class ContrastLow(Rule):
    id = "contrast-low"
    title = "Words hardly stand out from their background"
    why = (
        "Grey captions on white, or white ones on a photo, cannot be read by many people, and by nobody in the sun. "
        "Words of usual size want a contrast of 4.5 to 1, large ones of 3 to 1."
    )
    references = (wcag("1.4.3"),)
    severity = Severity.WARNING
    needs = Needs.RENDERED
    axe_rules = tuple(_SAID)
    messages = {
        "low": "These words hardly stand out from what is behind them.",
    }
    nothing = "axe had nothing to answer"
    examples = (
        Good(
            "black on white",
            '<!doctype html><html lang="en"><title>Fair day</title><main style="background: white">'
            '<h1>Fair day in Rudno</h1><p style="color: black">The whole valley comes to town.</p></main></html>',
        ),
        Good(
            "near miss: grey, but dark enough",
            '<!doctype html><html lang="en"><title>Fair day</title><main style="background: white">'
            '<h1>Fair day in Rudno</h1><p style="color: #6a6a6a">The whole valley comes to town.</p></main></html>',
        ),
        Bad(
            "a pale caption",
            '<!doctype html><html lang="en"><title>Fair day</title><main style="background: white">'
            '<h1>Fair day in Rudno</h1>«<p style="color: #aaa">»The whole valley comes to town.</p></main></html>',
        ),
        Bad(
            "two pale credits",
            '<!doctype html><html lang="en"><title>Fair day</title><main style="background: white">'
            '<h1>Fair day in Rudno</h1>«<p style="color: #bbb">»Ada Brenk for the Post</p>«'
            '<p style="color: #ccc">»Jon Malik for the Post</p></main></html>',
        ),
        Unsure(
            "words over a picture",
            '<!doctype html><html lang="en"><title>Fair day</title><main style="background: white">'
            "<h1>Fair day in Rudno</h1>«"
            '<p style="color: white; background-image: linear-gradient(gray, white)">»The whole valley comes to '
            "town.</p></main></html>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Page]:
        """Judge the page as a whole; raises NotMeasured without axe's answers."""
        return asked(page, self)

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Pass on what axe-core says: the contrast of each text against what lies behind it (WCAG 2)."""
        yield from claims(page, self, _SAID)
