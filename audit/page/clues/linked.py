"""Captions that only the page's JSON-LD knows."""

from collections.abc import Iterable

from cutline.model.page import Grade, LinkedImage
from cutline.page.addresses import identity
from cutline.page.clues.sighting import Place, Sighting
from cutline.page.reading import Reading
from cutline.page.survey import Unit
from cutline.text.folding import fold


def linked(by_identity: dict[str, LinkedImage], unit: Unit) -> Sighting | None:
    """Give the caption of the ImageObject with the picture's address; none that a system copied from the alt."""
    if not by_identity or unit.src is None:
        return None
    image = by_identity.get(identity(unit.src))
    if image is None or not image.caption or fold(image.caption) == fold(unit.element.attr("alt") or ""):
        return None
    return Sighting(
        "json-ld",
        "the page's data for search engines",
        unit.element,
        Reading((fold(image.caption),), image.caption),
        Place.NO_TEXT,
        Grade.LIKELY,
    )


def by_identity(images: Iterable[LinkedImage]) -> dict[str, LinkedImage]:
    """Index ImageObjects by the photo they show; those with a caption first."""
    found: dict[str, LinkedImage] = {}
    for image in images:
        if image.url:
            key = identity(image.url)
            if key not in found or (image.caption and not found[key].caption):
                found[key] = image
    return found
