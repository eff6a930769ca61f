"""Worker processes of our own: how they start, how they stop, and the watchdog that ends a hung one."""

import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import active_children, get_all_start_methods, get_context, parent_process
from typing import IO

from cutline.config.schema import Config
from cutline.engine.audit import audit_target
from cutline.engine.select import selection_of
from cutline.model.run import PageResult
from cutline.sources.targets import Target

GRACE_SECONDS = 1.0
"""How long after its deadline a page may still end by itself before the watchdog ends the process."""


def open_processes(workers: int) -> Executor:
    """Open a pool of processes that inherit nothing but the modules they need, and that end when this process does.

    Raises RuntimeError when processes cannot be started at all: no page is to blame for that.
    """
    # Forking this process would copy whatever threads and locks a caller has; a fork server starts clean and fast.
    context = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload([__name__])
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare)
    try:
        pool.submit(_started).result()
    except (BrokenExecutor, OSError) as error:
        raise RuntimeError(f"worker processes cannot be started; --jobs 1 works without them ({error})") from error
    return pool


def end_workers() -> None:
    """End every worker at once, whatever it is doing; for a program that was interrupted."""
    for process in active_children():
        process.terminate()


def audit_guarded(config: Config, batch: tuple[Target, ...]) -> list[PageResult]:
    """Audit a batch under a watchdog, which ends the whole process when a page neither ends nor can be interrupted."""
    selection = selection_of(config)
    results = []
    for target in batch:
        with watched(config.page_seconds + GRACE_SECONDS):
            results.append(audit_target(target, selection))
    return results


@contextmanager
def watched(seconds: float) -> Iterator[None]:
    """End the whole process when the body takes longer than `seconds`, whatever code it hangs in."""
    faulthandler.dump_traceback_later(seconds, exit=True, file=_nowhere())
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def _prepare() -> None:
    # Ctrl-C reaches every process of the terminal; a worker shall end at once and leave the talking to its parent.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_follow_the_parent, daemon=True).start()


def _follow_the_parent() -> None:
    """End this process when there is no parent any more; one that was killed can tell nobody."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _started() -> None:
    """Do nothing, in a worker that lives."""


@cache
def _nowhere() -> IO[str]:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - kept open: the watchdog writes when all else hangs
