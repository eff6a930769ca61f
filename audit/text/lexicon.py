"""The words that credits and galleries are made of: data files read on first need, compiled once, kept."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from cutline.text.data import table
from cutline.text.folding import fold_name
from cutline.text.patterns import pattern

# A house's alias of up to three letters matches in its very case only.
_LONGEST_EXACT = 3
_FIRST_WORD = pattern(r"[^\W_]+")
_CONTROL_SIGNS = " …>»›→+.:|#[]()"
_HYPHENS = str.maketrans(dict.fromkeys("_‐‑–-", " "))
_LETTERS = pattern(r"[^\W\d_]+")


class House(Struct, frozen=True):
    """What one newsroom adds to the shipped tables.

    `agencies` holds pairs of a canonical name and its aliases and wins over the shipped table; an alias of up to three
    letters matches in its very case only. `sources` are further organisations, `people` staff photographers,
    `placeholders` words that stand where a name should ("Staff"), `labels` words that open a credit ("Pic").
    """

    agencies: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sources: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


class Agencies(Struct, frozen=True):
    """Spellings of agencies: `folded` ones match in any case, `exact` ones as written; both give the canonical name.

    People upload to `platforms` themselves, and to `stock` libraries under user names. `qualifiers` may follow a name;
    a name that ends in a `pictorial` word is hardly ever the subject of a sentence. `between` finds the words that
    part a maker from an agency, and `joint` these, a slash or a bar. A credit at the head of a text has a `head_cue`,
    and so one of the `head_cues`, which are looked for faster.
    """

    folded: Mapping[str, str]
    exact: Mapping[str, str]
    platforms: frozenset[str]
    stock: frozenset[str]
    qualifiers: frozenset[str]
    pictorial: frozenset[str]
    between: re.Pattern[str]
    joint: re.Pattern[str]
    head_cue: re.Pattern[str]
    head_cues: tuple[str, ...]

    def canonical(self, body: str) -> str | None:
        """Give the canonical name of `body`, qualifiers such as "Europe" set aside; None when it is no agency."""
        found = self.exact.get(body) or self.folded.get(spelling(body))
        if found:
            return found
        words = body.split()
        for size in range(len(words) - 1, max(0, len(words) - 3), -1):
            if words[size].casefold() not in self.qualifiers:
                return None
            head = " ".join(words[:size])
            known = self.exact.get(head) or self.folded.get(spelling(head))
            if known:
                return known
        return None


class Organisations(Struct, frozen=True):
    """What tells an organisation from a person: words in any or in `exact` case, endings, whole names.

    `surnames` are words that are both. A name that ends in a word of `accounts` may be an account on a platform.
    `long_endings` (seven letters or more) count after a first name too.
    """

    words: frozenset[str]
    exact: frozenset[str]
    linking: frozenset[str]
    articles: frozenset[str]
    surnames: frozenset[str]
    accounts: frozenset[str]
    endings: tuple[str, ...]
    long_endings: tuple[str, ...]
    names: frozenset[str]


class Labels(Struct, frozen=True):
    """What opens and closes a credit.

    `phrases` maps the first word of every opening to the openings, longest first. The sets say which of them count
    before a colon or a joining word (`words`), before a slash or a comma, with nothing after them (`alone`), or before
    a name (`bare`). Of the joining words, `of` are those that mean "of" as often as "by". `closing` words follow a
    name, `descriptive` ones introduce a caption where no agency follows.
    """

    phrases: Mapping[str, tuple[str, ...]]
    words: frozenset[str]
    slash: frozenset[str]
    comma: frozenset[str]
    alone: frozenset[str]
    bare: frozenset[str]
    by: re.Pattern[str]
    of: re.Pattern[str]
    closing: frozenset[str]
    descriptive: frozenset[str]


class Inside(Struct, frozen=True):
    """Words inside a credit.

    `joints` gives for each joining word its kind ("via", "for", "on", "by"), `unsure` are those that join only before
    an agency. `titles` stand before names, `particles` inside and `suffixes` after them; `positions` say where
    somebody stands in the picture. What may stand in small letters among names is `between_names`. `parts` finds the
    separators. After a word of `lead_on` an agency's name belongs to the sentence; after one of `definite` somebody is
    named by what they are ("the artist"). `for_a_house` finds at the end of a text whom somebody worked for.
    """

    joints: Mapping[str, str]
    conjunctions: re.Pattern[str]
    particles: frozenset[str]
    between_names: frozenset[str]
    positions: frozenset[str]
    unsure: frozenset[str]
    suffixes: frozenset[str]
    titles: frozenset[str]
    lead_on: frozenset[str]
    definite: frozenset[str]
    for_a_house: re.Pattern[str]
    parts: re.Pattern[str]


class Asides(Struct, frozen=True):
    """Brackets that are no credit: `whole` texts, and a pattern of words `within`."""

    whole: frozenset[str]
    within: re.Pattern[str]


class Notices(Struct, frozen=True):
    """Words about rights and licences: the pattern that finds them, and the letters without one of which it cannot."""

    pattern: re.Pattern[str]
    tell_tales: frozenset[str]


class EastAsia(Struct, frozen=True):
    """Words round Chinese, Japanese and Korean names: `lead` before, `title` after; `house` marks an organisation."""

    lead: re.Pattern[str]
    title: re.Pattern[str]
    house: re.Pattern[str]


class RolePlaces(Struct, frozen=True):
    """Where roles stand; see `credit_labels.toml`. `of_a_house` are words, the others roles."""

    beside_a_name: frozenset[str]
    of_a_house: frozenset[str]
    alone: frozenset[str]
    alone_in_two_words: frozenset[str]


class Vocabulary(Struct, frozen=True, eq=False):
    """All tables for one house and one language; each is itself alone, so that what was read with it can be kept."""

    agencies: Agencies
    organisations: Organisations
    labels: Labels
    inside: Inside
    asides: Asides
    roles: Mapping[str, str]
    role_places: RolePlaces
    placeholders: frozenset[str]
    people: frozenset[str]


class Interface(Struct, frozen=True):
    """Words of the page around a caption; see `interface.toml`. `last_words` are those that end a control.

    `counter` is a counter or a lone number, `full_counter` one of two numbers with signs around it, and
    `leading_counter` one at the start of a text with what parts them. `pointers` open a text that points at the photo
    above it, `no_captions` one that is no photo's.
    """

    controls: frozenset[str]
    last_words: frozenset[str]
    counter: re.Pattern[str]
    full_counter: re.Pattern[str]
    leading_counter: re.Pattern[str]
    pointers: tuple[str, ...]
    no_captions: tuple[str, ...]

    def points_at_photo(self, text: str) -> bool:
        """Tell whether a text opens by pointing at the photo above it ("Na zdjęciu …", "▲ …")."""
        # Lists set the same sign before each of their items.
        return text[:40].casefold().startswith(self.pointers) and (text[0].isalnum() or text.count(text[0]) == 1)

    def is_no_caption(self, text: str) -> bool:
        """Tell whether a text opens as what pages set between their paragraphs: "Read also", "Editor's note"."""
        return text.lstrip("*•·-–—([ ")[:40].casefold().startswith(self.no_captions)

    def is_control(self, text: str) -> bool:
        """Tell whether the whole text is a button, a counter or another word of the page."""
        said = text.strip(_CONTROL_SIGNS).casefold()
        return not said or said in self.controls or self.counter.fullmatch(said) is not None

    def without_trailing_control(self, text: str) -> str:
        """Drop one button of up to five words, or lone signs, from the end of a folded text.

        A single word goes only after a full stop, a bracket or a bar: captions end in "more" and "back" too.
        """
        kept = text.rstrip(_CONTROL_SIGNS)
        words = kept[-60:].split(" ")
        longest = 5 if words[-1].casefold() in self.last_words else 1
        for size in range(min(longest, len(words)), 0, -1):
            said = " ".join(words[-size:])
            for start in _starts_of_words(said):
                if said[start:].casefold() in self.controls:
                    rest = text[: len(kept) - len(said) + start].rstrip()
                    if size > 1 or rest.endswith((".", ")", "]", "|", "…")) or text[-1] in "…>»›→+":
                        return rest
        return text


def _starts_of_words(said: str) -> list[int]:
    """Give the places of the first word's start and of the capitals in it: markup glues "APShow more"."""
    first = said.find(" ") if " " in said else 1
    return [0, *(place for place in range(1, first) if said[place].isupper())]


@lru_cache(maxsize=4096)
def spelling(name: str) -> str:
    """Fold what varies in an agency's spelling: case, full-width letters, hyphens, spaces, the ending of a site."""
    plain = name if name.isascii() else unicodedata.normalize("NFKC", name)
    folded = " ".join(plain.casefold().translate(_HYPHENS).split()).strip(" .,:;'\"")
    return _ending_of_a_site().sub("", folded) if "." in folded else folded


@cache
def _ending_of_a_site() -> re.Pattern[str]:
    return re.compile(rf"(?<=[^\W\d_]{{3}})\.(?:com?\.)?(?:{top_levels()})$")


def top_levels() -> str:
    """Give an alternation of the last parts of sites' names."""
    return any_of(read("organisations")["domains"]["top_levels"])


def vocabulary(house: House | None = None, lang: str | None = None) -> Vocabulary:
    """Give the tables for a house, with the label words of the page's language where they are words elsewhere."""
    native = read("credit_labels")["native"]
    primary = (lang or "").split("-")[0].casefold()
    return _vocabulary(house or House(), primary if primary in native else "")


@lru_cache(maxsize=16)
def _vocabulary(house: House, lang: str) -> Vocabulary:
    credit = read("credit_labels")
    roles = {word: role for role, words in credit["roles"].items() for word in words}
    return Vocabulary(
        agencies=_agencies(house),
        organisations=_organisations(house),
        labels=_labels(house, lang),
        inside=_inside(credit),
        asides=Asides(
            frozenset(credit["asides"]["words"]), re.compile(rf"\b(?:{any_of(credit['asides']['within'])})\b")
        ),
        roles=roles | {word.casefold(): "placeholder" for word in house.placeholders},
        role_places=RolePlaces(**{place: frozenset(roles) for place, roles in credit["role_places"].items()}),
        placeholders=frozenset(word.casefold() for word in house.placeholders),
        people=frozenset(fold_name(name) for name in house.people),
    )


@cache
def interface() -> Interface:
    """Give the words of the page around a caption."""
    data = read("interface")
    controls = frozenset(word.casefold() for words in data["controls"].values() for word in words)
    counters = data["counters"]
    signs, of = (any_of(counters[kind]) for kind in ("signs", "of"))
    before = rf"(?:(?:{any_of(counters['before'])})\s?)?"
    return Interface(
        controls=controls,
        last_words=frozenset(control.rsplit(" ", 1)[-1] for control in controls),
        pointers=tuple(word for words in data["pointers"].values() for word in words),
        no_captions=tuple(word for words in data["no_captions"].values() for word in words),
        counter=re.compile(rf"(?i:{before}\d{{1,4}}(?:\s?(?:{signs}|{of})\s?\d{{1,4}})?)"),
        full_counter=re.compile(rf"(?i:\W*{before}\d{{1,3}}\s*(?:{signs}|{of})\s*\d{{1,3}}\W*)"),
        leading_counter=re.compile(
            rf"(?i:{before}\d{{1,3}}(?: (?:{of}) \d{{1,3}} ?[|–—:]| ?(?:{signs}) ?\d{{1,3}} ?[|–—:]?) +(?=\D))"
        ),
    )


@cache
def read(name: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """Read one data file by its name without ending: tables of lists, each list written as "one; two; three"."""
    return {title: {key: _listed(value) for key, value in group.items()} for title, group in table(name).items()}


def _listed(value: str) -> tuple[str, ...]:
    return tuple(" ".join(item.split()) for item in value.split(";") if item.strip())


def _agencies(house: House) -> Agencies:
    data = read("agencies")
    exact = {alias: canonical for canonical, aliases in data["exact"].items() for alias in aliases}
    folded = {spelling(name): name for name in data["agencies"] if exact.get(name) != name}
    folded |= {spelling(alias): canonical for canonical, aliases in data["agencies"].items() for alias in aliases}
    for canonical, aliases in house.agencies:
        for alias in (canonical, *aliases):
            table, key = (exact, alias) if len(alias) <= _LONGEST_EXACT else (folded, spelling(alias))
            table[key] = canonical
    qualifiers = data["qualifiers"]
    pictorial = qualifiers["pictorial"]
    between = rf"\s(?:{any_of(qualifiers['between'])})\s"
    return Agencies(
        folded=folded,
        exact=exact,
        platforms=frozenset(data["kinds"]["platform"]),
        stock=frozenset(data["kinds"]["platform"]).union(data["kinds"]["stock"]),
        qualifiers=frozenset(qualifiers["words"]),
        pictorial=frozenset(pictorial),
        between=re.compile(between),
        joint=re.compile(rf"\s?[/|]\s?|{between}"),
        head_cue=re.compile(rf"/|{between}|(?i:{any_of(pictorial)})\s"),
        head_cues=("/", *qualifiers["between"], *pictorial),
    )


def _organisations(house: House) -> Organisations:
    data = read("organisations")
    return Organisations(
        words=frozenset[str]().union(*data["words"].values()),
        exact=frozenset(data["exact"]["words"]),
        linking=frozenset(data["linking"]["words"]),
        articles=frozenset(data["linking"]["articles"]),
        surnames=frozenset(data["surnames"]["words"]),
        accounts=frozenset(data["accounts"]["words"]),
        endings=tuple(data["endings"]["words"]),
        long_endings=tuple(ending for ending in data["endings"]["words"] if len(ending) > 6),
        names=frozenset((*data["names"]["words"], *house.sources)),
    )


def _labels(house: House, lang: str) -> Labels:
    data = read("credit_labels")
    own = frozenset(label.casefold().strip(" :") for label in house.labels)
    foreign = (word.casefold() for group in data["words"].values() for word in group)
    words = own.union(foreign, data["native"].get(lang, ()))
    slash, alone = frozenset(data["slash"]["words"]), frozenset(data["joins"]["alone"])
    bare = own.union(data["bare"]["words"])
    of = set(data["joins"]["of"])
    phrases: dict[str, list[str]] = {}
    for phrase in sorted(words | slash | alone | bare, key=len, reverse=True):
        phrases.setdefault(first_word(phrase), []).append(phrase)
    return Labels(
        phrases={word: tuple(group) for word, group in phrases.items()},
        words=words,
        slash=slash,
        comma=frozenset(data["comma"]["words"]),
        alone=alone,
        bare=bare,
        by=re.compile(rf"\s(?i:{any_of(join for join in data['joins']['by'] if join not in of)})(?![^\W_])"),
        of=re.compile(rf"\s(?i:{any_of(of)})\s"),
        closing=frozenset(data["closing"]["words"]),
        descriptive=frozenset(data["descriptive"]["words"]),
    )


def first_word(phrase: str) -> str:
    """Give the letters up to the first space or sign."""
    found = _FIRST_WORD.match(phrase)
    return found.group() if found else phrase[:1]


@cache
def unspaced_labels() -> re.Pattern[str]:
    """Give a pattern for labels of the scripts that put no space between words (Chinese, Japanese, Korean, Thai)."""
    words = (word for lang in ("ja", "zh", "ko", "th") for word in read("credit_labels")["words"][lang])
    return re.compile(any_of(words))


def _inside(credit: Mapping[str, Any]) -> Inside:
    joints = {word: kind for kind in ("on", "for", "via", "by") for word in credit["inside"][kind]}
    marks = (
        r"\s*[/／|｜;；•·＝=\\]+\s*|\s+[-–—]+\s+|\s*[–—]+\s*|\s*[,،、，]\s*|\s*[()\[\]（）【】{}<>]+\s*"
        r"|(?<=[^\W\d_]{3})\.\s+|\s*:\s+|\s+(?=@)"
    )
    return Inside(
        joints=joints,
        conjunctions=re.compile(rf"\s+(?:{any_of(credit['inside']['and'])})\s+"),
        particles=frozenset(credit["inside"]["particles"]),
        between_names=frozenset((*credit["inside"]["particles"], *credit["inside"]["and"], "/", "|")),
        positions=frozenset(credit["inside"]["positions"]),
        unsure=frozenset(credit["inside"]["unsure"]).union(credit["inside"]["particles"]),
        suffixes=frozenset(credit["inside"]["suffixes"]),
        titles=frozenset(credit["inside"]["titles"]),
        lead_on=frozenset(credit["inside"]["lead_on"]),
        definite=frozenset(credit["inside"]["definite"]),
        for_a_house=re.compile(
            rf"\s(?:{any_of(credit['inside']['for'])})\s(?:(?:{any_of(credit['inside']['definite'])})\s)?"
            r"[^\W\d_a-z][^.!?]*$"
        ),
        # A look at the first sign spares most places the nine ways in which a separator may be written.
        parts=re.compile(rf"(?=\W)(?P<mark>{marks})|(?<!\S)(?P<word>(?i:{any_of(joints)}))\s+"),
    )


@cache
def notices() -> Notices:
    """Give the words about rights and licences."""
    said = read("credit_labels")["notices"]["rights"]
    return Notices(
        pattern=re.compile(rf"\b(?i:{any_of(said)})\b\.?"),
        tell_tales=frozenset(max(letters(notice), key=len) for notice in said),
    )


def letters(text: str) -> list[str]:
    """Give every run of letters, case folded."""
    return _LETTERS.findall(text.casefold())


@cache
def page_credit_opening() -> re.Pattern[str]:
    """Give a pattern for the beginning of a line that credits all photos of a page."""
    credit = read("credit_labels")
    line = {part: any_of(words) for part, words in credit["page_credit"].items()}
    joining = credit["inside"]["and"]
    # Asked of every paragraph: a look at the first letter spares most of them the comparison with every word.
    first = "".join(sorted({re.escape(word[0]) for word in joining}))
    before = any_of((*credit["inside"]["by"], *credit["page_credit"]["before"]))
    return re.compile(
        rf"(?i:\s*+(?:\w{{1,12}} (?=[{first}])(?:{any_of(joining)}) )?(?:(?:{line['all']}) )?(?:{line['photos']})"
        rf"(?: (?:{line['where']}))?(?: ?:| (?:{before})\b| ©))"
    )


@cache
def credit_cue() -> re.Pattern[str]:
    """Give a pattern for the signs and words without one of which a text hardly ends in a credit."""
    cues = read("credit_labels")["cues"]
    return re.compile(rf"[/|©)\]＝）／：】]|:\s|\b(?:{any_of(cues['words'])})\b|{any_of(cues['unspaced'])}")


@cache
def east_asia() -> EastAsia:
    """Give the words round Chinese, Japanese and Korean names."""
    data = read("credit_labels")["east_asia"]
    return EastAsia(
        lead=re.compile(rf"^(?:{any_of(data['before'])})\s?(?=[\u3400-\u9fff]{{2}})"),
        title=re.compile(rf"\s?(?:{any_of(data['after'])})$"),
        house=re.compile(rf"(?:{any_of(data['house_endings'])})$|{any_of(data['house_words'])}"),
    )


def any_of(words: Iterable[str]) -> str:
    """Give an alternation, longest first, so that "photo credit" wins over "photo"."""
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s") for word in sorted(set(words), key=lambda word: (-len(word), word))
    )
