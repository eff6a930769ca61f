"""A photographer's name in capitals among names that are not."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Option, Options, Review, Rule, house
from cutline.rules.facts.credits import Signed, agencies, signed
from cutline.rules.facts.example_house import ORLA_COURIER
from cutline.rules.facts.house_faults import Departure, house_of, suggestion_of, supported_departures

_THREE = (
    '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. [Hanne Vik/AP]</figcaption>'
    "</figure>\n"
    '<figure><img src="b.jpg" alt="A boy"><figcaption>A boy waits for the parade. [Jon Marrow/AP]</figcaption>'
    "</figure>\n"
    '<figure><img src="c.jpg" alt="Lanterns"><figcaption>Lanterns hang. [Hanne Vik/AP]</figcaption></figure>\n'
)


class CreditNameCase(Rule):
    id = "credit-name-case"
    title = "A photographer's name is in capitals"
    why = (
        "Capitals are how some agencies send their names, not how people write them. They hide what is a capital in "
        "the name itself, as in McDermid or de la Cruz, and some voices spell them out."
    )
    references = (house("credits"), house("style"))
    severity = Severity.ADVICE
    messages = {
        "house": "The house writes {wanted}, not {name}.",
        "gallery": "The name {name} is in capitals, unlike those in other credits on the page.",
    }
    options = (
        Option(
            "wires",
            ("AFP", "EPA", "EFE", "ANSA", "Belga", "Keystone"),
            "Agencies that write their photographers in capitals, where a house without a style of its own may too.",
        ),
    )
    nothing = "no photo whose credit names a photographer"
    examples = (
        Good(
            "near miss: an agency that writes all its photographers so",
            _THREE + '<figure><img src="d.jpg" alt="A street"><figcaption>The street is swept. [RUNE FALK/AFP]'
            "</figcaption></figure>",
        ),
        Good(
            "an agency that mostly does, named by the house",
            _THREE + '<figure><img src="d.jpg" alt="A street"><figcaption>The street is swept. [RUNE FALK/AP]'
            "</figcaption></figure>",
            {"wires": ["AP"]},
        ),
        Good(
            "a house that writes names as people do",
            '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. [Hanne Vik/Reuters]'
            "</figcaption></figure>",
            house=ORLA_COURIER,
        ),
        Good(
            "near miss: initials",
            '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. [J.J. Vik/Reuters]'
            "</figcaption></figure>",
            house=ORLA_COURIER,
        ),
        Bad(
            "as the agency sent it",
            '<figure><img src="a.jpg" alt="Drummers">«<figcaption>»Drummers open the feast. [HANNE VIK/Reuters]'
            "</figcaption></figure>",
            house=ORLA_COURIER,
        ),
        Bad(
            "two photos, in a house that wants no capitals from AFP either",
            '<figure><img src="a.jpg" alt="Drummers">«<figcaption>»Drummers open the feast. [HANNE VIK/Reuters]'
            "</figcaption></figure>\n"
            '<figure><img src="b.jpg" alt="A boy">«<figcaption>»A boy waits for the parade. [JON MARROW/AFP]'
            "</figcaption></figure>",
            house=ORLA_COURIER,
        ),
        Bad(
            "one of a gallery",
            _THREE + '<figure><img src="d.jpg" alt="A street">«<figcaption>»The street is swept. [RUNE FALK/AP]'
            "</figcaption></figure>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Signed]:
        """Judge credits that name a person."""
        return [one for one in signed(page) if one.credit.people]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:
        """Claim names in other letters than the house's; without a house, capitals that few credits have."""
        own = house_of(page) is not None
        wires = frozenset(options["wires"])
        for found, severity in supported_departures(page, self.severity, "name-case"):
            if own or not wires & agencies(found.signed.credit):
                yield self._claim(page, found, severity, "house" if own else "gallery")

    def _claim(self, page: Page, found: Departure, severity: Severity, measure: str) -> Finding:
        one, fault = found.signed, found.fault
        return self.finding(
            page,
            measure,
            picture=one.photo,
            element=one.element,
            subject=one.photo.src or one.text,
            severity=severity,
            data={"name": fault.was, "wanted": fault.wanted} if measure == "house" else {"name": fault.was},
            evidence=[Evidence("credit", one.text)],
            suggestion=suggestion_of(page, found),
        )
