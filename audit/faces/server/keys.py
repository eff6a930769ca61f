"""Secrets that senders sign with: from a file or the environment, never from the words of a command."""

import os
from collections.abc import Iterable
from pathlib import Path

from cutline.config.schema import ConfigError

VARIABLE = "CUTLINE_SERVE_SECRETS"
"""The environment variable that holds secrets, with spaces between them."""

SHORTEST = 16
"""Bytes of a secret: 128 bits, below which a signature can be guessed offline."""

_LARGEST_FILE = 64 * 1024


def secrets_in(files: Iterable[str]) -> tuple[str, ...]:
    """Read every secret of the environment and of `files`, one a line; several are taken so that one can be replaced.

    Blank lines and lines that begin with # are left out. Raises ConfigError, which never quotes a secret.
    """
    held = os.environ.get(VARIABLE)
    if held is not None and not held.strip():
        raise ConfigError(f"${VARIABLE}: it is there, but empty; put a secret in it, or take it away")
    found = [(f"${VARIABLE}", word) for word in (held or "").split()]
    for name in files:
        lines = [line.strip() for line in _text(name).splitlines()]
        secrets = [(name, line) for line in lines if line and not line.startswith("#")]
        if not secrets:
            raise ConfigError(f"{name}: there is no secret in it; write one a line")
        found += secrets
    for place, secret in found:
        if len(secret.encode()) < SHORTEST:
            raise ConfigError(f"{place}: a secret has fewer than {SHORTEST} characters; make a longer one")
    return tuple(secret for _, secret in found)


def _text(name: str) -> str:
    try:
        data = Path(name).read_bytes()[: _LARGEST_FILE + 1]
    except OSError as error:
        raise ConfigError(f"{name}: cannot be read: {error.strerror or error}") from error
    if len(data) > _LARGEST_FILE:
        raise ConfigError(f"{name}: this is no file of secrets, it is larger than {_LARGEST_FILE // 1024} KiB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"{name}: not UTF-8; write one secret a line") from None
