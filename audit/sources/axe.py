"""axe-core, driven through axe_core_python, in a world where the page's scripts cannot answer in its place."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from axe_core_python.async_playwright import Axe

from cutline.model.rendered import AxeAnswer, AxeNode, AxeReport
from cutline.sources.discovery import AxeScript
from cutline.sources.world import World, WorldError

_SNIPPET = 500
_BUCKETS = ("violations", "incomplete", "passes", "inapplicable")


class _Json(dict[str, Any]):
    """Options that read as JSON where axe_core_python writes `str(options)` into a script, which knows no False."""

    def __str__(self) -> str:
        return msgspec.json.encode(dict(self)).decode()

    __repr__ = __str__


class _Sheet:
    """What axe_core_python takes for a Playwright page: all it does with one is evaluate."""

    def __init__(self, world: World, script: AxeScript) -> None:
        self._world = world
        self._script = script

    async def evaluate(self, source: str) -> Any:
        if source is not self._script.text:
            return await self._world.value(source)
        return await self._world.run(source)


async def ask(
    script: AxeScript, world: World, frames: Iterable[World], rules: Sequence[str], seconds: float
) -> AxeReport:
    """Ask axe about a page and its frames. What goes wrong is told in `trouble`, since the other rules need no axe."""
    try:
        async with asyncio.timeout(seconds):
            return await _answers(script, world, frames, rules)
    except TimeoutError:
        trouble = f"axe took longer than {seconds:.0f} seconds"
    except WorldError:
        trouble = "axe could not read this page"
    return AxeReport(script.spelled, script.digest, trouble=trouble)


async def _answers(script: AxeScript, world: World, frames: Iterable[World], rules: Sequence[str]) -> AxeReport:
    for frame in frames:
        await frame.run(script.text)
    await world.run(script.text)
    options = _Json(runOnly={"type": "rule", "values": list(rules)}, resultTypes=["violations", "incomplete"])
    found = await Axe(script.text).run(_Sheet(world, script), options=options)
    version = found["testEngine"]["version"]
    if version != script.spelled:
        trouble = f"the answers come from axe {version}, and {script.spelled} was asked"
        return AxeReport(script.spelled, script.digest, trouble=trouble)
    selectors = [_plain(node["target"][0]) for result in _wrong(found) for node in result["nodes"]]
    numbers = dict(zip(selectors, await world.call("place", selectors), strict=True))
    return AxeReport(script.spelled, script.digest, tuple(_answer(rule, found, numbers) for rule in _answered(found)))


def _wrong(found: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    return [*found["violations"], *found["incomplete"]]


def _answered(found: Mapping[str, Any]) -> list[str]:
    return sorted({result["id"] for bucket in _BUCKETS for result in found.get(bucket, ())})


def _answer(rule: str, found: Mapping[str, Any], numbers: Mapping[str, int | None]) -> AxeAnswer:
    return AxeAnswer(rule, *(_nodes(rule, found[bucket], numbers) for bucket in ("violations", "incomplete")))


def _nodes(rule: str, bucket: Iterable[Mapping[str, Any]], numbers: Mapping[str, int | None]) -> tuple[AxeNode, ...]:
    return tuple(
        AxeNode(
            element=numbers[_plain(node["target"][0])] if len(node["target"]) == 1 else None,
            selector=tuple(map(_plain, node["target"])),
            snippet=node["html"][:_SNIPPET],
            summary=(node.get("failureSummary") or "")[:_SNIPPET],
        )
        for result in bucket
        if result["id"] == rule
        for node in result["nodes"]
    )


def _plain(part: Any) -> str:
    """Give one part of a target; a list when the element stands in a shadow tree, of which the last names it."""
    return part if isinstance(part, str) else " >>> ".join(part)
