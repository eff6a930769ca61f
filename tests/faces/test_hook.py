"""`cutline hook`: the verdict, the exit code, and what the process does not spend."""

import json
import os
import signal
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from cutline.faces import hook_options
from cutline.faces.cli import cli
from cutline.faces.hook_options import OPTIONS, Wishes, plain
from cutline.text import data

from .conftest import figure

NOTHING = {"error": 0, "warning": 0, "advice": 0, "review": 0}


def page(*alts):
    figures = "\n".join(figure(number, alt) for number, alt in enumerate(alts))
    return f"<!doctype html>\n<html lang=en><title>Ferries</title><main>\n{figures}\n</main>"


def hook(desk, *words, stdin="", env=None):
    """Run the hook as a CMS does: a process, a pipe, one line of JSON."""
    done = subprocess.run(
        [sys.executable, "-m", "cutline", "hook", *words],
        cwd=desk.folder,
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, **(env or {})},
    )
    return done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr.decode()


def house(desk, *words, **more):
    return hook(desk, "--config", "house.toml", *words, **more)


def keeps_the_contract(verdict):
    schemas = [
        json.loads((files("cutline.reports") / "schema" / f"{name}.json").read_text("utf-8"))
        for name in ("report-1", "verdict-1")
    ]
    registry = Registry().with_resources([(schema["$id"], Resource.from_contents(schema)) for schema in schemas])
    return Draft202012Validator(schemas[1], registry=registry).is_valid(verdict)


def test_a_page_without_a_mistake_may_be_published(desk):
    assert house(desk, stdin=page("A ferry")) == (
        0,
        {
            "schema": "cutline/verdict/1",
            "allow": True,
            "blocking": ["error"],
            "photos": 1,
            "counts": NOTHING,
            "findings": [],
            "not_audited": [],
        },
        "",
    )


@pytest.mark.parametrize("words", [("--fail-on", "warning"), ("--fail-on=warning",)])
def test_findings_block_and_look_as_in_a_report(desk, words):
    desk.write("loud.html", page("A ferry!!", "A quiet ferry"))
    report = json.loads(desk.check("loud.html", "--format", "json").output)
    code, verdict, said = house(desk, *words, "--source", "loud.html", stdin=page("A ferry!!", "A quiet ferry"))
    assert (code, verdict["allow"], verdict["counts"], said) == (1, False, {**NOTHING, "warning": 1}, "")
    assert verdict["findings"] == report["pages"][0]["findings"]
    assert keeps_the_contract(verdict)


def test_what_is_milder_than_the_limit_is_told_and_blocks_nothing(desk):
    code, verdict, _ = house(desk, stdin=page("A ferry!!"))
    assert (code, verdict["allow"], [finding["rule"] for finding in verdict["findings"]]) == (
        0,
        True,
        ["house-shouted"],
    )


def test_a_gallery_in_json_is_judged_like_a_page(desk):
    gallery = json.dumps({"photos": [{"src": "a.jpg", "alt": "A ferry!!", "caption": "A ferry leaves."}]})
    code, verdict, _ = house(desk, "--fail-on", "warning", stdin=gallery)
    assert (code, [finding["picture"] for finding in verdict["findings"]]) == (1, [0])


@pytest.mark.parametrize(
    ("stdin", "reason"),
    [
        ("", "nothing came in on standard input"),
        (" \n", "nothing came in on standard input"),
        (b"\x89PNG\r\n\x1a\n0000", "it is a PNG image, not a page"),
        ("upstream connect error", "there is no tag in it, so it is no page"),
        ("null", '{"photos": […]} is expected, found nothing (null)'),
        ('"x"', '{"photos": […]} is expected, found a text'),
        ("12", '{"photos": […]} is expected, found a number'),
        ('{"photos": [', "it is not valid JSON in UTF-8: it ends too early"),
        ('{"photos": []}', "photos: the list is empty, there is nothing to audit"),
        ("[1, 2]", '{"photos": […]} is expected, found a list'),
        (page("crash"), "the check house-moody broke off: LookupError: the rule tripped"),
        (page("wait"), "it took longer than 0.5 seconds (page_seconds)"),
    ],
)
@pytest.mark.parametrize(("choice", "code", "so"), [("block", 3, "blocked"), ("allow", 0, "allowed all the same")])
def test_what_could_not_be_audited_is_the_house_s_choice_and_always_told(desk, stdin, reason, choice, code, so):
    desk.write("house.toml", (desk.folder / "house.toml").read_text() + "page_seconds = 0.5\n")
    returned, verdict, said = house(desk, "--on-failure", choice, "--source", "ferries/7", stdin=stdin)
    assert (returned, verdict) == (
        code,
        {
            "schema": "cutline/verdict/1",
            "allow": choice == "allow",
            "blocking": ["error"],
            "photos": int("house-moody" in reason),
            "counts": NOTHING,
            "findings": [],
            "not_audited": [{"source": "ferries/7", "reason": reason}],
        },
    )
    assert said.startswith(f"ferries/7: not audited: {reason} ({so}")
    assert said.count("\n") == 1
    assert keeps_the_contract(verdict)


def test_a_page_that_could_not_be_audited_is_blocked_when_the_house_did_not_choose(desk):
    assert house(desk)[0] == 3


def test_findings_block_whatever_is_chosen_for_failures(desk):
    words = ("--on-failure", "allow", "--fail-on", "warning")
    code, verdict, _ = house(desk, *words, stdin=page("A ferry!!", "crash"))
    assert (code, verdict["allow"], verdict["counts"]["warning"], len(verdict["not_audited"])) == (1, False, 1, 1)


def test_a_source_cannot_act_on_the_terminal(desk):
    _, verdict, said = house(desk, "--source", "a\x1b[2Jb\u202ec")
    assert verdict["not_audited"][0]["source"] == "a\x1b[2Jb\u202ec"
    assert said == "a⟨U+001B⟩[2Jb⟨U+202E⟩c: not audited: nothing came in on standard input (blocked)\n"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--on-failure", "maybe"), "'maybe' is not one of 'allow', 'block'"),
        (("--fail-on", "bad"), "'bad' is not one of 'error', 'warning', 'advice', 'never'"),
        (("--source",), "requires an argument"),
        (("--browser",), "No such option"),
        (("page.html",), "unexpected extra argument"),
        (("--config", "gone.toml"), "gone.toml: cannot be read"),
        (("--baseline", "gone.toml"), "gone.toml: cannot be read"),
        (("--select", "alt-mising"), "did you mean alt-missing?"),
    ],
)
def test_wrong_usage_is_2_whatever_is_chosen_for_failures_and_prints_no_verdict(desk, words, complaint):
    code, verdict, said = hook(desk, "--on-failure=allow", *words, stdin=page("A ferry"))
    assert (code, verdict) == (2, None)
    assert complaint in said
    assert "Traceback" not in said


def test_the_configuration_found_from_here_upwards_is_used(desk):
    desk.write("cutline.toml", 'select = ["alt-missing"]\nfail_on = "never"\n')
    code, verdict, _ = hook(desk, stdin=page(None))
    assert (code, [finding["rule"] for finding in verdict["findings"]]) == (0, ["alt-missing"])


def test_rules_are_chosen_on_the_command_line(desk):
    code, verdict, _ = hook(desk, "--select", "alt-missing", "--select", "caption-missing", stdin=page(None))
    assert (code, [finding["rule"] for finding in verdict["findings"]]) == (1, ["alt-missing"])
    assert hook(desk, "--select", "caption-missing", stdin=page(None))[0] == 0
    assert hook(desk, "--profile", "publish", "--ignore", "alt-missing", stdin=page(None))[0] == 0


def test_findings_in_the_baseline_pass(desk):
    desk.write("loud.html", page("A ferry!!"))
    assert desk.run("baseline", "create", "loud.html", "--config", "house.toml", "--reason", "old").exit_code == 0
    words = ("--fail-on", "warning", "--baseline", "cutline-baseline.toml")
    code, verdict, said = house(desk, *words, "--source", "loud.html", stdin=page("A ferry!!"))
    assert (code, verdict["allow"], verdict["findings"], said) == (0, True, [], "")
    assert house(desk, *words, "--source", "other.html", stdin=page("A ferry!!"))[0] == 1


def test_the_source_is_the_address_by_which_a_site_s_profile_is_found(desk):
    desk.write(
        "cutline.toml",
        'select = ["alt-missing"]\n[[site]]\nhost = ["news.example"]\npicture = ".t1 img"\n',
    )
    assert hook(desk, stdin=page(None))[0] == 1
    assert hook(desk, "--source", "https://news.example/pictures/1", stdin=page(None))[0] == 0


def test_a_terminal_is_told_to_pipe_a_page_in(desk):
    master, terminal = os.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "cutline", "hook"],
            cwd=desk.folder,
            stdin=terminal,
            capture_output=True,
            check=False,
            timeout=120,
        )
    finally:
        os.close(master)
        os.close(terminal)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"pipe a page in, as in: cutline hook < page.html" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_verdict_that_cannot_be_written_is_2_and_says_so(desk):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cutline", "hook"],
            cwd=desk.folder,
            input=page("A ferry").encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=120,
        )
    assert done.returncode == 2
    assert b"cannot be written: No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(("stdin", "code"), [("", 3), (page("A ferry"), 0)])
def test_an_exit_code_does_not_depend_on_who_reads_standard_error(desk, stdin, code):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "cutline", "hook"],
            cwd=desk.folder,
            input=stdin.encode(),
            stdout=subprocess.PIPE,
            stderr=writing,
            check=False,
            timeout=120,
        )
    finally:
        os.close(writing)
    assert (done.returncode, json.loads(done.stdout)["allow"]) == (code, code == 0)


def test_a_reader_that_goes_away_changes_no_exit_code(desk):
    with subprocess.Popen(
        [sys.executable, "-m", "cutline", "hook"],
        cwd=desk.folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as asked:
        asked.stdout.close()
        asked.stdin.write(page(None).encode())
        asked.stdin.close()
        said = asked.stderr.read()
        assert (asked.wait(timeout=120), said) == (1, b"")


def test_a_pipe_that_nobody_closes_is_not_waited_for(desk):
    desk.write("house.toml", (desk.folder / "house.toml").read_text() + "page_seconds = 0.2\n")
    with subprocess.Popen(
        [sys.executable, "-m", "cutline", "hook", "--config", "house.toml"],
        cwd=desk.folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as asked:
        asked.stdin.write(b"<!doctype html>")
        asked.stdin.flush()
        verdict = json.loads(asked.stdout.read())
        assert asked.wait(timeout=120) == 3
    assert verdict["not_audited"] == [{"source": "-", "reason": "it took longer than 0.2 seconds (page_seconds)"}]


def test_ctrl_c_is_no_verdict(desk):
    desk.write("house.toml", (desk.folder / "house.toml").read_text() + "page_seconds = 900\n")
    with subprocess.Popen(
        [sys.executable, "-m", "cutline", "hook", "--config", "house.toml"],
        cwd=desk.folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as asked:
        asked.stdin.write(page("wait").encode())
        asked.stdin.close()
        while not (desk.folder / "started").exists():
            assert asked.poll() is None
            time.sleep(0.02)
        asked.send_signal(signal.SIGINT)
        told = (asked.stdout.read(), asked.stderr.read())
        assert (asked.wait(timeout=120), *told) == (3, b"", b"Interrupted: there is no verdict.\n")


def test_a_fault_in_cutline_is_3_and_never_a_verdict(desk):
    program = (
        "import sys; sys.argv = ['cutline', 'hook']\n"
        "from cutline.faces import entry, hook\n"
        "def broken(*_, **__): raise LookupError('the judge tripped')\n"
        "hook.verdict_of = broken\n"
        "entry.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=desk.folder, input=b"<p>", capture_output=True, check=False, timeout=120
    )
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"LookupError: the judge tripped" in done.stderr
    assert b"This is a fault in cutline" in done.stderr


def in_click(words):
    """Read the words as the command line does; None when it complains or explains."""
    command = cli.commands["hook"]
    try:
        with command.make_context("hook", list(words)) as context:
            return Wishes(**context.params)
    except (click.ClickException, click.exceptions.Exit):
        return None


def test_the_command_has_exactly_the_options_of_the_table():
    offered = {
        option: parameter.name
        for parameter in cli.commands["hook"].params
        for option in parameter.opts
        if parameter.name != "help"
    }
    assert offered == {option.flag: option.name for option in OPTIONS}
    assert [option.name for option in OPTIONS] == list(dict.fromkeys(option.name for option in OPTIONS))
    assert {option.name for option in OPTIONS} == set(Wishes.__struct_fields__)


WORDS = st.lists(
    st.sampled_from([option.flag for option in OPTIONS])
    | st.sampled_from([f"{option.flag}=block" for option in OPTIONS])
    | st.sampled_from(["block", "allow", "editor", "error", "never", "a.html", "", "-", "--", "--help", "-h", "--s"])
    | st.text(max_size=3),
    max_size=6,
)


@given(WORDS)
def test_the_short_way_reads_words_as_the_command_line_does_or_leaves_them_to_it(words):
    assert (short := plain(words)) is None or short == in_click(words)


@given(
    st.lists(
        st.sampled_from(OPTIONS).flatmap(
            lambda option: st.tuples(st.just(option.flag), st.sampled_from(option.legal or ("a.html", "-", "")))
        )
    )
)
def test_the_short_way_takes_every_plain_command_line(pairs):
    words = [word for pair in pairs for word in pair]
    assert plain(words) == in_click(words) is not None


def test_help_is_the_command_line_s(desk):
    done = desk.run("hook", "--help")
    assert done.exit_code == 0
    assert all(option.flag in done.output for option in hook_options.OPTIONS)


def is_built():
    """Tell whether the build saw the word tables as they are now."""
    return all(
        data._made_of(table.read_bytes(), data._PARSED / f"{table.stem}.json") is not None
        for table in data._HERE.glob("*.toml")
    )


HEAVY = (
    "asyncio",
    "bs4",
    "click",
    "concurrent",
    "cutline.engine.runner",
    "cutline.faces.cli",
    "cutline.reports.text_report",
    "difflib",
    "email",
    "http",
    "importlib.metadata",
    "importlib.resources",
    "jinja2",
    "logging",
    "multiprocessing",
    "playwright",
    "rich",
    "socket",
    "shutil",
    "sqlite3",
    "ssl",
    "subprocess",
    "tempfile",
    "tomllib",
    "traceback",
    "unittest",
    "xml",
)


@pytest.mark.skipif(not is_built(), reason="the word tables were edited since the build; run pip install -e . again")
@pytest.mark.parametrize("stdin", [page("A ferry"), page(None, "A ferry in the"), '{"photos": [{"src": "a.jpg"}]}', ""])
def test_a_verdict_imports_nothing_heavy(desk, stdin):
    program = (
        "import sys\n"
        "from cutline.faces.entry import hooked\n"
        "hooked(())\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=desk.folder,
        input=stdin.encode(),
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert done.stderr.splitlines()[-1] == b"[]"


def test_a_gallery_in_utf_16_is_judged(desk):
    gallery = '{"photos": [{"src": "a.jpg", "alt": "Stop it!!"}]}'.encode("utf-16")
    returned, verdict, said = house(desk, "--fail-on", "warning", stdin=gallery)
    assert (returned, [finding["rule"] for finding in verdict["findings"]], said) == (1, ["house-shouted"], "")
