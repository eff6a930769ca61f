"""What class names and itemprops say about an element."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise, product
from typing import Any

from msgspec import Struct

from cutline.text.data import table
from cutline.text.lexicon import any_of
from cutline.text.patterns import pattern

_PARTS = pattern(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+|\d+")
_COMPOUND = 8
"""Letters of a word from which its ending may be a word of its own: "absatzbild"."""
_LONGEST_COUNT = 9
"""Characters of a number in a file's name that counts or measures: "1920x1080"."""
_LONGEST = 600
"""Code points of a class attribute that are read; utility frameworks write more, and only noise after that."""


class ClassFacts(Struct, frozen=True):
    """The meanings found in one class attribute. `region` is the weight against a picture inside, 0 for none."""

    caption: bool = False
    credit: bool = False
    weak_credit: bool = False
    label: bool = False
    gallery: bool = False
    picture: bool = False
    body: bool = False
    avatar: bool = False
    photo_text: bool = False
    """One name says photo and text: believed right behind a picture, and nowhere else."""
    region: int = 0
    names_text: bool = False
    """Any of `caption`, `credit` and `weak_credit`."""


NO_CLASS = ClassFacts()


def _is_count(word: str) -> bool:
    """Tell a size or a version from the number of an upload ("FB_IMG_1716000000")."""
    return word[0].isdigit() and len(word) <= _LONGEST_COUNT


class FileWords(Struct, frozen=True):
    """Words of a file's name that tell what it holds: alone, or where photos show it too, among their like."""

    certain: frozenset[str]
    shared: frozenset[str]
    neutral: frozenset[str]
    drawn: frozenset[str]

    def tell(self, words: frozenset[str], ending: str) -> bool:
        """Tell whether a name of these words says so; in a file whose ending is that of drawn ones, every word does."""
        if not words.isdisjoint(self.certain):
            return True
        if words.isdisjoint(self.shared):
            return False
        told = self.shared | self.neutral
        return ending in self.drawn or all(word in told or _is_count(word) for word in words)


class AddressWords(Struct, frozen=True):
    """How the addresses of photos' own pages and of people's pages are told.

    `photo_page` is looked for in the last part of a path, `numbered_photo` is a whole path, `photo_script` its whole
    last part. `person_page` is looked for anywhere.
    """

    photo_page: re.Pattern[str]
    photo_folders: frozenset[str]
    numbered_photo: re.Pattern[str]
    photo_script: re.Pattern[str]
    person_page: re.Pattern[str]


class MarkupWords(Struct, frozen=True):
    """The tables of `markup.toml`: what a word of a class name means, as bits, and what words of a file name mean.

    `attributes` gives for "caption" and "credit" the attributes that hold one, each with its rank.
    """

    meanings: dict[str, int]
    stems: tuple[tuple[str, int], ...]
    placeholder_files: FileWords
    furniture_files: FileWords
    advertising_folders: frozenset[str]
    meter_hosts: re.Pattern[str]
    meter_folders: re.Pattern[str]
    posters: re.Pattern[str]
    header_pictures: frozenset[str]
    no_regions: frozenset[str]
    builders: tuple[str, ...]
    picture_endings: tuple[str, ...]
    set_small: frozenset[str]
    set_centred: frozenset[str]
    """Whole tokens of utility classes."""
    flags: frozenset[str]
    addresses: AddressWords
    attributes: dict[str, dict[str, int]]
    photo_texts: frozenset[str]
    """A word for photo and one for text, written as one word."""


# A class token's meanings as bits; the three above them hold the weight of a region.
_NAMES = ("caption", "credit", "weak_credit", "label", "gallery", "picture", "body", "avatar", "photo_text")
_BIT = {name: 1 << place for place, name in enumerate(_NAMES)}
_TEXTS = _BIT["caption"] | _BIT["credit"]
_ANY_TEXT = _TEXTS | _BIT["weak_credit"]
_REGION = {weight: 1 << (len(_NAMES) + weight) for weight in (2, 3, 4)}


@cache
def markup_words() -> MarkupWords:
    """Read the tables, once a process."""
    data = table("markup")
    words = data["class_words"]
    meanings: dict[str, int] = {}
    listed = [(_BIT[name], words[name]) for name in _NAMES if name != "photo_text"]
    pairs = tuple(product(words["photo"], words["photo_text"]))
    for bit, known in listed + [(_REGION[int(weight)], known) for weight, known in data["regions"].items()]:
        for word in known:
            meanings[word] = meanings.get(word, 0) | bit
    return MarkupWords(
        meanings=meanings,
        stems=tuple((stem, _BIT[name]) for name in ("caption", "credit") for stem in words[f"{name}_stems"]),
        placeholder_files=_file_words(data["files"], "placeholder"),
        furniture_files=_file_words(data["files"], "furniture"),
        advertising_folders=frozenset(data["files"]["advertising"]),
        meter_hosts=_hosts(data["meters"]["hosts"]),
        meter_folders=_folders(data["meters"]["folders"]),
        posters=pattern(rf"(?:https?:)?//(?:{'|'.join(map(re.escape, data['posters']['hosts']))})/", re.IGNORECASE),
        header_pictures=frozenset(words["header_pictures"]),
        no_regions=frozenset(words["no_regions"]),
        builders=tuple(words["builders"]),
        picture_endings=tuple(words["picture_endings"]),
        set_small=frozenset(words["set_small"]),
        set_centred=frozenset(words["set_centred"]),
        flags=frozenset(words["flags"]),
        addresses=_address_words(data["addresses"]),
        attributes={
            text: {name: rank for rank, name in enumerate(names)} for text, names in data["attributes"].items()
        },
        photo_texts=frozenset({photo + text for photo, text in pairs} | {text + photo for photo, text in pairs}),
    )


def _file_words(files: dict[str, list[str]], kind: str) -> FileWords:
    names = (kind, f"{kind}_or_photo", "neutral", f"drawn_{kind}")
    return FileWords(*(frozenset(files[name]) for name in names))


def _address_words(known: dict[str, list[str]]) -> AddressWords:
    pages, folders, scripts, people = (
        any_of(known[kind]) for kind in ("photo_pages", "numbered_folders", "photo_scripts", "person_folders")
    )
    return AddressWords(
        photo_page=pattern(pages, re.IGNORECASE),
        photo_folders=frozenset(known["photo_folders"]),
        numbered_photo=pattern(rf"/(?:{folders})/(?:[^/]+/){{0,4}}\d{{1,6}}(?:\.[a-z]{{3,5}})?/?", re.IGNORECASE),
        photo_script=pattern(rf"(?:{scripts})\.[a-z]{{3,4}}", re.IGNORECASE),
        person_page=pattern(rf"/(?:{people})/", re.IGNORECASE),
    )


def _hosts(hosts: list[str]) -> re.Pattern[str]:
    said = "|".join(map(re.escape, hosts))
    return pattern(rf"(?:https?:)?//(?:[^/?#]*\.)?(?:{said})(?:[.:][^/?#]*)?(?:[/?#]|$)", re.IGNORECASE)


def _folders(folders: list[str]) -> re.Pattern[str]:
    said = "|".join(map(re.escape, folders))
    photo = r"[^?#]*\.(?:jpe?g|png|webp|avif)(?:[?#]|$)"
    return pattern(rf"(?:[^?#]*[/.])?(?:{said})(?:\.(?:gif|php))?(?:[/?#](?!{photo})|$)", re.IGNORECASE)


_known: dict[str, ClassFacts] = {}
_no_texts: set[str] = set()
"""Those of the known that name neither caption nor credit: nearly all, and the one thing that is asked of every one."""
_tokens: dict[str, int] = {}
_facts: dict[int, ClassFacts] = {0: NO_CLASS}
_MOST_KNOWN = 50_000


def class_facts(names: str | None) -> ClassFacts:
    """Read a class attribute (or a test id); remembers what it has read, since pages of one site repeat themselves."""
    if not names:
        return NO_CLASS
    found = _known.get(names)
    if found is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
            _no_texts.clear()
        found = _known[names] = _read(names[:_LONGEST])
        if not found.names_text:
            _no_texts.add(names)
    return found


def naming_a_text(elements: Iterable[Any]) -> list[Any]:
    """Give those of the elements whose class names a caption or a credit; asked of every element that has a class."""
    return [e for e in elements if (names := e.attr("class")) not in _no_texts and class_facts(names).names_text]


def _read(names: str) -> ClassFacts:
    bits = 0
    for token in names.split():
        known = _tokens.get(token)
        if known is None:
            if len(_tokens) >= _MOST_KNOWN:
                _tokens.clear()
            known = _tokens[token] = _read_token(token)
        bits |= known
    facts = _facts.get(bits)
    if facts is None:
        region = max((weight for weight, bit in _REGION.items() if bits & bit), default=0)
        facts = _facts[bits] = ClassFacts(
            **{name: bool(bits & bit) for name, bit in _BIT.items()}, region=region, names_text=bool(bits & _ANY_TEXT)
        )
    return facts


def _read_token(token: str) -> int:
    # Utility classes ("md:text-lg", "group-[.open]:block") describe looks, never meaning.
    if ":" in token or "[" in token:
        return 0
    tables = markup_words()
    words = [word.lower() for word in _PARTS.findall(token)]
    joined = "".join(words)
    bits = tables.meanings.get(joined, 0)
    for stem, bit in tables.stems:
        if stem in joined:
            bits |= bit
    for place, word in enumerate(words):
        bits |= tables.meanings.get(word, 0)
        if word.endswith(tables.picture_endings) and len(word) >= _COMPOUND:
            bits |= _BIT["picture"]
        if place:
            bits |= tables.meanings.get(words[place - 1] + word, 0)
    if not tables.flags.isdisjoint(words):
        # A wrapper that has, lacks or arranges captions: "no-caption", "layout-caption-below", "with-credit".
        bits &= ~_TEXTS
    elif bits & _TEXTS == _TEXTS:
        # "caption__credit" is the credit in a caption, "photo-credit-caption" the caption beside a credit.
        bits &= ~_last_text(words, tables)
    pairs = {joined, *map("".join, pairwise(words))}
    if not pairs.isdisjoint(tables.photo_texts):
        bits |= _BIT["photo_text"]
    if not pairs.isdisjoint(tables.header_pictures):
        # The picture at the head of the story, which a header of the page is not.
        bits = (bits | _BIT["picture"]) & ((1 << len(_NAMES)) - 1)
    if not pairs.isdisjoint(tables.no_regions) or token.startswith(tables.builders):
        bits &= (1 << len(_NAMES)) - 1
    if bits & (_BIT["gallery"] | _BIT["caption"]):
        # "gallery-icon" and "caption-author" are parts of a gallery, not regions of the page.
        bits &= (1 << len(_NAMES)) - 1
    return bits


def _last_text(words: list[str], tables: MarkupWords) -> int:
    """Give the bit of the text that is not named last; "photo-credit-figcaption" names an element, then its tag."""
    for word in reversed([word for word in words if word != "figcaption"]):
        bits = tables.meanings.get(word, 0) & _TEXTS
        for stem, bit in tables.stems:
            bits |= bit if stem in word else 0
        if bits:
            return _TEXTS & ~bits
    return _BIT["caption"]
