"""What is wrong with JSON, for the person who wrote the program that sent it."""

import re

_MALFORMED = re.compile(r"JSON is malformed: (?P<what>.*) \(byte (?P<byte>[0-9]+)\)")


def json_fault(data: bytes, error: Exception) -> str:
    """Say what is wrong with JSON that msgspec refused with `error`, and where: in lines and columns from 1."""
    if data.lstrip().startswith(b"<"):
        return "it begins as HTML does"
    try:
        data.decode()
    except UnicodeDecodeError as odd:
        return f"{_place(data[: odd.start])}: a byte that is not UTF-8"
    said = _MALFORMED.fullmatch(str(error))
    if said is None:
        return "it ends too early" if "truncated" in str(error) else str(error)
    return f"{_place(data[: int(said['byte'])])}: {said['what']}"


def _place(before: bytes) -> str:
    lines = before.decode("utf-8", "ignore").split("\n")
    return f"line {len(lines)}, column {len(lines[-1]) + 1}"
