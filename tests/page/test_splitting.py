import pytest

from cutline.model.page import Credit, Grade
from cutline.page.document import Document
from cutline.page.reading import read
from cutline.page.splitting import Split, split
from cutline.text.credit_reader import CreditReader

SAID = "A ferry leaves the quay at Aldery."


def split_up(markup: str) -> Split:
    element = Document.parse(f"<figcaption>{markup}</figcaption>").tree.find("figcaption")
    assert element is not None
    return split(read(element), CreditReader("en"))


def cut(markup: str) -> tuple[str, str | None, str]:
    found = split_up(markup)
    return found.caption, found.credit.text if found.credit else None, found.how


def test_a_caption_without_credit_is_left_alone() -> None:
    assert cut(SAID) == (SAID, None, "")


@pytest.mark.parametrize(
    "counter",
    [
        "3/12",
        "3 / 12 |",
        "3／12",
        "3 of 12 |",
        "3 out of 12:",
        "3 af 12 |",
        "3 z 12 |",
        "3 od 12 –",
        "3 из 12 |",
        "Foto 3 di 12 |",
        "Slide 3 of 12 |",
        "BILD 3 VON 12 |",
        "Photo 3/12",
    ],
)
def test_a_counter_before_a_caption_is_cut_off(counter: str) -> None:
    assert cut(f"{counter} {SAID}") == (SAID, None, "")


@pytest.mark.parametrize(
    "names", ["Maud ter Lind", "Maud van der Lind", "Maud Lind og Jon Falk", "Maud Lind & Jon Falk"]
)
def test_names_behind_a_finished_sentence_are_its_credit(names: str) -> None:
    assert cut(f"{SAID} <em>{names}</em>") == (SAID, names, "edge")


@pytest.mark.parametrize("opening", ["3 of 12 ferries leave the quay.", "Slide 3 shows a ferry.", "Foto 3, a ferry."])
def test_a_number_that_belongs_to_the_words_stays(opening: str) -> None:
    assert cut(opening) == (opening, None, "")


def test_nothing_is_cut_off_nothing() -> None:
    assert split_up("") == Split("")


@pytest.mark.parametrize(
    ("markup", "credit"),
    [
        (f"{SAID} <span class=credit>Maud Lind/AFP</span>", "Maud Lind/AFP"),
        (f"{SAID}<span class=credit>Credit: AFP</span>", "Credit: AFP"),
        (f"<span class=credit>Maud Lind</span> {SAID}", "Maud Lind"),
        (f"{SAID} | <cite>Maud Lind</cite>", "Maud Lind"),
        (f"{SAID} / <span class=credit>Maud Lind</span>", "Maud Lind"),
        (f"{SAID} <span class=credit>Maud Lind</span> / <span class=distributor>AFP</span>", "Maud Lind / AFP"),
        (f"{SAID} <span class=credit>Maud Lind</span>/<span class=distributor>AFP</span>", "Maud Lind/AFP"),
        (f"{SAID} <span class=credit>Maud Lind</span> <span class=distributor>AFP</span>", "Maud Lind AFP"),
        (f"{SAID} <span class=credit>AFP</span> <span class=copyright>AFP</span>", "AFP"),
    ],
)
def test_credit_elements_come_first(markup: str, credit: str) -> None:
    assert cut(markup) == (SAID, credit, "element")


def test_a_credit_in_words_is_joined_to_the_credit_element_behind_it() -> None:
    assert cut(f"{SAID} (Maud Lind/AFP) <span class=credit>Getty Images</span>") == (
        SAID,
        "(Maud Lind/AFP) Getty Images",
        "element",
    )


def test_an_element_called_credit_may_hold_the_caption_too() -> None:
    assert cut(f"<span class=credit>{SAID} (Maud Lind/AFP)</span>") == (SAID, "(Maud Lind/AFP)", "element")


@pytest.mark.parametrize(
    "markup",
    [
        f"<span>{SAID}</span><span>Photo: Maud Lind/AFP</span>",
        f"<span>Photo: Maud Lind/AFP</span><span>{SAID}</span>",
        f"{SAID} <small>Photo: Maud Lind/AFP</small>",
        f"<p>{SAID}</p><p>Photo: Maud Lind/AFP</p>",
    ],
)
def test_a_short_child_at_the_edge_that_reads_as_a_credit_is_one(markup: str) -> None:
    assert cut(markup) == (SAID, "Photo: Maud Lind/AFP", "edge")


@pytest.mark.parametrize(
    ("markup", "credit"),
    [
        (f"Photo: Maud Lind/AFP<br>{SAID}", "Photo: Maud Lind/AFP"),
        (f"{SAID}<br>Photo: Maud Lind/AFP", "Photo: Maud Lind/AFP"),
        (f"Reuters<br>{SAID}", "Reuters"),
        (f"{SAID}<br>AFP", "AFP"),
    ],
)
def test_a_line_that_reads_as_a_credit_is_one(markup: str, credit: str) -> None:
    assert cut(markup) == (SAID, credit, "line")


def test_a_first_line_that_is_a_name_of_nobody_known_stays() -> None:
    assert cut(f"Lower Aldery<br>{SAID}") == (f"Lower Aldery {SAID}", None, "")


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        (f"{SAID} (Maud Lind/AFP)", "(Maud Lind/AFP)"),
        (f"{SAID} [Maud Lind/Reuters]", "[Maud Lind/Reuters]"),
        (f"{SAID} Photo: Maud Lind", "Photo: Maud Lind"),
    ],
)
def test_words_come_last(text: str, credit: str) -> None:
    assert cut(text) == (SAID, credit, "inline")


def test_what_the_page_calls_a_credit_is_one_whatever_it_says() -> None:
    assert CreditReader().field("somebody's aunt").text == "somebody's aunt"
    assert CreditReader().field("***") == Credit("***", 0, form="field", grade=Grade.LIKELY)


def test_a_rest_of_signs_is_tidied_away() -> None:
    assert cut(f"– {SAID} | – <span class=credit>AFP</span> #") == (SAID, "AFP", "element")


@pytest.mark.parametrize(
    "text", ["", " ", "|", "a", " " * 50_000, "/ " * 20_000, "(" * 5_000, "x" * 1_000_000, "\u202e()"]
)
def test_hostile_text_is_split_without_a_crash(text: str) -> None:
    caption, _, how = cut(text)
    assert isinstance(caption, str)
    assert how in ("", "inline", "edge", "line")
