"""Write docs/rules: a page for each rule, made of the rule's own fields, and an index.

    python tools/build_docs.py [--check]

Every example is run, and what the rule says about it is printed beneath it. With --check nothing is written; the exit
code is 1 when a page is not what it would be.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from cutline.model.finding import Finding
from cutline.model.run import Reference
from cutline.reports.view import sentence
from cutline.rules import registry
from cutline.rules.base import Bad, Example, Good, Option, Review, Rule
from cutline.rules.trial import read_marks, try_out

ROOT = Path(__file__).resolve().parent.parent

# Names and addresses as in the W3C's own lists of WCAG 2.2 criteria and of ACT rules.
CRITERIA = {
    "1.1.1": ("Non-text Content", "non-text-content"),
    "1.3.1": ("Info and Relationships", "info-and-relationships"),
    "1.4.3": ("Contrast (Minimum)", "contrast-minimum"),
    "1.4.4": ("Resize Text", "resize-text"),
    "2.1.1": ("Keyboard", "keyboard"),
    "2.1.2": ("No Keyboard Trap", "no-keyboard-trap"),
    "2.4.1": ("Bypass Blocks", "bypass-blocks"),
    "2.4.2": ("Page Titled", "page-titled"),
    "2.4.4": ("Link Purpose (In Context)", "link-purpose-in-context"),
    "2.4.7": ("Focus Visible", "focus-visible"),
    "2.4.3": ("Focus Order", "focus-order"),
    "2.4.11": ("Focus Not Obscured (Minimum)", "focus-not-obscured-minimum"),
    "3.1.1": ("Language of Page", "language-of-page"),
    "3.1.2": ("Language of Parts", "language-of-parts"),
    "4.1.2": ("Name, Role, Value", "name-role-value"),
}
ACT_RULES = {
    "047fe0": "Document has heading for non-repeated content",
    "23a2a8": "Image has non-empty accessible name",
    "3e12e1": "Block of repeated content is collapsible",
    "46ca7f": "Element marked as decorative is not exposed",
    "59796f": "Image button has non-empty accessible name",
    "7d6734": "SVG element with explicit role has non-empty accessible name",
    "8fc3b6": "Object element rendering non-text content has non-empty accessible name",
    "9eb3f6": "Image filename is accessible name for image",
    "b40fd1": "Document has a landmark with non-repeated content",
    "b5c3f8": "HTML page has lang attribute",
    "cf77f2": "Bypass Blocks of Repeated Content",
    "e88epe": "Image not in the accessibility tree is decorative",
    "qt1vmo": "Image accessible name is descriptive",
    "ye5d6e": "Document has an instrument to move focus to non-repeated content",
}


def main(arguments: list[str] | None = None) -> int:
    """Write or compare the pages; the exit code."""
    parser = argparse.ArgumentParser(description="Write docs/rules from the rules.")
    parser.add_argument("--check", action="store_true", help="only tell which pages are not current")
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout to write into")
    wish = parser.parse_args(arguments)
    folder = wish.root / "docs" / "rules"
    wanted = pages(registry())
    stale = [name for name, text in wanted.items() if _text(folder / name) != text]
    gone = sorted(path.name for path in folder.glob("*.md") if path.name not in wanted)
    if wish.check:
        for name in [*stale, *gone]:
            print(f"{folder / name} is not current; run python tools/build_docs.py", file=sys.stderr)
        return 1 if stale or gone else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (folder / name).write_text(wanted[name], encoding="utf-8")
    for name in gone:
        (folder / name).unlink()
    return 0


def pages(rules: Sequence[Rule]) -> dict[str, str]:
    """Give the text of every page by its file name."""
    made = {f"{rule.id}.md": "\n".join(page(rule)) + "\n" for rule in rules}
    return made | {"index.md": "\n".join(index(rules)) + "\n"}


def index(rules: Sequence[Rule]) -> Iterator[str]:
    """Write the list of all rules, by the part of the page they are about."""
    yield "# Rules"
    yield ""
    yield "Made from the rules by `python tools/build_docs.py`. The same words are printed by `cutline rules ID`."
    for area in sorted({area_of(rule) for rule in rules}):
        yield from ("", f"## {area.capitalize()}", "", "| rule | what is wrong | severity |", "|---|---|---|")
        for rule in rules:
            if area_of(rule) == area:
                yield f"| [{rule.id}]({rule.id}.md) | {rule.title} | {rule.severity} |"


def page(rule: Rule) -> Iterator[str]:
    """Write one rule's page; the headings are the same on all of them."""
    yield from (f"# {rule.id}", "", f"**{rule.title}**", "", rule.why, "")
    yield f"Severity: {rule.severity}. Needs: {_NEEDS[str(rule.needs)]}. Since version {rule.since}."
    yield from ("", f"Not judged: {rule.nothing}.")
    yield from ("", "## Examples")
    for example in rule.examples:
        yield from _example(rule, example)
    yield from ("", "## Options", "")
    yield from _options(rule.options)
    yield from ("", "## References", "")
    yield from (f"- {_reference(reference)}" for reference in rule.references)


def area_of(rule: Rule) -> str:
    """Name the folder that the rule lies in."""
    return type(rule).__module__.split(".")[-2]


def _example(rule: Rule, example: Example) -> Iterator[str]:
    marked = read_marks(example)
    kind = "Right" if isinstance(example, Good) else "Wrong" if isinstance(example, Bad) else "For a person to decide"
    yield from ("", f"### {kind}: {example.name}", "", "```html", *marked.html.rstrip("\n").split("\n"), "```", "")
    if example.options:
        settings = ", ".join(f"`{name} = {_toml(value)}`" for name, value in example.options.items())
        yield from (f"With {settings}:", "")
    if example.house is not None:
        forms = ", ".join(_code(template.text) for template in example.house.templates)
        yield from (f"In a house that writes {forms}:", "")
    claims = try_out(rule, example).claims
    yield from (_said(rule, claim) for claim in claims)
    if not claims:
        yield "Nothing is said."


def _said(rule: Rule, claim: Finding | Review) -> str:
    finding = claim.finding if isinstance(claim, Review) else claim
    at = finding.location
    severity = "review" if isinstance(claim, Review) else finding.severity
    text = f"- Line {at.line}, column {at.column}, {severity}: {_plain(sentence(rule.info(), finding))}"
    if finding.suggestion:
        text += f" Suggested: {_code(finding.suggestion.text)}"
    return text


def _options(options: Sequence[Option]) -> Iterator[str]:
    if not options:
        yield "None."
        return
    yield from ("| option | default | legal values | what it does |", "|---|---|---|---|")
    for option in options:
        legal = ", ".join(f"`{_toml(value)}`" for value in option.legal) or f"any {_TYPES[type(option.default)]}"
        yield f"| `{option.name}` | `{_toml(option.default)}` | {legal} | {option.sentence} |"


def _reference(reference: Reference) -> str:
    if reference.kind == "wcag":
        name, address = CRITERIA[reference.id]
        return f"[WCAG 2.2, {reference.id} {name}](https://www.w3.org/WAI/WCAG22/Understanding/{address}.html)"
    if reference.kind == "act":
        link = f"https://www.w3.org/WAI/standards-guidelines/act/rules/{reference.id}/"
        some = " (some of its cases)" if reference.partial else ""
        return f"[ACT rule {reference.id}: {ACT_RULES[reference.id]}]({link}){some}"
    return f"House rule: {reference.id}"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _plain(text: str) -> str:
    """Keep what a page wrote from being read as Markdown."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>#|&" else letter for letter in text)


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


_NEEDS = {"static": "the page as served", "rendered": "the page as a browser shows it"}
_TYPES = {
    bool: "switch",
    int: "whole number",
    float: "number",
    str: "text",
    list: "list of texts",
    tuple: "list of texts",
}


if __name__ == "__main__":
    sys.exit(main())
