"""A credit that names the agency and the photographer the other way round."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, house
from cutline.rules.facts.credits import Signed, signed
from cutline.rules.facts.example_house import ORLA_COURIER
from cutline.rules.facts.house_faults import Departure, house_of, suggestion_of, supported_departures


class CreditOrder(Rule):
    id = "credit-order"
    title = "Photographer and agency stand in the wrong order"
    why = (
        "Where the name comes first, readers take the first word for a person. A credit the other way round was pasted "
        "as the agency sends it."
    )
    references = (house("credits"), house("style"))
    severity = Severity.WARNING
    messages = {
        "house": "The credit “{credit}” has photographer and agency in another order than the house.",
        "gallery": "The credit “{credit}” has photographer and agency in another order than the others on the page.",
    }
    nothing = "no photo whose credit names a photographer and an agency"
    examples = (
        Good(
            "in the house's order",
            '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. [Hanne Vik/Reuters]'
            "</figcaption></figure>",
            house=ORLA_COURIER,
        ),
        Good(
            "near miss: a page of two credits has no order of its own",
            '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. [Hanne Vik/Reuters]'
            "</figcaption></figure>\n"
            '<figure><img src="b.jpg" alt="A boy"><figcaption>A boy waits for the parade. [AP/Jon Marrow]</figcaption>'
            "</figure>",
        ),
        Bad(
            "the agency first",
            '<figure><img src="a.jpg" alt="Drummers">«<figcaption>»Drummers open the feast. [Reuters/Hanne Vik]'
            "</figcaption></figure>",
            house=ORLA_COURIER,
        ),
        Bad(
            "two photos of a gallery, as the agencies send them",
            '<figure><img src="a.jpg" alt="Drummers">«<figcaption>»Drummers open the feast. REUTERS/Hanne Vik'
            "</figcaption></figure>\n"
            '<figure><img src="b.jpg" alt="A boy">«<figcaption>»A boy waits for the parade. (AP Photo/Jon Marrow)'
            "</figcaption></figure>",
            house=ORLA_COURIER,
        ),
        Bad(
            "one of a gallery",
            '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. [Hanne Vik/Reuters]'
            "</figcaption></figure>\n"
            '<figure><img src="b.jpg" alt="A boy"><figcaption>A boy waits for the parade. [Jon Marrow/AP]</figcaption>'
            "</figure>\n"
            '<figure><img src="c.jpg" alt="Lanterns"><figcaption>Lanterns hang. [Hanne Vik/Reuters]</figcaption>'
            "</figure>\n"
            '<figure><img src="d.jpg" alt="A street">«<figcaption>»The street is swept. [AP/Jon Marrow]</figcaption>'
            "</figure>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Signed]:
        """Judge credits with a person and a body."""
        return [one for one in signed(page) if one.credit.people and one.credit.bodies]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim the other order than the house's; without a house, than that of nearly all on the page."""
        own = house_of(page) is not None
        for found, severity in supported_departures(page, self.severity if own else Severity.ADVICE, "order"):
            yield self._claim(page, found, severity, "house" if own else "gallery")

    def _claim(self, page: Page, found: Departure, severity: Severity, measure: str) -> Finding:
        one, wanted = found.signed, found.fault.rewritten
        return self.finding(
            page,
            measure,
            picture=one.photo,
            element=one.element,
            subject=one.photo.src or one.text,
            severity=severity,
            data={"credit": one.text},
            evidence=[Evidence("credit", one.text), *([Evidence("in order", wanted)] if wanted else [])],
            suggestion=suggestion_of(page, found),
        )
