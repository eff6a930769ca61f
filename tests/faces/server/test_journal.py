"""The journal: one line of JSON a request, and no word of what was sent."""

import json
import logging

import pytest

from cutline.faces.server.journal import JsonLines

TELLING = ("ferry", "Vossby", "Brandt", "hunter2", "photo.jpg", "msg_", "secret")


def test_a_line_says_what_came_of_a_request_and_nothing_of_its_content(start, make_page):
    server = start()
    server.audit(make_page("ferry-hunter2.jpg"))
    server.audit_json({"photos": [{"alt": 3, "src": "photo.jpg"}]})
    server.ask("GET", "/v1/rules?token=hunter2")
    server.ask("GET", "/secret/ferry?x=hunter2", cookie="hunter2", authorization="hunter2")
    server.ask("HUNTER2", "/", host="ferry.example")
    server.ask("POST", "/report", "page=%3Cimg+alt%3Dferry%3E", content_type="application/x-www-form-urlencoded")
    assert server.stop() == 0
    requests = [line for line in server.journal if line["event"] == "request"]
    assert [(line["method"], line["path"], line["status"]) for line in requests] == [
        ("POST", "/v1/audits", 200),
        ("POST", "/v1/audits", 422),
        ("GET", "/v1/rules", 200),
        ("GET", "another", 404),
        ("another", "/", 403),
        ("POST", "/report", 200),
    ]
    assert requests[0]["allow"] is False
    assert (requests[0]["errors"], requests[0]["not_audited"], requests[0]["bytes"]) == (
        1,
        0,
        len(make_page("ferry-hunter2.jpg")),
    )
    assert all(isinstance(line["seconds"], float) for line in requests)
    assert not [word for word in TELLING if word in json.dumps(server.journal)]


def test_a_page_that_kills_its_worker_leaves_no_text_behind(start, make_page, moody):
    server = start("--config", str(moody))
    assert server.audit(make_page("die", "hunter2")).status == 200
    assert server.stop() == 0
    assert "hunter2" not in json.dumps(server.journal)


def test_signed_requests_leave_neither_secret_nor_signature(start):
    server = start("--signature", "github", env={"CUTLINE_SERVE_SECRETS": "hunter2hunter2hunter2"})
    assert server.audit("<p>", **{"x-hub-signature-256": "sha256=hunter2"}).status == 401
    server.stop()
    assert [line["status"] for line in server.journal if line["event"] == "request"] == [401]
    assert "hunter2" not in json.dumps(server.journal)


def record(name, message, *arguments, error=None):
    exc_info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, "here.py", 3, message, arguments, exc_info)


def test_what_an_exception_says_is_left_out_and_where_it_came_from_is_not():
    try:
        raise ValueError("the page says hunter2")
    except ValueError as error:
        said = json.loads(JsonLines().format(record("cutline.serve", "a fault", error=error)))
    assert (said["event"], said["error"]) == ("a fault", "ValueError")
    assert said["at"][0].startswith("test_journal.py:")
    assert "hunter2" not in json.dumps(said)


@pytest.mark.parametrize("message", ["a task failed\nfuture: hunter2", "%s failed", {"hunter2": 1}])
def test_another_library_is_quoted_by_its_first_line_without_arguments(message):
    said = JsonLines().format(record("asyncio", message, *(["hunter2"] if "%" in message else [])))
    assert json.loads(said)["event"].startswith("asyncio")
    assert "hunter2" not in said


def test_a_line_is_one_line_whatever_it_holds():
    said = JsonLines().format(record("cutline.serve", "two\nlines\u2028\x1b[31m"))
    assert len(said.splitlines()) == 1
    assert said.isascii()
