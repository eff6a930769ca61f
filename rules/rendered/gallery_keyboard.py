"""A gallery that the keyboard cannot work."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.rendered import Control, Trap
from cutline.rules.base import Bad, Good, Needs, Options, Review, Rule, wcag
from cutline.rules.facts.shown import element, rendering

_SLIDES = (
    '<section class="gallery"><figure><img src="fair-1.jpg" width="600" height="400" alt="A boy leads a grey horse.">'
    "<figcaption>A boy leads a grey horse to the square.</figcaption></figure>"
)
_OPEN = "<!doctype html><title>Fair day</title><style>.next, .prev { cursor: pointer }</style><main>"


class GalleryKeyboard(Rule):
    id = "gallery-keyboard"
    title = "The keyboard cannot work the gallery"
    why = (
        "Readers who cannot use a mouse turn the pages of a gallery with Tab and Enter. A control that Tab never "
        "reaches shuts them out of every photo but the first; one that keeps the keyboard to itself locks them in."
    )
    references = (wcag("2.1.1"), wcag("2.1.2"))
    needs = Needs.RENDERED
    messages = {
        "unreachable": "Tab never stops at this control of the gallery (“{name}”), so only a mouse can work it.",
        "trapped": "The keyboard comes into this part of the gallery and does not get out of it again.",
    }
    nothing = "no gallery with controls of its own"
    examples = (
        Good(
            "buttons",
            f'{_OPEN}{_SLIDES}<button class="prev">Previous photo</button><button class="next">Next photo</button>'
            '</section><a href="/b">The horses</a></main>',
        ),
        Good(
            "near miss: the arrow is drawn in a button",
            f'{_OPEN}{_SLIDES}<button><span class="next">Next photo</span></button></section>'
            '<a href="/b">The horses</a></main>',
        ),
        Bad(
            "two arrows for the mouse alone",
            f'{_OPEN}{_SLIDES}«<div class="prev">»Previous photo</div>«<div class="next">»Next photo</div></section>'
            '<a href="/b">The horses</a></main>',
        ),
        Bad(
            "Tab goes round and round",
            f'{_OPEN}{_SLIDES}«<div id="box">»<button class="prev">Previous photo</button>'
            '<button class="next">Next photo</button></div></section><a href="/b">The horses</a></main><script>'
            "const [first, last] = document.querySelectorAll('button');"
            "box.addEventListener('keydown', (event) => { if (event.key === 'Tab') { event.preventDefault(); "
            "(document.activeElement === first ? last : first).focus() } })</script>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Control]:
        """Judge the controls that turn a gallery's pages."""
        return rendering(page).controls

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim controls beside which no control of the same name can be reached, and parts without a way out.

        Thirty presses of Tab that see the same few stops three times, on a page with others to go to, make a trap.
        """
        reached = {control.name.casefold() for control in self.subjects(page) if control.reachable}
        for control in self.subjects(page):
            if not control.reachable and control.name.casefold() not in reached:
                yield self.finding(
                    page,
                    "unreachable",
                    element=element(page, control.element),
                    data={"name": control.name},
                    evidence=[Evidence("control", control.name)],
                )
        yield from (self._trapped(page, trap) for trap in rendering(page).traps)

    def _trapped(self, page: Page, trap: Trap) -> Finding:
        evidence = [Evidence("stops that come round again", str(trap.stops))]
        return self.finding(page, "trapped", element=element(page, trap.element), evidence=evidence)
