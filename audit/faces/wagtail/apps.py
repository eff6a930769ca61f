"""What Django is told about the app."""

from django.apps import AppConfig
from django.core.checks import register


class CutlineWagtail(AppConfig):
    """The app; its label gives the permission its name, `cutline.publish_despite_findings`."""

    name = "cutline.wagtail"
    label = "cutline"
    verbose_name = "cutline"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Set up the gate. Only now are there models to import."""
        from cutline.wagtail import gate
        from cutline.wagtail.checks import check_installation

        register(check_installation)
        gate.set_up()
