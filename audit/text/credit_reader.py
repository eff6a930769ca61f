"""A page's credits, read in its language and with its house's words."""

from cutline.model.page import Credit, Grade
from cutline.text.credit import parse_credit, without_credit
from cutline.text.lexicon import House


class CreditReader:
    """Reads the credits of one page. Photos of a page share their credit more often than not, and it is read once.

    `lang` and `house` are as in `parse_credit`.
    """

    def __init__(self, lang: str | None = None, house: House | None = None) -> None:
        self._lang = lang
        self._house = house
        self._found: dict[tuple[str, bool], Credit | None] = {}

    def find(self, text: str) -> Credit | None:
        """Find the credit in a text, None when there is none."""
        return self._read(text, field=False)

    def split(self, text: str) -> tuple[str, Credit | None]:
        """Give the text without its credit, white space folded, and the credit."""
        credit = self.find(text)
        return without_credit(text, credit), credit

    def field(self, text: str) -> Credit:
        """Read a text that the page itself calls a credit; never None."""
        credit = self._read(text, field=True)
        return credit if credit is not None else Credit(text=text, start=0, form="field", grade=Grade.LIKELY)

    def _read(self, text: str, *, field: bool) -> Credit | None:
        key = (text, field)
        if key not in self._found:
            self._found[key] = parse_credit(text, lang=self._lang, house=self._house, field=field)
        return self._found[key]
