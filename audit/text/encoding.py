"""Text that programs damaged on its way: entities escaped twice, UTF-8 read in the wrong alphabet, lost letters.

Everything here works on text whose entities are decoded once already, as a browser gives an attribute's value.
"""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache

from msgspec import Struct

from cutline.text.patterns import pattern

SAMPLE_LIMIT = 40
"""Code points of damaged text that a claim quotes."""


class Kind(StrEnum):
    """What happened to the text."""

    ESCAPED = "escaped"
    """Code that belongs to the page's source is read out: `&quot;`, `\\u2019`, `<em>`."""
    MISREAD = "misread"
    """UTF-8 was read as a one-byte alphabet: `â€™`, `Ã©`."""
    LOST = "lost"
    """A letter was replaced by U+FFFD and cannot be known from the text."""


class Damage(Struct, frozen=True):
    """What happened, the first damaged part as written, and the whole text mended (None when unknowable)."""

    kind: Kind
    sample: str
    repaired: str | None


def find_damage(text: str) -> Damage | None:
    """Tell whether `text` was damaged by software, and how it read before; None for intact text.

    Linear in the text. What is escaped and misread at once is mended in both ways.
    """
    escaped = _first_escaped(text)
    if text.isascii() and not escaped:
        return None
    misread = None if escaped else _first_misread(text)
    lost = None if escaped or misread else _LOST.search(text)
    found = escaped or misread or lost
    if found is None:
        return None
    kind = Kind.ESCAPED if escaped else Kind.MISREAD if misread else Kind.LOST
    repaired = None if "\ufffd" in text else _mended(text)
    return Damage(kind, found.group()[:SAMPLE_LIMIT], repaired)


# Named references as they are seen twice escaped; a longer list would only add names that no editor types.
_NAMES = (
    "amp|quot|apos|lt|gt|nbsp|[lr][sd]quo|bdquo|sbquo|[nm]dash|hellip|[lr]aquo|copy|reg|trade|deg|middot|bull|euro|pound"
    "|[A-Za-z](?:acute|grave|circ|uml|tilde|cedil|caron|slash|ring)|szlig|aelig|AElig|oelig|OElig|shy|iexcl|iquest|eth|ETH"
)
_ENTITY = rf"&(?:amp;)*(?:(?:{_NAMES})|#[0-9]{{2,7}}|#[xX][0-9a-fA-F]{{2,6}});"
_SCRIPT_ESCAPE = r"\\u[0-9a-fA-F]{4}|(?<!\\)\\+[\"']"
_TAGS = "p|br|em|strong|i|b|u|a|span|div|sup|sub|small|font|cite|q|h[1-6]|ul|ol|li|figcaption|blockquote"
_TAG = rf"</?(?:{_TAGS})(?:\s[^<>]{{0,300}})?/?>"
_ONE_SCRIPT_ESCAPE = pattern(r"\\u([0-9a-fA-F]{4})")
_ESCAPED_QUOTE = pattern(r"(?<!\\)\\+([\"'])")
_BREAKS = pattern(r"</?(?:p|br|div|li|ul|ol|h[1-6]|figcaption|blockquote)\b")
_LOST = pattern("\ufffd+")
_ROUNDS = 3
"""How often a text is mended; more than two layers of damage were not seen in the wild."""


def _first_escaped(text: str) -> re.Match[str] | None:
    if "&" in text or "<" in text or "\\" in text:
        return _escaped().search(text)
    return None


@cache
def _escaped() -> re.Pattern[str]:
    return re.compile(rf"{_ENTITY}|{_SCRIPT_ESCAPE}|{_TAG}")


def _mended(text: str) -> str:
    for _ in range(_ROUNDS):
        before = text
        text = _reread(_unescaped(text))
        if text == before:
            break
    return text


def _unescaped(text: str) -> str:
    import html  # as long to import as ten texts to judge, and damage is rare

    text = re.sub(_ENTITY, lambda found: html.unescape(found.group()), text)
    text = _ESCAPED_QUOTE.sub(r"\1", _ONE_SCRIPT_ESCAPE.sub(_script_character, text))
    text = re.sub(_TAG, lambda tag: " " if _BREAKS.match(tag.group()) else "", text)
    return text.strip() if text[:1].isspace() or text[-1:].isspace() else text


def _script_character(found: re.Match[str]) -> str:
    letter = chr(int(found[1], 16))
    return found.group() if letter < " " or "\ud800" <= letter <= "\udfff" else letter


class _Alphabet:
    """A one-byte alphabet in which UTF-8 was read, with the patterns that its misreadings make."""

    def __init__(self, name: str, believed: Callable[[str, str, str], bool]) -> None:
        # Browsers read a byte that an alphabet leaves free as the control character of that number (WHATWG Encoding).
        high = [_decoded(byte, name) for byte in range(0x80, 0x100)]
        self.bytes = {letter: byte for byte, letter in enumerate(high, 0x80)}
        follow = _letters(high[:0x40])
        two, three, four = _letters(high[0x42:0x5F]), _letters(high[0x60:0x70]), _letters(high[0x70:0x75])
        self.runs = re.compile(f"(?:[{two}][{follow}]|[{three}][{follow}]{{2}}|[{four}][{follow}]{{3}})+")
        self.believed = believed

    def readings(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Give every stretch that can be read again as UTF-8, with the text it gives."""
        for run in self.runs.finditer(text):
            try:
                yield run, bytes(self.bytes[letter] for letter in run.group()).decode("utf-8")
            except UnicodeDecodeError:
                continue

    def convincing(self, text: str) -> re.Match[str] | None:
        """Give the first stretch that nobody would have written."""
        for run, reading in self.readings(text):
            if self.believed(reading, text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]):
                return run
        return None

    def reread(self, text: str) -> str:
        """Read every stretch again; call only for a text with a convincing one."""
        pieces, end = [], 0
        for run, reading in self.readings(text):
            pieces += [text[end : run.start()], reading]
            end = run.end()
        return "".join(pieces) + text[end:]


def _decoded(byte: int, alphabet: str) -> str:
    try:
        return bytes([byte]).decode(alphabet)
    except UnicodeDecodeError:
        return chr(byte)


def _letters(letters: list[str]) -> str:
    return "".join(re.escape(letter) for letter in letters)


def _western(reading: str, before: str, after: str) -> bool:
    """Believe a misreading in windows-1252 or windows-1250.

    Capitals with a circumflex, tilde or diaeresis stand before closing quotes and dashes in many languages ("MANHÃ”"),
    so one short stretch counts only where a capital cannot stand: behind a small letter, or at the start of a
    word that goes on in small letters.
    """
    first = reading[0]
    if any("\x7f" <= letter <= "\x9f" for letter in reading):
        return False
    if "\u2010" <= first <= "\u203a" or first in "\u20ac\u2122\ufeff" or first >= "\U0001f000":
        return True
    if first < "\u0250":
        return _out_of_place(first, before, after)
    return len(reading) > 1 + (first >= "\u0800") and (first < "\u0700" or first >= "\u0900")


def _out_of_place(letter: str, before: str, after: str) -> bool:
    if before.islower():
        return True
    if before.isalpha():
        return False
    return not letter.isalpha() or after.islower()


def _cyrillic(reading: str, _before: str, _after: str) -> bool:
    """Believe a misreading in windows-1251: three letters in a row, all of one family.

    Capitals before an і are common in Ukrainian, and pairs of them read as UTF-8 too, but never as Cyrillic words.
    """
    return len(reading) > 2 and all("\u0400" <= letter <= "\u04ff" for letter in reading)


@cache
def _alphabets() -> tuple[_Alphabet, ...]:
    return (_Alphabet("cp1252", _western), _Alphabet("cp1250", _western), _Alphabet("cp1251", _cyrillic))


# The typographic ones; the others are not claimed, since nobody types them and nothing tells what they were.
_CONTROLS = pattern("[\x80\x82\x84\x85\x91-\x97\x99]+")


def _first_misread(text: str) -> re.Match[str] | None:
    """Give the first misread stretch; C1 control characters are windows-1252 quotes read as ISO 8859-1."""
    if text.isascii():
        return None
    for alphabet in _alphabets():
        if found := alphabet.convincing(text):
            return found
    return _CONTROLS.search(text)


def _reread(text: str) -> str:
    if text.isascii():
        return text
    readings = [alphabet.reread(text) for alphabet in _alphabets() if alphabet.convincing(text)]
    if readings:
        return min(readings, key=len).replace("\ufeff", "")
    return _CONTROLS.sub(lambda run: "".join(_decoded(ord(letter), "cp1252") for letter in run.group()), text)
