"""`cutline init`: the house style that pages show, as a configuration to begin with."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from cutline.config.schema import Config
from cutline.engine.audit import inspect_target
from cutline.engine.proposal import Proposal, as_toml, propose, seen_on
from cutline.faces.printing import print_chunks
from cutline.model.page import Page
from cutline.model.run import ExitCode
from cutline.reports.writing import write
from cutline.sources.files import NotAudited
from cutline.sources.targets import Fetching, Target, expand


def initialised(targets: Sequence[str], config: Config, file: str | None, fetching: Fetching) -> ExitCode:
    """Propose a house style from the targets and print it, or write it to a new file.

    Gives NOT_AUDITED when a page could not be read, or when no credit was understood: then there is nothing to propose.
    Raises click.UsageError when the file is there already.
    """
    _refuse_existing(file)
    problems: list[str] = []
    proposal = propose(seen_on(_pages(expand(targets, fetching), config, problems)))
    for problem in problems:
        click.echo(problem, err=True)
    if proposal is None:
        click.echo("No credit was understood, so there is no house style to propose.", err=True)
        return ExitCode.NOT_AUDITED
    _deliver(proposal, file)
    return ExitCode.NOT_AUDITED if problems else ExitCode.CLEAN


def _pages(targets: Iterable[Target], config: Config, problems: list[str]) -> Iterator[Page]:
    for target in targets:
        try:
            yield inspect_target(target, config)
        except NotAudited as error:
            problems.append(f"{target.name}: not read: {error}")


def _refuse_existing(file: str | None) -> None:
    if file is not None and Path(file).exists():
        raise click.UsageError(f"{file}: this file is there already; name another one, or move it away")


def _deliver(proposal: Proposal, file: str | None) -> None:
    if file is None:
        print_chunks(as_toml(proposal))
        return
    try:
        write(Path(file), as_toml(proposal))
    except OSError as error:
        raise click.UsageError(f"{file}: cannot be written: {error.strerror or error}") from error
    click.echo(f"{file} is written. Read it, strike out what is a slip, and run: cutline check --config {file} ...")
