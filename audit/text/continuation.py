"""The fuller text that a cut text came from, found elsewhere on the page.

An alternative text that is a caption without its credit is intact; one that stops inside a word which the caption
finishes is proof. In the measured pairs the first rule below was never wrong, the second once in a hundred.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

from cutline.model.finding import Evidence
from cutline.text.credit import parse_credit
from cutline.text.endings import Ending, EndingKind, fold_text, is_closed, is_more, quoted_end, read_ending
from cutline.text.language import language_of
from cutline.text.tail import UNSPACED, read_tail
from cutline.text.truncation import Truncation, TruncationGrade, proven, strong

# A page repeats short phrases for honest reasons ("Paris" and "Paris by night").
SHORTEST_PREFIX: Final = 12
SHORTEST_UNSPACED: Final = 6
WORDS_GOING_ON: Final = 3
_CANDIDATES: Final = 8
_SUREST_FIRST: Final = (TruncationGrade.PROVEN, TruncationGrade.STRONG, TruncationGrade.WEAK, None)
_BETWEEN: Final = " \u00a0-–—|·•:;,./"


class ContinuationIndex:
    """A page's texts in order: the one that goes on where another stops is found in O(log n)."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts; they are folded, and each kept once."""
        self._texts = sorted({fold_text(text) for text in texts})

    def fuller(self, text: str) -> Iterator[str]:
        """Give the texts, at most eight, that begin with `text` (without the mark of a cut) and go on.

        A mark of a cut within the first six code points leads nowhere: what stands before it would be no evidence.
        """
        folded = fold_text(text)
        if not self._has_another_like(folded):
            return
        stem = _stem(read_ending(folded))
        if not stem:
            return
        place = bisect_left(self._texts, stem)
        for candidate in self._texts[place : place + _CANDIDATES]:
            if not candidate.startswith(stem):
                return
            if candidate not in {folded, stem}:
                yield candidate

    def _has_another_like(self, folded: str) -> bool:
        """Tell whether another text begins with the same few letters; most do not, and reading an ending is dear."""
        start = folded[:SHORTEST_UNSPACED]
        place = bisect_left(self._texts, start)
        return any(other.startswith(start) and other != folded for other in self._texts[place : place + 2])

    def judge(self, text: str, *, lang: str | None = None) -> Truncation | None:
        """Give the surest verdict that the fuller texts allow; None when none of them shows a cut."""
        verdicts = [verdict for fuller in self.fuller(text) if (verdict := judge_continuation(text, fuller, lang=lang))]
        return min(verdicts, key=lambda verdict: _SUREST_FIRST.index(verdict.grade), default=None)


def judge_continuation(text: str, fuller: str, *, lang: str | None = None) -> Truncation | None:
    """Judge whether `fuller` shows that `text` was cut.

    None when `fuller` does not begin with `text` (without the mark of a cut), when what it adds is a credit, a "read
    more" or new sentences, and when it is no more than punctuation.
    """
    ending = read_ending(fold_text(text))
    stem, whole = _stem(ending), fold_text(fuller)
    rest = whole[len(stem) :]
    if not stem or not whole.startswith(stem) or not _says_more(rest, lang):
        return None
    language = language_of(stem, lang)
    if len(stem) < (SHORTEST_UNSPACED if language in UNSPACED else SHORTEST_PREFIX):
        return None
    seen = Evidence("full text on the page", f"“{quoted_end(stem, 20)}{_opening(rest)}”")
    if _is_letter(stem[-1]) and _is_letter(rest[0]):
        return strong(seen) if _is_longer_form(stem, rest, language) else proven(seen)
    if ending.kind in {EndingKind.DAMAGE, EndingKind.ELLIPSIS}:
        return proven(ending.evidence, seen)
    return strong(seen) if _runs_on(stem, rest, language) else None


def _stem(ending: Ending) -> str:
    return ending.stem.rstrip(" \ufffd&")


def _says_more(rest: str, lang: str | None) -> bool:
    said = rest.strip(_BETWEEN)
    if not any(map(str.isalnum, said)) or is_more(said.strip("[](){}….")):
        return False
    credit = parse_credit(rest.strip(), lang=lang)
    return credit is None or credit.start > len(rest) // 3


def _is_longer_form(stem: str, rest: str, language: str | None) -> bool:
    """Tell whether the text stops at a whole word of which the fuller text has a longer form: "dog", "dogs"."""
    added = next((place for place, letter in enumerate(rest) if not _is_letter(letter)), len(rest))
    return added < 3 and language not in UNSPACED and read_tail(stem, language, len(stem)).share > 0


def _runs_on(stem: str, rest: str, language: str | None) -> bool:
    if is_closed(stem):
        return False
    tail = read_tail(stem, language, len(stem))
    if tail.count > 1 and tail.key in tail.functions.never:
        return True
    return len(rest.split()) >= WORDS_GOING_ON and rest.lstrip()[0].islower()


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter)[0] == "M"


def _opening(rest: str) -> str:
    return rest if len(rest) <= 30 else f"{rest[:30].rsplit(' ', 1)[0]} …"
