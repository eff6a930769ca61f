"""A page that cannot be made larger."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Finding
from cutline.model.page import Page
from cutline.rules.base import Bad, Good, Needs, Options, Review, Rule, wcag
from cutline.rules.facts.axe import asked, claims

_SAID = {
    "meta-viewport": "blocked",
}


class ZoomBlocked(Rule):
    id = "zoom-blocked"
    title = "The page cannot be made larger"
    why = "Readers with weak eyes enlarge captions with two fingers. This page tells the browser not to let them."
    references = (wcag("1.4.4"),)
    needs = Needs.RENDERED
    axe_rules = tuple(_SAID)
    messages = {
        "blocked": "This line keeps readers from enlarging the page; let it say “width=device-width” alone.",
    }
    nothing = "axe had nothing to answer"
    examples = (
        Good(
            "as wide as the device",
            '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Fair day'
            "</title><main><h1>Fair day in Rudno</h1></main></html>",
        ),
        Good(
            "near miss: a largest scale that is large enough",
            '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width, maximum-scale=5">'
            "<title>Fair day</title><main><h1>Fair day in Rudno</h1></main></html>",
        ),
        Bad(
            "no scaling at all",
            '<!doctype html><html lang="en">«<meta name="viewport" content="width=device-width, user-scalable=no">»'
            "<title>Fair day</title><main><h1>Fair day in Rudno</h1></main></html>",
        ),
        Bad(
            "never larger than it is",
            '<!doctype html><html lang="en">«<meta name="viewport" content="width=device-width, maximum-scale=1">»'
            "<title>Fair day</title><main><h1>Fair day in Rudno</h1></main></html>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Page]:
        """Judge the page as a whole; raises NotMeasured without axe's answers."""
        return asked(page, self)

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Pass on what axe-core says: user-scalable=no, or a largest scale below 2."""
        yield from claims(page, self, _SAID)
