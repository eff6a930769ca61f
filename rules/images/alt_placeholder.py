"""An alt text that stands where a description should be."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Finding
from cutline.model.page import Page, Picture
from cutline.rules.base import Bad, Good, Option, Options, Review, Rule, act, wcag
from cutline.text.placeholders import placeholder_in


class AltPlaceholder(Rule):
    id = "alt-placeholder"
    title = "An alt text stands for a description that nobody wrote"
    why = (
        "Words such as “photo” or “Image 3 of 12” only tell a blind reader what every screen reader says "
        "anyway: that there is a picture. Code such as “null” or “{{title}}” is read out letter by letter."
    )
    references = (wcag("1.1.1"), act("qt1vmo", partial=True))
    messages = {
        "generic": "The alt text “{alt}” says that there is a picture, not what it shows.",
        "number": "The alt text “{alt}” is only a number.",
        "empty-value": "The alt text “{alt}” was written by a program that had no description.",
        "software": "The publishing system wrote this alt text, because nobody described the photo: “{alt}”.",
        "template": "The alt text is code that the template should have filled in: “{alt}”.",
    }
    options = (Option("also", [], "Phrases of your own publishing system that describe nothing."),)
    nothing = "no photo with an alt text on the page"
    examples = (
        Good(
            "a description",
            '<figure><img src="oven.jpg" alt="A baker slides loaves into a brick oven">'
            "<figcaption>Bread at dawn in Velmar.</figcaption></figure>",
        ),
        Good(
            "near miss: the word is part of a description",
            '<figure><img src="wall.jpg" alt="A photo of the missing cat on a brick wall">'
            "<figcaption>A street in Velmar.</figcaption></figure>",
        ),
        Good(
            "near miss: a logo may be called logo",
            '<header><a href="/"><img src="logo.svg" alt="Logo" width="40" height="40"></a></header>'
            "<p>News from Velmar.</p>",
        ),
        Bad(
            "the word for a photo",
            '<figure><img src="oven.jpg" «alt="Photo"»><figcaption>Bread at dawn in Velmar.</figcaption></figure>',
        ),
        Bad(
            "in another language",
            '<figure><img src="oven.jpg" «alt="Zdjęcie"»><figcaption>Bread at dawn in Velmar.</figcaption></figure>',
        ),
        Bad(
            "with its place in the series",
            '<figure><img src="oven.jpg" «alt="Image 3 of 12"»>'
            "<figcaption>Bread at dawn in Velmar.</figcaption></figure>",
        ),
        Bad(
            "a number",
            '<figure><img src="oven.jpg" «alt="7"»><figcaption>Bread at dawn in Velmar.</figcaption></figure>',
        ),
        Bad(
            "what a program writes for nothing",
            '<figure><img src="oven.jpg" «alt="null"»><figcaption>Bread at dawn in Velmar.</figcaption></figure>',
        ),
        Bad(
            "a template that was not filled in",
            '<figure><img src="oven.jpg" «alt="{{ photo.alt }}"»>'
            "<figcaption>Bread at dawn in Velmar.</figcaption></figure>",
        ),
        Bad(
            "a sentence by the publishing system",
            '<figure><img src="oven.jpg" «alt="This image has an empty alt attribute; its file name is oven.jpg"»>'
            "<figcaption>Bread at dawn in Velmar.</figcaption></figure>",
        ),
        Bad(
            "a phrase that the house named",
            '<figure><img src="oven.jpg" «alt="Velmar Post picture"»>'
            "<figcaption>Bread at dawn in Velmar.</figcaption></figure>",
            {"also": ["Velmar Post picture"]},
        ),
        Bad(
            "two photos of a gallery",
            '<figure><img src="a.jpg" «alt="Foto 1"»><figcaption>Bread at dawn in Velmar.</figcaption></figure>\n'
            '<figure><img src="b.jpg" «alt="Foto 2"»><figcaption>The last customer pays.</figcaption></figure>',
        ),
    )

    def subjects(self, page: Page) -> Sequence[Picture]:
        """Judge photos with an alt text; a logo may be called "logo"."""
        return [photo for photo in page.photos if photo.alt and photo.alt.strip()]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:
        """Claim alt texts of which nothing is left when generic words, numbers and code are taken away."""
        for photo in self.subjects(page):
            alt = photo.alt or ""
            kind = placeholder_in(alt, options["also"])
            if kind is not None:
                yield self.finding(page, str(kind), picture=photo, attribute="alt", data={"alt": alt.strip()})
