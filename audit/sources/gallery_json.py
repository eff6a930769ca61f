"""A gallery as a CMS holds it, before there is a page: `{"photos": [{"src", "alt", "caption", "credit"}, …]}`.

Every field of a photo is a text, null or absent; an absent `alt` is an absent attribute. `lang` and `title` may stand
beside `photos`. Other fields are left alone, since an export says more than an audit needs.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct
from turbohtml import Element

from cutline.model.finding import Location
from cutline.model.kinds import kind_of
from cutline.model.page import Caption, CreditLine, Page, Picture
from cutline.page.document import Document
from cutline.page.names import Names
from cutline.sources.files import NotAudited, marked
from cutline.text.credit_reader import CreditReader
from cutline.text.folding import fold
from cutline.text.lexicon import House

_PLACE = "data-place"


class Photo(Struct, frozen=True):
    """One photo as it came."""

    src: str | None = None
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None


class Unplaced(Document):
    """A document whose markup was made from a gallery: nothing in it has a line, and nobody wrote its tags."""

    def locate(self, element: Element) -> Location:  # noqa: ARG002 - no element has a place
        """Give the unknown place."""
        return Location()

    def locate_attribute(self, element: Element, name: str) -> Location:  # noqa: ARG002 - nor has an attribute
        """Give the unknown place."""
        return Location()

    def snippet(self, element: Element) -> str:
        """Name the photo as the gallery does: `photos[3]`, counted from 0."""
        family = (element, *element.ancestors)
        return next((place for node in family if isinstance(node, Element) and (place := node.attr(_PLACE))), "")


def page_of(data: bytes, source: str, house: House | None = None) -> Page:
    """Build the page that a gallery stands for. Raises NotAudited, naming the field that is wrong.

    `house` holds the words with which credits are read.

    Nothing is left to clues: every photo of a gallery is one, and its texts are its own. A photo without a credit field
    may have its credit in the caption, as on a page.
    """
    gallery = _decoded(data)
    photos = tuple(_photos(gallery))
    lang, title = (_text(gallery, name, "") for name in ("lang", "title"))
    document = Unplaced.parse(_markup(photos, lang, title))
    names = Names(document)
    figures = document.tree.select("figure")
    return Page(
        source=source,
        document=document,
        names=names,
        title=title,
        lang=lang,
        pictures=tuple(
            _picture(photo, index, figure, names, lang, house)
            for index, (photo, figure) in enumerate(zip(photos, figures, strict=True))
        ),
        gallery=True,
    )


def _picture(photo: Photo, index: int, figure: Element, names: Names, lang: str | None, house: House | None) -> Picture:
    image = figure.select("img")[0]
    described = names.describe(image)
    caption, credit = _texts(photo, figure, lang, house)
    return Picture(
        index=index,
        kind="img",
        content=True,
        src=photo.src,
        alt=photo.alt,
        name=described.name,
        role=described.role,
        exposed=described.exposed,
        decorative=described.decorative,
        caption=caption,
        credit=credit,
        reasons=("the gallery says so",),
        lang=lang,
        element=image,
    )


def _texts(
    photo: Photo, figure: Element, lang: str | None, house: House | None
) -> tuple[Caption | None, CreditLine | None]:
    element = next(iter(figure.select("figcaption")), None)
    full, own = fold(photo.caption or ""), fold(photo.credit or "")
    reader = CreditReader(lang, house)
    rest, credit = (full, reader.field(own)) if own else reader.split(full)
    caption = Caption(fold(rest), full, photo.caption or "", clue="gallery", element=element) if full else None
    return caption, CreditLine(credit, "gallery", element) if credit else None


def _decoded(data: bytes) -> Mapping[str, Any]:
    mark, encoding = marked(data)
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        place = len(mark) + error.start
        raise NotAudited(f"it is not valid JSON in {encoding}: not {encoding} at byte {place}") from error
    try:
        gallery = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        from cutline.sources.json_faults import json_fault  # to complain with; most galleries are right

        raise NotAudited(f"it is not valid JSON in {encoding}: {json_fault(text.encode(), error)}") from error
    except RecursionError as error:
        raise NotAudited("it is nested too deeply") from error
    if not isinstance(gallery, dict):
        raise NotAudited(f'{{"photos": […]}} is expected, found {kind_of(gallery)}')
    return gallery


def _photos(gallery: Mapping[str, Any]) -> Iterator[Photo]:
    if "photos" not in gallery:
        raise NotAudited("photos: this field is missing")
    photos = gallery["photos"]
    if not isinstance(photos, list):
        raise NotAudited(f"photos: a list is expected, found {kind_of(photos)}")
    if not photos:
        raise NotAudited("photos: the list is empty, there is nothing to audit")
    for index, photo in enumerate(photos):
        if not isinstance(photo, dict):
            raise NotAudited(f"photos[{index}]: a table is expected, found {kind_of(photo)}")
        yield Photo(**{name: _text(photo, name, f"photos[{index}].") for name in Photo.__struct_fields__})


def _text(table: Mapping[str, Any], name: str, place: str) -> str | None:
    value = table.get(name)
    if value is None or isinstance(value, str):
        return value
    raise NotAudited(f"{place}{name}: a string is expected, found {kind_of(value)}")


def _markup(photos: tuple[Photo, ...], lang: str | None, title: str | None) -> str:
    figures = "".join(_figure(photo, index) for index, photo in enumerate(photos))
    head = "" if title is None else f"<title>{_escaped(title)}</title>"
    body = f"<body><main>{figures}</main></body>"
    return f"<!doctype html><html{_attribute('lang', lang)}><head>{head}</head>{body}</html>"


def _figure(photo: Photo, index: int) -> str:
    image = f"<img{_attribute('src', photo.src)}{_attribute('alt', photo.alt)}>"
    text = "\n".join(text for text in (photo.caption, photo.credit) if text)
    caption = f"<figcaption>{_escaped(text)}</figcaption>" if text else ""
    return f'<figure {_PLACE}="photos[{index}]">{image}{caption}</figure>'


def _attribute(name: str, value: str | None) -> str:
    return "" if value is None else f' {name}="{_escaped(value)}"'


def _escaped(text: str) -> str:
    from html import escape  # pages need no table of entities: the parser has its own

    return escape(text)
