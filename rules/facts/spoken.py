"""What a screen reader makes of the elements of a page."""

from typing import Any

from cutline.model.page import Page
from cutline.page.names import Names


def names(page: Page) -> Names:
    """Give the page's reader of accessible names, shared by all rules."""
    reader: Names = page.names
    return reader


def with_roles(page: Page) -> list[Any]:
    """Give every element that states a role, in the order of the source."""
    document: Any = page.document
    found: list[Any] = document.roled
    return found


def roles_of(element: Any) -> frozenset[str]:
    """Give the roles that an element states, in small letters; the first known one counts."""
    return frozenset((element.attr("role") or "").lower().split())
