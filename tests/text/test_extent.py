import pytest

from cutline.text.extent import extent


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
