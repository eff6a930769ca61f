"""Results of a long run wait on disk and can be read as often as a report likes."""

import pytest

from cutline.engine.spool import Spool
from cutline.model.finding import Evidence, Finding, Location, Suggestion
from cutline.model.outcome import Outcome, Verdict
from cutline.model.page import Credit
from cutline.model.run import PageResult, Photo
from cutline.model.severity import Severity


def result(name):
    finding = Finding(
        rule="alt-shouts",
        severity=Severity.WARNING,
        message_id="shouts",
        data={"marks": 3, "word": "Ahoi\u2028"},
        location=Location(3, 9, 3, 40, ("main > img",)),
        snippet="<img alt='Ahoi!!!'>",
        subject="ferry.jpg",
        evidence=(Evidence("marks", "3"),),
        suggestion=Suggestion("Ahoi!"),
        picture=0,
        fingerprint="f1:00",
    )
    photo = Photo(
        0, "ferry.jpg", "Ahoi!!!", "Ahoi!!!", None, Credit("Ada Quay/AP", 0, ("Ada Quay",), ("AP",)), Location()
    )
    outcome = Outcome("alt-shouts", Verdict.FAILED, 1)
    return PageResult(name, photos=(photo,), outcomes=(outcome,), findings=(finding,), reviews=(finding,))


@pytest.mark.parametrize("in_memory", [0, 1, 3, 10])
def test_what_goes_in_comes_out_in_order_and_more_than_once(in_memory):
    results = [result(f"page-{number}.html") for number in range(5)]
    with Spool(in_memory) as spool:
        for one in results:
            spool.add(one)
        assert list(spool) == results
        assert list(spool) == results


def test_two_readers_and_a_writer_do_not_disturb_each_other():
    with Spool(1) as spool:
        for number in range(3):
            spool.add(result(f"{number}"))
        first, second = iter(spool), iter(spool)
        names = [next(first).source, next(second).source, next(first).source]
        spool.add(result("3"))
        names += [one.source for one in second] + [one.source for one in first]
    assert names == ["0", "0", "1", "1", "2", "3", "2", "3"]


def test_half_a_surrogate_pair_becomes_what_reports_show_for_it():
    with Spool(0) as spool:
        spool.add(PageResult("broken-\ud83d.html", status="failed", reason="caf\udce9"))
        assert list(spool) == [PageResult("broken-\ufffd.html", status="failed", reason="caf\ufffd")]


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Spool(0) as spool:
        spool.add(result("a.html"))
    assert list(tmp_path.iterdir()) == []


def test_a_spool_without_results_is_empty():
    with Spool() as spool:
        assert list(spool) == []
