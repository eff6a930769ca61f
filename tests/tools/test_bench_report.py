"""The bench of the report compares pages of one size, and its run is as large as it says."""

from collections.abc import Callable
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def bench(tool: Callable[[str], ModuleType]) -> ModuleType:
    return tool("bench_report")


def test_five_hundred_pages_have_two_thousand_findings(bench: ModuleType) -> None:
    summary = bench.large_run(500).summary()
    assert (summary.pages, summary.errors) == (500, 2000)


def test_no_two_findings_of_the_large_run_are_the_same(bench: ModuleType) -> None:
    names = [finding.fingerprint for page in bench.large_run(20).pages for finding in page.findings]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("size", [200_000, 3_000_000])
def test_the_plain_page_has_the_size_that_was_asked_for(bench: ModuleType, size: int) -> None:
    made = len("".join(bench.plain_page(50, size)).encode())
    assert abs(made - size) < size / 20


def test_the_middle_of_several_openings_counts(bench: ModuleType) -> None:
    assert bench.Opening("report", 7.0, (900.0, 300.0, 400.0)).middle == 400.0
