"""What a house may configure: the values, the keys they are written with, and the checks on them.

One table of keys serves the loader, the error messages and the JSON Schema for editors, so they cannot disagree.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import force_setattr

from cutline.model.kinds import kind_of
from cutline.model.profile import SiteProfile
from cutline.model.severity import Severity
from cutline.rules.base import Option, Rule
from cutline.text.house_style import HouseStyle

if TYPE_CHECKING:
    from cutline.config.browsing import Browsing
    from cutline.config.ignoring import Ignored

NEVER = "never"
"""The word for `fail_on` that lets every finding pass."""

_LARGEST = 1_000_000
"""More MiB or seconds than any page can need, and few enough for every timer."""

_LISTED = 8
"""A message lists as many legal values as a reader takes in at a glance; there are more rules than that."""

SEVERITIES = tuple(severity.value for severity in Severity)


class ConfigError(ValueError):
    """A configuration that cannot be used; the message says what, where, and what would be right."""


class Config(Struct, frozen=True, kw_only=True):
    """A house's wishes; `Config()` is what cutline does without any.

    `profile` names a set of rules (see `cutline.config.profiles`); `select` names rules one by one and then decides
    alone, `ignore` takes rules away from either. `fail_on` is the mildest severity that fails a run, None for never.
    `rules` maps a rule's id to its `severity` and options, as in the file. `rules_from` holds paths of Python files
    with a house's own rules. `credit` is the house style that credits are judged by, None for each gallery's own.
    `browser` holds what the house wants of the browser, None for nothing in particular.
    `ignored` holds findings that may stay: the tables under `ignore`. A page larger than `page_size_mib` (MiB) or
    slower than `page_seconds` (seconds, measured where the platform has interval timers) is reported as not audited.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str | None = None
    fail_on: Severity | None = Severity.ERROR
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    sites: tuple[SiteProfile, ...] = ()
    rules_from: tuple[str, ...] = ()
    credit: HouseStyle | None = None
    browser: "Browsing | None" = None
    ignored: tuple["Ignored", ...] = ()
    page_size_mib: float = 64
    page_seconds: float = 30

    def __post_init__(self) -> None:
        for name in ("select", "ignore", "sites", "rules_from"):
            value = getattr(self, name)
            if isinstance(value, str):
                raise ConfigError(f"{name}: {Kind.TEXTS} is expected, found {kind_of(value)}")
            force_setattr(self, name, tuple(value))

    def __hash__(self) -> int:
        # The tables of rules cannot be hashed; their names are enough to tell most configurations apart.
        chosen = (self.select, self.ignore, self.profile, self.fail_on, *self.rules)
        return hash((*chosen, self.sites, self.rules_from, self.credit))


class RuleSettings(Struct, frozen=True):
    """A rule's severity in this house, None for the rule's own, and every one of its options with a value."""

    severity: Severity | None
    options: dict[str, Any]


class Kind(StrEnum):
    """The kinds of value a key can have, in the words of an error message."""

    TEXT = "a text"
    TEXTS = "a list of texts"
    SWITCH = "true or false"
    WHOLE = "a whole number"
    NUMBER = "a number"
    LIMIT = "a number above 0 and up to 1000000"
    TABLE = "a table"


class Key(Struct, frozen=True):
    """One key of the file; `legal` lists the allowed values (of each text in a list), empty for any."""

    name: str
    kind: Kind
    sentence: str
    legal: tuple[Any, ...] = ()


def top_keys(rule_ids: tuple[str, ...], profiles: tuple[str, ...]) -> tuple[Key, ...]:
    """List the keys at the top of the file; the tables of the file have their own."""
    return (
        Key("select", Kind.TEXTS, "The rules to run, by id; every rule of the profile when empty.", rule_ids),
        Key("ignore", Kind.TEXTS, "Rules not to run, by id.", rule_ids),
        Key("profile", Kind.TEXT, "A named set of rules.", profiles),
        Key("fail_on", Kind.TEXT, "The mildest severity that fails a run.", (*SEVERITIES, NEVER)),
        Key("rules_from", Kind.TEXTS, "Python files with your own rules; only in a file given with --config."),
        Key("page_size_mib", Kind.LIMIT, "Pages larger than this many MiB are not audited."),
        Key("page_seconds", Kind.LIMIT, "Pages that take longer than this many seconds are not audited."),
    )


SITE_KEYS = (
    Key("name", Kind.TEXT, "What you call the site."),
    Key("host", Kind.TEXTS, "Patterns for the host of a page's address, such as *.ledger.example."),
    Key("path", Kind.TEXTS, "Patterns for the path of a saved page, such as exports/*.html."),
    Key("picture", Kind.TEXT, "CSS selector of the pictures that are photos."),
    Key("caption", Kind.TEXT, "CSS selector of their captions."),
    Key("credit", Kind.TEXT, "CSS selector of their credits."),
    Key("furniture", Kind.TEXT, "CSS selector of pictures that are never photos."),
    Key("credit_field", Kind.SWITCH, "Whether the credit's element holds a credit and nothing else."),
)

_SEVERITY_KEY = Key("severity", Kind.TEXT, "How bad this house finds it, whatever the evidence.", SEVERITIES)


def rule_keys(rule: Rule) -> tuple[Key, ...]:
    """List the keys of a rule's table `[rules.ID]`: its severity and its options."""
    return (_SEVERITY_KEY, *(Key(o.name, _kind_of_option(o), o.sentence, o.legal) for o in rule.options))


def settings_of(rule: Rule, table: Mapping[str, Any]) -> RuleSettings:
    """Check a rule's table and fill in its defaults. Raises ConfigError, naming the place as in `rules.ID.option`."""
    if not isinstance(table, Mapping):
        raise ConfigError(f"rules.{rule.id}: a table is expected, found {kind_of(table)}")
    given = checked(table, rule_keys(rule), f"rules.{rule.id}.")
    severity = given.pop("severity", None)
    options = {option.name: _like(option.default, given.get(option.name, option.default)) for option in rule.options}
    return RuleSettings(Severity(severity) if severity else None, options)


def checked(table: Mapping[str, Any], keys: Iterable[Key], place: str = "") -> dict[str, Any]:
    """Check every value of a table against its key. Raises ConfigError at the first that is unknown or wrong."""
    known = {key.name: key for key in keys}
    for name, value in table.items():
        if name not in known:
            raise ConfigError(f"{place}{name}: unknown key{hint(name, known)}; {_legal_names(known)}")
        _check(known[name], value, f"{place}{name}")
    return dict(table)


def hint(word: str, legal: Iterable[str]) -> str:
    """Give "; did you mean …?" when a legal word is close to `word`, else nothing."""
    from difflib import get_close_matches

    near = get_close_matches(word[:100], list(legal), n=1)
    return f"; did you mean {near[0]}?" if near else ""


def json_schema(rules: tuple[Rule, ...], profiles: tuple[str, ...]) -> dict[str, Any]:
    """Describe `cutline.toml` for editors, as JSON Schema (draft 2020-12)."""
    from cutline.config import ignoring  # it is made of this module's keys

    site = {"type": "object", "additionalProperties": False, "properties": _properties(SITE_KEYS)}
    site["anyOf"] = [{"required": ["host"]}, {"required": ["path"]}]
    by_rule = {rule.id: table_schema(rule_keys(rule), f"{rule.title}.") for rule in rules}
    whole = table_schema(top_keys(tuple(rule.id for rule in rules), profiles), "How this house audits its galleries.")
    whole["properties"]["ignore"] = ignoring.schema(whole["properties"]["ignore"])
    whole["properties"]["rules"] = {
        "description": "Severity and options, rule by rule.",
        "type": "object",
        "additionalProperties": False,
        "properties": by_rule,
    }
    from cutline.config.browsing import browser_schema  # these are made of this module's keys
    from cutline.config.house import credit_schema

    whole["properties"]["browser"] = browser_schema()
    whole["properties"]["credit"] = credit_schema()
    whole["properties"]["site"] = {"description": "Selectors for one site.", "type": "array", "items": site}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "cutline.toml", **whole}


def _kind_of_option(option: Option) -> Kind:
    kinds: dict[type, Kind] = {
        bool: Kind.SWITCH,
        int: Kind.WHOLE,
        float: Kind.NUMBER,
        tuple: Kind.TEXTS,
        list: Kind.TEXTS,
    }
    return kinds.get(type(option.default), Kind.TEXT)


def _like(default: Any, value: Any) -> Any:
    return type(default)(value) if isinstance(default, (tuple, list, float, int)) else value


def _check(key: Key, value: Any, place: str) -> None:
    if not _is(key.kind, value):
        raise ConfigError(f"{place}: {key.kind} is expected, found {_found(value)}")
    if key.kind is not Kind.TEXTS:
        _check_legal(key, value, place)
        return
    for index, item in enumerate(value):
        if not isinstance(item, str):
            raise ConfigError(f"{place}[{index}]: a text is expected, found {_found(item)}")
        _check_legal(key, item, f"{place}[{index}]")


def _check_legal(key: Key, value: Any, place: str) -> None:
    if not key.legal or value in key.legal:
        return
    words = [str(word) for word in key.legal]
    legal = ", ".join(words) if len(words) <= _LISTED else f"the {len(words)} names that `cutline rules` lists"
    raise ConfigError(f"{place}: {_shown(value)} is not one of {legal}{hint(str(value), words)}")


def _is(kind: Kind, value: Any) -> bool:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if kind in (Kind.TEXT, Kind.SWITCH):
        return isinstance(value, str if kind is Kind.TEXT else bool)
    if kind is Kind.TEXTS:
        return isinstance(value, (list, tuple))
    if kind is Kind.TABLE:
        return isinstance(value, Mapping)
    if kind is Kind.WHOLE:
        # JSON Schema calls 2.0 an integer (draft 2020-12, section 6.1.1 of Validation), and so do editors.
        return number and (isinstance(value, int) or value.is_integer())
    # Not `value <= 0`: TOML knows nan, which is no limit.
    return number and (kind is Kind.NUMBER or 0 < value <= _LARGEST)


def _found(value: Any) -> str:
    simple = isinstance(value, (bool, int, float))
    return _shown(value) if simple else kind_of(value)


def _shown(value: Any) -> str:
    import json  # to complain with; most configurations are right

    return json.dumps(value, ensure_ascii=False, default=str)[:100]


def _legal_names(known: Iterable[str]) -> str:
    return f"the keys here are {', '.join(sorted(known))}"


def table_schema(keys: Iterable[Key], description: str) -> dict[str, Any]:
    """Describe a table with these keys and no others, as JSON Schema."""
    return {
        "description": description,
        "type": "object",
        "additionalProperties": False,
        "properties": _properties(keys),
    }


def _properties(keys: Iterable[Key]) -> dict[str, Any]:
    return {key.name: {"description": key.sentence, **_value_schema(key)} for key in keys}


_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.SWITCH: {"type": "boolean"},
    Kind.WHOLE: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.LIMIT: {"type": "number", "exclusiveMinimum": 0, "maximum": _LARGEST},
}


def _value_schema(key: Key) -> dict[str, Any]:
    legal = {"enum": list(key.legal)} if key.legal else {}
    if key.kind is Kind.TEXTS:
        return {"type": "array", "items": {"type": "string", **legal}}
    return {**_TYPES[key.kind], **legal}
