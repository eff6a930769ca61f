"""Words as data: agencies, credit labels, function words and user-interface words, per language."""

from pathlib import Path
from typing import Any
from zlib import crc32

from msgspec import DecodeError, json

_HERE = Path(__file__).parent
_PARSED = _HERE / "parsed"
"""The same tables in a form that takes a twentieth of the time to read: `tools/build_tables.py`."""


def table(name: str) -> dict[str, Any]:
    """Read `name`.toml; whoever asks keeps the answer. Raises OSError when the installation is not complete.

    What the build made of it is used when it was made of the very same words; whoever edits a table sees the edit.
    """
    source = (_HERE / f"{name}.toml").read_bytes()
    made = _made_of(source, _PARSED / f"{name}.json")
    if made is not None:
        return made
    import tomllib

    return tomllib.loads(source.decode())


def _made_of(source: bytes, file: Path) -> dict[str, Any] | None:
    try:
        stamp, _, value = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    if stamp != b"%08x" % crc32(source):
        return None
    try:
        made: dict[str, Any] = json.decode(value)
    except DecodeError:  # the build was interrupted
        return None
    return made


def packed(name: str) -> bytes:
    """Read a file that is no text. Raises OSError when it was not built.

    `importlib.resources` would do as well, but imports 40 modules, `tempfile` and `zipfile` among them, which takes as
    long as the audit of a page.
    """
    return (_HERE / name).read_bytes()
