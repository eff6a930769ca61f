"""Images that a page describes to machines: schema.org ImageObject in JSON-LD, wherever it stands in the graph.

Keys and types are compared without regard to case, since pages write `contenturl` and `Imageobject`. A block that is
no JSON is counted, never fatal. Pictures of persons and organisations, logos among them, are left out.
"""

import json
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from cutline.model.page import LinkedImage, Source
from cutline.page.document import Document
from cutline.text.folding import fold
from cutline.text.patterns import pattern

DEPTH_LIMIT = 50
"""Levels of nesting that are read; real graphs have about ten."""
NODE_LIMIT = 100_000
"""Values that are read of one block."""


class LinkedData(Struct, frozen=True):
    """What a page's JSON-LD says: its images in the order of the source, and how many blocks are no JSON."""

    images: tuple[LinkedImage, ...] = ()
    unreadable: int = 0


def linked_data_of(document: Source) -> LinkedData:
    """Read every JSON-LD block of the page once."""
    found: dict[LinkedImage, None] = {}
    unreadable = 0
    for block in document.tree.select('script[type^="application/ld+json" i]'):
        text = block.text
        try:
            graph = _decode(text)
        except (ValueError, RecursionError, msgspec.MsgspecError):
            unreadable += bool(text.strip())
            continue
        if "mage" in text or "MAGE" in text:
            found.update(dict.fromkeys(_images(graph)))
    return LinkedData(tuple(found), unreadable)


def linked_images(document: Document) -> tuple[LinkedImage, ...]:
    """Give the images of `linked_data_of`; two equal ones count once."""
    return linked_data_of(document).images


def unreadable_blocks(document: Source) -> int:
    """Count the JSON-LD blocks that are no JSON, even read leniently; empty ones are not counted."""
    return linked_data_of(document).unreadable


def _decode(text: str) -> Any:
    """Decode strictly, then once more without wrappers, with control characters and trailing commas allowed.

    Of 118 blocks on 127 news pages 112 are strict JSON; the second reading gains the other six.
    """
    try:
        return msgspec.json.decode(text)
    except (ValueError, msgspec.MsgspecError):
        bare = _WRAPPER.sub("", text).strip().rstrip(";")
        return json.loads(_TRAILING_COMMA.sub("", bare), strict=False)


def _images(graph: Any) -> Iterator[LinkedImage]:
    """Walk the graph in its own order, without recursion."""
    rest: list[tuple[Any, bool, int]] = [(graph, False, 0)]
    for _ in range(NODE_LIMIT):
        if not rest:
            return
        value, pictured, depth = rest.pop()
        if isinstance(value, list):
            inside = [(item, pictured) for item in value]
        elif isinstance(value, dict):
            node = {key.lower(): item for key, item in value.items()}
            kinds = _kinds(node)
            if "imageobject" in kinds or (pictured and node.keys() & _ADDRESSES):
                yield _image(node)
            inside = _parts(node, kinds)
        else:
            if pictured and (address := _text(value)):
                yield LinkedImage(address)
            continue
        if depth < DEPTH_LIMIT:
            rest.extend((item, pictures, depth + 1) for item, pictures in reversed(inside))


def _parts(node: dict[str, Any], kinds: frozenset[str]) -> list[tuple[Any, bool]]:
    if any(kind == "person" or kind.endswith(("organization", "business")) for kind in kinds):
        return [(item, False) for key, item in node.items() if key not in _PORTRAITS]
    return [(item, key == "image") for key, item in node.items() if key != "logo"]


def _kinds(node: dict[str, Any]) -> frozenset[str]:
    stated = node.get("@type")
    kinds = stated if isinstance(stated, list) else [stated]
    return frozenset(kind.rpartition("/")[2].lower() for kind in kinds if isinstance(kind, str))


def _image(node: dict[str, Any]) -> LinkedImage:
    return LinkedImage(
        url=_address(node.get("contenturl")) or _address(node.get("url")),
        caption=_text(node.get("caption")),
        credit=_text(node.get("credittext")),
        creator=_text(node.get("creator")) or _text(node.get("author")),
        copyright_notice=_text(node.get("copyrightnotice")) or _text(node.get("copyrightholder")),
        license=_address(node.get("license")),
        acquire_license_page=_address(node.get("acquirelicensepage")),
        description=_text(node.get("description")),
    )


def _address(value: Any) -> str | None:
    """Give an address that is written as text, or as an object with a url or an @id; the first of a list."""
    return _words(value, ("url", "@id"), joint=None)


def _text(value: Any) -> str | None:
    """Give a text, or the names of one or more things, joined by commas."""
    return _words(value, ("name", "text", "@value", "caption"), joint=", ")


def _words(value: Any, keys: tuple[str, ...], joint: str | None) -> str | None:
    """Read text from a value, an object with one of the keys, or a list of those; without a joint the first counts."""
    found: list[str] = []
    for item in value[:_LIST_LIMIT] if isinstance(value, list) else [value]:
        said = item
        if isinstance(item, dict):
            fields = {key.lower(): field for key, field in item.items()}
            said = next((fields[key] for key in keys if isinstance(fields.get(key), str)), None)
        if isinstance(said, str) and (text := fold(said)):
            found.append(text)
    if not found:
        return None
    return found[0] if joint is None else joint.join(found)


_LIST_LIMIT = 20
_ADDRESSES = frozenset({"url", "contenturl"})
_PORTRAITS = frozenset({"image", "logo", "photo"})
_WRAPPER = pattern(r"<!--|-->|(?://|/\*)?\s?(?:<!\[CDATA\[|\]\]>)\s?(?:\*/)?")
_TRAILING_COMMA = pattern(r",(?=\s*[\]}])")
