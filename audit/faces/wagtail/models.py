"""Nothing is stored: the one model is there because Django hangs permissions on models."""

from django.db import models

PERMISSION = "publish_despite_findings"


class Publication(models.Model):
    """A page going out; no table stands behind it."""

    class Meta:
        """No table, and no permissions but ours."""

        managed = False
        default_permissions = ()
        permissions = ((PERMISSION, "Can publish pages despite what was found in their photos"),)
