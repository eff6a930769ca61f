"""The pages of a site as its sitemaps list them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from cutline.sources.files import NotAudited
from cutline.sources.http import Wanted, canonical, fetcher_of, host_of, server_of
from cutline.sources.reach import Reach
from cutline.sources.sitemap import SIZE_MIB, Sitemap, SitemapError, sitemap_in
from cutline.sources.targets import Fetching, Target, is_address, without_secret

DEEPEST = 3
"""Sitemaps below sitemaps; the protocol knows one index above the lists, and some sites have two."""


class _Place(Struct, frozen=True):
    """A sitemap to be read, and how many are above it."""

    word: str
    depth: int = 0


def listed(sitemaps: Iterable[str], base: str, fetching: Fetching, seconds: float) -> Iterator[Target]:
    """Give the pages that sitemaps list, in order; each page and sitemap once.

    A sitemap is an address or a file; relative addresses in it count from `base`, else from its own address. What
    cannot be read, leads to another host than the sitemap's or `base`'s, lists nothing, or leads in circles alone,
    becomes a target with a problem.
    """
    listing = _Listing(base, fetching, seconds)
    for word in sitemaps:
        yield from listing.pages(word)


class _Listing:
    """Sitemaps being read; `_known` holds every sitemap that was come upon, with the one that it was come upon from."""

    def __init__(self, base: str, fetching: Fetching, seconds: float) -> None:
        self._base = base
        self._fetching = fetching
        self._seconds = seconds
        self._allowed = Reach(fetching.allow_hosts)
        self._known: dict[str, str] = {}

    def pages(self, start: str) -> Iterator[Target]:
        """Yield what a sitemap and all below it list; nothing when it stood below an earlier one."""
        if start in self._known:
            return
        self._known[start] = start
        places = [_Place(start)]
        fruitless = True
        while places:
            inner: list[_Place] = []
            for entry in self._entries(places.pop(0)):
                if isinstance(entry, Target):
                    fruitless = False
                    yield entry
                elif entry.word not in self._known:
                    self._known[entry.word] = start
                    inner.append(entry)
                elif self._known[entry.word] != start:
                    # What it leads to has been listed before.
                    fruitless = False
            places[:0] = inner
        if fruitless:
            yield _lost(start, "this sitemap lists sitemaps alone, which lead back to it and to no page")

    def _entries(self, place: _Place) -> Iterator[Target | _Place]:
        """Yield the pages that a sitemap lists, or the sitemaps when it is an index."""
        try:
            sitemap = self._read(place)
        except (NotAudited, SitemapError) as error:
            yield _lost(place.word, f"this sitemap cannot be read: {error}")
            return
        if not sitemap.locations:
            yield _lost(place.word, "this sitemap lists nothing")
        for location in sitemap.locations:
            target = self._target(location, place)
            yield _Place(target.address, place.depth + 1) if sitemap.index and not target.problem else target

    def _read(self, place: _Place) -> Sitemap:
        if place.depth > DEEPEST:
            raise NotAudited("there are too many sitemaps above it")
        if not is_address(place.word):
            return sitemap_in(_file(place.word))
        fetcher = fetcher_of(self._fetching)
        return sitemap_in(fetcher.fetch(place.word, SIZE_MIB, self._seconds, wanted=Wanted.SITEMAP).data)

    def _target(self, location: str, place: _Place) -> Target:
        base = self._base or (place.word if is_address(place.word) else "")
        if not base and not is_address(location):
            return _lost(location, "this address in a sitemap is relative; say with --base-url where it counts from")
        try:
            address = canonical(location, base)
        except NotAudited as error:
            return _lost(location, str(error))
        if base and not self._belongs(address, base):
            host = server_of(address)
            return _lost(address, f"this sitemap lists a page of another host; --allow-host {host} lets it in")
        return Target(address, address=address, fetching=self._fetching)

    def _belongs(self, address: str, base: str) -> bool:
        same = _bare(host_of(address)) == _bare(host_of(canonical(base)))
        return same or self._allowed.is_allowed(server_of(address))


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _lost(name: str, problem: str) -> Target:
    return Target(without_secret(name), problem=problem)


def _file(name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            data = file.read(SIZE_MIB * 2**20 + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise NotAudited(f"the file cannot be read: {why}") from error
    if len(data) > SIZE_MIB * 2**20:
        raise NotAudited(f"it is larger than {SIZE_MIB} MiB")
    return data
