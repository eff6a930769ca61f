"""How a text ends: with a closing mark, with a mark that a cut left behind, or in the open."""

import re
from enum import StrEnum
from functools import cache
from typing import Any, Final

from msgspec import Struct

from cutline.model.finding import Evidence
from cutline.text.data import table
from cutline.text.patterns import pattern

CLOSING: Final = frozenset(".!?。！？।؟۔…‽；;·։።")
CLOSING_BEHIND: Final = frozenset(")]}\"'”’»«“›‹」』】》〉）］｝〕〗＂＇♪*")
INVISIBLE: Final = "\u200b\u200c\u200e\u200f\u2060\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\ufeff\u00ad"
NEAR: Final = 60  # an opened bracket or quotation further from the end is as likely a slip (precision .985 within)
WINDOW: Final = 400
_REPLACEMENT: Final = "\ufffd"
_JOINER: Final = "\u200d"

_BRACKETED: Final = pattern(r"[\[(（【{<]\s{0,3}(?:…|\.{2,6}|&hellip;|⋯)\s{0,3}[\])）】}>]$")
_ELLIPSIS: Final = pattern(r"(?:…|\.{3,}|\.\.(?=$)|&hellip;|&#8230;|⋯|‥|。{2,}|・{3,}|·{3,})[.…。]*$")
_AFTER_ELLIPSIS: Final = pattern(
    r"(?:…|\.{2,}|&hellip;|⋯|[\[(（【<])\s{0,3}[\[(（【<]?\s{0,3}"
    r"(?P<words>[^\W\d_][^\[\](){}.…]{0,30}?)\s{0,3}[\])）】>»›→]{0,3}\.?$"
)
_ARROW: Final = pattern(r"(?:…|\.{3,})\s{0,3}(?:>{1,3}|→|►|▶)$")
_ENTITY: Final = pattern(r"&(?:#\d{0,6}|#[xX][0-9a-fA-F]{0,5}|(?P<name>[A-Za-z]{1,8}\d{0,2}))$")
# Beyond those that HTML knows without a semicolon (the Latin-1 ones, "&amp" and "&quot").
_MODERN_ENTITIES: Final = (
    "apos ndash mdash lsquo rsquo sbquo ldquo rdquo bdquo lsaquo rsaquo hellip bull euro trade scaron zcaron oelig"
)
# "&co" is a firm more often than the start of "&copy;", "&c" an old "etc.".
_FIRMS: Final = frozenset({"co", "c"})
_OPENERS: Final = dict(zip("([{（［【「『《〈〔", ")]}）］】」』》〉〕", strict=True))
_CLOSERS: Final = frozenset(_OPENERS.values())
_BRACKETS: Final = pattern(f"[{re.escape(''.join((*_OPENERS, *_CLOSERS)))}]")
_EYES: Final = frozenset(":;=-8'")
# What the patterns above can end with or must hold: a look at it spares most texts the search.
_ENDS_OF_BRACKETED: Final = frozenset("])）】}>")
_ENDS_OF_ELLIPSIS: Final = frozenset(".…;⋯‥。・·")
_ENDS_OF_ARROW: Final = frozenset(">→►▶")
_MORE_CUE: Final = pattern(r"[…⋯\[(（【<]|\.\.|&hellip;")
_LONGEST_MORE: Final = 60


class EndingKind(StrEnum):
    """What stands at the end of a text."""

    DAMAGE = "damage"
    """Half a character, half an entity, a bracketed ellipsis, "… read more": proof of a cut."""
    UNCLOSED = "unclosed"
    """A bracket or quotation that was opened close to the end and never closed."""
    ELLIPSIS = "ellipsis"
    CLOSED = "closed"
    OPEN = "open"


class Ending(Struct, frozen=True):
    """The end of a text; `stem` is the text without the mark that the cut left, `evidence` says what was seen."""

    kind: EndingKind
    stem: str
    evidence: Evidence | None = None


def fold_text(text: str) -> str:
    """Fold white space and take invisible formatting off the ends."""
    return " ".join(text.split()).strip(INVISIBLE + " ")


def read_ending(text: str) -> Ending:
    """Read the end of a folded text."""
    tail = text[-WINDOW:]
    for reader in (_half_character, _half_entity, _bracketed_ellipsis, _more_words):
        if ending := reader(text, tail):
            return ending
    ellipsis = _ELLIPSIS.search(tail) if tail[-1:] in _ENDS_OF_ELLIPSIS else None
    stem = text[: len(text) - len(ellipsis[0])].rstrip() if ellipsis else text
    if unclosed := _unclosed(stem):
        return Ending(EndingKind.UNCLOSED, stem, unclosed)
    if ellipsis:
        return Ending(EndingKind.ELLIPSIS, stem, Evidence("ends with", f"an ellipsis ({ellipsis[0]})"))
    return Ending(EndingKind.CLOSED if is_closed(text) else EndingKind.OPEN, text)


def is_closed(text: str) -> bool:
    """Tell whether the text ends with a mark that closes a sentence, a quotation or a bracket."""
    return text[-1:] in CLOSING or text[-1:] in CLOSING_BEHIND


def quoted_end(text: str, length: int = 30) -> str:
    """Quote the end of a text for a sentence in a report, from a word's start."""
    end = text[-length:]
    if len(text) > length and " " in end:
        end = end[end.index(" ") + 1 :]
    return end


@cache
def truncation_words() -> dict[str, Any]:
    """Give the words and numbers of `data/truncation.toml`."""
    return table("truncation")


def is_more(words: str) -> bool:
    """Tell whether the words only invite to read on ("Read more", "weiterlesen")."""
    return " ".join(words.casefold().split()) in _more()


@cache
def _more() -> frozenset[str]:
    return frozenset(" ".join(words.split()) for words in truncation_words()["more"].split("|"))


@cache
def _entity_starts() -> frozenset[str]:
    from html.entities import html5  # two thousand names, and most pages have no ampersand at a text's end

    names = {name for name in html5 if not name.endswith(";") and name[1:].islower()}
    starts = {name[:end] for name in {*names, *_MODERN_ENTITIES.split()} for end in range(1, len(name) + 1)}
    return frozenset(start for start in starts if start.islower() or len(start) > 2) - _FIRMS


def _half_character(text: str, tail: str) -> Ending | None:
    bare = tail.rstrip(".… ")
    last = bare[-1:]
    if last == _REPLACEMENT and text.count(_REPLACEMENT) == bare.count(_REPLACEMENT) == _run_length(bare):
        return _damage(text, _run_length(bare), "half a character", "the bytes of the last character were cut apart")
    if "\ud800" <= last <= "\udbff":
        return _damage(text, 1, "half a character", "the last character lost its second half (UTF-16)")
    if last == _JOINER and len(bare) > 1 and ord(bare[-2]) > 0x2000:
        return _damage(text, 1, "half an emoji", "the last sign waits for the one it is joined to")
    return None


def _run_length(text: str) -> int:
    return len(text) - len(text.rstrip(_REPLACEMENT))


def _damage(text: str, length: int, label: str, value: str) -> Ending:
    return Ending(EndingKind.DAMAGE, text.rstrip(".… ")[:-length].rstrip(), Evidence(label, value))


def _half_entity(text: str, tail: str) -> Ending | None:
    match = _ENTITY.search(tail) if "&" in tail else None
    if match is None or (match["name"] is not None and match["name"] not in _entity_starts()):
        return None
    # One letter more is a name ("R&b", "H&m") unless the ampersand stands apart.
    if match["name"] and len(match["name"]) == 1 and tail[match.start() - 1 : match.start()].isalnum():
        return None
    stem = text[: len(text) - len(match[0])].rstrip()
    return Ending(EndingKind.DAMAGE, stem, Evidence("half an entity", f"ends with {match[0]}"))


def _bracketed_ellipsis(text: str, tail: str) -> Ending | None:
    match = _BRACKETED.search(tail) if tail[-1:] in _ENDS_OF_BRACKETED else None
    if match is None:
        return None
    stem = text[: len(text) - len(match[0])].rstrip()
    return Ending(EndingKind.DAMAGE, stem, Evidence("ends with", f"an ellipsis in brackets ({match[0]})"))


def _more_words(text: str, tail: str) -> Ending | None:
    match = _AFTER_ELLIPSIS.search(tail) if _MORE_CUE.search(tail[-_LONGEST_MORE:]) else None
    if match is not None and not _invites(match):
        match = None
    if match is None and tail[-1:] in _ENDS_OF_ARROW:
        match = _ARROW.search(tail)
    if match is None:
        return None
    stem = text[: len(text) - len(match[0])].rstrip()
    return Ending(EndingKind.DAMAGE, stem, Evidence("ends with", f"a mark that the text goes on ({match[0].strip()})"))


def _invites(match: re.Match[str]) -> bool:
    """Tell a page's "(read more)" from an honest "(plus)": without an ellipsis one word is too little."""
    words = match["words"]
    marked = match[0][0] not in "[(（【<"
    return is_more(words) and (marked or " " in words.strip() or words.casefold() == "more")


def _unclosed(text: str) -> Evidence | None:
    tail = text[-WINDOW:]
    place = _open_bracket(tail)
    if place is not None and len(tail) - place <= NEAR:
        return Evidence("never closed", f"the bracket opened at “{tail[place : place + 30]}”")
    place = _open_quotation(tail)
    if place is not None and len(tail) - place <= NEAR:
        return Evidence("never closed", f"the quotation opened at {tail[place : place + 30]}")
    return None


def _open_bracket(tail: str) -> int | None:
    opened: list[int] = []
    for found in _BRACKETS.finditer(tail):
        place, letter = found.start(), found.group()
        if letter in _OPENERS:
            # A face such as ":(" opens nothing.
            if not (place and tail[place - 1] in _EYES and tail[place + 1 : place + 2] in {"", " ", "("}):
                opened.append(place)
        elif letter in _CLOSERS and opened:
            opened.pop()
    return opened[-1] if opened else None


def _open_quotation(tail: str) -> int | None:
    opened: list[tuple[str, int]] = []
    for found in _QUOTATION_MARKS.finditer(tail):
        place, mark = found.start(), found.group()
        opening = _opens(mark, tail[place - 1 : place], tail[place + 1 : place + 2])
        last = place + 1 == len(tail)
        if opened and mark in _QUOTES[opened[-1][0]] and (last or not opening):
            opened.pop()
        elif opening:
            opened.append((mark, place))
    # With spaces on the inner sides (" so ") nothing tells the two apart but their number.
    if not opened or (opened[-1][0] == '"' and tail.count('"') % 2 == 0):
        return None
    return opened[-1][1]


# For each mark that opens a quotation, those that close it: English “ ”, German „ “ and » «, French « », Swedish ” ”.
_QUOTES: Final = {
    "“": '”"»“',
    "”": '”"“',
    "„": '“”"„’',
    "«": '»"”',
    "»": '«»"',
    '"': '"”“',
}
_QUOTATION_MARKS: Final = pattern(f"[{''.join(_QUOTES)}]")


def _opens(mark: str, before: str, after: str) -> bool:
    """Most marks close as often as they open: only the letters around them tell."""
    if mark == "„":
        return True
    outside = not before or before.isspace() or before in "([{—–-/:>|"
    if mark == "»":
        return outside and bool(after) and not after.isspace()
    return outside and (mark == "«" or not after.isspace())
