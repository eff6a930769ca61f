"""A skip link that nobody sees."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Finding
from cutline.model.page import Page
from cutline.model.rendered import Stop
from cutline.rules.base import Bad, Good, Needs, Options, Review, Rule, wcag
from cutline.rules.facts.shown import element, number, rendering


class SkipLinkHiddenOnFocus(Rule):
    id = "skip-link-hidden-on-focus"
    title = "The skip link stays hidden when the keyboard is on it"
    why = (
        "Many readers who use the keyboard see the screen. A skip link that does not appear when Tab reaches it is no "
        "help to them: for one press of Tab nothing on the screen tells where they are."
    )
    references = (wcag("2.4.7"), wcag("2.4.11"))
    needs = Needs.RENDERED
    messages = {
        "hidden": "Nothing of this skip link is to be seen while the keyboard is on it.",
        "covered": "While the keyboard is on this skip link, “{cover}” lies over it.",
    }
    nothing = "no skip link that the keyboard reaches"
    examples = (
        Good(
            "it appears when the keyboard comes",
            "<!doctype html><title>Fair day</title><style>.skip { position: absolute; left: -999px } "
            '.skip:focus { left: 0 }</style><body><a class="skip" href="#story">Skip to main content</a>'
            '<nav><a href="/a">News</a></nav><main id="story"><h1>Fair day in Rudno</h1></main></body>',
        ),
        Good(
            "near miss: it slides in",
            "<!doctype html><title>Fair day</title><style>.skip { position: absolute; top: -80px; transition: top "
            '.2s } .skip:focus { top: 0 }</style><body><a class="skip" href="#story">Skip to main content</a>'
            '<nav style="margin-top: 60px"><a href="/a">News</a></nav><main id="story"><h1>Fair day in Rudno</h1>'
            "</main></body>",
        ),
        Bad(
            "always outside the window",
            "<!doctype html><title>Fair day</title><style>.skip { position: absolute; left: -999px }</style><body>"
            '«<a class="skip" href="#story">»Skip to main content</a>'
            '«<a class="skip" href="#photos">»Skip to the photo gallery</a><nav><a href="/a">News</a></nav>'
            '<main id="story"><h1>Fair day in Rudno</h1><div id="photos"></div></main></body>',
        ),
        Bad(
            "as small as a pixel",
            "<!doctype html><title>Fair day</title><style>.skip { position: absolute; width: 1px; height: 1px; "
            'overflow: hidden; clip: rect(0, 0, 0, 0) }</style><body>«<a class="skip" href="#story">»Skip to main '
            'content</a><nav><a href="/a">News</a></nav><main id="story"><h1>Fair day in Rudno</h1></main></body>',
        ),
        Bad(
            "behind a header that stays on top",
            "<!doctype html><title>Fair day</title><style>header { position: fixed; top: 0; left: 0; right: 0; height: "
            '90px; background: white; z-index: 9 }</style><body>«<a href="#story">»Skip to main content</a>'
            "<header>The Rudno Post</header>"
            '<nav><a href="/a">News</a></nav><main id="story"><h1>Fair day in Rudno</h1></main></body>',
        ),
    )

    def subjects(self, page: Page) -> Sequence[Stop]:
        """Judge the skip links at which Tab stopped."""
        known = {number(page, link.element) for link in page.skip_links} - {None}
        return [stop for stop in rendering(page).stops if stop.element in known]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim links of which nothing shows in the window (WCAG 2.4.7), or over which something lies (2.4.11)."""
        for stop in self.subjects(page):
            link = element(page, stop.element)
            if not stop.visible:
                yield self.finding(page, "hidden", element=link, subject=link.attr("href"))
            elif stop.covered_by is not None:
                cover = (
                    " ".join(element(page, stop.covered_by).text.split())[:60] if element(page, stop.covered_by) else ""
                )
                yield self.finding(
                    page,
                    "covered",
                    element=link,
                    subject=link.attr("href"),
                    data={"cover": cover or "something without a text"},
                )
