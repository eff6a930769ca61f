"""The browser's only way out: a SOCKS 5 proxy (RFC 1928) that resolves names itself and refuses private addresses.

The address that was checked is the one that is connected to, for every redirect, script, picture and frame, so a name
that resolves differently the second time gains nothing.
"""

import asyncio
import ipaddress
import socket
from contextlib import suppress

from cutline.sources.reach import CONNECT_SECONDS, NO_ANSWER, UNKNOWN_NAME, Reach, Unreachable

_CHUNK = 65536
_UNREACHABLE = b"\x05\x04\x00\x01\x00\x00\x00\x00\x00\x00"
_OPEN = b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00"


class Gateway:
    """The proxy; an async context manager. `refused` maps hosts that were not reached to the reason."""

    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self.refused: dict[str, str] = {}
        self.reached: set[str] = set()
        self._server: asyncio.Server | None = None
        self._links: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> "Gateway":
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()
        for link in self._links:
            link.cancel()
        await asyncio.gather(*self._links, return_exceptions=True)

    @property
    def address(self) -> str:
        """The address as a browser wants it."""
        assert self._server is not None  # noqa: S101 - asked within the context alone
        return f"socks5://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def reason(self, host: str) -> str:
        """Say why a host was not reached; "" when it was, or was never asked for."""
        return "" if host in self.reached else self.refused.get(host, "")

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._links.add(task)
            task.add_done_callback(self._links.discard)
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await self._link(reader, writer)
        writer.close()

    async def _link(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host, port = await _wish(reader, writer)
        far = await self._connected(host, port)
        if far is None:
            writer.write(_UNREACHABLE)
            await writer.drain()
            return
        writer.write(_OPEN)
        far_reader, far_writer = far
        try:
            await asyncio.gather(_pipe(reader, far_writer), _pipe(far_reader, writer))
        finally:
            far_writer.close()

    async def _connected(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        loop = asyncio.get_running_loop()
        try:
            self.reach.refuse_name(host)
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            usable = self.reach.usable(host, port, (str(info[4][0]) for info in found))
        except Unreachable as error:
            self.refused[host] = str(error)
            return None
        except (OSError, UnicodeError):
            self.refused[host] = UNKNOWN_NAME
            return None
        for address in usable:
            with suppress(OSError, TimeoutError):
                pair = await asyncio.wait_for(asyncio.open_connection(address, port), CONNECT_SECONDS)
                self.reached.add(host)
                return pair
        self.refused[host] = NO_ANSWER
        return None


async def _wish(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int]:
    """Shake hands and read the host and port that the browser asks for. Raises OSError for anything else."""
    version, methods = await reader.readexactly(2)
    await reader.readexactly(methods)
    if version != 5:
        raise OSError("not SOCKS 5")
    writer.write(b"\x05\x00")
    await writer.drain()
    _, command, _, kind = await reader.readexactly(4)
    if command != 1:
        raise OSError("only connections are passed on")
    if kind == 3:
        (length,) = await reader.readexactly(1)
        host = (await reader.readexactly(length)).decode("ascii", "replace").casefold()
    else:
        host = str(ipaddress.ip_address(await reader.readexactly(4 if kind == 1 else 16)))
    return host, int.from_bytes(await reader.readexactly(2), "big")


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(_CHUNK):
            writer.write(data)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
