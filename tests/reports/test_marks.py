from hypothesis import given
from hypothesis import strategies as st

from cutline.model.finding import Evidence, Finding, Location
from cutline.model.page import Credit
from cutline.model.run import Photo
from cutline.model.severity import Severity
from cutline.reports.marks import SHOWN, Stretch, Wording, wordings

ALT = "Two anglers wait on the frozen lake. The thermometer at the jetty showed"


def photo(alt: str | None = ALT, caption: str | None = "An angler's winter.", credit: str | None = None) -> Photo:
    return Photo(0, "lake.jpg", alt, alt or "", caption, Credit(credit, 0) if credit else None, Location())


def finding(rule: str, *evidence: tuple[str, str], **data: str | int) -> Finding:
    facts = tuple(Evidence(label, value) for label, value in evidence)
    return Finding(rule, Severity.ERROR, "m", data, Location(), "", "lake.jpg", facts, picture=0)


def stretches(rule: str, *evidence: tuple[str, str], **data: str | int) -> tuple[Stretch, ...]:
    return wordings(photo(), [finding(rule, *evidence, **data)])[0].stretches


def test_a_photo_without_findings_has_three_plain_texts() -> None:
    assert wordings(photo(credit="Ida Holm/Reuters"), []) == (
        Wording("alt", "Description for blind readers (alt text)", (Stretch(ALT),)),
        Wording("caption", "Caption", (Stretch("An angler's winter."),)),
        Wording("credit", "Credit", (Stretch("Ida Holm/Reuters"),)),
    )


def test_texts_that_are_not_there_are_said_to_be_missing() -> None:
    assert [wording.absent for wording in wordings(photo(alt=None, caption=None), [])] == [
        "None at all: screen readers may read out the file name instead.",
        "No caption was found.",
        "No credit was found.",
    ]


def test_an_empty_description_is_not_a_missing_one() -> None:
    assert wordings(photo(alt=" "), [])[0].absent == "Empty: screen readers pass over this photo."


def test_a_cut_text_is_marked_where_evidence_sees_the_end() -> None:
    cut = (Stretch(ALT.removesuffix("jetty showed")), Stretch("jetty showed", marked=True, note="cut here"))
    assert stretches("alt-truncated", ("ends with", "“jetty showed”")) == cut


def test_the_narrowest_end_is_marked_when_evidence_sees_several() -> None:
    seen = (("ends with", "“thermometer at the jetty showed”"), ("ends inside a word", "“showed” is often continued"))
    cut = (Stretch(ALT.removesuffix("showed")), Stretch("showed", marked=True, note="cut here"))
    assert stretches("alt-truncated", *seen) == cut


def test_an_end_of_one_letter_is_marked_and_not_the_word_that_it_may_have_been() -> None:
    alt = "The square of Lower Teasel under water. The river broke its bank in the early hours o"
    seen = (("last words", "“the early hours o”"), ("ends inside a word", "“o” is nearly always continued, as in “of”"))
    (shown, *_) = wordings(photo(alt), [finding("alt-truncated", *seen)])
    assert shown.stretches == (Stretch(alt.removesuffix("o")), Stretch("o", marked=True, note="cut here"))


def test_a_single_letter_inside_a_text_is_not_marked() -> None:
    (shown, *_) = wordings(photo("Plan B on the lake"), [finding("alt-house-words", ("seen", "“B” is no word"))])
    assert shown.stretches == (Stretch("Plan B on the lake"),)


def test_a_word_that_evidence_gives_as_an_example_is_not_marked() -> None:
    seen = ("ends inside a word", "“f” is nearly always continued, as in “frozen”")
    assert stretches("alt-house-words", seen) == (Stretch(ALT),)


def test_a_cut_text_is_marked_at_its_last_word_when_evidence_tells_no_end() -> None:
    cut = (Stretch(ALT.removesuffix("showed")), Stretch("showed", marked=True, note="cut here"))
    assert stretches("alt-truncated", ("length", "72 characters")) == cut


def test_a_rule_may_say_cut_for_truncated() -> None:
    assert stretches("alt-cut-by-quote", lost="the storm")[-1] == Stretch("showed", marked=True, note="cut here")


def test_a_cut_text_is_marked_nowhere_when_the_rule_names_no_text() -> None:
    assert stretches("gallery-truncated", ("length", "72 characters")) == (Stretch(ALT),)


def test_a_piece_of_evidence_is_marked_inside_the_text_with_its_label() -> None:
    assert stretches("alt-house-words", ("house style", "anglers")) == (
        Stretch("Two "),
        Stretch("anglers", marked=True, note="house style"),
        Stretch(ALT.removeprefix("Two anglers")),
    )


def test_data_of_the_sentence_is_marked_without_a_note_for_the_sentence_quotes_it() -> None:
    assert stretches("alt-house-words", words="frozen lake", count=2) == (
        Stretch("Two anglers wait on the "),
        Stretch("frozen lake", marked=True),
        Stretch(". The thermometer at the jetty showed"),
    )


def test_words_that_stand_twice_are_not_marked() -> None:
    assert stretches("alt-house-words", ("seen", "the")) == (Stretch(ALT),)


def test_a_part_of_a_word_is_not_marked() -> None:
    assert stretches("alt-house-words", ("seen", "meter at")) == (Stretch(ALT),)


def test_a_whole_text_is_not_marked() -> None:
    assert stretches("alt-repeats-caption", ("the same", ALT)) == (Stretch(ALT),)


def test_numbers_are_not_marked() -> None:
    shown = wordings(photo("Day 200 of the frost."), [finding("alt-long", ("length", "200"))])[0]
    assert shown.stretches == (Stretch("Day 200 of the frost."),)


def test_a_rule_marks_only_the_texts_that_its_name_names() -> None:
    both = photo(caption="Two anglers on a lake.")
    shown = wordings(both, [finding("caption-house-words", ("house style", "anglers"))])
    assert [any(stretch.marked for stretch in wording.stretches) for wording in shown] == [False, True, False]


def test_overlapping_marks_become_one() -> None:
    assert stretches("alt-house-words", ("a", "the frozen lake"), ("b", "frozen lake")) == (
        Stretch("Two anglers wait on "),
        Stretch("the frozen lake", marked=True, note="a"),
        Stretch(". The thermometer at the jetty showed"),
    )


def test_a_huge_text_shows_its_beginning_and_its_end() -> None:
    (shown,) = wordings(photo("word " * 200_000 + "and the en"), [])[0].stretches
    assert len(shown.text) <= SHOWN
    assert shown.text.endswith("word and the en")


@given(st.text(st.characters()), st.lists(st.tuples(st.text(st.characters()), st.text(st.characters())), max_size=4))
def test_marking_never_loses_or_adds_a_character(alt: str, facts: list[tuple[str, str]]) -> None:
    plain = wordings(photo(alt), [])[0]
    marked = wordings(photo(alt), [finding("alt-truncated", *facts), finding("alt-words", *facts)])[0]
    assert "".join(s.text for s in marked.stretches) == "".join(s.text for s in plain.stretches)


@given(st.text("ab .“”[", max_size=40), st.text("ab .“”[", max_size=6))
def test_marked_words_are_the_words_that_evidence_saw(alt: str, seen: str) -> None:
    for stretch in wordings(photo(alt), [finding("alt-words", ("seen", seen))])[0].stretches:
        assert not stretch.marked or stretch.text in " ".join(seen.split())
