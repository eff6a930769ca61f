"""A gallery in which no photo was found."""

from collections.abc import Iterator, Sequence
from typing import Any

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, house


class GalleryNotRecognised(Rule):
    id = "gallery-not-recognised"
    title = "No photo was found in a gallery"
    why = (
        "Nothing could be audited, so nothing is proven to be right. The photos may be put in by a script "
        "after the page "
        "is loaded, or the page may mark them in a way that is not known yet."
    )
    references = (house("never green on nothing"),)
    messages = {
        "none": "No photo was found on this page, which calls itself a gallery: {advice}.",
        "unfilled": "No photo was found, but {frames} empty picture frames: {advice}.",
        "partly": "Besides its photos this page has {frames} empty picture frames: {advice}.",
    }
    nothing = "the page is no gallery and has no empty picture frames"
    examples = (
        Good(
            "a gallery with photos",
            '<html lang="en"><body class="gallery-page">'
            '<figure><img src="/p/a.jpg" alt="A grey horse drinks">'
            "<figcaption>Fair day in Rudno.</figcaption></figure></body></html>",
        ),
        Good(
            "near miss: an article without photos",
            '<html lang="en"><body><h1>Fair day in Rudno</h1><p>The valley comes to town.</p></body></html>',
        ),
        Bad(
            "a gallery without a photo",
            '<html lang="en">«<body class="photo-gallery">»<h1>Fair day in Rudno</h1><div id="slides">'
            "</div></body></html>",
        ),
        Bad(
            "frames that a script fills",
            '<html lang="en">«<body>»<h1>Fair day in Rudno</h1>'
            '<figure><div class="lazy"></div><figcaption>A grey horse is led to the trough.</figcaption></figure>'
            '<figure><div class="lazy"></div>'
            "<figcaption>A foal is sold to a farmer.</figcaption></figure></body></html>",
        ),
        Bad(
            "more frames than photos",
            '<html lang="en">«<body>»<h1>Fair day in Rudno</h1>'
            '<figure><img src="/p/a.jpg" alt="A grey horse drinks">'
            "<figcaption>A grey horse is led to the trough.</figcaption></figure>"
            '<figure><div class="lazy"></div><figcaption>A foal is sold to a farmer.</figcaption></figure>'
            '<figure><div class="lazy"></div>'
            "<figcaption>Goats wait behind a fence.</figcaption></figure></body></html>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Page]:
        """Judge pages that call themselves galleries or hold frames without a picture; a plain article is neither."""
        return [page] if page.gallery or page.unfilled_figures else []

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim an error when a gallery shows nothing, a warning or advice when a script may still fill frames."""
        photos, frames = len(page.photos), page.unfilled_figures
        if photos and frames <= photos:
            return
        message = "partly" if photos else "unfilled" if frames else "none"
        yield self.finding(
            page,
            message,
            element=_body(page),
            subject="photos",
            severity=_SEVERITY[message],
            data={"frames": frames, "advice": _ADVICE if page.rendered is None else _ADVICE_SHOWN},
            evidence=[Evidence("photos found", str(photos)), Evidence("empty picture frames", str(frames))],
        )


_ADVICE = "audit it in a browser"
_ADVICE_SHOWN = "it was shown in a browser, and none came; open it and look"
_SEVERITY = {"none": Severity.ERROR, "unfilled": Severity.WARNING, "partly": Severity.ADVICE}


def _body(page: Page) -> Any:
    return page.document.tree.select_one("body")
