"""The verdict: what blocks, what is allowed, and that nothing audited is never a silent yes."""

import pytest

from cutline import audit_page
from cutline.config.schema import Config
from cutline.engine.audit import not_audited
from cutline.engine.verdict import NOTHING, verdict_of
from cutline.model.run import ExitCode
from cutline.model.severity import Severity
from cutline.model.verdict import Counts, OnFailure, Unaudited, Verdict


@pytest.fixture
def shouting(make_page, house):
    """A page with one warning and nothing else."""
    return audit_page(make_page("A ferry!!"), source="loud.html", config=house("shouted"))


@pytest.fixture
def quiet(make_page, house):
    return audit_page(make_page("A ferry"), source="quiet.html", config=house("shouted"))


@pytest.fixture
def crashed(make_page, house):
    """A page on which one rule found something and another broke off."""
    config = house("shouted", "moody")
    return audit_page(make_page("A ferry!!", "crash"), source="moody.html", config=config)


GONE = not_audited("gone.html", "there is no such file")


ERRORS = {"blocking": (Severity.ERROR,)}


def test_nothing_found_may_be_published(quiet):
    assert verdict_of([quiet], Config()) == Verdict(ExitCode.CLEAN, Counts(), photos=1, **ERRORS)
    assert verdict_of([quiet], Config()).allow


@pytest.mark.parametrize(
    ("fail_on", "code", "blocking"),
    [
        (Severity.ERROR, ExitCode.CLEAN, (Severity.ERROR,)),
        (Severity.WARNING, ExitCode.FINDINGS, (Severity.ERROR, Severity.WARNING)),
        (Severity.ADVICE, ExitCode.FINDINGS, tuple(Severity)),
        (None, ExitCode.CLEAN, ()),
    ],
)
def test_findings_block_from_the_house_s_limit_on_and_are_always_told(shouting, fail_on, code, blocking):
    verdict = verdict_of([shouting], Config(fail_on=fail_on))
    assert verdict == Verdict(code, Counts(warning=1), shouting.findings, photos=1, blocking=blocking)
    assert verdict.allow is (code is ExitCode.CLEAN)


@pytest.mark.parametrize(
    ("on_failure", "code"), [(OnFailure.BLOCK, ExitCode.NOT_AUDITED), (OnFailure.ALLOW, ExitCode.CLEAN)]
)
def test_a_page_that_could_not_be_audited_is_the_house_s_choice_and_never_silent(on_failure, code):
    assert verdict_of([GONE], Config(), on_failure=on_failure) == Verdict(
        code, Counts(), (), (Unaudited("gone.html", "there is no such file"),), **ERRORS
    )


@pytest.mark.parametrize(
    ("on_failure", "code"), [(OnFailure.BLOCK, ExitCode.NOT_AUDITED), (OnFailure.ALLOW, ExitCode.CLEAN)]
)
def test_no_page_at_all_was_not_audited(on_failure, code):
    verdict = verdict_of([], Config(), on_failure=on_failure)
    assert verdict == Verdict(code, Counts(), (), (Unaudited("", NOTHING),), **ERRORS)


def test_findings_block_even_when_the_house_allows_what_could_not_be_audited(shouting):
    verdict = verdict_of([GONE, shouting], Config(fail_on=Severity.WARNING), on_failure=OnFailure.ALLOW)
    gaps = (Unaudited("gone.html", "there is no such file"),)
    blocking = (Severity.ERROR, Severity.WARNING)
    assert verdict == Verdict(ExitCode.FINDINGS, Counts(warning=1), shouting.findings, gaps, 1, blocking)


def test_a_check_that_broke_off_weighs_more_than_what_others_found(crashed):
    verdict = verdict_of([crashed], Config(fail_on=Severity.WARNING))
    assert (verdict.exit_code, verdict.counts) == (ExitCode.NOT_AUDITED, Counts(warning=1))
    assert verdict.not_audited == (
        Unaudited("moody.html", "the check house-moody broke off: LookupError: the rule tripped"),
    )


def test_points_for_a_person_are_counted_and_block_nothing(make_page, house):
    page = audit_page(make_page("A ferry?"), config=house("doubtful"))
    verdict = verdict_of([page], Config(fail_on=Severity.ADVICE))
    assert verdict == Verdict(ExitCode.CLEAN, Counts(review=1), photos=1, blocking=tuple(Severity))


def test_results_are_read_once(shouting):
    assert verdict_of(iter([shouting, shouting]), Config()).counts == Counts(warning=2)
