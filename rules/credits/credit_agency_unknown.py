"""A body in a credit that the house has never heard of."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, house, supported
from cutline.rules.facts.credits import Signed, signed
from cutline.rules.facts.example_house import ORLA_COURIER
from cutline.rules.facts.house_faults import house_of, of_kind


class CreditAgencyUnknown(Rule):
    id = "credit-agency-unknown"
    title = "The credit names a body that is no known agency"
    why = (
        "It may be a new partner, a misspelt agency, or a photo for which the house has no licence. Whoever keeps the "
        "list of agencies can add it, or ask where the photo came from."
    )
    references = (house("agencies"),)
    severity = Severity.ADVICE
    messages = {"unknown": "Neither the house's list nor cutline's own knows “{agency}”."}
    nothing = "no house style with a list of agencies, or no photo whose credit names one"
    examples = (
        Good(
            "an agency of the house's list",
            '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. [Hanne Vik/Orla Courier]'
            "</figcaption></figure>",
            house=ORLA_COURIER,
        ),
        Good(
            "near miss: an agency that is not on the house's list, and known all the same",
            '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. [Hanne Vik/EPA]</figcaption>'
            "</figure>",
            house=ORLA_COURIER,
        ),
        Good(
            "near miss: an unknown body, in a house that keeps no list",
            '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. [Hanne Vik/Tolven Images]'
            "</figcaption></figure>",
        ),
        Bad(
            "an unknown body",
            '<figure><img src="a.jpg" alt="Drummers">«<figcaption>»Drummers open the feast. [Hanne Vik/Tolven Images]'
            "</figcaption></figure>",
            house=ORLA_COURIER,
        ),
        Bad(
            "two photos of a gallery",
            '<figure><img src="a.jpg" alt="Drummers">«<figcaption>»Drummers open the feast. [Hanne Vik/Tolven Images]'
            "</figcaption></figure>\n"
            '<figure><img src="b.jpg" alt="A boy"><figcaption>A boy waits for the parade. [Reuters]</figcaption>'
            "</figure>\n"
            '<figure><img src="c.jpg" alt="Lanterns">«<figcaption>»Lanterns hang. [Jon Marrow/Norvik News Agency]'
            "</figcaption></figure>",
            house=ORLA_COURIER,
        ),
    )

    def subjects(self, page: Page) -> Sequence[Signed]:
        """Judge the bodies in credits of a page whose house lists its agencies."""
        style = house_of(page)
        if style is None or not (style.agencies or style.sources):
            return ()
        return [one for one in signed(page) if one.credit.bodies]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim bodies that neither the house nor cutline's own table knows, each once a photo."""
        for found in of_kind(page, "unknown-agency"):
            one = found.signed
            severity = supported(self.severity, one.credit.grade)
            if severity is not None:
                yield self.finding(
                    page,
                    "unknown",
                    picture=one.photo,
                    element=one.element,
                    subject=found.fault.was,
                    severity=severity,
                    data={"agency": found.fault.was},
                    evidence=[Evidence("credit", one.text)],
                )
