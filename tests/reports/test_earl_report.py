import json
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from cutline.model.outcome import Outcome, Verdict
from cutline.model.run import AuditRun, Reference
from cutline.reports import reporter

Runs = dict[str, Callable[[], AuditRun]]


def graph(run: AuditRun) -> Any:
    made = json.loads("".join(reporter("earl").render(run)))
    assert made["@context"] == "https://www.w3.org/WAI/content-assets/wcag-act-rules/earl-context.json"
    assertor, *subjects = made["@graph"]
    assert assertor == {
        "@id": "_:cutline",
        "@type": "Software",
        "name": "cutline",
        "release": {"revision": "0.1.0"},
    }
    return subjects


def said(run: AuditRun) -> dict[str, str]:
    (subject,) = graph(run)
    return {a["test"]["identifier"]: a["result"]["outcome"] for a in subject["assertions"]}


def judged(run: AuditRun, verdict: Verdict, *, partial: bool) -> dict[str, str]:
    """Give what is said of a page on which the rule about missing alt texts came to `verdict`."""
    (page,) = run.pages
    rules = tuple(
        replace(rule, references=(Reference("act", "23a2a8", partial),)) if rule.id == "alt-missing" else rule
        for rule in run.rules
    )
    return said(replace(run, rules=rules, pages=(replace(page, outcomes=(Outcome("alt-missing", verdict),)),)))


def test_a_page_is_a_subject_with_an_assertion_for_each_rule_that_refers_to_a_standard(runs: Runs) -> None:
    (subject,) = graph(runs["one"]())
    assert (subject["@type"], subject["source"]) == ("TestSubject", "winter.html")
    assert subject["assertions"] == [
        {
            "@type": "Assertion",
            "assertedBy": "_:cutline",
            "mode": "earl:automatic",
            "test": {
                "@id": "https://www.w3.org/WAI/standards-guidelines/act/rules/23a2a8/",
                "title": "A photo has no description",
                "identifier": "alt-missing",
            },
            "result": {"@type": "TestResult", "outcome": "earl:cantTell"},
        },
        {
            "@type": "Assertion",
            "assertedBy": "_:cutline",
            "mode": "earl:automatic",
            "test": {
                "title": "Descriptions stop before their end",
                "isPartOf": {"scs": ["WCAG2:1.1.1"]},
                "identifier": "alt-truncated",
            },
            "result": {"@type": "TestResult", "outcome": "earl:failed"},
        },
    ]


def test_each_verdict_has_its_outcome(runs: Runs) -> None:
    outcomes = {verdict: judged(runs["one"](), verdict, partial=False)["alt-missing"] for verdict in Verdict}
    assert outcomes == {
        Verdict.PASSED: "earl:passed",
        Verdict.FAILED: "earl:failed",
        Verdict.NEEDS_REVIEW: "earl:cantTell",
        Verdict.INAPPLICABLE: "earl:inapplicable",
        Verdict.NOT_RUN: "earl:untested",
        Verdict.ERROR: "earl:cantTell",
    }


def test_a_rule_that_decides_some_cases_cannot_pass_the_whole_rule(runs: Runs) -> None:
    outcomes = {verdict: judged(runs["one"](), verdict, partial=True)["alt-missing"] for verdict in Verdict}
    assert outcomes[Verdict.PASSED] == outcomes[Verdict.INAPPLICABLE] == "earl:cantTell"
    assert outcomes[Verdict.FAILED] == "earl:failed"


def test_a_page_that_was_not_audited_is_untested(runs: Runs) -> None:
    assert said(runs["not-audited"]()) == {"alt-missing": "earl:untested", "alt-truncated": "earl:untested"}


def test_an_accepted_finding_is_still_a_failure_of_the_page(runs: Runs) -> None:
    assert said(runs["answered"]())["alt-truncated"] == "earl:failed"
