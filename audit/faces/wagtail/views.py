"""The page that an editor meets instead of a publication: what was found, what to type, and the way back."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import View
from msgspec import Struct
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cutline.model.finding import Evidence
from cutline.reports.addresses import picture_address
from cutline.reports.marks import Wording, wordings
from cutline.reports.view import Claim, PageView, PhotoView, Words
from cutline.reports.wording import shortened, typeable, visible
from cutline.wagtail.gate import allow, judgement_of, stamp
from cutline.wagtail.judgement import Judgement, Verdict, judged
from cutline.wagtail.models import PERMISSION

_BRIEF = 300
_SHOWN = 6000
_SEVERITIES = {"error": "Error", "warning": "Warning", "advice": "Advice"}

HEADLINES = {
    Verdict.STOPPED: "Not ready to be published",
    Verdict.UNKNOWN: "Could not be checked",
    Verdict.CLEAR: "Nothing stands in the way",
}


class Point(Struct, frozen=True):
    """One finding as the page shows it; `type` is None when there is nothing to suggest, empty to leave it empty."""

    severity: str
    stops: bool
    words: tuple[Words, ...]
    why: str
    type: str | None
    proof: tuple[Evidence, ...]


class Section(Struct, frozen=True):
    """What is said about one photo; `name` is its anchor. About the page itself there are no texts and no picture."""

    name: str
    heading: str
    points: tuple[Point, ...]
    texts: tuple[Wording, ...] = ()
    picture: str | None = None


class DespiteForm(forms.Form):
    """A person answers for a publication: why it may go out, for the draft that was shown."""

    reason = forms.CharField(label="Why it may go out as it is", max_length=500)
    sure = forms.BooleanField(label="I have read what was found, and take it upon me.")
    seen = forms.CharField(widget=forms.HiddenInput)


class FindingsView(WagtailAdminTemplateMixin, View):
    """Judges the newest draft of a page whenever it is asked; a person with the permission may let it out."""

    template_name = "cutline/findings.html"
    header_icon = "warning"
    breadcrumbs_items = ()

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> Any:
        """Find the page. Raises PermissionDenied for whoever may neither edit nor publish it."""
        self.page = get_object_or_404(Page, pk=page_id).specific
        self.may = self.page.permissions_for_user(request.user)
        if not (self.may.can_edit() or self.may.can_publish()):
            raise PermissionDenied
        self.revision = self.page.get_latest_revision()
        self.judgement = judgement_of(self.revision) if self.revision else judged(self.page)
        return super().dispatch(request, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show what was found."""
        return self._answer(self._form() if self._may_let_out(request) else None)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Publish despite what was found. Raises PermissionDenied for whoever may not."""
        if not self._may_let_out(request):
            raise PermissionDenied
        form = DespiteForm(request.POST)
        if not form.is_valid():
            messages.warning(
                request, "Not published: a reason is needed, and your word that you have read the findings."
            )
            return self._answer(form)
        if form.cleaned_data["seen"] != stamp(self.revision):
            messages.warning(request, "The page was changed in the meantime. This is what was found in it now.")
            return redirect("cutline:findings", self.page.pk)
        with transaction.atomic():
            allow(self.revision, request.user, self.judgement, form.cleaned_data["reason"])
            self.revision.publish(user=request.user)
        messages.success(request, f"“{visible(self.page.get_admin_display_title())}” went out as it is.")
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)

    def get_page_title(self) -> str:
        """Give the answer, which is the first thing a screen reader says."""
        return HEADLINES[self.judgement.verdict]

    def get_page_subtitle(self) -> str:
        """Name the page."""
        return visible(self.page.get_admin_display_title())

    def _answer(self, form: DespiteForm | None) -> HttpResponse:
        seen = self.judgement.seen
        context = self.get_context_data(
            judgement=self.judgement,
            form=form,
            sections=sections(self.judgement),
            lang=seen.page.lang if seen else None,
            no_photo=bool(seen and seen.page.audited and not seen.page.photos),
            answered=len(seen.decided) if seen else 0,
            reason=visible(shortened(self.judgement.reason, _SHOWN)),
            edit_url=reverse("wagtailadmin_pages:edit", args=(self.page.pk,)),
        )
        return self.render_to_response(context)

    def _form(self) -> DespiteForm:
        return DespiteForm(initial={"seen": stamp(self.revision)})

    def _may_let_out(self, request: HttpRequest) -> bool:
        user: Any = request.user
        lock = self.page.get_lock()
        return (
            self.revision is not None
            and self.judgement.stops
            and self.may.can_publish()
            and user.has_perm(f"cutline.{PERMISSION}")
            and not (lock and lock.for_user(user))
        )


def sections(judgement: Judgement) -> tuple[Section, ...]:
    """Arrange what was found: about the page itself, then photo by photo, as far as something was found."""
    seen = judgement.seen
    if seen is None:
        return ()
    found = [_photo(photo, seen, judgement) for photo in seen.photos if photo.claims]
    if seen.claims:
        found.insert(0, Section("itself", "The page itself", _points(seen.claims, judgement)))
    return tuple(found)


def _photo(photo: PhotoView, seen: PageView, judgement: Judgement) -> Section:
    return Section(
        name=f"photo-{photo.number}",
        heading=f"Photo {photo.number} of {len(seen.photos)}",
        points=_points(photo.claims, judgement),
        texts=wordings(photo.photo, [claim.finding for claim in photo.claims]),
        picture=picture_address(photo.photo.src, seen.page.source),
    )


def _points(claims: tuple[Claim, ...], judgement: Judgement) -> tuple[Point, ...]:
    return tuple(_point(claim, judgement) for claim in claims)


def _point(claim: Claim, judgement: Judgement) -> Point:
    finding = claim.finding
    rows = (*finding.evidence, Evidence("rule", finding.rule), Evidence("key", finding.fingerprint))
    return Point(
        severity=_SEVERITIES[finding.severity],
        stops=finding.fingerprint in judgement.stopping,
        words=claim.words,
        why=visible(claim.rule.why),
        type=typeable(shortened(finding.suggestion.text, _SHOWN)) if finding.suggestion else None,
        proof=tuple(Evidence(visible(row.label), visible(shortened(row.value, _BRIEF))) for row in rows),
    )
