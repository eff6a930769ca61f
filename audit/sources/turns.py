"""Politeness: one request to a host at a time, and a pause before the next."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep


class Turns:
    """Whose turn it is, host by host; for any number of threads."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str, pause: float) -> Iterator[None]:
        """Wait until nobody else asks this host and `pause` seconds have passed since somebody last began to."""
        place = self._place(host)
        with place.lock:
            if (wait := place.next - monotonic()) > 0:
                sleep(wait)
            place.next = max(place.next, monotonic() + pause)
            yield

    def postpone(self, host: str, seconds: float) -> None:
        """Let nobody ask this host before `seconds` have passed."""
        place = self._place(host)
        place.next = max(place.next, monotonic() + seconds)

    def _place(self, host: str) -> "_Host":
        with self._lock:
            return self._hosts.setdefault(host, _Host())


class _Host:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.next = 0.0
