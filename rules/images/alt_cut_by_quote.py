"""An alt text that ends at a quote in its middle."""

from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from cutline.model.finding import Edit, Evidence, Finding, Suggestion
from cutline.model.page import Page, Picture
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rewriting, Rule, house, wcag
from cutline.rules.facts.quote_cut import attribute_spans, cut_by_quote, end_of_lost_words, lost_names
from cutline.text.folding import fold


class AltCutByQuote(Rule):
    id = "alt-cut-by-quote"
    title = "A quote inside the alt text cut it off"
    why = (
        "The page's code marks the end of an alt text by a quotation mark, and this text holds one of its own that was "
        "not written as code. Everything behind it is lost to blind readers, though the editor typed it."
    )
    references = (wcag("1.1.1"), house("clean text"))
    rewrites_alt = Rewriting.WHOLE
    messages = {"cut": "The alt text ends at its own quotation mark; “{lost}” is lost."}
    nothing = "no picture with an alt text on the page"
    examples = (
        Good(
            "quotes that differ from the ones around the text",
            '<figure><img src="vote.jpg" alt="A banner says “Enough” over the square">'
            "<figcaption>Lorne votes.</figcaption></figure>",
        ),
        Good(
            "quotes written as code",
            '<figure><img src="vote.jpg" alt="A banner says &quot;Enough&quot; over the square">'
            "<figcaption>Lorne votes.</figcaption></figure>",
        ),
        Good(
            "near miss: one quote too many, but no word is lost",
            '<figure><img src="vote.jpg" alt="A banner over the square"">'
            "<figcaption>Lorne votes.</figcaption></figure>",
        ),
        Good(
            "near miss: the quote is in the title",
            '<figure><img src="vote.jpg" alt="A banner over the square" title="They say "Enough" in Lorne">'
            "<figcaption>Lorne votes.</figcaption></figure>",
        ),
        Bad(
            "a quotation in the middle",
            '<figure><img src="vote.jpg" «alt="A banner says "»Enough is enough" over the square">'
            "<figcaption>Lorne votes.</figcaption></figure>",
        ),
        Bad(
            "an apostrophe between single quotes",
            "<figure><img src='vote.jpg' «alt='The town'»s banner over the square'>"
            "<figcaption>Lorne votes.</figcaption></figure>",
        ),
        Bad(
            "a mark for inches",
            '<figure><img src="vote.jpg" «alt="A 6"» nail holds the banner" width="900">'
            "<figcaption>Lorne votes.</figcaption></figure>",
        ),
        Bad(
            "a quotation at the beginning",
            '<figure><img src="vote.jpg" «alt=""»Enough", says a banner" width="900">'
            "<figcaption>Lorne votes.</figcaption></figure>",
        ),
        Bad(
            "two photos of a gallery",
            '<figure><img src="a.jpg" «alt="A banner says "»Enough"><figcaption>Lorne votes.</figcaption></figure>\n'
            '<figure><img src="b.jpg" «alt="Voters call it "»the long day">'
            "<figcaption>The count goes on.</figcaption></figure>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Picture]:
        """Judge every picture whose alt text stands in the page's source."""
        return [picture for picture in page.pictures if picture.alt is not None and picture.element is not None]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim tags in which words follow the alt's closing quote as attributes without a value.

        A browser starts a new attribute at the first character behind the quote (HTML, section 13.2.5.39); one of
        those names then holds the quote that was meant to close the text.
        """
        for picture in self.subjects(page):
            if not cut_by_quote(page, picture.element):
                continue
            written = page.document.as_written(picture.element)
            if written is None:
                yield self._cut(page, picture, " ".join(lost_names(picture.element)).rstrip("\"'"))
                continue
            document, element = written
            spans = attribute_spans(element)
            end = end_of_lost_words(spans, (picture.alt or "")[-1:].isdecimal())
            if end is not None:
                yield from self._claim(
                    page, picture, document, (spans["alt"].start_offset, spans["alt"].end_offset, end)
                )

    def _claim(self, page: Page, picture: Picture, document: Any, places: tuple[int, int, int]) -> Iterator[Finding]:
        first, middle, last = (document.original_offset(offset) for offset in places)
        written = document.original[first:last]
        kept, lost = document.original[first:middle], document.original[middle : last - 1]
        quote = kept[-1]
        if quote not in "\"'" or written[-1] != quote or not any(letter.isalnum() for letter in lost):
            return
        opening, _, value = written[:-1].partition(quote)
        escaped = value.replace(quote, "&quot;" if quote == '"' else "&#39;")
        edit = Edit(first, last, written, opening + quote + escaped + quote)
        yield self._cut(page, picture, unescape(lost), Suggestion(fold(unescape(value)), "mechanical", edit))

    def _cut(self, page: Page, picture: Picture, lost: str, suggestion: Suggestion | None = None) -> Finding:
        lost = fold(lost)
        return self.finding(
            page,
            "cut",
            picture=picture,
            attribute="alt",
            data={"lost": lost},
            evidence=[
                Evidence("what is left", picture.alt or "nothing"),
                Evidence("what is lost", lost),
            ],
            suggestion=suggestion,
            severity=self.severity if picture.content else Severity.ADVICE,
        )
