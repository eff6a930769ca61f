"""A draft as its readers would get it: the site's own middleware, the page's own `serve`, nobody logged in."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse, HttpResponseServerError
from django.utils import translation

_OK = 200
_HTML = ("text/html", "application/xhtml+xml")
_MIB = 1024 * 1024


class NotShown(Exception):  # noqa: N818 - it is told like `NotAudited`
    """The draft could not be shown as readers would get it; the message says why."""


def shown(page: Any, limit_mib: float) -> str:
    """Give the HTML of a page object, which need not be live. Raises NotShown.

    The draft is served by `page.serve`, not by its preview, which may hold words for editors. An exception is kept
    from the handlers of the site, where it would count as a reader's.
    """
    served = _Served(page)
    # An instance attribute stands before the method of the class: the request is Wagtail's, the answer the reader's.
    page.serve_preview = served
    try:
        with translation.override(settings.LANGUAGE_CODE):
            response = page.make_preview_request()
    finally:
        del page.serve_preview
    if served.fault is not None:
        raise NotShown(f"{type(served.fault).__name__}: {served.fault}") from served.fault
    return _html(response, limit_mib)


class _Served:
    """Answers like the page, and keeps what went wrong."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.fault: Exception | None = None

    def __call__(self, request: Any, _mode: str | None) -> Any:
        try:
            # A template whose query fails must not spoil the transaction in which the draft was saved.
            with transaction.atomic():
                response = self._page.serve(request)
                render = getattr(response, "render", None)
                return render() if callable(render) else response
        except Exception as error:  # noqa: BLE001 - whatever a site's own code raises, its page cannot be judged
            self.fault = error
            return HttpResponseServerError()


def _html(response: Any, limit_mib: float) -> str:
    if response.status_code != _OK:
        raise NotShown(f"the site answers with status {response.status_code}, not with the page")
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in _HTML:
        raise NotShown(f"the site answers with {kind or 'something nameless'}, not with HTML")
    data = _body(response)
    if len(data) > limit_mib * _MIB:
        raise NotShown(f"the page is larger than {limit_mib:g} MiB (page_size_mib)")
    return data.decode(response.charset, errors="replace")


def _body(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)
