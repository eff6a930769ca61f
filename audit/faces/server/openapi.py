"""The description of the server for programs: OpenAPI 3.1, made of the published schemas of reports."""

import re
from http import HTTPStatus
from importlib.resources import files
from typing import Any

from msgspec import json
from starlette.responses import Response

from cutline import __version__
from cutline.faces.server.addresses import AUDITS, HEALTH, OPENAPI, RULES
from cutline.faces.server.payloads import SOURCE_LIMIT
from cutline.faces.server.problems import MEDIA_TYPE
from cutline.faces.server.settings import CONTENTFUL, STANDARD, Settings

_REFERENCE = re.compile(r"(?:report-1\.json)?#/\$defs/(\w+)")

_MARKUP = r"^[^\x00-\x08\x0b\x0e-\x1f]*<[A-Za-z][^\x00-\x08\x0b\x0e-\x1f]*$"
"""A text with a tag in it. A stray control character is forgiven, but nobody should count on it."""

_TEXT: dict[str, Any] = {"type": ["string", "null"]}
_SOURCE = {
    "description": "The page's address or another name for it, for findings and site profiles.",
    "type": ["string", "null"],
    "maxLength": SOURCE_LIMIT,
}

_PHOTOS = {
    "description": "How many photos were recognised; with 0, a verdict says nothing of any.",
    "schema": {"type": "integer", "minimum": 0},
}

_STATUSES = {
    400: "The body cannot be read: it is not JSON, or it ended early.",
    401: "The signature is missing or does not fit, or its timestamp is too far from the server's clock.",
    403: "The server does not go by this name, another website sent this, or pages are not fetched from here.",
    408: "The body did not arrive in time.",
    409: "A request with this id was answered before.",
    413: "The body is too large.",
    415: "The body is of a kind that is not taken, or compressed.",
    422: "The body can be read, but there is nothing in it to audit; the detail names the field.",
    503: "Every place is taken; come again after as many seconds as Retry-After says.",
}


def openapi_document(settings: Settings) -> Response:
    """Describe what this server offers."""
    return Response(json.format(json.encode(_description(settings))), media_type="application/json")


def _description(settings: Settings) -> dict[str, Any]:
    schemes = _schemes(settings)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "cutline serve",
            "version": __version__,
            "description": "Audits of news photo galleries: may this be published, and what is wrong with it?",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": {
            AUDITS: {"post": _audits(settings, schemes)},
            RULES: {"get": _read("listRules", "Every rule that is checked", "RuleCatalogue")},
            HEALTH: {"get": _read("health", "Whether the server answers", "Health")},
            OPENAPI: {"get": _read("describe", "This description", "Description")},
        },
        "components": {"schemas": _schemas(), **({"securitySchemes": schemes} if schemes else {})},
    }


def _audits(settings: Settings, schemes: dict[str, Any]) -> dict[str, Any]:
    verdict = {"application/json": {"schema": _of("Verdict")}, "text/html": {"schema": {"type": "string"}}}
    said = "What was found, whether it blocks or not: JSON by default, the report for editors with Accept: text/html."
    return {
        "operationId": "audit",
        "summary": "Audit a page or a gallery",
        "description": "A verdict that blocks has status 200 as well; not_audited tells it from a page that failed.",
        "requestBody": {"required": True, "content": _bodies(settings)},
        "responses": {
            "200": {"description": said, "headers": {"Cutline-Photos": _PHOTOS}, "content": verdict},
            **{str(status): _refusal(status, sentence) for status, sentence in _STATUSES.items()},
        },
        **({"security": [{name: [] for name in schemes}]} if schemes else {}),
    }


def _bodies(settings: Settings) -> dict[str, Any]:
    if settings.config.payload is not None:
        schema: dict[str, Any] = {"description": "What [serve.payload] in the configuration points into."}
    else:
        schema = {"oneOf": [_of("Gallery"), _of("Markup"), *([_of("Address")] if settings.allow_url else [])]}
    page = {"type": "string", "pattern": _MARKUP, "contentMediaType": "text/html"}
    return {"text/html": {"schema": page}, "application/json": {"schema": schema}}


def _refusal(status: int, sentence: str) -> dict[str, Any]:
    refusal: dict[str, Any] = {"description": sentence, "content": {MEDIA_TYPE: {"schema": _of("Problem")}}}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        refusal["headers"] = {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}}
    return refusal


def _read(name: str, summary: str, schema: str) -> dict[str, Any]:
    answer = {"description": summary, "content": {"application/json": {"schema": _of(schema)}}}
    return {"operationId": name, "summary": summary, "responses": {"200": answer, "403": _refusal(403, _STATUSES[403])}}


def _schemes(settings: Settings) -> dict[str, Any]:
    if not settings.secrets:
        return {}
    if settings.signature in (None, STANDARD):
        names = {"id": "webhook-id", "timestamp": "webhook-timestamp", "signature": "webhook-signature"}
    elif settings.signature == CONTENTFUL:
        names = {"signature": "x-contentful-signature", "timestamp": "x-contentful-timestamp"}
    else:
        names = {"signature": settings.signed_by[0]}
    return {key: {"type": "apiKey", "in": "header", "name": header} for key, header in names.items()}


def _of(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas() -> dict[str, Any]:
    report, verdict = _published("report-1.json"), _published("verdict-1.json")
    parts = {name: _referring(part) for schema in (report, verdict) for name, part in schema["$defs"].items()}
    answer = {name: value for name, value in verdict.items() if name not in ("$schema", "$id", "$defs")}
    return {**_own_schemas(), "Verdict": _referring(answer), **parts}


def _published(name: str) -> Any:
    return json.decode((files("cutline.reports") / "schema" / name).read_bytes())


def _referring(schema: Any) -> Any:
    """Turn references inside the published schemas into references inside this document."""
    if isinstance(schema, list):
        return [_referring(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: _REFERENCE.sub(r"#/components/schemas/\1", value) if name == "$ref" else _referring(value)
        for name, value in schema.items()
    }


def _own_schemas() -> dict[str, Any]:
    photo = {"type": "object", "properties": dict.fromkeys(("src", "alt", "caption", "credit"), _TEXT)}
    return {
        "Gallery": {
            "description": "A gallery as a CMS holds it. Other fields are left alone.",
            "type": "object",
            "required": ["photos"],
            "properties": {
                "photos": {"type": "array", "minItems": 1, "items": photo},
                "source": _SOURCE,
                "lang": _TEXT,
                "title": _TEXT,
                "html": False,
            },
        },
        "Markup": {
            "description": "A page, or the part of one that holds the gallery.",
            "type": "object",
            "required": ["html"],
            "properties": {
                "html": {"type": "string", "pattern": _MARKUP},
                "source": _SOURCE,
                "photos": False,
                "url": False,
            },
        },
        "Address": {
            "description": "A page to fetch.",
            "type": "object",
            "required": ["url"],
            "properties": {
                "url": {"type": "string", "pattern": "^https?://", "maxLength": SOURCE_LIMIT},
                "photos": False,
                "html": False,
            },
        },
        "Problem": {
            "description": "Why there is no verdict (RFC 9457); detail says what to do.",
            "type": "object",
            "required": ["type", "title", "status", "detail"],
            "properties": {
                "type": {"const": "about:blank"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string", "minLength": 1},
            },
        },
        "RuleCatalogue": {
            "type": "object",
            "required": ["schema", "rules"],
            "properties": {
                "schema": {"const": "cutline/rules/1"},
                "rules": {"type": "array", "items": _of("rule")},
            },
        },
        "Health": {
            "type": "object",
            "required": ["status", "version", "free_places"],
            "properties": {
                "status": {"const": "ok"},
                "version": {"type": "string"},
                "free_places": {"description": "How many audits may still come in.", "type": "integer", "minimum": 0},
            },
        },
        "Description": {"description": "An OpenAPI document.", "type": "object", "required": ["openapi", "paths"]},
    }
