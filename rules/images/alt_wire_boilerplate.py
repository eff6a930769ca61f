"""An alt text with an agency's notes to editors."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding, Suggestion
from cutline.model.page import Page, Picture
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Option, Options, Review, Rewriting, Rule, house
from cutline.text.folding import fold
from cutline.text.wire import Kind, Stretch, wire_words, without


class AltWireBoilerplate(Rule):
    id = "alt-wire-boilerplate"
    title = "An alt text carries an agency's notes to editors"
    why = (
        "The agency's dateline, FILE mark, notice or number is for the picture desk. A blind reader has to sit through "
        "it before, or instead of, hearing what the photo shows."
    )
    references = (house("wire captions"),)
    severity = Severity.WARNING
    rewrites_alt = Rewriting.PARTS
    messages = {
        "dateline": "The alt text begins with an agency's dateline: “{words}”.",
        "label": "The alt text carries an agency's mark: “{words}”.",
        "date-taken": "The alt text ends with the agency's note on the day: “{words}”.",
        "notice": "The alt text carries an agency's notice to editors: “{words}”.",
        "number": "The alt text carries an agency's number for the photo: “{words}”.",
        "slug": "The alt text is only the name under which an agency filed the photo: “{words}”.",
    }
    options = (
        Option(
            "allow",
            [],
            "Kinds of wire words that your house keeps in alt texts: dateline, label, date-taken, notice, "
            "number, slug.",
        ),
    )
    nothing = "no photo with an alt text on the page"
    examples = (
        Good(
            "a description",
            '<figure><img src="a.jpg" alt="Families wait beside a truck in the snow">'
            "<figcaption>Families leave Dorvan.</figcaption></figure>",
        ),
        Good(
            "near miss: capitals and a dash, but no date",
            '<figure><img src="a.jpg" alt="DORVAN - the town under snow">'
            "<figcaption>Families leave Dorvan.</figcaption></figure>",
        ),
        Good(
            "a mark that the house keeps",
            '<figure><img src="a.jpg" alt="FILE - A ferry leaves Dorvan">'
            "<figcaption>The ferry was sold on Monday.</figcaption></figure>",
            {"allow": ["label"]},
        ),
        Bad(
            "a dateline",
            '<figure><img src="a.jpg" «alt="DORVAN, LUSATIA - JANUARY 30 : Families wait beside a truck"»>'
            "<figcaption>Families leave Dorvan.</figcaption></figure>",
        ),
        Bad(
            "an agency's dateline",
            '<figure><img src="a.jpg" «alt="DORVAN, Lusatia (AP) — Families wait beside a truck"»>'
            "<figcaption>Families leave Dorvan.</figcaption></figure>",
        ),
        Bad(
            "a FILE mark and the age of the photo",
            '<figure><img src="a.jpg" «alt="FILE - In this May 3, 2019, file photo, a ferry leaves Dorvan"»>'
            "<figcaption>The ferry was sold on Monday.</figcaption></figure>",
        ),
        Bad(
            "a note on the day",
            '<figure><img src="a.jpg" «alt="Families wait beside a truck. Picture taken January 30, 2021."»>'
            "<figcaption>Families leave Dorvan.</figcaption></figure>",
        ),
        Bad(
            "a notice to editors",
            '<figure><img src="a.jpg" «alt="Families wait beside a truck. EDITORIAL USE ONLY, NO RESALES, '
            'NO ARCHIVES"»>'
            "<figcaption>Families leave Dorvan.</figcaption></figure>",
        ),
        Bad(
            "an agency's number",
            '<figure><img src="a.jpg" «alt="Families wait beside a truck. RTX4Q81B"»>'
            "<figcaption>Families leave Dorvan.</figcaption></figure>",
        ),
        Bad(
            "an agency's name for the story",
            '<figure><img src="a.jpg" «alt="LUSATIA-CONFLICT-DISPLACED"»>'
            "<figcaption>Families leave Dorvan.</figcaption></figure>",
        ),
        Bad(
            "two photos of a gallery",
            '<figure><img src="a.jpg" «alt="FILE - A ferry leaves Dorvan"»>'
            "<figcaption>The ferry was sold on Monday.</figcaption></figure>\n"
            '<figure><img src="b.jpg" «alt="(FILES) Families wait beside a truck"»>'
            "<figcaption>Families leave Dorvan.</figcaption></figure>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Picture]:
        """Judge photos with an alt text."""
        return [photo for photo in page.photos if photo.alt]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:
        """Claim an alt once, by the first wire words in it, and offer the text without any of them."""
        for photo in self.subjects(page):
            alt = fold(photo.alt or "")
            if found := _unwanted(alt, options):
                yield self._claim(page, photo, alt, found)

    def rewritten(self, alt: str, photo: Picture, options: Options) -> str | None:  # noqa: ARG002 - in any alt
        """Take the wire words out."""
        alt = fold(alt)
        return _without(alt, _unwanted(alt, options))

    def _claim(self, page: Page, photo: Picture, alt: str, found: Sequence[Stretch]) -> Finding:
        words = [alt[stretch.start : stretch.end].strip() for stretch in found]
        rest = _without(alt, found)
        return self.finding(
            page,
            str(found[0].kind),
            picture=photo,
            attribute="alt",
            data={"words": words[0]},
            evidence=[Evidence(_LABELS[stretch.kind], text) for stretch, text in zip(found, words, strict=True)],
            suggestion=Suggestion(rest) if rest else None,
        )


def _unwanted(alt: str, options: Options) -> list[Stretch]:
    return [stretch for stretch in wire_words(alt) if stretch.kind not in options["allow"]]


def _without(alt: str, found: Sequence[Stretch]) -> str | None:
    if not found:
        return alt or None
    rest = without(alt, found)
    return rest[0].upper() + rest[1:] if rest else None


_LABELS = {
    Kind.DATELINE: "dateline",
    Kind.LABEL: "agency's mark",
    Kind.DATE_TAKEN: "day of the photo",
    Kind.NOTICE: "notice to editors",
    Kind.NUMBER: "agency's number",
    Kind.SLUG: "agency's name for the story",
}
