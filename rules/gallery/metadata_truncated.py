"""Words for search engines and shared links that were cut."""

from collections.abc import Iterator, Sequence
from typing import Any

from cutline.model.finding import Finding, Suggestion
from cutline.model.page import Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Option, Options, Review, Rule, house
from cutline.rules.facts.cut_texts import last_words
from cutline.text.continuation import ContinuationIndex, judge_continuation
from cutline.text.endings import EndingKind, fold_text, read_ending
from cutline.text.folding import fold
from cutline.text.truncation import INTACT, Truncation, TruncationGrade, judge_truncation

_SHARED = ("og:image:alt", "twitter:image:alt")
_LONG = "Farmers in the valley of Ost bring in the hay a month early, after a spring with no rain, and fear for the"


class MetadataTruncated(Rule):
    id = "metadata-truncated"
    title = "A text that is shown outside the page was cut"
    why = (
        "The page's title, the description of its share picture and the captions in its data for search engines are "
        "read where the page itself is not: in a list of tabs, in a chat, in search results. Cut, they mislead."
    )
    references = (house("cut texts"),)
    severity = Severity.WARNING
    messages = {
        "title": "The page's title stops after “{ending}”.",
        "share": "The description of the share picture stops after “{ending}”.",
        "data": "A caption in the data for search engines stops after “{ending}”.",
    }
    options = (Option("except", (), "Texts that are complete although they do not look it."),)
    nothing = "no title, share picture or data on the page"
    examples = (
        Good("a whole title", "<title>Hay a month early: the dry valley of Ost</title>"),
        Good("near miss: an editor's pause at the end", "<title>And then it rained…</title>"),
        Good("a title that the house keeps", f"<title>{_LONG} […]</title>", {"except": [f"{_LONG} […]"]}),
        Bad("a title with the mark of a cut", f"«<title>»{_LONG} […]</title>"),
        Bad(
            "the title and the share picture",
            f"«<title>»{_LONG} […]</title>"
            '«<meta property="og:image:alt" content="Hay bales under a white sky in the valley of Ost […]">»',
        ),
        Bad(
            "a caption in the data whose end the page has",
            '<title>Hay</title>«<script type="application/ld+json">»'
            '{"@type": "ImageObject", "contentUrl": "hay.jpg", '
            '"caption": "Hay bales under a white sky in the val"}</script>'
            '<main><figure><img src="hay.jpg" alt="Hay">'
            "<figcaption>Hay bales under a white sky in the valley of Ost.</figcaption></figure></main>",
        ),
        Bad(
            "the share picture's description",
            f'<title>Hay</title>«<meta property="og:image:alt" content="{_LONG} […]">»',
        ),
    )

    def subjects(self, page: Page) -> Sequence[tuple[str, Any, str]]:
        """Judge the title, og:image:alt and the captions in JSON-LD, as (message, element, text)."""
        document = page.document
        found: list[tuple[str, Any, str]] = [
            ("title", title, title.text) for title in document.tree.select("title")[:1]
        ]
        shared = (document.metas[name] for name in _SHARED if name in document.metas)
        found += [("share", element, element.attr("content") or "") for element in shared]
        captions = [image.caption for image in page.linked_images if image.caption]
        if captions:
            data = document.tree.select_one('script[type="application/ld+json"]')
            found += [("data", data, caption) for caption in captions]
        return [subject for subject in found if subject[2].strip()]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:
        """Claim what is proven by itself or by a fuller caption on the page; a title's own style proves little."""
        captions = ContinuationIndex(photo.caption.text for photo in page.photos if photo.caption is not None)
        told = set()
        for message, element, text in self.subjects(page):
            if fold(text) in told or fold(text) in options["except"]:
                continue
            told.add(fold(text))
            verdict, fuller = _judge(text, captions, page.lang)
            if verdict.grade is TruncationGrade.PROVEN:
                yield self.finding(
                    page,
                    message,
                    subject=fold(text),
                    element=element,
                    data={"ending": last_words(text)},
                    evidence=verdict.evidence,
                    suggestion=Suggestion(fuller) if fuller else None,
                )


def _judge(text: str, captions: ContinuationIndex, lang: str | None) -> tuple[Truncation, str | None]:
    for caption in captions.fuller(text):
        shown = judge_continuation(text, caption, lang=lang)
        if shown is not None and shown.grade is TruncationGrade.PROVEN:
            return shown, caption
    if read_ending(fold_text(text)).kind in (EndingKind.OPEN, EndingKind.CLOSED):
        return INTACT, None
    return judge_truncation(text, lang=lang), None
