"""The options of `cutline check --browser`, and what they come to."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cutline.config.schema import ConfigError
from cutline.model.rendered import Viewport

if TYPE_CHECKING:
    from cutline.engine.rendering import Screening
    from cutline.sources.viewing import Viewing

Command = Callable[..., Any]

SCHEMES = ("light", "dark", "no-preference")
_LARGEST = 10_000
_NEED_BROWSER = "needs --browser"

_OPTIONS = (
    click.option("--browser", "browser", is_flag=True, help="Show each page in Chromium, and judge what readers get."),
    click.option("--browser-path", metavar="FILE", help="The browser to use; `cutline doctor` tells which is found."),
    click.option("--axe-script", metavar="FILE", help="The axe-core script to use; by default the newest found."),
    click.option("--viewport", metavar="WxH", help="The window's size in CSS pixels; 1280x900 by default."),
    click.option(
        "--colour-scheme", type=click.Choice(SCHEMES), help="Which scheme a reader prefers; light by default."
    ),
    click.option("--storage-state", metavar="FILE", help="Cookies and storage as Playwright saves them."),
    click.option("--hide", multiple=True, metavar="SELECTOR", help="Do not show these elements, such as a banner."),
    click.option(
        "--allow-host", multiple=True, metavar="HOST", help="Reach this host, even a private one, and no other."
    ),
    click.option("--no-sandbox", is_flag=True, help="Run the browser without its sandbox, where it cannot have one."),
    click.option("--save-recording", metavar="DIR", help="Keep what the browser showed in this folder."),
    click.option("--replay", metavar="DIR", help="Judge what --save-recording kept in this folder, without a browser."),
)


def browser_options(command: Command) -> Command:
    """Give a command the options of the browser, all of which end in `wishes`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def screening_of(wishes: dict[str, Any]) -> "Screening | None":
    """Turn the options into a Screening; None when the pages shall be judged as they are. Raises ConfigError."""
    replayed, recording = wishes["replay"], wishes["save_recording"]
    if replayed and (wishes["browser"] or recording):
        raise ConfigError("--replay: a recording needs no browser; leave --browser and --save-recording out")
    if replayed and not Path(replayed).is_dir():
        raise ConfigError(f"--replay: there is no folder {replayed}")
    _refuse_alone(wishes)
    if not (wishes["browser"] or replayed):
        return None
    from cutline.engine.rendering import Screening

    if not replayed:
        _tell_about_the_sandbox(asked=wishes["no_sandbox"])
    return Screening(
        viewing=_viewing(wishes),
        replay=Path(replayed) if replayed else None,
        recording=Path(recording) if recording else None,
    )


def _viewing(wishes: dict[str, Any]) -> "Viewing":
    from cutline.sources.viewing import Viewing

    for name in ("storage_state", "axe_script"):
        if wishes[name] and not Path(wishes[name]).is_file():
            raise ConfigError(f"--{name.replace('_', '-')}: there is no file {wishes[name]}")
    for selector in wishes["hide"]:
        _refuse_bad_selector(selector)
    return Viewing(
        browser_path=wishes["browser_path"],
        axe_script=wishes["axe_script"],
        viewport=_viewport(wishes["viewport"]),
        colour_scheme=wishes["colour_scheme"] or "light",
        storage_state=wishes["storage_state"],
        hide=wishes["hide"],
        allow_hosts=wishes["allow_host"],
        sandbox=not wishes["no_sandbox"],
    )


def _refuse_alone(wishes: dict[str, Any]) -> None:
    if wishes["browser"] or wishes["replay"]:
        return
    given = next((name for name, value in wishes.items() if value and name != "allow_host"), None)
    if given is not None:
        raise ConfigError(f"--{given.replace('_', '-')} {_NEED_BROWSER}")


def _tell_about_the_sandbox(*, asked: bool) -> None:
    from cutline.sources.discovery import is_root

    if asked or is_root():
        why = "as asked" if asked else "since it refuses to have one for root"
        click.echo(f"The browser runs without its sandbox, {why}: audit only pages that you trust.", err=True)


def _viewport(words: str | None) -> Viewport:
    if words is None:
        return Viewport()
    found = re.fullmatch(r"(\d{1,5})x(\d{1,5})", words)
    sides = [int(side) for side in found.groups()] if found else [0]
    if not all(0 < side <= _LARGEST for side in sides):
        raise ConfigError(f"--viewport {words}: use WIDTHxHEIGHT in CSS pixels, such as 390x844")
    return Viewport(*sides)


def _refuse_bad_selector(selector: str) -> None:
    from turbohtml import SelectorSyntaxError, parse

    try:
        parse("").select(selector)
    except SelectorSyntaxError as error:
        raise ConfigError(f"--hide {selector}: not a CSS selector: {error}") from error
