"""An embedded file without a name."""

from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page, Picture
from cutline.rules.base import Bad, Good, Options, Review, Rule, Unsure, act, wcag
from cutline.text.folding import fold


class ObjectNameMissing(Rule):
    id = "object-name-missing"
    title = "An embedded picture, film or sound has no name"
    why = (
        "A blind reader meets something embedded in the page and cannot tell whether to open it. A map, a film "
        "or an interview all sound the same without a name."
    )
    references = (wcag("1.1.1"), act("8fc3b6"))
    messages = {
        "unnamed": "This embedded {medium} has no title or label.",
        "fallback": "This embedded {medium} has no name of its own: does what stands inside it describe it?",
    }
    nothing = "no embedded picture, film or sound on the page"
    examples = (
        Good("a film with a title", '<object data="fox.mp4" title="A fox crosses a garden at night"></object>'),
        Good("near miss: an embedded page is text", '<object data="rules.html"></object>'),
        Good("near miss: an embedded map that is hidden", '<object data="map.png" aria-hidden="true"></object>'),
        Bad("a film without a title", '<p>Film</p>«<object data="fox.mp4">»</object>'),
        Bad("an empty title", '«<object title="" type="image/png" data="map">»</object>'),
        Unsure(
            "a description inside, for browsers that cannot show the film",
            '«<object data="fox.mp4">»A fox crosses a garden.</object>',
        ),
        Bad("two sounds", '«<object data="owl.mp3">»</object>\n«<object data="wolf.ogg">»</object>'),
    )

    def subjects(self, page: Page) -> Sequence[Picture]:
        """Judge `<object>` that shows or plays something and is not marked as decoration."""
        return [
            picture
            for picture in page.pictures
            if picture.kind == "object" and picture.exposed and not picture.decorative and _medium(picture)
        ]

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim nameless objects (ACT 8fc3b6); what stands inside shows only when the file cannot, so ask."""
        for thing in self.subjects(page):
            if thing.name:
                continue
            inside = _inside(thing)
            claim = self.finding(
                page,
                "fallback" if inside else "unnamed",
                picture=thing,
                data={"medium": _medium(thing)},
                evidence=[Evidence("inside", inside)] if inside else (),
            )
            yield Review(claim) if inside else claim


def _inside(thing: Picture) -> str:
    alts = (image.attr("alt") or "" for image in thing.element.select("img[alt]"))
    return fold(" ".join([thing.element.text, *alts]))


def _medium(thing: Picture) -> str:
    """Name what is embedded by its type or the ending of its file; "" for pages and unknown things."""
    address = thing.src or ""
    stated = thing.element.attr("type") or (address[5:] if address[:5].lower() == "data:" else "")
    if stated:
        return _MEDIA.get(stated.strip().lower().partition("/")[0], "")
    path = address.partition("#")[0].partition("?")[0]
    return _ENDINGS.get(path.rpartition(".")[2].lower(), "")


_MEDIA = {"image": "picture", "video": "film", "audio": "sound"}
_ENDINGS = {
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp"), "picture"),
    **dict.fromkeys(("mp4", "m4v", "webm", "ogv", "mov", "avi", "swf"), "film"),
    **dict.fromkeys(("mp3", "ogg", "oga", "wav", "m4a", "flac", "aac"), "sound"),
}
