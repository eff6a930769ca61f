"""`cutline baseline`: write down what may stay, say what became of it, and forget what is gone."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from cutline.config.schema import Config
from cutline.engine.baseline import Baseline, Tally, merged, read, written
from cutline.engine.verdict import gaps
from cutline.faces.answering import Answers, bytes_of
from cutline.faces.checking import audited
from cutline.faces.printing import print_chunks, print_remark
from cutline.faces.touring import Outing
from cutline.model.accepted import Entry, entries_of
from cutline.model.run import AuditRun, ExitCode
from cutline.reports.wording import counted, shortened, visible
from cutline.reports.writing import write

_BRIEF = 100
"""Code points of a text that a line shows."""

_REASON_LIMIT = 300
"""Code points of a reason that a line shows: a crash has many lines."""


def opened(file: str) -> Baseline:
    """Read a baseline. Raises click.UsageError, naming the file, when it is missing, damaged or of another version."""
    return Baseline(entries_in(file), date.today())


def entries_in(file: str) -> tuple[Entry, ...]:
    """Give the entries of a baseline file. Raises as `opened` does."""
    try:
        return read(bytes_of(file))
    except ValueError as error:
        raise click.UsageError(f"{file}: {error}") from error


def create(file: str, targets: Sequence[str], config: Config, said: dict[str, str], outing: Outing) -> ExitCode:
    """Accept what is found now: add an entry for each open claim; `said` is the reason and who, when, until.

    Nothing is written when a page could not be audited.
    """
    known = opened(file) if Path(file).exists() else Baseline((), date.today())
    with audited(targets, config, None, answers=Answers(known), outing=outing) as run:
        if _code(run) is ExitCode.NOT_AUDITED:
            return _refuse(file, "not everything could be audited, so not everything would be accepted")
        fresh = tuple(entry for page in run.pages for entry in entries_of(page, **said))
    _save(file, merged(known.entries(), fresh))
    click.echo(f"{visible(file)}: {counted(len(fresh), 'finding', 'findings')} accepted.")
    return ExitCode.CLEAN


def check(file: str, targets: Sequence[str], config: Config, outing: Outing) -> ExitCode:
    """Say what became of every entry. The exit code is 1 when one no longer answers anything."""
    known = opened(file)
    with audited(targets, config, None, answers=Answers(known), outing=outing) as run:
        code = _code(run)
    tally = known.tally()
    print_chunks(_told(tally))
    if code is not ExitCode.CLEAN:
        return code
    return ExitCode.FINDINGS if tally.gone or tally.reopened or tally.expired else ExitCode.CLEAN


def prune(file: str, targets: Sequence[str], config: Config, outing: Outing) -> ExitCode:
    """Drop the entries whose finding is gone; entries of pages that were not audited now stay."""
    known = opened(file)
    with audited(targets, config, None, answers=Answers(known), outing=outing) as run:
        code = _code(run)
    gone = known.tally().gone
    if gone:
        dropped = set(gone)
        _save(file, (entry for entry in known.entries() if entry not in dropped))
    print_chunks(_listed("gone, and dropped from the file", gone))
    click.echo(f"{visible(file)}: {counted(len(gone), 'entry', 'entries')} dropped.")
    return code


def take(file: str, decisions: str) -> ExitCode:
    """Take over the entries of another file, such as the decisions that a report gave."""
    known = entries_in(file) if Path(file).exists() else ()
    fresh = entries_in(decisions)
    _save(file, merged(known, fresh))
    click.echo(f"{visible(file)}: {counted(len(fresh), 'entry', 'entries')} taken over.")
    return ExitCode.CLEAN


def remarks(file: str, tally: Tally) -> Iterator[str]:
    """Yield a line for each kind of entry that wants attention, for a check that uses a baseline."""
    if tally.gone:
        number = counted(len(tally.gone), "entry is", "entries are")
        yield f"{visible(file)}: {number} gone; `cutline baseline prune` drops what is gone.\n"
    if tally.reopened:
        yield f"{visible(file)}: {counted(len(tally.reopened), 'entry', 'entries')} reopened: the text was changed.\n"
    if tally.expired:
        yield f"{visible(file)}: {counted(len(tally.expired), 'entry has', 'entries have')} expired.\n"


def _code(run: AuditRun) -> ExitCode:
    """Give the exit code of a run whose findings do not count, and name what could not be audited."""
    for page in run.pages:
        for gap in gaps(page):
            print_remark(f"{visible(gap.source)}: not audited: {shortened(visible(gap.reason), _REASON_LIMIT)}")
    return run.summary().exit_code(None)


def _told(tally: Tally) -> Iterator[str]:
    yield f"{counted(len(tally.accepted), 'entry answers', 'entries answer')} a finding.\n"
    yield from _listed("reopened: the text was changed", tally.reopened)
    yield from _listed("expired", tally.expired)
    yield from _listed("gone: `cutline baseline prune` drops them", tally.gone)
    if tally.unasked:
        yield f"{counted(len(tally.unasked), 'entry', 'entries')} not asked for: the page or the rule was left out.\n"


def _listed(heading: str, entries: Sequence[Entry]) -> Iterator[str]:
    if entries:
        yield f"\n{counted(len(entries), 'entry', 'entries')} {heading}\n"
    for entry in entries:
        yield f"  {visible(entry.page)} [{visible(entry.rule)}] {visible(shortened(entry.subject, _BRIEF))}\n"
        yield f"    {visible(shortened(entry.reason, _BRIEF)) or 'no reason given'}\n"


def _save(file: str, entries: Iterable[Entry]) -> None:
    try:
        write(Path(file), written(entries))
    except OSError as error:
        raise click.UsageError(f"{file}: cannot be written: {error.strerror or error}") from error


def _refuse(file: str, why: str) -> ExitCode:
    click.echo(f"{visible(file)}: nothing was written: {why}.", err=True)
    return ExitCode.NOT_AUDITED
