"""One pass over a page: its pictures, the elements that may hold their texts, and what surrounds them."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

import turbohtml
from msgspec import Struct
from turbohtml import DocumentFragment, Element

from cutline.page import addresses
from cutline.page.class_words import ClassFacts, class_facts, naming_a_text
from cutline.page.document import Document
from cutline.page.reading import is_credit_property
from cutline.text.extent import is_long
from cutline.text.patterns import pattern

Fact = TypeVar("Fact")

PHOTO_TAGS = frozenset({"img", "amp-img"})
_PICTURE_ROLES = frozenset({"img", "image", "graphics-document", "graphics-symbol"})
_OTHER_PICTURES = frozenset({"svg", "object", "input", "area"})
_TELLING = PHOTO_TAGS | _OTHER_PICTURES | {"figcaption", "cite", "noscript", "h1", "article", "main"}
_MARKUP_AS_TEXT = frozenset({"noscript", "script", "style", "template", "textarea", "iframe"})
"""What is in them is no element, and nobody reads it."""
METER = 3
"""Pixels: a picture that counts hits and shows nothing is at most this large on both sides; 1,635 of 49,906 pictures on
1,659 news pages were."""
_ICON = 64
"""Pixels: a picture declared smaller than this on both sides is a mark beside text."""
_RATIOS = frozenset({(16, 9), (4, 3), (3, 2), (9, 16), (3, 4), (2, 3)})
"""Written as width and height, these are shapes, not sizes."""
_MIXED_CONTENT = pattern(r"<(?:img|amp-img)\b", re.IGNORECASE)
_PHOTOS_PER_NOSCRIPT = 3
NEIGHBOURS = 60
"""Nodes, wordless ones included, among which a neighbour is looked for, so that a long row of them costs little."""


LONG_PARAGRAPH = 80
"""Letters from which a paragraph counts as running text."""


class Unit(Struct, eq=False, gc=False):
    """A picture that may be a photo, with what is found out about it on the way."""

    order: int
    element: Any
    src: str | None
    facts: ClassFacts
    host: Any = None
    """The noscript that holds it, when only readers without script get it as markup."""
    width: int | None = None
    """The width it declares, in pixels."""
    widest: int = 0
    """The largest width that its srcset offers, in pixels; 0 when it tells none."""
    trivial: bool = False
    """A meter or a mark: no text can belong to it, and it does not stand between a photo and its text."""
    blueprint: bool = False
    """It stands in a template: nobody gets it."""

    @property
    def anchor(self) -> Any:
        """Where it stands in the tree."""
        return self.element if self.host is None else self.host


class TextSpot(Struct, eq=False):
    """An element that by its name holds a caption or a credit."""

    order: int
    element: Any
    tag: str
    facts: ClassFacts
    caption: bool
    """It holds the photo's words; a figcaption always does, and may be called a credit too."""
    credit: bool
    weak: bool = False
    """Its name would make it a credit only beside a photo: source, author, agency."""


class Held(Struct, eq=False, gc=False):
    """The units inside an element."""

    count: int
    first: Unit
    last: Unit


class Survey(Struct, eq=False):
    """What the pass found. `held` tells of every ancestor of a unit what it holds."""

    document: Document
    units: list[Unit]
    others: list[tuple[int, Any]]
    spots: list[TextSpot]
    headings: list[Any]
    articles: list[Any]
    held: dict[Any, Held]
    at: dict[Any, Unit]
    """Units by the element that stands for them in the tree."""
    facts: dict[tuple[Any, Any], Any] = {}

    def once(self, element: Any, measure: Callable[[Any], Fact]) -> Fact:
        """Give `measure(element)`, worked out the first time it is asked: many units and spots share a box."""
        key = (measure, element)
        if key not in self.facts:
            self.facts[key] = measure(element)
        fact: Fact = self.facts[key]
        return fact

    def has_begun(self, element: Any) -> bool:
        """Tell whether a paragraph of running text stands before an element."""
        first = self.once(None, self._first_paragraph)
        return first is not None and first < self.document.order(element)

    def _first_paragraph(self, _: Any) -> int | None:
        long = (p for p in self.document.tree.select("p") if is_long(p.text, LONG_PARAGRAPH))
        return next(map(self.document.order, long), None)

    def holds(self, element: Any) -> int:
        """Count the units inside an element."""
        held = self.held.get(element)
        return 0 if held is None else held.count


def survey(document: Document) -> Survey:
    """Walk the page once, in reading order."""
    found = Survey(document, [], [], [], [], [], {}, {})
    noscripts: list[tuple[int, Any]] = []
    place = document.order
    for element in _telling(document):
        order, tag, facts = place(element), element.tag, class_facts(element.attr("class"))
        if tag in PHOTO_TAGS:
            found.units.append(_unit(order, element, facts))
        elif tag == "noscript":
            noscripts.append((order, element))
        elif tag == "h1":
            found.headings.append(element)
        elif tag == "article" or tag == "main":
            found.articles.append(element)
        elif tag in _OTHER_PICTURES:
            _other(found, order, element, tag)
        if tag not in PHOTO_TAGS and tag not in _MARKUP_AS_TEXT:
            _spot(found, order, element, tag, facts)
    _pictures_by_role(found)
    for unit in found.units:
        _judge_trifle(unit)
    _drop_stand_ins(found.units)
    for unit in found.units:
        _climb(found, unit)
    _read_noscripts(found, noscripts)
    return found


def _telling(document: Document) -> list[Any]:
    """List the elements whose tag, class or itemprop may tell of a picture or its text, in reading order."""
    tree = document.tree
    found = [element for tag in _TELLING for element in tree.select(tag)]
    found += tree.select("[itemprop]")
    found += naming_a_text(tree.select("[class]"))
    return document.in_order(found)


def _unit(order: int, element: Any, facts: ClassFacts, host: Any = None) -> Unit:
    width, widest = declared(element, "width"), addresses.widest_width(element)
    return Unit(order, element, addresses.picture_address(element), facts, host, width, widest)


def _spot(found: Survey, order: int, element: Any, tag: str, facts: ClassFacts) -> None:
    prop = element.attr("itemprop")
    credit = facts.credit or tag == "cite" or (is_credit_property(prop) and prop != "author")
    if tag == "figcaption" and not credit:
        credit = class_facts(element.attr("data-theme-key") or element.attr("data-testid")).credit
    caption = facts.caption or prop == "caption" or tag == "figcaption"
    weak = facts.weak_credit and not caption and not credit
    if caption or credit or weak:
        found.spots.append(TextSpot(order, element, tag, facts, caption, credit, weak))


def _other(found: Survey, order: int, element: Any, tag: str) -> None:
    if tag == "input":
        picture = (element.attr("type") or "").strip().lower() == "image"
    elif tag == "svg":
        # A drawing that says nothing of itself is an icon beside words, and no screen reader calls it a picture.
        picture = any(element.attr(name) is not None for name in ("role", "aria-label", "aria-labelledby"))
    else:
        picture = tag != "area" or element.attr("href") is not None
    if picture:
        found.others.append((order, element))


def _pictures_by_role(found: Survey) -> None:
    """Add what only its role makes a picture: a drawing in a div, an icon font."""
    document = found.document
    for element in document.roled:
        roles = (element.attr("role") or "").lower().split()
        if not _PICTURE_ROLES.isdisjoint(roles) and element.tag not in _OTHER_PICTURES | PHOTO_TAGS:
            found.others.append((document.order(element), element))


def _drop_stand_ins(units: list[Unit]) -> None:
    """Mark a picture without an address of its own as trivial when the real one stands right beside it."""
    for place, unit in enumerate(units):
        if unit.src is not None and not addresses.is_stand_in(unit.src):
            continue
        for other in units[max(0, place - 1) : place + 2]:
            if (
                other is not unit
                and other.src is not None
                and not addresses.is_stand_in(other.src)
                and other.element.parent == unit.element.parent
            ):
                unit.trivial = True


def _judge_trifle(unit: Unit) -> None:
    """Mark meters and marks."""
    src, facts = unit.src, unit.facts
    unit.trivial = (
        _is_small(unit)
        or (facts.avatar and bool(facts.region) and not facts.gallery)
        or (src is not None and addresses.is_meter_host(src))
        or (src is not None and (unit.width or 0) <= _ICON and addresses.is_tracker(src))
        or (src is not None and src.split("?", 1)[0].lower().endswith(".svg") and addresses.is_mark(src))
    )


def _is_small(unit: Unit) -> bool:
    """Tell whether a picture declares a meter's or a mark's size; a wide srcset overrules it, since sizes lie."""
    width, height = unit.width, declared(unit.element, "height")
    if width is None or height is None:
        return False
    if width <= METER and height <= METER and (width, height) not in _RATIOS:
        return unit.widest <= _ICON and not _waits(unit)
    if not (0 < width < _ICON and 0 < height < _ICON) or unit.widest > 2 * _ICON:
        return False
    return (width, height) not in _RATIOS or unit.facts.avatar


def _waits(unit: Unit) -> bool:
    """Tell whether a stand-in holds the place of a photo with an address: the size it declares is the stand-in's."""
    written = (unit.element.attr("src") or "").strip()
    address = unit.src
    return bool(written) and address != written and address is not None and not addresses.is_stand_in(address)


def declared(element: Any, name: str) -> int | None:
    """Give a declared width or height in pixels, None when absent or not a number."""
    value = element.attr(name)
    if value is None:
        return None
    digits = value.strip().removesuffix("px").partition(".")[0]
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else None


def _climb(found: Survey, unit: Unit) -> None:
    """Count the unit in all its ancestors. A blueprint counts nowhere, and is trivial."""
    at = unit.anchor.parent
    path = []
    while isinstance(at, Element):
        path.append(at)
        at = at.parent
    if isinstance(at, DocumentFragment):
        unit.trivial = unit.blueprint = True
    if unit.trivial:
        return
    found.at[unit.anchor] = unit
    for ancestor in path:
        held = found.held.get(ancestor)
        if held is None:
            found.held[ancestor] = Held(1, unit, unit)
        else:
            held.count += 1
            held.last = unit


def _read_noscripts(found: Survey, noscripts: list[tuple[int, Any]]) -> None:
    """Take photos out of noscripts: a copy lends its address to the picture beside it, a lone one is a unit."""
    added = False
    for order, noscript in noscripts:
        inside = noscript.text
        if not _MIXED_CONTENT.search(inside):
            continue
        fragment = turbohtml.parse_fragment(inside, positions=False)
        pictures = [e for e in fragment.iter_elements() if e.tag in PHOTO_TAGS][:_PHOTOS_PER_NOSCRIPT]
        for picture in pictures:
            unit = _unit(order, picture, class_facts(picture.attr("class")), noscript)
            _judge_trifle(unit)
            if unit.trivial or unit.src is None:
                continue
            beside = _beside(found, noscript)
            if beside is not None:
                if beside.src is None or addresses.is_stand_in(beside.src):
                    beside.src = unit.src
                continue
            found.document.adopt(fragment, noscript)
            found.units.append(unit)
            _climb(found, unit)
            added = True
    if added:
        found.units.sort(key=lambda unit: unit.order)


def _beside(found: Survey, noscript: Any) -> Unit | None:
    """Find the picture of which a noscript holds the copy: the only one in a close ancestor, or a neighbour."""
    at, levels = noscript.parent, 0
    while isinstance(at, Element) and levels < 3 and at.tag not in ("body", "main", "article", "section", "head"):
        count = found.holds(at)
        if count == 1:
            return found.held[at].first
        if count > 1:
            break
        at, levels = at.parent, levels + 1
    for neighbour in (next_element(noscript, forward=False), next_element(noscript, forward=True)):
        if neighbour is None:
            continue
        if neighbour in found.at:
            return found.at[neighbour]
        if found.holds(neighbour) == 1:
            return found.held[neighbour].first
    return None


def next_element(node: Any, *, forward: bool) -> Any:
    """Give the next or previous sibling element; None when words or nothing stand there."""
    at = node.next_sibling if forward else node.previous_sibling
    while at is not None:
        if isinstance(at, Element):
            return at
        if at.text.strip():
            return None
        at = at.next_sibling if forward else at.previous_sibling
    return None
