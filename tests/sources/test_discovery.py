from pathlib import Path

import pytest

from cutline.sources.discovery import Missing, Try, axe_tries, browser_tries, find_axe, find_browser


def script(folder: Path, name: str, version: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"/*! axe v{version}\n * and so on */", "utf-8")
    return file


def program(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.touch(0o755)
    return file


def test_the_option_comes_before_the_variables_and_those_before_the_search_path(tmp_path: Path) -> None:
    found = program(tmp_path / "bin", "chromium")
    named, own, chrome = (program(tmp_path, name) for name in ("named", "own", "chrome"))
    environment = {"PATH": str(found.parent), "CUTLINE_CHROMIUM": str(own), "CHROME_PATH": str(chrome)}
    order = [attempt.path for attempt in browser_tries(str(named), environment) if attempt.found]
    assert [path for path in order if path.startswith(str(tmp_path))] == [str(named), str(own), str(chrome), str(found)]


def test_playwright_s_newest_full_browser_is_taken(tmp_path: Path) -> None:
    for build in ("chromium-1099/chrome-linux", "chromium-1100/chrome-linux", "chromium_headless_shell-1200/x"):
        program(tmp_path / build, "headless_shell" if "headless" in build else "chrome")
    environment = {"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path), "PATH": ""}
    assert find_browser(None, environment) == str(tmp_path / "chromium-1100/chrome-linux/chrome")


def test_a_browser_that_is_named_and_missing_is_not_replaced_by_another(tmp_path: Path) -> None:
    program(tmp_path, "chromium")
    with pytest.raises(Missing, match=r"there is no browser at /nowhere \(--browser-path\)"):
        find_browser("/nowhere", {"PATH": str(tmp_path)})
    with pytest.raises(Missing, match=r"there is no browser at /nowhere \(CUTLINE_CHROMIUM\)"):
        find_browser(None, {"PATH": str(tmp_path), "CUTLINE_CHROMIUM": "/nowhere"})


def test_the_newest_script_is_taken_of_those_that_nobody_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    newest = script(tmp_path, "node_modules/axe-core/axe.min.js", "99.0.1")
    found = find_axe(None, {})
    assert (found.spelled, Path(found.path).resolve()) == ("99.0.1", newest.resolve())


def test_a_script_that_is_named_is_taken_even_if_it_is_old(tmp_path: Path) -> None:
    old = script(tmp_path, "old.js", "4.0.0")
    assert find_axe(str(old), {}).version == (4, 0, 0)
    assert find_axe(None, {"CUTLINE_AXE": str(old)}).version == (4, 0, 0)


@pytest.mark.parametrize(("content", "said"), [(b"alert(1)", "states no version"), (b"\xff\xfe", "cannot be read")])
def test_what_is_no_axe_script_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "axe.js"
    file.write_bytes(content)
    with pytest.raises(Missing, match=said):
        find_axe(str(file), {})


def test_a_place_without_anything_is_told_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert next(iter(axe_tries(None, {}))) == Try("node_modules")
