"""A credit that is built otherwise than the others of its gallery."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, house, supported
from cutline.rules.facts.credits import Signed, signed
from cutline.rules.facts.example_house import ORLA_COURIER
from cutline.rules.facts.house_faults import Departure, house_of, of_kind, suggestion_of

_THREE = (
    '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. (Hanne Vik/Reuters)</figcaption>'
    "</figure>\n"
    '<figure><img src="b.jpg" alt="A boy"><figcaption>A boy waits for the parade. (Jon Marrow/AP)</figcaption>'
    "</figure>\n"
    '<figure><img src="c.jpg" alt="Lanterns"><figcaption>Lanterns hang over the bridge. (Hanne Vik/Reuters)'
    "</figcaption></figure>\n"
)


class CreditMixedInGallery(Rule):
    id = "credit-mixed-in-gallery"
    title = "The credit is built otherwise than the others of the gallery"
    why = (
        "Brackets, labels and slashes that change from photo to photo make a gallery look thrown together. They also "
        "tell that some credits were typed and others pasted, which is where names get lost."
    )
    references = (house("credits"), house("style"))
    severity = Severity.ADVICE
    messages = {"mixed": "The credit “{credit}” is built otherwise than {alike} of the {compared} like it on the page."}
    nothing = "fewer than four credits on the page, or a house style that decides"
    examples = (
        Good(
            "near miss: an agency alone beside names with their agencies",
            _THREE + '<figure><img src="d.jpg" alt="A street"><figcaption>The street is swept at dawn. (Reuters)'
            "</figcaption></figure>",
        ),
        Good(
            "near miss: two forms, and neither is the page's own",
            '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. (Hanne Vik/Reuters)'
            "</figcaption></figure>\n"
            '<figure><img src="b.jpg" alt="A boy"><figcaption>A boy waits. (Jon Marrow/AP)</figcaption></figure>\n'
            '<figure><img src="c.jpg" alt="Lanterns"><figcaption>Lanterns hang. [Hanne Vik/Reuters]</figcaption>'
            "</figure>\n"
            '<figure><img src="d.jpg" alt="A street"><figcaption>The street is swept. [Jon Marrow/AP]</figcaption>'
            "</figure>",
        ),
        Good(
            "the house's style decides, not the gallery's",
            _THREE + '<figure><img src="d.jpg" alt="A street"><figcaption>The street is swept. [Jon Marrow/AP Photo]'
            "</figcaption></figure>",
            house=ORLA_COURIER,
        ),
        Bad(
            "square brackets among round ones",
            _THREE + '<figure><img src="d.jpg" alt="A street">«<figcaption>»The street is swept at dawn. [Jon '
            "Marrow/AP]</figcaption></figure>",
        ),
        Bad(
            "a label and a spaced slash",
            _THREE + '<figure><img src="d.jpg" alt="A street">«<figcaption>»The street is swept at dawn. Photo: Jon '
            "Marrow / AP</figcaption></figure>",
        ),
        Bad(
            "two of eight",
            _THREE
            + _THREE.replace(".jpg", "2.jpg")
            + '<figure><img src="d.jpg" alt="A street">«<figcaption>»The street is swept. [Jon Marrow/AP]'
            "</figcaption></figure>\n"
            '<figure><img src="e.jpg" alt="A cart">«<figcaption>»A cart is loaded. (Hanne Vik / Reuters)</figcaption>'
            "</figure>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Signed]:
        """Judge the credits of a gallery whose house has no style."""
        return signed(page) if house_of(page) is None and len(signed(page)) > len("abc") else ()

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim credits whose form another one outnumbers three to one among those that name as much."""
        for found in of_kind(page, "format", "label"):
            severity = supported(self.severity, found.signed.credit.grade)
            if severity is not None:
                yield self._claim(page, found, severity)

    def _claim(self, page: Page, found: Departure, severity: Severity) -> Finding:
        one, wanted = found.signed, found.fault.rewritten
        return self.finding(
            page,
            "mixed",
            picture=one.photo,
            element=one.element,
            subject=one.photo.src or one.text,
            severity=severity,
            data={"credit": one.text, "alike": found.alike, "compared": found.compared},
            evidence=[Evidence("credit", one.text), *([Evidence("as the others", wanted)] if wanted else [])],
            suggestion=suggestion_of(page, found),
        )
