"""Every rule there is to choose from: cutline's own, installed ones, and a house's own files."""

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from cutline.config.schema import ConfigError
from cutline.rules import in_order, registry, rules_in
from cutline.rules.base import Rule

GROUP = "cutline.rules"
"""The entry point group by which an installed package offers rules: a module of them, or one rule's class."""


@cache
def catalogue(rules_from: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """Give every rule in the order of ids. Raises ConfigError when a house's own rule cannot be used."""
    own = (*installed(), *(rule for path in rules_from for rule in _from_file(path)))
    try:
        return in_order((*registry(), *own)) if own else registry()
    except ValueError as error:
        raise ConfigError(str(error)) from error


@cache
def installed() -> tuple[Rule, ...]:
    """Give the rules of installed packages that offer some."""
    # Reading all metadata costs as much as importing cutline itself, and hardly any house has a package of rules.
    if not any(_offers_rules(folder) for folder in dict.fromkeys(sys.path)):
        return ()
    from importlib.metadata import entry_points

    return tuple(rule for point in entry_points(group=GROUP) for rule in _from_entry_point(point))


def _offers_rules(folder: str) -> bool:
    try:
        found = [entry.path for entry in os.scandir(folder or ".") if entry.name.endswith((".dist-info", ".egg-info"))]
    except OSError:
        return False
    return any(GROUP.encode() in _bytes_of(Path(path, "entry_points.txt")) for path in found)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _from_entry_point(point: Any) -> Iterator[Rule]:
    try:
        offered = point.load()
    except Exception as error:
        raise ConfigError(f"entry point {point.name} = {point.value}: {type(error).__name__}: {error}") from error
    classes = rules_in(offered) if isinstance(offered, ModuleType) else [offered]
    yield from _usable(classes, f"entry point {point.name} = {point.value}")


def _from_file(path: str) -> Iterator[Rule]:
    name = f"cutline_house_rules_{Path(path).stem}"
    spec = spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not Path(path).is_file():
        raise ConfigError(f"rules_from: {path}: there is no Python file here")
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise ConfigError(f"rules_from: {path}: {type(error).__name__}: {error}") from error
    yield from _usable(rules_in(module), f"rules_from: {path}")


def _usable(classes: Iterable[Any], place: str) -> Iterator[Rule]:
    empty = True
    for made in classes:
        empty = False
        if not (isinstance(made, type) and issubclass(made, Rule)):
            raise ConfigError(f"{place}: {made!r} is no rule; offer a module or a class made from cutline.Rule")
        lacking = [name for name in ("id", "title", "why", "messages") if not getattr(made, name, None)]
        if lacking:
            raise ConfigError(f"{place}: rule {made.__name__} lacks {', '.join(lacking)}")
        yield made()
    if empty:
        raise ConfigError(f"{place}: there is no rule in it; a rule is a class made from cutline.Rule")
