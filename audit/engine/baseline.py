"""Findings that a house has accepted, in a file that people read, edit and merge.

An entry answers one finding: the same rule, on the same page, about the same subject, with the same text. Line numbers
and wording do not matter. A second finding just like it needs an entry of its own, and a text that was changed since
asks again.
"""

import json
import re
import tomllib
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cutline.config.schema import hint
from cutline.model.accepted import SCHEMA, Entry, Key, keys_of
from cutline.model.answer import Answer, Answered, Place
from cutline.model.finding import Evidence, Finding
from cutline.model.fingerprint import SCHEME
from cutline.model.kinds import kind_of
from cutline.model.run import PageResult
from cutline.model.storable import storable

_HEAD = (
    "# Findings that may stay, each with its reason: docs/answered-findings.md\n"
    "# who, when, reason and until are yours to edit; `until` is the last day on which the answer holds.\n"
)
_NEEDED = ("fingerprint", "rule", "page", "subject", "text")
_DAYS = ("when", "until")
_ACTING = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class Tally(Struct, frozen=True):
    """What became of the entries in a run.

    `accepted` found their finding. `reopened` found it with another text, and `expired` after their last day: both
    findings count again. `gone` found nothing though their page and rule were asked, or the page itself is gone;
    nobody asked for the `unasked`.
    """

    accepted: tuple[Entry, ...] = ()
    reopened: tuple[Entry, ...] = ()
    expired: tuple[Entry, ...] = ()
    gone: tuple[Entry, ...] = ()
    unasked: tuple[Entry, ...] = ()


class Fate(StrEnum):
    """What became of an entry: the fields of `Tally`."""

    ACCEPTED = "accepted"
    REOPENED = "reopened"
    EXPIRED = "expired"
    GONE = "gone"
    UNASKED = "unasked"


class Baseline:
    """Entries beside the pages of one run; keeps count of what became of each."""

    def __init__(self, entries: Iterable[Entry], today: date) -> None:
        self._today = today.isoformat()
        # A careless merge leaves an entry twice; it still answers one finding.
        self._entries: dict[tuple[str, str, Key], Entry] = {}
        for entry in entries:
            self._entries.setdefault((entry.fingerprint, entry.page, entry.key), entry)
        self._by_page: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self._entries.values():
            self._by_page[entry.page].append(entry)
        self._fates: dict[Entry, Fate] = {}
        self._claims: dict[Entry, str] = {}
        self._met: set[str] = set()

    def answer(self, page: PageResult) -> PageResult:
        """Move the page's accepted claims to `answered`; a claim that asks again says why in its evidence."""
        self._met.add(storable(page.source))
        entries = self._by_page.get(storable(page.source), [])
        if not entries or page.status != "audited":
            return page
        matched = self._match(page, entries)
        asked = {outcome.rule for outcome in page.outcomes if outcome.spoke}
        for entry in entries:
            if entry.rule in asked:
                self._fates.setdefault(entry, Fate.GONE)
        findings, accepted = self._sorted(page.findings, matched, review=False)
        reviews, decided = self._sorted(page.reviews, matched, review=True)
        return replace(page, findings=findings, reviews=reviews, answered=(*page.answered, *accepted, *decided))

    def close(self, is_gone: Callable[[str], bool]) -> None:
        """Take the findings of pages that did not come, and of which `is_gone` is true, for gone with them."""
        for page in self._by_page.keys() - self._met:
            if is_gone(page):
                self._fates |= dict.fromkeys(self._by_page[page], Fate.GONE)

    def tally(self) -> Tally:
        """Say what became of every entry."""
        groups: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self._entries.values():
            groups[self._fates.get(entry, Fate.UNASKED)].append(entry)
        return Tally(**{name: tuple(group) for name, group in groups.items()})

    def entries(self) -> tuple[Entry, ...]:
        """Give the entries with the fingerprints that their findings have now."""
        accepted = (Fate.ACCEPTED, Fate.EXPIRED)
        return tuple(
            replace(entry, fingerprint=self._claims[entry]) if self._fates.get(entry) in accepted else entry
            for entry in self._entries.values()
        )

    def _match(self, page: PageResult, entries: Iterable[Entry]) -> dict[str, Entry]:
        """Give each claim, by its fingerprint, the entry that speaks of it."""
        claims = {claim.fingerprint: key for claim, key in keys_of(page)}
        waiting: defaultdict[Key, deque[Entry]] = defaultdict(deque)
        matched: dict[str, Entry] = {}
        for entry in entries:
            if claims.get(entry.fingerprint) == entry.key:
                matched[entry.fingerprint] = entry
            else:
                waiting[entry.key].append(entry)
        for name, key in claims.items():
            # Twins are told apart by their order, which changes when one is fixed or another comes first.
            if name not in matched and waiting[key]:
                matched[name] = waiting[key].popleft()
        for entry in (entry for group in waiting.values() for entry in group):
            if entry.fingerprint in claims:
                matched.setdefault(entry.fingerprint, entry)
        for name, entry in matched.items():
            self._claims[entry] = name
            self._fates[entry] = self._fate(entry, claims[name])
        return matched

    def _fate(self, entry: Entry, claimed: Key) -> Fate:
        if entry.key != claimed:
            return Fate.REOPENED
        return Fate.EXPIRED if entry.until and entry.until < self._today else Fate.ACCEPTED

    def _sorted(
        self, claims: Iterable[Finding], matched: dict[str, Entry], *, review: bool
    ) -> tuple[tuple[Finding, ...], tuple[Answered, ...]]:
        still, answered = [], []
        for claim in claims:
            entry = matched.get(claim.fingerprint)
            if entry is None:
                still.append(claim)
            elif self._fates[entry] is Fate.ACCEPTED:
                answer = Answer(Place.BASELINE, entry.reason, entry.who, entry.when)
                answered.append(Answered(claim, answer, review))
            else:
                still.append(replace(claim, evidence=(*claim.evidence, self._why_again(entry))))
        return tuple(still), tuple(answered)

    def _why_again(self, entry: Entry) -> Evidence:
        if self._fates[entry] is Fate.EXPIRED:
            return Evidence("baseline", f"this was accepted until {entry.until}")
        return Evidence("baseline", f"another text was accepted here: {entry.text or 'none'}")


def written(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield a baseline file, sorted so that a change shows as the lines that changed."""
    yield f"{_HEAD}schema = {_quoted(SCHEMA)}\n"
    for entry in sorted(entries, key=lambda entry: (entry.page, entry.rule, entry.subject, entry.fingerprint)):
        yield "\n[[finding]]\n"
        for name in Entry.__struct_fields__:
            value = getattr(entry, name)
            if value or name in _NEEDED or name == "reason":
                yield f"{name} = {value if name in _DAYS else _quoted(value)}\n"


def read(data: bytes) -> tuple[Entry, ...]:
    """Take the entries out of a baseline file.

    Raises ValueError when it is damaged or of another version; the message names the place and what is expected there.
    """
    try:
        whole = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start}") from None
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"not valid TOML: {error}") from None
    except RecursionError:
        raise ValueError("not usable: nested too deeply") from None
    _refuse_other_version(whole.get("schema"))
    tables = whole.get("finding", [])
    if not isinstance(tables, list):
        raise ValueError(f"finding: a list of tables is expected, as [[finding]] makes it, found {kind_of(tables)}")
    return tuple(_entry(table, f"finding[{number}]") for number, table in enumerate(tables))


def merged(entries: Iterable[Entry], more: Iterable[Entry]) -> tuple[Entry, ...]:
    """Give the entries and those of `more`, which take the place of entries with their fingerprints."""
    fresh = tuple(more)
    renewed = {entry.fingerprint for entry in fresh}
    return (*(entry for entry in entries if entry.fingerprint not in renewed), *fresh)


def _refuse_other_version(schema: Any) -> None:
    if schema == SCHEMA:
        return
    if isinstance(schema, str) and schema.rpartition("/")[0] == SCHEMA.rpartition("/")[0]:
        raise ValueError(f"schema: a baseline of another version, {schema!r}; this cutline reads {SCHEMA!r}")
    raise ValueError(f"schema: not a baseline; the first line of one says schema = {_quoted(SCHEMA)}")


def _entry(table: Any, place: str) -> Entry:
    if not isinstance(table, dict):
        raise ValueError(f"{place}: a table is expected, found {kind_of(table)}")
    for name in table:
        if name not in Entry.__struct_fields__:
            raise ValueError(f"{place}.{name}: unknown key{hint(name, Entry.__struct_fields__)}")
    for name in _NEEDED:
        if name not in table:
            raise ValueError(f"{place}: lacks {name}; copy the entry from the run or the report that has the finding")
    entry = Entry(**{name: _value(name, value, f"{place}.{name}") for name, value in table.items()})
    if not entry.fingerprint.startswith(f"{SCHEME}:"):
        raise ValueError(f"{place}.fingerprint: made by another version of cutline; create the baseline anew")
    return entry


def _value(name: str, value: Any, place: str) -> str:
    if name in _DAYS:
        return _day(value, place)
    if not isinstance(value, str):
        raise ValueError(f"{place}: a text is expected, found {kind_of(value)}")
    return value


def _day(value: Any, place: str) -> str:
    """Read a date, with or without quotation marks; empty when there is none."""
    if value == "":
        return ""
    try:
        return (value if type(value) is date else date.fromisoformat(value)).isoformat()
    except (TypeError, ValueError):
        raise ValueError(f"{place}: a date such as 2027-06-30 is expected") from None


def _quoted(text: str) -> str:
    """Write a TOML string (a basic one: TOML 1.0), with what acts on a terminal or turns the line escaped."""
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(storable(text), ensure_ascii=False))
