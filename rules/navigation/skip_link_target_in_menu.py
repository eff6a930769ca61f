"""A skip link that leads into what it should skip."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Finding
from cutline.model.page import Page, SkipLink
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, act, wcag
from cutline.rules.facts.opening import MENUS, is_inside, opening


class SkipLinkTargetInMenu(Rule):
    id = "skip-link-target-in-menu"
    title = "The skip link leads into a menu or a sidebar"
    why = (
        "The link promises the content but leads to a part that stands on every page. The keyboard reader has to go "
        "through it all the same."
    )
    references = (wcag("2.4.1"), act("ye5d6e", partial=True))
    severity = Severity.WARNING
    messages = {"in-menu": "This skip link leads into a menu or a sidebar that stands before the content."}
    nothing = "no skip link with a target on the page"
    examples = (
        Good(
            "a link to the content",
            '<body><a href="#story">Skip to main content</a><aside><p>About Rudno</p></aside>'
            '<div id="story"><p>On fair day the whole valley comes to town, and the horses with it.</p></div></body>',
        ),
        Good(
            "near miss: from one part to the next, and on to the content",
            '<body><a href="#about">Skip to main content</a>'
            '<aside id="about"><a href="#story">Skip to main content</a></aside>'
            '<div id="story"><p>On fair day the whole valley comes to town, and the horses with it.</p></div></body>',
        ),
        Bad(
            "a link into the sidebar",
            '<body>«<a href="#about">»Skip to main content</a><aside><p id="about">About Rudno</p></aside>'
            '<div id="story"><p>On fair day the whole valley comes to town, and the horses with it.</p></div></body>',
        ),
        Bad(
            "two links into the menu",
            '<body>«<a href="#a">»Skip to main content</a>«<a href="#b">»Skip to the photo gallery</a>'
            '<nav><a id="a" href="/a">News</a><a id="b" href="/b">Sport</a></nav>'
            "<main><h1>Fair day in Rudno</h1></main></body>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[SkipLink]:
        """Judge skip links that lead somewhere."""
        return [link for link in page.skip_links if link.target is not None]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim links of a page on which none leads past the menus (ACT ye5d6e, expectation 1)."""
        links = self.subjects(page)
        content = opening(page).content
        if content is None:
            return
        start = page.document.order(content)
        if not all(_leads_into_menu(link, start, page) for link in links):
            return
        for link in links:
            yield self.finding(page, "in-menu", element=link.element, subject=link.href)


def _leads_into_menu(link: SkipLink, content: int, page: Page) -> bool:
    return page.document.order(link.target) < content and is_inside(link.target, MENUS, page)
