from pathlib import Path

import pytest

from cutline import Config

HOUSE_RULES = str(Path(__file__).with_name("house_rules.py"))


def figure(number: int, alt: str | None) -> str:
    """A photo with a caption of its own."""
    said = "" if alt is None else f' alt="{alt}"'
    return (
        f'<figure><img src="photo-{number}.jpg" width="900" height="600"{said}>'
        f"<figcaption>The ferry leaves harbour number {number} before sunrise on Monday.</figcaption></figure>"
    )


def page(*alts: str | None) -> str:
    """A page with one photo per alt text."""
    figures = "\n".join(figure(number, alt) for number, alt in enumerate(alts))
    return f"<!doctype html>\n<html lang=en><title>Ferries</title><main>\n{figures}\n</main>"


@pytest.fixture
def house():
    """A Config that runs the named rules of the house and nothing else."""

    def house(*select: str, **wishes) -> Config:
        return Config(rules_from=(HOUSE_RULES,), select=tuple(f"house-{name}" for name in select), **wishes)

    return house


@pytest.fixture
def make_page():
    return page
