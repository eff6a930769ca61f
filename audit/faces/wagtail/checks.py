"""What `manage.py check` says about the installation, before an editor finds out."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from cutline.config.schema import ConfigError
from cutline.wagtail.settings import verify

MIDDLEWARE = "cutline.wagtail.middleware.StoppedPublications"


def check_installation(**_about: Any) -> list[CheckMessage]:
    """Give what must be put right: settings that cannot be used, a middleware that is missing."""
    return [*_settings(), *_middleware()]


def _settings() -> list[CheckMessage]:
    try:
        verify()
    except ConfigError as error:
        return [Error(str(error), hint="Until this is put right, no page can be judged.", id="cutline.E001")]
    return []


def _middleware() -> list[CheckMessage]:
    if MIDDLEWARE in settings.MIDDLEWARE:
        return []
    hint = f'Add "{MIDDLEWARE}" to the end of MIDDLEWARE.'
    return [Error("An approval that is stopped would show a server error.", hint=hint, id="cutline.E002")]
