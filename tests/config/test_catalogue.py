"""Rules from outside: installed by entry point, or from a file; a bad one is refused by name."""

import sys

import pytest

from cutline.config.catalogue import catalogue, installed
from cutline.config.schema import ConfigError

GOOD = """
from cutline import Rule

class Hush(Rule):
    id = "{id}"
    title = "Quiet"
    why = "Because."
    messages = {{"quiet": "too quiet"}}
    examples = ()
"""


@pytest.fixture
def rule_file(tmp_path):
    """Write a Python file and give its path."""

    def rule_file(text, name="own.py"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return str(file)

    return rule_file


@pytest.fixture(autouse=True)
def _fresh():
    installed.cache_clear()
    yield
    installed.cache_clear()
    catalogue.cache_clear()


def test_a_file_adds_its_rules_and_keeps_the_order_of_ids(rule_file):
    ids = [
        rule.id
        for rule in catalogue((rule_file(GOOD.format(id="zz-hush")), rule_file(GOOD.format(id="aa-hush"), "b.py")))
    ]
    assert ids == sorted(ids)
    assert {"aa-hush", "zz-hush"} <= set(ids)


def test_a_rule_imported_from_elsewhere_is_not_a_rule_of_the_file(rule_file):
    text = "from cutline import Rule\n" + GOOD.format(id="zz-hush")
    assert sum(rule.id == "zz-hush" for rule in catalogue((rule_file(text),))) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import nowhere_at_all", "ModuleNotFoundError: No module named 'nowhere_at_all'"),
        ("def (", "SyntaxError: "),
        ("x = 1", "there is no rule in it; a rule is a class made from cutline.Rule"),
        ("from cutline import Rule\nclass A(Rule):\n    id = 'a'\n    why = 'w'\n", "rule A lacks title, messages"),
    ],
)
def test_a_file_without_a_usable_rule_is_refused(rule_file, text, said):
    path = rule_file(text)
    with pytest.raises(ConfigError) as caught:
        catalogue((path,))
    assert str(caught.value).startswith(f"rules_from: {path}: {said}")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="there is no Python file here"):
        catalogue((str(tmp_path / "gone.py"),))
    with pytest.raises(ConfigError, match="there is no Python file here"):
        catalogue((str(tmp_path),))


def test_two_rules_of_one_name_are_refused(rule_file):
    files = (rule_file(GOOD.format(id="zz-hush")), rule_file(GOOD.format(id="zz-hush"), "b.py"))
    with pytest.raises(ConfigError, match="two rules are called zz-hush"):
        catalogue(files)


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Install a package that offers something by entry point."""

    def package(text, offers):
        (tmp_path / "newsroom_rules.py").write_text(text, encoding="utf-8")
        info = tmp_path / "newsroom_rules-1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: newsroom-rules\nVersion: 1\n")
        (info / "entry_points.txt").write_text(f"[cutline.rules]\n{offers}\n")
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.delitem(sys.modules, "newsroom_rules", raising=False)

    yield package
    sys.modules.pop("newsroom_rules", None)


@pytest.mark.parametrize("offers", ["all = newsroom_rules", "hush = newsroom_rules:Hush"])
def test_an_installed_package_adds_its_rules(package, offers):
    package(GOOD.format(id="zz-installed"), offers)
    assert [rule.id for rule in installed()] == ["zz-installed"]
    catalogue.cache_clear()
    assert "zz-installed" in {rule.id for rule in catalogue()}


@pytest.mark.parametrize(
    ("offers", "said"),
    [
        ("hush = newsroom_rules:Gone", "entry point hush = newsroom_rules:Gone: AttributeError: "),
        ("hush = newsroom_rules:print", "entry point hush = newsroom_rules:print: "),
        ("hush = newsroom_gone", "entry point hush = newsroom_gone: ModuleNotFoundError: "),
    ],
)
def test_a_package_with_a_broken_offer_is_refused_by_name(package, offers, said):
    package(GOOD.format(id="zz-installed") + "\nprint = print\n", offers)
    with pytest.raises(ConfigError) as caught:
        installed()
    assert str(caught.value).startswith(said)


def test_without_such_a_package_there_is_nothing():
    assert installed() == ()
