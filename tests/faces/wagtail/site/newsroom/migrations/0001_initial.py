import django.db.models.deletion
from django.db import migrations, models
from wagtail.fields import StreamField


def page():
    """The link from a page of ours to Wagtail's."""
    return models.OneToOneField(
        "wagtailcore.page", on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = (("wagtailcore", "0094_alter_page_locale"),)
    operations = (
        migrations.CreateModel(
            "GalleryPage",
            [
                ("page_ptr", page()),
                ("standfirst", models.TextField(blank=True)),
                ("photos", StreamField([], blank=True)),
            ],
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            "ArticlePage",
            [("page_ptr", page()), ("body", models.TextField(blank=True))],
            bases=("wagtailcore.page",),
        ),
    )
