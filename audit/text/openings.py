"""What opens a credit: label words, copyright signs, and the words that join a label to a name."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from cutline.text.folding import may_be_east_asian
from cutline.text.lexicon import Vocabulary, unspaced_labels
from cutline.text.patterns import pattern

# A word, where a capital inside starts a new one: text glued by a page's markup ("weekCreditIda"). The group holds its
# letters with those of the words glued to it.
_WORD = pattern(r"(?=([^\W\d_]{1,32}))[^\W\d_][^\WA-ZÀ-ÖØ-ÞА-Я_]*")
# Where labels begin: at the start of a word, and at a capital inside one that is not all capitals.
_LETTERS = pattern(r"[^\W\d_]{1,32}")
_INNER_CAPITAL = pattern(r"[^\W\d_A-ZÀ-ÖØ-ÞА-Я][A-ZÀ-ÖØ-ÞА-Я]")
_COPYRIGHT_SIGNS = ("©", "(c)", "(C)", "ⓒ", "Ⓒ", "℗")
_COPYRIGHT = pattern(r"[©ⓒⒸ℗]\ufe0f?(?:\s?Copyright\b:?)?|\([cC]\)(?=\s?[^\W_])")
_COLON = pattern(r"(?:\s?\((?!\w*\))[^()]{1,12}\))?\s?(?:[:：]|\.\.\.|…)\s?")
_EQUALS = pattern(r"\s?=\s?")
_SLASH = pattern(r"\s?[/／|｜]\s?")
_DOT = pattern(r"\s?[・·]\s?")
_BRACKETS = ("(", "[", "（", "［", "【")
_JOIN_COLON = pattern(r"\s?:?\s?")
_BAR = pattern("[/|]")
_TWO_WORDS = pattern(r"[^\W_]+\s[^\W_]+")
_THAI = pattern(r"[\u0e00-\u0e7f]")


class Opening(Struct, frozen=True):
    """A label at `start`; the body begins at `end`.

    `strength`: "marked" (a colon, "by" …), "of" (joined by a word that means "of" as often as "by"), "bare" (nothing
    between label and name), "copyright". `label` is the word in small letters.
    """

    start: int
    end: int
    strength: str
    label: str


def openings(text: str, words: Vocabulary) -> list[Opening]:
    """Give every opening in a folded text, from left to right."""
    found = [*_label_openings(text, words), *_copyright_openings(text)]
    if may_be_east_asian(text) or _THAI.search(text):
        found.extend(_unspaced_openings(text))
    return _apart(found) if len(found) > 1 else found


def _apart(found: list[Opening]) -> list[Opening]:
    """Of openings that overlap keep the first, of those that start together the longest."""
    kept: list[Opening] = []
    for opening in sorted(found, key=lambda opening: (opening.start, -opening.end)):
        if not kept or opening.start >= kept[-1].end:
            kept.append(opening)
    return kept


def body_start(text: str, opening: Opening, words: Vocabulary) -> int:
    """Step over labels that follow at once: "Photo by: ", "©Foto:", "CreditCredit..."; not over a role's ("File:")."""
    start = opening.end
    for _ in range(3):
        rest = text[start : start + 60]
        following = next(iter(openings(rest, words)), None)
        if following is None or rest[: following.start].strip(" :.(["):
            return start
        if following.end >= len(rest.rstrip(" )].")) or following.label in words.roles:
            return start
        start += following.end
    return start


def nested_openings(text: str, words: Vocabulary) -> tuple[str, list[str]]:
    """Blank out the labels inside a body, as separators; give the text and the roles that those labels name."""
    roles = []
    pieces = []
    done = 0
    for opening in openings(text, words):
        if opening.strength not in {"marked", "copyright"} or opening.end >= len(text.rstrip(" )].")):
            continue
        if opening.label in words.roles:
            roles.append(opening.label)
        pieces.append(text[done : opening.start])
        done = opening.end
    return " ; ".join([*pieces, text[done:]]), roles


def _copyright_openings(text: str) -> Iterator[Opening]:
    if not any(sign in text for sign in _COPYRIGHT_SIGNS):
        return
    for found in _COPYRIGHT.finditer(text):
        yield Opening(found.start(), found.end(), "copyright", "©")


def _label_openings(text: str, words: Vocabulary) -> Iterator[Opening]:
    phrases = words.labels.phrases
    # Most texts have no label, and to see that takes a fifth of the time that it takes to look at each word.
    if phrases.keys().isdisjoint(_LETTERS.findall(text.casefold())) and not _INNER_CAPITAL.search(text):
        return
    for word in _WORD.finditer(text):
        whole, piece = word[1], word[0]
        known = phrases.get(whole.casefold(), ())
        if len(piece) < len(whole) and piece[0].isupper():
            # "CreditIda": the label ends where the next capital stands.
            known = (*known, *phrases.get(piece.casefold(), ()))
        if known and _begins_a_word(text, word.start()):
            opening = _longest_opening(text, word.start(), known, words)
            if opening:
                yield opening


def _begins_a_word(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    return not before.isupper() and not (before.isalpha() and text[start].islower())


def _longest_opening(text: str, start: int, phrases: Iterable[str], words: Vocabulary) -> Opening | None:
    for phrase in phrases:
        if text[start : start + len(phrase)].casefold() == phrase:
            opening = _opening(text, start, phrase, words)
            if opening:
                return opening
    return None


def _opening(text: str, start: int, phrase: str, words: Vocabulary) -> Opening | None:
    labels, end = words.labels, start + len(phrase)
    after = text[end : end + 1]
    if " by" not in text[start : end + 3].casefold() and _is_agency_tail(text, start, phrase, words):
        return None
    if after.isalpha() and not (after.isupper() and phrase[-1].isalpha() and text[end - 1].islower()):
        return None
    if phrase in labels.words:
        joined = _joined(text, start, end, phrase, words)
        if joined:
            return joined
    if phrase in labels.comma and text.startswith(", ", end):
        return Opening(start, end + 2, "marked", phrase)
    slash = _SLASH.match(text, end) if phrase in labels.slash else None
    if slash:
        return Opening(start, slash.end(), "marked", phrase)
    if phrase in labels.alone and (not after or not after.isalnum()):
        colon = _JOIN_COLON.match(text, end)
        return Opening(start, colon.end() if colon else end, "marked", phrase)
    # "ChinaFotoHouse" is one word; only "Credit" stands glued on both sides.
    if after.isupper() and text[start - 1 : start].isalpha() and not phrase.startswith("credit"):
        return None
    if phrase in labels.bare and (after == " " or after.isupper()) and not _begins_an_agency(text, start, words):
        return Opening(start, end + (after == " "), "bare", phrase)
    return None


def _joined(text: str, start: int, end: int, phrase: str, words: Vocabulary) -> Opening | None:
    labels = words.labels
    by = labels.by.match(text, end)
    colon = _COLON.match(text, by.end() if by else end)
    if colon and not _is_time(text, colon):
        return Opening(start, colon.end(), "marked", phrase)
    if by:
        return Opening(
            start, by.end() + (text[by.end() : by.end() + 1] == " "), "marked", f"{phrase}{by.group().casefold()}"
        )
    of = labels.of.match(text, end)
    if of:
        return Opening(start, of.end(), "of", phrase)
    return None


def _is_time(text: str, colon: re.Match[str]) -> bool:
    return text[colon.end() : colon.end() + 1].isdigit() and text[colon.start() - 1 : colon.start()].isdigit()


def _is_agency_tail(text: str, start: int, phrase: str, words: Vocabulary) -> bool:
    """Tell the "Photo" of "AP Photo/", "NurPhoto via" and the "Images" of "PA Images via" from labels."""
    before = text[max(0, start - 24) : start].split(" ")
    glued = _BAR.split(before[-1])[-1]
    if glued.isalpha() and words.agencies.canonical(glued + phrase.split(" ")[0]):
        return True
    if len(before) < 2 or not before[-2]:
        return False
    word = _BAR.split(before[-2].strip("([（【'\""))[-1]
    return (
        words.agencies.canonical(word) is not None
        and words.agencies.canonical(f"{word} {phrase.split(' ')[0]}") is not None
    )


def _begins_an_agency(text: str, start: int, words: Vocabulary) -> bool:
    """Tell "picture alliance/dpa" from a label and a name."""
    pair = _TWO_WORDS.match(text, start, start + 40)
    return pair is not None and words.agencies.canonical(pair.group()) is not None


def _unspaced_openings(text: str) -> Iterator[Opening]:
    for found in unspaced_labels().finditer(text):
        for mark in (_COLON, _EQUALS, _SLASH):
            end = mark.match(text, found.end())
            if end and end.end() > found.end():
                yield Opening(found.start(), end.end(), "marked", found.group())
                break
        else:
            # "(撮影・小野田淳)" names somebody, "(写真・動画)" is two labels.
            dot = _DOT.match(text, found.end()) if text[found.start() - 1 : found.start()] in _BRACKETS else None
            if dot and not unspaced_labels().match(text, dot.end()):
                yield Opening(found.start(), dot.end(), "marked", found.group())
