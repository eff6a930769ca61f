"""Around every request: who may come in, what goes with each answer, and a line in the journal."""

import time
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cutline.faces.server.guard import Guard
from cutline.faces.server.journal import journal
from cutline.faces.server.problems import Problem, problem_response

EVERYWHERE = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

_NOTES = "notes"


class Reception:
    """Wraps an application. `paths` may be named in the journal; any other could hold anything."""

    def __init__(self, inner: ASGIApp, guard: Guard, paths: frozenset[str]) -> None:
        self._inner = inner
        self._guard = guard
        self._paths = paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one request."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        notes: dict[str, Any] = {"status": 0}
        scope.setdefault("state", {})[_NOTES] = notes

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                notes["status"] = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in EVERYWHERE.items():
                    headers.setdefault(name, value)
            await send(message)

        started = time.monotonic()
        try:
            await self._guarded(scope, receive, noted)
        finally:
            seconds = round(time.monotonic() - started, 4)
            journal.info("request", extra={"fields": {**self._named(scope), **notes, "seconds": seconds}})

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            self._guard.check(scope["method"], Headers(scope=scope))
        except Problem as problem:
            await problem_response(problem)(scope, receive, send)
            return
        await self._inner(scope, receive, send)

    def _named(self, scope: Scope) -> dict[str, Any]:
        path = scope["path"] if scope["path"] in self._paths else "another"
        method = scope["method"] if scope["method"] in ("GET", "HEAD", "POST") else "another"
        client = scope["client"][0] if scope.get("client") else ""
        return {"method": method, "path": path, "client": client}


def note(request: Request, **figures: Any) -> None:
    """Add numbers and yes or no to the request's line in the journal, never a text from outside."""
    request.scope["state"][_NOTES].update(figures)
