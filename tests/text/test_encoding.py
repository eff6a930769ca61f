"""Damage that programs do to text is recognised and undone; intact text of any language is left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.text.encoding import Damage, Kind, find_damage


def misread(text: str, alphabet: str = "cp1252") -> str:
    """Read a text's UTF-8 as a browser reads a page that names the wrong alphabet."""
    return "".join(decoded(byte, alphabet) for byte in text.encode())


def decoded(byte: int, alphabet: str) -> str:
    try:
        return bytes([byte]).decode(alphabet)
    except UnicodeDecodeError:
        return chr(byte)


@pytest.mark.parametrize(
    ("damaged", "sample", "repaired"),
    [
        ("The sign says &quot;Open&quot;", "&quot;", 'The sign says "Open"'),
        ("The baker&#039;s shop", "&#039;", "The baker's shop"),
        ("Ode &amp;amp; Sons", "&amp;amp;", "Ode & Sons"),
        ("Stra&szlig;e at night", "&szlig;", "Straße at night"),
        ("The caf\\u00e9 at night", "\\u00e9", "The café at night"),
        ("It\\'s late", "\\'", "It's late"),
        ("The <em>Aldra</em> sails", "<em>", "The Aldra sails"),
        ("First line<br />second line", "<br />", "First line second line"),
    ],
)
def test_code_in_a_text_is_taken_out(damaged: str, sample: str, repaired: str) -> None:
    assert find_damage(damaged) == Damage(Kind.ESCAPED, sample, repaired)


@pytest.mark.parametrize("alphabet", ["cp1252", "cp1250"])
@pytest.mark.parametrize(
    "text",
    [
        "The café’s last guests",
        "Élan is a boat",
        "Crowds in Łódź wave",
        "30°C in the shade",
        "© Ina Roth",
        "Zürich – the bridge",
        "Αθήνα at dawn",
        "Гости из Велмара",
        "القاهرة at night",
        "東京の夜の橋",
        "😀 fans cheer",
        "«Ça va», says a sign",
    ],
)
def test_a_misread_alphabet_is_read_again(text: str, alphabet: str) -> None:
    found = find_damage(misread(text, alphabet))
    assert found is not None
    assert (found.kind, found.repaired) == (Kind.MISREAD, text)


def test_russian_misread_as_windows_1251_is_read_again() -> None:
    found = find_damage(misread("Гости из Велмара", "cp1251"))
    assert found is not None
    assert (found.kind, found.repaired) == (Kind.MISREAD, "Гости из Велмара")


def test_two_layers_of_misreading_are_undone() -> None:
    found = find_damage(misread(misread("The café’s guests")))
    assert found is not None
    assert found.repaired == "The café’s guests"


def test_windows_quotes_read_as_control_characters_are_read_again() -> None:
    assert find_damage("The baker\x92s shop") == Damage(Kind.MISREAD, "\x92", "The baker’s shop")


def test_lost_letters_stay_lost() -> None:
    assert find_damage("The caf\ufffd\ufffd") == Damage(Kind.LOST, "\ufffd\ufffd", None)


def test_code_beside_lost_letters_cannot_be_undone_alone() -> None:
    assert find_damage("&quot;caf\ufffd&quot;") == Damage(Kind.ESCAPED, "&quot;", None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "AT&T, M&S and a & b; then c",
        "3 < 5 > 2 and <3",
        "C:\\users\\new",
        "O cartaz diz “AMANHÔ",
        "O cartaz diz «AMANHû",
        "Viel Spaß” und Fuß…",
        "Das Schild: „CHEFÄ“",
        "МІЛІЦІЯ НА ПЛОЩІ",
        "Skylten säger ”gå på”…",
        "På øen “Ø”",
        "Tiếng Việt: ĐÂ” và “Ô”",
        "naïve façade, cœur, smörgåsbord",
        "Türkiye’de İstanbul’un “Ç” harfi",
        "ÂÂÂ ÃÃÃ",
        "\ud83d lone surrogate é",
        "\u202eright to left\u202c",
    ],
)
def test_intact_text_is_left_alone(text: str) -> None:
    assert find_damage(text) is None


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_an_answer_and_a_repair_that_is_stable(text: str) -> None:
    found = find_damage(text)
    if found is not None:
        assert found.sample
        assert found.sample in text


@given(st.sampled_from(["cp1252", "cp1250"]), st.lists(st.sampled_from("aeést’ñ üß–łżą"), min_size=1, max_size=12))
@settings(max_examples=100, deadline=None)
def test_a_misread_text_never_gets_longer(alphabet: str, letters: list[str]) -> None:
    damaged = misread("".join(letters), alphabet)
    found = find_damage(damaged)
    if found is not None and found.repaired is not None:
        assert len(found.repaired) <= len(damaged)


@pytest.mark.parametrize("unit", ["Ã©", "&", "<p ", "\\", "&amp;", "Ð", "ãã", " ", "\ufffd", "â€"])
def test_a_megabyte_of_anything_is_read(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    found = find_damage(text)
    assert found is None or found.sample in text
