"""What every test may ask for."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No test asserts on time: a busy machine is no defect.
settings.register_profile("cutline", deadline=None)
settings.load_profile("cutline")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real pages that `CUTLINE_CORPUS` names; a test that asks for it is skipped when there is none."""
    named = os.environ.get("CUTLINE_CORPUS")
    if not named:
        pytest.skip("set CUTLINE_CORPUS to a folder of real pages to run this test")
    folder = Path(named)
    if not folder.is_dir():
        pytest.fail(f"CUTLINE_CORPUS names {folder}, which is not a folder")
    return folder
