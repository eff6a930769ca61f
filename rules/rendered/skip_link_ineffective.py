"""A skip link that does not skip."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.rendered import Jump
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Needs, Options, Review, Rule, wcag
from cutline.rules.facts.shown import element, is_drawn, number, passes, skip_jumps, words_of

_LIMIT = 200


class SkipLinkIneffective(Rule):
    id = "skip-link-ineffective"
    title = "The skip link does not skip"
    why = (
        "The link promises the content, but after it was pressed the keyboard is still among the menus, or the screen "
        "shows the same as before. Readers who rely on it have to press Tab through every menu after all."
    )
    references = (wcag("2.4.1"),)
    needs = Needs.RENDERED
    messages = {
        "stays": "After this skip link is pressed, the next Tab still stops before the content, at “{landed}”.",
        "leaves": "This skip link leads away from the page, to {address}.",
        "unseen": "The keyboard moves when this skip link is pressed, but the view does not.",
    }
    nothing = "no skip link that the keyboard reaches"
    examples = (
        Good(
            "the next Tab stops in the content",
            '<!doctype html><title>Fair day</title><body><a href="#story">Skip to main content</a>'
            '<nav><a href="/a">News</a></nav><main id="story"><h1>Fair day in Rudno</h1><a href="/b">The horses</a>'
            "</main></body>",
        ),
        Good(
            "near miss: the place cannot take the keyboard, and nothing comes behind it",
            '<!doctype html><title>Fair day</title><body><a href="#story">Skip to main content</a>'
            '<nav><a href="/a">News</a></nav><main><span id="story"></span><h1>Fair day in Rudno</h1></main></body>',
        ),
        Good(
            "near miss: a script moves the keyboard",
            '<!doctype html><title>Fair day</title><body><a href="#story" onclick="'
            "document.querySelector('h1').focus(); return false\">Skip to main content</a>"
            '<nav><a href="/a">News</a></nav><main id="story"><h1 tabindex="-1">Fair day in Rudno</h1>'
            '<a href="/b">The horses</a></main></body>',
        ),
        Bad(
            "a script swallows the jump",
            '<!doctype html><title>Fair day</title><body>«<a href="#story" onclick="return false">»Skip to main '
            'content</a><nav><a href="/a">News</a></nav><main id="story"><h1>Fair day in Rudno</h1>'
            '<a href="/b">The horses</a></main></body>',
        ),
        Bad(
            "two links that a script swallows",
            '<!doctype html><title>Fair day</title><body onclick="event.preventDefault()">'
            '«<a href="#story">»Skip to main content</a>«<a href="#photos">»Skip to the photo gallery</a>'
            '<nav><a href="/a">News</a></nav><main id="story"><h1>Fair day in Rudno</h1>'
            '<div id="photos"><a href="/b">The horses</a></div></main></body>',
        ),
        Bad(
            "a script leads elsewhere",
            '<!doctype html><title>Fair day</title><body>«<a href="#story" onclick="location=\'/start\'; return '
            'false">»Skip to main content</a><nav><a href="/a">News</a></nav>'
            '<main id="story"><h1>Fair day in Rudno</h1><a href="/b">The horses</a></main></body>',
        ),
        Bad(
            "the place is hidden by a style sheet",
            "<!doctype html><title>Fair day</title><style>.anchor { display: none }</style><body>"
            '«<a href="#story">»Skip to main content</a><nav style="height: 3000px"><a href="/a">News</a></nav>'
            '<main><div class="anchor" id="story"></div><h1>Fair day in Rudno</h1><a href="/b">The horses</a></main>'
            "</body>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Jump]:
        """Judge skip links that were pressed and whose target exists, or that a script works."""
        return [jump for jump in skip_jumps(page) if jump.target is not None or jump.left]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim by where the keyboard goes on, never by what the target could take.

        Measured in Chromium: after a jump to an element that cannot be focused, Tab goes on behind it all the same.
        """
        for jump in self.subjects(page):
            link = element(page, jump.link)
            if jump.left:
                yield self.finding(
                    page, "leaves", element=link, subject=_subject(link), data={"address": jump.left[:_LIMIT]}
                )
            elif not passes(page, jump, jump.target or 0):
                landed = element(page, jump.landed)
                yield self.finding(
                    page,
                    "stays",
                    element=link,
                    subject=_subject(link),
                    data={"landed": words_of(landed)},
                    evidence=[Evidence("where the next Tab stops", words_of(landed))],
                )
            elif not jump.in_view and not jump.moved and self._is_news(page, jump):
                yield self.finding(page, "unseen", element=link, subject=_subject(link), severity=Severity.WARNING)

    def _is_news(self, page: Page, jump: Jump) -> bool:
        """Tell whether only the browser knows; a target hidden in the markup is skip-link-target-hidden's."""
        target = element(page, jump.target)
        return target is not None and number(page, target) is not None and is_drawn(page, target)


def _subject(link: object) -> str:
    return getattr(link, "attr", lambda _: None)("href") or "skip link"
