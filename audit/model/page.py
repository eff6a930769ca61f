"""What a gallery page says: pictures with their texts, and the ways a keyboard reader gets to them.

These values are what rules judge. `element` and `document` are handles into the parsed page; only the page floor and
the rules look behind them.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from msgspec import Struct, field

from cutline.model.finding import Location
from cutline.model.rendered import Rendered

Fact = TypeVar("Fact")


class Grade(StrEnum):
    """How sure a reading is. An error may rest on `certain` alone, a warning on `likely`, nothing on `possible`."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Credit(Struct, frozen=True):
    """Who made and who supplied a photograph, as read from `text`.

    `text` is the exact substring that a reader would delete to lose the credit, label and closing bracket included;
    `start` is its offset in code points in the text that was read. `people` are persons (a user name is one), `bodies`
    are agencies, houses and other organisations in order, as written; `roles` are words such as file, pool, handout,
    courtesy, private, via, for. `form` names the shape ("bracket", "label", "copyright", "slash", "bare", "field").
    """

    text: str
    start: int
    people: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    form: str = "bare"
    grade: Grade = Grade.CERTAIN


class Caption(Struct, frozen=True):
    """The text under a photograph, without its credit; white space folded.

    `full` is the text with the credit still in it, `raw` the same text before folding (a cut often leaves white space
    behind). `clue` names the evidence that paired it.
    """

    text: str
    full: str = ""
    raw: str = ""
    grade: Grade = Grade.CERTAIN
    clue: str = ""
    element: Any = None


class CreditLine(Struct, frozen=True):
    """A picture's credit, the evidence that paired it, and the element that holds it."""

    credit: Credit
    clue: str = ""
    element: Any = None


class Picture(Struct, frozen=True, gc=False):
    """One picture in reading order.

    `src` is the real address behind lazy loading, None when the page gives none. `alt` is the attribute as decoded,
    None when absent. `name` and `role` are what a screen reader gets (accname 1.2, HTML-AAM 1.0); `exposed` is False
    when the picture is hidden from it. `content` tells a photo from furniture, and `why_not` names the furniture.
    `reasons` explains the pairing in sentences.
    """

    index: int
    kind: str
    content: bool
    src: str | None
    alt: str | None
    name: str
    role: str
    exposed: bool
    decorative: bool
    caption: Caption | None = None
    credit: CreditLine | None = None
    grade: Grade = Grade.CERTAIN
    why_not: str = ""
    reasons: tuple[str, ...] = ()
    lang: str | None = None
    element: Any = None


class SkipLink(Struct, frozen=True):
    """A link that lets a keyboard reader jump over what stands before the content."""

    text: str
    href: str
    target_exists: bool
    first_focusable: bool
    position: int
    element: Any = None
    target: Any = None


class Landmark(Struct, frozen=True, gc=False):
    """A region that a screen reader lists: main, navigation, banner and so on."""

    role: str
    name: str
    element: Any = None


class Heading(Struct, frozen=True, gc=False):
    """A heading with its level from 1 to 6 (or what aria-level says)."""

    level: int
    text: str
    element: Any = None


class LinkedImage(Struct, frozen=True):
    """An ImageObject from the page's JSON-LD."""

    url: str | None
    caption: str | None = None
    credit: str | None = None
    creator: str | None = None
    copyright_notice: str | None = None
    license: str | None = None
    acquire_license_page: str | None = None
    description: str | None = None


class Source(Protocol):
    """What rules may ask of the parsed page."""

    @property
    def tree(self) -> Any:
        """The turbohtml document."""

    @property
    def text(self) -> str:
        """The decoded source, with newlines as the parser counts them."""

    @property
    def elements(self) -> list[Any]:
        """All elements in reading order."""

    @property
    def order(self) -> Callable[[Any], int]:
        """What gives an element a number that grows in reading order."""

    @property
    def roled(self) -> list[Any]:
        """The elements with a role attribute."""

    @property
    def tabbed(self) -> list[Any]:
        """The elements with a tabindex attribute."""

    @property
    def metas(self) -> dict[str, Any]:
        """The first `meta` element of every name or property."""

    def meta(self, name: str) -> str | None:
        """Give the content of a `meta` element by its name or property."""

    @property
    def soup(self) -> Any:
        """The same tree as a BeautifulSoup object with exact positions."""

    def locate(self, element: Any) -> Location:
        """Give the place of the element's start tag."""

    def locate_attribute(self, element: Any, name: str) -> Location:
        """Give the place of an attribute, name and value; the start tag's when the attribute is absent."""

    def snippet(self, element: Any) -> str:
        """Give the element's start tag as written, shortened at a character boundary when it is long."""

    def as_written(self, element: Any) -> tuple[Any, Any] | None:
        """Give the document that an element's tag is written in, and the element there; None for a script's."""


class Orphan(Struct, frozen=True):
    """A text that calls itself a caption and belongs to no photo, and why."""

    text: str
    reason: str
    element: Any = None


class Page(Struct, frozen=True, kw_only=True):
    """A page as an editor would describe it.

    `house` is the style its credits are judged by (`cutline.text.house_style.HouseStyle`), None without a house style.
    `names` reads accessible names (`cutline.page.names.Names`) and remembers what recognition has asked it.
    """

    source: str
    document: Source
    names: Any
    title: str | None = None
    lang: str | None = None
    pictures: tuple[Picture, ...] = ()
    skip_links: tuple[SkipLink, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    headings: tuple[Heading, ...] = ()
    linked_images: tuple[LinkedImage, ...] = ()
    gallery: bool = False
    unfilled_figures: int = 0
    orphans: tuple[Orphan, ...] = ()
    house: Any = None
    rendered: Rendered | None = None
    facts: dict[Any, Any] = field(default_factory=dict)

    @property
    def soup(self) -> Any:
        """The page as a BeautifulSoup object, for a newsroom's own rules; built on first use."""
        return self.document.soup

    def once(self, measure: "Callable[[Page], Fact]") -> Fact:
        """Give `measure(page)`, worked out the first time a rule asks."""
        if measure not in self.facts:
            self.facts[measure] = measure(self)
        fact: Fact = self.facts[measure]
        return fact

    @property
    def photos(self) -> tuple[Picture, ...]:
        """The content pictures in reading order."""
        return self.once(_photos)


def _photos(page: Page) -> tuple[Picture, ...]:
    return tuple(picture for picture in page.pictures if picture.content)
