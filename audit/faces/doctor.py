"""`cutline doctor`: what this installation has, for whoever is asked why it does not work."""

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from cutline import __version__
from cutline.config.catalogue import catalogue, installed
from cutline.config.load import find
from cutline.faces.wishes import configuration

LIBRARIES = ("turbohtml", "msgspec", "click", "beautifulsoup4", "jinja2", "rich")


def symptoms() -> Iterator[str]:
    """Yield a line a fact. Raises ConfigError when the configuration found is wrong, after the lines before it."""
    yield f"cutline {__version__}\n"
    yield f"Python {platform.python_version()} on {sys.platform}\n"
    yield from (f"{name} {_version(name)}\n" for name in LIBRARIES)
    yield f"word frequency tables: {_tables()}\n"
    found = find(Path.cwd())
    yield f"configuration: {found or 'none found, the defaults hold'}\n"
    rules = catalogue(configuration(None).rules_from)
    yield f"rules: {len(rules)}, of which {len(installed())} from installed packages\n"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "is missing"


def _tables() -> str:
    folder = files("cutline.text.data") / "frequencies"
    number = sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0
    return f"{number} languages" if number else "missing; cut texts are judged with less evidence"
