"""The people of the Orla Courier, and what a test does with its site."""

from io import BytesIO
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, PageLogEntry, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from newsroom.models import ArticlePage, GalleryPage

ALT = "Two volunteers carry a rolled carpet out of the flooded library."
CAPTION = "Volunteers clear the library in the lower town of Orla on Monday. The river fell overnight."
CREDIT = "Photo: Ilse Varga/Orla Courier"


def hire() -> None:
    """Give the site its people and its front page."""
    home = Page.objects.get(depth=2)
    home.title = "The Orla Courier"
    home.save()
    Site.objects.update(site_name="The Orla Courier")
    desk = Group.objects.create(name="Picture desk")
    desk.permissions.add(Permission.objects.get(codename="access_admin"))
    for name in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=name)
        GroupPagePermission.objects.create(group=desk, page=home, permission=permission)
    choose = Permission.objects.get(codename="choose_image")
    GroupCollectionPermission.objects.create(group=desk, collection=Collection.get_first_root_node(), permission=choose)
    people = get_user_model().objects
    mila = people.create_user("mila", "mila@courier.example", "quay")
    mila.groups.add(desk)
    chief = people.create_user("chief", "chief@courier.example", "quay")
    chief.groups.add(desk)
    chief.user_permissions.add(Permission.objects.get(codename="publish_despite_findings"))
    people.create_user("guest", "guest@courier.example", "quay").user_permissions.add(
        Permission.objects.get(codename="access_admin")
    )
    moderator = people.create_user("moderator", "moderator@courier.example", "quay")
    moderator.groups.add(Group.objects.get(name="Moderators"))


class Courier:
    """The site, as people at the desk and readers use it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = Page.objects.get(depth=2)

    def client(self, who: str = "mila") -> Client:
        """A browser in which somebody is signed in."""
        client = Client(raise_request_exception=False)
        client.force_login(self.person(who))
        return client

    def token(self, who: str) -> str:
        """A key to the site's API."""
        from wagtail.models import APIToken  # since Wagtail 8

        _, token = APIToken.create_token(user=self.person(who), name="a script")
        return str(token)

    def person(self, who: str) -> Any:
        return get_user_model().objects.get(username=who)

    def image(self, title: str = "library") -> Any:
        """A picture in the library."""
        file = BytesIO()
        Picture.new("RGB", (960, 640), "slategray").save(file, "PNG")
        return get_image_model().objects.create(title=title, file=ImageFile(file, name=f"{title}.png"))

    def photo(self, alt: str = ALT, caption: str = CAPTION, credit: str = CREDIT) -> dict[str, Any]:
        """A photo as the form of a gallery has it."""
        return {"image": self.image().pk, "alt": alt, "caption": caption, "credit": credit}

    def draft(self, title: str, *photos: dict[str, Any]) -> Any:
        """A gallery that nobody has published."""
        page = GalleryPage(title=title, live=False, photos=[("photo", self._block(one)) for one in photos])
        self.home.add_child(instance=page)
        page.save_revision(user=self.person("mila"))
        return page

    def article(self, title: str, body: str) -> Any:
        """A text without photos that nobody has published."""
        page = ArticlePage(title=title, live=False, body=body)
        self.home.add_child(instance=page)
        page.save_revision(user=self.person("mila"))
        return page

    def _block(self, photo: dict[str, Any]) -> dict[str, Any]:
        return {**photo, "image": get_image_model().objects.get(pk=photo["image"])}

    def form(self, title: str, *photos: dict[str, Any], **more: Any) -> dict[str, Any]:
        """What the form of a gallery sends."""
        fields = {
            "title": title,
            "slug": title.lower().replace(" ", "-"),
            "standfirst": "",
            "photos": streamfield([("photo", photo) for photo in photos]),
            "comments": inline_formset([]),
        }
        return nested_form_data({**fields, **more})

    def publish(self, page: Any, *photos: dict[str, Any], who: str = "mila", **more: Any) -> Any:
        """Press Publish in the editor of a page, and follow to where that leads."""
        address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
        sent = self.form(page.title, *photos, **{"slug": page.slug, "action-publish": "action-publish", **more})
        return self.client(who).post(address, sent, follow=True)

    def publish_new(self, title: str, *photos: dict[str, Any]) -> Any:
        """Press Publish on the form for a new gallery."""
        address = reverse("wagtailadmin_pages:add", args=("newsroom", "gallerypage", self.home.pk))
        return self.client().post(address, self.form(title, *photos, **{"action-publish": "1"}), follow=True)

    def read(self, page: Any) -> Any:
        """Open a page as a reader does."""
        return Client(raise_request_exception=False).get(f"/{page.slug}/")

    def heading(self, answer: Any) -> str:
        """The heading of an answer of the admin."""
        return str(answer.context["page_title"])

    def told(self, answer: Any) -> list[str]:
        """The messages that an answer of the admin shows, without their buttons."""
        soup = BeautifulSoup(answer.content, "html.parser")
        for button in soup.select(".messages .buttons"):
            button.decompose()
        return [" ".join(one.get_text().split()) for one in soup.select(".messages li")]

    def live(self, page: Any) -> bool:
        """Whether a page is on the site, as the database has it now."""
        page.refresh_from_db()
        return bool(page.live)

    def history(self, page: Any) -> list[str]:
        """What cutline wrote into the history of a page, oldest first."""
        entries = PageLogEntry.objects.filter(page=page.pk, action__startswith="cutline.").order_by("pk")
        return [f"{entry.action}: {entry.formatter.format_message(entry)}" for entry in entries]
