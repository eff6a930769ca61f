import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from cutline.model.answer import Place
from cutline.model.comparison import Comparison, Fixed
from cutline.model.finding import Edit, Evidence, Suggestion
from cutline.model.outcome import Outcome, Verdict
from cutline.model.page import Credit, Grade
from cutline.model.run import AuditRun, ExitCode, LeftOut, OptionInfo, Reference, RuleInfo, Summary, Tool
from cutline.model.severity import Severity
from cutline.model.verdict import Counts, Unaudited
from cutline.model.verdict import Verdict as PageVerdict
from cutline.reports import reporter
from cutline.reports.verdict import WireVerdict, write
from cutline.reports.wire import WireAnswered, WireFinding, WirePage, WirePhoto

Runs = dict[str, Callable[[], AuditRun]]
NAMES = ("report-1", "report-lines-1", "inspect-1", "verdict-1")


def schema(name: str) -> Any:
    return json.loads((files("cutline.reports") / "schema" / f"{name}.json").read_text(encoding="utf-8"))


REGISTRY: Registry[Any] = Registry().with_resources(
    [(schema(n)["$id"], Resource.from_contents(schema(n))) for n in NAMES]
)
REPORT, LINES, INSPECT, VERDICT = (Draft202012Validator(schema(name), registry=REGISTRY) for name in NAMES)


def report(run: AuditRun) -> Any:
    return json.loads("".join(reporter("json").render(run)))


@pytest.mark.parametrize("name", NAMES)
def test_each_schema_is_a_schema_with_an_address_of_its_own(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$id"] == f"https://cutline.invalid/schema/{name}.json"


@pytest.mark.parametrize("name", NAMES)
def test_every_member_of_every_schema_is_described(name: str) -> None:
    assert list(undescribed(schema(name))) == []


def undescribed(value: Any, path: str = "$") -> Any:
    if not isinstance(value, dict):
        return
    for member, said in value.get("properties", {}).items():
        if "description" not in said and "$ref" not in said and "const" not in said:
            yield f"{path}.{member}"
    for member, said in value.get("$defs", {}).items():
        yield from undescribed(said, f"{path}.{member}")


def test_real_reports_keep_the_contract(every_run: AuditRun) -> None:
    assert [error.message for error in REPORT.iter_errors(report(every_run))] == []


def test_real_lines_keep_the_contract(every_run: AuditRun) -> None:
    lines = "".join(reporter("jsonl").render(every_run)).splitlines()
    assert [error.message for line in lines for error in LINES.iter_errors(json.loads(line))] == []


@pytest.mark.parametrize(
    ("definition", "value"),
    [
        ("tool", Tool),
        ("rule", RuleInfo),
        ("reference", Reference),
        ("option", OptionInfo),
        ("page", WirePage),
        ("photo", WirePhoto),
        ("credit", Credit),
        ("outcome", Outcome),
        ("finding", WireFinding),
        ("evidence", Evidence),
        ("suggestion", Suggestion),
        ("edit", Edit),
        ("summary", Summary),
        ("answered", WireAnswered),
        ("since", Comparison),
        ("fixed", Fixed),
        ("left_out", LeftOut),
    ],
)
def test_the_schema_names_exactly_what_is_written_in_its_order(definition: str, value: Any) -> None:
    assert list(schema("report-1")["$defs"][definition]["properties"]) == list(value.__struct_fields__)


def test_the_schema_lists_the_words_of_the_model() -> None:
    words = schema("report-1")["$defs"]
    assert words["severity"]["enum"] == list(Severity)
    assert words["outcome"]["properties"]["outcome"]["enum"] == list(Verdict)
    assert words["credit"]["properties"]["grade"]["enum"] == list(Grade)
    assert words["answered"]["properties"]["place"]["enum"] == list(Place)


def members(value: Any, path: tuple[str | int, ...] = ()) -> Any:
    """Give the path of every member that the contract requires, below one page of a real report."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield (*path, name)
            if name not in ("data", "messages"):
                yield from members(item, (*path, name))
    elif isinstance(value, list):
        for position, item in enumerate(value[:1]):
            yield from members(item, (*path, position))


OPTIONAL = {"people", "bodies", "roles", "form", "grade"}
ADDED = {"answered", "since"}
"""Members that came after the first reports of this version: a report without them is still one."""


def test_a_report_with_any_member_missing_or_of_another_kind_is_refused(runs: Runs) -> None:
    whole = report(runs["answered"]())
    for path in members(whole):
        for damage in (_without, _with_another_kind):
            if path[-1] in OPTIONAL or (damage is _with_another_kind and path[-2:-1] == ("messages",)):
                continue
            if damage is _with_another_kind and path[-1] in ("default", "legal"):
                continue
            if damage is _without and path[-1] in ADDED:
                continue
            assert not REPORT.is_valid(damage(whole, path)), (damage.__name__, path)


def _without(value: Any, path: tuple[str | int, ...]) -> Any:
    changed = json.loads(json.dumps(value))
    holder = _at(changed, path[:-1])
    del holder[path[-1]]
    return changed


def _with_another_kind(value: Any, path: tuple[str | int, ...]) -> Any:
    changed = json.loads(json.dumps(value))
    _at(changed, path[:-1])[path[-1]] = 1.5
    return changed


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def test_a_failed_page_says_why_and_nothing_else(runs: Runs) -> None:
    failed = report(runs["not-audited"]())
    failed["pages"][0]["reason"] = ""
    assert not REPORT.is_valid(failed)


def test_a_line_or_column_is_never_zero(runs: Runs) -> None:
    zero = report(runs["one"]())
    zero["pages"][0]["findings"][0]["line"] = 0
    assert not REPORT.is_valid(zero)


def inspected() -> Any:
    credit = {"text": "Ida Holm/Reuters", "people": ["Ida Holm"], "bodies": ["Reuters"]}
    place = {"line": 4, "column": 3, "selector": ["main > figure > img"]}
    photo = {
        "index": 0,
        "content": True,
        "src": "a.jpg",
        "alt": None,
        "name": "",
        "caption": "A pier.",
        "credit": credit,
    }
    link = {"text": "Skip to pictures", "href": "#p", "target_exists": True, "first_focusable": True, "line": 1}
    page = {"source": "a.html", "lang": "en", "pictures": [photo | place], "skip_links": [link]}
    return {"schema": "cutline/inspect/1", "pages": [page]}


def test_what_was_recognised_keeps_the_contract() -> None:
    assert [error.message for error in INSPECT.iter_errors(inspected())] == []


def test_what_was_recognised_is_refused_with_any_member_missing_or_of_another_kind() -> None:
    for path in members(inspected()):
        for damage in (_without, _with_another_kind):
            assert not INSPECT.is_valid(damage(inspected(), path)), (damage.__name__, path)


def verdict(run: AuditRun) -> Any:
    findings = tuple(finding for page in run.pages for finding in page.findings)
    gaps = (Unaudited("winter.html", "the file is empty"),)
    return json.loads(write(PageVerdict(ExitCode.NOT_AUDITED, Counts(1, 2, 3, 4), findings, gaps), run.rules))


def test_real_verdicts_keep_the_contract(every_run: AuditRun) -> None:
    assert [error.message for error in VERDICT.iter_errors(verdict(every_run))] == []


@pytest.mark.parametrize(
    ("described", "value"),
    [
        (schema("verdict-1"), WireVerdict),
        (schema("verdict-1")["$defs"]["counts"], Counts),
        (schema("verdict-1")["$defs"]["unaudited"], Unaudited),
    ],
)
def test_the_verdict_s_schema_names_exactly_what_is_written_in_its_order(described: Any, value: Any) -> None:
    assert list(described["properties"]) == list(value.__struct_fields__) == described["required"]


def test_a_verdict_with_any_member_missing_or_of_another_kind_is_refused(runs: Runs) -> None:
    whole = verdict(runs["many"]())
    for path in members(whole):
        for damage in (_without, _with_another_kind):
            assert not VERDICT.is_valid(damage(whole, path)), (damage.__name__, path)


def test_a_gap_without_a_reason_is_refused(runs: Runs) -> None:
    silent = verdict(runs["one"]())
    silent["not_audited"][0]["reason"] = ""
    assert not VERDICT.is_valid(silent)
