"""Page results of a run of any length, in memory that does not grow with it."""

from collections.abc import Iterator
from types import TracebackType
from typing import IO

import msgspec

from cutline.model.run import PageResult
from cutline.model.storable import storable_value

IN_MEMORY = 256
"""Results kept in memory; a longer run is written to a temporary file. A result takes some tens of kilobytes."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(PageResult).decode


class Spool:
    """Results in the order they were added; can be read more than once, and by several readers at a time.

    A context manager: leaving it deletes the temporary file, after which a long run can no longer be read.
    """

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._kept: list[PageResult] = []
        self._in_memory = in_memory
        self._file: IO[bytes] | None = None
        self._end = 0

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, result: PageResult) -> None:
        """Append one result. Raises OSError when the disk is full."""
        if len(self._kept) < self._in_memory:
            self._kept.append(result)
            return
        if self._file is None:
            from tempfile import TemporaryFile

            self._file = TemporaryFile(prefix="cutline-")  # noqa: SIM115 - the spool is the context
        self._file.seek(self._end)
        self._file.write(encoded(result) + b"\n")
        self._end = self._file.tell()

    def __iter__(self) -> Iterator[PageResult]:
        yield from self._kept
        place = 0
        while self._file is not None and place < self._end:
            # Another reader may have moved the file's one position since the last line.
            self._file.seek(place)
            line = self._file.readline()
            place += len(line)
            yield decoded(line)


def encoded(result: PageResult) -> bytes:
    """Write a result as one line of JSON."""
    try:
        return _encode(result)
    except UnicodeEncodeError:
        # JSON on disk is UTF-8, which has no place for half a surrogate pair.
        return _encode(storable_value(msgspec.to_builtins(result)))


def decoded(line: bytes) -> PageResult:
    """Read what `encoded` wrote. Raises msgspec.DecodeError."""
    return _decode(line)
