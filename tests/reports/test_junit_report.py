from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from cutline.model.run import AuditRun
from cutline.model.severity import Severity
from cutline.reports import reporter

Runs = dict[str, Callable[[], AuditRun]]


def suites(run: AuditRun, fail_on: Severity | None = Severity.ERROR) -> list[ElementTree.Element]:
    root = ElementTree.fromstring("".join(reporter("junit", fail_on=fail_on).render(run)))  # noqa: S314 - our own
    return root.findall("testsuite")


def cases(run: AuditRun, fail_on: Severity | None = Severity.ERROR) -> dict[str, str]:
    """Map each test to what became of it."""
    (suite,) = suites(run, fail_on)
    return {
        case.attrib["name"]: next((child.tag for child in case if child.tag != "system-out"), "passed")
        for case in suite.findall("testcase")
    }


def test_every_run_is_xml_whose_counts_are_true(every_run: AuditRun) -> None:
    for suite in suites(every_run):
        for name, tag in {"tests": "testcase", "failures": ".//failure", "errors": ".//error"}.items():
            assert int(suite.attrib[name]) == len(suite.findall(tag))


def test_a_rule_is_a_test_of_its_page(runs: Runs) -> None:
    assert cases(runs["one"]()) == {
        "alt-missing": "passed",
        "alt-truncated": "failure",
        "credit-in-alt": "passed",
        "skip-link-hidden": "skipped",
        "skip-link-missing": "passed",
    }


def test_the_report_fails_where_the_exit_code_does(runs: Runs) -> None:
    failed = {
        level: [name for name, became in cases(runs["many-on-one-page"](), level).items() if became == "failure"]
        for level in (Severity.ERROR, Severity.WARNING, None)
    }
    assert failed == {
        Severity.ERROR: ["alt-missing", "alt-truncated"],
        Severity.WARNING: ["alt-missing", "alt-truncated", "credit-in-alt", "skip-link-missing"],
        None: [],
    }


def test_a_finding_too_mild_to_fail_and_one_that_was_answered_are_still_said(runs: Runs) -> None:
    (suite,) = suites(runs["answered"]())
    said = {case.attrib["name"]: case.findtext("system-out") for case in suite}
    assert said["alt-truncated"] == (
        "answered (baseline): 16:40 error: The description stops at “reached a”. Type instead: "
        "Residents of the lower town carry their furniture up the stairs of the library, Monday."
    )


def test_what_was_not_audited_is_an_error(runs: Runs) -> None:
    assert cases(runs["not-audited"]()) == {"not-audited": "error"}
    assert cases(runs["error-outcome"]())["alt-truncated"] == "error"


def test_a_run_without_a_page_is_not_green(runs: Runs) -> None:
    assert cases(runs["no-page"]()) == {"not-audited": "error"}


@pytest.mark.parametrize("text", ["\ufffe\uffff", "\x00\x0b\x1f", "\ud800", "]]>", "\"'<&>"])
def test_what_xml_cannot_hold_does_not_break_it(runs: Runs, text: str) -> None:
    run = runs["one"]()
    (page,) = run.pages
    finding = replace(page.findings[0], data={"ending": text})
    assert suites(replace(run, pages=(replace(page, source=text, findings=(finding,)),)))
