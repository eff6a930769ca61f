"""Reading one target: within the size limit, and only when it can be a page."""

import errno
from pathlib import Path

from msgspec import Struct

from cutline.sources.stdin import read_stdin
from cutline.sources.targets import STDIN, Target


class NotAudited(Exception):  # noqa: N818 - it names an outcome, which is not always an error
    """A target could not be audited; the message is the reason, for the person who gave it."""


class Refused(NotAudited):
    """An address that is not fetched, whatever its server would say; whoever gave it can give another."""


class Reading(Struct, frozen=True):
    """What was read: the bytes, the encoding that a server states for them, and whether they are a gallery in JSON."""

    data: bytes
    charset: str | None = None
    gallery: bool = False


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

_PAGE_KINDS = frozenset({"text/html", "application/xhtml+xml"})
_NAMED_KINDS = {"application/pdf": "a PDF document"}

_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


def reading_of(target: Target, size_mib: float, seconds: float) -> Reading:
    """Read a target of either kind; an address is fetched within `seconds`. Raises NotAudited, as `read` does."""
    if target.address and not target.problem:
        try:
            from cutline.sources.http import reading_at
        except ModuleNotFoundError as error:
            raise NotAudited(web_is_missing(error)) from error
        return reading_at(target, size_mib, seconds)
    data = read(target, size_mib)
    return Reading(data, gallery=is_gallery(target, data))


def read(target: Target, size_mib: float) -> bytes:
    """Read a file of at most `size_mib` MiB. Raises NotAudited for what is missing, empty, larger or binary."""
    if target.problem:
        raise NotAudited(target.problem)
    limit = int(size_mib * 2**20)
    data = _bytes(target.path, limit + 1)
    if len(data) > limit:
        raise NotAudited(too_large(size_mib))
    if not data or data.isspace():
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


def web_is_missing(error: ModuleNotFoundError) -> str:
    """Say that what fetches addresses is not installed."""
    return f"a library that fetches addresses is missing ({error.name}); pip install 'cutline[web]'"


def too_large(size_mib: float) -> str:
    """Say that a page is larger than it may be."""
    return f"it is larger than {size_mib:g} MiB, the limit (page_size_mib)"


def other_kind(kind: str) -> str:
    """Say what a server calls something that is no page, by its Content-Type; "" for a page, or for no Content-Type."""
    kind = kind.partition(";")[0].strip().casefold()
    return (
        f"it is {_NAMED_KINDS.get(kind, f'of the kind {kind}')}, not a page" if kind and kind not in _PAGE_KINDS else ""
    )


def refuse_binary(data: bytes) -> None:
    """Raise NotAudited for what its first bytes show to be no text."""
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise NotAudited(f"it is {what}, not a page")
    head = data[:_HEAD]
    text = head.translate(None, _BINARY)
    if not data.startswith(_MARKS) and len(head) - len(text) > len(head) * _BINARY_SHARE:
        raise NotAudited("it is binary data, not a page")
