"""What agencies write for editors, and the same words in descriptions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.text.data import table
from cutline.text.wire import Kind, wire_words, without


@pytest.mark.parametrize(
    ("text", "kinds", "rest"),
    [
        ("DORVAN, LUSATIA - JANUARY 30 : Families wait", [Kind.DATELINE], "Families wait"),
        ("DORVAN, LUSATIA - JANUARY 30, 2021: Families wait", [Kind.DATELINE], "Families wait"),
        ("DORVAN - 30 JANUARY: Families wait", [Kind.DATELINE], "Families wait"),
        ("DORVAN, Lusatia (AP) — Families wait", [Kind.DATELINE], "Families wait"),
        ("FILE - A ferry leaves", [Kind.LABEL], "A ferry leaves"),
        ("FILE PHOTO: A ferry leaves", [Kind.LABEL], "A ferry leaves"),
        ("(FILES) A ferry leaves", [Kind.LABEL], "A ferry leaves"),
        ("TOPSHOT - A gull lands", [Kind.LABEL], "A gull lands"),
        ("ARCHIV - A ferry leaves", [Kind.LABEL], "A ferry leaves"),
        ("FILE - In this May 3, 2019, file photo, a ferry leaves", [Kind.LABEL, Kind.LABEL], "a ferry leaves"),
        ("(FILES) In this file photo taken on May 3, 2019, a ferry leaves", [Kind.LABEL, Kind.LABEL], "a ferry leaves"),
        ("A ferry leaves. (Ina Roth/AP) ** FILE **", [Kind.LABEL], "A ferry leaves. (Ina Roth/AP)"),
        (
            "They wait. Picture taken May 30, 2021. Ina Roth/Reuters",
            [Kind.DATE_TAKEN],
            "They wait. Ina Roth/Reuters",
        ),
        ("Families wait. Picture taken Jan. 30, 2021.", [Kind.DATE_TAKEN], "Families wait."),
        ("Families wait. Picture taken with a drone.", [Kind.DATE_TAKEN], "Families wait."),
        ("Families wait. Photo taken on March 3, 2021.", [Kind.DATE_TAKEN], "Families wait."),
        ("Families wait. EDITORIAL USE ONLY, NO RESALES.", [Kind.NOTICE], "Families wait."),
        ("Families wait. MANDATORY CREDIT - NO ARCHIVES Getty", [Kind.NOTICE], "Families wait. Getty"),
        ("(EDITORIAL USE ONLY - see terms) Families wait", [Kind.NOTICE], "Families wait"),
        ("Families wait. RTX4Q81B", [Kind.NUMBER], "Families wait."),
        ("epa09712345 Families wait", [Kind.NUMBER], "Families wait"),
        ("LUSATIA-CONFLICT-DISPLACED", [Kind.SLUG], ""),
        ("STORM-DORVAN-FUEL/PIX", [Kind.SLUG], ""),
    ],
)
def test_wire_words_are_found_and_taken_out(text: str, kinds: list[Kind], rest: str) -> None:
    found = wire_words(text)
    assert ([stretch.kind for stretch in found], without(text, found)) == (kinds, rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "Families wait beside a truck",
        "DORVAN - the town under snow",
        "A sign reads FILES on a shelf",
        "Filed: a stack of tax forms",
        "MARCH 3: the poster of a party",
        "NASA/JPL-CALTECH",
        "Jean-Luc",
        "COVID-19",
        "Image taken from below through a glass table",
        "A man holds an archive photo of the bridge, which fell",
        "Combination locks on a fence",
        "An RTX card in a computer",
        "A notice: no resale of tickets",
    ],
)
def test_descriptions_are_left_alone(text: str) -> None:
    assert wire_words(text) == ()


@given(st.text(alphabet="FILE - APJANURY30:,.()*epa0123456789 \nq", max_size=60))
@settings(max_examples=150, deadline=None)
def test_stretches_lie_in_the_text_in_order(text: str) -> None:
    found = wire_words(text)
    assert all(0 <= stretch.start < stretch.end <= len(text) for stretch in found)
    assert [stretch.start for stretch in found] == sorted(stretch.start for stretch in found)
    assert isinstance(without(text, found), str)


@pytest.mark.parametrize(
    "unit", ["A", "FILE - ", "(", "IN ", "RTX", "Picture taken ", "In this ", "-A", "NO ARCHIVES ", " ", "\ud800"]
)
def test_a_megabyte_of_anything_is_read(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert all(stretch.end <= len(text) for stretch in wire_words(text))


def test_every_word_of_the_tables_is_found() -> None:
    data = table("wire")
    texts = {
        *(f"{label} - A ferry leaves" for label in data["opening_labels"]),
        *(
            f"{opening} May 3, 2019, {age}, a ferry leaves"
            for opening in data["age_openings"]
            for age in data["age_words"]
        ),
        *(f"DORVAN, LUSATIA - {month} 30: A ferry leaves" for month in data["months"]),
        *(f"DORVAN, Lusatia ({agency}) — A ferry leaves" for agency in data["dateline_agencies"]),
        *(f"A ferry leaves. {said} May 3." for said in (*data["closing_sentences"], *data["dated_sentences"])),
        *(f"A ferry leaves. {notice}" for notice in data["notices"]),
        *(f"A ferry leaves. ** {label} **" for label in data["closing_labels"]),
        *(f"A ferry leaves. {prefix}4Q81B" for prefix in data["coded_prefixes"]),
        *(f"A ferry leaves. {prefix}20304050" for prefix in data["numbered_prefixes"]),
    }
    assert [text for text in sorted(texts) if len(wire_words(text)) != 1] == []
