"""A gallery as it should be gets no word from any rule, and one defect gets exactly the word it deserves."""

import pytest

import cutline

PHOTOS = (
    (
        "trawlers",
        "Three trawlers lie on the quay",
        "The fleet of Norvik waits for the storm.",
        "Ina Roth/Reuters",
    ),
    (
        "market",
        "A woman weighs cod on a brass scale",
        "Cod is sold by weight on Friday.",
        "Jonas Lind/AP",
    ),
    ("tower", "A clock face with both hands missing", "The tower of Norvik stopped on Monday.", "Ina Roth/Reuters"),
    ("nets", "Old men mend green nets in a doorway", "Nets are mended by hand in the old town.", "Mira Thal/AFP"),
    ("ferry", "A ferry with its ramp down and no cars", "The ferry to Aldra stays in harbour.", "Ina Roth/Reuters"),
)


def photo(name: str, alt: str, caption: str, credit: str) -> str:
    return (
        f'<figure><img src="/photos/{name}.jpg" alt="{alt}" width="1200" height="800">'
        f'<figcaption>{caption} <span class="credit">{credit}</span></figcaption></figure>'
    )


GALLERY = "\n".join(photo(*fields) for fields in PHOTOS)
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Norvik waits for the storm</title></head><body>
<a class="skip-link" href="#story">Skip to main content</a>
<header><a href="/"><img src="/logo.svg" alt="The Norvik Post" width="120" height="40"></a></header>
<nav aria-label="Sections"><a href="/news">News</a> <a href="/sport">Sport</a> <a href="/arts">Arts</a></nav>
<main id="story" tabindex="-1"><h1>Norvik waits for the storm</h1>
<p>Nobody has left the harbour since Monday, and nobody expects to leave it before the weekend.</p>
{GALLERY}
</main>
<footer><a href="/imprint">Imprint</a><img src="/line.png" alt="" width="900" height="2"></footer>
</body></html>
"""

ALT = f'alt="{PHOTOS[1][1]}"'
CAPTION = PHOTOS[1][2]
SIGNED = PHOTOS[1][3]
CREDIT = f'<span class="credit">{SIGNED}</span>'
SKIP = '<a class="skip-link" href="#story">Skip to main content</a>'
DEFECTS = [
    ("no alt text", ALT, "", [("alt-missing", 1)]),
    ("an empty alt text", ALT, 'alt=""', [("alt-empty-on-photo", 1)]),
    ("a file name", ALT, 'alt="AP25012345678901.jpg"', [("alt-filename", 1)]),
    ("the word for a photo", ALT, 'alt="photo"', [("alt-placeholder", 1)]),
    ("code of a template", ALT, 'alt="{{photo.alt}}"', [("alt-placeholder", 1)]),
    ("the caption again", ALT, f'alt="{CAPTION}"', [("alt-repeats-caption", 1)]),
    ("the caption and its credit again", ALT, f'alt="{CAPTION} (Jonas Lind/AP)"', [("alt-repeats-caption", 1)]),
    ("another photo's alt text", ALT, f'alt="{PHOTOS[0][1]}"', [("alt-duplicate", 1)]),
    ("escaped twice", ALT, 'alt="A woman weighs &amp;quot;cod&amp;quot;"', [("alt-encoding-damage", 1)]),
    ("a quote in the text", ALT, 'alt="A sign says "cod" on a scale"', [("alt-cut-by-quote", 1)]),
    ("a dateline", ALT, 'alt="NORVIK, ALDRA - MAY 3: A woman weighs cod"', [("alt-wire-boilerplate", 1)]),
    ("no caption", f"<figcaption>{CAPTION} <span", "<figcaption><span", [("caption-missing", 1)]),
    ("no credit", f" {CREDIT}", "", [("credit-missing", 1)]),
    ("a credit in another form", SIGNED, "(Photo: Jonas Lind / AP)", [("credit-mixed-in-gallery", 1)]),
    ("a credit the other way round", SIGNED, "AP/Jonas Lind", [("credit-order", 1)]),
    ("a credit that says it twice", SIGNED, "Jonas Lind/AP/AP", [("credit-doubled", 1)]),
    ("a credit of nobody", SIGNED, "Handout", [("credit-placeholder", 1)]),
    ("a credit that was cut", SIGNED, "PA Archive/Press Association Ima", [("credit-truncated", 1)]),
    ("a credit in the alt text", ALT, 'alt="A brass scale with cod. (AP Photo/Jonas Lind)"', [("credit-in-alt", 1)]),
    ("no skip link", SKIP, "", [("skip-link-missing", None)]),
    ("a broken skip link", 'href="#story"', 'href="#stroy"', [("skip-link-target-missing", None)]),
    ("a skip link behind the menu", "</nav>", f"</nav>{SKIP}", [("skip-link-not-first", None)]),
    ("a target that cannot take the keyboard", ' tabindex="-1"', "", []),
    (
        "a hidden target",
        '<main id="story" tabindex="-1">',
        '<main><i id="story" hidden></i>',
        [("skip-link-target-hidden", None)],
    ),
    ("no language", ' lang="en"', "", [("page-language-missing", None)]),
    ("an icon without a name", 'alt="The Norvik Post"', "", [("furniture-alt-missing", None)]),
]


def said(html: str) -> list[tuple[str, int | None]]:
    result = cutline.audit_page(html, source="storm.html")
    places = {photo.index: place for place, photo in enumerate(result.photos)}
    claims = [*result.findings, *result.reviews]
    return [(claim.rule, None if claim.picture is None else places.get(claim.picture)) for claim in claims]


def test_a_gallery_as_it_should_be_is_left_alone() -> None:
    assert said(PAGE) == []


@pytest.mark.parametrize(
    ("before", "after", "claims"), [case[1:] for case in DEFECTS], ids=[case[0] for case in DEFECTS]
)
def test_one_defect_is_one_claim(before: str, after: str, claims: list[tuple[str, int | None]]) -> None:
    html = PAGE.replace(SKIP, "", 1) if "skip-link-not-first" in str(claims) else PAGE
    assert before in html
    assert said(html.replace(before, after, 1)) == claims


def test_a_menu_and_text_alone_have_no_way_past_the_menu() -> None:
    html = (
        "<html lang='en'><body><nav><a href='/a'>News</a></nav><p>"
        + "The harbour is full of boats. " * 3
        + "</p></body></html>"
    )
    assert [rule for rule, _ in said(html)] == [
        "skip-link-missing",
        "bypass-missing",
        "content-heading-missing",
        "main-landmark-missing",
    ]
