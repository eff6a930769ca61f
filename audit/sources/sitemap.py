"""Sitemaps: the addresses that a site lists, in XML, in plain text, packed or not (sitemaps.org, protocol 0.9).

The parser is told to know no entities beyond XML's own five: a sitemap that declares one is refused before it unfolds.
"""

import zlib
from collections.abc import Iterator
from xml.parsers import expat

from msgspec import Struct

SIZE_MIB = 50
"""The largest sitemap, unpacked, that the protocol allows."""

_GZIP = b"\x1f\x8b"
_SEPARATOR = " "
_LONGEST = 2048
"""Letters of an address; the protocol's limit."""
_PIECE = 2**20
_DEEPEST = 100
"""Elements inside one another; the protocol has three, its extensions two more."""


_LOCATION_DEPTH = 3
"""Elements open at an address: the outermost, an entry and its `loc`."""


class SitemapError(ValueError):
    """What was given is no sitemap that can be read; the message says why."""


class Sitemap(Struct, frozen=True):
    """The addresses in a sitemap, as written and in order: of pages, or of other sitemaps when it is an `index`."""

    locations: tuple[str, ...]
    index: bool = False


def sitemap_in(data: bytes) -> Sitemap:
    """Read a sitemap. Raises SitemapError.

    Pictures and news of the extensions are not pages: only the `loc` in the vocabulary of the outermost element counts.
    """
    data = _unpacked(data)
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text:
        raise SitemapError("it is empty")
    if text.startswith((b"http://", b"https://")):
        lines = text.decode("utf-8", "replace").splitlines()
        return Sitemap(tuple(line.strip() for line in lines if line.strip()))
    return _Reader().read(data)


class _Reader:
    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._entity
        self._open: list[str] = []
        self._said: list[str] = []
        self._length = 0
        self._found: list[str] = []
        self._root = ""

    def read(self, data: bytes) -> Sitemap:
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            raise SitemapError(f"its XML is broken: {error}") from error
        except (LookupError, ValueError) as error:
            if isinstance(error, SitemapError):
                raise
            raise SitemapError(f"its XML cannot be read: {error}") from error
        return Sitemap(tuple(self._found), self._local == "sitemapindex")

    @property
    def _local(self) -> str:
        return self._root.rpartition(_SEPARATOR)[2]

    def _start(self, name: str, _: dict[str, str]) -> None:
        if not self._open:
            self._root = name
            if self._local not in ("urlset", "sitemapindex"):
                raise SitemapError(f"it is no sitemap: its outermost element is <{self._local[:60]}>")
        if len(self._open) == _DEEPEST:
            raise SitemapError(f"it nests more than {_DEEPEST} elements, and a sitemap needs a handful")
        self._open.append(name)
        self._said.clear()
        self._length = 0

    def _end(self, _: str) -> None:
        if self._is_location and (said := "".join(self._said).strip()):
            self._found.append(said)
        self._open.pop()
        self._said.clear()

    def _text(self, text: str) -> None:
        if self._is_location and self._length <= _LONGEST:
            self._length += len(text)
            self._said.append(text[: _LONGEST + 1])

    @property
    def _is_location(self) -> bool:
        if len(self._open) != _LOCATION_DEPTH:
            return False
        vocabulary, separator, _ = self._root.rpartition(_SEPARATOR)
        entry = "sitemap" if self._local == "sitemapindex" else "url"
        return self._open[1:] == [f"{vocabulary}{separator}{entry}", f"{vocabulary}{separator}loc"]

    def _entity(self, *_: object) -> None:
        raise SitemapError("it declares entities, which no sitemap needs")


def _unpacked(data: bytes) -> bytes:
    """Unpack gzip, wherever it comes from: servers deliver .gz files with and without saying so."""
    if not data.startswith(_GZIP):
        return data
    unpacked = bytearray()
    try:
        for piece in _pieces(data):
            unpacked += piece
            if len(unpacked) > SIZE_MIB * 2**20:
                raise SitemapError(f"it is larger than {SIZE_MIB} MiB when unpacked")
    except zlib.error as error:
        raise SitemapError("it is packed, and the packing is damaged") from error
    return bytes(unpacked)


def _pieces(data: bytes) -> Iterator[bytes]:
    while data.startswith(_GZIP):
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        while data and not unpacker.eof:
            yield unpacker.decompress(data, _PIECE)
            data = unpacker.unconsumed_tail or unpacker.unused_data
        if not unpacker.eof:
            raise zlib.error("it ends early")
