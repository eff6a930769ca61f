"""A picture of the page's frame without a name."""

from collections.abc import Iterator, Sequence
from typing import Any

from cutline.model.finding import Finding
from cutline.model.page import Page, Picture
from cutline.model.severity import Severity
from cutline.page.addresses import is_stand_in, is_tracker
from cutline.page.names import wins_back
from cutline.page.survey import METER
from cutline.rules.base import Bad, Good, Options, Review, Rule, act, wcag
from cutline.rules.facts.spoken import names, roles_of, with_roles


class FurnitureAltMissing(Rule):
    id = "furniture-alt-missing"
    title = "A picture of the page's frame has no alt text"
    why = (
        "Icons, logos and teaser pictures are read out too. One that has neither a name nor the mark of a "
        "decoration is "
        "announced by its file name, on every page that uses the template."
    )
    references = (wcag("1.1.1"), act("23a2a8"))
    severity = Severity.ADVICE
    messages = {
        "missing": "This picture has no alt text; if it only decorates, give it an empty one.",
        "unnamed": "Blind readers are told that there is a picture here, but it has no name.",
    }
    nothing = "no picture besides the photos"
    examples = (
        Good("an icon with a name", '<a href="/"><img src="home-icon.png" alt="Home" width="40" height="40"></a>'),
        Good(
            "near miss: an icon that is marked as decoration",
            '<a href="/">Home <img src="home-icon.png" alt="" width="40" height="40"></a>',
        ),
        Good(
            "near miss: a meter that no reader meets",
            '<p>News</p><img src="https://meter.example.org/hit.gif" width="1" height="1">',
        ),
        Good("near miss: a stand-in that a script replaces", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'),
        Good("near miss: a block that is hidden", '<div role="img" aria-hidden="true"></div>'),
        Bad(
            "an icon without alt text", '<nav><a href="/">«<img src="home-icon.png" width="40" height="40">»</a></nav>'
        ),
        Bad(
            "an icon that takes the keyboard",
            '<p>Map</p>«<img src="pin-icon.png" alt="" width="40" height="40" tabindex="0">»',
        ),
        Bad(
            "a block that is a picture",
            '<p>Weather</p>«<span role="img" class="sun">»</span><p>Sunny in Norvik.</p>',
        ),
        Bad(
            "two icons",
            '<nav><a href="/">«<img src="home-icon.png" width="40" height="40">»</a>'
            '<a href="/find">«<img src="lens-icon.png" width="40" height="40">»</a></nav>',
        ),
    )

    def subjects(self, page: Page) -> Sequence[Any]:
        """Judge what a screen reader takes for a picture and no editor for a photo."""
        return page.once(_furniture) + page.once(_other_pictures)

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim the nameless ones (ACT 23a2a8); an empty alt text is a name of its own unless other marks undo it."""
        for picture in page.once(_furniture):
            if not picture.name and (not picture.decorative or wins_back(picture.element)):
                message = "missing" if picture.kind in _IMAGES and picture.alt is None else "unnamed"
                yield self.finding(page, message, picture=picture)
        for element in page.once(_other_pictures):
            if not names(page).describe(element).name:
                yield self.finding(page, "unnamed", element=element)


_IMAGES = frozenset({"img", "amp-img", "noscript"})
_LISTED = frozenset({"img", "amp-img", "svg", "g", "path", "div", "span", "object", "input", "area"})
"""Elements that recognition lists as pictures, or that stand in drawings."""


def _furniture(page: Page) -> list[Picture]:
    return [picture for picture in page.pictures if _is_furniture(picture)]


def _is_furniture(picture: Picture) -> bool:
    if picture.content or not picture.exposed or picture.role != "img" or picture.kind in ("svg", "noscript"):
        return False
    return bool(picture.name) or picture.kind not in _IMAGES or not _is_meter(picture)


def _is_meter(picture: Picture) -> bool:
    """Tell whether the picture shows nothing: it counts hits, or keeps the place of another one."""
    sizes = [picture.element.attr(side) or "" for side in ("width", "height")]
    if all(size.isdecimal() and len(size) < 4 and int(size) <= METER for size in sizes):
        return True
    return picture.src is not None and (is_tracker(picture.src) or is_stand_in(picture.src))


def _other_pictures(page: Page) -> list[Any]:
    """Find what calls itself a picture besides the elements that recognition lists."""
    found = [e for e in with_roles(page) if e.tag not in _LISTED and not roles_of(e).isdisjoint(("img", "image"))]
    describe = names(page).describe
    return [element for element in found if (described := describe(element)).exposed and described.role == "img"]
