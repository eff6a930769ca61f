"""How common words are: the tables made by `tools/build_tables.py`, loaded when a text first needs one.

A table holds the 20,000 commonest words of a language, the measured knee: 2,000 words find a fifth fewer cut words,
320,000 find none more. It loads in about 10 ms. A language without a table is answered by `None`, never by an error.
"""

import zlib
from bisect import bisect_left
from functools import cache
from itertools import accumulate
from math import log10
from typing import Final

from msgspec import Struct

from cutline.text.data import packed

# One list serves several languages: wordfreq files Bosnian, Croatian and Serbian together, in Latin letters.
_TABLE_OF: Final = {"no": "nb", "nn": "nb", "bs": "sh", "hr": "sh", "sr": "sh"}
_STEPS: Final = 32
_SHARES: Final = tuple(10 ** (-level / _STEPS) for level in range(256))
_CYRILLIC_SERBIAN: Final = str.maketrans(
    dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True))
    | {"љ": "lj", "њ": "nj", "џ": "dž"}
)
_ABOVE_ALL_LETTERS: Final = "\U0010ffff"


class Continuation(Struct, frozen=True):
    """How much commoner the longer words are that begin with a fragment.

    `mass` is the decimal logarithm of their summed frequency over the fragment's own: 2 says that the letters are the
    start of a longer word a hundred times as often as a word of their own. `longer` is the commonest of those words.
    """

    mass: float
    longer: str


class Frequencies:
    """The words of one language, sorted, with their share of running text."""

    def __init__(self, words: list[str], levels: bytes) -> None:
        """Take the words in code-point order, and -32 * log10(share) for each."""
        self._words = words
        self._levels = levels
        self._sums = [0.0, *accumulate(map(_SHARES.__getitem__, levels))]
        self._rarest = _SHARES[max(levels, default=255)]

    def share(self, word: str) -> float:
        """Give the word's occurrences per word of running text; 0.0 when it is not among the commonest."""
        place = bisect_left(self._words, word)
        if place < len(self._words) and self._words[place] == word:
            return _SHARES[self._levels[place]]
        return 0.0

    def continuation(self, fragment: str) -> Continuation | None:
        """Weigh the longer words that begin with the case-folded `fragment`; None when there is none."""
        start = bisect_left(self._words, fragment)
        end = bisect_left(self._words, fragment + _ABOVE_ALL_LETTERS, start)
        own = 0.0
        if start < end and self._words[start] == fragment:
            own = _SHARES[self._levels[start]]
            start += 1
        if start >= end:
            return None
        longer = self._sums[end] - self._sums[start]
        commonest = self._levels.index(min(self._levels[start:end]), start, end)
        # A word that the table lacks is rarer than all it has; a third of the rarest is the usual share below.
        return Continuation(log10(longer / (own or self._rarest / 3)), self._words[commonest])


def frequencies(language: str | None) -> Frequencies | None:
    """Load the table for a normalised language; None when there is none, or it was not built."""
    return _load(_TABLE_OF.get(language, language)) if language else None


def spelled_as_listed(word: str, language: str) -> str:
    """Spell a word as the tables do: case-folded, Serbian in Latin letters, Turkish with its two kinds of i."""
    if language == "tr":
        word = word.replace("İ", "i").replace("I", "ı")
    folded = word.casefold()
    return folded.translate(_CYRILLIC_SERBIAN) if language in {"sr", "bs"} else folded


@cache
def _load(name: str) -> Frequencies | None:
    try:
        words, _, levels = zlib.decompress(packed(f"frequencies/{name}.zlib")).partition(b"\0")
        spelled = words.decode().split("\n")[:-1]
    except (OSError, ValueError, zlib.error):
        return None
    return Frequencies(spelled, levels) if len(spelled) == len(levels) else None
