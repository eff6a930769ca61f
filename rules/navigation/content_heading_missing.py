"""A page without a heading for its content."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, act, wcag
from cutline.rules.facts.opening import MENUS, is_inside, opening


class ContentHeadingMissing(Rule):
    id = "content-heading-missing"
    title = "The content has no heading"
    why = (
        "Most blind readers find their way on a page by its headings. Where only the menus have one, or none has, "
        "they cannot jump to the story."
    )
    references = (wcag("1.3.1"), act("047fe0"))
    severity = Severity.WARNING
    messages = {"missing": "The content begins here without a heading that screen readers can jump to."}
    nothing = "no menus or sidebars before the content"
    examples = (
        Good(
            "a heading above the content",
            '<body><nav><a href="/a">News</a></nav><main><h1>Fair day in Rudno</h1></main></body>',
        ),
        Good(
            "near miss: a heading made by its role",
            '<body><nav><h2>Sections</h2><a href="/a">News</a></nav><div role="heading" '
            'aria-level="1">Fair day in Rudno</div>'
            "<p>On fair day the whole valley comes to town, and the horses with it.</p></body>",
        ),
        Bad(
            "only the menu has a heading",
            '<body><nav><h1>Sections</h1><a href="/a">News</a></nav>'
            "«<p>»On fair day the whole valley comes to town, and the horses with it.</p></body>",
        ),
        Bad(
            "a heading that is hidden from blind readers",
            '<body><nav><a href="/a">News</a></nav>«<main>»<h1 aria-hidden="true">Fair day in Rudno</h1>'
            "<p>The whole valley comes to town.</p></main></body>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Page]:
        """Judge a page with something of the site's own before its content."""
        return [page] if opening(page).blocks else []

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim pages on which no heading stands behind the first menu and outside of menus (ACT 047fe0)."""
        before = opening(page)
        place = page.document.order
        start = min(place(block.element) for block in before.blocks)
        for heading in page.headings:
            if heading.text and place(heading.element) > start and not is_inside(heading.element, MENUS, page):
                return
        yield self.finding(page, "missing", element=before.content, subject="heading of the content")
