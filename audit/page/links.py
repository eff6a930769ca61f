"""Where a page leads."""

from collections.abc import Iterator

from cutline.page.document import Document, in_template


def links(document: Document) -> Iterator[str]:
    """Give the addresses of the links of a page in reading order, as written."""
    tree = document.tree
    for element in document.in_order([*tree.select("a"), *tree.select("area")]):
        if (href := element.attr("href")) and not in_template(element):
            yield href


def base(document: Document) -> str:
    """Give the address that the page's links count from, as its first `base` element names it; "" without one."""
    first = document.tree.select_one("base[href]")
    return "" if first is None else (first.attr("href") or "").strip()
