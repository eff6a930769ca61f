"""How much a text says, for comparing texts in scripts of letters with those in scripts of syllables and signs."""

from cutline.text.patterns import pattern

_SIGNS = pattern(r"[\u1100-\u11ff\u2e80-\u2fdf\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_LETTERS_A_SIGN = 2.5
"""Letters that one Chinese, Japanese or Korean sign stands for: chosen between Korean syllables and Chinese words."""


def is_long(text: str, letters: int) -> bool:
    """Tell whether a text has an extent of so many letters; asked of every paragraph of a page."""
    length = len(text)
    return length >= letters or (length * _LETTERS_A_SIGN >= letters and extent(text) >= letters)


def extent(text: str) -> int:
    """Give the length of a text in code points of a script of letters."""
    if text.isascii():
        return len(text)
    return len(text) + int((_LETTERS_A_SIGN - 1) * len(_SIGNS.findall(text)))
