"""A real Wagtail site with SQLite: made once, and copied for every test."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

SITE = Path(__file__).parent / "site"


@pytest.fixture(scope="session")
def made_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Set Django up, run every migration, hire the people, and give the database file."""
    pytest.importorskip("wagtail", reason="Wagtail is not installed: pip install 'cutline[wagtail]'")
    folder = tmp_path_factory.mktemp("courier")
    place = {"folder": str(folder), "database": str(folder / "made.sqlite3"), "media": str(folder / "media")}
    os.environ |= {"CUTLINE_TEST_SITE": json.dumps(place), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    sys.path.insert(0, str(SITE))
    import django
    from django.core.management import call_command
    from django.db import connections
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()
    call_command("migrate", verbosity=0)
    from newsroom.desk import hire

    hire()
    connections.close_all()
    return folder / "made.sqlite3"


@pytest.fixture
def courier(made_site: Path, tmp_path: Path) -> Iterator[Any]:
    """The Orla Courier's desk, with a database of its own."""
    from django.core.cache import cache
    from django.db import connections
    from newsroom.desk import Courier

    mine = tmp_path / "courier.sqlite3"
    shutil.copy(made_site, mine)
    connections.settings["default"]["NAME"] = str(mine)
    cache.clear()
    yield Courier(tmp_path)
    connections.close_all()
    connections.settings["default"]["NAME"] = str(made_site)


@pytest.fixture
def house(courier: Any) -> Iterator[Callable[..., None]]:
    """Set `CUTLINE` in Django's settings for one test."""
    from contextlib import ExitStack

    from django.test import override_settings

    assert courier
    with ExitStack() as stack:
        yield lambda **wishes: stack.enter_context(override_settings(CUTLINE=wishes))
