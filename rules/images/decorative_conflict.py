"""Something that is marked as decoration and announced all the same."""

from collections.abc import Iterator, Sequence
from typing import Any

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.page.names import wins_back
from cutline.rules.base import Bad, Good, Options, Review, Rule, act, wcag
from cutline.rules.facts.spoken import names, roles_of, with_roles


class DecorativeConflict(Rule):
    id = "decorative-conflict"
    title = "Something marked as decoration is read out all the same"
    why = (
        "The page says both that blind readers may pass over this and that it has a name or takes the keyboard. "
        "Browsers then read it out; one of the two marks is a mistake."
    )
    references = (wcag("1.3.1"), act("46ca7f"))
    severity = Severity.WARNING
    messages = {
        "picture": "This picture has an empty alt text but is read out as “{name}”.",
        "nameless": "This picture is marked as decoration, but its other marks make screen readers announce it.",
        "element": "This part of the page is marked as decoration, but other marks make screen readers announce it.",
    }
    nothing = "nothing on the page is marked as decoration"
    examples = (
        Good("a decoration", '<img src="line.png" alt="">'),
        Good(
            "near miss: an alt text on a decoration is not read out",
            '<img src="line.png" role="presentation" alt="A line">',
        ),
        Good(
            "near miss: hidden, and so not read out",
            '<img src="line.png" alt="" aria-label="A line" aria-hidden="true">',
        ),
        Good("a table that only lays out the page", '<table role="presentation"><tr><td>Norvik</td></tr></table>'),
        Good("near miss: a title beside an empty alt text", '<img src="line.png" alt="" title="Line">'),
        Bad("an empty alt text and a label", '<p>Map</p>«<img src="map.png" alt="" aria-label="Map of Lusatia">»'),
        Bad("an empty alt text on something that takes the keyboard", '«<img src="map.png" alt="" tabindex="0">»'),
        Bad(
            "a menu that is marked as decoration and named",
            '«<nav role="presentation" aria-label="Sections">»<a href="/a">News</a></nav>',
        ),
        Bad(
            "two pictures",
            '«<img src="map.png" alt="" aria-label="Map of Lusatia">»\n«<img src="plan.png" alt="" '
            'aria-label="Plan of Dorvan">»',
        ),
    )

    def subjects(self, page: Page) -> Sequence[Any]:
        """Judge what has an empty alt text or a role that takes meaning away."""
        return page.once(_marked)

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim what is marked as decorative and in the accessibility tree (ACT 46ca7f).

        A title alone brings an empty alt text into Chromium's tree without a name; that is no second mark, and silent.
        """
        describe = names(page).describe
        for element in self.subjects(page):
            described = describe(element)
            if not (described.decorative and described.exposed and (described.name or wins_back(element))):
                continue
            picture = element.tag == "img"
            yield self.finding(
                page,
                ("picture" if described.name else "nameless") if picture else "element",
                element=element,
                subject=(element.attr("src") if picture else None) or page.document.snippet(element),
                severity=None if picture else Severity.ADVICE,
                data={"name": described.name},
                evidence=[Evidence("read out as", described.name)] if described.name else (),
            )


def _marked(page: Page) -> list[Any]:
    images: list[Any] = page.document.tree.select('img[alt=""]')
    return images + [element for element in with_roles(page) if _is_other(element)]


def _is_other(element: Any) -> bool:
    if roles_of(element).isdisjoint(("none", "presentation")):
        return False
    return bool(element.tag != "img" or element.attr("alt") != "")
