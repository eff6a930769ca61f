import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cutline.model.finding import Edit, Evidence, Finding, Location, Suggestion
from cutline.model.outcome import Outcome, Verdict
from cutline.model.page import Credit, Grade
from cutline.model.run import AuditRun, OptionInfo, PageResult, Photo, Reference, RuleInfo, Tool
from cutline.model.severity import Severity
from cutline.reports import json_report, jsonl_report, reporter

Runs = dict[str, Callable[[], AuditRun]]

TEXT = st.text(st.characters(), max_size=12)
WHOLE_TEXT = st.text(max_size=12)
COUNT = st.integers(0, 10**6)


def values(text: st.SearchStrategy[str]) -> st.SearchStrategy[AuditRun]:
    """Make runs whose claims name rules of their own catalogue."""
    optional = st.none() | text
    texts = st.lists(text, max_size=2).map(tuple)
    ordinal = st.none() | st.integers(1, 10**6)
    location = st.builds(Location, ordinal, ordinal, ordinal, ordinal, texts)
    credit = st.builds(Credit, text, COUNT, texts, texts, texts, text, st.sampled_from(Grade))
    photo = st.builds(Photo, COUNT, optional, optional, text, optional, st.none() | credit, location)
    edit = st.builds(Edit, COUNT, COUNT, text, text)
    suggestion = st.builds(Suggestion, text, st.sampled_from(["mechanical", "editorial"]), st.none() | edit)
    names = st.sampled_from(["alt-truncated", "house-rule"])
    finding = st.builds(
        Finding,
        rule=names,
        severity=st.sampled_from(Severity),
        message_id=st.sampled_from(["cut", "other"]),
        data=st.dictionaries(st.sampled_from(["ending", "length"]), text | st.integers(-(2**63), 2**63)),
        location=location,
        snippet=text,
        subject=text,
        evidence=st.lists(st.builds(Evidence, text, text), max_size=2).map(tuple),
        suggestion=st.none() | suggestion,
        picture=st.none() | COUNT,
        fingerprint=text,
    )
    outcome = st.builds(Outcome, names, st.sampled_from(Verdict), COUNT, text)
    page = st.builds(
        PageResult,
        text,
        st.sampled_from(["audited", "failed"]),
        text,
        optional,
        optional,
        st.lists(photo, max_size=2).map(tuple),
        st.lists(outcome, max_size=2).map(tuple),
        st.lists(finding, max_size=2).map(tuple),
        st.lists(finding, max_size=2).map(tuple),
    )
    option = st.builds(
        lambda name, default, legal: OptionInfo(name, type(default).__name__, default, legal, name),
        text,
        text | st.integers(-9, 9) | st.booleans() | texts | st.lists(text, max_size=2),
        texts,
    )
    rules = st.tuples(*(_rule(name, text, option) for name in ("alt-truncated", "house-rule")))
    return st.builds(AuditRun, st.builds(Tool, text, text), text, rules, st.lists(page, max_size=3).map(tuple))


def _rule(
    name: str, text: st.SearchStrategy[str], option: st.SearchStrategy[OptionInfo]
) -> st.SearchStrategy[RuleInfo]:
    return st.builds(
        RuleInfo,
        st.just(name),
        text,
        text,
        st.sampled_from(Severity),
        st.sampled_from(["static", "rendered"]),
        st.lists(st.builds(Reference, text, text, st.booleans()), max_size=2).map(tuple),
        st.dictionaries(st.just("cut"), text),
        st.lists(option, max_size=2).map(tuple),
        text,
    )


def written(run: AuditRun) -> bytes:
    return "".join(reporter("json").render(run)).encode()


def damaged(run: AuditRun, change: Callable[[Any], None]) -> bytes:
    value = json.loads(written(run))
    change(value)
    return json.dumps(value).encode()


def test_every_sample_comes_back_as_it_was(every_run: AuditRun) -> None:
    assert json_report.read(written(every_run)) == every_run


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(values(WHOLE_TEXT))
def test_reading_what_was_written_gives_the_run(run: AuditRun) -> None:
    assert json_report.read(written(run)) == run
    assert jsonl_report.read("".join(reporter("jsonl").render(run)).encode()) == run


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(values(TEXT))
def test_a_run_with_unpaired_surrogates_settles_after_one_writing(run: AuditRun) -> None:
    once = json_report.read(written(run))
    assert json_report.read(written(once)) == once


def test_an_unpaired_surrogate_becomes_the_replacement_character() -> None:
    run = AuditRun(Tool(), "", (), (PageResult("caf\udce9.html", "failed", "gone"),))
    assert json_report.read(written(run)) == AuditRun(Tool(), "", (), (PageResult("caf\ufffd.html", "failed", "gone"),))


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_nothing_in_json_ends_a_line_or_acts_on_a_terminal(runs: Runs, name: str) -> None:
    text = "".join(reporter(name).render(runs["hostile"]()))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", text)


def test_the_report_streams_a_header_then_a_page_at_a_time_then_the_sums(long_run: AuditRun) -> None:
    lines = "".join(reporter("json").render(long_run)).splitlines()
    assert lines[0].startswith('{"schema":"cutline/report/1","tool":{"name":"cutline","version":"0.1.0"},"started":')
    assert sum(line.startswith('{"source":"galleries/day-') for line in lines) == 500
    assert lines[-1] == (
        '"summary":{"pages":500,"not_audited":0,"photos":3000,'
        '"errors":1500,"warnings":1000,"advice":500,"reviews":500,"answered":0}}'
    )


def test_no_chunk_holds_more_than_one_page(long_run: AuditRun) -> None:
    assert max(chunk.count('{"source":') for chunk in reporter("json").render(long_run)) == 1


def test_a_finding_is_written_with_its_sentence_and_its_place(runs: Runs) -> None:
    report = json.loads(written(runs["one"]()))
    assert report["pages"][0]["findings"] == [
        {
            "rule": "alt-truncated",
            "severity": "error",
            "message_id": "cut",
            "data": {"ending": "reached a"},
            "message": "The description stops at “reached a”.",
            "line": 22,
            "column": 40,
            "end_line": 22,
            "end_column": 160,
            "selector": ["main > figure > img"],
            "snippet": '<img src="photos/winter-2.jpg" alt="…">',
            "evidence": [
                {"label": "field limit", "value": "110 characters"},
                {"label": "ends with", "value": "reached a"},
            ],
            "suggestion": {
                "text": "Residents of the lower town carry their furniture up the stairs of the library, Monday.",
                "safety": "editorial",
                "edit": None,
            },
            "fingerprint": report["pages"][0]["findings"][0]["fingerprint"],
            "picture": 2,
            "subject": "photos/winter-2.jpg",
        }
    ]


def test_the_sentence_is_not_read_back_for_the_catalogue_has_it(runs: Runs) -> None:
    def reword(report: Any) -> None:
        report["pages"][0]["findings"][0]["message"] = "something else"

    assert json_report.read(damaged(runs["one"](), reword)) == runs["one"]()


def test_names_of_a_later_minor_version_are_passed_over(runs: Runs) -> None:
    def extend(report: Any) -> None:
        report["later"] = report["pages"][0]["later"] = [1]

    assert json_report.read(damaged(runs["one"](), extend)) == runs["one"]()


def test_a_byte_order_mark_is_passed_over(runs: Runs) -> None:
    assert json_report.read(b"\xef\xbb\xbf" + written(runs["one"]())) == runs["one"]()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not JSON: the file is empty"),
        (b" \n", "not JSON: the file is empty"),
        (b"<html>", "not JSON: invalid character (byte 0)"),
        (b'{"schema":"cutline/report/1","tool"', "not JSON: the file ends too early"),
        (b'{"schema":"\xff"}', "not JSON: the file holds bytes that are not UTF-8"),
        (
            '{"schema":""}'.encode("utf-16"),
            "not JSON in UTF-8: the file is UTF-16, as some shells write it; save it with -o instead of >",
        ),
        (b"[]", "not a cutline report: expected an object, found a list"),
        (b"{}", "not a cutline report: its schema should be 'cutline/report/1'"),
        (b'{"schema":7}', "schema: expected a text, found a whole number"),
        (b'{"schema":"other/report/1"}', "not a cutline report: its schema should be 'cutline/report/1'"),
        (b'{"schema":"cutline/report/2"}', "a report of another version: '2'; this cutline reads cutline/report/1"),
        (
            b'{"schema":"cutline/inspect/1"}',
            "not a report: the file says it is 'cutline/inspect/1'; a report says 'cutline/report/1'",
        ),
        (
            b'{"schema":"cutline/report/1","deep":' + b"[" * 100_000,
            "not a cutline report: its values are nested too deeply",
        ),
        (b'{"schema":"cutline/report/1"}', "not a cutline report: lacks the field tool"),
    ],
)
def test_what_is_no_report_is_refused_with_a_reason(data: bytes, message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011
        json_report.read(data)
    assert str(refused.value) == message


def test_a_report_in_json_lines_is_refused_by_its_schema(runs: Runs) -> None:
    with pytest.raises(ValueError, match="not JSON: trailing characters"):
        json_report.read("".join(reporter("jsonl").render(runs["one"]())).encode())


def put(*path: str | int, value: Any) -> Callable[[Any], None]:
    def change(report: Any) -> None:
        for step in path[:-1]:
            report = report[step]
        report[path[-1]] = value

    return change


def drop(*path: str | int) -> Callable[[Any], None]:
    def change(report: Any) -> None:
        for step in path[:-1]:
            report = report[step]
        del report[path[-1]]

    return change


DAMAGES = [
    (put("pages", 0, "findings", 0, "line", value="12"), "pages[0].findings[0].line: expected a whole number or null"),
    (put("pages", 0, "findings", 0, "line", value=0), "pages[0].findings[0].line: expected a whole number >= 1"),
    (put("pages", 0, "findings", 0, "severity", value="bad"), "pages[0].findings[0].severity: unknown word 'bad'"),
    (put("pages", 0, "status", value="perhaps"), "pages[0].status: unknown word 'perhaps'"),
    (put("pages", 0, "outcomes", 1, "outcome", value="fine"), "pages[0].outcomes[1].outcome: unknown word 'fine'"),
    (put("pages", 0, "photos", value={}), "pages[0].photos: expected a list, found an object"),
    (put("rules", 0, "title", value=None), "rules[0].title: expected a text, found null"),
    (drop("pages", 0, "source"), "pages[0]: lacks the field source"),
    (drop("rules", 1), "pages[0].outcomes[1].rule: 'alt-truncated' is not one of the report's own rules"),
    (drop("pages", 0), "summary.pages: says 1, but the pages add up to 0; the file was changed"),
    (drop("pages", 0, "findings", 0), "summary.errors: says 1, but the pages add up to 0; the file was changed"),
]


@pytest.mark.parametrize(("change", "message"), DAMAGES)
def test_a_damaged_report_is_refused_naming_the_field(runs: Runs, change: Callable[[Any], None], message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011
        json_report.read(damaged(runs["one"](), change))
    assert str(refused.value).startswith(message)


@given(
    st.binary(max_size=60) | st.text(max_size=60).map(lambda text: ('{"schema":"cutline/report/1",' + text).encode())
)
def test_bytes_that_are_no_report_are_refused_with_one_kind_of_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        json_report.read(data)


def test_any_cut_of_a_report_is_refused(runs: Runs) -> None:
    whole = written(runs["one"]())
    for length in range(0, len(whole) - 1, 97):
        with pytest.raises(ValueError, match="not JSON"):
            json_report.read(whole[:length])
