"""Post many audits at once to a real `cutline serve` on this machine, and show that none is lost and none is wrong.

    python tools/load.py [--audits 2000] [--at-once 64] [--jobs N]

Every page has a number of its own in its texts and a mixture of mistakes that follows from the number, so that each
answer is compared with findings that no other page has. A 503 is waited out as its Retry-After says and the page is
posted again. Prints how often that was needed, the latencies, the pages in a second, and the most memory that the
server and its workers together took after the first fifth and at the end. Exits 1 when an answer is lost or wrong.
"""

import argparse
import json
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from msgspec import Struct

FIRST = 0.2
"""The share of the audits after which memory is looked at first: by then every worker is warm."""

TRIES = 600


class Sent(Struct):
    """What became of one page: the seconds until its verdict, refusals included, and how often it was refused."""

    number: int
    seconds: float
    refusals: int
    wrong: str = ""


def page(number: int) -> tuple[str, set[tuple[str, str]]]:
    """Make a page and what must be found on it: a rule and the address of the photo that it blames."""
    photos, expected = [], set()
    for place in range(2 + number % 3):
        address = f"https://news.example/{number}/{place}.jpg"
        alt = f"A white ferry with {number + place + 2} lamps lit leaves the harbour at dawn"
        if (number + place) % 4 == 0:
            alt = f"ferry-{number}-{place}.jpg"
            expected.add(("alt-filename", address))
        if (number + place) % 4 == 1:
            expected.add(("alt-missing", address))
        said = "" if (number + place) % 4 == 1 else f' alt="{alt}"'
        photos.append(
            f'<figure><img src="{address}"{said} width="900" height="600"><figcaption>Ferry {number} leaves quay '
            f"{place} before sunrise on Monday. (Ida Brandt/AP)</figcaption></figure>"
        )
    title = f"<title>Ferries of day {number}</title>"
    return f"<!doctype html><html lang=en>{title}<main><h1>Ferries</h1>{''.join(photos)}</main>", expected


def sent(port: int, number: int) -> Sent:
    """Post a page until it is answered."""
    html, expected = page(number)
    begun = time.monotonic()
    refusals = 0
    status, retry_after, body = asked(port, html.encode())
    while status == HTTPStatus.SERVICE_UNAVAILABLE and refusals < TRIES:
        time.sleep(float(retry_after))
        refusals += 1
        status, retry_after, body = asked(port, html.encode())
    seconds = time.monotonic() - begun
    if status != HTTPStatus.OK:
        return Sent(number, seconds, refusals, f"status {status}: {body[:200]!r}")
    verdict = json.loads(body)
    found = {(one["rule"], one["subject"]) for one in verdict["findings"] if one["severity"] == "error"}
    wrong = "" if found == expected and verdict["allow"] is not bool(expected) else f"{found} instead of {expected}"
    return Sent(number, seconds, refusals, wrong or "; ".join(gap["reason"] for gap in verdict["not_audited"]))


def asked(port: int, body: bytes) -> tuple[int, str, bytes]:
    """Send one request; gives the status, Retry-After and the body."""
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request("POST", "/v1/audits", body, {"Content-Type": "text/html"})
        response = connection.getresponse()
        return response.status, response.getheader("Retry-After", ""), response.read()
    finally:
        connection.close()


class Scale:
    """Weighs a process and its descendants as long as it is open; `most` is in MiB."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._weigh)
        self.most = 0.0

    def __enter__(self) -> "Scale":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _weigh(self) -> None:
        while not self._over.wait(0.25):
            self.most = max(self.most, sum(map(resident, family(self._pid))) / 1024)


def family(pid: int) -> set[int]:
    """Give a process and its descendants."""
    parents = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(place.parent.name)] = int(place.read_text("utf-8").rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def resident(pid: int) -> int:
    """Give the memory of a process in KiB, a page that several share counted in parts; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def run(audits: int, at_once: int, words: list[str]) -> int:
    """Load a server and print what came of it; gives the exit code."""
    with TemporaryDirectory(prefix="cutline-load-") as folder, Path(folder, "journal").open("wb") as journal:
        command = [sys.executable, "-m", "cutline", "serve", "--port", "0", *words]
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=journal) as server:
            try:
                port = port_of(server)
                answers, memory, seconds = loaded(server.pid, port, audits, at_once)
            finally:
                server.terminate()
    return told(answers, memory, seconds, audits, server.returncode)


def port_of(server: subprocess.Popen[bytes]) -> int:
    """Read the port from the line in which a server says where it listens."""
    said = server.stdout.readline().decode() if server.stdout else ""
    if not said:
        raise SystemExit("the server did not start")
    return urlsplit(said.split()[-1]).port or 0


def loaded(pid: int, port: int, audits: int, at_once: int) -> tuple[list[Sent], list[float], float]:
    """Post every page; gives the answers, the most memory of both parts, and the seconds it took."""
    answers: list[Sent] = []
    memory = []
    begun = time.monotonic()
    first = int(audits * FIRST)
    with ThreadPoolExecutor(at_once) as pool:
        for numbers in (range(first), range(first, audits)):
            with Scale(pid) as scale:
                answers += pool.map(lambda number: sent(port, number), numbers)
            memory.append(scale.most)
    return answers, memory, time.monotonic() - begun


def told(answers: list[Sent], memory: list[float], seconds: float, audits: int, code: int) -> int:
    """Print the figures; gives 1 when an answer is lost or wrong, or the server did not stop as it should."""
    wrong = [answer for answer in answers if answer.wrong]
    lost = audits - len({answer.number for answer in answers})
    latencies = sorted(answer.seconds for answer in answers)
    refusals = Counter(answer.refusals for answer in answers)
    print(f"{audits} audits: {lost} lost, {len(wrong)} wrong, {audits / seconds:.0f} a second")
    print(f"posted once: {refusals[0]}; again after a 503: {audits - refusals[0]}, at most {max(refusals)} times")
    shares = {share: latencies[(len(latencies) - 1) * share // 100] for share in (50, 90, 99, 100)}
    print("latency:", ", ".join(f"{share}% within {latency:.2f} s" for share, latency in shares.items()))
    print(f"server and workers: {memory[0]:.0f} MiB at most in the first fifth, {memory[1]:.0f} MiB after it")
    for answer in wrong[:5]:
        print(f"page {answer.number}: {answer.wrong}", file=sys.stderr)
    return int(bool(lost or wrong or code))


def main() -> int:
    """Run with the words of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--audits", type=int, default=2000)
    parser.add_argument("--at-once", type=int, default=64)
    parser.add_argument("--jobs", help="what the server is started with; one a processor by default")
    wishes = parser.parse_args()
    return run(wishes.audits, wishes.at_once, ["--jobs", wishes.jobs] if wishes.jobs else [])


if __name__ == "__main__":
    sys.exit(main())
