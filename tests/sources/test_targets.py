"""What the words of a command line lead to."""

import os
from glob import iglob
from pathlib import Path

import pytest

from cutline.sources.files import read
from cutline.sources.targets import Fetching, Target, expand
from cutline.sources.walking import matching


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with pages, as the working directory."""
    for name in ("b.html", "a.htm", "c.XHTML", "note.txt", "deep/er/d.html", "page.html/inner.html"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<p>")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*words):
    return [target.name for target in expand(words)]


@pytest.mark.usefixtures("here")
def test_a_file_is_named_as_it_was_given():
    assert names("b.html", "./b.html", "deep/../b.html") == ["b.html", "./b.html", "deep/../b.html"]
    assert list(expand(["note.txt"])) == [Target("note.txt", "note.txt")]


@pytest.mark.usefixtures("here")
def test_a_folder_gives_its_pages_by_name_below_the_name_it_was_given():
    assert names("deep") == ["deep/er/d.html"]
    assert names(".") == ["./a.htm", "./b.html", "./c.XHTML", "./deep/er/d.html", "./page.html/inner.html"]
    assert names("deep/") == ["deep/er/d.html"]


@pytest.mark.usefixtures("here")
def test_a_folder_that_is_named_like_a_page_is_a_folder():
    assert names("page.html") == ["page.html/inner.html"]


@pytest.mark.usefixtures("here")
def test_a_pattern_gives_what_it_matches():
    assert names("*.htm*") == ["a.htm", "b.html", "page.html/inner.html"]
    assert names("**/*.html") == ["b.html", "deep/er/d.html", "page.html/inner.html"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(here):
    (here / "plate[1].html").write_text("<p>")
    assert list(expand(["plate[1].html"])) == [Target("plate[1].html", "plate[1].html")]


@pytest.mark.parametrize(
    ("word", "problem"),
    [
        ("*.jpeg", "no file matches this pattern"),
        ("empty/**", "no file matches this pattern"),
        ("", "the name is empty"),
        (" ", "the name is empty"),
        ("empty", "there is no page (.html, .htm, .xhtml) in this folder"),
        ("file:///etc/hosts", "a file: address is not read; give the file itself"),
        ("FTP://ledger.example/a", "an address that begins with ftp: is not read; only http: and https: are"),
        ("a\0b", "no file can have this name"),
    ],
)
@pytest.mark.usefixtures("here")
def test_a_word_that_leads_nowhere_is_a_target_with_a_problem(word, problem):
    assert [(target.name, target.problem) for target in expand([word, "b.html"])] == [(word, problem), ("b.html", "")]


def test_an_address_is_kept_as_written_and_its_server_counts_as_typed():
    words = ("https://ledger.example/a?b#c", "a.html", "HTTP://localhost:8000/", "https://ledger.example/d")
    fetching = Fetching(typed=("https://ledger.example", "HTTP://localhost:8000"))
    assert list(expand(words)) == [
        Target(words[0], address=words[0], fetching=fetching),
        Target("a.html", "a.html"),
        Target(words[2], address=words[2], fetching=fetching),
        Target(words[3], address=words[3], fetching=fetching),
    ]


@pytest.mark.parametrize("address", ["https://mara:s3cret@ledger.example/a", "http://s3cret@ledger.example"])
def test_a_password_in_an_address_goes_no_further(address):
    (target,) = expand([address])
    assert "s3cret" not in repr(target)
    assert target.problem == "an address with a user name or password in it is not fetched: leave them out"


def test_a_dash_is_standard_input():
    assert list(expand(["-"])) == [Target("-", "-")]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every folder")
def test_a_folder_inside_that_cannot_be_read_is_reported(here):
    locked = here / "deep" / "locked"
    locked.mkdir(mode=0)
    try:
        found = {target.name: target.problem for target in expand(["deep"])}
    finally:
        locked.chmod(0o700)
    assert found == {"deep/er/d.html": "", "deep/locked": "this folder cannot be read: Permission denied"}


@pytest.mark.usefixtures("here")
def test_folders_that_cannot_be_listed_are_reported(monkeypatch):
    real = os.scandir

    def refuse(path):
        if str(path).endswith("er"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = {target.name: target.problem for target in expand(["deep"])}
    assert found["deep/er"] == "this folder cannot be read: Permission denied"


@pytest.mark.usefixtures("here")
def test_a_file_name_that_is_not_utf8_is_shown_with_its_odd_bytes():
    odd = os.fsdecode(b"caf\xe9.html")
    (target,) = expand([odd])
    assert (target.name, target.path) == ("caf\\udce9.html", odd)


def test_links_that_go_round_in_circles_end(here):
    (here / "deep" / "round").symlink_to(here / "deep")
    assert names("deep") == ["deep/er/d.html"]


def test_a_link_to_a_folder_elsewhere_is_followed(here, tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    (store / "2027").mkdir()
    (store / "2027" / "e.html").write_text("<p>")
    (store / "back").symlink_to(here / "deep")
    (here / "deep" / "archive").symlink_to(store)
    assert names("deep") == ["deep/archive/2027/e.html", "deep/er/d.html"]
    assert names("deep/**/*.html") == ["deep/archive/2027/e.html", "deep/er/d.html"]


def test_a_page_to_which_two_links_lead_is_given_once_and_by_its_own_name(here, tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    (store / "e.html").write_text("<p>")
    for name in ("one", "two"):
        (here / "deep" / name).symlink_to(store)
    (here / "deep" / "alias").symlink_to(here / "deep" / "er")
    assert names("deep") == ["deep/er/d.html", "deep/one/e.html"]
    assert names("deep/**/*.html") == ["deep/er/d.html", "deep/one/e.html"]


def test_a_link_to_the_folder_above_gives_its_pages_too_and_no_page_twice(here):
    (here / "deep" / "up").symlink_to(here)
    assert names("deep") == [
        "deep/er/d.html",
        "deep/up/a.htm",
        "deep/up/b.html",
        "deep/up/c.XHTML",
        "deep/up/page.html/inner.html",
    ]


def test_a_pattern_leaves_hidden_folders_alone_but_follows_a_link_into_one(here):
    (here / ".releases" / "7").mkdir(parents=True)
    (here / ".releases" / "7" / "f.html").write_text("<p>")
    assert names("**/f.html") == ["**/f.html"]
    (here / "current").symlink_to(here / ".releases" / "7")
    assert names("**/f.html") == ["current/f.html"]
    assert names(".releases/*/*.html") == [".releases/7/f.html"]


@pytest.mark.parametrize("word", ["deep/*/*.html", "deep/**/*.html", "deep/**", "deep/[e]*/d.html"])
@pytest.mark.usefixtures("here")
def test_a_folder_that_a_pattern_cannot_look_into_is_reported(monkeypatch, word):
    def refused(real):
        def refuse(path, **more):
            if str(path).endswith(("er", "er/d.html")):
                raise PermissionError(13, "Permission denied", path)
            return real(path, **more)

        return refuse

    monkeypatch.setattr(os, "scandir", refused(os.scandir))
    monkeypatch.setattr(os, "lstat", refused(os.lstat))
    found = [(target.name, target.problem) for target in expand([word])]
    assert found == [("deep/er", "this folder cannot be read: Permission denied")]


WORDS = ("*.htm*", "./*.html", "*/*/d.html", "**/*.html", "./**/*.htm", "deep/../*.html", "[!b].htm*", "*/", "d*/**/d*")


@pytest.mark.parametrize("word", [*WORDS, "{here}/*.html", "{here}/*/", "nowhere/*.html", "b.html/*"])
def test_a_pattern_gives_what_the_library_of_patterns_gives(here, word):
    (here / ".hidden").mkdir()
    (here / ".hidden" / "g.html").write_text("<p>")
    pattern = word.format(here=here)
    assert [found.path for found in matching(pattern)] == sorted(iglob(pattern, recursive=True))  # noqa: PTH207 - the very same


@pytest.mark.parametrize("word", ["deep", "deep/*/*.html"])
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_among_the_pages_is_not_waited_for(here, word):
    os.mkfifo(here / "deep" / "er" / "c.html")
    found = [(target.name, target.problem) for target in expand([word])]
    assert found == [("deep/er/c.html", "it is no regular file"), ("deep/er/d.html", "")]


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="open files have no names here")
def test_a_pipe_that_the_user_names_is_read():
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(b"<p>From another program")
    (target,) = expand([f"/dev/fd/{reading}"])
    try:
        assert read(target, 1) == b"<p>From another program"
    finally:
        os.close(reading)
