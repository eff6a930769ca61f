"""What a user asks for: files, folders, patterns, a gallery in JSON, or a page on standard input."""

import os
from collections.abc import Iterable, Iterator
from glob import has_magic, iglob
from pathlib import Path

from msgspec import Struct

SUFFIXES = (".html", ".htm", ".xhtml")
"""Files that are pages when a folder is given; a file named by itself is read whatever its suffix."""

STDIN = "-"


class Target(Struct, frozen=True):
    """One thing to audit. `name` is what reports call it: the words of the command line, whatever the system calls it.

    A `problem` says why there is nothing to read. An `address` is what only a browser can show.
    """

    name: str
    path: str = ""
    problem: str = ""
    address: str = ""


def expand(given: Iterable[str]) -> Iterator[Target]:
    """Turn the words of a command line into targets, in order; within a folder or pattern, by name.

    A word that leads nowhere becomes a target with a problem, so that it is reported and nothing is skipped in silence.
    """
    for word in given:
        yield from _expand(word)


def named(path: str, *, problem: str = "") -> Target:
    """Make the target of a path. A file name that is not UTF-8 is shown with its odd bytes written out."""
    return Target(path.encode("utf-8", "backslashreplace").decode(), path, problem=problem)


def _expand(word: str) -> Iterator[Target]:
    if word == STDIN:
        yield Target(STDIN, STDIN)
    elif not word.strip():
        # Path("") is the working directory; an unset shell variable does not mean that.
        yield named(word, problem="the name is empty")
    elif "\0" in word:
        yield named(word, problem="no file can have this name")
    elif word.lower().startswith(("http://", "https://")):
        yield Target(word, address=word, problem="an address is shown by a browser alone; use --browser")
    elif _is_folder(word):
        yield from _folder(word)
    elif has_magic(word) and not os.path.lexists(word):
        yield from _pattern(word)
    else:
        yield named(word)


def _pattern(word: str) -> Iterator[Target]:
    found = sorted(iglob(word, recursive=True))  # noqa: PTH207 - the names shall begin as the user's pattern does
    if not found:
        yield named(word, problem="no file matches this pattern")
    for path in found:
        if not _is_folder(path):
            yield named(path)
        elif "**" not in word:
            yield from _folder(path)


def _folder(folder: str) -> Iterator[Target]:
    empty = True
    for target in _walk(folder):
        empty = False
        yield target
    if empty:
        yield named(folder, problem=f"there is no page ({', '.join(SUFFIXES)}) in this folder")


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def _walk(folder: str) -> Iterator[Target]:
    unreadable: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=unreadable.append):
        yield from _problems(unreadable)
        folders.sort()
        pages = sorted(name for name in files if name.lower().endswith(SUFFIXES))
        yield from (named(os.path.join(place, name)) for name in pages)  # noqa: PTH118 - Path would drop a leading "./"
    yield from _problems(unreadable)


def _problems(unreadable: list[OSError]) -> Iterator[Target]:
    for error in unreadable:
        yield named(str(error.filename), problem=f"this folder cannot be read: {error.strerror}")
    unreadable.clear()
