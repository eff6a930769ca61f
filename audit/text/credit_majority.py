"""The forms that the credits of a gallery have, counted, and the style that most of them share."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from msgspec import Struct

from cutline.model.page import Credit, Grade
from cutline.text.credit_shape import Shape, shape_of
from cutline.text.credit_template import CreditTemplate
from cutline.text.folding import fold
from cutline.text.house_style import HouseStyle, form_from, is_agency, same_body, shouted
from cutline.text.lexicon import House
from cutline.text.patterns import pattern

Thing = TypeVar("Thing")
Arity = tuple[Hashable, ...]
"""What a credit names: people or none, bodies or none, words behind them, roles. Only equals are compared."""

_LEAST = 3
_SHARE = 2 / 3
_WORD = pattern(r"[^\W_]+")


class Observed(Struct, frozen=True):
    """A credit whose form was understood, and its arity."""

    credit: Credit
    shape: Shape
    arity: Arity


def observe(read: Iterable[Credit], house: House | None = None) -> list[Observed]:
    """Take the forms off credits. Those that are merely possible, or not understood to the last word, are left out."""
    house = house or House()
    found = []
    for credit in read:
        shape = shape_of(credit, house) if credit.grade is not Grade.POSSIBLE else None
        if shape is not None:
            found.append(Observed(credit, shape, _arity(shape, house)))
    return found


def majority_style(read: Sequence[Credit], house: House | None = None) -> HouseStyle | None:
    """Give the style that a gallery's own credits share; None when no form is shared by three of them.

    For every arity a form counts that three credits and two thirds of all have; where there is none, every form does.
    A credit with an agency alone is measured by others of its kind, never by those that name a photographer too.
    Nothing is known of place, full stop, or what is required.
    """
    seen = observe(read, house)
    groups: dict[Arity, Counter[CreditTemplate]] = {}
    for one in seen:
        groups.setdefault(one.arity, Counter())[one.shape.template] += 1
    ranked = sorted(groups.values(), key=lambda group: -max(group.values()))
    if not ranked or max(ranked[0].values()) < _LEAST:
        return None
    first, *others = (template for group in ranked for template in _prevailing(group))
    return HouseStyle(
        templates=(first,),
        alternates=tuple(others),
        people_joiner=most_common((one.shape.people_joiner for one in seen), " and "),
        list_joiner=most_common((one.shape.list_joiner for one in seen), ", "),
        agency_joiner=most_common((one.shape.agency_joiner for one in seen), "/"),
        agencies=tuple((name, ()) for name in usual_spellings(seen) if is_agency(name)),
        agency_names="listed",
        capitals=bodies_in_capitals(seen),
    )


def most_common(joiners: Iterable[str | None], default: str) -> str:
    """Give the joiner that most credits have; the default when no credit has one."""
    counted = Counter(joiner for joiner in joiners if joiner is not None)
    return counted.most_common(1)[0][0] if counted else default


def usual_spellings(seen: Sequence[Observed]) -> tuple[str, ...]:
    """Give the spellings of agencies, but for one that is rarer than another spelling among credits of its arity.

    The same agency may have one name beside its own photographers and another behind "via".
    """
    groups: dict[tuple[Arity, str], Counter[str]] = {}
    for one in seen:
        for body in one.credit.bodies:
            groups.setdefault((one.arity, same_body(body)), Counter())[fold(body)] += 1
    usual = (name for group in groups.values() for name in _most_frequent(group))
    return tuple(dict.fromkeys(usual))


def bodies_in_capitals(seen: Sequence[Observed]) -> tuple[str, ...]:
    """Give the agencies most of whose photographers are written in capitals."""
    capitals: Counter[str] = Counter()
    names: dict[str, str] = {}
    for one in seen:
        for body in one.credit.bodies:
            names.setdefault(same_body(body), fold(body))
            for person in one.credit.people:
                capitals[same_body(body)] += 1 if shouted(person) else -1
    return tuple(names[key] for key, balance in capitals.items() if balance > 0)


def _prevailing(group: Counter[CreditTemplate]) -> list[CreditTemplate]:
    """Give the form that prevails; all of them where none does."""
    (template, times), *_ = group.most_common(1)
    return [template] if times >= max(_LEAST, _SHARE * group.total()) else list(group)


def _most_frequent(group: Counter[Thing]) -> list[Thing]:
    most = max(group.values())
    return [thing for thing, times in group.items() if times == most]


def _arity(shape: Shape, house: House) -> Arity:
    form = form_from(shape.template, house)
    fields = shape.template.fields
    inside = tuple(_WORD.findall(" ".join(shape.template.literals[1:]).casefold()))
    bodies = bool({"agency", "source"} & set(fields) or form.bodies)
    return ("people" in fields, bodies, len(fields), inside, form.roles)
