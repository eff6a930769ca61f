"""The galleries in examples/ show what they say they show."""

import json
import os
from pathlib import Path

import pytest

import cutline
from cutline.config.load import load_given
from cutline.model.run import PageResult
from cutline.rules import registry
from cutline.rules.base import Needs

EXPECTED = Path(__file__).parent / "expected"
PAGES = (
    "feast-of-lanterns.html",
    "harvest-fair.html",
    "last-ferry.html",
    "night-market.html",
    "river-in-the-streets.html",
    "weinlese.html",
)


def audited(root: Path, name: str) -> PageResult:
    return cutline.audit_page((root / "examples" / name).read_bytes(), source=f"examples/{name}")


def audited_in_house(root: Path) -> PageResult:
    """Audit the feast of lanterns by the style of the paper that publishes it."""
    config = load_given(root / "examples" / "orla-courier.toml")
    html = (root / "examples" / "feast-of-lanterns.html").read_bytes()
    return cutline.audit_page(html, source="examples/feast-of-lanterns.html", config=config)


def summary(result: PageResult) -> str:
    """Give a line for each claim: place, rule, and the photo's number from 1."""
    numbers = {photo.index: number for number, photo in enumerate(result.photos, start=1)}
    claims = [(claim, "") for claim in result.findings] + [(claim, " (for a person)") for claim in result.reviews]
    rows = sorted(
        (
            claim.location.line or 0,
            claim.location.column or 0,
            claim.rule,
            f" photo {numbers[claim.picture]}" if claim.picture in numbers else "",
            kind,
        )
        for claim, kind in claims
    )
    return "".join(f"{line}:{column} {rule}{photo}{kind}\n" for line, column, rule, photo, kind in rows)


def compare(found: str, name: str) -> None:
    """Set CUTLINE_ACCEPT_EXAMPLES=1 to write down what is found now, and read the difference before you commit it."""
    written = EXPECTED / name
    if os.environ.get("CUTLINE_ACCEPT_EXAMPLES"):
        written.write_text(found, "utf-8")
    assert found == written.read_text("utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_an_example_has_exactly_the_findings_that_are_written_down(name: str, root: Path) -> None:
    compare(summary(audited(root, name)), f"{Path(name).stem}.txt")


def test_a_house_style_decides_where_there_is_one(root: Path) -> None:
    compare(summary(audited_in_house(root)), "feast-of-lanterns-in-house.txt")


def test_only_the_first_four_photos_of_the_feast_have_nothing_wrong_with_their_credits(root: Path) -> None:
    for result in (audited(root, "feast-of-lanterns.html"), audited_in_house(root)):
        claims = (*result.findings, *result.reviews)
        wrong = {claim.picture for claim in claims if claim.rule.startswith("credit-")}
        assert [photo.index in wrong for photo in result.photos[:17]] == [False] * 4 + [True] * 13


@pytest.mark.parametrize("name", PAGES)
def test_every_rule_gives_an_answer_on_an_example(name: str, root: Path) -> None:
    result = audited(root, name)
    assert result.audited
    assert {outcome.rule for outcome in result.outcomes} == {rule.id for rule in registry()}


def test_the_gallery_about_the_ferry_has_nothing_to_find(root: Path) -> None:
    result = audited(root, "last-ferry.html")
    assert (result.findings, result.reviews) == ((), ())


def test_the_gallery_about_the_ferry_has_nine_photos_with_three_texts_each(root: Path) -> None:
    photos = audited(root, "last-ferry.html").photos
    assert [bool(photo.alt and photo.caption and photo.credit) for photo in photos] == [True] * 9
    assert {photo.credit.form for photo in photos if photo.credit} == {"bracket"}


def test_every_rule_that_needs_no_browser_speaks_on_some_example(root: Path) -> None:
    results = [audited_in_house(root), *(audited(root, name) for name in PAGES)]
    spoken = {claim.rule for result in results for claim in (*result.findings, *result.reviews)}
    assert {rule.id for rule in registry() if rule.needs is Needs.STATIC} - spoken == set()


def test_the_photos_of_the_harvest_fair_are_in_order_and_its_menus_are_not(root: Path) -> None:
    result = audited(root, "harvest-fair.html")
    assert len(result.photos) == 6
    assert {claim.picture for claim in (*result.findings, *result.reviews)} == {None}


def test_a_gallery_whose_photos_a_script_puts_in_is_never_called_right(root: Path) -> None:
    result = audited(root, "night-market.html")
    assert (result.photos, [claim.rule for claim in result.findings]) == ((), ["gallery-not-recognised"])


def test_the_gallery_about_the_river_has_four_alt_texts_that_end_at_the_limit_of_a_field(root: Path) -> None:
    photos = audited(root, "river-in-the-streets.html").photos
    assert [len(photo.alt or "") for photo in photos[:4]] == [200] * 4


def test_the_german_gallery_is_recognised_though_it_has_no_figures(root: Path) -> None:
    photos = audited(root, "weinlese.html").photos
    assert [(photo.src, bool(photo.caption), photo.credit and photo.credit.bodies) for photo in photos] == [
        ("fotos/weinlese-1.jpg", True, ("dpa",)),
        ("fotos/weinlese-2.jpg", True, ("dpa",)),
        ("fotos/weinlese-3.jpg", True, ("epd",)),
        ("fotos/weinlese-4.jpg", True, ("epd",)),
    ]


def test_every_page_in_the_folder_is_an_example_that_is_tested(root: Path) -> None:
    assert sorted(path.name for path in (root / "examples").glob("*.html")) == sorted(PAGES)


def test_the_gallery_of_a_cms_is_read_as_it_is(root: Path) -> None:
    gallery = json.loads((root / "examples" / "from-the-cms.json").read_text("utf-8"))
    assert [set(photo) for photo in gallery["photos"]] == [{"src", "alt", "caption", "credit"}] * 3
