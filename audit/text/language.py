"""Which language a text is written in, and the words that hold its sentences together.

The page says first; when it does not, function words and letters are counted. `None` is a good answer: only facts that
need no language speak then.
"""

from bisect import bisect_right
from collections import Counter
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, Final

from msgspec import Struct

from cutline.text.data import table
from cutline.text.patterns import pattern

_PRIMARY: Final = pattern(r"\s*([A-Za-z]{2,3})(?![A-Za-z])")
# Single Latin letters are left out: elisions and initials ("d'", "'s", "J.") would all vote.
_WORD: Final = pattern(r"[^\W\d_]{2,}|[^\W\d_a-z]")
# BCP 47 and ISO 639-2: undetermined, multiple, no linguistic content, uncoded.
_NO_LANGUAGE: Final = frozenset({"und", "mul", "zxx", "mis"})
_SAMPLE: Final = 1200
_SCRIPT_SAMPLE: Final = 200
_SCRIPT_ENDS: Final = (
    (0x0250, "latin"),
    (0x0370, ""),
    (0x0400, "greek"),
    (0x0530, "cyrillic"),
    (0x0590, ""),
    (0x0600, "hebrew"),
    (0x0780, "arabic"),
    (0x0900, ""),
    (0x0980, "devanagari"),
    (0x0E00, ""),
    (0x0E80, "thai"),
    (0x1100, ""),
    (0x1200, "hangul"),
    (0x1E00, ""),
    (0x1F00, "latin"),
    (0x2000, "greek"),
    (0x3040, ""),
    (0x3100, "kana"),
    (0x3400, ""),
    (0xA000, "han"),
    (0xAC00, ""),
    (0xD7B0, "hangul"),
    (0xF900, ""),
    (0xFB00, "han"),
    (0xFB50, "latin"),
    (0xFF00, "arabic"),
    (0xFF66, "latin"),
    (0xFFA0, "kana"),
    (0x20000, ""),
    (0x32000, "han"),
)
# A script that one language of ours has to itself needs no counting.
_ONLY_LANGUAGE: Final = {
    "greek": "el",
    "hebrew": "he",
    "devanagari": "hi",
    "hangul": "ko",
    "kana": "ja",
    "han": "zh",
    "thai": "th",
}


class FunctionWords(Struct, frozen=True):
    """The words of one language that bind others, case-folded; each group says how a text may end after them.

    `never` and `seldom` speak for themselves; `particles` end a sentence as often as they bind (separable and phrasal
    verbs); `before` are attributes and titles that wait for their noun.
    """

    never: frozenset[str] = frozenset()
    seldom: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()


def normalise_language(tag: str | None) -> str | None:
    """Reduce a BCP 47 tag to the code that the word lists use: "en-US" -> "en", "nb" -> "no", "und" -> None."""
    match = _PRIMARY.match(tag) if tag else None
    if match is None:
        return None
    code = match[1].lower()
    return None if code in _NO_LANGUAGE else _languages()["aliases"].get(code, code)


def language_of(text: str, lang: str | None) -> str | None:
    """Choose the language to judge `text` by: the one declared, unless it is written in another script."""
    declared = normalise_language(lang)
    if declared is None:
        return guess_language(text)
    written = script_of(text)
    if not written or written in _scripts_of(declared):
        return declared
    return guess_language(text)


def guess_language(text: str) -> str | None:
    """Guess from script, function words and letters; None when nothing decides. Reads the first 1,200 characters."""
    sample = text[:_SAMPLE]
    script = script_of(sample)
    if script in _ONLY_LANGUAGE:
        return _ONLY_LANGUAGE[script]
    votes = _votes(sample, script)
    if not votes:
        return None
    (best, most), *others = votes.most_common(2)
    return best if not others or most > others[0][1] else None


def script_of(text: str) -> str:
    """Name the script of most of the first 200 characters; "" when they hold no letters. Kana decide against Han."""
    sample = text[:_SCRIPT_SAMPLE]
    if sample.isascii():
        return "latin" if any(map(str.isalpha, sample)) else ""
    # Where plain letters outnumber all else that could be one, counting the rest by script changes nothing.
    plain = sample.encode("ascii", "ignore")
    if len(plain.translate(None, _NO_LETTERS)) > 2 * (len(sample) - len(plain)):
        return "latin"
    counts: Counter[str] = Counter()
    for letter, times in Counter(filter(str.isalpha, sample)).items():
        counts[_script_of_letter(letter)] += times
    if counts["kana"]:
        return "kana" if counts["kana"] + counts["han"] >= counts["latin"] else "latin"
    return counts.most_common(1)[0][0] if counts else ""


_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())


@cache
def function_words(language: str | None) -> FunctionWords:
    """Give the word lists of a normalised language; empty ones for a language that has none."""
    table = _word_lists().get("sr" if language == "bs" else language or "", {})
    return FunctionWords(**{group: frozenset(words.split()) for group, words in table.items()})


def _votes(sample: str, script: str) -> Counter[str]:
    votes: Counter[str] = Counter()
    owners, small = _owners(), sample.lower()
    for word in _WORD.findall(small):
        for language in owners.get(word, ()):
            votes[language] += 60 // len(owners[word])
    letters = _letter_owners()
    for letter in set(small).intersection(letters):
        for language in letters[letter]:
            votes[language] += 60 // len(letters[letter])
    return Counter({language: vote for language, vote in votes.items() if script in _scripts_of(language)})


@lru_cache(maxsize=1024)
def _script_of_letter(letter: str) -> str:
    place = bisect_right(_SCRIPT_ENDS, ord(letter), key=itemgetter(0))
    return _SCRIPT_ENDS[place][1] if place < len(_SCRIPT_ENDS) else ""


@cache
def _scripts_of(language: str) -> tuple[str, ...]:
    return tuple(_languages()["scripts"].get(language, "latin").split())


@cache
def _owners() -> dict[str, tuple[str, ...]]:
    owners: dict[str, list[str]] = {}
    for language, groups in _word_lists().items():
        for word in {word for group in ("never", "seldom") for word in groups[group].split()}:
            owners.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in owners.items()}


@cache
def _letter_owners() -> dict[str, tuple[str, ...]]:
    owners: dict[str, list[str]] = {}
    for language, letters in _languages()["letters"].items():
        for letter in letters:
            owners.setdefault(letter, []).append(language)
    return {letter: tuple(languages) for letter, languages in owners.items()}


@cache
def _word_lists() -> dict[str, dict[str, str]]:
    return table("function_words")


@cache
def _languages() -> dict[str, Any]:
    return table("languages")
