"""Accepted findings: what answers what, what asks again, and what a damaged file is told."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cutline.engine.baseline import Baseline, Tally, merged, read, written
from cutline.model.accepted import KEPT, SCHEMA, Entry, entries_of, kept
from cutline.model.answer import Answer, Answered, Place
from cutline.model.finding import Evidence, Finding, Location
from cutline.model.fingerprint import with_fingerprints
from cutline.model.outcome import Outcome, Verdict
from cutline.model.run import PageResult, Photo
from cutline.model.severity import Severity

TODAY = date(2027, 2, 2)
ASKED = tuple(Outcome(rule, Verdict.FAILED, 2) for rule in ("alt-cut", "page-mute"))


def claim(picture: int, src: str, rule: str = "alt-cut", line: int = 1) -> Finding:
    return Finding(rule, Severity.ERROR, "cut", {}, Location(line, 1), "", src, picture=picture)


def page(*photos: tuple[str, str], source: str = "fair.html", rule: str = "alt-cut") -> PageResult:
    """A page on which every photo, given by its address and alt text, has one finding."""
    return PageResult(
        source,
        photos=tuple(
            Photo(index, src, alt, alt, "A fair.", None, Location()) for index, (src, alt) in enumerate(photos)
        ),
        outcomes=ASKED,
        findings=tuple(with_fingerprints(source, (claim(index, src, rule) for index, (src, _) in enumerate(photos)))),
    )


def accepted(*pages: PageResult, **said: str) -> tuple[Entry, ...]:
    return tuple(entry for made in pages for entry in entries_of(made, **said))


def judged(entries: tuple[Entry, ...], *pages: PageResult, today: date = TODAY) -> tuple[list[PageResult], Tally]:
    baseline = Baseline(entries, today)
    return [baseline.answer(made) for made in pages], baseline.tally()


def open_texts(result: PageResult) -> list[str | None]:
    photos = {photo.index: photo for photo in result.photos}
    return [photos[finding.picture or 0].alt for finding in result.findings]


def test_what_was_accepted_is_answered_with_its_reason():
    before = page(("goat.jpg", "A goat on a"), ("pie.jpg", "Pies cool"))
    entries = accepted(before, reason="the agency's own", who="Mila", when="2027-01-30")
    (after,), tally = judged(entries, before)
    answer = Answer(Place.BASELINE, "the agency's own", "Mila", "2027-01-30")
    assert (after.findings, after.answered) == ((), tuple(Answered(finding, answer) for finding in before.findings))
    assert tally == Tally(accepted=entries)


def test_a_point_for_review_is_answered_too_and_stays_one():
    before = page(("goat.jpg", "A goat on a"))
    before = replace(before, findings=(), reviews=before.findings)
    (after,), _ = judged(accepted(before), before)
    assert after.reviews == ()
    assert [answered.review for answered in after.answered] == [True]


def test_a_finding_that_moved_to_another_line_stays_answered():
    before = page(("goat.jpg", "A goat on a"))
    moved = replace(before, findings=(replace(before.findings[0], location=Location(90, 4), message_id="other"),))
    assert judged(accepted(before), moved)[0][0].findings == ()


def test_another_size_of_the_same_photo_stays_answered():
    before = page(("goat.jpg?w=800", "A goat on a"))
    assert judged(accepted(before), page(("goat.jpg?w=1200", "A goat on a")))[0][0].findings == ()


def test_a_new_finding_is_not_answered():
    entries = accepted(page(("goat.jpg", "A goat on a")))
    (after,), _ = judged(entries, page(("goat.jpg", "A goat on a"), ("pie.jpg", "Pies cool on the")))
    assert open_texts(after) == ["Pies cool on the"]


def test_a_changed_text_asks_again_and_says_why():
    entries = accepted(page(("goat.jpg", "A goat on a")))
    (after,), tally = judged(entries, page(("goat.jpg", "A goat beside a")))
    assert after.answered == ()
    assert after.findings[0].evidence == (Evidence("baseline", "another text was accepted here: A goat on a"),)
    assert tally == Tally(reopened=entries)


def test_white_space_alone_is_no_change():
    entries = accepted(page(("goat.jpg", "A goat\n  on a ")))
    assert judged(entries, page(("goat.jpg", "A goat on a")))[0][0].findings == ()


def test_a_change_behind_what_an_entry_shows_is_still_a_change():
    long = "A goat " * KEPT
    entries = accepted(page(("goat.jpg", f"{long}sleeps")))
    assert len(entries[0].text) < KEPT + 60
    assert judged(entries, page(("goat.jpg", f"{long}sleeps")))[0][0].findings == ()
    assert len(judged(entries, page(("goat.jpg", f"{long}stands")))[0][0].findings) == 1


def test_a_second_defect_just_like_it_is_not_hidden():
    entries = accepted(page(("goat.jpg", "A goat on a")))
    (after,), tally = judged(entries, page(("goat.jpg", "A goat on a"), ("goat.jpg", "A goat on a")))
    assert (len(after.findings), len(after.answered)) == (1, 1)
    assert tally == Tally(accepted=entries)


def test_a_new_twin_in_front_does_not_take_the_answer_of_the_old_one():
    entries = accepted(page(("goat.jpg", "A goat on a")))
    (after,), _ = judged(entries, page(("goat.jpg", "The goat has"), ("goat.jpg", "A goat on a")))
    assert open_texts(after) == ["The goat has"]


def test_twins_that_changed_places_stay_answered():
    entries = accepted(page(("goat.jpg", "A goat on a"), ("goat.jpg", "The goat has")))
    (after,), tally = judged(entries, page(("goat.jpg", "The goat has"), ("goat.jpg", "A goat on a")))
    assert after.findings == ()
    assert len(tally.accepted) == 2


def test_an_answer_ends_after_its_last_day():
    before = page(("goat.jpg", "A goat on a"))
    entries = accepted(before, until="2027-02-02")
    assert judged(entries, before)[1] == Tally(accepted=entries)
    (after,), tally = judged(entries, before, today=date(2027, 2, 3))
    assert tally == Tally(expired=entries)
    assert after.findings[0].evidence == (Evidence("baseline", "this was accepted until 2027-02-02"),)


def test_an_entry_is_gone_only_when_its_page_and_its_rule_were_asked():
    entries = accepted(page(("goat.jpg", "A goat on a")))
    fixed = PageResult("fair.html", outcomes=ASKED)
    left_out = PageResult("fair.html", outcomes=(Outcome("alt-cut", Verdict.NOT_RUN),))
    broken = PageResult("fair.html", outcomes=(Outcome("alt-cut", Verdict.ERROR),))
    failed = PageResult("fair.html", "failed", "gone")
    assert judged(entries, fixed)[1] == Tally(gone=entries)
    for other in (left_out, broken, failed, page(source="other.html")):
        assert judged(entries, other)[1] == Tally(unasked=entries)


def test_the_same_text_on_another_page_is_not_answered():
    entries = accepted(page(("goat.jpg", "A goat on a")))
    other = page(("goat.jpg", "A goat on a"), source="other.html")
    assert judged(entries, other)[0] == [other]


def test_a_claim_about_the_page_itself_needs_no_text():
    silent = Finding("page-mute", Severity.ERROR, "mute", {}, Location(), "<main class=a>", "way past the menus")
    made = PageResult("fair.html", outcomes=ASKED, findings=tuple(with_fingerprints("fair.html", [silent])))
    (entry,) = accepted(made)
    assert (entry.subject, entry.text) == ("way past the menus", "")
    assert judged((entry,), made)[0][0].findings == ()


def test_a_rule_about_captions_is_reopened_by_the_caption_alone():
    before = page(("goat.jpg", "A goat on a"), rule="caption-cut")
    (entry,) = accepted(before)
    assert entry.text == "A fair."
    other_alt = replace(before, photos=(replace(before.photos[0], alt="Another"),))
    assert judged((entry,), other_alt)[0][0].findings == ()


def test_a_file_says_what_it_holds_and_can_be_read_back():
    entries = accepted(page(("goat.jpg", 'A "goat" \\ on a')), reason="old", who="Mila", until="2027-06-30")
    text = "".join(written(entries))
    assert text.splitlines()[2:] == [
        f'schema = "{SCHEMA}"',
        "",
        "[[finding]]",
        f'fingerprint = "{entries[0].fingerprint}"',
        'rule = "alt-cut"',
        'page = "fair.html"',
        'subject = "goat.jpg"',
        'text = "A \\"goat\\" \\\\ on a"',
        'reason = "old"',
        'who = "Mila"',
        "until = 2027-06-30",
    ]
    assert read(text.encode()) == entries


def test_a_file_is_the_same_whatever_the_order_of_its_entries():
    entries = accepted(page(("a.jpg", "A"), ("b.jpg", "B")), page(("c.jpg", "C"), source="z.html"))
    assert list(written(entries)) == list(written(reversed(entries)))


@given(st.text(alphabet=st.characters(), max_size=30), st.text(max_size=30))
def test_any_text_comes_back_from_a_file_as_it_is_kept(text: str, subject: str):
    before = page((subject, text))
    entries = accepted(before, reason=kept(text))
    read_back = read("".join(written(entries)).encode())
    assert read_back == entries
    assert judged(read_back, before)[0][0].findings == ()


@pytest.mark.parametrize("mark", ["\u202e", "\x7f", "\x85", "\u2028", "\x1b", "\x00"])
def test_no_sign_in_a_file_acts_on_whoever_reads_it(mark: str):
    text = "".join(written(accepted(page(("goat.jpg", f"A{mark}goat")), reason=f"x{mark}y")))
    assert mark not in text
    assert read(text.encode())[0].reason == f"x{mark}y"


HEAD = f'schema = "{SCHEMA}"\n'
GOOD = '[[finding]]\nfingerprint = "f1:00"\nrule = "r"\npage = "p"\nsubject = "s"\ntext = ""\n'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "schema: not a baseline; the first line of one says schema ="),
        ('schema = "cutline/baseline/9"', "a baseline of another version, 'cutline/baseline/9'; this cutline reads"),
        ('schema = "cutline/report/1"', "schema: not a baseline"),
        ("schema = 1", "schema: not a baseline"),
        (f"{HEAD}[[finding]", "not valid TOML"),
        (f"{HEAD}finding = 3", "finding: a list of tables is expected, as [[finding]] makes it, found a number"),
        (f"{HEAD}finding = [3]", "finding[0]: a table is expected, found a number"),
        (f'{HEAD}[[finding]]\nrule = "r"', "finding[0]: lacks fingerprint; copy the entry"),
        (f"{HEAD}{GOOD}reasn = 'x'", "finding[0].reasn: unknown key; did you mean reason?"),
        (f"{HEAD}{GOOD}reason = 3", "finding[0].reason: a text is expected, found a number"),
        (f"{HEAD}{GOOD}until = 'soon'", "finding[0].until: a date such as 2027-06-30 is expected"),
        (f"{HEAD}{GOOD}until = 2027-06-30T10:00:00", "finding[0].until: a date"),
        (f"{HEAD}{GOOD.replace('f1:', 'f9:')}", "finding[0].fingerprint: made by another version"),
        (b"\xff\xfe", "not UTF-8 at byte 0"),
        (b"x = " + b"[" * 5000, "not"),
    ],
)
def test_a_damaged_file_is_refused_with_the_place_and_what_is_expected(data, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        read(data.encode() if isinstance(data, str) else data)


def test_a_date_may_have_quotation_marks_and_a_file_a_mark_in_front():
    (entry,) = read(f"\ufeff{HEAD}{GOOD}until = '2027-06-30'\nwhen = 2027-01-01\n".encode())
    assert (entry.until, entry.when) == ("2027-06-30", "2027-01-01")


def test_an_entry_that_a_merge_left_twice_answers_one_finding():
    (entry,) = accepted(page(("goat.jpg", "A goat on a")))
    (after,), _ = judged((entry, entry), page(("goat.jpg", "A goat on a"), ("goat.jpg", "A goat on a")))
    assert len(after.findings) == 1


def test_accepting_again_keeps_what_was_said_before_and_renews_what_was_reopened():
    old = accepted(page(("goat.jpg", "A goat on a"), ("pie.jpg", "Pies")), reason="old")
    now = page(("goat.jpg", "A goat beside a"), ("pie.jpg", "Pies"))
    baseline = Baseline(old, TODAY)
    fresh = tuple(entries_of(baseline.answer(now), reason="new"))
    after = merged(baseline.entries(), fresh)
    assert sorted((entry.text, entry.reason) for entry in after) == [("A goat beside a", "new"), ("Pies", "old")]


def test_accepting_a_new_twin_in_front_keeps_the_answer_of_the_old_one():
    old = accepted(page(("goat.jpg", "A goat on a")), reason="old")
    now = page(("goat.jpg", "The goat has"), ("goat.jpg", "A goat on a"))
    baseline = Baseline(old, TODAY)
    fresh = tuple(entries_of(baseline.answer(now), reason="new"))
    after = merged(baseline.entries(), fresh)
    assert judged(after, now)[0][0].findings == ()
    assert sorted((entry.text, entry.reason) for entry in after) == [("A goat on a", "old"), ("The goat has", "new")]


def test_thousands_of_entries_of_one_page_are_matched_in_one_go():
    many = page(*((f"{number}.jpg", "A goat on a") for number in range(3_000)))
    assert judged(accepted(many), many)[0][0].findings == ()
