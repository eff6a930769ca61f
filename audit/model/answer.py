"""Findings that were answered: what a person decided about them, and where that stands."""

from enum import StrEnum

from msgspec import Struct

from cutline.model.finding import Finding


class Place(StrEnum):
    """Where an answer stands."""

    BASELINE = "baseline"
    CONFIG = "config"
    COMMENT = "comment"
    ATTRIBUTE = "attribute"


class Answer(Struct, frozen=True):
    """A person's decision that a claim may stand: why, and where known who and when (ISO 8601, a date)."""

    place: Place
    reason: str
    who: str = ""
    when: str = ""


class Answered(Struct, frozen=True):
    """A claim that was answered; it fails no run. `review` tells a claim that a person had to decide from a finding."""

    finding: Finding
    answer: Answer
    review: bool = False
