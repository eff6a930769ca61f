"""Alt texts that end at a quotation mark of their own."""

from collections.abc import Mapping
from typing import Any


def cut_by_quote(element: Any) -> bool:
    """Tell whether an unescaped quote ended the element's alt attribute before its last word."""
    # Asking for the names is far cheaper than asking for their places, and hardly any name holds a quote.
    names = "".join(element.attrs)
    if '"' not in names and "'" not in names:
        return False
    alt = element.attr("alt") or ""
    return end_of_lost_words(attribute_spans(element), alt[-1:].isdecimal()) is not None


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
