"""`cutline hook`: a page comes in on standard input, a verdict goes out, and the exit code says it in one number.

A CMS waits for this process, so it imports nothing that a verdict does not need.
"""

import sys
from typing import TYPE_CHECKING

from cutline.config.schema import ConfigError
from cutline.engine.audit import audit_target
from cutline.engine.select import selection_of
from cutline.engine.verdict import verdict_of
from cutline.faces.hook_options import Wishes
from cutline.faces.printing import print_chunks, print_remark
from cutline.faces.wishes import configuration, wished
from cutline.model.run import ExitCode
from cutline.model.verdict import OnFailure, Verdict
from cutline.reports.verdict import write
from cutline.reports.wording import shortened, visible
from cutline.sources.targets import STDIN, Target

if TYPE_CHECKING:
    from cutline.engine.baseline import Baseline

_REASON_LIMIT = 300
"""Code points of a reason that a line on standard error shows; the verdict has all of it."""


def answered(wishes: Wishes) -> ExitCode:
    """Read the page, print the verdict, and give the exit code.

    Raises ConfigError, before anything is read, when the wishes or the configuration cannot be used, and
    click.UsageError for a baseline that cannot.
    """
    config = wished(
        configuration(wishes.config_file),
        select=wishes.select,
        ignore=wishes.ignore,
        profile=wishes.profile,
        failing=wishes.failing,
    )
    selection = selection_of(config)
    baseline = _baseline(wishes.baseline_file)
    if sys.stdin is not None and sys.stdin.isatty():
        raise ConfigError("standard input is a terminal; pipe a page in, as in: cutline hook < page.html")
    page = audit_target(Target(wishes.source, STDIN), selection)
    if baseline is not None:
        page = baseline.answer(page)
    verdict = verdict_of([page], config, on_failure=OnFailure(wishes.on_failure))
    _say_what_is_missing(verdict)
    print_chunks([write(verdict, selection.catalogue)])
    return verdict.exit_code


def _baseline(file: str | None) -> "Baseline | None":
    if file is None:
        return None
    from cutline.faces.baselining import opened

    return opened(file)


def _say_what_is_missing(verdict: Verdict) -> None:
    """Put what could not be audited on standard error as well: whoever allows it shall still hear of it."""
    so = "allowed all the same, as --on-failure says" if verdict.allow else "blocked"
    for gap in verdict.not_audited:
        reason = shortened(visible(gap.reason), _REASON_LIMIT)
        print_remark(f"{visible(gap.source)}: not audited: {reason} ({so})")
