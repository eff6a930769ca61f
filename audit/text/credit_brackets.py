"""Credits in brackets, told from places, parties, roles and other asides by what they hold and what stands before."""

from cutline.model.page import Grade
from cutline.text.credit_body import Body, read_body
from cutline.text.credit_parts import MAKERS, Kind
from cutline.text.credit_place import CLOSERS, Place, opening_bracket
from cutline.text.lexicon import Vocabulary
from cutline.text.patterns import pattern

_SENTENCE_END = pattern(r"[.!?…。！？][\"”’'»“)\]]?\s*$")
_CLOSER = pattern(r"[)\]）】]")
_CHAINS = frozenset({"slash", "spaced slash", "pipe", "via"})
_NAMED = (Kind.PERSON, Kind.ORGANISATION, Kind.WORD, Kind.COINED, Kind.ACRONYM)


def bracketed_at_end(text: str, words: Vocabulary) -> Place | None:
    """Find a credit in the bracket that ends the text."""
    bare = text.rstrip(' .#*"”»')
    if not bare or bare[-1] not in CLOSERS:
        return None
    start = opening_bracket(text, len(bare) - 1)
    if start is None:
        return None
    end = len(bare) + (text[len(bare) : len(bare) + 1] == ".")
    return bracket(text, start, len(bare) - 1, end, words)


def bracketed_inside(text: str, words: Vocabulary) -> Place | None:
    """Find "(AP Photo/Ida Brandt)" with more text after it; an agency and one more part must prove it."""
    for found in _CLOSER.finditer(text):
        start = opening_bracket(text, found.start())
        if start is None or found.end() - start < 5:
            continue
        place = bracket(text, start, found.start(), found.end(), words)
        if place and place.grade is Grade.CERTAIN and place.body.count(Kind.AGENCY) and len(place.body.parts) > 1:
            return place
    return None


def bracket(text: str, start: int, close: int, end: int, words: Vocabulary) -> Place | None:
    """Read the bracket from `start` to `close` as a credit that reaches to `end`; None when it is an aside."""
    inner, before = text[start + 1 : close].strip(), text[:start].rstrip()
    folded = inner.casefold().strip(" .,:;")
    if not any(letter.isalpha() for letter in inner):
        return None
    if folded in words.asides.whole or words.asides.within.search(folded):
        return None
    body = read_body(inner, words)
    grade = _grade(before, inner, body)
    return Place(start, end, body, "bracket", grade) if grade else None


def _grade(before: str, inner: str, body: Body) -> Grade | None:
    known, others = body.count(Kind.AGENCY, Kind.PLATFORM), len(body.parts) - body.count(Kind.ROLE)
    if not body.clean or (body.count(Kind.SMALL) and not known):
        return None
    after_stop = not before or _SENTENCE_END.search(before[-6:]) is not None
    chained = any(part.joint in _CHAINS for part in body.parts)
    if body.count(Kind.AGENCY) and (others == known or chained or body.count(Kind.PERSON)):
        return _grade_of_agency(before, body, after_stop=after_stop)
    if body.count(Kind.PLATFORM) and (chained or after_stop):
        return Grade.CERTAIN if others > known else Grade.LIKELY
    if chained and body.count(*MAKERS) and others > 1:
        return Grade.CERTAIN if after_stop else Grade.LIKELY
    if after_stop:
        return _grade_after_stop(before, inner, body)
    follows_small = before.rsplit(" ", 1)[-1].islower() and len(before) > 12
    return Grade.POSSIBLE if follows_small and others == 1 and body.parts[0].kind is Kind.PERSON else None


def _grade_of_agency(before: str, body: Body, *, after_stop: bool) -> Grade | None:
    """Grade a known agency; alone inside a sentence it may be a subject, or the short form of the words before it."""
    first = body.parts[0].text
    if after_stop or len(body.parts) > 1 or not first.isupper() or len(first) > 5:
        return Grade.CERTAIN
    initials = "".join(word[0] for word in before.split(" ")[-8:] if word[:1].isupper())
    return None if initials.endswith(first) else Grade.LIKELY


def _grade_after_stop(before: str, inner: str, body: Body) -> Grade | None:
    """Grade a bracket behind a finished sentence: a few capitalised words there are hardly anything but a credit."""
    if body.only_roles:
        return Grade.LIKELY if before else None
    house_after_name = body.count(*MAKERS) and body.parts[-1].kind is Kind.ORGANISATION
    if len(inner.split()) > 6 or (not house_after_name and any(part.joint == "comma" for part in body.parts)):
        return None
    return Grade.LIKELY if body.count(*_NAMED) and not any(letter.isdigit() for letter in inner) else None
