"""A credit that is not in house style."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, house
from cutline.rules.facts.credits import Signed, signed
from cutline.rules.facts.example_house import ORLA_COURIER
from cutline.rules.facts.house_faults import Departure, house_of, suggestion_of, supported_departures
from cutline.text.credit_template import CreditTemplate
from cutline.text.house_style import HouseStyle

_AGENCIES_ALONE = HouseStyle(templates=(CreditTemplate.parse("© {agency}"),))


class CreditFormat(Rule):
    id = "credit-format"
    title = "The credit is not in house style"
    why = (
        "Readers find the photographer and the agency at a glance when every credit is built alike. A credit in "
        "another form was pasted as the agency sent it, and programs that collect credits miss it."
    )
    references = (house("credits"), house("style"))
    severity = Severity.WARNING
    messages = {
        "format": "The credit “{credit}” is not in house style, which would be “{wanted}”.",
        "label": "The credit “{credit}” begins with words that are not the house's; its style would be “{wanted}”.",
        "unknown": "The credit “{credit}” has none of the forms of the house.",
    }
    nothing = "no house style, or no photo with a credit on the page"
    examples = (
        Good(
            "in house style, with a photographer and without",
            '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. [Hanne Vik/Reuters]'
            "</figcaption></figure>\n"
            '<figure><img src="b.jpg" alt="A boy"><figcaption>A boy waits for the parade. [Reuters]</figcaption>'
            "</figure>",
            house=ORLA_COURIER,
        ),
        Good(
            "near miss: another form, and nobody has written down a style",
            '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. (Photo: Hanne Vik / Reuters)'
            "</figcaption></figure>",
        ),
        Bad(
            "round brackets and a spaced slash",
            '<figure><img src="a.jpg" alt="Drummers">«<figcaption>»Drummers open the feast. (Hanne Vik / Reuters)'
            "</figcaption></figure>",
            house=ORLA_COURIER,
        ),
        Bad(
            "a label",
            '<figure><img src="a.jpg" alt="Drummers">«<figcaption>»Drummers open the feast. [Photo: Hanne Vik/Reuters]'
            "</figcaption></figure>",
            house=ORLA_COURIER,
        ),
        Bad(
            "a courtesy line",
            '<figure><img src="a.jpg" alt="Drummers">«<figcaption>»Drummers open the feast. Photo courtesy of Hanne '
            "Vik via Instagram</figcaption></figure>",
            house=ORLA_COURIER,
        ),
        Bad(
            "a photographer, for whom the house has no form",
            '<figure><img src="a.jpg" alt="Drummers">«<figcaption>»Drummers open the feast. (Hanne Vik/Reuters)'
            "</figcaption></figure>",
            house=_AGENCIES_ALONE,
        ),
        Bad(
            "two photos of a gallery",
            '<figure><img src="a.jpg" alt="Drummers">«<figcaption>»Drummers open the feast. (Hanne Vik/Reuters)'
            "</figcaption></figure>\n"
            '<figure><img src="b.jpg" alt="A boy"><figcaption>A boy waits for the parade. [Reuters]</figcaption>'
            "</figure>\n"
            '<figure><img src="c.jpg" alt="Lanterns">«<figcaption>»Lanterns hang over the bridge. Jon Marrow | Reuters'
            "</figcaption></figure>",
            house=ORLA_COURIER,
        ),
    )

    def subjects(self, page: Page) -> Sequence[Signed]:
        """Judge the credits of a page whose house has a style."""
        return signed(page) if house_of(page) is not None else ()

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim credits that none of the house's forms fits, and offer the one that says the same."""
        for found, severity in supported_departures(page, self.severity, "format", "label"):
            yield self._claim(page, found, severity)

    def _claim(self, page: Page, found: Departure, severity: Severity) -> Finding:
        one, wanted = found.signed, found.fault.rewritten
        kind = found.fault.kind if wanted else "unknown"
        return self.finding(
            page,
            kind,
            picture=one.photo,
            element=one.element,
            subject=one.photo.src or one.text,
            severity=severity,
            data={"credit": one.text, "wanted": wanted} if wanted else {"credit": one.text},
            evidence=[Evidence("credit", one.text), *([Evidence("house style", wanted)] if wanted else [])],
            suggestion=suggestion_of(page, found),
        )
