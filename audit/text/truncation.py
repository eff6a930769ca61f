"""Proving that a text was cut on its way to the page.

Three tiers, each with evidence in an editor's words. *Proven*: half a character, half an entity, an ellipsis in
brackets or before "read more", a bracket or quotation opened near the end and never closed. *Strong*: an ellipsis at
the end of a long text; facts about the end that add up on the points card. *Weak*: facts that add up to advice. A
missing full stop is never evidence: 78 % of intact texts have none.
"""

from enum import StrEnum
from functools import cache
from typing import Final

from msgspec import Struct

from cutline.model.finding import Evidence
from cutline.text.endings import CLOSING, Ending, EndingKind, fold_text, quoted_end, read_ending, truncation_words
from cutline.text.language import function_words, language_of
from cutline.text.points import explain, facts, is_decisive, points_card
from cutline.text.tail import UNSPACED, Tail, read_sentences, read_tail

# Editors end short texts with an ellipsis too: in open texts of 60 characters and more, 285 of 286 were cuts.
LONG_FOR_ELLIPSIS: Final = 60
# Japanese and Chinese say in 20 characters what takes English 60.
LONG_FOR_ELLIPSIS_UNSPACED: Final = 20
# Below this a word and an ellipsis are a label such as "Loading…", whatever the word.
SHORTEST: Final = 20


class TruncationGrade(StrEnum):
    """How sure the verdict is: `proven` may stand unhedged, `strong` is a warning, `weak` is advice."""

    PROVEN = "proven"
    STRONG = "strong"
    WEAK = "weak"


class Truncation(Struct, frozen=True):
    """Whether a text was cut, how sure that is, and why, in an editor's words.

    `truncated` is True for the grades `proven` and `strong`; a `weak` verdict is advice and leaves it False.
    """

    truncated: bool
    grade: TruncationGrade | None
    evidence: tuple[Evidence, ...] = ()


_WORD_FACTS: Final = frozenset(
    {
        "ends in a word that needs another",
        "ends inside a word",
        "ends in a single letter",
        "ends in a possessive",
        "ends in “&”",
        "few texts end after",
        "unfinished credit",
        "unfinished date",
        "never closed",
        "ends with",
    }
)
INTACT: Final = Truncation(truncated=False, grade=None)


def judge_truncation(text: str, *, lang: str | None = None, raw: str | None = None) -> Truncation:
    """Judge one text by itself.

    `lang` is a BCP 47 tag; without one, or when the text is written in another script, the language is guessed. `raw`
    is the text before white space was folded, when the caller has it: a cut often leaves white space behind, and a
    limit counts the characters of the raw text. Any string gets a verdict; the time is linear in its length.
    """
    folded = fold_text(text)
    return judge_ending(folded, read_ending(folded), lang, raw if raw is not None else text)


def judge_ending(folded: str, ending: Ending, lang: str | None, raw: str) -> Truncation:
    """Judge a folded text whose ending was read already; `lang` and `raw` as in `judge_truncation`."""
    if not any(map(str.isalpha, ending.stem)):
        return INTACT
    match ending.kind:
        case EndingKind.DAMAGE:
            return proven(ending.evidence)
        case EndingKind.UNCLOSED:
            return _judge_unclosed(ending)
        case EndingKind.ELLIPSIS:
            return _judge_ellipsis(folded, ending, lang)
        case EndingKind.CLOSED:
            return _judge_closed(folded, lang)
    return _judge_open(folded, lang, raw)


def breaks_off(verdict: Truncation) -> bool:
    """Tell whether a verdict rests on the last words themselves, not only on length and missing stops."""
    return any(fact.label in _WORD_FACTS for fact in verdict.evidence)


def trim_to_sentence(text: str) -> str | None:
    """Trim a text back to its last whole sentence, for an editor to approve; None when it has none.

    No word is added or changed. A text that ends with a whole sentence is given back as it is, folded.
    """
    folded = fold_text(text)
    ending = read_ending(folded)
    if ending.kind is EndingKind.CLOSED:
        return folded
    rest = read_sentences(ending.stem)
    whole = ending.stem[: len(ending.stem) - len(rest)].rstrip()
    if whole and read_ending(whole).kind is EndingKind.CLOSED:
        return whole
    return ending.stem if ending.stem[-1:] in CLOSING and ending.kind is not EndingKind.UNCLOSED else None


def proven(*evidence: Evidence | None) -> Truncation:
    """Give the verdict that needs no hedging."""
    return Truncation(truncated=True, grade=TruncationGrade.PROVEN, evidence=tuple(filter(None, evidence)))


def strong(*evidence: Evidence | None) -> Truncation:
    """Give the verdict that deserves a warning."""
    return Truncation(truncated=True, grade=TruncationGrade.STRONG, evidence=tuple(filter(None, evidence)))


def weak(*evidence: Evidence | None) -> Truncation:
    """Give the verdict that is advice."""
    return Truncation(truncated=False, grade=TruncationGrade.WEAK, evidence=tuple(filter(None, evidence)))


def open_points(folded: str, language: str | None) -> float:
    """Give the log-odds that an open, folded text in a normalised language was cut, from the points card alone."""
    return points_card().weigh(facts(read_tail(folded, language, len(folded))))


def _judge_unclosed(ending: Ending) -> Truncation:
    # A forgotten bracket behind a whole sentence is a slip of the pen.
    if ending.stem[-1:] in CLOSING:
        return weak(ending.evidence)
    return proven(ending.evidence)


def _judge_ellipsis(folded: str, ending: Ending, lang: str | None) -> Truncation:
    language = language_of(ending.stem, lang)
    if len(folded) >= (LONG_FOR_ELLIPSIS_UNSPACED if language in UNSPACED else LONG_FOR_ELLIPSIS):
        return strong(ending.evidence, Evidence("length", f"{len(folded)} characters"))
    if len(folded) < SHORTEST:
        return INTACT
    broken = _broken_end(read_tail(ending.stem, language, len(folded)))
    return strong(ending.evidence, broken) if broken else weak(ending.evidence)


def _broken_end(tail: Tail) -> Evidence | None:
    if tail.count > 1 and tail.key in tail.functions.never and not tail.word.isupper():
        return Evidence("ends in a word that needs another", f"no text ends after “{tail.word}”")
    if tail.continuation and tail.continuation.mass >= 1.0:
        longer = tail.continuation.longer
        return Evidence("ends inside a word", f"“{tail.word}” is nearly always continued, as in “{longer}”")
    return None


def _judge_closed(folded: str, lang: str | None) -> Truncation:
    last = folded[-20:].rsplit(None, 1)[-1]
    if last[-1] == "." and last[:-1].casefold() in _waiting_abbreviations() and " " in folded:
        return strong(Evidence("ends before a name", f"“{last}” announces one"))
    if last[-1] in "'’" and last[:-1].casefold() in function_words(language_of(folded, lang)).never:
        return strong(Evidence("ends in a word that needs another", f"no text ends after “{last}”"))
    return INTACT


@cache
def _waiting_abbreviations() -> frozenset[str]:
    return frozenset(truncation_words()["waiting_abbreviations"].casefold().split())


def _judge_open(folded: str, lang: str | None, raw: str) -> Truncation:
    language = language_of(folded, lang)
    if language in UNSPACED:
        return _judge_unspaced(folded, language)
    tail = read_tail(folded, language, len(folded))
    held = facts(tail, raw)
    card = points_card()
    points = card.weigh(held)
    if points >= card.strong or is_decisive(held, len(folded)):
        return strong(*explain(tail, held))
    return weak(*explain(tail, held)) if points >= card.weak else INTACT


def _judge_unspaced(folded: str, language: str | None) -> Truncation:
    # Measured on Japanese: half the cuts, but five false alarms in a hundred, so advice and no more.
    ends = (word for word in function_words(language).never if folded.endswith(word))
    if len(folded) >= SHORTEST and (last := max(ends, key=len, default="")):
        return weak(Evidence("last words", f"“{quoted_end(folded)}”"), Evidence("few texts end after", f"“{last}”"))
    return INTACT
