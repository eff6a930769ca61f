"""Words as data: agencies, credit labels, function words and user-interface words, per language."""

import tomllib
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


def table(name: str) -> dict[str, Any]:
    """Parse `name`.toml; whoever asks keeps the answer. Raises OSError when the installation is not complete."""
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))


def packed(name: str) -> bytes:
    """Read a file that is no text. Raises OSError when it was not built.

    `importlib.resources` would do as well, but imports 40 modules, `tempfile` and `zipfile` among them, which takes as
    long as the audit of a page.
    """
    return (_HERE / name).read_bytes()
