"""Where a page leads."""

from collections.abc import Iterator

from cutline.page.document import Document, in_template


def links(document: Document) -> Iterator[str]:
    """Give the addresses of the links of a page in reading order, as written."""
    for element, tag in zip(document.elements, document.tags, strict=True):
        if tag in ("a", "area") and (href := element.attr("href")) and not in_template(element):
            yield href


def base(document: Document) -> str:
    """Give the address that the page's links count from, as its first `base` element names it; "" without one."""
    for element, tag in zip(document.elements, document.tags, strict=True):
        if tag == "base" and (href := element.attr("href")) is not None:
            return href.strip()
    return ""
