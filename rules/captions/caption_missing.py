"""A photo without a caption among photos that have one."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page, Picture
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Option, Options, Review, Rule, house
from cutline.rules.facts.frames import KnownPhotos, frame_of


class CaptionMissing(Rule):
    id = "caption-missing"
    title = "A photo of the gallery has no caption"
    why = (
        "The other photos say who, where and when; readers of this one are left to guess. Often a caption was lost on "
        "the way from the picture desk to the page."
    )
    references = (house("captions"),)
    severity = Severity.WARNING
    messages = {"missing": "This photo has no caption, though {captioned} of the {photos} photos on the page have one."}
    options = (
        Option("least_captions", 3, "Photos with a caption from which the others are expected to have one."),
        Option("least_share", 75, "Percentage of the photos that must have a caption before one is missed."),
    )
    nothing = "too few photos with a caption on the page"
    examples = (
        Good(
            "every photo has a caption",
            '<figure><img src="a.jpg" alt="A grey horse">'
            "<figcaption>A grey horse is led to the trough.</figcaption></figure>"
            '<figure><img src="b.jpg" alt="A foal"><figcaption>A foal is sold to a farmer.</figcaption></figure>'
            '<figure><img src="c.jpg" alt="Goats"><figcaption>Goats wait behind a fence.</figcaption></figure>',
        ),
        Good(
            "near miss: most photos of the page have none",
            '<figure><img src="a.jpg" alt="A grey horse">'
            "<figcaption>A grey horse is led to the trough.</figcaption></figure>"
            '<figure><img src="b.jpg" alt="A foal" width="900" height="600"></figure>'
            '<figure><img src="c.jpg" alt="Goats" width="900" height="600"></figure>',
        ),
        Good(
            "near miss: the lead photo stands in the gallery again, with its caption",
            '<figure><img src="/p/horse-grey-1200.jpg" alt="A grey horse" width="1200" height="800"></figure>'
            '<figure><img src="/p/horse-grey-600.jpg" alt="A grey horse">'
            "<figcaption>A grey horse is led to the trough.</figcaption></figure>"
            '<figure><img src="/p/foal-brown-600.jpg" alt="A foal">'
            "<figcaption>A foal is sold to a farmer.</figcaption></figure>"
            '<figure><img src="/p/goats-fence-600.jpg" alt="Goats">'
            "<figcaption>Goats wait behind a fence.</figcaption></figure>",
        ),
        Bad(
            "one of four",
            '<figure><img src="a.jpg" alt="A grey horse">'
            "<figcaption>A grey horse is led to the trough.</figcaption></figure>\n"
            '<figure>«<img src="b.jpg" alt="A foal" width="900" height="600">»</figure>\n'
            '<figure><img src="c.jpg" alt="Goats"><figcaption>Goats wait behind a fence.</figcaption></figure>\n'
            '<figure><img src="d.jpg" alt="A drummer"><figcaption>A drummer opens the fair.</figcaption></figure>',
        ),
        Bad(
            "two of three, where the house expects a caption everywhere",
            '<figure><img src="a.jpg" alt="A grey horse">'
            "<figcaption>A grey horse is led to the trough.</figcaption></figure>\n"
            '<figure>«<img src="b.jpg" alt="A foal" width="900" height="600">»</figure>\n'
            '<figure>«<img src="c.jpg" alt="Goats" width="900" height="600">»</figure>',
            {"least_captions": 1, "least_share": 0},
        ),
    )

    def subjects(self, page: Page) -> Sequence[Picture]:
        """Judge the photos of a page on which captions are the custom."""
        return page.photos if any(_is_captioned(photo) for photo in page.photos) else ()

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:
        """Claim figures without a caption where nearly all siblings have one; copies of a captioned photo pass."""
        captioned = [photo for photo in page.photos if _is_captioned(photo)]
        total = len(page.photos)
        if len(captioned) < options["least_captions"] or 100 * len(captioned) < options["least_share"] * total:
            return
        frames, known = {frame_of(photo) for photo in captioned}, KnownPhotos(captioned)
        for photo in page.photos:
            if _is_captioned(photo) or frame_of(photo) not in frames or known.holds(photo):
                continue
            yield self.finding(
                page,
                "missing",
                picture=photo,
                data={"captioned": len(captioned), "photos": total},
                evidence=[Evidence("photos with a caption", f"{len(captioned)} of {total}")],
            )


def _is_captioned(photo: Picture) -> bool:
    return photo.caption is not None and bool(photo.caption.text)
