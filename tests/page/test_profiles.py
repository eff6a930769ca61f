"""A house's own selectors decide where the clues are not enough; docs/site-profiles.md shows how."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

import cutline
from cutline.config.load import load_given
from cutline.config.schema import SITE_KEYS
from cutline.model.page import Grade, Page
from cutline.model.profile import SiteProfile
from cutline.page.document import Document
from cutline.page.recognise import recognise

SAID = "A ferry leaves the quay at Aldery."
OTHER = "Two pilots wait on the pier of Tarrow."
HERE = ("saved/*.html",)


class Seen(NamedTuple):
    """A photo as an editor sees it."""

    src: str | None
    caption: str | None = None
    credit: str | None = None


def page(body: str, *profiles: SiteProfile, source: str = "saved/a.html", head: str = "") -> Page:
    return recognise(Document.parse(f"<head>{head}</head><body>{body}"), source=source, profiles=profiles)


def seen(found: Page) -> list[Seen]:
    return [
        Seen(p.src, p.caption.text if p.caption else None, p.credit.credit.text if p.credit else None)
        for p in found.photos
    ]


TILE = (
    "<div class=tile><div class=tile__pic><img src=/a.jpg></div><div class=tile__head>Islands</div>"
    f"<div class=tile__words>{SAID}</div><div class=tile__maker>Maud Lind</div></div>"
)
TILES = SiteProfile(path=HERE, picture=".tile img", caption=".tile__words", credit=".tile__maker")


def test_a_profile_finds_what_no_clue_can() -> None:
    assert seen(page(TILE)) == []
    assert seen(page(TILE, TILES)) == [Seen("/a.jpg", SAID, "Maud Lind")]


def test_a_blueprint_is_no_photo_though_a_profile_would_name_it() -> None:
    assert seen(page(f"{TILE}<template>{TILE.replace('/a.jpg', '/blueprint.jpg')}</template>", TILES)) == [
        Seen("/a.jpg", SAID, "Maud Lind")
    ]


def test_every_photo_gets_the_texts_of_its_own_tile() -> None:
    second = TILE.replace("/a.jpg", "/b.jpg").replace(SAID, OTHER).replace("Maud Lind", "Jun Okabara")
    assert seen(page(TILE + second, TILES)) == [Seen("/a.jpg", SAID, "Maud Lind"), Seen("/b.jpg", OTHER, "Jun Okabara")]


def test_a_tile_without_text_does_not_take_its_neighbour_s() -> None:
    bare = "<div class=tile><div class=tile__pic><img src=/b.jpg></div></div>"
    assert seen(page(f"<main>{TILE}{bare}</main>", TILES)) == [Seen("/a.jpg", SAID, "Maud Lind"), Seen("/b.jpg")]


def test_a_profile_beats_the_clues() -> None:
    body = f"<figure><img src=/a.jpg><figcaption>{OTHER}</figcaption><p class=real>{SAID}</p></figure>"
    assert seen(page(body)) == [Seen("/a.jpg", OTHER)]
    assert seen(page(body, SiteProfile(path=HERE, picture="img", caption=".real"))) == [Seen("/a.jpg", SAID)]


def test_a_picture_that_the_profile_does_not_name_is_furniture() -> None:
    body = f"{TILE}<figure><img src=/b.jpg><figcaption>{OTHER}</figcaption></figure>"
    found = page(body, TILES)
    assert [(picture.src, picture.why_not) for picture in found.pictures] == [
        ("/a.jpg", ""),
        ("/b.jpg", "the site's profile does not name it"),
    ]


def test_without_a_picture_selector_the_profile_speaks_of_the_photos_that_the_clues_find() -> None:
    body = f"<figure><img src=/a.jpg><figcaption>{OTHER}</figcaption><p class=real>{SAID}</p><b>Maud Lind</b></figure>"
    logo = "<header><img class=logo src=/logo.png alt=Post></header>"
    profile = SiteProfile(path=HERE, caption=".real", credit="b")
    assert seen(page(logo + body, profile)) == [Seen("/a.jpg", SAID, "Maud Lind")]


def test_without_a_picture_selector_the_clues_keep_what_the_profile_leaves_open() -> None:
    plain = f"<figure><img src=/b.jpg><figcaption>{OTHER} (Jun Okabara/AFP)</figcaption></figure>"
    profile = SiteProfile(path=HERE, caption=".real", credit=".maker")
    assert seen(page(plain, profile)) == seen(page(plain)) == [Seen("/b.jpg", OTHER, "(Jun Okabara/AFP)")]


def test_a_profile_that_names_furniture_alone_takes_it_out_of_what_the_clues_find() -> None:
    photo = f"<figure class=own><img src=/own.jpg><figcaption>{SAID}</figcaption></figure>"
    body = photo.replace("own", "stamp") + photo
    assert seen(page(body)) == [Seen("/stamp.jpg", SAID), Seen("/own.jpg", SAID)]
    assert seen(page(body, SiteProfile(path=HERE, furniture=".stamp img"))) == [Seen("/own.jpg", SAID)]


def test_furniture_among_the_named_pictures_can_be_taken_out() -> None:
    body = TILE + "<div class=tile><img class=stamp src=/stamp.jpg></div>"
    profile = SiteProfile(path=HERE, picture=".tile img", caption=".tile__words", furniture=".stamp")
    assert [(picture.src, picture.why_not) for picture in page(body, profile).pictures] == [
        ("/a.jpg", ""),
        ("/stamp.jpg", "the site's profile calls it furniture"),
    ]


def test_where_the_profile_names_no_caption_the_clues_look_for_one() -> None:
    body = f"<div class=hero><img src=/a.jpg><p class=caption>{SAID} (Maud Lind/AFP)</p></div>"
    assert seen(page(body, SiteProfile(path=HERE, picture=".hero img"))) == [Seen("/a.jpg", SAID, "(Maud Lind/AFP)")]


def test_a_credit_inside_the_named_caption_is_cut_off_it() -> None:
    body = (
        f"<div class=tile><img src=/a.jpg><div class=tile__words>{SAID}<b class=tile__maker>Maud Lind</b></div></div>"
    )
    assert seen(page(body, TILES)) == [Seen("/a.jpg", SAID, "Maud Lind")]


def test_a_small_picture_is_a_photo_when_the_profile_names_it() -> None:
    body = "<div class=tile><img src=/a.jpg width=48 height=48></div>"
    assert seen(page(body, SiteProfile(path=HERE, picture=".tile img"))) == [Seen("/a.jpg")]


def test_what_a_profile_decided_is_explained() -> None:
    assert page(TILE, TILES).photos[0].reasons == (
        "Caption: the site's profile names it.",
        "Credit: the site's profile, likely.",
        "Photo: 99 points of 2 needed.",
    )


@pytest.mark.parametrize(
    ("source", "head", "expected"),
    [
        ("saved/a.html", "", True),
        ("other/a.html", "", False),
        ("", "", False),
        ("https://www.ledger.example/a", "", True),
        ("other/a.html", "<link rel=canonical href=https://ledger.example/a>", True),
        ("other/a.html", "<meta property=og:url content=https://ledger.example/a>", True),
        ("https://evil.example/ledger.example", "", False),
    ],
)
def test_a_profile_is_for_the_pages_of_its_site_alone(source: str, head: str, expected: bool) -> None:
    profile = SiteProfile(host=("ledger.example", "*.ledger.example"), path=HERE, picture=".tile img")
    assert [photo.src for photo in page(TILE, profile, source=source, head=head).photos] == ["/a.jpg"] * expected


def test_of_two_profiles_that_fit_the_first_decides() -> None:
    other = SiteProfile(path=HERE, picture=".nothing")
    assert seen(page(TILE, TILES, other)) != []
    assert seen(page(TILE, other, TILES)) == []


@pytest.fixture(scope="module")
def worked(root: Path) -> dict[str, str]:
    """The blocks of the worked example in the documentation, by language."""
    prose = (root / "docs" / "site-profiles.md").read_text("utf-8")
    return dict(re.findall(r"^```(toml|html|text)\n(.*?)^```", prose, re.MULTILINE | re.DOTALL))


def shown(found: Page) -> str:
    return "".join(
        f"{photo.src}\n  caption: {photo.caption.text if photo.caption else '-'}\n"
        f"  credit:  {photo.credit.credit.text if photo.credit else '-'}\n"
        for photo in found.photos
    )


def test_the_worked_example_shows_what_it_says(worked: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "cutline.toml"
    file.write_text(worked["toml"], "utf-8")
    html, address = worked["html"], "https://www.ledger.example/photos/ferries"
    assert shown(cutline.inspect_page(html, source=address, config=load_given(file))) == worked["text"]


def test_the_worked_example_needs_its_profile(worked: dict[str, str]) -> None:
    assert shown(cutline.inspect_page(worked["html"], source="https://www.ledger.example/photos/ferries")) == ""


ROW = "<main><img src=/a.jpg><p class=w>{}</p><img src=/b.jpg><img src=/c.jpg><p class=w>{}</p></main>"
IN_A_ROW = SiteProfile(path=HERE, picture="main img", caption=".w")


def test_in_a_row_without_boxes_a_text_belongs_to_the_photo_before_it() -> None:
    assert seen(page(ROW.format(SAID, OTHER), IN_A_ROW)) == [
        Seen("/a.jpg", SAID),
        Seen("/b.jpg"),
        Seen("/c.jpg", OTHER),
    ]


def test_a_text_before_all_photos_of_its_box_belongs_to_the_first() -> None:
    body = f"<main><p class=w>{SAID}</p><img src=/a.jpg><img src=/b.jpg></main>"
    assert seen(page(body, IN_A_ROW)) == [Seen("/a.jpg", SAID), Seen("/b.jpg")]


def test_furniture_in_a_tile_does_not_take_the_photo_s_text() -> None:
    body = f"<div class=tile><img src=/a.jpg><img class=stamp src=/stamp.jpg><p class=tile__words>{SAID}</p></div>"
    profile = SiteProfile(path=HERE, picture=".tile img", caption=".tile__words", furniture=".stamp")
    assert seen(page(body, profile)) == [Seen("/a.jpg", SAID)]


def test_an_empty_text_gives_way_to_one_with_words() -> None:
    body = f"<div class=tile><img src=/a.jpg><p class=tile__words> </p><p class=tile__words>{SAID}</p></div>"
    assert seen(page(body, TILES)) == [Seen("/a.jpg", SAID)]


def test_a_text_without_any_photo_around_it_is_nobody_s() -> None:
    body = f"<div class=tile><img src=/a.jpg></div><template><p class=tile__words>{SAID}</p></template>"
    assert seen(page(body, TILES)) == [Seen("/a.jpg")]


@pytest.mark.parametrize(
    ("said", "field", "credit", "grade"),
    [
        ("Maud Lind", False, "Maud Lind", Grade.LIKELY),
        ("Maud Lind", True, "Maud Lind", Grade.CERTAIN),
        ("Photo: Maud Lind/AFP", False, "Photo: Maud Lind/AFP", Grade.CERTAIN),
        (f"{SAID} {OTHER} (Maud Lind/AFP)", False, "(Maud Lind/AFP)", Grade.CERTAIN),
        (f"{SAID} {OTHER} (Maud Lind/AFP)", True, f"{SAID} {OTHER} (Maud Lind/AFP)", Grade.CERTAIN),
    ],
)
def test_a_credit_field_holds_a_credit_and_nothing_else(said: str, field: bool, credit: str, grade: Grade) -> None:
    profile = SiteProfile(path=HERE, picture=".tile img", credit=".by", credit_field=field)
    line = page(f"<div class=tile><img src=/a.jpg><p class=by>{said}</p></div>", profile).photos[0].credit
    assert line is not None
    assert (line.credit.text, line.credit.grade) == (credit, grade)


def test_a_photo_that_only_a_noscript_holds_can_be_named_by_the_noscript() -> None:
    body = f"<div class=tile><noscript><img src=/a.jpg></noscript><p class=tile__words>{SAID}</p></div>"
    profile = SiteProfile(path=HERE, picture=".tile noscript", caption=".tile__words")
    assert seen(page(body, profile)) == [Seen("/a.jpg", SAID)]


def test_the_documentation_speaks_of_every_key(root: Path) -> None:
    prose = (root / "docs" / "site-profiles.md").read_text("utf-8")
    assert [key.name for key in SITE_KEYS if f"`{key.name}`" not in prose and f"\n{key.name} =" not in prose] == []
