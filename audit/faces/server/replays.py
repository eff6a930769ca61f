"""The ids of requests that were answered: none is answered twice while its signature would still be taken."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b

REMEMBERED = 100_000
"""Ids kept at most, some 12 MiB; with ten minutes for each, 166 requests a second fill it."""

_DIGEST = 16


class Replayed(Exception):  # noqa: N818 - it names what a request is
    """The id belongs to a request that was answered, or is being answered."""


class Full(Exception):  # noqa: N818 - as above
    """More ids came in than can be remembered."""


class Replays:
    """Remembers ids for `seconds`. Ids may be of any length and cost the same."""

    def __init__(self, seconds: float, limit: int = REMEMBERED, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._limit = limit
        self._clock = clock
        self._until: dict[bytes, float] = {}

    @contextmanager
    def once(self, name: str | None) -> Iterator[None]:
        """Hold an id while its request is answered, and for good when the body ends without an exception.

        A request that got no verdict may come again under its id, as senders that retry do. None is held for a
        request that has no id. Raises Replayed and Full.
        """
        if name is None:
            yield
            return
        digest = blake2b(name.encode("utf-8", "backslashreplace"), digest_size=_DIGEST).digest()
        self._forget_old()
        if digest in self._until:
            raise Replayed
        if len(self._until) >= self._limit:
            raise Full
        self._until[digest] = self._clock() + self._seconds
        try:
            yield
        except BaseException:
            del self._until[digest]
            raise

    def _forget_old(self) -> None:
        now = self._clock()
        # Dictionaries keep the order of insertion and every id stays equally long, so the oldest stand first.
        while self._until and next(iter(self._until.values())) < now:
            del self._until[next(iter(self._until))]
