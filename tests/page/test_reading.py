import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from turbohtml import Element

from cutline.page.document import Document
from cutline.page.reading import CREDIT_PLACE, Reading, is_credit_property, plain_text, read


def element(markup: str) -> Element:
    found = Document.parse(f"<div id=it>{markup}</div>").tree.select_one("#it")
    assert found is not None
    return found


def reading(markup: str) -> Reading:
    return read(element(markup))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("A ferry\n  leaves.", "A ferry leaves."),
        ("<span>A ferry leaves.</span><span>Two stay.</span>", "A ferry leaves. Two stay."),
        ("<p>A ferry leaves.</p><p>Two stay.</p>", "A ferry leaves. Two stay."),
        ("A ferry leaves.<br>Two stay.", "A ferry leaves. Two stay."),
        ("The <b>ferr</b>y and the <i>quay</i>.", "The ferry and the quay."),
        ("The <a href=/f>ferry</a>, late.", "The ferry, late."),
        ("A&nbsp;ferry\u200b leaves.", "A ferry leaves."),
        ("A ferry <script>var x = 'no'</script><style>p{}</style>leaves.", "A ferry leaves."),
        ("A ferry <svg><title>icon</title></svg>leaves.<noscript><img alt=no></noscript>", "A ferry leaves."),
        ("A ferry leaves.<span hidden>Never seen.</span>", "A ferry leaves."),
        ("A ferry leaves.<span style='DISPLAY : none'>Never seen.</span>", "A ferry leaves."),
        ("A ferry leaves.<button>Share</button><select><option>x</select>", "A ferry leaves."),
        ("", ""),
    ],
)
def test_words_are_read_as_a_reader_sees_them(markup: str, text: str) -> None:
    assert reading(markup).text == text


@pytest.mark.parametrize(
    "markup",
    [
        "<strong>1/40</strong> A ferry leaves.",
        "<span class=x>3 of 12</span> A ferry leaves.",
        "<strong>3 af 12</strong> A ferry leaves.",
        "<b>Foto 3 di 12</b> A ferry leaves.",
        "3 z 12<br>A ferry leaves.",
        "Slide 3 of 12<br>A ferry leaves.",
        "<span>Image caption, </span>A ferry leaves.",
        "A ferry leaves. <a href=#>Read more</a>",
        "A ferry leaves. <b class=toggle>hide caption</b>",
        "<div class=head>Enlarge this image</div>A ferry leaves.",
        "A ferry leaves. <span>#</span>",
        "<span class=slide-number>7</span>A ferry leaves.",
        "<span class=share-label>Share this picture</span>A ferry leaves.",
        "<p>12.</p><p>A ferry leaves.</p>",
    ],
)
def test_counters_and_controls_are_not_read(markup: str) -> None:
    assert reading(markup).text == "A ferry leaves."


def test_what_stood_around_a_control_stays_apart() -> None:
    assert reading("A ferry<a href=#>Read more</a>leaves.").text == "A ferry leaves."


def test_a_bold_word_that_a_button_could_say_stays() -> None:
    assert reading("They want <b>more</b> ferries.").text == "They want more ferries."


def test_a_number_in_a_sentence_stays() -> None:
    assert reading("Ferry <b>12</b> leaves with <b>300</b> aboard.").text == "Ferry 12 leaves with 300 aboard."


def test_lines_are_the_blocks() -> None:
    assert reading("<p>A ferry leaves.</p><div>Two<br>stay.</div>").lines == ("A ferry leaves.", "Two", "stay.")


@pytest.mark.parametrize(
    "credit",
    [
        "<span class=credit>{}</span>",
        "<cite>{}</cite>",
        "<div class=photo-credit>{}</div>",
        "<span itemprop=copyrightHolder>{}</span>",
        "<span class=source>{}</span>",
        "<em itemprop='name creator'>{}</em>",
    ],
)
def test_what_the_page_calls_a_credit_is_kept_apart(credit: str) -> None:
    found = reading(f"A ferry leaves. {credit.format('Maud Lind/AFP')}")
    assert found.text.replace(CREDIT_PLACE, "").strip() == "A ferry leaves."
    assert [part.text for part in found.credits] == ["Maud Lind/AFP"]


@pytest.mark.parametrize(
    "markup",
    [
        "A ferry leaves. <span class=credit></span>",
        "A ferry leaves. <span class=credit>|</span>",
        "A ferry leaves. <span class=credit>Credit</span>",
    ],
)
def test_an_empty_credit_is_none(markup: str) -> None:
    found = reading(markup)
    assert (found.text, found.credits) == ("A ferry leaves.", ())


def test_the_sign_between_two_parts_of_a_credit_stays() -> None:
    parts = "<b>Maud Lind</b> <span class=sep>/</span> <span class=body>AFP</span> <span class=sep>|</span>"
    assert [part.text for part in reading(f"A ferry leaves. <span class=credit>{parts}</span>").credits] == [
        "Maud Lind / AFP"
    ]


def test_a_long_text_with_a_weak_name_is_a_caption() -> None:
    long = "A ferry leaves the quay while the pilots of three other boats look on. " * 3
    found = reading(f"<span class=source>{long}</span>")
    assert (found.text, found.credits) == (long.strip(), ())


def test_a_weak_name_on_a_block_is_not_a_credit() -> None:
    assert reading("<div class=source>A ferry leaves.</div>").credits == ()


def test_a_credit_that_holds_a_picture_is_a_box() -> None:
    assert reading("<div class=credit><img src=a.jpg> A ferry leaves.</div>").credits == ()


def test_what_is_set_apart_is_left_out() -> None:
    whole = element("<p>A ferry leaves.</p><p id=no>Two stay.</p>")
    assert read(whole, apart={whole.select_one("#no")}).text == "A ferry leaves."


def test_edges_are_the_short_children_with_words() -> None:
    edges = reading("<span>A ferry leaves.</span> <span>Maud Lind/AFP</span>").edges
    assert [edge.text for edge in edges] == ["A ferry leaves.", "Maud Lind/AFP"]


def test_plain_text_has_the_credits_in_it() -> None:
    assert plain_text(element("A ferry leaves.<span class=credit>Maud Lind/AFP</span>")) == (
        "A ferry leaves. Maud Lind/AFP"
    )


def test_the_raw_text_keeps_the_white_space_that_a_cut_leaves() -> None:
    assert reading("A ferry leaves the ").raw == "A ferry leaves the "


@pytest.mark.parametrize(
    ("prop", "expected"),
    [("copyrightHolder", True), ("AUTHOR", True), ("caption", False), ("", False), (None, False)],
)
def test_properties_that_name_a_maker_are_known(prop: str | None, expected: bool) -> None:
    assert is_credit_property(prop) is expected


def test_a_credit_inside_texts_too_long_for_one_is_found_only_so_deep() -> None:
    long = "A ferry leaves the quay while the pilots of three other boats look on. " * 2
    credit = "<span class=source>Maud Lind</span>"
    found = [reading(f"<span class=source>{long}" * levels + credit).credits for levels in (1, 2, 3)]
    assert [[part.text for part in parts] for parts in found] == [["Maud Lind"], ["Maud Lind"], []]


@pytest.mark.parametrize(
    "markup",
    [
        " " * 50_000,
        "x" * 1_000_000,
        "<b>" * 30_000 + "deep",
        "<div>" * 30_000 + "deep",
        "\u202e\u202dA\u2066",
        "&#xD800;&#0;&#x1F;",
        "<span class=credit>" * 300,
        ("<span class=source>" + "ferry " * 27) * 400,
        "<div>" * 190 + ("<span class=source>" + "ferry " * 27 + "<b>") * 400,
        "<div>" * 190 + "<span class=credit>" * 400,
        "1 / " * 20_000,
    ],
)
def test_hostile_markup_is_read_without_a_crash(markup: str) -> None:
    assert isinstance(reading(markup).text, str)
    assert isinstance(plain_text(element(markup)), str)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="<&\0\r"), min_size=1, max_size=20), max_size=6)
)
def test_no_word_is_invented(texts: list[str]) -> None:
    found = plain_text(element("".join(f"<p>{text}</p>" for text in texts)))
    letters = "".join(text for text in texts)
    assert set(found) - set(letters) <= {" "}
