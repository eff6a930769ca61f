"""Patterns that are compiled when they are first used."""

import re
import sys
from collections.abc import Iterator

import pytest

from cutline.config.catalogue import catalogue
from cutline.text.patterns import _Later, pattern

WORDS = pattern("[a-z]+")


def held() -> Iterator[tuple[str, "_Later | re.Pattern[str]"]]:
    """Yield every pattern that a module of cutline holds, used or not yet, with its name."""
    catalogue()
    for name, module in list(sys.modules.items()):
        if name.startswith("cutline."):
            constants = list(vars(module).items())
            yield from (
                (f"{name}.{held}", value) for held, value in constants if isinstance(value, _Later | re.Pattern)
            )


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    words = pattern("[a-z]+", re.IGNORECASE)
    assert words.findall("The last ferry") == ["The", "last", "ferry"]
    assert words.sub("*", "The 3") == "* 3"
    assert (words.pattern, bool(words.flags & re.IGNORECASE)) == ("[a-z]+", True)


def test_a_pattern_is_compiled_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    monkeypatch.setattr(re, "compile", lambda text, flags, make=re.compile: compiled.append(text) or make(text, flags))
    words = pattern("[a-z]+")
    assert compiled == []
    assert [bool(words.search(text)) for text in ("ferry", "3")] == [True, False]
    assert compiled == ["[a-z]+"]


def test_the_first_use_puts_the_compiled_pattern_in_the_constant_s_place() -> None:
    before = WORDS
    assert before.findall("3 ferries") == ["ferries"]
    assert isinstance(WORDS, re.Pattern)
    assert before.findall("3 ferries") == WORDS.findall("3 ferries")


def test_a_wrong_pattern_says_so_when_it_is_used() -> None:
    with pytest.raises(re.error, match="unterminated"):
        pattern("(").search("ferry")


def test_every_pattern_that_is_held_can_be_compiled() -> None:
    found = dict(held())
    assert len(found) > 100
    for name, later in found.items():
        assert isinstance(later.flags, int), name
