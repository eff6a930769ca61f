from threading import Barrier, Lock, Thread

import pytest

from cutline.sources import turns
from cutline.sources.turns import Turns


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands unless somebody sleeps; its one number is the time in seconds."""
    now = [1000.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    monkeypatch.setattr(turns, "monotonic", lambda: now[0])
    monkeypatch.setattr(turns, "sleep", sleep)
    return now


def begun(asked: Turns, clock: list[float], host: str, pause: float) -> float:
    with asked.turn(host, pause):
        return clock[0] - 1000


def test_the_pause_counts_from_the_last_beginning_and_for_each_host_alone(clock: list[float]) -> None:
    asked = Turns()
    assert [begun(asked, clock, *turn) for turn in (("a", 2.0), ("b", 2.0), ("a", 2.0), ("a", 0.0))] == [0, 0, 2, 4]
    clock[0] += 60
    assert begun(asked, clock, "a", 2.0) == 64


def test_a_host_that_asks_for_time_gets_it(clock: list[float]) -> None:
    asked = Turns()
    asked.postpone("a", 30)
    asked.postpone("a", 5)
    assert [begun(asked, clock, "b", 0), begun(asked, clock, "a", 0)] == [0, 30]


def test_a_host_is_asked_by_one_thread_at_a_time() -> None:
    asked, together, lock = Turns(), Barrier(4), Lock()
    inside, most = 0, 0

    def ask() -> None:
        nonlocal inside, most
        together.wait()
        for _ in range(50):
            with asked.turn("a", 0):
                with lock:
                    inside += 1
                    most = max(most, inside)
                with lock:
                    inside -= 1

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
