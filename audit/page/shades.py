"""What keeps an element from a reader: hidden markup, inline styles, fallback content; and what the keyboard reaches.

Style sheets are not read; what they hide counts as shown.
"""

from enum import IntFlag

from turbohtml import Element, Node

from cutline.text.patterns import pattern


class Shade(IntFlag):
    """Why an element is kept from a reader; each passes on to what is inside."""

    NONE = 0
    UNRENDERED = 1
    """display: none and its relatives: `hidden`, templates, closed details, dialogs and popovers, fallback content."""
    INVISIBLE = 2
    """visibility: hidden, which a descendant can take back."""
    UNSPOKEN = 4
    """aria-hidden: seen and focusable, but never spoken."""
    INERT = 8


UNREACHABLE = Shade.UNRENDERED | Shade.INVISIBLE | Shade.INERT
"""What keeps the keyboard out; aria-hidden does not."""


class Shades:
    """Tells what hides the elements of one page, remembering the ancestors they share."""

    def __init__(self) -> None:
        self._known: dict[Node, Shade] = {}

    def of(self, element: Element) -> Shade:
        """Give everything that hides the element, by itself or by an ancestor; a template's contents too."""
        known = self._known
        shade = known.get(element)
        if shade is not None:
            return shade
        unknown: list[Node] = [element]
        node = element.parent
        while node is not None and (shade := known.get(node)) is None:
            unknown.append(node)
            node = node.parent
        shade = shade or Shade.NONE
        while unknown:
            at = unknown.pop()
            # Most elements have nothing that could hide them, and C finds that out.
            if isinstance(at, Element) and at.matches(_HIDERS_AND_HIDDEN):
                shade = _shaded(at, shade)
            known[at] = shade
        return shade

    @staticmethod
    def any_inside(element: Element) -> bool:
        """Tell whether anything in the element could be hidden apart from it; most texts hold nothing of the kind."""
        return element.select_one(_HIDERS) is not None


def is_focusable(element: Element) -> bool:
    """Tell whether a script or a click can focus the element (HTML, section 6.6.3); `tabindex="-1"` is enough."""
    if tab_index(element) is not None:
        return True
    tag = element.tag
    if tag in _FORM_CONTROLS:
        return element.attr("disabled") is None and (element.attr("type") or "").lower() != "hidden"
    if tag in ("a", "area"):
        return element.attr("href") is not None
    if tag in ("audio", "video"):
        return element.attr("controls") is not None
    if tag == "summary":
        return _is_first_summary(element)
    return tag == "iframe" or _is_edited(element)


def tab_index(element: Element) -> int | None:
    """Give the tabindex as HTML reads integers (leading digits count); None when absent or no number."""
    written = element.attr("tabindex")
    number = None if written is None else _INTEGER.match(written)
    return int(number[1]) if number else None


def inline_style(style: str) -> dict[str, str]:
    """Read `display` and `visibility` out of a style attribute, in lower case; the last wins, an important one more."""
    declared: dict[str, str] = {}
    important: dict[str, str] = {}
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        name = name.strip().lower()
        if not colon or name not in ("display", "visibility"):
            continue
        said, mark, _ = value.strip().lower().partition("!")
        if said := said.strip():
            (important if mark else declared)[name] = said
    return declared | important


def _shaded(element: Element, inherited: Shade) -> Shade:
    shade = inherited
    style = element.attr("style")
    styled = inline_style(style) if style else {}
    visibility = styled.get("visibility")
    if visibility in ("hidden", "collapse"):
        shade |= Shade.INVISIBLE
    elif visibility in ("visible", "initial"):
        shade &= ~Shade.INVISIBLE
    if _is_unrendered(element, styled.get("display")):
        shade |= Shade.UNRENDERED
    if (element.attr("aria-hidden") or "").lower() == "true" and element.tag not in ("html", "body"):
        shade |= Shade.UNSPOKEN
    if element.attr("inert") is not None:
        shade |= Shade.INERT
    return shade


def _is_unrendered(element: Element, display: str | None) -> bool:
    tag = element.tag
    if display == "none" or tag in NEVER_RENDERED or _is_fallback(element):
        return True
    if element.attr("hidden") == "until-found":
        return True
    if display is not None:
        return False
    return (
        element.attr("hidden") is not None
        or element.attr("popover") is not None
        or (tag == "dialog" and element.attr("open") is None)
    )


def _is_fallback(element: Element) -> bool:
    """Tell whether the parent shows something else instead: a closed details its summary, a video itself."""
    parent = element.parent
    if not isinstance(parent, Element):
        return False
    tag = parent.tag
    if tag == "details":
        return parent.attr("open") is None and not _is_first_summary(element)
    return tag in ("video", "audio") or (tag == "object" and bool(parent.attr("data")))


def _is_first_summary(element: Element) -> bool:
    parent = element.parent
    if element.tag != "summary" or not isinstance(parent, Element) or parent.tag != "details":
        return False
    first = next((child for child in parent.children if isinstance(child, Element) and child.tag == "summary"), None)
    return first is element


def _is_edited(element: Element) -> bool:
    editable = element.attr("contenteditable")
    return editable is not None and editable.lower() in ("", "true", "plaintext-only")


_INTEGER = pattern(r"[\t\n\f\r ]*([+-]?[0-9]{1,9})")

_HIDING_TAGS = frozenset({"template", "details", "dialog", "video", "audio", "object", "noscript", "head", "datalist"})
_HIDERS = (
    "[hidden], [aria-hidden], [inert], [popover], "
    + ", ".join(sorted(_HIDING_TAGS))
    + ', [style*="display" i], [style*="visibility" i]'
)
"""Whatever could hide itself or what is inside it."""
_HIDERS_AND_HIDDEN = f"{_HIDERS}, {', '.join(f'{tag} > *' for tag in ('audio', 'details', 'object', 'video'))}"
"""The same, and what stands directly in an element that may show something else in its place."""

NEVER_RENDERED = frozenset({"template", "head", "noscript", "script", "style", "title", "datalist", "noframes"})
"""Elements that no browser with scripting on draws (HTML, section 15.3.1)."""
_FORM_CONTROLS = frozenset({"button", "input", "select", "textarea"})
