"""What a page asks for while it is shown: itself and its neighbours from memory, and no other page in its place."""

import asyncio
import base64
import mimetypes
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from cutline.page.document import Document
from cutline.page.shown import ORIGIN as MARK
from cutline.page.shown import marked
from cutline.sources.files import NO_TAG, SIGNATURES, has_tag, other_kind, too_large
from cutline.sources.statuses import WHOLE

ORIGIN = "http://page.cutline.invalid"
"""Where pages from memory seem to live. The name can never be registered (RFC 6761), and no request leaves for it."""

_MARK = re.compile(rf' {MARK}="(\d+)"')
_PICTURES = {".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".ico"}
_NEIGHBOURS = _PICTURES | {".css", ".js", ".mjs", ".json", ".woff", ".woff2", ".ttf", ".otf", ".mp4", ".webm", ".mp3"}
"""Suffixes of the files beside a page that it may use; nothing else in its folder is any business of its scripts."""
_SAVED = ".download"
"""What Chrome puts behind the names of scripts and some other files when it saves a page."""
_FRAMES = {".html", ".htm", ".xhtml"}
_NEIGHBOUR_LIMIT = 32 * 2**20
_POLICY = "content-security-policy"
_BROKEN_OFF = "its server broke the answer off before its end"
_NO_SCRIPTS = "its server lets no script run in it (Content-Security-Policy: sandbox), so nothing can be measured"
_SINGLE = frozenset({"content-encoding", "content-length", "content-type", "transfer-encoding"})


class Traffic:
    """The requests of one page.

    `source` is the page as it came, decoded. `problem` says why it is no page to audit. `refresh` is the header
    of that name. `left` is where the page tried to go once it had been shown, `led` where a page from memory leads by
    itself and was not let. `missing` holds the addresses of neighbours that are not on the disk. `last_mark` is the
    number of the last element that was marked.
    """

    def __init__(self, session: Any, frame: str, size_mib: float) -> None:
        self._session = session
        self._frame = frame
        self._size_mib = size_mib
        self._document: Document | None = None
        self._folder: Path | None = None
        self._own_files = ""
        self._tasks: set[asyncio.Task[None]] = set()
        self.source: str | None = None
        self.problem = ""
        self.refresh = ""
        self.left = ""
        self.led = ""
        self.last_mark = -1
        self.departed = asyncio.Event()
        self.missing: set[str] = set()
        session.on("Fetch.requestPaused", self._paused)

    async def serve(self, data: bytes, name: str, folder: Path | None) -> str:
        """Be ready to answer with a page from memory, and with the files in `folder`. Gives the page's address."""
        self._document, self._folder = Document.parse(data), folder
        self._own_files = f"{Path(unquote(name)).stem}_files/"
        await self._watch([{"urlPattern": f"{ORIGIN}/*"}, {"resourceType": "Document", "requestStage": "Request"}])
        return f"{ORIGIN}/{name}"

    async def fetch(self) -> None:
        """Be ready to take a page from the network."""
        stages = ("Request", "Response")
        await self._watch([{"resourceType": "Document", "requestStage": stage} for stage in stages])

    @property
    def is_saved(self) -> bool:
        """Tell whether the page comes from memory; then what it leads to is no page that anybody asked for."""
        return self._document is not None

    def stay(self) -> None:
        """Take it that the page leads where it just tried to go, whatever a reader does from now on."""
        self.led, self.left = self.left or self.led, ""

    async def _watch(self, patterns: list[dict[str, str]]) -> None:
        await self._session.send("Fetch.enable", {"patterns": patterns})

    def _paused(self, event: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self._answer(event))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, event: dict[str, Any]) -> None:
        from playwright.async_api import Error

        # A page that went away in the meantime wants no answer.
        with suppress(Error):
            await self._decide(event)

    async def _decide(self, event: dict[str, Any]) -> None:
        is_page = event["frameId"] == self._frame and event["resourceType"] == "Document"
        responded = "responseStatusCode" in event or "responseErrorReason" in event
        address = event["request"]["url"]
        if is_page and self.source is not None and not responded:
            self.left = "" if address == self.led else address
            self.departed.set()
            await self._refuse(event)
        elif is_page and self._document is not None:
            await self._give(event, self._document, [])
        elif is_page and responded:
            await self._take(event)
        elif address.startswith(f"{ORIGIN}/"):
            await self._neighbour(event, address)
        else:
            await self._session.send("Fetch.continueRequest", {"requestId": event["requestId"]})

    async def _take(self, event: dict[str, Any]) -> None:
        status = event.get("responseStatusCode", 0)
        if "responseErrorReason" in event or 300 <= status < 400:
            await self._session.send("Fetch.continueRequest", {"requestId": event["requestId"]})
            return
        headers = event.get("responseHeaders", [])
        self.problem = self._refusal(status, headers)
        if self.problem:
            await self._refuse(event)
            return
        body = await self._body(event)
        self.problem = _BROKEN_OFF if body is None or _is_cut(body, headers) else self._objection(body)
        if self.problem or body is None:
            await self._refuse(event)
            return
        self.refresh = _header(headers, "refresh")
        charset = _header(headers, "content-type").partition("charset=")[2].partition(";")[0].strip("\"' ")
        kept = [header for header in headers if header["name"].casefold() not in _SINGLE]
        await self._give(event, Document.parse(_decoded(body, charset)), kept)

    async def _body(self, event: dict[str, Any]) -> bytes | None:
        """Fetch the answer to its end; None when the browser never got there."""
        from playwright.async_api import Error

        try:
            answer = await self._session.send("Fetch.getResponseBody", {"requestId": event["requestId"]})
        except Error:
            return None
        return base64.b64decode(answer["body"]) if answer["base64Encoded"] else answer["body"].encode()

    def _refusal(self, status: int, headers: list[dict[str, str]]) -> str:
        if status not in WHOLE:
            return f"its server answers {status}"
        if any(_forbids_scripts(header["value"]) for header in headers if header["name"].casefold() == _POLICY):
            return _NO_SCRIPTS
        kind, length = (_header(headers, name) for name in ("content-type", "content-length"))
        return other_kind(kind) or (self._too_large(int(length)) if length.isdecimal() else "")

    def _objection(self, body: bytes) -> str:
        if not body.strip():
            return "its server sends an empty page"
        what = next((what for signature, what in SIGNATURES if body.startswith(signature)), "")
        if what:
            return f"it is {what}, not a page"
        return self._too_large(len(body)) or ("" if has_tag(body) else NO_TAG)

    def _too_large(self, size: int) -> str:
        return too_large(self._size_mib) if size > self._size_mib * 2**20 else ""

    async def _give(self, event: dict[str, Any], document: Document, headers: list[dict[str, str]]) -> None:
        self.source = document.original
        kind = {"name": "Content-Type", "value": "text/html; charset=utf-8"}
        body = marked(document)
        self.last_mark = max(map(int, _MARK.findall(body)), default=-1)
        await self._fulfil(event, 200, body.encode("utf-8", "replace"), [*headers, kind])

    async def _neighbour(self, event: dict[str, Any], address: str) -> None:
        path = unquote(urlsplit(address).path).lstrip("/")
        is_frame = event["resourceType"] == "Document" and path.startswith(self._own_files)
        found = self._frame_page(path) if is_frame else neighbour(self._folder, path)
        if found is None:
            self.missing.add(address)
            await self._fulfil(event, 404, b"", [])
            return
        kind = mimetypes.guess_type(path.removesuffix(_SAVED))[0] or "application/octet-stream"
        await self._fulfil(event, 200, found, [{"name": "Content-Type", "value": kind}])

    def _frame_page(self, path: str) -> bytes | None:
        """Read a frame that was saved with the page, in the folder of its own that browsers make for it."""
        folder = self._folder and self._folder / self._own_files
        return neighbour(folder, path.removeprefix(self._own_files), _FRAMES)

    async def _fulfil(self, event: dict[str, Any], status: int, body: bytes, headers: list[dict[str, str]]) -> None:
        answer = {"requestId": event["requestId"], "responseCode": status, "responseHeaders": headers}
        await self._session.send("Fetch.fulfillRequest", {**answer, "body": base64.b64encode(body).decode()})

    async def _refuse(self, event: dict[str, Any]) -> None:
        await self._session.send("Fetch.failRequest", {"requestId": event["requestId"], "errorReason": "Aborted"})


def neighbour(folder: Path | None, path: str, kinds: Collection[str] = _NEIGHBOURS) -> bytes | None:
    """Read a file that a page in `folder` asks for; None for what is elsewhere, of another kind, or not there."""
    if folder is None or "\0" in path:
        return None
    try:
        home = folder.resolve()
        file = (home / path).resolve()
        kind = Path(file.name.removesuffix(_SAVED)).suffix.lower()
        if not file.is_relative_to(home) or kind not in kinds or not file.is_file():
            return None
        return file.read_bytes() if file.stat().st_size <= _NEIGHBOUR_LIMIT else None
    except (OSError, RuntimeError, ValueError):
        return None


def _header(headers: list[dict[str, str]], name: str) -> str:
    return next((header["value"] for header in headers if header["name"].casefold() == name), "")


def _is_cut(body: bytes, headers: list[dict[str, str]]) -> bool:
    """Tell whether fewer bytes came than were announced; those of a packed answer were counted before unpacking."""
    length = _header(headers, "content-length")
    is_packed = _header(headers, "content-encoding").strip().casefold() not in ("", "identity")
    return length.isdecimal() and not is_packed and len(body) < int(length)


def _forbids_scripts(policy: str) -> bool:
    """Tell whether a policy puts the page in a sandbox without scripts (CSP level 3, section 6.3.2)."""
    directives = [directive.split() for part in policy.split(",") for directive in part.casefold().split(";")]
    return any(words and words[0] == "sandbox" and "allow-scripts" not in words for words in directives)


def _decoded(body: bytes, charset: str) -> bytes | str:
    """Decode by the server's word, which browsers believe before the page's own; a byte-order mark comes first."""
    if not charset or body.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return body
    # The Encoding Standard gives this name, and ASCII's, to windows-1252.
    windows = charset.casefold() in {"iso-8859-1", "latin1", "us-ascii", "ascii"}
    try:
        return body.decode("windows-1252" if windows else charset, "replace")
    except LookupError:
        return body
