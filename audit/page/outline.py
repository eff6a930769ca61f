"""The skeleton that a screen reader offers for moving about: landmarks, headings, title and languages.

Roles follow HTML-AAM 1.0 and WAI-ARIA 1.2, as Chromium maps them.
"""

from msgspec import Struct
from turbohtml import Element, Namespace, Text

from cutline.model.page import Heading, Landmark
from cutline.page.document import Document
from cutline.page.names import Names, explicit_role, wins_back
from cutline.text.folding import fold
from cutline.text.patterns import pattern


class Outline(Struct, frozen=True):
    """Landmarks and headings in reading order, hidden ones left out."""

    landmarks: tuple[Landmark, ...] = ()
    headings: tuple[Heading, ...] = ()


def outline_of(document: Document, names: Names | None = None) -> Outline:
    """Read landmarks and headings in one pass over the page, which costs half of two."""
    names = names or Names(document)
    judge = _Landmarks(names)
    found_landmarks: list[Landmark] = []
    found_headings: list[Heading] = []
    for element in _outlining(document):
        role = _role(element)
        if role == "heading":
            if not names.shade(element):
                found_headings.append(_heading(element, names))
        elif role in _LANDMARKS and (landmark := judge.read(element, role)) is not None:
            found_landmarks.append(landmark)
    return Outline(tuple(found_landmarks), tuple(found_headings))


def _outlining(document: Document) -> list[Element]:
    """Give the elements that could be a landmark or a heading by their tag or role, in reading order."""
    found = [element for tag in _OUTLINING for element in document.tree.select(tag)]
    return document.in_order(found + document.roled)


def landmarks(document: Document, names: Names | None = None) -> tuple[Landmark, ...]:
    """Give the landmarks: banner, complementary, contentinfo, form, main, navigation, region, search."""
    return outline_of(document, names).landmarks


def headings(document: Document, names: Names | None = None) -> tuple[Heading, ...]:
    """Give the headings with what a screen reader reads of them; an empty one has the text ""."""
    return outline_of(document, names).headings


def title(document: Document) -> str | None:
    """Give the document's title, white space folded; None without a `<title>` (HTML, section 3.1.5)."""
    first = next((e for e in document.tree.select("title") if e.namespace is Namespace.HTML), None)
    return None if first is None else fold(first.text)


def page_language(document: Document) -> str | None:
    """Give the `lang` of the html element as written, trimmed; None when absent or empty.

    `xml:lang` counts where `lang` is absent, for pages that were once XHTML; browsers ignore it there, their readers
    are better served by it.
    """
    root = document.tree.root
    return _language(root) if root is not None else None


def part_language(element: Element) -> str | None:
    """Give the language of the nearest element that states one, the element itself included; None when unknown.

    `lang=""` states that the language is unknown (HTML, section 3.2.6.2).
    """
    stating = element.closest(_LANGUAGE)
    return None if stating is None else _language(stating)


def _language(element: Element) -> str | None:
    stated = element.attr("lang")
    if stated is None:
        stated = element.attr("xml:lang")
    return (stated or "").strip() or None


def _role(element: Element) -> str:
    role = explicit_role(element)
    if role == "none":
        return _IMPLICIT.get(element.tag, "") if wins_back(element) else ""
    return _IMPLICIT.get(element.tag, "") if role is None else role


class _Sectioning:
    """Tells what stands inside sectioning content, remembering ancestors; there a header is no banner."""

    def __init__(self, roles: frozenset[str]) -> None:
        self._roles = roles
        self._known: dict[Element, bool] = {}

    def holds(self, element: Element) -> bool:
        """Tell whether an ancestor has one of the roles, or is a section that keeps its own."""
        climbed: list[Element] = []
        held = False
        node = element.parent
        while isinstance(node, Element) and not held:
            if node in self._known:
                held = self._known[node]
                break
            climbed.append(node)
            held = _role(node) in self._roles or (node.tag == "section" and explicit_role(node) is None)
            node = node.parent
        self._known.update(dict.fromkeys(climbed, held))
        return held


class _Landmarks:
    """Judges landmarks of one page (HTML-AAM 1.0, section 3.5; Chromium 156 where it leaves room).

    A header or footer is one outside of sectioning; so is an aside, for which main is no sectioning and a name is
    enough. A region or form is one when it has a name.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._around_ends = _Sectioning(_SECTIONING | {"main"})
        self._around_asides = _Sectioning(_SECTIONING)

    def read(self, element: Element, role: str) -> Landmark | None:
        """Give the landmark that the element makes in this role, None when it makes none."""
        if self._names.shade(element):
            return None
        named = any(element.attr(attribute) is not None for attribute in _NAMING)
        name = self._names.name_as(element, role)[0] if named else ""
        if role in _ONLY_WHEN_NAMED and not name:
            return None
        if explicit_role(element) != role and self._is_scoped(element, role, name):
            return None
        return Landmark(role, name, element)

    def _is_scoped(self, element: Element, role: str, name: str) -> bool:
        if role in ("banner", "contentinfo"):
            return self._around_ends.holds(element)
        return role == "complementary" and not name and self._around_asides.holds(element)


def _heading(element: Element, names: Names) -> Heading:
    name = fold(element.text) if _is_plain(element) else ""
    name = name or names.name_as(element, "heading")[0]
    return Heading(_level(element), name, element)


def _is_plain(element: Element) -> bool:
    """Tell whether an element holds words and nothing that could name it otherwise; most headings do."""
    children = element.children
    if len(children) == 1 and isinstance(inner := children[0], Element):
        plain = inner.tag in _WORDS_ONLY and _only_text(inner) and not _is_labelled(inner)
        return plain and not any(inner.attr(name) is not None for name in _HIDING) and not _is_labelled(element)
    return _only_text(element) and not _is_labelled(element)


def _only_text(element: Element) -> bool:
    return all(isinstance(child, Text) for child in element.children)


def _is_labelled(element: Element) -> bool:
    return element.attr("aria-label") is not None or element.attr("aria-labelledby") is not None


def _level(element: Element) -> int:
    stated = element.attr("aria-level")
    written = _LEVEL.match(stated) if stated else None
    if written and int(written[1]) > 0:
        return int(written[1])
    return int(element.tag[1]) if element.tag in _HEADINGS else _DEFAULT_LEVEL


_DEFAULT_LEVEL = 2
"""What browsers take for a heading role without aria-level (WAI-ARIA 1.2, heading)."""
_LEVEL = pattern(r"\s*([0-9]{1,4})")
_LANGUAGE = r"[lang], [xml\:lang]"
_WORDS_ONLY = frozenset({"a", "span", "b", "strong", "em", "i"})
_NAMING = ("aria-label", "aria-labelledby", "title")
"""What may name a landmark, which its contents never do (accname 1.2, step 2F)."""
_HIDING = ("aria-hidden", "hidden", "style")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_IMPLICIT = {
    "main": "main",
    "nav": "navigation",
    "header": "banner",
    "footer": "contentinfo",
    "aside": "complementary",
    "section": "region",
    "form": "form",
    "search": "search",
    "article": "article",
    **dict.fromkeys(_HEADINGS, "heading"),
}
_LANDMARKS = frozenset(_IMPLICIT.values()) - {"heading", "article"}
_ONLY_WHEN_NAMED = frozenset({"region", "form"})
_SECTIONING = frozenset({"article", "complementary", "navigation"})
_OUTLINING = frozenset(_IMPLICIT) - {"article"}
