"""What stands before the pages of a report: the verdict, and the same findings by page, by rule, by photographer."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from cutline.model.page import Credit
from cutline.model.run import PageResult, RuleInfo
from cutline.model.severity import Severity
from cutline.reports.addresses import origin, picture_address
from cutline.reports.field_limits import FieldLimit, FieldLimits
from cutline.reports.titles import page_names
from cutline.reports.view import Cause, PageView, PhotoView, Standing, run_standing, view
from cutline.reports.wording import shortened

BRIEF = 300
"""Code points of a title, an address or a name in a list."""

PLACES = 20
"""Pages or photos that an entry of the lists by rule and by name links to; the list page by page has all pages."""

NAMES = 200
"""Photographers and agencies that are listed; those with most photos to see to come first."""


class Entry(Struct, frozen=True):
    """A page in the list of pages; `number` counts from 1, `name` tells it from the others."""

    number: int
    name: str
    source: str
    standing: Standing


class RuleEntry(Struct):
    """A rule with the numbers of `pages` on which it found something; grows while the pages are read."""

    rule: RuleInfo
    severity: Severity
    claims: int = 0
    pages: list[int] = field(default_factory=list)
    more: int = 0

    def add(self, number: int, cause: Cause) -> None:
        """Count a page's claims."""
        self.claims += cause.claims
        self.severity = min(self.severity, cause.severity, key=lambda severity: severity.rank)
        if len(self.pages) < PLACES:
            self.pages.append(number)
        else:
            self.more += 1


class NameEntry(Struct):
    """A photographer (`person`) or an agency as photos' credits name them, with the photos to see to.

    `name` is as first written, `key` the same in small letters; `places` holds page and photo number, both from 1.
    """

    key: str
    name: str
    person: bool
    photos: int = 0
    flawed: int = 0
    places: list[tuple[int, int]] = field(default_factory=list)

    def add(self, page: int, seen: PhotoView) -> None:
        """Count a photo of theirs."""
        self.photos += 1
        if not (seen.claims or seen.reviews):
            return
        self.flawed += 1
        if len(self.places) < PLACES:
            self.places.append((page, seen.number))

    @property
    def more(self) -> int:
        """Photos to see to that have no place in the list."""
        return self.flawed - len(self.places)


class Contents(Struct, frozen=True):
    """What stands before the pages.

    `rules` are those that found something, `choices` those that wait for a person to decide, `severities` those of the
    findings. `pages` are in the order of the list, worst first; `names` by page number. `unnamed` counts photographers
    and agencies beyond `NAMES`. `origins` are the hosts that pictures come from.
    """

    standing: Standing
    limits: tuple[FieldLimit, ...]
    pages: tuple[Entry, ...]
    names: dict[int, str]
    rules: tuple[RuleEntry, ...]
    choices: tuple[RuleEntry, ...]
    severities: frozenset[Severity]
    makers: tuple[NameEntry, ...]
    unnamed: int
    origins: tuple[str, ...]


def contents_of(pages: Iterable[PageResult], rules: dict[str, RuleInfo], root: str) -> Contents:
    """Read the pages once and gather what stands before them; `root` is as in `picture_address`."""
    reading = _Reading()
    for number, page in enumerate(pages, start=1):
        reading.add(number, view(page, rules), root)
    names = dict(enumerate(page_names(reading.titles), start=1))
    entries = [
        Entry(number, shortened(names[number], BRIEF), shortened(source, BRIEF), standing)
        for number, ((_, source), standing) in enumerate(zip(reading.titles, reading.standings, strict=True), start=1)
    ]
    flawed = sorted((maker for maker in reading.makers.values() if maker.flawed), key=_most_first)
    return Contents(
        standing=_whole(reading.standings),
        limits=reading.limits.shared(),
        pages=tuple(sorted(entries, key=lambda entry: entry.standing.tone.rank)),
        names={entry.number: entry.name for entry in entries},
        rules=tuple(sorted(reading.rules.values(), key=_worst_first)),
        choices=tuple(sorted(reading.choices.values(), key=_worst_first)),
        severities=frozenset(reading.severities),
        makers=tuple(flawed[:NAMES]),
        unnamed=len(flawed[NAMES:]),
        origins=tuple(sorted(reading.origins)),
    )


def makers_of(credit: Credit | None) -> Iterator[tuple[str, str, bool]]:
    """Give the key, the name, and whether it is a person's, of each photographer and agency in a credit, once."""
    seen: set[str] = set()
    said = [(name, True) for name in credit.people] + [(name, False) for name in credit.bodies] if credit else []
    for written, person in said:
        name = shortened(" ".join(written.split()), BRIEF)
        key = name.casefold()
        if key and key not in seen:
            seen.add(key)
            yield key, name, person


class _Reading:
    """What is known after some pages."""

    def __init__(self) -> None:
        self.titles: list[tuple[str, str]] = []
        self.standings: list[Standing] = []
        self.limits = FieldLimits()
        self.rules: dict[str, RuleEntry] = {}
        self.choices: dict[str, RuleEntry] = {}
        self.severities: set[Severity] = set()
        self.makers: dict[str, NameEntry] = {}
        self.origins: set[str] = set()

    def add(self, number: int, seen: PageView, root: str) -> None:
        page = seen.page
        self.titles.append((shortened(page.title or "", 10 * BRIEF), page.source))
        self.standings.append(seen.standing)
        self.severities.update(finding.severity for finding in page.findings)
        self.limits.add(number, page)
        for cause in seen.causes:
            self.rules.setdefault(cause.rule.id, RuleEntry(cause.rule, cause.severity)).add(number, cause)
        for choice in seen.choices:
            self.choices.setdefault(choice.rule.id, RuleEntry(choice.rule, choice.severity)).add(number, choice)
        for shown in seen.photos:
            self._credit(number, shown)
        addresses = (picture_address(photo.src, page.source, root) for photo in page.photos)
        self.origins.update(origin(address) for address in addresses if address)

    def _credit(self, number: int, shown: PhotoView) -> None:
        for key, name, person in makers_of(shown.photo.credit):
            self.makers.setdefault(key, NameEntry(key, name, person)).add(number, shown)


def _worst_first(entry: RuleEntry) -> tuple[int, int, str]:
    return entry.severity.rank, -entry.claims, entry.rule.id


def _most_first(maker: NameEntry) -> tuple[int, str]:
    return -maker.flawed, maker.key


def _whole(standings: Sequence[Standing]) -> Standing:
    if len(standings) == 1:
        return standings[0]
    return run_standing(Counter(standing.tone for standing in standings))
