import asyncio

import pytest

from cutline.sources.gateway import Gateway, Reach, is_loopback, is_public


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - an address to be refused
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("no address", False),
    ],
)
def test_only_addresses_of_the_open_internet_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_the_machine_itself_is_known_by_its_names() -> None:
    assert [is_loopback(host) for host in ("localhost", "a.localhost", "127.0.0.9", "::1", "example.org")] == [
        True,
        True,
        True,
        True,
        False,
    ]


def test_a_page_of_this_machine_opens_its_own_port_and_no_other() -> None:
    reach = Reach()
    reach.add("http://127.0.0.1:8000/page.html")
    reach.add("https://news.example/page.html")
    assert [
        reach.may_be_private(*place) for place in (("127.0.0.1", 8000), ("127.0.0.1", 22), ("news.example", 443))
    ] == [
        True,
        False,
        False,
    ]


def test_allowed_hosts_shut_out_all_others_but_the_page_s_own() -> None:
    reach = Reach(["*.cdn.example"])
    reach.add("https://news.example/page.html")
    assert [reach.may_try(host) for host in ("a.cdn.example", "news.example", "tracker.example")] == [True, True, False]
    assert (reach.may_be_private("a.cdn.example", 443), reach.may_be_private("news.example", 443)) == (True, False)


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
