"""A run beside an earlier one."""

from cutline.engine.since import Earlier
from cutline.model.answer import Answer, Answered, Place
from cutline.model.comparison import Comparison, Fixed
from cutline.model.finding import Finding, Location
from cutline.model.fingerprint import with_fingerprints
from cutline.model.outcome import Outcome, Verdict
from cutline.model.run import AuditRun, PageResult, Tool
from cutline.model.severity import Severity


def page(*subjects: str, source: str = "fair.html", verdict: Verdict = Verdict.FAILED) -> PageResult:
    claims = (Finding("alt-cut", Severity.ERROR, "cut", {}, Location(), "", subject) for subject in subjects)
    return PageResult(
        source, outcomes=(Outcome("alt-cut", verdict, 1),), findings=tuple(with_fingerprints(source, claims))
    )


def names(result: PageResult) -> tuple[str, ...]:
    return tuple(finding.fingerprint for finding in result.findings)


def compared(before: PageResult, *after: PageResult) -> Comparison:
    earlier = Earlier(AuditRun(Tool(), "2027-01-01T00:00:00+00:00", (), (before,)))
    for result in after:
        earlier.see(result)
    return earlier.comparison()


def test_findings_are_new_fixed_or_unchanged():
    before, after = page("goat.jpg", "pie.jpg"), page("pie.jpg", "fair.jpg")
    goat, pie = names(before)
    fixed = Fixed("fair.html", "alt-cut", Severity.ERROR, "goat.jpg", goat)
    assert compared(before, after) == Comparison(
        "2027-01-01T00:00:00+00:00", new=(names(after)[1],), unchanged=(pie,), fixed=(fixed,)
    )


def test_of_two_twins_one_can_be_fixed():
    said = compared(page("goat.jpg", "goat.jpg"), page("goat.jpg"))
    assert (len(said.unchanged), len(said.fixed)) == (1, 1)


def test_what_was_not_asked_again_is_neither_fixed_nor_there():
    before = page("goat.jpg")
    for after in (
        (),
        (page(source="other.html"),),
        (page(verdict=Verdict.NOT_RUN),),
        (page(verdict=Verdict.ERROR),),
        (PageResult("fair.html", "failed", "gone"),),
    ):
        said = compared(before, *after)
        assert (said.fixed, said.unknown) == ((), 1)


def test_what_was_answered_since_is_not_fixed():
    before = page("goat.jpg")
    answered = tuple(Answered(finding, Answer(Place.BASELINE, "old")) for finding in before.findings)
    after = PageResult("fair.html", outcomes=before.outcomes, answered=answered)
    assert compared(before, after) == Comparison("2027-01-01T00:00:00+00:00")
