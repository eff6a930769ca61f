import json
import os
from pathlib import Path

# What a run of tests decides: where its database and its pictures lie.
_GIVEN = json.loads(os.environ["CUTLINE_TEST_SITE"])

BASE_DIR = Path(_GIVEN["folder"])
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": _GIVEN["database"], "OPTIONS": {"timeout": 20}}
}
MEDIA_ROOT = _GIVEN["media"]

SECRET_KEY = "of the Orla Courier, which does not exist"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
ROOT_URLCONF = "newsroom.urls"
WAGTAIL_SITE_NAME = "The Orla Courier"
WAGTAILADMIN_BASE_URL = "http://localhost"
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
USE_TZ = True
LANGUAGE_CODE = "en-gb"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Otherwise the admin asks servers elsewhere for newer versions and for faces.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

INSTALLED_APPS = [
    "newsroom",
    "cutline.wagtail",
    "wagtail.users",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "taggit",
    "modelcluster",
    "rest_framework",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cutline.wagtail.middleware.StoppedPublications",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
