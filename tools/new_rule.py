"""Write the file of a new rule, with examples that fail until the rule is written.

    python tools/new_rule.py AREA ID

AREA is a folder under `rules/` ("images"), ID the offence in kebab-case ("alt-missing"); the file is named after it.
Exits with 1 and a message when the rule is there already or a name will not do.
"""

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

TEMPLATE = '''"""{sentence}."""

from collections.abc import Iterator

from cutline.model.finding import Finding
from cutline.model.page import Page
from cutline.rules.base import Bad, Good, Options, Review, Rule, house


class {name}(Rule):
    id = "{id}"
    title = "{sentence}"
    why = "Say in two or three sentences who is hurt, and how, in words an editor uses."
    references = (house("{area}"),)
    messages = {{"offence": "Say in one sentence what is wrong with this photo."}}
    examples = (
        Good("how it should be", '<figure><img src="a.jpg" alt="A boat"><figcaption>It leaves.</figcaption></figure>'),
        Good("near miss: what looks wrong and is right", '<img src="line.png" alt="">'),
        Bad("how it is wrong", '<figure>«<img src="a.jpg">»<figcaption>A boat leaves.</figcaption></figure>'),
        Bad("another way to be wrong", '<figure>«<img src="b.jpg">»<figcaption>A boat arrives.</figcaption></figure>'),
    )

    def check(self, page: Page, options: Options) -> Iterator[Finding | Review]:  # noqa: ARG002 - no options
        """Claim nothing yet; the examples fail until this is written."""
        yield from ()
'''


def main(arguments: list[str] | None = None) -> int:
    """Write the file and say what to do next; the exit code."""
    parser = argparse.ArgumentParser(description="Write the file of a new rule.")
    parser.add_argument("area", help="folder under rules/, such as images")
    parser.add_argument("id", help="the offence in kebab-case, such as alt-missing")
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout to write into")
    wish = parser.parse_args(arguments)
    try:
        path = write(wish.root, wish.area, wish.id)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{path}\nWrite check(), then run: python -m pytest tests/rules && python tools/build_docs.py")
    return 0


def write(root: Path, area: str, rule: str) -> Path:
    """Write the rule's file and give its path. Raises ValueError with a sentence when it cannot be."""
    if not re.fullmatch(r"[a-z]+(?:-[a-z]+)+", rule):
        raise ValueError(f"{rule}: a rule's id is two or more words of small letters joined by hyphens: alt-missing")
    folder = root / "rules" / area
    if not (folder / "__init__.py").is_file():
        areas = ", ".join(sorted(path.parent.name for path in (root / "rules").glob("*/__init__.py")))
        raise ValueError(f"{area}: there is no such area; use one of {areas}")
    path = folder / f"{rule.replace('-', '_')}.py"
    if path.exists():
        raise ValueError(f"{path} is there already")
    name = "".join(word.capitalize() for word in rule.split("-"))
    sentence = rule.replace("-", " ").capitalize()
    path.write_text(TEMPLATE.format(id=rule, area=area, name=name, sentence=sentence), encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
