"""What the texts of one gallery say together about a limit that cut them.

A field limit cuts many texts at one length. Lengths that repeat are therefore evidence which no single text can give,
even for cuts that fall between two sentences. The length is compared in every unit that systems count in.
"""

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from cutline.model.finding import Evidence
from cutline.text.credit import parse_credit
from cutline.text.endings import CLOSING, EndingKind, fold_text, read_ending
from cutline.text.language import guess_language, language_of
from cutline.text.patterns import pattern
from cutline.text.points import usual_limits
from cutline.text.truncation import (
    INTACT,
    Truncation,
    TruncationGrade,
    breaks_off,
    judge_ending,
    open_points,
    strong,
)

SHORTEST_LIMIT: Final = 40
# Two texts of one length at the maximum are often chance below this.
TELLING_MAXIMUM: Final = 80
SHORTEST_BAND: Final = 60
WORD_LENGTH: Final = 9
CROWD: Final = 3
# Points from which the neighbours of a cut text are believed cut too.
DOUBT: Final = -1.7
CHARACTERS: Final = "characters"
_DIGITS: Final = pattern(r"\d+")
_SAMPLE: Final = 4_000


class GalleryLimit(Struct, frozen=True):
    """Which texts of a gallery were cut, and at what length.

    `verdicts` maps the index of each text that says something (strong, proven, or weak advice) to its verdict; `length`
    and `unit` name the limit when there is one.
    """

    verdicts: dict[int, Truncation]
    length: int | None = None
    unit: str = ""


class _Entry(Struct, frozen=True):
    """A text of the gallery: `unfinished` says that nothing closes it, `looks_cut` that its own end speaks of a cut."""

    index: int
    raw: str
    text: str
    kind: EndingKind
    language: str | None
    verdict: Truncation
    unfinished: bool
    looks_cut: bool

    @property
    def breaks_off(self) -> bool:
        """True when the last words look cut, not the length alone."""
        return self.looks_cut and (self.verdict.truncated or breaks_off(self.verdict))

    @property
    def may_be_cut(self) -> bool:
        return self.looks_cut or (self.kind is EndingKind.OPEN and open_points(self.text, self.language) >= DOUBT)


class _Limit(Struct, frozen=True):
    """A length in `unit` that `count` open texts reach; `near` holds the texts by how far they stay below it."""

    length: int
    unit: str
    near: dict[int, list[_Entry]]
    count: int

    def support(self) -> dict[int, Evidence]:
        """Give the evidence for each text that this limit cut."""
        seen = Evidence("same length", f"{self.count} texts stop at {self.length} {self.unit}")
        return {entry.index: seen for gap, entries in self.near.items() for entry in entries if _has_cut(gap, entry)}


def _has_cut(gap: int, entry: _Entry) -> bool:
    if gap == 0:
        # A full stop at the very limit is chance; a bracket or quotation that closes there is not.
        return entry.unfinished or entry.text[-1:] in CLOSING
    # One less: white space at the cut was dropped. Up to a word less: the cut went back to a word's end.
    return entry.may_be_cut if gap == 1 else entry.looks_cut


def judge_gallery(
    texts: Sequence[str | None], *, raws: Sequence[str | None] | None = None, lang: str | None = None
) -> GalleryLimit:
    """Judge the texts of one gallery together; None stands for a picture without a text.

    `raws` are the same texts before white space was folded. Without `lang` the language is guessed from all texts.
    """
    shared = None if lang else guess_language(" ".join(text[:200] for text in texts if text)[:_SAMPLE])
    entries = [
        _entry(index, text, (raws[index] if raws else None) or text, lang or guess_language(text) or shared)
        for index, text in enumerate(texts)
        if text and text.strip()
    ]
    own = {entry.index: entry.verdict for entry in entries if entry.verdict is not INTACT}
    limits = _first_limits(entries)
    supported = _below_maximum(entries) | _marked(entries)
    for limit in limits:
        supported |= limit.support()
    verdicts = {index: _supported(own.get(index, INTACT), seen) for index, seen in supported.items()}
    first = limits[0] if limits else None
    return GalleryLimit(
        verdicts=dict(sorted((own | verdicts).items())),
        length=first.length if first else None,
        unit=first.unit if first else "",
    )


def _entry(index: int, text: str, raw: str, lang: str | None) -> _Entry:
    folded = fold_text(text)
    ending, language = read_ending(folded), language_of(folded, lang)
    verdict = judge_ending(folded, ending, lang, raw)
    unfinished = ending.kind in {EndingKind.OPEN, EndingKind.UNCLOSED}
    doubtful = unfinished and verdict.grade is TruncationGrade.WEAK and not _ends_in_credit(folded, language)
    return _Entry(
        index=index,
        raw=raw,
        text=folded,
        kind=ending.kind,
        language=language,
        verdict=verdict,
        unfinished=unfinished,
        looks_cut=unfinished and (verdict.truncated or doubtful),
    )


def _ends_in_credit(text: str, language: str | None) -> bool:
    """Tell whether a credit is the last thing said: an end, though it has no full stop."""
    credit = parse_credit(text, lang=language)
    return credit is not None and text.endswith(credit.text)


def _supported(verdict: Truncation, seen: Evidence) -> Truncation:
    if verdict.grade is TruncationGrade.PROVEN:
        return Truncation(truncated=True, grade=verdict.grade, evidence=(*verdict.evidence, seen))
    return strong(seen, *verdict.evidence)


def _marked(entries: Sequence[_Entry]) -> dict[int, Evidence]:
    """Let ellipses support each other: an editor's is a rarity, a template's is on every long text."""
    ended = [entry for entry in entries if entry.kind is EndingKind.ELLIPSIS and " " in entry.text]
    if len({entry.text for entry in ended}) < 2:
        return {}
    seen = Evidence("same ending", f"{len(ended)} texts of the gallery end with an ellipsis")
    return {entry.index: seen for entry in ended}


def _below_maximum(entries: Sequence[_Entry]) -> dict[int, Evidence]:
    """Let open texts that stop within a word of the longest support each other: cuts that went back to a word's end.

    One of them must be strong by itself, or three look cut: no intact gallery that was measured has that.
    """
    longest = max((len(entry.text) for entry in entries), default=0)
    near = [entry for entry in entries if entry.unfinished and longest - len(entry.text) <= WORD_LENGTH]
    looks_cut = [entry for entry in near if entry.looks_cut]
    broken = [entry for entry in looks_cut if entry.breaks_off]
    proof = any(entry.verdict.truncated for entry in broken) or len(_distinct(broken)) > 2
    if longest < SHORTEST_BAND or not proof or len(_distinct(near)) < 2:
        return {}
    lengths = [len(text) for text in {entry.text for entry in near}]
    spread = sum(longest - length > 1 for length in lengths) * 2 > len(lengths)
    if len(_distinct(near)) > 2 and spread:
        looks_cut = [entry for entry in near if entry.may_be_cut]
    if len(_distinct(looks_cut)) < 2:
        return {}
    seen = Evidence("same length", f"{len(looks_cut)} unfinished texts stop within a word of {longest} characters")
    return {entry.index: seen for entry in looks_cut}


def _first_limits(entries: Sequence[_Entry]) -> list[_Limit]:
    """Give the limits in the first unit that shows any; a unit that counts like one before it shows nothing new."""
    counted: list[list[int]] = []
    for unit, length_of in _UNITS.items():
        lengths = [length_of(entry) for entry in entries]
        if len(entries) > 1 and lengths not in counted and (found := _limits(entries, lengths, unit)):
            return found
        counted.append(lengths)
    return []


def _limits(entries: Sequence[_Entry], lengths: Sequence[int], unit: str) -> list[_Limit]:
    """Find the lengths at which the texts were cut, the longest first."""
    by_length: dict[int, list[_Entry]] = {}
    for entry, length in zip(entries, lengths, strict=True):
        by_length.setdefault(length, []).append(entry)
    longest = max(by_length, default=0)
    found = []
    for length in sorted((length for length in by_length if length >= SHORTEST_LIMIT), reverse=True):
        at_limit = [e for gap in (0, 1) for e in by_length.get(length - gap, ()) if e.unfinished]
        if len(at_limit) > 1 and _is_telling(_distinct(at_limit), length, unit, length == longest):
            near = {gap: by_length.get(length - gap, []) for gap in range(WORD_LENGTH + 1)}
            found.append(_Limit(length, unit, near, len(at_limit)))
    return found


def _is_telling(distinct: Sequence[_Entry], length: int, unit: str, is_maximum: bool) -> bool:
    if len(distinct) < 2:
        return False
    looks_cut = sum(entry.breaks_off for entry in distinct)
    if not is_maximum or unit != CHARACTERS:
        return looks_cut > 1
    if not looks_cut and len(distinct) < CROWD:
        # Two whole texts of one length are met on every fiftieth page.
        return False
    # At the maximum two signs of four are enough; a single one is met on intact pages too.
    return looks_cut + (len(distinct) > 2) + (length >= TELLING_MAXIMUM) + (length in usual_limits()) > 1


def _distinct(entries: Sequence[_Entry]) -> list[_Entry]:
    """Leave out the later texts of a series ("Slide 1 of 12", "Slide 2 of 12"), which are of one length by nature."""
    kept: dict[str, _Entry] = {}
    for entry in entries:
        plain = _DIGITS.sub("", entry.text)
        kept.setdefault(plain[: len(plain) * 3 // 5], entry)
    return list(kept.values())


def _escaped_length(entry: _Entry) -> int:
    """Count what `html.escape` makes of a text, without making it."""
    return len(entry.raw) + sum(longer * entry.raw.count(sign) for sign, longer in _ESCAPED.items())


_ESCAPED: Final = {"&": 4, "<": 3, ">": 3, '"': 5, "'": 5}
"""How much longer a sign gets: an apostrophe becomes "&#x27;"."""


# Characters first: the other units speak only when characters show no limit.
_UNITS: Final[dict[str, Callable[[_Entry], int]]] = {
    CHARACTERS: lambda entry: len(entry.raw),
    "characters without the white space around": lambda entry: len(entry.text),
    "UTF-16 units": lambda entry: len(entry.raw.encode("utf-16-le", "surrogatepass")) // 2,
    "bytes": lambda entry: len(entry.raw.encode("utf-8", "surrogatepass")),
    "characters once escaped": _escaped_length,
}
