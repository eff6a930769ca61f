"""Telling signed requests from others: Standard Webhooks, plain HMAC-SHA256, and Contentful's way.

Every check takes all the secrets there are, so that a secret can be replaced without a pause: first here, then at the
sender, then the old one goes.
"""

import hmac
import time
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct
from standardwebhooks.webhooks import Webhook

from cutline.config.schema import ConfigError
from cutline.faces.server.keys import SHORTEST

WINDOW_SECONDS = 300
"""How far a timestamp may be from our clock, before or after, as Standard Webhooks has it."""

WHSEC = "whsec_"


class Unsigned(Exception):  # noqa: N818 - it names what a request is
    """The request is not signed, or not rightly; the message says what is missing, and nothing that helps to guess."""


class Letter(Struct, frozen=True):
    """What a signature covers. `path` is as it was on the wire; names of headers are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class Check(Protocol):
    """One way of signing."""

    def __call__(self, letter: Letter) -> str | None:
        """Give the id under which a request must not come again, None when it has none. Raises Unsigned."""


class Standard:
    """Standard Webhooks (https://www.standardwebhooks.com): id, timestamp and body are signed."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        self._hooks = tuple(Webhook(_key(secret)) for secret in secrets)

    def __call__(self, letter: Letter) -> str | None:
        """Check `webhook-signature`; the id is `webhook-id`."""
        headers = letter.headers
        for name in ("webhook-id", "webhook-timestamp", "webhook-signature"):
            if not headers.get(name):
                raise Unsigned(f"the header {name} is missing; sign requests as Standard Webhooks does")
        _refuse_other_time(headers["webhook-timestamp"], 1)
        try:
            letter.body.decode()
        except UnicodeDecodeError:
            raise Unsigned("Standard Webhooks signs texts in UTF-8, and the body is none; send it in UTF-8") from None
        if not any(_verifies(hook, letter) for hook in self._hooks):
            raise Unsigned("webhook-signature does not fit; sign with the secret that this server has")
        return headers["webhook-id"]


class Plain:
    """HMAC-SHA256 of the body in a header, as GitHub and Arc XP send it: in hexadecimal or base64, after a prefix.

    Neither a time nor an id is signed, so nothing tells a request from the same request once more.
    """

    def __init__(self, secrets: tuple[str, ...], header: str, prefix: str = "") -> None:
        self._keys = tuple(secret.encode() for secret in secrets)
        self._header = header.lower()
        self._prefix = prefix

    def __call__(self, letter: Letter) -> str | None:
        """Check the header; there is no id."""
        said = letter.headers.get(self._header, "")
        if not said:
            raise Unsigned(f"the header {self._header} is missing; sign requests with HMAC-SHA256")
        if not said.startswith(self._prefix):
            raise Unsigned(f"{self._header} does not begin with {self._prefix}")
        digests = [hmac.digest(key, letter.body, "sha256") for key in self._keys]
        spellings = [spelling for digest in digests for spelling in (digest.hex(), b64encode(digest).decode())]
        if not _is_one_of(said[len(self._prefix) :].strip(), spellings):
            raise Unsigned(f"{self._header} does not fit; sign with the secret that this server has")
        return None


class Contentful:
    """Contentful's request verification: method, path, chosen headers with a timestamp, and body are signed.

    https://www.contentful.com/developers/docs/webhooks/request-verification/
    """

    _SIGNATURE = "x-contentful-signature"
    _SIGNED = "x-contentful-signed-headers"
    _TIME = "x-contentful-timestamp"

    def __init__(self, secrets: tuple[str, ...]) -> None:
        self._keys = tuple(secret.encode() for secret in secrets)

    def __call__(self, letter: Letter) -> str | None:
        """Check `x-contentful-signature`, which is the id as well: its timestamp has milliseconds."""
        headers = letter.headers
        for name in (self._SIGNATURE, self._SIGNED, self._TIME):
            if not headers.get(name):
                raise Unsigned(f"the header {name} is missing; enable request verification in Contentful")
        names = sorted({name.strip().lower() for name in headers[self._SIGNED].split(",")})
        if self._TIME not in names or self._SIGNED not in names:
            raise Unsigned(f"{self._SIGNED} must name {self._TIME} and itself, else a request could be sent again")
        _refuse_other_time(headers[self._TIME], 1000)
        covered = ";".join(f"{name}:{headers[name].strip()}" for name in names if name in headers)
        head = f"{letter.method}\n{letter.path}\n{covered}\n"
        text = head.encode("utf-8", "replace") + letter.body
        expected = [hmac.digest(key, text, "sha256").hex() for key in self._keys]
        if not _is_one_of(headers[self._SIGNATURE], expected):
            raise Unsigned(f"{self._SIGNATURE} does not fit; sign with the secret that this server has")
        return headers[self._SIGNATURE]


def _key(secret: str) -> bytes:
    """Decode a secret of Standard Webhooks. Raises ConfigError, which does not quote it."""
    if not secret.startswith(WHSEC):
        raise ConfigError(
            f"a secret for Standard Webhooks begins with {WHSEC}; use --signature hmac for another kind of secret"
        )
    try:
        key = b64decode(secret.removeprefix(WHSEC), validate=True)
    except NotBase64:
        raise ConfigError(f"a secret is not base64 behind {WHSEC}; copy it whole") from None
    if len(key) < SHORTEST:
        raise ConfigError(f"a secret stands for fewer than {SHORTEST} bytes; make a longer one")
    return key


def _verifies(hook: Webhook, letter: Letter) -> bool:
    try:
        hook.verify(letter.body, dict(letter.headers), json_parse=False)
    except Exception:  # noqa: BLE001 - besides its own error it raises what parsing a hostile header raises
        return False
    return True


def _refuse_other_time(said: str, per_second: int) -> None:
    if not (said.isascii() and said.isdigit() and len(said) < 16):
        raise Unsigned("the timestamp is not a whole number")
    if abs(int(said) / per_second - time.time()) > WINDOW_SECONDS:
        raise Unsigned(
            f"the timestamp is more than {WINDOW_SECONDS // 60} minutes from this server's clock; sign again, and "
            "compare the clocks"
        )


def _is_one_of(said: str, expected: list[str]) -> bool:
    given = said.encode("utf-8", "replace")
    return any(hmac.compare_digest(given, each.encode()) for each in expected)
