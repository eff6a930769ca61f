"""The program's entry: a short way in for the hook, and the whole command line for everything else."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from cutline.model.run import ExitCode

_GARBAGE = 200_000
"""Objects between two collections in the hook. A page makes few cycles, and looking for them took a tenth of the time;
a large page still gets collected."""


def main() -> NoReturn:
    """Run the program and end it with its exit code."""
    code = hooked(sys.argv[2:]) if sys.argv[1:2] == ["hook"] else None
    if code is not None:
        _leave(code)
    from cutline.faces.cli import cli

    sys.exit(cli(prog_name="cutline"))


def hooked(words: Sequence[str]) -> ExitCode | None:
    """Answer a plain command line of the hook; None, with nothing done, when it needs explaining."""
    gc.set_threshold(_GARBAGE)
    try:
        from cutline.faces.hook_options import plain

        wishes = plain(words)
        if wishes is None:
            return None
        from cutline.faces.hook import answered

        return answered(wishes)
    except KeyboardInterrupt:
        from cutline.faces.printing import print_remark

        print_remark("Interrupted: there is no verdict.")
        return ExitCode.NOT_AUDITED
    except Exception as error:  # noqa: BLE001 - Python would end with 1, which means findings
        return _explained(error)


def _explained(error: Exception) -> ExitCode:
    from click import ClickException, UsageError

    from cutline.config.schema import ConfigError
    from cutline.faces.faults import explain

    if isinstance(error, ConfigError):
        error = UsageError(str(error))
    if isinstance(error, ClickException):
        error.show()
        return ExitCode.USAGE
    explain(error)
    return ExitCode.NOT_AUDITED


def _leave(code: ExitCode) -> NoReturn:
    """End the process without taking its objects apart, which took a seventh of the time; nothing is left to write."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError):  # told already, or nobody reads
                stream.flush()
    os._exit(code)
