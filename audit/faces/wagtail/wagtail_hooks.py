"""Where Wagtail asks: before it publishes, for its addresses, its permissions and the words of its history."""

from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogActionRegistry, LogFormatter

from cutline.wagtail import gate
from cutline.wagtail.judgement import Verdict
from cutline.wagtail.models import PERMISSION
from cutline.wagtail.views import FindingsView

_LAST = 100
"""Hooks of the site that change a page come first; what they make of it is judged."""


@hooks.register("before_create_page")
def expect_new_page(request: Any, _parent: Any, _page_class: Any) -> None:
    """Remember that the page of this request is a new one."""
    request.cutline_new_page = True


@hooks.register("before_publish_page", order=_LAST)
def stop_or_publish(request: Any, page: Any) -> HttpResponse | None:
    """Judge the draft that was just saved; where it must not go out, show why instead of publishing."""
    if getattr(request, "cutline_new_page", False):
        _withdraw(page)
    judgement = gate.judgement_of(page.latest_revision)
    if judgement.stops:
        return redirect("cutline:findings", page.pk)
    if judgement.verdict is Verdict.UNKNOWN:
        told = gate.summary(judgement)
        messages.warning(request, f"This page was published without a check of its photos. {told}")
    return None


def _withdraw(page: Any) -> None:
    """Take a new page off the site until it is published.

    "Publish" on the form for a new page saves it live before any hook is called (`CreateView.publish_action`), so a
    hook that only answers leaves it for everybody to read.
    """
    page.live = False
    page.has_unpublished_changes = True
    page.save(clean=False, update_fields=["live", "has_unpublished_changes"])


@hooks.register("register_admin_urls")
def admin_addresses() -> list[Any]:
    """Give the address of the page that shows what was found."""
    findings = path("<int:page_id>/", FindingsView.as_view(), name="findings")
    return [path("cutline/", include(([findings], "cutline"), namespace="cutline"))]


@hooks.register("register_permissions")
def permissions() -> Any:
    """Offer the permission in the form for groups."""
    return Permission.objects.filter(content_type__app_label="cutline", codename=PERMISSION)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Give the words for a page's history."""
    actions.register_action(gate.DESPITE)(_Despite)
    actions.register_action(gate.UNCHECKED)(_Unchecked)
    actions.register_action(gate.HELD)(_Held)


class _Despite(LogFormatter):
    label = "Publish despite findings"

    def format_message(self, log_entry: Any) -> str:
        return f"Let out despite findings. {log_entry.data.get('found', '')}"

    def format_comment(self, log_entry: Any) -> str:
        return str(log_entry.data.get("reason", ""))


class _Unchecked(LogFormatter):
    label = "Publish unchecked"

    def format_message(self, log_entry: Any) -> str:
        return f"Published without a check of its photos. {log_entry.data.get('found', '')}"


class _Held(LogFormatter):
    label = "Hold back a scheduled publication"

    def format_message(self, log_entry: Any) -> str:
        return f"Held back when it was due. {log_entry.data.get('found', '')}"
