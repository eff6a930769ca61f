"""What a tour of a site has to say beside its results."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cutline.model.run import LeftOut


class Log:
    """Filled in while a tour is under way: how many pages are known so far, and at its end what was left out."""

    def __init__(self) -> None:
        self.known = 0
        self.left_out: LeftOut | None = None
