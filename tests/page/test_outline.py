"""Every expectation about landmarks and headings was read off Chromium's accessibility tree, unnamed forms apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.page.document import Document
from cutline.page.outline import headings, landmarks, outline_of, page_language, part_language, title


def landmarks_of(body: str) -> list[tuple[str, str]]:
    document = Document.parse(f"<!doctype html><html lang=en><title>t</title><body>{body}")
    return [(landmark.role, landmark.name) for landmark in landmarks(document)]


def headings_of(body: str) -> list[tuple[int, str]]:
    document = Document.parse(f"<!doctype html><html lang=en><title>t</title><body>{body}")
    return [(heading.level, heading.text) for heading in headings(document)]


def test_landmarks_are_given_in_reading_order() -> None:
    body = "<header>h<nav aria-label=Sections>n</nav></header><main>m<aside>a</aside></main><search>s</search><footer>f"
    assert landmarks_of(body) == [
        ("banner", ""),
        ("navigation", "Sections"),
        ("main", ""),
        ("complementary", ""),
        ("search", ""),
        ("contentinfo", ""),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<article><header>x</header><footer>x</footer></article>",
        "<section><header>x</header></section>",
        "<article><header aria-label=L>x</header></article>",
        "<div role=article><header>x</header></div>",
        "<article><div><p><header>x</header></div></article>",
        "<article><aside>x</aside></article>",
        "<section><aside aria-label=' '>x</aside></section>",
        "<section><h2>x</h2></section>",
        "<section aria-label=' '>x</section>",
        "<section aria-describedby=q>x</section>",
        "<div role=region>x</div>",
        "<form>x</form>",
        "<form name=n>x</form>",
        "<nav role=presentation>x</nav>",
        "<search role=none>x</search>",
        "<main hidden>x</main>",
        "<main aria-hidden=true>x</main>",
        "<template><main>x</main></template>",
        "<article role=foo>x</article>",
    ],
)
def test_what_is_no_landmark_is_left_out(body: str) -> None:
    assert landmarks_of(body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div role=region><header>x</header></div>", [("banner", "")]),
        ("<section role=group><header>x</header></section>", [("banner", "")]),
        ("<article role=presentation><header>x</header></article>", [("banner", "")]),
        ("<header><header>x</header></header>", [("banner", ""), ("banner", "")]),
        ("<blockquote><footer>x</footer></blockquote>", [("contentinfo", "")]),
        ("<article><header role=banner>x</header></article>", [("banner", "")]),
        ("<main><aside>x</aside></main>", [("main", ""), ("complementary", "")]),
        ("<main><header>x</header></main>", [("main", "")]),
        ("<div role=main><footer>x</footer></div>", [("main", "")]),
        ("<section><aside title=T>x</aside></section>", [("complementary", "T")]),
        ("<section aria-labelledby=q><h2 id=q>Photos</h2></section>", [("region", "Photos")]),
        ("<section title=Photos>x</section>", [("region", "Photos")]),
        ("<form aria-label=Search>x</form>", [("form", "Search")]),
        ("<div role='foo navigation'>x</div>", [("navigation", "")]),
        ("<section role=banner>x</section>", [("banner", "")]),
        ("<nav role=presentation aria-label=L>x</nav>", [("navigation", "L")]),
        ("<nav role=none tabindex=0>x</nav>", [("navigation", "")]),
    ],
)
def test_sectioning_names_and_roles_decide_what_is_a_landmark(body: str, expected: list[tuple[str, str]]) -> None:
    assert landmarks_of(body) == expected


def test_headings_come_with_their_level_and_what_is_read() -> None:
    body = (
        "<h1>Harbour <img alt=photos></h1><h2 aria-level=5>Night</h2><h3 aria-level=0>Day</h3>"
        "<h4 aria-level=x>Noon</h4><div role=heading>Sea</div><div role=heading aria-level=9>Sky</div><h6></h6>"
    )
    assert headings_of(body) == [
        (1, "Harbour photos"),
        (5, "Night"),
        (3, "Day"),
        (4, "Noon"),
        (2, "Sea"),
        (9, "Sky"),
        (6, ""),
    ]


def test_a_heading_is_read_as_a_screen_reader_reads_it() -> None:
    body = "<h1><span>a</span><span>b</span><br>c <i hidden>d</i></h1><h2 aria-label=L>x</h2><h3 title=T></h3>"
    assert headings_of(body) == [(1, "ab c"), (2, "L"), (3, "T")]


@pytest.mark.parametrize(
    "body", ["<h1 hidden>x</h1>", "<h1 role=button>x</h1>", "<h1 role=none>x</h1>", "<template><h1>x</h1></template>"]
)
def test_what_is_no_heading_to_a_reader_is_left_out(body: str) -> None:
    assert headings_of(body) == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<title> Harbour\n photos </title>", "Harbour photos"),
        ("<title></title>", ""),
        ("<p>x", None),
        ("<svg><title>drawn</title></svg>", None),
        ("<svg><title>drawn</title></svg><title>late</title>", "late"),
        ("<title>one</title><title>two</title>", "one"),
    ],
)
def test_the_title_is_the_first_one_of_the_document(html: str, expected: str | None) -> None:
    assert title(Document.parse(html)) == expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("lang=de", "de"),
        ('lang=" de-AT "', "de-AT"),
        ("lang", None),
        ("", None),
        ("xml:lang=fr", "fr"),
        ("lang=de xml:lang=fr", "de"),
        ('lang="" xml:lang=fr', None),
    ],
)
def test_the_language_of_a_page_is_what_its_root_says(attributes: str, expected: str | None) -> None:
    assert page_language(Document.parse(f"<html {attributes}><p>x")) == expected


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ("<p>", "en"),
        ("<p lang=fi>", "fi"),
        ("<div lang=fi><p>", "fi"),
        ("<div lang=fi><p lang=''>", None),
        ("<div xml:lang=fi>", "fi"),
    ],
)
def test_the_language_of_a_part_is_that_of_the_nearest_element_that_states_one(
    around: str, expected: str | None
) -> None:
    document = Document.parse(f"<html lang=en>{around}<img>")
    assert part_language(document.tree.select("img")[0]) == expected


def test_a_part_without_any_stated_language_has_none() -> None:
    document = Document.parse("<img>")
    assert (part_language(document.tree.select("img")[0]), page_language(document)) == (None, None)


def test_many_headers_in_deep_roles_are_one_pass() -> None:
    body = "<div role=group>" * 400 + "<i><header>x</header></i>" * 20_000
    assert landmarks_of(body) == [("banner", "")] * 20_000


_PARTS = [
    *["<header>", "<nav>", "<h1>", "</div>", "<title>", "</title>", "<template>", "<svg>", "x"],
    "<section aria-label=x>",
    "<section aria-labelledby=x>",
    "<aside role=none>",
    "<h2 aria-level=99999999999>",
    "<div role=heading>",
    "<form title=y>",
    "<main id=x>",
    "<p lang=>",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_PARTS), max_size=30).map("".join))
def test_no_markup_upsets_the_outline(html: str) -> None:
    document = Document.parse(html)
    outline = outline_of(document)
    assert (outline.landmarks, outline.headings) == (landmarks(document), headings(document))
    assert all(heading.level > 0 for heading in outline.headings)
    title(document)
    page_language(document)
