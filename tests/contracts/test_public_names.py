"""What other programs may import from cutline, exactly."""

import importlib

import pytest

import cutline

PUBLIC = [
    "AuditRun",
    "Config",
    "Finding",
    "Rule",
    "audit_page",
    "inspect_page",
    "judge_truncation",
    "parse_credit",
]


def test_the_public_names_are_exactly_these() -> None:
    assert sorted(cutline.__all__) == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_can_be_had_and_is_documented(name: str) -> None:
    assert getattr(cutline, name).__doc__


def test_a_star_import_brings_the_public_names_and_no_other() -> None:
    brought: dict[str, object] = {}
    exec("from cutline import *", brought)  # noqa: S102 - the statement is the thing under test
    assert sorted(set(brought) - {"__builtins__"}) == PUBLIC


def test_a_name_that_does_not_exist_is_refused_as_python_does() -> None:
    with pytest.raises(AttributeError, match="no attribute 'audit_pgae'"):
        importlib.import_module("cutline").audit_pgae  # noqa: B018 - reading it is the thing under test


def test_the_public_names_are_listed_to_a_curious_reader() -> None:
    assert set(PUBLIC) <= set(dir(cutline))
