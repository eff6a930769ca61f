"""The one door through which pages are published: Wagtail's publish action, asked before it acts.

The hook `before_publish_page` is called by the editor's button and by nothing else. Approvals, bulk actions, both APIs,
scheduled publications and a site's own code all come to `PublishPageRevisionAction.execute`, so that is where the
question is put. Who already has the answer, because the hook asked, leaves it on the revision.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from cutline.reports.wording import listed, visible
from cutline.wagtail.judgement import Judgement, Verdict, judged

logger = logging.getLogger("cutline.wagtail")

DESPITE = "cutline.publish_despite_findings"
UNCHECKED = "cutline.publish_unchecked"
HELD = "cutline.hold_scheduled"

_SCHEDULED = "wagtail.publish.scheduled"
_JUDGEMENT = "_cutline_judgement"

Execute = Callable[..., Any]


class Stopped(Exception):  # noqa: N818 - it is an answer, not a fault
    """A page was not published. `page` is its database row, `judgement` says why."""

    def __init__(self, page: Any, judgement: Judgement) -> None:
        self.page = page
        self.judgement = judgement
        super().__init__(f"“{visible(page.title)}” was not published. {summary(judgement)}")


def set_up() -> None:
    """Put the question into the publish action, once."""
    if not hasattr(PublishPageRevisionAction.execute, "asks_cutline"):
        PublishPageRevisionAction.execute = _asking(PublishPageRevisionAction.execute)


def judgement_of(revision: Any) -> Judgement:
    """Judge a revision, or give the judgement it has."""
    known: Judgement | None = getattr(revision, _JUDGEMENT, None)
    if known is None:
        known = judged(revision.as_object())
        setattr(revision, _JUDGEMENT, known)
    return known


def allow(revision: Any, user: Any, judgement: Judgement, reason: str) -> None:
    """Note in the page's history that a person lets this very revision out, and why. It holds until the next edit."""
    _note(revision, DESPITE, user, {"reason": reason, "found": summary(judgement), "seen": stamp(revision)})


def allowed(revision: Any) -> bool:
    """Tell whether a person has let this revision out, as it is now."""
    entries = PageLogEntry.objects.filter(action=DESPITE, revision_id=revision.pk)
    return any(entry.data.get("seen") == stamp(revision) for entry in entries)


def stamp(revision: Any) -> str:
    """Name a revision as it is now; saving a draft again may keep its number, but never its time."""
    return f"{revision.pk}@{revision.created_at.isoformat()}"


def summary(judgement: Judgement) -> str:
    """Say in a sentence or two what stands in the way; empty for nothing."""
    if judgement.verdict is Verdict.CLEAR:
        return ""
    if judgement.verdict is Verdict.UNKNOWN or judgement.seen is None:
        return f"It could not be checked: {visible(judgement.reason)}"
    titles = [cause.rule.title for cause in judgement.seen.causes]
    return f"{judgement.seen.standing.details} Found: {listed([visible(title) for title in titles])}."


def _asking(execute: Execute) -> Execute:
    @wraps(execute)
    def asked(action: Any, skip_permission_checks: bool = False) -> Any:
        action.check(skip_permission_checks=skip_permission_checks)
        revision = action.revision
        judgement = judgement_of(revision)
        if judgement.stops and not allowed(revision):
            if action.log_action == _SCHEDULED:
                return _hold(revision, judgement)
            raise Stopped(action.object, judgement)
        done = execute(action, skip_permission_checks=skip_permission_checks)
        if judgement.verdict is Verdict.UNKNOWN and not judgement.stops:
            _note(revision, UNCHECKED, action.user, {"found": summary(judgement)})
        return done

    asked.asks_cutline = True  # type: ignore[attr-defined]
    return asked


def _hold(revision: Any, judgement: Judgement) -> None:
    """Keep a scheduled revision back without an exception, which would keep back all that are due after it.

    What was found must be mended, so the revision is no longer scheduled, and the page no longer locked; what could
    not be checked is tried again by the next run.
    """
    told = summary(judgement)
    logger.error("scheduled publication of page %s was held back: %s", revision.object_id, told)
    if judgement.verdict is Verdict.STOPPED:
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
    if not PageLogEntry.objects.filter(action=HELD, revision_id=revision.pk).exists():
        _note(revision, HELD, None, {"found": told})


def _note(revision: Any, action: str, user: Any, data: dict[str, str]) -> None:
    log(instance=revision.as_object(), action=action, user=user, revision=revision, data=data)
