"""Connections that may not be held by saying nothing: time limits that uvicorn leaves to others."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
"""How long the head of a request may take, from the connection or from the first byte after the request before."""

TAKING_SECONDS = 30.0
"""How long a client may take no byte of its answer."""


class PatientConnection(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, but not for ever."""

    def __init__(self, *words: Any, **settings: Any) -> None:
        super().__init__(*words, **settings)
        self._timers: dict[str, asyncio.TimerHandle] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Expect a request from now on."""
        super().connection_made(transport)
        self._expect_head()

    def data_received(self, data: bytes) -> None:
        """Take bytes: part of a body, or of a head whose time is running."""
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            self._expect_head()
        else:
            self._stop("head")

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the timers."""
        self._stop("head")
        self._stop("taking")
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Wait for a client that takes its answer slowly."""
        super().pause_writing()
        self._stop("taking")
        self._timers["taking"] = self.loop.call_later(TAKING_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on: the client took something."""
        super().resume_writing()
        self._stop("taking")

    def _expect_head(self) -> None:
        if "head" not in self._timers:
            self._timers["head"] = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _stop(self, name: str) -> None:
        if timer := self._timers.pop(name, None):
            timer.cancel()
