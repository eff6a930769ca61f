"""A credit found in a caption, and the brackets and boundaries round it."""

from msgspec import Struct

from cutline.model.page import Grade
from cutline.text.credit_body import Body
from cutline.text.patterns import pattern

# The longest credits seen have some 160 characters; a longer tail is a caption.
LONGEST = 200
OPENERS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "［": "］"}
CLOSERS = {closer: opener for opener, closer in OPENERS.items()}
INITIAL = pattern(r"(?:^|[\s.])(?:[^\W\d_]|St|Jr|Sr|Dr|Mr|Mrs|Ms|Prof|Th|Ch|Wm)\.$")
"""A text that ends in the full stop of an initial or a title, which ends no statement."""
_STATEMENT_ENDS = ".!?…。！？\"”»’')]）】|#•-–—:;*,/(（[【［"


class Place(Struct, frozen=True):
    """A credit in a folded text, from `start` up to `end`, with what it says."""

    start: int
    end: int
    body: Body
    form: str
    grade: Grade


def boundary_before(text: str, start: int) -> bool:
    """Tell whether a new statement may begin at `start`: the text's start, a sentence end, a bar, a dash, a bracket."""
    before = text[max(0, start - 8) : start].rstrip()
    if not before:
        return True
    return before[-1] in _STATEMENT_ENDS or (text[start - 1].isalpha() and text[start].isupper())


def closing_bracket(text: str, opener: int) -> int | None:
    """Give the offset of the bracket that closes the one at `opener`; None beyond the longest credit."""
    return _partner(text, range(opener, min(len(text), opener + LONGEST + 2)), OPENERS[text[opener]])


def opening_bracket(text: str, closer: int) -> int | None:
    """Give the offset of the bracket that the one at `closer` closes; None beyond the longest credit."""
    return _partner(text, range(closer, max(-1, closer - LONGEST - 2), -1), CLOSERS[text[closer]])


def _partner(text: str, places: range, partner: str) -> int | None:
    own, depth = text[places[0]], 0
    for place in places:
        if text[place] == own:
            depth += 1
        elif text[place] == partner:
            depth -= 1
            if not depth:
                return place
    return None


def end_of_bracket_round(text: str, start: int) -> int:
    """Give the end of a body that began inside a bracket which closes later; else the text's end."""
    depth = 0
    for place in range(start, min(len(text), start + LONGEST)):
        if text[place] in OPENERS:
            depth += 1
        elif text[place] in CLOSERS:
            depth -= 1
            if depth < 0:
                return place
    return len(text)
