"""An alt text that programs damaged on its way to the page."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding, Suggestion
from cutline.model.page import Page, Picture
from cutline.rules.base import Bad, Good, Options, Review, Rewriting, Rule, house, wcag
from cutline.text.encoding import find_damage


class AltEncodingDamage(Rule):
    id = "alt-encoding-damage"
    title = "An alt text holds broken characters or code"
    why = (
        "A program mistook code for text, or one alphabet for another. Screen readers read the remains aloud: "
        "“ampersand quot semicolon” in the middle of a sentence."
    )
    references = (house("clean text"), wcag("1.1.1"))
    rewrites_alt = Rewriting.PARTS
    messages = {
        "escaped": "The alt text has code in it: “{sample}” is read out to blind readers.",
        "misread": "The alt text has garbled letters: “{sample}”.",
        "lost": "Letters of this alt text were lost on the way to the page and replaced by “{sample}”.",
    }
    nothing = "no photo with an alt text on the page"
    examples = (
        Good(
            "accents, quotes and dashes as they should be",
            '<figure><img src="cafe.jpg" alt="Guests outside the café “Élan” – a winter evening">'
            "<figcaption>Sidrey in January.</figcaption></figure>",
        ),
        Good(
            "near miss: an ampersand written as the page's code demands",
            '<figure><img src="cafe.jpg" alt="The shop sign reads Ode &amp; Sons">'
            "<figcaption>Sidrey in January.</figcaption></figure>",
        ),
        Good(
            "near miss: a Portuguese word in capitals before a closing quote",
            '<figure><img src="cafe.jpg" alt="O cartaz diz “AMANHÔ em letras brancas">'
            "<figcaption>Sidrey in January.</figcaption></figure>",
        ),
        Bad(
            "code escaped twice",
            '<figure><img src="cafe.jpg" «alt="A sign reads &amp;quot;Closed&amp;quot;"»>'
            "<figcaption>Sidrey in January.</figcaption></figure>",
        ),
        Bad(
            "one alphabet read as another",
            '<figure><img src="cafe.jpg" «alt="The cafÃ©â€™s last guests"»>'
            "<figcaption>Sidrey in January.</figcaption></figure>",
        ),
        Bad(
            "lost letters",
            '<figure><img src="cafe.jpg" «alt="The caf\ufffd at night"»>'
            "<figcaption>Sidrey in January.</figcaption></figure>",
        ),
        Bad(
            "markup in the text",
            '<figure><img src="cafe.jpg" «alt="Guests outside the &lt;em&gt;Élan&lt;/em&gt;"»>'
            "<figcaption>Sidrey in January.</figcaption></figure>",
        ),
        Bad(
            "two photos of a gallery",
            '<figure><img src="a.jpg" «alt="Ode &amp;amp; Sons, a shop"»>'
            "<figcaption>Sidrey in January.</figcaption></figure>\n"
            '<figure><img src="b.jpg" «alt="Guests wait &amp;#8211; a winter evening"»>'
            "<figcaption>The last guests of the year.</figcaption></figure>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Picture]:
        """Judge photos with an alt text."""
        return [photo for photo in page.photos if photo.alt]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim damaged alts and offer the text as it was, where that can be known."""
        for photo in self.subjects(page):
            damage = find_damage(photo.alt or "")
            if damage is None:
                continue
            yield self.finding(
                page,
                str(damage.kind),
                picture=photo,
                attribute="alt",
                data={"sample": damage.sample},
                suggestion=Suggestion(damage.repaired) if damage.repaired else None,
                evidence=[Evidence("as it was", damage.repaired)] if damage.repaired else (),
            )

    def rewritten(self, alt: str, photo: Picture, options: Options) -> str | None:  # noqa: ARG002 - in any alt
        """Put damaged letters right, where it can be known what they were."""
        damage = find_damage(alt)
        return alt if damage is None else damage.repaired or None
