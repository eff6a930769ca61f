"""How sure a cut must be to be called an error, a warning or advice; the house decides."""

from cutline.model.severity import Severity
from cutline.rules.base import Option, Options
from cutline.text.truncation import TruncationGrade

LEVELS = ("error", "warning", "advice", "off")

GRADE_OPTIONS = (
    Option("proven", "error", "How to report a text that is proven to be cut.", LEVELS),
    Option("strong", "error", "How to report a text that is cut by all signs.", LEVELS),
    Option(
        "weak",
        "advice",
        "How to report a text that may be cut; advice is a question to a person, not a finding.",
        LEVELS,
    ),
    Option("limit", 0, "The length, in characters, at which this house's field is known to cut texts; 0 for none."),
    Option("except", (), "Texts, as they stand on the page, that are complete although they do not look it."),
)


def severity_of(grade: TruncationGrade | None, options: Options) -> Severity | None:
    """Give the severity that the house wants for a grade; None when it wants silence."""
    level = options[str(grade)] if grade is not None else "off"
    return None if level == "off" else Severity(level)
