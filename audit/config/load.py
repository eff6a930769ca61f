"""Reading `cutline.toml`, or `[tool.cutline]` in `pyproject.toml`."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cutline.config import ignoring
from cutline.config.browsing import TRUSTED, browsing
from cutline.config.catalogue import catalogue
from cutline.config.house import house_style
from cutline.config.profiles import PROFILES
from cutline.config.schema import NEVER, SITE_KEYS, Config, ConfigError, checked, hint, settings_of, top_keys
from cutline.config.selectors import refuse_bad_selector
from cutline.model.kinds import kind_of
from cutline.model.profile import SiteProfile
from cutline.model.severity import Severity

if TYPE_CHECKING:
    from cutline.config.payload import Payload

OWN_NAME = "cutline.toml"
SHARED_NAME = "pyproject.toml"

_TABLES = {"rules", "site", "credit", "browser", "serve"}


def load_given(path: Path) -> Config:
    """Read the file a user named. Raises ConfigError, whose message begins with the file's name."""
    return _config(path, read_table(path))


def load_found(folder: Path) -> Config:
    """Read the file that `find` finds, or give `Config()`.

    Nobody asked for this file by name, so it may not name Python or another program to run, nor hosts to open:
    `rules_from` and some keys of `[browser]` in it are a ConfigError.
    """
    path = find(folder)
    if path is None:
        return Config()
    table = read_table(path)
    if "rules_from" in table:
        raise ConfigError(
            f"{path}: rules_from: a file that was merely found may not load Python; "
            f"if you trust it, name it with --config {path}"
        )
    browser = table.get("browser")
    for name in TRUSTED:
        if isinstance(browser, Mapping) and name in browser:
            raise ConfigError(
                f"{path}: browser.{name}: a file that was merely found may not decide this; "
                f"if you trust it, name it with --config {path}"
            )
    return _config(path, table)


def find(folder: Path) -> Path | None:
    """Look for a configuration from `folder` upwards; the nearest wins, `cutline.toml` before `pyproject.toml`."""
    for place in (folder, *folder.parents):
        # A folder of this name, or a link that leads nowhere, is a mistake that reading it tells.
        if os.path.lexists(own := place / OWN_NAME):
            return own
        if _is_file(shared := place / SHARED_NAME) and b"cutline" in _bytes(shared) and _has_table(shared):
            return shared
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _has_table(shared: Path) -> bool:
    tool = _toml(shared).get("tool")
    return isinstance(tool, Mapping) and "cutline" in tool


def read_table(path: Path) -> Mapping[str, Any]:
    """Read a file's table for cutline. Raises ConfigError, whose message begins with the file's name."""
    whole = _toml(path)
    if path.name != SHARED_NAME:
        return whole
    tool = whole.get("tool")
    table = tool.get("cutline") if isinstance(tool, Mapping) else None
    if table is None:
        raise ConfigError(f"{path}: there is no [tool.cutline] in it")
    if not isinstance(table, Mapping):
        raise ConfigError(f"{path}: tool.cutline: a table is expected, found {kind_of(table)}")
    return table


def _toml(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(_bytes(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 at byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: not usable: nested too deeply") from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        why = "this link leads nowhere" if path.is_symlink() else error.strerror
        raise ConfigError(f"{path}: cannot be read: {why}") from error
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from error


def _config(path: Path, table: Mapping[str, Any]) -> Config:
    try:
        return read(table, path.parent)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error


def read(table: Mapping[str, Any], folder: Path) -> Config:
    """Turn a file's table into a Config; paths in it are relative to `folder`. Raises ConfigError without file name."""
    top = {name: value for name, value in table.items() if name not in _TABLES}
    # Which ids are legal depends on the house's own rules, so their files are checked and read first.
    files = tuple(checked({"rules_from": top.get("rules_from", [])}, top_keys((), ()))["rules_from"])
    files = tuple(str(folder / file) for file in files)
    rules = {rule.id: rule for rule in catalogue(files)}
    known = top_keys(tuple(rules), tuple(PROFILES))
    _refuse_unknown(table, {key.name for key in known} | _TABLES)
    names, ignored = ignoring.split(top.get("ignore", []), rules)
    values = checked(top | {"ignore": names}, known)
    return Config(
        select=tuple(values.get("select", ())),
        ignore=tuple(values.get("ignore", ())),
        profile=values.get("profile"),
        fail_on=fail_on(values.get("fail_on", Severity.ERROR)),
        rules=_rules(_table_at(table, "rules"), rules),
        sites=tuple(_site(site, index) for index, site in enumerate(_list_at(table, "site"))),
        rules_from=files,
        credit=house_style(table["credit"], folder) if "credit" in table else None,
        browser=browsing(table["browser"], folder) if "browser" in table else None,
        ignored=ignored,
        payload=_payload(table["serve"]) if "serve" in table else None,
        page_size_mib=values.get("page_size_mib", Config().page_size_mib),
        page_seconds=values.get("page_seconds", Config().page_seconds),
    )


def fail_on(word: str) -> Severity | None:
    """Turn the word of a config or a command line into a severity; None for "never"."""
    return None if word == NEVER else Severity(word)


def _refuse_unknown(table: Mapping[str, Any], known: set[str]) -> None:
    for name in table:
        if name not in known:
            raise ConfigError(f"{name}: unknown key{hint(name, known)}; the keys here are {', '.join(sorted(known))}")


def _payload(table: Any) -> "Payload | None":
    from cutline.config.payload import payload_of  # nothing but the server needs it

    return payload_of(table)


def _rules(tables: Mapping[str, Any], rules: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    for name, table in tables.items():
        if name not in rules:
            raise ConfigError(f"rules.{name}: there is no rule of this name{hint(name, rules)}")
        settings_of(rules[name], table)
    return dict(tables)


def _site(table: Any, index: int) -> SiteProfile:
    place = f"site[{index}]"
    if not isinstance(table, Mapping):
        raise ConfigError(f"{place}: a table is expected, found {kind_of(table)}")
    values = checked(table, SITE_KEYS, f"{place}.")
    if "host" not in values and "path" not in values:
        raise ConfigError(f"{place}: host or path is needed, to know which pages belong to this site")
    for name in ("picture", "caption", "credit", "furniture"):
        if name in values:
            refuse_bad_selector(values[name], f"{place}.{name}")
    values |= {name: tuple(values[name]) for name in ("host", "path") if name in values}
    return SiteProfile(**values)


def _table_at(table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = table.get(name, {})
    if not isinstance(value, Mapping):
        raise ConfigError(f"{name}: a table is expected, found {kind_of(value)}")
    return value


def _list_at(table: Mapping[str, Any], name: str) -> list[Any]:
    value = table.get(name, [])
    if not isinstance(value, list):
        raise ConfigError(f"{name}: a list of tables is expected, as [[{name}]] makes it, found {kind_of(value)}")
    return value
