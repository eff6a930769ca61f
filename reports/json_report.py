"""The run as one JSON value, and back: `read(write(run)) == run`, unpaired surrogates apart (see `wire.encode`).

The catalogue comes first, then one page a line, then the sums, so that a run of any length is written in flat memory.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import ClassVar, TypeVar

import msgspec
from msgspec import Struct

from cutline.model.comparison import Comparison
from cutline.model.run import SCHEMA, AuditRun, LeftOut, PageResult, RuleInfo, Summary, Tool, tally
from cutline.reports.wire import WirePage, encode, from_page, to_page, to_rule

Value = TypeVar("Value")

_KINDS = {
    "int": "a whole number",
    "float": "a fraction",
    "str": "a text",
    "bool": "true or false",
    "null": "null",
    "array": "a list",
    "object": "an object",
}
_AT = re.compile(r" - at `(?:key in )?\$\.?(?P<path>[^`]*)`$")
_QUOTED = re.compile(r"`([^`]*)`")


class JsonReport(Struct, frozen=True):
    """Writes `cutline/report/1`."""

    name: ClassVar[str] = "json"
    media_type: ClassVar[str] = "application/json"
    suffix: ClassVar[str] = ".json"

    def render(self, run: AuditRun) -> Iterator[str]:
        """Yield the header, the pages one by one, and the summary."""
        rules = {rule.id: rule for rule in run.rules}
        counts: Counter[str] = Counter()
        yield f'{{"schema":{encode(SCHEMA)},"tool":{encode(run.tool)},"started":{encode(run.started)},"rules":['
        yield from _listed(encode(rule) for rule in run.rules)
        yield '],"pages":['
        for number, page in enumerate(run.pages):
            tally(counts, page)
            yield f"{',' if number else ''}\n{encode(from_page(page, rules))}"
        since = f',\n"since":{encode(run.since)}' if run.since else ""
        left_out = f',\n"left_out":{encode(run.left_out)}' if run.left_out else ""
        yield f'],\n"summary":{encode(Summary(**counts))}{since}{left_out}}}\n'


def read(data: bytes) -> AuditRun:
    """Take a run out of a JSON report.

    Raises ValueError when `data` is not JSON, is not a cutline report, is a report of another version, or does not keep
    the contract; the message names the field and what is expected there, and tells a report that was cut or edited by
    hand (its sums do not match its pages) from a whole one.
    """
    head = decoded(data, _Head)
    if head.schema != SCHEMA:
        raise ValueError(_other(head.schema))
    body = decoded(data, _Report)
    pages = tuple(to_page(page) for page in body.pages)
    rules = tuple(to_rule(rule) for rule in body.rules)
    run = AuditRun(body.tool, body.started, rules, pages, body.since, body.left_out)
    known = {rule.id for rule in run.rules}
    for number, page in enumerate(pages):
        check_names(page, known, f"pages[{number}].")
    check_sums(run, body.summary)
    return run


def decoded(data: bytes, shape: type[Value]) -> Value:
    """Read JSON of a known shape. Raises ValueError with a sentence that names the field."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ValueError("not JSON in UTF-8: the file is UTF-16, as some shells write it; save it with -o instead of >")
    if not data.strip():
        raise ValueError("not JSON: the file is empty")
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=shape)
    except msgspec.ValidationError as error:
        raise ValueError(_explained(str(error))) from None
    except UnicodeDecodeError:
        raise ValueError("not JSON: the file holds bytes that are not UTF-8") from None
    except msgspec.DecodeError as error:
        raise ValueError(_malformed(str(error))) from None
    except RecursionError:
        raise ValueError("not a cutline report: its values are nested too deeply") from None


def check_names(page: PageResult, known: set[str], path: str) -> None:
    """Raise ValueError when a claim or an outcome names a rule that is not in the catalogue."""
    named = {
        "outcomes": [outcome.rule for outcome in page.outcomes],
        "findings": [finding.rule for finding in page.findings],
        "reviews": [review.rule for review in page.reviews],
        "answered": [claim.finding.rule for claim in page.answered],
    }
    for field, rules in named.items():
        for number, rule in enumerate(rules):
            if rule not in known:
                raise ValueError(f"{path}{field}[{number}].rule: {rule!r} is not one of the report's own rules")


def check_sums(run: AuditRun, said: Summary) -> None:
    """Raise ValueError when the sums of a report do not match its pages."""
    found = run.summary()
    for field in Summary.__struct_fields__:
        expected, actual = getattr(found, field), getattr(said, field)
        if expected != actual:
            raise ValueError(
                f"summary.{field}: says {actual}, but the pages add up to {expected}; the file was changed"
            )


class _Head(Struct, frozen=True):
    schema: str = ""


class _Report(Struct, frozen=True):
    tool: Tool
    started: str
    rules: tuple[RuleInfo, ...]
    pages: tuple[WirePage, ...]
    summary: Summary
    since: Comparison | None = None
    left_out: LeftOut | None = None


def _listed(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f"{',' if number else ''}\n{line}"


def _other(schema: str) -> str:
    family, _, version = schema.rpartition("/")
    if family == SCHEMA.rpartition("/")[0]:
        return f"a report of another version: {version!r}; this cutline reads {SCHEMA}"
    if schema.startswith("cutline/"):
        return f"not a report: the file says it is {schema!r}; a report says {SCHEMA!r}"
    return f"not a cutline report: its schema should be {SCHEMA!r}"


def _malformed(said: str) -> str:
    if "truncated" in said:
        return "not JSON: the file ends too early"
    return f"not JSON: {said.removeprefix('JSON is malformed: ')}"


def _explained(said: str) -> str:
    found = _AT.search(said)
    path = found["path"] if found else ""
    claim = _AT.sub("", said)
    claim = claim.replace("Object missing required field", "lacks the field")
    claim = (
        claim.replace("Expected", "expected").replace(", got", ", found").replace("Invalid enum value", "unknown word")
    )
    claim = _QUOTED.sub(lambda match: _plain(match[1]), claim)
    return f"{path}: {claim}" if path else f"not a cutline report: {claim}"


def _plain(kind: str) -> str:
    return " or ".join(_KINDS.get(word, word) for word in kind.split(" | "))
