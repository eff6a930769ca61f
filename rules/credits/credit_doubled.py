"""A credit that says the same thing twice."""

from collections import Counter
from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding, Suggestion
from cutline.model.page import Credit, Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, house, supported
from cutline.rules.facts.credits import Signed, signed
from cutline.rules.facts.house_faults import Departure, of_kind, suggestion_of
from cutline.text.folding import fold_name
from cutline.text.patterns import pattern

_PARTS = pattern(r"\s*[/|｜／()\[\]（）【】]\s*|\s+(?:via|for|[-–—])\s+|,\s+|\.\s+(?=[A-Z])|[:：…]\s*|\.\.\.|©")
_WORD = pattern(r"[^\W_]+")
_LABEL_WORDS = pattern(r"^(?:photos?|photographs?|pictures?|images?|fotos?|credits?|bild(?:er)?)(?: by| credit)?$")
_SEVERAL = pattern(r"(?i)\b(?:left|right|top|bottom|above|below|clockwise|links|rechts|oben|unten|composite)\b|;")
"""Words of a credit for several photos in one frame, which may name an agency once for each."""


class CreditDoubled(Rule):
    id = "credit-doubled"
    title = "The credit says the same thing twice"
    why = (
        "A name or an agency was typed into the caption and added again by the system. Readers stumble over it, and it "
        "shows that nobody looked at the page."
    )
    references = (house("credits"),)
    severity = Severity.WARNING
    messages = {"doubled": "The credit “{credit}” says “{words}” twice."}
    nothing = "no photo with a credit on the page"
    examples = (
        Good(
            "each name once",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. '
            '<span class="credit">Rika Dahl/AFP via Getty Images</span></figcaption></figure>',
        ),
        Good(
            "near miss: an agency and its own collection",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. '
            '<span class="credit">Rika Dahl/PA Wire/PA Images</span></figcaption></figure>',
        ),
        Good(
            "near miss: two photos in one frame",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm, before and after. '
            '<span class="credit">Left: Rika Dahl/AFP. Right: Olav Sten/AFP</span></figcaption></figure>',
        ),
        Bad(
            "the agency in brackets and behind them",
            '<figure><img src="a.jpg" alt="A dam">«<figcaption>»The dam of Solm is full. (AP Photo) AP Photo'
            "</figcaption></figure>",
        ),
        Bad(
            "the name once more, in capitals",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. '
            '«<span class="credit">»© Rika Dahl/dpa | RIKA DAHL</span></figcaption></figure>',
        ),
        Bad(
            "two photos of a gallery",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. '
            '«<span class="credit">»Rika Dahl/AFP/AFP</span></figcaption></figure>\n'
            '<figure><img src="b.jpg" alt="A lake"><figcaption>The lake above the dam. '
            '«<span class="credit">»Photo: Photo: Olav Sten</span></figcaption></figure>',
        ),
    )

    def subjects(self, page: Page) -> Sequence[Signed]:
        """Judge photos with a credit."""
        return signed(page)

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim credits of one photographer at most in which a name, an agency or a label comes again."""
        rewritten = {found.signed.photo.index: found for found in of_kind(page, "doubled")}
        for one in signed(page):
            words = _doubled(one.text, one.credit)
            severity = supported(self.severity, one.credit.grade)
            if words and severity is not None:
                yield self.finding(
                    page,
                    "doubled",
                    picture=one.photo,
                    element=one.element,
                    severity=severity,
                    subject=one.photo.src or one.text,
                    data={"words": words, "credit": one.text},
                    evidence=[Evidence("credit", one.text)],
                    suggestion=_suggestion(page, rewritten.get(one.photo.index)),
                )


def _suggestion(page: Page, departure: Departure | None) -> Suggestion | None:
    return suggestion_of(page, departure) if departure is not None else None


def _doubled(text: str, credit: Credit) -> str:
    """Give the part that comes again, as it stands there first; "" when none does."""
    said_words = _WORD.findall(text.casefold())
    if len(set(said_words)) == len(said_words):
        return ""
    pieces = [said for piece in _PARTS.split(text) if (said := piece.strip(" .,;"))]
    if len(pieces) < 2:
        return ""
    keys = [_key(piece) for piece in pieces]
    again = Counter(key for key in keys if len(key) > 1)
    first = next((place for place, key in enumerate(keys) if again[key] > 1), None)
    if first is None or _SEVERAL.search(text) or len({fold_name(name) for name in credit.people}) > 1:
        return ""
    named = {_key(name) for name in (*credit.people, *credit.bodies)}
    is_said = keys[first] in named or _LABEL_WORDS.match(pieces[first].casefold()) is not None
    return pieces[first] if is_said else ""


def _key(words: str) -> str:
    return fold_name(words)
