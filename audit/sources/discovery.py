"""Where the browser is, and the axe script: every place that is tried, in order, and what was found there."""

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

BROWSER_VARIABLE = "CUTLINE_CHROMIUM"
AXE_VARIABLE = "CUTLINE_AXE"

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
_CHANNELS = {
    "linux": ("/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge"),
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "win32": (
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ),
}
"""Where Playwright's channels "chrome" and "msedge" look, too."""

_MANAGED = {
    "linux": ".cache/ms-playwright",
    "darwin": "Library/Caches/ms-playwright",
    "win32": "AppData/Local/ms-playwright",
}
_MANAGED_PROGRAMS = ("chrome", "chrome.exe", "Chromium", "chrome-headless-shell", "headless_shell")

_VERSION = re.compile(r"axe v(\d+)\.(\d+)\.(\d+)")


class Missing(Exception):  # noqa: N818 - it names what is the case; whoever audits makes an outcome of it
    """Something that auditing in a browser needs is not there; the message says what to do."""


class Try(Struct, frozen=True):
    """One place that was looked at. `path` is "" when the place names nothing; `named` places must be right."""

    place: str
    path: str = ""
    found: bool = False
    named: bool = False


class AxeScript(Struct, frozen=True):
    """An axe script: where it lies, the version that its first line states, and the SHA-256 of its bytes."""

    path: str
    version: tuple[int, int, int]
    digest: str
    text: str

    @property
    def spelled(self) -> str:
        """The version as people write it."""
        return ".".join(map(str, self.version))


def browser_tries(named: str | None = None, environment: Mapping[str, str] = os.environ) -> Iterator[Try]:
    """Look for a Chromium: the option, two variables, Playwright's own, the channels' places, the search path."""
    yield from _named("--browser-path", named)
    yield from _named(BROWSER_VARIABLE, environment.get(BROWSER_VARIABLE))
    yield from _named("CHROME_PATH", environment.get("CHROME_PATH"))
    yield _first("Playwright's own", _managed(environment))
    yield _first("Chrome or Edge", (Path(path) for path in _CHANNELS.get(sys.platform, ())))
    for name in _NAMES:
        path = shutil.which(name, path=environment.get("PATH"))
        yield Try(f"{name} on the search path", path or "", found=path is not None)


def find_browser(named: str | None = None, environment: Mapping[str, str] = os.environ) -> str:
    """Give the path of the first browser found. Raises Missing, also when a place that was named holds none."""
    for attempt in browser_tries(named, environment):
        if attempt.found:
            return attempt.path
        if attempt.named:
            raise Missing(f"there is no browser at {attempt.path} ({attempt.place})")
    raise Missing(
        "no browser was found; install Chromium, or name one with --browser-path (`cutline doctor` lists all)"
    )


def axe_tries(named: str | None = None, environment: Mapping[str, str] = os.environ) -> Iterator[Try]:
    """Look for axe scripts: the option, a variable, node_modules, and the packages that bring one."""
    yield from _named("--axe-script", named)
    yield from _named(AXE_VARIABLE, environment.get(AXE_VARIABLE))
    yield _first("node_modules", [Path("node_modules/axe-core/axe.min.js")])
    for package, inside in _PACKAGES:
        spec = find_spec(package)
        folders = spec.submodule_search_locations if spec is not None else None
        yield _first(package, [Path(folder, inside) for folder in folders or ()])


def find_axe(named: str | None = None, environment: Mapping[str, str] = os.environ) -> AxeScript:
    """Give the script that was named, else the newest of those found. Raises Missing when there is none."""
    scripts = []
    for attempt in axe_tries(named, environment):
        if attempt.named:
            return _script(attempt)
        if attempt.found:
            scripts.append(_script(attempt))
    if not scripts:
        raise Missing("no axe script was found; install cutline[browser], or name one with --axe-script")
    return max(scripts, key=lambda script: script.version)


def is_root() -> bool:
    """Tell whether this process is root, to whom Chromium refuses its sandbox."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


_PACKAGES = (
    ("pytest_playwright_axe", "resources/axe.min.js"),
    ("axe_playwright_python", "axe.min.js"),
    ("axe_core_python", "axe.min.js"),
)


def _named(place: str, path: str | None) -> Iterator[Try]:
    if path:
        yield Try(place, path, found=_is_file(Path(path)), named=True)


def _first(place: str, paths: Iterable[Path]) -> Try:
    found = next((path for path in paths if _is_file(path)), None)
    return Try(place, str(found or ""), found=found is not None)


def _managed(environment: Mapping[str, str]) -> Iterator[Path]:
    folder = environment.get("PLAYWRIGHT_BROWSERS_PATH") or str(Path.home() / _MANAGED.get(sys.platform, ".cache"))
    programs = (path for path in Path(folder).glob("chromium*-*/*/**/*") if path.name in _MANAGED_PROGRAMS)
    # Playwright numbers its builds; the full browser comes before the headless shell, the newest build first.
    yield from sorted(programs, key=lambda path: ("headless" in str(path), -_build(path), str(path)))


def _build(path: Path) -> int:
    return max((int(number) for number in re.findall(r"chromium[a-z_]*-(\d+)", str(path))), default=0)


def _script(attempt: Try) -> AxeScript:
    try:
        data = Path(attempt.path).read_bytes()
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Missing(f"the axe script {attempt.path} cannot be read ({attempt.place})") from error
    version = _VERSION.search(text[:200])
    if version is None:
        raise Missing(f"{attempt.path} is no axe script: its first line states no version ({attempt.place})")
    major, minor, patch = map(int, version.groups())
    return AxeScript(attempt.path, (major, minor, patch), sha256(data).hexdigest(), text)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
