"""What a page says about findings that may stay: comments and attributes that name rules and give a reason.

`<!-- cutline-ignore alt-missing: a pattern, not a photo -->` speaks of the next element and all that is in it,
`data-cutline-ignore="alt-missing: a pattern, not a photo"` of the element that has it. Several rules share one reason
when commas stand between them.
"""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from turbohtml import Comment, Element, XPath

from cutline.model.answer import Place
from cutline.model.page import Page
from cutline.text.folding import fold

WORD = "cutline-ignore"
ATTRIBUTE = f"data-{WORD}"
_REQUEST = f"[{ATTRIBUTE}]"
_COMMENTS = XPath(f"//comment()[contains(., '{WORD}')]")


class Ignore(Struct, frozen=True):
    """One request: the rules it names as written, the reason (empty when there is none), and what it covers.

    `element` is None for a comment behind which no element comes.
    """

    place: Place
    rules: tuple[str, ...]
    reason: str
    written: str
    element: Any = None


def ignores(page: Page) -> tuple[Ignore, ...]:
    """Read a page's requests in the order of their elements; a page without any costs one search."""
    document: Any = page.document
    tree = document.tree
    if tree.select_one(_REQUEST) is None and not _COMMENTS(tree):
        return ()
    return tuple(_found(tree))


def _found(tree: Any) -> Iterator[Ignore]:
    waiting: list[str] = []
    for node in tree.descendants:
        if isinstance(node, Comment):
            written = node.data.strip()
            if written[: len(WORD)].lower() == WORD and not written[len(WORD) :][:1].strip():
                waiting.append(written)
        elif isinstance(node, Element):
            yield from (_read(Place.COMMENT, written, written[len(WORD) :], node) for written in waiting)
            waiting.clear()
            value = node.attr(ATTRIBUTE)
            if value is not None:
                yield _read(Place.ATTRIBUTE, value, value, node)
    yield from (_read(Place.COMMENT, written, written[len(WORD) :], None) for written in waiting)


def _read(place: Place, written: str, words: str, element: Element | None) -> Ignore:
    named, _, reason = words.partition(":")
    rules = tuple(dict.fromkeys(fold(name) for name in named.split(",")))
    return Ignore(place, rules, fold(reason), written, element)
