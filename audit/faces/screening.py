"""The options of `--browser`, and what they come to."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cutline.config.browsing import SCHEMES, Browsing, viewport_of
from cutline.config.schema import ConfigError
from cutline.config.selectors import refuse_bad_selector
from cutline.faces.values import host_pattern
from cutline.model.rendered import Viewport

if TYPE_CHECKING:
    from cutline.engine.rendering import Screening
    from cutline.sources.viewing import Viewing

Command = Callable[..., Any]

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
        "--allow-host",
        multiple=True,
        type=host_pattern,
        metavar="HOST",
        help="Reach this host, even a private one, and no other.",
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


def screening_of(wishes: dict[str, Any], house: Browsing | None = None) -> "Screening | None":
    """Turn the options into a Screening; None when the pages shall be judged as they are. Raises ConfigError.

    What the command line leaves open, the house's `[browser]` decides.
    """
    replayed, recording = wishes["replay"], wishes["save_recording"]
    if replayed and (wishes["browser"] or recording):
        raise ConfigError("--replay: a recording needs no browser; leave --browser and --save-recording out")
    if replayed and not Path(replayed).is_dir():
        raise ConfigError(f"--replay: there is no folder {replayed}")
    _refuse_alone(wishes)
    if not (wishes["browser"] or replayed):
        return None
    from cutline.engine.rendering import Screening

    viewing = _viewing(wishes, house or Browsing())
    if not replayed:
        _tell_about_the_sandbox(asked=not viewing.sandbox)
    return Screening(
        viewing=viewing,
        replay=Path(replayed) if replayed else None,
        recording=Path(recording) if recording else None,
    )


def _viewing(wishes: dict[str, Any], house: Browsing) -> "Viewing":
    from cutline.sources.viewing import Viewing

    for selector in wishes["hide"]:
        refuse_bad_selector(selector, f"--hide {selector}")
    viewport = viewport_of(wishes["viewport"], "--viewport") if wishes["viewport"] else house.viewport
    return Viewing(
        browser_path=wishes["browser_path"] or _house_file(house.path, "path"),
        axe_script=_file(wishes, house, "axe_script"),
        viewport=viewport or Viewport(),
        colour_scheme=wishes["colour_scheme"] or house.colour_scheme or "light",
        storage_state=_file(wishes, house, "storage_state"),
        hide=wishes["hide"] or house.hide,
        allow_hosts=wishes["allow_host"] or house.allow_host,
        sandbox=house.sandbox and not wishes["no_sandbox"],
    )


def _file(wishes: dict[str, Any], house: Browsing, name: str) -> str | None:
    given: str | None = wishes[name]
    if given and not Path(given).is_file():
        raise ConfigError(f"--{name.replace('_', '-')}: there is no file {given}")
    return given or _house_file(getattr(house, name), name)


def _house_file(path: str | None, name: str) -> str | None:
    if path and not Path(path).is_file():
        raise ConfigError(f"browser.{name}: there is no file {path}")
    return path


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
