"""Worker processes, each of which can be ended without harm to the others, and the line of those who wait for one."""

import asyncio
import os
import signal
from concurrent.futures import BrokenExecutor, Executor
from contextlib import suppress

from cutline.config.schema import Config
from cutline.engine.runner import DIED
from cutline.engine.workers import open_processes
from cutline.faces.server.journal import journal
from cutline.faces.server.orders import WRITING_SECONDS, Done, Order, begin, carry_out

LATE_SECONDS = 5.0
"""How long after its own watchdog a worker that still holds on is ended from outside."""

FAT = 0.5
"""A worker whose memory has passed this share of its limit is replaced: what Python took, it seldom gives back."""

AGAIN_SECONDS = 1.0
"""The pause before another try when the system gives no new process."""


LATE = "no worker became free in time"
STOPPING = "the server is stopping"


class Busy(Exception):  # noqa: N818 - it is no error
    """No worker became free in time, or the server is stopping; the message says which."""


class Died(Exception):  # noqa: N818 - as above
    """The worker died over a body; the message says so to its sender."""


class Gone(Exception):  # noqa: N818 - as above
    """The worker had died before it got anything to do."""


class Worker:
    """One process behind an executor of its own, so that its death breaks nothing but itself."""

    def __init__(self, executor: Executor, pid: int) -> None:
        self._executor = executor
        self._pid = pid

    @classmethod
    def start(cls, memory_mib: int) -> "Worker":
        """Start a process; blocks for the fraction of a second that takes. Raises RuntimeError when there is none."""
        executor = open_processes(1)
        try:
            return cls(executor, executor.submit(begin, memory_mib).result())
        except BrokenExecutor as error:
            raise RuntimeError(f"a worker process died at once ({error})") from error

    async def carry_out(self, config: Config, order: Order) -> Done:
        """Have a body audited. Raises Died when the process did not live to answer, Gone when it was dead before."""
        try:
            answer = asyncio.wrap_future(self._executor.submit(carry_out, config, order))
        except BrokenExecutor as error:
            raise Gone from error
        try:
            return await asyncio.wait_for(answer, config.page_seconds + WRITING_SECONDS + LATE_SECONDS)
        except Exception as error:
            # Whatever comes out here is the executor losing the work: carry_out itself does not raise.
            raise Died(DIED) from error

    async def end(self) -> None:
        """End the process at once, whatever it is doing, and wait until its executor has seen that.

        An executor that is still tidying up when Python exits is woken once more, perhaps after it closed what wakes
        it: Python then writes a traceback into the journal.
        """
        with suppress(ProcessLookupError):
            os.kill(self._pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        await asyncio.to_thread(self._executor.shutdown, wait=True, cancel_futures=True)


class Desk:
    """Hands bodies to workers, one at a time each. Open it before use, close it after."""

    def __init__(self, config: Config, *, workers: int, memory_mib: int, wait_seconds: float) -> None:
        self._config = config
        self._number = workers
        self._memory_mib = memory_mib
        self._wait_seconds = wait_seconds
        self._free: asyncio.Queue[Worker | None] = asyncio.Queue()
        self._waiting = 0
        self._stopping = False
        self._leaving: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Start the workers. Raises RuntimeError when none can be started."""
        for _ in range(self._number):
            self._free.put_nowait(await self._start())

    def refuse(self) -> None:
        """Let the audits under way end and take no other: who waits gets Busy at once."""
        self._stopping = True
        for _ in range(self._waiting):
            self._free.put_nowait(None)

    async def close(self) -> None:
        """End every worker and wait for that; those at work have been waited for, or are cancelled."""
        self.refuse()
        await asyncio.gather(*self._leaving)
        while not self._free.empty():
            if worker := self._free.get_nowait():
                await worker.end()

    async def audit(self, order: Order) -> Done:
        """Have a body audited by the next free worker. Raises Busy and Died."""
        while True:
            worker = await self._next()
            keep = False
            try:
                done = await worker.carry_out(self._config, order)
                keep = done.peak_kib < FAT * self._memory_mib * 1024
                return done
            except Gone:
                continue
            finally:
                if keep:
                    self._free.put_nowait(worker)
                else:
                    self._replace(worker)

    async def _next(self) -> Worker:
        if self._stopping:
            raise Busy(STOPPING)
        self._waiting += 1
        try:
            async with asyncio.timeout(self._wait_seconds):
                worker = await self._free.get()
        except TimeoutError:
            raise Busy(LATE) from None
        finally:
            self._waiting -= 1
        if worker is None:
            raise Busy(STOPPING)
        return worker

    def _replace(self, worker: Worker) -> None:
        task = asyncio.ensure_future(self._replaced(worker))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    async def _replaced(self, worker: Worker) -> None:
        await worker.end()
        while not self._stopping:
            try:
                self._free.put_nowait(await self._start())
            except (RuntimeError, OSError) as error:
                journal.error("no new worker", extra={"fields": {"error": type(error).__name__}})
                await asyncio.sleep(AGAIN_SECONDS)
            else:
                return

    async def _start(self) -> Worker:
        return await asyncio.to_thread(Worker.start, self._memory_mib)
