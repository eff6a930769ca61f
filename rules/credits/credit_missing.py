"""A photo without a credit among photos that have one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Grade, Page, Picture
from cutline.model.severity import Severity
from cutline.page.addresses import file_words
from cutline.rules.base import Bad, Good, Option, Options, Review, Rule, house
from cutline.rules.facts.credits import signed
from cutline.rules.facts.example_house import ORLA_REQUIRED
from cutline.rules.facts.frames import KnownPhotos, frame_of
from cutline.rules.facts.page_credit import page_credit
from cutline.text.credit_shape import known_words
from cutline.text.lexicon import vocabulary
from cutline.text.patterns import pattern

_MAY_NAME_SOMEBODY = pattern(r"[(\[（【][^(\[（【]*$|[)\]）】]\W*$|\S@\S|©|:\s*[^\W\d_][\w .'’-]+(?:, \S+)?\W*$")
"""The end of a caption that may be a credit which could not be read: a bracket, an address, "Somewhere: A Name"."""
_END = 90
_WORD = pattern(r"[^\W_]+")
_LONGEST_LABEL = 4
_PHOTOS = (
    '<figure><img src="a.jpg" alt="Drummers in the rain"><figcaption>Drummers open the feast of Orla. '
    "[Hanne Vik/Reuters]</figcaption></figure>\n"
    '<figure><img src="b.jpg" alt="A boy in a mask"><figcaption>A boy waits for the parade. [Reuters]'
    "</figcaption></figure>\n"
    '<figure><img src="c.jpg" alt="Lanterns"><figcaption>Lanterns hang over the bridge. [Jon Marrow/AP]'
    "</figcaption></figure>\n"
)


class CreditMissing(Rule):
    id = "credit-missing"
    title = "A photo has no credit"
    why = (
        "The photographer and the agency have a right to be named, and most licences demand it. The other photos name "
        "theirs; this one's credit was forgotten, or lost on the way to the page."
    )
    references = (house("credits"),)
    severity = Severity.WARNING
    messages = {
        "missing": "This photo has no credit, though {credited} of the {photos} photos like it on the page have one.",
        "required": "This photo has no credit, and the house asks for one on every photo.",
    }
    options = (
        Option("least_credits", 3, "Photos with a credit from which the others are expected to have one."),
        Option("least_share", 75, "Percentage of like photos that must have a credit before one is missed."),
        Option(
            "graphics",
            ("map", "maps", "chart", "graph", "graphic", "infographic", "diagram", "karte", "grafik", "mapa", "carte"),
            "Words in a file's name that tell a map or a chart, which the house draws itself, from a photo.",
        ),
    )
    nothing = "no photo with a credit on the page"
    examples = (
        Good("every photo has a credit", _PHOTOS),
        Good(
            "near miss: one line above the photos covers all of them",
            "<p>All photographs by Hanne Vik</p>\n"
            + _PHOTOS
            + '<figure><img src="d.jpg" alt="Empty street"><figcaption>The street is swept at dawn.</figcaption>'
            "</figure>",
        ),
        Good(
            "near miss: a lead photo that is built in another way",
            '<div class="lead"><img src="d.jpg" alt="Empty street" width="1200" height="800"></div>\n' + _PHOTOS,
        ),
        Good(
            "near miss: most photos have none",
            '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. [Hanne Vik/Reuters]'
            "</figcaption></figure>\n"
            '<figure><img src="b.jpg" alt="A boy"><figcaption>A boy waits for the parade.</figcaption></figure>\n'
            '<figure><img src="c.jpg" alt="Lanterns"><figcaption>Lanterns hang over the bridge.</figcaption></figure>',
        ),
        Good(
            "near miss: a map among the photos",
            _PHOTOS + '<figure><img src="/2021/route-map-v2.png" alt="The route of the parade"><figcaption>The parade '
            "begins at the bridge.</figcaption></figure>",
        ),
        Bad(
            "a map, in a house that credits its maps",
            _PHOTOS
            + '<figure>«<img src="/2021/route-map-v2.png" alt="The route of the parade">»<figcaption>The parade '
            "begins at the bridge.</figcaption></figure>",
            {"graphics": []},
        ),
        Bad(
            "one of four",
            _PHOTOS
            + '<figure>«<img src="d.jpg" alt="Empty street">»<figcaption>The street is swept at dawn.</figcaption>'
            "</figure>",
        ),
        Bad(
            "the credit stands in the alt text only",
            _PHOTOS + '<figure>«<img src="d.jpg" alt="An empty street. REUTERS/Hanne Vik">»'
            "<figcaption>The street is swept at dawn.</figcaption></figure>",
        ),
        Bad(
            "every photo, in a house that asks for a credit on all",
            '<figure>«<img src="a.jpg" alt="Drummers">»<figcaption>Drummers open the feast.</figcaption></figure>',
            house=ORLA_REQUIRED,
        ),
        Bad(
            "two of three, in a house that expects credits as soon as one photo has one",
            '<figure><img src="a.jpg" alt="Drummers"><figcaption>Drummers open the feast. [Hanne Vik/Reuters]'
            "</figcaption></figure>\n"
            '<figure>«<img src="b.jpg" alt="A boy">»<figcaption>A boy waits for the parade.</figcaption></figure>\n'
            '<figure>«<img src="c.jpg" alt="Lanterns">»<figcaption>Lanterns hang.</figcaption></figure>',
            {"least_credits": 1, "least_share": 0},
        ),
    )

    def subjects(self, page: Page) -> Sequence[Picture]:
        """Judge the photos of a page on which credits are the custom, or of a house that demands them."""
        return page.photos if signed(page) or _is_required(page) else ()

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:
        """Claim photos without a credit where nearly all like them have one; copies of a credited photo pass."""
        lacking = [photo for photo in page.photos if not _may_have_one(photo)]
        credited = KnownPhotos(one.photo for one in signed(page))
        drawn = frozenset(options["graphics"])
        lacking = [
            photo for photo in lacking if not credited.holds(photo) and drawn.isdisjoint(file_words(photo.src or ""))
        ]
        claims = self._required(page, lacking) if _is_required(page) else self._compared(page, lacking, options)
        for claim in claims:
            # Looked for only now: finding the line means to search the whole page.
            if page_credit(page) is not None:
                return
            yield claim

    def _required(self, page: Page, lacking: Sequence[Picture]) -> Iterator[Finding]:
        for photo in lacking:
            yield self.finding(page, "required", picture=photo)

    def _compared(self, page: Page, lacking: Sequence[Picture], options: Options) -> Iterator[Finding]:
        if not lacking or len(signed(page)) < options["least_credits"]:
            return
        built = Counter(map(frame_of, page.photos))
        credited = Counter(frame_of(one.photo) for one in signed(page))
        for photo in lacking:
            like, total = credited[frame_of(photo)], built[frame_of(photo)]
            if like and like >= options["least_credits"] and 100 * like >= options["least_share"] * total:
                yield self.finding(
                    page,
                    "missing",
                    picture=photo,
                    data={"credited": like, "photos": total},
                    evidence=[Evidence("photos with a credit", f"{like} of {total} photos that are built alike")],
                )


def _is_required(page: Page) -> bool:
    style: Any = page.house
    return style is not None and style.required


def _may_have_one(photo: Picture) -> bool:
    """Tell whether a photo has a credit, or words that may be one; nothing is claimed on a guess."""
    if photo.credit is not None:
        return True
    caption = photo.caption
    if caption is None:
        return False
    if caption.grade is Grade.POSSIBLE or _is_only_a_label(caption.text):
        return True
    return _MAY_NAME_SOMEBODY.search(caption.full[-_END:]) is not None


def _is_only_a_label(text: str) -> bool:
    """Tell "File photo" and "Foto ilustrativa": no caption, but the words that stand in a credit's place."""
    said = _WORD.findall(text.casefold())
    return len(said) <= _LONGEST_LABEL and (known_words(None) | vocabulary().asides.whole).issuperset(said)
