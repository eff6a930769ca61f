"""One piece of a credit: an agency, a house, a person, a user name or a role, told apart by words and capitals."""

import re
from enum import Enum, auto
from functools import cache, lru_cache

from cutline.text.folding import fold_name, may_be_east_asian
from cutline.text.lexicon import Vocabulary, east_asia, top_levels
from cutline.text.patterns import pattern

EDGES = " \t.,:;'\"„“”‘’«»‹›*_~^`|/\\-–—•·#©…!?+&=<>"
_HANDLE = pattern(r"@[\w.]+|\w*_\w+")
# A coined word: "NovaLight", "ida19": a firm, or a user name beside an agency.
_COINED = pattern(r"\w*[^\W\dA-Z_][A-Z]\w*|(?=\w*[^\W\d_])\w*\d\w*")
_MIXED_NAME = pattern(r"(?:Mc|Mac|De|Di|Le|La|Du|Van|Fitz|O['’])[A-Z]")
_NAME_WORD = pattern(r"[^\W\d_]+(?:[.'’`´ʼ·-][^\W\d_]+)*[.'’]?|[^\W\d_]\.(?:-?[^\W\d_]\.)+")
_INITIAL_AND_NAME = pattern(r"(?:[^\W\d_a-z]\.-?){1,3}[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)?")
_SMALL_START = pattern(r"(?:al|el|ul|ad|an|ar|as|at|az|d|l|de|von)[-'’][^\W\d_]")
_VOWEL = pattern("[AEIOUYÄÖÜ]")
_LONGEST_NAME = 8


class Kind(Enum):
    """What a part of a credit can be."""

    # Members are looked up in sets all the time, and Enum would hash their names in Python.
    __hash__ = object.__hash__

    AGENCY = auto()
    PLATFORM = auto()
    ORGANISATION = auto()
    ACRONYM = auto()
    PERSON = auto()
    HANDLE = auto()
    COINED = auto()
    WORD = auto()
    """One capitalised word: a surname or a firm."""
    SMALL = auto()
    """One word in small letters: a user name beside a platform."""
    ROLE = auto()
    NOTHING = auto()
    PROSE = auto()


BODIES = frozenset({Kind.AGENCY, Kind.PLATFORM, Kind.ORGANISATION, Kind.ACRONYM})
MAKERS = frozenset({Kind.PERSON, Kind.HANDLE})


@lru_cache(maxsize=2048)
def classify(piece: str, words: Vocabulary) -> tuple[Kind, str, tuple[str, ...]]:
    """Say what one piece is, the text of it without roles and signs at its edges, and those roles."""
    said = piece.strip(EDGES.replace("+", "").replace("_", "")) if len(piece) < 4 else _trimmed(piece, words)
    folded = said.casefold()
    role = words.roles.get(folded) or words.roles.get(folded.rstrip("."))
    if role:
        return Kind.ROLE, said, (role,)
    if not said or not any(letter.isalpha() for letter in said) or folded in words.inside.positions:
        return Kind.NOTHING, said, ()
    canonical = words.agencies.canonical(said)
    if canonical:
        return (Kind.PLATFORM if canonical in words.agencies.platforms else Kind.AGENCY), said, ()
    if said in words.organisations.names:
        return Kind.ORGANISATION, said, ()
    label, _, name = said.partition(" ")
    if label.casefold() in words.labels.bare and " " in name and _shape(name, words) is Kind.PERSON:
        return Kind.PERSON, name, ()
    without = _without_role(said, words)
    if without:
        kind, text, more = classify(without[0], words)
        return kind, text, (without[1], *more)
    return _shape(said, words), _east_asian_name(said), ()


def _trimmed(piece: str, words: Vocabulary) -> str:
    """Strip signs at both ends; initials and abbreviations keep their stop."""
    said = piece.strip(EDGES.replace("_", ""))
    stop = piece[piece.find(said) + len(said) :][:1] if said else ""
    last = said.rsplit(" ", 1)[-1].casefold()
    return f"{said}." if stop == "." and (len(last) == 1 or last in words.inside.suffixes) else said


def _without_role(said: str, words: Vocabulary) -> tuple[str, str] | None:
    """Take a role off the end or the start: "Reuters files", "AP file photo", "Archiv Ida Brandt"."""
    pieces = said.split(" ")
    for size in (2, 1):
        if not size < len(pieces) <= _LONGEST_NAME:
            continue
        for role, rest in ((pieces[-size:], pieces[:-size]), (pieces[:size], pieces[size:])):
            found = words.roles.get(" ".join(role).casefold().strip("()"))
            if found and _may_lose(role, found, rest, words):
                return " ".join(rest), found
    head, hyphen, tail = said.rpartition("-")
    if hyphen and words.roles.get(tail.casefold()) and words.agencies.canonical(head):
        return head, words.roles[tail.casefold()]
    return None


def _may_lose(role: list[str], found: str, rest: list[str], words: Vocabulary) -> bool:
    """Any role may stand beside an agency's name, few beside another's."""
    if words.agencies.canonical(" ".join(rest)):
        return True
    return found in words.role_places.beside_a_name and not _is_house_word(role, words)


def _is_house_word(role: list[str], words: Vocabulary) -> bool:
    word = role[0].casefold()
    return len(role) == 1 and (word in words.organisations.words or word in words.role_places.of_a_house)


def _shape(said: str, words: Vocabulary) -> Kind:
    """Tell a person from an organisation by the words and their capitals alone."""
    if words.people and fold_name(said) in words.people:
        return Kind.PERSON
    if "." in said and _domain().fullmatch(said):
        return Kind.ORGANISATION
    if ("@" in said or "_" in said) and _HANDLE.fullmatch(said):
        return Kind.HANDLE
    unspaced = _east_asian_name(said)
    if _is_east_asian(unspaced):
        return _east_asian_shape(said, unspaced)
    pieces = said.split(" ")
    if _is_organisation(said, pieces, words):
        return Kind.ORGANISATION
    if len(pieces) == 1:
        return _single_word(said)
    return Kind.PERSON if _is_name(pieces, words) else _looser_shape(pieces, words)


def _is_east_asian(said: str) -> bool:
    return may_be_east_asian(said) and bool(_han_or_kana().fullmatch(said) or _hangul().fullmatch(said))


@cache
def _domain() -> re.Pattern[str]:
    return re.compile(rf"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:{top_levels()})(?:/\S*)?", re.IGNORECASE)


@cache
def _han_or_kana() -> re.Pattern[str]:
    letters = r"[\u3040-\u30ff\u3400-\u9fff々ー]+"
    return re.compile(rf"{letters}(?:[・·\s]{letters})*")


@cache
def _hangul() -> re.Pattern[str]:
    return re.compile(r"[\uac00-\ud7a3]+(?:\s[\uac00-\ud7a3]+)*")


def _east_asian_name(said: str) -> str:
    """Drop the words for reporter and photographer round a name: one before it, up to two after it."""
    if not may_be_east_asian(said):
        return said
    table = east_asia()
    return table.title.sub("", table.title.sub("", table.lead.sub("", said)))


def _east_asian_shape(said: str, bare: str) -> Kind:
    if said != bare:
        return Kind.PERSON
    if east_asia().house.search(bare):
        return Kind.ORGANISATION
    longest = 4 if _hangul().fullmatch(bare) else 6
    if len(bare.replace(" ", "")) <= longest:
        return Kind.PERSON
    return Kind.ORGANISATION if len(bare) <= 16 else Kind.PROSE


def _is_organisation(said: str, pieces: list[str], words: Vocabulary) -> bool:
    table = words.organisations
    if len(pieces) > _LONGEST_NAME or said.islower():
        return False
    small = _small_words(pieces, words)
    if small > 1:
        return False
    folded = [piece.casefold().strip(",.()'’\"") for piece in pieces]
    if "." in said and _has_a_title(pieces, words):
        return False
    if _is_surname(pieces, folded, words) or (len(pieces) > 2 and _small_words(pieces[:1], words)):
        return False
    if small:
        folded = [word for word, piece in zip(folded, pieces, strict=True) if not piece.islower()]
    if not table.words.isdisjoint(folded) or (not said.isupper() and not table.exact.isdisjoint(pieces)):
        return True
    # A short ending proves a house only where no first name stands before it ("Novapress", but "Ida Normedia").
    if folded and folded[-1][2:].endswith(table.endings if len(pieces) == 1 else table.long_endings):
        return True
    return len(pieces) > 1 and not small and _is_built_like_a_house(pieces, words)


def _has_a_title(pieces: list[str], words: Vocabulary) -> bool:
    return any(piece.endswith(".") and piece[:-1].casefold() in words.inside.titles for piece in pieces[:-1])


def _small_words(pieces: list[str], words: Vocabulary) -> int:
    """Count the words in small letters that neither a person's nor a house's name would hold."""
    small = [piece for piece in pieces if piece[:1].islower() and piece not in words.inside.particles]
    table = words.organisations
    return len([piece for piece in small if piece not in table.linking and piece not in table.words])


def _is_surname(pieces: list[str], folded: list[str], words: Vocabulary) -> bool:
    """Tell "Ida Park" and "Park" from "The Park" and "City Park"."""
    table = words.organisations
    if len(pieces) == 1:
        return folded[0] in table.surnames
    if len(pieces) > 2 or folded[1] not in table.surnames:
        return False
    return folded[0] not in table.words and pieces[0] not in table.articles


def _is_built_like_a_house(pieces: list[str], words: Vocabulary) -> bool:
    table = words.organisations
    if pieces[0] in table.articles and len(pieces) <= 4 and not any(piece.islower() for piece in pieces[1:]):
        return True
    return not table.linking.isdisjoint(pieces[1:-1]) or _ends_in_an_acronym(pieces, words)


def _ends_in_an_acronym(pieces: list[str], words: Vocabulary) -> bool:
    """Tell "Harbour RSPCA" from "Ida BRANDT" and "Ida Brandt II": capitals without a vowel beside small letters."""
    last = pieces[-1].strip(".")
    if all(piece.isupper() for piece in pieces) or last.casefold() in words.inside.suffixes:
        return False
    return last.isupper() and 2 <= len(last) <= 6 and not _VOWEL.search(last)


def _single_word(said: str) -> Kind:
    if _INITIAL_AND_NAME.fullmatch(said):
        return Kind.PERSON
    letters = [letter for letter in said if letter.isalpha()]
    if said.isupper() and 2 <= len(letters) <= 5 and len(letters) == len(said.replace("-", "").replace(".", "")):
        return Kind.ACRONYM
    if _COINED.fullmatch(said) and not _MIXED_NAME.match(said):
        return Kind.COINED
    return Kind.SMALL if said.islower() else Kind.WORD


def _is_name(pieces: list[str], words: Vocabulary) -> bool:
    if not 2 <= len(pieces) <= 6:
        return False
    capitals = 0
    for place, piece in enumerate(pieces):
        folded = piece.casefold().strip(",")
        if place and folded in words.inside.suffixes:
            continue
        if piece in words.inside.particles and (place < len(pieces) - 1 or capitals):
            continue
        if not _NAME_WORD.fullmatch(piece.strip("\"“”()',")) or not _starts_a_name(piece.strip('"“”(')):
            return False
        capitals += 1
    return capitals >= 2 or (capitals == 1 and len(pieces) >= 2 and pieces[0] in words.inside.particles)


def _starts_a_name(word: str) -> bool:
    """Tell whether the word has a capital, or letters without case; "al-Masri" and "d’Arcy" have it inside."""
    first = word[:1]
    if first.isupper() or (first.isalpha() and not first.islower()):
        return True
    return _SMALL_START.match(word) is not None and not word.islower()


def _looser_shape(pieces: list[str], words: Vocabulary) -> Kind:
    """Capitalised words with signs or figures in them are a house; small words are prose."""
    small = [piece for piece in pieces if piece[:1].islower() and piece not in words.inside.particles]
    small = [piece for piece in small if piece not in words.organisations.linking]
    if not small and len(pieces) <= 6 and pieces[0][:1].isupper():
        return Kind.ORGANISATION
    return Kind.PROSE
