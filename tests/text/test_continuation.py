import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.model.finding import Evidence
from cutline.text.continuation import ContinuationIndex, judge_continuation
from cutline.text.truncation import Truncation, TruncationGrade

FULL = "A ferry crosses the sound at dusk while fishermen wait for the tide. (Photo: Ana Torvald)"


def grade(text: str, fuller: str) -> TruncationGrade | None:
    verdict = judge_continuation(text, fuller, lang="en")
    return verdict.grade if verdict else None


def test_a_word_that_the_caption_finishes_is_proof() -> None:
    assert judge_continuation("A ferry crosses the sound at dus", FULL, lang="en") == Truncation(
        truncated=True,
        grade=TruncationGrade.PROVEN,
        evidence=(Evidence("full text on the page", "“the sound at dusk while fishermen wait for …”"),),
    )


def test_a_mark_of_a_cut_and_the_words_it_hides_are_proof() -> None:
    assert grade("A ferry crosses the sound…", FULL) is TruncationGrade.PROVEN


def test_a_sentence_that_runs_on_is_strong() -> None:
    assert grade("A ferry crosses the sound at dusk", FULL) is TruncationGrade.STRONG


def test_a_longer_form_of_the_last_word_is_no_proof() -> None:
    assert grade("A fisherman waits with his dog", "A fisherman waits with his dogs") is not TruncationGrade.PROVEN


@pytest.mark.parametrize(
    ("text", "fuller"),
    [
        ("A ferry crosses the sound at dusk", "A ferry crosses the sound at dusk. (Photo: Ana Torvald)"),
        ("A ferry crosses the sound at dusk", "A ferry crosses the sound at dusk Photo: Ana Torvald/AFP"),
        ("A ferry crosses the sound at dusk", "A ferry crosses the sound at dusk."),
        ("A ferry crosses the sound at dusk", "A ferry crosses the sound at dusk … Read more"),
        ("A ferry crosses the sound.", "A ferry crosses the sound. the crew waves to the crowd on the quay"),
        ("A ferry crosses the sound", "A ferry crosses the sound at dusk"),
        ("Paris", "Parisians on the river bank in the evening"),
        ("A ferry", "Another ferry crosses the sound"),
        ("", FULL),
        (FULL, FULL),
        (FULL, ""),
    ],
)
def test_a_caption_that_adds_no_words_of_the_sentence_shows_no_cut(text: str, fuller: str) -> None:
    assert judge_continuation(text, fuller, lang="en") is None


def test_the_fuller_text_is_found_among_a_pages_texts() -> None:
    index = ContinuationIndex(["A harbour", FULL, "Zebra crossing", "A ferry crosses the sound at dus…"])
    assert list(index.fuller("A ferry crosses the sound at dus…")) == [FULL]


def test_the_index_gives_the_surest_verdict() -> None:
    index = ContinuationIndex(["A ferry crosses the sound at dusk. Photo: Ana Torvald/AFP", FULL])
    verdict = index.judge("A ferry crosses the sound at dus", lang="en")
    assert verdict is not None
    assert verdict.grade is TruncationGrade.PROVEN


def test_a_text_is_not_its_own_fuller_text() -> None:
    assert ContinuationIndex([FULL, FULL]).judge(FULL) is None


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=100)
def test_any_two_texts_get_a_verdict_or_none(text: str, more: str) -> None:
    verdict = judge_continuation(text, text + more)
    assert verdict is None or verdict.truncated


def test_a_mark_behind_a_few_letters_leads_nowhere() -> None:
    assert list(ContinuationIndex(["Ab…", "Abbey"]).fuller("Ab…")) == []
    assert list(ContinuationIndex(["Abbeys…", "Abbeys and ferries"]).fuller("Abbeys…")) == ["Abbeys and ferries"]
