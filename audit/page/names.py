"""What a screen reader makes of an element: its accessible name, its role, and whether it gets it at all.

Names follow Accessible Name and Description Computation 1.2 and HTML-AAM 1.0, roles WAI-ARIA 1.2. Where those and the
browsers differ, Chromium decides, since it is what readers have: `docs/decisions/accessible-names.md` says where.
Style sheets are not read; what they hide counts as shown.
"""

from functools import cached_property

from msgspec import Struct
from turbohtml import CData, Element, Namespace, Node, Text
from turbohtml import Document as Tree

from cutline.page.document import Document, in_template
from cutline.page.shades import NEVER_RENDERED, Shade, Shades, is_focusable
from cutline.text.folding import fold

READ_NODES = 1_000
"""Nodes that are read for one name. No label is that long, and a page of nested labels stays linear."""
READ_LETTERS = 10_000
"""Code points that are read for one reference, and after which no further one is added to a name."""


class Described(Struct, frozen=True):
    """An element as the accessibility tree shows it.

    `name` is white-space folded, "" when there is none; `source` is what gave it ("aria-labelledby", "aria-label",
    "alt", "title", "label", "value", "content"), "" when nothing did. `role` is an ARIA role, "none" for what is
    presentational, "object" for an embedded object, "generic" for everything without one. `decorative` tells that the
    author marked the element as decorative (ACT rule 46ca7f: an empty alt without a role, or role none); an element
    can be marked and `exposed` all the same.
    """

    name: str
    source: str
    role: str
    exposed: bool
    decorative: bool


def describe(element: Element, document: Document) -> Described:
    """Describe one element; for more than one on a page make a `Names` and keep it."""
    return Names(document).describe(element)


class Names:
    """Describes the elements of one page, remembering what they share: ancestors, ids, labels."""

    def __init__(self, document: Document) -> None:
        self._tree: Tree = document.tree
        self._shades = Shades()
        self._spoken: dict[Element, str] = {}
        self._referenced: dict[str, str] = {}
        self._labelled: dict[Element, Element | None] = {}

    def describe(self, element: Element) -> Described:
        """Give the element's name and role. Never raises, whatever the attributes hold."""
        exposed = not self.shade(element)
        role = explicit_role(element)
        if role is None and element.tag in _IMAGES:
            return self._describe_image(element, exposed)
        marked = role == "none"
        if marked:
            if not wins_back(element):
                return Described("", "", "none", exposed=False, decorative=True)
            role = None
        if role is None:
            role = _implicit_role(element)
        name, source = self.name_as(element, role)
        return Described(name, source, role, exposed, decorative=marked)

    def name_as(self, element: Element, role: str) -> tuple[str, str]:
        """Give the name that the element has in this role, and its source as in `Described`."""
        name, source = self._by_aria(element)
        if name:
            return name, source
        if _is_image_button(element) and (label := self._label(element)):
            return label, "label"
        name, source = _by_markup(element)
        if name or source == "alt":
            return name, source
        if role in _NAMED_BY_CONTENT and (name := self.spoken(element)):
            return name, "content"
        title = "" if role == "generic" else fold(element.attr("title") or "")
        return (title, "title") if title else ("", "")

    def shade(self, element: Element) -> Shade:
        """Tell what hides the element from a screen reader: itself or an ancestor."""
        return self._shades.of(element)

    def by_id(self, name: str) -> Element | None:
        """Give the first element with the id `name` in tree order, templates left out, as `getElementById` does."""
        return self._ids.get(name)

    def by_anchor(self, name: str) -> Element | None:
        """Give the first `<a name>` with this name, the older way to mark a place."""
        return self._anchors.get(name)

    def spoken(self, element: Element) -> str:
        """Read the element's content as a screen reader does, white space folded.

        Elements that stand on lines of their own are kept apart; pictures are read by their alt. What is hidden is
        left out, unless the element itself is hidden: then it is all read (accname 1.2, step 2A), since an author who
        refers to hidden text means it.
        """
        if element not in self._spoken:
            self._spoken[element] = self._read(element)
        return self._spoken[element]

    def _describe_image(self, element: Element, exposed: bool) -> Described:
        alt = element.attr("alt")
        if alt == "":
            name, source = self._by_aria(element)
            shown = bool(name) or _is_more_than_decoration(element)
            return Described(name, source, "img" if shown else "none", exposed and shown, decorative=True)
        name, source = self._by_aria(element)
        if not name and alt is not None:
            name, source = fold(alt), "alt"
        elif not name and (name := fold(element.attr("title") or "")):
            source = "title"
        return Described(name, source, "img", exposed, decorative=False)

    def _by_aria(self, element: Element) -> tuple[str, str]:
        references = element.attr("aria-labelledby")
        if references and (name := self._by_references(references)):
            return name, "aria-labelledby"
        label = element.attr("aria-label")
        if label and (label := fold(label)):
            return label, "aria-label"
        return "", ""

    def _by_references(self, references: str) -> str:
        if references not in self._referenced:
            self._referenced[references] = self._refer(references)
        return self._referenced[references]

    def _refer(self, references: str) -> str:
        names: list[str] = []
        letters = 0
        for reference in references.split():
            target = self.by_id(reference)
            if target is None:
                continue
            names.append(_own_name(target) or self.spoken(target) or _title_of(target))
            letters += len(names[-1]) + 1
            if letters > READ_LETTERS:
                break
        return fold(" ".join(names))

    def _label(self, element: Element) -> str:
        around, own = element.closest("label"), element.attr("id")
        # A label with `for` is that element's alone (HTML, section 4.10.4), whatever stands in it.
        if around is not None and around.attr("for") in (None, own) and self._labelled_by(around) is element:
            return self._read(around, without=element)
        label = self._labels.get(own) if own else None
        return "" if label is None else self.spoken(label)

    def _labelled_by(self, label: Element) -> Element | None:
        if label not in self._labelled:
            self._labelled[label] = label.select_one(_LABELABLE)
        return self._labelled[label]

    def _read(self, root: Element, without: Element | None = None) -> str:
        children = root.children
        if len(children) == 1 and isinstance(children[0], Text):
            return fold(children[0].data)[:READ_LETTERS]
        # Nothing to leave out, either because the author refers to hidden text or because none of it is hidden.
        everything = bool(self.shade(root)) or not self._shades.any_inside(root)
        pieces: list[str] = []
        rest: list[Node | str] = list(reversed(children))
        for _ in range(READ_NODES):
            if not rest:
                break
            node = rest.pop()
            if node is without:
                continue
            if isinstance(node, str):
                pieces.append(node)
            elif isinstance(node, Text | CData):
                pieces.append(node.data)
            elif isinstance(node, Element) and node.tag not in _SILENT and (everything or not self._shades.of(node)):
                _open(node, pieces, rest, everything)
        return fold("".join(pieces))[:READ_LETTERS]

    @cached_property
    def _ids(self) -> dict[str, Element]:
        found: dict[str, Element] = {}
        for element in self._tree.select("[id]"):
            own = element.attr("id")
            if own and own not in found and not (self._has_templates and in_template(element)):
                found[own] = element
        return found

    @cached_property
    def _anchors(self) -> dict[str, Element]:
        found: dict[str, Element] = {}
        for anchor in self._tree.select("a[name]"):
            if not (self._has_templates and in_template(anchor)):
                found.setdefault(anchor.attr("name") or "", anchor)
        return found

    @cached_property
    def _has_templates(self) -> bool:
        return self._tree.select_one("template") is not None

    @cached_property
    def _labels(self) -> dict[str, Element]:
        labels: dict[str, Element] = {}
        for label in self._tree.select("label[for]"):
            labels.setdefault(label.attr("for") or "", label)
        return labels


def explicit_role(element: Element) -> str | None:
    """Give the first role of the attribute that ARIA knows, synonyms made one; None when there is none."""
    written = element.attr("role")
    if not written:
        return None
    for token in written.lower().split():
        if token in _ROLES:
            return _SYNONYMS.get(token, token)
    return None


def _implicit_role(element: Element) -> str:
    tag = element.tag
    if element.namespace is not Namespace.HTML:
        return {"svg": "graphics-document", "image": "img"}.get(tag, "generic")
    if tag in ("a", "area"):
        return "link" if element.attr("href") is not None else "generic"
    if tag == "input":
        return _INPUT_ROLES.get((element.attr("type") or "").lower(), "textbox")
    return _ROLE_OF_TAG.get(tag, "generic")


def wins_back(element: Element) -> bool:
    """Tell whether role none is overruled (WAI-ARIA 1.2, Presentational Roles Conflict Resolution)."""
    return is_focusable(element) or any(name in _GLOBAL_ATTRIBUTES for name in element.attrs)


def _is_more_than_decoration(element: Element) -> bool:
    """Tell whether an image with an empty alt is exposed all the same, measured in Chromium 156.

    A focus, a click handler, any ARIA attribute, also an empty one, and a title each bring it back.
    """
    if is_focusable(element) or element.attr("title") or element.attr("onclick") is not None:
        return True
    return any(name.startswith("aria-") for name in element.attrs)


def _by_markup(element: Element) -> tuple[str, str]:
    """Give the name by the element's own means; ("", "alt") when an image has an alt that says nothing."""
    if element.namespace is not Namespace.HTML:
        return _svg_title(element), "title"
    tag = element.tag
    if tag in _IMAGES or tag == "area":
        alt = element.attr("alt")
        # Chromium lets an alt of white space stand before the title; an empty one never comes here for an image.
        return ("", "") if alt is None or (tag == "area" and not alt) else (fold(alt), "alt")
    return _image_button_name(element) if _is_image_button(element) else ("", "")


def _is_image_button(element: Element) -> bool:
    return element.tag == "input" and (element.attr("type") or "").lower() == "image"


def _image_button_name(element: Element) -> tuple[str, str]:
    """Alt, then value. The browser's own word for a button without either is not the author's."""
    for source in ("alt", "value"):
        if name := fold(element.attr(source) or ""):
            return name, source
    return "", ""


def _own_name(element: Element) -> str:
    """Name a part of a longer text: no references are followed from here (accname 1.2, step 2B)."""
    label = element.attr("aria-label")
    if label and (label := fold(label)):
        return label
    if explicit_role(element) == "none":
        return ""
    name, _ = _by_markup(element)
    if name:
        return name
    if element.tag == "input" and (value := _value(element)):
        return value
    return _title_of(element) if element.tag in _LEAVES else ""


def _title_of(element: Element) -> str:
    return fold(element.attr("title") or "") if element.attr("alt") is None else ""


def _value(element: Element) -> str:
    """Give what a field shows (accname 1.2, step 2C); a ticked box shows no text."""
    silent = (element.attr("type") or "").lower() in _INPUTS_WITHOUT_TEXT
    return "" if silent else fold(element.attr("value") or "")


def _open(element: Element, pieces: list[str], rest: list[Node | str], everything: bool) -> None:
    own = _own_name(element)
    if own or element.tag in _LEAVES:
        pieces.append(f" {own} ")
        return
    if element.tag in _ON_LINES_OF_THEIR_OWN:
        pieces.append(" ")
        rest.append(" ")
    children = element.children
    if element.tag == "details" and not everything and element.attr("open") is None:
        children = [child for child in children if isinstance(child, Element)]
    rest.extend(reversed(children))


def _svg_title(element: Element) -> str:
    for child in element.children:
        if isinstance(child, Element) and child.tag == "title" and (title := fold(child.text)):
            return title
    return ""


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LABELABLE = 'input:not([type="hidden" i]), button, select, textarea, meter, output, progress'
"""What a label around it can name; only the first counts (HTML, section 4.10.4)."""
_IMAGES = frozenset({"img", "amp-img"})
_SILENT = NEVER_RENDERED | {"audio", "video", "canvas"}
_LEAVES = _IMAGES | {"area", "input", "object", "iframe", "embed", "svg", "select", "textarea"}
"""What is read by its name, never by its content, when it stands in a longer text."""
_ON_LINES_OF_THEIR_OWN = _words(
    "address article aside blockquote br button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre search "
    "section summary table tbody td tfoot th thead tr ul"
)

_ROLES = _words(
    "alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox "
    "comment complementary contentinfo definition deletion dialog directory document emphasis feed figure form generic "
    "graphics-document graphics-object graphics-symbol grid gridcell group heading image img insertion link list "
    "listbox listitem log main mark marquee math menu menubar menuitem menuitemcheckbox menuitemradio meter navigation "
    "none note option paragraph presentation progressbar radio radiogroup region row rowgroup rowheader scrollbar "
    "search searchbox separator slider spinbutton status strong subscript suggestion superscript switch tab table "
    "tablist tabpanel term textbox time timer toolbar tooltip tree treegrid treeitem"
)
"""Roles an author may write: WAI-ARIA 1.2 and 1.3 (image, comment, mark, suggestion), Graphics Roles 1.0."""
_SYNONYMS = {"presentation": "none", "image": "img"}
_NAMED_BY_CONTENT = _words(
    "button cell checkbox columnheader comment gridcell heading link menuitem menuitemcheckbox menuitemradio option "
    "radio row rowheader switch tab tooltip treeitem"
)
"""WAI-ARIA 1.2, section 5.2.8.5: roles whose name comes from content."""
_GLOBAL_ATTRIBUTES = _words(
    "aria-atomic aria-braillelabel aria-brailleroledescription aria-busy aria-controls aria-current aria-describedby "
    "aria-description aria-details aria-flowto aria-keyshortcuts aria-label aria-labelledby aria-live aria-owns "
    "aria-relevant aria-roledescription"
)
"""WAI-ARIA 1.3, section 6.4, those no longer deprecated everywhere; aria-hidden is left out, and empty values count."""

_INPUTS_WITHOUT_TEXT = frozenset({"checkbox", "color", "file", "hidden", "image", "password", "radio", "range"})
_INPUT_ROLES = {
    "image": "button",
    "button": "button",
    "submit": "button",
    "reset": "button",
    "checkbox": "checkbox",
    "radio": "radio",
    "range": "slider",
    "number": "spinbutton",
    "search": "searchbox",
}
_ROLE_OF_TAG = {
    "img": "img",
    "amp-img": "img",
    "object": "object",
    "embed": "object",
    "iframe": "object",
    "button": "button",
    "summary": "button",
    "figure": "figure",
    "article": "article",
    "main": "main",
    "nav": "navigation",
    "search": "search",
    "form": "form",
    "p": "paragraph",
    "li": "listitem",
    "ul": "list",
    "ol": "list",
    "table": "table",
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
}
