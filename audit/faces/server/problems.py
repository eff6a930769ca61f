"""Refusals: a status, and a sentence that says what to do (RFC 9457, application/problem+json)."""

from collections.abc import Mapping
from http import HTTPStatus

from msgspec import json
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):  # noqa: N818 - it is the answer to a request, not a failure of ours
    """An answer other than 200."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})


def problem_response(problem: Problem) -> Response:
    """Write a problem as JSON."""
    title = HTTPStatus(problem.status).phrase
    said = {"type": "about:blank", "title": title, "status": problem.status, "detail": problem.detail}
    return Response(json.encode(said), problem.status, problem.headers, MEDIA_TYPE)
