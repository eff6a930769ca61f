"""A few threads that fetch, while the main thread audits what came."""

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Crew(Generic[Answer]):
    """Threads for one kind of work; a context manager.

    They are daemons, unlike those of the standard library's executor: after Ctrl-C nobody wants to wait for a server
    that does not answer.
    """

    def __init__(self, size: int) -> None:
        self._tasks: SimpleQueue[tuple[Callable[[], Answer], Future[Answer]] | None] = SimpleQueue()
        self._size = size

    def __enter__(self) -> "Crew[Answer]":
        for number in range(self._size):
            Thread(target=self._work, name=f"cutline-fetch-{number}", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for _number in range(self._size):
            self._tasks.put(None)

    def submit(self, task: Callable[[], Answer]) -> "Future[Answer]":
        """Have a task done, and give what its answer will be in."""
        future: Future[Answer] = Future()
        self._tasks.put((task, future))
        return future

    def _work(self) -> None:
        while (given := self._tasks.get()) is not None:
            task, future = given
            try:
                future.set_result(task())
            except BaseException as error:  # noqa: BLE001 - it is raised where the answer is wanted
                future.set_exception(error)
