"""A link, button or field that a screen reader cannot name."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Finding
from cutline.model.page import Page
from cutline.rules.base import Bad, Good, Needs, Options, Review, Rule, wcag
from cutline.rules.facts.axe import asked, claims

_SAID = {
    "button-name": "button",
    "link-name": "link",
    "input-button-name": "button",
    "label": "field",
    "select-name": "field",
    "area-alt": "link",
    "summary-name": "button",
}


class ControlNameMissing(Rule):
    id = "control-name-missing"
    title = "A link, button or field has no name"
    why = (
        "Screen readers read out what a link or button is called, and voice control listens for it. "
        "An arrow or a symbol without words is read out as “button” and nothing more."
    )
    references = (wcag("4.1.2"), wcag("2.4.4"))
    needs = Needs.RENDERED
    axe_rules = tuple(_SAID)
    messages = {
        "button": "This button has no name: what does it do?",
        "link": "This link has no name: where does it lead?",
        "field": "This field has no name: what shall a reader type or choose?",
    }
    nothing = "axe had nothing to answer"
    examples = (
        Good(
            "a word in every control",
            '<!doctype html><html lang="en"><title>Fair day</title><main><h1>Fair day in Rudno</h1>'
            '<button>Next photo</button> <a href="/b">The horses</a></main></html>',
        ),
        Good(
            "near miss: an arrow that has a name",
            '<!doctype html><html lang="en"><title>Fair day</title><main><h1>Fair day in Rudno</h1>'
            '<button aria-label="Next photo">›</button></main></html>',
        ),
        Bad(
            "arrows that are drawings",
            '<!doctype html><html lang="en"><title>Fair day</title><main><h1>Fair day in Rudno</h1>«<button>»'
            '<svg width="9" height="9"></svg></button> «<a href="/b">»<svg width="9" height="9"></svg></a></main>'
            "</html>",
        ),
        Bad(
            "fields without a word",
            '<!doctype html><html lang="en"><title>Fair day</title><main><h1>Fair day in Rudno</h1>«'
            '<input type="text">»</main></html>',
        ),
    )

    def subjects(self, page: Page) -> Sequence[Page]:
        """Judge the page as a whole; raises NotMeasured without axe's answers."""
        return asked(page, self)

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Pass on what axe-core says: a name by any way that browsers know (accname 1.2) is enough."""
        yield from claims(page, self, _SAID)
