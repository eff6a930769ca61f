import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.text.language import function_words, guess_language, language_of, normalise_language, script_of

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"),
        ("en-US", "en"),
        ("EN_gb", "en"),
        ("nb", "no"),
        ("nn-NO", "no"),
        ("sr-Latn-RS", "sr"),
        ("deu", "de"),
        ("iw", "he"),
        ("xx", "xx"),
        (" fr ", "fr"),
        ("und", None),
        ("mul", None),
        ("english", None),
        ("", None),
        (None, None),
    ],
)
def test_a_tag_is_reduced_to_the_code_of_the_word_lists(tag: str | None, code: str | None) -> None:
    assert normalise_language(tag) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Two children look at the lights of the harbour from a boat", "en"),
        ("Der Bürgermeister und die Feuerwehr stehen vor dem alten Rathaus", "de"),
        ("Les pompiers et la police devant la gare de la ville", "fr"),
        ("Los vecinos de la plaza y el alcalde con las llaves del puente", "es"),
        ("Il sindaco con gli operai della fabbrica sulla piazza del paese", "it"),
        ("Os moradores não saíram da praça em que está a estação", "pt"),
        ("De burgemeester en het koor staan op de brug van de oude stad", "nl"),
        ("Burmistrz się nie zgodził, że most został zamknięty przez wodę", "pl"),
        ("Пожарные и жители города, которые были на площади", "ru"),
        ("Мешканці міста, які були на площі під час свята", "uk"),
        ("فريق الإنقاذ في موقع الحادث مع السكان الذين خرجوا من البيت", "ar"),
        ("شهردار با مردم در میدان شهر گفتگو می کند", "fa"),
        ("दमकल कर्मी शहर के बाजार में आग बुझाते हुए", "hi"),
        ("市長が港で記者会見を開いた", "ja"),
        ("市长在港口举行记者会", "zh"),
        ("시장이 항구에서 기자 회견을 열었다", "ko"),
        ("Пожежа", None),
        ("Kilo 47", None),
        ("12:30", None),
        ("", None),
    ],
)
def test_a_language_is_guessed_from_function_words_and_letters(text: str, code: str | None) -> None:
    assert guess_language(text) == code


def test_the_declared_language_is_believed() -> None:
    assert language_of("Die neue Brücke über den Fluss", "en") == "en"


def test_a_declared_language_that_is_written_otherwise_is_not_believed() -> None:
    assert language_of("Пожарные и жители города, которые были на площади", "en") == "ru"


def test_serbian_is_believed_in_both_of_its_scripts() -> None:
    assert [language_of(text, "sr") for text in ("Gradonačelnik otvara most", "Градоначелник отвара мост")] == [
        "sr"
    ] * 2


def test_a_text_without_letters_keeps_the_declared_language() -> None:
    assert language_of("2024 – 12/3", "ru") == "ru"


def test_kana_decide_between_japanese_and_chinese() -> None:
    assert [script_of("東京都知事の会見"), script_of("東京都知事會見")] == ["kana", "han"]


def test_function_words_are_told_by_what_may_stand_behind_them() -> None:
    german = function_words("de")
    assert ("und" in german.never, "vor" in german.particles, "ist" in german.seldom, "neue" in german.before) == (
        True,
        True,
        True,
        True,
    )


def test_a_language_without_lists_has_no_function_words() -> None:
    assert function_words("xx") == function_words(None)


@given(ANY_TEXT)
@settings(max_examples=100)
def test_any_text_gets_a_guess_or_none(text: str) -> None:
    guess = guess_language(text)
    assert guess is None or normalise_language(guess) == guess
