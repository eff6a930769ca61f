"""Mapping pages over processes: results in order, flat memory, and a dead worker that costs one page."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from cutline.config.schema import Config
from cutline.engine.audit import audit_target, not_audited
from cutline.engine.select import selection_of
from cutline.model.run import PageResult
from cutline.sources.targets import Target

if TYPE_CHECKING:
    # A one-page check starts no workers, and this import brings logging along.
    from concurrent.futures import Executor, Future

FEW = 64
"""Pages that are audited in-process. Starting workers takes 0.3 s, as measured, in which one process audits thirty
pages; with two processors, sixty pages are where the workers draw level."""

BATCH = 8
"""Pages sent to a worker at once: enough to make the sending cheap, few enough to keep results flowing."""

DIED = (
    "the worker process that audited this page died; the page may need more memory than there is, "
    "or have hung a library or one of your own rules"
)

Batch = tuple[Target, ...]
Work = Callable[[Config, Batch], list[PageResult]]
OpenExecutor = Callable[[int], "Executor"]
"""Opens an executor with so many workers."""


def results(targets: Iterable[Target], config: Config, jobs: int | None = None) -> Iterator[PageResult]:
    """Audit targets and give their results in the same order: in-process for a few, by `jobs` processes for many.

    `jobs` defaults to the processors this process may use. Raises ConfigError before the first result.
    """
    selection = selection_of(config)
    jobs = jobs or processors()
    rest = iter(targets)
    first = tuple(islice(rest, FEW + 1))
    if jobs == 1 or len(first) <= FEW:
        return (audit_target(target, selection) for target in chain(first, rest))
    from cutline.engine.workers import audit_guarded, open_processes

    return spread(chain(first, rest), config, jobs, open_processes, audit_guarded)


def processors() -> int:
    """Count the processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def audit_batch(config: Config, batch: Batch) -> list[PageResult]:
    """Audit a batch; all that a worker of any executor needs to know is in the arguments."""
    selection = selection_of(config)
    return [audit_target(target, selection) for target in batch]


def spread(
    targets: Iterable[Target], config: Config, jobs: int, open_executor: OpenExecutor, work: Work = audit_batch
) -> Iterator[PageResult]:
    """Map batches over an executor, at most two batches per worker ahead of the reader.

    When a batch is lost (its worker died, its result did not come back) the executor is given up, and every page that
    was under way is audited again on its own, by one fresh worker at a time: only the page that does it again is lost.
    """
    rest = iter(targets)
    batches = iter(lambda: tuple(islice(rest, BATCH)), ())
    do = partial(work, config)
    waiting: deque[tuple[Batch, Future[list[PageResult]]]] = deque()
    executor = open_executor(jobs)
    try:
        while True:
            for batch in islice(batches, 2 * jobs - len(waiting)):
                waiting.append((batch, _submit(executor, do, batch)))
            if not waiting:
                return
            if (done := _result(waiting[0][1])) is not None:
                waiting.popleft()
                yield from done
                continue
            _give_up(executor)
            for batch, future in waiting:
                yield from _finished(future) or _one_by_one(batch, do, open_executor)
            waiting.clear()
            executor = open_executor(jobs)
    finally:
        _give_up(executor)


def _one_by_one(
    batch: Batch, do: Callable[[Batch], list[PageResult]], open_executor: OpenExecutor
) -> Iterator[PageResult]:
    executor = open_executor(1)
    try:
        for target in batch:
            done = _result(_submit(executor, do, (target,)))
            if done is None:
                _give_up(executor)
                executor = open_executor(1)
            yield from done or [not_audited(target.name, DIED)]
    finally:
        _give_up(executor)


def _submit(executor: Executor, do: Callable[[Batch], list[PageResult]], batch: Batch) -> Future[list[PageResult]]:
    try:
        return executor.submit(do, batch)
    except Exception as error:  # noqa: BLE001 - every executor has its own way to say that it is broken
        from concurrent.futures import Future

        refused: Future[list[PageResult]] = Future()
        refused.set_exception(error)
        return refused


def _result(future: Future[list[PageResult]]) -> list[PageResult] | None:
    # The work itself never raises for a page: whatever comes out here is the executor losing the batch.
    with suppress(Exception):
        return future.result()
    return None


def _finished(future: Future[list[PageResult]]) -> list[PageResult] | None:
    return _result(future) if future.done() and not future.cancelled() else None


def _give_up(executor: Executor) -> None:
    # Without waiting: after Ctrl-C nobody wants to see the end of the pages under way.
    with suppress(Exception):
        executor.shutdown(wait=False, cancel_futures=True)
