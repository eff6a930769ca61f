"""The word tables: consistent with themselves, and read as the credit and page floors need them."""

import pytest

from cutline.text.lexicon import House, interface, letters, notices, read, spelling, vocabulary


def test_no_spelling_belongs_to_two_agencies():
    owners = {}
    for canonical, aliases in read("agencies")["agencies"].items():
        for alias in {spelling(name) for name in (canonical, *aliases)}:
            assert owners.setdefault(alias, canonical) == canonical


def test_exact_spellings_belong_to_one_listed_agency_each():
    owners = {}
    for canonical, aliases in read("agencies")["exact"].items():
        assert canonical in read("agencies")["agencies"]
        for alias in aliases:
            assert owners.setdefault(alias, canonical) == canonical


def test_every_agency_of_a_kind_is_a_listed_one():
    kinds = {name for names in read("agencies")["kinds"].values() for name in names}
    assert kinds - set(read("agencies")["agencies"]) == set()


def test_no_alias_holds_a_separator_that_would_cut_it():
    aliases = [alias for aliases in read("agencies")["agencies"].values() for alias in aliases]
    assert [alias for alias in aliases if "/" in alias or "|" in alias or " via " in alias] == []


@pytest.mark.parametrize("table", ["words", "native"])
def test_labels_are_written_in_small_letters(table):
    labels = [label for group in read("credit_labels")[table].values() for label in group]
    assert [label for label in labels if label != label.lower()] == []


def test_role_words_are_written_in_small_letters_and_mean_one_role():
    owners = {}
    for role, words in read("credit_labels")["roles"].items():
        for word in words:
            assert word == word.casefold()
            assert owners.setdefault(word, role) == role


def test_one_house_has_one_vocabulary():
    house = House(labels=("Pic",))
    assert vocabulary(house) is vocabulary(House(labels=("Pic",)))
    assert vocabulary(house) is not vocabulary()


def test_a_language_without_labels_of_its_own_shares_the_tables():
    assert vocabulary(lang="en-GB") is vocabulary(lang="de") is vocabulary()
    assert vocabulary(lang="ca-ES") is not vocabulary()


@pytest.mark.parametrize(
    "text", ["Read more >", "hide caption", "1/6", "3 of 12", "Photo 2 von 9", "Visa mer", " … ", ""]
)
def test_words_of_the_page_are_told_from_captions(text):
    assert interface().is_control(text)


@pytest.mark.parametrize("text", ["The ferry leaves", "9/11 memorial", "More than a ferry"])
def test_captions_are_told_from_words_of_the_page(text):
    assert not interface().is_control(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("The ferry leaves. Read more", "The ferry leaves."),
        ("Foto: Ida Brandt/APVisa mer", "Foto: Ida Brandt/AP"),
        ("(AP Photo/Ida Brandt) more >", "(AP Photo/Ida Brandt)"),
        ("She wants more", "She wants more"),
        ("The ferry", "The ferry"),
    ],
)
def test_a_button_at_the_end_is_dropped_and_a_sentence_is_not(text, rest):
    assert interface().without_trailing_control(text) == rest


def test_every_notice_of_rights_holds_one_of_the_words_that_tell_of_it():
    said = read("credit_labels")["notices"]["rights"]
    assert [notice for notice in said if notices().tell_tales.isdisjoint(letters(f"({notice.upper()})"))] == []
    assert [notice for notice in said if not notices().pattern.fullmatch(notice)] == []


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  Nord‐Foto_Bild ", "nord foto bild"),
        ("ＮＯＲＤＦＯＴＯ", "nordfoto"),
        ("Nordfoto.de", "nordfoto"),
        ("“Nord\u00a0– Foto”.", "“nord foto”"),
        ("- .", ""),
    ],
)
def test_hyphens_spaces_width_case_and_the_end_of_a_site_fold_away(written, folded):
    assert spelling(written) == folded


def test_every_control_of_a_page_is_taken_off_behind_a_caption():
    said = [word for words in read("interface")["controls"].values() for word in words if len(word.split()) <= 5]
    kept = [word for word in said if interface().without_trailing_control(f"A ferry. {word}") != "A ferry."]
    assert [word for word in kept if len(word) < 50] == []


@pytest.mark.parametrize("site", ["alamy.com", "Keystone.ch", "ritzau.dk", "reuters.co.uk", "Reuters.com.au"])
def test_an_agencys_site_is_the_agency(site: str) -> None:
    assert vocabulary().agencies.canonical(site) in {"Alamy", "Keystone", "Ritzau Scanpix", "Reuters"}


def test_a_site_of_the_same_first_letters_is_no_agency() -> None:
    assert [vocabulary().agencies.canonical(site) for site in ("alamy.example", "reuters.com.example")] == [None, None]
