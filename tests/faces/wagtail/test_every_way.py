"""Pages are published in many ways, and each of them is asked: nothing slips past the editor's button."""

from datetime import timedelta
from typing import Any

import pytest

pytest.importorskip("wagtail", reason="Wagtail is not installed: pip install 'cutline[wagtail]'")

pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")

CUT = "Two volunteers carry a rolled carpet out of the flooded library in the lower to"
FOUND = "One cause damages one photo. Found: The alt text stops in the middle."


def bulk(courier: Any, *pages: Any, **form: str) -> Any:
    """Press Publish for several pages of a listing."""
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return courier.client().post(f"/admin/bulk/wagtailcore/page/publish/?{chosen}&next=/admin/", form, follow=True)


def submitted(courier: Any, page: Any) -> Any:
    """Send a page to the moderators; give its task."""
    page.get_workflow().start(page, courier.person("mila"))
    page.refresh_from_db()
    return page.current_workflow_task_state


def approve(courier: Any, page: Any, task: Any, **headers: str) -> Any:
    """Approve a page from the moderators' list."""
    address = f"/admin/pages/workflow/action/{page.pk}/approve/{task.pk}/"
    return courier.client("moderator").post(address, {"comment": "Fine by me."}, headers=headers)


def test_pages_of_a_bulk_action_go_out_when_nothing_is_found(courier: Any) -> None:
    pages = [courier.draft(title, courier.photo()) for title in ("Carpets", "Quay")]
    assert "2 pages have been published" in courier.told(bulk(courier, *pages))[-1]
    assert [courier.live(page) for page in pages] == [True, True]


def test_no_page_of_a_bulk_action_goes_out_when_one_is_stopped(courier: Any) -> None:
    pages = [courier.draft("Carpets", courier.photo()), courier.draft("Quay", courier.photo(alt=CUT))]
    answer = bulk(courier, *pages)
    assert courier.heading(answer) == "Not ready to be published"
    assert courier.told(answer) == ["No page was published: “Quay” stands in the way."]
    assert [courier.live(page) for page in pages] == [False, False]


def test_a_page_below_those_of_a_bulk_action_is_asked_too(courier: Any) -> None:
    above = courier.draft("Carpets", courier.photo())
    below = courier.draft("Quay", courier.photo(alt=CUT))
    below.move(above, "last-child")
    above.refresh_from_db()
    assert courier.heading(bulk(courier, above, include_descendants="on")) == "Not ready to be published"
    assert [courier.live(above), courier.live(below)] == [False, False]


def test_an_approval_publishes_a_page_in_which_nothing_is_found(courier: Any) -> None:
    page = courier.draft("Carpets", courier.photo())
    approve(courier, page, submitted(courier, page))
    assert courier.live(page)


def test_an_approval_of_a_page_with_findings_is_as_if_nobody_had_approved(courier: Any) -> None:
    page = courier.draft("Carpets", courier.photo(alt=CUT))
    task = submitted(courier, page)
    answer = approve(courier, page, task)
    task.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/cutline/{page.pk}/")
    assert (courier.live(page), task.status) == (False, "in_progress")
    shown = courier.client("moderator").get(answer["Location"])
    assert courier.heading(shown) == "Not ready to be published"


def test_an_approval_in_wagtail_s_dialogue_leads_to_what_was_found(courier: Any) -> None:
    page = courier.draft("Carpets", courier.photo(alt=CUT))
    answer = approve(courier, page, submitted(courier, page), **{"x-requested-with": "XMLHttpRequest"})
    assert answer.json() == {"step": "success", "redirect": f"/admin/cutline/{page.pk}/"}
    assert not courier.live(page)


def test_an_approval_from_the_editor_keeps_the_moderator_s_changes(courier: Any) -> None:
    page = courier.draft("Carpets", courier.photo())
    submitted(courier, page)
    sent = courier.form(
        "Carpets",
        courier.photo(alt=CUT),
        **{"action-workflow-action": "true", "workflow-action-name": "approve"},
    )
    answer = courier.client("moderator").post(f"/admin/pages/{page.pk}/edit/", sent, follow=True)
    assert (courier.heading(answer), courier.told(answer)) == ("Not ready to be published", ["Not approved yet."])
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().photos[0].value["alt"] == CUT
    assert not courier.live(page)


def test_the_admin_s_api_says_what_is_in_the_way(courier: Any) -> None:
    page = courier.draft("Carpets", courier.photo(alt=CUT))
    answer = courier.client().post(f"/admin/api/main/pages/{page.pk}/action/publish/")
    sentence = "The alt text stops after “of the flooded library in the lower to”."
    assert (answer.status_code, answer.json()) == (
        409,
        {
            "detail": f"“Carpets” was not published. {FOUND}",
            "verdict": "stopped",
            "findings": [{"rule": "alt-truncated", "photo": 1, "message": sentence, "suggestion": None}],
        },
    )
    assert not courier.live(page)


def test_the_site_s_api_says_what_is_in_the_way(courier: Any) -> None:
    from wagtail import VERSION

    if VERSION < (8, 0):
        pytest.skip("this Wagtail has no API that publishes")
    page = courier.draft("Carpets", courier.photo(alt=CUT))
    bearer = {"Authorization": f"Bearer {courier.token('mila')}"}
    answer = courier.client().post(f"/api/v3/pages/{page.pk}/actions/publish/", headers=bearer)
    assert (answer.status_code, answer.json()["detail"]) == (409, f"“Carpets” was not published. {FOUND}")
    assert not courier.live(page)


def test_a_site_s_own_code_is_told(courier: Any) -> None:
    from cutline.wagtail.gate import Stopped

    page = courier.draft("Carpets", courier.photo(alt=CUT))
    with pytest.raises(Stopped, match="“Carpets” was not published") as stopped:
        page.get_latest_revision().publish()
    assert (stopped.value.page.pk, courier.live(page)) == (page.pk, False)


def test_who_may_not_publish_is_told_that_first(courier: Any) -> None:
    from wagtail.actions.publish_page_revision import PublishPagePermissionError

    page = courier.draft("Carpets", courier.photo(alt=CUT))
    with pytest.raises(PublishPagePermissionError):
        page.get_latest_revision().publish(user=courier.person("guest"))


def test_a_page_is_judged_when_it_is_scheduled(courier: Any) -> None:
    page = courier.draft("Carpets", courier.photo())
    answer = courier.publish(page, courier.photo(alt=CUT), go_live_at="2099-01-01 06:00")
    assert courier.heading(answer) == "Not ready to be published"
    assert page.scheduled_revision is None


def scheduled(courier: Any, title: str, **photo: str) -> Any:
    """A page that is due, though nobody judged it."""
    from django.utils import timezone

    page = courier.draft(title, courier.photo(**photo))
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=5)
    revision.save()
    return page


def test_a_scheduled_page_with_findings_is_held_back_and_the_others_go_out(courier: Any) -> None:
    from django.core.management import call_command

    first, second = scheduled(courier, "Carpets", alt=CUT), scheduled(courier, "Quay")
    call_command("publish_scheduled")
    assert (courier.live(first), courier.live(second), first.scheduled_revision) == (False, True, None)
    assert courier.history(first) == [f"cutline.hold_scheduled: Held back when it was due. {FOUND}"]


def test_a_scheduled_page_that_could_not_be_checked_is_tried_again(
    courier: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.management import call_command
    from newsroom.models import GalleryPage

    page = scheduled(courier, "Carpets")
    with monkeypatch.context() as broken:
        broken.setattr(GalleryPage, "serve", lambda _page, _request: 1 / 0)
        call_command("publish_scheduled")
        call_command("publish_scheduled")
    assert (courier.live(page), len(courier.history(page))) == (False, 1)
    call_command("publish_scheduled")
    assert courier.live(page)


def test_a_page_is_drawn_once_when_an_editor_publishes_it(courier: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsroom.models import GalleryPage

    drawn = []

    def serve(page: Any, request: Any) -> Any:
        drawn.append(page.title)
        return super(GalleryPage, page).serve(request)

    monkeypatch.setattr(GalleryPage, "serve", serve)
    page = courier.draft("Carpets", courier.photo())
    courier.publish(page, courier.photo())
    courier.publish_new("Quay", courier.photo())
    assert drawn == ["Carpets", "Quay"]
