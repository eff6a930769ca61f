from collections.abc import Iterator

import pytest
from turbohtml import Element

from cutline.page.document import Document
from cutline.page.survey import Held, Survey, declared, next_element, survey

DOT = "data:image/gif;base64,R0lGODlhAQABAAAAACw="


def surveyed(body: str) -> Survey:
    return survey(Document.parse(f"<body>{body}"))


def sources(body: str) -> list[str | None]:
    """Give the addresses of all pictures to which a text could belong."""
    return [unit.src for unit in surveyed(body).units if not unit.trivial]


def test_photos_come_in_reading_order() -> None:
    assert sources("<img src=/a.jpg><p><img src=/b.jpg></p><amp-img src=/c.jpg></amp-img>") == [
        "/a.jpg",
        "/b.jpg",
        "/c.jpg",
    ]


@pytest.mark.parametrize(
    "attributes",
    [
        "src=/m.jpg width=1 height=1",
        "src=/m.jpg width=0 height=0",
        "src=/transparent.gif width=1 height=1",
        "src=/m.jpg width=3px height=3px",
        "src=https://sb.scorecardresearch.com/p",
        "src=/i/mark.jpg width=24 height=24",
        "src=/static/logo.svg",
        "src=/p/ilse.jpg class='author avatar'",
        "src=/p/ilse.jpg width=16 height=9 class=avatar",
    ],
)
def test_meters_and_marks_are_trifles(attributes: str) -> None:
    assert [unit.trivial for unit in surveyed(f"<img {attributes}>").units] == [True]


@pytest.mark.parametrize(
    "attributes",
    [
        "src=/quay.jpg width=16 height=9",
        "src=/quay.jpg width=3 height=2",
        "src=/quay.jpg width=1600 height=0",
        "src=/quay.jpg width=0",
        "src=/quay.jpg width=1 height=1 srcset='/quay.jpg 900w'",
        "src=/quay.jpg width=50 height=50 srcset='/quay.jpg 900w'",
        "src=/transparent.gif data-src=/quay.jpg width=1 height=1",
        "src=/quay.jpg width=100% height=1",
        "src=/quay.jpg width=64 height=64",
        "src=/quay.svg",
        "src=/logo.jpg",
        "src=/quay.jpg class='gallery author avatar'",
        "",
    ],
)
def test_declared_sizes_that_lie_do_not_make_a_photo_a_trifle(attributes: str) -> None:
    assert [unit.trivial for unit in surveyed(f"<img {attributes}>").units] == [False]


def test_a_picture_in_a_template_is_a_blueprint() -> None:
    found = surveyed("<template><figure><img src=/a.jpg></figure></template>")
    assert [unit.trivial for unit in found.units] == [True]


def test_a_stand_in_beside_the_real_picture_is_a_trifle() -> None:
    assert sources(f"<div><img src={DOT}><img src=/quay.jpg></div>") == ["/quay.jpg"]
    assert sources(f"<div><img src=/quay.jpg><img src={DOT}></div>") == ["/quay.jpg"]


def test_a_stand_in_alone_is_kept() -> None:
    assert sources(f"<div><img src={DOT}></div><div><img src=/quay.jpg></div>") == [DOT, "/quay.jpg"]


def test_the_copy_in_a_noscript_lends_its_address() -> None:
    assert sources(f"<figure><img src={DOT}><noscript><img src=/quay.jpg></noscript></figure>") == ["/quay.jpg"]


def test_a_copy_in_a_noscript_does_not_replace_a_good_address() -> None:
    assert sources("<figure><img src=/quay.jpg><noscript><img src=/big.jpg></noscript></figure>") == ["/quay.jpg"]


def test_a_picture_that_only_a_noscript_holds_is_one_in_its_place() -> None:
    found = surveyed(
        "<figure><img src=/a.jpg></figure><figure><noscript><p><img src=/b.jpg></p></noscript></figure><img src=/c.jpg>"
    )
    assert [(unit.src, unit.host is not None) for unit in found.units] == [
        ("/a.jpg", False),
        ("/b.jpg", True),
        ("/c.jpg", False),
    ]
    assert [unit.anchor.tag for unit in found.units] == ["img", "noscript", "img"]


def test_a_meter_in_a_noscript_is_left_out() -> None:
    assert surveyed("<noscript><img src=/pixel?a width=1 height=1><img></noscript>").units == []


def test_no_more_than_a_few_pictures_are_taken_out_of_one_noscript() -> None:
    inside = "".join(f"<img src=/photo-{number}.jpg>" for number in range(50))
    assert sources(f"<noscript>{inside}</noscript>") == ["/photo-0.jpg", "/photo-1.jpg", "/photo-2.jpg"]


def test_every_ancestor_knows_how_many_pictures_it_holds_and_which() -> None:
    found = surveyed("<main><div id=two><img src=/a.jpg><p><img src=/b.jpg></p></div><img src=/c.jpg></main>")
    two = found.document.tree.select_one("#two")
    main = found.document.tree.select_one("main")
    assert isinstance(two, Element)
    assert isinstance(main, Element)
    held = {name: (part.count, part.first.src, part.last.src) for name, part in _held(found, two=two, main=main)}
    assert held == {"two": (2, "/a.jpg", "/b.jpg"), "main": (3, "/a.jpg", "/c.jpg")}
    assert (found.holds(two), found.holds(found.units[0].element)) == (2, 0)


def _held(found: Survey, **elements: Element) -> Iterator[tuple[str, Held]]:
    return ((name, found.held[element]) for name, element in elements.items())


def test_trifles_are_not_counted() -> None:
    found = surveyed("<div><img src=/a.jpg><img src=/m.gif width=1 height=1></div>")
    div = found.document.tree.find("div")
    assert found.holds(div) == 1


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<figcaption>x</figcaption>", (True, False, False)),
        ("<cite>x</cite>", (False, True, False)),
        ("<p class=caption>x</p>", (True, False, False)),
        ("<p class=credit>x</p>", (False, True, False)),
        ("<p class='caption credit'>x</p>", (True, True, False)),
        ("<p class=byline>x</p>", (False, False, True)),
        ("<p itemprop=caption>x</p>", (True, False, False)),
        ("<p itemprop=copyrightHolder>x</p>", (False, True, False)),
        ("<figcaption class=photo-credit>x</figcaption>", (True, True, False)),
        ("<figcaption data-testid=photo-credit>x</figcaption>", (True, True, False)),
    ],
)
def test_elements_that_name_a_text_are_spots(markup: str, expected: tuple[bool, bool, bool]) -> None:
    assert [(spot.caption, spot.credit, spot.weak) for spot in surveyed(markup).spots] == [expected]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>x</p>",
        "<p class=story>x</p>",
        "<p itemprop=author>x</p>",
        "<p itemprop=headline>x</p>",
        "<p class=no-caption>x</p>",
    ],
)
def test_other_elements_are_none(markup: str) -> None:
    assert surveyed(markup).spots == []


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<svg aria-label=Map></svg>", ["svg"]),
        ("<svg></svg>", []),
        ("<object data=a.pdf></object>", ["object"]),
        ("<input type=IMAGE src=a.png>", ["input"]),
        ("<input type=text>", []),
        ("<map><area href=/a><area></map>", ["area"]),
        ("<div role=img></div>", ["div"]),
        ("<span role='foo graphics-symbol'></span>", ["span"]),
        ("<div role=region></div>", []),
        ("<img role=img src=/a.jpg>", []),
    ],
)
def test_other_pictures_are_listed_apart(markup: str, expected: list[str]) -> None:
    assert [element.tag for _, element in surveyed(markup).others] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("640", 640),
        (" 640px ", 640),
        ("640.5", 640),
        ("100%", None),
        ("auto", None),
        ("", None),
        ("-3", None),
        ("9" * 9, None),
        ("٣", None),
    ],
)
def test_a_declared_size_is_a_whole_number_of_pixels_or_unknown(value: str, expected: int | None) -> None:
    assert declared(Document.parse(f"<img width='{value}'>").tree.find("img"), "width") == expected


def test_an_undeclared_size_is_unknown() -> None:
    assert declared(Document.parse("<img>").tree.find("img"), "width") is None


@pytest.mark.parametrize(
    ("between", "expected"),
    [("", "b"), (" <!-- c --> ", "b"), ("words", None)],
)
def test_the_element_next_door_is_one_with_no_words_between(between: str, expected: str | None) -> None:
    tree = Document.parse(f"<p><i></i>{between}<b></b></p>").tree
    after = next_element(tree.find("i"), forward=True)
    before = next_element(tree.find("b"), forward=False)
    assert (after.tag if after else None) == expected
    assert (before.tag if before else None) == ("i" if expected else None)
