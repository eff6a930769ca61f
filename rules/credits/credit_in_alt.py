"""An alt text that holds the photo's credit."""

from collections.abc import Iterator, Sequence
from typing import Any

from cutline.model.finding import Evidence, Finding, Suggestion
from cutline.model.page import Page, Picture
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Option, Options, Review, Rewriting, Rule, house
from cutline.rules.facts.alt_credits import AltCredit, alt_credits, credit_in, folded

_LEAST_LETTERS = 15
"""Code points from which `alt-repeats-caption` speaks of a caption that the alt repeats, credit and all."""


class CreditInAlt(Rule):
    id = "credit-in-alt"
    title = "An alt text holds the credit"
    why = (
        "Alt text says what the photo shows. The credit is read out to blind readers in the middle of the description, "
        "often twice, since it stands below the photo as well; and readers who see the photo never see it there."
    )
    references = (house("credits"), house("descriptions"))
    severity = Severity.WARNING
    rewrites_alt = Rewriting.PARTS
    messages = {
        "credit": "The alt text holds the credit “{credit}”.",
        "only": "The alt text is nothing but the credit “{credit}”.",
    }
    options = (
        Option("allow_agencies", False, "Whether an alt text may name an agency, as long as it names no person."),
    )
    nothing = "no photo with an alt text on the page"
    examples = (
        Good(
            "the credit stands below the photo",
            '<figure><img src="a.jpg" alt="Drummers in the rain"><figcaption>Drummers open the feast of Orla. '
            "[Hanne Vik/Reuters]</figcaption></figure>",
        ),
        Good(
            "near miss: an agency that the photo is about",
            '<figure><img src="a.jpg" alt="The newsroom of Reuters in Orla"><figcaption>The newsroom closes.'
            "</figcaption></figure>",
        ),
        Good(
            "near miss: the alt text repeats the caption with its credit, which alt-repeats-caption reports",
            '<figure><img src="a.jpg" alt="Drummers open the feast of Orla. [Hanne Vik/Reuters]">'
            "<figcaption>Drummers open the feast of Orla. [Hanne Vik/Reuters]</figcaption></figure>",
        ),
        Good(
            "an agency alone, where the house allows it",
            '<figure><img src="a.jpg" alt="Drummers in the rain. (AFP)"><figcaption>Drummers open the feast.'
            "</figcaption></figure>",
            {"allow_agencies": True},
        ),
        Bad(
            "as an agency writes it",
            '<figure><img src="a.jpg" «alt="Drummers stand in the rain in Orla, March 3, 2021. REUTERS/Hanne Vik"»>'
            "<figcaption>Drummers open the feast of Orla. [Hanne Vik/Reuters]</figcaption></figure>",
        ),
        Bad(
            "in brackets, and nowhere else",
            '<figure><img src="a.jpg" «alt="Drummers in the rain (AP Photo/Jon Marrow)"»>'
            "<figcaption>Drummers open the feast of Orla.</figcaption></figure>",
        ),
        Bad(
            "an agency alone",
            '<figure><img src="a.jpg" «alt="Drummers in the rain. (AFP)"»><figcaption>Drummers open the feast.'
            "</figcaption></figure>",
        ),
        Bad(
            "nothing but the credit",
            '<figure><img src="a.jpg" «alt="© Hanne Vik/dpa"»><figcaption>Drummers open the feast of Orla.'
            "</figcaption></figure>",
        ),
        Bad(
            "two photos of a gallery",
            '<figure><img src="a.jpg" «alt="Drummers in the rain. (AFP)"»><figcaption>Drummers open the feast.'
            "</figcaption></figure>\n"
            '<figure><img src="b.jpg" «alt="A boy in a mask. Photo: Jon Marrow/AP"»><figcaption>A boy waits.'
            "</figcaption></figure>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Picture]:
        """Judge photos with an alt text."""
        return [photo for photo in page.photos if photo.alt]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:
        """Claim credits that are certain and name a photographer or, in a credit's form, an agency."""
        style: Any = page.house
        if style is not None and not style.forbid_in_alt:
            return
        for found in alt_credits(page):
            if found.repeats and len(found.rest) >= _LEAST_LETTERS:
                continue
            if found.credit.people or not options["allow_agencies"]:
                yield self._claim(page, found)

    def rewritten(self, alt: str, photo: Picture, options: Options) -> str | None:  # noqa: ARG002 - in any alt
        """Take the credit out."""
        found = credit_in(alt, photo)
        return alt if found is None else found.rest or None

    def _claim(self, page: Page, found: AltCredit) -> Finding:
        own = found.photo.credit
        below = [Evidence("credit of the photo", own.credit.text)] if own is not None else []
        return self.finding(
            page,
            "credit" if found.rest else "only",
            picture=found.photo,
            attribute="alt",
            data={"credit": folded(found.credit)},
            evidence=[Evidence("credit in the alt text", folded(found.credit)), *below],
            suggestion=Suggestion(found.rest) if found.rest else None,
        )
