"""A photo whose alt text credits somebody else than its caption does."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Credit, Grade, Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Option, Options, Review, Rule, house, supported
from cutline.rules.facts.alt_credits import AltCredit, alt_credits, folded
from cutline.rules.facts.credits import agencies
from cutline.rules.facts.people import may_be_one
from cutline.text.lexicon import read


class CreditDisagrees(Rule):
    id = "credit-disagrees"
    title = "The alt text and the caption credit different people"
    why = (
        "One of the two is wrong, or the alt text belongs to another photo: such texts move when a gallery is sorted "
        "anew. Somebody's work goes under another name until it is checked."
    )
    references = (house("credits"),)
    severity = Severity.WARNING
    messages = {
        "people": "The alt text credits {alt}, the caption {caption}.",
        "agencies": "The alt text credits the agency {alt}, the caption {caption}.",
    }
    options = (
        Option(
            "suppliers",
            read("agencies")["kinds"]["supplier"],
            "Agencies that pass on photos of others, so that two names for one photo can both be right.",
        ),
    )
    nothing = "no photo with a credit in its alt text and another below it"
    examples = (
        Good(
            "both say the same",
            '<figure><img src="a.jpg" alt="Drummers in the rain. REUTERS/Hanne Vik"><figcaption>Drummers open the '
            "feast of Orla. [Hanne Vik/Reuters]</figcaption></figure>",
        ),
        Good(
            "near miss: the agency writes the name without its accents",
            '<figure><img src="a.jpg" alt="Drummers in the rain. REUTERS/Jurgen Muller-Sand"><figcaption>Drummers open '
            "the feast of Orla. [Jürgen Müller-Sand/Reuters]</figcaption></figure>",
        ),
        Good(
            "near miss: a field cut the name in the alt text",
            '<figure><img src="a.jpg" alt="Drummers in the rain. REUTERS/Hanne V"><figcaption>Drummers open the feast '
            "of Orla. [Hanne Vik/Reuters]</figcaption></figure>",
        ),
        Good(
            "near miss: one agency passes on the other's photo",
            '<figure><img src="a.jpg" alt="Drummers in the rain (Photo by Hanne Vik/Getty Images)"><figcaption>'
            "Drummers open the feast of Orla. [Hanne Vik/AFP]</figcaption></figure>",
        ),
        Good(
            "near miss: an agency that passes on others' photos, under another of its names",
            '<figure><img src="a.jpg" alt="Drummers in the rain (Hanne Vik/ZUMA Press)"><figcaption>Drummers open '
            "the feast of Orla. (Reuters)</figcaption></figure>",
        ),
        Good(
            "two agencies of which the house knows that they share photos",
            '<figure><img src="a.jpg" alt="Drummers in the rain (Reuters)"><figcaption>Drummers open the feast of '
            "Orla. (AP)</figcaption></figure>",
            {"suppliers": ["AP"]},
        ),
        Bad(
            "another photographer",
            '<figure><img src="a.jpg" «alt="Drummers in the rain. REUTERS/Hanne Vik"»><figcaption>Drummers open the '
            "feast of Orla. [Jon Marrow/AFP]</figcaption></figure>",
        ),
        Bad(
            "another agency",
            '<figure><img src="a.jpg" «alt="Drummers in the rain (Reuters)"»><figcaption>Drummers open the feast of '
            "Orla. (AP)</figcaption></figure>",
        ),
        Bad(
            "two photos that changed places",
            '<figure><img src="a.jpg" «alt="Drummers in the rain (AP Photo/Jon Marrow)"»><figcaption>A boy waits for '
            "the parade. (AP Photo/Hanne Vik)</figcaption></figure>\n"
            '<figure><img src="b.jpg" «alt="A boy in a mask (AP Photo/Hanne Vik)"»><figcaption>Drummers open the feast '
            "of Orla. (AP Photo/Jon Marrow)</figcaption></figure>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[AltCredit]:
        """Judge photos whose alt text holds one credit and whose caption another."""
        return [one for one in alt_credits(page) if one.photo.credit is not None]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:
        """Claim two photographers who cannot be one person or, where either names none, two rival agencies."""
        passed_on = frozenset(options["suppliers"])
        for found in self.subjects(page):
            below = found.photo.credit.credit if found.photo.credit else None
            if below is None or supported(self.severity, below.grade) is None:
                continue
            if found.credit.people and below.people:
                if not _share_a_person(found.credit, below):
                    yield self._claim(page, "people", found, below, found.credit.people, below.people)
            elif below.grade is Grade.CERTAIN and _are_rivals(found.credit, below, passed_on):
                yield self._claim(page, "agencies", found, below, found.credit.bodies, below.bodies)

    def _claim(
        self,
        page: Page,
        message: str,
        found: AltCredit,
        below: Credit,
        said: Sequence[str],
        other: Sequence[str],
    ) -> Finding:
        return self.finding(
            page,
            message,
            picture=found.photo,
            attribute="alt",
            data={"alt": ", ".join(said), "caption": ", ".join(other)},
            evidence=[Evidence("alt text", folded(found.credit)), Evidence("caption", below.text)],
        )


def _share_a_person(one: Credit, other: Credit) -> bool:
    return any(may_be_one(name, known) for name in one.people for known in other.people)


def _are_rivals(one: Credit, other: Credit, passed_on: frozenset[str]) -> bool:
    """Tell whether all agencies on both sides are known, none is on both, and none passes on the others' photos."""
    first, second = agencies(one), agencies(other)
    known = len(first) == len(one.bodies) and len(second) == len(other.bodies)
    return bool(known and first and second and not first & second and not (first | second) & passed_on)
