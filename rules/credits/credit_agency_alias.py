"""An agency under another name than the house gives it."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, house
from cutline.rules.facts.credits import Signed, signed
from cutline.rules.facts.example_house import ORLA_COURIER
from cutline.rules.facts.house_faults import Departure, house_of, suggestion_of, supported_departures


class CreditAgencyAlias(Rule):
    id = "credit-agency-alias"
    title = "An agency goes by another name than the house gives it"
    why = (
        "One agency under three names looks like three agencies, to readers and to whoever counts what each of them is "
        "owed. The house has chosen one name for it."
    )
    references = (house("agencies"), house("style"))
    severity = Severity.WARNING
    messages = {
        "house": "The house writes {wanted}, not {agency}.",
        "gallery": "The agency {agency} is called {wanted} in {alike} of {compared} such credits on the page.",
    }
    nothing = "no photo whose credit names an agency"
    examples = (
        Good(
            "the house's own names",
            '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. [Jon Marrow/AP Photo]'
            "</figcaption></figure>",
            house=ORLA_COURIER,
        ),
        Good(
            "near miss: an agency's other name, and nobody has chosen between them",
            '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. [Jon Marrow/Associated Press]'
            "</figcaption></figure>",
        ),
        Bad(
            "the full name",
            '<figure><img src="a.jpg" alt="Drummers">«<figcaption>»Drummers open the feast. [Jon Marrow/Associated '
            "Press]</figcaption></figure>",
            house=ORLA_COURIER,
        ),
        Bad(
            "two photos of a gallery",
            '<figure><img src="a.jpg" alt="Drummers">«<figcaption>»Drummers open the feast. [REUTERS]</figcaption>'
            "</figure>\n"
            '<figure><img src="b.jpg" alt="A boy">«<figcaption>»A boy waits for the parade. [Jon Marrow/AP]'
            "</figcaption></figure>",
            house=ORLA_COURIER,
        ),
        Bad(
            "one of a gallery",
            '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. [Hanne Vik/Reuters]'
            "</figcaption></figure>\n"
            '<figure><img src="b.jpg" alt="A boy"><figcaption>A boy waits for the parade. [Jon Marrow/Reuters]'
            "</figcaption></figure>\n"
            '<figure><img src="c.jpg" alt="Lanterns"><figcaption>Lanterns hang. [Hanne Vik/Reuters]</figcaption>'
            "</figure>\n"
            '<figure><img src="d.jpg" alt="A street">«<figcaption>»The street is swept. [Jon Marrow/REUTERS]'
            "</figcaption></figure>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Signed]:
        """Judge credits that name a body."""
        return [one for one in signed(page) if one.credit.bodies]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim spellings other than the house's; without a house, than that of nearly all such credits."""
        own = house_of(page) is not None
        for found, severity in supported_departures(page, self.severity if own else Severity.ADVICE, "alias"):
            yield self._claim(page, found, severity, "house" if own else "gallery")

    def _claim(self, page: Page, found: Departure, severity: Severity, measure: str) -> Finding:
        one, fault = found.signed, found.fault
        counts: dict[str, str | int] = {"alike": found.alike, "compared": found.compared}
        return self.finding(
            page,
            measure,
            picture=one.photo,
            element=one.element,
            subject=one.photo.src or one.text,
            severity=severity,
            data={"agency": fault.was, "wanted": fault.wanted} | (counts if measure == "gallery" else {}),
            evidence=[Evidence("credit", one.text)],
            suggestion=suggestion_of(page, found),
        )
