import pytest

from cutline.model.page import Credit, Grade
from cutline.text import credit_reader
from cutline.text.credit import parse_credit
from cutline.text.credit_reader import CreditReader

CAPTION = "A ferry leaves the quay at Aldery. (Maud Lind/AFP)"


def test_a_reader_finds_what_is_found_in_the_text_alone() -> None:
    assert CreditReader("en").find(CAPTION) == parse_credit(CAPTION, lang="en")


def test_a_text_and_its_credit_are_parted() -> None:
    assert CreditReader().split(CAPTION) == ("A ferry leaves the quay at Aldery.", parse_credit(CAPTION))


def test_what_a_page_calls_a_credit_is_one_though_no_form_fits_it() -> None:
    assert CreditReader().find("***") is None
    assert CreditReader().field("***") == Credit("***", 0, form="field", grade=Grade.LIKELY)


def test_a_credit_that_all_photos_share_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[tuple[str, bool]] = []

    def parse(text: str, *, field: bool, **_: object) -> Credit:
        read.append((text, field))
        return Credit(text, 0)

    monkeypatch.setattr(credit_reader, "parse_credit", parse)
    reader = CreditReader()
    found = [reader.field("AFP"), reader.field("AFP"), reader.find("AFP"), reader.find("AFP")]
    assert found == [Credit("AFP", 0)] * 4
    assert read == [("AFP", True), ("AFP", False)]
