"""The parsed page as a BeautifulSoup object: the tree that the parser made, node by node, with exact positions.

`sourceline` is 1-based and `sourcepos` is a 0-based column, in code points, as everywhere in BeautifulSoup; both are
None for an element that the source does not write (an implied `tbody`, a `body` without a tag). The contents of a
`<template>` are its children, white space is kept as parsed, and every tag carries its namespace.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import bs4
from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from turbohtml import CData, Comment, Doctype, DocumentFragment, Element, Namespace, Node, ProcessingInstruction, Text
from turbohtml import Document as Tree

from cutline.page.document import Document


def soup_of(document: Document) -> BeautifulSoup:
    """Build the soup; it is a copy, changing it changes nothing else.

    It costs about what BeautifulSoup over lxml needs for a page, some thirty times the parse: use it where speed does
    not matter.
    """
    return BeautifulSoup("", builder=TreeCopier(document.tree))


class TreeCopier(HTMLTreeBuilder):
    """A bs4 tree builder that is fed by a tree instead of by markup.

    Everything goes through the interface that bs4's own builders use (`handle_starttag`, `object_was_parsed`,
    `handle_endtag`), so classes come out as lists and scripts as `Script` strings like anywhere else.
    """

    NAME = "turbohtml"
    ALTERNATE_NAMES = ()
    features = (NAME,)
    TRACKS_LINE_NUMBERS = True

    def __init__(self, tree: Tree) -> None:
        super().__init__()
        self._tree = tree

    def prepare_markup(self, markup: Any, *_: Any, **__: Any) -> Iterator[tuple[Any, str | None, str | None, bool]]:
        """Hand on no markup, but the encoding that the page was read in."""
        yield markup, self._tree.encoding, None, False

    def feed(self, markup: Any) -> None:  # noqa: ARG002
        """Copy the tree into the soup, without recursion."""
        rest: list[Node | _End] = list(reversed(list(self._tree.children)))
        while rest:
            node = rest.pop()
            if isinstance(node, Element):
                rest.append(_End(node.tag))
                rest.extend(reversed(list(_contents(node))))
                self._open(node)
            elif isinstance(node, _End):
                self._soup.handle_endtag(node.tag)
            else:
                self._add(node)

    @property
    def _soup(self) -> BeautifulSoup:
        if self.soup is None:
            raise RuntimeError("the builder feeds a BeautifulSoup object; pass it as BeautifulSoup(…, builder=…)")
        return self.soup

    def _open(self, element: Element) -> None:
        attributes = {name: element.attr(name) or "" for name in element.attrs}
        self._soup.handle_starttag(
            element.tag,
            _HTML if element.namespace is Namespace.HTML else _FOREIGN[element.namespace],
            None,
            attributes,
            sourceline=element.source_line,
            sourcepos=element.source_col,
        )

    def _add(self, node: Node) -> None:
        if isinstance(node, Text | CData):
            # Not handle_data: it would fold white space, and a cut alt or caption is known by the space behind it.
            self._soup.object_was_parsed(self._soup.string_container()(node.data))
        elif isinstance(node, Comment):
            self._soup.object_was_parsed(bs4.Comment(node.data))
        elif isinstance(node, Doctype):
            name, public, system = node.name, node.public_id, node.system_id
            self._soup.object_was_parsed(bs4.Doctype.for_name_and_ids(name, public or "", system or ""))
        elif isinstance(node, ProcessingInstruction):
            self._soup.object_was_parsed(bs4.ProcessingInstruction(f"{node.target} {node.data}"))


class _End:
    """The end tag of an element whose contents have been copied."""

    __slots__ = ("tag",)

    def __init__(self, tag: str) -> None:
        self.tag = tag


def _contents(element: Element) -> Iterable[Node]:
    """Give the children, a template's contents in the place of the fragment that holds them."""
    for child in element.children:
        if isinstance(child, DocumentFragment):
            yield from child.children
        else:
            yield child


_HTML = "http://www.w3.org/1999/xhtml"
_FOREIGN = {
    Namespace.SVG: "http://www.w3.org/2000/svg",
    Namespace.MATHML: "http://www.w3.org/1998/Math/MathML",
}
