"""Pressing Publish: what goes out, what does not, and what the person who pressed is told."""

from typing import Any

import pytest

pytest.importorskip("wagtail", reason="Wagtail is not installed: pip install 'cutline[wagtail]'")

# Wagtail leaves the file of a scaled picture to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")

NOT_PUBLISHED = "Your text is saved, but it was not published."
CUT = "Two volunteers carry a rolled carpet out of the flooded library in the lower to"
MENDED = "Two volunteers carry a rolled carpet out of the flooded library in the lower town."


def points(answer: Any) -> list[tuple[str, str, str | None]]:
    """Give what the page of findings lists: where, what is wrong, what to type."""
    return [
        (section.heading, "".join(piece.text for piece in point.words), point.type)
        for section in answer.context["sections"]
        for point in section.points
    ]


def test_a_gallery_without_a_fault_goes_out(courier: Any) -> None:
    page = courier.draft("Library cleared", courier.photo())
    answer = courier.publish(page, courier.photo())
    assert "has been published" in courier.told(answer)[-1]
    assert courier.read(page).status_code == 200
    assert courier.history(page) == []


def test_a_cut_description_keeps_a_gallery_a_draft_until_it_is_mended(courier: Any) -> None:
    page = courier.draft("Library cleared", courier.photo())
    answer = courier.publish(page, courier.photo(), courier.photo(alt=CUT))
    text = answer.content.decode()
    assert answer.redirect_chain == [(f"/admin/cutline/{page.pk}/", 302)]
    assert (courier.heading(answer), NOT_PUBLISHED in text) == ("Not ready to be published", True)
    assert points(answer) == [
        ("Photo 2 of 2", "The alt text stops after “of the flooded library in the lower to”.", None)
    ]
    assert '<mark>to</mark> <bdi class="cutline-note" lang="en-GB" dir="ltr">cut here</bdi>' in text
    assert courier.read(page).status_code == 404
    page.refresh_from_db()
    saved = page.get_latest_revision_as_object().photos
    assert [block.value["alt"] for block in saved][1] == CUT

    courier.publish(page, courier.photo(), courier.photo(alt=MENDED))
    assert MENDED in courier.read(page).content.decode()


def test_what_is_found_is_shown_as_it_stands_and_never_runs(courier: Any) -> None:
    page = courier.draft("Library <script>alert(1)</script>", courier.photo())
    answer = courier.publish(page, courier.photo(alt=f'<img src=x onerror="alert(2)"> {CUT}'))
    text = answer.content.decode()
    assert courier.heading(answer) == "Not ready to be published"
    assert ("<script>alert(1)" in text, "<img src=x" in text) == (False, False)
    assert "&lt;img src=x onerror=&quot;alert(2)&quot;&gt;" in text


def test_a_new_gallery_with_a_cut_description_is_never_on_the_site(courier: Any) -> None:
    from newsroom.models import GalleryPage

    answer = courier.publish_new("Carpets", courier.photo(alt=CUT))
    page = GalleryPage.objects.get(title="Carpets")
    assert courier.heading(answer) == "Not ready to be published"
    assert (page.live, page.has_unpublished_changes, courier.read(page).status_code) == (False, True, 404)


def test_a_new_gallery_is_not_on_the_site_while_it_is_judged(courier: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsroom.models import GalleryPage

    seen = []

    def serve(page: Any, request: Any) -> Any:
        seen.append(GalleryPage.objects.get(pk=page.pk).live)
        return super(GalleryPage, page).serve(request)

    monkeypatch.setattr(GalleryPage, "serve", serve)
    courier.publish_new("Carpets", courier.photo())
    assert seen == [False]
    assert GalleryPage.objects.get(title="Carpets").live


def test_readers_keep_the_version_they_have_when_a_new_one_is_stopped(courier: Any) -> None:
    page = courier.draft("Library cleared", courier.photo())
    courier.publish(page, courier.photo())
    courier.publish(page, courier.photo(alt=CUT))
    page.refresh_from_db()
    assert (page.live, page.has_unpublished_changes) == (True, True)
    assert CUT not in courier.read(page).content.decode()


def test_a_page_that_code_put_live_stays_live_when_its_edit_is_stopped(courier: Any) -> None:
    from newsroom.models import GalleryPage

    page = courier.home.add_child(instance=GalleryPage(title="Imported", photos=[]))
    courier.publish(page, courier.photo(alt=CUT))
    page.refresh_from_db()
    assert page.live


def test_what_is_judged_is_what_a_reader_gets(courier: Any) -> None:
    # Its template adds photos without a description to previews, and for whoever is signed in.
    page = courier.draft("Library cleared", courier.photo())
    answer = courier.publish(page, courier.photo())
    assert "has been published" in courier.told(answer)[-1]


def test_a_page_is_judged_in_the_site_s_language_not_the_editor_s(courier: Any, monkeypatch: Any) -> None:
    from django.utils import translation
    from newsroom.models import GalleryPage
    from wagtail.users.models import UserProfile

    mila = courier.person("mila")
    UserProfile.objects.create(user=mila, preferred_language="de")
    page = courier.draft("Library cleared", courier.photo())
    languages = []

    def serve(page: Any, request: Any) -> Any:
        languages.append(translation.get_language())
        return super(GalleryPage, page).serve(request)

    monkeypatch.setattr(GalleryPage, "serve", serve)
    courier.publish(page, courier.photo())
    assert languages == ["en-gb"]


def test_a_text_without_photos_is_left_alone(courier: Any) -> None:
    page = courier.article("Leader", "The lower town needs a wall, and it needs it be")
    courier.publish(page, body="The lower town needs a wall, and it needs it be")
    assert courier.read(page).status_code == 200


def test_a_text_that_calls_itself_a_gallery_is_stopped(courier: Any) -> None:
    page = courier.article("Photo gallery", "")
    answer = courier.publish(page, body="Soon.")
    assert [(where, what) for where, what, _ in points(answer)] == [
        (
            "The page itself",
            "No photo was found on this page, which calls itself a gallery: audit it in a browser.",
        )
    ]


def test_a_named_page_type_without_a_photo_is_not_published(courier: Any, house: Any) -> None:
    house(PAGE_TYPES=["newsroom.GalleryPage"])
    page = courier.draft("Library cleared")
    answer = courier.publish(page)
    assert courier.heading(answer) == "Could not be checked"
    assert "No photo was found on this page" in answer.content.decode()
    assert courier.read(page).status_code == 404


def test_page_types_that_are_not_named_are_left_alone(courier: Any, house: Any) -> None:
    house(PAGE_TYPES=["newsroom.ArticlePage"])
    page = courier.draft("Library cleared", courier.photo())
    courier.publish(page, courier.photo(alt=CUT))
    assert courier.read(page).status_code == 200


def test_a_house_may_stop_what_is_only_a_warning(courier: Any, house: Any) -> None:
    page = courier.draft("Library cleared", courier.photo())
    repeated = courier.photo(alt="Volunteers clear the library.", caption="Volunteers clear the library.")
    house(FAIL_ON="warning")
    assert [where for where, _, _ in points(courier.publish(page, repeated))] == ["Photo 1 of 1"]
    house()
    assert "has been published" in courier.told(courier.publish(page, repeated))[-1]


def test_the_house_s_configuration_counts(courier: Any, house: Any) -> None:
    file = courier.folder / "cutline.toml"
    file.write_text('ignore = ["alt-truncated"]\n', "utf-8")
    house(CONFIG=str(file))
    page = courier.draft("Library cleared", courier.photo())
    courier.publish(page, courier.photo(alt=CUT))
    assert courier.read(page).status_code == 200


def test_findings_that_were_accepted_stop_nothing(courier: Any, house: Any) -> None:
    from cutline.engine.baseline import written
    from cutline.model.accepted import entries_of
    from cutline.wagtail.judgement import judged

    photo = courier.photo(alt=CUT)
    page = courier.draft("Library cleared", photo)
    seen = judged(page.get_latest_revision_as_object()).seen
    assert seen is not None
    file = courier.folder / "accepted.toml"
    file.write_text("".join(written(entries_of(seen.page, reason="the agency's own words"))), "utf-8")
    house(BASELINE=file)
    answer = courier.client().get(f"/admin/cutline/{page.pk}/")
    assert (courier.heading(answer), answer.context["answered"]) == ("Nothing stands in the way", 1)
    courier.publish(page, photo)
    assert courier.read(page).status_code == 200


def test_only_who_may_edit_or_publish_a_page_sees_what_was_found_in_it(courier: Any) -> None:
    page = courier.draft("Library cleared", courier.photo(alt=CUT))
    answer = courier.client("guest").get(f"/admin/cutline/{page.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert courier.client().get(f"/admin/cutline/{page.pk}/").status_code == 200
