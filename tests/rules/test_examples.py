"""Every rule does what its own examples say, and its examples would notice if it did not."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from cutline.model.finding import Evidence, Finding, Location
from cutline.model.page import Page
from cutline.model.rendered import Rendered
from cutline.page.document import Document
from cutline.page.recognise import recognise
from cutline.page.shown import NUMBER, Shown
from cutline.rules import registry
from cutline.rules.base import Example, Needs, Options, Review, Rule
from cutline.rules.trial import fits, read_marks, settings_of, try_out

CASES = [
    pytest.param(rule, example, id=f"{rule.id}: {example.name}") for rule in registry() for example in rule.examples
]
ONCE_A_PAGE = {
    "bypass-missing",
    "content-heading-missing",
    "gallery-not-recognised",
    "main-landmark-missing",
    "page-language-missing",
    "page-leads-away",
    "pictures-in-frame",
    "skip-link-missing",
    "skip-link-not-first",
    "zoom-blocked",
}
KNOWN_BETTER_WHEN_SHOWN = {"near miss: a part of a page", "a page that a script builds"}
RULES = [pytest.param(rule, id=rule.id) for rule in registry()]


def captured(source: str) -> Rendered:
    """Number the elements of a page that no script touched, and write it down as a browser does."""
    document = Document.parse(source)
    for number, element in enumerate(document.elements):
        element.attrs[NUMBER] = f"{number}:{number}"
    return Rendered(address="", source=source, html=document.tree.html)


def claimed(rule: Rule, example: Example, page: Page) -> list[tuple[Any, ...]]:
    """Give what a rule says of a page, without the edits: those are moved to the source later."""
    claims = rule.check(page, settings_of(rule, example)) if rule.subjects(page) else ()
    told = [(isinstance(claim, Review), claim.finding if isinstance(claim, Review) else claim) for claim in claims]
    return [(is_review, one.message_id, one.location.line, one.location.column) for is_review, one in told]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_a_rule_points_exactly_where_its_example_says(rule: Rule, example: Example) -> None:
    assert fits(rule, example)


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_a_rule_says_the_same_twice(rule: Rule, example: Example) -> None:
    assert try_out(rule, example) == try_out(rule, example)


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_a_rule_leaves_the_page_as_it_was(rule: Rule, example: Example) -> None:
    page = recognise(Document.parse(read_marks(example).html), source="example.html")
    before = page.document.tree.html
    if rule.subjects(page):
        list(rule.check(page, settings_of(rule, example)))
    assert page.document.tree.html == before


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_a_rule_says_the_same_of_a_page_that_a_browser_showed(rule: Rule, example: Example) -> None:
    if rule.needs is Needs.RENDERED or example.name in KNOWN_BETTER_WHEN_SHOWN:
        pytest.skip("the rule knows more of a page that was shown")
    html = read_marks(example).html
    rendered = captured(html)
    shown = replace(recognise(Shown.of(rendered), source="example.html"), rendered=rendered)
    served = recognise(Document.parse(html), source="example.html")
    assert claimed(rule, example, shown) == claimed(rule, example, served)


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_every_message_can_be_written_from_the_data_of_its_finding(rule: Rule, example: Example) -> None:
    for claim in try_out(rule, example).claims:
        finding = claim.finding if isinstance(claim, Review) else claim
        assert "{" not in rule.messages[finding.message_id].format(**dict.fromkeys(finding.data, ""))
        assert finding.rule == rule.id
        assert finding.subject
        assert all(isinstance(evidence, Evidence) and evidence.value for evidence in finding.evidence)


@pytest.mark.parametrize("rule", RULES)
def test_every_message_is_used_by_an_example(rule: Rule) -> None:
    claims = [claim for example in rule.examples for claim in try_out(rule, example).claims]
    used = {(claim.finding if isinstance(claim, Review) else claim).message_id for claim in claims}
    assert used == set(rule.messages)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("break_it", ["silent", "stops early", "speaks always", "points beside"])
def test_the_examples_catch_a_broken_rule(rule: Rule, break_it: str) -> None:
    if break_it == "stops early" and rule.id in ONCE_A_PAGE:
        pytest.skip("the rule has one thing to say about a page")
    broken = BREAKS[break_it](rule)
    assert not all(fits(broken, example) for example in rule.examples)


class Broken(Rule):
    """A rule whose claims are changed before anybody sees them."""

    def __init__(self, rule: Rule, change: Callable[[list[Any]], list[Any]]) -> None:
        self._rule, self._change = rule, change
        self.options = rule.options  # type: ignore[misc]
        self.id, self.needs = rule.id, rule.needs  # type: ignore[misc]

    def subjects(self, page: Page) -> list[Any]:
        return list(self._rule.subjects(page)) or [page]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:
        judged = self._rule.subjects(page)
        yield from self._change(list(self._rule.check(page, options)) if judged else [])


def moved(claim: Finding | Review) -> Finding | Review:
    finding = claim.finding if isinstance(claim, Review) else claim
    at = finding.location
    assert at.column is not None
    beside = replace(finding, location=replace(at, column=at.column + 1))
    return Review(beside) if isinstance(claim, Review) else beside


def anything(rule: Rule) -> Finding:
    return Finding(rule.id, rule.severity, "any", {}, Location(1, 1, 1, 2), "", "x")


BREAKS: dict[str, Callable[[Rule], Rule]] = {
    "silent": lambda rule: Broken(rule, lambda _: []),
    "stops early": lambda rule: Broken(rule, lambda claims: claims[:1]),
    "speaks always": lambda rule: Broken(rule, lambda claims: claims or [anything(rule)]),
    "points beside": lambda rule: Broken(rule, lambda claims: [moved(claim) for claim in claims]),
}
