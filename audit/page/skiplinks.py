"""Links that let a keyboard reader jump over what stands before the content (WCAG 2.4.1, technique G1).

A skip link is known by what it says, in some forty languages, or by its class; and by where it leads: to a place on its
own page. Links to the navigation, the search or the comments, past an advertisement or an embedded post, and back to
the top are none. The words are data, in `skip_links.toml`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from msgspec import Struct
from turbohtml import Element

from cutline.model.page import SkipLink
from cutline.page.document import Document
from cutline.page.names import Names
from cutline.page.shades import UNREACHABLE, is_focusable, tab_index
from cutline.text.data import table
from cutline.text.folding import fold
from cutline.text.patterns import pattern

TEXT_LIMIT = 120
"""Code points of a skip link's text; the longest read on 1,600 news pages has 71."""
EARLY = 10
"""Tab stops among which "to the content" and the like mean skipping, not a teaser."""
AT_ONCE = 3
"""Tab stops before which even a link inside the article is for the whole page, not for something embedded in it."""


class Meaning(Enum):
    """What a text says about the link."""

    SKIP = "skip"
    ORDINARY = "ordinary"
    """Words that a teaser may use as well: "to the content"."""
    UNKNOWN = "unknown"
    ELSEWHERE = "elsewhere"
    """It leads to another end of the page, or it is a look-alike."""


def skip_links(document: Document, base_url: str = "", names: Names | None = None) -> tuple[SkipLink, ...]:
    """Find the links to the content, in the order of the source.

    `base_url` is the page's own address when known; canonical and og:url count as well. `position` counts the tab
    stops before the link, -1 when Tab never reaches it. A link whose fragment leads to the top of the page, to another
    page or to no element of this source has no target.
    """
    claims = [claim for link in document.tree.select('a[href*="#"]') if (claim := _claim(link)) is not None]
    if not claims:
        return ()
    names = names or Names(document)
    positions = _positions(document, names, {claim.link for claim in claims})
    address = _Address(document, base_url)
    judged = (_judge(claim, positions.get(claim.link, -1), address, names) for claim in claims)
    return tuple(link for link in judged if link is not None)


def meaning_of(text: str) -> Meaning:
    """Read what a link's text says, whatever its language."""
    return _meaning_of(text[: 2 * TEXT_LIMIT])


@lru_cache(maxsize=2048)
def _meaning_of(text: str) -> Meaning:
    """Read a text cut to size; remembered, because the menus of a site's pages are the same."""
    key = _key(text)
    if not key or len(key) > TEXT_LIMIT:
        return Meaning.UNKNOWN
    return _meaning(key)


def tab_stops(document: Document, names: Names) -> Iterator[Element]:
    """Give the elements that Tab visits, in its order: positive tabindex first, then the source (HTML, 6.6.3)."""
    found = [element for tag in _FOCUSABLE for element in document.tree.select(tag)]
    tabbed = document.in_order(document.tabbed)
    candidates = document.in_order([*found, *tabbed, *document.tree.select("[contenteditable]")])
    first = sorted((e for e in tabbed if (tab_index(e) or 0) > 0), key=lambda e: tab_index(e) or 0)
    rest = (e for e in candidates if (tab_index(e) or 0) == 0) if first else candidates
    for ordered in (first, rest):
        for element in ordered:
            if _is_tab_stop(element, names):
                yield element


class _Claim(Struct, frozen=True, eq=False):
    """A link that may be a skip link, before anything is known about where it stands."""

    link: Element
    href: str
    text: str
    meaning: Meaning
    classed: bool


class _Address:
    """The page's own addresses, and what a link on it leads to."""

    def __init__(self, document: Document, base_url: str) -> None:
        tree = document.tree
        stated = [
            base_url,
            *(link.attr("href") for link in tree.select('link[rel~="canonical" i]')),
            *(meta.attr("content") for meta in tree.select('meta[property="og:url" i]')),
        ]
        self._own = {place for url in stated if url and (place := _place(url))}
        base = tree.select_one("base[href]")
        self._base = (base.attr("href") or "").strip() if base is not None else ""
        self._page = next((url for url in stated if url and _place(url)), base_url)

    def fragment(self, href: str) -> str | None:
        """Give the fragment when the link stays on the page, None when it leaves."""
        path, _, fragment = href.partition("#")
        if not path and not self._base:
            return fragment
        try:
            target = urljoin(urljoin(self._page, self._base), href)
        except ValueError:
            return None
        place = _place(target)
        stays = not self._own or not place or place in self._own
        return fragment if stays else None


def _claim(link: Element) -> _Claim | None:
    text = link.attr("aria-label") or link.text
    classes = link.attr("class")
    classed = classes is not None and _words().classed.search(classes.lower()) is not None
    if len(text) > 4 * TEXT_LIMIT and len(text := fold(text)) > TEXT_LIMIT:
        return None
    meaning = meaning_of(text)
    if meaning is Meaning.ELSEWHERE or (meaning is Meaning.UNKNOWN and (not classed or _leads_elsewhere(text))):
        return None
    return _Claim(link, (link.attr("href") or "").strip(), fold(text), meaning, classed)


def _judge(claim: _Claim, position: int, address: _Address, names: Names) -> SkipLink | None:
    fragment = address.fragment(claim.href)
    target = _target(claim.link, fragment, names) if fragment else None
    if not _is_for_the_page(claim.link, position) or not _is_credible(claim, position, fragment, target):
        return None
    return SkipLink(
        text=claim.text,
        href=claim.href,
        target_exists=target is not None,
        first_focusable=position == 0,
        position=position,
        element=claim.link,
        target=target,
    )


def _is_for_the_page(link: Element, position: int) -> bool:
    """Tell a link past what the page begins with from one past something embedded in the article, or in a blueprint."""
    if link.closest("template, noscript") is not None:
        return False
    return position <= AT_ONCE or link.closest(_INSIDE_CONTENT) is None


def _is_credible(claim: _Claim, position: int, fragment: str | None, target: Element | None) -> bool:
    """Weigh the words: the plainer they are, the more has to be right about the place and the target."""
    early = 0 <= position < EARLY
    if claim.meaning is Meaning.SKIP:
        # Late on the page a bare "#" is a script's button, and a link to another page a teaser.
        return early or claim.classed or bool(fragment)
    if claim.meaning is Meaning.ORDINARY:
        return (early or claim.classed) if target is not None else 0 <= position < AT_ONCE
    return target is not None and not _names_elsewhere(fragment or "")


def _target(link: Element, fragment: str, names: Names) -> Element | None:
    """Find the indicated part of the document (HTML, section 7.4.6.4): as written, then percent-decoded."""
    written = fragment.partition(":~:")[0]
    for name in (written, unquote(written)):
        if name and (target := names.by_id(name) or names.by_anchor(name)):
            return None if target is link else target
    return None


def _names_elsewhere(fragment: str) -> bool:
    return _words().target_elsewhere.search(fragment.lower()) is not None


def _positions(document: Document, names: Names, wanted: set[Element]) -> dict[Element, int]:
    found: dict[Element, int] = {}
    for position, element in enumerate(tab_stops(document, names)):
        if element in wanted:
            found[element] = position
            if len(found) == len(wanted):
                break
    return found


def _is_tab_stop(element: Element, names: Names) -> bool:
    if not is_focusable(element) or (tab_index(element) or 0) < 0:
        return False
    return not names.shade(element) & UNREACHABLE


def _place(url: str) -> tuple[str, str] | None:
    """Reduce an address to host and path: a page is the same with and without www, query and closing slash."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https"):
        return None
    return (host.removeprefix("www."), parts.path.rstrip("/")) if host else None


class _Beginnings:
    """Finds entries at the beginning of a word, and anywhere where a script does not part its words.

    Looked up by their first letters: a pattern of them all takes longer to compile than most pages to judge.
    """

    def __init__(self, entries: Iterable[str]) -> None:
        self._spaced: dict[str, list[str]] = {}
        self._unspaced: list[str] = []
        for entry in dict.fromkeys(entries):
            if _is_unspaced(entry):
                self._unspaced.append(entry)
            else:
                self._spaced.setdefault(entry[:_SHORTEST], []).append(entry)

    def are_in(self, key: str) -> bool:
        """Tell whether an entry begins anywhere in the key."""
        for start in _WORD_START.finditer(key):
            at = start.start()
            if any(key.startswith(entry, at) for entry in self._spaced.get(key[at : at + _SHORTEST], ())):
                return True
        return any(entry in key for entry in self._unspaced)


class _Words(Struct, frozen=True):
    """The data file, made ready to be searched for."""

    skip: _Beginnings
    go: _Beginnings
    content: _Beginnings
    past: _Beginnings
    block: _Beginnings
    elsewhere: _Beginnings
    refuse: _Beginnings
    classed: re.Pattern[str]
    target_elsewhere: re.Pattern[str]
    alone: frozenset[str]
    heads: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = table("skip_links")
    languages = data["language"].values()

    def gather(field: str) -> list[str]:
        return [_key(entry) for language in languages for entry in language.get(field, ())]

    nouns = gather("content") + gather("block") + gather("alone")
    return _Words(
        skip=_Beginnings(gather("skip")),
        go=_Beginnings(gather("go")),
        content=_Beginnings(gather("content")),
        past=_Beginnings(gather("past")),
        block=_Beginnings(gather("block")),
        elsewhere=_Beginnings(map(_key, data["elsewhere"])),
        refuse=_Beginnings(map(_key, data["refuse"])),
        classed=_parts(data["class_words"]),
        target_elsewhere=_parts(data["target_elsewhere"]),
        alone=frozenset(gather("alone")),
        heads=frozenset(entry.split()[0][:_HEAD] for entry in nouns),
    )


def _meaning(key: str) -> Meaning:
    words = _words()
    # Most links of a page hold no telling noun; the first letters of their words are enough to see that.
    if not _is_unspaced(key) and not any(word[:_HEAD] in words.heads for word in _WORD.findall(key)):
        return Meaning.UNKNOWN
    about_content = words.content.are_in(key)
    if not about_content and key not in words.alone and not words.block.are_in(key):
        return Meaning.UNKNOWN
    if words.refuse.are_in(key):
        return Meaning.ELSEWHERE
    if about_content and words.skip.are_in(key):
        return Meaning.SKIP
    if words.past.are_in(key) and words.block.are_in(key):
        return Meaning.SKIP
    if words.elsewhere.are_in(key):
        return Meaning.ELSEWHERE
    if key in words.alone or (about_content and words.go.are_in(key)):
        return Meaning.ORDINARY
    return Meaning.UNKNOWN


def _leads_elsewhere(text: str) -> bool:
    key = _key(text)
    return _words().refuse.are_in(key) or _words().elsewhere.are_in(key)


def _key(text: str) -> str:
    # The dot that a Turkish capital leaves behind in lower case.
    return fold(unicodedata.normalize("NFKC", text).casefold().replace("\u0307", ""))


def _is_unspaced(text: str) -> bool:
    # Nearly every text is settled by its highest sign; a pattern of these ranges takes 2 ms to compile.
    if max(text, default="") < _UNSPACED[0][0]:
        return False
    return any(first <= sign <= last for sign in text for first, last in _UNSPACED)


def _parts(entries: Any) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, entries)))


_HEAD = 3
_SHORTEST = 2
"""Letters of the shortest entry."""
_WORD = pattern(r"\w+")
_WORD_START = pattern(r"(?<!\w)\w")
_UNSPACED = (("\u0900", "\u0eff"), ("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"))
"""Thai, Lao, Japanese, Chinese; Korean, whose particles follow; and the scripts of India, whose vowel signs are no
letters to a regular expression, so that words seem to end in their middle."""
_INSIDE_CONTENT = 'article, main, [role~="main" i], [role~="article" i], figure'
_FOCUSABLE = frozenset({"a", "button", "input", "select", "textarea", "summary", "iframe", "audio", "video"})
