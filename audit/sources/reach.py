"""Which servers may be spoken to: those of the open internet, and what the user opened.

A name says nothing about where it leads; whoever connects looks it up once, asks here about every address that came
back, and connects to one of those that are given.
"""

import ipaddress
import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

CONNECT_SECONDS = 10.0
"""How long a server may take to accept a connection."""

UNKNOWN_NAME = "its name is not known"
NO_ANSWER = "it does not answer"

BARE_HOST = "give the bare host name, such as stage.example: no scheme, no port, no path"
"""What to say to who gave something else."""

_NAME = re.compile(r"[^\s/\\@#%:,;*?\[\]]+")
_PATTERN = re.compile(r"[^\s/\\@#%:,;]+")
_IPV6_PATTERN = re.compile(r"[0-9A-Fa-f*?]*:[0-9A-Fa-f:*?]*[:*][0-9A-Fa-f:*?]*")
_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Unreachable(Exception):  # noqa: N818 - it names what is the case
    """A server may not be spoken to; the message says why, for the person who gave its address."""


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the open internet, also when it is an IPv4 address in IPv6's clothes."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return ip.is_global and not ip.is_multicast


def is_loopback(host: str) -> bool:
    """Tell whether a host of an address that somebody typed means the machine itself."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_host_name(word: str) -> bool:
    """Tell whether a word can be a server's name, as it stands in an address: without a scheme, a port or a path."""
    return _NAME.fullmatch(word) is not None


def is_host_pattern(word: str) -> bool:
    """Tell whether a word can fit servers' names or addresses; an IPv6 address stands without brackets."""
    if ":" not in word:
        return _PATTERN.fullmatch(word) is not None
    try:
        return bool(ipaddress.IPv6Address(word))
    except ValueError:
        return _IPV6_PATTERN.fullmatch(word) is not None


class Reach:
    """What may be reached.

    With `allowed` host patterns, those hosts (private ones too) and the user's own; without, every public address. An
    address of the user's own that names this very machine is allowed with its port.
    """

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self._allowed = tuple(pattern.casefold() for pattern in allowed)
        self._own: set[str] = set()
        self._own_machine: set[tuple[str, int]] = set()

    def add(self, address: str) -> None:
        """Open the host of an address that the user typed."""
        parts = urlsplit(address)
        host = (parts.hostname or "").casefold()
        self._own.add(host)
        if is_loopback(host):
            self._own_machine.add((host, parts.port or _PORTS.get(parts.scheme, 0)))

    def may_try(self, host: str) -> bool:
        """Tell whether a host may be looked up at all."""
        return not self._allowed or host in self._own or self.is_allowed(host)

    def may_be_private(self, host: str, port: int) -> bool:
        """Tell whether a host may have a private address."""
        return self.is_allowed(host) or (host, port) in self._own_machine

    def is_allowed(self, host: str) -> bool:
        """Tell whether the user named a host, or a pattern that fits it."""
        return any(fnmatchcase(host, pattern) for pattern in self._allowed)

    def refuse_name(self, host: str) -> None:
        """Raise Unreachable for a host that may not even be looked up."""
        if not self.may_try(host):
            raise Unreachable("it is not among the hosts that --allow-host names")

    def usable(self, host: str, port: int, found: Iterable[str]) -> tuple[str, ...]:
        """Give those of the IP addresses found for a host that may be connected to. Raises Unreachable for none."""
        private = self.may_be_private(host, port)
        usable = tuple(dict.fromkeys(address for address in found if private or is_public(address)))
        if not usable:
            raise Unreachable("its address is private; allow it with --allow-host")
        return usable
