"""The hook for pre-commit: it takes the pages that a commit changes, and no others."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("pre_commit", reason="pre-commit comes with the extra `test`")
yaml = pytest.importorskip("yaml", reason="PyYAML comes with pre-commit")

CLEAN = """<!doctype html>
<html lang="en"><title>Ferries</title><a href="#m">Skip to the pictures</a><main id="m"><h1>Ferries</h1>
<figure><img src="a.jpg" width="900" height="600" alt="A ferry leaves the pier at dawn.">
<figcaption>The last ferry leaves on Monday. [Ingrid Vossby/Reuters]</figcaption></figure></main></html>
"""
BAD = CLEAN.replace(' alt="A ferry leaves the pier at dawn."', "")

Run = Callable[..., "subprocess.CompletedProcess[str]"]

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository of galleries, shielded from the developer's own settings."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "PRE_COMMIT"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Picture desk")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "desk@harbour-times.example")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    monkeypatch.setenv("PATH", os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    folder = tmp_path / "galleries"
    folder.mkdir()
    monkeypatch.chdir(folder)
    git("init", "-q", "-b", "main")
    return folder


def git(*words: str, folder: Path | None = None) -> str:
    done = subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def pre_commit(*words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "pre_commit", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)


def offered(root: Path) -> dict[str, object]:
    (hook,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))
    found: dict[str, object] = hook
    return found


def as_local(root: Path, **changed: object) -> str:
    """Give a configuration that runs the offered hook with the cutline that is installed, without fetching anything."""
    hook = {**offered(root), "language": "system", **changed}
    return str(yaml.safe_dump({"repos": [{"repo": "local", "hooks": [hook]}]}))


def committed(folder: Path, **pages: str) -> None:
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "Pages")


def test_the_manifest_is_one_that_pre_commit_takes(root: Path) -> None:
    done = pre_commit("validate-manifest", str(root / ".pre-commit-hooks.yaml"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_set_ups_in_the_documentation_are_those_of_the_manifest(root: Path) -> None:
    prose = (root / "docs" / "pre-commit.md").read_text("utf-8")
    fetched, local = (
        yaml.safe_load(block)["repos"][0]["hooks"][0]
        for block in re.findall(r"^```yaml\n(.*?)^```", prose, re.MULTILINE | re.DOTALL)
    )
    assert fetched == {"id": offered(root)["id"], "files": "^galleries/", "args": ["--fail-on", "warning"]}
    without_words = {name: value for name, value in offered(root).items() if name != "description"}
    assert local == {**without_words, "language": "system", "files": "^galleries/"}


def test_only_changed_pages_are_checked(root: Path, desk: Path) -> None:
    (desk / ".pre-commit-config.yaml").write_text(as_local(root, verbose=True), "utf-8")
    committed(desk, old=BAD, new=CLEAN)
    (desk / "new.html").write_text(CLEAN.replace("Monday", "Tuesday"), "utf-8")
    git("add", "new.html")
    done = pre_commit("run")
    assert done.returncode == 0, done.stdout
    assert "new.html" in done.stdout
    assert "old.html" not in done.stdout


def test_a_page_with_a_mistake_stops_the_commit_and_says_what_to_fix(root: Path, desk: Path) -> None:
    (desk / ".pre-commit-config.yaml").write_text(as_local(root), "utf-8")
    committed(desk, gallery=CLEAN)
    (desk / "gallery.html").write_text(BAD, "utf-8")
    git("add", "gallery.html")
    done = pre_commit("run")
    assert done.returncode == 1
    assert "exit code: 1" in done.stdout
    assert "gallery.html" in done.stdout
    assert "alt-missing" in done.stdout


def test_a_commit_without_pages_is_not_held_up(root: Path, desk: Path) -> None:
    (desk / ".pre-commit-config.yaml").write_text(as_local(root), "utf-8")
    committed(desk, gallery=BAD)
    for name in ("notes.txt", "data.json", "style.css", "gallery.html.j2"):
        (desk / name).write_text("<img src=a.jpg>", "utf-8")
    git("add", ".")
    done = pre_commit("run")
    assert (done.returncode, "no files to check" in done.stdout) == (0, True)


def test_a_house_says_which_files_are_galleries_and_how_strict_to_be(root: Path, desk: Path) -> None:
    config = as_local(root, files="^exports/", types_or=["html", "json"], args=["--select", "alt-missing"])
    (desk / ".pre-commit-config.yaml").write_text(config, "utf-8")
    (desk / "exports").mkdir()
    (desk / "exports" / "ferry.json").write_text('{"photos": [{"src": "a.jpg"}]}', "utf-8")
    committed(desk, elsewhere=BAD)
    done = pre_commit("run", "--all-files")
    assert done.returncode == 1
    assert "ferry.json" in done.stdout
    assert "elsewhere.html" not in done.stdout


def test_pre_commit_installs_the_hook_from_this_repository_and_runs_it(root: Path, desk: Path, tmp_path: Path) -> None:
    if not os.environ.get("CUTLINE_ONLINE"):
        pytest.skip("`tox -e online` runs this: pre-commit fetches what cutline needs from the package index")
    house = tmp_path / "cutline"
    for name in git("ls-files", "-z", "--cached", "--others", "--exclude-standard", folder=root).split("\0"):
        if name and (root / name).is_file():
            (house / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, house / name)
    git("init", "-q", folder=house)
    git("add", ".", folder=house)
    git("commit", "-q", "-m", "As it is", folder=house)
    repo = {"repo": str(house), "rev": git("rev-parse", "HEAD", folder=house), "hooks": [{"id": "cutline"}]}
    (desk / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [repo]}), "utf-8")
    committed(desk, good=CLEAN)
    assert (good := pre_commit("run", "--all-files")).returncode == 0, good.stdout + good.stderr
    (desk / "bad.html").write_text(BAD, "utf-8")
    git("add", "bad.html")
    bad = pre_commit("run")
    assert (bad.returncode, "alt-missing" in bad.stdout) == (1, True), bad.stdout + bad.stderr
