"""A caption of which the screen shows a part."""

from collections.abc import Iterator, Sequence
from typing import Any

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page, Picture
from cutline.model.rendered import Clip, Piece
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Needs, Options, Review, Rule, Unsure, house
from cutline.rules.facts.shown import element, number, rendering

_LIMIT = 120
_HEAD = (
    "<!doctype html><title>Fair day</title><style>figure { width: 300px; margin: 0 } .two { overflow: hidden; "
    "display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2 } .low { overflow: hidden; max-height: "
    "36px; line-height: 18px } .one { overflow: hidden; white-space: nowrap; text-overflow: ellipsis }</style><main>"
)
_PHOTO = '<figure><img src="fair.jpg" width="300" height="200" alt="A boy leads a grey horse.">'
_OTHER = '<figure><img src="fair-2.jpg" width="300" height="200" alt="Two women sell bread.">'
_LONG = (
    "A boy leads a grey horse across the square, where the dealers have waited since before sunrise, and where on any "
    "other day of the year only pigeons walk."
)


class CaptionClipped(Rule):
    id = "caption-clipped"
    title = "A caption is cut off on the screen"
    why = (
        "The caption is on the page in full, and the layout shows only its beginning. Readers who see the screen miss "
        "the rest, often the very words that tell who and where."
    )
    references = (house("captions can be read"),)
    severity = Severity.WARNING
    needs = Needs.RENDERED
    messages = {
        "clipped": "The layout hides the end of this caption from “{hidden}” on.",
        "folded": "The layout hides the end of this caption from “{hidden}” on: does the button beside it show the "
        "rest?",
    }
    nothing = "no caption was shown"
    examples = (
        Good("a caption in full", f"{_HEAD}{_PHOTO}<figcaption>{_LONG}</figcaption></figure></main>"),
        Good(
            "near miss: room for two lines, and two lines of text",
            f'{_HEAD}{_PHOTO}<figcaption class="two">A boy leads a grey horse across the square.</figcaption></figure>'
            "</main>",
        ),
        Good(
            "near miss: a caption that scrolls",
            f'{_HEAD}{_PHOTO}<figcaption style="overflow: auto; height: 36px">{_LONG}</figcaption></figure></main>',
        ),
        Bad(
            "two lines and no more",
            f'{_HEAD}{_PHOTO}«<figcaption class="two">»{_LONG}</figcaption></figure></main>',
        ),
        Bad(
            "a box that is too low, and one that is too short",
            f'{_HEAD}{_PHOTO}«<figcaption class="low">»{_LONG}</figcaption></figure>'
            f'{_OTHER}«<figcaption class="one">»{_LONG}</figcaption></figure></main>',
        ),
        Unsure(
            "a button may show the rest",
            f'{_HEAD}{_PHOTO}«<figcaption class="two">»{_LONG}</figcaption><button>More</button></figure></main>',
        ),
    )

    def subjects(self, page: Page) -> Sequence[Picture]:
        """Judge the photos whose caption has an element in the page as shown."""
        return [photo for photo in page.photos if photo.caption and number(page, photo.caption.element) is not None]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim captions whose own box cuts off words; ask where a control stands beside it."""
        clips = [(element(page, clip.element), clip) for clip in rendering(page).clips]
        for photo in self.subjects(page):
            caption: Any = photo.caption
            found = ((_cut(page, place, clip, caption), clip.opener) for place, clip in clips)
            cut, opener = next(((cut, opener) for cut, opener in found if cut is not None), (None, None))
            if cut is None:
                continue
            visible, hidden = cut
            claim = self.finding(
                page,
                "clipped" if opener is None else "folded",
                picture=photo,
                element=caption.element,
                data={"hidden": hidden[:_LIMIT]},
                evidence=[Evidence("what is shown", visible), Evidence("what is hidden", hidden)],
            )
            yield claim if opener is None else Review(claim)


def _cut(page: Page, place: Any, clip: Clip, caption: Any) -> tuple[str, str] | None:
    """Give what a box shows and hides of a caption; None unless it does both, and what it hides is caption, not credit.

    The box is the caption's, or one in or right around it. A caption of which nothing is shown belongs to a photo that
    waits for its turn.
    """
    family = (caption.element, *list(caption.element.ancestors)[:2])
    if place is None or not (place in family or caption.element in place.ancestors):
        return None
    pieces = [piece for piece in _pieces(clip) if _is_of(element(page, piece.element), caption.element)]
    visible = " ".join(piece.visible for piece in pieces if piece.visible)
    hidden = " ".join(piece.hidden for piece in pieces if piece.hidden)
    if not visible or not hidden or hidden.split()[0] not in caption.text.split():
        return None
    return visible, hidden


def _pieces(clip: Clip) -> tuple[Piece, ...]:
    return clip.pieces or (Piece(clip.element, clip.visible, clip.hidden),)


def _is_of(block: Any, caption: Any) -> bool:
    """Tell whether a block is a caption, part of one, or the one that a caption within a line stands in."""
    return block is not None and (block is caption or caption in block.ancestors or block is caption.parent)
