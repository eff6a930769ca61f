"""Regular expressions that are compiled when they are first used.

A page uses a third of the patterns that recognition and rules hold ready, and compiling one takes from 0.1 to 2 ms: the
others took a tenth of the time of a one-page check.
"""

import re
from typing import Any, cast


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Give what `re.compile` gives, later. A pattern that is wrong raises re.error on its first use."""
    return cast("re.Pattern[str]", _Later(text, flags))


class _Later:
    """Stands for a pattern; keeps the pattern's methods once it has them, so that later calls cost nothing more."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, value)
        return value
