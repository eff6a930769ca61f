import pytest

from cutline.text.extent import extent, is_long


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("", 0),
        ("The quay, at dawn.", 18),
        ("Überfähre – 3 km", 16),
        ("石橋が開通", 12),
        ("다리가 열렸다", 16),
        ("Мост открыт", 11),
    ],
)
def test_a_sign_says_more_than_a_letter(text: str, letters: int) -> None:
    assert extent(text) == letters


@pytest.mark.parametrize(
    "text", ["", "The quay", "The quay, at dawn.", "石橋が開", "石橋が開通しました", "다리가 열렸다"]
)
def test_a_text_is_long_when_its_extent_is(text: str) -> None:
    assert [is_long(text, letters) for letters in (1, 10, 12, 18)] == [extent(text) >= n for n in (1, 10, 12, 18)]
