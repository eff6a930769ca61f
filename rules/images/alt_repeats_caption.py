"""An alt text that says what the caption says."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page, Picture
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Option, Options, Review, Rule, house, supported, wcag
from cutline.text.credit import split_credit
from cutline.text.encoding import find_damage
from cutline.text.folding import comparison_key


class AltRepeatsCaption(Rule):
    id = "alt-repeats-caption"
    title = "An alt text repeats the caption"
    why = (
        "A blind reader hears the same sentence twice and still does not know what the photo looks like. "
        "A caption says "
        "who, where and when; the alt text should say what is to be seen."
    )
    references = (wcag("1.1.1"), house("descriptions"))
    severity = Severity.WARNING
    messages = {"repeats": "The alt text says word for word what the caption says, so a blind reader hears it twice."}
    options = (
        Option(
            "least_letters", 15, "Shorter texts may be the same: a portrait's caption and alt text are both a name."
        ),
    )
    nothing = "no photo with an alt text and a caption on the page"
    examples = (
        Good(
            "each says its own",
            '<figure><img src="ferry.jpg" alt="Passengers in raincoats crowd a ferry deck">'
            "<figcaption>The ferry to Aldra sails again after the storm.</figcaption></figure>",
        ),
        Good(
            "near miss: the caption says more than the alt text",
            '<figure><img src="ferry.jpg" alt="The ferry to Aldra">'
            "<figcaption>The ferry to Aldra sails again after the storm.</figcaption></figure>",
        ),
        Good(
            "near miss: a name is the same in both",
            '<figure><img src="mayor.jpg" alt="Tilda Brandt"><figcaption>Tilda Brandt</figcaption></figure>',
        ),
        Bad(
            "word for word",
            '<figure><img src="ferry.jpg" «alt="The ferry to Aldra sails again after the storm."»>'
            "<figcaption>The ferry to Aldra sails again after the storm.</figcaption></figure>",
        ),
        Bad(
            "the same but for the credit",
            '<figure><img src="ferry.jpg" «alt="The ferry to Aldra sails again after the storm"»>'
            "<figcaption>The ferry to Aldra sails again after the storm. (Photo: Jonas "
            "Lindqvist/Reuters)</figcaption></figure>",
        ),
        Bad(
            "the same but for capitals, quotes and spaces",
            '<figure><img src="ferry.jpg" «alt="the ferry  &quot;Aldra&quot; sails again, after the storm"»>'
            "<figcaption>The ferry “Aldra” sails again after the storm</figcaption></figure>",
        ),
        Bad(
            "short texts, where the house allows no repetition",
            '<figure><img src="mayor.jpg" «alt="Tilda Brandt"»><figcaption>Tilda Brandt</figcaption></figure>',
            {"least_letters": 1},
        ),
        Bad(
            "two photos of a gallery",
            '<figure><img src="a.jpg" «alt="The ferry to Aldra sails again"»>'
            "<figcaption>The ferry to Aldra sails again.</figcaption></figure>\n"
            '<figure><img src="b.jpg" «alt="Fishermen mend their nets on the pier"»>'
            "<figcaption>Fishermen mend their nets on the pier.</figcaption></figure>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Picture]:
        """Judge photos that have both texts."""
        return [photo for photo in page.photos if photo.alt and photo.caption]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:
        """Claim alts whose words are the caption's words; credits, entities, punctuation and case do not count."""
        for photo in self.subjects(page):
            severity = supported(self.severity, photo.caption.grade) if photo.caption else None
            if severity is not None and _repeats(photo, options["least_letters"]):
                yield self._claim(page, photo, severity)

    def _claim(self, page: Page, photo: Picture, severity: Severity) -> Finding:
        caption = photo.caption.text if photo.caption else ""
        return self.finding(
            page, "repeats", picture=photo, attribute="alt", severity=severity, evidence=[Evidence("caption", caption)]
        )


def _repeats(photo: Picture, least: int) -> bool:
    alt, caption = photo.alt, photo.caption
    if not alt or caption is None:
        return False
    if "&" in alt and (damage := find_damage(alt)) and damage.repaired:
        alt = damage.repaired
    said, below = comparison_key(alt), comparison_key(caption.text)
    if len(below) < least:
        return False
    if said == below or (caption.full and said == comparison_key(caption.full)):
        return True
    if below not in said:
        return False
    rest, credit = split_credit(alt, lang=photo.lang)
    return credit is not None and comparison_key(rest) == below
