"""What a clue has seen."""

from enum import Enum, auto
from typing import Any

from msgspec import Struct

from cutline.model.page import Grade
from cutline.page.reading import Reading


class Place(Enum):
    """What the element of a sighting is to the picture."""

    NAMED = auto()
    """It calls itself the caption."""
    OWN = auto()
    """It is the picture's own without a name: its figure, or what the site's profile names."""
    BESIDE = auto()
    """It only stands where captions stand."""
    ALIKE = auto()
    """It stands there and looks like one: it makes no photo, and gives way to a caption that the page states."""
    NO_TEXT = auto()
    """Its words are not what was read: that was an attribute or the page's data."""


class Sighting(Struct, frozen=True, eq=False):
    """A text that may belong to a picture: where it stands, what it says, and why in a sentence."""

    clue: str
    reason: str
    element: Any
    reading: Reading
    place: Place
    grade: Grade = Grade.CERTAIN
    called_credit: bool = False
    """The page calls the whole element a credit although it stands in a caption's place."""
