import asyncio

import pytest

from cutline.sources.gateway import Gateway
from cutline.sources.reach import Reach


def asked(reach: Reach, request: bytes) -> tuple[bytes, dict[str, str]]:
    """Send a request to a gateway and give its whole answer, and what it refused."""

    async def ask() -> tuple[bytes, dict[str, str]]:
        async with Gateway(reach) as gateway:
            port = int(gateway.address.rpartition(":")[2])
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request)
            writer.write_eof()
            answer = await reader.read()
            writer.close()
            return answer, gateway.refused

    return asyncio.run(ask())


def wish(host: bytes, port: int) -> bytes:
    return b"\x05\x01\x00\x05\x01\x00\x03" + bytes([len(host)]) + host + port.to_bytes(2, "big")


def test_a_private_name_is_refused_with_a_reason() -> None:
    answer, refused = asked(Reach(), wish(b"localhost", 22))
    assert answer[:4] == b"\x05\x00\x05\x04"
    assert refused == {"localhost": "its address is private; allow it with --allow-host"}


def test_a_host_that_is_not_allowed_is_not_even_looked_up() -> None:
    answer, refused = asked(Reach(["cdn.example"]), wish(b"localhost", 22))
    assert answer[:4] == b"\x05\x00\x05\x04"
    assert refused == {"localhost": "it is not among the hosts that --allow-host names"}


@pytest.mark.parametrize(
    "request_", [b"", b"GET / HTTP/1.1\r\n\r\n", b"\x05", b"\x05\x01\x00\x05\x02\x00\x01" + b"\0" * 6]
)
def test_what_is_not_socks_gets_no_connection(request_: bytes) -> None:
    answer, refused = asked(Reach(), request_)
    assert (len(answer) <= 2, refused) == (True, {})


def test_what_may_be_reached_is_passed_on_both_ways() -> None:
    async def shout(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write((await reader.read()).upper())
        await writer.drain()
        writer.close()

    async def through() -> bytes:
        server = await asyncio.start_server(shout, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        reach = Reach()
        reach.add(f"http://127.0.0.1:{port}/")
        async with server, Gateway(reach) as gateway:
            reader, writer = await asyncio.open_connection("127.0.0.1", int(gateway.address.rpartition(":")[2]))
            writer.write(b"\x05\x01\x00\x05\x01\x00\x01\x7f\x00\x00\x01" + port.to_bytes(2, "big") + b"the horses")
            writer.write_eof()
            answer = await reader.read()
            writer.close()
            return answer

    assert asyncio.run(through()).endswith(b"THE HORSES")
