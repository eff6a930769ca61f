"""What picture agencies write around a caption for editors: datelines, FILE marks, notices, numbers of photos.

The words are data: `wire.toml`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from cutline.text.folding import fold


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
    patterns = _patterns()
    opening = list(_openings(text, patterns))
    start = opening[-1].end if opening else 0
    rest = [
        Stretch(kind, found.start("words"), found.end("words"))
        for kind, pattern in patterns.anywhere
        for found in pattern.finditer(text, start)
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


def _openings(text: str, patterns: "_Patterns") -> Iterator[Stretch]:
    """Walk over labels and datelines, which agencies put one behind the other."""
    at = 0
    for _ in range(_OPENINGS):
        found = next(((kind, match) for kind, pattern in patterns.opening if (match := pattern.match(text, at))), None)
        if found is None:
            return
        kind, match = found
        yield Stretch(kind, match.start(), match.end())
        at = match.end()


class _Patterns(Struct, frozen=True):
    """The data file, compiled. `anywhere` patterns have a group `words`."""

    opening: tuple[tuple[Kind, re.Pattern[str]], ...]
    anywhere: tuple[tuple[Kind, re.Pattern[str]], ...]


@cache
def _patterns() -> _Patterns:
    data = tomllib.loads(files("cutline.text.data").joinpath("wire.toml").read_text(encoding="utf-8"))
    return _Patterns(
        opening=(
            (Kind.LABEL, _label(data)),
            (Kind.LABEL, _age(data)),
            (Kind.DATELINE, _dated_line(data)),
            (Kind.DATELINE, _agency_line(data)),
        ),
        anywhere=(
            (Kind.DATE_TAKEN, _date_taken(data)),
            (Kind.NOTICE, _notice(data)),
            (Kind.LABEL, _closing_label(data)),
            (Kind.NUMBER, _number(data)),
        ),
    )


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
_SLUG = re.compile(r"(?=[A-Z0-9-]{12})[A-Z0-9]{3,}(?:-[A-Z0-9]{2,}){2,8}(?:/[A-Z0-9-]{0,40})?")
_LEFT_BEHIND = re.compile(r"^[\s:;,.–—-]+|\s+(?=[.,;:!?])")
