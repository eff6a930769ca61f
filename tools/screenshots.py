"""Make screenshots of the report for the documentation, into a folder that is not under version control.

    python tools/screenshots.py FOLDER

The report is about examples/. One picture each: many pages on a desk, one page on a desk, on a phone in dark colours,
in the system's high contrast, at 400 % zoom, as printed, and while an editor accepts a finding. Needs playwright and a
Chromium (`cutline doctor` tells which is used); says so when one is missing, with exit code 2.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from cutline.sources.discovery import Missing, find_browser, is_root

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
ONE = "river-in-the-streets.html"


def _nothing(page: Any) -> None:
    """Leave the page as it opens."""


def _print(page: Any) -> None:
    page.emulate_media(media="print")


def _accept(page: Any) -> None:
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.type("the agency sent it so")


class Shot(Struct, frozen=True):
    """A picture: its file's name, what is audited, how the browser is set up, and what is done before it is taken."""

    name: str
    target: str
    width: int
    height: int
    settings: dict[str, str] = field(default_factory=dict)
    before: Callable[[Any], None] = _nothing


SHOTS = (
    Shot("many-pages", "", 1280, 900),
    Shot("one-page", ONE, 1280, 900),
    Shot("phone-dark", ONE, 390, 844, {"color_scheme": "dark"}),
    Shot("high-contrast", ONE, 1280, 900, {"forced_colors": "active"}),
    Shot("zoom-400", ONE, 320, 256),
    Shot("print", ONE, 1000, 1400, before=_print),
    Shot("accepting", ONE, 1280, 900, before=_accept),
)


def main() -> int:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    try:
        taken = take(folder, SHOTS)
    except (ImportError, Missing) as error:
        print(f"no screenshot was made: {error}", file=sys.stderr)
        return 2
    print("\n".join(str(file) for file in taken))
    return 0


def take(folder: Path, shots: tuple[Shot, ...]) -> list[Path]:
    """Take the pictures into `folder`, which is made when it is not there. Raises ImportError and Missing."""
    from playwright.sync_api import sync_playwright

    program = find_browser()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as drafts, sync_playwright() as playwright:
        reports = {target: report(target, Path(drafts)) for target in dict.fromkeys(shot.target for shot in shots)}
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=not is_root())
        files = [_shoot(browser, shot, reports[shot.target], folder / f"{shot.name}.png") for shot in shots]
        browser.close()
    return files


def report(target: str, folder: Path) -> Path:
    """Write the report about one of the examples, or about all for ""; what `cutline check` finds is no failure."""
    file = folder / f"{target or 'all'}.report.html"
    command = [sys.executable, "-m", "cutline", "check", str(EXAMPLES / target), "--fail-on", "never"]
    subprocess.run([*command, "-o", f"html:{file}"], check=True, stdout=subprocess.DEVNULL)
    return file


def _shoot(browser: Any, shot: Shot, file: Path, picture: Path) -> Path:
    context = browser.new_context(viewport={"width": shot.width, "height": shot.height}, **shot.settings)
    page = context.new_page()
    page.goto(file.as_uri())
    shot.before(page)
    page.screenshot(path=picture, full_page=shot.before is not _accept)
    context.close()
    return picture


if __name__ == "__main__":
    sys.exit(main())
