"""The points card: yes/no facts about the end of an open text, each with a weight.

Every fact is something that an editor can check by looking. The weights are data (`data/points.toml`), fitted by
`tools/fit_truncation.py`; a pair of facts may weigh more or less than its two halves.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from math import fsum
from typing import Final

from msgspec import Struct

from cutline.model.finding import Evidence
from cutline.text.data import table
from cutline.text.endings import quoted_end, truncation_words
from cutline.text.patterns import pattern
from cutline.text.tail import Tail, last_letters

_LENGTHS: Final = (20, 30, 40, 50, 60, 75, 90, 110, 140, 180, 240)
_COUNTS: Final = (4, 6, 9, 13, 18)
_MASSES: Final = (-0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
_DIGIT: Final = pattern(r"\d")
_YEAR: Final = pattern(r"(?:^|\D)(?:1[6-9]|20)\d\d$")
_ADDRESS: Final = pattern(
    r"://|^www\.|^[@#]\w|\w@\w|\.(?:com|org|net|co|de|jpe?g|png|gif|webp|svg|html?|pdf|mp4|php)\b|\w_\w", re.IGNORECASE
)
_REGNAL: Final = pattern(r"[IVX]{1,5}")
_DANGLING: Final = frozenset(",;:–—+/|-=<·•")
_HANGING_DATE: Final = pattern(r"\d{1,2}, (?:19|20|1[89]\d|20\d)$|\d{1,2},$")
_LONGEST_NAME: Final = 40
"""Code points behind a label at the end of a text that may still be the start of a name."""
_HYPHENS: Final = pattern(r"[-‐‑–]")


class Card(Struct, frozen=True):
    """The weights, in log-odds, and the sums from which a verdict is `strong` or `weak`."""

    bias: float
    strong: float
    weak: float
    single: dict[str, float]
    pairs: dict[str, dict[str, float]]

    def weigh(self, held: frozenset[str]) -> float:
        """Add up the weights of the facts that hold and of the pairs that hold together."""
        weights = [self.bias, *[self.single[fact] for fact in held if fact in self.single]]
        for fact in held & self.pairs.keys():
            weights += [weight for other, weight in self.pairs[fact].items() if other in held]
        # A set has no order, and a plain sum would depend on it: the same text must get the same verdict every time.
        return fsum(weights)


@cache
def points_card() -> Card:
    """Load the fitted card."""
    written = table("points")
    single: dict[str, float] = {}
    pairs: dict[str, dict[str, float]] = {}
    for name, weight in written["weights"].items():
        fact, _, other = name.partition(" & ")
        if other:
            pairs.setdefault(fact, {})[other] = weight
        else:
            single[fact] = weight
    return Card(written["bias"], written["strong"], written["weak"], single, pairs)


def facts(tail: Tail, raw: str | None = None) -> frozenset[str]:
    """Name the facts that hold; `raw` is the text before its white space was folded."""
    if not tail.words:
        return frozenset()
    groups = (_length(tail, raw), _shape(tail), _binding(tail), _fragment(tail), _sentence(tail), _credit(tail))
    return frozenset(chain.from_iterable(groups))


def is_decisive(held: frozenset[str], length: int) -> bool:
    """Tell whether one of the facts needs no others in a text of so many characters."""
    return any(fact in held and length >= least for fact, least in truncation_words()["decisive"].items())


def explain(tail: Tail, held: frozenset[str]) -> tuple[Evidence, ...]:
    """Say the facts that hold in an editor's words, the most telling first, at most three."""
    said = (spoken for fact, spoken in _sentences(tail).items() if fact in held)
    return (Evidence("last words", f"“{quoted_end(tail.text)}”"), *list(said)[:3])


def _length(tail: Tail, raw: str | None) -> Iterator[str]:
    yield from (f"{step} characters" for step in _LENGTHS if tail.length >= step)
    yield from (f"{step} words" for step in _COUNTS if tail.count >= step)
    limits = usual_limits()
    if tail.length in limits or (raw is not None and len(raw) in limits):
        yield "usual limit"
    elif tail.length + 1 in limits:
        yield "one below a limit"
    if raw is not None and raw[-1:].isspace() and tail.length >= 40:
        yield "space at the end"


def _shape(tail: Tail) -> Iterator[str]:
    last = tail.words[-1]
    if tail.count == 1:
        yield "one word"
    if any(_ADDRESS.search(word) for word in tail.words[-2:]):
        yield "address"
    if any(_DIGIT.search(word) for word in tail.words[-3:]):
        yield "digits near"
    if tail.text[-300:].isupper():
        yield "all capitals"
    yield f"{sum(word[0].islower() for word in tail.words)} small words"
    if _is_regnal(tail):
        yield "regnal number"
    elif tail.word:
        yield from _word_shape(tail.word, last)
    elif last[-1].isdigit():
        yield "number"
        yield "year" if _YEAR.search(last) else "other number"
    elif last[-1] == "&":
        yield "ampersand"
    elif last[-1] in _DANGLING:
        yield "dangling mark"
        yield f"dangling {last[-1]}"
    else:
        yield "unit" if last[-1].isalpha() else "odd end"


def _is_regnal(tail: Tail) -> bool:
    return bool(_REGNAL.fullmatch(tail.word)) and len(tail.words) > 1 and tail.words[-2][0].isupper()


def _word_shape(word: str, token: str) -> Iterator[str]:
    size = len(word)
    yield f"{size} letters" if size < 4 else "4 to 6 letters" if size < 7 else "7 letters"
    if word.isupper() and size > 1:
        yield "upper case"
    else:
        yield "capital" if word[0].isupper() else "lower case"
    if size == 1 and (word.islower() or word not in truncation_words()["single_letters"]):
        yield "stray letter"
    if len(token) > size and token[-size - 1] in "-‐–":
        yield "hyphenated"
    if token[-2:] in {"'s", "’s"}:
        yield "possessive"


def _binding(tail: Tail) -> Iterator[str]:
    """Tell whether the last words wait for more."""
    if len(tail.words) < 2:
        return
    functions = tail.functions
    before = last_letters(tail.words[-2]).casefold()
    if before in functions.never:
        yield "article before"
    if before in functions.before:
        yield "attribute before"
    if before in functions.seldom:
        yield "auxiliary before"
    if tail.words[-2][-1] == ",":
        yield "comma before"
    if tail.words[-2][0].isupper():
        yield "capital before"
    if not tail.word or _is_regnal(tail) or _is_name(tail):
        return
    for group in ("never", "seldom", "particles", "before"):
        if tail.key in getattr(functions, group):
            yield group
    if tail.word == tail.word.lower() and tail.key in functions.never and tail.key not in functions.particles:
        yield "never in small letters"
        if before in functions.never or before in functions.particles:
            yield "two words that need another"
    for suffix in truncation_words()["suffixes"].get(tail.language or "", "").split():
        if tail.key.endswith(suffix) and tail.word[0].islower():
            yield f"in -{suffix}"


def _is_shouted(tail: Tail) -> bool:
    return len(tail.word) > 1 and tail.word.isupper() and not tail.text[-300:].isupper()


def _is_name(tail: Tail) -> bool:
    """Tell whether the last letters are no function word: "LA" and "UN" are names, and so is the end of "runner-up"."""
    return _is_shouted(tail) or tail.words[-1][: -len(tail.word)].endswith(("-", "‐", "–"))


def _fragment(tail: Tail) -> Iterator[str]:
    """Tell whether the last word is whole."""
    if not tail.listed:
        yield "no word list"
    elif tail.word and not _is_regnal(tail) and not _is_shouted(tail):
        if tail.share:
            yield "known"
            yield "common" if tail.share > 1e-4 else "uncommon"
        if tail.continuation is None:
            yield "whole" if tail.share else "unknown"
            return
        if not tail.share:
            yield "fragment"
        yield from (f"mass {step}" for step in _MASSES if tail.continuation.mass >= step)


def _sentence(tail: Tail) -> Iterator[str]:
    if "," in tail.text[-300:]:
        yield "comma"
    size = len(tail.sentence)
    if tail.follows:
        yield "second sentence"
        yield "second sentence of 1" if size == 1 else "second sentence of 2" if size < 4 else "second sentence of 4"
        if size > 1 and any(word[0].islower() and len(word) > 3 for word in tail.sentence):
            yield "second sentence in prose"
    months = _words("months")
    near = {word.strip(".,").casefold() for word in tail.words[-4:]}
    if tail.words[-1].casefold() in months and tail.count > 6:
        yield "bare month"
    if near & months and (date := _HANGING_DATE.search(tail.text[-12:])):
        yield "half a date" if date[0].endswith(",") else "half a year"


def _credit(tail: Tail) -> Iterator[str]:
    said = " ".join(tail.sentence).casefold()
    if _credit_sign().search(said):
        yield "credit sign"
    label, name = _last_label(said)
    if tail.word and _agency_near().search(said) and _breaks_agency(said):
        yield "broken agency"
    if label:
        yield "credit label"
        if not name:
            yield "label without a name"
        elif " " not in name and len(name) < 12:
            yield "label and half a name"
            if len(name) < 4:
                yield "label and a stub"
    if "/" in tail.words[-1]:
        yield "slash"
        if len(tail.words[-1].rsplit("/", 1)[1]) < 4 and tail.word.istitle():
            yield "stub after a slash"


def _breaks_agency(said: str) -> bool:
    """Tell whether the last two words are the start of an agency's name that stops inside a word: "getty im"."""
    tokens = _HYPHENS.sub(" ", said.rsplit("/", 1)[-1]).split()
    return any(_is_start_of_agency(" ".join(tokens[-size:])) for size in (2, 3) if len(tokens) >= size)


def _is_start_of_agency(start: str) -> bool:
    names = _agencies()
    place = bisect_left(names, start)
    longer = names[place] if place < len(names) else ""
    return longer.startswith(start) and longer[len(start) : len(start) + 1].isalpha()


@cache
def _credit_sign() -> re.Pattern[str]:
    return re.compile(rf"©|\||\b(?:{'|'.join(sorted(_words('credit_signs')))})\b")


@cache
def _agency_near() -> re.Pattern[str]:
    return re.compile(rf"©|/|{'|'.join(sorted(_words('agency_words')))}")


@cache
def _agencies() -> list[str]:
    from cutline.text.lexicon import vocabulary

    return sorted(name for name in vocabulary().agencies.folded if " " in name)


def _last_label(sentence: str) -> tuple[str, str]:
    last = _label_pattern()
    match = last.pattern.search(sentence, max(0, len(sentence) - last.reach))
    return (match[1], match[2].strip(" -–—:")) if match else ("", "")


class _LastLabel(Struct, frozen=True):
    """Finds a label behind which a text ends; `reach` is how far from the end, in code points, it can begin."""

    pattern: re.Pattern[str]
    reach: int


@cache
def _label_pattern() -> _LastLabel:
    labels = sorted((" ".join(label.split()) for label in truncation_words()["credit_labels"].split("|")), reverse=True)
    by = "|".join(re.escape(label) for label in labels if label.endswith((" by", " of", " von", " de", " di", " av")))
    any_label = "|".join(map(re.escape, labels))
    end = rf"([^:]{{0,{_LONGEST_NAME}}})$"
    found = re.compile(rf"(?:^|[\s(\[|/])((?:{any_label})\s?:|(?:{by})(?=\s|$)|©){end}", re.IGNORECASE)
    # One sign before the label, white space and a colon behind it.
    return _LastLabel(found, 3 + max(map(len, labels)) + _LONGEST_NAME)


@cache
def usual_limits() -> frozenset[int]:
    """Give the lengths at which content systems usually cut, in characters."""
    return frozenset(truncation_words()["usual_limits"])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(truncation_words()[name].casefold().split())


def _sentences(tail: Tail) -> dict[str, Evidence]:
    word = tail.word or (tail.words[-1] if tail.words else "")
    longer = tail.continuation.longer if tail.continuation else ""
    return {
        "ampersand": Evidence("ends in “&”", "something must follow"),
        "label without a name": Evidence("unfinished credit", "a credit label stands without a name"),
        "label and a stub": Evidence("unfinished credit", f"“{word}” is no whole name"),
        "stub after a slash": Evidence("unfinished credit", f"“{word}” is no whole name"),
        "broken agency": Evidence("unfinished credit", f"“{word}” breaks off inside an agency's name"),
        "half a year": Evidence("unfinished date", f"“{quoted_end(tail.text, 18)}”"),
        "half a date": Evidence("unfinished date", f"“{quoted_end(tail.text, 18)}”"),
        "stray letter": Evidence("ends in a single letter", f"“{word}”"),
        "never": Evidence("ends in a word that needs another", f"no text ends after “{word}”"),
        "possessive": Evidence("ends in a possessive", f"“{tail.words[-1] if tail.words else ''}” of what?"),
        "mass 1.0": Evidence("ends inside a word", f"“{word}” is nearly always continued, as in “{longer}”"),
        "seldom": Evidence("ends in a word that needs another", f"few texts end after “{word}”"),
        "before": Evidence("ends before a noun", f"“{word}” announces one"),
        "second sentence in prose": Evidence("unfinished sentence", "a whole sentence, then one without an end"),
        "dangling mark": Evidence("ends in", f"“{tail.words[-1][-1:] if tail.words else ''}”"),
        "space at the end": Evidence("white space at the end", "a cut often leaves it"),
        "usual limit": Evidence("length", f"{tail.length} characters, a usual limit of content systems"),
        "one below a limit": Evidence("length", f"{tail.length} characters, one below a usual limit"),
        "240 characters": Evidence("length", f"{tail.length} characters without a full stop"),
        "90 characters": Evidence("length", f"{tail.length} characters without a full stop"),
    }


def pair_names(held: Iterable[str], firsts: frozenset[str], seconds: frozenset[str]) -> list[str]:
    """Name the pairs that hold, one half from each set: what a fit may weigh."""
    known = sorted(held)
    return [
        f"{one} & {other}" for one in known if one in firsts for other in known if other in seconds and one != other
    ]
