"""A photo that the page marks as decoration."""

from collections.abc import Iterator

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Grade, Page, Picture
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Option, Options, Review, Rule, act, supported, wcag


class AltEmptyOnPhoto(Rule):
    id = "alt-empty-on-photo"
    title = "A photo is marked as decoration"
    why = (
        "An empty alt text tells screen readers to pass over the picture, as if it were a line or an ornament. A blind "
        "reader hears a caption or a credit and never learns that there is a photo, nor what it shows."
    )
    references = (wcag("1.1.1"), act("e88epe", partial=True))
    messages = {
        "captioned": "This photo has a caption, but its empty alt text hides it from blind readers.",
        "credited": "This photo has a credit, but its empty alt text hides it from blind readers.",
        "declared": "This photo has a caption or a credit, but its role hides it from blind readers.",
    }
    options = (
        Option(
            "enough_caption_words",
            0,
            "A caption of at least this many words may stand for the description; 0 asks every photo for its own.",
        ),
    )
    examples = (
        Good(
            "a photo with a description",
            '<figure><img src="bridge.jpg" alt="Walkers cross a rope bridge over a gorge">'
            "<figcaption>The new bridge at Ostrey opened on Friday.</figcaption></figure>",
        ),
        Good(
            "near miss: an ornament between paragraphs is decoration",
            '<p>The bridge opened on Friday.</p><img src="ornament.png" alt=""><p>It is 90 metres long.</p>',
        ),
        Good(
            "the house lets a long caption stand for the description",
            '<figure><img src="bridge.jpg" alt="">'
            "<figcaption>Walkers cross the new rope bridge over the gorge at Ostrey.</figcaption></figure>",
            {"enough_caption_words": 8},
        ),
        Bad(
            "an empty alt text on a photo with a caption",
            '<figure><img src="bridge.jpg" «alt=""»>'
            "<figcaption>The new bridge at Ostrey opened on Friday.</figcaption></figure>",
        ),
        Bad(
            "a caption too short for the house's own measure",
            '<figure><img src="bridge.jpg" «alt=""»><figcaption>The new bridge at Ostrey.</figcaption></figure>',
            {"enough_caption_words": 8},
        ),
        Bad(
            "a photo with a credit only",
            '<figure><img src="bridge.jpg" «alt=""» width="900" height="600">'
            "<figcaption>Photo: Ines Halvard/AP</figcaption></figure>",
        ),
        Bad(
            "a role that takes the description away",
            '<figure>«<img src="bridge.jpg" role="presentation" alt="Walkers cross a rope bridge over a gorge">»'
            "<figcaption>The new bridge at Ostrey opened on Friday.</figcaption></figure>",
        ),
        Bad(
            "two photos of a gallery",
            '<figure><img src="a.jpg" «alt=""»>'
            "<figcaption>The new bridge at Ostrey opened on Friday.</figcaption></figure>\n"
            '<figure><img src="b.jpg" «alt=""»><figcaption>Engineers test the ropes.</figcaption></figure>',
        ),
    )

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:
        """Claim captioned or credited photos that are marked as decorative and have no name by other means."""
        enough = options["enough_caption_words"]
        for photo in page.photos:
            if not photo.decorative or photo.name:
                continue
            severity = supported(self.severity, _texted(photo))
            if severity is not None and not _described_by_caption(photo, enough):
                yield self._claim(page, photo, severity)

    def _claim(self, page: Page, photo: Picture, severity: Severity) -> Finding:
        text = photo.caption or photo.credit
        empty = photo.alt is not None and not photo.alt.strip()
        return self.finding(
            page,
            ("captioned" if photo.caption else "credited") if empty else "declared",
            picture=photo,
            attribute="alt" if empty else None,
            severity=severity,
            evidence=[Evidence("caption" if text is photo.caption else "credit", _text_of(photo))],
        )


def _texted(photo: Picture) -> Grade:
    if photo.caption and photo.caption.text:
        return photo.caption.grade
    return photo.credit.credit.grade if photo.credit else Grade.POSSIBLE


def _text_of(photo: Picture) -> str:
    if photo.caption:
        return photo.caption.text
    return photo.credit.credit.text if photo.credit else ""


def _described_by_caption(photo: Picture, enough: int) -> bool:
    return bool(enough and photo.caption and len(photo.caption.text.split()) >= enough)
