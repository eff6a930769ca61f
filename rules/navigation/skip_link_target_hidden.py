"""A skip link to something that is not shown."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Finding
from cutline.model.page import Page, SkipLink
from cutline.model.severity import Severity
from cutline.page.shades import Shade
from cutline.rules.base import Bad, Good, Options, Review, Rule, wcag
from cutline.rules.facts.spoken import names


class SkipLinkTargetHidden(Rule):
    id = "skip-link-target-hidden"
    title = "The skip link leads to something that is not shown"
    why = (
        "Browsers do not scroll to a place that is hidden: the page seems to stand still when the link is pressed. "
        "A reader who sees the screen cannot tell where the keyboard is now."
    )
    references = (wcag("2.4.1"),)
    severity = Severity.WARNING
    messages = {"hidden": "The place that this skip link leads to is hidden, so the view does not move."}
    nothing = "no skip link with a target on the page"
    examples = (
        Good(
            "a place that is shown",
            '<body><a href="#story">Skip to main content</a><main id="story"><h1>Fair day in Rudno</h1></main></body>',
        ),
        Good(
            "near miss: a place that cannot take the keyboard works all the same",
            '<body><a href="#story">Skip to main content</a>'
            '<main><span id="story"></span><h1>Fair day in Rudno</h1></main></body>',
        ),
        Bad(
            "a hidden place",
            '<body>«<a href="#story">»Skip to main content</a><main><div id="story" style="display:none"></div>'
            "<h1>Fair day in Rudno</h1></main></body>",
        ),
        Bad(
            "two links to hidden places",
            '<body>«<a href="#story">»Skip to main content</a>«<a href="#photos">»Skip to the photo gallery</a>'
            '<main><div id="story" hidden></div><div hidden><p id="photos"></p></div><h1>Fair day in '
            "Rudno</h1></main></body>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[SkipLink]:
        """Judge skip links that lead somewhere."""
        return [link for link in page.skip_links if link.target is not None]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim targets that no browser draws.

        Measured in Chromium: the keyboard moves on, the view does not. A target that cannot be focused is no defect:
        the next Tab goes on from there.
        """
        for link in self.subjects(page):
            if names(page).shade(link.target) & Shade.UNRENDERED:
                yield self.finding(page, "hidden", element=link.element, subject=link.href)
