from cutline.model.comparison import Comparison, Fixed
from cutline.model.severity import Severity
from cutline.reports.changes import changed

GONE = Fixed("a.html", "alt-missing", Severity.ERROR, "a.jpg", "f1:0")


def test_what_is_new_fixed_and_unchanged_is_said_in_words() -> None:
    since = Comparison("2027-02-01T14:05:09+00:00", ("f1:1", "f1:2"), ("f1:3",), (GONE,))
    assert changed(since) == ("Since the check of 1 February 2027, 14:05 UTC: two new, one fixed, one unchanged.")


def test_nothing_is_none_and_what_was_not_compared_is_said() -> None:
    assert changed(Comparison("yesterday", unknown=2)) == (
        "Since the check of yesterday: none new, none fixed, none unchanged. "
        "Two earlier findings could not be compared, because their page or rule was not asked again."
    )
