"""`cutline check`: audit targets, print and write reports, answer with an exit code."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cutline import __version__
from cutline.config.schema import Config
from cutline.engine.log import Log
from cutline.engine.runner import results
from cutline.engine.select import selection_of
from cutline.engine.spool import Spool
from cutline.faces.answering import Answers
from cutline.faces.touring import Outing, resumable
from cutline.model.run import AuditRun, PageResult, Tool
from cutline.rules.base import Needs
from cutline.sources.targets import Target, expand, is_address

if TYPE_CHECKING:
    from cutline.engine.rendering import Screening


@contextmanager
def audited(
    targets: Sequence[str],
    config: Config,
    jobs: int | None,
    screening: "Screening | None" = None,
    answers: Answers | None = None,
    outing: Outing | None = None,
    without: frozenset[Path] = frozenset(),
) -> Iterator[AuditRun]:
    """Audit targets and give the run, whose pages can be read as long as the context lasts. Raises ConfigError.

    `without` is as in `expand`.
    """
    answers = answers or Answers()
    outing = outing or Outing()
    log = Log()
    started = datetime.now(UTC).isoformat(timespec="seconds")
    with Spool() as spool:
        found = expand(targets, outing.fetching, without)
        on_the_web = outing.tour is not None or any(map(is_address, targets))
        for result in _results(found, config, jobs, screening, log, outing if on_the_web else None):
            spool.add(answers.seen(result))
        answers.close(targets)
        given = Needs.RENDERED if screening else Needs.STATIC
        rules = selection_of(config, given).catalogue
        yield AuditRun(Tool(version=__version__), started, rules, spool, answers.comparison(), log.left_out)


def _results(
    targets: Iterator[Target],
    config: Config,
    jobs: int | None,
    screening: "Screening | None",
    log: Log,
    outing: Outing | None,
) -> Iterator[PageResult]:
    if screening is not None:
        from cutline.engine.rendering import rendered_results

        return rendered_results(targets, config, screening, jobs)
    if outing is None:
        return results(targets, config, jobs)
    return _from_the_web(targets, config, outing, log)


def _from_the_web(targets: Iterator[Target], config: Config, outing: Outing, log: Log) -> Iterator[PageResult]:
    from cutline.engine.visiting import toured, visited
    from cutline.faces.progress import watched

    found = visited(targets, config) if outing.tour is None else toured(outing.tour, config, log)
    with resumable(outing):
        yield from watched(found, lambda: log.known)
