import re
from collections.abc import Callable

import pytest

from cutline.model.run import AuditRun
from cutline.reports import reporter

Runs = dict[str, Callable[[], AuditRun]]
SGR = re.compile(r"\x1b\[[0-9;]*m")


def written(run: AuditRun, **settings: bool) -> str:
    return "".join(reporter("text", **settings).render(run))


def test_colour_says_nothing_that_the_words_do_not_say(every_run: AuditRun) -> None:
    coloured = written(every_run, colour=True)
    assert SGR.sub("", coloured) == written(every_run)
    assert coloured != written(every_run)


@pytest.mark.parametrize("settings", [{}, {"verbose": True}, {"colour": True, "verbose": True}])
def test_nothing_from_a_page_acts_on_a_terminal(runs: Runs, settings: dict[str, bool]) -> None:
    plain = SGR.sub("", written(runs["hostile"](), **settings))
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in plain.replace("\n", ""))
    assert "\u202e" not in plain


def test_a_claim_names_file_line_and_column_so_that_a_terminal_can_link_it(runs: Runs) -> None:
    assert "  error    The description stops at “reached a”. [alt-truncated] winter.html:22:40 f1:" in written(
        runs["one"]()
    )


def test_a_place_that_is_not_known_is_not_invented(runs: Runs) -> None:
    assert "  error    The description stops at “traffi”. [alt-truncated] f1:" in written(runs["no-location"]())


def test_a_traceback_is_shown_only_on_request(runs: Runs) -> None:
    last = "  broken off alt-truncated: AttributeError: 'NoneType' object has no attribute 'split'"
    brief, full = written(runs["error-outcome"]()), written(runs["error-outcome"](), verbose=True)
    assert last.replace("broken", "broke") in brief
    assert "Traceback" not in brief
    assert 'File "house_rules.py", line 12, in check' in full


def test_one_page_gives_its_own_verdict_and_many_give_one_more(runs: Runs) -> None:
    assert written(runs["one"]()).count("Not ready.") == 1
    assert written(runs["many"]()).endswith(
        "\nNot ready. Two of five pages have errors. Two of five pages could not be checked in full.\n"
    )


def test_no_page_is_never_quiet(runs: Runs) -> None:
    assert written(runs["no-page"]()) == "Nothing was checked. The run holds no page, so it says nothing.\n"


def test_the_pages_come_one_by_one(long_run: AuditRun) -> None:
    chunks = list(reporter("text").render(long_run))
    assert len(chunks) == 501
