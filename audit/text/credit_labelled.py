"""Credits behind a label or a copyright sign: "Foto: Ida Brandt/dpa", "© dpa | Ida Brandt"."""

import re

from msgspec import Struct
from msgspec.structs import replace

from cutline.model.page import Grade
from cutline.text.credit_body import Body, read_body
from cutline.text.credit_parts import BODIES, MAKERS, Kind, classify
from cutline.text.credit_place import (
    INITIAL,
    LONGEST,
    OPENERS,
    Place,
    boundary_before,
    closing_bracket,
    end_of_bracket_round,
)
from cutline.text.lexicon import Vocabulary
from cutline.text.openings import Opening, body_start, openings
from cutline.text.patterns import pattern

# No caption has more labels; a hostile text does.
_MOST_OPENINGS = 12
_STATEMENT_END = pattern(r"[^\W\d_]{3}[.!?:]\s|[()\[\]|]")
_PICTURES = ("photo", "file photo", "image", "picture", "illustration", "graphic")
_CUT = pattern(r"(?<=[^\W\d_]{2})[.!?]\s+|\s+[|–—-]\s+|\s+/\s+|[)\]]\s*|\s{2,}")
_MOST_CUTS = 6
# "Left: Photo by Ida Brandt. Right: …": the place in the picture belongs to the credit.
_POSITION = pattern(r"(?:^|[.!?]\s+)([^\W\d_]+(?:\s[^\W\d_]+)?):\s$")
_GIVER_WORDS = 8
_INSTITUTION_WORDS = 2
_CLAUSE = pattern(r"[,;:!?]|\.\s")
_ENDS = frozenset('.!?…"”’»)]|—–')
_LONE = (Kind.SMALL, Kind.WORD, Kind.COINED)


class _Reach(Struct, frozen=True):
    """A credit to be weighed: where it starts, where its body starts, its label, and a house before the label."""

    start: int
    inside: int
    strength: str
    label: str
    house: str = ""


def labelled(text: str, words: Vocabulary) -> Place | None:
    """Find the first label with a credit behind it."""
    for opening in openings(text, words)[-_MOST_OPENINGS:]:
        place = _after(text, opening, words)
        if place:
            return place
    return None


def _after(text: str, opening: Opening, words: Vocabulary) -> Place | None:
    house = _house_before(text, opening, words)
    start = opening.start - len(house) - bool(house)
    reach = _Reach(start, body_start(text, opening, words), opening.strength, opening.label, house)
    before = len(text[:start].rstrip(" -–—\"'"))
    if before and text[before - 1] in OPENERS:
        return _in_bracket(text, replace(reach, start=before - 1), words)
    reach = replace(reach, start=_with_position(text, start, words))
    end = end_of_bracket_round(text, reach.inside)
    if reach.start == 0:
        first = _cut_short(text, reach, end, words)
        if first and _is_caption(text, first.end, words):
            return first
    return _accepted(text, reach, end, end, words) or _cut_short(text, reach, end, words)


def _in_bracket(text: str, reach: _Reach, words: Vocabulary) -> Place | None:
    close = closing_bracket(text, reach.start)
    if close is None:
        return _accepted(text, reach, len(text), len(text), words)
    place = _accepted(text, reach, close, close + 1, words)
    if place is None or place.form == "copyright":
        return place
    return replace(place, form="bracket")


def _with_position(text: str, start: int, words: Vocabulary) -> int:
    first = max(0, start - 24)
    position = _POSITION.search(text[first:start])
    known = position and position.group(1).casefold() in words.inside.positions
    return first + position.start(1) if position and known else start


def _house_before(text: str, opening: Opening, words: Vocabulary) -> str:
    """Give the house of "Lake Navy photo by Ida Brandt" and "ST PHOTO: Ida Brandt"; empty when none stands there."""
    start = opening.start
    if not start or text[start - 1] != " " or not opening.label.startswith(_PICTURES):
        return ""
    pieces = text[max(0, start - 50) : start - 1].split(" ")
    for size in range(min(4, len(pieces)), 0, -1):
        said = " ".join(pieces[-size:]).lstrip("([（【")
        first = start - 1 - len(said)
        if first and text[first - 1] not in " ([（【|":
            continue
        if boundary_before(text, first) and _takes_pictures(said, text[start:], words):
            return said
    return ""


def _takes_pictures(said: str, label: str, words: Vocabulary) -> bool:
    """Tell a house before "photo by", or a short one in capitals before "PHOTO", from the end of a caption."""
    if not said[:1].isupper() or said.endswith(".") or _STATEMENT_END.search(said):
        return False
    kind, _, _ = classify(said, words)
    if label[:1].isupper():
        return kind is Kind.ACRONYM and label[:2].isupper()
    return kind in BODIES or words.roles.get(said.casefold()) in {"staff", "courtesy"}


def _is_caption(text: str, start: int, words: Vocabulary) -> bool:
    """Tell a caption behind a credit from more of the credit: four words or more, some of them small, no agency."""
    rest = text[start : start + LONGEST].strip(" -–—|/")
    if text[start - 1] == ")":
        return any(letter.isalpha() for letter in rest)
    pieces = rest.split(" ")
    small = any(piece.islower() and piece not in words.inside.particles for piece in pieces)
    return len(pieces) >= 4 and small and not read_body(rest, words).count(Kind.AGENCY, Kind.PLATFORM)


def _accepted(text: str, reach: _Reach, close: int, end: int, words: Vocabulary) -> Place | None:
    """Read the body up to `close` and weigh it against the strength of its label."""
    inner = text[reach.inside : close]
    if not inner.strip() or len(inner) > LONGEST:
        return None
    body = read_body(inner, words)
    grade = _grade(text, reach, inner, body, words)
    if grade is None:
        return None
    form = "copyright" if reach.strength == "copyright" else "label"
    return Place(reach.start, end, _with_label(body, reach, words), form, grade)


def _with_label(body: Body, reach: _Reach, words: Vocabulary) -> Body:
    """Add what the label says: the role of "Courtesy of", the house of "Lake Navy photo by"."""
    said = (reach.label, *reach.label.split(" "), reach.house.casefold())
    role = next((words.roles[word] for word in said if word in words.roles), None)
    roles = tuple(dict.fromkeys((role, *body.roles))) if role and role != "contributor" else body.roles
    house = (reach.house,) if reach.house and reach.house.casefold() not in words.roles else ()
    return replace(body, bodies=(*house, *body.bodies), roles=roles)


def _grade(text: str, reach: _Reach, inner: str, body: Body, words: Vocabulary) -> Grade | None:
    boundary = boundary_before(text, reach.start) or text[reach.start] in OPENERS
    if reach.start == 0 and reach.label in words.labels.descriptive and not body.count(Kind.AGENCY, Kind.PLATFORM):
        return None
    institution = Grade.LIKELY if boundary and _is_institution(reach, inner, words) else None
    if reach.strength == "bare":
        named = boundary or _is_abbreviation(text, reach)
        return (_grade_of_bare_label(inner, body) if named else None) or institution
    if reach.strength == "of":
        return _grade_of_of(reach, body) if boundary else None
    said = body.count(Kind.AGENCY, Kind.PLATFORM, Kind.ORGANISATION, Kind.ACRONYM, *MAKERS)
    if body.clean and (said or body.count(*_LONE) or body.roles):
        if not boundary and text[reach.start].islower() and not (said and _names_a_picture(reach.label, words)):
            return None
        return Grade.CERTAIN if said and len(inner) <= 120 else Grade.LIKELY
    short = _is_short_prose(reach, inner, body) or _is_giver(text, reach, inner, words)
    return Grade.LIKELY if boundary and short else institution


def _is_institution(reach: _Reach, inner: str, words: Vocabulary) -> bool:
    """Tell "Foto: prokuratura regionu": two small words behind a caption and a label, the first an institution's."""
    said = inner.strip(" .)]")
    pieces = said.split()
    own = [piece for piece in pieces if piece not in words.inside.particles]
    if reach.start == 0 or not 0 < len(own) <= _INSTITUTION_WORDS or _CLAUSE.search(said):
        return False
    marked = reach.strength == "marked" or reach.label.endswith(".")
    return marked and pieces[0].islower() and pieces[0] in words.organisations.words


def _names_a_picture(label: str, words: Vocabulary) -> bool:
    """Tell "photo by" inside a sentence from "meals provided by"."""
    return label in words.labels.words or label.startswith(_PICTURES)


def _is_abbreviation(text: str, reach: _Reach) -> bool:
    """Tell the "Fot." of a credit that a page's markup set behind a caption without a stop."""
    return reach.label.endswith(".") and text[reach.start].isupper() and text[: reach.start].rstrip()[-1:].islower()


def _grade_of_bare_label(inner: str, body: Body) -> Grade | None:
    """Grade "Foto Ida Brandt": without a mark the body must be nothing but names, agencies and roles."""
    known = body.count(Kind.AGENCY, Kind.PLATFORM)
    if not body.clean or body.count(*_LONE) or not (known or body.count(*MAKERS) or body.only_roles):
        return None
    stopped = "." in inner.rstrip(". ") and any(part.joint == "stop" for part in body.parts)
    if stopped:
        return Grade.CERTAIN if known else None
    return Grade.LIKELY


def _grade_of_of(reach: _Reach, body: Body) -> Grade | None:
    """Grade "Foto von …": an agency proves it; a bare name only behind a caption."""
    if not body.clean:
        return None
    if body.count(Kind.AGENCY, Kind.PLATFORM):
        return Grade.CERTAIN
    return Grade.LIKELY if reach.start and body.parts[0].kind is Kind.PERSON and len(body.parts) <= 2 else None


def _is_short_prose(reach: _Reach, inner: str, body: Body) -> bool:
    """Accept "Photo: with kind permission of the Brandt family" after a caption, never a caption after "Photo:"."""
    if reach.start == 0 and not (body.people or body.count(*BODIES)):
        return False
    told = body.roles or body.count(Kind.PROSE) < len(body.parts)
    calm = len(inner.split()) <= (9 if told else 4) and not re.search(r"[.!?]\s+\S", inner.strip())
    return calm and any(letter.isupper() or (letter.isalpha() and not letter.islower()) for letter in inner)


def _is_giver(text: str, reach: _Reach, inner: str, words: Vocabulary) -> bool:
    """Tell who lent a photo: "Courtesy of the artist", but not "they came, courtesy of the bus company"."""
    before = text[: reach.start].rstrip()
    if before and before[-1] not in _ENDS and text[reach.start] not in OPENERS:
        return False
    said = inner.strip(" .)]")
    pieces = said.split()
    if "courtesy" not in reach.label or "." in said or "," in said:
        return False
    return 2 <= len(pieces) <= _GIVER_WORDS and pieces[0] in words.inside.definite


def _cut_short(text: str, reach: _Reach, end: int, words: Vocabulary) -> Place | None:
    """Read a labelled credit with a caption after it: up to the last break that leaves nothing but a credit."""
    if reach.strength not in {"marked", "copyright"}:
        return None
    found = _CUT.finditer(text, reach.inside, min(end, reach.inside + LONGEST))
    cuts = [cut for cut in found if not INITIAL.search(text[reach.inside : cut.start() + 1])]
    for cut in reversed(cuts[:_MOST_CUTS]):
        close = cut.start() + (cut.group()[:1] in ".)]")
        body = read_body(text[reach.inside : close], words)
        if _is_nothing_but_a_credit(body):
            form = "copyright" if reach.strength == "copyright" else "label"
            return Place(reach.start, close, _with_label(body, reach, words), form, Grade.LIKELY)
    return None


def _is_nothing_but_a_credit(body: Body) -> bool:
    known, made = body.count(Kind.AGENCY, Kind.PLATFORM), body.count(*MAKERS)
    if not body.clean or any(part.joint == "stop" for part in body.parts):
        return False
    return bool(known or (made and not body.count(Kind.SMALL)))
