"""The repository's recordings are what a browser shows today, and axe says what it says when asked barely."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from msgspec.structs import replace

from cutline.rules import registry
from cutline.rules.base import Needs, Rule
from cutline.rules.recorded import recording_of
from cutline.rules.trial import read_marks
from cutline.sources.discovery import find_axe, find_browser, is_root
from cutline.sources.stillness import GROWING_MILLISECONDS, PHOTOS_MILLISECONDS
from cutline.sources.targets import Target
from cutline.sources.viewing import Viewing

RULES = [rule for rule in registry() if rule.needs is Needs.RENDERED]
AXE_RULES = tuple(sorted({name for rule in RULES for name in rule.axe_rules}))
PAGES = 10


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_recordings_of_a_rule_are_true(viewing: Viewing, rule: Rule) -> None:
    kept = [recording_of(rule.id, read_marks(example).html) for example in rule.examples]
    fresh = asyncio.run(show(viewing, rule))
    assert [steady(one) for one in fresh] == [steady(one) for one in kept]


async def show(viewing: Viewing, rule: Rule) -> list[Any]:
    from cutline.sources.browser import Browser

    with TemporaryDirectory() as folder:
        file = Path(folder, "example.html")
        found = []
        async with Browser(replace(viewing, axe_rules=rule.axe_rules)) as browser:
            for example in rule.examples:
                file.write_text(read_marks(example).html, "utf-8")
                found.append(await browser.show(Target("example.html", str(file))))
        return found


def steady(rendered: Any) -> Any:
    """Leave out what another version of the browser or of axe may say otherwise."""
    answers = [
        (answer.rule, [node.element for node in answer.violations], [node.element for node in answer.incomplete])
        for answer in rendered.axe.answers
    ]
    return replace(rendered, browser="", axe=None), answers, rendered.axe.trouble


def test_axe_finds_what_a_bare_axe_finds(viewing: Viewing, corpus: Path) -> None:
    files = sorted((corpus / "pages" / "html").glob("*.html"), key=lambda path: path.stat().st_size)[:PAGES]
    ours, bare = asyncio.run(both(viewing, files))
    assert ours == bare


async def both(viewing: Viewing, files: list[Path]) -> tuple[list[Any], list[Any]]:
    from playwright.async_api import async_playwright

    from cutline.sources.browser import ARGUMENTS, Browser

    closed = replace(viewing, axe_rules=AXE_RULES, allow_hosts=("nowhere.invalid",))
    async with Browser(closed) as browser:
        ours = [counts_of(await browser.show(Target(file.name, str(file)))) for file in files]
    async with async_playwright() as playwright:
        bare = await playwright.chromium.launch(
            executable_path=find_browser(),
            args=[*ARGUMENTS, "--host-resolver-rules=MAP * ~NOTFOUND"],
            chromium_sandbox=not is_root(),
        )
        theirs = [await barely(bare, file) for file in files]
        await bare.close()
    return ours, theirs


async def barely(browser: Any, file: Path) -> dict[str, tuple[int, int]]:
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    await page.goto(file.as_uri())
    # Some pages are hidden until a timer of theirs shows them: both shall see what a reader sees then.
    await page.wait_for_timeout(PHOTOS_MILLISECONDS + GROWING_MILLISECONDS)
    await page.evaluate(find_axe().text)
    found = await page.evaluate("(rules) => axe.run({ runOnly: { type: 'rule', values: rules } })", list(AXE_RULES))
    await page.close()
    buckets = [{one["id"]: len(one["nodes"]) for one in found[name]} for name in ("violations", "incomplete")]
    return {rule: (buckets[0].get(rule, 0), buckets[1].get(rule, 0)) for rule in AXE_RULES}


def counts_of(rendered: Any) -> dict[str, tuple[int, int]]:
    return {answer.rule: (len(answer.violations), len(answer.incomplete)) for answer in rendered.axe.answers}
