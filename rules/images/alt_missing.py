"""A photo without a description for blind readers."""

from collections.abc import Iterator

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.rules.base import Bad, Good, Options, Review, Rule, act, wcag


class AltMissing(Rule):
    id = "alt-missing"
    title = "A photo has no description for blind readers"
    why = (
        "A blind reader's screen reader finds no words for the photo and reads its file name instead, often a row of "
        "digits. Nothing of what the photo shows reaches that reader."
    )
    references = (wcag("1.1.1"), act("23a2a8", partial=True))
    messages = {
        "missing": "This photo has no alt text, so a screen reader reads out its file name or nothing at all.",
        "blank": "This photo's alt text is only white space, so a blind reader learns nothing of the photo.",
    }
    examples = (
        Good(
            "a photo with a description",
            '<figure><img src="harbour.jpg" alt="Three trawlers lie on the quay at low tide">'
            "<figcaption>Trawlers wait for the tide in Norvik.</figcaption></figure>",
        ),
        Good(
            "near miss: no alt text, but the title describes the photo",
            '<figure><img src="harbour.jpg" title="Three trawlers lie on the quay at low tide">'
            "<figcaption>Trawlers wait for the tide in Norvik.</figcaption></figure>",
        ),
        Good(
            "near miss: the picture is a stylesheet's ornament, and says so",
            '<p>Weather</p><img src="line.png" alt="" width="400" height="4"><p>Rain is expected in Norvik.</p>',
        ),
        Bad(
            "no alt text at all",
            '<p>Harbour news</p>\n<figure>«<img src="harbour.jpg">»'
            "<figcaption>Trawlers wait for the tide in Norvik.</figcaption></figure>",
        ),
        Bad(
            "an alt text of white space",
            '<figure>«<img src="harbour.jpg" alt=" ">»'
            "<figcaption>Trawlers wait for the tide in Norvik.</figcaption></figure>",
        ),
        Bad(
            "two of three photos",
            '<figure>«<img src="harbour.jpg">»<figcaption>Trawlers wait for the tide in Norvik.</figcaption></figure>\n'
            '<figure><img src="market.jpg" alt="A woman weighs cod on a brass scale">'
            "<figcaption>Cod is sold by weight on Norvik's market.</figcaption></figure>\n"
            '<figure>«<img src="tower.jpg" width="640" height="480">»'
            "<figcaption>The clock tower of Norvik stopped on Monday.</figcaption></figure>",
        ),
    )

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim every photo that a screen reader meets and finds nameless (accname 1.2: no alt, label or title)."""
        for photo in page.photos:
            if photo.name or photo.decorative or not photo.exposed:
                continue
            yield self.finding(
                page,
                "missing" if photo.alt is None else "blank",
                picture=photo,
                evidence=[Evidence("caption", photo.caption.text)] if photo.caption else (),
            )
