"""A request to ignore a finding that is not there."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.page.ignores import ATTRIBUTE, Ignore, ignores
from cutline.rules.base import Bad, Good, Options, Review, Rule, house
from cutline.rules.facts.ignored import ledger, usable


class IgnoreUnused(Rule):
    id = "ignore-unused"
    title = "A request to ignore a finding is no longer needed"
    why = (
        "The page's code asks that a finding may stay, and there is no such finding any more. Left where it is, the "
        "request will hide the next one, which nobody has looked at."
    )
    severity = Severity.WARNING
    references = (house("answered findings"),)
    messages = {"unused": "Nothing here is found by {rule}, so there is nothing to ignore."}
    nothing = "nobody asks to ignore anything on this page"
    examples = (
        Good(
            "near miss: another program's attribute",
            '<main><img src="tile.jpg" alt="A blue tile" data-ignore="alt-missing: a tile"></main>',
        ),
        Good(
            "near miss: what cannot be followed is another matter",
            '<main><img src="tile.jpg" alt="A blue tile" data-cutline-ignore="alt-missing"></main>',
        ),
        Bad(
            "a photo that has its alt text by now",
            '<main><img src="tile.jpg" alt="A blue tile" «data-cutline-ignore="alt-missing: a tile"»></main>',
        ),
        Bad(
            "two requests for what is not there",
            '<main><p «data-cutline-ignore="alt-missing: a tile"»>One</p>'
            '<p «data-cutline-ignore="caption-missing: old"»>Two</p></main>',
        ),
        Bad(
            "a comment, which speaks of the next element",
            '<main><!-- cutline-ignore alt-missing: a tile -->\n«<img src="tile.jpg" alt="A blue tile">»</main>',
        ),
    )

    def subjects(self, page: Page) -> Sequence[Ignore]:
        """Judge every request on the page."""
        return page.once(ignores)

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim each request for a rule that was asked and said nothing about what the request covers."""
        idle = page.once(ledger).idle
        for place, request, rule in usable(page):
            if (place, rule) in idle:
                yield self.finding(
                    page,
                    "unused",
                    subject=f"{request.place} {request.written} {rule}",
                    element=request.element,
                    attribute=ATTRIBUTE if request.place == "attribute" else None,
                    data={"rule": rule},
                    evidence=[Evidence("as written", request.written)],
                )
