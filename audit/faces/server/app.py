"""The server's addresses and what happens at each."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from http import HTTPStatus
from typing import Any

from msgspec import json
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cutline import __version__
from cutline.faces.server import intake
from cutline.faces.server.addresses import AUDITS, HEALTH, OPENAPI, PAGE, REPORT, RULES
from cutline.faces.server.desk import Busy, Desk, Died
from cutline.faces.server.documents import catalogue_document, editors_page, error_page
from cutline.faces.server.guard import Guard
from cutline.faces.server.openapi import openapi_document
from cutline.faces.server.orders import FORM, Done, Order, unaudited
from cutline.faces.server.problems import Problem, problem_response
from cutline.faces.server.reception import Reception, note
from cutline.faces.server.replays import Full, Replayed, Replays
from cutline.faces.server.settings import Settings
from cutline.faces.server.signatures import WINDOW_SECONDS, Check, Letter, Unsigned

WAIT_SECONDS = 30.0
"""How long a body waits for a worker before its sender is asked to come again."""

AGAIN = {"Retry-After": "1"}

REPORT_HEADERS = {
    "Content-Security-Policy": (
        "sandbox allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'"
    )
}
"""A report runs its own script, hands out its own file and opens pictures, as a site of its own that shares nothing
with this server. What may load inside it says the policy that it carries itself."""

_FORM_SPELLING = 3
"""A form spells a byte that is no letter as three (URL Standard, section 1.3)."""

Answer = Callable[[Request], Awaitable[Response]]


class Application:
    """What the requests to one server share."""

    def __init__(self, settings: Settings, check: Check | None) -> None:
        self._settings = settings
        self._check = check
        self._replays = Replays(2 * WINDOW_SECONDS)
        self._free_places = settings.at_once
        self.desk = Desk(
            settings.config, workers=settings.jobs, memory_mib=settings.memory_mib, wait_seconds=WAIT_SECONDS
        )

    def asgi(self) -> Reception:
        """Build the application."""
        routes = [
            Route(AUDITS, self._audits, methods=["POST"]),
            Route(RULES, _always(catalogue_document(self._settings.config)), methods=["GET"]),
            Route(HEALTH, self._health, methods=["GET"]),
            Route(OPENAPI, _always(openapi_document(self._settings)), methods=["GET"]),
        ]
        if self._settings.editors_page:
            page = editors_page(allow_url=self._settings.allow_url)
            routes += [Route(PAGE, _always(page), methods=["GET"]), Route(REPORT, self._pasted, methods=["POST"])]
        inner = Starlette(
            routes=routes,
            lifespan=self._lifespan,
            exception_handlers={Problem: _refused, HTTPException: _not_here, Exception: _fault},
        )
        return Reception(inner, Guard(self._settings.names), frozenset(route.path for route in routes))

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        await self.desk.open()
        try:
            yield
        finally:
            await self.desk.close()

    async def _health(self, _: Request) -> Response:
        said = {"status": "ok", "version": __version__, "free_places": self._free_places}
        return Response(json.encode(said), media_type="application/json")

    async def _audits(self, request: Request) -> Response:
        kind = intake.kind_of_body(request)
        with self._place():
            body = await self._body(request, self._settings.body_mib)
            order = Order(body, kind, self._settings.fetching, intake.wants_report(request))
            with self._once(self._signed_id(request, body)):
                return await self._answer(request, order)

    async def _pasted(self, request: Request) -> Response:
        intake.refuse_other_than_form(request)
        with self._place():
            body = await self._body(request, _FORM_SPELLING * self._settings.body_mib)
            return await self._answer(request, Order(body, FORM, self._settings.fetching, report=True))

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._free_places:
            raise Problem(503, "every place is taken; come again in a second", AGAIN)
        self._free_places -= 1
        try:
            yield
        finally:
            self._free_places += 1

    @contextmanager
    def _once(self, name: str | None) -> Iterator[None]:
        try:
            with self._replays.once(name):
                yield
        except Replayed:
            raise Problem(409, "a request with this id was answered before; sign a new one") from None
        except Full:
            raise Problem(503, "more requests came in than can be remembered; come again later", AGAIN) from None

    async def _body(self, request: Request, size_mib: float) -> bytes:
        body = await intake.body_of(request, size_mib, self._settings.body_seconds)
        note(request, bytes=len(body))
        return body

    def _signed_id(self, request: Request, body: bytes) -> str | None:
        if self._check is None:
            return None
        path = request.scope["raw_path"]
        if query := request.scope["query_string"]:
            path += b"?" + query
        try:
            return self._check(Letter(request.method, path.decode("latin-1"), dict(request.headers), body))
        except Unsigned as error:
            raise Problem(401, str(error), {"WWW-Authenticate": 'Signature realm="cutline"'}) from None

    async def _answer(self, request: Request, order: Order) -> Response:
        try:
            done = await self.desk.audit(order)
        except Busy as error:
            raise Problem(503, f"{error}; come again in a second", AGAIN) from None
        except Died as error:
            done = unaudited(self._settings.config, str(error), report=order.report)
        if done.status != HTTPStatus.OK:
            raise Problem(done.status, done.detail)
        note(request, **_figures(done))
        photos = {"Cutline-Photos": str(done.photos)}
        if order.report:
            return Response(done.body, headers={**photos, **REPORT_HEADERS}, media_type="text/html")
        return Response(done.body, headers=photos, media_type="application/json")


def _figures(done: Done) -> dict[str, Any]:
    counts = done.counts
    return {
        "photos": done.photos,
        "allow": done.allow,
        "errors": counts.error,
        "warnings": counts.warning,
        "advice": counts.advice,
        "reviews": counts.review,
        "not_audited": done.not_audited,
    }


def _always(response: Response) -> Answer:
    async def answer(_: Request) -> Response:
        return response

    return answer


async def _refused(request: Request, problem: Exception) -> Response:
    if not isinstance(problem, Problem):
        raise TypeError(f"no problem: {type(problem).__name__}")
    return error_page(problem) if request.url.path == REPORT else problem_response(problem)


async def _not_here(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    detail = f"nothing is here; {OPENAPI} describes what this server offers"
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        detail = f"this address is not used in this way; {OPENAPI} says how"
    headers = error.headers if isinstance(error, HTTPException) else None
    return problem_response(Problem(status, detail, headers))


async def _fault(_: Request, __: Exception) -> Response:
    return problem_response(Problem(500, "a fault in cutline, not in what you sent; the server's journal names it"))
