from collections.abc import Callable

import pytest

from cutline.model.finding import Finding, Location
from cutline.model.run import AuditRun, PageResult, Tool
from cutline.model.severity import Severity
from cutline.reports import reporter
from cutline.reports.field_limits import RULE, FieldLimit, field_limits

Runs = dict[str, Callable[[], AuditRun]]


def claim(kind: str = "alt", rule: str = RULE, **data: str | int) -> Finding:
    said = {"count": 4, "total": 9, "length": 200, "unit": "characters"} | data
    return Finding(rule, Severity.ERROR, kind, said, Location(), "", f"{kind} {said['length']} {said['unit']}")


def page(source: str, *claims: Finding) -> PageResult:
    return PageResult(source, findings=claims)


def test_a_length_on_several_pages_is_one_cause_that_names_them() -> None:
    pages = [page("a.html", claim()), page("b.html"), page("c.html", claim(count=3, total=5))]
    (limit,) = field_limits(pages)
    assert limit == FieldLimit("alt", 200, "characters", 7, 14, ((1, "a.html"), (3, "c.html")))
    assert limit.sentence == (
        "Alt texts stop at 200 characters on two pages (7 of 14 texts): one field between the wire and the pages cuts "
        "them. Mend that field first."
    )


def test_a_length_on_one_page_is_told_there() -> None:
    assert field_limits([page("a.html", claim()), page("b.html")]) == ()


@pytest.mark.parametrize("other", [{"kind": "caption"}, {"length": 199}, {"unit": "bytes"}, {"rule": "alt-truncated"}])
def test_another_kind_length_unit_or_rule_is_another_cause(other: dict[str, str | int]) -> None:
    assert field_limits([page("a.html", claim()), page("b.html", claim(**other))]) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("data", [{"count": "4"}, {"length": "200"}, {"unit": 1}, {"total": ""}])
def test_a_claim_without_its_numbers_is_passed_over(data: dict[str, str | int]) -> None:
    assert field_limits([page("a.html", claim(**data)), page("b.html", claim(**data))]) == ()  # type: ignore[arg-type]


def test_a_message_that_is_not_known_is_passed_over() -> None:
    assert field_limits([page("a.html", claim("title")), page("b.html", claim("title"))]) == ()


def test_the_cause_on_most_pages_comes_first() -> None:
    pages = [page(f"{n}.html", claim("caption"), *([claim()] if n else [])) for n in range(3)]
    assert [limit.kind for limit in field_limits(pages)] == ["caption", "alt"]


@pytest.mark.parametrize("name", ["text", "html"])
def test_reports_tell_the_cause_before_the_pages(name: str) -> None:
    pages = tuple(page(f"galleries/{n}.html", claim()) for n in range(25))
    written = "".join(reporter(name).render(AuditRun(Tool(), "", (), pages)))
    sentence = written.index("Alt texts stop at 200 characters on 25 pages (100 of 225 texts)")
    assert sentence < written.index("galleries/0.html")
    assert "and five more" in written


def test_the_text_report_names_the_pages_that_share_a_cause() -> None:
    pages = (page("a.html", claim()), page("b\x1b[2J.html", claim()))
    lines = "".join(reporter("text").render(AuditRun(Tool(), "", (), pages))).splitlines()
    assert lines[1:4] == ["  a.html", "  b⟨U+001B⟩[2J.html", ""]


@pytest.mark.parametrize("name", ["text", "html"])
def test_reports_without_a_shared_cause_say_nothing_of_one(every_run: AuditRun, name: str) -> None:
    assert " stop at 110" not in "".join(reporter(name).render(every_run))
