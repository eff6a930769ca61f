"""`cutline fix`: show or apply what can be mended without a person reading it."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from msgspec import Struct

from cutline.config.schema import Config, ConfigError, hint
from cutline.engine.deadline import Overdue, within
from cutline.engine.fixing import Change, Fixing, Unfixable, fixed
from cutline.engine.select import Selection, selection_of
from cutline.faces.printing import print_chunks
from cutline.model.run import ExitCode
from cutline.reports.wording import counted, visible
from cutline.reports.writing import write
from cutline.sources.files import NotAudited, reading_of
from cutline.sources.targets import STDIN, Target, expand


class Mended(Struct, frozen=True):
    """What became of one target: its fixing, or the reason why there is none."""

    target: Target
    fixing: Fixing | None = None
    reason: str = ""


def shown(targets: Sequence[str], config: Config, rules: Sequence[str]) -> ExitCode:
    """Print what would change. The exit code is 1 when something would, or was refused."""
    tally: Counter[str] = Counter()
    for mended in _mended(targets, config, rules):
        print_chunks(_told(mended))
        _count(tally, mended)
    how = "; --write makes them" if tally["changes"] else ""
    click.echo(f"{counted(tally['changes'], 'edit', 'edits')} would be made{how}.", err=True)
    return _exit_code(tally["unread"], tally["changes"] + tally["refused"])


def applied(targets: Sequence[str], config: Config, rules: Sequence[str]) -> ExitCode:
    """Change the files. The exit code is 1 when an edit was refused.

    Raises click.UsageError when a file cannot be written; it is then as it was.
    """
    tally: Counter[str] = Counter()
    for mended in _mended(targets, config, rules):
        if mended.fixing and mended.fixing.changes:
            _write(mended.target, mended.fixing)
        print_chunks(_told(mended))
        _count(tally, mended)
    click.echo(f"{counted(tally['changes'], 'edit', 'edits')} made.", err=True)
    return _exit_code(tally["unread"], tally["refused"])


def _mended(targets: Sequence[str], config: Config, rules: Sequence[str]) -> Iterator[Mended]:
    selection = selection_of(config)
    known = {rule.id for rule in selection.catalogue}
    for name in rules:
        if name not in known:
            raise ConfigError(f"--rule {name}: there is no rule of this name{hint(name, known)}")
    return (_mend(target, selection, rules) for target in expand(targets))


def _mend(target: Target, selection: Selection, rules: Sequence[str]) -> Mended:
    if target.path == STDIN:
        return Mended(target, reason="standard input cannot be changed; save the page and give the file")
    if target.address:
        return Mended(target, reason="an address cannot be changed; fix the file that it is made from")
    try:
        reading = reading_of(target, selection.config.page_size_mib, selection.config.page_seconds)
        if reading.gallery:
            return Mended(target, reason="a gallery in JSON is mended where it comes from")
        with within(selection.config.page_seconds):
            return Mended(target, fixed(reading.data, target.name, selection, rules))
    except (NotAudited, Unfixable) as error:
        return Mended(target, reason=str(error))
    except Overdue:
        return Mended(target, reason=f"it took longer than {selection.config.page_seconds:g} seconds (page_seconds)")


def _write(target: Target, fixing: Fixing) -> None:
    if not os.access(target.path, os.W_OK):
        raise click.UsageError(f"{target.name}: this file may not be written to")
    try:
        write(Path(target.path), [fixing.data])
    except OSError as error:
        raise click.UsageError(f"{target.name}: cannot be written: {error.strerror or error}") from error


def _count(tally: Counter[str], mended: Mended) -> None:
    tally["unread"] += mended.fixing is None
    if mended.fixing:
        tally["changes"] += len(mended.fixing.changes)
        tally["refused"] += len(mended.fixing.refused)


def _exit_code(unread: int, left: int) -> ExitCode:
    if unread:
        return ExitCode.NOT_AUDITED
    return ExitCode.FINDINGS if left else ExitCode.CLEAN


def _told(mended: Mended) -> Iterator[str]:
    name = visible(mended.target.name)
    if mended.fixing is None:
        yield f"{name}: not fixed: {visible(mended.reason)}\n"
        return
    if mended.fixing.changes:
        yield f"--- {name}\n+++ {name}\n"
    for change in mended.fixing.changes:
        yield from _lines(change)
    for refusal in mended.fixing.refused:
        yield f"{name}: not applied [{visible(refusal.finding.rule)}]: {visible(refusal.why)}\n"


def _lines(change: Change) -> Iterator[str]:
    """Yield the lines of a change as a diff has them, each with what stands around it."""
    place = "" if change.line is None else f"line {change.line} "
    yield f"@@ {place}[{visible(change.finding.rule)}] @@\n"
    for sign, text in (("-", change.edit.expected), ("+", change.edit.replacement)):
        yield from (f"{sign}{visible(line)}\n" for line in f"{change.before}{text}{change.after}".splitlines())
