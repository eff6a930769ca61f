"""The browser's only way out: a SOCKS 5 proxy (RFC 1928) that resolves names itself and refuses private addresses.

The address that was checked is the one that is connected to, for every redirect, script, picture and frame, so a name
that resolves differently the second time gains nothing.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from contextlib import suppress
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

CONNECT_SECONDS = 10.0
"""How long a server may take to accept a connection."""

_CHUNK = 65536
_PORTS = {"http": 80, "https": 443}
_UNREACHABLE = b"\x05\x04\x00\x01\x00\x00\x00\x00\x00\x00"
_OPEN = b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the open internet, also when it is an IPv4 address in IPv6's clothes."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return ip.is_global and not ip.is_multicast


def is_loopback(host: str) -> bool:
    """Tell whether a host of an address that somebody typed means the machine itself."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Reach:
    """What the browser may reach.

    With `allowed` host patterns, those hosts (private ones too) and the pages' own; without, every public address. A
    page's own address that names this very machine was typed by the user and is allowed with its port.
    """

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self._allowed = tuple(pattern.casefold() for pattern in allowed)
        self._own: set[str] = set()
        self._own_machine: set[tuple[str, int]] = set()

    def add(self, address: str) -> None:
        """Let the browser reach the host of a page that the user named."""
        parts = urlsplit(address)
        host = (parts.hostname or "").casefold()
        self._own.add(host)
        if is_loopback(host):
            self._own_machine.add((host, parts.port or _PORTS.get(parts.scheme, 0)))

    def may_try(self, host: str) -> bool:
        """Tell whether a host may be looked up at all."""
        return not self._allowed or host in self._own or self._is_allowed(host)

    def may_be_private(self, host: str, port: int) -> bool:
        """Tell whether a host may have a private address."""
        return self._is_allowed(host) or (host, port) in self._own_machine

    def _is_allowed(self, host: str) -> bool:
        return any(fnmatchcase(host, pattern) for pattern in self._allowed)


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
        if not self.reach.may_try(host):
            self.refused[host] = "it is not among the hosts that --allow-host names"
            return None
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            self.refused[host] = "its name is not known"
            return None
        addresses = [str(info[4][0]) for info in found]
        usable = addresses if self.reach.may_be_private(host, port) else [one for one in addresses if is_public(one)]
        if not usable:
            self.refused[host] = "its address is private; allow it with --allow-host"
            return None
        for address in dict.fromkeys(usable):
            with suppress(OSError, TimeoutError):
                pair = await asyncio.wait_for(asyncio.open_connection(address, port), CONNECT_SECONDS)
                self.reached.add(host)
                return pair
        self.refused[host] = "it does not answer"
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
