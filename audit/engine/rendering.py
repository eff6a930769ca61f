"""Audits of pages as a browser shows them: shown several at a time, judged in order, or replayed from recordings."""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from cutline.config.schema import Config
from cutline.engine.audit import audit_target, fault, inspect_target, judge, not_audited, recognised_in_house
from cutline.engine.deadline import Overdue, within
from cutline.engine.select import Chosen, Selection, selection_of
from cutline.model.finding import Edit, Finding
from cutline.model.page import Page
from cutline.model.rendered import Rendered
from cutline.model.run import PageResult
from cutline.page.shown import Shown
from cutline.rules.base import Needs
from cutline.sources.files import NotAudited, is_json, is_named_gallery, read
from cutline.sources.recordings import replay, save
from cutline.sources.targets import STDIN, Target
from cutline.sources.viewing import Viewing

if TYPE_CHECKING:
    from concurrent.futures import Future

AT_ONCE = 3
"""Pages that are shown at a time: one is judged and one settles while another computes. More of them share the same
processors and only come nearer to their deadlines."""

STOPPING_SECONDS = 15.0

Show = Callable[[Target], "Future[Rendered]"]


class Screening(Struct, frozen=True, kw_only=True):
    """How pages come to be rendered: shown as `viewing` says, or `replay`ed from a folder of recordings.

    With `recording`, what was shown is saved in that folder.
    """

    viewing: Viewing = Viewing()
    replay: Path | None = None
    recording: Path | None = None


def rendered_results(
    targets: Iterable[Target], config: Config, screening: Screening, jobs: int | None = None
) -> Iterator[PageResult]:
    """Audit targets as a browser shows them, and give their results in order. Raises ConfigError before the first.

    A gallery in JSON has nothing to show and is judged as it is. `jobs` is the number of pages shown at a time.
    """
    selection = selection_of(config, Needs.RENDERED)
    targets = _held(targets, config)
    if screening.replay is not None:
        folder = screening.replay
        return (_replayed(target, folder, selection) for target in targets)
    return _shown(targets, screening, selection, jobs or AT_ONCE)


def rendered_pages(
    targets: Iterable[Target], config: Config, screening: Screening
) -> Iterator[tuple[str, Page | NotAudited]]:
    """Recognise targets as a browser shows them, and give each with its name, in order; or why it cannot be.

    A gallery in JSON has nothing to show and is recognised as it is.
    """
    viewing = replace(screening.viewing, seconds=config.page_seconds, size_mib=config.page_size_mib)
    targets = _held(targets, config)
    shown: Iterator[tuple[Target, Callable[[], Rendered] | None]]
    if screening.replay is not None:
        folder = screening.replay
        shown = ((target, partial(replay, folder, target.name)) for target in targets)
    else:
        shown = _showings(targets, viewing, AT_ONCE)
    for target, rendering in shown:
        try:
            if rendering is None or _has_no_page(target):
                yield target.name, inspect_target(target, config)
                continue
            rendered = rendering()
            _keep(rendered, target, screening)
            yield target.name, _page_of(rendered, target, config)
        except NotAudited as error:
            yield target.name, error


def _page_of(rendered: Rendered, target: Target, config: Config) -> Page:
    try:
        with within(config.page_seconds):
            page = recognised_in_house(Shown.of(rendered), target.name, config)
    except Overdue:
        raise NotAudited(f"recognising it took longer than {config.page_seconds:g} seconds (page_seconds)") from None
    except Exception as error:
        raise NotAudited(fault(error)) from error
    return replace(page, rendered=rendered)


def _keep(rendered: Rendered, target: Target, screening: Screening) -> None:
    if screening.recording is None:
        return
    try:
        save(screening.recording, target.name, rendered)
    except OSError as error:
        raise NotAudited(f"its recording cannot be written: {error.strerror or error}") from error


def result_of(rendered: Rendered, name: str, selection: Selection) -> PageResult:
    """Judge a rendering. Never raises for what is in it."""
    config = selection.config
    try:
        with within(config.page_seconds):
            page = recognised_in_house(Shown.of(rendered), name, config)
            result = judge(replace(page, rendered=rendered), selection)
    except Overdue:
        return not_audited(name, f"judging it took longer than {config.page_seconds:g} seconds (page_seconds)")
    except Exception as error:  # noqa: BLE001 - hostile pages: one that breaks cutline is reported, not fatal
        return not_audited(name, fault(error))
    return replace(
        result,
        findings=tuple(_anchored(finding, rendered.source) for finding in result.findings),
        reviews=tuple(_anchored(finding, rendered.source) for finding in result.reviews),
    )


def _replayed(target: Target, folder: Path, selection: Selection) -> PageResult:
    if _has_no_page(target):
        return audit_target(target, selection)
    try:
        return result_of(replay(folder, target.name), target.name, selection)
    except NotAudited as error:
        return not_audited(target.name, str(error))


def _shown(targets: Iterable[Target], screening: Screening, selection: Selection, at_once: int) -> Iterator[PageResult]:
    asked = {name for entry in selection.entries if isinstance(entry, Chosen) for name in entry.rule.axe_rules}
    config = selection.config
    viewing = replace(
        screening.viewing, axe_rules=tuple(sorted(asked)), seconds=config.page_seconds, size_mib=config.page_size_mib
    )
    for target, rendering in _showings(targets, viewing, at_once):
        yield _result(target, rendering, screening, selection)


def _showings(
    targets: Iterable[Target], viewing: Viewing, at_once: int
) -> Iterator[tuple[Target, "Callable[[], Rendered] | None"]]:
    """Show targets, some ahead of the one that is asked for; each with the way to wait for it, None for no page."""
    waiting: deque[tuple[Target, Callable[[], Rendered] | None]] = deque()
    with _screen(viewing, at_once) as show:
        for target in targets:
            waiting.append((target, None if _has_no_page(target) else show(target).result))
            if len(waiting) > 2 * at_once:
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()


def _result(
    target: Target, rendering: "Callable[[], Rendered] | None", screening: Screening, selection: Selection
) -> PageResult:
    if rendering is None:
        return audit_target(target, selection)
    try:
        rendered = rendering()
        _keep(rendered, target, screening)
    except NotAudited as error:
        return not_audited(target.name, str(error))
    except Exception as error:  # noqa: BLE001 - as above: the other pages go on
        return not_audited(target.name, fault(error))
    return result_of(rendered, target.name, selection)


@contextmanager
def _screen(viewing: Viewing, at_once: int) -> Iterator[Show]:
    """Run a browser on a thread of its own, and give the way to show a target in it.

    Without a browser every target gets the reason: a run that shows nothing is not a clean one.
    """
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="cutline-browser", daemon=True)
    thread.start()
    screen = _Screen(viewing, at_once)
    try:
        asyncio.run_coroutine_threadsafe(screen.open(), loop).result()
        yield lambda target: asyncio.run_coroutine_threadsafe(screen.show(target), loop)
    finally:
        with suppress(Exception):
            asyncio.run_coroutine_threadsafe(screen.close(), loop).result(STOPPING_SECONDS)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(STOPPING_SECONDS)
        if not thread.is_alive():
            loop.close()


class _Screen:
    """The browser as its own thread sees it."""

    def __init__(self, viewing: Viewing, at_once: int) -> None:
        self._viewing = viewing
        self._at_once = asyncio.Semaphore(at_once)
        self._browser: object = None
        self._trouble = ""

    async def open(self) -> None:
        try:
            from cutline.sources.browser import Browser
        except ImportError as error:
            self._trouble = f"the browser's libraries are missing ({error.name}); pip install 'cutline[browser]'"
            return
        from cutline.sources.discovery import Missing

        browser = Browser(self._viewing)
        try:
            self._browser = await browser.__aenter__()
        except Missing as error:
            self._trouble = str(error)

    async def show(self, target: Target) -> Rendered:
        if self._trouble:
            raise NotAudited(self._trouble)
        async with self._at_once:
            return await self._browser.show(target)  # type: ignore[attr-defined, no-any-return]

    async def close(self) -> None:
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        if self._browser is not None:
            await self._browser.__aexit__(None, None, None)  # type: ignore[attr-defined]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


def _held(targets: Iterable[Target], config: Config) -> Iterator[Target]:
    """Read standard input, which can be read once: what is done with it depends on what it is."""
    for target in targets:
        if target.path != STDIN:
            yield target
            continue
        try:
            yield replace(target, given=read(target, config.page_size_mib))
        except NotAudited as error:
            yield replace(target, problem=str(error))


def _has_no_page(target: Target) -> bool:
    """Tell whether there is no page to show: a gallery in JSON, or nothing that can be read."""
    lost = bool(target.problem) and not target.address
    return lost or is_named_gallery(target) or (target.given is not None and is_json(target.given))


def _anchored(finding: Finding, source: str) -> Finding:
    """Move an edit to where its words stand in the source; drop it where they do not stand there exactly once.

    Rules count in the page as it was captured, and an edit is for the file.
    """
    suggestion = finding.suggestion
    if suggestion is None or suggestion.edit is None:
        return finding
    edit = suggestion.edit
    start = source.find(edit.expected) if source.count(edit.expected) == 1 else -1
    moved = Edit(start, start + len(edit.expected), edit.expected, edit.replacement) if start >= 0 else None
    return replace(finding, suggestion=replace(suggestion, edit=moved))
