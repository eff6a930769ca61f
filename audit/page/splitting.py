"""Caption and credit, told apart inside one reading."""

from msgspec import Struct
from msgspec.structs import replace

from cutline.model.page import Credit, Grade
from cutline.page.reading import CREDIT_PLACE, Reading
from cutline.text.credit_reader import CreditReader
from cutline.text.folding import fold
from cutline.text.lexicon import interface, vocabulary
from cutline.text.patterns import pattern

_JOINED = pattern(rf"{CREDIT_PLACE}([\s/|,;:·•–—+&-]*){CREDIT_PLACE}")
_DANGLING_BEFORE = pattern(r"[\s/|,;:·•–—+&-]+(?=\w)")
_DANGLING_BEHIND = " /|;:·•–—+&#-"
MOST_CREDITS = 12
"""Credit elements that are read of one photo; more of them are a list of something else."""
_MIXED = 40
"""Code points from which an element called credit may hold a caption as well."""
_NAME_WORDS = 5
_SENTENCE_WORDS = 4
_EDGE_WORDS = 8
"""Words of a child element at the edge of a caption that may be an unmarked credit."""


class Split(Struct, frozen=True):
    """A caption without its credit. `how` says where the credit was: "element", "edge", "line", "inline" or ""."""

    caption: str
    credit: Credit | None = None
    how: str = ""
    element: object = None


def split(reading: Reading, reader: CreditReader) -> Split:
    """Cut the credit off a reading: the page's own credit elements first, then its edges and lines, then its words."""
    if reading.credits:
        return _by_element(reading, reader)
    text = reading.text
    if not text:
        return Split("")
    return _by_edge(reading, text, reader) or _by_line(reading, reader) or _by_words(text, reader)


def _by_element(reading: Reading, reader: CreditReader) -> Split:
    texts = [reading.credits[0].text]
    between = _JOINED.findall(reading.raw)
    for number, part in enumerate(reading.credits[1:MOST_CREDITS]):
        if part.text in texts or any(part.text in text for text in texts):
            continue
        joint = between[number] if number < len(between) else " "
        texts.append(f"{_spaced(joint)}{part.text}")
    words = "".join(texts)
    caption = _tidy(_JOINED.sub(" ", reading.raw))
    if not caption and len(words) > _MIXED:
        mixed = reader.find(words)
        if mixed is not None and mixed.grade is Grade.CERTAIN and mixed.start:
            # An element called credit that holds the caption too.
            return Split(_tidy(words.replace(mixed.text, " ")), mixed, "element", reading.credits[0].element)
    credit = reader.field(words)
    rest, inline = reader.split(caption) if caption else (caption, None)
    if inline is not None and inline.grade is Grade.CERTAIN and caption.endswith(inline.text.rstrip(". ")) and rest:
        joined = f"{inline.text} {credit.text}"
        return Split(
            rest,
            Credit(
                joined,
                0,
                inline.people + credit.people,
                inline.bodies + credit.bodies,
                inline.roles,
                "field",
                Grade.LIKELY,
            ),
            "element",
            reading.credits[0].element,
        )
    return Split(caption, credit, "element", reading.credits[0].element)


def _spaced(joint: str) -> str:
    mark = joint.strip()
    return (
        f" {mark} "
        if mark and joint[:1].isspace() and joint[-1:].isspace()
        else f" {mark}"
        if mark and joint[:1].isspace()
        else mark or " "
    )


def _by_edge(reading: Reading, text: str, reader: CreditReader) -> Split | None:
    """Take a short child element at the end or the start for the credit when it reads as one and nothing else."""
    tried = {text}
    for part in reversed(reading.edges):
        if part.text in tried or len(part.text.split()) > _EDGE_WORDS:
            continue
        at_end, at_start = text.endswith(part.text), text.startswith(part.text)
        if not at_end and not at_start:
            continue
        tried.add(part.text)
        rest = text[: -len(part.text)] if at_end else text[len(part.text) :]
        if at_end and rest.rstrip().endswith((":", "：")):
            # The label before it belongs to the credit, as in words without any elements.
            continue
        credit = reader.find(part.text)
        if credit is None or credit.grade is Grade.POSSIBLE or len(credit.text) < 0.8 * len(part.text):
            credit = _unmarked(part.text, rest, at_end, reader)
        if credit is not None:
            return Split(_tidy(rest), credit, "edge", part.element)
    return None


def _by_line(reading: Reading, reader: CreditReader) -> Split | None:
    if len(reading.lines) < 2:
        return None
    for place in (-1, 0):
        line = reading.lines[place]
        rest = " ".join(reading.lines[:-1] if place else reading.lines[1:])
        credit = reader.find(line)
        if credit is None or not _fills(credit, line):
            credit = _unmarked(line, rest, place == -1, reader)
        if credit is not None:
            return Split(_tidy(rest), credit, "line")
    return None


def _unmarked(text: str, rest: str, at_end: bool, reader: CreditReader) -> Credit | None:
    """Take a name for a credit because it stands apart from a finished sentence, in an element or line of its own.

    Behind the sentence a person will do; before it only an organisation, since captions open with places and names.
    """
    words = text.split()
    between = vocabulary().inside.between_names
    if len(words) > _NAME_WORDS or not all(word.lstrip("([")[:1].isupper() or word in between for word in words):
        return None
    if text[-1] in ".!?:…" or any(map(str.isdigit, text)) or len(rest.split()) < _SENTENCE_WORDS:
        return None
    if not rest.rstrip(" \"'”’»)").endswith((".", "!", "?", "…", "。")):
        return None
    credit = reader.field(text)
    named = (credit.people or credit.bodies) if at_end else (credit.bodies and not credit.people)
    return replace(credit, grade=Grade.LIKELY) if named else None


def _fills(credit: Credit, line: str) -> bool:
    """Tell whether a whole line is a credit; an agency's bare name, which proves little elsewhere, is one there."""
    if credit.grade is Grade.POSSIBLE:
        return bool(credit.bodies) and credit.text == line
    return len(credit.text) >= 0.8 * len(line)


def _by_words(text: str, reader: CreditReader) -> Split:
    rest, credit = reader.split(text)
    if credit is None or credit.grade is Grade.POSSIBLE:
        return Split(_tidy(text))
    joint = len(credit.text) - len(credit.text.lstrip(" /|–—-"))
    if joint:
        # The mark that parts a credit from its caption belongs to neither.
        credit = replace(credit, text=credit.text[joint:], start=credit.start + joint)
    return Split(_tidy(rest), credit, "inline")


def _tidy(text: str) -> str:
    kept = fold(text.replace(CREDIT_PLACE, " ")).rstrip(_DANGLING_BEHIND)
    # What slides begin with, text and all: "3 of 12 | ", "3/12 ".
    for before in (interface().leading_counter, _DANGLING_BEFORE):
        if found := before.match(kept):
            kept = kept[found.end() :]
    return kept
