from collections.abc import Callable

import pytest

from cutline.model.finding import Finding, Location
from cutline.model.page import Credit
from cutline.model.run import AuditRun, PageResult, Photo, RuleInfo
from cutline.model.severity import Severity
from cutline.reports.contents import NAMES, PLACES, contents_of, makers_of

Runs = dict[str, Callable[[], AuditRun]]

RULE = RuleInfo("alt-missing", "A photo has no description", "", Severity.ERROR, "static")
RULES = {RULE.id: RULE}


def photo(index: int, credit: Credit | None = None) -> Photo:
    return Photo(index, None, "Gulls", "Gulls", None, credit, Location())


def claim(picture: int | None, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(RULE.id, severity, "missing", {}, Location(), "", "", picture=picture)


def credit(*people: str, bodies: tuple[str, ...] = ()) -> Credit:
    return Credit("as written", 0, people, bodies)


def page(
    *said: Credit | None, wrong: tuple[int, ...] = (), decide: tuple[int, ...] = (), source: str = "a.html"
) -> PageResult:
    photos = tuple(photo(index, one) for index, one in enumerate(said))
    findings = tuple(claim(index) for index in wrong)
    return PageResult(source, photos=photos, findings=findings, reviews=tuple(claim(index) for index in decide))


def test_photographers_and_agencies_are_listed_with_the_photos_to_see_to() -> None:
    pages = [
        page(credit("Ana Reis", bodies=("AFP",)), credit("Jonas Tveit", bodies=("AFP",)), wrong=(0,)),
        page(credit("Ana Reis"), wrong=(0,), source="b.html"),
    ]
    found = contents_of(pages, RULES, "").makers
    assert [(one.name, one.person, one.flawed, one.photos, one.places) for one in found] == [
        ("Ana Reis", True, 2, 2, [(1, 1), (2, 1)]),
        ("AFP", False, 1, 2, [(1, 1)]),
    ]


def test_a_photo_that_waits_for_a_decision_is_to_be_seen_to() -> None:
    (found,) = contents_of([page(credit("Ana Reis"), decide=(0,))], RULES, "").makers
    assert found.places == [(1, 1)]


def test_a_name_is_one_name_in_any_case_and_spacing() -> None:
    pages = [page(credit("Ana Reis"), credit("ANA  REIS"), wrong=(0, 1))]
    (found,) = contents_of(pages, RULES, "").makers
    assert (found.key, found.name, found.photos) == ("ana reis", "Ana Reis", 2)


def test_a_name_that_stands_twice_in_a_credit_is_counted_once() -> None:
    both = credit("Reuters", bodies=("REUTERS", " "))
    assert list(makers_of(both)) == [("reuters", "Reuters", True)]
    assert list(makers_of(None)) == []


def test_the_list_of_names_and_the_places_of_a_name_are_bounded() -> None:
    names = [credit(f"Photographer {number:03}", bodies=("AFP",)) for number in range(NAMES + 5)]
    found = contents_of([page(*names, wrong=tuple(range(len(names))))], RULES, "")
    assert (len(found.makers), found.unnamed) == (NAMES, 6)
    assert (found.makers[0].name, len(found.makers[0].places), found.makers[0].more) == (
        "AFP",
        PLACES,
        NAMES + 5 - PLACES,
    )


def test_what_waits_for_a_decision_is_listed_apart_from_what_is_wrong() -> None:
    found = contents_of([page(None, None, wrong=(0,)), page(None, decide=(0,), source="b.html")], RULES, "")
    assert [(entry.rule.id, entry.pages) for entry in found.rules] == [("alt-missing", [1])]
    assert [(entry.rule.id, entry.pages) for entry in found.choices] == [("alt-missing", [2])]


def test_severities_are_those_of_the_findings() -> None:
    pages = [PageResult("a.html", findings=(claim(None, Severity.ADVICE), claim(None, Severity.ERROR)))]
    assert contents_of(pages, RULES, "").severities == {Severity.ERROR, Severity.ADVICE}


@pytest.mark.parametrize("root", ["", "../pages"])
def test_hosts_of_pictures_are_gathered(root: str, runs: Runs) -> None:
    assert contents_of(runs["right-to-left"]().pages, RULES, root).origins == ("https://cdn.news.example",)
