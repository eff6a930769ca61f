"""What is wrong with a credit by a house's own style."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from cutline.model.page import Credit, Grade
from cutline.text.credit_place import OPENERS
from cutline.text.credit_shape import Shape, is_explained, known_words, shape_of
from cutline.text.credit_template import LONGEST, CreditTemplate
from cutline.text.folding import fold, fold_name
from cutline.text.house_style import Form, HouseStyle, form_from, forms_by_template, forms_of
from cutline.text.lexicon import interface, spelling, vocabulary
from cutline.text.patterns import pattern

FIELD_LIMITS = (31, 32)
"""Code points that By-line and Credit hold in IPTC IIM 4.2 (2:80, 2:110), and one less where a space was trimmed."""

_WORD = pattern(r"[^\W_]+")
_LEAST_CUT = 4
_LEADS_ON = "([{（【\"'“‘«/|–—-"
"""After one of these a credit begins without a space."""
_NO_SPACES = (("\u3000", "\u9fff"), ("\uac00", "\ud7a3"), ("\uff00", "\uffef"))
"""First and last letters of scripts without spaces; comparing with them costs less than compiling a pattern."""


class CreditFault(Struct, frozen=True):
    """One departure from the house style.

    `kind` is "format", "order", "label", "alias", "unknown-agency", "placeholder", "doubled", "name-case", "truncated",
    "glued", "not-last" or "not-first". `was` is the part that is wrong, as written, and `wanted` the same part in house
    style ("" when no one can know it). `rewritten` is the whole credit in house style, None when the house has no
    form for what it says. `exact` tells that it says all that the credit said and nothing else: it may be put in
    unread.
    """

    kind: str
    was: str
    wanted: str = ""
    rewritten: str | None = None
    exact: bool = False


def judge_credit(credit: Credit, style: HouseStyle, *, before: str = "", after: str = "") -> tuple[CreditFault, ...]:
    """Judge one credit: damage, form, names, place. Nothing is said about what is possible, or longer than any credit.

    `before` and `after` are the raw texts round it in the same element, "" when they are not known. With
    `HouseStyle()` only damage is found: a placeholder, a name said twice, a credit that was cut or glued.
    """
    if credit.grade is Grade.POSSIBLE or not 0 < len(fold(credit.text)) <= LONGEST:
        return ()
    shape = shape_of(credit, style.words)
    form = _form_at_once(shape, style)
    reading = replace(credit, roles=form.roles) if form else None
    if form is None:
        reading, form = style.reading(credit.text)
    judged = _Judged(credit, style, reading, form, shape)
    return (*_damage(judged, before, after), *_form(judged), *_names(judged), *_place(judged, before, after))


def _form_at_once(shape: Shape | None, style: HouseStyle) -> Form | None:
    """Give the house's form that a credit's own form is, without reading the credit again."""
    if shape is None or (style.stop and shape.stop != (style.stop == "with")):
        return None
    joiners = (shape.people_joiner, shape.list_joiner, shape.agency_joiner)
    usual = (style.people_joiner, style.list_joiner, style.agency_joiner)
    if any(joiner not in (None, own) for joiner, own in zip(joiners, usual, strict=True)):
        return None
    return forms_by_template(style).get(shape.template)


class _Judged(Struct, frozen=True):
    """A credit, what the house's own forms read in it (None when it has none of them), and the form it does have."""

    credit: Credit
    style: HouseStyle
    reading: Credit | None
    form: Form | None
    shape: Shape | None

    @property
    def text(self) -> str:
        return fold(self.credit.text)

    @property
    def said(self) -> Credit:
        """What the credit says, with the roles that its own words name."""
        if self.reading is not None:
            return self.reading
        if self.shape is None:
            return self.credit
        own = form_from(self.shape.template, self.style.words).roles
        return replace(self.credit, roles=tuple(dict.fromkeys((*self.credit.roles, *own))))

    def fault(self, kind: str, was: str, wanted: str = "") -> CreditFault:
        rewritten = self.style.render(self.said) if self.style.templates else None
        exact = rewritten is not None and self._says_the_same(rewritten)
        return CreditFault(kind, was, wanted, rewritten, exact)

    def _says_the_same(self, rewritten: str) -> bool:
        form, again = self.style.form_for(self.said), self.style.parse(rewritten)
        if form is None or again is None or set(self.said.roles) - set(form.roles):
            return False
        if again.people != self.said.people or not self._is_understood:
            return False
        return sorted(again.bodies) == sorted({self.style.agency(body) for body in self.said.bodies})

    @property
    def _is_understood(self) -> bool:
        """Tell whether every word of the credit is a name that was read, a label, a role or a joining word."""
        names = " ".join((*self.credit.people, *self.credit.bodies)).casefold()
        words = {*_WORD.findall(names), *known_words(self.style.words)}
        return words.issuperset(_WORD.findall(self.text.casefold()))


def _damage(judged: _Judged, before: str, after: str) -> Iterator[CreditFault]:
    placeholder = _placeholder(judged)
    if placeholder:
        yield judged.fault("placeholder", placeholder)
    whole = _cut(judged, before, after)
    if whole is not None:
        yield CreditFault("truncated", judged.text, whole)
        return
    twice = "" if judged.shape else _said_twice(judged)
    if twice:
        yield judged.fault("doubled", twice, "")


def _placeholder(judged: _Judged) -> str:
    """Give the word that stands where a name should: the house's own, or all there is."""
    said = judged.credit
    if not said.people and not said.bodies:
        listed = judged.form is not None and not judged.form.template.fields
        return "" if listed or not is_explained(judged.text, judged.style.words) else judged.text
    refused = {word.casefold() for word in judged.style.placeholders}
    if not any(word in judged.text.casefold() for word in refused):
        return ""
    return next((piece for piece in _pieces(judged) if piece.casefold() in refused), "")


def _cut(judged: _Judged, before: str, after: str) -> str | None:
    """Tell whether the credit was cut, by what would make it whole: its last name, or its bracket; None when it is."""
    text = judged.text
    if judged.shape is None or not all(map(judged.style.knows, judged.credit.bodies)):
        last = next(reversed(_pieces(judged)), "")
        at_limit = len(text.strip("()[]")) in FIELD_LIMITS
        whole = _completed(last, judged.style) if " " in last or at_limit else ""
        if whole and last not in judged.credit.people:
            return whole
    opened = next((mark for mark in OPENERS if text.count(mark) > text.count(OPENERS[mark])), "")
    if not opened and before.rstrip()[-1:] in OPENERS and text[-1:] not in OPENERS.values():
        opened = before.rstrip()[-1:]
    return text + OPENERS[opened] if opened and OPENERS[opened] not in after else None


def _completed(last: str, style: HouseStyle) -> str:
    """Give the agency whose name begins like the last words and goes on inside the last of them: "Getty Im"."""
    begun = spelling(last)
    if len(begun) < _LEAST_CUT or style.knows(last):
        return ""
    table = vocabulary(style.words).agencies.folded
    names = {name for alias, name in table.items() if alias.startswith(begun) and alias[len(begun)].isalpha()}
    shortest = min(names, key=len, default="")
    return shortest if all(name.startswith(shortest) for name in names) else ""


def _said_twice(judged: _Judged) -> str:
    """Give the name that stands twice in one credit."""
    names = {fold_name(name) for name in (*judged.credit.people, *judged.credit.bodies)}
    seen: set[str] = set()
    for said in _pieces(judged):
        key = fold_name(said)
        if key in seen:
            return said
        if key in names:
            seen.add(key)
    return ""


def _pieces(judged: _Judged) -> list[str]:
    """Cut a credit at its signs, brackets and joining words."""
    inside = vocabulary(judged.style.words).inside
    cut = inside.conjunctions.sub("\n", inside.parts.sub("\n", judged.text))
    return [piece for part in cut.split("\n") if (piece := part.strip(" .©'\""))]


def _form(judged: _Judged) -> Iterator[CreditFault]:
    """Say how the credit's form departs from the house's; silent when not all of its words are understood."""
    style, shape = judged.style, judged.shape
    if not style.templates or judged.reading is not None or shape is None:
        return
    if not shape.template.fields or _has_a_role_for_a_name(shape, style) or _is_right_but_for_names(judged):
        return
    wanted = style.form_for(judged.said)
    fault = judged.fault("format", judged.text)
    if wanted is None or fault.rewritten is None:
        yield fault
        return
    if fold(fault.rewritten) == judged.text:
        return
    order = _order(form_from(shape.template, style.words))
    if len(order) > 1 and order != _order(wanted):
        # Of two unknown names nobody can say which is the photographer.
        if any(map(style.knows, judged.said.bodies)):
            yield replace(fault, kind="order", wanted=fault.rewritten)
        return
    label = _label(shape.template)
    if label and style.parse(fold(judged.text.replace(f"{label} ", "", 1))):
        yield replace(fault, kind="label", was=label)
        return
    if _differ_in_label_alone(shape, wanted, style):
        yield replace(fault, kind="label", was=label, wanted=_label(wanted.template))
        return
    yield replace(fault, wanted=fault.rewritten)


def _is_right_but_for_names(judged: _Judged) -> bool:
    """Tell whether the house's names for the agencies are all that is missing: "Reuters/…" for "REUTERS/…"."""
    text = judged.text
    for body in judged.credit.bodies:
        text = text.replace(body, judged.style.agency(body), 1)
    return text != judged.text and judged.style.parse(text) is not None


def _has_a_role_for_a_name(shape: Shape, style: HouseStyle) -> bool:
    """Tell "[Handout/Reuters]" where the house writes "[{people}/{agency}]": the form is right."""
    roles = vocabulary(style.words).roles
    for form in forms_of(style):
        before, field, after = form.template.text.partition("{people}")
        text = shape.template.text
        if field and text.startswith(before) and text.endswith(after):
            return text[len(before) : len(text) - len(after)].casefold() in roles
    return False


def _order(form: Form) -> tuple[bool, ...]:
    """Give the order of people (True) and bodies (False), those in the form's own words included."""
    kinds: list[bool] = []
    for place, literal in enumerate(form.template.literals):
        kinds.extend(False for body in form.bodies if body in literal)
        kinds.extend(name == "people" for name in form.template.fields[place : place + 1])
    return tuple(dict.fromkeys(kinds))


def _label(template: CreditTemplate) -> str:
    return template.literals[0].strip(" ([{")


def _differ_in_label_alone(shape: Shape, wanted: Form, style: HouseStyle) -> bool:
    first, should = shape.template.literals[0], wanted.template.literals[0]
    if _WORD.findall(first.casefold()) == _WORD.findall(should.casefold()):
        return False
    if shape.template.fields != wanted.template.fields or shape.template.literals[1:] != wanted.template.literals[1:]:
        return False
    return _brackets(first) == _brackets(should) and shape.agency_joiner in (None, style.agency_joiner)


def _brackets(literal: str) -> list[str]:
    return [mark for mark in literal if mark in OPENERS or mark in OPENERS.values()]


def _names(judged: _Judged) -> Iterator[CreditFault]:
    style, said = judged.style, judged.said
    if not (style.templates or style.agencies or style.capitals):
        return
    own = judged.form.bodies if judged.form else ()
    # What stands in a {source} is no agency.
    free = judged.form is not None and "source" in judged.form.template.fields
    for body in said.bodies:
        name = style.agency(body)
        if name != body and body not in own:
            yield judged.fault("alias", body, name)
        elif body not in own and not free and (judged.reading or judged.shape) and not style.knows(body):
            yield judged.fault("unknown-agency", body)
    bodies = tuple(map(style.agency, said.bodies))
    for name, cased in zip(said.people, style.cased(said.people, bodies), strict=True):
        if cased != name and any(letter.isalpha() and letter.isascii() for letter in name):
            yield judged.fault("name-case", name, cased)


def _place(judged: _Judged, before: str, after: str) -> Iterator[CreditFault]:
    text = judged.text
    if _is_glued(before, text):
        yield CreditFault("glued", f"{before.rsplit(None, 1)[-1]}{text}", f" {text}", f" {text}", exact=True)
    behind, ahead = _caption_in(after), _caption_in(before)
    if judged.style.place == "end" and behind:
        yield CreditFault("not-last", behind)
    if judged.style.place == "start" and ahead:
        yield CreditFault("not-first", ahead)


def _is_glued(before: str, text: str) -> bool:
    last = before[-1:]
    if not last or last.isspace() or last in _LEADS_ON:
        return False
    return not (_needs_no_space(last) or _needs_no_space(text[:1]))


def _needs_no_space(sign: str) -> bool:
    return any(first <= sign <= last for first, last in _NO_SPACES)


def _caption_in(text: str) -> str:
    """Give the words of a text that are not a button or a counter."""
    said = fold(text).strip(" .,;:|/–—-()[]")
    return "" if interface().is_control(said) or is_explained(said) else said
