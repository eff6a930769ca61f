"""A skip link that leads nowhere."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page, SkipLink
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, Unsure, act, wcag
from cutline.rules.facts.opening import opening
from cutline.rules.facts.shown import jumps_of, number, passes


class SkipLinkTargetMissing(Rule):
    id = "skip-link-target-missing"
    title = "The skip link leads nowhere"
    why = (
        "The link promises the content, but the page has no place of that name. Pressing it does nothing, and the next "
        "Tab leads into the menus as before."
    )
    references = (wcag("2.4.1"), act("ye5d6e", partial=True))
    severity = Severity.WARNING
    messages = {
        "missing": "The page has no place called “{href}”, so this skip link leads nowhere.",
        "scripted": "The page as served has no place called “{href}”: does a script make it?",
    }
    nothing = "no skip link on the page"
    examples = (
        Good(
            "a link to the content",
            '<body><a href="#story">Skip to main content</a><main id="story"><h1>Fair day in Rudno</h1></main></body>',
        ),
        Good(
            "near miss: the older way to name a place",
            '<body><a href="#story">Skip to main content</a>'
            '<main><a name="story"></a><h1>Fair day in Rudno</h1></main></body>',
        ),
        Good(
            "near miss: an umlaut written as code in the link",
            '<body><a href="#m%C3%A4rkte">Skip to main content</a>'
            '<main id="märkte"><h1>Fair day in Rudno</h1></main></body>',
        ),
        Bad(
            "a place that does not exist",
            '<body>«<a href="#story">»Skip to main content</a>'
            '<main id="content"><h1>Fair day in Rudno</h1></main></body>',
        ),
        Bad(
            "two links, both wrong",
            '<body>«<a href="#story">»Skip to main content</a>«<a href="#photos">»Skip to the photo gallery</a>'
            '<main id="content"><h1>Fair day in Rudno</h1></main></body>',
        ),
        Unsure(
            "a page that a script builds",
            '<body>«<a href="#story">»Skip to main content</a><div id="root"></div><script src="app.js">'
            "</script></body>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[SkipLink]:
        """Judge every skip link."""
        return page.skip_links

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim links without a target; on a page that a script has yet to fill, ask.

        Of 609 first skip links on news pages 45 had no target in the source, some of them made by a script.
        """
        for link in page.skip_links:
            if link.target_exists or _is_worked_by_a_script(page, link):
                continue
            unbuilt = page.rendered is None and _is_unbuilt(page)
            claim = self.finding(
                page,
                "scripted" if unbuilt else "missing",
                element=link.element,
                attribute=None,
                subject=link.href,
                data={"href": link.href},
                evidence=[Evidence("link", link.text or link.href)],
            )
            yield Review(claim) if unbuilt else claim


def _is_worked_by_a_script(page: Page, link: SkipLink) -> bool:
    """Tell whether the keyboard was seen to go on in the content after the link was pressed."""
    start = number(page, opening(page).content)
    return start is not None and any(passes(page, jump, start) for jump in jumps_of(page, link.element))


def _is_unbuilt(page: Page) -> bool:
    """Tell whether the content is still to come: no heading, no photo and no text in the source."""
    content = opening(page).content
    return not (page.headings or page.photos or (content is not None and content.text.strip()))
