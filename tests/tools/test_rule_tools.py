"""The tools that make a rule's file and a rule's page."""

from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from cutline.rules import registry, rules_in
from cutline.rules.base import Bad
from cutline.rules.trial import fits

Tool = Callable[[str], ModuleType]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "rules" / "images").mkdir(parents=True)
    (tmp_path / "rules" / "images" / "__init__.py").touch()
    return tmp_path


def test_a_new_rule_has_its_shape_and_examples_that_fail(tool: Tool, checkout: Path) -> None:
    assert tool("new_rule").main(["images", "alt-sung", "--root", str(checkout)]) == 0
    path = checkout / "rules" / "images" / "alt_sung.py"
    spec = spec_from_file_location("alt_sung", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    (written,) = rules_in(module)
    rule = written()
    assert (rule.id, rule.title) == ("alt-sung", "Alt sung")
    assert [fits(rule, example) for example in rule.examples] == [
        not isinstance(example, Bad) for example in rule.examples
    ]
    assert all(len(line) <= 120 for line in path.read_text().splitlines())


def test_a_rule_is_not_written_over(tool: Tool, checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tool("new_rule").main(["images", "alt-sung", "--root", str(checkout)])
    assert tool("new_rule").main(["images", "alt-sung", "--root", str(checkout)]) == 1
    assert "is there already" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["alt", "AltSung", "alt_sung", "alt--sung", "../alt-sung", ""])
def test_a_bad_id_is_refused(tool: Tool, checkout: Path, name: str) -> None:
    assert tool("new_rule").main(["images", name, "--root", str(checkout)]) == 1
    assert [path.name for path in (checkout / "rules" / "images").iterdir()] == ["__init__.py"]


def test_an_unknown_area_is_refused(tool: Tool, checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool("new_rule").main(["image", "alt-sung", "--root", str(checkout)]) == 1
    assert capsys.readouterr().err == "image: there is no such area; use one of images\n"


def test_the_pages_of_the_rules_are_current(tool: Tool) -> None:
    assert tool("build_docs").main(["--check"]) == 0


def test_pages_are_written_and_pages_of_old_rules_are_removed(tool: Tool, tmp_path: Path) -> None:
    build = tool("build_docs")
    old = tmp_path / "docs" / "rules" / "alt-sung.md"
    old.parent.mkdir(parents=True)
    old.touch()
    assert build.main(["--check", "--root", str(tmp_path)]) == 1
    assert build.main(["--root", str(tmp_path)]) == 0
    assert build.main(["--check", "--root", str(tmp_path)]) == 0
    assert not old.exists()
    assert {path.stem for path in old.parent.iterdir()} == {"index", *(rule.id for rule in registry())}


def test_every_page_has_the_same_headings(tool: Tool) -> None:
    for rule in registry():
        lines = list(tool("build_docs").page(rule))
        assert [line for line in lines if line.startswith("## ")] == ["## Examples", "## Options", "## References"]
        assert lines[0] == f"# {rule.id}"
