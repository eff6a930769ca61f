"""What is known about a page's requests to ignore findings."""

from collections.abc import Iterator

from msgspec import Struct

from cutline.model.page import Page
from cutline.page.ignores import Ignore, ignores


class Ledger(Struct, frozen=True):
    """What became of the requests: the ids of all `known` rules, and the requests that are `idle`.

    A request is idle for a rule that was asked and claimed nothing that it covers; it is named by its place among the
    page's requests.
    """

    known: frozenset[str]
    idle: frozenset[tuple[int, str]]


def ledger(page: Page) -> Ledger:
    """Give the ledger of a page that nobody has audited: cutline's own rules, and every request is idle.

    An audit puts its own in its place: `page.facts[ledger]`.
    """
    from cutline.rules import registry

    requests = page.once(ignores)
    idle = frozenset((place, rule) for place, request in enumerate(requests) for rule in request.rules)
    return Ledger(frozenset(rule.id for rule in registry()), idle)


def usable(page: Page) -> Iterator[tuple[int, Ignore, str]]:
    """Yield each request with its place and each known rule that it names, when it gives a reason."""
    known = page.once(ledger).known
    for place, request in enumerate(page.once(ignores)):
        if request.reason:
            yield from ((place, request, rule) for rule in request.rules if rule in known)
