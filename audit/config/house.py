"""The house style in a configuration: the table `[credit]`, or another file that holds one."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cutline.config.schema import ConfigError, Key, Kind, checked, table_schema
from cutline.model.kinds import kind_of
from cutline.text.credit_template import FIELDS, CreditTemplate, TemplateError
from cutline.text.house_style import HouseStyle
from cutline.text.lexicon import spelling

VERSION = 1
"""The version of house styles that is read and written."""

ANYWHERE, EITHER = "anywhere", "either"

_SHORT = 3
"""Letters up to which an alias counts in its very case alone (see `cutline.text.lexicon.House`)."""

CREDIT_KEYS = (
    Key("version", Kind.WHOLE, f"The version of house styles that this one is written in: {VERSION}.", (VERSION,)),
    Key("house", Kind.TEXT, "Another file whose [credit] this one begins with; what stands here wins."),
    Key("name", Kind.TEXT, "What you call the house."),
    Key("template", Kind.TEXT, "The usual form of a credit, such as [{people}/{agency}]."),
    Key("alternates", Kind.TEXTS, "Rarer forms: a file photo, two bodies, no photographer."),
    Key("people_joiner", Kind.TEXT, "What stands before the last of several people, spaces included."),
    Key("list_joiner", Kind.TEXT, "What stands between the others of several people."),
    Key("agency_joiner", Kind.TEXT, "What stands between agencies."),
    Key("agency_names", Kind.TEXT, "Whose names for agencies count where the house has none.", ("known", "listed")),
    Key("labels", Kind.TEXTS, "Further words that open a credit."),
    Key("capitals", Kind.TEXTS, "Agencies whose photographers are written in capitals; * for all."),
    Key("place", Kind.TEXT, "Where the credit stands in the caption.", ("end", "start", "element", ANYWHERE)),
    Key("stop", Kind.TEXT, "Whether a full stop ends the credit.", ("with", "without", EITHER)),
    Key("required", Kind.SWITCH, "Whether every photo needs a credit."),
    Key("forbid_in_alt", Kind.SWITCH, "Whether credits are kept out of alt texts."),
    Key("placeholders", Kind.TEXTS, "Words that may not stand where a name should, such as Stringer."),
    Key("sources", Kind.TEXTS, "The house itself and other bodies that are no agencies."),
    Key("people", Kind.TEXTS, "Photographers whose names could be taken for something else."),
    Key("initials", Kind.TEXTS, "Initials that stand for people."),
)
"""The keys of `[credit]`, but for the table `[credit.agencies]`."""

AGENCIES = "agencies"
_AGENCIES = "Every agency as the house writes it, with its other spellings."
_JOINERS = ("people_joiner", "list_joiner", "agency_joiner")
_LISTS = ("labels", "capitals", "placeholders", "sources", "people", "initials")


def house_style(table: Any, folder: Path, place: str = "credit") -> HouseStyle:
    """Read `[credit]`; paths in it are relative to `folder`. Raises ConfigError, naming the key and what to write."""
    return _style(_with_base(_own(table, place), folder, place), place)


def credit_schema() -> dict[str, Any]:
    """Describe `[credit]` for editors, as JSON Schema."""
    described = table_schema(CREDIT_KEYS, "How this house writes its credits.")
    field = "|".join(FIELDS)
    form = {"pattern": rf"^[^{{}}]*(\{{({field})\}}[^{{}}]*)*$", "minLength": 1}
    described["properties"]["template"] |= {"pattern": rf"^[^{{}}]*(\{{({field})\}}[^{{}}]*)+$"}
    described["properties"]["alternates"]["items"] |= form
    described["properties"][AGENCIES] = {
        "description": _AGENCIES,
        "type": "object",
        "additionalProperties": {"type": "array", "items": {"type": "string", "minLength": 1}},
    }
    return described


def _own(table: Any, place: str) -> dict[str, Any]:
    if not isinstance(table, Mapping):
        raise ConfigError(f"{place}: a table is expected, found {kind_of(table)}")
    if "version" in table:
        _refuse_other_version(table["version"], place)
    agencies = Key(AGENCIES, Kind.TABLE, _AGENCIES)
    return checked(table, (*CREDIT_KEYS, agencies), f"{place}.")


def _refuse_other_version(version: Any, place: str) -> None:
    if isinstance(version, int) and not isinstance(version, bool) and version != VERSION:
        raise ConfigError(
            f"{place}.version: this house style is of version {version}, and cutline reads version {VERSION}; "
            "update cutline, or rewrite the style as docs/house-style.md says"
        )


def _with_base(table: dict[str, Any], folder: Path, place: str) -> dict[str, Any]:
    """Put the table over the one in the file that it names. One step only: the other file names no third."""
    if "house" not in table:
        return table
    path = folder / table["house"]
    from cutline.config.load import read_table  # it imports this module

    try:
        if not path.is_file():
            raise ConfigError("there is no such file")
        whole = read_table(path)
        if "credit" not in whole:
            raise ConfigError("there is no [credit] in it")
        base = _own(whole["credit"], "credit")
        if "house" in base:
            raise ConfigError("credit.house: a house file names no other house file; write its keys here")
        _style(base, "credit")
    except ConfigError as error:
        said = str(error).removeprefix(f"{path}: ")
        raise ConfigError(f"{place}.house: {path}: {said}") from error
    agencies = {**base.get(AGENCIES, {}), **table.get(AGENCIES, {})}
    return {**base, **table, AGENCIES: agencies}


def _style(table: Mapping[str, Any], place: str) -> HouseStyle:
    for name in _JOINERS:
        if not table.get(name, "-"):
            raise ConfigError(f"{place}.{name}: it is empty; write what stands there, such as {_default(name)!r}")
    lists: dict[str, Any] = {name: _texts(table, name, place) for name in _LISTS}
    style = HouseStyle(
        name=table.get("name", ""),
        templates=tuple(_usual(table, place)),
        alternates=tuple(_alternates(table, place)),
        agencies=tuple(_agencies(table, place)),
        agency_names=table.get("agency_names", _default("agency_names")),
        place=_unless(table.get("place", ""), ANYWHERE),
        stop=_unless(table.get("stop", ""), EITHER),
        required=table.get("required", _default("required")),
        forbid_in_alt=table.get("forbid_in_alt", _default("forbid_in_alt")),
        **{name: table.get(name, _default(name)) for name in _JOINERS},
        **lists,
    )
    _refuse_same_joiners(style, place)
    _refuse_clashes(style, place)
    return style


def _default(name: str) -> Any:
    return getattr(HouseStyle(), name)


def _unless(word: str, neutral: str) -> str:
    return "" if word == neutral else word


def _texts(table: Mapping[str, Any], name: str, place: str) -> tuple[str, ...]:
    for index, text in enumerate(table.get(name, ())):
        if not text.strip():
            raise ConfigError(f"{place}.{name}[{index}]: it is empty; write a word or leave it out")
    return tuple(" ".join(text.split()) for text in table.get(name, ()))


def _usual(table: Mapping[str, Any], place: str) -> Iterator[CreditTemplate]:
    if "template" not in table:
        return
    template = _template(table["template"], f"{place}.template")
    if not template.fields:
        fields = ", ".join(f"{{{name}}}" for name in FIELDS)
        raise ConfigError(f"{place}.template: there is no field in it; use {fields}")
    yield template


def _alternates(table: Mapping[str, Any], place: str) -> Iterator[CreditTemplate]:
    if "alternates" in table and "template" not in table:
        raise ConfigError(f"{place}.alternates: there is no template beside them; add the usual form as template")
    for index, text in enumerate(table.get("alternates", ())):
        yield _template(text, f"{place}.alternates[{index}]")


def _template(text: str, place: str) -> CreditTemplate:
    try:
        return CreditTemplate.parse(text)
    except TemplateError as error:
        raise ConfigError(f"{place}: {error}") from error


def _agencies(table: Mapping[str, Any], place: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, aliases in table.get(AGENCIES, {}).items():
        key = f"{place}.{AGENCIES}.{_quoted(name)}"
        checked({name: aliases}, (Key(name, Kind.TEXTS, ""),), f"{place}.{AGENCIES}.")
        if not name.strip() or not all(alias.strip() for alias in aliases):
            raise ConfigError(f"{key}: it is empty; write a name or leave it out")
        yield name, tuple(aliases)


def _quoted(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else f'"{name}"'


def _refuse_same_joiners(style: HouseStyle, place: str) -> None:
    if style.agency_joiner == style.people_joiner:
        raise ConfigError(
            f"{place}.agency_joiner: {style.agency_joiner!r} joins people too, so nobody could tell where they end; "
            "use another people_joiner"
        )


def _as_matched(alias: str) -> str:
    return alias if len(alias) <= _SHORT else spelling(alias)


def _refuse_clashes(style: HouseStyle, place: str) -> None:
    """Refuse a spelling that would stand for two agencies, and a word that is both a person and a placeholder."""
    taken: dict[str, str] = {}
    for name, aliases in style.agencies:
        for alias in dict.fromkeys((name, *aliases)):
            other = taken.setdefault(_as_matched(alias), name)
            # Two spellings may both be names of their own, where a house cannot decide.
            if other != name and _as_matched(other) != _as_matched(name):
                key = f"{place}.{AGENCIES}.{_quoted(name)}"
                raise ConfigError(f"{key}: {alias!r} stands for {other!r} already; keep it in one of them")
    people = {name.casefold() for name in (*style.people, *style.initials)}
    both = next((word for word in style.placeholders if word.casefold() in people), None)
    if both is not None:
        raise ConfigError(f"{place}.placeholders: {both!r} is one of people as well; keep it in one of them")
