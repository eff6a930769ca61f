"""Where the damage stands in a newsroom's text.

A finding says in its evidence and data what it saw. When such a value stands in the text that the finding is about, and
only there, a report can point at it; otherwise nothing is marked, for a wrong mark is worse than none.
"""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from cutline.model.finding import Finding
from cutline.model.run import Photo
from cutline.reports.wording import shortened, visible

SHOWN = 6000
"""Code points of one text that a report shows; beyond, its beginning and its end."""

LABELS = {"alt": "Description for blind readers (alt text)", "caption": "Caption", "credit": "Credit"}
"""The three texts of a photo, in reading order, by the words that name them in rule ids."""

_ABSENT = {
    "alt": "None at all: screen readers may read out the file name instead.",
    "caption": "No caption was found.",
    "credit": "No credit was found.",
}
_EMPTY_ALT = "Empty: screen readers pass over this photo."

CUT_NOTE = "cut here"
"""What stands at the end of a text that a rule calls cut or truncated in its id."""

_QUOTED = re.compile("“([^“”]+)”")
_CUT = {"cut", "truncated"}
_SHORTEST = 2
"""Code points of a piece inside a text; at its very end a single letter is told apart too."""
_LONGEST_WORD = 40


class Stretch(Struct, frozen=True):
    """A piece of a text, `marked` when it is damaged; `note` says how, and may be empty when a sentence says it."""

    text: str
    marked: bool = False
    note: str = ""


class Wording(Struct, frozen=True):
    """One of a photo's three texts, in pieces; `absent` is the sentence that stands in for a text that is not there."""

    field: str
    label: str
    stretches: tuple[Stretch, ...]
    absent: str = ""


class _Span(Struct, frozen=True):
    start: int
    end: int
    note: str


def wordings(photo: Photo, findings: Sequence[Finding]) -> tuple[Wording, ...]:
    """Give description, caption and credit with what `findings` see in them."""
    texts = {"alt": photo.alt, "caption": photo.caption, "credit": photo.credit.text if photo.credit else None}
    return tuple(_wording(field, text, findings) for field, text in texts.items())


def _wording(field: str, text: str | None, findings: Sequence[Finding]) -> Wording:
    if text is None or not text.strip():
        absent = _EMPTY_ALT if field == "alt" and text is not None else _ABSENT[field]
        return Wording(field, LABELS[field], (), absent)
    shown = " ".join(shortened(text, SHOWN).split())
    spans = [span for finding in findings if field in _fields(finding) for span in _spans(shown, finding)]
    return Wording(field, LABELS[field], tuple(_cut(shown, spans)))


def _spans(text: str, finding: Finding) -> Iterable[_Span]:
    """Find what a finding saw in `text`; a text that was cut is always marked at its end."""
    cut = not _CUT.isdisjoint(finding.rule.split("-"))
    spans = [span for label, value in _facts(finding) if (span := _span(text, label, value))]
    if not cut:
        return spans
    inside = [span for span in spans if span.end < len(text)]
    ends = [span.start for span in spans if span.end == len(text)]
    if not ends and len(_fields(finding)) > 1:
        return inside
    return [*inside, _Span(max(ends, default=_last_word(text)), len(text), CUT_NOTE)]


def _span(text: str, label: str, value: str) -> _Span | None:
    value = " ".join(value[:SHOWN].split()).strip("“”«»\"'…")
    if not value or len(value) >= len(text) or not any(character.isalpha() for character in value):
        return None
    at_the_end = text.endswith(value)
    if len(value) < _SHORTEST and not at_the_end:
        return None
    start = len(text) - len(value) if at_the_end else text.find(value)
    end = start + len(value)
    if start < 0 or (end < len(text) and text.find(value, start + 1) >= 0):
        return None
    return _Span(start, end, visible(label)) if _at_word(text, start) and _at_word(text, end) else None


def _cut(text: str, spans: Iterable[_Span]) -> Iterable[Stretch]:
    """Cut `text` where spans begin and end; of two that overlap the earlier one counts, then the longer, then a cut."""
    done = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end, span.note != CUT_NOTE, not span.note)):
        if span.start < done:
            continue
        if span.start > done:
            yield Stretch(visible(text[done : span.start]))
        yield Stretch(visible(text[span.start : span.end]), marked=True, note=span.note)
        done = span.end
    if done < len(text):
        yield Stretch(visible(text[done:]))


def _at_word(text: str, place: int) -> bool:
    """Tell whether no word runs across `place`."""
    return not 0 < place < len(text) or not (text[place - 1].isalnum() and text[place].isalnum())


def _last_word(text: str) -> int:
    return max(text.rfind(" ") + 1, len(text) - _LONGEST_WORD, 0)


def _fields(finding: Finding) -> set[str]:
    """Name the texts a finding is about: those its rule's id names, else any."""
    return set(finding.rule.split("-")) & set(LABELS) or set(LABELS)


def _facts(finding: Finding) -> Iterable[tuple[str, str]]:
    """Give what may stand in the text: pieces of evidence, what they quote first, and the data of the sentence.

    What they quote after that is not the text's: “reac” is nearly always continued, as in “reach”.
    """
    for fact in finding.evidence:
        yield fact.label, fact.value
        if quoted := _QUOTED.search(fact.value[:SHOWN]):
            yield fact.label, quoted[1]
    yield from (("", value) for value in finding.data.values() if isinstance(value, str))
