"""The judges: one file per rule, the file's name is the rule's id."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

from cutline.rules.base import Rule


@cache
def registry() -> tuple[Rule, ...]:
    """Give an instance of every rule that ships with cutline, in the order of their ids."""
    found = (module.name for module in walk_packages(__path__, f"{__name__}.") if not module.ispkg)
    # What lies beside the folders of rules is for rules and their trials, and holds none.
    modules = (import_module(name) for name in found if name.count(".") > __name__.count(".") + 1)
    return in_order(rule() for module in modules for rule in rules_in(module))


def rules_in(module: ModuleType) -> list[type[Rule]]:
    """List the rules that a module defines itself."""
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Rule)
        and value is not Rule
        and value.__module__ == module.__name__
    ]


def in_order(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Sort rules by id. Raises ValueError when two of them share one."""
    found: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in found:
            raise ValueError(f"two rules are called {rule.id}: {type(found[rule.id])} and {type(rule)}")
        found[rule.id] = rule
    return tuple(found[name] for name in sorted(found))
