"""How one house writes its credits: forms, joiners, names of agencies, capitals, place. Data, never code."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from msgspec import Struct

from cutline.model.page import Credit, Grade
from cutline.text.credit import parse_credit
from cutline.text.credit_body import read_body
from cutline.text.credit_parts import BODIES, Kind
from cutline.text.credit_template import LONGEST, CreditTemplate
from cutline.text.folding import fold, fold_name
from cutline.text.lexicon import House, Vocabulary, vocabulary

EVERY = "*"
"""Stands for every agency in `capitals`."""

_STAND_INS = {"people": "Ida Brandt", "agency": "Kyodo", "source": "Bettmann"}
"""What fields are filled with to learn what a template's own words say; agencies that no house has in its own."""

_MADE_BY = frozenset({Kind.PERSON, Kind.HANDLE, Kind.COINED, Kind.WORD, Kind.SMALL})
_SUPPLIED_BY = BODIES | _MADE_BY
_LONGEST_PROSE = 6
_LEAST_SHOUTED = 4
_MOST_READINGS = 60
"""Ways to cut one credit; with the separators of real ones there are a dozen."""


class HouseStyle(Struct, frozen=True, kw_only=True, cache_hash=True):
    """A house's style; docs/house-style.md says what each of these means to an editor. `HouseStyle()` has no opinion.

    `templates` are the usual forms, `alternates` the rarer ones (a file photo, no photographer, two bodies).
    `people_joiner` stands before the last of several people, `list_joiner` between the others, `agency_joiner` between
    agencies. `agencies` pairs a canonical name with its aliases; `agency_names` says whose canonical names count:
    "known" for cutline's where the house has none, "listed" for the house's alone. Photographers of the agencies in
    `capitals` are written in capitals. `place` is "end", "start", "element" or "" for anywhere; `stop` is "with",
    "without" or "" for a full stop or none. `required` asks for a credit on every photo, `forbid_in_alt` keeps credits
    out of alt texts.
    """

    name: str = ""
    templates: tuple[CreditTemplate, ...] = ()
    alternates: tuple[CreditTemplate, ...] = ()
    people_joiner: str = " and "
    list_joiner: str = ", "
    agency_joiner: str = "/"
    agencies: tuple[tuple[str, tuple[str, ...]], ...] = ()
    agency_names: str = "known"
    labels: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    place: str = ""
    stop: str = ""
    required: bool = False
    forbid_in_alt: bool = True
    placeholders: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()

    @property
    def words(self) -> House:
        """What the house adds to the tables that credits are read with."""
        return _words_of(self)

    def parse(self, text: str) -> Credit | None:
        """Read a credit that is in house style, white space folded; None when it has none of the house's forms.

        A form that the house does not list is understood from the ones it does: without people, without an agency.
        What `render` writes is read back as it was.
        """
        return self.reading(text)[0]

    def reading(self, text: str) -> "tuple[Credit, Form] | tuple[None, None]":
        """Read as `parse` does, and give the form that the credit has as well."""
        said = fold(text) if len(text) <= 4 * LONGEST else ""
        for written in self._without_stop(said):
            for form in forms_of(self):
                for values in islice(form.template.readings(written), _MOST_READINGS):
                    read = _read(self, form, values)
                    if read is not None:
                        people, bodies = read
                        return Credit(text, 0, people, bodies, form.roles, "house", Grade.CERTAIN), form
        return None, None

    def _without_stop(self, said: str) -> tuple[str, ...]:
        if self.stop == "with":
            return (said[:-1],) if said.endswith(".") else ()
        if self.stop == "without" or not said.endswith("."):
            return (said,)
        return (said, said[:-1])

    def render(self, credit: Credit) -> str | None:
        """Write a credit in house style; None when the house has no form for what it says.

        Agencies get the house's names and photographers its capitals. A role for which there is no form is left out.
        """
        bodies = tuple(map(self.agency, credit.bodies))
        form = self.form_for(credit)
        if form is None:
            return None
        own = set(map(same_body, form.bodies))
        values = _values(self, form, self.cased(credit.people, bodies), [b for b in bodies if same_body(b) not in own])
        return form.template.fill(values) + ("." if self.stop == "with" else "")

    def form_for(self, credit: Credit) -> "Form | None":
        """Choose the form that says most of what a credit says, the first of equals."""
        fitting = [form for form in forms_of(self) if form.fits(credit)]
        return max(fitting, key=lambda form: len(form.roles) + len(form.bodies), default=None)

    def agency(self, body: str) -> str:
        """Give a body the name that the house gives it."""
        return _house_name(self, body)

    def knows(self, body: str) -> bool:
        """Tell whether a body is a known agency or one of the house's own sources."""
        words = vocabulary(self.words)
        return words.agencies.canonical(fold(body)) is not None or fold(body) in words.organisations.names

    def cased(self, people: tuple[str, ...], bodies: tuple[str, ...]) -> tuple[str, ...]:
        """Write names in capitals where an agency's photographers are, and in small letters where they are not.

        The house's own people are written as the house lists them.
        """
        capitals = self.wants_capitals(bodies)
        return tuple(name if name in self.people else _cased(name, capitals=capitals) for name in people)

    def wants_capitals(self, bodies: tuple[str, ...]) -> bool:
        """Tell whether photographers of one of these bodies are written in capitals."""
        wanted = set(map(same_body, self.capitals))
        return EVERY in self.capitals or any(same_body(body) in wanted for body in bodies)


class Form(Struct, frozen=True, cache_hash=True):
    """A template and what its own words say: the bodies it names and the roles (file, courtesy, via, for …)."""

    template: CreditTemplate
    bodies: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def gaps(self) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
        """Which fields there are, and what the words say: two forms alike in this are rivals."""
        return frozenset(self.template.fields), tuple(map(same_body, self.bodies)), self.roles

    def fits(self, credit: Credit) -> bool:
        """Tell whether everything this form must say is in a credit, and all of its people and bodies can be said."""
        fields = self.template.fields
        said = [same_body(body) for body in credit.bodies]
        own = [same_body(body) for body in self.bodies]
        if any(body not in said for body in own) or not set(self.roles) <= set(credit.roles):
            return False
        rest = sum(body not in own for body in said)
        least = ("source" in fields) + ("agency" in fields)
        most = rest if "agency" in fields else least
        return bool(credit.people) == ("people" in fields) and least <= rest <= most


@lru_cache(maxsize=64)
def _words_of(style: HouseStyle) -> House:
    return House(
        agencies=style.agencies,
        sources=style.sources,
        people=(*style.people, *style.initials),
        placeholders=style.placeholders,
        labels=style.labels,
    )


@lru_cache(maxsize=64)
def forms_of(style: HouseStyle) -> tuple[Form, ...]:
    """Give the forms of a house, and those that follow from its usual ones: without people, without an agency."""
    listed = [form_from(template, style.words) for template in (*style.templates, *style.alternates)]
    known = {form.gaps for form in listed}
    for template in style.templates:
        for name in ("people", "agency", "source"):
            if name not in template.fields or len(template.fields) + len(form_from(template, style.words).bodies) < 2:
                continue
            form = form_from(template.without(name), style.words)
            if form.gaps not in known and set(form.template.fields) != {"source"}:
                known.add(form.gaps)
                listed.append(form)
    return tuple(listed)


@lru_cache(maxsize=64)
def forms_by_template(style: HouseStyle) -> dict[CreditTemplate, Form]:
    """Give the forms of `forms_of` by their templates."""
    return {form.template: form for form in forms_of(style)}


@lru_cache(maxsize=512)
def form_from(template: CreditTemplate, words: House) -> Form:
    """Let the reader of credits say what a template's own words mean, by reading it filled in."""
    filled = template.fill({name: _STAND_INS[name] for name in template.fields})
    read = parse_credit(f"A ferry leaves the harbour. {filled}", house=words)
    if read is None or not set(template.fields) <= _found(read):
        read = parse_credit(filled, house=words, field=True)
    if read is None:
        return Form(template)
    own = tuple(body for body in read.bodies if body not in _STAND_INS.values())
    return Form(template, own, tuple(sorted({*read.roles, *_roles_in(template, words)})))


def _roles_in(template: CreditTemplate, words: House) -> Iterator[str]:
    """Name the roles that stand alone between two signs: the "Handout" of `{people}/Handout via REUTERS`."""
    table = vocabulary(words)
    roles = table.roles
    for literal in template.literals:
        said = [piece.strip().casefold() for piece in table.inside.parts.sub("\n", literal).split("\n")]
        yield from (roles[word] for word in said if roles.get(word, "contributor") != "contributor")


def _found(credit: Credit) -> set[str]:
    names = {stand_in: name for name, stand_in in _STAND_INS.items()}
    return {names[said] for said in (*credit.people, *credit.bodies) if said in names}


def _read(style: HouseStyle, form: Form, values: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Read a form's fields; None when they cannot be what the form takes them for."""
    words = vocabulary(style.words)
    people: tuple[str, ...] = ()
    bodies: list[str] = []
    for place, literal in enumerate(form.template.literals):
        bodies.extend(body for body in form.bodies if body in literal)
        if place == len(form.template.fields):
            break
        name = form.template.fields[place]
        value = values[name]
        if name == "people":
            people = _people_in(style, value, words)
            if not people:
                return None
            continue
        chain = _chain_in(style, value, words) if name == "agency" else (value,)
        if not all(_is_body(body, words, beside_people="people" in values) for body in chain):
            return None
        bodies.extend(chain)
    names = {fold_name(name) for name in (*people, *bodies)}
    return (people, tuple(bodies)) if len(names) == len(people) + len(bodies) else None


def _people_in(style: HouseStyle, value: str, words: Vocabulary) -> tuple[str, ...]:
    """Cut several people apart; nobody when one of them is no person or the joiners are others."""
    head, joiner, last = value.rpartition(style.people_joiner)
    names: list[str] = []
    for piece in (head.split(style.list_joiner) if joiner else []) + last.split(style.list_joiner):
        if names and piece.casefold() in words.inside.suffixes:
            names[-1] += style.list_joiner + piece
        else:
            names.append(piece)
    if not all(_is_person(name, words) for name in names) or _joined_people(style, tuple(names)) != value:
        return ()
    return tuple(names)


def _joined_people(style: HouseStyle, people: tuple[str, ...]) -> str:
    if len(people) < 2:
        return "".join(people)
    return style.list_joiner.join(people[:-1]) + style.people_joiner + people[-1]


def _is_person(name: str, words: Vocabulary) -> bool:
    if name != name.strip() or not name:
        return False
    if fold_name(name) in words.people:
        return True
    parts = read_body(name, words).parts
    return len(parts) == 1 and parts[0].kind in _MADE_BY and not parts[0].roles and parts[0].text == name


def _chain_in(style: HouseStyle, value: str, words: Vocabulary) -> tuple[str, ...]:
    """Cut a chain of agencies at the joiner; a known name that holds the joiner stays whole."""
    pieces = value.split(style.agency_joiner)
    chain: list[str] = []
    start = 0
    while start < len(pieces):
        ends = range(min(len(pieces), start + 4), start, -1)
        names = (style.agency_joiner.join(pieces[start:end]) for end in ends)
        end, name = next((e, n) for e, n in zip(ends, names, strict=False) if e == start + 1 or _is_known(n, words))
        chain.append(name)
        start = end
    return tuple(chain)


def _is_known(body: str, words: Vocabulary) -> bool:
    return words.agencies.canonical(body) is not None or body in words.organisations.names


def _is_body(body: str, words: Vocabulary, *, beside_people: bool) -> bool:
    if body != body.strip() or not body or fold_name(body) in words.people or _is_stopped(body, words):
        return False
    if _is_known(body, words):
        return True
    parts = read_body(body, words).parts
    if len(parts) != 1 or parts[0].roles or parts[0].text.rstrip(".") != body.rstrip("."):
        return False
    if parts[0].kind is Kind.PERSON:
        return beside_people
    if parts[0].kind is Kind.PROSE:
        return body[:1].isupper() and len(body.split(" ")) <= _LONGEST_PROSE
    return parts[0].kind in _SUPPLIED_BY


def _is_stopped(body: str, words: Vocabulary) -> bool:
    """Tell the full stop behind a credit from that of "Ltd." and "S.A."."""
    if not body.endswith(".") or "." in body[:-1]:
        return False
    return body.rsplit(" ", 1)[-1].casefold() not in words.inside.suffixes


def _values(style: HouseStyle, form: Form, people: tuple[str, ...], bodies: list[str]) -> dict[str, str]:
    """Share bodies out among the fields that there are: one for the source, the others for the agency."""
    fields = [name for name in form.template.fields if name != "people"]
    values = {"people": _joined_people(style, people)}
    if len(fields) < 2:
        return values | {name: style.agency_joiner.join(bodies) for name in fields}
    alone = 0 if fields[0] == "source" else len(bodies) - 1
    chain = bodies[:alone] + bodies[alone + 1 :]
    return values | {"source": bodies[alone], "agency": style.agency_joiner.join(chain)}


@lru_cache(maxsize=4096)
def _house_name(style: HouseStyle, body: str) -> str:
    said = fold(body)
    names = [name for name, _ in style.agencies]
    if said in names or said in style.sources:
        return said
    own = vocabulary(style.words).agencies.canonical(said)
    if own in names:
        return own or said
    # A house that lists "AP Photo" alone means every spelling of that agency.
    shipped = same_body(own or said)
    meant = next((name for name in names if same_body(name) == shipped), None)
    if meant:
        return meant
    source = next((source for source in style.sources if source.casefold() == said.casefold()), None)
    return source or (own if own and style.agency_names == "known" else said)


@lru_cache(maxsize=4096)
def same_body(body: str) -> str:
    """Give what all spellings of a body have in common."""
    return vocabulary().agencies.canonical(fold(body)) or fold_name(body)


def _cased(name: str, *, capitals: bool) -> str:
    if capitals:
        return name.upper()
    return in_small_letters(name) if shouted(name) else name


def is_agency(body: str) -> bool:
    """Tell whether cutline knows a body as an agency."""
    return vocabulary().agencies.canonical(fold(body)) is not None


def shouted(name: str) -> bool:
    """Tell whether a name is written in capitals; three letters and fewer may be initials."""
    if not name.isupper() or any(mark.isdigit() or mark in "@_" for mark in name):
        return False
    return sum(map(str.isalpha, name)) >= _LEAST_SHOUTED


def in_small_letters(name: str) -> str:
    """Write "IDA VAN DER MCBRANDT" as "Ida van der McBrandt"."""
    particles = vocabulary().inside.particles
    words = name.casefold().split(" ")
    return " ".join(
        word if place and word in particles and place < len(words) - 1 else _capitalised(word)
        for place, word in enumerate(words)
    )


def _capitalised(word: str) -> str:
    letters = list(word)
    for place, letter in enumerate(letters):
        before = word[:place]
        if not before or before[-1] in "-'’.‑" or (before == "mc" and len(word) > 4):
            letters[place] = letter.upper()
    return "".join(letters)
