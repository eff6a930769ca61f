"""Regular expressions that are compiled when they are first used.

A page uses a third of the patterns that recognition and rules hold ready, and compiling one takes from 0.1 to 2 ms: the
others took a tenth of the time of a one-page check.
"""

import re
import sys
from typing import Any, cast


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Give what `re.compile` gives, later. A pattern that is wrong raises re.error on its first use.

    For constants of a module: the first use puts the compiled pattern in the constant's place.
    """
    return cast("re.Pattern[str]", _Later(text, flags, sys._getframe(1).f_globals))


class _Later:
    """Stands for a pattern until it is used, and gives way to it: the detour costs a little each time."""

    def __init__(self, text: str, flags: int, module: dict[str, Any]) -> None:
        self._text = text
        self._flags = flags
        self._module = module

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self._text, self._flags)
        for constant, value in self._module.items():
            if value is self:
                self._module[constant] = compiled
                break
        value = getattr(compiled, name)
        # Whoever imported the constant before holds this still.
        setattr(self, name, value)
        return value
