"""Ids that were answered, in memory that is bounded."""

import pytest

from cutline.faces.server.replays import Full, Replayed, Replays


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_an_id_is_taken_once_until_its_time_is_over(clock):
    replays = Replays(600, clock=clock)
    with replays.once("a"):
        pass
    clock.now = 600
    with pytest.raises(Replayed), replays.once("a"):
        pass
    clock.now = 600.1
    with replays.once("a"):
        pass


def test_an_id_that_is_being_answered_is_not_taken_beside_it(clock):
    replays = Replays(600, clock=clock)
    with replays.once("a"), pytest.raises(Replayed), replays.once("a"):
        pass


def test_an_id_whose_request_failed_may_come_again(clock):
    replays = Replays(600, clock=clock)
    with pytest.raises(LookupError), replays.once("a"):
        raise LookupError
    with replays.once("a"):
        pass


def test_requests_without_an_id_are_not_told_apart(clock):
    replays = Replays(600, clock=clock)
    with replays.once(None), replays.once(None):
        pass


def test_no_more_ids_are_kept_than_the_limit_and_none_is_dropped_early(clock):
    replays = Replays(600, limit=2, clock=clock)
    for name in ("a", "b"):
        with replays.once(name):
            pass
    with pytest.raises(Full), replays.once("c"):
        pass
    with pytest.raises(Replayed), replays.once("a"):
        pass
    clock.now = 601
    with replays.once("c"), replays.once("d"):
        pass


def test_a_long_id_costs_as_much_as_a_short_one(clock):
    replays = Replays(600, clock=clock)
    with replays.once("x" * 100_000):
        pass
    assert [len(digest) for digest in replays._until] == [16]
