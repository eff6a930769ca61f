"""Writing a report so that a reader never meets half of one."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex


def write(path: Path, chunks: Iterable[str] | Iterable[bytes]) -> None:
    """Write `chunks`, texts as UTF-8, to a temporary file beside `path`, then put it in place of `path`.

    An error on the way, from the disk or from `chunks`, leaves what was there before and no temporary file. OSError
    passes. What is there and is no regular file (`/dev/stdout`, a pipe) is written to directly. A new file gets the
    permissions that the process gives new files; a replaced one keeps its own.
    """
    if path.exists() and not path.is_file():
        _pour(path, chunks, "wb")
        return
    target = path.resolve()
    draft = target.with_name(f".{target.name[:40]}.{token_hex(8)}.part")
    try:
        _pour(draft, chunks, "xb")
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o777)
        draft.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


def _pour(path: Path, chunks: Iterable[str] | Iterable[bytes], mode: str) -> None:
    with path.open(mode) as file:
        file.writelines(chunk.encode() if isinstance(chunk, str) else chunk for chunk in chunks)
