"""What the operator wants of the server, checked before it listens."""

import socket
from ipaddress import ip_address

from msgspec import Struct

from cutline.config.schema import Config, ConfigError
from cutline.faces.server.keys import VARIABLE
from cutline.faces.server.signatures import Check, Contentful, Plain, Standard
from cutline.sources.targets import Fetching

STANDARD, HMAC, GITHUB, ARC, CONTENTFUL = "standard", "hmac", "github", "arc", "contentful"

_HEADERS = {GITHUB: ("x-hub-signature-256", "sha256="), ARC: ("x-websked-signature", "")}


class Settings(Struct, frozen=True, kw_only=True):
    """A server's settings.

    `secrets` are the senders', all of which hold, and `signature` how they sign, None for the standard way; `names` are
    the server's host names besides localhost.

    At most `at_once` audits are in the house, `jobs` of them under way in processes of at most `memory_mib` MiB, the
    others waiting. Addresses are fetched with `allow_url`: those of `allow_hosts` where there are any, private ones
    too, else every public one. `editors` says whether there is a page for editors; None: when nothing must be signed.
    """

    config: Config = Config()
    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    signature: str | None = None
    header: str | None = None
    prefix: str | None = None
    allow_url: bool = False
    allow_hosts: tuple[str, ...] = ()
    editors: bool | None = None
    jobs: int = 1
    at_once: int = 32
    memory_mib: int = 1024
    body_mib: float = 8
    body_seconds: float = 10

    @property
    def editors_page(self) -> bool:
        """True when there is a page for editors, whose requests nobody signs."""
        return not self.secrets if self.editors is None else self.editors

    @property
    def fetching(self) -> Fetching | None:
        """How addresses are fetched, None when they are not. Strangers give them, so none counts as typed."""
        return Fetching(allow_hosts=self.allow_hosts) if self.allow_url else None

    @property
    def signed_by(self) -> tuple[str, str]:
        """The header that a plain signature comes in, and what stands before it there; empty when it is not said."""
        return _HEADERS.get(self.signature or STANDARD, (self.header or "", self.prefix or ""))


def refuse_contradictions(settings: Settings) -> None:
    """Raise ConfigError for settings of which one has no use without the other."""
    if settings.signature != HMAC and (settings.header or settings.prefix):
        raise ConfigError("--signature-header and --signature-prefix go with --signature hmac")
    if settings.signature and not settings.secrets:
        raise ConfigError(
            f"--signature {settings.signature}: there is no secret, so nothing would be checked; give one with "
            f"--secret-file or {VARIABLE}"
        )
    if settings.allow_hosts and not settings.allow_url:
        raise ConfigError("--allow-host goes with --allow-url")


def check_of(settings: Settings) -> Check | None:
    """Give the check of signatures, None when nothing needs to be signed. Raises ConfigError."""
    if not settings.secrets:
        return None
    if settings.signature in (None, STANDARD):
        return Standard(settings.secrets)
    if settings.signature == CONTENTFUL:
        return Contentful(settings.secrets)
    header, prefix = settings.signed_by
    if not header:
        raise ConfigError("--signature hmac needs --signature-header, the header that the signature comes in")
    return Plain(settings.secrets, header, prefix)


def bound(settings: Settings) -> socket.socket:
    """Take the address. Raises ConfigError: also for an address that others reach, when nothing need be signed."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise ConfigError(f"--host {settings.host}: there is no such address: {error}") from error
    if not ip_address(str(address[0]).partition("%")[0]).is_loopback:
        _refuse_open(settings)
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(socket.SOMAXCONN)
    except OSError as error:
        listening.close()
        raise ConfigError(
            f"{settings.host}, port {settings.port}: cannot be used: {error.strerror or error}"
        ) from error
    return listening


def _refuse_open(settings: Settings) -> None:
    if not settings.secrets:
        raise ConfigError(
            f"--host {settings.host}: others reach this address, so requests must be signed: give a secret with "
            f"--secret-file or {VARIABLE}; or leave --host out, and only this machine reaches the server"
        )
    if settings.editors:
        raise ConfigError(
            f"--editors-page: nobody signs what editors send, and others reach {settings.host}; leave --host out and "
            "put a reverse proxy with a login before the server"
        )
