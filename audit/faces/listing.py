"""`cutline rules`: every rule in an editor's words."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from msgspec import json

from cutline.model.run import Reference
from cutline.rules.base import Bad, Example, Good, Needs, Option, Rule

SCHEMA = "cutline/rules/1"
_WIDTH = 100
_BODIES = {"wcag": "WCAG 2.2", "act": "ACT rule", "house": "newsroom convention:"}


def rules_as_json(rules: Iterable[Rule]) -> Iterator[str]:
    """Yield the catalogue, one rule a line, in the shape of a report's `rules`."""
    yield f'{{"schema":"{SCHEMA}","rules":['
    for number, rule in enumerate(rules):
        yield f"{',' if number else ''}\n{json.encode(rule.info()).decode()}"
    yield "\n]}\n"


def rules_as_text(rules: Iterable[Rule]) -> Iterator[str]:
    """Yield a line a rule: severity, id, title."""
    for rule in rules:
        yield f"{rule.severity:8} {rule.id:32} {rule.title}\n"


def rule_as_text(rule: Rule) -> Iterator[str]:
    """Yield a rule's page: why, where it comes from, what a house may set, and its examples."""
    yield f"{rule.id}: {rule.title}\n\n"
    yield from (f"{line}\n" for line in wrap(rule.why, _WIDTH))
    needs = "a browser" if rule.needs is Needs.RENDERED else "the page alone"
    yield f"\nSeverity    {rule.severity}\nNeeds       {needs}\n"
    yield from (f"Reference   {_reference(reference)}\n" for reference in rule.references)
    yield from (_option(rule, option) for option in rule.options)
    for example in rule.examples:
        yield from _example(example)


def _reference(reference: Reference) -> str:
    partly = " (some of its cases)" if reference.partial else ""
    return f"{_BODIES.get(reference.kind, reference.kind)} {reference.id}{partly}"


def _option(rule: Rule, option: Option) -> str:
    legal = f" ({', '.join(map(str, option.legal))})" if option.legal else ""
    default = json.encode(option.default).decode()
    return (
        f"Option      {option.name} = {default}{legal}: {option.sentence}\n            set it under [rules.{rule.id}]\n"
    )


def _example(example: Example) -> Iterator[str]:
    said = "Good" if isinstance(example, Good) else "Bad" if isinstance(example, Bad) else "Unsure"
    yield f"\n{said}: {example.name}\n"
    yield from (f"    {line}\n" for line in example.html.splitlines())
