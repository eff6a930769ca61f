"""A request to ignore a finding that cannot be followed."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.page.ignores import ATTRIBUTE, Ignore, ignores
from cutline.rules.base import Bad, Good, Options, Review, Rule, house
from cutline.rules.facts.ignored import ledger


class IgnoreUnknown(Rule):
    id = "ignore-unknown"
    title = "A request to ignore a finding cannot be followed"
    why = (
        "Somebody asked in the page's code that a finding may stay, but named no check that exists, or gave no reason. "
        "The request has no effect, and whoever wrote it believes that the matter is settled."
    )
    severity = Severity.WARNING
    references = (house("answered findings"),)
    messages = {
        "rule": "The request to ignore a finding names “{rule}”, and there is no check of that name.",
        "reason": "The request to ignore {rule} gives no reason.",
    }
    nothing = "nobody asks to ignore anything on this page"
    examples = (
        Good(
            "a check and a reason",
            '<main><img src="tile.jpg" data-cutline-ignore="alt-missing: a tile, not a photo"></main>',
        ),
        Good(
            "near miss: another program's comment",
            "<main><!-- cutline-ignored: nothing --><p>The ferry is late.</p></main>",
        ),
        Bad(
            "a name that no check has",
            '<main><img src="tile.jpg" «data-cutline-ignore="alt-lost: a tile, not a photo"»></main>',
        ),
        Bad(
            "no reason",
            '<main><img src="tile.jpg" «data-cutline-ignore="alt-missing"»></main>',
        ),
        Bad(
            "two names that no check has",
            '<main><p «data-cutline-ignore="alt-lost: a tile"»>One</p>'
            '<p «data-cutline-ignore="all: old"»>Two</p></main>',
        ),
        Bad(
            "a comment, which speaks of the next element",
            '<main><!-- cutline-ignore alt-lost: a tile --> «<img src="tile.jpg">»</main>',
        ),
    )

    def subjects(self, page: Page) -> Sequence[Ignore]:
        """Judge every request on the page."""
        return page.once(ignores)

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim each name that is no rule's, and each request without a reason."""
        known = page.once(ledger).known
        for request in page.once(ignores):
            unknown = [rule for rule in request.rules if rule not in known]
            for rule in unknown:
                yield self._claim(page, request, "rule", rule)
            if not request.reason and not unknown:
                yield self._claim(page, request, "reason", ", ".join(request.rules))

    def _claim(self, page: Page, request: Ignore, message: str, rule: str) -> Finding:
        return self.finding(
            page,
            message,
            subject=f"{request.place} {request.written}",
            element=request.element,
            attribute=ATTRIBUTE if request.place == "attribute" else None,
            data={"rule": rule or "nothing"},
            evidence=[Evidence("as written", request.written or "nothing")],
        )
