import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutline.reports.wording import capital, counted, dated, listed, numbered, shortened, spelled, typeable, visible

ANY_TEXT = st.text(st.characters())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Gulls over the pier", "Gulls over the pier"),
        ("two\r\nlines\tand\u2028more", "two  lines and more"),
        ("\x1b[31mred\x07", "⟨U+001B⟩[31mred⟨U+0007⟩"),
        ("\x9b31m\x7f\x00", "⟨U+009B⟩31m⟨U+007F⟩⟨U+0000⟩"),
        ("photo\u202egnp.exe", "photo⟨U+202E⟩gnp.exe"),
        ("\u2066isolated\u2069", "⟨U+2066⟩isolated⟨U+2069⟩"),
        ("half a pair \ud83d", "half a pair \ufffd"),
        ("שלום\u200f, \u200eabc", "שלום\u200f, \u200eabc"),
    ],
)
def test_what_could_act_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(ANY_TEXT)
def test_visible_text_is_printable_utf_8_on_one_line_and_stays_as_it_is(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in shown)
    assert visible(shown) == shown


@given(ANY_TEXT)
def test_typeable_text_holds_nothing_invisible_that_acts(text: str) -> None:
    assert visible(typeable(text)) == typeable(text)


def test_what_is_not_typed_is_left_out_of_a_suggestion() -> None:
    assert typeable("Gulls\u202e over\nthe\x07 pier") == "Gulls over the pier"


def test_a_long_text_keeps_its_beginning_and_its_end() -> None:
    assert shortened("The ferry crosses the bay in the evening", 24) == "The ferry cro … evening"


def test_a_short_text_is_not_shortened() -> None:
    assert shortened("The ferry", 9) == "The ferry"


@given(ANY_TEXT, st.integers(12, 60))
def test_a_shortened_text_keeps_within_its_limit(text: str, limit: int) -> None:
    assert len(shortened(text, limit)) <= limit


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the file is empty.", "The file is empty."),
        ("empty.", "Empty."),
        ("érable, sous la neige", "Érable, sous la neige"),
        ("page.html: not found", "page.html: not found"),
        ("https://news.example/ is gone", "https://news.example/ is gone"),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_capital_and_a_name_stays_as_it_is(text: str, said: str) -> None:
    assert capital(text) == said


def test_small_numbers_are_words() -> None:
    assert [spelled(number) for number in (0, 1, 9, 10, 12000)] == ["no", "one", "nine", "10", "12,000"]


def test_things_are_counted_in_the_singular_and_the_plural() -> None:
    assert [counted(n, "photo", "photos") for n in (1, 2)] == ["one photo", "two photos"]


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_end_with_and(items: list[str], said: str) -> None:
    assert listed(items) == said


@pytest.mark.parametrize(
    ("numbers", "said"), [([], ""), ([2], "2"), ([1, 2], "1 and 2"), ([2, 4, 5, 6, 9], "2, 4–6 and 9")]
)
def test_photo_numbers_are_drawn_together(numbers: list[int], said: str) -> None:
    assert numbered(numbers) == said


@pytest.mark.parametrize(
    ("started", "said"),
    [
        ("2027-02-02T14:05:09+00:00", "2 February 2027, 14:05 UTC"),
        ("2027-12-24T09:00:00+01:00", "24 December 2027, 09:00 UTC+01:00"),
        ("2027-02-02T14:05:09", "2 February 2027, 14:05"),
        ("last\nnight", "last night"),
        ("", ""),
    ],
)
def test_the_start_of_a_run_is_said_as_in_a_newspaper(started: str, said: str) -> None:
    assert dated(started) == said
