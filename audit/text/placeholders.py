"""Alt texts that stand where a description should be: the word "photo", a program's "null", an unfilled template.

The words are data: `placeholders.toml`.
"""

from collections.abc import Collection
from enum import StrEnum
from functools import cache

from msgspec import Struct

from cutline.text.data import table
from cutline.text.folding import comparison_key, fold
from cutline.text.patterns import pattern

LENGTH_LIMIT = 80
"""Code points of a text that can be one generic phrase; the longest in the table has half as many."""


class Kind(StrEnum):
    """What stands in the description's place."""

    TEMPLATE = "template"
    EMPTY_VALUE = "empty-value"
    SOFTWARE = "software"
    NUMBER = "number"
    GENERIC = "generic"


def placeholder_in(text: str, also: Collection[str] = ()) -> Kind | None:
    """Tell what stands in place of a description, None when the text may be one.

    `also` names a house's own empty phrases. Linear in the text.
    """
    if _has_template(text):
        return Kind.TEMPLATE
    if len(text) > LENGTH_LIMIT:
        return Kind.SOFTWARE if _is_software(text[: 2 * LENGTH_LIMIT]) else None
    words = comparison_key(text).split()
    if not words:
        return Kind.GENERIC if fold(text) and not _SYMBOL.search(text) else None
    return _judge(words, frozenset(comparison_key(phrase) for phrase in also))


def _judge(words: list[str], also: frozenset[str]) -> Kind | None:
    table = _table()
    phrase = " ".join(words)
    if phrase in table.empty:
        return Kind.EMPTY_VALUE
    if phrase in also or phrase in table.generic:
        return Kind.GENERIC
    if any(phrase.startswith(sentence) for sentence in table.software):
        return Kind.SOFTWARE
    bare = " ".join(_without_numbers(words, table.counting))
    if not bare:
        return Kind.NUMBER
    return Kind.GENERIC if bare != phrase and (bare in table.generic or bare in also) else None


def _without_numbers(words: list[str], counting: frozenset[str]) -> list[str]:
    """Drop "3 of 12" at both ends, and digits glued to a lone word ("image04")."""
    start, end = 0, len(words)
    while start < end and words[start].isdecimal():
        start += 1
        while start < end and words[start] in counting:
            start += 1
    while start < end and words[end - 1].isdecimal():
        end -= 1
        while start < end and words[end - 1] in counting:
            end -= 1
    rest = words[start:end]
    return [_GLUED_NUMBER.sub("", rest[0])] if len(rest) == 1 else rest


def _has_template(text: str) -> bool:
    for opening, closing in _table().marks:
        start = text.find(opening)
        if start >= 0 and text.find(closing, start + len(opening)) >= 0:
            return True
    return False


def _is_software(text: str) -> bool:
    key = comparison_key(text)
    return any(key.startswith(sentence) for sentence in _table().software)


class _Table(Struct, frozen=True):
    """The data file, compiled."""

    empty: frozenset[str]
    generic: frozenset[str]
    counting: frozenset[str]
    software: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]


@cache
def _table() -> _Table:
    data = table("placeholders")
    return _Table(
        empty=frozenset(map(comparison_key, data["empty_values"])),
        generic=frozenset(map(comparison_key, data["generic_words"])),
        counting=frozenset(map(comparison_key, data["counting_words"])),
        software=tuple(map(comparison_key, data["written_by_software"])),
        marks=tuple((opening, closing) for opening, closing in data["template_marks"]),
    )


_GLUED_NUMBER = pattern(r"^\d+|\d+$")
# Emoji and other symbols say something; punctuation alone does not.
_SYMBOL = pattern("[\u2190-\u2bff\u3004-\u3007\U0001f000-\U0001ffff\ud800-\udfff]")
