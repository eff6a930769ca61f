"""The order in which the forms of a credit are tried, and what stands at once beside one that was found."""

from cutline.model.page import Grade
from cutline.text.credit_bare import agency_unbounded, bare_at_end, bare_at_start, closed_by_label, name_before
from cutline.text.credit_body import read_body
from cutline.text.credit_brackets import bracket, bracketed_at_end, bracketed_inside
from cutline.text.credit_east_asia import east_asian_phrase
from cutline.text.credit_labelled import labelled
from cutline.text.credit_parts import Kind, classify
from cutline.text.credit_place import CLOSERS, Place, opening_bracket
from cutline.text.lexicon import Vocabulary
from cutline.text.patterns import pattern

_STATEMENT = pattern(r"(?:^|[.!?…]\s+)([^.!?…]+(?:\b[^\W\d_]\.[^.!?…]+)?)$")
_RANK = {grade: rank for rank, grade in enumerate(Grade)}


def find_place(text: str, words: Vocabulary) -> Place | None:
    """Find the best supported credit in a folded text of at most some 600 characters, signs half-width."""
    phrase, place = east_asian_phrase(text, words), _western(text, words)
    if phrase and place and place.form in {"label", "bracket"}:
        # In one bracket the phrase knows who took it, where the bracket's words are only likely a name.
        outer = place.start < phrase.start or (place.start == phrase.start and place.grade is Grade.CERTAIN)
        return place if outer else phrase
    return phrase or place


def _western(text: str, words: Vocabulary) -> Place | None:
    marked = [place for place in (labelled(text, words), bracketed_at_end(text, words)) if place]
    if marked:
        first = min(marked, key=lambda place: (place.start, _RANK[place.grade], -place.end))
        return _widened(text, first, words)
    bare = bare_at_end(text, words)
    if bare:
        return _widened(text, bare, words)
    for form in (bracketed_inside, closed_by_label, agency_unbounded, bare_at_start):
        place = form(text, words)
        if place:
            return place
    return None


def _widened(text: str, place: Place, words: Vocabulary) -> Place:
    """Take in what stands at once before: a name and a slash before ©, or a second credit."""
    before = text[: place.start].rstrip()
    if before.endswith("/") and place.form in {"label", "copyright"}:
        return _with_name_before(text, place, words)
    if before[-1:] in CLOSERS and place.start:
        return _with_bracket_before(text, place, len(before) - 1, words)
    if place.form == "bracket" and place.body.count(Kind.AGENCY) == len(place.body.parts):
        return _with_name_and_agency(text, place, words)
    return place


def _with_name_and_agency(text: str, place: Place, words: Vocabulary) -> Place:
    """Read "A ferry leaves. Ida Brandt (EFE)" and "IDA BRANDT (EFE)": the lone name took the picture."""
    statement = _STATEMENT.search(text[max(0, place.start - 60) : place.start].rstrip())
    name = statement.group(1) if statement else ""
    start = len(text[: place.start].rstrip()) - len(name)
    if not name or not (start or name.isupper()) or classify(name, words)[0] is not Kind.PERSON:
        return place
    return Place(start, place.end, read_body(text[start : place.end], words), "bracket", Grade.LIKELY)


def _with_name_before(text: str, place: Place, words: Vocabulary) -> Place:
    start = name_before(text, len(text[: place.start].rstrip(" /")), words)
    if start is None:
        return place
    body = read_body(text[start : place.end], words)
    return Place(start, place.end, body, place.form, place.grade) if body.clean and body.people else place


def _with_bracket_before(text: str, place: Place, close: int, words: Vocabulary) -> Place:
    opener = opening_bracket(text, close)
    second = bracket(text, opener, close, close + 1, words) if opener is not None else None
    if second is None or second.grade is not Grade.CERTAIN:
        return place
    body = read_body(text[second.start : place.end], words)
    return Place(second.start, place.end, body, "bracket", place.grade)
