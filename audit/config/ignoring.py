"""`[[ignore]]`: findings that a house lets stay, by rule, page and subject, each with a reason."""

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any

from msgspec import Struct

from cutline.config.schema import ConfigError, Key, Kind, checked, hint, table_schema
from cutline.model.finding import Finding
from cutline.model.fingerprint import without_query

KEYS = (
    Key("rule", Kind.TEXT, "The rule whose findings may stay, by id."),
    Key("reason", Kind.TEXT, "Why they may stay."),
    Key("page", Kind.TEXT, "Only on pages whose name fits this pattern, such as archive/*.html."),
    Key("subject", Kind.TEXT, "Only about this picture's address (or a pattern for it), text, or finding's key f1:…"),
)


class Ignored(Struct, frozen=True, kw_only=True):
    """One entry; `page` and `subject` are patterns in the manner of a shell, empty for any."""

    rule: str
    reason: str
    page: str = ""
    subject: str = ""

    def fits(self, source: str, finding: Finding) -> bool:
        """Tell whether this speaks of a finding on the page called `source`."""
        if finding.rule != self.rule or not _fits(self.page, source):
            return False
        known = (finding.subject, without_query(finding.subject), finding.fingerprint)
        return not self.subject or any(_fits(self.subject, name) for name in known)


def split(listed: Any, rules: Iterable[str]) -> tuple[list[Any], tuple[Ignored, ...]]:
    """Part the list under `ignore` into names of rules and tables; what is no list passes for others to refuse.

    Raises ConfigError, naming the place.
    """
    if not isinstance(listed, list):
        return listed, ()
    known = tuple(rules)
    tables = [(place, item) for place, item in enumerate(listed) if isinstance(item, Mapping)]
    names = [item for item in listed if not isinstance(item, Mapping)]
    return names, tuple(_ignored(table, f"ignore[{place}]", known) for place, table in tables)


def schema(by_name: Mapping[str, Any]) -> dict[str, Any]:
    """Describe `ignore` for editors: `by_name` is the schema of a list of ids; a table may stand for each of them."""
    table = table_schema(KEYS, "Findings that may stay.") | {"required": ["rule", "reason"]}
    table["properties"]["rule"] |= by_name["items"]
    said = "Rules not to run, by id; or tables, made by [[ignore]], for single findings that may stay."
    return {"description": said, "type": "array", "items": {"anyOf": [by_name["items"], table]}}


def _ignored(table: Mapping[str, Any], place: str, known: tuple[str, ...]) -> Ignored:
    values = checked(table, KEYS, f"{place}.")
    for name in ("rule", "reason"):
        if not values.get(name, "").strip():
            raise ConfigError(f"{place}: {name} is needed, so that others know what may stay and why")
    if values["rule"] not in known:
        raise ConfigError(f"{place}.rule: there is no rule {values['rule']!r}{hint(values['rule'], known)}")
    return Ignored(**values)


def _fits(pattern: str, name: str) -> bool:
    # An address may hold brackets, which a pattern would take for a choice.
    return not pattern or name == pattern or fnmatchcase(name, pattern)
