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
from cutline.sources.discovery import Missing, axe_tries, browser_tries, find_axe, is_root

FOR_WEB = ("httpx2", "brotli", "protego")
FOR_BROWSER = ("playwright", "axe-core-python", "axe-playwright-python")
FOR_SERVER = ("starlette", "uvicorn", "standardwebhooks")
LIBRARIES = ("turbohtml", "msgspec", "click", "beautifulsoup4", "jinja2", "rich")


def symptoms() -> Iterator[str]:
    """Yield a line a fact. Raises ConfigError when the configuration found is wrong, after the lines before it."""
    yield f"cutline {__version__}\n"
    yield f"Python {platform.python_version()} on {sys.platform}\n"
    yield from (f"{name} {_version(name)}\n" for name in LIBRARIES)
    yield f"word frequency tables: {_tables()}\n"
    yield from (f"{name} {_version(name)}, for addresses\n" for name in FOR_WEB)
    yield from _browser()
    yield from (f"{name} {_version(name)}, for cutline serve\n" for name in FOR_SERVER)
    found = find(Path.cwd())
    yield f"configuration: {found or 'none found, the defaults hold'}\n"
    rules = catalogue(configuration(None).rules_from)
    yield f"rules: {len(rules)}, of which {len(installed())} from installed packages\n"


def _browser() -> Iterator[str]:
    """Yield what --browser would use, each place that is tried included; the first found wins, of axe the newest."""
    yield from (f"{name} {_version(name)}, for --browser\n" for name in FOR_BROWSER)
    for what, tries in (("browser", browser_tries()), ("axe script", axe_tries())):
        for attempt in tries:
            found = attempt.path if attempt.found else f"{attempt.path} is not there" if attempt.path else "none"
            yield f"{what}: {attempt.place}: {found}\n"
    yield f"axe script to be used: {_axe()}\n"
    if is_root():
        yield "this is root: the browser would run without its sandbox\n"


def _axe() -> str:
    try:
        script = find_axe()
    except Missing as error:
        return str(error)
    return f"{script.spelled}, {script.path}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "is missing"


def _tables() -> str:
    folder = files("cutline.text.data") / "frequencies"
    number = sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0
    return f"{number} languages" if number else "missing; cut texts are judged with less evidence"
