"""Who may speak to the server: nobody who came by a name that is not ours, and no other website by way of a browser.

A browser on the same machine reaches a server on loopback, so any page that an editor has open could. A page that
points a name of its own at this machine is told by the Host header, every other by Origin and Sec-Fetch-Site, which
scripts cannot set (Fetch Standard, section 4.6; Fetch Metadata, section 2.2).
"""

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from cutline.faces.server.problems import Problem

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_FROM_HERE = frozenset({"same-origin", "none"})


class Guard:
    """Refuses requests. `names` are the host names of this server besides localhost and plain addresses."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = frozenset({"localhost", *(name.lower().rstrip(".") for name in names)})

    def check(self, method: str, headers: Headers) -> None:
        """Raise Problem 403 for a foreign Host, and for what another website sent."""
        host = headers.get("host", "")
        if not self._is_ours(host):
            raise Problem(
                403, "this server does not go by the name in the Host header; start it with --public-name and the name"
            )
        if method not in _READING and _is_foreign(headers, host):
            raise Problem(403, "another website's page may not use this server; open the server's own page")

    def _is_ours(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        except ValueError:
            return False
        return name in self._names or _is_address(name)


def _is_foreign(headers: Headers, host: str) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None and site not in _FROM_HERE:
        return True
    origin = headers.get("origin")
    return origin is not None and origin.lower() not in (f"http://{host}".lower(), f"https://{host}".lower())


def _is_address(name: str) -> bool:
    # Whoever points a name at this machine still sends that name: a plain address was typed by someone.
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
