"""One field between the wire and the page that cuts many texts at one length."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.rules.base import Bad, Good, Options, Review, Rule, house
from cutline.rules.facts.cut_texts import CutTexts, cut_alts, cut_captions

_SNOW = (
    "Snow lies on the pass above Tolven, and the road to the hospital is closed to all but the plough's driver.",
    "The plough clears one lane for the nurses, who have slept for three nights in the hall of the schoolhouse.",
    "Children of the upper village watch from the roof of the dairy as the first helicopter in a week comes to land.",
)
_WHOLE = (
    "Snow lies on the pass above Tolven, and the road to the hospital is closed to all but the plough.",
    "The plough clears one lane for the nurses, who have slept for three nights in the school's hall.",
)


class TextFieldLimit(Rule):
    id = "text-field-limit"
    title = "A field cuts the texts of this gallery at one length"
    why = (
        "Texts that all stop at the same length were not written that way: a field in the system shortens them. Mended "
        "once, where the field is, no further gallery is damaged."
    )
    references = (house("cut texts"),)
    messages = {
        "alt": (
            "{count} of {total} alt texts stop at {length} {unit}: the field between the wire and the page cuts them."
        ),
        "caption": (
            "{count} of {total} captions stop at {length} {unit}: the field between the wire and the page cuts them."
        ),
    }
    nothing = "no gallery of texts on the page"
    examples = (
        Good(
            "texts of different lengths",
            '<figure><img src="a.jpg" alt="Snow on the pass above Tolven."><figcaption>Tolven</figcaption></figure>'
            '<figure><img src="b.jpg" alt="A plough clears the road to the hospital.">'
            "<figcaption>Tolven</figcaption></figure>",
        ),
        Good(
            "near miss: equal lengths, and every sentence has its end",
            "".join(
                f'<figure><img src="{place}.jpg" alt="{text}"><figcaption>Tolven</figcaption></figure>'
                for place, text in enumerate(_WHOLE)
            ),
        ),
        Bad(
            "three alt texts of a hundred characters",
            "\n".join(
                f'<figure>{"" if place else "«"}<img src="{place}.jpg" alt="{text[:100]}">{"" if place else "»"}'
                "<figcaption>Tolven</figcaption></figure>"
                for place, text in enumerate(_SNOW)
            ),
        ),
        Bad(
            "alt texts and captions, each with a limit of its own",
            "\n".join(
                f'<figure>{"" if place else "«"}<img src="{place}.jpg" alt="{text[:100]}">{"" if place else "»"}'
                f"{'' if place else '«'}"
                f"<figcaption>{'' if place else '»'}{text[4:94]}</figcaption></figure>"
                for place, text in enumerate(_SNOW)
            ),
        ),
        Bad(
            "captions",
            "\n".join(
                f'<figure><img src="{place}.jpg" alt="Tolven">{"«" if place == 0 else ""}'
                f"<figcaption>{'' if place else '»'}{text[:100]}</figcaption></figure>"
                for place, text in enumerate(_SNOW)
            ),
        ),
    )

    def subjects(self, page: Page) -> Sequence[CutTexts]:
        """Judge the alt texts and the captions of a page with at least two photos, each as one gallery."""
        return [texts for texts in (cut_alts(page), cut_captions(page)) if texts.judged > 1]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim a length at which several texts stop, at least two of them cut by all signs."""
        for kind, texts in (("alt", cut_alts(page)), ("caption", cut_captions(page))):
            yield from self._claim(page, kind, texts)

    def _claim(self, page: Page, kind: str, texts: CutTexts) -> Iterator[Finding]:
        limit = texts.limit
        stopped = [
            cut
            for cut in texts.cut
            if cut.verdict.truncated and any(fact.label == "same length" for fact in cut.verdict.evidence)
        ]
        if limit.length is None or len(stopped) < 2:
            return
        first = stopped[0].picture
        yield self.finding(
            page,
            kind,
            subject=f"{kind} {limit.length} {limit.unit}",
            element=first.caption.element if kind == "caption" and first.caption is not None else first.element,
            data={"count": len(stopped), "total": texts.judged, "length": limit.length, "unit": limit.unit},
            evidence=[Evidence(f"photo {page.photos.index(cut.picture) + 1}", f"…{cut.ending}") for cut in stopped],
        )
