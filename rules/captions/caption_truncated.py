"""A caption that was cut on its way to the page."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Finding
from cutline.model.page import Page, Picture
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, Unsure, house, supported
from cutline.rules.facts.cut_texts import CutText, caption_of, cut_captions, with_known_limit
from cutline.rules.facts.grading import GRADE_OPTIONS, severity_of
from cutline.text.folding import fold

_LONG = "Fishers mend nets on the quay at Port Ansel, where the fleet has stayed in harbour for eleven days because"


class CaptionTruncated(Rule):
    id = "caption-truncated"
    title = "The caption stops in the middle"
    why = (
        "Every reader sees a sentence without its end and wonders what was left out, or believes half of it. Fields "
        "between the wire and the page cut texts without telling anybody."
    )
    references = (house("cut texts"),)
    messages = {
        "cut": "The caption stops after “{ending}”.",
        "maybe": "The caption may have been cut after “{ending}”; read it once more.",
    }
    options = GRADE_OPTIONS
    nothing = "no photo with a caption on the page"
    examples = (
        Good(
            "a whole sentence",
            '<figure><img src="a.jpg" alt="Fishers"><figcaption>Fishers mend nets on the quay.</figcaption></figure>',
        ),
        Good(
            "near miss: a credit follows the last word",
            '<figure><img src="a.jpg" alt="Fishers">'
            "<figcaption>Fishers mend nets on the quay at Port Ansel [Jon Vey/AP Photo]</figcaption></figure>",
        ),
        Good(
            "a text that the house has read and found complete",
            f'<figure><img src="a.jpg" alt="Fishers"><figcaption>{_LONG} […]</figcaption></figure>',
            {"except": [f"{_LONG} […]"]},
        ),
        Good(
            "a grade that the house does not want to hear of",
            f'<figure><img src="a.jpg" alt="Fishers"><figcaption>{_LONG} […]</figcaption></figure>',
            {"proven": "off", "strong": "off", "weak": "off"},
        ),
        Bad(
            "a text that fills a field whose length the house has told",
            '<figure><img src="a.jpg" alt="Fishers">«<figcaption>»Fishers mend nets on the quay</figcaption></figure>',
            {"limit": 30},
        ),
        Bad(
            "the alt text has the lost words",
            '<figure><img src="a.jpg" alt="Fishers mend nets on the quay at Port Ansel before dawn.">'
            "<figcaption>Fishers mend nets on the quay at Port An</figcaption></figure>".replace(
                "<figcaption>", "«<figcaption>»"
            ),
        ),
        Bad(
            "the mark of a cut",
            f'<figure><img src="a.jpg" alt="Fishers">«<figcaption>»{_LONG} […]</figcaption></figure>',
        ),
        Bad(
            "a sentence without its end",
            f'<figure><img src="a.jpg" alt="Fishers">'
            f"«<figcaption>»The harbour is full. {_LONG} of the</figcaption></figure>",
        ),
        Unsure(
            "a short text with an ellipsis, which may be meant",
            '<figure><img src="a.jpg" alt="Fishers">'
            "«<figcaption>»Boats at rest in the harbour of Port Ansel…</figcaption></figure>",
        ),
        Bad(
            "two of three",
            f'<figure><img src="a.jpg" alt="Fishers">«<figcaption>»{_LONG} […]</figcaption></figure>\n'
            '<figure><img src="b.jpg" alt="Gulls"><figcaption>Gulls wait for the fleet.</figcaption></figure>\n'
            '<figure><img src="c.jpg" alt="Ice">'
            "«<figcaption>»Ice melts in the boxes that nobody fills at Port Ansel […]</figcaption></figure>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Picture]:
        """Judge the captions of photos."""
        return [photo for photo in page.photos if photo.caption is not None]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:
        """Claim what the text itself, its gallery, or a fuller text on the page shows to be cut."""
        for cut in with_known_limit(cut_captions(page), options["limit"], caption_of):
            if fold(cut.text) not in options["except"]:
                yield from self._claim(page, cut, options)

    def _claim(self, page: Page, cut: CutText, options: Options) -> Iterator[Finding | Review]:
        severity = severity_of(cut.verdict.grade, options)
        caption = cut.picture.caption
        if severity is not None and caption is not None:
            severity = supported(severity, caption.grade)
        if severity is None or caption is None:
            return
        finding = self.finding(
            page,
            "cut" if cut.verdict.truncated else "maybe",
            subject=cut.picture.src or cut.text,
            element=caption.element,
            picture=cut.picture,
            severity=severity,
            data={"ending": cut.ending},
            evidence=cut.verdict.evidence,
            suggestion=cut.suggestion,
        )
        yield finding if cut.verdict.truncated or severity is not Severity.ADVICE else Review(finding)
