"""Photos in a frame, which nobody has judged."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.rendered import Framed
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Needs, Options, Review, Rule, house
from cutline.rules.facts.shown import element, rendering

_OPEN = '<!doctype html><html lang="en"><title>Fair day</title><main><h1>Fair day in Rudno</h1>'
_PHOTO = "<img width='{}' height='{}' src='data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E'>"
_LARGE = _PHOTO.format(600, 400)


_SEVERAL = 2
"""Pictures from which a frame of another site may be a gallery; an advertisement shows one."""


class PicturesInFrame(Rule):
    id = "pictures-in-frame"
    title = "Pictures in a frame were not judged"
    why = (
        "A frame is a page of its own inside the page. cutline judges the page around it and not what stands in the "
        "frame, so a gallery there may be in order or not: audit it by the frame's own address."
    )
    references = (house("audit every page of a gallery"),)
    severity = Severity.ADVICE
    needs = Needs.RENDERED
    messages = {"unjudged": "Pictures in frames of this page that nobody has judged: {pictures}."}
    nothing = "no frame that could hold a gallery"
    examples = (
        Good(
            "a frame without a picture",
            f'{_OPEN}<iframe title="Map" srcdoc="A map of the fair"></iframe></main></html>',
        ),
        Good(
            "near miss: a sign that is no photo",
            f'{_OPEN}<iframe title="Map" srcdoc="{_PHOTO.format(20, 20)}"></iframe></main></html>',
        ),
        Bad(
            "a gallery in a frame",
            f'{_OPEN}«<iframe title="Photos" width="700" height="900" srcdoc="{_LARGE}{_LARGE}">»</iframe></main>'
            "</html>",
        ),
        Bad(
            "two frames: the one with more pictures is named",
            f'{_OPEN}<iframe title="Cover" width="700" height="900" srcdoc="{_LARGE}"></iframe>'
            f'«<iframe title="Photos" width="700" height="900" srcdoc="{_LARGE}{_LARGE}">»</iframe></main></html>',
        ),
    )

    def subjects(self, page: Page) -> Sequence[Framed]:
        """Ask about frames with pictures of at least 200 by 150 pixels; of another site's, about those with several."""
        return [one for one in rendering(page).framed if _is_own(page, one) or one.pictures >= _SEVERAL]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Speak once, at the frame with the most pictures, and leave frames of other sites to a person.

        What those hold may be a gallery, or advertisements side by side.
        """
        frames = sorted(self.subjects(page), key=lambda frame: -frame.pictures)
        own = [frame for frame in frames if _is_own(page, frame)]
        others = [frame for frame in frames if frame not in own]
        if own:
            yield self._said(page, own)
        if others:
            yield Review(self._said(page, others))

    def _said(self, page: Page, frames: Sequence[Framed]) -> Finding:
        return self.finding(
            page,
            "unjudged",
            element=element(page, frames[0].element),
            subject="pictures in frames",
            data={"pictures": str(sum(frame.pictures for frame in frames))},
            evidence=[Evidence(f"pictures in {frame.address}", str(frame.pictures)) for frame in frames],
        )


def _is_own(page: Page, frame: Framed) -> bool:
    """Tell whether a frame comes from the page's own host, or was written by the page itself."""
    return frame.address.startswith("about:") or _host(frame.address) == _host(rendering(page).address)


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return address
