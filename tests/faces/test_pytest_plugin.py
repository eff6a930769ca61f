"""The plugin for pytest, as a project's own tests use it: pytest runs inside pytest."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cutline.sources.discovery import Missing, find_browser, is_root

pytest_plugins = ["pytester"]

CLEAN = (
    '<!doctype html><html lang="en"><title>Ferries</title><a href="#m">Skip to the pictures</a><main id="m">'
    '<h1>Ferries</h1><figure><img src="a.jpg" width="900" height="600" alt="A ferry leaves the pier at dawn.">'
    "<figcaption>The last ferry leaves on Monday. [Ingrid Vossby/Reuters]</figcaption></figure></main></html>"
)
BAD = CLEAN.replace(' alt="A ferry leaves the pier at dawn."', "")
SHOUTED = CLEAN.replace("at dawn.", "at dawn!!")
CRASHING = CLEAN.replace("A ferry leaves the pier at dawn.", "crash")
HOUSE_RULES = Path(__file__).parent.parent / "engine" / "house_rules.py"
PAGES = f"CLEAN = {CLEAN!r}\nBAD = {BAD!r}\nSHOUTED = {SHOUTED!r}\nCRASHING = {CRASHING!r}\n"


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with four pages to judge in its tests."""
    pytester.makepyfile(pages=PAGES)
    pytester.makeini("[pytest]\nfilterwarnings = error\n")
    pytester.syspathinsert()
    return pytester


def house(project: pytest.Pytester) -> None:
    text = f'rules_from = ["{HOUSE_RULES.as_posix()}"]\nselect = ["house-shouted", "house-moody"]\n'
    (project.path / "house.toml").write_text(text, "utf-8")


def write(project: pytest.Pytester, body: str) -> None:
    project.makepyfile(test_gallery=f"from pages import *\n\n\ndef test_gallery(cutline):\n    {body}\n")


@pytest.mark.parametrize("page", ["CLEAN", "CLEAN.encode()", "CLEAN.encode('utf-16')"])
def test_a_page_without_a_mistake_passes(project: pytest.Pytester, page: str) -> None:
    write(project, f"cutline.assert_publishable({page})")
    project.runpytest().assert_outcomes(passed=1)


@pytest.mark.parametrize("page", ["BAD", "BAD.encode()"])
@pytest.mark.parametrize("inside", [True, False])
def test_a_page_with_a_mistake_fails_with_what_to_fix(project: pytest.Pytester, page: str, inside: bool) -> None:
    write(project, f"cutline.assert_publishable({page}, source='pictures/1')")
    done = project.runpytest_inprocess() if inside else project.runpytest_subprocess()
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(
        [
            "E*AssertionError: pictures/1 may not be published",
            "E*pictures/1  Ferries",
            "E*Not ready. *",
            "E*alt-missing*",
        ]
    )
    done.stdout.no_fnmatch_line("*pytest_plugin.py:*")


def test_a_test_may_look_at_the_verdict_itself(project: pytest.Pytester) -> None:
    write(
        project,
        "verdict = cutline.verdict(BAD)\n"
        "    assert (verdict.allow, verdict.counts.error) == (False, 1)\n"
        "    assert [finding.rule for finding in verdict.findings] == ['alt-missing']\n"
        "    assert cutline.audit(BAD).photos[0].src == 'a.jpg'",
    )
    project.runpytest().assert_outcomes(passed=1)


def test_a_page_without_a_name_goes_by_that_of_its_test(project: pytest.Pytester) -> None:
    write(project, "assert cutline.audit(CLEAN).source == 'test_gallery.py::test_gallery'")
    project.runpytest().assert_outcomes(passed=1)


@pytest.mark.parametrize("page", ["''", "b''", "' \\n '"])
def test_an_empty_page_fails_and_says_so(project: pytest.Pytester, page: str) -> None:
    write(project, f"cutline.assert_publishable({page}, source='pictures/1')")
    done = project.runpytest()
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(["E*AssertionError: pictures/1 could not be audited", "E*The page is empty*"])


def test_a_page_that_could_not_be_audited_fails_with_the_reason(project: pytest.Pytester) -> None:
    house(project)
    write(project, "cutline.assert_publishable(CRASHING, source='pictures/1')")
    done = project.runpytest("--cutline-config", "house.toml")
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(["E*AssertionError: pictures/1 could not be audited", "E*LookupError: the rule tripped*"])


def test_a_page_without_a_photo_fails_since_nothing_was_judged(project: pytest.Pytester) -> None:
    page = "'<!doctype html><html lang=en><title>Sorry</title><main><h1>Out of order</h1></main>'"
    write(project, f"cutline.assert_publishable({page}, source='pictures/1')")
    done = project.runpytest()
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(["E*pictures/1: no photo was recognised on this page, so nothing was judged"])
    write(project, f"cutline.assert_publishable({page}, photos=0)")
    project.runpytest().assert_outcomes(passed=1)


@pytest.mark.parametrize(("photos", "outcome"), [(1, {"passed": 1}), (2, {"failed": 1}), (0, {"failed": 1})])
def test_a_test_may_say_how_many_photos_there_are(
    project: pytest.Pytester, photos: int, outcome: dict[str, int]
) -> None:
    write(project, f"cutline.assert_publishable(CLEAN, photos={photos})")
    done = project.runpytest()
    done.assert_outcomes(**outcome)
    if "failed" in outcome:
        done.stdout.fnmatch_lines([f"E*{photos} photos were expected, 1 recognised"])


def test_the_project_s_configuration_is_found_from_the_root_directory(project: pytest.Pytester) -> None:
    (project.path / "cutline.toml").write_text('ignore = ["alt-missing"]\n', "utf-8")
    (project.path / "deep").mkdir()
    write(project, "cutline.assert_publishable(BAD)")
    shutil.move(project.path / "test_gallery.py", project.path / "deep" / "test_gallery.py")
    project.runpytest("--rootdir", str(project.path), "deep").assert_outcomes(passed=1)


def test_a_table_in_pyproject_counts_as_well(project: pytest.Pytester) -> None:
    (project.path / "pyproject.toml").write_text('[tool.cutline]\nfail_on = "never"\n', "utf-8")
    write(project, "cutline.assert_publishable(BAD)")
    project.runpytest().assert_outcomes(passed=1)


@pytest.mark.parametrize(("level", "outcome"), [("error", {"passed": 1}), ("warning", {"failed": 1})])
@pytest.mark.parametrize("by_word", [True, False])
def test_the_level_that_fails_is_chosen_by_word_or_in_a_file(
    project: pytest.Pytester, level: str, outcome: dict[str, int], by_word: bool
) -> None:
    house(project)
    write(project, "cutline.assert_publishable(SHOUTED)")
    words = ["--cutline-fail-on", level, "--cutline-config", "house.toml"] if by_word else []
    if not by_word:
        project.makeini(f"[pytest]\ncutline_fail_on = {level}\ncutline_config = house.toml\n")
    project.runpytest(*words).assert_outcomes(**outcome)


def test_findings_in_the_baseline_pass(project: pytest.Pytester) -> None:
    house(project)
    (project.path / "loud.html").write_text(SHOUTED, "utf-8")
    accept = ["baseline", "create", "loud.html", "--config", "house.toml", "--reason", "old"]
    subprocess.run([sys.executable, "-m", "cutline", *accept], cwd=project.path, check=True, capture_output=True)
    words = ("--cutline-config=house.toml", "--cutline-fail-on=warning", "--cutline-baseline=cutline-baseline.toml")
    write(project, "[cutline.assert_publishable(SHOUTED, source='loud.html') for _ in range(2)]")
    project.runpytest(*words).assert_outcomes(passed=1)
    write(project, "cutline.assert_publishable(SHOUTED, source='other.html')")
    project.runpytest(*words).assert_outcomes(failed=1)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--cutline-config", "gone.toml"], "*gone.toml: cannot be read: No such file or directory"),
        (["--cutline-config", "wrong.toml"], "*wrong.toml: proflie: unknown key; did you mean profile*"),
        (["--cutline-fail-on", "warnings"], "*'warnings' is not one of error, warning, advice, never; did you mean*"),
        (["--cutline-baseline", "gone.toml"], "*gone.toml: cannot be read: No such file or directory"),
        (["--cutline-baseline", "wrong.toml"], "*wrong.toml: schema: not a baseline*"),
    ],
)
def test_a_wrong_setting_is_an_error_of_the_test_that_asked(
    project: pytest.Pytester, words: list[str], complaint: str
) -> None:
    (project.path / "wrong.toml").write_text('proflie = "ci"\n', "utf-8")
    write(project, "cutline.assert_publishable(CLEAN)")
    done = project.runpytest(*words)
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines([complaint])
    done.stdout.no_fnmatch_line("*Traceback*")


def test_a_configuration_that_was_merely_found_may_not_load_python(project: pytest.Pytester) -> None:
    (project.path / "cutline.toml").write_text('rules_from = ["conftest.py"]\n', "utf-8")
    write(project, "cutline.assert_publishable(CLEAN)")
    done = project.runpytest()
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*rules_from: a file that was merely found may not load Python*"])


ASYNCHRONOUS = """
class Page:
    url = "about:blank"

    async def content(self):
        return ""


def test_gallery(cutline):
    cutline.assert_publishable({page})
"""


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        ("Page()", "*TypeError: this is a page of Playwright's asynchronous interface; give its HTML: await*"),
        ("None", "*TypeError: a page is HTML as str or bytes, or a page of Playwright, not NoneType"),
        ("object()", "*TypeError: a page is HTML as str or bytes, or a page of Playwright, not object"),
    ],
)
def test_what_is_no_page_is_told_without_a_warning_about_it(
    project: pytest.Pytester, page: str, complaint: str
) -> None:
    project.makepyfile(test_gallery=ASYNCHRONOUS.format(page=page))
    done = project.runpytest()
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines([complaint])


def test_tests_on_several_processes_are_told_the_same(project: pytest.Pytester) -> None:
    pytest.importorskip("xdist", reason="pytest-xdist comes with the extra `test`")
    project.makepyfile(
        test_gallery="import pytest\nfrom pages import *\n\n\n@pytest.mark.parametrize('n', range(4))\n"
        "def test_gallery(cutline, n):\n    cutline.assert_publishable(BAD)\n"
    )
    words = ("-n", "2", "--cutline-fail-on", "never")
    project.runpytest_subprocess(*words).assert_outcomes(passed=4)


def test_who_does_not_use_the_plugin_does_not_pay_for_it(project: pytest.Pytester) -> None:
    project.makepyfile(
        test_plain="import sys\n\n\ndef test_plain():\n"
        "    names = ('cutline', 'msgspec', 'turbohtml', 'bs4')\n"
        "    ours = {name for name in sys.modules if name.split('.')[0] in names}\n"
        "    assert ours == {'cutline', 'cutline.faces', 'cutline.faces.pytest_plugin'}\n"
    )
    project.runpytest_subprocess("test_plain.py").assert_outcomes(passed=1)


def test_the_fixture_and_the_options_are_explained(project: pytest.Pytester) -> None:
    project.runpytest("--fixtures").stdout.fnmatch_lines(["cutline -- *", "*Judge pages of news photo galleries*"])
    project.runpytest("--help").stdout.fnmatch_lines(["*--cutline-fail-on=LEVEL*", "*cutline_baseline (string)*"])


SHOWN = """
import pytest
from playwright.sync_api import sync_playwright

SCRIPT = '''<script>
document.querySelector("main").insertAdjacentHTML("beforeend",
  '<figure><img src="a.jpg" width="900" height="600" ALT><figcaption>The last ferry leaves.</figcaption></figure>');
</script>'''
PAGE = '<!doctype html><html lang="en"><title>Ferries</title><main><h1>Ferries</h1></main>' + SCRIPT


@pytest.fixture(scope="module")
def page():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path={program!r}, chromium_sandbox={sandbox!r})
        yield browser.new_page()
        browser.close()


def test_described(page, cutline):
    page.set_content(PAGE.replace("ALT", 'alt="A ferry leaves the pier at dawn."'))
    cutline.assert_publishable(page, photos=1)
    assert cutline.audit(page).source == "about:blank"


def test_served_without_photos(cutline):
    assert cutline.audit(PAGE).photos == ()


def test_undescribed(page, cutline):
    page.set_content(PAGE.replace("ALT", ""))
    cutline.assert_publishable(page, source="ferries")
"""


def test_a_page_of_playwright_is_judged_as_its_scripts_left_it(project: pytest.Pytester) -> None:
    pytest.importorskip("playwright", reason="playwright is not installed: pip install 'cutline[browser]'")
    try:
        program = find_browser()
    except Missing as missing:
        pytest.skip(str(missing))
    shown = SHOWN.replace("{program!r}", repr(str(program))).replace("{sandbox!r}", repr(not is_root()))
    project.makepyfile(test_shown=shown)
    done = project.runpytest_subprocess("test_shown.py")
    done.assert_outcomes(passed=2, failed=1)
    done.stdout.fnmatch_lines(["E*AssertionError: ferries may not be published", "E*alt-missing*"])


def blocks(root: Path, language: str) -> list[str]:
    prose = (root / "docs" / "pytest.md").read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", prose, re.MULTILINE | re.DOTALL)


STANDING_IN = """
import pytest

FIGURE = '<figure><img src="{0}.jpg" width="900" height="600" alt="Ferry number {0} leaves.">' \\
    '<figcaption>Ferry {0} leaves on Monday. [Ingrid Vossby/Reuters]</figcaption></figure>'
PAGE = '<!doctype html><html lang="en"><title>Ferries</title><a href="#m">Skip to the pictures</a><main id="m">' \\
    '<h1>Ferries</h1>' + ''.join(FIGURE.format(number) for number in range(3)) + '</main></html>'


class Answer:
    text = PAGE


class Site:
    def get(self, path):
        return Answer()


class Page:
    url = "about:blank"

    def goto(self, address): pass
    def click(self): pass
    def get_by_role(self, role, name): return self
    def content(self): return PAGE


@pytest.fixture
def client():
    return Site()


@pytest.fixture
def page():
    return Page()
"""


def test_the_tests_in_the_documentation_run(project: pytest.Pytester, root: Path) -> None:
    project.makeconftest(STANDING_IN)
    project.makepyfile(test_shown="\n".join(blocks(root, "python")))
    project.runpytest("test_shown.py").assert_outcomes(passed=2)


def test_the_settings_in_the_documentation_are_settings(project: pytest.Pytester, root: Path) -> None:
    (settings,) = blocks(root, "toml")
    (project.path / "pyproject.toml").write_text(settings, "utf-8")
    (project.path / "tox.ini").unlink()
    (project.path / "tests").mkdir()
    (project.path / "tests" / "cutline-baseline.toml").write_text('schema = "cutline/baseline/1"\n', "utf-8")
    write(project, "cutline.assert_publishable(CLEAN)")
    project.runpytest("--strict-config").assert_outcomes(passed=1)


def test_the_plugin_can_be_left_out(project: pytest.Pytester) -> None:
    write(project, "cutline.assert_publishable(CLEAN)")
    done = project.runpytest("-p", "no:cutline")
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*fixture 'cutline' not found"])
