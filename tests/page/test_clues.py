"""Each clue alone: what it sees, and what it leaves to others."""

from collections.abc import Callable

import pytest

from cutline.model.page import Grade, LinkedImage
from cutline.page.clues.attributes import attributes, credit_attribute
from cutline.page.clues.following import following
from cutline.page.clues.leftover import leftover, slide
from cutline.page.clues.linked import by_identity, linked
from cutline.page.clues.named import pairings
from cutline.page.clues.sighting import Sighting
from cutline.page.document import Document
from cutline.page.survey import Survey, Unit, survey

SAID = "A ferry leaves the quay at Aldery."


def surveyed(body: str) -> Survey:
    return survey(Document.parse(f"<body>{body}"))


def sighted(clue: Callable[[Survey, Unit], Sighting | None], body: str) -> tuple[str, str] | None:
    """Give the kind of sighting and its words for the first picture."""
    found = surveyed(body)
    sighting = clue(found, found.units[0])
    return (sighting.clue, sighting.reading.text) if sighting else None


# -- elements that name themselves


def places(body: str) -> list[tuple[str | None, str, str]]:
    """Give for every pairing the picture's address, the place, and the words."""
    paired, _, _ = pairings(surveyed(body))
    return [(unit.src, pair.place, pair.spot.element.text) for unit, pairs in paired.items() for pair in pairs]


@pytest.mark.parametrize(
    "body",
    [
        "<figure><img src=/a.jpg><figcaption>Quay</figcaption></figure>",
        "<figure><div><a><img src=/a.jpg></a></div><div><figcaption>Quay</figcaption></div></figure>",
        "<div><img src=/a.jpg><p class=caption>Quay</p></div>",
        "<div><p class=caption>Quay</p><img src=/a.jpg></div>",
        "<div><img src=/a.jpg><p itemprop=caption>Quay</p></div>",
        "<div><img src=/a.jpg><cite>Quay</cite></div>",
        "<div><img src=/a.jpg><p class=source>Quay</p></div>",
        "<figure><img src=/a.jpg><img src=/m.gif width=1 height=1><figcaption>Quay</figcaption></figure>",
        "<table><tr><td><img src=/a.jpg></td></tr><tr><td class=caption>Quay</td></tr></table>",
    ],
)
def test_a_text_in_the_box_of_one_picture_belongs_to_it(body: str) -> None:
    assert places(body) == [("/a.jpg", "box", "Quay")]


RUNNING = "<p>The strait has been closed for eleven days, and nobody knows when the next boat will come.</p>" * 6
KOREAN = "<p>새 다리가 열린 뒤 주민들은 이제 배를 타지 않고도 섬을 오갈 수 있게 되었다.</p>" * 7


@pytest.mark.parametrize(
    "body",
    [
        f"<div><p><img src=/a.jpg></p>{RUNNING}<p class=caption>Quay</p></div>",
        f"<div><p><img src=/a.jpg></p>{RUNNING}<div class=copyright>Quay</div></div>",
        f"<div><p><img src=/a.jpg></p>{KOREAN}<div class=copyright>Quay</div></div>",
        f"<div><div><img src=/a.jpg>{RUNNING}</div><p class=caption>Quay</p></div>",
        f"<div><p class=caption>Quay</p>{RUNNING}<img src=/a.jpg></div>",
        f"<section><div><img src=/a.jpg></div><div>{RUNNING}<p class=caption>Quay</p></div></section>",
        "<div><img src=/a.jpg><p>More</p><iframe src=/film></iframe><p class=caption>Quay</p></div>",
        "<section><img src=/a.jpg><table><tr><td>1</table><p class=caption>Quay</p></section>",
        f"<div><img src=/a.jpg>{'<br>' * 100}<p class=caption>Quay</p></div>",
    ],
)
def test_a_text_behind_running_text_or_another_thing_with_a_caption_is_no_photo_s(body: str) -> None:
    assert places(body) == []


def test_an_item_among_others_of_its_kind_holds_what_is_about_its_photo() -> None:
    item = "<div class=item><img src={}>{}<p class=photo-credit>Quay</p></div>"
    assert places(item.format("/a.jpg", RUNNING) + item.format("/b.jpg", RUNNING)) == [
        ("/a.jpg", "box", "Quay"),
        ("/b.jpg", "box", "Quay"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        f"<figure><img src=/a.jpg>{RUNNING}<p class=caption>Quay</p></figure>",
        f"<div class=slide><img src=/a.jpg>{RUNNING}<p class=caption>Quay</p></div>",
        "<div><img src=/a.jpg><script>x = 'a long script'</script><p>More</p><p class=caption>Quay</p></div>",
    ],
)
def test_in_a_figure_or_a_slide_running_text_parts_nothing(body: str) -> None:
    assert places(body) == [("/a.jpg", "box", "Quay")]


TWO = "<img src=/a.jpg>{}<img src=/b.jpg>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (TWO.format("<p class=caption>Quay</p>"), ("/a.jpg", "after", "Quay")),
        (TWO.format("") + "<p class=caption>Quay</p>", ("/b.jpg", "after", "Quay")),
        ("<p class=caption>Quay</p>" + TWO.format(""), ("/a.jpg", "before", "Quay")),
        (TWO.format("<hr><br> <p class=caption>Quay</p>"), ("/a.jpg", "after", "Quay")),
        (TWO.format("<p>One.</p><p class=caption>Quay</p>"), ("/a.jpg", "after", "Quay")),
        (f"<p>{TWO.format('')}</p><p class=caption>Quay</p>", ("/b.jpg", "after", "Quay")),
        ("<main><img src=/a.jpg><p class=caption>Quay</p></main>", ("/a.jpg", "after", "Quay")),
    ],
)
def test_among_several_pictures_the_one_before_is_asked_first(body: str, expected: tuple[str, str, str]) -> None:
    assert places(body) == [expected]


@pytest.mark.parametrize(
    "body",
    [
        TWO.format("") + "<p>One.</p><p>Two.</p><p class=caption>Quay</p>",
        TWO.format("") + f"<p>{'Long. ' * 100}</p><p class=caption>Quay</p>",
        TWO.format("<cite>Quay</cite>"),
        TWO.format("<p class=source>Quay</p>"),
        "<main><img src=/a.jpg><div><div><div><div><p class=credit>Quay</p></div></div></div></div></main>",
        "<div><img src=/a.jpg><div><div><div><p class=source>Quay</p></div></div></div></div>",
        f"<div><img src=/a.jpg><p class=source>Quay</p><p>{'Long. ' * 150}</p></div>",
        "<p class=caption>Quay</p>",
        "<div><img src=/m.gif width=1 height=1><p class=caption>Quay</p></div>",
    ],
)
def test_a_text_too_far_from_any_picture_belongs_to_none(body: str) -> None:
    found = surveyed(body)
    paired, lone, _ = pairings(found)
    assert paired == {}
    assert [spot.element.text for spot in lone] == ["Quay"]


@pytest.mark.parametrize(
    "body",
    [
        "<p class=caption>Quay <span class=credit>AFP</span></p>",
        "<blockquote><p>Quay <cite>a reader</cite></p></blockquote><img src=/a.jpg>",
        "<template><figure><figcaption>Quay</figcaption></figure></template><img src=/a.jpg>",
    ],
)
def test_parts_of_captions_quotations_and_blueprints_are_not_asked_for(body: str) -> None:
    _, lone, unfilled = pairings(surveyed(body))
    assert {spot.tag for spot in lone} <= {"p"}
    assert unfilled == 0


def test_a_caption_element_that_wraps_its_picture_is_a_box() -> None:
    assert places("<div class=wp-caption><img src=/a.jpg><p class=wp-caption-text>Quay</p></div>") == [
        ("/a.jpg", "box", "Quay")
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<figure><figcaption>Quay</figcaption></figure>", 1),
        ("<figure><div data-testid=lazyimage></div><figcaption>Quay</figcaption></figure>" * 3, 3),
        ("<figure><figcaption>Quay</figcaption></figure><img src=/a.jpg>", 1),
        ("<figure><video src=/a.mp4></video><figcaption>Quay</figcaption></figure>", 0),
        ("<figure><iframe src=/a></iframe><figcaption>Quay</figcaption></figure>", 0),
        ("<figure><table></table><figcaption>Quay</figcaption></figure>", 0),
        ("<figure><blockquote>Q</blockquote><figcaption>Quay</figcaption></figure>", 0),
        ("<figure><div class=video-player></div><figcaption>Quay</figcaption></figure>", 0),
        ("<figure><img src=/a.jpg><figcaption>Quay</figcaption></figure>", 0),
        ("<figure></figure>", 0),
    ],
)
def test_captioned_figures_without_any_picture_are_counted(body: str, expected: int) -> None:
    assert pairings(surveyed(body))[2] == expected


def test_a_caption_far_along_a_row_of_empty_elements_is_not_carried_to_its_end() -> None:
    assert places("<figcaption>Quay</figcaption>" + "<hr>" * 100 + TWO.format("")) == []


def test_a_box_of_many_sources_is_read_once() -> None:
    found = surveyed("<div><img src=/a.jpg>" + "<span class=source>Maud Lind</span>" * 200 + "</div>")
    paired, lone, _ = pairings(found)
    assert (paired, len(lone), len(found.facts)) == ({}, 200, 1)


# -- words that are left over


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<figure><img src=/a.jpg>{SAID}</figure>", ("leftover-figure", SAID)),
        (f"<figure><div><img src=/a.jpg></div><p>{SAID}</p></figure>", ("leftover-figure", SAID)),
        (f"<p><img src=/a.jpg> {SAID}</p>", ("leftover-paragraph", SAID)),
        (f"<div class=gallery-item><img src=/a.jpg><p>{SAID}</p></div>", ("leftover-slide", SAID)),
        (f"<li class=slide><img src=/a.jpg><p>{SAID}</p></li>", ("leftover-slide", SAID)),
        (
            f"<ul>{''.join(f'<li class=photo><img src=/{n}.jpg><p>{SAID}</p></li>' for n in range(3))}</ul>",
            ("leftover-slide", SAID),
        ),
        (f"<div><img src=/a.jpg><p>{SAID}</p></div>", None),
        (f"<ul>{''.join(f'<li class=photo><img src=/{n}.jpg>{SAID}</li>' for n in range(2))}</ul>", None),
        (f"<ul>{''.join(f'<li class=row><img src=/{n}.jpg>{SAID}</li>' for n in range(3))}</ul>", None),
        (f"<section class=story><img src=/a.jpg><p>{SAID}</p></section>", None),
        ("<figure><img src=/a.jpg></figure>", None),
        (f"<p><img src=/a.jpg> {'Long text. ' * 40}</p>", None),
        (f"<figure><img src=/a.jpg>{'Long text. ' * 90}</figure>", None),
        (f"<figure><img src=/a.jpg>{'x' * 20_000}</figure>", None),
        (f"<div class=slide><img src=/a.jpg><h3><a href=/s>{SAID}</a></h3></div>", None),
        (f"<div class=slide><img src=/a.jpg><form>{SAID}</form></div>", None),
        (f"<figure><img src=/a.jpg><img src=/b.jpg>{SAID}</figure>", None),
    ],
)
def test_words_in_a_box_that_holds_one_picture_and_little_else(body: str, expected: tuple[str, str] | None) -> None:
    assert sighted(leftover, body) == expected


def box(body: str) -> str | None:
    found = surveyed(body)
    largest = slide(found, found.units[0])
    return largest.attr("class") if largest is not None else None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<main><div class=outer><p class=inner><img src=/a.jpg></p></div></main>", "outer"),
        ("<main><article class=entry><p class=inner><img src=/a.jpg></p></article></main>", "entry"),
        ("<main><p class=a><img src=/a.jpg></p><p><img src=/b.jpg></p></main>", "a"),
        ("<main><img src=/a.jpg></main>", None),
        ("<p><img src=/a.jpg><img src=/b.jpg></p>", None),
    ],
)
def test_a_slide_is_the_largest_box_with_one_picture_below_the_parts_of_the_page(
    body: str, expected: str | None
) -> None:
    assert box(body) == expected


def test_the_rows_of_a_box_are_counted_once() -> None:
    slides = "".join(f"<div class='photo n{n}'><img src=/{n}.jpg></div>" for n in range(200))
    found = surveyed(f"<div>{slides}</div>")
    assert [leftover(found, unit) for unit in found.units] == [None] * 200
    assert len(found.facts) == 1


# -- the next block


BEGUN = f"{RUNNING}<p><img src=/a.jpg></p>"
CENTRED = f"{RUNNING}<p class=has-text-align-center><img src=/a.jpg></p>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p><img src=/a.jpg></p><p><em>{SAID}</em></p>", ("following-small", SAID)),
        (f"<div><img src=/a.jpg></div><small>{SAID}</small>", ("following-small", SAID)),
        (f"<img src=/a.jpg><br><i>{SAID}</i>", ("following-small", SAID)),
        (f"<center><img src=/a.jpg><br><font>{SAID} (AFP)</font></center>", ("following-credited", f"{SAID} (AFP)")),
        (f"<p><img src=/a.jpg></p><p>{SAID} (Maud Lind/AFP)</p>", ("following-credited", f"{SAID} (Maud Lind/AFP)")),
        (f"<p><img src=/a.jpg></p><p class=foto-texto>{SAID}</p>", ("following-named", SAID)),
        (f"<div><img src=/a.jpg></div><div class=img_descr>{SAID}</div>", ("following-named", SAID)),
        (f"<p><img src=/a.jpg></p><p class=image-title><a href=/s>{SAID}</a></p>", None),
        (f"<p><img src=/a.jpg></p><p class=text>{SAID}</p>", None),
        (f"{BEGUN}<p class='mt-2 text-sm'>{SAID}</p>", ("following-styled", SAID)),
        (f"{BEGUN}<p><span style='font-size: 12px'>{SAID}</span></p>", ("following-styled", SAID)),
        (f"{BEGUN}<p style='font-style:italic'>{SAID}</p>", ("following-styled", SAID)),
        (f"{BEGUN}<p><font size=2>{SAID}</font></p>", ("following-styled", SAID)),
        (f"{BEGUN}<p style='font-size: 18px'>{SAID}</p>", None),
        (f"{BEGUN}<p class=text-sm>By Maud Lind, 12 May 2027</p>", None),
        (f"{BEGUN}<p class=text-sm>Maud Lind on the quay <time>8 am</time></p>", None),
        (f"{BEGUN}<p class=text-sm>Islands</p>", None),
        (f"{BEGUN}<p class=text-sm><a href=/s>{SAID}</a></p>", None),
        (f"<p><img src=/a.jpg></p><p class=text-sm>{SAID}</p>{RUNNING}", None),
        (f"{BEGUN}<p><em>Read also: {SAID}</em></p>", None),
        (f"{BEGUN}<p class=text-sm>“{SAID}”</p>", None),
        (f"{BEGUN}<p class=text-sm>{SAID.upper()}</p>", None),
        (f"<p class=text-sm>{'Nobody knows when. ' * 9}</p><p><img src=/a.jpg></p><p class=text-sm>{SAID}</p>", None),
        (f"{CENTRED}<p align=center>The long way home</p>{RUNNING}", None),
        ("<p><img src=/a.jpg></p><p>▲ 예산 부족 ▲ 지붕 노후 등이 폐쇄의 이유다</p>", None),
        (f"{BEGUN}<p class=img-info>12 comments, 3 min read</p>", None),
        ("<p><img src=/a.jpg></p><p>▲ 등대 앞을 걷는 주민들</p>", ("following-pointing", "▲ 등대 앞을 걷는 주민들")),
        ("<p><img src=/a.jpg></p><p>Na zdjęciu: prom.</p>", ("following-pointing", "Na zdjęciu: prom.")),
        (f"<p><img src=/a.jpg></p><p>Na zdjęciu {SAID * 9}</p>", None),
        (f"{CENTRED}<p align=center>{SAID}</p>{RUNNING}", ("following-centred", SAID)),
        (f"{CENTRED}<p style='text-align: center'>{SAID}</p>{RUNNING}", ("following-centred", SAID)),
        (f"{CENTRED}<p align=center><b>{SAID}</b></p>{RUNNING}", None),
        (f"{CENTRED}<p align=center>{SAID}</p><p align=center>{SAID * 3}</p>", None),
        (f"<p><img src=/a.jpg></p><p align=center>{SAID}</p>{RUNNING}", None),
        (f"<p><img src=/a.jpg></p><p>{SAID}</p>", None),
        (f"<p><img src=/a.jpg></p><p><em>Then</em> {SAID}</p>", None),
        (f"<p><img src=/a.jpg></p><p>He said (Maud Lind/AFP) {SAID}</p>", None),
        (f"<p><img src=/a.jpg></p>Words <p><em>{SAID}</em></p>", None),
        (f"<p><img src=/a.jpg></p><h2><em>{SAID}</em></h2>", None),
        (f"<p><img src=/a.jpg></p><p><em><img src=/b.jpg>{SAID}</em></p>", None),
        (f"<p><img src=/a.jpg></p><p><em>{'Long text. ' * 50}</em></p>", None),
        ("<p><img src=/a.jpg></p><p><em></em></p>", None),
        (f"<div><img src=/a.jpg>{'<img src=/b.jpg>' * 100}<small>{SAID}</small></div>", None),
        (f"<table><td><img src=/a.jpg></td></table><small>{SAID}</small>", None),
        (f"<table><!-- --><td><img src=/a.jpg></td> <tr><td><em>{SAID}</em></td></table>", None),
        (
            f"<table><tr><td><img src=/a.jpg><tr><td><tr><td>{SAID}</table><small>{SAID}</small>",
            None,
        ),
        ("<p><img src=/a.jpg></p>", None),
    ],
)
def test_the_block_behind_the_picture_counts_when_its_looks_name_or_words_tell(
    body: str, expected: tuple[str, str] | None
) -> None:
    assert sighted(following, body) == expected


def test_what_only_looks_like_a_caption_is_likely_at_most() -> None:
    found = surveyed(f"<p><img src=/a.jpg></p><p><em>{SAID}</em></p>")
    sighting = following(found, found.units[0])
    assert sighting is not None
    assert sighting.grade is Grade.LIKELY


# -- attributes


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<img src=/a.jpg data-caption='{SAID}'>", ("data-caption", SAID)),
        (f"<div data-sub-html='<p>{SAID}</p>'><img src=/a.jpg></div>", ("data-sub-html", SAID)),
        (f"<a data-fancybox-caption='{SAID}'><img src=/a.jpg></a>", ("data-fancybox-caption", SAID)),
        (f"<figure><img src=/a.jpg><figcaption data-caption='{SAID}'></figcaption></figure>", ("data-caption", SAID)),
        ("<img src=/a.jpg data-caption='A &amp;amp; B sail.'>", ("data-caption", "A & B sail.")),
        ("<img src=/a.jpg data-caption='{\"text\": 1}'>", None),
        ("<img src=/a.jpg data-caption='  12 '>", None),
        ("<img src=/a.jpg data-caption='<img src=b.jpg>'>", None),
        ("<img src=/a.jpg data-caption>", None),
        (f"<div data-caption='{SAID}'><img src=/a.jpg><img src=/b.jpg></div>", None),
        (f"<div data-caption='{SAID}'><p><p><div><div><div><div><img src=/a.jpg></div>", None),
    ],
)
def test_a_caption_may_stand_in_an_attribute(body: str, expected: tuple[str, str] | None) -> None:
    assert sighted(attributes, body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<img src=/a.jpg data-credit='Maud  Lind/AFP '>", "Maud Lind/AFP"),
        ("<figure data-copyright=AFP><img src=/a.jpg></figure>", "AFP"),
        ("<img src=/a.jpg data-credit='|'>", None),
        ("<img src=/a.jpg>", None),
    ],
)
def test_a_credit_may_stand_in_an_attribute(body: str, expected: str | None) -> None:
    found = surveyed(body)
    credit = credit_attribute(found, found.units[0])
    assert (credit[0] if credit else None) == expected


# -- data for search engines

QUAY = LinkedImage("https://c.example/photos/quay.jpg", caption=f" {SAID}\n")


@pytest.mark.parametrize(
    ("src", "expected"),
    [
        ("https://c.example/photos/quay.jpg", ("json-ld", SAID)),
        ("/photos/quay-640x480.jpg?w=3", ("json-ld", SAID)),
        ("/photos/pier.jpg", None),
    ],
)
def test_a_caption_may_stand_in_linked_data(src: str, expected: tuple[str, str] | None) -> None:
    found = surveyed(f"<img src='{src}'>")
    sighting = linked(by_identity([QUAY]), found.units[0])
    assert ((sighting.clue, sighting.reading.text) if sighting else None) == expected


def test_a_picture_without_address_has_no_linked_data() -> None:
    assert linked(by_identity([QUAY]), surveyed("<img>").units[0]) is None


def test_of_two_entries_for_one_photo_the_captioned_one_is_kept() -> None:
    bare = LinkedImage(QUAY.url)
    assert by_identity([bare, QUAY, LinkedImage(None, caption="x")]) == by_identity([QUAY, bare]) != {}
    assert list(by_identity([bare, QUAY]).values()) == [QUAY]
