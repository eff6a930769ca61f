"""Connections to the web: each is made to an IP address that was checked, and none outlives its page's deadline."""

import socket
import threading
import weakref
from collections.abc import Iterable, Iterator
from contextlib import suppress
from time import monotonic
from typing import Any

import httpcore2
import httpx2

from cutline.sources.reach import CONNECT_SECONDS, NO_ANSWER, UNKNOWN_NAME, Reach, Unreachable


class Clock(threading.local):
    """When the request that this thread is making must have ended.

    Limits on one read are none at all for a server that sends a byte a second; this one holds for all of them.
    """

    def __init__(self) -> None:
        self.end = 0.0

    def left(self) -> float:
        """Give the seconds that are left. Raises httpcore2.ReadTimeout when there are none."""
        left = self.end - monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout
        return left


class Transport(httpx2.BaseTransport):
    """The way out for a client of httpx2. Raises the errors of httpcore2, and Unreachable.

    It is built on httpcore2's public parts, so that a change in either library cannot open the door unnoticed. Proxies
    that the environment names are not used: what is behind them cannot be checked.
    """

    def __init__(self, reach: Reach, clock: Clock) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            max_connections=None,
            max_keepalive_connections=20,
            keepalive_expiry=15.0,
            network_backend=_Door(reach, clock),
        )
        # Connections are kept for the next page; they go when nobody is left who could ask for one.
        weakref.finalize(self, self._pool.close).atexit = False

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request and give its answer, whose body is still to come."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer.stream),
            extensions=answer.extensions,
        )


class _Body(httpx2.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


class _Door(httpcore2.NetworkBackend):
    """Looks a name up once, and connects to what was found and may be reached."""

    def __init__(self, reach: Reach, clock: Clock) -> None:
        self._reach = reach
        self._clock = clock
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the clock knows better
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        for address in self._usable(host.casefold(), port):
            seconds = min(CONNECT_SECONDS, self._clock.left())
            with suppress(httpcore2.ConnectError, httpcore2.ConnectTimeout):
                return _Timed(
                    self._plain.connect_tcp(address, port, seconds, local_address, socket_options), self._clock
                )
        raise httpcore2.ConnectError(NO_ANSWER)

    def _usable(self, host: str, port: int) -> tuple[str, ...]:
        self._reach.refuse_name(host)
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise httpcore2.ConnectError(UNKNOWN_NAME) from error
            raise Unreachable(UNKNOWN_NAME) from error
        except (OSError, UnicodeError, OverflowError) as error:
            raise Unreachable(UNKNOWN_NAME) from error
        return self._reach.usable(host, port, (str(info[4][0]) for info in found))


class _Timed(httpcore2.NetworkStream):
    """A connection on which every step may take as long as the clock has left."""

    def __init__(self, plain: httpcore2.NetworkStream, clock: Clock) -> None:
        self._plain = plain
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - as above
        return self._plain.read(max_bytes, self._clock.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - as above
        self._plain.write(buffer, self._clock.left())

    def close(self) -> None:
        self._plain.close()

    def start_tls(
        self,
        ssl_context: Any,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - as above
    ) -> httpcore2.NetworkStream:
        return _Timed(self._plain.start_tls(ssl_context, server_hostname, self._clock.left()), self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._plain.get_extra_info(info)
