"""Pages from the web, as a reader without scripts gets them: within a size, a time and the user's reach."""

import re
import threading
from collections.abc import Callable
from contextlib import suppress
from email.message import Message
from email.utils import parsedate_to_datetime
from enum import Enum
from functools import lru_cache
from http import HTTPStatus
from importlib.metadata import version
from ssl import SSLCertVerificationError, SSLError
from time import monotonic, time
from typing import NoReturn, TypeVar

import httpcore2
import httpx2
from msgspec import Struct

from cutline.sources.files import NotAudited, Reading, Refused, other_kind, page_or_gallery, refuse_binary, too_large
from cutline.sources.reach import UNKNOWN_NAME, Reach, Unreachable
from cutline.sources.robots import SIZE_MIB as ROBOTS_MIB
from cutline.sources.robots import Robots
from cutline.sources.statuses import WHOLE
from cutline.sources.targets import Fetching, Target, without_secret
from cutline.sources.transport import Clock, Transport
from cutline.sources.turns import Turns

AGENT = f"cutline/{version('cutline')}"
REDIRECTS = 20
"""As many as browsers follow (Fetch Standard, HTTP-redirect fetch)."""

TRIES = 3
AGAIN = frozenset({408, 429, 502, 503, 504})
"""Answers that may be another one soon. 500 is not among them: a page that fails mostly fails again."""

_PERCENT = re.compile("%([0-9A-Fa-f]{2})")
_CHUNK = 65536
_GALLERY = "application/json"
_KINDS = f"text/html, application/xhtml+xml;q=0.9, {_GALLERY};q=0.5, */*;q=0.1"
_SHOWN = 200


Answer = TypeVar("Answer")


class Validators(Struct, frozen=True):
    """What a server wants to be asked with, to answer that nothing changed: its ETag and Last-Modified, as sent."""

    etag: str = ""
    modified: str = ""


class Fetched(Struct, frozen=True):
    """An answer: its body, unpacked, and where it came from in the end. `unchanged` ones have no body."""

    address: str
    data: bytes
    kind: str = ""
    charset: str | None = None
    validators: Validators = Validators()
    unchanged: bool = False


class Wanted(Enum):
    """What an address is fetched for, by which its kind and its end are judged."""

    PAGE = "page"
    SITEMAP = "sitemap"
    ROBOTS = "robots"


class Departed(Exception):  # noqa: N818 - it names what happened
    """A page leads to another host than those it was to stay on."""


class Unwelcome(NotAudited):
    """A site's robots.txt asks programs not to fetch an address."""


class _Later(Exception):  # noqa: N818 - it names what is to be done
    """What failed may work later; after `seconds`, if the server says so."""

    def __init__(self, reason: str, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.seconds = seconds


class _Moved(Exception):  # noqa: N818 - it names what happened
    """The answer is a redirect."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


def reading_at(target: Target, size_mib: float, seconds: float) -> Reading:
    """Fetch the page of a target. Raises NotAudited with the reason."""
    return page_of(fetcher_of(target.fetching).fetch(target.address, size_mib, seconds))


def page_of(fetched: Fetched) -> Reading:
    """Take an answer for a page, or for a gallery in JSON. Raises NotAudited for what is neither."""
    if not fetched.data.strip():
        raise NotAudited("its server sends an empty page")
    if fetched.kind == _GALLERY:
        return Reading(fetched.data, gallery=True)
    if problem := other_kind(fetched.kind):
        raise NotAudited(problem)
    if not (fetched.charset or "").casefold().startswith("utf-16"):
        refuse_binary(fetched.data)
    return page_or_gallery(fetched.data, fetched.charset)


def fetcher_of(fetching: Fetching) -> "Fetcher":
    """Give this process's fetcher for these wishes: politeness and open connections are shared by all its pages."""
    # The cache alone lets two threads that come first make one each.
    with _making:
        return _fetcher_of(fetching)


def forget_fetchers() -> None:
    """Close the connections that are kept for further pages."""
    _fetcher_of.cache_clear()


@lru_cache(maxsize=8)
def _fetcher_of(fetching: Fetching) -> "Fetcher":
    return Fetcher(fetching)


_making = threading.Lock()


class Fetcher:
    """Fetches addresses, politely and safely; for any number of threads."""

    def __init__(self, fetching: Fetching) -> None:
        reach = Reach(fetching.allow_hosts)
        for address in fetching.typed:
            with suppress(NotAudited):
                reach.add(str(_url(address)))
        self._fetching = fetching
        self._agent = fetching.user_agent or AGENT
        self._clock = Clock()
        self._transport = Transport(reach, self._clock)
        self._turns = Turns()
        self._robots: dict[str, Robots | NotAudited] = {}
        self._asking: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def fetch(
        self,
        address: str,
        size_mib: float,
        seconds: float,
        *,
        known: Validators | None = None,
        may_stay: Callable[[str], bool] | None = None,
        wanted: Wanted = Wanted.PAGE,
    ) -> Fetched:
        """Fetch an address. Raises NotAudited with the reason.

        `seconds` are for the network; waiting for the host's turn is not counted, and no server is waited for longer.
        With `known` validators the answer may be that nothing changed. Raises Departed when the address redirects to
        one that `may_stay` denies.
        """
        visit = _Visit(size_mib, seconds, known, may_stay, wanted)
        url = _url(address)
        return self._tried(url.host, seconds, lambda: self._followed(url, visit))

    def _tried(self, host: str, seconds: float, ask: Callable[[], Answer]) -> Answer:
        """Ask again for what may work later; with growing pauses, or after the time that the server names."""
        for number in range(TRIES):
            try:
                return ask()
            except _Later as later:
                wait = self._fetching.backoff * 2**number if later.seconds is None else later.seconds
                if number == TRIES - 1:
                    raise NotAudited(str(later)) from later
                if wait > seconds:
                    raise NotAudited(f"{later} and asks to come back in {wait:.0f} seconds") from later
                self._turns.postpone(host, wait)
        raise AssertionError("the last try either gives an answer or raises")

    def _followed(self, url: httpx2.URL, visit: "_Visit") -> Fetched:
        # Cookies live as long as the page is asked for: some sites send who comes without one round in circles.
        with self._client() as client:
            for _ in range(REDIRECTS + 1):
                pause = max(self._fetching.delay, self._permission(client, url, visit))
                try:
                    return self._asked(client, url, visit, pause)
                except _Moved as moved:
                    url = _next(url, moved.location)
                    if visit.may_stay is not None and not visit.may_stay(str(url)):
                        raise Departed(str(url)) from None
        raise NotAudited("it redirects without end")

    def _client(self) -> httpx2.Client:
        headers = {"User-Agent": self._agent, "Accept": _KINDS}
        return httpx2.Client(transport=_Shared(self._transport), headers=headers, trust_env=False, timeout=None)

    def _permission(self, client: httpx2.Client, url: httpx2.URL, visit: "_Visit") -> float:
        """Give the pause that the site asks for. Raises NotAudited when its robots.txt keeps us out."""
        if not self._fetching.robots:
            return 0.0
        origin = str(url.copy_with(raw_path=b"/robots.txt", fragment=None))
        with self._lock:
            asking = self._asking.setdefault(origin, threading.Lock())
        with asking:
            if origin not in self._robots:
                self._robots[origin] = self._rules(client, _url(origin), visit.seconds)
        rules = self._robots[origin]
        if isinstance(rules, NotAudited):
            raise NotAudited(str(rules))
        if not rules.allows(str(url)):
            raise Unwelcome("the site's robots.txt asks programs to leave it alone")
        return rules.delay

    def _rules(self, client: httpx2.Client, url: httpx2.URL, seconds: float) -> "Robots | NotAudited":
        visit = _Visit(ROBOTS_MIB, seconds, wanted=Wanted.ROBOTS)
        try:
            return self._tried(url.host, seconds, lambda: self._robots_at(client, url, visit))
        except NotAudited as refusal:
            # RFC 9309, section 2.3.1.4: a site whose rules cannot be had is to be taken for closed.
            return NotAudited(f"the site's robots.txt cannot be had, so nothing is fetched: {refusal}")

    def _robots_at(self, client: httpx2.Client, url: httpx2.URL, visit: "_Visit") -> Robots:
        for _ in range(REDIRECTS + 1):
            try:
                found = self._asked(client, url, visit, self._fetching.delay)
            except _Moved as moved:
                url = _next(url, moved.location)
            else:
                return Robots(found.data, self._agent)
        # RFC 9309, section 2.3.1.2: what is behind too many redirects may be taken for absent.
        return Robots(b"", self._agent)

    def _asked(self, client: httpx2.Client, url: httpx2.URL, visit: "_Visit", pause: float) -> Fetched:
        with self._turns.turn(url.host, pause):
            begun = monotonic()
            self._clock.end = begun + visit.left
            try:
                with client.stream("GET", url, headers=visit.headers()) as response:
                    return visit.taken(response)
            except Unreachable as error:
                kind = NotAudited if str(error) == UNKNOWN_NAME else Refused
                raise kind(f"its server {url.host} is not reached: {error}") from error
            except (httpcore2.TimeoutException, httpx2.TimeoutException) as error:
                raise NotAudited(visit.overdue) from error
            except httpx2.DecodingError as error:
                raise NotAudited("it comes packed, and the packing is damaged") from error
            except (httpcore2.NetworkError, httpcore2.ProtocolError, httpx2.TransportError) as error:
                _explain(url.host, error)
            finally:
                visit.left -= monotonic() - begun


class _Visit:
    """One page being fetched: its limits, and what is left of them."""

    def __init__(
        self,
        size_mib: float,
        seconds: float,
        known: Validators | None = None,
        may_stay: Callable[[str], bool] | None = None,
        wanted: Wanted = Wanted.PAGE,
    ) -> None:
        self.size_mib = size_mib
        self.seconds = seconds
        self.left = seconds
        self.may_stay = may_stay
        self._known = known or Validators()
        self._wanted = wanted

    @property
    def overdue(self) -> str:
        return f"it took longer than {self.seconds:g} seconds (page_seconds)"

    @property
    def _too_large(self) -> str:
        if self._wanted is Wanted.PAGE:
            return too_large(self.size_mib)
        return f"it is larger than {self.size_mib:g} MiB"

    def headers(self) -> dict[str, str]:
        """Give the headers that ask whether anything changed."""
        asked = {"If-None-Match": self._known.etag, "If-Modified-Since": self._known.modified}
        return {name: value for name, value in asked.items() if value}

    def taken(self, response: httpx2.Response) -> Fetched:
        """Read an answer. Raises _Moved, _Later and NotAudited for what is no page."""
        status = response.status_code
        if status == HTTPStatus.NOT_MODIFIED and self.headers():
            return Fetched(str(response.url), b"", validators=self._known, unchanged=True)
        if 300 <= status < 400 and response.headers.get("Location"):
            raise _Moved(response.headers["Location"])
        if status in AGAIN:
            raise _Later(f"its server answers {status}", _retry_after(response.headers.get("Retry-After", "")))
        if self._wanted is Wanted.ROBOTS and 400 <= status < 500:
            # RFC 9309, section 2.3.1.3: no rules, no restrictions.
            return Fetched(str(response.url), b"")
        if status not in WHOLE:
            raise NotAudited(f"its server answers {status}")
        kind, charset = _content_type(response.headers.get("Content-Type", ""))
        if self._wanted is Wanted.PAGE and kind != _GALLERY and (problem := other_kind(kind)):
            raise NotAudited(problem)
        headers = response.headers
        validators = Validators(headers.get("ETag", ""), headers.get("Last-Modified", ""))
        return Fetched(str(response.url), self._body(response), kind, charset, validators)

    def _body(self, response: httpx2.Response) -> bytes:
        """Read a body and unpack it piece by piece; no more than a piece above the limit is ever in memory."""
        limit = int(self.size_mib * 2**20)
        _refuse_packing(response)
        length = response.headers.get("Content-Length", "")
        whole = self._wanted is not Wanted.ROBOTS
        if whole and length.isdecimal() and int(length) > limit:
            raise NotAudited(self._too_large)
        body = bytearray()
        end = monotonic() + self.left
        for piece in response.iter_bytes(_CHUNK):
            body += piece
            if monotonic() > end:
                # The clock is asked when the network is; a packing that unfolds for ever asks it for nothing.
                raise NotAudited(self.overdue)
            if len(body) > limit:
                if not whole:
                    break
                raise NotAudited(self._too_large)
        return bytes(body[:limit])


class _Shared(httpx2.BaseTransport):
    """A transport that outlives the client that uses it."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        return self._transport.handle_request(request)


def _url(address: str) -> httpx2.URL:
    """Read an address, fragment dropped. Raises Refused for what cannot be fetched."""
    try:
        url = httpx2.URL(address.strip())
    except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
        raise Refused(f"its address cannot be understood: {error}") from error
    if url.scheme not in ("http", "https"):
        raise Refused(f"an address that begins with {url.scheme}: is not fetched; only http: and https: are")
    if url.userinfo:
        raise Refused("an address with a user name or password in it is not fetched: leave them out")
    if not url.host or not 0 < (url.port or 1) < 65536:
        raise Refused("its address names no server that can be asked")
    return url.copy_with(fragment=None)


def canonical(address: str, base: str = "") -> str:
    """Spell an address so that it is told from others only by what a server sees: absolute, without a fragment.

    Raises NotAudited for what cannot be fetched.
    """
    try:
        whole = httpx2.URL(base).join(address.strip()) if base else httpx2.URL(address.strip())
    except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
        raise NotAudited(f"its address cannot be understood: {error}") from error
    url = _url(str(whole))
    path = _PERCENT.sub(_plain, url.raw_path.decode("ascii"))
    return str(url.copy_with(raw_path=path.encode("ascii")))


def host_of(address: str) -> str:
    """Give the host of a canonical address, with its port where it is not the usual one."""
    return httpx2.URL(address).netloc.decode("ascii")


def server_of(address: str) -> str:
    """Give the host of a canonical address, as --allow-host names it: without a port."""
    return httpx2.URL(address).host


def _plain(found: re.Match[str]) -> str:
    """Spell a percent-encoded letter as RFC 3986, section 6.2.2, wants it: plainly where it needs no encoding."""
    letter = chr(int(found[1], 16))
    return letter if letter.isascii() and (letter.isalnum() or letter in "-._~") else found[0].upper()


def _next(url: httpx2.URL, location: str) -> httpx2.URL:
    try:
        return _url(str(url.join(location)))
    except Refused as refusal:
        raise Refused(f"it redirects to where nothing is fetched: {refusal}") from refusal
    except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
        shown = without_secret(location)[:_SHOWN]
        raise Refused(f"it redirects to what is no address: {shown}") from error


def _content_type(header: str) -> tuple[str, str | None]:
    """Part a Content-Type into the kind, in lower case, and the charset that it states."""
    message = Message()
    message["Content-Type"] = header
    charset = message.get_param("charset") if header else None
    return header.partition(";")[0].strip().casefold(), charset if isinstance(charset, str) else None


def _refuse_packing(response: httpx2.Response) -> None:
    """Refuse a packing that was not asked for: its bytes would be taken for the page."""
    known = {word.strip() for word in response.request.headers.get("Accept-Encoding", "").split(",")}
    for packing in response.headers.get_list("Content-Encoding", split_commas=True):
        if packing.strip().casefold() not in {*known, "identity", ""}:
            raise NotAudited(f"it comes packed as {packing.strip()[:_SHOWN]}, which was not asked for")


def _retry_after(header: str) -> float | None:
    """Read a Retry-After (RFC 9110, section 10.2.3): seconds or a date. None when it says nothing."""
    if header.strip().isdecimal():
        return float(header)
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time())
    except (ValueError, OverflowError):
        return None


def _explain(host: str, error: Exception) -> NoReturn:
    # The library carries what happened as its own error's argument.
    cause = error.args[0] if error.args else None
    if isinstance(cause, SSLCertVerificationError):
        raise NotAudited(f"the certificate of {host} is not accepted: {cause.verify_message}") from error
    if isinstance(cause, SSLError):
        raise NotAudited(f"its server {host} does not speak https as it should") from error
    if isinstance(error, httpcore2.ConnectError):
        said = str(error)
        reason = said if said == UNKNOWN_NAME else "it does not answer"
        raise _Later(f"its server {host} is not reached: {reason}") from error
    if isinstance(error, httpcore2.LocalProtocolError):
        raise NotAudited(f"its address cannot be asked for: {error}") from error
    raise _Later(f"its server {host} broke the connection off, or does not speak HTTP") from error
