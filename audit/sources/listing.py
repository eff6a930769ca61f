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
    cannot be read, leads to another host than the sitemap's or `base`'s, or lists nothing, becomes a target with a
    problem.
    """
    return _Listing(base, fetching, seconds).pages([_Place(word) for word in sitemaps])


class _Listing:
    def __init__(self, base: str, fetching: Fetching, seconds: float) -> None:
        self._base = base
        self._fetching = fetching
        self._seconds = seconds
        self._allowed = Reach(fetching.allow_hosts)

    def pages(self, places: list[_Place]) -> Iterator[Target]:
        seen = {place.word for place in places}
        while places:
            place = places.pop(0)
            try:
                sitemap = self._read(place)
            except (NotAudited, SitemapError) as error:
                yield _lost(place.word, f"this sitemap cannot be read: {error}")
                continue
            if not sitemap.locations:
                yield _lost(place.word, "this sitemap lists nothing")
            inner: list[_Place] = []
            for location in sitemap.locations:
                target = self._target(location, place)
                if sitemap.index and not target.problem and target.address not in seen:
                    seen.add(target.address)
                    inner.append(_Place(target.address, place.depth + 1))
                elif target.problem or not sitemap.index:
                    yield target
            places[:0] = inner

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
