"""What every test may ask for."""

import os
import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# No test asserts on time: a busy machine is no defect. A developer's run looks for inputs that nobody has tried; what
# CI says of a change must depend on the change alone, so there the same inputs come every time.
settings.register_profile("cutline", deadline=None, derandomize="CUTLINE_SAME_EXAMPLES" in os.environ)
settings.load_profile("cutline")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout's top folder."""
    return ROOT


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium under Playwright; a test that asks for it is skipped, with the reason, where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

    from cutline.sources.discovery import Missing, find_browser, is_root

    try:
        program = find_browser()
    except Missing as missing:
        pytest.skip(str(missing))
    with sync_api.sync_playwright() as playwright:
        try:
            opened = playwright.chromium.launch(executable_path=program, chromium_sandbox=not is_root())
        except sync_api.Error as error:
            pytest.skip(f"{program} could not be started: {str(error).splitlines()[0]}")
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real pages that `CUTLINE_CORPUS` names; a test that asks for it is skipped when there is none."""
    named = os.environ.get("CUTLINE_CORPUS")
    if not named:
        pytest.skip("set CUTLINE_CORPUS to a folder of real pages to run this test")
    folder = Path(named)
    if not folder.is_dir():
        pytest.fail(f"CUTLINE_CORPUS names {folder}, which is not a folder")
    return folder


class Web:
    """A site on this machine, at a port of its own. What is not put there is answered with 404."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.port = server.server_port
        self._server = server
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self._answers: dict[str, Callable[[Any], None]] = {}

    def address(self, path: str) -> str:
        """Give the address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def put(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> str:
        """Put a page there and give its address; `Content_Type` stands for `Content-Type`."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.answer(path, lambda ask: send(ask, data, status, **named))

    def answer(self, path: str, do: Callable[[Any], None]) -> str:
        """Let a function answer a path; it is given the request handler."""
        self._answers[path] = do
        return self.address(path)

    def secure(self, context: ssl.SSLContext) -> None:
        """Speak https from now on."""
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    def handle(self, ask: Any) -> None:
        """Answer one request."""
        self.asked.append(ask.path)
        self.headers.append(dict(ask.headers))
        self._answers.get(ask.path, lambda ask: send(ask, b"nothing here", 404))(ask)


def send(ask: Any, data: bytes, status: int = 200, **headers: str) -> None:
    """Send an answer, a page in UTF-8 unless the headers say otherwise; only "not modified" to who knows its ETag."""
    if headers.get("ETag", "") == ask.headers.get("If-None-Match"):
        data, status = b"", 304
    ask.send_response(status)
    for name, value in {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(data)),
        **headers,
    }.items():
        ask.send_header(name, value)
    ask.end_headers()
    ask.wfile.write(data)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """Say nothing: a reader that went away is no error here."""


@pytest.fixture
def web() -> Iterator[Web]:
    """A site of the test's own."""
    pytest.importorskip("httpx2", reason="httpx2 is not installed: pip install 'cutline[web]'")
    pytest.importorskip("protego", reason="protego is not installed: pip install 'cutline[web]'")

    from cutline.sources.http import forget_fetchers

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            served.handle(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with _Server(("127.0.0.1", 0), Handler) as server:
        served = Web(server)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield served
        forget_fetchers()
        server.shutdown()
        thread.join()
