"""The bell that stops a page."""

import signal
import threading
import time
from contextlib import suppress

import pytest

from cutline.engine.deadline import Overdue, within


def test_work_in_time_is_left_alone():
    with within(60):
        done = True
    assert done
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_work_that_takes_too_long_is_stopped_even_where_it_catches_every_exception():
    def stubborn():
        with within(0.05), suppress(Exception):
            time.sleep(60)

    with pytest.raises(Overdue):
        stubborn()


def test_the_bell_of_the_caller_is_put_back():
    def own(_number, _frame):
        """Stand for a program that uses the alarm for itself."""

    before = signal.signal(signal.SIGALRM, own)
    try:
        with within(60):
            pass
        assert signal.getsignal(signal.SIGALRM) is own
    finally:
        signal.signal(signal.SIGALRM, before)


def test_on_another_thread_the_work_takes_what_it_takes():
    done = []

    def work():
        with within(60):
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
