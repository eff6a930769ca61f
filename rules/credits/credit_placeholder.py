"""A credit that names nobody."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Option, Options, Review, Rule, house, supported
from cutline.rules.facts.credits import Signed, agencies, signed
from cutline.rules.facts.example_house import ORLA_NAMED
from cutline.rules.facts.house_faults import of_kind, suggestion_of
from cutline.text.credit import looks_like_placeholder
from cutline.text.patterns import pattern
from cutline.text.placeholders import Kind, placeholder_in

_LABEL = pattern(r"^[\W_]*(?:[^\W\d_]+ ?){1,3}(?::|\bby\b)\s*")
_TEMPLATES = frozenset({Kind.TEMPLATE, Kind.EMPTY_VALUE})
_SIGNS = frozenset("{}<>%$")
_SHORT = 30
_NAMELESS = pattern(r"(?:(?<=[(\[/:]) ?|\bby )[-–—_.]+ ?(?=/)")
"""A dash where the photographer's name should be: "Photo by - /AFP"."""


class CreditPlaceholder(Rule):
    id = "credit-placeholder"
    title = "The credit names nobody"
    why = (
        "A word such as Handout, Supplied or Stringer stands where a name should. Readers cannot tell where the photo "
        "comes from, and nobody can ask whether it may be shown, or whether it is genuine."
    )
    references = (house("credits"),)
    severity = Severity.WARNING
    messages = {
        "role": "The credit “{credit}” names neither a photographer nor a body.",
        "template": "The credit “{credit}” was never filled in.",
        "dash": "A dash stands in the credit “{credit}” where a name should.",
        "listed": "The word “{words}” stands in the credit “{credit}” where a name should.",
    }
    options = (
        Option(
            "allow",
            ("private", "screenshot", "illustration", "file", "courtesy"),
            "Kinds of source that may stand without a name: private, screenshot, illustration, file, courtesy, "
            "handout, supplied, pool, staff, stringer, contributor, uncredited, placeholder.",
        ),
    )
    nothing = "no photo with a credit on the page"
    examples = (
        Good(
            "a photographer and an agency",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. '
            '<span class="credit">Rika Dahl/AFP</span></figcaption></figure>',
        ),
        Good(
            "near miss: a handout whose source is named",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. '
            '<span class="credit">Handout/Solm Water Board</span></figcaption></figure>',
        ),
        Good(
            "near miss: the owner wishes to stay private",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. '
            '<span class="credit">Foto: privat</span></figcaption></figure>',
        ),
        Good(
            "supplied photos, where the house takes them so",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. '
            '<span class="credit">Supplied</span></figcaption></figure>',
            {"allow": ["supplied"]},
        ),
        Bad(
            "handed out, by nobody knows whom",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. '
            '«<span class="credit">»Handout</span></figcaption></figure>',
        ),
        Bad(
            "the template's own words",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. '
            '«<span class="credit">»Photo: {{photographer}}</span></figcaption></figure>',
        ),
        Bad(
            "a dash for a name",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. '
            '«<span class="credit">»Photo by - /AFP via Getty Images</span></figcaption></figure>',
        ),
        Bad(
            "a word beside an agency that the house does not take for a name",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. '
            '«<span class="credit">»[Newsroom/Reuters]</span></figcaption></figure>',
            house=ORLA_NAMED,
        ),
        Bad(
            "two photos of a gallery",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. '
            '«<span class="credit">»Photo: Supplied</span></figcaption></figure>\n'
            '<figure><img src="b.jpg" alt="A lake"><figcaption>The lake above the dam. '
            '<span class="credit">Rika Dahl/AFP</span></figcaption></figure>\n'
            '<figure><img src="c.jpg" alt="A pipe"><figcaption>A pipe as wide as a bus. '
            '«<span class="credit">»Uncredited</span></figcaption></figure>',
        ),
    )

    def subjects(self, page: Page) -> Sequence[Signed]:
        """Judge photos with a credit."""
        return signed(page)

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:
        """Claim credits of roles alone, unfilled templates, and a dash in a name's place."""
        allowed = frozenset(options["allow"])
        listed = {found.signed.photo.index: found for found in of_kind(page, "placeholder")}
        for one in signed(page):
            said = _offence(one, allowed) or ("listed" if one.photo.index in listed else "")
            departure = listed.get(one.photo.index)
            severity = supported(self.severity, one.credit.grade)
            if said and severity is not None:
                yield self.finding(
                    page,
                    said,
                    picture=one.photo,
                    element=one.element,
                    severity=severity,
                    subject=one.photo.src or one.text,
                    data={"credit": one.text, "words": departure.fault.was if departure else one.text},
                    evidence=[Evidence("credit", one.text)],
                    suggestion=suggestion_of(page, departure) if departure else None,
                )


def _offence(one: Signed, allowed: frozenset[str]) -> str:
    credit = one.credit
    if _may_be_unfilled(one) and placeholder_in(_LABEL.sub("", one.text)) in _TEMPLATES:
        return "template"
    if not credit.people and _NAMELESS.search(one.text):
        return "dash"
    if looks_like_placeholder(credit) and credit.roles and not allowed.intersection(credit.roles):
        return "role"
    return ""


def _may_be_unfilled(one: Signed) -> bool:
    """Tell the few credits that are worth a closer look: those with a template's signs, or with one short word."""
    credit = one.credit
    names = len(credit.people) + len(credit.bodies)
    return not _SIGNS.isdisjoint(one.text) or (names <= 1 and len(one.text) <= _SHORT and not agencies(credit))
