"""The page on standard input."""

import sys


def read_stdin(limit: int) -> bytes:
    """Read at most `limit` bytes; b"" when there is no standard input."""
    if sys.stdin is None or sys.stdin.closed:
        return b""
    return sys.stdin.buffer.read(limit)
