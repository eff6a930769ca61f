"""`cutline check`: what it prints, what it writes, and what its exit code says."""

import json
import os
from importlib.metadata import version

import pytest

import cutline


def pages(result):
    return {page["source"]: page for page in json.loads(result.stdout)["pages"]}


def test_nothing_found_is_0(desk):
    desk.page("calm.html", "A ferry")
    assert desk.check("calm.html").exit_code == 0


def test_findings_fail_the_run_from_the_level_that_was_asked_for(desk):
    desk.page("loud.html", "A ferry!!")
    codes = {
        level: desk.check("loud.html", "--fail-on", level).exit_code
        for level in ("error", "warning", "advice", "never")
    }
    assert codes == {"error": 0, "warning": 1, "advice": 1, "never": 0}
    assert desk.check("loud.html").exit_code == 0


def test_what_could_not_be_audited_is_3_and_weighs_more_than_findings(desk):
    desk.page("loud.html", "A ferry!!")
    result = desk.check("loud.html", "gone.html", "--fail-on", "warning", "--format", "json")
    assert result.exit_code == 3
    assert {name: (page["status"], page["reason"]) for name, page in pages(result).items()} == {
        "loud.html": ("audited", ""),
        "gone.html": ("failed", "there is no such file"),
    }
    assert [finding["rule"] for finding in pages(result)["loud.html"]["findings"]] == ["house-shouted"]


def test_a_crashing_rule_is_3_even_when_findings_may_pass(desk):
    desk.page("crash.html", "crash")
    assert desk.check("crash.html", "--fail-on", "never").exit_code == 3


@pytest.mark.parametrize(
    "word", ["gone.html", "*.xhtml", "empty", "broken.json", "https://ledger.example/", "blank.html", "photo.html"]
)
def test_every_kind_of_nothing_is_3_and_named_as_it_was_given(desk, word):
    (desk.folder / "empty").mkdir()
    desk.write("broken.json", '{"photos": [{"alt": 4}]}')
    desk.write("blank.html", "")
    (desk.folder / "photo.html").write_bytes(b"\xff\xd8\xff\xe0")
    result = desk.check(word, "--format", "json")
    assert result.exit_code == 3
    assert [(name, page["status"]) for name, page in pages(result).items()] == [(word, "failed")]
    assert pages(result)[word]["reason"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Missing argument 'TARGET...'"),
        (("a.html", "--format", "pdf"), "'pdf' is not one of"),
        (("a.html", "--jobs", "0"), "--jobs"),
        (("a.html", "--profile", "nightly"), "'nightly' is not one of"),
        (("a.html", "--select", "house-shoutd"), "did you mean house-shouted?"),
        (("a.html", "--ignore", "house-shouted,house-moody"), "no rule is left to run"),
        (("a.html", "-o", "report.html"), "use FORMAT:FILE, such as html:report.html"),
        (("a.html", "-o", "html:"), "use FORMAT:FILE"),
        (("a.html", "-o", "pdf:a.pdf"), "there is no format 'pdf'; use one of text, json, jsonl, html"),
        (("a.html", "-o", "json:gone/run.json"), "gone/run.json: there is no folder gone"),
        (("a.html", "-o", "json:."), ".: this is a folder; name a file in it"),
        (("a.html", "-o", "json:x", "-o", "text:./x"), "two reports cannot go to the same file"),
        (("a.html", "-o", "json:./a.html"), "./a.html: this is a page to be audited; a report would overwrite it"),
        ((".", "-o", "json:a.html"), "a.html: this is a page to be audited; a report would overwrite it"),
        (("*.html", "-o", "json:a.html"), "a.html: this is a page to be audited; a report would overwrite it"),
        (("a.html", "--baseline", "b", "-o", "json:./b"), "./b: this is the baseline; a report would overwrite it"),
        (("a.html", "--since", "run", "-o", "json:run"), "run: this is the earlier run of --since; a report would"),
        (("a.html", "--state", "seen", "-o", "json:seen"), "seen: this is the state of --state; a report would"),
        (("a.html", "--sitemap", "s.xml", "-o", "json:s.xml"), "s.xml: this is a sitemap to be read; a report would"),
        (("a.html", "-o", "json:house.toml"), "house.toml: this is the configuration; a report would overwrite it"),
        (("-", "-"), "- can be given once"),
        (("a.html", "--config", "gone.toml"), "gone.toml: cannot be read: No such file or directory"),
    ],
)
def test_wrong_usage_is_2_and_says_what_would_be_right(desk, words, said):
    desk.page("a.html", "A ferry")
    result = desk.check(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.split())


@pytest.mark.parametrize("target", [".", "*.html", "**/*.html"])
def test_an_earlier_report_among_the_pages_is_neither_audited_nor_in_the_way(desk, target):
    desk.page("a.html", "A ferry")
    for _ in range(2):
        assert desk.check(target, "-o", "html:report.html", "-o", "json:run.json").exit_code == 0
        run = json.loads((desk.folder / "run.json").read_text("utf-8"))
        assert [page["source"].removeprefix("./") for page in run["pages"]] == ["a.html"]


def test_an_earlier_report_that_is_named_is_a_page_like_any_other(desk):
    desk.page("a.html", "A ferry")
    desk.check("a.html", "-o", "html:report.html")
    assert desk.check("report.html", "-o", "html:report.html").exit_code == 2
    assert "no photo" in desk.check("report.html").stdout.casefold()


def test_a_page_named_by_a_link_is_not_overwritten_either(desk):
    desk.page("pages/a.html", "A ferry")
    (desk.folder / "pages" / "report.html").symlink_to("a.html")
    before = (desk.folder / "pages" / "a.html").read_bytes()
    assert desk.check("pages", "-o", "html:pages/report.html").exit_code == 2
    assert (desk.folder / "pages" / "a.html").read_bytes() == before
    assert desk.check("pages", "-o", "html:pages/fresh.html").exit_code == 0


def test_a_wrong_configuration_is_2_and_names_the_place(desk):
    desk.page("a.html", "A ferry")
    desk.write("cutline.toml", '[rules]\n[rules.alt-nothing]\nseverity = "error"')
    result = desk.run("check", "a.html")
    assert result.exit_code == 2
    assert "cutline.toml: rules.alt-nothing: there is no rule of this name" in result.stderr


def test_a_place_that_breaks_while_writing_is_2_and_nothing_is_half_written(desk, monkeypatch):
    desk.page("a.html", "A ferry")

    def full(_path, _chunks):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cutline.reports.writing.write", full)
    result = desk.check("a.html", "-o", "json:run.json")
    assert result.exit_code == 2
    assert "run.json: cannot be written: No space left on device" in result.stderr
    assert not (desk.folder / "run.json").exists()


def test_several_reports_are_written_at_once_and_the_text_is_printed(desk):
    desk.page("loud.html", "A ferry!!")
    result = desk.check("loud.html", "-o", "json:run.json", "-o", "jsonl:run.jsonl", "-o", "text:run.txt")
    assert result.exit_code == 0
    assert (desk.folder / "run.txt").read_text(encoding="utf-8") == result.stdout
    assert json.loads((desk.folder / "run.json").read_text())["summary"]["warnings"] == 1


def test_quiet_prints_nothing_and_still_writes(desk):
    desk.page("loud.html", "A ferry!!")
    result = desk.check("loud.html", "-q", "-o", "json:run.json", "--fail-on", "warning")
    assert (result.exit_code, result.output) == (1, "")
    assert (desk.folder / "run.json").exists()


def test_the_report_carries_the_tool_the_catalogue_and_every_outcome(desk):
    desk.page("a.html", "A ferry")
    run = json.loads(desk.check("a.html", "--format", "json").stdout)
    assert (run["schema"], run["tool"]) == ("cutline/report/1", {"name": "cutline", "version": cutline.__version__})
    listed = [rule["id"] for rule in run["rules"]]
    assert [outcome["rule"] for outcome in run["pages"][0]["outcomes"]] == listed
    assert "house-looked" in listed


def test_the_version_is_the_one_that_is_installed(desk):
    assert cutline.__version__ == version("cutline")
    assert desk.run("--version").stdout == f"cutline {version('cutline')}\n"


def test_the_command_line_overrules_the_configuration(desk):
    desk.page("a.html", "crash?")
    desk.write("house.toml", (desk.folder / "house.toml").read_text() + 'ignore = ["house-doubtful"]\n')

    def ran(*words):
        (page,) = pages(desk.check("a.html", "--format", "json", *words)).values()
        return {o["rule"] for o in page["outcomes"] if o["outcome"] != "not-run"}

    assert ran() == {"house-shouted", "house-moody"}
    assert ran("--select", "house-doubtful") == {"house-doubtful"}
    assert ran("--select", "house-doubtful, house-linkless") == {"house-doubtful", "house-linkless"}
    assert ran("--ignore", "house-moody") == {"house-shouted"}
    editor = ran("--profile", "editor")
    assert "house-linkless" in editor
    assert "house-doubtful" not in editor


def test_a_page_on_standard_input_is_audited(desk):
    desk.page("loud.html", "A ferry!!")
    result = desk.check("-", "--format", "json", stdin=(desk.folder / "loud.html").read_bytes())
    assert len(pages(result)["-"]["findings"]) == 1


def test_nothing_on_standard_input_is_3(desk):
    result = desk.check("-", "--format", "json", stdin=b"")
    assert result.exit_code == 3
    assert pages(result)["-"]["reason"] == "nothing came in on standard input"


@pytest.mark.parametrize("stdin", [False, True])
def test_a_gallery_in_json_is_audited_without_places(desk, stdin):
    gallery = json.dumps({"photos": [{"src": "a.jpg", "alt": "A ferry!!"}, {"src": "b.jpg", "alt": "A quay!!"}]})
    desk.write("g.json", gallery)
    words = ("-",) if stdin else ("g.json",)
    result = desk.check(*words, "--select", "house-shouted,house-linkless", "--format", "json", stdin=gallery)
    (page,) = pages(result).values()
    found = [(f["rule"], f["picture"], f["line"], f["selector"], f["snippet"]) for f in page["findings"]]
    assert found == [("house-shouted", 0, None, [], "photos[0]"), ("house-shouted", 1, None, [], "photos[1]")]
    reasons = {outcome["rule"]: outcome["reason"] for outcome in page["outcomes"]}
    assert reasons["house-linkless"] == "a gallery in JSON has no page around it"


def test_the_same_pages_give_the_same_bytes(desk):
    for number in range(3):
        desk.page(f"pages/{number}.html", "A ferry!!", None)

    def body():
        return desk.check("pages", "--format", "json").stdout.split('"rules":', 1)[1]

    assert body() == body()


def test_a_page_too_large_for_the_house_is_not_audited(desk):
    desk.page("a.html", "A ferry")
    desk.write("house.toml", (desk.folder / "house.toml").read_text() + "page_size_mib = 0.0001\n")
    result = desk.check("a.html", "--format", "json")
    assert result.exit_code == 3
    assert pages(result)["a.html"]["reason"] == "it is larger than 0.0001 MiB, the limit (page_size_mib)"


def test_an_interruption_is_3_and_says_that_nothing_was_written(desk, monkeypatch):
    desk.page("a.html", "A ferry")

    def interrupt(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr("cutline.faces.checking.results", interrupt)
    result = desk.check("a.html", "-o", "json:run.json")
    assert result.exit_code == 3
    assert "Interrupted: the work is not complete, and no report was left half-written." in result.stderr
    assert not (desk.folder / "run.json").exists()


def test_a_fault_in_cutline_is_3_and_looks_like_no_finding(desk, monkeypatch):
    desk.page("a.html", "A ferry")

    def trip(*_args):
        raise ZeroDivisionError("tripped")

    monkeypatch.setattr("cutline.faces.checking.results", trip)
    result = desk.check("a.html")
    assert result.exit_code == 3
    assert "ZeroDivisionError: tripped" in result.stderr
    assert "This is a fault in cutline, not in your pages." in result.stderr


def test_colours_are_for_terminals_that_want_them(monkeypatch):
    import sys

    from cutline.faces.printing import wants_colour

    class Terminal:
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setattr(os, "environ", {"TERM": "xterm"})
    assert wants_colour()
    monkeypatch.setattr(os, "environ", {"TERM": "xterm", "NO_COLOR": "1"})
    assert not wants_colour()
    monkeypatch.setattr(os, "environ", {"TERM": "dumb"})
    assert not wants_colour()
