"""What a check is held against: the findings a house has accepted, and an earlier run."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cutline.model.comparison import Comparison
from cutline.model.run import AuditRun, PageResult
from cutline.reports.wording import visible

if TYPE_CHECKING:
    from cutline.config.ignoring import Ignored
    from cutline.engine.baseline import Baseline
    from cutline.engine.since import Earlier

Command = Callable[..., Any]


class Answers:
    """Sees every page of a run as it comes: moves accepted findings aside and notes what changed."""

    def __init__(
        self,
        baseline: "Baseline | None" = None,
        earlier: "Earlier | None" = None,
        file: str = "",
        ignored: "tuple[Ignored, ...]" = (),
    ) -> None:
        self._baseline = baseline
        self._earlier = earlier
        self._file = file
        self._idle = set(ignored)

    def seen(self, page: PageResult) -> PageResult:
        """Give the page with its accepted findings moved to `answered`."""
        for claim in page.answered if self._idle else ():
            self._idle -= {entry for entry in self._idle if entry.fits(page.source, claim.finding)}
        if self._baseline is not None:
            page = self._baseline.answer(page)
        if self._earlier is not None:
            self._earlier.see(page)
        return page

    def close(self, targets: Sequence[str]) -> None:
        """Take note that all the pages of these targets were seen."""
        if self._baseline is not None:
            from cutline.sources.targets import is_gone

            self._baseline.close(lambda page: is_gone(page, targets))

    def comparison(self) -> Comparison | None:
        """Say what changed since the earlier run, None without one."""
        return self._earlier.comparison() if self._earlier is not None else None

    def remarks(self) -> Iterator[str]:
        """Yield a line for each entry of the configuration, and each kind in the baseline, that wants attention."""
        for entry in sorted(self._idle, key=lambda entry: (entry.rule, entry.page, entry.subject)):
            about = " ".join(f"{name} {getattr(entry, name)}" for name in ("page", "subject") if getattr(entry, name))
            yield visible(f"[[ignore]] {entry.rule} {about}".rstrip()) + ": nothing was found that this speaks of.\n"
        if self._baseline is None:
            return
        from cutline.faces.baselining import remarks

        yield from remarks(self._file, self._baseline.tally())


def answer_options(command: Command) -> Command:
    """Add the options that `answers_of` reads."""
    accepted = "Let the findings in this file pass; see cutline baseline."
    before = "Compare with an earlier run, as -o json:RUN.json wrote it."
    command = click.option("--since", "since_file", metavar="RUN.json", help=before)(command)
    return click.option("--baseline", "baseline_file", metavar="FILE", help=accepted)(command)


def answers_of(baseline_file: str | None, since_file: str | None, ignored: "tuple[Ignored, ...]") -> Answers:
    """Read what a check is held against. Raises click.UsageError, naming the file."""
    baseline, earlier = None, None
    if baseline_file is not None:
        from cutline.engine.baseline import Baseline
        from cutline.faces.baselining import entries_in

        baseline = Baseline(entries_in(baseline_file), date.today())
    if since_file is not None:
        from cutline.engine.since import Earlier

        earlier = Earlier(run_in(since_file))
    return Answers(baseline, earlier, baseline_file or "", ignored)


def run_in(file: str) -> AuditRun:
    """Read an earlier run. Raises click.UsageError, naming the file, when it is missing, damaged or too old."""
    from cutline.reports.json_report import read

    try:
        return read(bytes_of(file))
    except ValueError as error:
        raise click.UsageError(f"{file}: {error}") from error


def bytes_of(file: str) -> bytes:
    """Read a file that a user named. Raises click.UsageError, naming it."""
    if not file.strip():
        raise click.UsageError("the name of a file is empty; if it comes from a variable, that is not set")
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise click.UsageError(f"{file}: cannot be read: {error.strerror or error}") from error
