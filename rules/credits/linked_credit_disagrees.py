"""A photo that is credited to one on the page and to another in the page's data for search engines."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Credit, Grade, Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, house
from cutline.rules.facts.linked_photos import Described, described
from cutline.rules.facts.people import may_be_one
from cutline.text.credit_reader import CreditReader

_DRUMMERS = '<img src="/photos/orla-drummers.jpg" alt="Drummers">'
_LANTERNS = '<img src="/photos/orla-lanterns.jpg" alt="Lanterns">'


def _page(said: str, *, first: str = _DRUMMERS, second: str = _LANTERNS) -> str:
    images = ",".join(
        f'{{"@type": "ImageObject", "contentUrl": "https://courier.example/photos/{name}.jpg", {said}}}'
        for name in ("orla-drummers", "orla-lanterns")
    )
    return (
        f'<script type="application/ld+json">[{images}]</script>\n'
        f"<figure>{first}<figcaption>Drummers open the feast. (Hanne Vik/Reuters)</figcaption></figure>\n"
        f"<figure>{second}<figcaption>Lanterns hang over the bridge. (Rune Falk/AP)</figcaption></figure>"
    )


class LinkedCreditDisagrees(Rule):
    id = "linked-credit-disagrees"
    title = "Search engines are told of another photographer"
    why = (
        "Search engines show the maker of a photo from the page's own data, beside the photo and before anybody opens "
        "the page. Here that data names somebody else than the credit that readers see."
    )
    references = (house("licensable images"), house("credits"))
    severity = Severity.ADVICE
    messages = {
        "creator": "The page's data names {linked} as the creator, its credit {shown}.",
        "credit": "The page's data credits {linked}, the page itself {shown}.",
    }
    nothing = "no photo whose maker is named on the page and in its data for search engines"
    examples = (
        Good("the same in both places", _page('"creator": [{"name": "Hanne Vik"}, {"name": "Rune Falk"}]')),
        Good(
            "near miss: the data names the publisher, who owns the photos",
            _page('"creator": {"@type": "Organization", "name": "Orla Courier"}'),
        ),
        Bad(
            "another creator",
            _page('"creator": {"@type": "Person", "name": "Hanne Vik"}', second=f"«{_LANTERNS}»"),
        ),
        Bad("another credit text", _page('"creditText": "Rune Falk/AP"', first=f"«{_DRUMMERS}»")),
        Bad(
            "the reporter, for both photos",
            _page(
                '"creator": {"@type": "Person", "name": "Jon Marrow"}',
                first=f"«{_DRUMMERS}»",
                second=f"«{_LANTERNS}»",
            ),
        ),
    )

    def subjects(self, page: Page) -> Sequence[Described]:
        """Judge photos with a credit that is certain, and a creator or a credit text in the page's data."""
        return [one for one in described(page) if _shown(one) is not None and (one.image.creator or one.image.credit)]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim persons in the data of whom none can be one of the credit's persons."""
        for one in self.subjects(page):
            shown = _shown(one)
            for kind, linked in (("creator", one.image.creator), ("credit", one.image.credit)):
                if linked is None or (shown is not None and linked in shown.people):
                    continue
                people = CreditReader(page.lang).field(linked).people
                if shown is not None and people and not _agree(people, shown.people):
                    yield self._claim(page, kind, one, shown, people)
                    break

    def _claim(self, page: Page, kind: str, one: Described, shown: Credit, people: Sequence[str]) -> Finding:
        return self.finding(
            page,
            kind,
            picture=one.photo,
            data={"linked": ", ".join(people), "shown": ", ".join(shown.people)},
            evidence=[
                Evidence("credit on the page", shown.text),
                Evidence("in the page's data", (one.image.creator if kind == "creator" else one.image.credit) or ""),
            ],
        )


def _shown(one: Described) -> Credit | None:
    """Give the credit on the page when it is certain and names a person; only people are compared."""
    line = one.photo.credit
    return line.credit if line is not None and line.credit.grade is Grade.CERTAIN and line.credit.people else None


def _agree(people: Sequence[str], others: Sequence[str]) -> bool:
    return any(may_be_one(name, other) for name in people for other in others)
