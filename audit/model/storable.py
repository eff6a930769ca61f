"""Texts that UTF-8 can hold. Pages and JSON can spell half a surrogate pair, which no file and no answer can."""

import re
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    """Give a text that UTF-8 can hold: an unpaired surrogate becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def storable_value(value: Any) -> Any:
    """Give a value of built-in types, as JSON has them, with every text in it made storable."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable_value(name): storable_value(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [storable_value(part) for part in value]
    return value
