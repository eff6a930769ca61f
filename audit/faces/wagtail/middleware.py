"""From a publication that was stopped to an answer for whoever asked for it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from cutline.reports.wording import visible
from cutline.wagtail.gate import Stopped
from cutline.wagtail.judgement import claims

_CONFLICT = 409
_BULK = "wagtail_bulk_action"


class StoppedPublications:
    """Shows an editor what was found, and tells a program.

    An approval and a bulk action are undone by the exception that comes here: they are as if nobody had pressed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for a publication that was stopped, and leave other exceptions alone."""
        if not isinstance(exception, Stopped):
            return None
        match: Any = request.resolver_match
        bulk = match is not None and match.url_name == _BULK
        if not bulk and (match is None or "wagtailadmin_pages" not in match.namespaces):
            return JsonResponse(_told(exception), status=_CONFLICT)
        title = visible(exception.page.title)
        told = f"No page was published: “{title}” stands in the way." if bulk else "Not approved yet."
        messages.warning(request, told)
        place = reverse("cutline:findings", args=(exception.page.pk,))
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What Wagtail's dialogue for approvals takes as "close, and go there".
            return JsonResponse({"step": "success", "redirect": place})
        return redirect(place)


def _told(stopped: Stopped) -> dict[str, Any]:
    findings = [
        {
            "rule": claim.rule.id,
            "photo": number or None,
            "message": claim.sentence,
            "suggestion": claim.finding.suggestion.text if claim.finding.suggestion else None,
        }
        for number, claim in claims(stopped.judgement)
    ]
    return {"detail": str(stopped), "verdict": stopped.judgement.verdict, "findings": findings}
