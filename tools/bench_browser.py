"""What auditing in a browser costs, against a bare Playwright that loads the same pages and runs axe on them.

`tools/bench.py --browser` prints it. Both show three pages at a time, so that neither waits more than the other; both
ask axe from the same script, the bare one for all that it knows. Times are wall time: a browser's own processors do
most of the work.
"""

import asyncio
import os
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

from axe_core_python.async_playwright import Axe
from msgspec import Struct
from playwright.async_api import Browser, async_playwright

from cutline.config.schema import Config
from cutline.engine.rendering import AT_ONCE, Screening, rendered_results
from cutline.sources.browser import ARGUMENTS
from cutline.sources.discovery import find_axe, find_browser, is_root
from cutline.sources.targets import expand

FEW, MANY = 20, 100
LIMIT = 1.15


class Cost(Struct, frozen=True):
    """Seconds for `FEW` pages, bare and audited, and MiB of all processes after `FEW` and `MANY` pages of one run."""

    bare: float
    audited: float
    ratio: float
    after_few: float
    after_many: float


def cost(files: list[Path]) -> Cost:
    """Measure; the files are shown again when there are fewer than wanted."""
    pages = list(islice(cycle(files), FEW))
    audited = audit(pages)[0]
    bare = timed_bare(pages)
    audited = min(audited, audit(pages)[0])
    bare = min(bare, timed_bare(pages))
    _, after_few, after_many = audit(list(islice(cycle(files), MANY)))
    return Cost(round(bare, 1), round(audited, 1), round(audited / bare, 2), round(after_few), round(after_many))


def galleries(folder: Path, gallery: Callable[[int], bytes]) -> list[Path]:
    """Write `FEW` galleries of 16 to 320 photos; saved news pages wait for servers, and their scripts for ever."""
    files = [folder / f"gallery-{number}.html" for number in range(1, FEW + 1)]
    for number, file in enumerate(files, 1):
        file.write_bytes(gallery(2 * number))
    return files


def audit(pages: list[Path]) -> tuple[float, float, float]:
    """Audit pages in one run; seconds, and MiB in use at page `FEW` and at the end."""
    start = time.monotonic()
    used = 0.0
    few = 0.0
    for number, _ in enumerate(rendered_results(expand(map(str, pages)), Config(), Screening()), 1):
        if number == FEW:
            few = megabytes()
        if number == len(pages):
            used = megabytes()
    return time.monotonic() - start, few, used


def timed_bare(pages: list[Path]) -> float:
    """Load pages and run axe, with nothing around it; seconds."""
    start = time.monotonic()
    asyncio.run(bare_run(pages))
    return time.monotonic() - start


async def bare_run(pages: list[Path]) -> None:
    """Show every page in a tab of its own."""
    axe = Axe(find_axe().text)
    at_once = asyncio.Semaphore(AT_ONCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=find_browser(), args=list(ARGUMENTS), chromium_sandbox=not is_root()
        )
        await asyncio.gather(*(bare_page(browser, axe, page, at_once) for page in pages))
        await browser.close()


async def bare_page(browser: Browser, axe: Axe, page: Path, at_once: asyncio.Semaphore) -> None:
    """Load one page and run axe on it."""
    async with at_once:
        tab = await browser.new_page(viewport={"width": 1280, "height": 900})
        await tab.goto(page.absolute().as_uri())
        await axe.run(tab)
        await tab.close()


def megabytes() -> float:
    """Add up the memory that this process and all it started have to themselves; 0 where the system does not tell."""
    return sum(own_megabytes(process) for process in family(os.getpid()))


def family(process: int) -> Iterator[int]:
    """Give a process and all below it."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def own_megabytes(process: int) -> float:
    """Read a process's proportional share of memory."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def lines(found: Cost) -> Iterator[str]:
    """Put what was found into words."""
    seconds = f"{found.audited} s against {found.bare} s"
    yield f"audit in a browser / bare load and axe {found.ratio:6} ({seconds}; at most {LIMIT})"
    yield f"memory after {FEW} and {MANY} pages        {found.after_few:g} and {found.after_many:g} MiB"
