"""A drawing that calls itself a picture and has no name."""

from collections.abc import Iterator, Sequence
from typing import Any

from turbohtml import Namespace

from cutline.model.finding import Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, act, wcag
from cutline.rules.facts.spoken import names, roles_of, with_roles


class SvgNameMissing(Rule):
    id = "svg-name-missing"
    title = "A drawing in the page has no name"
    why = (
        "The drawing, a map or a chart perhaps, is announced as a picture, and then nothing follows. "
        "Blind readers know "
        "that something is there and never learn what."
    )
    references = (wcag("1.1.1"), act("7d6734"))
    severity = Severity.WARNING
    messages = {"unnamed": "This drawing is announced as a picture but has no title or label."}
    nothing = "no drawing that calls itself a picture on the page"
    examples = (
        Good(
            "a drawing with a title",
            '<svg role="img" width="90" height="90"><title>Map of Lusatia</title><circle r="40"></circle></svg>',
        ),
        Good(
            "near miss: a drawing without a role is no picture to a screen reader",
            '<svg width="90" height="90"><circle r="40"></circle></svg>',
        ),
        Good(
            "near miss: a drawing that is hidden", '<svg role="img" aria-hidden="true"><circle r="40"></circle></svg>'
        ),
        Bad(
            "no title",
            '<p>Where it happened</p>«<svg role="img" width="90" height="90">»<circle r="40"></circle></svg>',
        ),
        Bad("text inside is not a title", '«<svg role="img" width="90" height="90">»<text>1 circle</text></svg>'),
        Bad("a part with a role of its own", '<svg>«<circle role="graphics-symbol" r="40">»</circle></svg>'),
        Bad(
            "two drawings",
            '«<svg role="img">»<circle r="4"></circle></svg>\n«<svg role="img">»<rect width="4"></rect></svg>',
        ),
    )

    def subjects(self, page: Page) -> Sequence[Any]:
        """Judge SVG elements whose role says that they are a picture."""
        return page.once(_drawings)

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim drawings without a name (ACT 7d6734)."""
        describe = names(page).describe
        for drawing in self.subjects(page):
            if not describe(drawing).name:
                yield self.finding(page, "unnamed", element=drawing, subject=page.document.snippet(drawing))


_ROLES = frozenset({"img", "image", "graphics-document", "graphics-object", "graphics-symbol"})


def _drawings(page: Page) -> list[Any]:
    found = [element for element in with_roles(page) if _is_drawing(element)]
    describe = names(page).describe
    return [element for element in found if describe(element).exposed]


def _is_drawing(element: Any) -> bool:
    return element.namespace is Namespace.SVG and not _ROLES.isdisjoint(roles_of(element))
