"""A saved page that leads its readers away by itself."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Needs, Options, Review, Rule, house
from cutline.rules.facts.shown import rendering

_STORY = "<main><h1>Fair day in Rudno</h1><p>The whole valley comes to town.</p></main></html>"
_OPEN = '<!doctype html>«<html lang="en">»<title>Fair day</title>'
_PLAIN = '<!doctype html><html lang="en"><title>Fair day</title>'


class PageLeadsAway(Rule):
    id = "page-leads-away"
    title = "The saved page leads away by itself"
    why = (
        "A script or a mark at the top of this saved page takes its readers to another address. cutline kept it from "
        "leaving and judged it as it was saved, which may differ from what readers get: audit that address instead."
    )
    references = (house("audit the page that readers get"),)
    severity = Severity.ADVICE
    needs = Needs.RENDERED
    messages = {"leads": "This page would have gone to {address} by itself; it was judged as it was saved."}
    nothing = "no page without an address"
    examples = (
        Good("a page that stays", f'{_PLAIN}<a href="/start">The start</a>{_STORY}'),
        Good(
            "near miss: a script that only writes another address",
            f"{_PLAIN}<script>history.replaceState(null, '', '/rudno')</script>{_STORY}",
        ),
        Bad(
            "a script leads away",
            f"{_OPEN}<script>onload = () => {{ location = 'https://post.example/rudno' }}</script>{_STORY}",
        ),
        Bad(
            "a mark at the top leads away",
            f'{_OPEN}<meta http-equiv="refresh" content="0; url=https://post.example/rudno">{_STORY}',
        ),
    )

    def subjects(self, page: Page) -> Sequence[Page]:
        """Judge every page that was shown."""
        return [page] if rendering(page).address else []

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Pass on what the browser tried: a page of the network that leads away is not audited at all."""
        address = rendering(page).led
        if address:
            yield self.finding(
                page,
                "leads",
                element=page.document.tree.select_one("html"),
                data={"address": address},
                evidence=[Evidence("where it leads", address)],
            )
