"""Alt texts that end at a quotation mark of their own."""

from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from cutline.model.page import Page

_OWN = frozenset({"class", "decoding", "height", "id", "loading", "sizes", "src", "srcset", "style", "title", "width"})
"""Attributes of an image that stand behind its alt text in their own right, even with nothing in them."""


def cut_by_quote(page: Page, element: Any) -> bool:
    """Tell whether an unescaped quote ended the element's alt attribute before its last word."""
    # Asking for the names is far cheaper than asking for their places, and hardly any name holds a quote.
    names = "".join(element.attrs)
    if '"' not in names and "'" not in names:
        return False
    written = page.document.as_written(element)
    if written is None:
        return any(letter.isalnum() for letter in " ".join(lost_names(element)))
    _, origin = written
    alt = element.attr("alt") or ""
    is_served = (origin.attr("alt") or "") == alt
    return is_served and end_of_lost_words(attribute_spans(origin), alt[-1:].isdecimal()) is not None


def attribute_spans(element: Any) -> Mapping[str, Any]:
    """Give the places of an element's attributes in the source; empty for what is not in it."""
    location = element.source_location
    return (location.attrs or {}) if location is not None else {}


def end_of_lost_words(spans: Mapping[str, Any], after_number: bool) -> int | None:
    """Give the offset behind the last name that holds a quote, among the bare names that follow the alt text.

    The first of them is glued to the closing quote, or the quote stood for inches ("a 6" nail").
    """
    alt = spans.get("alt")
    if alt is None:
        return None
    behind = sorted(
        (span.start_offset, span.end_offset, name)
        for name, span in spans.items()
        if span.start_offset > alt.start_offset
    )
    if not behind or not (after_number or behind[0][0] == alt.end_offset):
        return None
    end = None
    for start, stop, name in behind:
        if stop - start > len(name):
            break
        if '"' in name or "'" in name:
            end = stop
    return end


def lost_names(element: Any) -> list[str]:
    """Give the words of an alt text that became names, in an element that a script made and no source shows.

    They are lower case, and a word that came twice is there once: a browser keeps no more.
    """
    names = list(element.attrs)
    behind = names[names.index("alt") + 1 :] if "alt" in names else []
    if not behind or behind[0] in _OWN or "-" in behind[0]:
        return []
    bare = list(takewhile(lambda name: not element.attr(name), behind))
    last = max((place for place, name in enumerate(bare) if '"' in name or "'" in name), default=-1)
    return bare[: last + 1]
