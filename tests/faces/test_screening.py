"""The options of the browser on the command line."""

from pathlib import Path
from typing import Any

import pytest

from cutline.faces.cli import cli
from cutline.faces.screening import screening_of
from cutline.model.rendered import Rendered, Viewport
from cutline.sources.recordings import save

NOTHING: dict[str, Any] = {
    "browser": False,
    "browser_path": None,
    "axe_script": None,
    "viewport": None,
    "colour_scheme": None,
    "storage_state": None,
    "hide": (),
    "allow_host": (),
    "no_sandbox": False,
    "save_recording": None,
    "replay": None,
}
HTML = (
    '<html data-cutline="0"><main data-cutline="1"><img data-cutline="2" src="a.jpg" width="900" height="600"></main>'
)


def test_without_the_option_there_is_no_screening() -> None:
    assert screening_of(NOTHING) is None


def test_the_options_reach_the_browser() -> None:
    wishes = NOTHING | {"browser": True, "viewport": "390x844", "hide": ("#ad",), "colour_scheme": "dark"}
    screening = screening_of(wishes)
    assert screening is not None
    assert screening.viewing.viewport == Viewport(390, 844)
    assert (screening.viewing.hide, screening.viewing.colour_scheme) == (("#ad",), "dark")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--viewport", "390x844"], "--viewport needs --browser"),
        (["--hide", "#ad"], "--hide needs --browser"),
        (["--browser", "--viewport", "wide"], "--viewport wide: use WIDTHxHEIGHT in CSS pixels, such as 390x844"),
        (["--browser", "--viewport", "0x10"], "--viewport 0x10: use WIDTHxHEIGHT"),
        (["--browser", "--hide", "p["], "--hide p[: not a CSS selector"),
        (["--browser", "--storage-state", "no.json"], "--storage-state: there is no file no.json"),
        (["--browser", "--axe-script", "no.js"], "--axe-script: there is no file no.js"),
        (["--replay", "nowhere"], "--replay: there is no folder nowhere"),
        (["--browser", "--replay", "."], "--replay: a recording needs no browser"),
    ],
)
def test_wrong_usage_is_2_and_says_what_would_be_right(desk, words: list[str], said: str) -> None:
    desk.page("a.html", "A ferry")
    result = desk.run("check", *words, "a.html")
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())


def test_a_browser_that_is_missing_is_3(desk) -> None:
    desk.page("a.html", "A ferry leaves the harbour.")
    result = desk.run("check", "--browser", "--browser-path", "/nowhere/chromium", "a.html")
    assert result.exit_code == 3


def test_a_recording_is_replayed_without_a_browser(desk) -> None:
    source = '<main><img src="a.jpg" width="900" height="600"></main>'
    save(desk.folder / "kept", "a.html", Rendered(address="", source=source, html=HTML))
    replayed = desk.run("check", "--replay", "kept", "--select", "furniture-alt-missing", "a.html", "b.html")
    assert replayed.exit_code == 3
    assert "There is no recording of it" in replayed.output


def test_every_option_is_in_the_documentation(root: Path) -> None:
    page = (root / "docs" / "browser.md").read_text("utf-8")
    names = [name.replace("_", "-") for name in NOTHING]
    assert [name for name in names if f"`--{name}" not in page] == []
    options = {option for parameter in cli.commands["check"].params for option in parameter.opts}
    assert {f"--{name}" for name in names} <= options
