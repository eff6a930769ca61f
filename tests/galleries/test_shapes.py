"""Every way in which newsrooms mark up forty photos is read photo by photo, and nothing else on the page is one."""

import json
import tomllib
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
import pytest

from cutline.model.page import Page
from cutline.page.document import Document
from cutline.page.recognise import recognise

SHAPES = Path(__file__).parent / "shapes"
PHOTOS = 40


class Photo(NamedTuple):
    """What the newsroom knows of one photo; `alt` is the attribute as markup, empty when it is left out."""

    src: str
    alt: str
    caption: str
    person: str
    agency: str


class Shape(NamedTuple):
    """A template in `shapes/`, the language of its words, and the credit that a reader sees under each photo."""

    name: str
    lang: str
    credit: Callable[[Photo], str]


def bracket(photo: Photo) -> str:
    return f"[{photo.person}/{photo.agency}]"


def round_bracket(photo: Photo) -> str:
    return f"({photo.person}/{photo.agency})"


def slash(photo: Photo) -> str:
    return f"{photo.person}/{photo.agency}"


def wide_slash(photo: Photo) -> str:
    return f"{photo.person} / {photo.agency}"


def comma(photo: Photo) -> str:
    return f"{photo.person}, {photo.agency}"


def agency(photo: Photo) -> str:
    return photo.agency


def distributed(photo: Photo) -> str:
    return f"Photo by {photo.person} / {photo.agency} via Getty Images"


ALL = (
    Shape("bracket-in-figcaption", "en", bracket),
    Shape("figcaption-after-figure", "en", wide_slash),
    Shape("figcaption-after-figure-in-one-row", "en", round_bracket),
    Shape("caption-in-the-next-block", "en", round_bracket),
    Shape("credit-before-figcaption", "en", lambda photo: f"Photo: {comma(photo)}"),
    Shape("credit-opens-figcaption", "en", comma),
    Shape("agency-on-the-first-line", "en", agency),
    Shape("credit-and-distributor", "en", distributed),
    Shape("credit-beside-distributor", "en", distributed),
    Shape("lazy-with-noscript", "de", lambda photo: f"Foto: {slash(photo)}"),
    Shape("placeholder-file-with-srcset", "en", lambda photo: f"© {slash(photo)}"),
    Shape("noscript-alone", "de", lambda photo: f"({photo.agency}/{photo.person})"),
    Shape("stand-in-before-the-photo", "en", agency),
    Shape("counters-and-controls", "en", slash),
    Shape("counters-and-controls", "de", slash),
    Shape("counter-in-words", "en", lambda photo: f"({photo.agency} Photo/{photo.person})"),
    Shape("slide-with-info", "de", lambda photo: f"Foto: {wide_slash(photo)}"),
    Shape("glued-spans", "en", lambda photo: f"Credit: {slash(photo)}"),
    Shape("credit-behind-a-hidden-label", "en", slash),
    Shape("cite-in-figcaption", "en", comma),
    Shape("equals-sign", "ja", lambda photo: f"＝{photo.agency}"),
    Shape("agency-after-full-stop", "ko", agency),
    Shape("reporter-after-full-stop", "ko", lambda photo: f"{photo.person} 기자"),
    Shape("art-direction", "de", lambda photo: f"Foto: {slash(photo)}"),
    Shape("amp", "en", slash),
    Shape("paragraphs-with-label", "ru", lambda photo: f"Фото: {comma(photo)}"),
    Shape("tables", "de", lambda photo: f"Foto: {photo.person} ({photo.agency})"),
    Shape("set-small-behind-the-photo", "en", round_bracket),
    Shape("definition-lists", "de", lambda photo: f"Foto: {slash(photo)}"),
    Shape("microdata", "en", slash),
    Shape("caption-in-an-attribute", "en", round_bracket),
    Shape("caption-in-linked-data", "en", round_bracket),
    Shape("overlay-and-strip", "en", bracket),
    Shape("overlay-that-repeats-captions", "en", bracket),
    Shape("right-to-left", "ar", lambda photo: f"({photo.agency})"),
    Shape("gallery-of-nested-figures", "en", round_bracket),
    Shape("credit-in-its-own-paragraph", "en", slash),
    Shape("credit-behind-figcaption", "en", slash),
    Shape("two-columns", "en", slash),
    Shape("headline-on-every-slide", "en", slash),
    Shape("carousel-with-markup-in-attributes", "de", lambda photo: f"Foto: {slash(photo)}"),
    Shape("caption-above-the-photo", "en", round_bracket),
    Shape("caption-over-the-photo-in-a-link", "en", slash),
    Shape("hashed-classes", "de", lambda photo: f"Foto: {slash(photo)}"),
    Shape("utility-classes", "en", slash),
    Shape("bar-at-the-end", "de", lambda photo: f"Foto: {slash(photo)}"),
    Shape("page-for-each-photo", "en", slash),
    Shape("centred", "en", round_bracket),
    Shape("article-for-each-photo", "en", slash),
    Shape("carousel", "en", slash),
    Shape("caption-in-two-lengths", "en", slash),
    Shape("bracket-in-class-caption", "ja", lambda photo: f"（{photo.agency}）"),
    Shape("copyright-at-the-end", "de", lambda photo: f"© {slash(photo)}"),
)
NAMES = [f"{shape.name}-{shape.lang}" for shape in ALL]


@cache
def words(lang: str) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((SHAPES / "words.toml").read_text("utf-8"))[lang]
    return found


@cache
def photos(lang: str) -> tuple[Photo, ...]:
    """Make forty photos. Openings and scenes repeat after 8 and 10, so no two captions are equal."""
    said = words(lang)

    def one_of(name: str, number: int) -> str:
        return str(said[name][number % len(said[name])])

    made = []
    for number in range(PHOTOS):
        scene = f"{one_of('openings', number)} {one_of('scenes', number)}"
        alt = {3: "", 7: 'alt=""'}.get(number % 10, f'alt="{escape(one_of("scenes", number))} ({number + 1})"')
        made.append(
            Photo(
                f"https://cdn.ledger.example/photos/2031/{said['slug']}-{number + 1:02}.jpg",
                alt,
                f"{scene}{one_of('ends', number)}",
                one_of("people", number),
                one_of("agencies", number),
            )
        )
    return tuple(made)


def linked_data(lang: str) -> str:
    """Give the captions as search engines get them."""
    graph = [
        {"@type": "ImageObject", "url": photo.src, "caption": f"{photo.caption} {round_bracket(photo)}"}
        for photo in photos(lang)
    ]
    return json.dumps({"@context": "https://schema.org", "@graph": graph})


def markup(shape: Shape) -> str:
    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(SHAPES), autoescape=True, undefined=jinja2.StrictUndefined
    )
    template = pages.get_template(f"{shape.name}.html")
    return template.render(
        lang=shape.lang, words=words(shape.lang), photos=photos(shape.lang), linked_data=linked_data(shape.lang)
    )


@cache
def page(shape: Shape) -> Page:
    return recognise(Document.parse(markup(shape)), source="saved.html")


def address(src: str | None) -> str:
    """Give a photo's address without the part that tells a size, which differs between a page's copies."""
    bare = (src or "").partition("?")[0]
    return bare.replace("-900x600", "").replace("-1024x683", "")


@pytest.mark.parametrize("shape", ALL, ids=NAMES)
def test_every_photo_is_found_in_reading_order_and_nothing_else_is_one(shape: Shape) -> None:
    assert [address(photo.src) for photo in page(shape).photos] == [photo.src for photo in photos(shape.lang)]


@pytest.mark.parametrize("shape", ALL, ids=NAMES)
def test_every_alt_is_given_as_written(shape: Shape) -> None:
    written = [Document.parse(f"<img {photo.alt}>").tree.find("img") for photo in photos(shape.lang)]
    assert [photo.alt for photo in page(shape).photos] == [img.attr("alt") for img in written if img is not None]


@pytest.mark.parametrize("shape", ALL, ids=NAMES)
def test_every_caption_is_read_without_its_credit(shape: Shape) -> None:
    found = [photo.caption.text if photo.caption else None for photo in page(shape).photos]
    assert found == [photo.caption for photo in photos(shape.lang)]


@pytest.mark.parametrize("shape", ALL, ids=NAMES)
def test_every_credit_is_read_whole(shape: Shape) -> None:
    found = [photo.credit.credit.text if photo.credit else None for photo in page(shape).photos]
    assert found == [shape.credit(photo) for photo in photos(shape.lang)]


@pytest.mark.parametrize("shape", ALL, ids=NAMES)
def test_no_caption_is_left_over(shape: Shape) -> None:
    """The cards' headlines stand in a figcaption and are not captions; the overlay's copies are."""
    left = {orphan.text for orphan in page(shape).orphans}
    assert left <= set(words(shape.lang)["cards"])
    assert page(shape).unfilled_figures == 0
    assert page(shape).gallery


def test_no_two_photos_have_the_same_caption() -> None:
    for lang in {shape.lang for shape in ALL}:
        assert len({photo.caption for photo in photos(lang)}) == PHOTOS


def test_every_template_is_a_shape_that_is_tested() -> None:
    assert {path.stem for path in SHAPES.glob("*.html")} - {"page"} == {shape.name for shape in ALL}
