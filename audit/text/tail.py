"""The end of a text as an editor would look at it: the last words, the last sentence, how common the last word is."""

import unicodedata
from functools import cache
from typing import Final

from msgspec import Struct

from cutline.text.endings import truncation_words
from cutline.text.frequencies import Continuation, frequencies, spelled_as_listed
from cutline.text.language import FunctionWords, function_words
from cutline.text.patterns import pattern

WINDOW: Final = 300
LONGEST_WORD: Final = 40
# The character before a run of marks is none of them, so that a megabyte of "!" is read once.
_SENTENCE_END: Final = pattern(
    r"(?<=[^\s.!?…।؟])[.!?…।؟]+[\"”’»)\]]*\s+(?=[\"“„«'‘(\[]{0,3}[^\W_])|(?<![。！？])[。！？]++[」』）]?(?=\w)"
)
_ADDRESS: Final = pattern(r"\w@\w|\w\.[a-z]{2,6}/?$|://")
_LAST_LETTERS: Final = pattern(r"[^\W\d_]{1,12}$")
_PIECE_ENDS: Final = pattern(r"[-‐‑–—/|’'ʼ:;,&+_.\"“”„«»()\[\]*#@‘]+")
# Scripts that write no spaces: their last word cannot be told apart.
UNSPACED: Final = frozenset({"ja", "zh", "th"})


class Tail(Struct, frozen=True):
    """The end of a folded text without marks of a cut.

    `length` counts the text's code points, `count` its words; `words` are the last six of them as written, `word` is
    the last run of letters ("" when the text ends in something else) and `key` the way word lists spell it. `sentence`
    holds the words behind the last full stop, as far as the last 300 characters go; `follows` tells that another
    sentence stands before. `share` is the last word's part of running text, `continuation` what weighs against its
    being whole; both say nothing when the language has no table (`listed`).
    """

    text: str
    length: int
    count: int
    words: tuple[str, ...]
    word: str
    key: str
    language: str | None
    functions: FunctionWords
    sentence: tuple[str, ...]
    follows: bool
    share: float
    continuation: Continuation | None
    listed: bool


def read_tail(text: str, language: str | None, length: int) -> Tail:
    """Take a text's end apart; `length` is that of the text before any mark was taken off."""
    end = text[-WINDOW:]
    words = tuple(end.rsplit(None, 6)[-6:])
    word = _last_word(words)
    table = frequencies(language)
    key = spelled_as_listed(word, language or "")
    sentence = read_sentences(end)
    return Tail(
        text=text,
        length=length,
        count=text.count(" ") + 1 if text else 0,
        words=words,
        word=word,
        key=key,
        language=language,
        functions=function_words(language),
        sentence=tuple(sentence.split()),
        follows=len(sentence) < len(end),
        share=table.share(key) if table and word else 0.0,
        continuation=table.continuation(key) if table and word else None,
        listed=table is not None,
    )


def _last_word(words: tuple[str, ...]) -> str:
    if not words or _ADDRESS.search(words[-1]):
        return ""
    word = last_letters(words[-1])
    # "922 m" ends in a unit, as "922m" does.
    is_unit = len(word) == 1 and len(words) > 1 and words[-2].strip("()~<>").replace(",", "").replace(".", "").isdigit()
    return "" if is_unit else word


def last_letters(token: str) -> str:
    """Give the letters that end a token, with the marks that belong to them: "anti-demonst" -> "demonst".

    A unit behind a number ("500m") is no word.
    """
    piece = _PIECE_ENDS.split(token[-LONGEST_WORD:])[-1]
    if piece.isalpha():
        return piece
    start = len(piece)
    # Python's letter classes leave out combining marks, without which Hindi and pointed Arabic words fall apart.
    while start and (piece[start - 1].isalpha() or unicodedata.category(piece[start - 1])[0] == "M"):
        start -= 1
    return "" if piece[start - 1 : start].isdigit() else piece[start:]


def read_sentences(end: str) -> str:
    """Give what stands behind the last full stop, all of it when there is none.

    Initials and the abbreviations of `data/truncation.toml` end no sentence.
    """
    start = 0
    for match in _SENTENCE_END.finditer(end):
        if not _is_abbreviation(end[max(0, match.start() - 13) : match.end()], match[0]):
            start = match.end()
    return end[start:]


def _is_abbreviation(end: str, mark: str) -> bool:
    if not mark.startswith(".") or len(mark.rstrip()) > 1:
        return False
    word = _LAST_LETTERS.search(end[: -len(mark)])
    return word is not None and (len(word[0]) < 3 or word[0].casefold() in _abbreviations())


@cache
def _abbreviations() -> frozenset[str]:
    words = truncation_words()
    return frozenset(f"{words['waiting_abbreviations']} {words['inner_abbreviations']}".casefold().split())
