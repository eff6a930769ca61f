"""Different photos with the same alt text."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cutline.model.finding import Evidence, Finding
from cutline.model.page import Page, Picture
from cutline.model.severity import Severity
from cutline.page.addresses import asset_numbers, identity
from cutline.rules.base import Bad, Good, Options, Review, Rule, house, wcag
from cutline.text.file_names import file_name_in
from cutline.text.folding import comparison_key
from cutline.text.placeholders import placeholder_in


class AltDuplicate(Rule):
    id = "alt-duplicate"
    title = "Different photos have the same alt text"
    why = (
        "A blind reader hears the same words at every photo and cannot tell one from the other. It often means that "
        "the headline was pasted into all of them."
    )
    references = (wcag("1.1.1"), house("descriptions"))
    severity = Severity.WARNING
    messages = {"same": "Photo {first} has the same alt text, although it is another photo."}
    nothing = "fewer than two photos with an alt text on the page"
    examples = (
        Good(
            "a text for each photo",
            '<figure><img src="horse-a.jpg" alt="A grey horse drinks from a trough">'
            "<figcaption>Fair day in Rudno.</figcaption></figure>"
            '<figure><img src="horse-b.jpg" alt="A boy leads a foal by its halter">'
            "<figcaption>A foal is sold.</figcaption></figure>",
        ),
        Good(
            "near miss: the same photo in two sizes",
            '<figure><img src="/a/horse-grey-600x400.jpg" alt="A grey horse drinks from a trough">'
            "<figcaption>Fair day in Rudno.</figcaption></figure>"
            '<figure><img src="/a/horse-grey-1200x800.jpg" alt="A grey horse drinks from a trough">'
            "<figcaption>A horse waits.</figcaption></figure>",
        ),
        Good(
            "near miss: a long description at two crops of one photo",
            '<figure><img src="/a/lead-wide.jpg" width="1200" height="500" '
            'alt="A grey horse drinks from a stone trough while two boys hold its rope"></figure>'
            '<figure><img src="/b/story-tall.jpg" '
            'alt="A grey horse drinks from a stone trough while two boys hold its rope">'
            "<figcaption>Fair day in Rudno.</figcaption></figure>",
        ),
        Bad(
            "two photos",
            '<figure><img src="horse-a.jpg" alt="Fair day in Rudno">'
            "<figcaption>A grey horse is led to the trough.</figcaption></figure>\n"
            '<figure><img src="foal-b.jpg" «alt="Fair day in Rudno"»>'
            "<figcaption>A foal is sold to a farmer.</figcaption></figure>",
        ),
        Bad(
            "three photos, the same but for capitals",
            '<figure><img src="horse-a.jpg" alt="Fair day in Rudno">'
            "<figcaption>A grey horse is led to the trough.</figcaption></figure>\n"
            '<figure><img src="foal-b.jpg" «alt="Fair Day in Rudno"»>'
            "<figcaption>A foal is sold to a farmer.</figcaption></figure>\n"
            '<figure><img src="goat-c.jpg" «alt="Fair day in Rudno."»>'
            "<figcaption>Goats wait behind a fence.</figcaption></figure>",
        ),
    )

    def subjects(self, page: Page) -> Sequence[Picture]:
        """Judge pages with two photos that have an alt text."""
        texted = [photo for photo in page.photos if photo.alt and photo.alt.strip()]
        return texted if len(texted) > 1 else []

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim every photo after the first of a group; file names and placeholders are claimed by their own rules."""
        number = {photo.index: place for place, photo in enumerate(page.photos, start=1)}
        for group in _groups(self.subjects(page)):
            first = group[0]
            for photo in group[1:]:
                if _is_same_photo(first, photo) or (len(group) == 2 and _is_one_description(first, photo)):
                    continue
                yield self.finding(
                    page,
                    "same",
                    picture=photo,
                    attribute="alt",
                    data={"first": number[first.index]},
                    evidence=[Evidence("alt text", photo.alt or ""), Evidence("photos that share it", str(len(group)))],
                )


def _groups(photos: Sequence[Picture]) -> Iterator[list[Picture]]:
    by_text: defaultdict[str, list[Picture]] = defaultdict(list)
    for photo in photos:
        by_text[comparison_key(photo.alt or "")].append(photo)
    for key, group in by_text.items():
        if key and len(group) > 1 and not _says_nothing(group[0]):
            yield group


def _says_nothing(photo: Picture) -> bool:
    alt = photo.alt or ""
    return placeholder_in(alt) is not None or file_name_in(alt) is not None


def _is_one_description(one: Picture, other: Picture) -> bool:
    """Tell whether a long text that stands at two pictures more likely describes two crops of one photo.

    A headline that was pasted stands at more than two, or at two photos with captions of their own.
    """
    captioned = one.caption is not None and other.caption is not None
    return len(one.alt or "") >= _LONG and not captioned


def _is_same_photo(one: Picture, other: Picture) -> bool:
    """Tell whether two pictures may be the same photo: a copy of another size, or one without an address."""
    if one.src is None or other.src is None or identity(one.src) == identity(other.src):
        return True
    if asset_numbers(one.src) & asset_numbers(other.src):
        return True
    return one.caption is not None and other.caption is not None and one.caption.text == other.caption.text


_LONG = 60
"""Code points from which an alt text describes one photo rather than naming a subject."""
