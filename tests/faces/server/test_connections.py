"""Connections that are held by saying nothing, or by taking nothing, are given up."""

import asyncio
import socket
import threading

import pytest

uvicorn = pytest.importorskip("uvicorn", reason="the extra web is not installed")
connections = pytest.importorskip("cutline.faces.server.connections", reason="the extra web is not installed")

LARGE = 64 * 2**20
SMALL = b"GET /small HTTP/1.1\r\nHost: localhost\r\n\r\n"


async def application(scope, _receive, send):
    body = b"x" * (LARGE if scope["path"] == "/large" else 3)
    length = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": length})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
def hasty(monkeypatch):
    """Let the server wait for the head of a request no longer than a tenth of a second."""
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.1)


@pytest.fixture
def lost():
    """What the server sets when it has no connection any more."""
    return threading.Event()


@pytest.fixture
def port(monkeypatch, lost):
    """A server in this process, which waits no longer than a tenth of a second for who takes nothing."""

    class Watched(connections.PatientConnection):
        def connection_lost(self, exc):
            super().connection_lost(exc)
            lost.set()

    monkeypatch.setattr(connections, "TAKING_SECONDS", 0.1)
    config = uvicorn.Config(application, http=Watched, ws="none", loop="asyncio", lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])))
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(60)


@pytest.fixture
def connection(port):
    with socket.create_connection(("127.0.0.1", port), timeout=60) as made:
        yield made


@pytest.mark.usefixtures("hasty")
def test_who_says_nothing_is_hung_up_on(connection):
    assert connection.recv(1) == b""


@pytest.mark.usefixtures("hasty")
def test_who_never_ends_the_head_of_a_request_is_hung_up_on(connection):
    connection.sendall(SMALL[:-2])
    assert connection.recv(1) == b""


def test_who_begins_a_second_request_and_does_not_end_it_is_hung_up_on(connection, monkeypatch):
    connection.sendall(SMALL)
    said = connection.recv(4096)
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.1)
    connection.sendall(SMALL[:10])
    rest = b""
    while more := connection.recv(4096):
        rest += more
    assert (said + rest).count(b"HTTP/1.1 200") == 1


def test_who_takes_no_answer_is_given_up(connection, lost):
    connection.sendall(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert lost.wait(60)
    taken = 0
    try:
        while more := connection.recv(2**20):
            taken += len(more)
    except ConnectionResetError:
        pass
    assert 0 < taken < LARGE


def test_who_asks_and_listens_gets_an_answer(connection):
    connection.sendall(SMALL)
    assert connection.recv(4096).startswith(b"HTTP/1.1 200")
