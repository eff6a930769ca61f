"""Proposals are held against the pages they were made from, and a page that does not fit is named."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def proposals(tool: Callable[[str], ModuleType]) -> ModuleType:
    return tool("check_proposals")


def write(folder: Path, name: str, *credits_written: str) -> None:
    figures = (
        f'<figure><img src="{number}.jpg" width=900 height=600 alt="Boats {number}">'
        f"<figcaption>Boats wait behind mole {number}. {said}</figcaption></figure>"
        for number, said in enumerate(credits_written)
    )
    (folder / name).write_text(f"<!doctype html><html lang=en><main>{''.join(figures)}", encoding="utf-8")


def test_pages_that_fit_their_own_proposal_give_0(proposals: ModuleType, tmp_path: Path, capsys) -> None:
    write(tmp_path, "a.html", "[Ida Brandt/Reuters]", "(Jonas Lind/AFP)", "[Reuters]")
    write(tmp_path, "b.html", *["[Ida Brandt/Reuters]"] * 20, "REUTERS/Jonas Lind")
    assert proposals.main([str(tmp_path), "--show"]) == 0
    assert capsys.readouterr().out == (
        "2 pages, 2 of them with a proposal\n"
        "24 credits, 1 called wrong, 0 damaged\n"
        "  wrong on b.html: credit-agency-alias: REUTERS/Jonas Lind -> [Jonas Lind/Reuters]\n"
    )


def test_a_page_that_does_not_fit_is_named_and_gives_1(proposals: ModuleType) -> None:
    fits = [proposals.Fit("a.html", 20, ("credit-format: x",)), proposals.Fit("b.html", 10, ("credit-format: y",))]
    assert [fit.fails for fit in fits] == [False, True]
    assert list(proposals.lines(fits, 3, show=False)) == [
        "3 pages, 2 of them with a proposal",
        "30 credits, 2 called wrong, 0 damaged",
        "too many on b.html: 1 of 10",
    ]


def test_a_folder_without_pages_proves_nothing(proposals: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        proposals.main([str(tmp_path)])
    assert stopped.value.code == 2
