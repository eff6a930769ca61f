"""An alt text that was cut on its way to the page."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Finding
from cutline.model.page import Page, Picture
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rewriting, Rule, Unsure, house, wcag
from cutline.rules.facts.cut_texts import CutText, alt_of, cut_alts, with_known_limit
from cutline.rules.facts.grading import GRADE_OPTIONS, severity_of
from cutline.rules.facts.quote_cut import cut_by_quote
from cutline.text.folding import fold

_LONG = "Volunteers carry sandbags along the river wall in Lower Merrow, where the water has risen by two metres since"


class AltTruncated(Rule):
    id = "alt-truncated"
    title = "The alt text stops in the middle"
    why = (
        "A screen reader reads what is there and falls silent in mid-sentence; the reader cannot know what the rest "
        "was. Fields between the wire and the page cut texts without telling anybody."
    )
    references = (wcag("1.1.1"), house("cut texts"))
    rewrites_alt = Rewriting.WHOLE
    messages = {
        "cut": "The alt text stops after “{ending}”.",
        "maybe": "The alt text may have been cut after “{ending}”; read it once more.",
    }
    options = GRADE_OPTIONS
    nothing = "no photo with an alt text on the page"
    examples = (
        Good(
            "a whole sentence",
            '<figure><img src="a.jpg" alt="Volunteers carry sandbags along the river wall.">'
            "<figcaption>Lower Merrow</figcaption></figure>",
        ),
        Good(
            "near miss: no full stop, and complete",
            '<figure><img src="a.jpg" alt="Volunteers with sandbags on the river wall in Lower Merrow">'
            "<figcaption>Lower Merrow</figcaption></figure>",
        ),
        Good(
            "near miss: the caption goes on with its credit only",
            '<figure><img src="a.jpg" alt="Volunteers carry sandbags along the river wall">'
            "<figcaption>Volunteers carry sandbags along the river wall (Mira Thal/Reuters)</figcaption></figure>",
        ),
        Good(
            "a text that the house has read and found complete",
            f'<figure><img src="a.jpg" alt="{_LONG} […]"><figcaption>Lower Merrow</figcaption></figure>',
            {"except": [f"{_LONG} […]"]},
        ),
        Good(
            "a grade that the house does not want to hear of",
            f'<figure><img src="a.jpg" alt="{_LONG} […]"><figcaption>Lower Merrow</figcaption></figure>',
            {"proven": "off", "strong": "off", "weak": "off"},
        ),
        Bad(
            "a text that fills a field whose length the house has told",
            '<figure><img src="a.jpg" «alt="Volunteers carry sandbags along the river wall"»>'
            "<figcaption>Lower Merrow</figcaption></figure>",
            {"limit": 46},
        ),
        Bad(
            "the caption has the lost words",
            '<figure><img src="a.jpg" «alt="Volunteers carry sandbags along the river wall in Low"»>'
            "<figcaption>Volunteers carry sandbags along the river wall in Lower Merrow today.</figcaption></figure>",
        ),
        Bad(
            "the mark of a cut",
            f'<figure><img src="a.jpg" «alt="{_LONG} […]"»><figcaption>Lower Merrow</figcaption></figure>',
        ),
        Bad(
            "a sentence without its end",
            f'<figure><img src="a.jpg" «alt="The river rose overnight. {_LONG} the"»>'
            "<figcaption>Lower Merrow</figcaption></figure>",
        ),
        Unsure(
            "a short text with an ellipsis, which may be meant",
            '<figure><img src="a.jpg" «alt="Boats at rest in the harbour of Port Ansel…"»>'
            "<figcaption>Port Ansel</figcaption></figure>",
        ),
        Bad(
            "two of three",
            f'<figure><img src="a.jpg" «alt="{_LONG} […]"»><figcaption>One</figcaption></figure>\n'
            '<figure><img src="b.jpg" alt="A boat on the river."><figcaption>Two</figcaption></figure>\n'
            f'<figure><img src="c.jpg" «alt="The boat that carried {_LONG[11:60]} […]"»>'
            "<figcaption>Three</figcaption></figure>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Picture]:
        """Judge the alt texts of photos; those that a quote cut have a rule of their own."""
        photos = (photo for photo in page.photos if photo.alt and photo.alt.strip())
        return [photo for photo in photos if not cut_by_quote(page, photo.element)]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:
        """Claim what the text itself, its gallery, or a fuller text on the page shows to be cut."""
        judged = self.subjects(page)
        for cut in with_known_limit(cut_alts(page), options["limit"], alt_of):
            if cut.picture in judged and fold(cut.text) not in options["except"]:
                yield from self._claim(page, cut, options)

    def _claim(self, page: Page, cut: CutText, options: Options) -> Iterator[Finding | Review]:
        severity = severity_of(cut.verdict.grade, options)
        if severity is None:
            return
        finding = self.finding(
            page,
            "cut" if cut.verdict.truncated else "maybe",
            subject=cut.picture.src or cut.text,
            picture=cut.picture,
            attribute="alt",
            severity=severity,
            data={"ending": cut.ending},
            evidence=cut.verdict.evidence,
            suggestion=cut.suggestion,
        )
        yield finding if cut.verdict.truncated or severity is not Severity.ADVICE else Review(finding)
