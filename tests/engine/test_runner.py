"""Many pages over many processes: in order, one dead worker costs one page, Ctrl-C ends it."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from cutline.config.schema import ConfigError
from cutline.engine.audit import audit_target
from cutline.engine.runner import BATCH, DIED, FEW, audit_batch, results, spread
from cutline.engine.select import selection_of
from cutline.engine.workers import audit_guarded, open_processes
from cutline.model.run import PageResult
from cutline.sources.targets import Target, expand


@pytest.fixture
def pages(tmp_path, make_page):
    """Write pages, each with one photo whose alt text is given, and name them as targets."""

    def pages(*alts):
        for number, alt in enumerate(alts):
            (tmp_path / f"{number:03}.html").write_text(make_page(alt))
        return list(expand([str(tmp_path)]))

    return pages


def statuses(found):
    return [page.status for page in found]


def test_a_few_pages_are_audited_here_in_order(house, pages):
    targets = pages("One", "Two!!", "Three")
    found = list(results(targets, house("shouted")))
    assert [page.source for page in found] == [target.name for target in targets]
    assert [len(page.findings) for page in found] == [0, 1, 0]


def test_many_pages_over_processes_give_the_same_results_in_the_same_order(house, pages):
    targets = pages(*(f"Ferry {number}{'!' * (number % 3)}" for number in range(FEW + BATCH + 3)))
    config = house("shouted")
    alone = [audit_target(target, selection_of(config)) for target in targets]
    assert list(results(targets, config, jobs=2)) == alone
    assert list(results(iter(targets), config, jobs=1)) == alone


def test_a_worker_that_dies_costs_one_page_and_not_its_neighbours(house, pages):
    alts = ["Calm"] * (3 * BATCH)
    alts[2] = alts[BATCH + 1] = "die"
    targets = pages(*alts)
    found = list(spread(targets, house("moody"), 2, open_processes, audit_guarded))
    assert [page.source for page in found] == [target.name for target in targets]
    assert {page.source: page.reason for page in found if not page.audited} == {
        targets[2].name: DIED,
        targets[BATCH + 1].name: DIED,
    }


def test_a_page_that_sleeps_is_stopped_and_the_others_go_on(house, pages):
    targets = pages("Calm", "sleep", "Calm")
    found = list(results(targets, house("moody", page_seconds=2)))
    assert statuses(found) == ["audited", "failed", "audited"]
    assert found[1].reason == "it took longer than 2 seconds (page_seconds)"


def test_a_page_that_cannot_be_interrupted_ends_its_worker_and_no_more(house, pages):
    targets = pages("deaf", "Calm")
    found = list(spread(targets, house("moody", page_seconds=1), 1, open_processes, audit_guarded))
    assert statuses(found) == ["failed", "audited"]
    assert found[0].reason == DIED


def test_workers_that_cannot_start_are_no_fault_of_a_page(house, pages, monkeypatch):
    monkeypatch.setattr("cutline.engine.workers._prepare", os.abort)
    with pytest.raises(RuntimeError, match="worker processes cannot be started; --jobs 1 works without them"):
        list(spread(pages("Calm"), house("shouted"), 1, open_processes, audit_guarded))


def test_any_executor_will_do(house, pages):
    targets = pages(*(f"Ferry {number}" for number in range(2 * BATCH + 1)))
    found = list(spread(targets, house("shouted"), 2, ThreadPoolExecutor, audit_batch))
    assert found == list(results(targets, house("shouted")))


def test_an_executor_that_loses_everything_still_gets_every_page_reported(house, pages):
    def lose(_config, _batch) -> list[PageResult]:
        raise ConnectionError("the other machine is gone")

    targets = pages("One", "Two")
    found = list(spread(targets, house("shouted"), 1, ThreadPoolExecutor, lose))
    assert [(page.source, page.status, page.reason) for page in found] == [
        (target.name, "failed", DIED) for target in targets
    ]


def test_the_reader_sets_the_pace_so_that_memory_stays_flat(house):
    taken = []

    def endless():
        number = 0
        while True:
            taken.append(number)
            yield Target(f"{number}", problem="made up")
            number += 1

    run = spread(endless(), house("shouted"), 1, ThreadPoolExecutor, audit_batch)
    assert next(run).source == "0"
    assert len(taken) <= 3 * BATCH
    run.close()


def test_a_wrong_config_is_refused_before_the_first_page(house):
    with pytest.raises(ConfigError):
        results([], house("shoutd"))


def test_no_target_gives_no_result(house):
    assert list(results([], house("shouted"))) == []
    assert list(spread([], house("shouted"), 1, ThreadPoolExecutor)) == []
