"""A page with no way at all past its menus."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.rules.base import Bad, Good, Options, Review, Rule, Unsure, act, wcag
from cutline.rules.facts.opening import MENUS, Opening, is_inside, opening
from cutline.rules.facts.shown import number, passes, rendering, skip_jumps

_ARIA = re.compile(r"aria[-_]?hidden", re.IGNORECASE)
_SIGHT = re.compile(
    r"hid(?:e|den)|show|display|visib|class|style|collaps|expand|fold|open|close|slide|fade|remove|height|inert",
    re.IGNORECASE,
)
"""What handlers say of themselves when they take something out of sight."""
_LIMIT = 200


class BypassMissing(Rule):
    id = "bypass-missing"
    title = "There is no way past the menus"
    why = (
        "The page has no skip link, does not mark its main part, and has no heading to jump to. Blind "
        "readers and those "
        "who use the keyboard have to go through everything that stands before the content."
    )
    references = (wcag("2.4.1"), act("cf77f2"), act("3e12e1", partial=True))
    messages = {
        "missing": "Here the content begins, and no skip link, heading or mark of the main part leads to it.",
        "collapsible": "Only this control may let readers pass what stands before the content: does it hide all of it?",
    }
    nothing = "nothing to skip before the content"
    examples = (
        Good(
            "a heading to jump to",
            '<body><nav><a href="/a">News</a></nav><h1>Fair day in Rudno</h1>'
            "<p>On fair day the whole valley comes to town, and the horses with it.</p></body>",
        ),
        Good(
            "near miss: the content comes first",
            "<body><p>On fair day the whole valley comes to town, and the horses with it.</p>"
            '<nav><a href="/a">News</a></nav></body>',
        ),
        Bad(
            "nothing but a menu and text",
            '<body><nav><a href="/a">News</a></nav>'
            "«<p>»On fair day the whole valley comes to town, and the horses with it.</p></body>",
        ),
        Bad(
            "the only heading is the menu's",
            '<body><nav><h2>Sections</h2><a href="/a">News</a></nav>'
            "«<p>»On fair day the whole valley comes to town, and the horses with it.</p></body>",
        ),
        Unsure(
            "a button that may hide the menu",
            '<body>«<button onclick="fold()">»Hide menu</button><nav><a href="/a">News</a></nav>'
            "<p>On fair day the whole valley comes to town, and the horses with it.</p></body>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Page]:
        """Judge a page on which links or the site's own parts stand before the content."""
        before = opening(page)
        return [page] if before.content is not None and (before.stops or before.blocks) else []

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim pages that fail each of the four ways of ACT cf77f2; ask about a control that may fold the menu."""
        before = opening(page)
        if _has_way(page, before):
            return
        control = next((stop for stop in before.stops if _is_control(stop)), None)
        if control is not None and _folds_all(page, before):
            return
        silencing = [_evidence(control)] if control is not None and _only_silences(page, control, before) else []
        if control is not None and not silencing and not _is_seen_to_fail(page, control):
            yield Review(self.finding(page, "collapsible", element=control, subject="way past the menus"))
            return
        yield self.finding(page, "missing", element=before.content, subject="way past the menus", evidence=silencing)


def _has_way(page: Page, before: Opening) -> bool:
    if any(link.target_exists for link in page.skip_links) or _is_seen_to_skip(page, before):
        return True
    if any(landmark.role == "main" for landmark in page.landmarks):
        return True
    place = page.document.order
    start = min((place(block.element) for block in before.blocks), default=-1)
    return any(
        heading.text and place(heading.element) > start and not is_inside(heading.element, MENUS, page)
        for heading in page.headings
    )


def _is_control(stop: Any) -> bool:
    if stop.attr("onclick") or stop.attr("aria-controls") or stop.attr("aria-expanded"):
        return True
    return stop.tag in ("button", "summary") or (stop.attr("href") or "").strip() in (
        "#",
        "javascript:void(0)",
        "javascript:;",
    )


def _is_seen_to_skip(page: Page, before: Opening) -> bool:
    """Tell whether the keyboard went on in the content after a skip link was pressed, whoever made it work."""
    start = number(page, before.content)
    return start is not None and any(passes(page, jump, start) for jump in skip_jumps(page))


def _folds_all(page: Page, before: Opening) -> bool:
    """Tell whether controls were seen to hide every part of the site before the content (ACT 3e12e1)."""
    hidden = {part for press in rendering(page).presses for part in press.hidden}
    return bool(before.blocks) and {number(page, block.element) for block in before.blocks} <= hidden


def _only_silences(page: Page, control: Any, before: Opening) -> bool:
    """Tell whether a control, by its own words, sets aria-hidden and no more, and that was seen to leave all in sight.

    Its script may be missing: then the control does nothing for the readers of this page, and as it is written it
    would not pass the menus either.
    """
    words, heard = _ARIA.subn("", _handler(control))
    if not heard or _SIGHT.search(words):
        return False
    press = next((press for press in rendering(page).presses if press.control == number(page, control)), None)
    parts = {number(page, block.element) for block in before.blocks}
    return press is not None and bool(parts) and parts <= set(press.silenced)


def _evidence(control: Any) -> Evidence:
    return Evidence("a control that hides the menus from screen readers alone", _handler(control)[:_LIMIT])


def _handler(control: Any) -> str:
    return control.attr("onclick") or control.attr("href") or ""


def _is_seen_to_fail(page: Page, control: Any) -> bool:
    """Tell whether the control was pressed in vain, with every script of the page at hand."""
    pressed = {press.control for press in rendering(page).presses}
    return number(page, control) in pressed and not rendering(page).scripts_failed
