from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock, StructBlock, TextBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page


class PhotoBlock(StructBlock):
    image = ImageChooserBlock()
    alt = CharBlock(required=False, label="Description for blind readers")
    caption = TextBlock(required=False)
    credit = CharBlock(required=False)

    class Meta:
        template = "newsroom/photo.html"


class GalleryPage(Page):
    standfirst = models.TextField(blank=True)
    photos = StreamField([("photo", PhotoBlock())], blank=True)

    content_panels = (*Page.content_panels, FieldPanel("standfirst"), FieldPanel("photos"))


class ArticlePage(Page):
    body = models.TextField(blank=True)

    content_panels = (*Page.content_panels, FieldPanel("body"))
