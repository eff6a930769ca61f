"""What the rules about credits promise beyond their examples: edits that mend, silence on guesses, no crash."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cutline.model.finding import Finding
from cutline.model.page import Grade, Page, Picture
from cutline.page.document import Document
from cutline.page.recognise import recognise
from cutline.rules import registry
from cutline.rules.base import Review, Rule
from cutline.rules.facts.example_house import ORLA_COURIER
from cutline.sources.gallery_json import page_of
from cutline.text.house_style import HouseStyle

RULES = [rule for rule in registry() if type(rule).__module__.startswith("cutline.rules.credits.")]


def page(html: str, house: HouseStyle | None = None) -> Page:
    found = recognise(Document.parse(html), source="page.html", house=house.words if house else None)
    return replace(found, house=house)


def claims(page: Page, *names: str) -> Iterator[Finding | Review]:
    for rule in RULES:
        if (not names or rule.id in names) and rule.subjects(page):
            yield from rule.check(page, {option.name: option.default for option in rule.options})


def findings(page: Page, *names: str) -> list[Finding]:
    return [claim for claim in claims(page, *names) if isinstance(claim, Finding)]


def gallery(*captions: str) -> str:
    return "\n".join(
        f'<figure><img src="/photos/orla-{place:03}.jpg" alt="Photo of lantern {place}"><figcaption>{caption}'
        "</figcaption></figure>"
        for place, caption in enumerate(captions)
    )


def mended(html: str, found: Finding) -> str:
    assert found.suggestion is not None
    assert found.suggestion.safety == "mechanical"
    edit = found.suggestion.edit
    assert edit is not None
    assert html[edit.start : edit.end] == edit.expected
    return html[: edit.start] + edit.replacement + html[edit.end :]


def test_every_rule_about_credits_is_looked_at_here() -> None:
    assert len(RULES) == 17


@pytest.mark.parametrize(
    ("rule", "was", "wanted"),
    [
        ("credit-format", "Lanterns hang. (Hanne Vik / Reuters)", "Lanterns hang. [Hanne Vik/Reuters]"),
        ("credit-order", "Lanterns hang. [Reuters/Hanne Vik]", "Lanterns hang. [Hanne Vik/Reuters]"),
        ("credit-agency-alias", "Lanterns hang. [Jon Marrow/AP]", "Lanterns hang. [Jon Marrow/AP Photo]"),
        ("credit-glued", "Lanterns hang.[Hanne Vik/Reuters]", "Lanterns hang. [Hanne Vik/Reuters]"),
    ],
)
def test_a_mechanical_edit_leaves_nothing_to_find(rule: str, was: str, wanted: str) -> None:
    html = f"<p>é\r\n</p>\r\n{gallery(was, 'A cart is loaded. [Rune Falk/Reuters]')}\r\n"
    (found,) = findings(page(html, ORLA_COURIER), rule)
    after = mended(html, found)
    assert after == html.replace(was, wanted)
    assert findings(page(after, ORLA_COURIER)) == []


@pytest.mark.parametrize(
    "caption",
    [
        "Lanterns hang. (Hanne <b>Vik</b> / Reuters)",
        "Lanterns hang. (Hanne&nbsp;Vik / Reuters)",
        "Lanterns hang. (Photo courtesy of Hanne Vik via Instagram)",
    ],
)
def test_what_does_not_stand_in_the_source_word_for_word_is_not_edited(caption: str) -> None:
    (found,) = findings(page(gallery(caption), ORLA_COURIER), "credit-format")
    assert found.suggestion is not None
    assert (found.suggestion.safety, found.suggestion.edit) == ("editorial", None)


def test_a_gallery_from_a_cms_is_judged_and_not_edited() -> None:
    photos = ",".join(
        f'{{"src": "{place}.jpg", "alt": "Lantern", "caption": "Lanterns hang. {credit}"}}'
        for place, credit in enumerate(["[Hanne Vik/Reuters]", "(Jon Marrow / Reuters)"])
    )
    found = findings(replace(page_of(f'{{"photos": [{photos}]}}'.encode(), "cms.json"), house=ORLA_COURIER))
    assert [(claim.rule, claim.picture, claim.suggestion and claim.suggestion.edit) for claim in found] == [
        ("credit-format", 1, None)
    ]


def without_surety(photo: Picture) -> Picture:
    if photo.credit is None:
        return photo
    return replace(photo, credit=replace(photo.credit, credit=replace(photo.credit.credit, grade=Grade.POSSIBLE)))


@pytest.mark.parametrize("house", [None, ORLA_COURIER], ids=["no house", "a house"])
def test_nothing_is_said_about_a_credit_that_is_merely_possible(house: HouseStyle | None) -> None:
    html = gallery(
        *["Lanterns hang. [Hanne Vik/Reuters]"] * 3,
        "A cart. (Reuters / HANNE VÍK / Reuters)",
        "A dam.[REUTERS/Hanne Vik] And more.",
        "A lake. [Handout]",
    )
    sure = page(html, house)
    guessed = replace(sure, pictures=tuple(map(without_surety, sure.pictures)), facts={})
    assert len(findings(sure)) > 3
    assert findings(guessed) == []


@pytest.mark.parametrize(
    ("line", "covers"),
    [
        ("<p>All photographs by Hanne Vik</p>", True),
        ("<p>All photos: Hanne Vik/Reuters</p>", True),
        ("<p>Foto's van Hanne Vik/ANP</p>", True),
        ("<p>Texto e fotos: Hanne Vik</p>", True),
        ("<p>Tekst og bilder: Hanne Vik</p>", True),
        ("<p><em>Photographs by Hanne Vik</em></p>", True),
        ("<div class='byline'><span>Words and photos by Hanne Vik</span></div>", True),
        ("<p>Alle Fotos: Hanne Vik</p>", True),
        ("<p>Photos: the week in pictures</p>", False),
        ("<p>Photographs by schoolchildren hang in the town hall until the end of the month, in two rooms.</p>", False),
        ("<ul><li><a href='/x'>Photos by Hanne Vik</a></li></ul>", False),
        ("<figure><figcaption>Photos by Hanne Vik</figcaption></figure>", False),
        ("<p>Photo by Hanne Vik</p>", False),
    ],
)
def test_a_line_about_all_photos_covers_those_without_a_credit(line: str, covers: bool) -> None:
    html = line + gallery(*["Lanterns hang. [Hanne Vik/Reuters]"] * 3, "The street is swept at dawn.")
    assert (findings(page(html), "credit-missing") == []) is covers


def test_a_credit_that_cannot_be_read_is_not_called_missing() -> None:
    for ending in (
        "[Hv 12]",
        "(from the collection of a neighbour)",
        "(AP Photo/Hanne Vik",
        "Orla Inn: H. Vik, h@orla.example",
    ):
        html = gallery(*["Lanterns hang. [Hanne Vik/Reuters]"] * 3, f"The street is swept at dawn. {ending}")
        assert findings(page(html), "credit-missing") == []


def test_a_small_copy_of_a_photo_needs_no_credit_of_its_own() -> None:
    html = gallery(*["Lanterns hang. [Hanne Vik/Reuters]"] * 3)
    copy = '<figure><img src="https://img.orla.example/photos/orla-001.jpg?w=90" alt="Photo of lantern 1" width="600">'
    assert findings(page(html + copy + "<figcaption>The same again</figcaption></figure>"), "credit-missing") == []


@pytest.mark.parametrize(
    "alt",
    [
        "Reuters and AFP staff at work",
        "A sign says AP/Getty",
        "The EPA (Environmental Protection Agency) in Washington",
        "A score of 3/1 at half time",
        "The mayor speaks to AP, left, and AFP reporters",
        "Follow the link: photo of the day",
        "A painting by Hanne Vik",
        "9/11 memorial",
        "",
    ],
)
def test_an_alt_text_that_speaks_of_agencies_holds_no_credit(alt: str) -> None:
    html = f'<figure><img src="a.jpg" alt="{alt}"><figcaption>Lanterns hang. [Hanne Vik/AFP]</figcaption></figure>'
    assert findings(page(html), "credit-in-alt", "credit-disagrees") == []


@pytest.mark.parametrize(
    ("alt", "credit"),
    [
        ("Lanterns hang. REUTERS/Hanne Vik", "REUTERS/Hanne Vik"),
        ("Lanterns hang. (AP Photo/Hanne Vik, File)", "(AP Photo/Hanne Vik, File)"),
        ("Lanterns hang. (Photo by Hanne VIK / AFP)", "(Photo by Hanne VIK / AFP)"),
        ("Lanterns hang. Hanne Vik/Orla Press via AP", "Hanne Vik/Orla Press via AP"),
        ("Lanterns hang. [Hanne Vik/Reuters]", "[Hanne Vik/Reuters]"),
        ("Lanterns hang. © Hanne Vik", "© Hanne Vik"),
        ("Lanterns hang. Foto: Hanne Vik", "Foto: Hanne Vik"),
        ("Lanterns hang. EPA-EFE/HANNE VIK", "EPA-EFE/HANNE VIK"),
        ("Lanterns hang. (Reuters)", "(Reuters)"),
    ],
)
def test_a_credit_in_an_alt_text_is_found_in_every_form(alt: str, credit: str) -> None:
    (found,) = findings(
        page(f'<figure><img src="a.jpg" alt="{alt}"><figcaption>A feast.</figcaption></figure>'), "credit-in-alt"
    )
    assert found.data == {"credit": credit}
    assert found.suggestion is not None
    assert found.suggestion.text == "Lanterns hang."


def test_a_house_may_allow_credits_in_alt_texts() -> None:
    html = '<figure><img src="a.jpg" alt="Lanterns. REUTERS/Hanne Vik"><figcaption>A feast.</figcaption></figure>'
    assert findings(page(html, replace(ORLA_COURIER, forbid_in_alt=False)), "credit-in-alt") == []


def test_the_placeholders_of_a_house_are_refused_even_beside_an_agency() -> None:
    house = replace(ORLA_COURIER, placeholders=("Reader Photo",))
    assert [found.rule for found in findings(page(gallery("Lanterns hang. [Reader Photo]"), house))] == [
        "credit-placeholder"
    ]


CREDITS = st.builds(
    lambda opener, label, first, joint, second, tail: f"{opener}{label}{first}{joint}{second}{tail}",
    st.sampled_from(["", "(", "[", "© ", "（"]),
    st.sampled_from(["", "Photo: ", "Photo by ", "Credit...", "Foto "]),
    st.sampled_from(
        [
            "Hanne Vik",
            "HANNE VIK",
            "Reuters",
            "Rune Falk and Jon Marrow",
            "-",
            "Ĥanne V\u0301ik",
            "新华社",
            "رويترز",
            "\ud800",
        ]
    ),
    st.sampled_from(["/", " / ", " via ", " | ", ", ", "—", "(", ""]),
    st.sampled_from(["Reuters", "AP", "Getty Im", "Handout", "Orla Courier", "Press Association Ima", ""]),
    st.sampled_from(["", ")", "]", ".", "…", " It goes on.", "\u202e", "）"]),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=30), CREDITS, st.text(max_size=12) | CREDITS), min_size=1, max_size=6),
    st.sampled_from([None, ORLA_COURIER]),
)
def test_no_credit_is_too_strange_to_be_judged(photos: list[tuple[str, str, str]], house: HouseStyle | None) -> None:
    from html import escape

    html = "".join(
        f'<figure><img src="/{place}.jpg" alt="{escape(alt)}">'
        f"<figcaption>{escape(caption)} {escape(credit)}</figcaption></figure>"
        for place, (caption, credit, alt) in enumerate(photos)
    )
    judged = page(html, house)
    written = judged.document.original  # type: ignore[attr-defined]
    for claim in claims(judged):
        finding = claim.finding if isinstance(claim, Review) else claim
        edit = finding.suggestion.edit if finding.suggestion else None
        assert edit is None or written[edit.start : edit.end] == edit.expected


@pytest.mark.parametrize(
    "text", ["", " " * 50_000, "(" * 20_000, "/" * 20_000, "a/b " * 5_000, "Hanne Vik/" * 3_000, "\x00"]
)
@pytest.mark.parametrize("house", [None, ORLA_COURIER], ids=["no house", "a house"])
def test_a_text_of_any_length_is_judged(text: str, house: HouseStyle | None) -> None:
    html = gallery(*["Lanterns hang. [Hanne Vik/Reuters]"] * 3, f"A cart. {text} [Jon Marrow/AP", f"{text} (AP) {text}")
    html += f'<figure><img src="z.jpg" alt="{text}/AP"><figcaption><cite>{text}a</cite></figcaption></figure>'
    assert all(isinstance(claim, (Finding, Review)) for claim in claims(page(html, house)))


def test_rules_have_no_opinion_on_a_page_without_photos() -> None:
    empty: Any = page("<p>No photo here.</p>")
    assert [rule.id for rule in RULES if isinstance(rule, Rule) and rule.subjects(empty)] == []
