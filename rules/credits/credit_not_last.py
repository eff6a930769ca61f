"""A credit that does not stand where the house wants it."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, house, supported
from cutline.rules.facts.credits import INLINE, Signed, signed
from cutline.rules.facts.example_house import ORLA_COURIER
from cutline.rules.facts.house_faults import house_of, supported_departures
from cutline.text.credit_template import CreditTemplate
from cutline.text.house_style import HouseStyle

_CAPTIONS = (
    '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. [Hanne Vik/Reuters]</figcaption>'
    "</figure>\n"
    '<figure><img src="b.jpg" alt="A boy"><figcaption>A boy waits for the parade. [Jon Marrow/AP]</figcaption>'
    "</figure>\n"
    '<figure><img src="c.jpg" alt="Lanterns"><figcaption>Lanterns hang. [Hanne Vik/Reuters]</figcaption></figure>\n'
)
_CREDIT_APART = HouseStyle(templates=(CreditTemplate.parse("{people}/{agency}"),), place="element")
_CREDIT_FIRST = HouseStyle(templates=(CreditTemplate.parse("Photo: {people}/{agency}"),), place="start")


class CreditNotLast(Rule):
    id = "credit-not-last"
    title = "Words follow the credit"
    why = (
        "Readers take the credit for the end of the caption and miss what comes after it. Often two captions were "
        "pasted into one, or a line of the page slipped in. In a house that gives the credit a field of its own, one "
        "in the caption was typed into the wrong field."
    )
    references = (house("credits"), house("style"))
    severity = Severity.ADVICE
    messages = {
        "not-last": "After the credit “{credit}” the caption goes on: “{words}”.",
        "not-first": "The house begins with the credit; here “{words}” stands before “{credit}”.",
        "not-apart": "The house keeps the credit apart from the caption; here “{credit}” stands among its words.",
    }
    nothing = "no photo with a credit in its caption"
    examples = (
        Good("at the end", _CAPTIONS),
        Good(
            "near miss: a page that begins all captions with the credit",
            '<figure><img src="a.jpg" alt="Drummers"><figcaption>Photo: Hanne Vik/Reuters – Drummers open the feast.'
            "</figcaption></figure>\n"
            '<figure><img src="b.jpg" alt="A boy"><figcaption>Photo: Jon Marrow/AP – A boy waits for the parade.'
            "</figcaption></figure>",
        ),
        Bad(
            "a sentence behind the credit",
            _CAPTIONS + '<figure><img src="d.jpg" alt="A street">«<figcaption>»The street is swept. [Jon Marrow/AP] It '
            "will be full again at noon.</figcaption></figure>",
        ),
        Bad(
            "two photos, in a house that wants it at the end",
            '<figure><img src="d.jpg" alt="A street">«<figcaption>»The street is swept. [Jon Marrow/AP Photo] It will '
            "be full again at noon.</figcaption></figure>\n"
            '<figure><img src="e.jpg" alt="A cart">«<figcaption>»A cart is loaded. [Hanne Vik/Reuters] Nobody knows '
            "where it goes.</figcaption></figure>",
            house=ORLA_COURIER,
        ),
        Bad(
            "in a house that wants it at the start",
            '<figure><img src="d.jpg" alt="A street">«<figcaption>»The street is swept at dawn. Photo: Jon Marrow/AP'
            "</figcaption></figure>",
            house=_CREDIT_FIRST,
        ),
        Good(
            "apart, in a house that wants it so",
            '<figure><img src="d.jpg" alt="A street"><figcaption>The street is swept at dawn. <span class="credit">Jon '
            "Marrow/AP</span></figcaption></figure>",
            house=_CREDIT_APART,
        ),
        Bad(
            "among the caption's words, in a house that wants it apart",
            '<figure><img src="d.jpg" alt="A street">«<figcaption>»The street is swept at dawn. Jon Marrow/AP'
            "</figcaption></figure>",
            house=_CREDIT_APART,
        ),
    )

    def subjects(self, page: Page) -> Sequence[Signed]:
        """Judge credits that stand among the words of a caption."""
        return [one for one in signed(page) if one.clue in INLINE and one.photo.caption is not None]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim captions that go on where the house, or nearly every caption of the page, ends with the credit."""
        for found, severity in supported_departures(page, self.severity, "not-last", "not-first"):
            yield self._claim(page, found.signed, found.fault.kind, severity, {"words": found.fault.was})
        style = house_of(page)
        if style is not None and style.place == "element":
            for one in self.subjects(page):
                if (bearable := supported(self.severity, one.credit.grade)) is not None:
                    yield self._claim(page, one, "not-apart", bearable, {})

    def _claim(self, page: Page, one: Signed, kind: str, severity: Severity, said: dict[str, str | int]) -> Finding:
        return self.finding(
            page,
            kind,
            picture=one.photo,
            element=one.element,
            subject=one.photo.src or one.text,
            severity=severity,
            data={"credit": one.text, **said},
            evidence=[Evidence("caption", one.around)],
        )
