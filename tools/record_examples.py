"""Show the examples of rules that need a browser in one, and keep what it showed in rules/rendered/recordings.

    python tools/record_examples.py [--browser-path FILE]

Run it after an example changed, or what is measured; the rules' own tests read the recordings. Recordings of examples
that are gone are removed.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from cutline.model.rendered import Rendered, saved
from cutline.rules import registry
from cutline.rules.base import Needs, Rule
from cutline.rules.recorded import FOLDER, name_of
from cutline.rules.trial import read_marks
from cutline.sources.browser import Browser
from cutline.sources.targets import Target
from cutline.sources.viewing import Viewing

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Record every example; the exit code."""
    parser = argparse.ArgumentParser(description="Record what a browser shows of the rules' examples.")
    parser.add_argument("--browser-path", metavar="FILE", help="the browser to use")
    parser.add_argument("--into", type=Path, default=ROOT / "rules" / "rendered" / FOLDER, help="the folder to fill")
    wish = parser.parse_args()
    made = asyncio.run(recorded(wish.browser_path))
    wish.into.mkdir(parents=True, exist_ok=True)
    for name, rendered in made.items():
        (wish.into / name).write_bytes(saved(rendered))
    for file in wish.into.glob("*.json"):
        if file.name not in made:
            file.unlink()
    print(f"{len(made)} recordings in {wish.into}")
    return 0


async def recorded(browser_path: str | None = None) -> dict[str, Rendered]:
    """Show every example, one after the other, and give what was measured by the recording's name."""
    found = {}
    for rule in rules_to_show():
        viewing = Viewing(browser_path=browser_path, axe_rules=rule.axe_rules)
        async with Browser(viewing) as browser:
            for html in markup_of(rule):
                found[name_of(rule.id, html)] = await shown(browser, html)
    return found


def rules_to_show() -> list[Rule]:
    """List the rules that need a browser."""
    return [rule for rule in registry() if rule.needs is Needs.RENDERED]


def markup_of(rule: Rule) -> Iterator[str]:
    """Give the markup of each of the rule's examples."""
    return (read_marks(example).html for example in rule.examples)


async def shown(browser: Browser, html: str) -> Rendered:
    """Show markup as a file in an empty folder."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "example.html")
        file.write_text(html, encoding="utf-8")
        return await browser.show(Target(file.name, str(file)))


if __name__ == "__main__":
    sys.exit(main())
