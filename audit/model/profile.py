"""What a house says about its own pages where the clues are not enough."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from msgspec import Struct


class SiteProfile(Struct, frozen=True, kw_only=True):
    """Selectors that decide which text belongs to which photo on the pages of one site.

    `host` holds patterns for the host of a page's address, `path` patterns for the path of a saved page; both in the
    manner of a shell (`*.ledger.example`, `exports/*.html`), where `*` stands for any characters, dots and slashes
    included. A profile with neither fits no page. `picture`, `caption`, `credit` and `furniture` are CSS selectors,
    None where the clues shall decide; `furniture` names pictures that are never photos. `credit_field` says that the
    text of `credit` is a credit and nothing else, so that a bare name in it is believed.
    """

    name: str = ""
    host: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    picture: str | None = None
    caption: str | None = None
    credit: str | None = None
    furniture: str | None = None
    credit_field: bool = False

    def fits(self, addresses: Iterable[str]) -> bool:
        """Tell whether one of a page's addresses (a URL it names itself, a file's path) belongs to this site."""
        return any(self._fits(address) for address in addresses if address)

    def _fits(self, address: str) -> bool:
        host = host_of(address)
        if host:
            return any(fnmatchcase(host, pattern.casefold()) for pattern in self.host)
        return any(fnmatchcase(address, pattern) for pattern in self.path)


def host_of(address: str) -> str:
    """Give the host of a URL in small letters, without port; "" for a path or for what is no address at all."""
    if "://" not in address:
        return ""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""
