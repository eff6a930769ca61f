"""Credits without label or bracket: bare behind the caption, bare before it, or closed by a label."""

from collections.abc import Iterator

from cutline.model.page import Grade
from cutline.text.credit_body import Body, read_body
from cutline.text.credit_parts import BODIES, MAKERS, Kind
from cutline.text.credit_place import INITIAL, Place
from cutline.text.lexicon import Vocabulary
from cutline.text.patterns import pattern

# How far back a bare credit may begin, and how long it may be.
_REACH, _LONGEST = 150, 130
_BREAK = pattern(r"(?<=[.!?…。！？\"”»)\]])\s+|\s+[-–—|#•]+\s+|\s*[|#]\s*|(?<=[.!?…。！？”»\"])(?=[^\W\d_a-zß-ÿ])")
_SIGNS = pattern(r"(?:[-–—|#•]+\s+|/\s?)?")
# Two signs of Korean are a word and more: "있다." ends a sentence.
_CLOSED_SENTENCE = pattern(r"(?:([^\W\d_]{3,})|[\uac00-\ud7a3]{2}|[)\]\"”»\d])[.!?][\"”»)]*\s")
_WEAK_BREAK = pattern(r"\s+/\s+|,\s+|:\s+")
_CLOSED_AND_BARRED = pattern(r"[^\W\d_]{2}[.!?][”»\"]?\s+[/|]\s*\Z")
# Glued by a page's markup: "harbourIda Brandt/dpa".
_GLUE = pattern(r"(?<=[a-zß-öø-ÿ]{3})(?=[A-ZÀ-ÖØ-Þ][^\W_])|(?<=\d)(?=[A-ZÀ-ÖØ-Þ][^\W_])")
_NAME_PREFIX = pattern(r"(?:Mac|Fitz|Van|Del)$")
# "Washington, D.C." may end a sentence.
_DOTTED = pattern(r"\b[^\W\d_]\.[^\W\d_]\.$")
_CHAINS = frozenset({"slash", "spaced slash", "pipe", "via", "for", "dash"})
_SLASHES = frozenset({"slash", "spaced slash", "pipe"})


def bare_at_end(text: str, words: Vocabulary) -> Place | None:
    """Find a credit without label or bracket at the end: an agency must stand in it, or a person with a house."""
    end = len(text.rstrip(" #*"))
    if not _may_end_in_a_credit(text[max(0, end - _REACH) : end], words):
        return None
    first = max(0, end - _REACH)
    for start in _starts(text, first, end):
        place = _bare(text, start, end, words)
        if place:
            return place
    return _from_an_agency(text, end, words) or _weakly_bounded(text, first, end, words) or _peeled(text, end, words)


def closed_by_label(text: str, words: Vocabulary) -> Place | None:
    """Find "Ida Brandt / LRT nuotr.": the label stands last."""
    end = len(text.rstrip())
    label = text[max(0, end - 20) : end].rsplit(" ", 1)[-1]
    if label.casefold() not in words.labels.closing or len(label) == end:
        return None
    for start in _starts(text, max(0, end - _REACH), end - len(label)):
        body = read_body(text[start : end - len(label)], words)
        joints = {part.joint for part in body.parts[1:]}
        named = body.count(Kind.PERSON, Kind.AGENCY) and not body.count(Kind.WORD)
        if body.clean and named and joints.isdisjoint({"stop", "comma", "bracket"}):
            return Place(start, end, body, "label", Grade.LIKELY)
    return None


def agency_unbounded(text: str, words: Vocabulary) -> Place | None:
    """Find "… Getty Images" behind a caption without a full stop: never more than possible."""
    kept = text.rstrip(" .")
    pieces = kept.rsplit(" ", 3)
    if pieces[-1].casefold() not in words.agencies.pictorial:
        return None
    for size in range(len(pieces) - 1, 1, -1):
        said, before = " ".join(pieces[-size:]), pieces[-size - 1]
        small = not before.rsplit(" ", 1)[-1][:1].isupper() and before.rsplit(" ", 1)[-1] not in words.inside.lead_on
        if small and words.agencies.canonical(said):
            return Place(len(kept) - len(said), len(kept), read_body(said, words), "bare", Grade.POSSIBLE)
    return None


def bare_at_start(text: str, words: Vocabulary) -> Place | None:
    """Find "Getty Images A ferry leaves", as pages prefix it to an alt text: never more than possible."""
    head = text[:80].casefold()
    known = words.agencies
    if not any(cue in head for cue in known.head_cues) or not known.head_cue.search(text, 0, 80):
        return None
    pieces = text[:80].split(" ")
    for size in range(min(6, len(pieces) - 4), 0, -1):
        said, following = " ".join(pieces[:size]), pieces[size]
        if not following[:1].isupper() or following.casefold() in words.organisations.words:
            continue
        pictorial = pieces[size - 1].casefold() in words.agencies.pictorial
        if not (pictorial or "/" in said or words.agencies.between.search(said)) or not _ends_in_an_agency(
            pieces[:size], words
        ):
            continue
        body = read_body(said, words)
        if body.clean and body.count(Kind.AGENCY) and not body.count(Kind.WORD):
            return Place(0, len(said), body, "bare", Grade.POSSIBLE)
    return None


def name_before(text: str, end: int, words: Vocabulary) -> int | None:
    """Give the start of the person's name that ends at `end`; None when no two capitalised words stand there."""
    pieces, run = _capitalised_run(text, end, words)
    size = _size_of_name(pieces, run, words)
    return end - len(" ".join(pieces[-size:])) if size > 1 else None


def _may_end_in_a_credit(tail: str, words: Vocabulary) -> bool:
    """Spare most captions the work: without a slash, a bar or an agency at the end nothing can be found."""
    if any(mark in tail for mark in "/|•") or words.inside.for_a_house.search(tail):
        return True
    statement = _BREAK.split(tail.rstrip("."))[-1]
    last = statement.split(" ")[-4:]
    if (len(statement) < 60 and (", " in statement or ": " in statement)) or statement.casefold() in words.roles:
        return True
    return _ends_in_an_agency(last, words) or _glued_agency(tail, words) is not None


def _ends_in_an_agency(pieces: list[str], words: Vocabulary) -> bool:
    last = [piece.rsplit("/", 1)[-1] for piece in pieces[-4:]]
    return any(words.agencies.canonical(" ".join(last[first:])) for first in range(len(last)))


def _starts(text: str, first: int, end: int) -> Iterator[int]:
    """Give the places where a statement may begin, from left to right; glued ones last."""
    if first == 0:
        yield 0
    for found in _BREAK.finditer(text, first, end):
        before = text[max(0, found.start() - 8) : found.start()]
        if not INITIAL.search(before) or _DOTTED.search(before):
            yield _SIGNS.match(text, found.end()).end()  # type: ignore[union-attr]
    for found in _GLUE.finditer(text, first, end):
        if not _NAME_PREFIX.search(text[max(0, found.start() - 4) : found.start()]):
            yield found.start()


def _bare(text: str, start: int, end: int, words: Vocabulary) -> Place | None:
    said = text[start:end]
    if not 2 <= len(said) <= _LONGEST or not (said[0].isalnum() or said[0] in "@–") or said.startswith("– "):
        return None
    closed = _CLOSED_SENTENCE.search(said)
    if closed and (closed[1] or "").casefold() not in words.inside.titles:
        return None
    body = read_body(said, words)
    if any(_ends_in_a_glued_agency(part.text, words) for part in body.parts):
        return None
    grade = _grade(said, body, words, whole=start == 0)
    if grade is None and _CLOSED_AND_BARRED.search(text, max(0, start - 12), start) and _is_one_person(body):
        # "Fishers mend nets. / Ida Brandt": nothing but a name behind a finished sentence and a bar; "/ Part Two" too.
        grade = Grade.POSSIBLE
    return Place(start, end, body, "slash" if "/" in said else "bare", grade) if grade else None


def _is_one_person(body: Body) -> bool:
    return body.clean and len(body.parts) == 1 and body.parts[0].kind is Kind.PERSON


def _ends_in_a_glued_agency(said: str, words: Vocabulary) -> bool:
    """Tell "Harbour viewGetty Images" from a house: the agency begins inside a word."""
    return any(words.agencies.canonical(said[found.start() :]) for found in _GLUE.finditer(said) if " " in said)


def _grade(said: str, body: Body, words: Vocabulary, *, whole: bool) -> Grade | None:
    joints = {part.joint for part in body.parts[1:]}
    known, makers = body.count(Kind.AGENCY, Kind.PLATFORM), body.count(*MAKERS)
    if (
        not body.clean
        or "stop" in joints
        or ("colon" in joints and len(joints) > 1)
        or ("bracket" in joints and not body.count(Kind.AGENCY))
    ):
        return None
    # "Harbour view - Ida Brandt/dpa": the caption's last words look like a house.
    if len(body.parts) > 1 and body.parts[0].kind in {Kind.ORGANISATION, Kind.WORD} and body.parts[1].joint == "dash":
        return None
    if "on" in joints and not makers:
        return None
    if body.only_roles:
        places = words.role_places
        wanted = places.alone_in_two_words if " " in said else places.alone
        return Grade.LIKELY if not whole and wanted.issuperset(body.roles) else None
    if joints == {"colon"}:
        house_first = body.parts[0].kind in {Kind.AGENCY, Kind.ORGANISATION} and len(body.parts) == 2
        return Grade.LIKELY if house_first and body.parts[1].kind is Kind.PERSON and not whole else None
    if known:
        return _grade_with_agency(body, chained=not joints.isdisjoint(_CHAINS), whole=whole)
    return _grade_without_agency(said, body, joints, whole=whole)


def _grade_with_agency(body: Body, *, chained: bool, whole: bool) -> Grade | None:
    others = len(body.parts) - body.count(Kind.AGENCY, Kind.PLATFORM, Kind.ROLE)
    if not others:
        return Grade.POSSIBLE if whole and len(body.parts) == 1 else Grade.LIKELY
    if chained:
        return Grade.CERTAIN if body.count(*MAKERS) else Grade.LIKELY
    return Grade.LIKELY if body.count(Kind.PERSON) and not body.count(Kind.WORD) else None


def _grade_without_agency(said: str, body: Body, joints: set[str], *, whole: bool) -> Grade | None:
    """Grade a person with a house, joined by a slash; a place may look like a house ("Ida Brandt / Nordhafen")."""
    if any(mark in "?!:" or mark.isdigit() for mark in said) or body.count(Kind.SMALL) or (whole and "pipe" in joints):
        return None
    if joints == {"for"} and not whole and len(body.parts) == 2 and body.parts[0].kind is Kind.PERSON:
        return Grade.LIKELY if body.parts[1].kind in BODIES else None
    last_is_house = body.parts[-1].kind is Kind.ORGANISATION and body.count(Kind.PERSON) == len(body.parts) - 1 > 0
    if joints == {"comma"} and len(body.parts) == 2:
        # It may be the attribution of a quotation as well.
        return Grade.POSSIBLE if last_is_house and not whole else None
    if last_is_house and body.parts[-1].joint in _SLASHES:
        return Grade.LIKELY
    if joints.isdisjoint(_SLASHES) or len(body.parts) > 3 or "comma" in joints:
        return None
    if body.count(*MAKERS) == 1 and body.count(Kind.ORGANISATION, Kind.ACRONYM, Kind.ROLE):
        return Grade.LIKELY
    if body.count(*MAKERS) == 1 and body.count(Kind.WORD, Kind.COINED) == 1 and "pipe" not in joints:
        if not whole:
            return Grade.LIKELY if "slash" in joints else Grade.POSSIBLE
        return Grade.POSSIBLE if "slash" in joints else None
    if body.count(Kind.ACRONYM) >= 2 and joints == {"slash"} and not body.count(Kind.WORD):
        return Grade.POSSIBLE if whole else Grade.LIKELY
    return None


def _from_an_agency(text: str, end: int, words: Vocabulary) -> Place | None:
    """Find "AP Photo/Ida Brandt" or "AFP via Getty" behind a caption that no full stop ends."""
    for found in words.agencies.joint.finditer(text, max(0, end - _REACH), end):
        before = text[max(0, found.start() - 60) : found.start()].split(" ")[-4:]
        for size in range(len(before), 0, -1):
            said = " ".join(before[-size:])
            glued = _glued_agency(said, words) if size == 1 else None
            start = found.start() - len(glued or said)
            if (glued or words.agencies.canonical(said)) and not text[:start].rstrip().endswith(("/", "|")):
                return _bare(text, start, end, words)
    return None


def _glued_agency(said: str, words: Vocabulary) -> str | None:
    """Find the agency at the end of a word that a page's markup glued on: "UKAFP", "Kreml.dpa"."""
    last = said.rsplit(" ", 1)[-1]
    for size in range(min(len(last) - 2, 12), 1, -1):
        tail = last[-size:]
        if tail in words.agencies.exact and (tail.isupper() or not last[-size - 1].isalpha()):
            return tail
    return None


def _weakly_bounded(text: str, first: int, end: int, words: Vocabulary) -> Place | None:
    """Try a comma or a spaced slash as the boundary; what follows must hold an agency and a maker."""
    for found in _WEAK_BREAK.finditer(text, first, end):
        place = _bare(text, found.end(), end, words)
        if not place:
            continue
        barred = "/" in found.group()
        known = place.body.count(Kind.AGENCY, Kind.PLATFORM) if barred else place.body.count(Kind.AGENCY)
        if known and (barred or place.body.count(*MAKERS)):
            return place
    return None


def _peeled(text: str, end: int, words: Vocabulary) -> Place | None:
    """Without any boundary, take the two or three capitalised words left of the first slash before an agency."""
    for found in words.agencies.joint.finditer(text, max(0, end - _REACH), end):
        right = read_body(text[found.end() : end], words)
        if not right.clean or not right.count(Kind.AGENCY, Kind.PLATFORM):
            continue
        if any(part.joint == "stop" for part in right.parts):
            continue
        pieces, run = _capitalised_run(text, found.start(), words)
        size = _size_of_name(pieces, run, words)
        if size:
            return _bare(text, found.start() - len(" ".join(pieces[-size:])), end, words)
    return None


def _capitalised_run(text: str, end: int, words: Vocabulary) -> tuple[list[str], int]:
    """Give the last words before `end`, and how many of them at the end could be a name."""
    pieces = text[max(0, end - 80) : end].split(" ")[-5:]
    run = 0
    while run < len(pieces) and (pieces[-run - 1][:1].isupper() or pieces[-run - 1] in words.inside.particles):
        run += 1
    return pieces, run


def _size_of_name(pieces: list[str], run: int, words: Vocabulary) -> int:
    """Say how many of the `run` last words are the name: two, more with an initial, a particle or capitals."""
    if run < 2:
        return run if run and pieces[-1].isupper() else 0
    if run > 2 and pieces[-1].casefold() in words.inside.suffixes:
        return 1 + _size_of_name(pieces[:-1], run - 1, words)
    if run > 2 and (len(pieces[-2].rstrip(".")) == 1 or pieces[-2] in words.inside.particles):
        return 4 if run > 3 and pieces[-3] in words.inside.particles else 3
    capitals = 0
    while capitals < run and pieces[-capitals - 1].isupper() and len(pieces[-1]) > 1:
        capitals += 1
    return max(2, capitals)
