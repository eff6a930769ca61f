"""Texts that are nothing but the name of a picture's file."""

import re
from enum import StrEnum
from urllib.parse import unquote

from cutline.text.patterns import pattern

LENGTH_LIMIT = 250
"""Code points; file systems allow 255 bytes."""


class Kind(StrEnum):
    """How a file name shows."""

    ADDRESS = "address"
    """A web address or a path with folders."""
    EXTENSION = "extension"
    """It ends in .jpg or the like."""
    CAMERA = "camera"
    """A camera's, a telephone's or a system's number."""
    SAME = "same"
    """It is the name of the picture's own file, and looks like one."""
    SAME_WORD = "same-word"
    """It is the name of the picture's own file, and may be a word all the same (ACT rule 9eb3f6, "Paris")."""


def file_name_in(text: str, address: str | None = None) -> Kind | None:
    """Tell how a text shows that all of it is a file's name; None when it does not.

    `address` is the picture's own. A slash alone proves nothing: "NASA/JPL" is a credit. Linear in the text.
    """
    text = text.strip()
    if not text or len(text) > LENGTH_LIMIT or "\n" in text:
        return None
    if "/" in text and _ADDRESS.fullmatch(text):
        return Kind.ADDRESS
    if "." in text[-_LONGEST_EXTENSION:] and _EXTENSION.search(text):
        return Kind.EXTENSION
    if _CAMERA.fullmatch(text):
        return Kind.CAMERA
    return _same(text, address) if address else None


def stem_of(address: str) -> str:
    """Give the file's own name without folders, query and extension, percent-signs decoded."""
    name = unquote(re.split(r"[?#]", address, maxsplit=1)[0]).rstrip("/").rpartition("/")[2]
    return _EXTENSION.sub("", name)


def _same(text: str, address: str) -> Kind | None:
    if " " in text or not text.isascii() or text.casefold() != stem_of(address).casefold():
        return None
    looks_made = "_" in text or any(letter.isdecimal() for letter in text) or ("-" in text and text.islower())
    return Kind.SAME if looks_made else Kind.SAME_WORD


_LONGEST_EXTENSION = 6
"""Code points of an extension with its stop, a line's end included."""
_EXTENSIONS = "jpe?g|jpe|jfif|png|gif|webp|avif|svg|tiff?|bmp|heic|heif|psd|eps|dng|nef|cr2|arw|ashx"
_EXTENSION = pattern(rf"\.(?:{_EXTENSIONS})$", re.IGNORECASE)
_ADDRESS = pattern(rf"(?:https?:)?//[^\s]+|/?(?:[\w.@%~+-]+/)+[\w.@%~+-]+\.(?:{_EXTENSIONS})(?:\?\S*)?", re.IGNORECASE)
# Design rule for Camera File system (DCF): four letters and four digits; telephones and screenshots add date and time.
_CAMERA = pattern(
    r"(?:thumbnail[_-]|large[_-]|small[_-]|resized[_-]|image[_-])?"
    r"(?:(?:IMG|_?DSC[NF]?|_MG|PXL|DJI|GOPR|MVI|CIMG|HPIM|PANO|IMAG|DCIM)[-_]{0,2}\d{3,}\w{0,40}"
    r"|(?:WhatsApp Image|Screen ?shot|Bildschirmfoto)[-_ ](?:from |vom )?\d{2,}[\d.,:_-]*"
    r"(?:[ _-](?:at |um )?[\d.,:]+(?: ?[AP]M)?){0,3}"
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{16,}"
    r"|\d{5,}[_-]\d[\d_-]*|\d{8,}"
    r")(?:[-_ ]?(?:copy|edit(?:ed)?|scaled|web|final|crop(?:ped)?|\(\d+\)))*",
    re.IGNORECASE,
)
