"""The run as EARL 1.0 in JSON-LD, in the shape that the ACT Rules group reads implementation reports in.

`@context` names the group's own (w3.org/WAI/standards-guidelines/act/report/earl); each page is a TestSubject with an
assertion a rule.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from msgspec import Struct

from cutline.model.outcome import Outcome, Verdict
from cutline.model.run import AuditRun, PageResult, Reference, RuleInfo
from cutline.reports.view import rule_of
from cutline.reports.wire import encode
from cutline.reports.wording import visible

CONTEXT = "https://www.w3.org/WAI/content-assets/wcag-act-rules/earl-context.json"
ACT_RULES = "https://www.w3.org/WAI/standards-guidelines/act/rules/"

_OUTCOMES = {
    Verdict.PASSED: "earl:passed",
    Verdict.FAILED: "earl:failed",
    Verdict.NEEDS_REVIEW: "earl:cantTell",
    Verdict.INAPPLICABLE: "earl:inapplicable",
    Verdict.NOT_RUN: "earl:untested",
    Verdict.ERROR: "earl:cantTell",
}
_UNDECIDED = (Verdict.PASSED, Verdict.INAPPLICABLE)


class EarlReport(Struct, frozen=True):
    """Writes assertions of the rules that refer to WCAG or to an ACT rule.

    An accepted finding is still a failure: the page has it. A rule that decides only some cases of its ACT rule cannot
    tell about the page when it finds nothing.
    """

    name: ClassVar[str] = "earl"
    media_type: ClassVar[str] = "application/ld+json"
    suffix: ClassVar[str] = ".earl.jsonld"

    def render(self, run: AuditRun) -> Iterator[str]:
        """Yield a page at a time."""
        rules = {rule.id: rule for rule in run.rules}
        assertor = {
            "@id": "_:cutline",
            "@type": "Software",
            "name": visible(run.tool.name),
            "release": {"revision": visible(run.tool.version)},
        }
        yield f'{{"@context":{encode(CONTEXT)},"@graph":[\n{encode(assertor)}'
        yield from (f",\n{encode(_subject(page, rules, run))}" for page in run.pages)
        yield "\n]}\n"


def _subject(page: PageResult, rules: dict[str, RuleInfo], run: AuditRun) -> dict[str, Any]:
    if page.status == "audited":
        asserted = [assertion for o in page.outcomes for assertion in _assertions(rule_of(rules, o.rule), o)]
    else:
        untold = (Outcome(rule.id, Verdict.NOT_RUN, reason=page.reason) for rule in run.rules)
        asserted = [assertion for o in untold for assertion in _assertions(rules[o.rule], o)]
    return {"@type": "TestSubject", "source": visible(page.source), "assertions": asserted}


def _assertions(rule: RuleInfo, outcome: Outcome) -> Iterator[dict[str, Any]]:
    """Yield an assertion for each ACT rule, else one for the success criteria; none for a newsroom convention."""
    acts = [reference for reference in rule.references if reference.kind == "act"]
    criteria = [reference.id for reference in rule.references if reference.kind == "wcag"]
    scs = {"scs": [f"WCAG2:{visible(number)}" for number in criteria]}
    for act in acts:
        test = {"@id": f"{ACT_RULES}{visible(act.id)}/", "title": visible(rule.title)}
        yield _assertion(rule, test | ({"isPartOf": scs} if criteria else {}), _outcome(outcome, act), outcome)
    if criteria and not acts:
        yield _assertion(rule, {"title": visible(rule.title), "isPartOf": scs}, _OUTCOMES[outcome.outcome], outcome)


def _outcome(outcome: Outcome, act: Reference) -> str:
    return "earl:cantTell" if act.partial and outcome.outcome in _UNDECIDED else _OUTCOMES[outcome.outcome]


def _assertion(rule: RuleInfo, test: dict[str, Any], said: str, outcome: Outcome) -> dict[str, Any]:
    result = {"@type": "TestResult", "outcome": said}
    if outcome.reason and outcome.outcome is not Verdict.ERROR:
        result["info"] = visible(outcome.reason)
    return {
        "@type": "Assertion",
        "assertedBy": "_:cutline",
        "mode": "earl:automatic",
        "test": test | {"identifier": visible(rule.id)},
        "result": result,
    }
