"""How bad a finding is."""

from enum import StrEnum


class Severity(StrEnum):
    """From worst to mildest; the order of definition is the order of weight."""

    ERROR = "error"
    """A reader is shut out, or text is provably damaged."""
    WARNING = "warning"
    """House style, or likely damage."""
    ADVICE = "advice"
    """Worth a look."""

    @property
    def rank(self) -> int:
        """0 for the worst; a larger number is milder."""
        return list(Severity).index(self)

    def reaches(self, threshold: "Severity") -> bool:
        """Tell whether this is at least as bad as `threshold`."""
        return self.rank <= threshold.rank
