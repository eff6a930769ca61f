"""What a browser showed of the page, by the elements that rules know."""

from typing import Any

from cutline.model.page import Page
from cutline.model.rendered import AxeAnswer, Jump, Rendered
from cutline.page.shades import UNREACHABLE
from cutline.page.skiplinks import Meaning, meaning_of, tab_stops
from cutline.rules.base import NotMeasured
from cutline.rules.facts.spoken import names

_NOTHING = Rendered(address="", source="", html="")


def rendering(page: Page) -> Rendered:
    """Give what was measured; an empty rendering when the page was not shown."""
    return page.rendered or _NOTHING


def element(page: Page, number: int | None) -> Any:
    """Give the element of this number; None when it has none or is not in the captured page."""
    return getattr(page.document, "by_number", {}).get(number)


def number(page: Page, element: Any) -> int | None:
    """Give an element's number; None when it was not captured."""
    return getattr(page.document, "numbers", {}).get(element)


def skip_jumps(page: Page) -> list[Jump]:
    """Give the links that were pressed and are skip links: known ones, and what else says so and a script works."""
    known = {number(page, link.element) for link in page.skip_links}
    return [jump for jump in rendering(page).jumps if jump.link in known or _says_so(element(page, jump.link))]


def jumps_of(page: Page, element: Any) -> list[Jump]:
    """Give what pressing an element did; nothing when it was not pressed."""
    return [jump for jump in rendering(page).jumps if jump.link == number(page, element)]


def passes(page: Page, jump: Jump, goal: int) -> bool:
    """Tell whether the keyboard goes on at or behind the element numbered `goal` after a jump.

    Numbers follow the order of the document. Where no stop comes behind the goal, the keyboard starts over or leaves
    the page, and has passed it as well.
    """
    if jump.left or (jump.target is None and jump.landed is None):
        return False
    if jump.landed is not None and jump.landed >= goal:
        return True
    behind = (number(page, stop) for stop in tab_stops(page.document, names(page)))  # type: ignore[arg-type]
    return not any(place is not None and place >= goal for place in behind)


def words_of(element: Any) -> str:
    """Quote an element by its first words, as far as a reader needs them to find it."""
    text = " ".join(getattr(element, "text", "").split())
    return text[:60] or "a place without a name"


def is_drawn(page: Page, element: Any) -> bool:
    """Tell whether the markup alone would let Tab stop at an element."""
    return not names(page).shade(element) & UNREACHABLE


def answers(page: Page, rules: tuple[str, ...]) -> list[AxeAnswer]:
    """Give the answers of axe to these rules. Raises NotMeasured when one of them came back in no bucket."""
    report = rendering(page).axe
    if report.trouble:
        raise NotMeasured(report.trouble)
    found = {answer.rule: answer for answer in report.answers}
    lacking = [rule for rule in rules if rule not in found]
    if lacking:
        raise NotMeasured(f"axe {report.version} did not answer for {', '.join(lacking)}")
    return [found[rule] for rule in rules]


def _says_so(element: Any) -> bool:
    return element is not None and meaning_of(element.attr("aria-label") or element.text) is Meaning.SKIP
