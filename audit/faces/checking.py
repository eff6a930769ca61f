"""`cutline check`: audit targets, print and write reports, answer with an exit code."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from cutline import __version__
from cutline.config.schema import Config
from cutline.engine.runner import results
from cutline.engine.select import selection_of
from cutline.engine.spool import Spool
from cutline.model.run import AuditRun, Tool
from cutline.sources.targets import expand


@contextmanager
def audited(targets: Sequence[str], config: Config, jobs: int | None) -> Iterator[AuditRun]:
    """Audit targets and give the run, whose pages can be read as long as the context lasts. Raises ConfigError."""
    started = datetime.now(UTC).isoformat(timespec="seconds")
    with Spool() as spool:
        for result in results(expand(targets), config, jobs):
            spool.add(result)
        yield AuditRun(Tool(version=__version__), started, selection_of(config).catalogue, spool)
