"""From the words of a command line to a Config."""

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from cutline.config.load import fail_on, load_found, load_given
from cutline.config.schema import Config


def configuration(named: str | None) -> Config:
    """Read the configuration a user named, else the one found from the working directory upwards.

    Raises ConfigError.
    """
    return load_given(Path(named)) if named else load_found(Path.cwd())


def wished(
    config: Config, *, select: Iterable[str], ignore: Iterable[str], profile: str | None, failing: str | None
) -> Config:
    """Let the command line overrule the file.

    Rules selected here are the only ones, whatever the file selects, ignores or profiles; rules ignored here are
    ignored as well as the file's.
    """
    selected, ignored = _split(select), _split(ignore)
    return replace(
        config,
        select=selected or (() if profile else config.select),
        ignore=ignored if selected else (*config.ignore, *ignored),
        profile=profile or config.profile,
        fail_on=fail_on(failing) if failing else config.fail_on,
    )


def _split(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.strip() for word in words for name in word.split(",") if name.strip())
