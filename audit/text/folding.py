"""Texts and names made comparable: white space folded, invisible characters dropped, accents and case set aside."""

import re
import unicodedata
from collections.abc import Sequence

from cutline.text.patterns import pattern

# Soft hyphen, zero-width characters, left-to-right and right-to-left marks: what a paste leaves behind. Embedding
# marks and variation selectors stay, because they change what is seen.
_INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
_UNEVEN = pattern(rf"[{_INVISIBLE}]|[^\S ]|\s\s|^\s|\s\Z")
_UNSEEN = pattern(f"[{_INVISIBLE}]+")
_VISIBLE = pattern(rf"[^\s{_INVISIBLE}]+")

# Combining marks are said although \w leaves them out: without its vowel signs a Hindi word is another one.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983"
    "\u09bc\u09be-\u09cd\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57"
    "\u0b82\u0bbe-\u0bd7\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d57\u0d82\u0d83"
    "\u0dca-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u1a55-\u1a7f\u3099\u309a"
)
_NOT_SAID = pattern(rf"[^\w\s{_MARKS}]|_")
# The same for ASCII, where a table is several times as fast as a pattern.
_SAID_IN_ASCII = {
    code: None if chr(code) == "'" else chr(code).lower() if chr(code).isalnum() or chr(code).isspace() else " "
    for code in range(128)
}
# Letters that Unicode does not decompose.
_STROKES = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "ß": "ss"})
# German transliteration: a wire service without umlauts writes Foeger for Föger.
_UMLAUTS = pattern("ae|oe|ue")


def fold(text: str) -> str:
    """Fold every run of white space to one space, drop zero-width and direction marks, and trim both ends."""
    folded = " ".join(text.split())
    if folded.isascii() or folded.isprintable():
        return folded
    return " ".join(_UNSEEN.sub("", folded).split())


def fold_with_map(text: str) -> tuple[str, Sequence[int]]:
    """Fold as `fold` does and give, for each code point of the result, its offset in `text`."""
    if _is_even(text):
        return text, range(len(text))
    pieces: list[str] = []
    offsets: list[int] = []
    end = 0
    for word in _VISIBLE.finditer(text):
        start = word.start()
        if pieces and _UNSEEN.sub("", text[end:start]):
            pieces.append(" ")
            offsets.append(end)
        pieces.append(word.group())
        offsets.extend(range(start, word.end()))
        end = word.end()
    return "".join(pieces), offsets


def _is_even(text: str) -> bool:
    """Tell whether folding would change nothing; most texts show it without a search."""
    if text.isprintable():
        return "  " not in text and text[:1] != " " and text[-1:] != " "
    return not _UNEVEN.search(text)


def comparison_key(text: str) -> str:
    """Reduce a text to what it says: NFKC, no case, no punctuation, no quotes, white space folded.

    Two texts with equal keys read the same aloud. Entities must be decoded already.
    """
    if text.isascii():
        return " ".join(text.translate(_SAID_IN_ASCII).split())
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text).casefold().replace("'", "").replace("’", ""))
    return fold(_NOT_SAID.sub(_mark_or_space, plain))


def _mark_or_space(sign: re.Match[str]) -> str:
    """Keep vowel signs and other combining marks: they are half of a Hindi or Thai word."""
    return sign.group() if unicodedata.category(sign.group()).startswith("M") else " "


def fold_name(name: str) -> str:
    """Reduce a person's name to what stays the same between an edited caption and a wire service's ASCII.

    Case, accents, hyphens and stops go; ä and ae, ö and oe, ü and ue, ø and oe come out equal.
    """
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold().translate(_STROKES))
        name = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _UMLAUTS.sub(lambda pair: pair.group()[0], comparison_key(name))


def may_be_east_asian(text: str) -> bool:
    """Tell whether anything in the text lies beyond the Chinese radicals: all Chinese, Japanese and Korean does.

    Emoji do too, so a pattern must have the last word. It costs a tenth of one, and large ranges take 3 ms to compile.
    """
    return not text.isascii() and max(text) >= "\u2e80"
