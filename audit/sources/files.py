"""Reading one target: within the size limit, and only when it can be a page."""

import codecs
import errno
import re
from pathlib import Path

import msgspec
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

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32-LE"),
    (codecs.BOM_UTF32_BE, "UTF-32-BE"),
    (codecs.BOM_UTF16_LE, "UTF-16-LE"),
    (codecs.BOM_UTF16_BE, "UTF-16-BE"),
    (codecs.BOM_UTF8, "UTF-8"),
)
"""Byte-order marks, and the encodings of which they tell; a longer mark before the one that it begins with."""

_TAG = re.compile(rb"<\x00?[A-Za-z]")
"""Where a tag opens (HTML Standard, 13.2.5.6), in every encoding that browsers read."""

_JSON = re.compile(r"(?:\{\s*(?:[\"}]|\Z)|\[\s*(?:[\[{\"\]]|\Z))", re.ASCII)
"""How an object or a list in JSON begins, and no template of a page."""

NO_TAG = "there is no tag in it, so it is no page"


def reading_of(target: Target, size_mib: float, seconds: float) -> Reading:
    """Read a target of either kind; an address is fetched within `seconds`. Raises NotAudited, as `read` does."""
    if target.address and not target.problem:
        try:
            from cutline.sources.http import reading_at
        except ModuleNotFoundError as error:
            raise NotAudited(web_is_missing(error)) from error
        return reading_at(target, size_mib, seconds)
    data = read(target, size_mib)
    return Reading(data, gallery=True) if is_named_gallery(target) else page_or_gallery(data)


def page_or_gallery(data: bytes, charset: str | None = None) -> Reading:
    """Take text for a gallery where it is JSON, whatever it was called, else for a page.

    Raises NotAudited for text without a tag, such as the message of a server that failed.
    """
    if is_json(data):
        return Reading(data, gallery=True)
    refuse_tagless(data)
    return Reading(data, charset)


def read(target: Target, size_mib: float) -> bytes:
    """Read a file of at most `size_mib` MiB. Raises NotAudited for what is missing, empty, larger or binary."""
    if target.problem:
        raise NotAudited(target.problem)
    limit = int(size_mib * 2**20)
    data = _bytes(target, limit + 1)
    if len(data) > limit:
        raise NotAudited(too_large(size_mib))
    if not data or data.isspace():
        raise NotAudited("the file is empty" if target.path != STDIN else "nothing came in on standard input")
    refuse_binary(data)
    return data


def is_named_gallery(target: Target) -> bool:
    """Tell whether the target is a gallery in JSON by its suffix, whatever is in it."""
    return target.path.lower().endswith(".json")


def is_json(data: bytes) -> bool:
    """Tell whether text is JSON: a value of any kind, or the beginning of an object or a list that was cut off."""
    mark, encoding = marked(data)
    text = (data[len(mark) :].decode(encoding, "replace") if mark else data.decode("latin-1")).lstrip()
    return not text.startswith("<") and (_JSON.match(text) is not None or _is_whole(text))


def marked(data: bytes) -> tuple[bytes, str]:
    """Give the byte-order mark with which text begins and the encoding it tells of; UTF-8 where there is none."""
    return next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "UTF-8"))


def has_tag(page: bytes | str) -> bool:
    """Tell whether anything in a page opens a tag."""
    return _TAG.search(page if isinstance(page, bytes) else page.encode("utf-8", "replace")) is not None


def refuse_tagless(data: bytes) -> None:
    """Raise NotAudited for text in which nothing opens a tag: no rule would find anything to blame in it."""
    if not has_tag(data):
        raise NotAudited(NO_TAG)


def _is_whole(text: str) -> bool:
    try:
        msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _bytes(target: Target, limit: int) -> bytes:
    if target.given is not None:
        return target.given
    if target.path == STDIN:
        return read_stdin(limit)
    try:
        with Path(target.path).open("rb") as file:
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
    if not marked(data)[0] and len(head) - len(text) > len(head) * _BINARY_SHARE:
        raise NotAudited("it is binary data, not a page")
