"""What a user asks for: files, folders, patterns, a gallery in JSON, or a page on standard input."""

import os
import re
from collections.abc import Iterable, Iterator
from glob import has_magic
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from cutline.sources.walking import listings, matching, unlisted
from cutline.text.patterns import pattern

SUFFIXES = (".html", ".htm", ".xhtml")
"""Files that are pages when a folder is given; a file named by itself is read whatever its suffix."""

STDIN = "-"


_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]*):/{1,2}", re.ASCII)
_ORIGIN = pattern(r"https?://[^/?#\\]*", re.IGNORECASE)
_SECRET = pattern(r"(?<=//)[^/?#]*@")


class Fetching(Struct, frozen=True, kw_only=True):
    """How addresses are fetched.

    `allow_hosts` are patterns of hosts, private or not, outside which nothing is reached; without any, every public
    address is. `typed` holds the addresses that the user wrote: where they name this very machine, it is reached.
    Whoever passes on the addresses of strangers leaves it empty. `robots`: ask a site's robots.txt before its pages.
    `delay` and `backoff` are seconds: between two requests to a host, and before the first of a page's retries.
    """

    allow_hosts: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    user_agent: str = ""
    robots: bool = False
    delay: float = 0.5
    backoff: float = 0.5


class Target(Struct, frozen=True):
    """One thing to audit. `name` is what reports call it: the words of the command line, whatever the system calls it.

    A `problem` says why there is nothing to read. An `address` is on the web; it is fetched as `fetching` says.
    `given` is what was read already: standard input can be read once.
    """

    name: str
    path: str = ""
    problem: str = ""
    address: str = ""
    fetching: Fetching = Fetching()
    given: bytes | None = None


def expand(
    given: Iterable[str],
    fetching: Fetching = Fetching(),  # noqa: B008 - it is frozen
    without: frozenset[Path] = frozenset(),
) -> Iterator[Target]:
    """Turn the words of a command line into targets, in order; within a folder or pattern, by name.

    A word that leads nowhere becomes a target with a problem, so that it is reported and nothing is skipped in silence.
    Addresses are fetched as `fetching` says, and count as typed. The files of `without`, real paths, are left out where
    a folder or a pattern leads to them.
    """
    words = tuple(given)
    origins = dict.fromkeys(found[0] for word in words if is_address(word) and (found := _ORIGIN.match(word)))
    fetching = replace(fetching, typed=(*fetching.typed, *origins))
    for word in words:
        pages = _expand(word, fetching)
        yield from _left(pages, without) if without and not Path(word).is_file() else pages


def _left(found: Iterator[Target], without: frozenset[Path]) -> Iterator[Target]:
    return (target for target in found if Path(target.path).resolve() not in without)


def is_address(word: str) -> bool:
    """Tell whether a word is an address on the web, not a file."""
    return word.lower().startswith(("http://", "https://"))


def without_secret(address: str) -> str:
    """Take the user name and password out of an address, where it has them; they shall stand in no report."""
    return _SECRET.sub("…@", address, count=1)


def named(path: str, *, problem: str = "") -> Target:
    """Make the target of a path. A file name that is not UTF-8 is shown with its odd bytes written out."""
    return Target(path.encode("utf-8", "backslashreplace").decode(), path, problem=problem)


def _expand(word: str, fetching: Fetching) -> Iterator[Target]:
    if word == STDIN:
        yield Target(STDIN, STDIN)
    elif not word.strip():
        # Path("") is the working directory; an unset shell variable does not mean that.
        yield named(word, problem="the name is empty")
    elif "\0" in word:
        yield named(word, problem="no file can have this name")
    elif is_address(word):
        yield addressed(word, fetching)
    elif _is_folder(word):
        yield from _folder(word)
    elif ":/" in word and (scheme := _SCHEME.match(word)) and not os.path.lexists(word):
        yield Target(without_secret(word), problem=_other_scheme(scheme[1].lower()))
    elif has_magic(word) and not os.path.lexists(word):
        yield from _pattern(word)
    else:
        yield named(word)


def addressed(address: str, fetching: Fetching, name: str = "") -> Target:
    """Make the target of an address, called `name` or else as the address is written."""
    shown = without_secret(name or address)
    if without_secret(address) != address:
        return Target(shown, problem="an address with a user name or password in it is not fetched: leave them out")
    return Target(shown, address=address, fetching=fetching)


def _other_scheme(scheme: str) -> str:
    if scheme == "file":
        return "a file: address is not read; give the file itself"
    return f"an address that begins with {scheme}: is not read; only http: and https: are"


def _pattern(word: str) -> Iterator[Target]:
    found = matching(word)
    if all("**" in word and not match.problem and _is_folder(match.path) for match in found):
        yield named(word, problem="no file matches this pattern")
    for match in found:
        if match.problem or not _is_folder(match.path):
            yield named(match.path, problem=match.problem)
        elif "**" not in word:
            yield from _folder(match.path)


def _folder(folder: str) -> Iterator[Target]:
    empty = True
    for target in _pages_below(folder):
        empty = False
        yield target
    if empty:
        yield named(folder, problem=f"there is no page ({', '.join(SUFFIXES)}) in this folder")


def _pages_below(folder: str) -> Iterator[Target]:
    for listing in listings(folder):
        if listing.trouble is not None:
            trouble = unlisted(listing.place, listing.trouble)
            yield named(trouble.path, problem=trouble.problem)
        for file in listing.files:
            if file.path.lower().endswith(SUFFIXES):
                yield named(file.path, problem=file.problem)


def is_gone(page: str, words: Iterable[str]) -> bool:
    """Tell whether a page, as reports call it, lay in a folder among the words of a command line and is gone now."""
    if not page.lower().endswith(SUFFIXES):
        return False
    folders = (word for word in words if word.strip() and not is_address(word) and _is_folder(word))
    return any(page.startswith(os.path.join(folder, "")) for folder in folders) and _is_absent(page)  # noqa: PTH118


def _is_absent(path: str) -> bool:
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False
