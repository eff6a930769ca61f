"""How far a run over the web is, for whoever watches a terminal."""

import sys
from collections.abc import Callable, Iterable, Iterator

from cutline.model.run import PageResult
from cutline.reports.wording import shortened, visible

_BRIEF = 60


def watched(results: Iterable[PageResult], known: Callable[[], int]) -> Iterator[PageResult]:
    """Give results on as they come, and show how many there are on standard error when that is a terminal.

    `known` gives the number of pages that are known so far, 0 for unknown.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        return iter(results)
    return _shown(results, known)


def told(done: int, failed: int, known: int, name: str) -> str:
    """Say how far a run is, in a line."""
    of = f" of {known}" if known > done else ""
    pages = "page" if max(done, known) == 1 else "pages"
    lost = f", {failed} not audited" if failed else ""
    return f"{done}{of} {pages}{lost}  {shortened(visible(name), _BRIEF)}"


def _shown(results: Iterable[PageResult], known: Callable[[], int]) -> Iterator[PageResult]:
    from rich.console import Console
    from rich.text import Text

    done = failed = 0
    # A page's name is text, whatever brackets it has.
    with Console(stderr=True).status(Text("fetching the first page")) as status:
        for result in results:
            done += 1
            failed += not result.audited
            status.update(Text(told(done, failed, known(), result.source)))
            yield result
