"""Tests with a real Chromium: skipped, saying why, where there is none or playwright is not installed."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import sleep

import pytest
from msgspec.structs import replace

from cutline.config.schema import Config
from cutline.engine.rendering import Screening, rendered_results
from cutline.model.run import PageResult
from cutline.sources.discovery import Missing, find_browser
from cutline.sources.targets import expand
from cutline.sources.viewing import Viewing

Shown = Callable[..., list[PageResult]]


@pytest.fixture(scope="session")
def viewing() -> Viewing:
    """The browser that is found, as it comes."""
    pytest.importorskip("playwright", reason="playwright is not installed: pip install 'cutline[browser]'")
    pytest.importorskip("axe_core_python", reason="axe-core-python is not installed: pip install 'cutline[browser]'")
    try:
        find_browser()
    except Missing as error:
        pytest.skip(str(error))
    return Viewing()


@pytest.fixture
def shown(viewing: Viewing) -> Shown:
    """Audits targets in a browser, with a Config's fields and a Viewing's as keywords."""

    def show(*targets: str, recording: Path | None = None, **wishes: object) -> list[PageResult]:
        names = set(Viewing.__struct_fields__) & set(wishes)
        screen = Screening(viewing=replace(viewing, **{name: wishes.pop(name) for name in names}), recording=recording)
        return list(rendered_results(expand(targets), Config(**wishes), screen))  # type: ignore[arg-type]

    return show


class Site(BaseHTTPRequestHandler):
    """A small site; `pages` maps a path to a status, headers and a body."""

    pages: dict[str, tuple[int, dict[str, str], bytes]] = {}  # noqa: RUF012 - shared by the requests of one server
    asked: list[str] = []  # noqa: RUF012 - as above

    def do_GET(self) -> None:
        """Answer; a path called /endless never ends."""
        self.asked.append(self.path)
        status, headers, body = self.pages.get(self.path, (404, {}, b"nothing here"))
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        while self.path == "/endless":
            self.wfile.write(b"<p>more")
            self.wfile.flush()
            sleep(0.1)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Served:
    """A site on this machine: write pages, take addresses."""

    def __init__(self, port: int, site: type[Site]) -> None:
        self.port = port
        self._site = site

    @property
    def asked(self) -> list[str]:
        """The paths that were asked for."""
        return self._site.asked

    def page(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> str:
        """Put a page on the site and give its address; `Content_Type` stands for `Content-Type`."""
        data = body.encode() if isinstance(body, str) else body
        self._site.pages[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, data)
        return f"http://127.0.0.1:{self.port}{path}"


class Server(ThreadingHTTPServer):
    """Lets go of readers that went away."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """Say nothing: a browser that was closed is no error."""


@pytest.fixture
def site() -> Iterator[Served]:
    """A site of the test's own."""
    own = type("OwnSite", (Site,), {"pages": {}, "asked": []})
    with Server(("127.0.0.1", 0), own) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Served(server.server_port, own)
        server.shutdown()
        thread.join()
