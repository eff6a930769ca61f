"""Bodies, workers and time: one sender's trouble is nobody else's."""

import gzip
import http.client
import os
import signal
import socket
import threading
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs the /proc of Linux")

WHOLE = "A white ferry leaves a harbour before sunrise"


def connection(server):
    made = socket.create_connection(("127.0.0.1", server.port), timeout=60)
    made.settimeout(60)
    return made


def head(length, more=""):
    return (
        f"POST /v1/audits HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/html\r\n{more}"
        f"Content-Length: {length}\r\n\r\n"
    ).encode()


def status_of(made):
    response = http.client.HTTPResponse(made)
    response.begin()
    return response.status, dict(response.getheaders()), response.read()


def later(ask):
    """Ask in a thread; gives what waits for the answer."""
    got = []
    thread = threading.Thread(target=lambda: got.append(ask()))
    thread.start()

    def answer():
        thread.join(60)
        return got[0]

    return answer


def broken_off(server, page):
    """Tell whether a connection ended without an answer."""
    try:
        server.audit(page)
    except (http.client.HTTPException, OSError):
        return True
    return False


def until(condition):
    """Wait for what must come; a minute is for a machine that is busy with something else."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def test_a_body_that_says_it_is_too_large_is_refused_before_it_comes(start):
    server = start("--body-mib", "0.01")
    with connection(server) as made:
        made.sendall(head(10_486))
        status, _, body = status_of(made)
    assert status == 413
    assert b"larger than 0.01 MiB; send less, or start the server with --body-mib" in body


def test_a_body_that_grows_too_large_is_refused_and_one_at_the_limit_is_not(start):
    server = start("--body-mib", "0.01")
    with connection(server) as made:
        made.sendall(head(0).replace(b"Content-Length: 0", b"Transfer-Encoding: chunked"))
        for _ in range(3):
            made.sendall(b"fa0\r\n" + b"x" * 4000 + b"\r\n")
        assert status_of(made)[0] == 413
    assert server.audit("<" + "x" * 10_484).status == 200


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate, gzip"])
def test_a_compressed_body_is_refused_unread(server, coding):
    bomb = gzip.compress(bytes(2**20))
    answer = server.audit(bomb, content_encoding=coding)
    assert answer.problem == (415, "a compressed body is not taken; send it as it is")
    assert answer.headers["accept-encoding"] == "identity"


def test_a_body_that_does_not_come_is_not_waited_for(start):
    server = start("--body-seconds", "0.2")
    with connection(server) as made:
        made.sendall(head(100) + b"<p>")
        status, headers, body = status_of(made)
    assert (status, headers["connection"]) == (408, "close")
    assert b"did not arrive within 0.2 seconds" in body


def test_a_sender_that_hangs_up_leaves_a_free_place(start, make_page):
    server = start("--at-once", "1")
    with connection(server) as made:
        made.sendall(head(100) + b"<p>")
    until(lambda: server.audit(make_page(WHOLE)).status == 200)


def test_who_finds_every_place_taken_is_asked_to_come_again(start, make_page, patient, tmp_path):
    server = start("--at-once", "2", "--config", str(patient))
    first = later(lambda: server.audit(make_page("wait")))
    until((tmp_path / "started").exists)
    second = later(lambda: server.audit(make_page("fine")))
    until(lambda: server.ask("GET", "/health").json["free_places"] == 0)
    third = server.audit(make_page("fine"))
    assert third.problem == (503, "every place is taken; come again in a second")
    assert third.headers["retry-after"] == "1"
    (tmp_path / "go").touch()
    assert [first().status, second().status] == [200, 200]
    assert server.audit(make_page("fine")).status == 200


@pytest.mark.parametrize(("order", "jobs"), [("hang", "2"), ("die", "1")])
def test_a_page_that_kills_its_worker_costs_itself_alone(start, make_page, moody, order, jobs):
    said, others = beside(start("--jobs", jobs, "--config", str(moody)), make_page, order)
    assert others == [(False, 1, [])] * 10
    (gap,) = said.json["not_audited"]
    assert "the worker process that audited this page died" in gap["reason"]


def test_a_page_that_eats_memory_costs_itself_alone(start, make_page, patient):
    server = start("--jobs", "2", "--memory-mib", "512", "--config", str(patient))
    said, others = beside(server, make_page, "eat")
    assert others == [(False, 1, [])] * 10
    assert said.json["not_audited"] == [{"source": "-", "reason": "the check house-hungry broke off: MemoryError"}]


def beside(server, make_page, order):
    """Audit a page that does harm, six others beside it and four after it."""

    def shouted():
        said = server.audit(make_page("shout")).json
        return said["allow"], len(said["findings"]), said["not_audited"]

    harmed = later(lambda: server.audit(make_page(order)))
    others = [shouted() for _ in range(6)]
    said = harmed()
    assert (said.status, said.json["allow"], said.json["findings"]) == (200, False, [])
    return said, others + [shouted() for _ in range(4)]


def test_a_page_whose_worker_died_gets_a_report_that_says_so(start, make_page, moody):
    answer = start("--config", str(moody)).audit(make_page("die"), accept="text/html")
    assert answer.status == 200
    assert b"The worker process that audited this page died" in answer.body


def test_a_worker_that_died_while_it_had_nothing_to_do_is_replaced(start, make_page, moody):
    server = start("--config", str(moody))
    (worker,) = workers_of(server.process.pid)
    os.kill(worker, signal.SIGKILL)
    until(lambda: worker not in workers_of(server.process.pid))
    answers = [server.audit(make_page("shout")).json for _ in range(3)]
    assert [len(answer["findings"]) for answer in answers] == [1, 1, 1]


def test_a_worker_that_grew_is_replaced_when_its_page_is_done(start, make_page, patient):
    server = start("--memory-mib", "512", "--config", str(patient))
    before = workers_of(server.process.pid)
    assert server.audit(make_page("shout")).status == 200
    assert workers_of(server.process.pid) == before
    assert server.audit(make_page("fill", "shout")).json["counts"]["error"] == 1
    until(lambda: workers_of(server.process.pid).isdisjoint(before) and workers_of(server.process.pid))
    assert server.audit(make_page("shout")).json["counts"]["error"] == 1


def test_a_stop_ends_what_is_under_way_and_refuses_who_waits(start, make_page, patient, tmp_path):
    server = start("--config", str(patient))
    running = later(lambda: server.audit(make_page("wait", "shout")))
    until((tmp_path / "started").exists)
    with connection(server) as waiting:
        waiting.sendall(head(5) + b"<img>")
        until(lambda: server.ask("GET", "/health").json["free_places"] == 30)
        server.process.send_signal(signal.SIGTERM)
        status, headers, body = status_of(waiting)
    assert (status, headers["retry-after"]) == (503, "1")
    assert b"the server is stopping; come again in a second" in body
    (tmp_path / "go").touch()
    said = running()
    assert (said.status, len(said.json["findings"])) == (200, 1)
    assert server.stop() == 0
    assert [line["event"] for line in server.journal if line["event"] != "request"] == ["stopping", "stopped"]
    with pytest.raises(ConnectionRefusedError):
        connection(server)


def test_a_service_manager_that_stops_every_process_loses_no_audit(start, make_page, patient, tmp_path):
    server = start("--config", str(patient))
    running = later(lambda: server.audit(make_page("wait", "shout")))
    until((tmp_path / "started").exists)
    for worker in workers_of(server.process.pid):
        os.kill(worker, signal.SIGTERM)
    server.process.send_signal(signal.SIGTERM)
    (tmp_path / "go").touch()
    assert [finding["rule"] for finding in running().json["findings"]] == ["house-hungry"]
    assert server.stop() == 0


def test_a_server_that_is_killed_leaves_no_worker(start, make_page, patient, tmp_path):
    server = start("--jobs", "2", "--config", str(patient))
    abandoned = later(lambda: broken_off(server, make_page("wait")))
    until((tmp_path / "started").exists)
    family = descendants_of(server.process.pid)
    assert len(family) > 3
    server.process.kill()
    until(lambda: not any(alive(pid) for pid in family))
    assert abandoned()


def test_a_stopped_server_leaves_no_process(start, make_page, moody):
    server = start("--jobs", "2", "--config", str(moody))
    server.audit(make_page("die"))
    family = {server.process.pid, *descendants_of(server.process.pid)}
    assert len(family) > 3
    server.stop()
    until(lambda: not any(alive(pid) for pid in family))


def parents():
    """Map every process to its parent, as Linux tells."""
    found = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            found[int(place.parent.name)] = int(place.read_text("utf-8").rpartition(")")[2].split()[1])
        except OSError:
            continue
    return found


def children_of(pids):
    return {pid for pid, parent in parents().items() if parent in pids}


def descendants_of(pid):
    children = children_of({pid})
    return children | children_of(children)


def workers_of(pid):
    # A fork server stands between this server and its workers.
    return children_of(children_of({pid}))


def alive(pid):
    return Path(f"/proc/{pid}").exists()
