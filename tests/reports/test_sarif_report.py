import json
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from sarif_kit import validation_errors

from cutline.model.finding import Location
from cutline.model.run import AuditRun, PageResult
from cutline.model.severity import Severity
from cutline.reports import reporter, sarif_report

Runs = dict[str, Callable[[], AuditRun]]


def sarif(run: AuditRun) -> Any:
    return json.loads("".join(reporter("sarif").render(run)))


def with_page(run: AuditRun, **changes: Any) -> AuditRun:
    (page,) = run.pages
    return replace(run, pages=(replace(page, **changes),))


def address(run: AuditRun, source: str) -> Any:
    (result,) = sarif(with_page(run, source=source))["runs"][0]["results"]
    return result["locations"][0]


def test_every_run_keeps_the_official_schema(every_run: AuditRun) -> None:
    assert list(validation_errors(sarif(every_run))) == []


def test_a_finding_is_a_result_with_its_rule_its_place_and_its_lasting_fingerprint(runs: Runs) -> None:
    run = runs["one"]()
    (page,) = run.pages
    (result,) = sarif(run)["runs"][0]["results"]
    assert result == {
        "ruleId": "alt-truncated",
        "ruleIndex": 1,
        "kind": "fail",
        "level": "error",
        "message": {
            "text": "The description stops at “reached a”. Type instead: Residents of the lower town carry their "
            "furniture up the stairs of the library, Monday."
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "winter.html", "uriBaseId": "%SRCROOT%"},
                    "region": {
                        "startLine": 22,
                        "startColumn": 40,
                        "endLine": 22,
                        "endColumn": 160,
                        "snippet": {"text": '<img src="photos/winter-2.jpg" alt="…">'},
                    },
                }
            }
        ],
        "partialFingerprints": {"cutline/v1": page.findings[0].fingerprint},
    }


def test_columns_are_said_to_count_code_points(runs: Runs) -> None:
    assert sarif(runs["one"]())["runs"][0]["columnKind"] == "unicodeCodePoints"


def test_the_worst_come_first_and_a_point_for_review_has_no_level(runs: Runs) -> None:
    results = sarif(runs["many-on-one-page"]())["runs"][0]["results"]
    said = [(result["level"], result["kind"]) for result in results]
    assert said == [
        *[("error", "fail")] * 3,
        *[("warning", "fail")] * 2,
        ("note", "fail"),
        ("none", "review"),
    ]


def test_what_was_answered_raises_no_alert(runs: Runs) -> None:
    results = sarif(runs["answered"]())["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == ["alt-missing"]


@pytest.mark.parametrize(
    ("source", "uri"),
    [
        ("galleries/flood.html", "galleries/flood.html"),
        ("./galleries/../winter.html", "winter.html"),
        ("galleries\\flood.html", "galleries/flood.html"),
        ("C# & co: 100%.html", "C%23%20&%20co%3A%20100%25.html"),
        ("عيد.html", "%D8%B9%D9%8A%D8%AF.html"),
    ],
)
def test_a_path_is_relative_to_the_top_of_the_sources(runs: Runs, source: str, uri: str) -> None:
    place = address(runs["one"](), source)["physicalLocation"]
    assert place["artifactLocation"] == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_an_absolute_path_and_a_web_address_stand_for_themselves(runs: Runs) -> None:
    place = address(runs["one"](), "/srv/pages/a b.html")["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "file:///srv/pages/a%20b.html"}
    place = address(runs["one"](), "https://news.example/a?b=1")["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "https://news.example/a?b=1"}


def test_standard_input_has_no_file(runs: Runs) -> None:
    assert address(runs["one"](), "-") == {"logicalLocations": [{"fullyQualifiedName": "-", "kind": "resource"}]}


def test_a_place_that_is_not_known_is_not_invented(runs: Runs) -> None:
    (result,) = sarif(runs["no-location"]())["runs"][0]["results"]
    (location,) = result["locations"]
    assert location == {"physicalLocation": {"artifactLocation": {"uri": "gallery.json", "uriBaseId": "%SRCROOT%"}}}


def test_what_was_not_audited_makes_the_run_unsuccessful_and_is_told(runs: Runs) -> None:
    said = {}
    for case in ("nothing-found", "not-audited", "error-outcome", "no-page"):
        (invocation,) = sarif(runs[case]())["runs"][0]["invocations"]
        notes = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
        said[case] = (invocation["executionSuccessful"], notes)
    assert said == {
        "nothing-found": (True, []),
        "not-audited": (False, ["This page was not audited: the server answered 404 Not Found"]),
        "error-outcome": (
            False,
            ["The check alt-truncated broke off: AttributeError: 'NoneType' object has no attribute 'split'"],
        ),
        "no-page": (False, ["Nothing was audited: the run holds no page."]),
    }


def test_brackets_of_a_caption_are_not_read_as_a_link(runs: Runs) -> None:
    (page,) = runs["many-on-one-page"]().pages
    credit = with_page(runs["many-on-one-page"](), findings=page.findings[4:5], reviews=())
    (result,) = sarif(credit)["runs"][0]["results"]
    assert "“\\[Jonas Tveit/Reuters\\]”" in result["message"]["text"]


def crowded(run: AuditRun, mild: int, bad: int) -> AuditRun:
    """Give a page on which the mild findings come before the bad ones."""
    (page,) = run.pages
    finding = replace(page.findings[0], suggestion=None, snippet="", location=Location(1))
    claims = (replace(finding, severity=Severity.ADVICE),) * mild + (finding,) * bad
    return replace(run, pages=(PageResult(page.source, photos=page.photos, findings=claims),))


def test_what_github_refuses_is_left_out_the_mildest_first_and_told(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif_report, "RESULTS", 30)
    monkeypatch.setattr(sarif_report, "SHOWN_RESULTS", 10)
    (made,) = sarif(crowded(runs["one"](), 25, 15))["runs"]
    notes = [note["message"]["text"] for note in made["invocations"][0]["toolExecutionNotifications"]]
    assert [result["level"] for result in made["results"]] == ["error"] * 15 + ["note"] * 15
    assert notes == [
        "40 results were found; the worst 30 are in this file.",
        "GitHub shows the worst 10 of 30 results.",
    ]


def test_the_limits_are_those_that_github_documents() -> None:
    assert (sarif_report.RESULTS, sarif_report.SHOWN_RESULTS, sarif_report.TAGS) == (25_000, 5_000, 20)


def test_a_long_run_is_written_result_by_result(long_run: AuditRun) -> None:
    chunks = list(reporter("sarif").render(long_run))
    assert max(chunk.count('"ruleId"') for chunk in chunks) == 1
    assert "".join(chunks).count('"ruleId"') == 3500
