"""Photo credits: where one stands in a caption, who made the photograph and who supplied it."""

from collections.abc import Sequence

from cutline.model.page import Credit, Grade
from cutline.text.credit_body import read_body
from cutline.text.credit_place import Place
from cutline.text.credit_search import find_place
from cutline.text.folding import fold, fold_with_map
from cutline.text.lexicon import House, Vocabulary, interface, vocabulary
from cutline.text.openings import body_start, openings

# Full-width Latin letters and signs, one code point each, so that offsets stay.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
# A credit stands at the end of a caption, or at its start; what lies further inside is never read.
_TAIL, _HEAD = 600, 200
_WORDS_OF_A_CAPTION = 8
_SEPARATORS = " ,|/•·#–—-"
_EMPTY_BRACKETS = ("()", "[]", "（）", "【】", "( )", "[ ]")


def parse_credit(
    text: str, *, lang: str | None = None, house: House | None = None, field: bool = False
) -> Credit | None:
    """Find the credit in `text`; None when there is none.

    `lang` is the page's language (BCP 47), `house` a newsroom's own words. `field` says that the page itself calls
    this text a credit: then every text with a letter in it is one. The cost is linear in the length: only the last
    600 and the first 200 code points are searched, white space folded.
    """
    words = vocabulary(house, lang)
    folded, offsets = _window(text)
    if field:
        place = _field(folded, words)
    else:
        place = _found(folded, words)
        if place is None and offsets and offsets[0]:
            return _credit_at_start(text, words)
    return _credit(text, offsets, place) if place else None


def split_credit(text: str, *, lang: str | None = None, house: House | None = None) -> tuple[str, Credit | None]:
    """Give the caption without its credit, white space folded, and the credit."""
    credit = parse_credit(text, lang=lang, house=house)
    return without_credit(text, credit), credit


def without_credit(text: str, credit: Credit | None) -> str:
    """Give a text without the credit that was found in it, white space folded."""
    if credit is None:
        return fold(text)
    before = _without_separator(fold(text[: credit.start]))
    after = fold(text[credit.start + len(credit.text) :]).lstrip(f"{_SEPARATORS}.;:")
    return f"{before} {after}".strip()


def _without_separator(before: str) -> str:
    """Drop what led to the credit: " - ", " | ", empty brackets."""
    before = before.rstrip(_SEPARATORS)
    for brackets in _EMPTY_BRACKETS:
        before = before.removesuffix(brackets)
    return before.rstrip(_SEPARATORS)


def canonical_body(body: str, house: House | None = None) -> str | None:
    """Give the agency's canonical name ("AP" for "Associated Press"); None when the table does not know it."""
    return vocabulary(house).agencies.canonical(fold(body))


def looks_like_placeholder(credit: Credit) -> bool:
    """Tell whether the credit names nobody: "Handout", "Stringer", "Foto: privat"."""
    return not credit.people and not credit.bodies


def _window(text: str) -> tuple[str, Sequence[int]]:
    """Fold the end of the text, as much of it as may hold a credit, and give each code point's offset in `text`.

    White space and invisible characters may fill any part of a text, so the piece that is folded grows fourfold until
    it holds enough: the whole stays linear.
    """
    size = 4 * _TAIL
    start = max(0, len(text) - size)
    folded, offsets = fold_with_map(text[start:])
    while start and len(folded) < _TAIL:
        size *= 4
        start = max(0, len(text) - size)
        folded, offsets = fold_with_map(text[start:])
    cut = max(0, len(folded) - _TAIL)
    return _half_width(folded[cut:]), [start + offset for offset in offsets[cut:]] if start else offsets[cut:]


def _half_width(text: str) -> str:
    return text if text.isascii() else text.translate(_HALF_WIDTH)


def _found(folded: str, words: Vocabulary) -> Place | None:
    return find_place(interface().without_trailing_control(folded.rstrip()), words)


def _credit_at_start(text: str, words: Vocabulary) -> Credit | None:
    """Read the first 200 code points of a long text: "Foto: Ida Brandt/dpa – ", then the caption."""
    folded, offsets = fold_with_map(text[: 4 * _HEAD])
    place = find_place(_half_width(folded[:_HEAD]), words)
    return _credit(text, offsets, place) if place and place.start <= 2 and place.end < _HEAD - 1 else None


def _field(text: str, words: Vocabulary) -> Place | None:
    """Read a text that the page calls a credit: all of it, unless a credit stands beside a caption."""
    if not any(letter.isalpha() for letter in text):
        return None
    # Round a credit there are no more words than in the whole text, and one more where the credit splits a word.
    place = _found(text, words) if len(text.split()) + 1 >= _WORDS_OF_A_CAPTION else None
    if place and len(f"{text[: place.start]} {text[place.end :]}".split()) >= _WORDS_OF_A_CAPTION:
        return place
    first = next(iter(openings(text, words)), None)
    labelled = first is not None and not text[: first.start].strip(" ([（【-–—.")
    start = body_start(text, first, words) if first and labelled else 0
    return Place(0, len(text), read_body(text[start:], words), "field", Grade.CERTAIN)


def _credit(text: str, offsets: Sequence[int], place: Place) -> Credit:
    start, end = offsets[place.start], offsets[place.end - 1] + 1
    return Credit(
        text=text[start:end],
        start=start,
        people=place.body.people,
        bodies=place.body.bodies,
        roles=place.body.roles,
        form=place.form,
        grade=place.grade,
    )
