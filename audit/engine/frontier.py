"""What a tour of a site has before it and behind it, in one SQLite file that survives whatever ends the process.

A page's result is written in the transaction that marks the page as done and adds where it leads, so a tour that was
ended at any moment goes on with no page lost and none audited twice. Without a file to keep, SQLite's own temporary
database keeps the memory of a long tour flat.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path

from msgspec import Struct

from cutline.config.schema import ConfigError
from cutline.engine.spool import decoded, encoded
from cutline.model.run import PageResult
from cutline.sources.targets import Target

FORM = 1
"""The form of the tables below; a file of another form is refused."""

_APPLICATION = 0x6375746C
"""Says in the file's header whose it is: "cutl" (SQLite, PRAGMA application_id)."""

_TABLES = """
CREATE TABLE page (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, address TEXT NOT NULL,
    problem TEXT NOT NULL, found_on TEXT NOT NULL, step INTEGER NOT NULL DEFAULT 0,
    result BLOB, links TEXT NOT NULL DEFAULT '[]', etag TEXT NOT NULL DEFAULT '', modified TEXT NOT NULL DEFAULT ''
);
CREATE TABLE known (
    key TEXT PRIMARY KEY, result BLOB NOT NULL, links TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


Keys = Callable[[Target], str]
"""Gives what tells a page from all others."""


class Step(IntEnum):
    """How far a page is: still to be visited, done, or dropped because it is another page's or nobody's."""

    WAITING = 0
    DONE = 1
    DROPPED = 2


class Stop(Struct, frozen=True):
    """A page of a tour. `found_on` names the page that leads to it, "" for where the tour begins."""

    number: int
    key: str
    name: str
    address: str
    problem: str
    found_on: str
    step: Step
    result: bytes | None

    @property
    def audited(self) -> PageResult:
        """The result of a page that is done."""
        return decoded(self.result or b"")


class Known(Struct, frozen=True):
    """What an earlier tour knows of a page: its result, its links, and what to ask the server with."""

    result: bytes
    links: tuple[str, ...]
    etag: str
    modified: str


class Frontier:
    """The pages of a tour, numbered in the order in which they were discovered; a context manager.

    `file` is kept; without one nothing is. `tour` is a digest of which tour this is: an unfinished one of another kind
    is refused. `judge` is one of what results depend on beside the pages: when it is another, nothing known is used.
    Raises ConfigError for a file that cannot be used, also when that shows only within the context.
    """

    def __init__(self, file: Path | None, tour: str, judge: str, limit: int | None = None) -> None:
        self.limit = limit
        self._file = file
        self._base = self._opened()
        try:
            self._prepare(tour, judge)
        except BaseException:
            self._base.close()
            raise

    def __enter__(self) -> "Frontier":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._base.close()
        if isinstance(error, sqlite3.Error):
            raise self._unusable(error) from error

    @property
    def kept(self) -> bool:
        """True when results are written to a file, to be read again."""
        return self._file is not None

    @property
    def begun(self) -> bool:
        """True once the pages that the tour begins with are all known."""
        return self.fact("begun") == "yes"

    @property
    def size(self) -> int:
        """The number of pages known so far."""
        (size,) = self._base.execute("SELECT coalesce(max(number), 0) FROM page").fetchone()
        return int(size)

    def fact(self, name: str) -> str:
        """Give something that was noted about the tour, "" when nothing was."""
        row = self._base.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def note(self, name: str, value: str) -> None:
        """Note something about the tour, within whatever transaction is open."""
        self._base.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of the body: all of it is kept, or nothing."""
        try:
            self._base.execute("BEGIN IMMEDIATE")
            yield
            self._base.execute("COMMIT")
        except BaseException as error:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise self._unusable(error) from error
            raise

    def begin(self, targets: Iterable[Target], key: "Keys") -> None:
        """Take in the pages that the tour begins with; all, or none."""
        with self.together():
            for target in targets:
                if not self.add(key(target), target):
                    break
            self.note("begun", "yes")

    def add(self, key: str, target: Target, found_on: str = "") -> bool:
        """Put a page at the end, unless it is known already. False when the tour is full."""
        if self.limit is not None and self.size >= self.limit:
            if self._base.execute("SELECT 1 FROM page WHERE key = ?", (key,)).fetchone() is None:
                self.note("more", "yes")
                return False
            return True
        self._base.execute(
            "INSERT OR IGNORE INTO page (key, name, address, problem, found_on) VALUES (?, ?, ?, ?, ?)",
            (key, target.name, target.address, target.problem, found_on),
        )
        return True

    def after(self, number: int) -> Stop | None:
        """Give the page after a number, None when there is none yet."""
        row = self._base.execute(
            "SELECT number, key, name, address, problem, found_on, step, result FROM page WHERE number > ? "
            "ORDER BY number LIMIT 1",
            (number,),
        ).fetchone()
        if row is None:
            return None
        number, key, name, address, problem, found_on, step, result = row
        return Stop(number, key, name, address, problem, found_on, Step(step), result)

    def drop(self, stop: Stop) -> None:
        """Mark a page as no page of its own, within the open transaction."""
        self._base.execute("UPDATE page SET step = ? WHERE number = ?", (Step.DROPPED, stop.number))

    def done(
        self, stop: Stop, result: PageResult, links: Iterable[str] = (), etag: str = "", modified: str = ""
    ) -> None:
        """Mark a page as done, with its result and what is to be known of it next time; in the open transaction."""
        kept = encoded(result) if self.kept else None
        self._base.execute(
            "UPDATE page SET step = ?, result = ?, links = ?, etag = ?, modified = ? WHERE number = ?",
            (Step.DONE, kept, json.dumps(tuple(links)) if self.kept else "[]", etag, modified, stop.number),
        )

    def known(self, key: str) -> Known | None:
        """Give what an earlier tour knows of a page."""
        row = self._base.execute("SELECT result, links, etag, modified FROM known WHERE key = ?", (key,)).fetchone()
        return Known(row[0], tuple(json.loads(row[1])), row[2], row[3]) if row else None

    def finish(self) -> None:
        """Note that the tour came to its end: the next one with this file is a new one, and remembers this one."""
        with self.together():
            self.note("finished", "yes")

    def _opened(self) -> sqlite3.Connection:
        try:
            # Transactions are begun by hand, where they are meant.
            base = sqlite3.connect(self._file or "", isolation_level=None, timeout=0.2)
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        return base

    def _prepare(self, tour: str, judge: str) -> None:
        # Nobody else may write to the file as long as this process lives; the lock goes with the process.
        self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
        with self.together():
            self._refuse_strangers()
            if not self._base.execute("PRAGMA user_version").fetchone()[0]:
                for statement in _TABLES.split(";"):
                    self._base.execute(statement)
                self._base.execute(f"PRAGMA user_version = {FORM}")
                self._base.execute(f"PRAGMA application_id = {_APPLICATION}")
            elif self.fact("finished"):
                self._turn_over(judge)
            elif self.begun and self.fact("tour") != tour:
                raise ConfigError(
                    f"--state {self._file}: an unfinished run with other addresses, options or configuration; "
                    "finish that one, delete the file, or use another"
                )
            self.note("tour", tour)
            self.note("judge", judge)

    def _refuse_strangers(self) -> None:
        (form,) = self._base.execute("PRAGMA user_version").fetchone()
        (owner,) = self._base.execute("PRAGMA application_id").fetchone()
        (tables,) = self._base.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if (form, owner) == (FORM, _APPLICATION) or (form, owner, tables) == (0, 0, 0):
            return
        if owner == _APPLICATION:
            raise ConfigError(f"--state {self._file}: written by another version of cutline; use another file")
        raise ConfigError(f"--state {self._file}: this is no state file of cutline; use another file")

    def _turn_over(self, judge: str) -> None:
        """Begin anew, and keep what the finished tour knows: results hold as long as what judges is the same."""
        self._base.execute("DELETE FROM known")
        if self.fact("judge") == judge:
            self._base.execute(
                "INSERT INTO known SELECT key, result, links, etag, modified FROM page "
                "WHERE step = ? AND result IS NOT NULL AND (etag != '' OR modified != '')",
                (Step.DONE,),
            )
        self._base.execute("DELETE FROM page")
        self._base.execute("DELETE FROM fact")

    def _unusable(self, error: sqlite3.Error) -> ConfigError:
        if "locked" in str(error):
            return ConfigError(f"--state {self._file}: another run is using this file")
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT:
            # Extended codes keep the primary one in their lowest byte (SQLite, "Result and Error Codes").
            return ConfigError(
                f"--state {self._file}: the file is damaged, and what it held is lost; delete it and start anew"
            )
        return ConfigError(f"--state {self._file}: cannot be used: {error}")
