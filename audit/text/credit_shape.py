"""The form of a credit, taken off the credit itself: `[Ida Brandt/Reuters]` gives `[{people}/{agency}]`."""

from functools import lru_cache

from msgspec import Struct

from cutline.model.page import Credit
from cutline.text.credit_template import LONGEST, CreditTemplate, TemplateError
from cutline.text.folding import fold
from cutline.text.lexicon import House, Vocabulary, read, vocabulary
from cutline.text.patterns import pattern

_WORD = pattern(r"[^\W_]+")
_LONGEST_LITERAL = 40
_COPYRIGHT = "c"
"""What is left of (c) without its signs."""


class Shape(Struct, frozen=True):
    """A credit's form. A joiner is None when the credit has nothing to join; `stop` tells of a full stop behind it."""

    template: CreditTemplate
    people_joiner: str | None = None
    list_joiner: str | None = None
    agency_joiner: str | None = None
    stop: bool = False


class _Run(Struct):
    """Neighbouring names of one kind in the text, from `start` up to `end`, and what stands between them."""

    kind: str
    start: int
    end: int
    joiners: list[str]


def shape_of(credit: Credit, house: House | None = None) -> Shape | None:
    """Take the form off a credit; None when it holds words that are no name, label, role or joining word.

    A date, a licence or the rest of a caption is nothing that another credit of the house would have too.
    """
    text = fold(credit.text)
    if not 0 < len(text) <= LONGEST:
        return None
    runs = _runs(text, credit, house)
    if runs is None:
        return None
    stop = text.endswith(".") and not (runs and runs[-1].end == len(text))
    template = _template(text[:-1] if stop else text, runs, house or House())
    if template is None:
        return None
    people = next((run.joiners for run in runs if run.kind == "people"), [])
    chains = [joiner for run in runs if run.kind == "agency" for joiner in run.joiners]
    if len(set(people[:-1])) > 1 or len(set(chains)) > 1 or not _are_joiners([*people, *chains], vocabulary(house)):
        return None
    return Shape(
        template,
        people_joiner=people[-1] if people else None,
        list_joiner=people[0] if len(people) > 1 else None,
        agency_joiner=chains[0] if chains else None,
        stop=stop,
    )


def is_explained(text: str, house: House | None = None) -> bool:
    """Tell whether a text holds nothing but signs and the words that credits are made of."""
    said = _WORD.findall(text.casefold())
    return len(text) <= _LONGEST_LITERAL and known_words(house).issuperset(said)


@lru_cache(maxsize=16)
def known_words(house: House | None) -> frozenset[str]:
    """Give the words that may stand in a credit beside names: labels, roles, joining words; in small letters."""
    words = vocabulary(house)
    labels = words.labels
    joins = read("credit_labels")["joins"]
    joining = (*words.inside.joints, *joins["by"], *joins["of"], _COPYRIGHT)
    phrases = {*labels.words, *labels.bare, *labels.alone, *labels.slash, *words.roles, *joining}
    return frozenset(word for phrase in phrases for word in _WORD.findall(phrase.casefold()))


def _runs(text: str, credit: Credit, house: House | None) -> list[_Run] | None:
    """Find the names in the text, in order; None when one is not there as it was read.

    Bodies on both sides of "via" or "for" have parts of their own.
    """
    joints = vocabulary(house).inside.joints
    found: list[tuple[int, int, str]] = []
    for kind, names in (("people", credit.people), ("agency", credit.bodies)):
        for name in names:
            place = _place(text, fold(name), found)
            if place is None:
                return None
            found.append((*place, kind))
    runs: list[_Run] = []
    for start, end, kind in sorted(found):
        between = text[runs[-1].end : start] if runs else ""
        if runs and runs[-1].kind == kind and between.strip(" ,/").casefold() not in joints:
            runs[-1].joiners.append(between)
            runs[-1].end = end
        else:
            runs.append(_Run(kind, start, end, []))
    return runs


def _place(text: str, name: str, taken: list[tuple[int, int, str]]) -> tuple[int, int] | None:
    start = text.find(name) if name else -1
    while start >= 0:
        end = start + len(name)
        whole = not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
        if whole and all(end <= first or last <= start for first, last, _ in taken):
            return start, end
        start = text.find(name, start + 1)
    return None


def _template(text: str, runs: list[_Run], house: House) -> CreditTemplate | None:
    fields = _fields(runs)
    if fields is None:
        return None
    edges = [0, *(edge for run in runs for edge in (run.start, run.end)), len(text)]
    literals = tuple(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    return _usable(literals, tuple(fields), house)


@lru_cache(maxsize=1024)
def _usable(literals: tuple[str, ...], fields: tuple[str, ...], house: House) -> CreditTemplate | None:
    """Give the template when another credit could have it too; a gallery's credits share a handful of them."""
    try:
        template = CreditTemplate.parse(CreditTemplate(literals, fields).text)
    except TemplateError:
        return None
    return template if all(is_explained(literal, house) for literal in literals) else None


def _fields(runs: list[_Run]) -> list[str] | None:
    """Name the fields; of two groups of bodies, the one that holds a single body is the source."""
    kinds = [run.kind for run in runs]
    if kinds.count("people") > 1 or kinds.count("agency") > 2:
        return None
    if kinds.count("agency") < 2:
        return kinds
    first, second = (place for place, kind in enumerate(kinds) if kind == "agency")
    single = first if not runs[first].joiners else second
    if runs[single].joiners:
        return None
    kinds[single] = "source"
    return kinds


def _are_joiners(joiners: list[str], words: Vocabulary) -> bool:
    """Tell joiners from text between two names; a bracket or a label between them belongs to another form."""
    known = words.inside.conjunctions
    return all(
        not set(joiner) & set("()[]{}:") and (not _WORD.search(joiner) or known.fullmatch(joiner.lstrip(",")))
        for joiner in joiners
    )
