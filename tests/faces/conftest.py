from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cutline.faces.cli import cli

HOUSE_RULES = Path(__file__).parent.parent / "engine" / "house_rules.py"


def figure(number: int, alt: str | None) -> str:
    """A photo with a caption of its own."""
    said = "" if alt is None else f' alt="{alt}"'
    return (
        f'<figure><img src="photo-{number}.jpg" width="900" height="600"{said}>'
        f"<figcaption>The ferry leaves harbour number {number} before sunrise on Monday.</figcaption></figure>"
    )


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A picture desk: a folder to work in, with the house's rules in a configuration called house.toml."""
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)


class Desk:
    """Writes pages and runs commands in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write(
            "house.toml", f'rules_from = ["{HOUSE_RULES.as_posix()}"]\nselect = ["house-shouted", "house-moody"]\n'
        )

    def write(self, name: str, text: str) -> None:
        """Write a file below the folder."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def page(self, name: str, *alts: str | None) -> None:
        """Write a page with one photo per alt text."""
        figures = "\n".join(figure(number, alt) for number, alt in enumerate(alts))
        self.write(name, f"<!doctype html>\n<html lang=en><title>Ferries</title><main>\n{figures}\n</main>")

    def run(self, *words: str, stdin: str | bytes | None = None) -> Result:
        """Run a command of cutline as it is."""
        return CliRunner().invoke(cli, words, input=stdin)

    def check(self, *words: str, stdin: str | bytes | None = None) -> Result:
        """Run `cutline check` with the house's configuration."""
        return self.run("check", "--config", "house.toml", *words, stdin=stdin)
