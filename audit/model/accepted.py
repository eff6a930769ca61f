"""A finding that a person has accepted, as a file holds it: what it must still be like to stay answered."""

from collections.abc import Iterator
from hashlib import blake2b

from msgspec import Struct

from cutline.model.finding import Finding
from cutline.model.fingerprint import without_query
from cutline.model.run import PageResult, Photo
from cutline.model.storable import storable

SCHEMA = "cutline/baseline/1"
"""The first line of such a file names it."""

KEPT = 500
"""Code points of a text or subject that an entry holds; of a longer one it holds the beginning and a digest."""

_FIELDS = ("alt", "caption", "credit")

Key = tuple[str, str, str]
"""What an entry and its finding have in common on a page: rule, subject, text."""


class Entry(Struct, frozen=True):
    """One accepted finding. `when` and `until` are ISO 8601 dates, empty when nobody said; `until` is the last day."""

    fingerprint: str
    rule: str
    page: str
    subject: str
    text: str
    reason: str = ""
    who: str = ""
    when: str = ""
    until: str = ""

    @property
    def key(self) -> Key:
        """What the finding must still be like."""
        return self.rule, self.subject, self.text


def entries_of(page: PageResult, **said: str) -> Iterator[Entry]:
    """Yield an entry for every open claim of a page; `said` is the `reason`, `who`, `when` and `until` of each."""
    for claim, (_, subject, text) in keys_of(page):
        yield Entry(claim.fingerprint, claim.rule, storable(page.source), subject, text, **said)


def keys_of(page: PageResult) -> Iterator[tuple[Finding, Key]]:
    """Yield every open claim of a page with what an entry for it must say; linear in the page."""
    photos = {photo.index: photo for photo in page.photos}
    for claim in (*page.findings, *page.reviews):
        yield claim, _key(photos.get(-1 if claim.picture is None else claim.picture), claim)


def kept(text: str) -> str:
    """Give a text as an entry holds it: white space folded, and of a long one its beginning and a digest."""
    text = " ".join(storable(text).split())
    if len(text) <= KEPT:
        return text
    digest = blake2b(text.encode(), digest_size=8).hexdigest()
    return f"{text[:KEPT].rstrip()}… ({len(text)} characters, {digest})"


def _key(photo: Photo | None, claim: Finding) -> Key:
    return claim.rule, kept(without_query(claim.subject)), kept(_text(photo, claim.rule))


def _text(photo: Photo | None, rule: str) -> str:
    """Give the texts that a claim is about, by the words of its rule's id; all three when the id names none."""
    if photo is None:
        return ""
    texts = {"alt": photo.alt, "caption": photo.caption, "credit": photo.credit.text if photo.credit else None}
    named = [name for name in _FIELDS if name in rule.split("-")] or _FIELDS
    return " | ".join(texts[name] or "" for name in named)
