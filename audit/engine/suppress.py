"""Findings that a page or the configuration says may stay."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from turbohtml import SelectorSyntaxError

from cutline.config.schema import Config
from cutline.model.answer import Answer, Place
from cutline.model.finding import Finding
from cutline.model.outcome import Outcome
from cutline.model.page import Page
from cutline.page.ignores import Ignore, ignores
from cutline.rules.facts.ignored import Ledger, ledger, usable

LATE = frozenset({"ignore-unknown", "ignore-unused"})
"""Rules about requests to ignore findings, which can be asked only when all others have answered."""


class Suppression:
    """The requests that hold for one page; remembers which of the page's own answered something."""

    def __init__(self, page: Page, config: Config, known: Iterable[str]) -> None:
        page.facts[ledger] = Ledger(frozenset(known), frozenset())
        self._page = page
        self._config = config
        self._requests = page.once(ignores)
        self._by_rule: dict[str, dict[Any, tuple[int, Ignore]]] = {}
        for place, request, rule in usable(page):
            self._by_rule.setdefault(rule, {}).setdefault(request.element, (place, request))
        self._pictures = {picture.index: picture.element for picture in page.pictures} if self._by_rule else {}
        self._used: set[tuple[int, str]] = set()

    def __bool__(self) -> bool:
        """Tell whether anything is asked for at all."""
        return bool(self._requests or self._config.ignored)

    def answer(self, finding: Finding) -> Answer | None:
        """Give the answer to a finding, the page's own before the configuration's; None when it stands."""
        found = self._on_page(finding)
        if found is not None:
            place, request = found
            self._used.add((place, finding.rule))
            return Answer(request.place, request.reason)
        for entry in self._config.ignored:
            if entry.fits(self._page.source, finding):
                return Answer(Place.CONFIG, entry.reason)
        return None

    def close(self, outcomes: Iterable[Outcome]) -> None:
        """Tell the rules about requests which of them answered nothing, now that all other rules were asked."""
        asked = {outcome.rule for outcome in outcomes if outcome.spoke} - LATE
        named = {(place, rule) for place, _, rule in usable(self._page) if rule in asked}
        # A request inside another one is as idle as the outer one lets it be; both are named.
        self._page.facts[ledger] = Ledger(self._page.once(ledger).known, frozenset(named - self._used))

    def _on_page(self, finding: Finding) -> tuple[int, Ignore] | None:
        covering = self._by_rule.get(finding.rule)
        if not covering:
            return None
        for element in self._elements(finding):
            for node in (element, *element.ancestors):
                if node in covering:
                    return covering[node]
        return None

    def _elements(self, finding: Finding) -> Iterable[Any]:
        """Yield what the finding is about: the element it points at, and its picture; the page for neither."""
        tree = self._page.document.tree
        element = None
        if len(finding.location.selector) == 1:
            with suppress(SelectorSyntaxError):
                element = tree.select_one(finding.location.selector[0])
        picture = self._pictures.get(finding.picture) if finding.picture is not None else None
        found = [node for node in (element, picture) if node is not None]
        return found or tree.select("html")[:1]
