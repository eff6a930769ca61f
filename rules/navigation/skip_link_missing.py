"""A page that offers no way to skip its menus."""

from collections.abc import Iterator, Sequence
from typing import Any

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.page.skiplinks import Meaning, meaning_of
from cutline.rules.base import Bad, Good, Option, Options, Review, Rule, Unsure, act, wcag
from cutline.rules.facts.opening import Opening, counted, opening
from cutline.rules.facts.shown import jumps_of, number, passes, rendering

_EARLY = 5
"""Tab stops among which a control that a script works can be a skip link."""


class SkipLinkMissing(Rule):
    id = "skip-link-missing"
    title = "No link skips the menus"
    why = (
        "Readers who move with the keyboard have to press Tab through every link of the menus before they reach the "
        "first photo, on every page again. A link at the very start that leads to the content spares them that."
    )
    references = (wcag("2.4.1"), act("ye5d6e"))
    severity = Severity.WARNING
    messages = {
        "missing": "Nothing lets a keyboard reader skip to the content; {stops} links and buttons stand before it.",
        "few": "Nothing lets a keyboard reader skip to the content, though little stands before it.",
        "scripted": "This control looks like a skip link that a script must work: does it lead to the content?",
    }
    options = (
        Option(
            "least_stops",
            4,
            "Links and buttons before the content from which a skip link is missed; with fewer it is advice.",
        ),
    )
    nothing = "nothing to skip before the content"
    examples = (
        Good(
            "a skip link before the menu",
            '<body><a href="#story">Skip to main content</a><nav><a href="/a">News</a> <a href="/b">Sport</a> '
            '<a href="/c">Arts</a> <a href="/d">Food</a></nav>'
            '<main id="story"><h1>Fair day in Rudno</h1></main></body>',
        ),
        Good(
            "near miss: the content comes first, the menu behind it",
            '<body><main><h1>Fair day in Rudno</h1></main><nav><a href="/a">News</a> <a href="/b">Sport</a> '
            '<a href="/c">Arts</a> <a href="/d">Food</a></nav></body>',
        ),
        Good(
            "near miss: a menu without a single link",
            "<body><header>The Rudno Post</header><main><h1>Fair day in Rudno</h1></main></body>",
        ),
        Bad(
            "a menu and no skip link",
            '<body><nav>«<a href="/a">»News</a> <a href="/b">Sport</a> <a href="/c">Arts</a> <a '
            'href="/d">Food</a></nav>'
            "<main><h1>Fair day in Rudno</h1></main></body>",
        ),
        Bad(
            "little to skip, where the house wants a skip link all the same",
            '<body><nav>«<a href="/a">»News</a></nav><main><h1>Fair day in Rudno</h1></main></body>',
            {"least_stops": 1},
        ),
        Bad(
            "little to skip: advice",
            '<body>«<a href="/a">»News</a><aside>Rudno is a town of 4,000.</aside>'
            "<p>On fair day the whole valley comes to town, and the horses with it.</p></body>",
        ),
        Unsure(
            "a control that only a script can work",
            '<body>«<div role="link" tabindex="0" onclick="go()">»Skip to main content</div>'
            '<nav><a href="/a">News</a></nav>'
            "<main><h1>Fair day in Rudno</h1></main></body>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Page]:
        """Judge a page on which Tab stops before the content, or that has a skip link."""
        return [page] if page.skip_links or opening(page).stops else []

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:
        """Claim pages without any skip link, at the first thing that a skip link should stand before (ACT ye5d6e)."""
        if page.skip_links:
            return
        before = opening(page)
        if _jumps_into_content(page, before):
            return
        scripted = next((stop for stop in before.stops[:_EARLY] if meaning_of(stop.text) is Meaning.SKIP), None)
        if scripted is not None and _is_seen_to_work(page, scripted, before):
            return
        if scripted is not None and not _is_seen_to_fail(page, scripted):
            yield Review(self.finding(page, "scripted", element=scripted, subject="skip link"))
            return
        yield self._missing(page, before, options["least_stops"])

    def _missing(self, page: Page, before: Opening, least: int) -> Finding:
        many = len(before.stops) >= least
        return self.finding(
            page,
            "missing" if many else "few",
            element=before.stops[0],
            subject="skip link",
            severity=self.severity if many else Severity.ADVICE,
            data={"stops": counted(before.stops)},
            evidence=[Evidence("links and buttons before the content", counted(before.stops))],
        )


def _jumps_into_content(page: Page, before: Opening) -> bool:
    """Tell whether the first jump of the page, whatever it calls itself, was seen to lead into the content."""
    jump = next(iter(rendering(page).jumps), None)
    early = [number(page, stop) for stop in before.stops[:_EARLY]]
    start = number(page, before.content)
    if jump is None or start is None or jump.target is None or jump.link not in early:
        return False
    return jump.target >= start and passes(page, jump, start)


def _is_seen_to_work(page: Page, control: Any, before: Opening) -> bool:
    """Tell whether the keyboard went on in the content after the control was pressed."""
    start = number(page, before.content)
    return start is not None and any(passes(page, jump, start) for jump in jumps_of(page, control))


def _is_seen_to_fail(page: Page, control: Any) -> bool:
    """Tell whether the control was pressed in vain, with every script of the page at hand."""
    return bool(jumps_of(page, control)) and not rendering(page).scripts_failed
