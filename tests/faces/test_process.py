"""cutline as a process: exit codes, standard streams, and what it does not import."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest


def run(folder, *words, stdin=b"", env=None):
    return subprocess.run(
        [sys.executable, "-m", "cutline", *words],
        cwd=folder,
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, **(env or {})},
    )


def test_a_check_is_one_process_from_page_to_exit_code(desk):
    desk.page("loud.html", "A ferry!!")
    done = run(desk.folder, "check", "loud.html", "--config", "house.toml", "--format", "json", "--fail-on", "warning")
    assert (done.returncode, done.stderr) == (1, b"")
    assert json.loads(done.stdout)["summary"]["warnings"] == 1


def test_wrong_usage_speaks_on_standard_error_alone(desk):
    done = run(desk.folder, "check")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Missing argument" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_output_is_utf8_whatever_the_terminal_was_told(desk, encoding):
    desk.page("fähre.html", "Fähre „Möwe“ 船")
    done = run(desk.folder, "inspect", "fähre.html", env={"PYTHONIOENCODING": encoding})
    assert done.returncode == 0
    assert "Fähre „Möwe“ 船" in done.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_error(desk):
    desk.page("a.html", *(f"Ferry {number}" for number in range(2000)))
    reading = subprocess.Popen(
        [sys.executable, "-m", "cutline", "inspect", "a.html"],
        cwd=desk.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert reading.stdout.read(10) == b"a.html\n  2"
    reading.stdout.close()
    said = reading.stderr.read()
    reading.stderr.close()
    assert (reading.wait(timeout=120), said) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("words", [("-o", "json:/dev/full"), ()])
def test_a_full_disk_is_2_and_says_so(desk, words):
    desk.page("a.html", "A ferry")
    command = [sys.executable, "-m", "cutline", "check", "a.html", "--config", "house.toml", *words]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, cwd=desk.folder, stdout=full, stderr=subprocess.PIPE, check=False, timeout=120)
    assert done.returncode == 2
    assert b"cannot be written: No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(shutil.which("sh") is None, reason="there is no shell here")
@pytest.mark.parametrize(
    "words", ["check a.html --config house.toml", "hook", "inspect a.html", "check a.html --format json"]
)
def test_a_closed_standard_output_is_2_and_says_so(desk, words):
    desk.page("a.html", "A ferry")
    script = f'exec "$0" -m cutline {words} < a.html >&-'
    done = subprocess.run(
        ["sh", "-c", script, sys.executable], cwd=desk.folder, stderr=subprocess.PIPE, check=False, timeout=120
    )
    assert done.returncode == 2
    assert b"standard output cannot be written: it is closed" in done.stderr
    assert b"Traceback" not in done.stderr


HEAVY = (
    "asyncio",
    "bs4",
    "concurrent.futures.process",
    "cutline.faces.server",
    "email",
    "http",
    "importlib.metadata",
    "jinja2",
    "lxml",
    "multiprocessing",
    "openpyxl",
    "playwright",
    "rich",
    "socketserver",
    "sqlite3",
    "ssl",
    "starlette",
    "subprocess",
    "unittest",
    "uvicorn",
    "wordfreq",
    "xml",
)


@pytest.mark.parametrize(
    "words", [("check", "a.html", "-q"), ("check", "a.html"), ("inspect", "a.html", "--format", "json")]
)
def test_a_check_imports_nothing_heavy(desk, words):
    desk.page("a.html", "A ferry")
    program = (
        "import sys\nsys.argv[1:] = " + repr(list(words)) + "\n"
        "from cutline.faces.cli import cli\n"
        "cli(standalone_mode=False)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=desk.folder, capture_output=True, check=True, timeout=120
    )
    assert done.stderr == b"[]\n"


TEXTS = "('A ferry leaves the harbour – with “cars” and a dog', 'Une fête au port. [Ida Brandt/dpa]', '')"


@pytest.mark.parametrize(
    ("program", "unused"),
    [
        ("for text in TEXTS: cutline.judge_truncation(text)", "cutline.text.lexicon"),
        ("for text in TEXTS: cutline.judge_truncation(text)", "cutline.text.credit"),
        ("for text in TEXTS: cutline.parse_credit(text)", "cutline.text.points"),
        ("for text in TEXTS: cutline.parse_credit(text)", "importlib.resources"),
        ("for text in TEXTS: cutline.judge_truncation(text)", "importlib.resources"),
    ],
)
def test_a_text_is_judged_without_what_it_does_not_need(program, unused):
    program = f"import sys, cutline; TEXTS = {TEXTS}\n{program}\nprint({unused!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=120)
    assert done.stdout == b"False\n"


def test_texts_in_latin_letters_compile_no_patterns_of_east_asia():
    program = (
        f"import cutline; TEXTS = {TEXTS}\nfor text in TEXTS: cutline.parse_credit(text)\n"
        "from cutline.text import credit_east_asia, credit_parts, lexicon\n"
        "made = (credit_east_asia._phrases, credit_parts._han_or_kana, lexicon.east_asia, lexicon.unspaced_labels)\n"
        "print([each.cache_info().currsize for each in made])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=120)
    assert done.stdout == b"[0, 0, 0, 0]\n"


def test_importing_cutline_imports_next_to_nothing():
    program = (
        "import sys, cutline; print([name for name in sys.modules if name.startswith(('cutline', 'msg', 'turbo'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=120)
    assert done.stdout == b"['cutline']\n"


@pytest.mark.parametrize("pages", [1, 70])
def test_ctrl_c_ends_the_run_at_once_and_is_no_verdict(desk, pages):
    desk.write("house.toml", (desk.folder / "house.toml").read_text() + "page_seconds = 900\n")
    for number in range(pages):
        desk.page(f"pages/{number:02}.html", "wait")
    words = ("check", "pages", "--config", "house.toml", "--jobs", "2", "-o", "json:run.json")
    command = [sys.executable, "-m", "cutline", *words]
    with subprocess.Popen(command, cwd=desk.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        while not (desk.folder / "started").exists():
            assert running.poll() is None
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        stdout, stderr = running.communicate(timeout=120)
    assert (running.returncode, stdout) == (3, b"")
    assert b"Interrupted: the work is not complete" in stderr
    assert b"Traceback" not in stderr
    assert not (desk.folder / "run.json").exists()


def test_many_pages_are_audited_by_many_processes_and_one_of_them_may_die(desk):
    for number in range(70):
        desk.page(f"pages/{number:02}.html", "die" if number == 33 else "A ferry!!")
    done = run(desk.folder, "check", "pages", "--config", "house.toml", "--format", "json", "--jobs", "2")
    assert done.returncode == 3
    got = json.loads(done.stdout)
    assert [page["source"] for page in got["pages"]] == [f"pages/{number:02}.html" for number in range(70)]
    assert [page["source"] for page in got["pages"] if page["status"] == "failed"] == ["pages/33.html"]
    assert got["summary"]["warnings"] == 69


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_a_check_that_is_killed_leaves_no_process(desk, ending):
    for number in range(70):
        desk.page(f"pages/{number:02}.html", "wait" if number == 33 else "A ferry")
    command = [sys.executable, "-m", "cutline", "check", "pages", "--config", "house.toml", "--jobs", "2"]
    with subprocess.Popen(command, cwd=desk.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as running:
        while not (desk.folder / "started").exists():
            assert running.poll() is None
            time.sleep(0.02)
        running.send_signal(ending)
        # Every process of the run holds the other end of the pipe: it is closed when the last of them is gone.
        running.communicate(timeout=120)
    assert running.returncode == -ending
