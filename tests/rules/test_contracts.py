"""Rules, their files, their examples, their options and their pages fit together."""

import re
from pathlib import Path
from string import Formatter

import pytest

from cutline.model.severity import Severity
from cutline.rules import in_order, registry, rules_in
from cutline.rules.base import Bad, Good, Needs, Rule, Unsure
from cutline.rules.trial import fits, read_marks, try_out

RULES = [pytest.param(rule, id=rule.id) for rule in registry()]
SHARED = {"facts"}


def test_the_registry_holds_a_rule_for_every_file_of_an_area(root: Path) -> None:
    areas = [path.parent for path in (root / "rules").glob("*/__init__.py") if path.parent.name not in SHARED]
    on_disk = {path.stem for area in areas for path in area.glob("*.py") if path.name != "__init__.py"}
    assert {rule.id.replace("-", "_") for rule in registry()} == on_disk


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_its_file_to_itself_and_gives_it_its_name(rule: Rule) -> None:
    import sys

    module = sys.modules[type(rule).__module__]
    assert rules_in(module) == [type(rule)]
    assert module.__name__.rpartition(".")[2] == rule.id.replace("-", "_")


def test_rules_come_in_the_order_of_their_ids() -> None:
    names = [rule.id for rule in registry()]
    assert names == sorted(set(names))


def test_two_rules_of_one_name_are_refused() -> None:
    rule = registry()[0]
    with pytest.raises(ValueError, match=f"two rules are called {rule.id}"):
        in_order([rule, rule])


@pytest.mark.parametrize("rule", RULES)
def test_an_id_names_an_offence_in_kebab_case(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.id)
    assert not rule.id.startswith("no-")


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_words_for_editors(rule: Rule) -> None:
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert rule.why.endswith(".")
    assert len(re.findall(r"[.?!]”?(?:\s|$)", rule.why)) in (2, 3)
    assert rule.nothing[0].islower()
    assert not rule.nothing.endswith(".")
    said = " ".join([rule.title, rule.why, *rule.messages.values()]).lower()
    assert [word for word in ("accessible name", "attribute", "aria", "dom ", "node", "semantic") if word in said] == []
    assert all(re.fullmatch(r"[A-Z{].*[.?”]", message) for message in rule.messages.values())


@pytest.mark.parametrize("rule", RULES)
def test_messages_name_plain_fields(rule: Rule) -> None:
    for message in rule.messages.values():
        assert all(field is None or field.isidentifier() for _, field, _, _ in Formatter().parse(message))


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_shown_right_wrong_and_nearly_wrong(rule: Rule) -> None:
    names = [example.name for example in rule.examples]
    assert len(set(names)) == len(names)
    assert any(isinstance(example, Good) for example in rule.examples)
    assert sum(isinstance(example, Bad) for example in rule.examples) >= 2
    assert any(isinstance(example, Good) and example.name.startswith("near miss") for example in rule.examples)


@pytest.mark.parametrize("rule", RULES)
def test_every_option_is_used_by_an_example_and_has_a_legal_default(rule: Rule) -> None:
    used = {name for example in rule.examples for name in example.options}
    assert used == {option.name for option in rule.options}
    for option in rule.options:
        assert option.sentence.endswith(".")
        assert not option.legal or option.default in option.legal


@pytest.mark.parametrize("rule", RULES)
def test_references_are_well_formed(rule: Rule) -> None:
    assert rule.references
    patterns = {"wcag": r"[1-4]\.\d{1,2}\.\d{1,2}", "act": r"[a-z0-9]{6}", "house": r"[a-z ]+"}
    for reference in rule.references:
        assert re.fullmatch(patterns[reference.kind], reference.id)
        assert not reference.partial or reference.kind == "act"


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_describes_itself_for_the_catalogue(rule: Rule) -> None:
    info = rule.info()
    assert (info.id, info.title, info.severity, info.needs) == (rule.id, rule.title, rule.severity, str(rule.needs))
    assert [option.name for option in info.options] == [option.name for option in rule.options]
    assert isinstance(rule.severity, Severity)
    assert isinstance(rule.needs, Needs)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_keeps_no_state(rule: Rule) -> None:
    for example in rule.examples:
        fits(rule, example)
    assert vars(rule) == {}


def test_marks_that_do_not_pair_are_refused() -> None:
    for html in ("«<img>", "<img>»", "«<img>«", "a»b«"):
        with pytest.raises(ValueError, match="do not come in pairs"):
            read_marks(Bad("x", html))


def test_an_example_without_marks_proves_nothing() -> None:
    rule = next(rule for rule in registry() if rule.id == "alt-missing")
    assert not fits(rule, Bad("no marks", "<p>text</p>"))
    assert not fits(rule, Unsure("no marks", "<p>text</p>"))


HOSTILE = [
    "",
    "x",
    "\ud800",
    "<img>",
    "<img alt>",
    "<img alt='" + "\x00\u202e" * 200 + "'>",
    "<figure><img src=a.jpg alt='" + "'" * 500 + "><figcaption>" + "(" * 500 + "</figure>",
    "<a href='#" + "%" * 200 + "'>Skip to main content</a><main>x</main>",
    "<div>" * 600 + "<img src=a.jpg>",
    "<nav><a href=a>a</a></nav>" * 200 + "<p>" + "word " * 200,
    "<figure><img src=a.jpg alt='a'><figcaption>One caption here.</figcaption></figure>" * 60,
    '<svg role="img"><title></title></svg><object data="a.mp4" aria-labelledby="x x x">' + "<i id=x>" * 50,
    '<html lang="\ud800"><body class="gallery">' + " " * 50_000,
    "<template><figure><img src=a.jpg><figcaption>Never shown.</figcaption></figure></template>",
    "<noscript><figure><img src=a.jpg><figcaption>Shown without scripts.</figcaption></figure></noscript>",
]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("place", range(len(HOSTILE)))
def test_no_page_breaks_a_rule(rule: Rule, place: int) -> None:
    try_out(rule, Good("hostile", HOSTILE[place]))
