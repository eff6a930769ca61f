"""What a body says: a page, a gallery or an address, in cutline's own shapes or in those of a newsroom's system."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from msgspec import Struct

from cutline.config.payload import Payload
from cutline.model.kinds import kind_of
from cutline.sources.files import NO_TAG, NotAudited, has_tag, refuse_binary
from cutline.sources.json_faults import json_fault

UNNAMED = "-"
"""What findings call a page whose sender did not name it; reports make no link of it."""

SOURCE_LIMIT = 4000
"""Characters of an address: twice what browsers and servers agree upon."""

FIELD = "page"
"""The field of the editors' form."""

_INDEX = re.compile("0|[1-9][0-9]{0,8}")
_OWN = ("photos", "html", "url")


class Unfit(Exception):  # noqa: N818 - it says what a body is
    """A body that cannot be audited as it is: the HTTP status, and a sentence for the sender who can mend it."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


class Matter(Struct, frozen=True):
    """What shall be audited: the bytes of a page or of a gallery in JSON, or an address to fetch."""

    source: str
    data: bytes = b""
    gallery: bool = False
    address: str = ""


def matter_of_html(body: bytes) -> Matter:
    """Take a body that is a page. Raises Unfit."""
    if body.lstrip()[:1] in (b"{", b"[") and _is_json(body):
        raise Unfit(415, "this is JSON; send it with Content-Type: application/json")
    return _page(body, UNNAMED)


def matter_of_form(body: bytes) -> Matter:
    """Take what an editor pasted: an address, a gallery in JSON, or a page's source text. Raises Unfit."""
    try:
        fields = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=8)
    except ValueError:
        raise Unfit(400, "the form cannot be read; reload the page and paste the text again") from None
    pasted = next((value for name, value in fields if name == FIELD), "").strip()
    if not pasted:
        raise Unfit(422, "nothing was pasted; paste the address or the source text of a gallery")
    if _is_address(pasted) and not any(sign.isspace() for sign in pasted):
        return _fetched(pasted)
    if pasted.startswith(("{", "[")):
        return _own_matter(_decoded(pasted.encode()))
    return _markup(pasted, UNNAMED)


def matter_of_json(body: bytes, payload: Payload | None) -> Matter:
    """Take a body that is JSON: by the house's pointers where there are any, else one of cutline's own shapes.

    Raises Unfit.
    """
    value = _decoded(body)
    return _own_matter(value) if payload is None else _mapped_matter(value, payload)


def _own_matter(value: Any) -> Matter:
    if not isinstance(value, dict):
        raise Unfit(422, f'{{"photos": […]}}, {{"html": …}} or {{"url": …}} is expected, found {kind_of(value)}')
    given = [name for name in _OWN if name in value]
    if "photos" in given and "html" not in given:
        # An export says more than an audit needs: the gallery's own url is none of ours.
        return Matter(_source(value.get("source"), "source"), msgspec.json.encode(value), gallery=True)
    if len(given) != 1:
        raise Unfit(422, 'give one of "photos" (a list), "html" (a text) and "url" (a text), and only one')
    text = value[given[0]]
    if not isinstance(text, str):
        raise _another(given[0], "a text", text)
    if given == ["url"]:
        return _fetched(text)
    return _markup(text, _source(value.get("source"), "source"))


def _mapped_matter(value: Any, payload: Payload) -> Matter:
    source = _source(_found(value, payload.address), payload.address or "")
    if payload.html is not None:
        html = _found(value, payload.html)
        if not isinstance(html, str):
            raise _another(payload.html, "a text with HTML", html)
        return _markup(html, source)
    gallery = {
        "photos": [_photo(element, payload) for element in _elements(value, payload)],
        "lang": _text(value, payload.lang),
        "title": _text(value, payload.title),
    }
    return Matter(source, msgspec.json.encode(gallery), gallery=True)


def _elements(value: Any, payload: Payload) -> list[Any]:
    place = payload.photos or ""
    found = _found(value, place)
    elements = [found] if isinstance(found, dict) else found
    if not isinstance(elements, list):
        raise _another(place, "a list of photos", found)
    if payload.kind is not None:
        elements = [element for element in elements if _found(element, payload.kind) in payload.photo_kinds]
    if not elements:
        raise Unfit(422, f"{_spelled(place)}: there is no photo in it, so there is nothing to audit")
    return elements


def _photo(element: Any, payload: Payload) -> dict[str, str | None]:
    parts = [text for pointer in payload.credit if (text := (_text(element, pointer) or "").strip())]
    return {
        "src": _text(element, payload.src),
        "alt": _text(element, payload.alt),
        "caption": _text(element, payload.caption),
        "credit": payload.credit_joiner.join(parts) or None,
    }


def _text(value: Any, pointer: str | None) -> str | None:
    found = _found(value, pointer)
    if found is None or isinstance(found, str):
        return found
    raise _another(pointer or "", "a text", found)


def _found(value: Any, pointer: str | None) -> Any:
    """Follow a JSON pointer (RFC 6901); None when it leads nowhere."""
    if pointer is None:
        return None
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, Mapping):
            value = value.get(name)
        elif isinstance(value, list) and _INDEX.fullmatch(name) and int(name) < len(value):
            value = value[int(name)]
        else:
            return None
    return value


def _page(data: bytes, source: str) -> Matter:
    if not data.strip():
        raise Unfit(422, "the page is empty; send its HTML")
    try:
        refuse_binary(data)
    except NotAudited as error:
        raise Unfit(415, f"{error}; send HTML") from None
    if not has_tag(data):
        raise Unfit(422, f"{NO_TAG}; send the page's HTML")
    return Matter(source, data)


def _is_json(body: bytes) -> bool:
    try:
        msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


def _markup(text: str, source: str) -> Matter:
    # As a file in UTF-8 with its mark: whatever the page says of its encoding was true of other bytes.
    mark = b"\xef\xbb\xbf" if text.strip() else b""
    return _page(mark + text.encode("utf-8", "replace"), source)


def _fetched(address: str) -> Matter:
    if not _is_address(address):
        raise Unfit(422, "url: an address that begins with https:// or http:// is expected")
    return Matter(_source(address, "url"), address=address)


def _is_address(text: str) -> bool:
    return text[:8].lower().startswith(("https://", "http://"))


def _source(value: Any, place: str) -> str:
    if value is None or value == "":
        return UNNAMED
    if not isinstance(value, str):
        raise _another(place, "a text", value)
    if len(value) > SOURCE_LIMIT:
        raise Unfit(422, f"{_spelled(place)}: an address of at most {SOURCE_LIMIT} characters is expected")
    return value


def _decoded(body: bytes) -> Any:
    data = body.removeprefix(b"\xef\xbb\xbf")
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        advice = "; send HTML with Content-Type: text/html" if data.lstrip().startswith(b"<") else ""
        raise Unfit(400, f"the body is not valid JSON in UTF-8: {json_fault(data, error)}{advice}") from None
    except RecursionError:
        raise Unfit(400, "the JSON is nested too deeply; send the gallery alone") from None


def _another(place: str, expected: str, found: Any) -> Unfit:
    what = "nothing" if found is None else kind_of(found)
    return Unfit(422, f"{_spelled(place)}: {expected} is expected, found {what}")


def _spelled(pointer: str) -> str:
    return pointer or "the body"
