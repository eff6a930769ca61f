"""Walking folders: every file by name and once, whatever links lead in circles, and what cannot be listed is told."""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from fnmatch import filter as fitting
from glob import has_magic
from pathlib import Path

from msgspec import Struct

ODD = "it is no regular file"

_RECURSIVE = "**"
_ABSENT = (FileNotFoundError, NotADirectoryError)


class Found(Struct, frozen=True, order=True):
    """Where a walk came to. A `problem` says why nothing can be read there."""

    path: str
    problem: str = ""


class Listing(Struct, frozen=True):
    """What one folder holds, by name: files, and folders whether they are walked or not; or why it cannot be listed."""

    place: str
    files: tuple[Found, ...] = ()
    folders: tuple[str, ...] = ()
    trouble: OSError | None = None


def listings(top: str, *, hidden: bool = True) -> Iterator[Listing]:
    """List a folder and all below it; `hidden` says whether folders that begin with a dot are walked.

    A link to a folder is followed when nothing else in the walk leads there, so that a page has one name.
    """
    trail = _Trail(top, hidden=hidden)
    waiting = [top]
    while waiting:
        listing = listed(waiting.pop())
        yield listing
        waiting += reversed([folder for folder in listing.folders if trail.leads_on(folder)])


def listed(place: str) -> Listing:
    """List one folder; "" is the working directory."""
    try:
        with os.scandir(place or os.curdir) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        return Listing(place, trouble=error)
    files: list[Found] = []
    folders: list[str] = []
    for entry in found:
        path = os.path.join(place, entry.name)  # noqa: PTH118 - Path would drop a leading "./"
        try:
            if entry.is_dir():
                folders.append(path)
            else:
                files.append(Found(path, "" if entry.is_file() else oddity(path)))
        except OSError as error:
            files.append(Found(path, f"this link cannot be followed: {error.strerror}"))
    return Listing(place, tuple(files), tuple(folders))


def oddity(path: str) -> str:
    """Say of what is no regular file, such as a pipe, that it is none; who reads it may wait for ever.

    "" for files and folders, and for what is not there: reading that says more.
    """
    with suppress(OSError):
        mode = Path(path).stat().st_mode
        return "" if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else ODD
    return ""


def unlisted(place: str, trouble: OSError) -> Found:
    """Say that a folder cannot be listed."""
    return Found(place, f"this folder cannot be read: {trouble.strerror}")


def matching(pattern: str) -> list[Found]:
    """Give the files and folders that fit a pattern as the `glob` module reads it, `**` included, sorted by path.

    A folder in which something might fit, but which cannot be read, is among them with its problem.
    """
    drive, rest = os.path.splitdrive(pattern)
    parts = rest.replace(os.altsep or os.sep, os.sep).split(os.sep)  # noqa: PTH206 - as above, and a trailing slash
    start = drive
    if not parts[0]:
        start, parts = drive + os.sep, parts[1:]
    return sorted(set(_matching(start, parts)))


def _matching(place: str, parts: Sequence[str]) -> Iterator[Found]:
    if not parts:
        yield Found(place, oddity(place))
    elif parts[0] == _RECURSIVE:
        for listing in listings(place, hidden=False):
            yield from _matching(listing.place, parts[1:] or ["*"])
    elif has_magic(parts[0]):
        yield from _fitting(place, parts)
    else:
        yield from _literal(place, parts)


def _fitting(place: str, parts: Sequence[str]) -> Iterator[Found]:
    listing = listed(place)
    if listing.trouble is not None:
        if not isinstance(listing.trouble, _ABSENT):
            yield unlisted(place, listing.trouble)
        return
    found = (*(file.path for file in listing.files), *listing.folders)
    paths = {Path(path).name: path for path in found}
    for name in fitting(paths, parts[0]):
        if parts[0].startswith(".") or not name.startswith("."):
            yield from _matching(paths[name], parts[1:])


def _literal(place: str, parts: Sequence[str]) -> Iterator[Found]:
    path = os.path.join(place, parts[0])  # noqa: PTH118 - as above
    try:
        os.lstat(path)
    except _ABSENT:
        return
    except OSError as error:
        yield unlisted(place, error)
    else:
        yield from _matching(path, parts[1:])


class _Trail:
    """Where a walk has been, and what it will reach by itself."""

    def __init__(self, top: str, *, hidden: bool) -> None:
        self._hidden = hidden
        self._seen: set[tuple[int, int]] = set()
        self._roots = [Path(top).resolve()]
        self.leads_on(top)

    def leads_on(self, folder: str) -> bool:
        """Tell whether the walk goes on into a folder; it is then taken as seen."""
        if not self._hidden and Path(folder).name.startswith("."):
            return False
        try:
            known = Path(folder).stat()
            if Path(folder).is_symlink():
                end = Path(folder).resolve()
                if any(self._is_reached(end, root) for root in self._roots):
                    return False
                self._roots.append(end)
        except OSError:
            return True  # listing it will tell
        if (known.st_dev, known.st_ino) in self._seen:
            return False
        self._seen.add((known.st_dev, known.st_ino))
        return True

    def _is_reached(self, end: Path, root: Path) -> bool:
        if not end.is_relative_to(root):
            return False
        return self._hidden or not any(part.startswith(".") for part in end.relative_to(root).parts)
