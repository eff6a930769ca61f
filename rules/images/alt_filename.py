"""An alt text that is only a file name."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page, Picture
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, Unsure, act, wcag
from cutline.text.file_names import Kind, file_name_in


class AltFilename(Rule):
    id = "alt-filename"
    title = "An alt text is only a file name"
    why = (
        "Whoever uploaded the picture left its file name in place of a description. A blind reader hears "
        "letters, digits and “dot j p g” read out one by one, and nothing about the photo."
    )
    references = (wcag("1.1.1"), act("9eb3f6", partial=True), act("qt1vmo", partial=True))
    messages = {
        "extension": "The alt text is only a file name: “{alt}”.",
        "address": "The alt text is only a web address: “{alt}”.",
        "camera": "The alt text is only a number given by a camera or a computer: “{alt}”.",
        "same": "The alt text only repeats the name of the picture's file: “{alt}”.",
        "same-word": "The alt text is also the name of the picture's file: does “{alt}” describe the picture?",
    }
    nothing = "no picture with an alt text on the page"
    examples = (
        Good(
            "a description",
            '<figure><img src="img_0312.jpg" alt="A tram climbs a snowy hill">'
            "<figcaption>Line 6 in Tarnow runs again.</figcaption></figure>",
        ),
        Good(
            "near miss: a credit with a slash is no path",
            '<figure><img src="mars.jpg" alt="NASA/JPL">'
            "<figcaption>The rover looks back at its own tracks.</figcaption></figure>",
        ),
        Good(
            "near miss: a file name inside a description",
            '<figure><img src="screen.jpg" alt="A screen shows the file budget.jpg beside a red warning">'
            "<figcaption>The clerk's computer on Tuesday.</figcaption></figure>",
        ),
        Bad(
            "a camera's file name",
            '<figure><img src="a.jpg" «alt="IMG_0312.JPG"»>'
            "<figcaption>Line 6 in Tarnow runs again.</figcaption></figure>",
        ),
        Bad(
            "words with an ending",
            '<figure><img src="a.jpg" «alt="tram on hill final.jpg"»>'
            "<figcaption>Line 6 in Tarnow runs again.</figcaption></figure>",
        ),
        Bad(
            "a number from a camera, without an ending",
            '<figure><img src="a.jpg" «alt="DSC_00417"»><figcaption>Line 6 in Tarnow runs again.</figcaption></figure>',
        ),
        Bad(
            "a web address",
            '<figure><img src="a.jpg" «alt="https://img.example.org/trams/line-6"»>'
            "<figcaption>Line 6 in Tarnow runs again.</figcaption></figure>",
        ),
        Bad(
            "the picture's own file name, without its ending",
            '<figure><img src="/photos/tram-line-6.jpg" «alt="tram-line-6"»>'
            "<figcaption>Line 6 in Tarnow runs again.</figcaption></figure>",
        ),
        Bad(
            "a picture that is a button",
            '<form action="/search"><input type="image" src="login.png" «alt="login.png"»></form>',
        ),
        Unsure(
            "a word that may be both",
            '<figure><img src="/photos/tarnow" «alt="Tarnow"»>'
            "<figcaption>Line 6 runs again through the town.</figcaption></figure>",
        ),
        Bad(
            "two photos of a gallery",
            '<figure><img src="a.jpg" «alt="IMG_0312.JPG"»>'
            "<figcaption>Line 6 in Tarnow runs again.</figcaption></figure>\n"
            '<figure><img src="b.jpg" «alt="tram-hill.webp"»>'
            "<figcaption>Passengers wait at the depot.</figcaption></figure>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Picture]:
        """Judge every picture that a screen reader reads by its alt text, furniture too: it is read out as well."""
        return [picture for picture in page.pictures if picture.alt and picture.exposed and picture.name]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim alt texts that are a file name as a whole, never on a slash alone."""
        for picture in self.subjects(page):
            kind = file_name_in(picture.alt or "", picture.src)
            if kind is None or (kind is Kind.SAME_WORD and not picture.content):
                continue
            claim = self._claim(page, picture, kind)
            yield Review(claim) if kind is Kind.SAME_WORD else claim

    def _claim(self, page: Page, picture: Picture, kind: Kind) -> Finding:
        return self.finding(
            page,
            str(kind),
            picture=picture,
            attribute="alt",
            data={"alt": picture.name},
            severity=self.severity if picture.content or picture.kind == "input" else Severity.ADVICE,
            evidence=[Evidence("file", picture.src)] if picture.src and kind in (Kind.SAME, Kind.SAME_WORD) else (),
        )
