import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from cutline.model.run import AuditRun, PageResult
from cutline.model.severity import Severity
from cutline.reports import reporter, summary_report

Runs = dict[str, Callable[[], AuditRun]]

COMMAND = re.compile(r"::(error|warning|notice) ((?:[A-Za-z]+=[^:,\r\n]*,?)*)::([^\r\n]*)\n")


def commands(run: AuditRun) -> list[str]:
    return "".join(reporter("github").render(run)).splitlines(keepends=True)


def crowd(run: AuditRun, errors: int, advice: int) -> AuditRun:
    (page,) = run.pages
    finding = page.findings[0]
    mild = (replace(finding, severity=Severity.ADVICE),) * advice
    return replace(run, pages=(PageResult(page.source, findings=mild + (finding,) * errors),))


def test_every_line_is_one_command(every_run: AuditRun) -> None:
    assert [line for line in commands(every_run) if not COMMAND.fullmatch(line)] == []


def test_nothing_found_says_nothing(runs: Runs) -> None:
    assert commands(runs["nothing-found"]()) == []


def test_a_finding_names_its_file_and_place_and_what_to_type(runs: Runs) -> None:
    assert commands(runs["one"]()) == [
        "::error file=winter.html,line=22,endLine=22,col=40,endColumn=160,title=Descriptions stop before their end::"
        "The description stops at “reached a”. [alt-truncated] Type instead: Residents of the lower town carry their "
        "furniture up the stairs of the library, Monday.\n"
    ]


def test_signs_that_end_a_command_are_escaped(runs: Runs) -> None:
    run = runs["one"]()
    (page,) = run.pages
    finding = replace(page.findings[0], data={"ending": "50 %\n::error::x"}, suggestion=None)
    (line,) = commands(replace(run, pages=(replace(page, source="a,b:c.html", findings=(finding,)),)))
    assert line.startswith("::error file=a%2Cb%3Ac.html,")
    assert line.endswith("::The description stops at “50 %25 ::error::x”. [alt-truncated]\n")


def test_what_was_not_audited_is_an_error(runs: Runs) -> None:
    assert commands(runs["no-page"]()) == ["::error title=not-audited::Nothing was audited: the run holds no page.\n"]
    assert [line.partition(" ")[0] for line in commands(runs["error-outcome"]())] == ["::error"]


def test_ten_of_a_kind_are_shown_worst_first_and_the_others_are_counted(runs: Runs) -> None:
    lines = commands(crowd(runs["one"](), 12, 10))
    assert [line.partition(" ")[0] for line in lines] == ["::error"] * 10 + ["::notice"] * 10
    assert lines[-1] == (
        "::notice title=cutline::GitHub shows 10 annotations of each kind for a step. "
        "Not shown: 2 more of kind error, 1 more of kind notice. A full report holds all.\n"
    )


def test_ten_of_a_kind_need_no_note(runs: Runs) -> None:
    lines = commands(crowd(runs["one"](), 10, 10))
    assert "GitHub shows" not in lines[-1]
    assert len(lines) == 20


def test_the_summary_stays_below_the_limit_and_counts_what_did_not_fit(long_run: AuditRun) -> None:
    big = replace(long_run, pages=tuple(long_run.pages) * 3)
    text = "".join(reporter("github-summary").render(big))
    shown = text.count("\n### ")
    assert 900_000 < len(text.encode()) < 1024 * 1024
    assert text.endswith(f"; {1500 - shown} pages do not fit\\. A full report holds all\\.\n")


def test_a_page_that_is_ready_takes_no_room_in_the_summary(runs: Runs) -> None:
    text = "".join(reporter("github-summary").render(runs["nothing-found"]()))
    assert text == (
        "## cutline: Ready\\.\n\n"
        "Nothing found in three photos\\. One check was not made \\(needs a browser\\)\\; four were made\\.\n"
    )


@pytest.mark.parametrize("sign", list("<>[]()!*_`|#@:/.&~\\"))
def test_no_sign_of_a_page_acts_as_markup(runs: Runs, sign: str) -> None:
    run = runs["one"]()
    (page,) = run.pages
    finding = replace(page.findings[0], data={"ending": f"x{sign}y"}, suggestion=None)
    text = "".join(reporter("github-summary").render(replace(run, pages=(replace(page, findings=(finding,)),))))
    assert f"x\\{sign}y" in text


def test_the_limit_is_below_a_mebibyte() -> None:
    assert summary_report.BYTES + 1_000 < 1024 * 1024
