"""A page that does not mark its main part."""

from collections.abc import Iterator, Sequence
from typing import Any

from cutline.model.finding import Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, act, wcag
from cutline.rules.facts.opening import opening


class MainLandmarkMissing(Rule):
    id = "main-landmark-missing"
    title = "The page does not mark its main part"
    why = (
        "Screen readers can jump straight to the main part of a page, if the page says where it is. Without the mark, "
        "blind readers search for the beginning of the story by ear."
    )
    references = (wcag("1.3.1"), act("b40fd1"))
    severity = Severity.ADVICE
    messages = {
        "missing": "The content begins here, but the page marks no main part.",
        "empty": "The page marks a main part that holds nothing to read.",
    }
    nothing = "no menus or sidebars around the content"
    examples = (
        Good(
            "a main part",
            '<body><nav><a href="/a">News</a></nav><main><h1>Fair day in Rudno</h1></main></body>',
        ),
        Good(
            "near miss: another element with the role",
            '<body><nav><a href="/a">News</a></nav><div role="main"><h1>Fair day in Rudno</h1></div></body>',
        ),
        Bad(
            "a menu, and then the story",
            '<body><nav><a href="/a">News</a></nav>«<h1>»Fair day in Rudno</h1></body>',
        ),
        Bad(
            "the only main part is hidden from blind readers",
            '<body><nav><a href="/a">News</a></nav><main aria-hidden="true"><p>Fair day</p></main>'
            "«<p>»On fair day the whole valley comes to town, and the horses with it.</p></body>",
        ),
        Bad(
            "an empty main part",
            '<body><nav><a href="/a">News</a></nav>«<main>»</main>'
            "<p>On fair day the whole valley comes to town.</p></body>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Page]:
        """Judge a page with something of the site's own before its content."""
        return [page] if opening(page).blocks else []

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim pages without a main landmark that is exposed and holds something (ACT b40fd1)."""
        mains = [landmark.element for landmark in page.landmarks if landmark.role == "main"]
        if not mains:
            yield self.finding(page, "missing", element=opening(page).content, subject="main part")
        elif not any(map(_holds_something, mains)):
            yield self.finding(page, "empty", element=mains[0], subject="main part")


def _holds_something(main: Any) -> bool:
    # The first words are enough: the text of a whole article takes a millisecond to put together.
    return any(map(str.strip, main.strings)) or main.select_one("img, picture, video, iframe, svg, input") is not None
