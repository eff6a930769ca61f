import sys
import zlib
from math import isclose
from pathlib import Path

import pytest

from cutline.text import frequencies as room
from cutline.text.frequencies import Frequencies, frequencies, spelled_as_listed

WORDS = ["bridge", "bridges", "brief", "the"]
LEVELS = bytes([96, 112, 100, 40])


def test_a_share_is_read_from_its_level() -> None:
    table = Frequencies(WORDS, LEVELS)
    assert (isclose(table.share("bridge"), 10**-3), table.share("bri"), table.share("")) == (True, 0.0, 0.0)


def test_a_fragment_is_weighed_against_the_longer_words() -> None:
    found = Frequencies(WORDS, LEVELS).continuation("bridge")
    assert found is not None
    assert (found.longer, isclose(found.mass, -0.5)) == ("bridges", True)


def test_a_fragment_that_is_no_word_weighs_more_than_one_that_is() -> None:
    table = Frequencies(WORDS, LEVELS)
    fragment, word = table.continuation("brid"), table.continuation("bridge")
    assert fragment is not None
    assert word is not None
    assert (fragment.longer, fragment.mass > word.mass) == ("bridge", True)


def test_the_commonest_longer_word_is_named() -> None:
    found = Frequencies(WORDS, LEVELS).continuation("bri")
    assert found is not None
    assert found.longer == "bridge"


def test_a_word_without_a_longer_one_has_no_continuation() -> None:
    assert [Frequencies(WORDS, LEVELS).continuation(word) for word in ("the", "zebra")] == [None, None]


def test_an_empty_table_answers_nothing() -> None:
    table = Frequencies([], b"")
    assert (table.share("the"), table.continuation("th")) == (0.0, None)


def test_a_language_without_a_table_is_answered_by_none() -> None:
    assert [frequencies("xx"), frequencies("ja"), frequencies(None)] == [None, None, None]


@pytest.mark.parametrize(
    ("word", "language", "spelled"),
    [
        ("Straße", "de", "strasse"),
        ("ISPARTA", "tr", "ısparta"),
        ("İzmir", "tr", "izmir"),
        ("Београд", "sr", "beograd"),
        ("Њујорк", "bs", "njujork"),
        ("Москва", "ru", "москва"),
    ],
)
def test_words_are_spelled_as_the_tables_spell_them(word: str, language: str, spelled: str) -> None:
    assert spelled_as_listed(word, language) == spelled


def test_every_built_table_is_sorted_and_complete() -> None:
    for language in ("en", "de", "hi", "sr", "no"):
        table = frequencies(language)
        if table is None:
            pytest.skip("the tables are made when the package is built: python tools/build_tables.py")
        assert table._words == sorted(table._words)
        assert len(table._words) == 20_000


@pytest.mark.parametrize("damage", [b"", b"not zlib", zlib.compress(b"a\nb\n\x00\x01"), zlib.compress(b"\xff\n\0a")])
def test_a_damaged_table_is_no_table(damage: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "frequencies").mkdir()
    (tmp_path / "frequencies" / "en.zlib").write_bytes(damage)
    monkeypatch.setattr(room, "packed", lambda name: (tmp_path / name).read_bytes())
    room._load.cache_clear()
    try:
        assert frequencies("en") is None
    finally:
        room._load.cache_clear()


def test_a_table_reads_back_what_was_encoded(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("setuptools")
    monkeypatch.syspath_prepend(str(root / "tools"))
    encode = __import__("build_tables").encode
    (tmp_path / "frequencies").mkdir()
    (tmp_path / "frequencies" / "en.zlib").write_bytes(encode({"bridge": 1e-4, "the": 0.05, "b2b": 0.1}))
    monkeypatch.setattr(room, "packed", lambda name: (tmp_path / name).read_bytes())
    room._load.cache_clear()
    try:
        table = frequencies("en")
        assert table is not None
        assert [round(table.share(word), 5) for word in ("bridge", "the", "b2b")] == [0.0001, 0.04870, 0.0]
    finally:
        room._load.cache_clear()
        sys.modules.pop("build_tables", None)
