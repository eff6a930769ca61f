"""Reports as they were accepted: CUTLINE_ACCEPT_REPORTS=1 pytest tests/reports/test_golden.py accepts them anew."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cutline.model.run import AuditRun
from cutline.reports import FORMATS, reporter, reporters

Runs = dict[str, Callable[[], AuditRun]]

FOLDER = Path(__file__).parents[1] / "snapshots" / "reports"
CASES = (
    "nothing-found",
    "one",
    "many",
    "many-on-one-page",
    "no-location",
    "error-outcome",
    "not-audited",
    "hostile",
    "right-to-left",
    "no-page",
    "answered",
    "cut-short",
)
SETTINGS: dict[str, dict[str, bool]] = {"text": {"verbose": True}}

OURS = re.compile(r"(?s)(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)|sha256-[A-Za-z0-9+/=]+")
"""Style, script and their digests: a change to them is seen in the browser, not here."""


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("case", CASES)
def test_the_report_is_the_accepted_one(runs: Runs, case: str, name: str) -> None:
    made = reporter(name, **SETTINGS.get(name, {}))
    text = OURS.sub("", "".join(made.render(runs[case]()))).replace("\r\n", "\n")
    golden = FOLDER / f"{case}{made.suffix}"
    if os.environ.get("CUTLINE_ACCEPT_REPORTS"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


def test_no_accepted_report_is_left_over() -> None:
    suffixes = [made.suffix for made in reporters().values()]
    assert {path.name for path in FOLDER.iterdir()} == {f"{case}{suffix}" for case in CASES for suffix in suffixes}
