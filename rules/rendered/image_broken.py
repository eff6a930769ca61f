"""A photo that does not load."""

from collections.abc import Iterator, Sequence
from urllib.parse import urldefrag

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page, Picture
from cutline.model.rendered import Load, ShownImage
from cutline.rules.base import Bad, Good, Needs, Options, Review, Rule, house
from cutline.rules.facts.shown import number, rendering

_NO_PICTURE = "data:image/jpeg;base64,bm90IGEgcGljdHVyZQ=="
_NO_PICTURE_EITHER = "data:image/webp;base64,bm9uZSBlaXRoZXI="
_DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)


class ImageBroken(Rule):
    id = "image-broken"
    title = "A photo does not load"
    why = (
        "Where the photo should be, readers see its alt text or an empty box. The file is missing on the server, or it "
        "is no picture that a browser knows."
    )
    references = (house("every photo is shown"),)
    needs = Needs.RENDERED
    messages = {"broken": "This photo does not load; readers see its alt text in its place, or nothing."}
    nothing = "no photo whose file could be asked for"
    examples = (
        Good(
            "a photo that loads",
            f'<!doctype html><title>Fair day</title><main><figure><img src="{_DOT}" width="600" height="400" '
            'alt="A boy leads a grey horse."><figcaption>A boy leads a grey horse to the square.</figcaption></figure>'
            "</main>",
        ),
        Good(
            "near miss: a file that was not saved with the page, so nothing is known",
            '<!doctype html><title>Fair day</title><main><figure><img src="fair-1.jpg" width="600" height="400" '
            'alt="A boy leads a grey horse."><figcaption>A boy leads a grey horse to the square.</figcaption></figure>'
            "</main>",
        ),
        Good(
            "near miss: a script has yet to put the photo in its place",
            f'<!doctype html><title>Fair day</title><main><figure><img src="{_NO_PICTURE}" data-src="fair-1.jpg" '
            'width="600" height="400" alt="A boy leads a grey horse."><figcaption>A boy leads a grey horse to the '
            "square.</figcaption></figure></main>",
        ),
        Bad(
            "what came is no picture",
            f'<!doctype html><title>Fair day</title><main><figure>«<img src="{_NO_PICTURE}" width="600" height="400" '
            'alt="A boy leads a grey horse.">»<figcaption>A boy leads a grey horse to the square.</figcaption></figure>'
            "</main>",
        ),
        Bad(
            "two of three photos",
            f'<!doctype html><title>Fair day</title><main><figure>«<img src="{_NO_PICTURE}" width="600" height="400" '
            'alt="A boy leads a grey horse.">»<figcaption>A boy leads a grey horse to the square.</figcaption></figure>'
            f'<figure><img src="{_DOT}" width="600" height="400" alt="The square at noon."><figcaption>The square at '
            f'noon, seen from the tower.</figcaption></figure><figure>«<img src="{_NO_PICTURE_EITHER}" width="600" '
            'height="400" alt="Two women sell bread.">»<figcaption>Two women sell bread beside the well.</figcaption>'
            "</figure></main>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[tuple[Picture, ShownImage]]:
        """Judge the photos whose file came, whatever it was; what could not be asked for is nobody's fault."""
        measured = {image.element: image for image in rendering(page).images}
        found = ((photo, measured.get(number(page, photo.element) or -1)) for photo in page.photos)
        return [
            (photo, image)
            for photo, image in found
            if image
            and (image.load is Load.SHOWN or (image.load is Load.BROKEN and not _is_stand_in(page, photo, image)))
        ]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim photos that the browser could not decode."""
        for photo, image in self.subjects(page):
            if image.load is Load.BROKEN:
                evidence = [Evidence("asked for", image.address[:200])]
                yield self.finding(page, "broken", picture=photo, evidence=evidence)


def _is_stand_in(page: Page, photo: Picture, image: ShownImage) -> bool:
    """Tell whether the browser was still showing what keeps a photo's place until a script puts the photo there.

    That is a picture written into the page, or no address at all, which browsers take for the page's own; the photo's
    own address then stands elsewhere in the tag.
    """
    own = (photo.src or "").strip()
    if image.address.startswith("data:"):
        return own != image.address and own[:_HEAD] != image.address[:_HEAD]
    return urldefrag(image.address).url == urldefrag(rendering(page).address).url


_HEAD = 200
"""Code points by which two pictures that are written into the page are told apart; captures keep the beginning."""
