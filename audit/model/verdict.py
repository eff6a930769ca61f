"""May it be published? The answer to the program that asked, with what it rests on."""

from enum import StrEnum

from msgspec import Struct

from cutline.model.finding import Finding
from cutline.model.run import ExitCode
from cutline.model.severity import Severity

SCHEMA = "cutline/verdict/1"


class OnFailure(StrEnum):
    """What a house decides when a page could not be audited."""

    ALLOW = "allow"
    BLOCK = "block"


class Counts(Struct, frozen=True):
    """How many findings there are of each severity; `review` counts points that a person must decide."""

    error: int = 0
    warning: int = 0
    advice: int = 0
    review: int = 0


class Unaudited(Struct, frozen=True):
    """A page, or a part of its audit, about which nothing is known; `source` is empty when there was no page at all."""

    source: str
    reason: str


class Verdict(Struct, frozen=True):
    """The answer. `findings` are those of all pages, in their order, also the ones that block nothing.

    `exit_code` is CLEAN when it may be published, NOT_AUDITED when it may not because something could not be audited,
    and FINDINGS when findings alone forbid it. Whoever allows in spite of `not_audited` still gets the list.
    `photos` counts those that were recognised; `blocking` are the severities of which one finding forbids it.
    """

    exit_code: ExitCode
    counts: Counts
    findings: tuple[Finding, ...] = ()
    not_audited: tuple[Unaudited, ...] = ()
    photos: int = 0
    blocking: tuple[Severity, ...] = ()

    @property
    def allow(self) -> bool:
        """True when it may be published."""
        return self.exit_code is ExitCode.CLEAN
