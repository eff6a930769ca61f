"""A photographer's name that is spelled in two ways in one gallery."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Grade, Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, Unsure, house
from cutline.rules.facts.credits import Signed, signed
from cutline.rules.facts.people import is_slip
from cutline.text.folding import fold, fold_name

_MOST_LETTERS = 3
"""Letters by which two spellings of a name differ at most: a slip, or an umlaut or two written with an e."""
_MOST_NAMES = 200
"""Names that are compared, each with each; galleries have some ten."""


class CreditNameVariant(Rule):
    id = "credit-name-variant"
    title = "A photographer's name is spelled in two ways"
    why = (
        "A name is all that a photographer gets out of a credit, and one of the two spellings is wrong. Searches for "
        "the right one do not find the photo."
    )
    references = (house("credits"),)
    severity = Severity.ADVICE
    messages = {
        "accents": "The name {name} is also spelled {other} on this page.",
        "letters": "Both {name} and {other} are credited on this page; if they are one person, one name is misspelt.",
    }
    nothing = "no photo whose credit names a photographer"
    examples = (
        Good(
            "one spelling",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm. [Zoë Marlow/AFP]</figcaption></figure>'
            '<figure><img src="b.jpg" alt="A lake"><figcaption>The lake. [Zoë Marlow/AFP]</figcaption></figure>',
        ),
        Good(
            "near miss: the name in capitals, as some agencies write it",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm. [Rika Dahl/AP]</figcaption></figure>'
            '<figure><img src="b.jpg" alt="A lake"><figcaption>The lake of Solm. [RIKA DAHL/AFP]</figcaption></figure>',
        ),
        Good(
            "near miss: two people of one family",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm. [Jan Marlow/AP]</figcaption></figure>'
            '<figure><img src="b.jpg" alt="A lake"><figcaption>The lake. [Jana Marlow/AP]</figcaption></figure>',
        ),
        Bad(
            "with and without its accent",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm. [Zoë Marlow/AFP]</figcaption></figure>\n'
            '<figure><img src="b.jpg" alt="A lake">«<figcaption>»The lake of Solm. [Zoe Marlow/AFP]</figcaption>'
            "</figure>",
        ),
        Bad(
            "two names of a gallery",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm. [Zoë Marlow/AFP]</figcaption></figure>\n'
            '<figure><img src="b.jpg" alt="A lake">«<figcaption>»The lake of Solm. [Zoe Marlow/AFP]</figcaption>'
            "</figure>\n"
            '<figure><img src="c.jpg" alt="A pipe"><figcaption>A pipe. [Jörg Sand/dpa]</figcaption></figure>\n'
            '<figure><img src="d.jpg" alt="A pump">«<figcaption>»A pump. [Joerg Sand/dpa]</figcaption></figure>',
        ),
        Unsure(
            "one letter",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm. [Rika Dahlberg/AP]</figcaption></figure>'
            '<figure><img src="b.jpg" alt="A lake">«<figcaption>»The lake of Solm. [Rika Dahlbreg/AP]</figcaption>'
            "</figure>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Signed]:
        """Judge photos whose credit names a person."""
        return [one for one in signed(page) if one.credit.people]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim spellings that differ by accents, hyphens or umlauts; ask about those that differ by one letter."""
        written = [one for one in self.subjects(page) if one.credit.grade is Grade.CERTAIN]
        counts: Counter[str] = Counter()
        shown: dict[str, tuple[str, Signed]] = {}
        for one in written:
            for name in map(fold, one.credit.people):
                counts[name.casefold()] += 1
                shown.setdefault(name.casefold(), (name, one))
        places = {name: place for place, name in enumerate(counts)}
        for name, other in _pairs(list(counts)[:_MOST_NAMES]):
            kind = _difference(name, other)
            if kind:
                # Of two spellings that are equally frequent the later one is pointed at.
                odd, usual = sorted((name, other), key=lambda said: (counts[said], -places[said]))
                finding = self._claim(page, kind, shown[odd], shown[usual], (counts[usual], counts[odd]))
                yield finding if kind == "accents" else Review(finding)

    def _claim(
        self, page: Page, kind: str, odd: tuple[str, Signed], usual: tuple[str, Signed], times: tuple[int, int]
    ) -> Finding:
        name, one = odd
        return self.finding(
            page,
            kind,
            picture=one.photo,
            element=one.element,
            subject=name,
            data={"name": name, "other": usual[0]},
            evidence=[
                Evidence("credits", f"{said}: {count}") for said, count in zip((usual[0], name), times, strict=True)
            ],
        )


def _pairs(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the pairs that may be one name: an accent may stand on the first letter, otherwise it is the same."""
    accented = [name for name in names if not name.isascii()]
    plain: dict[str, list[str]] = {}
    for name in names:
        if name.isascii():
            plain.setdefault(name[:1], []).append(name)
    yield from combinations(accented, 2)
    for group in plain.values():
        yield from product(group, accented)
        yield from combinations(group, 2)


def _difference(name: str, other: str) -> str:
    """Tell how two names in small letters differ: by "accents", by "letters", or by more ("")."""
    if not _nearly_alike(name, other):
        return ""
    first, second = fold_name(name), fold_name(other)
    if first == second:
        return "accents" if _letters(name) != _letters(other) else ""
    one, two = first.split(), second.split()
    if len(one) != len(two) or len(one) < 2:
        return ""
    apart = [(word, twin) for word, twin in zip(one, two, strict=True) if word != twin]
    return "letters" if len(apart) == 1 and apart[0][0][0] == apart[0][1][0] and is_slip(*apart[0]) else ""


def _nearly_alike(name: str, other: str) -> bool:
    """Tell, at no cost, which pairs are worth folding: only accents and umlauts change more than a letter or two."""
    if abs(len(name) - len(other)) > _MOST_LETTERS:
        return False
    if not (name.isascii() and other.isascii()):
        return True
    places = (*zip(name, other, strict=False), *zip(reversed(name), reversed(other), strict=False))
    return sum(one != two for one, two in places) <= max(len(name), len(other)) + _MOST_LETTERS


def _letters(name: str) -> str:
    """Leave out stops and spaces, which initials have or have not."""
    return "".join(letter for letter in name if letter.isalnum())
