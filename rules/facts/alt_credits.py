"""Which alt texts of a page hold a photo's credit."""

from collections.abc import Iterator

from msgspec import Struct

from cutline.model.page import Credit, Grade, Page, Picture
from cutline.text.credit import canonical_body, split_credit
from cutline.text.folding import comparison_key, fold
from cutline.text.patterns import pattern

_CUE = pattern(
    r"[A-Z]{2}(?: (?:Photo|PHOTO|Images))? ?/ ?[^\W\d_]"  # REUTERS/Ida, AP Photo/Ida
    r"|[^\W\d_]\.? ?/ ?(?:[A-Z]{2,5}\b|Reuters|Getty|Anadolu|dpa\b|picture|NurPhoto|Shutterstock|Alamy|WireImage"
    r"|[A-Z][\w ./-]{2,60}[)\]])"
    r"|[(\[](?:File: ?)?(?:[A-Z]{2,6}(?: Photo)?|Reuters|Getty(?: Images)?|dpa|Anadolu(?: Agency)?)[)\]]\W*$"
    r"|[Vv](?:ia|IA) (?:[A-Z]{2,}|Reuters|Getty|Shutterstock)"
    r"|©|\([cC]\) ?[A-Z12]|[Cc]ourtesy (?:of )?[A-Z]"
    r"|(?:[Pp]hoto|PHOTO|[Pp]icture|[Ii]mage|[Ff]oto|FOTO|[Bb]ild|[Cc]r[eé]dit|CREDIT|[Qq]uelle|[Ss]ource|[Ff]uente"
    r"|[Ii]llustration|Снимка|Фото|사진|圖|图)\w* ?(?:source|credit)? ?(?:[:=：/／]|\.\.\.|…|[Bb]y:? [A-Z@]|courtesy)"
    r"|Getty Images\W*$|＝[\w＝]{1,8}$"
)
"""What an alt must have before its credit is looked for: reading for credits costs more than all other work on it."""
_SIGNS = ("/", ":", "©", "(", "[", "via", "Via", "Getty", "oto", "OTO", "redit", "ourtesy", "by", "＝", "：", "／", "=")
"""Of which every cue has at least one; most descriptions have none."""
_SIDES = 130
"""Code points at either end of an alt in which a credit may stand."""


class AltCredit(Struct, frozen=True):
    """A photo whose alt text holds a credit: `rest` is the alt without it, folded."""

    photo: Picture
    credit: Credit
    rest: str

    @property
    def repeats(self) -> bool:
        """Tell whether the rest is the caption, word for word."""
        caption = self.photo.caption
        return caption is not None and bool(self.rest) and comparison_key(self.rest) == comparison_key(caption.text)


def alt_credits(page: Page) -> tuple[AltCredit, ...]:
    """Give the alt texts that hold a credit beyond doubt; worked out once."""
    return page.once(_alt_credits)


def credit_in(alt: str, photo: Picture) -> AltCredit | None:
    """Find the credit in a text that is, or may become, the photo's alt text; None when it holds none for sure."""
    if not alt or not _has_cue(alt):
        return None
    rest, credit = split_credit(alt, lang=photo.lang)
    return AltCredit(photo, credit, rest) if credit is not None and _is_sure(credit) else None


def _alt_credits(page: Page) -> tuple[AltCredit, ...]:
    return tuple(_found(page))


def _found(page: Page) -> Iterator[AltCredit]:
    for photo in page.photos:
        found = credit_in(photo.alt or "", photo)
        if found is not None:
            yield found


def _has_cue(alt: str) -> bool:
    if not any(map(alt.__contains__, _SIGNS)):
        return False
    if len(alt) <= 2 * _SIDES:
        return _CUE.search(alt) is not None
    return _CUE.search(alt[-_SIDES:]) is not None or _CUE.search(alt[:_SIDES]) is not None


def _is_sure(credit: Credit) -> bool:
    """Tell a credit from an agency that the text speaks of: it names a photographer, or stands in a credit's form."""
    if credit.grade is not Grade.CERTAIN or not (credit.people or credit.bodies):
        return False
    if credit.form in {"label", "copyright"} or credit.people:
        return True
    return credit.form != "bare" and any(canonical_body(body) for body in credit.bodies)


def folded(credit: Credit) -> str:
    """Give the credit's text with white space folded."""
    return fold(credit.text)
