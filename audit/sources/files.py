"""Reading one target: within the size limit, and only when it can be a page."""

import errno
from pathlib import Path

from cutline.sources.stdin import read_stdin
from cutline.sources.targets import STDIN, Target


class NotAudited(Exception):  # noqa: N818 - it names an outcome, which is not always an error
    """A target could not be audited; the message is the reason, for the person who gave it."""


SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image or another RIFF file"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b\x08", "a gzip archive"),
)
"""First bytes of what is often found beside pages (MIME Sniffing Standard, section 6)."""

_HEAD = 1445
"""Bytes that browsers look at to tell text from binary (MIME Sniffing Standard, section 5.2)."""

_BINARY = bytes({*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)})
"""Bytes that are in no text (MIME Sniffing Standard, section 3)."""

_BINARY_SHARE = 0.1
"""A page with a stray control byte is still a page; in random bytes a share of 0.11 is binary."""

_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


def read(target: Target, size_mib: float) -> bytes:
    """Read a target of at most `size_mib` MiB. Raises NotAudited for what is missing, empty, larger or binary."""
    if target.problem:
        raise NotAudited(target.problem)
    limit = int(size_mib * 2**20)
    data = _bytes(target.path, limit + 1)
    if len(data) > limit:
        raise NotAudited(f"it is larger than {size_mib:g} MiB, the limit (page_size_mib)")
    if not data.strip():
        raise NotAudited("the file is empty" if target.path != STDIN else "nothing came in on standard input")
    refuse_binary(data)
    return data


def is_gallery(target: Target, data: bytes) -> bool:
    """Tell whether the target is a gallery in JSON: by its suffix, or by its first character on standard input."""
    if target.path == STDIN:
        return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))
    return target.path.lower().endswith(".json")


def _bytes(path: str, limit: int) -> bytes:
    if path == STDIN:
        return read_stdin(limit)
    try:
        with Path(path).open("rb") as file:
            return file.read(limit)
    except OSError as error:
        raise NotAudited(_why(error)) from error


def _why(error: OSError) -> str:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "there is no such file"
    return f"it cannot be read: {error.strerror or error}"


def refuse_binary(data: bytes) -> None:
    """Raise NotAudited for what cannot be a page, judged as browsers do by its first bytes."""
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise NotAudited(f"it is {what}, not a page")
    head = data[:_HEAD]
    text = head.translate(None, _BINARY)
    if not data.startswith(_MARKS) and len(head) - len(text) > len(head) * _BINARY_SHARE:
        raise NotAudited("it is binary data, not a page")
