"""Markup that tells a screen reader something that is not so."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Needs, Options, Review, Rule, wcag
from cutline.rules.facts.axe import asked, claims

_SAID = {
    "aria-hidden-focus": "hidden",
    "aria-roles": "role",
    "aria-required-children": "parts",
    "aria-required-parent": "parts",
    "aria-valid-attr-value": "value",
    "aria-valid-attr": "value",
    "nested-interactive": "nested",
    "list": "parts",
    "listitem": "parts",
}


class ScreenReaderMisled(Rule):
    id = "screen-reader-misled"
    title = "The markup misleads screen readers"
    why = (
        "Carousels are often built with hints for screen readers that are wrong: slides hidden from them though the "
        "keyboard goes there, roles that do not exist, parts of a list without a list. Readers then hear nothing where "
        "something is, or something that is not there."
    )
    references = (wcag("4.1.2"), wcag("1.3.1"))
    severity = Severity.WARNING
    needs = Needs.RENDERED
    axe_rules = tuple(_SAID)
    messages = {
        "hidden": "This part is hidden from screen readers, but the keyboard stops in it.",
        "role": "No screen reader knows the role that this element claims to have.",
        "parts": "This is part of a list or group, and what belongs around it or in it is not there.",
        "value": "A hint for screen readers has a name or a value that none of them understands.",
        "nested": "A control stands inside another control; screen readers announce one of them at most.",
    }
    nothing = "axe had nothing to answer"
    examples = (
        Good(
            "slides that are hidden for everybody",
            '<!doctype html><html lang="en"><title>Fair day</title><main><h1>Fair day in Rudno</h1>'
            '<div aria-hidden="true" style="display: none"><a href="/b">The horses</a></div></main></html>',
        ),
        Good(
            "near miss: hidden from screen readers, with nothing for the keyboard in it",
            '<!doctype html><html lang="en"><title>Fair day</title><main><h1>Fair day in Rudno</h1>'
            '<div aria-hidden="true">1/6</div></main></html>',
        ),
        Bad(
            "a slide that is hidden but not from the keyboard",
            '<!doctype html><html lang="en"><title>Fair day</title><main><h1>Fair day in Rudno</h1>«'
            '<div aria-hidden="true">»<a href="/b">The horses</a></div>«<div aria-hidden="true">»'
            '<a href="/c">The bread</a></div></main></html>',
        ),
        Bad(
            "a role that nobody knows",
            '<!doctype html><html lang="en"><title>Fair day</title><main><h1>Fair day in Rudno</h1>«'
            '<div role="slideshow">»The horses</div></main></html>',
        ),
        Bad(
            "a slide without its list",
            '<!doctype html><html lang="en"><title>Fair day</title><main><h1>Fair day in Rudno</h1>«'
            '<div role="listitem">»The horses</div></main></html>',
        ),
        Bad(
            "a value that does not exist",
            '<!doctype html><html lang="en"><title>Fair day</title><main><h1>Fair day in Rudno</h1>«'
            '<button aria-expanded="open">»Captions</button></main></html>',
        ),
        Bad(
            "a link in a button",
            '<!doctype html><html lang="en"><title>Fair day</title><main><h1>Fair day in Rudno</h1>«'
            '<div role="button" tabindex="0">»Open <a href="/b">the horses</a></div></main></html>',
        ),
    )

    def subjects(self, page: Page) -> Sequence[Page]:
        """Judge the page as a whole; raises NotMeasured without axe's answers."""
        return asked(page, self)

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Pass on what axe-core says: roles and states as ARIA 1.2 allows them."""
        yield from claims(page, self, _SAID)
