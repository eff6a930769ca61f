"""A page's source, its tree, and the places of things in it."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cached_property
from io import IncrementalNewlineDecoder
from typing import Any

import turbohtml
from turbohtml import DocumentFragment, Element, SourceLocation

from cutline.model.finding import Location

_LONGEST_LINE = 1 << 32

_VOID = frozenset({"img", "input", "area", "embed", "meta", "link"})
_SMALL = 4_000
"""Code points of an element that are cheaper to copy than the page is to decode."""

_NEAR = 8
"""Neighbours before a table among which what was put out of it is looked for."""

SNIPPET_LIMIT = 500
"""Code points of a start tag that a finding quotes; whole tags are shorter on all but a few pages."""


class Document:
    """A parsed page. Trees are those of a browser with scripting on (WHATWG HTML, section 13.2).

    Lines and columns given out are 1-based code points of the decoded source. Offsets inside turbohtml count after
    newline normalisation and without a byte-order mark; `text` is that same text, so its slices are right.
    """

    def __init__(self, tree: turbohtml.Document, source: bytes | str) -> None:
        self.tree = tree
        self._source = source
        self._hosts: dict[Element, Element] = {}
        self._spans: dict[Element, SourceLocation | None] = {}
        self._selectors: dict[Element, str] = {}

    @classmethod
    def parse(cls, html: bytes | str, charset: str | None = None) -> "Document":
        """Parse bytes or text. Never raises on content.

        The encoding of bytes is found as browsers find it: their mark, the `charset` that a server states when it is
        one that the Encoding Standard knows, meta, content.
        """
        if isinstance(html, str):
            html = _whole(html.removeprefix("\ufeff"))
            return cls(turbohtml.parse(html, source_locations=True, scripting=True), html)
        try:
            return cls(_parsed(html, charset), html)
        except LookupError:
            return cls(_parsed(html, None), html)

    @property
    def encoding(self) -> str:
        """Name the encoding the source was read in; "utf-8" for text."""
        return self.tree.encoding or "utf-8"

    @cached_property
    def original(self) -> str:
        """The source as decoded, line ends untouched and without a byte-order mark."""
        if isinstance(self._source, str):
            return self._source
        try:
            return self._source.decode(self.encoding, "replace").removeprefix("\ufeff")
        except LookupError:
            return self._source.decode("utf-8", "replace").removeprefix("\ufeff")

    @cached_property
    def text(self) -> str:
        """The source with line ends as the parser counts them: all of them one newline."""
        # Looked for in the bytes, where one search is twenty times as fast as in the text they decode to.
        source = self._source
        if not ("\r" in source if isinstance(source, str) else b"\r" in source):
            return self.original
        return IncrementalNewlineDecoder(None, translate=True).decode(self.original, final=True)

    @cached_property
    def soup(self) -> Any:
        """The same tree as a BeautifulSoup object with exact positions, for a newsroom's own rules."""
        from cutline.page.soup import soup_of

        return soup_of(self)

    @cached_property
    def elements(self) -> list[Element]:
        """All elements in reading order, those in templates included."""
        return self.tree.select("*")

    @cached_property
    def roled(self) -> list[Element]:
        """The elements with a role attribute, in reading order."""
        return self.tree.select("[role]")

    @cached_property
    def tabbed(self) -> list[Element]:
        """The elements with a tabindex attribute, in reading order."""
        return self.tree.select("[tabindex]")

    def in_order(self, found: Iterable[Element]) -> list[Element]:
        """Put what several searches found in reading order, each once.

        The parser finds the elements of a tag, or with an attribute, far faster than Python could ask every element.
        """
        return sorted(dict.fromkeys(found), key=self.order)

    @cached_property
    def order(self) -> Callable[[Element], int]:
        """What gives an element a number that grows in reading order; -1 when it is in no source.

        That is where its start tag is written, which is had at once. Only where the parser put something elsewhere are
        all elements counted: what may not stand in a table goes before it (HTML, section 13.2.6.1).
        """
        if not any(map(_has_fostered, self.tree.select("table"))):
            return _written_at
        places = {element: place for place, element in enumerate(self.elements)}
        return lambda element: places.get(element, -1)

    @cached_property
    def metas(self) -> dict[str, Element]:
        """The first `meta` element of every name or property, in lower case."""
        found: dict[str, Element] = {}
        for element in self.tree.select("meta"):
            name = element.attr("property") or element.attr("name")
            if name:
                found.setdefault(name.strip().lower(), element)
        return found

    def meta(self, name: str) -> str | None:
        """Give the content of a `meta` element by its name or property, trimmed; None when absent or empty."""
        element = self.metas.get(name)
        return ((element.attr("content") or "").strip() or None) if element is not None else None

    def adopt(self, fragment: Element, host: Element) -> None:
        """Remember that `fragment` was parsed out of `host`, so that what is in it is placed where `host` stands."""
        self._hosts[fragment] = host

    def locate(self, element: Element) -> Location:
        """Give the place of the element's start tag; the host's for what was parsed out of a noscript."""
        element = self._in_source(element)
        found = self._span(element)
        selector = self._selector(element)
        return Location(selector=selector) if found is None else _location(found.start_tag, selector)

    def locate_attribute(self, element: Element, name: str) -> Location:
        """Give the place of an attribute, name and value; the start tag's when it is absent."""
        span = self._attribute_span(element, name)
        return _location(span, self._selector(element)) if span else self.locate(element)

    def snippet(self, element: Element) -> str:
        """Quote the element's start tag as written, shortened to `SNIPPET_LIMIT` code points."""
        element = self._in_source(element)
        found = self._span(element)
        if found is None:
            return ""
        tag = self._start_tag(element, found)
        return tag if len(tag) <= SNIPPET_LIMIT else f"{tag[: SNIPPET_LIMIT - 1]}…"

    def as_written(self, element: Element) -> tuple["Document", Element] | None:
        """Give the document that an element's tag is written in, and the element there; None for what a script made."""
        return self, element

    def original_offset(self, offset: int) -> int:
        """Turn an offset in `text` into one in `original`, where a line end may be two characters."""
        return offset + bisect_left(self._double_line_ends, offset)

    @cached_property
    def _double_line_ends(self) -> list[int]:
        ends, at, dropped = [], self.original.find("\r\n"), 0
        while at >= 0:
            ends.append(at - dropped)
            dropped += 1
            at = self.original.find("\r\n", at + 2)
        return ends

    def _span(self, element: Element) -> SourceLocation | None:
        """Give where an element stands; kept, because the parser makes the answer anew and every finding asks."""
        if element not in self._spans:
            self._spans[element] = element.source_location
        return self._spans[element]

    def _start_tag(self, element: Element, found: SourceLocation) -> str:
        start, end = found.start_tag.start_offset, found.start_tag.end_offset
        if element.tag in _VOID or (found.end_tag is not None and found.end_tag.end_offset - start < _SMALL):
            # The parser gives back what it read; decoding the page for a line of it takes ten times as long.
            return element.to_source()[: end - start]
        return self.text[start:end]

    def _selector(self, element: Element) -> tuple[str, ...]:
        if element not in self._selectors:
            self._selectors[element] = element.css_path()
        return (self._selectors[element],)

    def _attribute_span(self, element: Element, name: str) -> Any:
        found = self._span(element)
        return found.attrs.get(name) if found is not None and found.attrs else None

    def _in_source(self, element: Element) -> Element:
        if not self._hosts or self._span(element) is not None:
            return element
        root = element
        while isinstance(parent := root.parent, Element):
            root = parent
        return self._hosts.get(root, element)


def _whole(html: str) -> str:
    """Replace half a character, as decoding bytes does; hardly any text has one, and to see that costs little."""
    try:
        html.encode()
    except UnicodeEncodeError:
        from cutline.model.storable import storable

        return storable(html)
    return html


def _parsed(html: bytes, charset: str | None) -> turbohtml.Document:
    return turbohtml.parse(html, encoding=charset, detect_encoding=True, source_locations=True, scripting=True)


def _has_fostered(table: Element) -> bool:
    """Tell whether an element that is written in a table, or behind it, stands close before it in the tree."""
    start = _written_at(table)
    before = table.previous_sibling
    for _ in range(_NEAR):
        if before is None:
            return False
        # It may be the last thing in a link that was opened anew for it, and counts where it was first written.
        last: Any = before
        while isinstance(last, Element):
            if _written_at(last) > start:
                return True
            last = next((node for node in reversed(last.children) if isinstance(node, Element)), None)
        before = before.previous_sibling
    return False


def _written_at(element: Element) -> int:
    # Lines and columns are had twenty times as fast as offsets, and only their order counts here.
    place = element.position
    return -1 if place is None else place[0] * _LONGEST_LINE + place[1]


def in_template(element: Element) -> bool:
    """Tell whether the element is a blueprint inside `<template>`, which no reader ever gets."""
    return any(isinstance(ancestor, DocumentFragment) for ancestor in element.ancestors)


def _location(span: Any, selector: tuple[str, ...]) -> Location:
    return Location(span.start_line, span.start_col + 1, span.end_line, span.end_col + 1, selector)
