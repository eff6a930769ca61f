"""A person with the permission may let a page out as it is, and answers for it."""

from typing import Any

import pytest

pytest.importorskip("wagtail", reason="Wagtail is not installed: pip install 'cutline[wagtail]'")

pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")

CUT = "Two volunteers carry a rolled carpet out of the flooded library in the lower to"
REASON = "The agency wants it word for word."


def let_out(courier: Any, page: Any, who: str = "chief", **sent: str) -> Any:
    """Fill in the form under what was found, and send it."""
    from cutline.wagtail.gate import stamp

    form = {"reason": REASON, "sure": "on", "seen": stamp(page.get_latest_revision()), **sent}
    return courier.client(who).post(f"/admin/cutline/{page.pk}/", form, follow=True)


def test_a_page_goes_out_with_a_name_and_a_reason_in_its_history(courier: Any) -> None:
    from wagtail.models import PageLogEntry

    page = courier.draft("Carpets", courier.photo(alt=CUT))
    let_out(courier, page)
    assert courier.live(page)
    assert courier.history(page) == [
        "cutline.publish_despite_findings: Let out despite findings. "
        "One cause damages one photo. Found: The alt text stops in the middle."
    ]
    entry = PageLogEntry.objects.get(page=page.pk, action="cutline.publish_despite_findings")
    assert (entry.user.username, entry.comment) == ("chief", REASON)


def test_it_goes_out_though_it_could_not_be_checked(courier: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsroom.models import GalleryPage

    page = courier.draft("Carpets", courier.photo())
    with monkeypatch.context() as broken:
        broken.setattr(GalleryPage, "serve", lambda _page, _request: 1 / 0)
        let_out(courier, page)
    assert courier.live(page)


def test_the_form_is_offered_to_nobody_else(courier: Any) -> None:
    page = courier.draft("Carpets", courier.photo(alt=CUT))
    offered = {
        who: "Publish anyway" in courier.client(who).get(f"/admin/cutline/{page.pk}/").content.decode()
        for who in ("mila", "chief")
    }
    assert offered == {"mila": False, "chief": True}
    let_out(courier, page, who="mila")
    assert (courier.live(page), courier.history(page)) == (False, [])


def test_it_is_offered_only_where_something_stands_in_the_way(courier: Any) -> None:
    page = courier.draft("Carpets", courier.photo())
    assert "Publish anyway" not in courier.client("chief").get(f"/admin/cutline/{page.pk}/").content.decode()


@pytest.mark.parametrize("missing", ["reason", "sure"])
def test_nothing_goes_out_without_a_reason_and_a_yes(courier: Any, missing: str) -> None:
    page = courier.draft("Carpets", courier.photo(alt=CUT))
    answer = let_out(courier, page, **{missing: ""})
    assert f'aria-describedby="id_{missing}_error"' in answer.content.decode()
    assert (courier.live(page), courier.history(page)) == (False, [])


def test_what_was_changed_since_must_be_read_again(courier: Any) -> None:
    from cutline.wagtail.gate import stamp

    page = courier.draft("Carpets", courier.photo(alt=CUT))
    before = stamp(page.get_latest_revision())
    page.save_revision(user=courier.person("mila"))
    answer = let_out(courier, page, seen=before)
    assert "The page was changed in the meantime." in answer.content.decode()
    assert not courier.live(page)


def test_a_locked_page_stays_where_it_is(courier: Any) -> None:
    page = courier.draft("Carpets", courier.photo(alt=CUT))
    page.locked, page.locked_by = True, courier.person("mila")
    page.save(clean=False)
    let_out(courier, page)
    assert not courier.live(page)


def test_who_may_not_publish_the_page_may_not_let_it_out(courier: Any) -> None:
    from wagtail.models import GroupPagePermission

    page = courier.draft("Carpets", courier.photo(alt=CUT))
    GroupPagePermission.objects.filter(group__name="Picture desk", permission__codename="publish_page").delete()
    let_out(courier, page)
    assert not courier.live(page)


def test_the_permission_for_one_draft_is_none_for_the_next(courier: Any) -> None:
    page = courier.draft("Carpets", courier.photo(alt=CUT))
    let_out(courier, page)
    courier.publish(page, courier.photo(alt="IMG_2041.jpg"))
    assert "IMG_2041" not in courier.read(page).content.decode()


def test_a_draft_that_is_saved_over_is_another_draft(courier: Any) -> None:
    from wagtail import VERSION

    from cutline.wagtail.gate import Stopped

    if VERSION < (7, 3):
        pytest.skip("this Wagtail does not save over a draft")
    page = courier.draft("Carpets", courier.photo(alt=CUT))
    let_out(courier, page)
    page = page.get_latest_revision_as_object()
    revision = page.latest_revision
    page.standfirst = "Another word."
    page.save_revision(user=courier.person("mila"), overwrite_revision=revision)
    with pytest.raises(Stopped):
        page.latest_revision.publish()


def test_a_page_let_out_for_later_goes_out_when_it_is_due(courier: Any) -> None:
    from datetime import UTC, datetime, timedelta

    from django.core.management import call_command
    from wagtail.models import Revision

    page = courier.draft("Carpets", courier.photo(alt=CUT))
    page.go_live_at = datetime.now(UTC) + timedelta(days=1)
    page.save_revision(user=courier.person("mila"))
    page.save(clean=False)
    let_out(courier, page)
    assert not courier.live(page)
    due = datetime.now(UTC) - timedelta(minutes=1)
    content = {**page.scheduled_revision.content, "go_live_at": due.isoformat()}
    Revision.objects.filter(pk=page.scheduled_revision.pk).update(approved_go_live_at=due, content=content)
    call_command("publish_scheduled")
    assert courier.live(page)


def test_groups_can_be_given_the_permission_in_the_admin(courier: Any) -> None:
    from django.contrib.auth import get_user_model

    get_user_model().objects.create_superuser("root", "root@courier.example", "quay")
    answer = courier.client("root").get("/admin/groups/new/")
    assert "Can publish pages despite what was found in their photos" in answer.content.decode()
