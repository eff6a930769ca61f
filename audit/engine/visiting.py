"""Audits of pages on the web: fetched ahead, politely, and audited in order in this process.

A site is asked for a page or two a second, which one process audits in its sleep; worker processes would only have to
share its politeness.
"""

import json
from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from cutline.config.schema import Config, ConfigError
from cutline.engine.audit import audit_target, fault, judge, not_audited, overdue, page_in, recognised_in_house
from cutline.engine.crew import Crew
from cutline.engine.deadline import Overdue, within
from cutline.engine.frontier import Frontier, Known, Step, Stop
from cutline.engine.log import Log
from cutline.engine.select import Selection, selection_of
from cutline.engine.spool import decoded, encoded
from cutline.model.run import LeftOut, PageResult
from cutline.page.document import Document
from cutline.page.links import base, links
from cutline.sources.files import NotAudited, Reading, web_is_missing
from cutline.sources.targets import Fetching, Target, addressed, is_address, without_secret

if TYPE_CHECKING:
    from concurrent.futures import Future

THREADS = 8
"""Hosts that are asked at a time; each of them for one page at a time."""

NO_PAGES = (
    ".avif", ".css", ".csv", ".doc", ".docx", ".eps", ".exe", ".gif", ".gz", ".ico", ".jpeg", ".jpg", ".js",
    ".json", ".m4a", ".mov", ".mp3", ".mp4", ".mpg", ".ogg", ".pdf", ".png", ".ppt", ".pptx", ".rss", ".svg",
    ".tar", ".tif", ".tiff", ".txt", ".wav", ".webm", ".webp", ".woff", ".woff2", ".xls", ".xlsx", ".xml",
    ".zip",
)  # fmt: skip
"""Ends of paths that are no pages; a crawl leaves such links alone."""


class Tour(Struct, frozen=True, kw_only=True):
    """How a site is walked through.

    It begins with `targets` and with what the `sitemaps` list (relative addresses there count from `base`). With
    `crawl`, links to the same hosts are followed. It ends after `limit` pages. With a `state` file it can be
    interrupted and goes on where it was; once it has come to its end, the next one asks only for what changed.
    """

    targets: tuple[Target, ...] = ()
    sitemaps: tuple[str, ...] = ()
    base: str = ""
    crawl: bool = False
    limit: int | None = None
    state: Path | None = None
    fetching: Fetching = Fetching()


def visited(targets: Iterable[Target], config: Config) -> Iterator[PageResult]:
    """Audit targets of which some are addresses, and give their results in order. Raises ConfigError before the first.

    Addresses are fetched a few ahead of the one that is being audited.
    """
    selection = selection_of(config)
    return _visited(targets, selection)


def toured(tour: Tour, config: Config, log: Log) -> Iterator[PageResult]:
    """Audit the pages of a tour in the order in which they are discovered.

    Raises ConfigError: for a wrong configuration at once, for a state file that cannot be used before the first result.
    """
    selection = selection_of(config)
    try:
        from cutline.sources import http
    except ModuleNotFoundError as error:
        reason = web_is_missing(error)
        names = (*(target.name for target in tour.targets), *map(without_secret, tour.sitemaps))
        return (not_audited(name, reason) for name in names)
    return _walked(tour, selection, log, http)


def _walked(tour: Tour, selection: Selection, log: Log, http: Any) -> Iterator[PageResult]:
    by = _judged_by(selection.config)
    with Frontier(tour.state, _digest(tour, by), by, tour.limit) as frontier:
        yield from _Walk(tour, selection, frontier, log, http).results()


def _visited(targets: Iterable[Target], selection: Selection) -> Iterator[PageResult]:
    config = selection.config
    waiting: deque[tuple[Target, Future[Reading] | None]] = deque()
    with Crew[Reading](THREADS) as crew:
        for target in targets:
            waiting.append((target, crew.submit(partial(_read, target, config)) if target.address else None))
            if len(waiting) > THREADS:
                yield _audited(*waiting.popleft(), selection)
        while waiting:
            yield _audited(*waiting.popleft(), selection)


def _read(target: Target, config: Config) -> Reading:
    from cutline.sources.files import reading_of

    return reading_of(target, config.page_size_mib, config.page_seconds)


def _audited(target: Target, fetching: "Future[Reading] | None", selection: Selection) -> PageResult:
    if fetching is None:
        return audit_target(target, selection)
    try:
        reading = fetching.result()
    except NotAudited as error:
        return not_audited(target.name, str(error))
    except Exception as error:  # noqa: BLE001 - hostile servers: one that breaks cutline is reported, not fatal
        return not_audited(target.name, fault(error))
    return _judged(reading, target.name, selection)[0]


def _judged(reading: Reading, name: str, selection: Selection) -> tuple[PageResult, tuple[str, ...]]:
    """Audit a page within its deadline, and give where its links count from, then the links, all as written."""
    config = selection.config
    found: tuple[str, ...] = ()
    try:
        with within(config.page_seconds):
            if reading.gallery:
                return judge(page_in(reading, name, config), selection), found
            document = Document.parse(reading.data, reading.charset)
            found = (base(document), *links(document))
            return judge(recognised_in_house(document, name, config), selection), found
    except Overdue:
        return not_audited(name, overdue(config)), found
    except NotAudited as error:
        return not_audited(name, str(error)), found
    except Exception as error:  # noqa: BLE001 - as above
        return not_audited(name, fault(error)), found


class _Walk:
    """One tour under way. All that is decided is decided here, page by page in order; threads only fetch."""

    def __init__(self, tour: Tour, selection: Selection, frontier: Frontier, log: Log, http: Any) -> None:
        self._tour = tour
        self._selection = selection
        self._config = selection.config
        self._frontier = frontier
        self._log = log
        self._http = http
        self._hosts: set[str] = set()

    def results(self) -> Iterator[PageResult]:
        """Walk, and give the results of earlier walks in their places."""
        frontier = self._frontier
        with Crew[Any](THREADS) as crew:
            if not frontier.begun:
                frontier.begin(self._beginning(), self._key)
            self._hosts.update(json.loads(frontier.fact("hosts") or "[]"))
            ahead: deque[tuple[Stop, Known | None, Future[Any] | None]] = deque()
            last = 0
            while True:
                while len(ahead) < THREADS and (stop := frontier.after(last)) is not None:
                    if stop.found_on and ahead and not ahead[-1][0].found_on:
                        # Where the tour begins decides which hosts are its own, and links wait for that.
                        break
                    last = stop.number
                    ahead.append((stop, *self._sent(stop, crew)))
                if not ahead:
                    break
                self._log.known = frontier.size
                if (result := self._result(*ahead.popleft())) is not None:
                    yield result
            frontier.finish()
            self._log.left_out = self._left_out()

    def _beginning(self) -> Iterator[Target]:
        from cutline.sources.listing import listed

        yield from self._tour.targets
        if self._tour.sitemaps:
            yield from listed(self._tour.sitemaps, self._tour.base, self._tour.fetching, self._config.page_seconds)

    def _key(self, target: Target) -> str:
        """Tell pages apart as servers do; what cannot be fetched, by its name."""
        try:
            return str(self._http.canonical(target.address)) if not target.problem else f"!{target.name}"
        except NotAudited:
            return f"!{target.name}"

    def _sent(self, stop: Stop, crew: Crew[Any]) -> tuple[Known | None, "Future[Any] | None"]:
        if stop.step is not Step.WAITING or stop.problem:
            return None, None
        known = self._frontier.known(stop.key)
        if known is not None and decoded(known.result).source != stop.name:
            known = None
        return known, crew.submit(partial(self._fetched, stop, known))

    def _fetched(self, stop: Stop, known: Known | None) -> Any:
        """Fetch a page; on a thread of the crew."""
        fetching = self._tour.fetching
        return self._http.fetcher_of(fetching).fetch(
            stop.address,
            self._config.page_size_mib,
            self._config.page_seconds,
            known=self._http.Validators(known.etag, known.modified) if known else None,
            may_stay=self._is_own if stop.found_on else None,
        )

    def _result(self, stop: Stop, known: Known | None, fetching: "Future[Any] | None") -> PageResult | None:
        if stop.step is Step.DONE:
            return stop.audited
        if stop.step is Step.DROPPED:
            return None
        if fetching is None:
            return self._done(stop, not_audited(stop.name, stop.problem))
        try:
            fetched = fetching.result()
            if fetched.unchanged and known is not None:
                return self._unchanged(stop, known)
            if not stop.found_on or (final := self._http.canonical(fetched.address)) == stop.key:
                return self._taken(stop, fetched)
            self._drop(stop, final)
        except self._http.Departed:
            self._drop(stop)
        except self._http.Unwelcome as refusal:
            if not stop.found_on:
                return self._done(stop, not_audited(stop.name, str(refusal)))
            self._drop(stop, unwelcome=True)
        except NotAudited as error:
            return self._done(stop, not_audited(stop.name, _with_place(str(error), stop)))
        except Exception as error:  # noqa: BLE001 - as above
            return self._done(stop, not_audited(stop.name, fault(error)))
        return None

    def _taken(self, stop: Stop, fetched: Any) -> PageResult:
        reading = self._http.page_of(fetched)
        result, found = _judged(reading, stop.name, self._selection)
        validators = fetched.validators if result.audited else self._http.Validators()
        return self._done(stop, result, self._leads(fetched.address, found), validators, fetched.address)

    def _unchanged(self, stop: Stop, known: Known) -> PageResult:
        validators = self._http.Validators(known.etag, known.modified)
        return self._done(stop, decoded(known.result), known.links, validators)

    def _done(
        self,
        stop: Stop,
        result: PageResult,
        leads: tuple[str, ...] = (),
        validators: Any = None,
        final: str = "",
    ) -> PageResult:
        frontier = self._frontier
        etag, modified = (validators.etag, validators.modified) if validators else ("", "")
        with frontier.together():
            frontier.done(stop, result, leads, etag, modified)
            if self._tour.crawl and not stop.found_on and not stop.problem:
                self._own(stop.key, final)
            if self._tour.crawl:
                self._follow(leads, stop.name)
        # What is read from the file later is what is reported now, down to half a surrogate pair.
        return decoded(encoded(result)) if frontier.kept else result

    def _drop(self, stop: Stop, final: str = "", *, unwelcome: bool = False) -> None:
        frontier = self._frontier
        with frontier.together():
            frontier.drop(stop)
            if final:
                self._follow((final,), stop.found_on)
            if unwelcome:
                frontier.note("unwelcome", str(int(frontier.fact("unwelcome") or 0) + 1))

    def _own(self, *addresses: str) -> None:
        """Take the hosts of a page that the tour begins with for its own: as given, and as redirected to."""
        self._hosts.update(self._http.host_of(address) for address in addresses if is_address(address))
        self._frontier.note("hosts", json.dumps(sorted(self._hosts)))

    def _is_own(self, address: str) -> bool:
        return self._http.host_of(address) in self._hosts

    def _leads(self, address: str, found: tuple[str, ...]) -> tuple[str, ...]:
        """Give where a page leads: addresses of pages, each once."""
        if not found or not self._tour.crawl:
            return ()
        start = address
        if found[0]:
            start = next(self._canonical(found[0], address), address)
        return tuple(dict.fromkeys(lead for href in found[1:] for lead in self._canonical(href, start)))

    def _canonical(self, href: str, start: str) -> Iterator[str]:
        try:
            yield self._http.canonical(href, start)
        except NotAudited:
            return

    def _follow(self, leads: Iterable[str], found_on: str) -> None:
        for lead in leads:
            if self._is_own(lead) and not lead.partition("?")[0].casefold().endswith(NO_PAGES):
                self._frontier.add(lead, addressed(lead, self._tour.fetching), found_on)

    def _left_out(self) -> LeftOut | None:
        frontier = self._frontier
        found = LeftOut(frontier.limit if frontier.fact("more") else None, int(frontier.fact("unwelcome") or 0))
        return found if found != LeftOut() else None


def _with_place(reason: str, stop: Stop) -> str:
    return f"{reason} (a link on {stop.found_on} leads here)" if stop.found_on else reason


def _digest(tour: Tour, by: str) -> str:
    """Give a digest of which tour this is; the file it is kept in and the pace do not matter."""
    names = [target.name for target in tour.targets]
    # What a site shows, and which of its rules for programs hold, depends on who asks and whom it may reach.
    asking = [sorted(tour.fetching.allow_hosts), tour.fetching.user_agent]
    said = json.dumps([names, tour.sitemaps, tour.base, tour.crawl, tour.limit, asking, by])
    return sha256(said.encode()).hexdigest()


def _judged_by(config: Config) -> str:
    """Give a digest of all that results depend on beside the pages."""
    from cutline import __version__

    try:
        rules = [sha256(Path(file).read_bytes()).hexdigest() for file in config.rules_from]
    except OSError as error:
        raise ConfigError(f"rules_from: {error.filename}: cannot be read: {error.strerror}") from error
    said = msgspec.json.encode(
        [__version__, rules, replace(config, fail_on=None)], enc_hook=repr, order="deterministic"
    )
    return sha256(said).hexdigest()
