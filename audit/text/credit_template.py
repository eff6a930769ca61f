"""A house's form of a credit, as an editor writes it: `[{people}/{agency}]`. It parses and it renders."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from cutline.text.credit_place import CLOSERS
from cutline.text.folding import fold
from cutline.text.patterns import pattern

FIELDS = ("people", "agency", "source")
"""Who took the picture; the agencies it came through, one or more; one further body, such as its owner."""

LONGEST = 300
"""Code points of the longest credit that is held against a template; real ones end at some 160."""

_FIELD = pattern(r"\{([^{}]*)\}")
_PAIRS = {closer: opener for closer, opener in CLOSERS.items() if closer != "}"}
"""The brackets of a form; braces hold its fields."""
_SEPARATORS = " /|,;:·•–—-"


class TemplateError(ValueError):
    """A template that cannot be used; the message says what is wrong and what to write instead."""


class CreditTemplate(Struct, frozen=True, cache_hash=True):
    """Words and fields in turn.

    `literals` has one more item than `fields`; those between two fields hold a sign, the others may be empty.
    """

    literals: tuple[str, ...]
    fields: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> "CreditTemplate":
        """Read a template. Raises TemplateError for unknown, repeated or touching fields and unbalanced brackets."""
        said = fold(text)
        if not said:
            raise TemplateError("it is empty; write a credit as your house does, such as [{people}/{agency}]")
        pieces = _FIELD.split(said)
        template = cls(tuple(pieces[::2]), tuple(name.strip() for name in pieces[1::2]))
        _refuse_strange_fields(template)
        _refuse_unbalanced(said, template)
        return template

    @property
    def text(self) -> str:
        """The template as it is written."""
        return self.fill({name: f"{{{name}}}" for name in self.fields})

    def fill(self, values: Mapping[str, str]) -> str:
        """Write the credit. `values` holds a text for every field."""
        written = (f"{values[name]}{literal}" for name, literal in zip(self.fields, self.literals[1:], strict=True))
        return "".join((self.literals[0], *written))

    def readings(self, text: str) -> Iterator[dict[str, str]]:
        """Give every way in which a folded text fits: a non-empty text for each field.

        With people in front the shortest text for them comes first, otherwise the longest for what stands before them:
        houses chain agencies, and hardly ever people.
        """
        if len(text) > LONGEST:
            return
        if not self.fields:
            if text == self.literals[0]:
                yield {}
            return
        first, last = self.literals[0], self.literals[-1]
        if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
            return
        inside = text[len(first) : len(text) - len(last)]
        for values in _splits(inside, self.literals[1:-1], latest="people" not in self.fields[:1]):
            if all(value == value.strip() and value for value in values):
                yield dict(zip(self.fields, values, strict=True))

    def without(self, name: str) -> "CreditTemplate":
        """Give the template that is left when a field and the separator beside it go: `[{agency}]`."""
        place = self.fields.index(name)
        left, right = self.literals[place], self.literals[place + 1]
        if place:
            left = ""
        elif len(self.fields) > 1:
            right = ""
        elif right.strip(_SEPARATORS):
            left = left.rstrip(_SEPARATORS)
        else:
            left, right = left.rstrip(_SEPARATORS), ""
        literals = (*self.literals[:place], left + right, *self.literals[place + 2 :])
        fields = (*self.fields[:place], *self.fields[place + 1 :])
        return _balanced(CreditTemplate(literals, fields))


def _splits(inside: str, literals: tuple[str, ...], *, latest: bool) -> Iterator[tuple[str, ...]]:
    """Cut a text at the literals, in every way; two literals at most, so a credit's length squared bounds the work."""
    if not literals:
        yield (inside,)
        return
    places = [found.start() for found in re.finditer(f"(?={re.escape(literals[0])})", inside)]
    for place in reversed(places) if latest else places:
        rest = inside[place + len(literals[0]) :]
        for values in _splits(rest, literals[1:], latest=latest):
            yield (inside[:place], *values)


def _refuse_strange_fields(template: CreditTemplate) -> None:
    for name in template.fields:
        if name not in FIELDS:
            raise TemplateError(f"unknown field {{{name}}}; use {', '.join(f'{{{known}}}' for known in FIELDS)}")
        if template.fields.count(name) > 1:
            raise TemplateError(f"{{{name}}} stands in it twice; two people are written into one {{people}}")
    for before, after, literal in zip(template.fields, template.fields[1:], template.literals[1:-1], strict=False):
        if not literal.strip():
            raise TemplateError(
                f"nothing but space stands between {{{before}}} and {{{after}}}; put the sign there that parts them"
            )


def _refuse_unbalanced(said: str, template: CreditTemplate) -> None:
    words = "".join(template.literals)
    if any(mark in "{}" for mark in words):
        raise TemplateError(f"a brace is not closed in {said}; a field is written {{people}}")
    odd = _unmatched(words)
    if odd:
        mark = words[odd[0]]
        raise TemplateError(f"the bracket {mark} has no partner in {said}; open and close every bracket")


def _unmatched(words: str) -> list[int]:
    """Give the places of brackets without a partner."""
    waiting: list[int] = []
    odd: list[int] = []
    for place, mark in enumerate(words):
        if mark in _PAIRS.values():
            waiting.append(place)
        elif mark in _PAIRS:
            if waiting and words[waiting[-1]] == _PAIRS[mark]:
                waiting.pop()
            else:
                odd.append(place)
    return sorted(odd + waiting)


def _balanced(template: CreditTemplate) -> CreditTemplate:
    """Drop brackets that lost their partner with a field: `{people} ({agency})` without people is `{agency}`."""
    odd = set(_unmatched("".join(template.literals)))
    kept, start = [], 0
    for literal in template.literals:
        kept.append("".join(mark for place, mark in enumerate(literal, start) if place not in odd))
        start += len(literal)
    kept[0], kept[-1] = kept[0].lstrip(), kept[-1].rstrip()
    return CreditTemplate(tuple(kept), template.fields)
