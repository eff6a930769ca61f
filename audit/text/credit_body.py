"""Inside a credit: cut at its separators, its pieces named, and by their order who made and who supplied."""

import re
from functools import lru_cache

from msgspec import Struct

from cutline.text.credit_parts import BODIES, EDGES, MAKERS, Kind, classify
from cutline.text.folding import fold_name
from cutline.text.lexicon import Vocabulary, letters, notices, spelling
from cutline.text.openings import nested_openings
from cutline.text.patterns import pattern

_LICENCE = pattern(
    r"\bCC[ -]?(?:BY(?:[ -](?:NC|SA|ND))*|0)(?:[ -]?\d\.\d)?(?: (?:DEED|Intl?|International|Unported|Generic)\b)?"
    r"(?:[ -][A-Z]{2}\b)?"
    r"|\bCC0(?: 1\.0)?\b|\b(?:GNU )?GFDL\b|\bAttribution(?:-\w+)* \d\.\d\b"
)
# Stock numbers, transmission codes, addresses: "(10203040ab)", "RTX1A2B3", "ORG XMIT: NX12".
_CODES = r"\bORG XMIT\b.*$|\bRT[RXS]\w{4,}\b|\b\d{6,}\w{0,4}\b|\bhttps?://\S+"
_FIGURES = r"\b[A-Z]{2,5}\d{3,}\b|#\d+\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{1,3}(?:\.\d)?%"
_NUMBER = pattern(rf"(?=[A-Zh#\d])(?:{_CODES}|{_FIGURES})")
_NUMBER_OR_MAIL = pattern(rf"{_CODES}|\S+@\S+\.\w+|{_FIGURES}")
# Without one of these there is nothing of the kind.
_LICENCE_CUE = pattern("CC|GFDL|Attribution")
_NUMBER_CUE = pattern(r"\d|://|ORG XMIT|RT[RXS]")
_EMBEDDING = pattern("[\u202a-\u202e\u2066-\u2069]+")
_LONGEST_INITIALS = 3
_PIECE_END = pattern(r"[/|,;(]|\s(?:via|for|on)\s")
_WORD_END = pattern(r"[\s/|(]")
_LEGAL_FORM = pattern(r"(?:^|\W)[Aa]/[Ss]\W?")
_NAME_SUFFIX = pattern(r"(?:Jr|Sr|Inc|Ltd|LLC|II|III)\b")
_YEARS = pattern(r"^(?:19|20)\d\d(?:[-–/]\d{2,4})?\s+|,?\s*(?:19|20)\d\d(?:[-–/]\d{2,4})?\.?$")


class Part(Struct, frozen=True):
    """One piece between two separators; `joint` is the separator before it ("slash", "comma", "via" …)."""

    text: str
    kind: Kind
    joint: str
    roles: tuple[str, ...] = ()


class Body(Struct, frozen=True):
    """The inside of a credit, read."""

    people: tuple[str, ...]
    bodies: tuple[str, ...]
    roles: tuple[str, ...]
    parts: tuple[Part, ...]

    def count(self, *kinds: Kind) -> int:
        """Count the parts of these kinds."""
        return len([part for part in self.parts if part.kind in kinds])

    @property
    def clean(self) -> bool:
        """Tell whether every part is something a credit is made of."""
        return bool(self.parts) and not self.count(Kind.PROSE)

    @property
    def only_roles(self) -> bool:
        """Tell whether roles are all there is ("Foto: privat")."""
        return bool(self.parts) and self.count(Kind.ROLE) == len(self.parts)


@lru_cache(maxsize=512)
def read_body(text: str, words: Vocabulary) -> Body:
    """Read the inside of a credit, its label and outer brackets already removed; at most some 600 characters."""
    parts = tuple(part for piece, joint in _pieces(text, words) for part in _classified(piece, joint, words))
    return _resolved(tuple(_without_repeats(parts)), words)


def _pieces(text: str, words: Vocabulary) -> list[tuple[str, str]]:
    """Cut at separators, joining words and labels; give each piece with the joint before it."""
    text, roles = nested_openings(_without_notices(text), words)
    pieces: list[tuple[str, str]] = [(role, "label") for role in roles]
    joint, start = "", 0
    for found in words.inside.parts.finditer(text):
        if found["word"] and not _joins(found, text, words):
            continue
        if found["mark"] and _belongs_to_a_word(found, text, words):
            continue
        pieces.append((text[start : found.start()], joint))
        joint = words.inside.joints.get(found["word"].casefold(), "on") if found["word"] else _mark(found["mark"])
        start = found.end()
    pieces.append((text[start:], joint))
    return _with_joint_carried(pieces)


def _without_notices(text: str) -> str:
    """Put a separator in the place of rights, licences and numbers."""
    if not text.isascii():
        text = _EMBEDDING.sub("", text)
    if not notices().tell_tales.isdisjoint(letters(text)):
        text = notices().pattern.sub(" ; ", text)
    if _LICENCE_CUE.search(text):
        text = _LICENCE.sub(" ; ", text)
    if "@" in text:
        return _NUMBER_OR_MAIL.sub(" ; ", text)
    return _NUMBER.sub(" ; ", text) if _NUMBER_CUE.search(text) else text


def _with_joint_carried(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Drop empty pieces; ", via" and "/via" are one joint, and the word says more than the mark."""
    kept: list[tuple[str, str]] = []
    carried = ""
    for piece, joint in pieces:
        said = piece.strip(EDGES)
        stronger = carried if carried in {"via", "for", "on", "by"} else joint
        if said or "+" in piece:
            kept.append((piece.strip(" \t"), stronger))
            carried = ""
        else:
            carried = stronger
    return kept


def _mark(mark: str) -> str:
    sign = mark.strip()[:1]
    if sign in "/／\\＝=":
        return "slash" if mark == sign else "spaced slash"
    if sign in "|｜•·":
        return "pipe"
    if sign in "-–—":
        return "dash"
    if sign in ",،、，":
        return "comma"
    if sign == ":":
        return "colon"
    return "bracket" if sign in "()[]（）【】{}<>" else "stop"


def _joins(found: re.Match[str], text: str, words: Vocabulary) -> bool:
    """Tell a joining word from part of a name: "for" before a capital, "von" only before an agency or a platform."""
    word, rest = found["word"], text[found.end() :]
    folded = word.casefold()
    # Matching without case finds "İn" for "in", which folds to something else.
    kind = words.inside.joints.get(folded)
    rest = rest.removeprefix("the ")
    follower = _PIECE_END.split(rest, maxsplit=1)[0].strip(EDGES)
    known = words.agencies.canonical(follower) is not None
    if folded in words.inside.unsure:
        return known
    if kind == "by" and not found.start():
        return rest[:1].isupper()
    if kind == "via":
        return bool(rest)
    return word.islower() and (
        known or rest[:1].isupper() or rest[:1] in "@'‘“\"" or (rest[:1].isalpha() and not rest[:1].islower())
    )


def _belongs_to_a_word(found: re.Match[str], text: str, words: Vocabulary) -> bool:
    """Keep legal forms and names whole: "A/S", "Brandt, Jr.", "Prof. Ida Brandt"."""
    if found["mark"].startswith("."):
        return _WORD_END.split(text[: found.start()])[-1].casefold() in words.inside.titles
    after = text[found.end() : found.end() + 5]
    if found["mark"].strip() == "/":
        return _LEGAL_FORM.fullmatch(text[max(0, found.start() - 2) : found.end() + 2]) is not None
    if found["mark"].strip() == ",":
        return _NAME_SUFFIX.match(after) is not None
    return False


def _classified(piece: str, joint: str, words: Vocabulary) -> list[Part]:
    """Give the part or, for two makers joined by "and", the parts."""
    piece = _YEARS.sub("", piece.strip()).strip()
    if joint == "comma":
        opening = words.inside.conjunctions.match(f" {piece}")
        piece = piece[opening.end() - 1 :] if opening else piece
    kind, text, roles = classify(piece, words)
    if kind in BODIES and words.agencies.canonical(text):
        return [Part(text, kind, joint, roles)]
    hyphen = _agency_behind_hyphen(piece, words)
    if hyphen:
        return [*_classified(piece[:hyphen], joint, words), *_classified(piece[hyphen + 1 :], "dash", words)]
    sides = words.inside.conjunctions.split(piece)
    if len(sides) > 1:
        split = [classify(side, words) for side in sides]
        kinds = {side for side, _, _ in split}
        if kinds <= BODIES and kinds & {Kind.AGENCY, Kind.PLATFORM}:
            return [Part(said, side, "and" if i else joint, extra) for i, (side, said, extra) in enumerate(split)]
        if split[-1][0] in {Kind.PERSON, Kind.AGENCY} and all(
            side in {Kind.PERSON, Kind.AGENCY, Kind.WORD, Kind.ROLE, Kind.PLATFORM} for side, _, _ in split
        ):
            people = [(Kind.PERSON if side is Kind.WORD else side, said, extra) for side, said, extra in split]
            return [Part(said, side, "and" if i else joint, extra) for i, (side, said, extra) in enumerate(people)]
    return [Part(text, kind, joint, roles)]


def _agency_behind_hyphen(piece: str, words: Vocabulary) -> int:
    """Find the hyphen of "Ida Brandt-USA TODAY Sports"; 0 when there is none."""
    hyphen = piece.find("-")
    while hyphen > 0:
        if " " in piece[:hyphen] and words.agencies.canonical(piece[hyphen + 1 :].strip()):
            return hyphen
        hyphen = piece.find("-", hyphen + 1)
    return 0


def _without_repeats(parts: tuple[Part, ...]) -> list[Part]:
    """Keep the first of equal parts: "Ida Brandt/dpa/Ida Brandt" is said once."""
    if len(parts) == 1:
        return [part for part in parts if part.kind is not Kind.NOTHING]
    seen: set[str] = set()
    kept = []
    for part in parts:
        key = fold_name(part.text).replace(".", "")
        if part.kind is Kind.NOTHING or (part.kind is not Kind.ROLE and key and key in seen):
            continue
        seen.add(key)
        kept.append(part)
    return kept


def _resolved(parts: tuple[Part, ...], words: Vocabulary) -> Body:
    """Decide by position what the words alone left open."""
    people: list[str] = []
    bodies: list[str] = []
    roles: list[str] = []
    for place, part in enumerate(parts):
        roles.extend(part.roles)
        if part.joint in {"via", "for"}:
            roles.append(part.joint)
        if part.kind is Kind.ROLE:
            continue
        if _is_maker(place, parts, words):
            people.append(part.text)
        elif _is_body(part, parts[:place]):
            bodies.append(part.text)
    return Body(tuple(people), tuple(bodies), tuple(dict.fromkeys(roles)), parts)


def _is_body(part: Part, before: tuple[Part, ...]) -> bool:
    """Take what is left for a body, but prose without a capital and an editor's initials behind an agency ("/wsj")."""
    if part.kind is Kind.SMALL and part.joint == "slash" and any(other.kind is Kind.AGENCY for other in before):
        return len(part.text) > _LONGEST_INITIALS
    return part.kind is not Kind.PROSE or (len(part.text.split(" ")) <= 6 and part.text[:1].isupper())


def _is_maker(place: int, parts: tuple[Part, ...], words: Vocabulary) -> bool:
    part = parts[place]
    if part.joint == "for":
        return False
    if part.kind is Kind.HANDLE:
        return part.joint != "via" or "@" in part.text or "_" in part.text
    if part.kind is Kind.PERSON:
        return not _is_house_like(place, parts)
    if part.kind in {Kind.SMALL, Kind.WORD, Kind.COINED}:
        return _is_user_name(place, parts, words)
    if part.kind is Kind.ORGANISATION:
        return _is_account(place, parts, words)
    return False


def _is_house_like(place: int, parts: tuple[Part, ...]) -> bool:
    """Tell a house whose name looks like a person's: where a chain has its second place."""
    part, before, after = parts[place], parts[:place], parts[place + 1 :]
    person_before = any(other.kind in MAKERS for other in before)
    if part.joint in {"via", "on"}:
        return person_before or bool(after) or bool(before)
    if part.joint in {"slash", "spaced slash", "pipe"} and person_before:
        return not after or after[0].joint == "via" or any(other.kind in BODIES for other in before)
    piped = [other for other in after if other.joint == "pipe" and other.kind is Kind.PERSON]
    return bool(piped) and any(other.kind in BODIES for other in before)


def _is_user_name(place: int, parts: tuple[Part, ...], words: Vocabulary) -> bool:
    """Take a lone word beside a platform for an account; one in small letters beside any agency."""
    others = parts[:place] + parts[place + 1 :]
    if any(other.kind in MAKERS for other in others):
        return False
    if parts[place].kind is Kind.SMALL and not others:
        return len(parts[place].text) <= _LONGEST_INITIALS
    if parts[place].kind is Kind.COINED:
        return any(words.agencies.canonical(other.text) in words.agencies.stock for other in others)
    if parts[place].kind is Kind.SMALL:
        return any(other.kind in {Kind.AGENCY, Kind.PLATFORM} for other in others)
    after, before = parts[place + 1 : place + 2], parts[max(0, place - 1) : place]
    if after and after[0].kind is Kind.PLATFORM and after[0].joint in {"slash", "on"}:
        return True
    if before and before[0].kind is Kind.PLATFORM and parts[place].joint == "slash":
        return True
    return any(other.kind is Kind.PLATFORM for other in others) and all(
        other.kind in {Kind.PLATFORM, Kind.AGENCY, Kind.ROLE} for other in others
    )


def _is_account(place: int, parts: tuple[Part, ...], words: Vocabulary) -> bool:
    """Take "Brandt Photography" on a platform for the name of an account."""
    others = parts[:place] + parts[place + 1 :]
    said = spelling(parts[place].text)
    return (
        len(others) == 1 and others[0].kind is Kind.PLATFORM and said.rsplit(" ", 1)[-1] in words.organisations.accounts
    )
