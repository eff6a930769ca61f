"""`cutline check`: audit targets, print and write reports, answer with an exit code."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cutline import __version__
from cutline.config.schema import Config
from cutline.engine.runner import results
from cutline.engine.select import selection_of
from cutline.engine.spool import Spool
from cutline.faces.answering import Answers
from cutline.model.run import AuditRun, PageResult, Tool
from cutline.rules.base import Needs
from cutline.sources.targets import expand

if TYPE_CHECKING:
    from cutline.engine.rendering import Screening


@contextmanager
def audited(
    targets: Sequence[str],
    config: Config,
    jobs: int | None,
    screening: "Screening | None" = None,
    answers: Answers | None = None,
) -> Iterator[AuditRun]:
    """Audit targets and give the run, whose pages can be read as long as the context lasts. Raises ConfigError."""
    answers = answers or Answers()
    started = datetime.now(UTC).isoformat(timespec="seconds")
    with Spool() as spool:
        for result in _results(targets, config, jobs, screening):
            spool.add(answers.seen(result))
        given = Needs.RENDERED if screening else Needs.STATIC
        rules = selection_of(config, given).catalogue
        yield AuditRun(Tool(version=__version__), started, rules, spool, answers.comparison())


def _results(
    targets: Sequence[str], config: Config, jobs: int | None, screening: "Screening | None"
) -> Iterator[PageResult]:
    if screening is None:
        return results(expand(targets), config, jobs)
    from cutline.engine.rendering import rendered_results

    return rendered_results(expand(targets), config, screening, jobs)
