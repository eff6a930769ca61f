"""A credit that was cut on its way to the page."""

from collections.abc import Collection, Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, house, supported
from cutline.rules.facts.credits import Signed, signed, unclosed
from cutline.text.credit import canonical_body
from cutline.text.credit_place import OPENERS
from cutline.text.lexicon import spelling, vocabulary
from cutline.text.patterns import pattern

_FIELDS = (31, 32)
"""Characters that By-line and Credit hold in IPTC's older format (IIM 4.2, datasets 2:80 and 2:110); some systems
count one of them for themselves.
"""
_PIECES = pattern(r"[/|,]\s*| via | for the | for ")
_LABEL = pattern(r"^[\W_]*(?:[^\W\d_]+ ?){1,3}(?::|\bby\b) ?")
_LEAST = 2
"""Letters that must be missing, and must be there, before the start of an agency's name counts as cut."""


class CreditTruncated(Rule):
    id = "credit-truncated"
    title = "The credit stops in the middle"
    why = (
        "Photo files hold names of 32 characters, and whatever is longer is cut without a word. The agency or the "
        "photographer is then named wrongly on every page that shows the photo."
    )
    references = (house("cut texts"), house("credits"))
    severity = Severity.WARNING
    messages = {
        "field": "The credit “{credit}” stops at {length} characters, the length of its field in the photo file.",
        "bracket": "The credit “{credit}” opens a bracket and never closes it.",
        "mark": "The credit “{credit}” ends in the mark of a cut.",
    }
    nothing = "no photo with a credit on the page"
    examples = (
        Good(
            "a whole credit",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. '
            '<span class="credit">Rika Dahl/Press Association Images</span></figcaption></figure>',
        ),
        Good(
            "near miss: thirty-two characters, and nothing is missing",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. '
            '<span class="credit">Frederika Dahlberg/Norvik Herald</span></figcaption></figure>',
        ),
        Bad(
            "cut at thirty-two characters",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. '
            '«<span class="credit">»PA Archive/Press Association Ima</span></figcaption></figure>',
        ),
        Bad(
            "cut after the photographer's name",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. '
            '«<span class="credit">»Photo by Rika Dahl/PA Archive/Press Association Ima</span></figcaption></figure>',
        ),
        Bad(
            "cut, and put in brackets afterwards",
            '<figure><img src="a.jpg" alt="A dam">«<figcaption>»The dam of Solm is full. [PA Archive/Press Association '
            "Ima]</figcaption></figure>",
        ),
        Bad(
            "a bracket that never closes",
            '<figure><img src="a.jpg" alt="A dam">«<figcaption>»The dam of Solm is full. (AP Photo/Rika Dahl'
            "</figcaption></figure>",
        ),
        Bad(
            "two photos of a gallery",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. '
            '«<span class="credit">»Photo: Rika Dahl/Getty Im…</span></figcaption></figure>\n'
            '<figure><img src="b.jpg" alt="A lake"><figcaption>The lake above the dam. '
            '«<span class="credit">»[Olav Sten/Reuters</span></figcaption></figure>',
        ),
    )

    def subjects(self, page: Page) -> Sequence[Signed]:
        """Judge photos with a credit, and captions that end in one whose bracket is still open."""
        return [*signed(page), *unclosed(page)]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim open brackets, marks of a cut, and the beginning of a known name at the end of a full field."""
        open_ones = unclosed(page)
        for one in (*signed(page), *open_ones):
            severity = supported(self.severity, one.credit.grade)
            kind, length = ("bracket", 0) if one in open_ones else _cut(one, page)
            if not kind or severity is None:
                continue
            yield self.finding(
                page,
                kind,
                picture=one.photo,
                element=one.element,
                severity=severity,
                subject=one.photo.src or one.text,
                data={"credit": one.text, "length": length} if length else {"credit": one.text},
                evidence=[Evidence("credit", one.text)],
            )


def _cut(one: Signed, page: Page) -> tuple[str, int]:
    """Give how the credit was cut, and the length of the field that did it (0: none)."""
    text = one.text
    if text.endswith(("…", "...")) and len(text) > len("..."):
        return "mark", 0
    if _stays_open(one):
        return "bracket", 0
    if len(text) < min(_FIELDS):
        return "", 0
    bare = _LABEL.sub("", text.strip("()[]（）【】 ."))
    length = next((len(field) for field in _fields(bare) if len(field) in _FIELDS), 0)
    if not length:
        return "", 0
    last = spelling(bare.rsplit("/", 1)[-1] if "/" in bare else _PIECES.split(bare)[-1])
    if canonical_body(last) is not None:
        return "", 0
    others = {spelling(body) for other in signed(page) if other is not one for body in other.credit.bodies}
    return ("field", length) if _goes_on(last, (*vocabulary().agencies.folded, *others)) else ("", 0)


def _stays_open(one: Signed) -> bool:
    closer = OPENERS.get(one.text[0])
    return closer is not None and closer not in one.text and closer not in one.around[one.around.rfind(one.text) :]


def _fields(bare: str) -> Iterator[str]:
    """Give every part of the credit that one field of the file may have held: all of it, or all behind a separator."""
    yield bare
    for mark in _PIECES.finditer(bare):
        yield bare[mark.end() :]


def _goes_on(start: str, known: Collection[str]) -> bool:
    """Tell whether `start` is no name itself but the beginning of one."""
    if len(start) < _LEAST or start in known:
        return False
    return any(name.startswith(start) and len(name) - len(start) >= _LEAST for name in known)
