import json
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cutline.model.page import Grade, Page
from cutline.page.document import Document
from cutline.page.recognise import _ending, page_addresses, recognise

SAID = "A ferry leaves the quay at Aldery."
OTHER = "Two pilots wait on the pier of Tarrow."
RUNNING = "The strait has been closed for eleven days, and on the islands nobody knows when the next boat will come in."


class Seen(NamedTuple):
    """A photo as an editor sees it."""

    src: str | None
    caption: str | None = None
    credit: str | None = None


def page(body: str, head: str = "", source: str = "") -> Page:
    return recognise(Document.parse(f"<!doctype html><html lang=en><head>{head}</head><body>{body}"), source=source)


def seen(body: str, head: str = "", source: str = "") -> list[Seen]:
    return [
        Seen(p.src, p.caption.text if p.caption else None, p.credit.credit.text if p.credit else None)
        for p in page(body, head, source).photos
    ]


def figure(src: str, caption: str = "", inside: str = "") -> str:
    return f"<figure><img src='{src}'>{inside}<figcaption>{caption}</figcaption></figure>"


# -- what is a photo


@pytest.mark.parametrize(
    "body",
    [
        figure("/a.jpg", SAID),
        f"<main>{figure('/a.jpg', SAID)}</main>",
        f"<div class=sidebar>{figure('/a.jpg', SAID)}</div>",
        f"<figure><a href=/a.jpg><img src=/a.jpg></a><figcaption>{SAID}</figcaption></figure>",
        f"<figure><a href=#big><img src=/a.jpg></a><figcaption>{SAID}</figcaption></figure>",
        f"<figure><a href=?slide=3><img src=/a.jpg></a><figcaption>{SAID}</figcaption></figure>",
        f"<main><figure><a href=/photos/gallery><img src=/a.jpg></a><figcaption>{SAID}</figcaption></figure></main>",
        f"<figure><img src=/a.jpg width=16 height=9><figcaption>{SAID}</figcaption></figure>",
        f"<figure><img src=/a.jpg width=1600 height=0><figcaption>{SAID}</figcaption></figure>",
        f"<div class='gallery-icon related-gallery'>{figure('/a.jpg', SAID)}</div>",
        f"<div><div class=slide><img src=/a.jpg><p>{SAID}</p></div></div>",
    ],
)
def test_a_captioned_picture_is_a_photo(body: str) -> None:
    assert seen(body) == [Seen("/a.jpg", SAID)]


@pytest.mark.parametrize(
    "body",
    [
        "<main><article><h1>Ferries</h1><p><img src=/a.jpg width=800></p></article></main>",
        "<main><figure><img src=/a.jpg></figure></main>",
        "<div class=gallery><img src=/a.jpg width=800></div>",
    ],
)
def test_a_wide_picture_in_the_story_is_a_photo_without_any_text(body: str) -> None:
    assert seen(body) == [Seen("/a.jpg")]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("<nav class=menu><img src=/a.jpg width=800></nav>", "it stands in a part of the page called “menu”"),
        ("<main><nav><img src=/a.jpg width=800></nav></main>", "it stands in a part of the page called “nav”"),
        (
            "<main><div class=ad-slot><img src=/a.jpg width=800></div></main>",
            "it stands in a part of the page called “ad-slot”",
        ),
        (
            "<main><div role=contentinfo><img src=/a.jpg width=800></div></main>",
            "it stands in a part of the page called “contentinfo”",
        ),
        ("<main><a href=/other-story><img src=/a.jpg width=800></a></main>", "it links to another page"),
        ("<main><a href=/author/ilse/><img src=/a.jpg width=800></a></main>", "it links to a person's page"),
        ("<main><img src=/a.jpg width=120 height=90></main>", "it is shown 120 pixels wide"),
        ("<main><img class=headshot src=/a.jpg></main>", "its class says portrait or mark"),
        ("<main><img src=/a.svg width=800></main>", "it is a drawing"),
        ("<main><figure><img></figure></main>", "it has no address"),
        ("<main><figure><img src=/placeholder.png></figure></main>", "its address is a placeholder"),
        ("<main><figure><img src=/company-logo.png></figure></main>", "its file name says logo, icon or button"),
        ("<main><figure><img src=/i/wechat-qrcode.png></figure></main>", "its file name says logo, icon or button"),
        ("<main><figure><img src=/i/fb1.jpg></figure></main>", "its file name says logo, icon or button"),
        ("<main><figure><img src=/reklam/a.jpg></figure></main>", "it lies in a folder of advertisements"),
        (
            "<main><img class=ad-banner src=/a.jpg width=800></main>",
            "its class or its shape is an advertisement's",
        ),
        (
            "<main><img src=/a.jpg width=728 height=90></main>",
            "its class or its shape is an advertisement's",
        ),
        ("<main><img src=//i.ytimg.com/vi/a/hqdefault.jpg width=800></main>", "it is the still of a film"),
        (
            "<main><div class=yazar-kutusu><img src=/a.jpg width=800></div></main>",
            "it stands in a part of the page called “yazar-kutusu”",
        ),
        ("<main><p>x</p></main><img src=/a.jpg width=800>", "it stands outside the article"),
        ("<img src=/a.jpg>", "nothing says that it belongs to the story"),
        ("<img src=/a.gif width=1 height=1>", "a meter, a mark or a blueprint"),
        ("<template><img src=/a.jpg></template>", "a meter, a mark or a blueprint"),
    ],
)
def test_furniture_is_named_for_what_it_is(body: str, why: str) -> None:
    assert [(picture.content, picture.why_not) for picture in page(body).pictures] == [(False, why)]


@pytest.mark.parametrize(
    "card",
    [
        f"<article><a href=/s><img src=/b.jpg width=800></a><h3><a href=/s>{OTHER}</a></h3></article>",
        f"<figure><a href=/s><img src=/b.jpg></a><figcaption><h3><a href=/s>{OTHER}</a></h3></figcaption></figure>",
        f"<a href=/s><figure><img src=/b.jpg><figcaption>{OTHER}</figcaption></figure></a>",
        f"<figure><a href=/s><img src=/b.jpg></a><figcaption><a href=/s>{OTHER}</a></figcaption></figure>",
        f"<div class=related>{figure('/b.jpg', f'<h3><a href=/s>{OTHER}</a></h3>')}</div>",
    ],
)
def test_a_card_that_leads_to_another_story_is_furniture(card: str) -> None:
    story = f"<main><article><h1>Ferries</h1><p>{RUNNING}</p>{figure('/a.jpg', SAID)}</article></main>"
    assert seen(story + card) == [Seen("/a.jpg", SAID)]


@pytest.mark.parametrize(
    "card",
    [
        f"<figure><a href=/s><img src=/b.jpg></a><figcaption><a href=/s>{OTHER}</a> <a href='/s%20'>Subscribe</a> "
        "now to our magazine for harbours</figcaption></figure>",
        "<ul class=js-jobs-list><li><img src=/b.jpg width=800 alt=''></ul>",
        f"<div><img src=/b.jpg width=800><div>{OTHER}</div><a class=cover href=/s></a></div>",
        f"<div><p>Read more</p><img src=/b.jpg width=800><p><a href=/s>{OTHER}</a></p></div>",
    ],
)
def test_a_card_inside_the_story_is_furniture_too(card: str) -> None:
    assert seen(f"<main><article><h1>Ferries</h1><p>{RUNNING}</p>{card}</article></main>") == []


def test_in_the_margin_a_linked_caption_leads_to_another_gallery() -> None:
    card = "<figure><a href=/gallery-b><img src=/b.jpg width=800></a><figcaption>{}</figcaption></figure>"
    linked = card.format(f"<a href=/gallery-b>{OTHER}</a>")
    assert seen(f"<aside>{linked}</aside>") == []
    assert seen(f"<aside>{card.format(OTHER)}</aside>") == seen(linked) == [Seen("/b.jpg", OTHER)]


def test_the_picture_a_page_is_shared_with_is_a_photo() -> None:
    head = "<meta property=og:image content=https://c.example/photos/quay-1200x630.jpg>"
    assert seen("<p><img src=/photos/quay.jpg></p>", head) == [Seen("/photos/quay.jpg")]


def test_the_picture_a_page_is_shared_with_is_no_teaser_where_nothing_links_from_it() -> None:
    picture = "<img src=/cms/z27025801W,Quay.jpg width=1764>"
    body = f"<main><h1>Ferries</h1><p>{RUNNING}</p><div class=related_images>{{}}</div></main>"
    head = "<meta property=og:image content=https://c.example/cms/z27025801G,Quay.jpg>"
    assert seen(body.format(picture), head) == [Seen("/cms/z27025801W,Quay.jpg")]
    assert seen(body.format(f"<a href=/other-story>{picture}</a>"), head) == []


def test_a_number_that_other_photos_have_too_is_not_that_of_the_shared_picture() -> None:
    pictures = "".join(f"<div class=promo><img src=/dims/2147483647/{name}.jpg></div>" for name in ("pier", "mole"))
    head = "<meta property=og:image content=/dims/2147483647/quay.jpg>"
    assert seen(f"<main><p>{RUNNING}</p>{pictures}</main>", head) == []


OWN = "<link rel=canonical href=https://l.example/news/ferries/>"


@pytest.mark.parametrize("told", ["data-path=news/storm", "data-url=https://l.example/news/storm/"])
def test_photos_of_another_story_further_down_are_left_to_it(told: str) -> None:
    story = f"<article data-path=news/ferries><h1>Ferries</h1><p>{RUNNING * 6}</p>{figure('/a.jpg', SAID)}</article>"
    other = f"<article {told}><h2>Storm</h2><p>{RUNNING * 6}</p>{figure('/b.jpg', OTHER)}</article>"
    around = f"<div {told}><article><h2>Storm</h2><p>{RUNNING * 6}</p>{figure('/c.jpg', OTHER)}</article></div>"
    found = page(story + other + around, OWN)
    assert [photo.src for photo in found.photos] == ["/a.jpg"]
    assert {picture.why_not for picture in found.pictures if not picture.content} == {
        "it belongs to another story, which the page shows below its own"
    }


@pytest.mark.parametrize(
    "other",
    [
        f"<article data-url=/news/ferries/2><h2>Slide</h2><p>{RUNNING * 6}</p>{figure('/b.jpg', OTHER)}</article>",
        f"<article data-url=/photos/17><h2>Slide</h2>{figure('/b.jpg', OTHER)}</article>",
        f"<article data-url=/photos/17><p>{RUNNING * 6}</p>{figure('/b.jpg', OTHER)}</article>",
    ],
)
def test_a_slide_with_an_address_of_its_own_is_no_other_story(other: str) -> None:
    story = f"<article><h1>Ferries</h1><p>{RUNNING * 6}</p>{figure('/a.jpg', SAID)}</article>"
    assert seen(story + other, OWN) == [Seen("/a.jpg", SAID), Seen("/b.jpg", OTHER)]


def test_a_page_without_an_article_has_its_text_for_one() -> None:
    text = f"<p>{RUNNING}</p>" * 3
    assert seen(f"<div><img src=/a.jpg width=800>{text}</div><div><img src=/b.jpg width=800></div>") == [Seen("/a.jpg")]
    assert seen(f"<div><img src=/a.jpg width=800><p>{RUNNING}</p></div>") == []


@pytest.mark.parametrize(
    ("around", "photo"),
    [
        ("<p>{}</p><p><img src=/a.jpg></p><p>{}</p>", True),
        ("<p>{}</p><div><div><img src=/a.jpg></div></div><script>let x = 1</script><p>{}</p>", True),
        ("<p><img src=/a.jpg></p><p>{}</p><p>{}</p>", False),
        ("<p>{}</p><p><img src=/a.jpg></p><p>Subscribe!</p><p>{}</p>", False),
        ("<p>{}</p><p><a href=/s><img src=/a.jpg></a></p><p>{}</p>", False),
        ("<p>{}</p><p><img src=/i/qrcode.png></p><p>{}</p>", False),
        ("<p>{} <img src=/a.jpg> {}</p>", False),
        ("<p>{}</p><p><img src=/end.png alt=''></p><p>{}</p>", False),
        ("<div>{}<br><img src=/a.jpg><br>{}</div>", True),
        ("<p>{}</p><div><img src=//i.ytimg.com/vi/a/hqdefault.jpg></div><p>{}</p>", False),
    ],
)
def test_a_picture_between_two_paragraphs_of_the_story_is_its_photo(around: str, photo: bool) -> None:
    body = f"<main><h1>Ferries</h1>{around.format(RUNNING, RUNNING)}</main>"
    assert seen(body) == ([Seen("/a.jpg")] if photo else [])


@pytest.mark.parametrize(
    "text",
    [
        "<p>新しい橋が開通し、住民は船に乗らずに島を行き来できるようになった。市場も再びにぎわっている。</p>" * 3,
        f"{RUNNING}<br><br>{RUNNING}<br><br>{RUNNING}",
        f"<div>{RUNNING}</div><div>{RUNNING} <a href=/storm>{OTHER}</a></div><div>{RUNNING}</div>",
    ],
)
def test_text_counts_in_signs_and_without_marked_paragraphs_too(text: str) -> None:
    assert seen(f"<div><img src=/a.jpg width=800>{text}</div><div><img src=/b.jpg width=800></div>") == [Seen("/a.jpg")]


@pytest.mark.parametrize(
    "link",
    [
        "<a data-lightbox=story href=/show/17>",
        "<a href=//c.example/hwjrfw1hPrVNOAk6=s1200>",
        "<a rel='attachment wp-att-503' href=/rope-yard/>",
    ],
)
def test_a_link_to_the_photo_itself_leads_nowhere(link: str) -> None:
    photo = "//c.example/hwjrfw1hPrVNOAk6=s750"
    assert seen(f"<main>{link}<img src={photo} width=800></a></main>") == [Seen(photo)]


def test_a_small_photo_that_a_link_enlarges_is_one() -> None:
    assert seen("<main><a class=popup-link href=/big/a.jpg><img src=/s/a.jpg width=150></a></main>") == [
        Seen("/s/a.jpg")
    ]
    assert seen("<main><img src=/s/a.jpg width=150></main>") == []


@pytest.mark.parametrize(
    ("href", "photo"),
    [
        *[("/foto/ID17", True), ("/articles/x/images/000", True), ("/photos/ferries", False)],
        *[("/img/news/docs/77/001.html", True), ("/img/a.jpg.html", True), ("/galleria/ferries/3", True)],
        *[("/news/2027/3", False), ("/ferries/77", False)],
    ],
)
def test_a_captioned_photo_may_link_to_its_own_page(href: str, photo: bool) -> None:
    body = f"<main><figure><a href={href}><img src=/a.jpg></a><figcaption>{SAID}</figcaption></figure>{OTHER}</main>"
    link = page(body).pictures[0].why_not
    assert (link == "") is photo or seen(body) == [Seen("/a.jpg", SAID)]


@pytest.mark.parametrize(
    ("href", "photo"),
    [("/photo/77/0.html", True), ("/foto.aspx?c=A24&amp;foto=X1", True), ("/photo/ferries", False), ("/s/77", False)],
)
def test_words_beside_a_photo_that_links_to_its_own_page_are_its_caption(href: str, photo: bool) -> None:
    body = f"<main><div class=foto-box><a href='{href}'><img src=/a.jpg></a><div><p>{SAID}</p></div></div></main>"
    assert seen(body) == ([Seen("/a.jpg", SAID)] if photo else [])


@pytest.mark.parametrize(
    "body",
    [
        f"<div class='widget blog'><div class=post><p>{RUNNING}</p><p>{RUNNING}</p><p>{RUNNING}</p>{{}}</div></div>",
        f"<main><h1>Ferries</h1><p>{RUNNING}</p><div class=thumb-wrap>{{}}</div></main>",
        f"<main><h1>Ferries</h1><p>{RUNNING}</p><aside class=inline><figure>{{}}</figure></aside></main>",
    ],
)
def test_what_a_theme_calls_a_widget_a_thumbnail_or_an_aside_may_hold_the_story_s_photo(body: str) -> None:
    assert seen(body.format("<img src=/a.jpg width=1200>")) == [Seen("/a.jpg")]


@pytest.mark.parametrize(
    "body",
    [
        figure("/reklam/a.jpg", SAID),
        f"<figure><img src=/a.jpg width=1500 height=300><figcaption>{SAID}</figcaption></figure>",
    ],
)
def test_a_caption_makes_a_photo_of_what_looks_like_an_advertisement(body: str) -> None:
    assert [photo.caption for photo in seen(f"<main>{body}</main>")] == [SAID]


@pytest.mark.parametrize(
    "beside",
    [
        "<a href=/a.jpg></a>",
        "<a href=#comments>Comments</a>",
        "<a href='https://share.example/?u=1'></a><p>Share</p>",
        f"<p>{RUNNING} <a href=/s>{OTHER}</a></p>",
        "<a href=/category/islands>Islands</a>",
        "<a class=zoom href=/view/17></a>",
    ],
)
def test_a_link_beside_a_photo_that_leads_to_no_other_story_makes_no_card(beside: str) -> None:
    body = f"<main><div><img src=/a.jpg width=800>{beside}</div></main>"
    assert [photo.src for photo in page(body, source="https://news.example/ferries").photos] == ["/a.jpg"]


@pytest.mark.parametrize(
    "picture",
    [
        "<img src=/a.jpg width=1600 height=400>",
        "<img src=/uploads/ads/a.jpg width=1200 height=800>",
        "<img src=/FB_IMG_1716000000.jpg width=1200>",
        "<img src=/WhatsApp-Image-at-the-quay.jpg width=1200>",
        "<img src=/800px-Quay.jpg width=800>",
        "<img src=/qr-code-menu.jpg width=1200>",
        "<img src=/pixel/view width=1200 height=800>",
    ],
)
def test_a_photo_s_shape_or_name_is_no_advertisement_s(picture: str) -> None:
    assert len(page(f"<main>{picture}</main>").photos) == 1


def test_the_picture_that_a_page_shares_is_its_photo_whatever_leads_away_beside_it() -> None:
    card = f"<div><img src=/a.jpg width=1200><p><a href=/s>{OTHER}</a></p></div>"
    assert seen(f"<main>{card}</main>", "<meta property=og:image content=/a.jpg>") == [Seen("/a.jpg")]


def test_a_caption_that_the_page_states_comes_before_one_by_its_looks() -> None:
    photo = "<p><img src=/a.jpg width=1200{}></p><p class=text-sm>By Maud Lind and Jun Okabara of Tarrow</p>"
    body = f"<main><p>{RUNNING}</p>{photo}</main>"
    assert seen(body.format(f" data-caption='{SAID}'")) == [Seen("/a.jpg", SAID)]


def test_a_caption_by_its_looks_makes_no_photo() -> None:
    about = "Maud Lind has reported from the islands for this paper since 2019."
    body = f"<main><p>{RUNNING}</p><div><img src=/lind.jpg><p class=text-sm>{about}</p></div></main>"
    assert seen(body) == []


def test_a_wrapper_around_the_headline_never_counts_against_its_photos() -> None:
    body = f"<div class='sidebar promo'><h1>Ferries</h1><main><p>{RUNNING}</p><img src=/a.jpg width=800></main></div>"
    assert seen(body) == [Seen("/a.jpg")]


def test_a_link_to_the_page_itself_leads_nowhere() -> None:
    body = "<main><a href=/photos/ferries/><img src=/a.jpg width=800></a></main>"
    head = "<link rel=canonical href=https://www.ledger.example/photos/ferries>"
    assert seen(body, head) == [Seen("/a.jpg")]


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/photos/ferries/3", True),
        ("https://www.ledger.example/photos/ferries/photo-12/", True),
        ("/photos/ferries/the-council-votes", False),
        ("/photos/herring/3", False),
        ("/photos/ferries-3", False),
        ("//[", False),
    ],
)
def test_a_numbered_page_below_the_page_s_own_shows_its_photo(href: str, expected: bool) -> None:
    head = "<link rel=canonical href=https://www.ledger.example/photos/ferries>"
    body = f"<a href='{href}'><figure><img src=/a.jpg><figcaption>{SAID}</figcaption></figure></a>"
    assert seen(body, head) == ([Seen("/a.jpg", SAID)] if expected else [])


def test_an_embedded_object_is_listed_and_is_no_photo() -> None:
    found = page("<svg role=img></svg><object data=/a.pdf></object><input type=image src=/go.png alt=Go>")
    assert [(picture.kind, picture.src, picture.content) for picture in found.pictures] == [
        ("svg", None, False),
        ("object", "/a.pdf", False),
        ("input", "/go.png", False),
    ]


# -- which text belongs to it


def test_captions_stay_with_their_photos() -> None:
    body = "".join(figure(f"/photo-{number}a.jpg", f"Ferry number {number} leaves the quay.") for number in range(9))
    assert seen(body) == [
        Seen(f"/photo-{number}a.jpg", f"Ferry number {number} leaves the quay.") for number in range(9)
    ]


def test_a_photo_without_caption_does_not_take_its_neighbour_s() -> None:
    body = f"<main>{figure('/a.jpg', SAID)}<figure><img src=/b.jpg></figure>{figure('/c.jpg', OTHER)}</main>"
    assert seen(body) == [Seen("/a.jpg", SAID), Seen("/b.jpg"), Seen("/c.jpg", OTHER)]


def test_of_two_captions_the_fuller_one_is_read() -> None:
    short = "<div class=caption-truncated>A ferry leaves the…</div>"
    full = f"<div class=caption-full>{SAID}</div>"
    assert seen(f"<figure><img src=/a.jpg>{short}{full}</figure>") == [Seen("/a.jpg", SAID)]


def test_an_empty_caption_gives_way_to_one_with_words() -> None:
    assert seen(f"<figure><img src=/a.jpg><figcaption></figcaption><p class=caption>{SAID}</p></figure>") == [
        Seen("/a.jpg", SAID)
    ]


def test_a_figure_in_a_figure_keeps_its_own_caption() -> None:
    inner = figure("/b.jpg", OTHER)
    assert seen(f"<figure><img src=/a.jpg><figcaption>{SAID}</figcaption>{inner}</figure>") == [
        Seen("/a.jpg", SAID),
        Seen("/b.jpg", OTHER),
    ]


def test_a_caption_for_a_row_of_photos_belongs_to_the_last() -> None:
    body = f"<main><figure><img src=/a.jpg><img src=/b.jpg><figcaption>{SAID}</figcaption></figure></main>"
    assert seen(body) == [Seen("/a.jpg"), Seen("/b.jpg", SAID)]


@pytest.mark.parametrize(
    ("inside", "caption", "credit"),
    [
        ("<span class=credit>Maud Lind/AFP</span>", SAID, "Maud Lind/AFP"),
        ("<span>Maud Lind/AFP</span>", SAID, "Maud Lind/AFP"),
        ("<span class=source>Maud Lind</span>", SAID, "Maud Lind"),
        ("", f"{SAID} (Maud Lind/AFP)", "(Maud Lind/AFP)"),
        ("<footer>Maud Lind/AFP</footer>", SAID, "Maud Lind/AFP"),
        ("", f"{SAID}<br>Photo: Maud Lind", "Photo: Maud Lind"),
        ("", f"<cite>Maud Lind</cite> {SAID}", "Maud Lind"),
    ],
)
def test_a_credit_beside_or_inside_the_caption_is_found(inside: str, caption: str, credit: str) -> None:
    assert seen(figure("/a.jpg", caption, inside)) == [Seen("/a.jpg", SAID, credit)]


def test_a_figcaption_that_is_all_credit_leaves_no_caption() -> None:
    assert seen(f"<main>{figure('/a.jpg', 'Photo: Maud Lind/AFP')}</main>") == [
        Seen("/a.jpg", None, "Photo: Maud Lind/AFP")
    ]


def test_a_figcaption_called_credit_holds_one() -> None:
    body = "<main><figure><img src=/a.jpg><figcaption class=photo-credit>Maud Lind</figcaption></figure></main>"
    assert seen(body) == [Seen("/a.jpg", None, "Maud Lind")]


def test_figcaptions_called_credit_that_hold_captions_elsewhere_are_captions() -> None:
    body = "".join(
        f"<figure><img src=/photo-{number}a.jpg><figcaption class=photo-credit>{text}</figcaption></figure>"
        for number, text in enumerate((f"{SAID} (Maud Lind/AFP)", OTHER))
    )
    assert seen(f"<main>{body}</main>") == [
        Seen("/photo-0a.jpg", SAID, "(Maud Lind/AFP)"),
        Seen("/photo-1a.jpg", OTHER),
    ]


def test_the_same_words_as_the_alt_begins_with_are_the_credit_laid_over_the_photo() -> None:
    body = (
        "<figure><img src=/a.jpg alt='Harbour Board A ferry leaves'><span>Harbour Board</span>"
        f"<figcaption>{SAID}</figcaption></figure>"
    )
    assert seen(body) == [Seen("/a.jpg", SAID, "Harbour Board")]


def test_an_attribute_gives_a_credit_where_there_is_no_caption() -> None:
    assert seen("<main><figure data-credit='Maud Lind/AFP'><img src=/a.jpg></figure></main>") == [
        Seen("/a.jpg", None, "Maud Lind/AFP")
    ]


def test_a_credit_that_other_captions_made_certain_is_known_again() -> None:
    body = figure("/a.jpg", f"{SAID} <span class=credit>Maud Lind Archive</span>") + figure(
        "/b.jpg", f"{OTHER} Maud Lind Archive"
    )
    assert seen(body) == [Seen("/a.jpg", SAID, "Maud Lind Archive"), Seen("/b.jpg", OTHER, "Maud Lind Archive")]


@pytest.mark.parametrize(
    "caption",
    [
        "Ida Brandt inspects a wheel tested by engineers at Harbour Agency",
        "Ida Brandt, of the port and the Harbour Agency",
        "Pilots, sailors, Harbour Agency",
    ],
)
def test_words_of_a_sentence_are_no_credit_because_another_photo_has_it(caption: str) -> None:
    body = figure("/a.jpg", f"{SAID} <span class=credit>Harbour Agency</span>") + figure("/b.jpg", caption)
    assert seen(body)[1] == Seen("/b.jpg", caption)


def test_a_credit_that_is_known_from_another_photo_is_only_likely() -> None:
    body = figure("/a.jpg", f"{SAID} <span class=credit>Maud Lind Archive</span>")
    _, photo = page(body + figure("/b.jpg", f"{OTHER} Maud Lind Archive")).photos
    assert (photo.credit.credit.text, photo.credit.credit.grade) == ("Maud Lind Archive", Grade.LIKELY)


def test_of_two_known_credits_the_longer_is_taken() -> None:
    body = (
        figure("/a.jpg", f"{SAID} <span class=credit>Lind Archive</span>")
        + figure("/b.jpg", f"{SAID} <span class=credit>Maud Lind Archive</span>")
        + figure("/c.jpg", f"{OTHER} Maud Lind Archive")
    )
    assert seen(body)[2] == Seen("/c.jpg", OTHER, "Maud Lind Archive")


@pytest.mark.parametrize(
    ("body", "grade", "clue"),
    [
        (figure("/a.jpg", SAID), Grade.CERTAIN, "figcaption"),
        (f"<div><img src=/a.jpg><p class=caption>{SAID}</p></div>", Grade.CERTAIN, "class-caption"),
        (f"<img src=/a.jpg><p class=caption>{SAID}</p><img src=/b.jpg>", Grade.LIKELY, "class-caption"),
        (f"<figure><img src=/a.jpg>{SAID}</figure>", Grade.CERTAIN, "leftover-figure"),
        (f"<main><p><img src=/a.jpg width=800></p><p><em>{SAID}</em></p></main>", Grade.LIKELY, "following-small"),
        (f"<main><img src=/a.jpg width=800 data-caption='{SAID}'></main>", Grade.LIKELY, "data-caption"),
    ],
)
def test_every_caption_says_by_which_clue_it_was_paired_and_how_surely(body: str, grade: Grade, clue: str) -> None:
    caption = page(body).photos[0].caption
    assert caption is not None
    assert (caption.text, caption.grade, caption.clue) == (SAID, grade, clue)


def test_the_caption_is_kept_whole_and_raw_too() -> None:
    caption = page(figure("/a.jpg", "A ferry\n leaves (Maud Lind/AFP) ")).photos[0].caption
    assert caption is not None
    assert (caption.text, caption.full, caption.raw) == (
        "A ferry leaves",
        "A ferry leaves (Maud Lind/AFP)",
        "A ferry  leaves (Maud Lind/AFP) ",
    )


def test_a_pairing_is_explained_in_sentences() -> None:
    assert page(figure("/a.jpg", f"{SAID} (Maud Lind/AFP)")).photos[0].reasons == (
        "Caption: a figcaption in the picture's own box.",
        "Credit: the caption's own words, certain.",
        "Photo: 4 points of 2 needed.",
    )


def test_a_figure_may_have_one_caption_for_the_words_and_one_for_the_credit() -> None:
    body = f"<figure><img src=/a.jpg><figcaption>{SAID}</figcaption><figcaption><span class=credit>AFP</span></figure>"
    assert seen(body) == [Seen("/a.jpg", SAID, "AFP")]


def test_a_caption_that_is_called_a_credit_by_a_name_for_scripts_is_one() -> None:
    inside = "<span data-theme-key=photo-credit-creditor>Maud Lind</span><span>//</span><span>Getty Images</span>"
    caption = f"<figcaption data-theme-key=photo-credit-figcaption class=x-1>{inside}</figcaption>"
    box = f"<div class=slide><img src=/a.jpg>{caption}<p>{RUNNING}</p></div>"
    assert seen(f"<main><div class=gallery>{box}</div></main>") == [Seen("/a.jpg", None, "Maud Lind Getty Images")]


def test_the_author_beside_a_photo_with_a_credit_is_the_story_s() -> None:
    photo = "<div class=image><img src=/a.jpg width=800><div class=photoCopyright>Foto: Maud Lind</div></div>"
    author = "<div class=published><p class=authorList>Ilse Brandt</p></div>"
    assert seen(f"<main><div>{photo}{author}</div></main>") == [Seen("/a.jpg", None, "Foto: Maud Lind")]


def test_what_is_called_credit_around_a_caption_holds_the_credit() -> None:
    inside = (
        f"<div class=attribution><span class=caption>{SAID}</span> <cite class=credit>Photo: Maud Lind/AFP</cite></div>"
    )
    assert seen(f"<main><div class=photo><img src=/a.jpg>{inside}</div></main>") == [
        Seen("/a.jpg", SAID, "Photo: Maud Lind/AFP")
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<p><img src=/a.jpg width=800>Photo: Maud Lind/Getty Images</p>",
        "<div><div><img src=/a.jpg width=800><div>3</div></div><p>Photo: Maud Lind/Getty Images</p></div>",
        "<div><img src=/a.jpg width=800></div><p>Photo: Maud Lind/Getty Images</p>",
    ],
)
def test_a_credit_that_is_all_the_words_beside_a_photo_is_its_credit(body: str) -> None:
    assert seen(f"<main>{body}<p>{RUNNING}</p></main>") == [Seen("/a.jpg", None, "Photo: Maud Lind/Getty Images")]


@pytest.mark.parametrize(
    "body",
    [
        f"<div class=hero><div class=hero-image><img src=/a.jpg width=1200></div><div><h1>{SAID}</h1>"
        "<p class=byline>By Mia Brandt</p></div></div>",
        f"<div class=media-text><figure><img src=/a.jpg width=1200></figure><div><p>{OTHER}</p></div></div>",
        f"<div class=photo role=button><span>{OTHER}</span><img src=/a.jpg width=1200></div>",
        f"<img src=/a.jpg width=1200><div class=subscription-widget><p class=cta-caption>{OTHER}</p></div>",
        f"<img src=/a.jpg width=1200><form><p class=caption>{OTHER}</p></form>",
        "<img src=/a.jpg width=1200 data-sub-html='#cap1'>",
    ],
)
def test_words_beside_a_photo_that_are_not_about_it_are_no_caption(body: str) -> None:
    assert seen(f"<main>{body}<p>{RUNNING}</p></main>") == [Seen("/a.jpg")]


def test_the_caption_of_a_gallery_in_one_figure_is_no_photo_s() -> None:
    photos = "".join(f"<div><img src=/{name}.jpg width=800></div>" for name in "abc")
    body = f"<main><figure>{photos}<figcaption>{SAID}</figcaption></figure></main>"
    assert seen(body) == [Seen("/a.jpg"), Seen("/b.jpg"), Seen("/c.jpg")]


@pytest.mark.parametrize(
    "body",
    [
        f"<figure><img src=/a.jpg><div data-c-caption='{SAID}' data-c-credit='Maud Lind, AFP'></div></figure>",
        f"<a href=/big.jpg data-lightbox=x data-title='{SAID} Maud Lind, AFP'><img src=/a.jpg width=240></a>",
        f"<a href=/big.jpg title='{SAID} Maud Lind, AFP'><img src=/a.jpg width=240></a>",
    ],
)
def test_texts_for_a_lightbox_are_read_from_whatever_attribute_is_called_so(body: str) -> None:
    assert seen(f"<main>{body}</main>") == [Seen("/a.jpg", SAID, "Maud Lind, AFP")]


@pytest.mark.parametrize("title", ["Enlarge", SAID, "Ferries and their last captains"])
def test_a_link_s_title_that_says_nothing_new_is_no_caption(title: str) -> None:
    photo = f"<a href=/big.jpg title='{title}'><img src=/a.jpg width=240 alt='{SAID}'></a>"
    assert seen(f"<main><h1>Ferries and their last captains</h1>{photo}</main>") == [Seen("/a.jpg")]


def test_the_words_behind_a_hidden_label_are_the_credit() -> None:
    label = "<span role=text><span class=visually-hidden>Image source, </span>Maud Lind</span>"
    body = f"<figure><div><img src=/a.jpg>{label}</div><figcaption>{SAID}</figcaption></figure>"
    assert seen(f"<main>{body}</main>") == [Seen("/a.jpg", SAID, "Maud Lind")]


def test_a_source_beside_a_credit_is_a_part_of_it() -> None:
    parts = "<div class=Figure-credit>Maud Lind</div><span>/</span><div class=Figure-source>AFP via Getty Images</div>"
    (photo,) = seen(f"<main><figure><img src=/a.jpg>{parts}</figure></main>")
    assert photo == Seen("/a.jpg", None, "Maud Lind AFP via Getty Images")


def test_a_caption_in_the_next_row_of_a_table_of_one_column_is_the_photo_s() -> None:
    rows = f"<tr><td><img src=/a.jpg></td></tr><tr><td><p class=Image>{SAID} Ảnh: <em>AFP</em></p></td></tr>"
    assert seen(f"<main><table class=tplCaption>{rows}</table></main>") == [Seen("/a.jpg", SAID, "Ảnh: AFP")]


def test_a_text_that_was_taken_for_a_credit_is_no_orphan() -> None:
    credit = "<figcaption class=image__credit>AFP</figcaption>"
    body = f"<figure><img src=/a.jpg><div class=caption>{SAID}</div>{credit}</figure>"
    assert (seen(body), page(body).orphans) == ([Seen("/a.jpg", SAID, "AFP")], ())


def test_a_name_behind_a_sentence_may_have_its_agency_in_brackets() -> None:
    caption = f"<figcaption><span>{SAID} </span><span class=a_m_m>Ana Medina G. (EFE)</span></figcaption>"
    assert seen(f"<figure><img src=/a.jpg>{caption}</figure>") == [Seen("/a.jpg", SAID, "Ana Medina G. (EFE)")]


def test_words_for_screen_readers_about_loading_are_no_caption() -> None:
    body = "<figure><img src=/a.jpg><span class=sr-only>Loading...</span><figcaption>© Maud Lind</figcaption></figure>"
    assert seen(body) == [Seen("/a.jpg", None, "© Maud Lind")]


def test_a_caption_that_only_names_a_site_is_a_credit() -> None:
    assert seen(figure("/a.jpg", "harbourpixels.example")) == [Seen("/a.jpg", None, "harbourpixels.example")]


def test_a_caption_for_search_engines_that_repeats_the_alt_is_none() -> None:
    data = json.dumps({"@type": "ImageObject", "contentUrl": "/a.jpg", "caption": SAID})
    head = f"<script type=application/ld+json>{data}</script>"
    assert seen(f"<main><img src=/a.jpg width=800 alt='{SAID}'></main>", head) == [Seen("/a.jpg")]
    assert seen("<main><img src=/a.jpg width=800 alt='Quay'></main>", head) == [Seen("/a.jpg", SAID)]


# -- the same photo again


@pytest.mark.parametrize(
    "address",
    ["/dims/2147483647/{}.jpg", "/photo/20240305/{}.jpg", "/story/123456789/{}.jpg", "/64421-{}_1709637126.jpg"],
)
def test_a_number_that_is_not_one_photo_s_makes_no_copies(address: str) -> None:
    first, second = address.format("a-1"), address.format("m-2")
    body = f"<main>{figure(first, SAID)}<figure><img src={second} alt=''></figure></main>"
    assert seen(body) == [Seen(first, SAID), Seen(second)]


def test_of_two_copies_the_one_with_a_caption_that_readers_see_counts() -> None:
    data = json.dumps({"@type": "ImageObject", "contentUrl": "/a.jpg", "caption": SAID})
    head = f"<script type=application/ld+json>{data}</script>"
    body = (
        f"<main><img src=/a.jpg width=800><figure><img src=/a.jpg><figcaption>{SAID} Photo: Maud Lind/AFP</figcaption>"
    )
    assert [(photo.index, photo.caption and photo.caption.clue) for photo in page(body, head).photos] == [
        (1, "figcaption")
    ]


@pytest.mark.parametrize(
    "again",
    [
        "<div class=zoomed><figure><img src=/photos/quay.jpg?w=2000></figure></div>",
        "<div class=gallery><img src=/photos/quay-150x150.jpg width=640></div>",
        f"<div class=lightbox>{figure('/photos/quay.jpg', SAID)}</div>",
    ],
)
def test_a_copy_of_a_photo_is_not_counted(again: str) -> None:
    found = page(f"<main>{figure('/photos/quay.jpg', SAID)}{again}</main>")
    assert [picture.content for picture in found.pictures] == [True, False]
    assert found.pictures[1].why_not == "the same photo stands on the page again, with its caption"


def test_a_photo_shown_twice_with_two_captions_counts_twice() -> None:
    body = figure("/photos/quay.jpg", SAID) + figure("/photos/quay.jpg", OTHER)
    assert seen(body) == [Seen("/photos/quay.jpg", SAID), Seen("/photos/quay.jpg", OTHER)]


def test_files_named_by_their_size_in_folders_named_by_a_hash_are_different_photos() -> None:
    body = "<main>" + "".join(f"<figure><img src=/{name}/1024.jpg></figure>" for name in ("ab12cd34", "cd34ef56"))
    assert seen(body) == [Seen("/ab12cd34/1024.jpg"), Seen("/cd34ef56/1024.jpg")]


def test_numbered_photos_without_any_text_are_different_photos() -> None:
    sources = [f"/photos/ferries-{number:02}.jpg" for number in range(1, 41)]
    body = "".join(f"<figure><img src={src} alt=Ferries></figure>" for src in sources)
    assert seen(f"<main>{body}</main>") == [Seen(src) for src in sources]


# -- the page


@pytest.mark.parametrize(
    ("head", "source", "expected"),
    [
        ("", "", ()),
        ("", "saved/page.html", ("saved/page.html",)),
        ("<link rel=canonical href=' https://a.example/p '>", "x.html", ("https://a.example/p", "x.html")),
        ("<link rel='next CANONICAL' href=/p><meta property=og:url content=/q>", "", ("/p", "/q")),
        ("<link rel=canonical href=/p><meta property=og:url content=/p>", "", ("/p",)),
        ("<link rel=canonical><meta property=og:url>", "", ()),
    ],
)
def test_a_page_goes_by_the_addresses_it_names_itself(head: str, source: str, expected: tuple[str, ...]) -> None:
    assert page_addresses(Document.parse(f"<head>{head}"), source) == expected


@pytest.mark.parametrize(
    ("body", "source", "expected"),
    [
        ("".join(figure(f"/photo-{n}a.jpg", f"Ferry {n} leaves.") for n in range(4)), "", True),
        ("".join(figure(f"/photo-{n}a.jpg", f"Ferry {n} leaves.") for n in range(3)), "", False),
        ("<main>" + "".join(f"<figure><img src=/photo-{n}a.jpg></figure>" for n in range(9)), "", False),
        ("", "https://a.example/the-ferries-gallery.html", True),
        ("", "https://a.example/the-ferries.html", False),
        ("", "", False),
    ],
)
def test_a_page_is_a_gallery_by_its_photos_or_by_its_name(body: str, source: str, expected: bool) -> None:
    assert page(body, source=source).gallery is expected


def test_a_page_whose_body_is_called_a_gallery_is_one() -> None:
    assert recognise(Document.parse("<body class='page gallery-page'><p>x")).gallery


def test_texts_without_photo_are_listed_with_the_reason() -> None:
    found = page(f"<p class=caption>{SAID}</p>" + "<p>x</p>" * 5 + f"<nav>{figure('/a.jpg', OTHER)}</nav>")
    assert [(orphan.text, orphan.reason) for orphan in found.orphans] == [
        (SAID, "no picture beside it"),
        (OTHER, "its picture is furniture: it stands in a part of the page called “nav”"),
    ]


def test_a_second_caption_that_says_something_else_is_left_over() -> None:
    found = page(f"<figure><img src=/a.jpg><figcaption>{SAID}</figcaption><p class=caption>{OTHER}</p></figure>")
    assert [(orphan.text, orphan.reason) for orphan in found.orphans] == [(OTHER, "its picture has another caption")]


def test_the_short_copy_of_a_caption_is_not_left_over() -> None:
    short = "<div class=caption-truncated>A ferry leaves the…</div>"
    assert page(f"<figure><img src=/a.jpg>{short}<div class=caption-full>{SAID}</div></figure>").orphans == ()


def test_captioned_figures_without_picture_are_counted_and_make_no_photo() -> None:
    found = page("<figure><div data-testid=lazy></div><figcaption>Quay</figcaption></figure>" * 4)
    assert (found.unfilled_figures, found.photos) == (4, ())


def test_a_caption_that_only_search_engines_get_is_found() -> None:
    data = json.dumps({"@type": "ImageObject", "contentUrl": "https://c.example/photos/quay.jpg", "caption": SAID})
    head = f"<script type=application/ld+json>{data}</script>"
    assert seen("<main><img src=/photos/quay.jpg width=800></main>", head) == [Seen("/photos/quay.jpg", SAID)]


def test_a_photo_is_in_the_language_of_its_part_of_the_page() -> None:
    body = figure("/a.jpg", SAID) + f"<div lang=de>{figure('/b.jpg', OTHER)}</div>"
    assert [photo.lang for photo in page(body).photos] == ["en", "de"]


# -- input that nobody planned


def test_a_thousand_photos_are_a_thousand_photos() -> None:
    body = "".join(
        figure(f"/photos/ferry-{n:04}.jpg", f"Ferry number {n} leaves. (Maud Lind/AFP)") for n in range(1_000)
    )
    assert seen(body) == [
        Seen(f"/photos/ferry-{n:04}.jpg", f"Ferry number {n} leaves.", "(Maud Lind/AFP)") for n in range(1_000)
    ]


def test_of_a_list_of_credits_in_one_figure_the_first_dozen_are_the_photo_s() -> None:
    people = [f"Maud L{letter}nd" for letter in "abcdefghijklmnopqrstuvwxyz"]
    spans = "".join(f"<span class=credit>{person}</span>" for person in people)
    assert seen(f"<figure><img src=/a.jpg><figcaption>{SAID}</figcaption>{spans}</figure>") == [
        Seen("/a.jpg", SAID, " ".join(people[:12]))
    ]


def test_thousands_of_captions_and_credits_in_one_figure_are_the_first_of_each() -> None:
    captions = "".join(f"<figcaption>Ferry {n} leaves the quay.</figcaption>" for n in range(2_000))
    credits_ = "<span class=credit>Maud Lind</span>" * 2_000
    assert seen(f"<figure><img src=/a.jpg>{captions}{credits_}</figure>") == [
        Seen("/a.jpg", "Ferry 0 leaves the quay.", "Maud Lind")
    ]


def test_a_caption_is_compared_with_the_one_known_credit_it_can_end_in(monkeypatch: pytest.MonkeyPatch) -> None:
    people = [f"{first}{second} Lind" for first in ("Ma", "Je", "Ri", "Su") for second in "abcdefghij"]
    known = "".join(
        f"<figure><img src=/{n}.jpg><figcaption>Ferry {n}.</figcaption><span class=credit>{person}</span></figure>"
        for n, person in enumerate([*people, "Lind"])
    )
    asked: list[str] = []

    def ending(caption: str, credit: str) -> str:
        asked.append(credit)
        return _ending(caption, credit)

    monkeypatch.setattr("cutline.page.recognise._ending", ending)
    found = seen(known + "".join(figure(f"/pier-{n}.jpg", f"Pier {n} in rain. {p}") for n, p in enumerate(people)))
    assert found[-40:] == [Seen(f"/pier-{n}.jpg", f"Pier {n} in rain.", person) for n, person in enumerate(people)]
    assert asked == people


def test_a_thousand_bold_words_are_one_caption() -> None:
    text = "Ferry " * 1_000
    assert seen(figure("/a.jpg", "<b>Ferry</b> " * 1_000)) == [Seen("/a.jpg", text.strip())]


def test_right_to_left_marks_are_folded_away() -> None:
    assert seen(figure("/a.jpg", "\u200fعبّارة تغادر الرصيف.\u200f (رويترز)\u200e")) == [
        Seen("/a.jpg", "عبّارة تغادر الرصيف.", "(رويترز)")
    ]


def test_equal_ids_do_not_mix_photos_up() -> None:
    body = "".join(
        f"<figure id=f><img id=i src=/photo-{n}a.jpg><figcaption id=c>Ferry {n} leaves.</figcaption></figure>"
        for n in range(3)
    )
    assert seen(body) == [Seen(f"/photo-{n}a.jpg", f"Ferry {n} leaves.") for n in range(3)]


def test_a_caption_of_a_megabyte_is_kept_whole() -> None:
    text = "A ferry leaves. " * 62_500
    assert seen(figure("/a.jpg", text)) == [Seen("/a.jpg", text.strip())]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "x",
        "<",
        "<div>" * 30_000,
        "<div>" * 30_000 + "<img src=/a.jpg>",
        "<figure>" * 3_000 + "<img src=/a.jpg>" + "<figcaption>x" * 3_000,
        "<figure><img src=/a.jpg><figcaption>" + " " * 50_000,
        "<figure><img src=/a.jpg><figcaption>" + "/ " * 50_000 + "x",
        "<figure><img src=/a.jpg><figcaption>" + "<span class=credit>A b</span> / " * 3_000,
        "<figcaption></figcaption>" * 5_000 + "<img src=/a.jpg>",
        "<figure><figcaption>x</figcaption>" * 3_000,
        "<img src='" + "a" * 200_000 + "'>",
        "<img srcset='" + "a 1w, " * 30_000 + "'>",
        "<img class='" + "caption " * 30_000 + "'>",
        "<img src=/a.jpg alt='\ud800\x00\x1f'>",
        "<noscript>" + "<img src=/a.jpg>" * 3_000,
        "<svg><image href=a.jpg></svg><math><img src=/b.jpg></math>",
        "<table><figure><tr><img src=/a.jpg><figcaption>x",
        "<base href='//['><link rel=canonical href='http://['><a href='http://['><img src='http://['></a>",
    ],
    ids=range(19),
)
def test_no_page_is_too_odd_to_be_read(html: str) -> None:
    found = recognise(Document.parse(html), source="http://[")
    assert [picture.index for picture in found.pictures] == list(range(len(found.pictures)))


TAGS = st.sampled_from(
    [
        *("figure", "figcaption", "img", "amp-img", "picture", "source", "noscript", "template", "svg", "object"),
        *("div", "p", "article", "main", "nav", "aside", "section", "blockquote", "h2", "ul", "li", "table", "td"),
        *("a", "cite", "span", "em", "small", "br"),
    ]
)
CLASSES = st.sampled_from(
    [
        "",
        "caption",
        "credit",
        "gallery",
        "slide",
        "ad",
        "related",
        "source",
        "photo",
        "avatar",
        "caption-credit",
        "info",
    ]
)
WORDS = st.sampled_from(
    [SAID, OTHER, "Photo: Maud Lind/AFP", "(Reuters)", "1/40", "Read more", "", " ", "Quay", RUNNING, "\u200f", "連合"]
)
SOURCES = st.sampled_from(
    [
        "/a.jpg",
        "/photos/quay-01.jpg",
        "/photos/quay-02.jpg",
        "",
        "data:,",
        "/logo.svg",
        "/rtx12345678.jpg",
        "//[",
        "/%ff",
    ]
)


@st.composite
def soups(draw: st.DrawFn) -> str:
    """Make tag soup of what galleries are made of; closing tags are left out or wrong as often as not."""
    pieces = []
    for _ in range(draw(st.integers(0, 25))):
        tag = draw(TAGS)
        extra = f" src='{draw(SOURCES)}'" if tag in ("img", "amp-img") else " href=/s" if tag == "a" else ""
        pieces.append(f"<{tag} class='{draw(CLASSES)}'{extra}>{draw(WORDS)}")
        if draw(st.booleans()):
            pieces.append(f"</{draw(TAGS)}>")
    return "".join(pieces)


def outline(found: Page) -> list[tuple[object, ...]]:
    return [
        (p.index, p.kind, p.content, p.src, p.alt, p.caption and (p.caption.text, p.caption.clue), p.why_not, p.reasons)
        for p in found.pictures
    ]


@settings(max_examples=120, deadline=None)
@given(soups())
@example("<table><td><object class='photo'></td><figure><img src='/a.jpg'>")
@example(f"<noscript class='caption'>{SAID}<figure><img class='' src='/a.jpg'></noscript>")
def test_tag_soup_is_read_in_order_and_nothing_is_made_up(html: str) -> None:
    document = Document.parse(html)
    found = recognise(document)
    order = {element: place for place, element in enumerate(document.elements)}
    places = [order[picture.element] for picture in found.pictures if picture.element in order]
    assert places == sorted(places)
    captions = [photo.caption.text for photo in found.photos if photo.caption]
    assert [word for caption in captions for word in caption.split() if word not in document.tree.text] == []
    assert outline(recognise(Document.parse(html))) == outline(found)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300) | st.binary(max_size=300))
def test_anything_is_a_page(html: str | bytes) -> None:
    assert recognise(Document.parse(html)).photos == ()
