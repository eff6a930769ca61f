"""The options of the browser on the command line."""

from pathlib import Path
from typing import Any

import pytest

from cutline.config.browsing import BROWSER_KEYS, Browsing
from cutline.faces.cli import cli
from cutline.faces.screening import screening_of
from cutline.model.rendered import Rendered, Viewport
from cutline.sources.recordings import place_of, save

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


def test_the_house_decides_what_the_command_line_leaves_open() -> None:
    house = Browsing(viewport=Viewport(390, 844), colour_scheme="dark", hide=("#ad",), allow_host=("cdn.example",))
    asked = NOTHING | {"browser": True}
    chosen = asked | {"viewport": "800x600", "colour_scheme": "light", "hide": ("#consent",), "allow_host": ("b",)}
    looks = []
    for wishes in (asked, chosen):
        screening = screening_of(wishes, house)
        assert screening is not None
        viewing = screening.viewing
        looks.append((viewing.viewport, viewing.colour_scheme, viewing.hide, viewing.allow_hosts, viewing.sandbox))
    assert looks == [
        (Viewport(390, 844), "dark", ("#ad",), ("cdn.example",), True),
        (Viewport(800, 600), "light", ("#consent",), ("b",), True),
    ]


def test_a_house_s_file_that_is_missing_is_2(desk) -> None:
    desk.page("a.html", "A ferry")
    for name in ("path", "axe_script", "storage_state"):
        desk.write("house.toml", f'[browser]\n{name} = "gone"')
        assert desk.run("check", "--config", "house.toml", "a.html").exit_code == 0
        result = desk.run("check", "--config", "house.toml", "--browser", "a.html")
        assert result.exit_code == 2
        assert f"browser.{name}: there is no file gone" in " ".join(result.output.split())


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
    for command in ("check", "inspect"):
        options = {option for parameter in cli.commands[command].params for option in parameter.opts}
        assert {f"--{name}" for name in names} <= options
    assert [key.name for key in BROWSER_KEYS if f"\n{key.name} = " not in page] == []


def test_inspect_shows_what_a_recording_holds_and_says_what_is_missing(desk) -> None:
    source = '<main><img src="a.jpg" width="900" height="600"></main>'
    made = HTML.replace("</main>", '<img src="b.jpg" alt="A ferry" width="900" height="600"></main>')
    save(desk.folder / "kept", "a.html", Rendered(address="", source=source, html=made))
    result = desk.run("inspect", "--replay", "kept", "a.html", "b.html")
    assert result.exit_code == 3
    assert [line.strip() for line in result.stdout.splitlines() if "Photo" in line or "not read" in line] == [
        "Photo 1  a.jpg",
        "Photo 2  b.jpg",
        f"not read: there is no recording of it: {place_of(Path('kept'), 'b.html')} cannot be read",
    ]
