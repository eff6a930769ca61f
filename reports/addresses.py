"""Where a report may point: addresses of pages and pictures that are safe to follow from the report's place."""

import re
from posixpath import dirname, join, normpath
from urllib.parse import quote, urljoin, urlsplit

DATA_LIMIT = 20_000
"""Code points of a picture inside its own address (`data:image/…`) that a report takes along."""

ADDRESS_LIMIT = 4000
"""Code points of any other address; longer ones are left out."""

_IMAGE_DATA = re.compile(r"data:image/(?:avif|gif|jpeg|png|webp);base64,[A-Za-z0-9+/=]+", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HOST = re.compile(r"[A-Za-z0-9.-]+(?::[0-9]{1,5})?")
_CONTROL = re.compile("[\x00-\x20\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\\\\]")
_LONGEST_HOST = 253
_SAFE = "/%~!$&'()*+,;=:@-._"


def page_address(source: str, root: str = "") -> str | None:
    """Give the link to a page, None when there is none (standard input, an unusual scheme).

    `source` is the page as named on the command line. `root` leads from the report's folder to the folder that file
    names start from; empty when they are the same.
    """
    if len(source) > ADDRESS_LIMIT:
        return None
    if _web(source):
        return _checked(source)
    if not source or source == "-" or _SCHEME.match(source) or _CONTROL.search(source.replace(" ", "")):
        return None
    return _from_here(source, root)


def picture_address(src: str | None, source: str, root: str = "") -> str | None:
    """Give the address of a page's picture as the report can load it.

    Only http, https, files beside the page, and small base64 pictures of the usual kinds; anything else, and a path
    from a site's top (`/img/a.jpg`) on a page that is a file, gives None.
    """
    src = (src or "").strip()
    if not src or src.startswith("#"):
        return None
    if src[:5].lower() == "data:":
        return src if len(src) <= DATA_LIMIT and _IMAGE_DATA.fullmatch(src) else None
    if len(src) + len(source) > ADDRESS_LIMIT:
        return None
    if _web(source):
        return _checked(_joined(source, src))
    if src.startswith("//"):
        return _checked(f"https:{src}")
    if _web(src):
        return _checked(src)
    if _SCHEME.match(src) or src.startswith("/") or _CONTROL.search((src + source).replace(" ", "")):
        return None
    path, mark, query = src.partition("#")[0].partition("?")
    folder = _from_here(dirname(source), root) if source != "-" and dirname(source) else root and quote(root, _SAFE)
    return quote(join(folder, path), _SAFE) + mark + quote(query, _SAFE)


def origin(address: str) -> str:
    """Name where an address leads, as a source in a content security policy (CSP 3, section 2.3.1)."""
    if address.startswith("data:"):
        return "data:"
    if _web(address):
        parts = urlsplit(address)
        return f"{parts.scheme.lower()}://{parts.netloc.lower()}"
    return "file:" if address.startswith("file:") else "'self'"


def _web(address: str) -> bool:
    return address[:8].lower().startswith(("http://", "https://"))


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _checked(address: str) -> str | None:
    """Give a web address with nothing in it that could mislead a reader or a policy, else None."""
    try:
        parts = urlsplit(address.replace(" ", "%20"))
        host = parts.netloc if parts.netloc.isascii() else parts.netloc[:_LONGEST_HOST].encode("idna").decode()
    except (UnicodeError, ValueError):
        return None
    if parts.scheme.lower() not in ("http", "https") or not _HOST.fullmatch(host) or _CONTROL.search(parts.geturl()):
        return None
    return parts._replace(netloc=host).geturl()


def _from_here(path: str, root: str) -> str:
    whole = normpath(path if path.startswith("/") or not root else join(root, path))
    quoted = quote(whole, _SAFE.replace("%", "").replace(":", ""))
    return f"file://{quoted}" if quoted.startswith("/") else quoted
