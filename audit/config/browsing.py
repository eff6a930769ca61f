"""The table `[browser]`: how a house has its pages shown."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from cutline.config.schema import ConfigError, Key, Kind, checked, table_schema
from cutline.config.selectors import refuse_bad_selector
from cutline.model.kinds import kind_of
from cutline.model.rendered import Viewport
from cutline.sources.reach import BARE_HOST, is_host_pattern

SCHEMES = ("light", "dark", "no-preference")
TRUSTED = ("path", "axe_script", "storage_state", "allow_host", "sandbox")
"""Keys that run a program, open private addresses or hand out cookies: only for a file that a user gave by name."""

_LARGEST = 10_000
_FILES = ("path", "axe_script", "storage_state")

BROWSER_KEYS = (
    Key("path", Kind.TEXT, "The browser to use; only in a file given with --config."),
    Key("axe_script", Kind.TEXT, "The axe-core script to use; only in a file given with --config."),
    Key("viewport", Kind.TEXT, "The window's size in CSS pixels, such as 390x844."),
    Key("colour_scheme", Kind.TEXT, "Which scheme a reader prefers.", SCHEMES),
    Key(
        "storage_state", Kind.TEXT, "Cookies and storage as Playwright saves them; only in a file given with --config."
    ),
    Key("hide", Kind.TEXTS, "CSS selectors of what is neither shown nor judged, such as a consent banner."),
    Key(
        "allow_host",
        Kind.TEXTS,
        "Hosts to reach, even private ones, and no others; only in a file given with --config.",
    ),
    Key("sandbox", Kind.SWITCH, "Whether the browser has its sandbox; only in a file given with --config."),
)


class Browsing(Struct, frozen=True, kw_only=True):
    """A house's wishes of the browser; what is None or empty is left to the command line and to cutline."""

    path: str | None = None
    axe_script: str | None = None
    viewport: Viewport | None = None
    colour_scheme: str | None = None
    storage_state: str | None = None
    hide: tuple[str, ...] = ()
    allow_host: tuple[str, ...] = ()
    sandbox: bool = True


def browsing(table: Any, folder: Path) -> Browsing:
    """Read the table; files in it are relative to `folder`. Raises ConfigError without the file's name."""
    if not isinstance(table, Mapping):
        raise ConfigError(f"browser: a table is expected, found {kind_of(table)}")
    values = checked(table, BROWSER_KEYS, "browser.")
    for index, selector in enumerate(values.get("hide", ())):
        refuse_bad_selector(selector, f"browser.hide[{index}]")
    for index, host in enumerate(values.get("allow_host", ())):
        if not is_host_pattern(host):
            raise ConfigError(f"browser.allow_host[{index}]: {host!r}: {BARE_HOST}")
    if "viewport" in values:
        values["viewport"] = viewport_of(values["viewport"], "browser.viewport:")
    values |= {name: str(folder / values[name]) for name in _FILES if name in values}
    values |= {name: tuple(values[name]) for name in ("hide", "allow_host") if name in values}
    return Browsing(**values)


def viewport_of(words: str, place: str) -> Viewport:
    """Read a window's size, such as "390x844". Raises ConfigError, whose message begins with `place`."""
    found = re.fullmatch(r"(\d{1,5})x(\d{1,5})", words, re.ASCII)
    sides = [int(side) for side in found.groups()] if found else [0]
    if not all(0 < side <= _LARGEST for side in sides):
        raise ConfigError(f"{place} {words}: use WIDTHxHEIGHT in CSS pixels, such as 390x844")
    return Viewport(*sides)


def browser_schema() -> dict[str, Any]:
    """Describe the table for editors, as JSON Schema."""
    return table_schema(BROWSER_KEYS, "How pages are shown with --browser.")
