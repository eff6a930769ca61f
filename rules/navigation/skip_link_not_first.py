"""A skip link that comes too late."""

from collections.abc import Iterator, Sequence
from typing import Any

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page, SkipLink
from cutline.model.severity import Severity
from cutline.page.shades import tab_index
from cutline.rules.base import Bad, Good, Options, Review, Rule, Unsure, act, wcag
from cutline.rules.facts.opening import counted, opening
from cutline.rules.facts.shown import element, rendering
from cutline.rules.facts.spoken import names


class SkipLinkNotFirst(Rule):
    id = "skip-link-not-first"
    title = "The skip link is not the first thing on the page"
    why = (
        "A skip link helps only those who meet it before the menus. Whoever has to press Tab through other links first "
        "may never learn that it is there."
    )
    references = (wcag("2.4.1"), act("ye5d6e", partial=True))
    severity = Severity.WARNING
    messages = {
        "late": "Before this skip link a keyboard reader meets other links or buttons ({before}), first “{first}”.",
        "passed-by": "The keyboard passes this skip link by: Tab never stops at it.",
        "hidden": "This skip link is hidden as the page is served: does a script show it to keyboard readers?",
    }
    nothing = "no skip link on the page"
    examples = (
        Good(
            "the first link of the page",
            '<body><a href="#story">Skip to main content</a><a href="/">The Rudno Post</a>'
            '<main id="story"><h1>Fair day in Rudno</h1></main></body>',
        ),
        Good(
            "near miss: only another jump stands before it",
            '<body><a href="#find">Skip to search</a><a href="#story">Skip to main content</a><a '
            'href="/">The Rudno Post</a>'
            '<form id="find"></form><main id="story"><h1>Fair day in Rudno</h1></main></body>',
        ),
        Bad(
            "behind the logo",
            '<body><a href="/">The Rudno Post</a>«<a href="#story">»Skip to main content</a>'
            '<main id="story"><h1>Fair day in Rudno</h1></main></body>',
        ),
        Bad(
            "behind the menu",
            '<body><nav><a href="/a">News</a><button>Log in</button></nav>«<a href="#story">»Skip to main content</a>'
            '<main id="story"><h1>Fair day in Rudno</h1></main></body>',
        ),
        Bad(
            "taken out of the keyboard's way",
            '<body>«<a href="#story" tabindex="-1">»Skip to main content</a><nav><a href="/a">News</a></nav>'
            '<main id="story"><h1>Fair day in Rudno</h1></main></body>',
        ),
        Unsure(
            "hidden, perhaps until a script shows it",
            '<body>«<a href="#story" style="display:none">»Skip to main content</a><nav><a href="/a">News</a></nav>'
            '<main id="story"><h1>Fair day in Rudno</h1></main></body>',
        ),
    )

    def subjects(self, page: Page) -> Sequence[SkipLink]:
        """Judge the skip links; one that comes first is enough."""
        return page.skip_links

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim a skip link behind links that leave the page; jumps on the same page may stand before it.

        On a page that was shown, the order is the one in which Tab stopped.
        """
        if rendering(page).stops:
            yield from self._as_shown(page)
            return
        reached = [link for link in page.skip_links if link.position >= 0]
        link = min(reached or page.skip_links, key=lambda link: link.position)
        if link.position < 0:
            yield self._unreachable(page, link)
            return
        place = page.document.order
        here = place(link.element)
        before = [stop for stop in opening(page).stops if place(stop) < here and not _is_passed(stop)]
        if link.position and before:
            yield self._late(page, link, before)

    def _as_shown(self, page: Page) -> Iterator[Finding | Review]:
        stops = [element(page, stop.element) for stop in rendering(page).stops]
        link = next((link for stop in stops for link in page.skip_links if link.element is stop), None)
        if link is None:
            # Only the first stops of a page were looked at; behind that many, a link is late in any case.
            if len(stops) >= LEAD:
                yield self._late(page, page.skip_links[0], stops)
                return
            passed = self._passed_by(page, page.skip_links[0])
            # Where the same stop came twice, a script took the keyboard there, and what else Tab reaches is not known.
            yield Review(passed) if len(set(stops)) < len(stops) else passed
            return
        before = [stop for stop in stops[: stops.index(link.element)] if stop is None or not _is_passed(stop)]
        if before:
            yield self._late(page, link, before)

    def _late(self, page: Page, link: SkipLink, before: Sequence[Any]) -> Finding:
        name = names(page).describe(before[0]).name[:_NAME_LIMIT] if before[0] is not None else ""
        name = name or "without a name"
        return self.finding(
            page,
            "late",
            element=link.element,
            subject=link.href,
            data={"before": counted(before), "first": name},
            evidence=[Evidence("first on the page", name)],
        )

    def _passed_by(self, page: Page, link: SkipLink) -> Finding:
        return self.finding(page, "passed-by", element=link.element, subject=link.href)

    def _unreachable(self, page: Page, link: SkipLink) -> Finding | Review:
        """Claim a link that Tab passes by for certain; what is hidden may be shown by a script, so ask."""
        certain = (tab_index(link.element) or 0) < 0
        if certain:
            return self._passed_by(page, link)
        return Review(self.finding(page, "hidden", element=link.element, subject=link.href))


_NAME_LIMIT = 60
LEAD = 8
"""Stops that a browser was made to look at (`cutline.sources.keyboard.LEAD`)."""


def _is_passed(stop: Any) -> bool:
    """Tell whether a stop costs the reader nothing: another jump on the page, or a frame that a script put there."""
    return bool(stop.tag == "iframe" or (stop.tag == "a" and (stop.attr("href") or "").startswith("#")))
