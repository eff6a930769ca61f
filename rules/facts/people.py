"""Whether two names can be one photographer's."""

from functools import lru_cache

from cutline.text.folding import fold_name

_SHORTEST = 5
"""Letters from which a word with one wrong letter is a slip of the hand; shorter ones are other names (Jan, Jana)."""


@lru_cache(maxsize=4096)
def may_be_one(name: str, other: str) -> bool:
    """Tell whether two credits may mean the same person; True when they cannot be compared.

    Accents, case, the order of the words, a dropped second name or surname, initials, one wrong letter in the surname
    and a name cut short set no two people apart. Names in different scripts cannot be compared.
    """
    first, second = fold_name(name).split(), fold_name(other).split()
    if not first or not second or first[0].isascii() != second[0].isascii():
        return True
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    if first[-1] == second[-1] or is_slip(first[-1], second[-1]):
        return True
    one, two = "".join(first), "".join(second)
    return one.startswith(two) or two.startswith(one) or is_slip(one, two)


def is_slip(word: str, other: str) -> bool:
    """Tell whether two words differ by one letter: wrong, missing, added, or swapped with its neighbour."""
    if word == other or min(len(word), len(other)) < _SHORTEST or abs(len(word) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(word), len(other)) - start and word[-1 - end] == other[-1 - end]:
        end += 1
    one, two = word[start : len(word) - end], other[start : len(other) - end]
    return max(len(one), len(two)) <= 1 or (len(one) == len(two) == 2 and one == two[::-1])
