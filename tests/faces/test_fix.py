"""`cutline fix`."""

import json

import pytest

CUT = '<img width="900" height="600" src="vote.jpg" alt="A banner says "Enough is enough" over the square">'
MENDED = CUT.replace('"Enough is enough"', "&quot;Enough is enough&quot;")


def page(image: str) -> str:
    return (
        f"<!doctype html>\r\n<html lang=en><title>Vote</title><main>\r\n<figure>{image}"
        "<figcaption>Lorne votes on Sunday.</figcaption></figure></main>\r\n"
    )


@pytest.fixture
def vote(desk):
    (desk.folder / "vote.html").write_bytes(page(CUT).encode())
    return desk


def test_what_would_change_is_shown_and_nothing_is_changed(vote):
    for words in ((), ("--diff",)):
        result = vote.run("fix", "vote.html", *words)
        assert (result.exit_code, result.stderr) == (1, "one edit would be made; --write makes them.\n")
        assert result.stdout.splitlines()[:3] == ["--- vote.html", "+++ vote.html", "@@ line 3 [alt-cut-by-quote] @@"]
        before, after = result.stdout.splitlines()[3:]
        assert before.startswith(f"-<figure>{CUT}")
        assert after.startswith(f"+<figure>{MENDED}")
    assert (vote.folder / "vote.html").read_bytes() == page(CUT).encode()


def test_files_are_changed_on_request_and_a_second_run_has_nothing_to_do(vote):
    result = vote.run("fix", "--write", ".")
    assert (result.exit_code, result.stderr) == (0, "one edit made.\n")
    assert (vote.folder / "vote.html").read_bytes() == page(MENDED).encode()
    again = vote.run("fix", "--write", "vote.html")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "no edits made.\n")


def test_where_nothing_would_change_no_option_is_offered(desk):
    desk.page("quay.html", "The quay at noon.")
    result = desk.run("fix", "quay.html")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no edits would be made.\n")


def test_the_help_offers_only_what_can_be_fixed(desk):
    (sentence,) = [line for line in desk.run("fix", "--help").stdout.split("\n\n") if "A TARGET is" in line]
    assert " ".join(sentence.split()) == (
        'A TARGET is a page (a saved HTML file), a folder of pages, or a pattern such as "galleries/*.html".'
    )


def test_a_rule_limits_what_is_applied(vote):
    assert vote.run("fix", "vote.html", "--rule", "alt-filename").exit_code == 0
    assert vote.run("fix", "vote.html", "--rule", "alt-cut-by-quote").exit_code == 1


def test_an_unknown_rule_is_refused(vote):
    result = vote.run("fix", "vote.html", "--rule", "alt-cut-by-quotes")
    assert result.exit_code == 2
    assert "there is no rule of this name; did you mean alt-cut-by-quote?" in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("gone.html", "gone.html: not fixed: there is no such file\n"),
        ("-", "-: not fixed: standard input cannot be changed; save the page and give the file\n"),
        ("g.json", "g.json: not fixed: a gallery in JSON is mended where it comes from\n"),
        (
            "odd.html",
            "odd.html: not fixed: not every byte of it can be read as UTF-8, so not every byte could be kept\n",
        ),
    ],
)
def test_what_cannot_be_fixed_is_3_and_the_others_are_fixed(vote, target, said):
    vote.write("g.json", json.dumps({"photos": [{"src": "a.jpg"}]}))
    (vote.folder / "odd.html").write_bytes(b"<meta charset=utf-8>" + page(CUT).encode() + b"\xff")
    result = vote.run("fix", "--write", target, "vote.html")
    assert result.exit_code == 3
    assert result.stdout.startswith(said)
    assert (vote.folder / "vote.html").read_bytes() == page(MENDED).encode()


def test_a_file_that_cannot_be_written_is_2_and_stays_as_it_was(vote, monkeypatch):
    def full(_path, _chunks):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cutline.faces.fixing.write", full)
    result = vote.run("fix", "--write", "vote.html")
    assert result.exit_code == 2
    assert "vote.html: cannot be written: No space left on device" in result.stderr
    assert (vote.folder / "vote.html").read_bytes() == page(CUT).encode()


def test_a_file_that_is_protected_is_2_and_stays_as_it_was(vote, monkeypatch):
    monkeypatch.setattr("cutline.faces.fixing.os.access", lambda _path, _mode: False)
    result = vote.run("fix", "--write", "vote.html")
    assert result.exit_code == 2
    assert "vote.html: this file may not be written to" in result.stderr
    assert (vote.folder / "vote.html").read_bytes() == page(CUT).encode()


def test_nothing_of_a_page_acts_on_a_terminal(vote):
    (vote.folder / "vote.html").write_bytes(page(f"\x1b[2J\u202e{CUT}").encode())
    shown = vote.run("fix", "vote.html").stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
