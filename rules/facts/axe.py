"""What axe-core found, as claims of the rules that pass it on in an editor's words.

What axe calls a violation is a finding, what it calls incomplete a person decides. Questions that cutline answers by
itself (photos without alt text, the page's language, ways past the menus) are not asked of axe at all, so that no fault
is shown twice.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from cutline.model.finding import Evidence, Finding, Location
from cutline.model.page import Page
from cutline.model.rendered import AxeNode
from cutline.rules.base import Review, Rule
from cutline.rules.facts.shown import answers, element, rendering

_SNIPPET = 200


def asked(page: Page, rule: Rule) -> Sequence[Page]:
    """Give the page when axe answered to the rule's questions. Raises NotMeasured when it did not."""
    return [page] if page.rendered is not None and answers(page, rule.axe_rules) else []


def claims(page: Page, rule: Rule, said: Mapping[str, str]) -> Iterator[Finding | Review]:
    """Yield a finding for each violation and a review for each doubt; `said` gives the message for each rule of axe."""
    for answer in answers(page, rule.axe_rules):
        message = said[answer.rule]
        yield from (_claim(page, rule, message, answer.rule, node) for node in answer.violations)
        yield from (Review(_claim(page, rule, message, answer.rule, node)) for node in answer.incomplete)


def _claim(page: Page, rule: Rule, message: str, axe_rule: str, node: AxeNode) -> Finding:
    place = element(page, node.element)
    evidence = [Evidence("found by", f"axe-core {rendering(page).axe.version}, rule {axe_rule}")]
    made = rule.finding(page, message, element=place, subject=" ".join(node.selector), evidence=evidence)
    if place is not None:
        return made
    return replace(made, location=Location(selector=node.selector), snippet=node.snippet[:_SNIPPET])
