import json
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from cutline.model.run import AuditRun
from cutline.reports import reporter

Runs = dict[str, Callable[[], AuditRun]]


def issues(run: AuditRun) -> Any:
    return json.loads("".join(reporter("gitlab").render(run)))


def test_an_issue_has_what_gitlab_asks_for(runs: Runs) -> None:
    run = runs["one"]()
    (page,) = run.pages
    assert issues(run) == [
        {
            "description": "The description stops at “reached a”.",
            "check_name": "alt-truncated",
            "fingerprint": page.findings[0].fingerprint,
            "severity": "critical",
            "location": {"path": "winter.html", "lines": {"begin": 22}},
        }
    ]


def test_every_issue_keeps_the_documented_shape(every_run: AuditRun) -> None:
    for issue in issues(every_run):
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith("./")


def test_no_fingerprint_is_given_twice(runs: Runs) -> None:
    run = runs["one"]()
    (page,) = run.pages
    twins = replace(run, pages=(page, page, page))
    assert len({issue["fingerprint"] for issue in issues(twins)}) == 3


def test_nothing_found_is_an_empty_list_and_no_page_is_not(runs: Runs) -> None:
    assert issues(runs["nothing-found"]()) == []
    assert [issue["severity"] for issue in issues(runs["no-page"]())] == ["blocker"]


def test_what_was_not_audited_is_a_blocker(runs: Runs) -> None:
    assert [issue["severity"] for issue in issues(runs["not-audited"]())] == ["blocker"]
    assert [issue["check_name"] for issue in issues(runs["error-outcome"]())] == ["alt-truncated"]


def test_a_path_has_no_dot_in_front_and_an_address_stays(runs: Runs) -> None:
    run = runs["one"]()
    (page,) = run.pages
    for source, path in {"./a//b.html": "a/b.html", "https://news.example/a": "https://news.example/a"}.items():
        (issue,) = issues(replace(run, pages=(replace(page, source=source),)))
        assert issue["location"]["path"] == path
