"""Where reports go: `-o FORMAT:FILE`, as often as wanted, and standard output."""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import click
from msgspec import Struct

from cutline.faces.printing import print_chunks, wants_colour
from cutline.model.run import AuditRun
from cutline.model.severity import Severity
from cutline.reports import FILE_FORMATS, reporter, reporter_for
from cutline.reports.base import Reporter
from cutline.sources.targets import STDIN, expand, is_address

_HEAD = 1024
"""Bytes of a report in which it says what wrote it."""


class Output(Struct, frozen=True):
    """A report to write: its format and the file as the user named it."""

    format: str
    file: str


def outputs(
    words: Iterable[str], targets: Sequence[str] = (), inputs: Iterable[tuple[str, str | None]] = ()
) -> tuple[Output, ...]:
    """Read `FORMAT:FILE` words, and refuse places that cannot be written before an hour is spent on the audit.

    Neither a page that `targets` lead to nor one of the `inputs` (what it is, and its file if there is one) may be
    overwritten. Raises click.UsageError.
    """
    given = tuple((what, file) for what, file in inputs if file)
    found: list[Output] = []
    for word in words:
        output = _output(word)
        try:
            _refuse_bad_place(output)
            _refuse_input(output, given)
            _refuse_page(output, targets)
        except OSError as error:
            raise click.UsageError(f"{output.file}: cannot be written: {error.strerror or error}") from error
        if any(Path(output.file) == Path(other.file) for other in found):
            raise click.UsageError(f"-o {word}: two reports cannot go to the same file")
        found.append(output)
    return tuple(found)


def earlier_reports(wanted: Iterable[Output]) -> frozenset[Path]:
    """Give the real paths of reports that an earlier run wrote where this one will: pages to nobody."""
    return frozenset(Path(output.file).resolve() for output in wanted if _is_report(Path(output.file)))


def _is_report(place: Path) -> bool:
    """Tell whether a file is an HTML report of ours. Where the user wants the next one, it may be believed."""
    with suppress(OSError), place.open("rb") as file:
        return b'<meta name="generator" content="cutline ' in file.read(_HEAD)
    return False


def write_all(run: AuditRun, wanted: Iterable[Output], fail_on: Severity | None = Severity.ERROR) -> None:
    """Write every report to its file; `fail_on` is the mildest severity that fails the run.

    Raises click.UsageError when one cannot be written; none is left half-written.
    """
    from cutline.reports.writing import write

    for output in wanted:
        try:
            write(Path(output.file), reporter_for(output.format, Path(output.file), fail_on).render(run))
        except OSError as error:
            raise click.UsageError(f"{output.file}: cannot be written: {error.strerror or error}") from error


def print_run(run: AuditRun, name: str) -> None:
    """Print the run to standard output in the format called `name`."""
    print_chunks(_reporter_for_stdout(name).render(run))


def _reporter_for_stdout(name: str) -> Reporter:
    return reporter(name, colour=True) if name == "text" and wants_colour() else reporter(name)


def _output(word: str) -> Output:
    name, colon, file = word.partition(":")
    if not colon or not file:
        raise click.UsageError(f"-o {word}: use FORMAT:FILE, such as html:report.html")
    if name not in FILE_FORMATS:
        raise click.UsageError(f"-o {word}: there is no format {name!r}; use one of {', '.join(FILE_FORMATS)}")
    _refuse_missing_library(name, file)
    return Output(name, file)


def _refuse_missing_library(name: str, file: str) -> None:
    try:
        reporter_for(name, Path(file))
    except LookupError as error:
        raise click.UsageError(str(error)) from error


def _refuse_bad_place(output: Output) -> None:
    place = Path(output.file)
    if place.is_dir():
        raise click.UsageError(f"{output.file}: this is a folder; name a file in it")
    if not place.parent.is_dir():
        raise click.UsageError(f"{output.file}: there is no folder {place.parent}")
    if not os.access(place if place.exists() else place.parent, os.W_OK):
        raise click.UsageError(f"{output.file}: this place may not be written to")


def _refuse_input(output: Output, inputs: Iterable[tuple[str, str]]) -> None:
    for what, file in inputs:
        if Path(output.file).resolve() == Path(file).resolve():
            raise click.UsageError(f"{output.file}: this is {what}; a report would overwrite it")


def _refuse_page(output: Output, targets: Sequence[str]) -> None:
    place = Path(output.file)
    if not place.is_file():
        return
    named = (word for word in targets if word != STDIN and not is_address(word))
    for target in expand(named, without=earlier_reports([output])):
        if _is_same(place, target.path):
            raise click.UsageError(f"{output.file}: this is a page to be audited; a report would overwrite it")


def _is_same(place: Path, path: str) -> bool:
    with suppress(OSError, ValueError):
        return place.samefile(path)
    return False
