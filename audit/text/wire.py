"""What picture agencies write around a caption for editors: datelines, FILE marks, notices, numbers of photos.

The words are data: `wire.toml`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import cache, partial
from typing import Any

from msgspec import Struct

from cutline.text.data import table
from cutline.text.folding import fold
from cutline.text.patterns import pattern


class Kind(StrEnum):
    """What the words were for."""

    DATELINE = "dateline"
    LABEL = "label"
    DATE_TAKEN = "date-taken"
    NOTICE = "notice"
    NUMBER = "number"
    SLUG = "slug"


class Stretch(Struct, frozen=True):
    """Wire words in a text: `text[start:end]`, offsets in code points."""

    kind: Kind
    start: int
    end: int


def wire_words(text: str) -> tuple[Stretch, ...]:
    """Find what is meant for editors, in the order of the text. Linear in the text; `text` is folded."""
    if _SLUG.fullmatch(text):
        return (Stretch(Kind.SLUG, 0, len(text)),)
    signs = _signs()
    opening = list(_openings(text, signs))
    start = opening[-1].end if opening else 0
    rest = [
        Stretch(sign.kind, found.start("words"), found.end("words"))
        for sign in signs.anywhere
        if sign.may_be_in(text)
        for found in sign.pattern().finditer(text, start)
    ]
    return tuple(opening + sorted(rest, key=lambda stretch: stretch.start))


def without(text: str, stretches: Iterable[Stretch]) -> str:
    """Give the text without the stretches, folded; "" when nothing is left to read."""
    pieces, end = [], 0
    for stretch in stretches:
        if stretch.end > end:
            pieces.append(text[end : max(end, stretch.start)])
            end = stretch.end
    rest = fold(" ".join([*pieces, text[end:]]))
    return _LEFT_BEHIND.sub("", rest) if re.search(r"\w", rest) else ""


def _openings(text: str, signs: "_Signs") -> Iterator[Stretch]:
    """Walk over labels and datelines, which agencies put one behind the other."""
    at = 0
    held = [sign for sign in signs.opening if sign.may_be_in(text)]
    for _ in range(_OPENINGS):
        found = next(((sign.kind, match) for sign in held if (match := sign.pattern().match(text, at))), None)
        if found is None:
            return
        kind, match = found
        yield Stretch(kind, match.start(), match.end())
        at = match.end()


class _Sign(Struct, frozen=True):
    """One way to write for editors: without one of its `cues` a text has none, and the pattern is not even compiled."""

    kind: Kind
    cues: tuple[str, ...]
    pattern: Callable[[], re.Pattern[str]]

    def may_be_in(self, text: str) -> bool:
        return any(map(text.__contains__, self.cues))


class _Signs(Struct, frozen=True):
    """The data file. Patterns of `anywhere` have a group `words`."""

    opening: tuple[_Sign, ...]
    anywhere: tuple[_Sign, ...]


@cache
def _signs() -> _Signs:
    data = table("wire")
    agencies = [f"({agency})" for agency in data["dateline_agencies"]]
    return _Signs(
        opening=(
            _sign(Kind.LABEL, data["opening_labels"], _label, data),
            _sign(Kind.LABEL, data["age_openings"], _age, data),
            _sign(Kind.DATELINE, data["months"], _dated_line, data),
            _sign(Kind.DATELINE, agencies, _agency_line, data),
        ),
        anywhere=(
            _sign(Kind.DATE_TAKEN, [*data["closing_sentences"], *data["dated_sentences"]], _date_taken, data),
            _sign(Kind.NOTICE, data["notices"], _notice, data),
            _sign(Kind.LABEL, data["closing_labels"], _closing_label, data),
            _sign(Kind.NUMBER, [*data["coded_prefixes"], *data["numbered_prefixes"]], _number, data),
        ),
    )


def _sign(
    kind: Kind, words: Iterable[str], pattern: Callable[[dict[str, Any]], re.Pattern[str]], data: dict[str, Any]
) -> _Sign:
    """Keep the cues that hold no other cue: where "FILE PHOTO" stands, "FILE" stands."""
    cues: list[str] = []
    for word in sorted(words, key=len):
        if not any(cue in word for cue in cues):
            cues.append(word)
    return _Sign(kind, tuple(cues), cache(partial(pattern, data)))


def _label(data: dict[str, Any]) -> re.Pattern[str]:
    words = _any(data["opening_labels"])
    return re.compile(
        rf"(?:[(\[]\s?(?:{words})\s?[)\]][\s:.–—-]*|\*{{1,2}}\s?(?:{words})\s?\*{{1,2}}\s*|(?:{words})(?:\s[-–—]{{1,3}}\s|:\s))"
    )


def _age(data: dict[str, Any]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_any(data['age_openings'])})\s.{{0,50}}?\b(?:{_any(data['age_words'])})\b(?:,|[^,]{{0,40}},)(?:\s\d{{4}},)?\s"
    )


def _dated_line(data: dict[str, Any]) -> re.Pattern[str]:
    day = rf"(?:(?:{_any(data['months'])})\b\.?,?\s?\d{{1,2}}|\d{{1,2}}\.?\s(?:{_any(data['months'])})\b)"
    return re.compile(
        rf"[{_CAPITALS}][{_CAPITALS} ,.'’()/-]{{1,80}}?\s?[-–—]{{1,3}}\s?{day}(?:\s?,?\s?\d{{4}})?\s?[:.;,–—-]+\s?"
    )


def _agency_line(data: dict[str, Any]) -> re.Pattern[str]:
    agencies = _any(data["dateline_agencies"])
    return re.compile(
        rf"[{_CAPITALS}][{_CAPITALS} .'’-]{{1,40}}(?:,\s?[\w .]{{2,30}}?)?\s?\((?:{agencies})\)\s?[-–—]+\s?"
    )


def _date_taken(data: dict[str, Any]) -> re.Pattern[str]:
    rest = r"(?:[^.!?]{0,30}\b[A-Z][a-z]{2,3}\.\s\d)?[^.!?]{0,40}(?:[.!?]|$)"
    dated = rf"(?:{_any(data['dated_sentences'])})\b(?=[^!?]{{0,40}}\d)"
    return re.compile(rf"(?:^|[.!?…\"”»)\]]\s)(?P<words>(?:(?:{_any(data['closing_sentences'])})\b|{dated}){rest})")


def _notice(data: dict[str, Any]) -> re.Pattern[str]:
    notice = _any(data["notices"])
    return re.compile(
        rf"(?P<words>\([^()]{{0,80}}(?:{notice})[^()]{{0,300}}\)|(?<![{_CAPITALS}a-z])(?:{notice})(?![{_CAPITALS}a-z])(?:\s?[{_CAPITALS},/–—-]{{1,40}}(?!\w)){{0,40}}[.;:]?)"
    )


def _closing_label(data: dict[str, Any]) -> re.Pattern[str]:
    return re.compile(rf"(?P<words>\*{{1,2}}\s?(?:{_any(data['closing_labels'])})\s?\*{{1,2}})\s?$")


def _number(data: dict[str, Any]) -> re.Pattern[str]:
    coded = rf"(?:{_any(data['coded_prefixes'])})(?=[0-9A-Z]{{0,10}}\d)[0-9A-Z]{{4,12}}+"
    numbered = rf"(?:{_any(data['numbered_prefixes'])})\d{{6,}}+[a-z]?+"
    return re.compile(rf"(?<![\w/.-])(?P<words>[(\[]?(?:{coded}|{numbered})[)\]]?)(?![\w./-]\w)")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_OPENINGS = 4
"""Labels and datelines that follow one another; three were seen."""
_CAPITALS = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĻŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚΑ-ΩА-ЯЁІЇЄҐ"
# Topics in capitals joined by hyphens, as agencies file a photo: "LUSATIA-FLOOD-HARBOUR". Two parts may be a name.
_SLUG = pattern(r"(?=[A-Z0-9-]{12})[A-Z0-9]{3,}(?:-[A-Z0-9]{2,}){2,8}(?:/[A-Z0-9-]{0,40})?")
_LEFT_BEHIND = pattern(r"^[\s:;,.–—-]+|\s+(?=[.,;:!?])")
