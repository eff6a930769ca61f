"""A page as a browser showed it, with the places that its elements had in the source.

A source goes to the browser with the number of each element in an attribute, which is gone again before any script of
the page can see it. What comes back is the page after its scripts had run, each element with a new number and, where
the source had it, the old one: what a script made has no place, and everything else keeps the one it had.
"""

from typing import Any

from msgspec.structs import replace
from turbohtml import Element, SourceLocation

from cutline.model.finding import Location
from cutline.model.page import Page
from cutline.model.rendered import Rendered
from cutline.page.document import Document, in_template
from cutline.page.recognise import recognise
from cutline.text.patterns import pattern

ORIGIN = "data-cutline-at"
"""The attribute with an element's number in the source, on the way to the browser."""
NUMBER = "data-cutline"
"""The attribute of a captured element: its number, and behind a colon the one it had in the source."""

PATH = "data-cutline-path"
"""The attribute of a captured element that a shadow tree put elsewhere than it stands in its own: its selector, with
" >>> " where one enters the tree of an element."""

_OWN_WORDS = pattern(rf' {NUMBER}="[\d:]*"| {PATH}="[^"]*"|cutline-shadow-\d+-')
"""What a capture adds: its attributes, and the marks that keep the names of a shadow tree apart from the page's."""
_TAG_NAME = pattern(r"<[^\s/>]+")


def marked(document: Document) -> str:
    """Give the source with the number of each element in its start tag, except in templates, which scripts copy."""
    pieces: list[str] = []
    at, original = 0, document.original
    for number, element in enumerate(document.elements):
        place = element.source_location
        if place is None or place.start_tag is None or in_template(element):
            continue
        start = document.original_offset(place.start_tag.start_offset)
        name = _TAG_NAME.match(original, start)
        if name is None or name.end() < at:
            continue
        pieces += (original[at : name.end()], f' {ORIGIN}="{number}"')
        at = name.end()
    return "".join((*pieces, original[at:]))


class Shown(Document):
    """A captured page. Places and words of elements are those of the source; numbers are those of the capture."""

    def __init__(self, tree: Any, source: bytes | str) -> None:
        super().__init__(tree, source)
        self.before = self
        self.numbers: dict[Element, int] = {}
        self.by_number: dict[int, Element] = {}
        self._origins: dict[Element, Element] = {}
        self._paths: dict[Element, str] = {}

    @classmethod
    def of(cls, rendered: Rendered) -> "Shown":
        """Read a rendering: the page as captured, and the source behind it."""
        shown = cls.parse(rendered.html)
        assert isinstance(shown, Shown)  # noqa: S101 - `parse` builds the class it is called on
        shown.before = Document.parse(rendered.source)  # type: ignore[assignment]
        shown._take_numbers()
        return shown

    def locate(self, element: Element) -> Location:
        """Give the place in the source; no line and column for what a script made."""
        origin, shown = self._origin(element), self._in_source(element)
        selector = (self._paths.get(shown) or shown.css_path(),)
        return Location(selector=selector) if origin is None else replace(self.before.locate(origin), selector=selector)

    def locate_attribute(self, element: Element, name: str) -> Location:
        """Give the place of the attribute in the source, the start tag's when a script wrote it."""
        origin = self._origin(element)
        if origin is None or origin.attr(name) != element.attr(name):
            return self.locate(element)
        selector = (self._paths.get(element) or element.css_path(),)
        return replace(self.before.locate_attribute(origin, name), selector=selector)

    def snippet(self, element: Element) -> str:
        """Quote the start tag as the source has it; as the browser has it where a script made it."""
        origin = self._origin(element)
        if origin is not None:
            return self.before.snippet(origin)
        return _OWN_WORDS.sub("", super().snippet(element))

    def as_written(self, element: Element) -> tuple[Document, Element] | None:
        """Give the source and the element there; None for what a script made."""
        origin = self._origin(element)
        return None if origin is None else (self.before, origin)

    def _start_tag(self, element: Element, found: SourceLocation) -> str:  # noqa: ARG002 - taking its number changed it
        return self.text[found.start_tag.start_offset : found.start_tag.end_offset]

    def _origin(self, element: Element) -> Element | None:
        return self._origins.get(self._in_source(element))

    def _take_numbers(self) -> None:
        source = self.before.elements
        taken: set[int] = set()
        for element in self.elements:
            value = element.attr(NUMBER)
            if value is None:
                continue
            del element.attrs[NUMBER]
            path = element.attrs.pop(PATH, None)
            if path is not None:
                self._paths[element] = str(path)
            number, _, origin = value.partition(":")
            if not number.isdecimal():
                continue
            self.numbers[element] = int(number)
            self.by_number[int(number)] = element
            # A clone carries its model's number; only the first of them stands where the source says.
            if origin.isdecimal() and int(origin) < len(source) and int(origin) not in taken:
                taken.add(int(origin))
                self._origins[element] = source[int(origin)]


def page_of(rendered: Rendered, *, source: str) -> Page:
    """Recognise a captured page; `source` is what reports call it."""
    return replace(recognise(Shown.of(rendered), source=source), rendered=rendered)
