"""What a value read from JSON or TOML is called in a message to the person who wrote it."""

from typing import Any

_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "true or false"),
    ((int, float), "a number"),
    (str, "a text"),
    ((list, tuple), "a list"),
    (dict, "a table"),
    (type(None), "nothing (null)"),
)


def kind_of(value: Any) -> str:
    """Name the kind of a value in plain words, with its article: "a number", "a list"."""
    return next((words for kinds, words in _KINDS if isinstance(value, kinds)), "a date or a time")
