"""What a site asks of programs that come by themselves (RFC 9309)."""

from protego import Protego

SIZE_MIB = 0.5
"""As much as a reader of robots.txt must read (RFC 9309, section 2.5); what stands behind it is not looked at."""

LONGEST_DELAY = 30.0
"""Seconds between two requests that a site gets when it asks for more. Crawl-delay is no part of the RFC."""


class Robots:
    """The rules of one origin, as its server sent them."""

    def __init__(self, data: bytes, agent: str) -> None:
        # A mark in front of UTF-8 would make the first line one that no program knows.
        self._rules = Protego.parse(data.decode("utf-8-sig", "replace"))
        self._agent = agent

    def allows(self, address: str) -> bool:
        """Tell whether the site lets us fetch an address."""
        return self._rules.can_fetch(address, self._agent)

    @property
    def delay(self) -> float:
        """Seconds that the site wants between two requests, within reason."""
        return min(self._rules.crawl_delay(self._agent) or 0.0, LONGEST_DELAY)
