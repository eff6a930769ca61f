"""Pages that the server fetches: only where it may, from public addresses, and never for a foreign website."""

import json
import threading

import pytest

PRIVATE = [
    "http://127.0.0.1/",
    "http://127.0.0.1:{port}/page",
    "http://localhost:{port}/page",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.7/",
    "http://192.168.1.1/",
    "http://0.0.0.0:{port}/page",
    "http://[::1]:{port}/page",
    "http://[::ffff:127.0.0.1]:{port}/page",
    "http://[fe80::1]/",
    "http://2130706433:{port}/page",
    "http://0x7f000001:{port}/page",
    "http://127.1:{port}/page",
]

UNFIT = {
    "file:///etc/passwd": 422,
    "ftp://news.example/": 422,
    "javascript:alert(1)": 422,
    "//news.example/": 422,
    "": 422,
    "https://editor:hunter2@news.example/": 422,
    "http://": 403,
    "http://0177.0.0.1/": 403,
    "http://news.example:99999/": 403,
}


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_refused_and_nothing_is_fetched(fetching, web, address):
    web.put("/page", "<img src=secret.jpg>")
    status, detail = fetching.audit_json({"url": address.format(port=web.port)}).problem
    assert status == 403
    assert "its address is private" in detail
    assert web.asked == []


@pytest.mark.parametrize("address", UNFIT)
def test_what_is_no_address_to_fetch_is_refused(fetching, address):
    status, detail = fetching.audit_json({"url": address}).problem
    assert (status, "hunter2" in detail) == (UNFIT[address], False)


def test_without_the_flag_nothing_is_fetched(server, web):
    status, detail = server.audit_json({"url": web.put("/page", "<p>")}).problem
    assert (status, detail.split(";")[0], web.asked) == (403, "this server does not fetch pages", [])


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost:{port}/secret",
        "http://[::1]:{port}/secret",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{port}/secret",
        "http://editor:hunter2@127.0.0.1:{port}/secret",
    ],
)
def test_a_redirect_to_where_nothing_is_fetched_is_refused(start, web, location):
    server = start("--allow-url", "--allow-host", "127.0.0.1")
    address = web.put("/page", "", 302, Location=location.format(port=web.port))
    status, detail = server.audit_json({"url": address}).problem
    assert (status, web.asked) == (403, ["/page"])
    assert "root:" not in detail


def test_a_host_that_was_allowed_is_fetched_and_judged_under_its_address(start, web, make_page):
    server = start("--allow-url", "--allow-host", "127.0.0.1")
    address = web.put("/gallery?draft=4182", make_page("ferry.jpg"))
    said = server.audit_json({"url": address}).json
    assert (said["allow"], "alt-filename" in {finding["rule"] for finding in said["findings"]}) == (False, True)
    named = server.audit_json({"html": make_page("ferry.jpg"), "source": address}).json
    assert said == named


def test_a_page_that_its_server_does_not_have_is_not_audited(start, web):
    said = start("--allow-url", "--allow-host", "127.0.0.1").audit_json({"url": web.address("/none")}).json
    assert (said["allow"], said["findings"]) == (False, [])
    assert said["not_audited"] == [{"source": web.address("/none"), "reason": "its server answers 404"}]


def test_the_journal_tells_nothing_of_what_was_asked_for(start, web, make_page):
    server = start("--allow-url", "--allow-host", "127.0.0.1")
    address = web.put("/gallery?draft=4182", make_page("ferry.jpg"))
    assert server.audit_json({"url": address}).status == 200
    assert server.audit_json({"url": "http://169.254.169.254/hunter2"}).status == 403
    server.stop()
    lines = json.dumps(server.journal)
    assert [line["status"] for line in server.journal if line["event"] == "request"] == [200, 403]
    assert not any(word in lines for word in ("gallery", "4182", "hunter2", "169.254", "ferry"))


def test_a_website_that_never_ends_costs_its_own_audit_alone(start, web, make_page, tmp_path):
    """A server that sends a byte now and then is given up at the page's deadline."""
    (tmp_path / "house.toml").write_text("page_seconds = 1\n", "utf-8")
    server = start("--jobs", "2", "--allow-url", "--allow-host", "127.0.0.1", "--config", "house.toml")
    over = threading.Event()

    def drip(ask):
        ask.send_response(200)
        ask.send_header("Content-Type", "text/html")
        ask.end_headers()
        while not over.wait(0.05):
            try:
                ask.wfile.write(b"<p>")
            except OSError:
                return

    said = server.audit_json({"url": web.answer("/slow", drip)}).json
    over.set()
    assert said["not_audited"][0]["reason"] == "it took longer than 1 seconds (page_seconds)"
    assert server.audit(make_page("A white ferry leaves a harbour before sunrise")).status == 200
