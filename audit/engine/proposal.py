"""The house style that a house's own pages show, as a configuration to be edited: for `cutline init`."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from cutline.config.house import ANYWHERE, EITHER, VERSION
from cutline.model.page import Credit, Page, Picture
from cutline.text.credit import parse_credit
from cutline.text.credit_faults import CreditFault, judge_credit
from cutline.text.credit_majority import (
    Observed,
    bodies_in_capitals,
    most_common,
    observe,
    usual_spellings,
)
from cutline.text.credit_shape import is_explained, shape_of
from cutline.text.credit_template import CreditTemplate
from cutline.text.folding import fold
from cutline.text.house_style import HouseStyle, is_agency, same_body, shouted
from cutline.text.lexicon import House

TOLERATED = 0.05
"""The share of credits that a proposal may leave outside: rarer forms are taken for slips, more frequent ones for the
house's own. On one page a single slip is often more than this; then it is proposed too, with its count."""

_EXPRESSIBLE = frozenset({"format", "order", "label", "alias", "name-case", "placeholder"})
_NEARLY_ALL = 0.95
_WORTH_A_LINE = 0.01
"""The share of credits from which a form is listed at once; a rarer one only when too many would be called wrong."""
_MOST_CONCESSIONS = 60


class Seen(Struct, frozen=True):
    """What pages show: their credits in reading order, the number of photos and pages, and where the credits stand.

    `sides` counts "element" (a credit in an element of its own), "end" and "start" of the caption.
    """

    credits: tuple[Credit, ...] = ()
    photos: int = 0
    pages: int = 0
    sides: Counter[str] = field(default_factory=Counter)


class Proposal(Struct, frozen=True):
    """A house style, and how often its forms, bodies and people were seen."""

    style: HouseStyle
    seen: Seen
    understood: int
    forms: Counter[CreditTemplate]
    bodies: Counter[str]
    people: Counter[str]


def seen_on(pages: Iterable[Page]) -> Seen:
    """Gather what pages show, page by page; no page is kept."""
    read: list[Credit] = []
    sides: Counter[str] = Counter()
    photos = number = 0
    for page in pages:
        number += 1
        photos += len(page.photos)
        for photo in page.photos:
            if photo.credit and _is_writable(photo.credit.credit):
                read.append(photo.credit.credit)
                sides[_side(photo)] += 1
    return Seen(tuple(read), photos, number, sides)


def propose(seen: Seen) -> Proposal | None:
    """Propose a style for what was seen; None when no credit's form could be understood.

    The style calls at most one credit in twenty wrong, those apart that were cut or are in capitals against the house's
    own custom: nothing is learnt from them. Names of agencies are those that the house writes most often; bodies that
    cutline does not know become sources.
    """
    whole = tuple(credit for credit in seen.credits if not _is_cut(credit))
    observed = observe(whole)
    if not any(one.shape.template.fields for one in observed):
        return None
    # The bodies that one credit teaches are known in the others: "Harbour Light" looks like a person.
    words = _first_style(seen, observed).words
    again = tuple(_read_again(credit, words) for credit in whole)
    observed = observe(again, words)
    style = _accommodated(_first_style(seen, observed), again)
    bodies = Counter(fold(body) for one in observed for body in one.credit.bodies)
    people = Counter(name for one in observed for name in one.credit.people)
    return Proposal(style, seen, len(observed), _forms(observed), bodies, people)


def _is_cut(credit: Credit) -> bool:
    return any(fault.kind == "truncated" for fault in judge_credit(credit, HouseStyle()))


def _forms(observed: Sequence[Observed]) -> Counter[CreditTemplate]:
    return Counter(one.shape.template for one in observed if one.shape.template.fields)


def _read_again(credit: Credit, words: House) -> Credit:
    read = parse_credit(credit.text, house=words)
    if read is None or read.text != credit.text:
        read = parse_credit(credit.text, house=words, field=True)
    return credit if read is None else replace(read, grade=credit.grade, form=credit.form)


def as_toml(proposal: Proposal) -> Iterator[str]:
    """Write a proposal as lines of `cutline.toml`, with its counts as comments."""
    style, seen = proposal.style, proposal.seen
    yield (
        f"# The house style that cutline sees: {seen.pages} page(s), {seen.photos} photo(s), "
        f"{len(seen.credits)} credit(s), {proposal.understood} of them understood.\n"
    )
    yield (
        "# The numbers count credits. What has a small number is often a slip: strike it out, and it is found from\n"
        "# then on. docs/house-style.md explains every key.\n\n"
    )
    yield f"[credit]\nversion = {VERSION}\n"
    (usual,) = style.templates
    yield f"template = {_quoted(usual.text)}  # {proposal.forms[usual]}\n"
    yield from _counted("alternates", {form.text: proposal.forms[form] for form in style.alternates})
    for name in ("people_joiner", "list_joiner", "agency_joiner"):
        yield f"{name} = {_quoted(getattr(style, name))}\n"
    yield f"agency_names = {_quoted(style.agency_names)}\n"
    yield f"place = {_quoted(style.place or ANYWHERE)}\n"
    yield f"stop = {_quoted(style.stop or EITHER)}\n"
    yield f"required = {str(style.required).lower()}\n"
    if style.capitals:
        yield f"capitals = [{', '.join(map(_quoted, style.capitals))}]\n"
    yield from _counted("sources", {name: proposal.bodies[name] for name in style.sources})
    yield from _counted("people", {name: proposal.people[name] for name in style.people})
    if style.agencies:
        yield "\n[credit.agencies]\n"
    for name, aliases in style.agencies:
        yield f"{_quoted(name)} = [{', '.join(map(_quoted, aliases))}]{_count(proposal.bodies[name])}\n"


def _counted(key: str, times: Mapping[str, int]) -> Iterator[str]:
    """Write a list with a line and a count for each of its texts; nothing when there is none."""
    if times:
        yield f"{key} = [\n"
        yield from (f"    {_quoted(text)},{_count(number)}\n" for text, number in times.items())
        yield "]\n"


def _count(times: int) -> str:
    return f"  # {times}" if times else ""


def _quoted(text: str) -> str:
    # A JSON string is a TOML string but for the one control character that JSON leaves alone.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _is_writable(credit: Credit) -> bool:
    """Leave out what no TOML file can hold: half of a surrogate pair."""
    return not any("\ud800" <= letter <= "\udfff" for letter in credit.text)


def _side(photo: Picture) -> str:
    """Tell where a credit stands: "element", "end" or "start" of the caption, or "" when that is not clear."""
    if photo.credit is None or photo.caption is None or not photo.caption.text:
        return ""
    if photo.credit.clue == "element":
        return "element"
    whole, credit = fold(photo.caption.full), fold(photo.credit.credit.text)
    if whole.count(credit) != 1:
        return ""
    return "end" if whole.endswith(credit) else "start" if whole.startswith(credit) else ""


def _first_style(seen: Seen, observed: Sequence[Observed]) -> HouseStyle:
    (usual, _), *others = _forms(observed).most_common()
    spellings = _spellings(observed)
    known = {name: aliases for name, aliases in spellings.items() if is_agency(name)}
    agency_joiner = most_common((one.shape.agency_joiner for one in observed), "/")
    people_joiners = (one.shape.people_joiner for one in observed if one.shape.people_joiner != agency_joiner)
    return HouseStyle(
        templates=(usual,),
        alternates=tuple(form for form, times in others if times >= max(2, _WORTH_A_LINE * len(observed))),
        people_joiner=most_common(people_joiners, " and "),
        list_joiner=most_common((one.shape.list_joiner for one in observed), ", "),
        agency_joiner=agency_joiner,
        agencies=tuple(sorted(known.items(), key=lambda item: item[0].casefold())),
        sources=tuple(sorted((name for name in spellings if name not in known), key=str.casefold)),
        capitals=bodies_in_capitals(observed),
        place=_place(seen),
        stop=_stop(observed),
        required=bool(seen.photos) and len(seen.credits) >= _NEARLY_ALL * seen.photos,
    )


def _spellings(observed: Sequence[Observed]) -> dict[str, tuple[str, ...]]:
    """Give the names of bodies, and beside the usual spelling of each the ones it is also written in.

    Two usual spellings are two names, unless only capitals tell them apart.
    """
    times = Counter(fold(body) for one in observed for body in one.credit.bodies)
    names: dict[str, str] = {}
    for name in usual_spellings(observed):
        known = names.setdefault(name.casefold(), name)
        if times[name] > times[known]:
            names[name.casefold()] = name
    usual = tuple(names.values())
    first = {same_body(name): name for name in reversed(usual)}
    aliases: dict[str, list[str]] = {name: [] for name in usual}
    for one in observed:
        for body in map(fold, one.credit.bodies):
            name = first[same_body(body)]
            if body not in aliases and body not in aliases[name]:
                aliases[name].append(body)
    return {name: tuple(others) for name, others in aliases.items()}


def _place(seen: Seen) -> str:
    """Give "element" when nearly all credits have one, else the side where nearly all of the captions' own stand.

    A credit in an element of its own is at odds with neither side; "" when no place is usual.
    """
    return _prevailing(seen.sides, ("element", "end", "start")) or _prevailing(seen.sides, ("end", "start"))


def _prevailing(sides: Mapping[str, int], compared: Sequence[str]) -> str:
    least = max(1, (1 - TOLERATED) * sum(sides.get(side, 0) for side in compared))
    return next((side for side in compared if sides.get(side, 0) >= least), "")


def _stop(observed: Sequence[Observed]) -> str:
    stops = {one.shape.stop for one in observed}
    return ("with" if stops == {True} else "without") if len(stops) == 1 else ""


def _accommodated(style: HouseStyle, read: Sequence[Credit]) -> HouseStyle:
    """Take in what is too frequent to be a slip, the most frequent first, until few enough credits are called wrong."""
    allowed = int(TOLERATED * len(read))
    calm = frozenset(name.casefold() for credit in read for name in credit.people if not shouted(name))
    wrong = [(credit, fault) for credit, fault in _wrong(read, style) if not _is_slip(fault, calm)]
    for _ in range(_MOST_CONCESSIONS):
        wishes = Counter(_wish(credit, fault, style) for credit, fault in wrong)
        wider = next((wish for wish, _ in wishes.most_common() if wish != style), None)
        if len(wrong) <= allowed or wider is None:
            return style
        style = wider
        wrong = [found for found in _wrong((credit for credit, _ in wrong), style) if not _is_slip(found[1], calm)]
    return style


def _is_slip(fault: CreditFault, calm: frozenset[str]) -> bool:
    """Tell capitals that are no name of their own: the house also writes the agency, or the name, as others do.

    `calm` holds the names of people that stand in small letters somewhere, case-folded.
    """
    if fault.kind == "alias":
        return fault.was.casefold() == fault.wanted.casefold()
    return fault.kind == "name-case" and fault.was.casefold() in calm


def _wrong(read: Iterable[Credit], style: HouseStyle) -> list[tuple[Credit, CreditFault]]:
    return [(credit, fault) for credit in read if (fault := _first_fault(credit, style))]


def _first_fault(credit: Credit, style: HouseStyle) -> CreditFault | None:
    return next((fault for fault in judge_credit(credit, style) if fault.kind in _EXPRESSIBLE), None)


def _wish(credit: Credit, fault: CreditFault, style: HouseStyle) -> HouseStyle:
    """Give the style that also allows what a fault complains of; the same one when no style can."""
    if fault.kind == "alias":
        return _with_name(style, fault.was)
    if fault.kind == "name-case":
        return replace(style, people=(*style.people, fault.was))
    for form in _forms_for(credit, style):
        if form not in (*style.templates, *style.alternates):
            return replace(style, alternates=(*style.alternates, form))
    return replace(style, stop="") if style.stop else style


def _forms_for(credit: Credit, style: HouseStyle) -> Iterator[CreditTemplate]:
    text = fold(credit.text)
    if not credit.people and not credit.bodies:
        if is_explained(text) and not set("{}") & set(text):
            yield CreditTemplate((text,), ())
        return
    shape = shape_of(credit, style.words)
    if shape is None:
        return
    yield shape.template
    # A second way to join agencies cannot be a joiner: it becomes a form of its own.
    if shape.agency_joiner not in (None, style.agency_joiner) and "source" not in shape.template.fields:
        pair = f"{{source}}{shape.agency_joiner}{{agency}}"
        yield CreditTemplate.parse(shape.template.text.replace("{agency}", pair))


def _with_name(style: HouseStyle, name: str) -> HouseStyle:
    """List a spelling as a name of its own."""
    kept = tuple((own, tuple(alias for alias in aliases if alias != name)) for own, aliases in style.agencies)
    return replace(style, agencies=(*kept, (name, ())))
