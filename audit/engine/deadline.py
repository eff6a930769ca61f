"""Stopping a page that takes too long."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Overdue(BaseException):
    """Raised inside the work that took too long. No `except Exception` of a rule can swallow it."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise Overdue in the body once `seconds` of wall time have passed.

    It costs two system calls, where a thread or a process per page would cost more than the audit. It works on the
    main thread of a process on platforms with interval timers, and nowhere else: there the body takes as long as it
    takes. A single call into C code is not interrupted before it returns; worker processes have a watchdog for that.
    """
    if not hasattr(signal, "setitimer") or not _is_main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    # It rings again every second: a bell that rang inside a destructor is lost, since Python drops what those raise.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _is_main_thread() -> bool:
    # Where nobody imported it there is but one thread, and a one-page check need not import it to ask.
    threading = sys.modules.get("threading")
    return threading is None or threading.current_thread() is threading.main_thread()


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise Overdue
