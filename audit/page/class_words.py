"""What class names and itemprops say about an element."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise

from msgspec import Struct

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+|\d+")
_LONGEST = 600
"""Code points of a class attribute that are read; utility frameworks write more, and only noise after that."""


class ClassFacts(Struct, frozen=True):
    """The meanings found in one class attribute. `region` is the weight against a picture inside, 0 for none."""

    caption: bool = False
    credit: bool = False
    weak_credit: bool = False
    weak_caption: bool = False
    label: bool = False
    gallery: bool = False
    picture: bool = False
    body: bool = False
    avatar: bool = False
    region: int = 0


NO_CLASS = ClassFacts()


class MarkupWords(Struct, frozen=True):
    """The tables of `markup.toml`."""

    meanings: dict[str, frozenset[str]]
    caption_stems: tuple[str, ...]
    credit_stems: tuple[str, ...]
    regions: dict[str, int]
    placeholder_files: frozenset[str]
    furniture_files: frozenset[str]
    trackers: tuple[str, ...]


@cache
def markup_words() -> MarkupWords:
    """Read the tables, once a process."""
    data = tomllib.loads(files("cutline.text.data").joinpath("markup.toml").read_text(encoding="utf-8"))
    words = data["class_words"]
    return MarkupWords(
        meanings={name: frozenset(words[name]) for name in words if not name.endswith("_stems")},
        caption_stems=tuple(words["caption_stems"]),
        credit_stems=tuple(words["credit_stems"]),
        regions={word: int(weight) for weight, listed in data["regions"].items() for word in listed},
        placeholder_files=frozenset(data["files"]["placeholder"]),
        furniture_files=frozenset(data["files"]["furniture"]),
        trackers=tuple(data["files"]["trackers"]),
    )


_known: dict[str, ClassFacts] = {}
_MOST_KNOWN = 50_000


def class_facts(names: str | None) -> ClassFacts:
    """Read a class attribute (or an itemprop); remembers what it has read, since pages of one site repeat themselves."""
    if not names:
        return NO_CLASS
    found = _known.get(names)
    if found is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        found = _known[names] = _read(names[:_LONGEST])
    return found


def _read(names: str) -> ClassFacts:
    tables = markup_words()
    meaning = tables.meanings
    caption = credit = weak_credit = weak_caption = label = gallery = picture = body = avatar = False
    region = 0
    for token in names.split():
        # Utility classes ("md:text-lg", "group-[.open]:block") describe looks, never meaning.
        if ":" in token or "[" in token:
            continue
        words = [word.lower() for word in _PARTS.findall(token)]
        if not words:
            continue
        joined = "".join(words)
        known = {*words, joined, *map("".join, pairwise(words))}
        # A class of a wrapper that has, lacks or arranges captions: "no-caption", "layout-caption-below", "with-credit".
        flag = bool(known & _FLAGS)
        if not flag:
            says_caption = bool(known & meaning["caption"]) or any(stem in joined for stem in tables.caption_stems)
            says_credit = bool(known & meaning["credit"]) or any(stem in joined for stem in tables.credit_stems)
            if says_caption and says_credit:
                # "caption__credit" is the credit in a caption, "photo-credit-caption" the caption beside a credit.
                says_caption = not _ends_in_credit(words, tables)
                says_credit = not says_caption
            caption |= says_caption
            credit |= says_credit
        weak_credit |= bool(known & meaning["weak_credit"])
        weak_caption |= bool(known & meaning["weak_caption"])
        label |= bool(known & meaning["label"])
        gallery |= bool(known & meaning["gallery"])
        picture |= bool(known & meaning["picture"])
        body |= bool(known & meaning["body"])
        avatar |= bool(known & meaning["avatar"])
        if not known & (meaning["gallery"] | meaning["caption"]):
            # "gallery-icon" and "caption-author" are parts of a gallery, not regions of the page.
            region = max(region, *(tables.regions.get(word, 0) for word in known))
    return ClassFacts(caption, credit, weak_credit, weak_caption, label, gallery, picture, body, avatar, region)


def _ends_in_credit(words: list[str], tables: MarkupWords) -> bool:
    for word in reversed(words):
        if word in tables.meanings["credit"] or any(stem in word for stem in tables.credit_stems):
            return True
        if word in tables.meanings["caption"] or any(stem in word for stem in tables.caption_stems):
            return False
    return False


_FLAGS = frozenset({"no", "has", "with", "without", "layout", "hide", "hidden", "cli", "pswp"})
