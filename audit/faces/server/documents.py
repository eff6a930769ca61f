"""Answers that are always the same, and the pages for editors."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import Response

from cutline.config.catalogue import catalogue
from cutline.config.schema import Config
from cutline.faces.listing import rules_as_json
from cutline.faces.server.problems import Problem

_HERE = Path(__file__).parent / "assets"


def catalogue_document(config: Config) -> Response:
    """Give the rules as `cutline rules --format json` does."""
    return Response("".join(rules_as_json(catalogue(config.rules_from))), media_type="application/json")


def editors_page(*, allow_url: bool) -> Response:
    """Give the page where an editor pastes a gallery."""
    script = _asset("editor.js")
    return _page("editor.html.j2", 200, script, allow_url=allow_url)


def error_page(problem: Problem) -> Response:
    """Give a refusal as the editor sees it, where the report would be."""
    response = _page("refusal.html.j2", problem.status, "", detail=problem.detail[:1].upper() + problem.detail[1:])
    response.headers.update(problem.headers)
    return response


def _page(template: str, status: int, script: str, **words: object) -> Response:
    style = _asset("editor.css")
    # Our own files.
    text = _templates().get_template(template).render(style=Markup(style), script=Markup(script), **words)  # noqa: S704
    return Response(text, status, {"Content-Security-Policy": _policy(style, script)}, "text/html")


def _policy(style: str, script: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script)}'" if script else "script-src 'none'",
            "frame-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'" if script else "frame-ancestors 'self'",
        )
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


@cache
def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
