"""A JavaScript world of our own in a page: it sees the page's document and none of the page's scripts see it."""

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

NAME = "cutline"


class WorldError(Exception):
    """The world is gone, or what ran in it threw; the message is the browser's."""


@cache
def script(name: str) -> str:
    """Read one of our scripts."""
    return files("cutline.sources").joinpath("scripts", f"{name}.js").read_text(encoding="utf-8")


class World:
    """One frame's world, spoken to over a session of the Chrome DevTools Protocol."""

    def __init__(self, session: Any, frame: str) -> None:
        self._session = session
        self._frame = frame
        self._context: int | None = None

    async def open(self) -> "World":
        """Enter the world, which the scripts that ran before the page's have made already."""
        made = await self._send("Page.createIsolatedWorld", {"frameId": self._frame, "worldName": NAME})
        self._context = made["executionContextId"]
        return self

    async def run(self, source: str) -> None:
        """Run a script for its effects. Raises WorldError."""
        await self._evaluate(source, by_value=False)

    async def call(self, name: str, *arguments: Any) -> Any:
        """Call one of our functions and give its result, awaited. Raises WorldError."""
        said = ", ".join(msgspec.json.encode(argument).decode() for argument in arguments)
        return await self.value(f"cutline.{name}({said})")

    async def value(self, source: str) -> Any:
        """Evaluate an expression and give its value, awaited. Raises WorldError."""
        return (await self._evaluate(source, by_value=True)).get("value")

    async def _evaluate(self, source: str, *, by_value: bool) -> dict[str, Any]:
        wish = {"expression": source, "contextId": self._context, "awaitPromise": True, "returnByValue": by_value}
        answer = await self._send("Runtime.evaluate", wish)
        if "exceptionDetails" in answer:
            thrown = answer["exceptionDetails"]
            raise WorldError((thrown.get("exception") or {}).get("description") or thrown["text"])
        result: dict[str, Any] = answer["result"]
        return result

    async def _send(self, method: str, wish: dict[str, Any]) -> dict[str, Any]:
        from playwright.async_api import Error

        try:
            answer: dict[str, Any] = await self._session.send(method, wish)
        except Error as error:
            raise WorldError(str(error).splitlines()[0]) from error
        return answer
