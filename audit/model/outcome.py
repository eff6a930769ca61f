"""What became of one rule on one page."""

from enum import StrEnum

from msgspec import Struct


class Verdict(StrEnum):
    """The six answers a rule can give; only `passed` and `inapplicable` are quiet."""

    PASSED = "passed"
    FAILED = "failed"
    NEEDS_REVIEW = "needs-review"
    INAPPLICABLE = "inapplicable"
    NOT_RUN = "not-run"
    ERROR = "error"


class Outcome(Struct, frozen=True, gc=False):
    """The answer of `rule`: how many things it `judged`, and why it did not when it did not.

    `reason` is a sentence for inapplicable, not-run and needs-review; the traceback for an error.
    """

    rule: str
    outcome: Verdict
    judged: int = 0
    reason: str = ""

    @property
    def spoke(self) -> bool:
        """True when the rule was asked and answered: what it does not claim is then not there."""
        return self.outcome not in (Verdict.NOT_RUN, Verdict.ERROR)

    @property
    def last_line(self) -> str:
        """The last line of a crash, which names the error."""
        return (self.reason.strip().splitlines() or ["no reason given"])[-1]
