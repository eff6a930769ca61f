"""Print how long a large HTML report takes to open, against a plain page of the same size.

    python tools/bench_report.py [--pages N] [--rounds N]

The report is about a run of our own invention: 500 pages with 2,000 findings unless --pages says otherwise, four
findings a page. The plain page holds paragraphs, a heading for each page, and as many bytes. Both are opened in a
Chromium in turns (`cutline doctor` tells which is used), and timed from the start of the navigation until two frames
after the load event. The report may take 3 times as long. The exit code is 0 whatever comes
out.
"""

import argparse
import statistics
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, cycle, islice
from pathlib import Path
from typing import Any

from msgspec import Struct

from cutline.model.finding import Evidence, Finding, Location, Suggestion
from cutline.model.fingerprint import with_fingerprints
from cutline.model.page import Credit
from cutline.model.run import AuditRun, PageResult, Photo, RuleInfo, Tool
from cutline.model.severity import Severity
from cutline.reports import reporter
from cutline.reports.writing import write
from cutline.sources.discovery import find_browser, is_root

LIMIT = 3.0
PHOTOS = 6
FINDINGS = 4
_RULE = RuleInfo(
    "alt-truncated",
    "Descriptions stop before their end",
    "A screen reader stops in mid-sentence, and the reader cannot know what is missing.",
    Severity.ERROR,
    "static",
    messages={"cut": "The description stops at “{ending}”."},
)
_PEOPLE = ("Ana Reis", "Jonas Tveit", "Mila Oresund", "Ingrid Vossby", "Tomas Halder")
_TEXT = (
    "Volunteers fill bags with sand behind the fire station of the lower town, Tuesday. "
    "The third bridge was closed to traffi"
)
_OPENED = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  await frame(); await frame();
  return performance.now();
}"""


class Opening(Struct, frozen=True):
    """Milliseconds that a file took to open, one for each round, and its size in MB."""

    name: str
    size: float
    times: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median."""
        return statistics.median(self.times)


def main() -> None:
    """Write both pages, open them in turns, print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report, plain = Path(folder, "report.html"), Path(folder, "plain.html")
        write(report, reporter("html").render(large_run(wanted.pages)))
        write(plain, plain_page(wanted.pages, report.stat().st_size))
        openings = opened((report, plain), wanted.rounds)
    for opening in openings:
        print(f"{opening.name:<12} {opening.size:5.1f} MB  {opening.middle:7.0f} ms")
    print(f"ratio        {openings[0].middle / openings[1].middle:5.2f} (at most {LIMIT:g})")


def large_run(pages: int) -> AuditRun:
    """Give a run over `pages` pages, each with photos of which some have a finding."""
    return AuditRun(Tool(), "2027-02-02T14:05:09+00:00", (_RULE,), tuple(_page(number) for number in range(pages)))


def plain_page(pages: int, size: int) -> Iterator[str]:
    """Yield a document of about `size` bytes: a heading and paragraphs for each page, and nothing else."""
    yield "<!doctype html><html lang=en><meta charset=utf-8><title>A plain page</title>"
    paragraph = f"<p>{_TEXT}</p>\n"
    for number in range(pages):
        yield f"<h2>Page {number}</h2>"
        yield from islice(cycle((paragraph,)), size // pages // len(paragraph.encode()))


def opened(files: Sequence[Path], rounds: int) -> tuple[Opening, ...]:
    """Open each file `rounds` times, in turns, each time in a fresh context."""
    from playwright.sync_api import sync_playwright

    program = find_browser()
    times: dict[Path, list[float]] = {file: [] for file in files}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=not is_root())
        _open(browser, files[0])  # the first opening pays for starting up
        for file in chain.from_iterable(files for _ in range(rounds)):
            times[file].append(_open(browser, file))
        browser.close()
    return tuple(Opening(file.stem, file.stat().st_size / 1e6, tuple(times[file])) for file in files)


def _open(browser: Any, file: Path) -> float:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(file.as_uri())
    taken: float = page.evaluate(_OPENED)
    context.close()
    return taken


def _page(number: int) -> PageResult:
    source = f"galleries/day-{number}.html"
    photos = tuple(_photo(number, index) for index in range(PHOTOS))
    findings = tuple(with_fingerprints(source, _findings(photos[:FINDINGS])))
    return PageResult(
        source, title=f"In Pictures: Day {number} | The Gazette", lang="en", photos=photos, findings=findings
    )


def _photo(page: int, index: int) -> Photo:
    person = _PEOPLE[(page + index) % len(_PEOPLE)]
    credit = Credit(f"[{person}/Reuters]", 40, (person,), ("Reuters",), (), "bracket")
    place = Location(10 + 6 * index, 5, 10 + 6 * index, 60, ("main > figure > img",))
    return Photo(index, f"photos/{page}-{index}.jpg", _TEXT, _TEXT, f"The lower town, day {page}.", credit, place)


def _findings(photos: Iterable[Photo]) -> Iterator[Finding]:
    for photo in photos:
        yield Finding(
            _RULE.id,
            Severity.ERROR,
            "cut",
            {"ending": "traffi"},
            photo.location,
            f'<img src="{photo.src}" alt="{_TEXT}">',
            photo.src or "",
            evidence=(Evidence("field limit", "120 characters"), Evidence("ends with", "traffi")),
            suggestion=Suggestion(_TEXT.partition(". ")[0] + "."),
            picture=photo.index,
        )


if __name__ == "__main__":
    main()
