"""The judges: one file per rule, the file's name is the rule's id."""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from types import ModuleType

from cutline.rules.base import Rule


@cache
def registry() -> tuple[Rule, ...]:
    """Give an instance of every rule that ships with cutline, in the order of their ids."""
    return in_order(rule() for name in _modules() for rule in rules_in(import_module(name)))


def _modules() -> Iterator[str]:
    """Name the modules in the folders of rules. What lies beside the folders, and among the facts, holds none.

    `pkgutil` gives the same names, and takes a fiftieth of the time of a page that is judged alone.
    """
    for home in __path__:
        folders = (folder.name for folder in os.scandir(home) if folder.is_dir() and folder.name not in _WITHOUT_RULES)
        for folder in folders:
            files = (file.name for file in os.scandir(f"{home}/{folder}"))
            yield from (f"{__name__}.{folder}.{name[:-3]}" for name in files if name.endswith(".py") and name[0] != "_")


_WITHOUT_RULES = frozenset({"__pycache__", "facts"})


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
