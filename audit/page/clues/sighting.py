"""What a clue has seen."""

from typing import Any

from msgspec import Struct

from cutline.model.page import Grade
from cutline.page.reading import Reading


class Sighting(Struct, frozen=True, eq=False):
    """A text that may belong to a picture: where it stands, what it says, and why in a sentence."""

    clue: str
    reason: str
    element: Any
    reading: Reading
    grade: Grade = Grade.CERTAIN
    called_credit: bool = False
    """The page calls the whole element a credit although it stands in a caption's place."""
