"""Reading what a request brings: its body within limits of size and time, its kind, and the answer it wants."""

import asyncio

from starlette.requests import ClientDisconnect, Request

from cutline.faces.server.orders import FORM, HTML, JSON
from cutline.faces.server.problems import Problem

KINDS = {
    "text/html": HTML,
    "application/xhtml+xml": HTML,
    "application/json": JSON,
    "application/x-www-form-urlencoded": FORM,
}
"""Media types and what they hold; every type that ends in +json holds JSON."""

MIB = 2**20


async def body_of(request: Request, size_mib: float, seconds: float) -> bytes:
    """Read a body of at most `size_mib` MiB within `seconds`. Raises Problem 400, 408, 413 and 415."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        # What is small on the wire may be vast here.
        raise Problem(415, "a compressed body is not taken; send it as it is", {"Accept-Encoding": "identity"})
    limit = int(size_mib * MIB)
    if _announced(request) > limit:
        raise _too_large(size_mib)
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limit:
                    raise _too_large(size_mib)
    except TimeoutError:
        detail = f"the body did not arrive within {seconds:g} seconds; send it faster, or start with --body-seconds"
        raise Problem(408, detail, {"Connection": "close"}) from None
    except ClientDisconnect:
        raise Problem(400, "the body ended early") from None
    return bytes(body)


def kind_of_body(request: Request) -> str:
    """Tell what a body to POST /v1/audits is. Raises Problem 415."""
    media = _media_type(request)
    kind = JSON if media.endswith("+json") else KINDS.get(media)
    if kind is None or kind == FORM:
        raise Problem(415, "send Content-Type: text/html with a page, or application/json with a gallery")
    return kind


def refuse_other_than_form(request: Request) -> None:
    """Raise Problem 415 for what the editors' page does not send."""
    if KINDS.get(_media_type(request)) != FORM:
        raise Problem(415, "this address takes the form of the editors' page; programs use POST /v1/audits")


def wants_report(request: Request) -> bool:
    """Tell whether the sender would rather have the HTML report than JSON (RFC 9110, section 12.5.1)."""
    weights = {"text/html": 0.0, "application/json": 0.0}
    for part in request.headers.get("accept", "").lower().split(","):
        media, *parameters = (word.strip() for word in part.split(";"))
        if media in weights:
            weights[media] = max(weights[media], _weight(parameters))
    return weights["text/html"] > weights["application/json"]


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _announced(request: Request) -> int:
    said = request.headers.get("content-length", "0")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else 0


def _too_large(size_mib: float) -> Problem:
    return Problem(413, f"the body is larger than {size_mib:g} MiB; send less, or start the server with --body-mib")
