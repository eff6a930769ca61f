"""The page that started the project, rebuilt as HTML from its text, is recognised photo by photo."""

import json
import re
import subprocess
import sys
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import cutline
from cutline.text.credit_template import CreditTemplate
from cutline.text.house_style import HouseStyle

FIELD_LIMIT = 200
"""Characters at which the page's alt texts were cut; a text cut right after a space shows one less."""


class Shot(NamedTuple):
    """A photo as the text gives it."""

    alt: str
    caption: str
    credit: str


@pytest.fixture(scope="module")
def text(corpus: Path) -> str:
    found = sorted((corpus / "seed").glob("*.txt"))
    if not found:
        pytest.skip("the folder that CUTLINE_CORPUS names has no seed page")
    return found[0].read_text("utf-8")


@pytest.fixture(scope="module")
def shots(text: str) -> list[Shot]:
    """Read the photos: a line that ends in a bracketed credit is a caption, the line before it the alt text."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = []
    for alt, below in pairwise(lines):
        if match := re.fullmatch(r"(.+?) (\[[^\[\]]+\])", below):
            found.append(Shot(alt, *match.groups()))
    return found


@pytest.fixture(scope="module")
def inspected(text: str, shots: list[Shot], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    page = tmp_path_factory.mktemp("seed") / "page.html"
    page.write_text(rebuilt(text, shots), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "cutline", "inspect", str(page), "--format", "json"],
        capture_output=True,
        check=True,
        timeout=60,
    )
    (found,) = json.loads(done.stdout)["pages"]
    return dict(found)


def test_the_text_holds_a_lead_photo_and_eight_slides(shots: list[Shot]) -> None:
    assert len(shots) == 9


def test_every_photo_is_shown_with_alt_caption_and_credit_apart(inspected: dict[str, Any], shots: list[Shot]) -> None:
    content = [picture for picture in inspected["pictures"] if picture["content"]]
    assert [Shot(p["alt"], p["caption"], p["credit"]["text"]) for p in content] == shots


def test_every_credit_names_one_person_and_one_body_as_its_bracket_does(
    inspected: dict[str, Any], shots: list[Shot]
) -> None:
    found = [picture["credit"] for picture in inspected["pictures"] if picture["content"]]
    assert ["/".join(credit["people"] + credit["bodies"]) for credit in found] == [
        shot.credit.strip("[]") for shot in shots
    ]
    assert {(len(credit["people"]), len(credit["bodies"])) for credit in found} == {(1, 1)}


def test_seven_alt_texts_stop_at_the_limit_of_the_field(inspected: dict[str, Any]) -> None:
    lengths = [len(picture["alt"]) for picture in inspected["pictures"] if picture["content"]]
    assert [length in (FIELD_LIMIT - 1, FIELD_LIMIT) for length in lengths] == [False, *[True] * 7, False]
    assert max(lengths) == FIELD_LIMIT


def test_no_advertisement_icon_or_logo_counts_as_a_photo(inspected: dict[str, Any], shots: list[Shot]) -> None:
    alts = {picture["alt"] for picture in inspected["pictures"] if picture["content"]}
    assert alts == {shot.alt for shot in shots}


def test_the_skip_link_is_shown_with_its_target(inspected: dict[str, Any]) -> None:
    (link,) = inspected["skip_links"]
    assert (link["href"], link["target_exists"], link["first_focusable"]) == ("#main-content-area", True, True)
    assert link["text"] == "Skip to Content"


def test_the_seven_cut_alt_texts_and_the_field_they_share_are_all_that_is_said_of_cuts(
    text: str, shots: list[Shot]
) -> None:
    result = cutline.audit_page(rebuilt(text, shots))
    cuts = ("alt-truncated", "caption-truncated", "credit-truncated", "text-field-limit")
    found = [claim for claim in (*result.findings, *result.reviews) if claim.rule in cuts]
    assert [claim.rule for claim in found if claim.rule != "text-field-limit"] == ["alt-truncated"] * 7
    (limit,) = (claim for claim in found if claim.rule == "text-field-limit")
    assert {name: limit.data[name] for name in ("length", "count", "total")} == {
        "length": FIELD_LIMIT,
        "count": 7,
        "total": len(shots),
    }


@pytest.mark.parametrize("template", [None, "[{people}/{agency}]"], ids=["no house", "the page's own house"])
def test_its_credits_are_right_but_for_the_two_in_alt_texts(text: str, shots: list[Shot], template: str | None) -> None:
    house = HouseStyle(templates=(CreditTemplate.parse(template),), agencies=(("AP Photo", ()),)) if template else None
    result = cutline.audit_page(rebuilt(text, shots), config=cutline.Config(credit=house))
    found = [claim for claim in result.findings if claim.rule.startswith(("credit-", "linked-"))]
    assert [claim.rule for claim in found] == ["credit-in-alt"] * 2
    assert all(str(claim.data["credit"]).startswith("REUTERS/") for claim in found)


def rebuilt(text: str, shots: list[Shot]) -> str:
    """Mark the text up as such a gallery is: menus, a lead figure, paragraphs, a figure per slide, ads between."""
    by_caption = {f"{shot.caption} {shot.credit}": shot for shot in shots}
    alts = {shot.alt for shot in shots}
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    first = next(number for number, line in enumerate(lines) if line in alts)
    last = max(number for number, line in enumerate(lines) if line in by_caption)
    body = [block(line, by_caption) for line in lines[first : last + 1] if line not in alts]
    return "\n".join(
        (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>In Pictures</title></head><body>',
            '<div class="skip-links"><h2 class="screen-reader-text">Skip links</h2>',
            '<a class="skip-link" href="#main-content-area">Skip to Content</a></div>',
            f"<header><nav><ul>{''.join(map(menu_item, lines[1:first]))}</ul></nav></header>",
            '<main id="main-content-area">',
            *body,
            "</main>",
            f"<footer><ul>{''.join(map(menu_item, lines[last + 1 :]))}</ul>",
            '<img class="site-logo" src="/static/logo.svg" alt="Media Network logo"></footer></body></html>',
        )
    )


def block(line: str, by_caption: dict[str, Shot]) -> str:
    shot = by_caption.get(line)
    if shot is None and line == "Advertisement":
        return '<div class="advertisement"><p>Advertisement</p><div class="ad-slot"></div></div>'
    if shot is None:
        return f"<p>{escape(line)}</p>"
    number = list(by_caption).index(line)
    alt = shot.alt.ljust(FIELD_LIMIT) if len(shot.alt) == FIELD_LIMIT - 1 else shot.alt
    kind = "lead-photo" if number == 0 else "slide"
    return (
        f'<figure class="{kind}"><div class="frame">'
        f'<img loading="lazy" src="/uploads/2020/02/{number:02}.jpg?resize=770%2C513" alt="{escape(alt)}">'
        f"</div><figcaption>{escape(line)}</figcaption></figure>"
    )


def menu_item(line: str) -> str:
    return f'<li><a href="/section">{escape(line.lstrip("• "))}</a></li>'
