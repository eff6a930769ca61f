"""Pages from the web: what comes in, and what is refused with which words. Every server stands on this machine."""

import gzip
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
import tracemalloc
import zlib
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("httpx2", reason="httpx2 is not installed: pip install 'cutline[web]'")
pytest.importorskip("protego", reason="protego is not installed: pip install 'cutline[web]'")

from cutline.config.schema import Config
from cutline.engine.audit import audit_target, inspect_target
from cutline.engine.runner import audit_batch
from cutline.engine.select import selection_of
from cutline.sources.files import NotAudited, Reading, reading_of
from cutline.sources.http import Departed, Fetched, Fetcher, Validators
from cutline.sources.targets import Fetching, Target, expand

PAGE = "<!doctype html><html lang=en><title>Ferries</title><p>The ferry leaves the harbour."
SECONDS = 20.0
HURRIED = Fetching(delay=0, backoff=0)


def target(address: str, **wishes: Any) -> Target:
    return Target(
        address, address=address, fetching=Fetching(**{"delay": 0, "backoff": 0, "typed": (address,), **wishes})
    )


def fetch(address: str, size_mib: float = 1, seconds: float = SECONDS, **wishes: Any) -> Reading:
    return reading_of(target(address, **wishes), size_mib, seconds)


def refusal(address: str, size_mib: float = 1, seconds: float = SECONDS, **wishes: Any) -> str:
    with pytest.raises(NotAudited) as caught:
        fetch(address, size_mib, seconds, **wishes)
    return str(caught.value)


def test_a_page_is_fetched_with_the_encoding_that_its_server_states(web) -> None:
    page = "<p>Fähre".encode("latin-1")
    address = web.put("/a", page, **{"Content-Type": 'Text/HTML; Charset="ISO-8859-1"'})
    assert fetch(address) == Reading(page, "ISO-8859-1")


def test_an_answer_without_a_tag_is_no_page(web) -> None:
    address = web.put("/a", b"upstream connect error", **{"Content-Type": "text/html"})
    with pytest.raises(NotAudited, match=r"^there is no tag in it, so it is no page$"):
        fetch(address)


@pytest.mark.parametrize("data", [b'{"photos": [{"alt": "<b>A ferry</b>"}]}', b'"<p>"', b"null"])
def test_json_is_no_page_whatever_its_server_calls_it(web, data: bytes) -> None:
    assert fetch(web.put("/a", data, **{"Content-Type": "text/html"})) == Reading(data, gallery=True)


@pytest.mark.parametrize(
    ("data", "kind", "title"),
    [
        (b"<meta charset=utf-8><title>F\xe4hre</title>", "text/html; charset=iso-8859-1", "Fähre"),
        ("<title>Fähre</title>".encode("utf-16-le"), "text/html; charset=utf-16le", "Fähre"),
        ("\ufeff<title>Fähre</title>".encode(), "text/html; charset=windows-1252", "Fähre"),
        ("<meta charset=utf-8><title>Fähre</title>".encode(), "text/html; charset=no-such-thing", "Fähre"),
        ("<meta charset=utf-8><title>Fähre</title>".encode(), "text/html", "Fähre"),
    ],
)
def test_encodings_are_believed_in_the_order_of_browsers(web, data: bytes, kind: str, title: str) -> None:
    address = web.put("/a", data, Content_Type=kind)
    assert inspect_target(target(address), Config()).title == title


@pytest.mark.parametrize("status", [200, 203])
def test_a_page_that_comes_as_a_whole_is_taken(web, status: int) -> None:
    assert fetch(web.put("/a", PAGE, status)).data == PAGE.encode()


@pytest.mark.parametrize("packing", ["gzip", "deflate", "br"])
def test_a_packed_page_is_unpacked(web, packing: str) -> None:
    data = {"gzip": gzip.compress, "deflate": zlib.compress, "br": _brotli}[packing](PAGE.encode())
    assert fetch(web.put("/a", data, Content_Encoding=packing)).data == PAGE.encode()
    assert packing in web.headers[0]["Accept-Encoding"]


def _brotli(data: bytes) -> bytes:
    return pytest.importorskip("brotli", reason="brotli is not installed: pip install 'cutline[web]'").compress(data)


def test_a_gallery_in_json_is_a_gallery(web) -> None:
    address = web.put("/a", '{"photos": []}', Content_Type="application/json")
    assert fetch(address) == Reading(b'{"photos": []}', gallery=True)


def test_redirects_are_followed_and_cookies_kept_on_the_way(web) -> None:
    def wall(ask: Any) -> None:
        if "seen=1" in ask.headers.get("Cookie", ""):
            return send(ask, PAGE)
        return send(ask, "", 302, Location="/wall", **{"Set-Cookie": "seen=1"})

    web.answer("/wall", wall)
    address = web.put("/old", "", 301, Location="/wall")
    assert fetch(address).data == PAGE.encode()
    assert fetch(address).data == PAGE.encode()
    assert web.asked == ["/old", "/wall", "/wall"] * 2, "the second page came without a cookie"


def send(ask: Any, body: str, status: int = 200, **headers: str) -> None:
    ask.send_response(status)
    for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
        ask.send_header(name, value)
    ask.end_headers()
    ask.wfile.write(body.encode())


@pytest.mark.parametrize(
    ("status", "body", "headers", "said"),
    [
        (404, PAGE, {}, "its server answers 404"),
        (403, PAGE, {}, "its server answers 403"),
        (500, PAGE, {}, "its server answers 500"),
        (300, PAGE, {}, "its server answers 300"),
        (304, "", {}, "its server answers 304"),
        *((status, PAGE, {}, f"its server answers {status}") for status in (201, 202, 205, 206, 226, 299)),
        (204, "", {}, "its server answers 204"),
        (200, "", {}, "its server sends an empty page"),
        (200, " \n", {}, "its server sends an empty page"),
        (200, "%PDF-1.7", {"Content_Type": "application/pdf"}, "it is a PDF document, not a page"),
        (200, "%PDF-1.7", {}, "it is a PDF document, not a page"),
        (200, "words", {"Content_Type": "text/plain"}, "it is of the kind text/plain, not a page"),
        (200, "\x89PNG\r\n", {"Content_Type": "image/png"}, "it is of the kind image/png, not a page"),
        (200, bytes(range(256)) * 9, {}, "it is binary data, not a page"),
        (200, "no gzip at all", {"Content_Encoding": "gzip"}, "it comes packed, and the packing is damaged"),
        (200, "x", {"Content_Encoding": "compress"}, "it comes packed as compress, which was not asked for"),
        (302, "", {"Location": "/here"}, "it redirects without end"),
        (
            302,
            "",
            {"Location": "file:///etc/hosts"},
            "it redirects to where nothing is fetched: an address that begins with file: is not fetched; "
            "only http: and https: are",
        ),
        (
            302,
            "",
            {"Location": "http://mara:s3cret@127.0.0.1/"},
            "it redirects to where nothing is fetched: an address with a user name or password in it is not fetched: "
            "leave them out",
        ),
        (302, "", {"Location": "http://[::1"}, "it redirects to what is no address: http://[::1"),
    ],
)
def test_what_is_no_page_is_refused_with_a_reason(
    web, status: int, body: Any, headers: dict[str, str], said: str
) -> None:
    assert refusal(web.put("/here", body, status, **headers)) == said


@pytest.mark.parametrize("length", [True, False])
def test_a_page_that_is_too_large_is_read_no_further_than_its_limit(web, length: bool) -> None:
    sent = 0

    def pour(ask: Any) -> None:
        nonlocal sent
        ask.send_response(200)
        ask.send_header("Content-Type", "text/html")
        ask.send_header("Content-Length", str(2**40)) if length else ask.send_header("Connection", "close")
        ask.end_headers()
        while True:
            sent += ask.wfile.write(b"<p>more" * 10_000)

    assert refusal(web.answer("/a", pour)) == "it is larger than 1 MiB, the limit (page_size_mib)"
    assert sent < 64 * 2**20


@pytest.mark.parametrize("packing", ["gzip", "br", "gzip, gzip"])
def test_a_page_that_unpacks_to_gigabytes_costs_no_more_than_its_limit(web, packing: str) -> None:
    data = _bomb(packing)
    assert len(data) < 2**18
    tracemalloc.start()
    try:
        said = refusal(web.put("/a", data, Content_Encoding=packing))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert said == "it is larger than 1 MiB, the limit (page_size_mib)"
    assert peak < 16 * 2**20


def _bomb(packing: str) -> bytes:
    if packing == "br":
        return _brotli(b" " * 2**26)
    once = gzip.compress(b" " * 2**26, 9)
    return once if packing == "gzip" else gzip.compress(once, 9)


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_server_that_sends_a_byte_at_a_time_is_not_waited_for(web, part: str) -> None:
    def drip(ask: Any) -> None:
        ask.wfile.write(
            b"HTTP/1.1 200 OK\r\n" if part == "headers" else b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        )
        while True:
            ask.wfile.write(b"x")
            ask.wfile.flush()
            time.sleep(0.05)

    assert refusal(web.answer("/a", drip), seconds=0.5) == "it took longer than 0.5 seconds (page_seconds)"


def test_a_server_that_says_nothing_is_not_waited_for(web) -> None:
    refused = threading.Event()
    address = web.answer("/a", lambda _: refused.wait(60))
    assert refusal(address, seconds=0.3) == "it took longer than 0.3 seconds (page_seconds)"
    refused.set()


def test_what_may_work_later_is_tried_again(web) -> None:
    answers = [(503, "", {}), (429, "", {"Retry-After": "0"}), (200, PAGE, {})]
    address = web.answer("/a", lambda ask: send(ask, answers[len(web.asked) - 1][1], answers[len(web.asked) - 1][0]))
    assert fetch(address).data == PAGE.encode()
    assert len(web.asked) == 3


def test_what_does_not_work_later_either_is_given_up_on(web) -> None:
    assert refusal(web.put("/a", "", 503)) == "its server answers 503"
    assert len(web.asked) == 3


def test_a_connection_that_breaks_is_tried_again(web) -> None:
    def broken(ask: Any) -> None:
        ask.close_connection = True
        if len(web.asked) == 1:
            ask.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<p>half a pa")
        elif len(web.asked) == 3:
            send(ask, PAGE)

    assert fetch(web.answer("/a", broken)).data == PAGE.encode()


def _date(seconds: float) -> str:
    return formatdate(time.time() + seconds, usegmt=True)


@pytest.mark.parametrize("soon", [str, _date], ids=["seconds", "date"])
def test_a_server_that_asks_to_come_back_late_is_not_waited_for(web, soon: Any) -> None:
    said = refusal(web.put("/a", "", 429, Retry_After=soon(3600)))
    assert said.startswith("its server answers 429 and asks to come back in 3")
    assert len(web.asked) == 1


@pytest.mark.parametrize("soon", [str, _date], ids=["seconds", "date"])
def test_a_server_is_left_alone_as_long_as_it_asks_for(web, monkeypatch, soon: Any) -> None:
    slept: list[float] = []
    monkeypatch.setattr("cutline.sources.turns.sleep", slept.append)
    address = web.answer(
        "/a", lambda ask: send(ask, PAGE) if len(web.asked) > 1 else send(ask, "", 503, **{"Retry-After": soon(15)})
    )
    assert fetch(address).data == PAGE.encode()
    assert [0 < seconds <= 15 for seconds in slept] == [True]


def test_each_further_try_waits_longer(web, monkeypatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("cutline.sources.turns.sleep", slept.append)
    refusal(web.put("/a", "", 503), backoff=5.0)
    first, second = slept
    assert 0 < first <= 5 < second <= 10


def test_a_host_is_asked_no_sooner_than_after_the_pause(web, monkeypatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("cutline.sources.turns.sleep", slept.append)
    fetching = Fetching(typed=(web.put("/a", PAGE),), delay=60)
    for _ in range(3):
        reading_of(Target("a", address=web.address("/a"), fetching=fetching), 1, SECONDS)
    assert [seconds > 0 for seconds in slept] == [True, True]


def test_a_server_that_is_not_there_says_so() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/"
        assert refusal(address) == "its server 127.0.0.1 is not reached: it does not answer"


def test_a_server_that_does_not_speak_https_says_so(web) -> None:
    address = web.address("/a").replace("http:", "https:")
    assert refusal(address) == "its server 127.0.0.1 does not speak https as it should"


@pytest.fixture
def secured(web, tmp_path: Path) -> str:
    """The certificate of the site, which now speaks https and calls itself localhost."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl, which makes the certificate, is not installed")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2"]
    named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([program, "req", "-x509", *made, *named], check=True, capture_output=True, timeout=60)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    web.secure(context)
    return str(certificate)


def test_a_certificate_that_nobody_vouches_for_is_not_accepted(web, secured: str) -> None:
    web.put("/a", PAGE)
    said = refusal(f"https://localhost:{web.port}/a")
    assert said.startswith("the certificate of localhost is not accepted: ")
    assert (web.asked, Path(secured).is_file()) == ([], True)


def test_a_certificate_holds_for_the_name_and_not_for_the_address_connected_to(web, secured: str, monkeypatch) -> None:
    web.put("/a", PAGE)
    monkeypatch.setenv("SSL_CERT_FILE", secured)
    assert fetch(f"https://localhost:{web.port}/a").data == PAGE.encode()
    assert "is not accepted: " in refusal(f"https://127.0.0.1:{web.port}/a")


PRIVATE = (
    "127.0.0.1",
    "localhost",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "127.1",
    "017700000001",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "0.0.0.0",  # noqa: S104 - an address to be refused
    "169.254.169.254",
    "[fe80::1]",
    "10.0.0.1",
    "LOCALHOST",
)


@pytest.mark.parametrize("host", PRIVATE)
def test_a_private_address_is_refused_however_it_is_written(web, host: str) -> None:
    web.put("/secret", PAGE)
    said = refusal(f"http://{host}:{web.port}/secret", typed=())
    assert said.endswith("is not reached: its address is private; allow it with --allow-host")
    assert web.asked == []


@pytest.mark.parametrize("host", ["0177.0.0.1", "127.0.0.01", "127.0.0.0x1", "[::1", "ex ample", "a:b", ""])
def test_an_address_that_means_nothing_is_refused(web, host: str) -> None:
    assert refusal(f"http://{host}:{web.port}/secret", typed=())
    assert web.asked == []


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_typing_this_machine_in_disguise_does_not_open_it(web, host: str) -> None:
    assert "its address is private" in refusal(f"http://{host}:{web.port}/secret")
    assert web.asked == []


@pytest.mark.parametrize("host", PRIVATE[:9])
def test_a_redirect_to_a_private_address_is_refused(web, host: str) -> None:
    other = web.port ^ 1
    address = web.put("/a", "", 302, Location=f"http://{host}:{other}/secret")
    assert "is not reached: its address is private; allow it with --allow-host" in refusal(address)


def test_an_allowed_host_is_reached_and_others_are_not(web) -> None:
    web.put("/a", PAGE)
    address = f"http://localhost:{web.port}/a"
    assert fetch(address, typed=(), allow_hosts=("LOCALHOST",)).data == PAGE.encode()
    said = "its server 127.0.0.1 is not reached: it is not among the hosts that --allow-host names"
    assert refusal(web.address("/a"), typed=(), allow_hosts=("localhost",)) == said


def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to(web, monkeypatch) -> None:
    """The second answer of a resolver that changes its mind is never asked for, and would be refused."""
    web.put("/secret", PAGE)
    answers = ["192.0.2.1", "127.0.0.1", "127.0.0.1"]
    looked_up: list[str] = []
    connected: list[Any] = []

    def look_up(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers[len(looked_up) - 1], port))]

    def connect(place: Any, *_: Any, **__: Any) -> Any:
        connected.append(place[0])
        raise ConnectionRefusedError

    # 192.0.2.1 is set aside for documentation; here it stands for an address of the open internet.
    monkeypatch.setattr("cutline.sources.reach.is_public", lambda address: address == "192.0.2.1")
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    said = refusal(f"http://rebinding.example:{web.port}/secret", typed=())
    assert said == "its server rebinding.example is not reached: its address is private; allow it with --allow-host"
    assert (looked_up, connected, web.asked) == (["rebinding.example"] * 2, ["192.0.2.1"], [])


def test_a_name_with_a_public_and_a_private_address_is_reached_at_the_public_one_alone(monkeypatch) -> None:
    connected: list[Any] = []

    def look_up(_: str, port: int, *__: Any, **___: Any) -> list[Any]:
        return [(2, 1, 6, "", (address, port)) for address in ("10.0.0.1", "192.0.2.1")]

    def connect(place: Any, *_: Any, **__: Any) -> Any:
        connected.append(place[0])
        raise ConnectionRefusedError

    monkeypatch.setattr("cutline.sources.reach.is_public", lambda address: address == "192.0.2.1")
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    refusal("http://both.example/", typed=())
    assert connected == ["192.0.2.1"] * 3


def test_proxies_of_the_environment_are_not_used(web, monkeypatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch(web.put("/a", PAGE)).data == PAGE.encode()


def test_a_server_is_asked_whether_anything_changed(web) -> None:
    def answer(ask: Any) -> None:
        unchanged = ask.headers.get("If-None-Match") == '"7"' and ask.headers.get("If-Modified-Since") == "then"
        send(ask, "" if unchanged else PAGE, 304 if unchanged else 200, ETag='"7"', **{"Last-Modified": "then"})

    address = web.answer("/a", answer)
    fetcher = Fetcher(Fetching(typed=(address,), delay=0))
    first = fetcher.fetch(address, 1, SECONDS)
    again = fetcher.fetch(address, 1, SECONDS, known=first.validators)
    assert first == Fetched(address, PAGE.encode(), "text/html", None, Validators('"7"', "then"))
    assert again == Fetched(address, b"", validators=Validators('"7"', "then"), unchanged=True)


def test_a_page_that_leads_off_its_site_can_be_let_go(web) -> None:
    address = web.put("/a", "", 302, Location="http://elsewhere.example/b")
    fetcher = Fetcher(Fetching(typed=(address,), delay=0))
    with pytest.raises(Departed, match=r"http://elsewhere\.example/b"):
        fetcher.fetch(address, 1, SECONDS, may_stay=lambda address: "elsewhere" not in address)


ROBOTS = "User-agent: *\nDisallow: /private\n\nUser-agent: cutline\nDisallow: /mine\nCrawl-delay: 0.1\n"


@pytest.mark.parametrize(
    ("path", "agent", "said"),
    [
        ("/private/a", "", ""),
        ("/mine/a", "", "the site's robots.txt asks programs to leave it alone"),
        ("/private/a", "Harbourwatch/2", "the site's robots.txt asks programs to leave it alone"),
        ("/old", "", "the site's robots.txt asks programs to leave it alone"),
    ],
)
def test_robots_txt_is_respected(web, path: str, agent: str, said: str) -> None:
    web.put("/robots.txt", ROBOTS, Content_Type="text/plain")
    web.put("/old", "", 302, Location="/mine/a")
    address = web.put(path, PAGE) if path != "/old" else web.address(path)
    wishes = {"robots": True, "user_agent": agent}
    assert (refusal(address, **wishes) if said else fetch(address, **wishes).data) == (said or PAGE.encode())
    assert "/mine/a" not in web.asked
    assert {headers["User-Agent"] for headers in web.headers} == {agent or "cutline/0.1.0"}


def test_a_robots_txt_with_a_mark_in_front_is_respected(web) -> None:
    web.put("/robots.txt", "\ufeffUser-agent: *\nDisallow: /mine\n", Content_Type="text/plain")
    assert refusal(web.put("/mine", PAGE), robots=True) == "the site's robots.txt asks programs to leave it alone"


def test_robots_txt_is_asked_for_once(web) -> None:
    web.put("/robots.txt", "User-agent: *\nDisallow:\n", Content_Type="text/plain")
    fetcher = Fetcher(Fetching(typed=(web.address("/"),), delay=0, robots=True))
    for path in "abc":
        fetcher.fetch(web.put(f"/{path}", PAGE), 1, SECONDS)
    assert web.asked == ["/robots.txt", "/a", "/b", "/c"]


@pytest.mark.parametrize("status", [404, 403, 410])
def test_a_site_without_robots_txt_is_open(web, status: int) -> None:
    web.put("/robots.txt", "Disallow: /", status)
    assert fetch(web.put("/a", PAGE), robots=True).data == PAGE.encode()


def test_a_site_whose_robots_txt_cannot_be_had_is_closed(web) -> None:
    web.put("/robots.txt", "", 500)
    said = "the site's robots.txt cannot be had, so nothing is fetched: its server answers 500"
    assert refusal(web.put("/a", PAGE), robots=True) == said
    assert web.asked == ["/robots.txt"]


def test_a_robots_txt_that_comes_at_the_second_try_holds(web) -> None:
    def busy(ask: Any) -> None:
        if len(web.asked) == 1:
            return send(ask, "", 503)
        return send(ask, "User-agent: *\nDisallow: /mine\n")

    web.answer("/robots.txt", busy)
    assert fetch(web.put("/a", PAGE), robots=True).data == PAGE.encode()
    assert web.asked == ["/robots.txt", "/robots.txt", "/a"]


def test_an_endless_robots_txt_is_read_to_its_limit(web) -> None:
    def pour(ask: Any) -> None:
        ask.send_response(200)
        ask.end_headers()
        ask.wfile.write(b"User-agent: *\nDisallow: /mine\n")
        while True:
            ask.wfile.write(b"# more\n" * 10_000)

    web.answer("/robots.txt", pour)
    assert fetch(web.put("/a", PAGE), robots=True).data == PAGE.encode()
    assert "robots.txt" in refusal(web.put("/mine", PAGE), robots=True)


def test_an_address_is_audited_like_a_file_and_keeps_its_name(web) -> None:
    web.put("/old", "", 301, Location="/new")
    web.put("/new", PAGE)
    (wanted,) = expand([web.address("/old") + "#photos"], HURRIED)
    result = audit_target(wanted, selection_of(Config()))
    assert (result.source, result.status, result.title) == (web.address("/old") + "#photos", "audited", "Ferries")


def test_a_batch_for_a_worker_may_hold_addresses(web) -> None:
    web.put("/a", PAGE)
    targets = tuple(expand([web.address("/a"), web.address("/none")], HURRIED))
    results = audit_batch(Config(), targets)
    assert [(result.status, result.reason) for result in results] == [
        ("audited", ""),
        ("failed", "its server answers 404"),
    ]


def test_an_address_of_a_stranger_does_not_open_this_machine(web) -> None:
    address = web.put("/secret", PAGE)
    result = audit_target(Target(address, address=address), selection_of(Config()))
    assert (result.status, web.asked) == ("failed", [])
    assert "its address is private" in result.reason


def test_without_the_extra_an_address_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx2", None)
    monkeypatch.delitem(sys.modules, "cutline.sources.http", raising=False)
    monkeypatch.delitem(sys.modules, "cutline.sources.transport", raising=False)
    result = audit_target(Target("a", address="http://news.example/"), selection_of(Config()))
    assert (result.status, result.reason) == (
        "failed",
        "a library that fetches addresses is missing (httpx2); pip install 'cutline[web]'",
    )
