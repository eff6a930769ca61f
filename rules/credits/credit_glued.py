"""A credit that is stuck to the caption."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding, Suggestion
from cutline.model.page import Grade, Page
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Options, Review, Rule, house
from cutline.rules.facts.credits import INLINE, Signed, edit_of, is_written, signed

_SPACELESS = (
    ("\u0e00", "\u0e7f"),
    ("\u3000", "\u30ff"),
    ("\u3400", "\u9fff"),
    ("\uac00", "\ud7a3"),
    ("\uff00", "\uffef"),
    *((sign, sign) for sign in "©–—-"),
)
"""First and last letters of scripts, and signs, that stand without a space beside them."""
_SHOWN = 12


class CreditGlued(Rule):
    id = "credit-glued"
    title = "No space stands before the credit"
    why = (
        "The last word of the caption and the first of the credit run into one, for the eye and for the voice of a "
        "screen reader. It is the mark of two fields that a template put together."
    )
    references = (house("credits"),)
    severity = Severity.ADVICE
    messages = {"glued": "The credit is stuck to the caption: “{words}”."}
    nothing = "no photo with a credit in its caption"
    examples = (
        Good(
            "a space",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full. (Rika Dahl/AFP)</figcaption>'
            "</figure>",
        ),
        Good(
            "near miss: the credit is an element of its own, which a style sheet sets apart",
            '<figure><img src="a.jpg" alt="A dam"><figcaption>The dam of Solm is full.<span class="credit">Rika '
            "Dahl/AFP</span></figcaption></figure>",
        ),
        Good(
            "near miss: two parts of the caption that a style sheet sets apart",
            '<figure><img src="a.jpg" alt="A dam"><figcaption><span>The dam of Solm is full.</span><span>Rika '
            "Dahl/AFP</span></figcaption></figure>",
        ),
        Bad(
            "behind the full stop",
            '<figure><img src="a.jpg" alt="A dam">«<figcaption>»The dam of Solm is full.(Rika Dahl/AFP)</figcaption>'
            "</figure>",
        ),
        Bad(
            "behind a word",
            '<figure><img src="a.jpg" alt="A dam">«<figcaption>»Water fills the dam of Solm[Rika Dahl/AFP]</figcaption>'
            "</figure>",
        ),
        Bad(
            "two photos of a gallery",
            '<figure><img src="a.jpg" alt="A dam">«<figcaption>»The dam of Solm is full.(Rika Dahl/AFP)</figcaption>'
            "</figure>\n"
            '<figure><img src="b.jpg" alt="A lake"><figcaption>The lake behind it. (Olav Sten/AFP)</figcaption>'
            "</figure>\n"
            '<figure><img src="c.jpg" alt="A pipe">«<figcaption>»A pipe as wide as a bus.Photo: Olav Sten/AFP'
            "</figcaption></figure>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Signed]:
        """Judge credits that stand among the words of a caption."""
        return [one for one in signed(page) if one.clue in INLINE and one.photo.caption is not None]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim credits with a letter, a stop or a closing mark right before them in one and the same piece of text."""
        for one in self.subjects(page):
            before = _before(one)
            if not before or one.credit.grade is not Grade.CERTAIN:
                continue
            words = f"{before}{one.text}"
            if not is_written(one.element, words):
                continue
            last = before.rsplit(" ", 1)[-1]
            wanted = f"{last} {one.text}"
            edit = edit_of(page, one.element, f"{last}{one.text}", wanted)
            yield self.finding(
                page,
                "glued",
                picture=one.photo,
                element=one.element,
                subject=one.photo.src or one.text,
                data={"words": words},
                evidence=[Evidence("caption", f"…{words}")],
                suggestion=Suggestion(wanted, "mechanical" if edit else "editorial", edit),
            )


def _before(one: Signed) -> str:
    """Give the words right before the credit when no space parts them; else ""."""
    around, text = one.around, one.text
    start = around.rfind(text)
    if start <= 0:
        return ""
    last, first = around[start - 1], text[0]
    if _is_spaceless(last) or _is_spaceless(first) or not (last.isalnum() or last in ".!?…,;:”\"’'»)"):
        return ""
    return around[max(0, start - _SHOWN) : start]


def _is_spaceless(sign: str) -> bool:
    return any(first <= sign <= last for first, last in _SPACELESS)
