"""What stands around a picture, remembered per ancestor because pictures share them."""

import re
from collections import Counter
from typing import Any
from urllib.parse import SplitResult, urlsplit

from msgspec import Struct
from turbohtml import Element, Text

from cutline.page.addresses import identity
from cutline.page.class_words import NO_CLASS, class_facts, markup_words
from cutline.page.survey import LONG_PARAGRAPH, Survey
from cutline.text.extent import is_long
from cutline.text.patterns import pattern

PICTURE_FILE = pattern(r"\.(?:jpe?g|png|gif|webp|avif|tiff?|bmp)(?:$|[?#/;:]|\.html?$)", re.IGNORECASE)
# "ID17", "000", "AS2024.html" in a folder of photos is one photo's page; words joined by hyphens are a story's.
_PHOTO_NUMBER = pattern(r"[A-Za-z]{0,4}\d[\w.]{0,30}")
_ENLARGED = ("data-lightbox", "data-fancybox", "data-glightbox", "data-featherlight", "data-pswp-width")
"""What scripts that show a photo larger want on the link around it."""
_OWN_ADDRESS = ("data-url", "data-path", "data-permalink", "data-href", "data-article-url")
"""Where pages that load one story below the other say which is which."""
_STORIES = 100
"""Articles of a page that are looked at; each is read whole, and a hostile page nests thousands."""
_STORY = 600
"""Code points from which an article of another address is a story, not a slide."""
_SLIDE = pattern(r"/(?:[\w-]{0,40}[-_/])?\d{1,4}/?")
_LEAST_PARAGRAPHS = 3
_ROOT_SHARE = 0.3
"""Share of a page's long paragraphs that makes an article the one the page is about."""
_LANDMARK_REGION = {"nav": 3, "footer": 3, "aside": 3}
_TELLING = frozenset({"a", "figure", "article", *_LANDMARK_REGION})
"""Elements that say something by themselves about what is in them."""
_ROLE_REGION = {"navigation": 3, "contentinfo": 3, "complementary": 2, "banner": 2, "search": 3, "dialog": 1}


class Around(Struct, frozen=True, eq=False, gc=False):
    """What all ancestors of a picture say together."""

    region: int = 0
    region_name: str = ""
    link: Any = None
    figure: Any = None
    card: Any = None
    root: bool = False
    gallery: bool = False
    body: bool = False
    foreign: bool = False
    """It stands in another story that the page shows below its own."""
    enlarged: bool = False
    """The link around it leads to a picture's file: the photo is shown larger."""


NOWHERE = Around()
_ONE_MORE = 2
_NO_ADDRESS = urlsplit("")


class Surroundings:
    """Answers what stands around an element; each ancestor is looked at once a page."""

    def __init__(self, survey: Survey, address: str = "") -> None:
        self._survey = survey
        self._known: dict[Any, Around] = {}
        self.root = _article_root(survey)
        text = _text_root(survey) if self.root is None else None
        self._roots = frozenset((self.root, text)) - {None}
        # Layout wrappers are called sidebar, promo or header; around the headline or the story that means nothing.
        self._spared = {ancestor for heading in survey.headings[:1] for ancestor in heading.ancestors}
        for root in self._roots:
            self._spared |= {root, *root.ancestors}
        parts = _parts(address) if "//" in address else None
        self._address = parts.path.rstrip("/") if parts else ""
        self._host = parts.netloc if parts else ""
        self._foreign = self._other_stories()

    def of(self, element: Any) -> Around:
        """Describe the ancestors of `element`."""
        path = []
        at = element.parent
        while isinstance(at, Element) and at not in self._known:
            path.append(at)
            at = at.parent
        around = self._known[at] if isinstance(at, Element) else NOWHERE
        for ancestor in reversed(path):
            around = self._within(around, ancestor)
            self._known[ancestor] = around
        return around

    def _within(self, outer: Around, element: Element) -> Around:
        tag = element.tag
        names = element.attr("class")
        facts = class_facts(names)
        own = element.attr("id")
        about = class_facts(own) if own else facts
        role = element.attr("role")
        if facts is about is NO_CLASS and role is None and tag not in _TELLING and element not in self._roots:
            return outer
        foreign = outer.foreign or element in self._foreign
        href = element.attr("href") if tag == "a" else None
        # A link that calls itself a popup or an overlay and leads to a picture's file shows the photo larger.
        shows = href is not None and PICTURE_FILE.search(href) is not None
        spared = shows or tag in ("body", "html", "main", "head") or element in self._spared
        spared = spared or (tag == "aside" and self._is_one_figure(element))
        region, region_name = outer.region, outer.region_name
        if not spared:
            weight = max(facts.region, about.region, _LANDMARK_REGION.get(tag, 0), _ROLE_REGION.get(role or "", 0))
            if weight > region:
                region, region_name = weight, names or own or role or tag
        return Around(
            region=region,
            region_name=region_name,
            link=element if href is not None else outer.link,
            figure=element if tag == "figure" else outer.figure,
            card=element if tag == "article" and not spared else outer.card,
            root=outer.root or element in self._roots,
            gallery=outer.gallery or facts.gallery or about.gallery,
            body=outer.body or (facts.body and not spared),
            foreign=foreign,
            enlarged=shows if href is not None else outer.enlarged,
        )

    def _is_one_figure(self, aside: Any) -> bool:
        """Tell whether a margin holds nothing but one figure: a photo of the story that is set beside its text."""
        inside = [child for child in aside.children if isinstance(child, Element)]
        if len(inside) != 1 or inside[0].tag != "figure" or self._survey.holds(aside) != 1:
            return False
        return inside[0].select_one("a img") is None

    def leads_to_a_person(self, link: Any) -> bool:
        """Tell whether a link around a picture goes to an author's page."""
        return bool(markup_words().addresses.person_page.search(link.attr("href") or ""))

    def leads_off_site(self, link: Any) -> bool:
        """Tell whether a link goes to another host than the page's own."""
        href = (link.attr("href") or "").strip()
        host = _parts(href).netloc if "//" in href[:8] else ""
        return bool(host) and bool(self._host) and _site(host) != _site(self._host)

    def _other_stories(self) -> frozenset[Any]:
        """Find the articles that name an address of their own, neither the page's nor below it, and hold a story."""
        if len(self._survey.articles) < _ONE_MORE or not self._address:
            return frozenset()
        return frozenset(filter(self._is_other_story, self._survey.articles[:_STORIES]))

    def _is_other_story(self, article: Any) -> bool:
        holders = (article, article.parent) if isinstance(article.parent, Element) else (article,)
        told = next((value for holder in holders for name in _OWN_ADDRESS if (value := holder.attr(name))), "")
        path, own = _parts(told.strip()).path.strip("/"), self._address.strip("/")
        if not path or path.startswith(own) or own.startswith(path):
            return False
        return article.select_one("h1, h2") is not None and len(article.text) >= _STORY

    def leads_away(self, link: Any, src: str | None, captioned: bool) -> bool:
        """Tell whether a link around a picture goes to another story, not to the photo itself.

        A captioned photo may link to its gallery; one without words that does is a way into that gallery.
        """
        href = (link.attr("href") or "").strip()
        if "attachment" in (link.attr("rel") or "") or any(link.attr(name) is not None for name in _ENLARGED):
            return False
        if src and identity(href) == identity(src):
            return False
        if not href or href[0] in "#?" or href.startswith(("javascript:", "mailto:")) or PICTURE_FILE.search(href):
            return False
        path = _path(href)
        if self._address and (path.rstrip("/") == self._address or self._is_slide(path)):
            return False
        folder, name = ["", *path.split("/")][-2:]
        known = markup_words().addresses
        numbered = folder in known.photo_folders and _PHOTO_NUMBER.fullmatch(name) is not None
        return not captioned or not (numbered or known.photo_page.search(name))

    def leads_to_one_photo(self, link: Any) -> bool:
        """Tell whether a link goes to a page for one photo, by its number; galleries have names."""
        href = (link.attr("href") or "").strip()
        path = _path(href)
        known = markup_words().addresses
        script = "?" in href and known.photo_script.fullmatch(path.rsplit("/", 1)[-1]) is not None
        return script or known.numbered_photo.fullmatch(path) is not None

    def _is_slide(self, path: str) -> bool:
        """Tell whether a path is a numbered one below the page's own: one photo of the gallery at full size."""
        below = path.removeprefix(self._address)
        return below != path and self._address.count("/") > 1 and _SLIDE.fullmatch(below) is not None


def _parts(address: str) -> SplitResult:
    """Cut an address up; one that is none ("http://[") has empty parts."""
    try:
        return urlsplit(address)
    except ValueError:
        return _NO_ADDRESS


def _path(href: str) -> str:
    path = href.split("?", 1)[0].split("#", 1)[0]
    return "/" + path.split("//", 1)[1].partition("/")[2] if "//" in path[:8] else path


def _site(host: str) -> str:
    return ".".join(host.rsplit(".", 2)[-2:])


def _article_root(survey: Survey) -> Any:
    """Find the article or main element that the page is about: the smallest around the h1 with enough running text."""
    if not survey.articles:
        return None
    within: dict[Any, int] = {}
    total = 0
    wanted = set(survey.articles)
    for paragraph in survey.document.tree.select("p"):
        if not is_long(paragraph.text, LONG_PARAGRAPH):
            continue
        total += 1
        at = paragraph.parent
        while isinstance(at, Element):
            if at in wanted:
                within[at] = within.get(at, 0) + 1
            at = at.parent
    if survey.headings:
        for ancestor in survey.headings[0].ancestors:
            if ancestor in wanted and within.get(ancestor, 0) >= _ROOT_SHARE * total:
                return ancestor
    best = max(within, key=lambda element: within[element], default=None)
    if best is not None and within[best] >= _ROOT_SHARE * total:
        return best
    return next((article for article in survey.articles if article.tag == "main"), None)


def _text_root(survey: Survey) -> Any:
    """Find the box of the running text on a page that marks no article: most long paragraphs stand right in it.

    What is in it belongs to the story; what is not may do so too, since a lead photo often stands above the text.
    """
    tree = survey.document.tree
    marked = [p.parent for p in tree.select("p") if is_long(p.text, LONG_PARAGRAPH)]
    return _holder_of_most(marked) or _holder_of_most([box for div in tree.select("div, td") for box in _running(div)])


def _holder_of_most(boxes: list[Any]) -> Any:
    """Give the box that is named most, when it holds enough running text to be a story; else None."""
    box, held = Counter(boxes).most_common(1)[0] if boxes else (None, 0)
    return box if held >= _LEAST_PARAGRAPHS and held > len(boxes) / 2 and isinstance(box, Element) else None


def _running(block: Any) -> list[Any]:
    """Give the holder of every stretch of running text right in a block, on a page that marks no paragraphs.

    Line breaks part a block's text into paragraphs that it holds; without any it is itself one paragraph.
    """
    long = [at for at in block.children if isinstance(at, Text) and is_long(at.data, LONG_PARAGRAPH)]
    if not long:
        return []
    broken = any(isinstance(at, Element) and at.tag == "br" for at in block.children)
    return [block] * len(long) if broken else [block.parent]
