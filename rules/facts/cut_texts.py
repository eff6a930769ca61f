"""Which texts of a page were cut on their way to it, judged with everything the page knows."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from msgspec import Struct

from cutline.model.finding import Evidence, Suggestion
from cutline.model.page import Grade, Page, Picture
from cutline.page.clues.attributes import attributes_called
from cutline.text.continuation import ContinuationIndex, judge_continuation
from cutline.text.credit import parse_credit
from cutline.text.endings import EndingKind, fold_text, read_ending
from cutline.text.folding import fold
from cutline.text.gallery import GalleryLimit, judge_gallery
from cutline.text.truncation import Truncation, TruncationGrade, breaks_off, trim_to_sentence

_SURENESS = (None, TruncationGrade.WEAK, TruncationGrade.STRONG, TruncationGrade.PROVEN)
_UNENDED = frozenset({EndingKind.OPEN, EndingKind.UNCLOSED, EndingKind.ELLIPSIS})
_SHOWN = 40
_ELLIPSES = ("…", "...")
_LEVELS = 3
"""Levels of ancestors of a photo whose attributes may hold its fuller text for a lightbox."""
_SHORTEST_ELSEWHERE = 40
"""Code points below which another text that begins alike is a series, or says more: not the same text in full."""


class CutText(Struct, frozen=True):
    """A photo's text that was cut, or may have been: `fuller` is the same text in full where the page has it."""

    picture: Picture
    text: str
    verdict: Truncation
    fuller: str | None = None

    @property
    def ending(self) -> str:
        """The words at which the text stops."""
        return last_words(self.text)

    @property
    def suggestion(self) -> Suggestion | None:
        """The lost words where the page has them, else the text trimmed back to its last whole sentence."""
        if self.fuller is not None:
            return Suggestion(self.fuller)
        trimmed = trim_to_sentence(self.text)
        return Suggestion(trimmed) if trimmed and trimmed != fold(self.text) else None


class CutTexts(Struct, frozen=True):
    """The cut texts of one kind on a page, the photos that have one, and the limit that the texts share, if any."""

    cut: tuple[CutText, ...]
    photos: tuple[Picture, ...]
    limit: GalleryLimit

    @property
    def judged(self) -> int:
        """How many texts there are."""
        return len(self.photos)


def last_words(text: str) -> str:
    """Give the end of a text from the start of a word, at most `_SHOWN` code points: a line on a phone."""
    folded = fold(text)
    if len(folded) <= _SHOWN:
        return folded
    ending = folded[-_SHOWN:]
    return ending.partition(" ")[2] or ending


def cut_alts(page: Page) -> CutTexts:
    """Judge the alt texts of the page's photos; worked out once."""
    return page.once(_cut_alts)


def cut_captions(page: Page) -> CutTexts:
    """Judge the captions of the page's photos, credits left out; worked out once."""
    return page.once(_cut_captions)


def with_known_limit(texts: CutTexts, limit: int, text_of: Callable[[Picture], str]) -> tuple[CutText, ...]:
    """Give the cut texts of a page and those that fill the field whose length the house has told, without an end.

    A cut often loses the white space at its end, so one character less fills the field too.
    """
    told = {cut.picture.index for cut in texts.cut if cut.verdict.truncated}
    full = [photo for photo in texts.photos if photo.index not in told and _fills(text_of(photo), limit)]
    filled = {photo.index for photo in full}
    kept = [cut for cut in texts.cut if cut.picture.index not in filled]
    return tuple(sorted((*kept, *map(partial(_filled, text_of), full)), key=lambda cut: cut.picture.index))


def _fills(text: str, limit: int) -> bool:
    return limit > 0 and limit - len(text) in (0, 1) and read_ending(fold_text(text)).kind in _UNENDED


def _filled(text_of: Callable[[Picture], str], photo: Picture) -> CutText:
    text = text_of(photo)
    seen = Evidence("known field", f"{len(text)} characters fill a field of this house")
    return CutText(photo, text, Truncation(True, TruncationGrade.STRONG, (seen,)))


def _cut_alts(page: Page) -> CutTexts:
    photos = [photo for photo in page.photos if photo.alt and photo.alt.strip()]
    return _judged(page, photos, alt_of)


def _cut_captions(page: Page) -> CutTexts:
    photos = [photo for photo in page.photos if photo.caption is not None]
    return _judged(page, photos, caption_of)


def alt_of(photo: Picture) -> str:
    """Give a photo's alt text as written, "" when there is none."""
    return photo.alt or ""


def caption_of(photo: Picture) -> str:
    """Give a photo's caption without its credit, "" when there is none."""
    return photo.caption.text if photo.caption is not None else ""


def _judged(page: Page, photos: Sequence[Picture], text: Callable[[Picture], str]) -> CutTexts:
    if not photos:
        return CutTexts((), (), GalleryLimit({}))
    texts = [text(photo) for photo in photos]
    limit = judge_gallery(texts, raws=texts, lang=_language(photos))
    fuller_texts = page.once(_fuller_texts)
    found = []
    for place, photo in enumerate(photos):
        verdict = limit.verdicts.get(place)
        fuller, shown = _continued(texts[place], fuller_texts, photo)
        if shown is not None:
            verdict = _united(verdict, shown)
        if verdict is not None and _is_told(verdict, texts, place, photo.lang):
            found.append(CutText(photo, texts[place], verdict, fuller))
    return CutTexts(tuple(found), tuple(photos), limit)


def _language(photos: Sequence[Picture]) -> str | None:
    languages = {photo.lang for photo in photos}
    return languages.pop() if len(languages) == 1 else None


def _is_told(verdict: Truncation, texts: Sequence[str], place: int, lang: str | None) -> bool:
    """Tell whether a verdict is worth an editor's time; advice needs words that break off, and no credit behind."""
    if verdict.grade is TruncationGrade.WEAK:
        return breaks_off(verdict) and not _ends_in_credit(texts[place], lang)
    return verdict.grade is not None and not _goes_on_in_the_next(texts, place)


def _ends_in_credit(text: str, lang: str | None) -> bool:
    credit = parse_credit(text, lang=lang)
    return credit is not None and credit.grade is not Grade.POSSIBLE and text.rstrip().endswith(credit.text)


def _goes_on_in_the_next(texts: Sequence[str], place: int) -> bool:
    """Tell whether an editor let one sentence run over two photos: "… begangen…" and "…und befahren"."""
    after = texts[place + 1] if place + 1 < len(texts) else ""
    return texts[place].rstrip().endswith(_ELLIPSES) and after.lstrip().startswith(_ELLIPSES)


def _continued(text: str, index: ContinuationIndex, photo: Picture) -> tuple[str | None, Truncation | None]:
    """Find the fuller text that shows best that `text` was cut."""
    best: tuple[str | None, Truncation | None] = (None, None)
    own = {fold(known) for known in (photo.alt, photo.caption.text if photo.caption else None) if known}
    for fuller in index.fuller(text):
        if len(text) < _SHORTEST_ELSEWHERE and fuller not in own:
            continue
        shown = judge_continuation(text, fuller, lang=photo.lang)
        if shown is not None and shown.grade is not TruncationGrade.PROVEN and len(text) < _SHORTEST_ELSEWHERE:
            # "Anna Brandt" is whole, though the caption goes on to say what she does.
            continue
        if shown is not None and (best[1] is None or _sureness(shown) > _sureness(best[1])):
            best = (fuller, shown)
    return best


def _united(own: Truncation | None, shown: Truncation) -> Truncation:
    if own is None:
        return shown
    surer = shown if _sureness(shown) >= _sureness(own) else own
    evidence: tuple[Evidence, ...] = tuple(dict.fromkeys((*shown.evidence, *own.evidence)))
    return Truncation(surer.truncated, surer.grade, evidence)


def _sureness(verdict: Truncation) -> int:
    return _SURENESS.index(verdict.grade)


def _fuller_texts(page: Page) -> ContinuationIndex:
    """Index every text of the page that may hold a photo's words in full; captions without their credits first."""
    return ContinuationIndex(text for text in _texts(page) if text)


def _texts(page: Page) -> Iterator[str]:
    for photo in page.photos:
        if photo.caption is not None:
            yield photo.caption.text
        if photo.alt:
            yield photo.alt
        yield photo.element.attr("title") or ""
        yield from _attributes_around(photo.element)
    for image in page.linked_images:
        yield image.caption or ""
        yield image.description or ""
    for name in ("og:description", "description"):
        yield page.document.meta(name) or ""


def _attributes_around(element: Any) -> Iterator[str]:
    at = element
    for _ in range(_LEVELS):
        if at is None or not hasattr(at, "attr"):
            return
        for name in attributes_called("caption", at):
            value = at.attr(name)
            if value and "<" not in value:
                yield value
        at = at.parent
