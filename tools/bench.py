"""Print what an audit costs, as ratios that mean the same on every machine.

    python tools/bench.py [--pages N] [--json FILE] [--browser]

Measured on the pages of the folder that CUTLINE_CORPUS names, else on examples/:

- an audit of a page against `turbohtml.parse` of it (the floor; at most 8) and against what BeautifulSoup takes to
  parse it with lxml (at most 0.5);
- growth: what a page with ten times as many photos, or with ten times as much of something else that pages repeat,
  costs (at most 12 times as much): the worst of several shapes, with its name;
- peak memory of `cutline check` over all pages, and over all pages four times (flat: at most 1.1 times as much);
- the CPU time of `cutline check` over all pages against html-validate's, where that is installed.

Times are the CPU time of the process, the best of five; ratios are given over the sum of all pages and as the median
of the pages. The limits are those of docs/decisions/speed.md and meant for whole news pages: the examples are so short
that their photos are nearly all there is to parse. The exit code is 0 whatever comes out.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec
import turbohtml
from bs4 import BeautifulSoup
from msgspec import Struct

import cutline

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
ROUNDS = 5
SAMPLE = 60
"""Pages timed one by one unless --pages says otherwise; a few seconds' work."""


class Ratio(Struct, frozen=True):
    """What an audit costs against something else, over all pages together and for the page in the middle."""

    total: float
    median: float
    limit: float


class Growth(Struct, frozen=True):
    """What a page `size` times as long costs, as a multiple: the worst of all shapes, which is called `shape`."""

    size: int
    cost: float
    limit: float
    shape: str


class Memory(Struct, frozen=True):
    """Peak memory in MiB of one `cutline check` over the pages, and over the pages four times."""

    once: float
    four_times: float
    ratio: float
    limit: float


class Peer(Struct, frozen=True):
    """CPU seconds of another program over the same files, and of cutline; `ratio` is cutline's share of the other."""

    name: str
    seconds: float
    cutline_seconds: float
    ratio: float


class Bench(Struct, frozen=True):
    """All that was measured on the pages in `folder`. Bytes are those of the pages timed one by one."""

    folder: str
    pages: int
    megabytes: float
    milliseconds_per_page: float
    audit_per_parse: Ratio
    audit_per_soup: Ratio
    growth: Growth
    memory: Memory | None
    peers: list[Peer]
    schema: str = "cutline/bench/1"


def bench(files: list[Path], sample: list[Path]) -> Bench:
    """Measure `sample` page by page, and `files` as one run."""
    pages = [path.read_bytes() for path in sample]
    cutline.audit_page(pages[0], source="first.html")
    audit = [cpu_seconds(cutline.audit_page, page) for page in pages]
    parse = [cpu_seconds(parse_as_browsers_do, page) for page in pages]
    soup = [cpu_seconds(parse_with_lxml, page) for page in pages]
    return Bench(
        folder=folder_of_pages().name,
        pages=len(pages),
        megabytes=round(sum(map(len, pages)) / 1e6, 2),
        milliseconds_per_page=round(1000 * sum(audit) / len(pages), 2),
        audit_per_parse=ratio(audit, parse, limit=8),
        audit_per_soup=ratio(audit, soup, limit=0.5),
        growth=growth(),
        memory=memory(files),
        peers=[peer for peer in [html_validate(files)] if peer],
    )


def cpu_seconds(work: Callable[[bytes], object], page: bytes) -> float:
    """Give the least CPU time that `work` took on `page`."""
    spent = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work(page)
        spent.append(time.process_time() - start)
    return max(min(spent), 1e-6)


def parse_as_browsers_do(page: bytes) -> object:
    """Do the least that any audit of bytes must do."""
    return turbohtml.parse(page, detect_encoding=True)


def parse_with_lxml(page: bytes) -> object:
    """Do what most Python programs do with a page before they look at it."""
    return BeautifulSoup(page, "lxml")


def ratio(costs: list[float], others: list[float], *, limit: float) -> Ratio:
    """Compare the costs of the same pages."""
    each = [cost / other for cost, other in zip(costs, others, strict=True)]
    return Ratio(round(sum(costs) / sum(others), 2), round(statistics.median(each), 2), limit)


def growth() -> Growth:
    """Time ten copies of each shape and a hundred: galleries of 80 photos and of 800, and what else grows."""
    costs = {name: cost_of_ten_times(shape) for name, shape in SHAPES.items()}
    worst = max(costs, key=lambda name: costs[name])
    return Growth(size=10, cost=round(costs[worst], 1), limit=12, shape=worst)


def cost_of_ten_times(shape: Callable[[int], bytes]) -> float:
    """Time ten copies and a hundred."""
    small, large = (cpu_seconds(cutline.audit_page, shape(copies)) for copies in (10, 100))
    return large / small


def gallery(copies: int) -> bytes:
    """Make a gallery of `copies` times the eight slides of an example, each with words of its own."""
    page = (EXAMPLES / "last-ferry.html").read_text("utf-8")
    start = page.index("<figure>")
    end = page.rindex("</figure>") + len("</figure>")
    slides = page[start:end]
    many = (
        slides.replace("last-ferry-", f"ferry-{n}-").replace('alt="', f'alt="Crossing {n}. ').replace(" [", f" ({n}) [")
        for n in range(copies)
    )
    return f"{page[:start]}{''.join(many)}{page[end:]}".encode()


def dispatches(copies: int) -> bytes:
    """Make a gallery whose captions open with one dateline, and tell each to search engines, its last words lost."""
    captions = [f"HALLOW, NORTH SEA - Passenger number {n} leaves the boat for the winter." for n in range(8 * copies)]
    figures = (
        f'<figure><img src="ferry-{n}.jpg" alt="Ferry"><figcaption>{caption} (Maud Lind/AFP)</figcaption></figure>'
        for n, caption in enumerate(captions)
    )
    told = [
        {"@type": "ImageObject", "contentUrl": f"ferry-{n}.jpg", "caption": caption[:-8]}
        for n, caption in enumerate(captions)
    ]
    return page_of(f'<script type="application/ld+json">{json.dumps(told)}</script>{"".join(figures)}')


def row(copies: int) -> bytes:
    """Make a row of photos without a word between them."""
    return page_of(f"<div>{''.join(f'<img src=ferry-{n}.jpg alt=Ferry>' for n in range(20 * copies))}</div>")


def cards(copies: int) -> bytes:
    """Make a row of cards, each of a class of its own, with a photo and a headline."""
    return page_of(
        "".join(
            f'<div class="photo card-{n}"><a href="/{n}"><img src="ferry-{n}.jpg" alt="Ferry"></a></div>'
            f'<nav>Crossing {n}</nav><article><h2><a href="/{n}">Crossing {n}</a></h2></article>'
            for n in range(40 * copies)
        )
    )


def spots(copies: int) -> bytes:
    """Make one figure with as many captions, credits and sources as others have letters."""
    figure = "".join(
        f"<figcaption>Crossing {n}.</figcaption><i class=credit>Maud Lind {n}</i>" for n in range(20 * copies)
    )
    sources = "<span class=source>Maud Lind</span>" * 20 * copies
    return page_of(f"<figure><img src=ferry.jpg alt=Ferry>{figure}</figure><div><img src=quay.jpg>{sources}</div>")


def long_addresses(copies: int) -> bytes:
    """Make a few photos whose addresses have no end."""
    long = (part * 400 * copies for part in ("/", "/a.1", ".jpg", "/https:/a", "-640x480"))
    return page_of("".join(f'<a href="{part}"><img src="/{part}x" data-photo="{part}"></a>' for part in long))


def page_of(body: str) -> bytes:
    """Make a page of this body."""
    return f'<!doctype html><html lang="en"><title>Ferry</title><body><main><h1>Ferry</h1>{body}</main>'.encode()


SHAPES: Final[dict[str, Callable[[int], bytes]]] = {
    "captioned photos": gallery,
    "one dateline, told to search engines": dispatches,
    "photos in a row": row,
    "cards": cards,
    "texts in one box": spots,
    "long addresses": long_addresses,
}
"""What grows, as pages of so many copies of it."""


def memory(files: list[Path]) -> Memory | None:
    """Measure whole runs; None where the system does not tell what a process used."""
    if not hasattr(os, "wait4"):
        return None
    once, four_times = (spent_by(check_command(files * times))[1] for times in (1, 4))
    return Memory(round(once, 1), round(four_times, 1), round(four_times / once, 2), limit=1.1)


def html_validate(files: list[Path]) -> Peer | None:
    """Time html-validate on the same files; None where it is not installed."""
    program = shutil.which("html-validate")
    if program is None or not hasattr(os, "wait4"):
        return None
    theirs, _ = spent_by([program, "--formatter", "json", *map(str, files)])
    ours, _ = spent_by(check_command(files))
    return Peer("html-validate", round(theirs, 2), round(ours, 2), round(ours / theirs, 3))


def check_command(files: Iterable[Path]) -> list[str]:
    """Give the command that audits `files` in one process."""
    return [sys.executable, "-m", "cutline", "check", "--format", "json", "--jobs", "1", *map(str, files)]


def spent_by(command: list[str]) -> tuple[float, float]:
    """Run a command and give its CPU seconds and its peak memory in MiB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    unit = 1 if sys.platform == "darwin" else 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 2**20


def folder_of_pages() -> Path:
    """Give the folder to measure on: `pages` in the corpus where there is one, else the corpus, else the examples."""
    folder = Path(os.environ.get("CUTLINE_CORPUS") or EXAMPLES)
    return folder / "pages" if (folder / "pages").is_dir() else folder


def pages_on_disk() -> list[Path]:
    """List the pages to measure on, smallest first."""
    return sorted(folder_of_pages().rglob("*.html"), key=lambda path: (path.stat().st_size, path.name))


def spread(files: list[Path], count: int) -> list[Path]:
    """Choose about `count` files, evenly by size."""
    return files[:: max(1, len(files) // count)]


def lines(found: Bench) -> Iterable[str]:
    """Put what was found into words."""
    yield f"{found.pages} pages in {found.folder}, {found.megabytes} MB, {found.milliseconds_per_page} ms of CPU a page"
    if found.folder == EXAMPLES.name:
        yield "(short pages: CUTLINE_CORPUS names no folder of whole ones, for which the limits are meant)"
    parse, soup = found.audit_per_parse, found.audit_per_soup
    yield f"audit / turbohtml parse            {parse.total:6} (median {parse.median}; at most {parse.limit:g})"
    yield f"audit / BeautifulSoup + lxml parse {soup.total:6} (median {soup.median}; at most {soup.limit:g})"
    worst = found.growth
    yield f"ten times the page                 {worst.cost:6} times the cost (at most {worst.limit:g}): {worst.shape}"
    if found.memory:
        once, ratio_, limit = found.memory.once, found.memory.ratio, found.memory.limit
        yield f"peak memory                        {once:6} MiB; four times the pages: x {ratio_} (at most {limit:g})"
    for peer in found.peers:
        yield f"check / {peer.name:26} {peer.ratio:6} ({peer.cutline_seconds} s against {peer.seconds} s)"


def main() -> int:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description="Print what an audit costs, as ratios.")
    parser.add_argument("--pages", type=int, default=SAMPLE, metavar="N", help="time about N pages one by one")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures as JSON")
    parser.add_argument("--browser", action="store_true", help="time audits in a browser instead, and their memory")
    wishes = parser.parse_args()
    files = pages_on_disk()
    if not files:
        parser.error("no page to measure: CUTLINE_CORPUS names a folder without *.html files")
    if wishes.browser:
        import bench_browser

        with TemporaryDirectory() as folder:
            print("\n".join(bench_browser.lines(bench_browser.cost(bench_browser.galleries(Path(folder), gallery)))))
        return 0
    found = bench(files, spread(files, wishes.pages))
    print("\n".join(lines(found)))
    if wishes.json:
        wishes.json.write_text(json.dumps(msgspec.to_builtins(found), indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
