"""Reading an element's words: no glued joins, no controls, credits kept apart."""

from typing import Any

from msgspec import Struct
from turbohtml import Element, Text

from cutline.page.class_words import ClassFacts, class_facts
from cutline.text.folding import fold
from cutline.text.lexicon import interface, vocabulary
from cutline.text.patterns import pattern

_UNREAD = frozenset(
    """
    script style template noscript svg math img picture source video audio iframe object embed canvas map input
    select textarea button amp-img
    """.split()  # noqa: SIM905 - one word a line would bury what they mean
)
_BLOCKS = frozenset(
    """
    address article aside blockquote br center dd details dialog div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 - one word a line would bury what they mean
)
# Formatting inside a word or sentence: nothing stands between it and its neighbours that is not written.
_INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big code del dfn em font i ins kbd mark q ruby s samp strike strong sub sup u var
    wbr
    """.split()  # noqa: SIM905 - one word a line would bury what they mean
)
_WORD = pattern(r"\w")
_NUMBER = pattern(r"\d{1,3}[.)]?")
_SENTENCE_ENDS = frozenset(".!?”…")
_EDGE_LIMIT = 120
"""Code points up to which a child's words may be a control or a credit."""
_JOINTS = "/|•· "
"""Signs between the two parts of a credit: "Anna Brandt / AFP"."""
_DEEPEST = 200
"""Levels of elements that are read, credits and all."""
_WEAK_LEVELS = 3
"""Elements inside one another that are read whole because their name may be a credit's."""
_LABEL_WORDS = 4

SPACE, BREAK = " ", "\n"


class CreditPart(Struct, frozen=True):
    """A part of a reading that the page itself calls a credit."""

    element: Any
    text: str


class Reading(Struct, frozen=True):
    """What an element says. `lines` are its blocks, folded, without `credits` and controls; `raw` is unfolded."""

    lines: tuple[str, ...]
    raw: str
    credits: tuple[CreditPart, ...] = ()
    edges: tuple[CreditPart, ...] = ()
    """The first and last child elements with words, when they hold only a part of them: where a credit may hide."""

    @property
    def text(self) -> str:
        """All lines in one."""
        return " ".join(self.lines)


def read(element: Element, *, apart: Any = None) -> Reading:
    """Read an element's words as a reader sees them, with everything in `apart` (a set of elements) left out."""
    if (words := _only_words(element)) is not None:
        line = fold(words)
        return Reading((line,) if line and _worded(line) else (), words)
    walk = _Walk(apart or ())
    walk.into(element, 0)
    raw = "".join(walk.tokens)
    return Reading(
        tuple(line for line in map(fold, raw.split(BREAK)) if line and _worded(line)),
        raw,
        tuple(walk.credits),
        tuple(walk.edges),
    )


def plain_text(element: Element) -> str:
    """Give all words of an element, folded, credits included."""
    return _words_of(element, 0)


def _words_of(element: Element, depth: int) -> str:
    if (words := _only_words(element)) is not None:
        return fold(words)
    walk = _Walk((), credits_apart=False)
    walk.into(element, depth)
    return fold("".join(walk.tokens))


def _only_words(element: Element) -> str | None:
    """Give the words of an element that holds nothing else, as half of all captions and credits do; None for others."""
    children = element.children
    if len(children) != 1 or not isinstance(children[0], Text):
        return None
    # A line break in the source is white space to a reader.
    return children[0].data.replace("\n", SPACE)


class _Walk:
    """One pass over a subtree, collecting tokens: words, spaces and line breaks."""

    def __init__(self, apart: Any, *, credits_apart: bool = True) -> None:
        self.tokens: list[str] = []
        self.credits: list[CreditPart] = []
        self.edges: list[CreditPart] = []
        self.apart = apart
        self.credits_apart = credits_apart
        self.left_out = 0
        """Where something was left out last: what stands on both sides of it stays apart."""
        self.too_long = 0
        """Elements around the present place that may have been a credit by their name and were too long for one."""

    def into(self, element: Element, depth: int) -> None:
        for child in element.children:
            if isinstance(child, Text):
                self._space_after_sentence(child.data)
                if 0 < len(self.tokens) == self.left_out and not child.data[:1].isspace():
                    self.tokens.append(SPACE)
                # A line break in the source is white space to a reader.
                self.tokens.append(child.data.replace("\n", SPACE))
            elif isinstance(child, Element):
                self._element(child, depth)

    def _element(self, child: Element, depth: int) -> None:
        tag = child.tag
        if tag in _UNREAD or child in self.apart or depth > _DEEPEST:
            self.left_out = len(self.tokens)
            return
        if tag == "br":
            self.tokens.append(BREAK)
            return
        names = child.attr("class") or child.attr("data-testid") or child.attr("data-theme-key")
        prop = child.attr("itemprop")
        if names is None and prop is None and tag in _INLINE:
            start = len(self.tokens)
            self.into(child, depth + 1)
            self._settle(child, start, sparing=tag != "a")
            return
        if _hidden(child) or child.attr("role") == "button":
            return
        if self.credits_apart and _is_labelled_credit(child):
            self._credit(child, True, depth)
            return
        facts = class_facts(names)
        if (
            self.credits_apart
            and (facts.credit or is_credit_property(prop) or tag == "cite" or self._may_be_credit(tag, facts))
            and not _holds_pictures(child)
        ):
            self._credit(child, facts.credit or tag == "cite" or prop is not None, depth)
            return
        if facts.label and len(fold(child.text).split()) <= _LABEL_WORDS:
            self.tokens.append(SPACE)
            return
        gap = BREAK if tag in _BLOCKS else SPACE if tag not in _INLINE else ""
        start = len(self.tokens)
        if gap:
            self._gap(gap)
        self.into(child, depth + 1)
        self._settle(child, start)
        if gap:
            self._gap(gap)

    def _may_be_credit(self, tag: str, facts: ClassFacts) -> bool:
        return facts.weak_credit and tag not in _BLOCKS and self.too_long < _WEAK_LEVELS

    def _credit(self, child: Element, sure: bool, depth: int) -> None:
        text = _words_of(child, depth).rstrip(_JOINTS)
        if not text or not _worded(text) or interface().is_control(text):
            return
        if not sure and len(text) > 120:
            self.too_long += 1
            self.into(child, depth + 1)
            self.too_long -= 1
            return
        self.credits.append(CreditPart(child, text))
        self.tokens.append(CREDIT_PLACE)

    def _space_after_sentence(self, words: str) -> None:
        """Put the space that markup forgot: "…on the quay.<em>Anna Brandt</em>"."""
        before = self.tokens[-1][-1:] if self.tokens else ""
        if before in _SENTENCE_ENDS and words[:1].isupper():
            self.tokens.append(SPACE)

    def _gap(self, gap: str) -> None:
        if self.tokens and self.tokens[-1] != BREAK:
            self.tokens.append(gap)

    def _settle(self, child: Element, start: int, *, sparing: bool = False) -> None:
        """Drop what a child said when it is a control or a counter; note it as an edge when it is short.

        A word set bold may be a number; `sparing` drops counters alone.
        """
        said = "".join(self.tokens[start:])
        if len(said) > 2 * _EDGE_LIMIT or not (said := fold(said)) or len(said) > _EDGE_LIMIT:
            return
        if said in _JOINTS and not self.credits_apart:
            return
        # Labels for screen readers end in a comma, which makes a pause: "Image caption,".
        words = interface()
        if words.full_counter.fullmatch(said) if sparing else words.is_control(said.rstrip(",")) or not _worded(said):
            del self.tokens[start:]
            self.left_out = start
        else:
            self.edges.append(CreditPart(child, said))


CREDIT_PLACE = "\ufffc"
"""Stands in a raw reading where a credit element was."""


def is_credit_property(prop: str | None) -> bool:
    """Tell whether an itemprop names who made or owns the photo (schema.org ImageObject)."""
    return prop is not None and bool(
        {"copyrightholder", "credittext", "copyrightnotice", "creator", "author", "provider"}
        & set(prop.lower().split())
    )


def _is_labelled_credit(element: Element) -> bool:
    """Tell whether an element begins with a credit's label for screen readers alone: "Image source,"."""
    first = next(iter(element.children), None)
    if not isinstance(first, Element) or not class_facts(first.attr("class")).label:
        return False
    return fold(first.text).rstrip(" ,:").casefold() in vocabulary().labels.comma


def _worded(text: str) -> bool:
    first = _WORD.search(text)
    if first is None or _NUMBER.fullmatch(text):
        return False
    return interface().full_counter.fullmatch(text, first.start()) is None


def _hidden(element: Element) -> bool:
    if element.attr("hidden") is not None:
        return True
    style = element.attr("style")
    return style is not None and "display:none" in style.replace(" ", "").lower()


def _holds_pictures(element: Element) -> bool:
    return element.find("img") is not None
