"""The site's wishes: `CUTLINE` in Django's settings, and the files that it names."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from msgspec import Struct
from msgspec.structs import replace

from cutline.config.load import fail_on, load_found, load_given
from cutline.config.profiles import PROFILES
from cutline.config.schema import SEVERITIES, Config, ConfigError, hint
from cutline.engine.baseline import Baseline, read
from cutline.engine.select import selection_of
from cutline.model.kinds import kind_of

NAME = "CUTLINE"
KEYS = ("CONFIG", "BASELINE", "ON_FAILURE", "PAGE_TYPES", "FAIL_ON", "TIMEOUT")

_LONGEST = 600


class OnFailure(StrEnum):
    """What happens to a page about which nothing is known."""

    BLOCK = "block"
    ALLOW = "allow"


class Wishes(Struct, frozen=True):
    """How this site publishes.

    `types` are the page classes to be judged, None for whichever page shows photos. `seconds` is how long an audit may
    take. `baseline_file` is empty when no findings were accepted.
    """

    config: Config
    on_failure: OnFailure
    types: tuple[type, ...] | None
    seconds: float
    baseline_file: str = ""

    def concern(self, page: object) -> bool:
        """Tell whether a page is to be judged at all."""
        return self.types is None or isinstance(page, self.types)

    def baseline(self) -> Baseline | None:
        """Read the accepted findings. Raises ConfigError, naming the file."""
        if not self.baseline_file:
            return None
        try:
            return Baseline(read(Path(self.baseline_file).read_bytes()), date.today())
        except OSError as error:
            raise ConfigError(f"{self.baseline_file}: cannot be read: {error.strerror or error}") from error
        except ValueError as error:
            raise ConfigError(f"{self.baseline_file}: {error}") from error


def wishes() -> Wishes:
    """Read the settings and the configuration, as they are now. Raises ConfigError, naming the key or the file."""
    table = _table()
    config = _configuration(table)
    types = _types(table.get("PAGE_TYPES"))
    seconds = _seconds(table.get("TIMEOUT"), config)
    return Wishes(config, failure_wish(), types, seconds, _file(table, "BASELINE"))


def failure_wish() -> OnFailure:
    """Read what shall happen to a page about which nothing is known. Raises ConfigError."""
    wish = _table().get("ON_FAILURE", OnFailure.BLOCK)
    if wish not in tuple(OnFailure):
        raise ConfigError(f'{NAME}["ON_FAILURE"]: use "block" or "allow"')
    return OnFailure(wish)


def verify() -> None:
    """Raise ConfigError unless the settings, the configuration and the baseline can all be used."""
    found = wishes()
    selection_of(found.config)
    found.baseline()


def _table() -> Mapping[str, Any]:
    table = getattr(settings, NAME, {})
    if not isinstance(table, Mapping):
        raise ConfigError(f"{NAME}: a dict is expected, found {kind_of(table)}")
    for key in table:
        if key not in KEYS:
            raise ConfigError(f'{NAME}["{key}"]: unknown key{hint(str(key), KEYS)}; the keys are {", ".join(KEYS)}')
    return table


def _configuration(table: Mapping[str, Any]) -> Config:
    """Read the file that is named, else the one beside the project.

    What is looked for is what would fail the publication: with `FAIL_ON` "warning", warnings.
    """
    named = _file(table, "CONFIG")
    config = load_given(Path(named)) if named else load_found(Path(getattr(settings, "BASE_DIR", Path.cwd())))
    if (word := table.get("FAIL_ON")) is not None:
        if word not in SEVERITIES:
            raise ConfigError(f'{NAME}["FAIL_ON"]: use one of {", ".join(SEVERITIES)}')
        config = replace(config, fail_on=fail_on(word))
    if config.select or config.profile or config.fail_on is None:
        return config
    return replace(config, profile=next(p.name for p in PROFILES.values() if p.mildest is config.fail_on))


def _file(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if value is None:
        return ""
    if not isinstance(value, (str, Path)) or not str(value):
        raise ConfigError(f'{NAME}["{key}"]: the path of a file is expected, found {kind_of(value)}')
    return str(value)


def _types(names: Any) -> tuple[type, ...] | None:
    if names is None:
        return None
    if isinstance(names, str) or not isinstance(names, (list, tuple)) or not names:
        raise ConfigError(f'{NAME}["PAGE_TYPES"]: a list such as ["news.GalleryPage"] is expected')
    return tuple(_type(name) for name in names)


def _type(name: Any) -> type:
    from wagtail.models import Page

    try:
        found = apps.get_model(name)
    except (LookupError, ValueError, AttributeError, TypeError):
        found = None
    if not isinstance(found, type) or not issubclass(found, Page):
        raise ConfigError(f'{NAME}["PAGE_TYPES"]: there is no page type {name!r}; write it as "app.Model"')
    return found


def _seconds(value: Any, config: Config) -> float:
    if value is None:
        return config.page_seconds
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= _LONGEST:
        raise ConfigError(f'{NAME}["TIMEOUT"]: seconds are expected, a number above 0 and up to {_LONGEST}')
    return float(value)
