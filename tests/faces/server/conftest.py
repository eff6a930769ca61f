"""A real `cutline serve`, started as a user starts it."""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

SECONDS = 60


@pytest.fixture(scope="session", autouse=True)
def _extra() -> None:
    for name in ("uvicorn", "starlette", "standardwebhooks"):
        pytest.importorskip(name, reason="the extra web is not installed")


class Answer:
    """What came back."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def problem(self):
        """The status and the sentence of a refusal, whose shape is checked."""
        assert self.headers["content-type"] == "application/problem+json"
        said = self.json
        assert set(said) == {"type", "title", "status", "detail"}
        assert said["status"] == self.status
        return self.status, said["detail"]


class Server:
    """A running server; `port` is the one it took."""

    def __init__(self, folder: Path, *words: str, env: dict[str, str] | None = None) -> None:
        self.folder = folder
        self._journal: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cutline", "serve", "--port", "0", "--jobs", "1", *words],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **(env or {})},
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        said = self.process.stdout.readline()
        if not said:
            self.process.wait(SECONDS)
            raise AssertionError("".join(self._journal))
        self.address = said.split()[-1]
        self.port = urlsplit(self.address).port

    def _read(self) -> None:
        self._journal.extend(self.process.stderr)

    def ask(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Answer:
        """Send one request; an underscore in a header's name stands for a hyphen."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            data = body.encode() if isinstance(body, str) else body
            connection.request(method, path, data, {name.replace("_", "-"): value for name, value in headers.items()})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def audit(self, page: bytes | str, **headers: str) -> Answer:
        """Post a page."""
        return self.ask("POST", "/v1/audits", page, content_type="text/html", **headers)

    def audit_json(self, value: object, **headers: str) -> Answer:
        """Post a value as JSON."""
        return self.ask("POST", "/v1/audits", json.dumps(value), content_type="application/json", **headers)

    def stop(self) -> int:
        """Stop it as a service manager does; gives the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(SECONDS)
        self._reader.join(SECONDS)
        self.process.stdout.close()
        self.process.stderr.close()
        return code

    @property
    def journal(self) -> list[dict]:
        """The lines of a server that was stopped."""
        return [json.loads(line) for line in self._journal]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server as it is without options, for tests that leave it as it was."""
    running = Server(tmp_path_factory.mktemp("serve"))
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="session")
def fetching(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that fetches from public addresses, for tests that leave it as it was."""
    running = Server(tmp_path_factory.mktemp("serve"), "--allow-url")
    yield running
    assert running.stop() == 0


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start a server with options, in the test's folder."""
    running: list[Server] = []

    def started(*words: str, env: dict[str, str] | None = None) -> Server:
        running.append(Server(tmp_path, *words, env=env))
        return running[-1]

    yield started
    for each in running:
        each.stop()


def moody_house(folder: Path, seconds: int) -> Path:
    rules = Path(__file__).parent / "hungry_rules.py"
    file = folder / f"house-{seconds}.toml"
    file.write_text(
        f'rules_from = ["{rules.as_posix()}"]\nselect = ["house-hungry"]\npage_seconds = {seconds}\n', "utf-8"
    )
    return file


@pytest.fixture
def moody(tmp_path: Path) -> Path:
    """A configuration whose rule does what the alt text says: hang, die, eat memory; a page has three seconds."""
    return moody_house(tmp_path, 3)


@pytest.fixture
def patient(tmp_path: Path) -> Path:
    """The same, and a page has ten minutes."""
    return moody_house(tmp_path, 600)


@pytest.fixture(scope="session")
def make_page() -> Callable[..., str]:
    """Build a page with one photo per alt text."""

    def photo(number: int, alt: str) -> str:
        return (
            f'<figure><img src="https://news.example/ferry-{number}.jpg" alt="{alt}" width="900" height="600">'
            f"<figcaption>The ferry leaves quay {number} before sunrise on Monday. Ida Brandt/dpa</figcaption></figure>"
        )

    def made(*alts: str) -> str:
        photos = "".join(photo(number, alt) for number, alt in enumerate(alts))
        return f"<!doctype html><html lang=en><title>Ferries</title><main>{photos}</main>"

    return made
