"""Standard output: UTF-8, quiet when the reader went away, colour only on a terminal that wants it."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress


def print_chunks(chunks: Iterable[str]) -> None:
    """Write chunks to standard output. A reader that closed the pipe (`| head`) ends the writing, not the program.

    Raises click.UsageError when standard output cannot be written for another reason, such as a full disk.
    """
    if sys.stdout is None:
        raise _unwritten("it is closed")
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        for chunk in chunks:
            sys.stdout.write(chunk)
        sys.stdout.flush()
    except OSError as error:
        # Python flushes once more on the way out; give that flush a place that accepts it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise _unwritten(error.strerror or str(error)) from error


def _unwritten(why: str) -> Exception:
    import click  # the hook prints too, and does without

    return click.UsageError(f"standard output cannot be written: {why}")


def print_remark(sentence: str) -> None:
    """Write a line to standard error, if there is one that somebody reads; an exit code must not depend on it."""
    if sys.stderr is None:
        return
    with suppress(OSError):
        sys.stderr.write(f"{sentence.encode('utf-8', 'replace').decode()}\n")
        sys.stderr.flush()


def wants_colour() -> bool:
    """Tell whether standard output is a terminal that shows colours (https://no-color.org)."""
    if sys.stdout is None or not sys.stdout.isatty():
        return False
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
