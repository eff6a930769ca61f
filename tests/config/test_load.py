"""A house's configuration: found, read, checked; every mistake named with its place."""

from pathlib import Path

import pytest

from cutline import Config
from cutline.config.browsing import TRUSTED, Browsing
from cutline.config.load import find, load_found, load_given
from cutline.config.schema import ConfigError
from cutline.model.profile import SiteProfile
from cutline.model.rendered import Viewport
from cutline.model.severity import Severity

HOUSE_RULES = Path(__file__).parent.parent / "engine" / "house_rules.py"
OWN = f'rules_from = ["{HOUSE_RULES.as_posix()}"]\n'


@pytest.fixture
def given(tmp_path):
    """Write a file and read it as one that the user named."""

    def given(text: str | bytes, name: str = "cutline.toml") -> Config:
        file = tmp_path / name
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return load_given(file)

    return given


def test_an_empty_file_changes_nothing(given):
    assert given("") == Config()


def test_every_key_is_read(given):
    config = given(
        OWN
        + """
        select = ["house-shouted", "house-moody"]
        ignore = ["house-moody"]
        profile = "ci"
        fail_on = "warning"
        page_size_mib = 2
        page_seconds = 1.5

        [rules.house-shouted]
        severity = "advice"
        marks = 3

        [[site]]
        name = "Ledger"
        host = ["*.ledger.example"]
        picture = "img.plate"
        caption = ".below"
        credit = ".by"
        furniture = ".promo img"
        credit_field = true

        [[site]]
        path = ["exports/*"]
        """
    )
    assert config == Config(
        select=("house-shouted", "house-moody"),
        ignore=("house-moody",),
        profile="ci",
        fail_on=Severity.WARNING,
        rules={"house-shouted": {"severity": "advice", "marks": 3}},
        sites=(
            SiteProfile(
                name="Ledger",
                host=("*.ledger.example",),
                picture="img.plate",
                caption=".below",
                credit=".by",
                furniture=".promo img",
                credit_field=True,
            ),
            SiteProfile(path=("exports/*",)),
        ),
        rules_from=(str(HOUSE_RULES),),
        page_size_mib=2,
        page_seconds=1.5,
    )


def test_a_run_that_never_fails_is_possible(given):
    assert given('fail_on = "never"').fail_on is None


def test_rules_are_named_relative_to_the_file_that_names_them(tmp_path):
    (tmp_path / "house.py").write_text(HOUSE_RULES.read_text(), encoding="utf-8")
    (tmp_path / "cutline.toml").write_text('rules_from = ["house.py"]\nselect = ["house-shouted"]')
    assert load_given(tmp_path / "cutline.toml").select == ("house-shouted",)


MISTAKES = {
    'selct = ["a"]': "selct: unknown key; did you mean select?; the keys here are browser, credit, fail_on, "
    "ignore, page_seconds, page_size_mib, profile, rules, rules_from, select, serve, site",
    'select = "house-shouted"': "select: a list of texts is expected, found a text",
    "select = [3]": "select[0]: a text is expected, found 3",
    'ignore = ["house-shoutd"]': 'ignore[0]: "house-shoutd" is not one of ',
    'profile = "nightly"': 'profile: "nightly" is not one of editor, ci, publish',
    'fail_on = "eror"': 'fail_on: "eror" is not one of error, warning, advice, never; did you mean error?',
    "fail_on = true": "fail_on: a text is expected, found true",
    "page_seconds = 0": "page_seconds: a number above 0 and up to 1000000 is expected, found 0",
    "page_seconds = nan": "page_seconds: a number above 0 and up to 1000000 is expected, found NaN",
    "page_size_mib = inf": "page_size_mib: a number above 0 and up to 1000000 is expected, found Infinity",
    "page_size_mib = 1e7": "page_size_mib: a number above 0 and up to 1000000 is expected, found 10000000.0",
    "page_size_mib = 1999-12-31": "page_size_mib: a number above 0 and up to 1000000 is expected, "
    "found a date or a time",
    'rules = "all"': "rules: a table is expected, found a text",
    "rules.house-shouted = 1": "rules.house-shouted: a table is expected, found a number",
    "[rules.house-shoutd]": "rules.house-shoutd: there is no rule of this name; did you mean house-shouted?",
    '[rules.house-shouted]\nseverity = "eror"': 'rules.house-shouted.severity: "eror" is not one of '
    "error, warning, advice; did you mean error?",
    "[rules.house-shouted]\nmarks = 1.5": "rules.house-shouted.marks: a whole number is expected, found 1.5",
    "[rules.house-shouted]\nmarks = true": "rules.house-shouted.marks: a whole number is expected, found true",
    "[rules.house-shouted]\nmark = 2": "rules.house-shouted.mark: unknown key; did you mean marks?; "
    "the keys here are marks, severity",
    "site = 1": "site: a list of tables is expected, as [[site]] makes it, found a number",
    '[site]\nhost = ["a"]': "site: a list of tables is expected, as [[site]] makes it, found a table",
    "site = [1]": "site[0]: a table is expected, found a number",
    '[[site]]\npicture = "img"': "site[0]: host or path is needed, to know which pages belong to this site",
    '[[site]]\nhost = ["a"]\n[[site]]\nhots = ["b"]': "site[1].hots: unknown key; did you mean host?; ",
    '[[site]]\nhost = "a"': "site[0].host: a list of texts is expected, found a text",
    '[[site]]\nhost = ["a"]\npicture = "img["': "site[0].picture: not a CSS selector: ",
    '[[site]]\nhost = ["a"]\ncredit_field = "yes"': "site[0].credit_field: true or false is expected, found a text",
    "credit = 1": "credit: a table is expected, found a number",
    "browser = 1": "browser: a table is expected, found a number",
    "[browser]\nviewprt = 1": "browser.viewprt: unknown key; did you mean viewport?; ",
    '[browser]\nviewport = "wide"': "browser.viewport: wide: use WIDTHxHEIGHT in CSS pixels, such as 390x844",
    '[browser]\nviewport = "٣x٣"': "browser.viewport: ٣x٣: use WIDTHxHEIGHT",
    '[browser]\ncolour_scheme = "drak"': 'browser.colour_scheme: "drak" is not one of light, dark, no-preference; '
    "did you mean dark?",
    '[browser]\nhide = "p"': "browser.hide: a list of texts is expected, found a text",
    '[browser]\nhide = ["p", "p["]': "browser.hide[1]: not a CSS selector: ",
    '[browser]\nallow_host = ["b.example", "b.example:80"]': "browser.allow_host[1]: 'b.example:80': give the bare "
    "host name, such as stage.example: no scheme, no port, no path",
    "[browser]\nsandbox = 0": "browser.sandbox: true or false is expected, found 0",
    "[credits]": "credits: unknown key; did you mean credit?",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_named_with_file_key_and_what_would_be_right(given, tmp_path, text):
    with pytest.raises(ConfigError) as caught:
        given(f"{OWN}{text}")
    assert str(caught.value).startswith(f"{tmp_path / 'cutline.toml'}: {MISTAKES[text]}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("select = [", "not valid TOML: "),
        (b"select = ['\xe9']", "not UTF-8 at byte 11"),
        ("a = " + "[" * 100_000, "not usable: nested too deeply"),
        ("rules_from = 3", "rules_from: a list of texts is expected, found 3"),
        ('rules_from = ["gone.py"]', "rules_from: "),
    ],
)
def test_a_file_that_is_no_configuration_says_why(given, tmp_path, text, said):
    with pytest.raises(ConfigError) as caught:
        given(text)
    assert str(caught.value).startswith(f"{tmp_path / 'cutline.toml'}: {said}")


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(ConfigError, match=r"gone\.toml: cannot be read: No such file or directory"):
        load_given(tmp_path / "gone.toml")


def test_the_nearest_file_upwards_is_found_and_its_own_name_goes_first(tmp_path):
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.cutline]\nfail_on = "never"')
    assert find(deep) == tmp_path / "pyproject.toml"
    assert load_found(deep) == Config(fail_on=None)
    (tmp_path / "cutline.toml").write_text('fail_on = "advice"')
    assert find(deep) == tmp_path / "cutline.toml"
    (tmp_path / "a" / "cutline.toml").write_text("")
    assert load_found(deep) == Config()


@pytest.mark.parametrize(
    "text", ["[tool.ruff]\nline-length = 120", '[project]\nname = "cutline"', "tool = 3 # cutline"]
)
def test_a_project_file_that_says_nothing_to_cutline_is_passed_by(tmp_path, text):
    (tmp_path / "a").mkdir()
    (tmp_path / "cutline.toml").write_text('fail_on = "never"')
    (tmp_path / "a" / "pyproject.toml").write_text(text)
    assert find(tmp_path / "a") == tmp_path / "cutline.toml"


def test_a_project_file_named_by_the_user_must_have_the_table(given):
    with pytest.raises(ConfigError, match=r"pyproject\.toml: there is no \[tool\.cutline\] in it"):
        given("[tool.ruff]", "pyproject.toml")
    with pytest.raises(ConfigError, match=r"tool\.cutline: a table is expected, found a number"):
        given("[tool]\ncutline = 3", "pyproject.toml")
    assert given("[tool.cutline]\nselect = []", "pyproject.toml") == Config()


def test_python_is_never_loaded_because_a_file_lay_there(tmp_path):
    (tmp_path / "evil.py").write_text("raise SystemExit('loaded')")
    (tmp_path / "cutline.toml").write_text('rules_from = ["evil.py"]')
    with pytest.raises(ConfigError) as caught:
        load_found(tmp_path)
    file = tmp_path / "cutline.toml"
    assert str(caught.value) == (
        f"{file}: rules_from: a file that was merely found may not load Python; "
        f"if you trust it, name it with --config {file}"
    )


def test_the_browser_s_table_is_read_and_its_files_stand_beside_the_configuration(given, tmp_path):
    table = """
        [browser]
        path = "chromium"
        axe_script = "/opt/axe.js"
        viewport = "390x844"
        colour_scheme = "dark"
        storage_state = "state.json"
        hide = ["#consent"]
        allow_host = ["*.cdn.example"]
        sandbox = false
    """
    assert given(table).browser == Browsing(
        path=str(tmp_path / "chromium"),
        axe_script="/opt/axe.js",
        viewport=Viewport(390, 844),
        colour_scheme="dark",
        storage_state=str(tmp_path / "state.json"),
        hide=("#consent",),
        allow_host=("*.cdn.example",),
        sandbox=False,
    )


@pytest.mark.parametrize("name", TRUSTED)
def test_a_file_that_was_merely_found_runs_no_browser_of_its_own_and_opens_no_host(tmp_path, name):
    file = tmp_path / "cutline.toml"
    values = {"allow_host": '["10.0.0.1"]', "sandbox": "false"}
    file.write_text(f"[browser]\n{name} = {values.get(name, chr(34) + 'evil' + chr(34))}")
    with pytest.raises(ConfigError) as caught:
        load_found(tmp_path)
    assert str(caught.value) == (
        f"{file}: browser.{name}: a file that was merely found may not decide this; "
        f"if you trust it, name it with --config {file}"
    )


def test_a_file_that_was_merely_found_may_say_how_pages_look(tmp_path):
    (tmp_path / "cutline.toml").write_text('[browser]\nhide = ["#consent"]\nviewport = "390x844"')
    assert load_found(tmp_path).browser == Browsing(hide=("#consent",), viewport=Viewport(390, 844))


def test_a_link_that_leads_nowhere_is_no_missing_configuration(tmp_path):
    (tmp_path / "cutline.toml").symlink_to("house/cutline.toml")
    (tmp_path / "pages").mkdir()
    with pytest.raises(ConfigError) as caught:
        load_found(tmp_path / "pages")
    assert str(caught.value) == f"{tmp_path / 'cutline.toml'}: cannot be read: this link leads nowhere"


def test_a_folder_with_the_name_of_a_configuration_is_none(tmp_path):
    (tmp_path / "cutline.toml").mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        load_found(tmp_path)
