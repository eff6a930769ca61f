"""How the credits of a page depart from the house's style or, without one, from the form that most of them share."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cutline.model.finding import Suggestion
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import supported
from cutline.rules.facts.credits import INLINE, Signed, agencies, edit_of, signed
from cutline.text.credit_faults import CreditFault, judge_credit
from cutline.text.credit_majority import Arity, majority_style, observe
from cutline.text.folding import fold
from cutline.text.house_style import HouseStyle, same_body, shouted
from cutline.text.patterns import pattern

LEAST = 3
"""Credits that must share a form, a spelling or a place before another one is called a departure."""
_SHARE = 75
"""Percentage of the credits of one kind that must share it."""
_CUSTOMARY = frozenset({"format", "label", "order", "alias", "name-case", "not-last"})
"""Faults that a page's own custom can be the measure of; the others need a house, or are damage."""
_PERSON, _BODY = "\ufdd0", "\ufdd1"
"""Code points that Unicode keeps out of texts, in the place of names."""
_JOINER = rf"(?! via | for )[^{_PERSON}{_BODY}]{{1,5}}"
_JOINED = tuple(re.compile(rf"{mark}({_JOINER})(?={mark})") for mark in (_PERSON, _BODY))
_CHAINS = pattern(rf"([{_PERSON}{_BODY}])(?:{_JOINER}\1)+")


class Departure(Struct, frozen=True):
    """A photo's credit and one thing in it that is not as it should be.

    `alike` credits of the `compared` ones on the page do as they should; both are 0 where a house style decides.
    """

    signed: Signed
    fault: CreditFault
    alike: int = 0
    compared: int = 0


def house_of(page: Page) -> HouseStyle | None:
    """Give the style of the house that publishes the page, None when nobody has written it down."""
    style: Any = page.house
    return style if isinstance(style, HouseStyle) else None


def departures(page: Page) -> tuple[Departure, ...]:
    """Give every departure from the style in force; worked out once."""
    return page.once(_departures)


def of_kind(page: Page, *kinds: str) -> list[Departure]:
    """Give the departures of these kinds; see `CreditFault.kind`."""
    return [found for found in departures(page) if found.fault.kind in kinds]


def supported_departures(page: Page, severity: Severity, *kinds: str) -> Iterator[tuple[Departure, Severity]]:
    """Give the departures of these kinds whose credit was read surely enough, each with the severity that supports."""
    for found in of_kind(page, *kinds):
        bearable = supported(severity, found.signed.credit.grade)
        if bearable is not None:
            yield found, bearable


def suggestion_of(page: Page, found: Departure) -> Suggestion | None:
    """Offer the credit in house style, to be put in unread when it says the same and stands in the source once."""
    wanted = found.fault.rewritten
    if not wanted or wanted == found.signed.text:
        return None
    edit = edit_of(page, found.signed.element, found.signed.credit.text, wanted) if found.fault.exact else None
    return Suggestion(wanted, "mechanical" if edit else "editorial", edit)


def _departures(page: Page) -> tuple[Departure, ...]:
    ones = signed(page)
    style = house_of(page)
    if style is not None:
        return tuple(Departure(one, fault) for one in ones for fault in _faults(one, style))
    return by_majority(ones, odd_ones(ones))


def by_majority(ones: Sequence[Signed], judged: Sequence[Signed]) -> tuple[Departure, ...]:
    """Give the departures of the `judged` credits from the form that most of `ones` share."""
    usual = majority_style([one.credit for one in ones]) if judged else None
    if usual is None:
        return ()
    if _stand_at_the_end(ones):
        usual = replace(usual, place="end")
    return tuple(_shared(ones, judged, usual))


def _faults(one: Signed, style: HouseStyle) -> tuple[CreditFault, ...]:
    """Judge one credit; of one that was cut nothing else is said, since half a name is in no style."""
    before, after = _sides(one)
    found = judge_credit(one.credit, style, before=before, after=after)
    return () if any(fault.kind == "truncated" for fault in found) else found


def _shared(ones: Sequence[Signed], judged: Sequence[Signed], usual: HouseStyle) -> Iterator[Departure]:
    """Leave out what departs from a form that is not clearly the page's own."""
    faults = [(one, fault) for one in judged for fault in _faults(one, usual) if fault.kind in _CUSTOMARY]
    custom = _Custom(ones if faults else ())
    for one, fault in faults:
        alike, compared = custom.support(one, fault)
        if alike >= LEAST and 100 * alike >= _SHARE * compared:
            yield Departure(one, fault, alike, compared)


class _Custom:
    """What is usual on a page, counted for each arity: forms, spellings of agencies, names in capitals."""

    def __init__(self, ones: Sequence[Signed]) -> None:
        observed = observe(one.credit for one in ones)
        self._arities = {id(seen.credit): seen.arity for seen in observed}
        self._like = Counter(seen.arity for seen in observed)
        self._forms: dict[Arity, Counter[object]] = {}
        self._spellings: dict[tuple[Arity, str], Counter[str]] = {}
        self._shouted: Counter[Arity] = Counter()
        for seen in observed:
            self._forms.setdefault(seen.arity, Counter())[(seen.shape.template, seen.shape.agency_joiner)] += 1
            self._shouted[seen.arity] += any(map(shouted, seen.credit.people))
            for body in seen.credit.bodies:
                self._spellings.setdefault((seen.arity, same_body(body)), Counter())[fold(body)] += 1

    def support(self, one: Signed, fault: CreditFault) -> tuple[int, int]:
        """Count the credits that are like this one, and before them those that do as it should."""
        arity = self._arities.get(id(one.credit))
        # Which of two unknown names is the photographer is read off their order, so the order proves nothing then.
        if arity is None or (fault.kind == "order" and not agencies(one.credit)) or _is_calm(fault):
            return 0, 0
        like = self._like[arity]
        if fault.kind == "alias":
            spelled = self._spellings.get((arity, same_body(fault.was)), Counter())
            return spelled[fault.wanted], spelled.total()
        if fault.kind == "name-case":
            return like - self._shouted[arity], like
        if fault.kind == "not-last":
            return self._like.total(), self._like.total()
        return max(self._forms[arity].values()), like


def _is_calm(fault: CreditFault) -> bool:
    """Tell a name in small letters where most are in capitals: nobody is asked to shout."""
    return fault.kind == "name-case" and not shouted(fault.was)


def odd_ones(ones: Sequence[Signed]) -> list[Signed]:
    """Give the credits that are not in every way like most others: on most pages there are none.

    This is quick and rough; `by_majority` finds nothing in the credits that are left out.
    """
    if len(ones) <= LEAST:
        return []
    written = [_skeleton(one) for one in ones]
    known = {skeleton: _form(skeleton) for skeleton in set(written)}
    forms = Counter(known[skeleton] for skeleton in written)
    usual: dict[tuple[bool, int], str] = {}
    for form, times in forms.most_common():
        if times >= LEAST:
            usual.setdefault(_kind(form), form)
    joiners = [{joiner for skeleton in known for joiner in joined.findall(skeleton)} for joined in _JOINED]
    unsteady = [joined for joined, found in zip(_JOINED, joiners, strict=True) if len(found) > 1]
    bodies = {body for one in ones for body in one.credit.bodies}
    spelled = Counter(map(same_body, bodies))
    doubtful = {body for body in bodies if spelled[same_body(body)] > 1}
    loud = {name for name in {name for one in ones for name in one.credit.people} if shouted(name)}
    calm = {body for one in ones if not loud.issuperset(one.credit.people) for body in one.credit.bodies}
    return [
        one
        for one, skeleton in zip(ones, written, strict=True)
        if usual.get(_kind(known[skeleton]), known[skeleton]) != known[skeleton]
        or any(joined.search(skeleton) for joined in unsteady)
        or (not loud.isdisjoint(one.credit.people) and not calm.isdisjoint(one.credit.bodies))
        or not doubtful.isdisjoint(one.credit.bodies)
        or (one.clue in INLINE and _sides(one)[1].strip(" .)]"))
    ]


def _form(skeleton: str) -> str:
    return _CHAINS.sub(r"\1", skeleton).removesuffix(".")


def _kind(form: str) -> tuple[bool, int]:
    return _PERSON in form, form.count(_BODY)


def _skeleton(one: Signed) -> str:
    """Put one sign for every person and another for every body."""
    text = one.text
    for mark, names in ((_PERSON, one.credit.people), (_BODY, one.credit.bodies)):
        for name in names:
            text = text.replace(name, mark)
    return text


def _sides(one: Signed) -> tuple[str, str]:
    """Give the texts before and behind a credit that stands among the words of its caption."""
    if one.clue not in INLINE:
        return "", ""
    around = one.around
    start = around.rfind(one.text)
    return (around[:start], around[start + len(one.text) :]) if start >= 0 else ("", "")


def _stand_at_the_end(ones: Sequence[Signed]) -> bool:
    inline = [one for one in ones if one.clue in INLINE and one.photo.caption is not None]
    last = sum(not any(map(str.isalnum, _sides(one)[1])) for one in inline)
    return last >= LEAST and 100 * last >= _SHARE * len(inline)
