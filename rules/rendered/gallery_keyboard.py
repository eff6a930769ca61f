"""A gallery that the keyboard cannot work."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page
from cutline.model.rendered import Control, Lightbox, Trap, Turn
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good, Needs, Options, Review, Rule, Unsure, wcag
from cutline.rules.facts.shown import element, rendering, words_of

_SLIDES = (
    '<section class="gallery"><figure><img src="fair-1.jpg" width="600" height="400" alt="A boy leads a grey horse.">'
    "<figcaption>A boy leads a grey horse to the square.</figcaption></figure>"
)
_OPEN = "<!doctype html><title>Fair day</title><style>.next, .prev { cursor: pointer }</style><main>"
_CLOSED = '</section><a href="/b">The horses</a></main>'
_ARROWS = (
    '<div class="prev">Previous photo</div><div class="next">Next photo</div>',
    '«<div class="prev">»Previous photo</div>«<div class="next">»Next photo</div>',
)
_STOPS = tuple(arrows.replace("<div class", '<div role="button" tabindex="0" class') for arrows in _ARROWS)
_TURN = (
    "<script>let place = 1; const turn = (by) => { place = Math.max(1, place + by); "
    "document.querySelector('figcaption').textContent = `Photo ${place}`; };"
    "document.querySelector('.next').onclick = () => turn(1); document.querySelector('.prev').onclick = () => turn(-1);"
)
_DRAWING = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='600' height='400'/%3E"
_PHOTO = f'<img src="{_DRAWING}" width="600" height="400" alt="A boy leads a grey horse.">'
_BOX = (
    f'<div id="box" hidden style="position: fixed; inset: 0; background: white">{_PHOTO}'
    '<button id="leave">Close</button></div><script>'
    "const photo = document.querySelector('[id=photo]'); photo.onclick = () => { box.hidden = false; "
)
_BEHIND = "<!doctype html><title>Fair day</title><main>"


class GalleryKeyboard(Rule):
    id = "gallery-keyboard"
    title = "The keyboard cannot work the gallery"
    why = (
        "Readers who cannot use a mouse turn the pages of a gallery with Tab, Enter and the arrow keys. A control that "
        "no key works shuts them out of every photo but the first; a part, or an enlarged photo, that keeps the "
        "keyboard to itself locks them in."
    )
    references = (wcag("2.1.1"), wcag("2.1.2"), wcag("2.4.3"), wcag("2.4.11"))
    needs = Needs.RENDERED
    messages = {
        "unreachable": "Tab never stops at this control of the gallery (“{name}”), and no key does what a click on it "
        "does.",
        "dead": "Tab stops at this control of the gallery (“{name}”), and no key does what a click on it does.",
        "untold": "Tab never stops at this control of the gallery (“{name}”), and a click changed nothing here: can "
        "the keyboard turn the photos?",
        "trapped": "The keyboard comes into this part of the gallery and does not get out of it again.",
        "mouse_only": "A click enlarges this photo, and no key does.",
        "locked": "Enter enlarges this photo, and no key leads back to the page.",
        "behind": "While this photo is enlarged, the keyboard moves about behind it.",
        "lost": "After this photo was enlarged and closed, the keyboard is not back at it.",
    }
    nothing = "no gallery with controls of its own"
    examples = (
        Good(
            "buttons",
            f'{_OPEN}{_SLIDES}<button class="prev">Previous photo</button><button class="next">Next photo</button>'
            f"{_CLOSED}",
        ),
        Good(
            "near miss: the arrow is drawn in a button",
            f'{_OPEN}{_SLIDES}<button><span class="next">Next photo</span></button>{_CLOSED}',
        ),
        Good(
            "near miss: two arrows for the mouse, and the arrow keys do the same",
            f"{_OPEN}{_SLIDES}{_ARROWS[0]}{_CLOSED}{_TURN}"
            "document.onkeydown = (event) => { if (event.key === 'ArrowRight') turn(1) }</script>",
        ),
        Good(
            "an enlarged photo that Escape closes",
            f'{_BEHIND}<button id="photo">{_PHOTO}</button><dialog>{_PHOTO}'
            '<button onclick="this.parentElement.close()">Close</button></dialog><a href="/b">The horses</a>'
            "</main><script>document.querySelector('[id=photo]').onclick = () => "
            "document.querySelector('dialog').showModal()</script>",
        ),
        Bad(
            "two arrows for the mouse alone",
            f"{_OPEN}{_SLIDES}{_ARROWS[1]}{_CLOSED}{_TURN}</script>",
        ),
        Good(
            "near miss: arrows that a script makes, and Space works them",
            f"{_OPEN}{_SLIDES}{_STOPS[0]}{_CLOSED}{_TURN}"
            "document.onkeyup = (event) => { if (event.key === ' ') event.target.click() }</script>",
        ),
        Bad(
            "arrows at which Tab stops, for the mouse alone",
            f"{_OPEN}{_SLIDES}{_STOPS[1]}{_CLOSED}{_TURN}</script>",
        ),
        Unsure(
            "two arrows that do nothing",
            f"{_OPEN}{_SLIDES}{_ARROWS[1]}{_CLOSED}",
        ),
        Bad(
            "Tab goes round and round",
            f'{_OPEN}{_SLIDES}«<div id="box">»<button class="prev">Previous photo</button>'
            '<button class="next">Next photo</button></div></section><a href="/b">The horses</a></main><script>'
            "const [first, last] = document.querySelectorAll('button');"
            "box.addEventListener('keydown', (event) => { if (event.key === 'Tab') { event.preventDefault(); "
            "(document.activeElement === first ? last : first).focus() } })</script>",
        ),
        Bad(
            "a photo that only a click enlarges",
            f'{_BEHIND}«<img id="photo" style="cursor: pointer" src="{_DRAWING}" width="600" height="400" '
            f'alt="A boy leads a grey horse.">»<p>The fair of Rudno.</p></main>{_BOX}leave.focus() }};'
            "leave.onclick = () => { box.hidden = true; photo.focus() }</script>",
        ),
        Bad(
            "an enlarged photo without a way back",
            f'{_BEHIND}«<button id="photo">»{_PHOTO}</button></main>{_BOX}leave.focus() }};'
            "leave.onmousedown = () => { box.hidden = true; photo.focus() }</script>",
        ),
        Bad(
            "the keyboard stays behind the enlarged photo",
            f'{_BEHIND}«<button id="photo">»{_PHOTO}</button><a href="/b">The horses</a><a href="/c">The riders</a>'
            '<a href="/d">The market</a><a href="/e">The dance</a><a href="/f">The town</a></main>'
            f"{_BOX}}}; leave.onclick = () => {{ box.hidden = true; photo.focus() }};"
            "document.onkeydown = (event) => { if (event.key === 'Escape') leave.click() }</script>",
        ),
        Bad(
            "after the box is closed, the keyboard starts over",
            f'{_BEHIND}<a href="/a">News</a>«<button id="photo">»{_PHOTO}'
            f"</button></main>{_BOX}leave.focus() }}; leave.onclick = () => {{ box.remove() }}</script>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Control | Lightbox | Trap]:
        """Judge the controls that turn a gallery's pages, and the photos that were enlarged."""
        shown = rendering(page)
        return (*shown.controls, *shown.lightboxes, *shown.traps)

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim what was tried and did not work; ask about what could not be tried.

        Thirty presses of Tab that see the same few stops three times, on a page with others to go to, make a trap.
        """
        yield from self._unreachable(page)
        yield from (self._trapped(page, trap) for trap in rendering(page).traps)
        for box in rendering(page).lightboxes:
            yield from self._enlarged(page, box)

    def _unreachable(self, page: Page) -> Iterator[Finding | Review]:
        """Claim controls that a click works and no key; one of the same name that can be reached will do."""
        shown = rendering(page)
        turns = {control: turn for turn in shown.turns for control in turn.controls}
        reached = {control.name.casefold() for control in shown.controls if control.is_sure}
        for control in shown.controls:
            turn = turns.get(control.element, Turn(()))
            if control.is_sure or control.name.casefold() in reached or turn.keys:
                continue
            if turn.mouse:
                yield self._useless(page, control, "dead" if control.reachable else "unreachable")
            elif not control.reachable:
                yield Review(self._useless(page, control, "untold"))

    def _useless(self, page: Page, control: Control, message: str) -> Finding:
        return self.finding(
            page,
            message,
            element=element(page, control.element),
            data={"name": control.name},
            evidence=[Evidence("control", control.name)],
        )

    def _trapped(self, page: Page, trap: Trap) -> Finding:
        evidence = [Evidence("stops that come round again", str(trap.stops))]
        return self.finding(page, "trapped", element=element(page, trap.element), evidence=evidence)

    def _enlarged(self, page: Page, box: Lightbox) -> Iterator[Finding | Review]:
        """Claim at most one thing about an enlarged photo, the worst; without all scripts, ask about the way back."""
        opener = element(page, box.opener)
        if box.by == "mouse":
            finding = self.finding(page, "mouse_only", element=opener)
            # Another way into the same box may be the keyboard's.
            yield Review(finding) if any(one.by != "mouse" for one in rendering(page).lightboxes) else finding
        elif not box.left_by:
            tried = [Evidence("what was tried", "Escape, a control that closes, the same key again")]
            finding = self.finding(page, "locked", element=opener, evidence=tried)
            yield Review(finding) if rendering(page).scripts_failed else finding
        elif not box.inside and box.behind is not None and box.stops:
            evidence = [Evidence("where Tab stopped", words_of(element(page, box.behind)))]
            yield self.finding(page, "behind", element=opener, severity=Severity.WARNING, evidence=evidence)
        elif not box.returned:
            yield self.finding(page, "lost", element=opener, severity=Severity.WARNING)
