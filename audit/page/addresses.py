"""The real address of a picture, and what an address tells about it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, unquote

from cutline.page.class_words import markup_words
from cutline.text.patterns import pattern

LAZY = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-full-src",
    "data-large-src",
    "data-hi-res-src",
    "data-image",
    "data-lazy",
    "data-url",
    "data-lazyload",
    "data-src-large",
    "data-src-medium",
    "data-src-small",
    "data-src-mobile",
    "data-original-mos",
    "data-default-src",
    "data-fallback-src",
    "data-mediaviewer-src",
    "data-img-src",
    "data-img",
    "data-native-src",
    "data-raw-src",
)
"""Attributes in which lazy loaders keep the address, in the order in which they are believed."""
LAZY_SETS = ("data-srcset", "data-lazy-srcset")

_ADDRESS = pattern(r"[\s,]*(\S+)")
_DESCRIPTOR = pattern(r"\s+(\d{1,6}(?:\.\d{1,6})?)([wx])(?=[\s,]|$)")
_WIDTH = pattern(r"\s(\d{1,6})w(?=[\s,]|$)")
_LONGEST_SRCSET = 20_000
_SOURCES = 50
"""Sources of one picture that are looked at; one for each format, screen and width comes to a dozen."""
_WORDS = pattern(r"[a-z]+|\d+x\d+|\d+")
_EXTENSION = pattern(r"(?:\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|jfif|ashx|php)){1,9}+$")
"""What ends a file's name. Without a limit, a long row of them would be read again from each of them on."""
_SIZE = pattern(
    r"(?:@\d(?:\.\d)?x|(?<![a-z0-9])(?:"
    r"[wshcq]_?\d{2,4}|\d{2,4}[wh]|\d{2,4}x\d{0,4}|x\d{2,4}|\d{1,2}[x_:]\d{1,2}(?=[/_-])|"
    r"(?<!img[_-])(?<!dsc[_-])(?P<number>[1-9]\d{2,3}(?:[-_][1-9]\d{2,3})?)|scaled|thumb(?:nail)?|small|medium|large|xlarge|full|square|"
    r"master|original|mobile|desktop|\d(?:\.\d)?x|q\d{2}|r\d\.\d+))(?![a-z0-9])"
)
"""Parts that tell a size. Two digits, digits after a zero and a camera's count ("IMG_2034") tell photos apart."""
_LARGEST = 4096
_ODD_SIZES = frozenset({375, 414, 465, 485, 615, 635, 645, 667, 675, 725, 765, 1068, 1125, 1242, 1366})
"""Widths in use that no designer would have chosen: of phones, or of one site's columns."""
_NUMBER = pattern(r"[0-9a-f]{16,}|\d{6,}")
_INNER_NAMES = frozenset({"url", "src", "img", "image", "image_uri", "image_url", "imageurl", "uri"})
_INNER_PATH = pattern(r"/(?=https?:/{1,2}[^/])")
_SERVICES = 2
"""Services that may resize for one another."""
_SCHEME = 8
"""Characters of an address that may hold its own scheme."""
_LONGEST_QUERY = 4_000
_DATE = pattern(r"(?:19|20)\d{4}(?:\d{2})?|\d{6}")
_PICTURE_FILE = pattern(r"(?=\S*+\Z)[^\s{}\[\]/]*+/[^\s{}\[\]]*\.(?:jpe?g|png|webp|avif)(?:\?\S*)?", re.IGNORECASE)
"""It starts at the first slash and knows at once whether white space comes, so that no part of it is read again."""
_SOURCE_NAME = pattern(r"(?:^|-)(?:src|source|lazy\w*|original|img|image)$|-lazyload")
_ANY_ADDRESS = pattern(r"(?:https?:)?//[^\s{}]+|/[^\s{}/][^\s{}]*")
_UNFILLED = pattern(r"\{\{|\$\{|<%|\{width\}|%7B%7B", re.IGNORECASE)


def picture_address(element: Any) -> str | None:
    """Give the address that the reader's browser ends up with, None when the page names none.

    A plain `src` is believed unless it is a stand-in; then come the lazy loaders' attributes, the widest of `srcset`,
    the `<source>`s of the same `<picture>`, any attribute of the page's own that names a picture file, and the file
    that a link around it leads to.
    """
    src = _clean(element.attr("src"))
    if src and not is_stand_in(src) and not _is_replaced(element, src):
        return src
    for name in LAZY:
        value = _clean(element.attr(name))
        if value and _looks_like_address(value) and not is_stand_in(value):
            return value
    widest = widest_candidate(element.attr("srcset"))
    if widest and not is_stand_in(widest):
        return widest
    for name in LAZY_SETS:
        widest = widest_candidate(element.attr(name))
        if widest and not is_stand_in(widest):
            return widest
    return _from_sources(element) or _from_own_attributes(element) or _enlarged(element) or src


def _is_replaced(element: Any, src: str) -> bool:
    """Tell whether a script will put another picture in the place of one that is no stand-in by its name."""
    if element.attr("data-src") is None:
        return False
    return "lazyload" in (element.attr("class") or "") or src == _clean(element.attr("placeholdersrc"))


def _from_sources(element: Any) -> str | None:
    parent = element.parent
    if parent is None or getattr(parent, "tag", "") != "picture":
        return None
    for source in islice(parent.iter_elements("source"), _SOURCES):
        for name in ("srcset", *LAZY_SETS, "data-src"):
            widest = widest_candidate(source.attr(name))
            if widest and not is_stand_in(widest):
                return widest
    return None


def _from_own_attributes(element: Any) -> str | None:
    for name, value in element.attrs.items():
        if not isinstance(value, str) or name in ("src", "srcset"):
            continue
        if name.endswith("srcset"):
            address = widest_candidate(value) or ""
        else:
            address = value.strip()
            told = _PICTURE_FILE if name.startswith("data-") else None
            told = _ANY_ADDRESS if _SOURCE_NAME.search(name) else told
            if told is None or not told.fullmatch(address):
                continue
        if address and not is_stand_in(address):
            return address
    return None


def _enlarged(element: Any) -> str | None:
    """Give the file that a link around this picture alone enlarges it to."""
    link = element.closest("a[href]")
    href = (link.attr("href") or "").strip() if link is not None else ""
    if _PICTURE_FILE.fullmatch(href) is None or is_stand_in(href):
        return None
    return href if len(list(islice(link.iter_elements("img"), 2))) == 1 else None


def widest_candidate(srcset: str | None) -> str | None:
    """Give the address with the largest descriptor of a srcset (HTML, section 4.8.4.2.1); None when there is none."""
    if not srcset:
        return None
    best, widest = None, -1.0
    for address, size, _ in _candidates(srcset):
        if size > widest:
            best, widest = address, size
    return best


def widest_width(element: Any) -> int:
    """Give the largest width in CSS pixels that the element's srcset offers, 0 when it tells none."""
    srcset = element.attr("srcset") or element.attr("data-srcset")
    if not srcset:
        return 0
    return max(map(int, _WIDTH.findall(srcset[:_LONGEST_SRCSET])), default=0)


def _candidates(srcset: str) -> Iterator[tuple[str, float, str]]:
    """Give every address of a srcset with its descriptor's number and unit; 0 and "" when it has none."""
    srcset = srcset[:_LONGEST_SRCSET]
    at = 0
    while found := _ADDRESS.match(srcset, at):
        address, at = found[1].rstrip(","), found.end()
        if address != found[1]:
            described = None
        else:
            comma = srcset.find(",", at)
            described = _DESCRIPTOR.match(srcset, at)
            at = comma if comma >= 0 else len(srcset)
        if address:
            yield (address, float(described[1]), described[2]) if described else (address, 0.0, "")


def _clean(value: str | None) -> str | None:
    return value.strip() or None if value else None


def _looks_like_address(value: str) -> bool:
    return value[0] not in "{[" and " " not in value and ("/" in value or "." in value)


@lru_cache(maxsize=4096)
def is_stand_in(address: str) -> bool:
    """Tell whether the address holds the place of a photo that a script will load."""
    if address.startswith(("data:", "about:", "#", "javascript:")) or _UNFILLED.search(address):
        return True
    return markup_words().placeholder_files.tell(file_words(address), _ending(address))


@lru_cache(maxsize=4096)
def is_mark(address: str) -> bool:
    """Tell whether the file's name says logo, icon, button or the like."""
    return markup_words().furniture_files.tell(file_words(address), _ending(address))


@lru_cache(maxsize=4096)
def is_tracker(address: str) -> bool:
    """Tell whether the address belongs to a meter that no reader sees."""
    return is_meter_host(address) or markup_words().meter_folders.match(address) is not None


@lru_cache(maxsize=4096)
def is_meter_host(address: str) -> bool:
    """Tell whether a meter's or an advertiser's own host serves it."""
    return markup_words().meter_hosts.match(address) is not None


@lru_cache(maxsize=4096)
def is_advertising(address: str) -> bool:
    """Tell whether the file lies in a folder of advertisements."""
    return not markup_words().advertising_folders.isdisjoint(path_of(address).split("/")[:-1])


@lru_cache(maxsize=4096)
def is_poster(address: str) -> bool:
    """Tell whether the address is a film platform's, which shows a still in place of the film."""
    return markup_words().posters.match(address) is not None


def may_be_drawn(address: str) -> bool:
    """Tell whether the file is of a kind that ornaments have, and photos seldom."""
    return _ending(address) in markup_words().furniture_files.drawn


def file_words(address: str) -> frozenset[str]:
    """Give the words of the file's own name; folders and queries of a delivery network say nothing about a photo."""
    name = path_of(address).rsplit("/", 1)[-1]
    return frozenset(_WORDS.findall(_EXTENSION.sub("", name)))


def _ending(address: str) -> str:
    return path_of(address).rpartition(".")[2]


def path_of(address: str) -> str:
    """Give the path of an address in lower case, percent-signs decoded, without host, query and fragment."""
    path = address.split("?", 1)[0].split("#", 1)[0]
    if "//" in path[:10]:
        path = path.split("//", 1)[1].partition("/")[2]
    return unquote(path).strip("/ ").lower()


@lru_cache(maxsize=4096)
def identity(address: str) -> str:
    """Reduce an address to what names the photo: the whole path without its parts that only tell a size.

    The query counts when the path names a script or nothing at all ("image.php?id=7"). An address inside the address
    is the photo's: services that make sizes are given it as the end of their path or in the query.
    """
    for _ in range(_SERVICES):
        address = _inner_address(address) or address
    path = path_of(address)
    kept = _SIZE.sub(_without_size, _EXTENSION.sub("", path)).strip("/-_. ")
    if len(re.sub(r"[^a-z0-9]", "", kept)) >= 5 and not path.endswith((".php", ".ashx", ".aspx", "/image", "/img")):
        return kept
    return f"{path}?{address.partition('?')[2]}"


def _inner_address(address: str) -> str:
    """Give the address of the picture that a service is asked to resize, "" when there is none.

    Behind a picture's own file a query tells of something else, such as the page that shows it.
    """
    path, _, query = address.partition("?")
    asked = "" if _PICTURE_FILE.fullmatch(path) else query[:_LONGEST_QUERY]
    for name, value in parse_qsl(asked):
        if name.lower() in _INNER_NAMES and "/" in value:
            return value
    decoded = unquote(path)
    found = _INNER_PATH.search(decoded, _SCHEME)
    return decoded[found.end() :] if found else ""


def _without_size(part: re.Match[str]) -> str:
    """Drop a part that tells a size; a lone number does when it is one that pictures are made in."""
    numbers = [int(number) for number in re.split("[-_]", part["number"] or "") if number]
    return "" if not numbers or any(map(_is_size, numbers)) else part[0]


def _is_size(number: int) -> bool:
    return number <= _LARGEST and (number % 10 == 0 or number % 16 == 0 or number in _ODD_SIZES)


def is_date(number: str) -> bool:
    """Tell whether a number may be a day or a month, or is too short to be one photo's alone."""
    return _DATE.fullmatch(number) is not None


@lru_cache(maxsize=4096)
def asset_numbers(address: str) -> frozenset[str]:
    """Give the long numbers and hashes in an address: an agency's or a system's name for one photo."""
    return frozenset(_NUMBER.findall(path_of(address)))
