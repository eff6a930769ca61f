import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from cutline.model.run import AuditRun
from cutline.model.severity import Severity
from cutline.reports import FILE_FORMATS, FORMATS, reporter, reporter_for, reporters

Runs = dict[str, Callable[[], AuditRun]]

LEFT_OUT = (
    "The check ended after two addresses, as it was told to; the site has more.",
    "Three links were not followed, because the site asks programs to leave them alone.",
)


def test_every_format_has_a_reporter_that_carries_its_name() -> None:
    assert {name: made.name for name, made in reporters().items()} == {name: name for name in FORMATS}


def test_suffixes_tell_formats_apart() -> None:
    assert len({one.suffix for one in reporters().values()}) == len(FORMATS)


def test_a_format_that_is_no_text_can_be_written_and_not_printed() -> None:
    assert set(FILE_FORMATS) - set(FORMATS) == {"xlsx"}
    assert reporter_for("xlsx", Path("run.xlsx")).name == "xlsx"
    with pytest.raises(LookupError, match="there is no format 'xlsx'"):
        reporter("xlsx")


def test_a_library_that_is_missing_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(LookupError, match=r"the format xlsx needs xlsxwriter: pip install 'cutline\[xlsx\]'"):
        reporter_for("xlsx", Path("run.xlsx"))


def test_what_failed_is_told_by_the_level_that_was_asked_for() -> None:
    assert reporter_for("junit", Path("x.xml"), Severity.ADVICE) == reporter("junit", fail_on=Severity.ADVICE)


def test_an_unknown_format_is_refused_with_the_legal_ones() -> None:
    with pytest.raises(LookupError, match="there is no format 'xml'; use one of text, json, jsonl, html, sarif"):
        reporter("xml")


def test_a_setting_that_a_format_does_not_have_is_refused() -> None:
    with pytest.raises(TypeError):
        reporter("json", colour=True)


def test_a_report_in_another_folder_finds_its_way_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out" / "today").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    made = [reporter_for("html", Path(file)) for file in ("out/today/report.html", "report.html")]
    assert made == [reporter("html", root="../.."), reporter("html")]
    assert reporter_for("json", Path("out/report.json")) == reporter("json")


@pytest.mark.parametrize("pages", [0, 1, 2])
@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"json", "jsonl", "earl"}))
def test_every_report_for_people_and_builds_says_what_a_run_over_a_site_left_out(
    runs: Runs, name: str, pages: int
) -> None:
    run = runs["cut-short"]()
    some = replace(run, pages=tuple(run.pages)[:pages])
    text = "".join(reporter(name).render(some)).replace("\\", "")
    assert [said for said in LEFT_OUT if said not in text] == []


def test_templates_are_loaded_for_html_alone() -> None:
    code = (
        "import sys; from cutline.reports import reporter\n"
        "for name in ('text', 'json', 'jsonl'): reporter(name)\n"
        "print({'jinja2', 'rich', 'bs4'} & set(sys.modules))\n"
        "reporter('html'); print('jinja2' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\nTrue\n"
