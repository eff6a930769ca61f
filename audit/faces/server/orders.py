"""The work of a worker process: from a body to the bytes that answer it."""

import os
import signal
import sys
from collections.abc import Iterable
from datetime import UTC, datetime

from msgspec import Struct

from cutline import __version__
from cutline.config.schema import Config
from cutline.engine.audit import audit_asked, audit_given, not_audited
from cutline.engine.select import Selection, selection_of
from cutline.engine.verdict import verdict_of
from cutline.engine.workers import GRACE_SECONDS, watched
from cutline.faces.server.payloads import UNNAMED, Matter, Unfit, matter_of_form, matter_of_html, matter_of_json
from cutline.model.run import AuditRun, PageResult, Tool
from cutline.model.verdict import Counts
from cutline.reports import reporter, verdict
from cutline.sources.files import NotAudited, Refused
from cutline.sources.targets import Fetching, addressed

if sys.platform != "win32":
    import resource

HTML, JSON, FORM = "html", "json", "form"
"""The kinds of body."""

WRITING_SECONDS = 10.0
"""How long an answer may take to be written before the watchdog ends the process."""

NO_ADDRESSES = "this server does not fetch pages; send the page's HTML, or start it with --allow-url"


class Order(Struct, frozen=True):
    """A body to audit, what it is, how an address in it is fetched (None: not at all), whether a report is wanted."""

    body: bytes
    kind: str
    fetching: Fetching | None = None
    report: bool = False


class Done(Struct, frozen=True):
    """The answer: a body, or a status and a sentence for the sender; and what the journal may tell of it.

    `photos` counts those that were recognised. `peak_kib` is the most memory that the worker has used so far.
    """

    body: bytes = b""
    photos: int = 0
    allow: bool = False
    counts: Counts = Counts()
    not_audited: int = 0
    status: int = 200
    detail: str = ""
    peak_kib: int = 0


def begin(memory_mib: int) -> int:
    """Make this process ready for hostile pages: no more memory than this, where that can be set. Gives its id.

    A service manager tells every process of a service to stop; what is under way shall end first, so the server alone
    listens. It ends this process itself.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    if sys.platform != "win32":
        limit = memory_mib * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    return os.getpid()


def carry_out(config: Config, order: Order) -> Done:
    """Audit and write the answer. A page that neither ends nor can be interrupted costs the process its life."""
    # A worker's first page waits for the rules to be loaded, which is no part of its time.
    selection = selection_of(config)
    try:
        with watched(config.page_seconds + GRACE_SECONDS):
            result = _result(selection, order)
    except Unfit as unfit:
        return Done(status=unfit.status, detail=unfit.detail, peak_kib=_peak())
    with watched(WRITING_SECONDS):
        return _answered(result, selection, report=order.report)


def unaudited(config: Config, reason: str, *, report: bool) -> Done:
    """Answer for a body whose worker did not live to answer."""
    return _answered(not_audited(UNNAMED, reason), selection_of(config), report=report)


def _result(selection: Selection, order: Order) -> PageResult:
    matter = _matter(selection.config, order)
    if matter.address:
        return _fetched(matter.address, order.fetching, selection)
    try:
        return audit_given(matter.data, matter.source, selection, gallery=matter.gallery)
    except NotAudited as error:
        raise Unfit(422, str(error)) from None


def _fetched(address: str, fetching: Fetching | None, selection: Selection) -> PageResult:
    if fetching is None:
        raise Unfit(403, NO_ADDRESSES)
    target = addressed(address, fetching)
    if target.problem:
        raise Unfit(422, target.problem)
    try:
        return audit_asked(target, selection)
    except Refused as error:
        raise Unfit(403, str(error)) from None


def _matter(config: Config, order: Order) -> Matter:
    if order.kind == FORM:
        return matter_of_form(order.body)
    if order.kind == HTML:
        return matter_of_html(order.body)
    return matter_of_json(order.body, config.payload)


def _answered(result: PageResult, selection: Selection, *, report: bool) -> Done:
    said = verdict_of((result,), selection.config)
    body = _joined(_report(result, selection)) if report else verdict.write(said, selection.catalogue).encode()
    return Done(body, len(result.photos), said.allow, said.counts, len(said.not_audited), peak_kib=_peak())


def _report(result: PageResult, selection: Selection) -> Iterable[str]:
    started = datetime.now(UTC).isoformat(timespec="seconds")
    return reporter("html").render(AuditRun(Tool(version=__version__), started, selection.catalogue, (result,)))


def _joined(chunks: Iterable[str]) -> bytes:
    return b"".join(chunk.encode() for chunk in chunks)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss if sys.platform != "win32" else 0
