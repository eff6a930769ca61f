"""`[serve.payload]`: where a system's own JSON keeps the gallery that `cutline serve` is to audit."""

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, convert

from cutline.config.schema import ConfigError, Key, Kind, checked, table_schema
from cutline.model.kinds import kind_of

_POINTER = re.compile(r"(?:/(?:[^~/]|~[01])*)*")

_POINTS = "A JSON pointer (RFC 6901)"

PAYLOAD_KEYS = (
    Key("html", Kind.TEXT, f"{_POINTS} to a text with the page's HTML, or with a part of it."),
    Key("photos", Kind.TEXT, f"{_POINTS} to the list of photos, or to the one photo; instead of html."),
    Key("src", Kind.TEXT, f"{_POINTS} from a photo to its address or whatever else names it."),
    Key("alt", Kind.TEXT, f"{_POINTS} from a photo to its description."),
    Key("caption", Kind.TEXT, f"{_POINTS} from a photo to its caption."),
    Key("credit", Kind.TEXTS, "JSON pointers from a photo to the parts of its credit, in order."),
    Key("credit_joiner", Kind.TEXT, 'What your pages write between the parts of a credit; "/" by default.'),
    Key("kind", Kind.TEXT, f"{_POINTS} from an element of the list to the word that says what it is."),
    Key("photo_kinds", Kind.TEXTS, "The words that mean a photo; other elements are left out."),
    Key("address", Kind.TEXT, f"{_POINTS} to the page's address, which names it in findings."),
    Key("lang", Kind.TEXT, f"{_POINTS} to the language tag of a gallery."),
    Key("title", Kind.TEXT, f"{_POINTS} to the title of a gallery."),
)

_OF_PHOTOS = ("src", "alt", "caption", "credit", "credit_joiner", "kind", "photo_kinds", "lang", "title")


class Payload(Struct, frozen=True, kw_only=True):
    """JSON pointers into a payload; those of a photo start at the photo. Either `html` or `photos` is there."""

    html: str | None = None
    photos: str | None = None
    src: str | None = None
    alt: str | None = None
    caption: str | None = None
    credit: tuple[str, ...] = ()
    credit_joiner: str = "/"
    kind: str | None = None
    photo_kinds: tuple[str, ...] = ()
    address: str | None = None
    lang: str | None = None
    title: str | None = None


def payload_of(table: Any) -> Payload | None:
    """Read the table `[serve]`; None when it has no `payload`. Raises ConfigError, naming the key."""
    serve = _table(table, "serve")
    for name in serve:
        if name != "payload":
            raise ConfigError(f"serve.{name}: unknown key; the one key here is payload")
    if "payload" not in serve:
        return None
    values = checked(_table(serve["payload"], "serve.payload"), PAYLOAD_KEYS, "serve.payload.")
    _refuse_half(values)
    for name, value in values.items():
        _refuse_bad_pointer(name, value)
    return convert(values, Payload)


def serve_schema() -> dict[str, Any]:
    """Describe the table `[serve]` as JSON Schema."""
    payload = table_schema(PAYLOAD_KEYS, "Where a system's own JSON keeps the gallery.")
    payload["oneOf"] = [{"required": ["html"]}, {"required": ["photos"]}]
    return {
        "description": "What `cutline serve` takes.",
        "type": "object",
        "additionalProperties": False,
        "properties": {"payload": payload},
    }


def _table(value: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ConfigError(f"{place}: a table is expected, found {kind_of(value)}")
    return value


def _refuse_half(values: Mapping[str, Any]) -> None:
    if ("html" in values) == ("photos" in values):
        raise ConfigError("serve.payload: one of html and photos is needed, to know what shall be audited")
    if "html" in values:
        for name in _OF_PHOTOS:
            if name in values:
                raise ConfigError(f"serve.payload.{name}: goes with photos, and html is given")
    elif not values.keys() & {"alt", "caption", "credit"}:
        raise ConfigError("serve.payload: photos needs at least one of alt, caption and credit")
    if ("kind" in values) != ("photo_kinds" in values):
        raise ConfigError("serve.payload: kind and photo_kinds are needed together, to know which elements are photos")


def _refuse_bad_pointer(name: str, value: Any) -> None:
    if name in ("credit_joiner", "photo_kinds"):
        return
    for pointer in value if isinstance(value, list) else [value]:
        if not _POINTER.fullmatch(pointer):
            raise ConfigError(
                f'serve.payload.{name}: "{pointer}" is no JSON pointer; write /photo/alt for the field alt in photo '
                "(~1 stands for a slash inside a name, ~0 for a tilde)"
            )
