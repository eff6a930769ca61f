"""The photos of a page beside what its data for search engines (JSON-LD ImageObject) says of them."""

from collections.abc import Iterator

from msgspec import Struct

from cutline.model.page import LinkedImage, Page, Picture
from cutline.page.addresses import identity


class Described(Struct, frozen=True):
    """A photo and the ImageObject with its address that says something of its rights."""

    photo: Picture
    image: LinkedImage


def described(page: Page) -> tuple[Described, ...]:
    """Give the photos of which an ImageObject names the maker, the owner or a licence; worked out once."""
    return page.once(_described)


def _described(page: Page) -> tuple[Described, ...]:
    return tuple(_found(page)) if page.linked_images else ()


def _found(page: Page) -> Iterator[Described]:
    known: dict[str, LinkedImage] = {}
    for image in page.linked_images:
        if image.url and _says_something(image):
            known.setdefault(identity(image.url), image)
    for photo in page.photos if known else ():
        said = known.get(identity(photo.src)) if photo.src else None
        if said is not None:
            yield Described(photo, said)


def _says_something(image: LinkedImage) -> bool:
    return bool(image.creator or image.credit or image.copyright_notice or image.license or image.acquire_license_page)
