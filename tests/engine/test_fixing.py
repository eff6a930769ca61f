"""Mechanical edits: byte-exact, once, and refused when they do not fit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.config.schema import Config
from cutline.engine.fixing import Fixing, Unfixable, fixed
from cutline.engine.select import Selection, selection_of
from cutline.model.finding import Edit, Finding, Suggestion
from cutline.rules.base import Rule
from cutline.rules.images.alt_cut_by_quote import AltCutByQuote

SELECTION = selection_of(Config())
CUT = '<img width="900" height="600" src="vote.jpg" alt="A banner says "Enough is enough" over the square">'
MENDED = CUT.replace('"Enough is enough"', "&quot;Enough is enough&quot;")


def page(*images: str, head: str = "", end: str = "\n") -> str:
    figures = "".join(f"<figure>{image}<figcaption>Lorne votes – again.</figcaption></figure>{end}" for image in images)
    return f"<!doctype html>{end}<html lang=en><head>{head}<title>Vote</title></head><main>{end}{figures}</main>"


def text_after(made: Fixing, encoding: str = "utf-8") -> str:
    return made.data.decode(encoding)


def test_an_edit_changes_its_place_and_nothing_else():
    made = fixed(page(CUT).encode(), "v.html", SELECTION)
    assert text_after(made) == page(MENDED)
    assert [change.finding.rule for change in made.changes] == ["alt-cut-by-quote"]
    assert made.refused == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\r\n"])
def test_line_ends_stay(end: str):
    made = fixed(page(CUT, CUT, end=end).encode(), "v.html", SELECTION)
    assert made.data == page(MENDED, MENDED, end=end).encode()


@pytest.mark.parametrize(
    ("mark", "encoding", "head"),
    [
        (b"\xef\xbb\xbf", "utf-8", ""),
        (b"\xff\xfe", "utf-16-le", ""),
        (b"\xfe\xff", "utf-16-be", ""),
        (b"", "cp1252", "<meta charset=windows-1252>"),
        (b"", "gb18030", "<meta charset=gb18030>"),
        (b"", "euc-jp", "<meta charset=euc-jp>"),
    ],
)
def test_the_encoding_and_its_mark_stay(mark: bytes, encoding: str, head: str):
    before, after = (page(image, head=head).replace("–", "-" if "euc" in encoding else "–") for image in (CUT, MENDED))
    made = fixed(mark + before.encode(encoding), "v.html", SELECTION)
    assert made.data == mark + after.encode(encoding)


def test_characters_of_several_bytes_before_an_edit_do_not_move_it():
    before = page('<img alt="Zürich 🗳 投票">', CUT)
    made = fixed(before.encode(), "v.html", SELECTION)
    assert text_after(made) == before.replace(CUT, MENDED)


def test_a_second_run_changes_nothing_more():
    once = fixed(page(CUT, CUT).encode(), "v.html", SELECTION)
    assert fixed(once.data, "v.html", SELECTION) == Fixing(once.data)


def test_a_page_without_edits_stays_even_when_it_could_not_be_edited():
    data = page("<img alt='x'>").encode() + b"\xff\xfe"
    assert fixed(data, "v.html", SELECTION) == Fixing(data)


def test_only_the_rules_that_were_asked_for_are_applied():
    data = page(CUT).encode()
    assert fixed(data, "v.html", SELECTION, ["alt-filename"]) == Fixing(data)
    assert fixed(data, "v.html", SELECTION, ["alt-cut-by-quote"]).changes


def test_a_finding_that_may_stay_is_not_mended():
    data = page(f"<!-- cutline-ignore alt-cut-by-quote: so be it -->{CUT}").encode()
    assert fixed(data, "v.html", SELECTION) == Fixing(data)


def test_a_page_that_cannot_be_kept_byte_by_byte_is_not_touched():
    with pytest.raises(Unfixable, match="not every byte of it can be read as UTF-8"):
        fixed(page(CUT, head="<meta charset=utf-8>").encode() + b"\xff", "v.html", SELECTION)


def test_an_encoding_with_shifts_is_edited_only_where_a_part_is_written_as_in_the_whole(
    monkeypatch: pytest.MonkeyPatch,
):
    text = "<meta charset=iso-2022-jp><p><img alt='' src=a.jpg>投票日"
    plain, middle = Edit(31, 32, "m", "M"), Edit(52, 53, "票", "標")
    data = text.encode("iso-2022-jp")
    made = fixed(data, "v.html", suggesting(monkeypatch, plain))
    assert made.data == data.replace(b"<img", b"<iMg")
    with pytest.raises(Unfixable, match="ISO-2022-JP, which cannot be edited in parts"):
        fixed(data, "v.html", suggesting(monkeypatch, middle))


def suggesting(monkeypatch: pytest.MonkeyPatch, *edits: Edit, safety: str = "mechanical") -> Selection:
    """Give a selection in which a rule suggests these edits to whatever page."""
    plain = Rule.finding

    def check(self, page, options):  # noqa: ARG001 - as rules are asked
        for edit in edits:
            yield plain(
                self, page, "cut", subject=str(edit), data={"lost": ""}, suggestion=Suggestion("x", safety, edit)
            )

    monkeypatch.setattr(AltCutByQuote, "check", check)
    return selection_of(Config(select=("alt-cut-by-quote",)))


PLAIN = b"<p><img alt='' src=a.jpg>one two three"
ONE = Edit(25, 28, "one", "1")


def why(made: Fixing) -> list[str]:
    return [refusal.why for refusal in made.refused]


def test_a_change_has_no_line_where_its_finding_has_none(monkeypatch: pytest.MonkeyPatch):
    made = fixed(PLAIN, "v.html", suggesting(monkeypatch, ONE))
    assert [(change.edit, change.line) for change in made.changes] == [(ONE, None)]


def test_an_editorial_suggestion_is_never_applied(monkeypatch: pytest.MonkeyPatch):
    selection = suggesting(monkeypatch, ONE, safety="editorial")
    assert fixed(PLAIN, "v.html", selection) == Fixing(PLAIN)


@pytest.mark.parametrize(
    "edit",
    [
        Edit(25, 28, "eno", "1"),
        Edit(26, 29, "one", "1"),
        Edit(-3, 0, "", "1"),
        Edit(28, 25, "", "1"),
        Edit(25, 9999, "one two three", "1"),
    ],
)
def test_an_edit_that_does_not_fit_is_refused(monkeypatch: pytest.MonkeyPatch, edit: Edit):
    made = fixed(PLAIN, "v.html", suggesting(monkeypatch, edit))
    assert (made.data, why(made)) == (PLAIN, ["the page says something else at its place"])


@pytest.mark.parametrize(
    "edits",
    [
        (ONE, Edit(27, 32, "e two", "2")),
        (Edit(25, 38, "one two three", "all"), ONE, Edit(29, 32, "two", "2")),
        (Edit(25, 25, "", "x"), Edit(25, 25, "", "y")),
        (ONE, Edit(25, 28, "one", "uno")),
    ],
)
def test_edits_that_overlap_are_all_refused(monkeypatch: pytest.MonkeyPatch, edits: tuple[Edit, ...]):
    made = fixed(PLAIN, "v.html", suggesting(monkeypatch, *edits))
    assert (made.data, why(made)) == (PLAIN, ["it overlaps another edit"] * len(edits))


def test_the_same_edit_suggested_twice_is_made_once(monkeypatch: pytest.MonkeyPatch):
    made = fixed(PLAIN, "v.html", suggesting(monkeypatch, ONE, ONE))
    assert made.data == PLAIN.replace(b"one", b"1")


def test_edits_side_by_side_are_both_made(monkeypatch: pytest.MonkeyPatch):
    made = fixed(PLAIN, "v.html", suggesting(monkeypatch, Edit(28, 29, " ", "-"), ONE))
    assert made.data == PLAIN.replace(b"one ", b"1-")


def test_an_edit_that_fits_is_made_beside_one_that_is_refused(monkeypatch: pytest.MonkeyPatch):
    made = fixed(PLAIN, "v.html", suggesting(monkeypatch, ONE, Edit(29, 32, "drei", "3")))
    assert (made.data, len(made.changes)) == (PLAIN.replace(b"one", b"1"), 1)
    assert "the page says something else at its place" in why(made)


def test_a_character_that_the_encoding_lacks_is_refused(monkeypatch: pytest.MonkeyPatch):
    data = b"<meta charset=windows-1252>" + PLAIN
    made = fixed(data, "v.html", suggesting(monkeypatch, Edit(52, 55, "one", "一")))
    assert (made.data, why(made)) == (data, ["its words cannot be written in windows-1252"])


def test_an_edit_that_changes_nothing_is_no_edit(monkeypatch: pytest.MonkeyPatch):
    assert fixed(PLAIN, "v.html", suggesting(monkeypatch, Edit(25, 28, "one", "one"))) == Fixing(PLAIN)


def test_edits_without_an_end_are_given_up(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(Unfixable, match="they would never end"):
        fixed(PLAIN, "v.html", suggesting(monkeypatch, Edit(25, 25, "", "x")))


def test_an_empty_page_is_not_touched():
    with pytest.raises(Unfixable, match="the page is empty"):
        fixed(b" \r\n", "v.html", SELECTION)


def test_a_page_that_cannot_be_audited_is_not_touched(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("cutline.engine.audit.recognise", lambda *_args, **_more: 1 / 0)
    with pytest.raises(Unfixable, match="cutline failed on this page"):
        fixed(PLAIN, "v.html", SELECTION)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([CUT, "é", "🗳", "\r\n", "\r", "\x00", '"', "<p>", "alt=", "\u202e"]), max_size=12))
def test_whatever_the_page_fixing_ends_and_a_second_run_finds_nothing(pieces: list[str]):
    once = fixed(f"<p>{''.join(pieces)}".encode(), "v.html", SELECTION)
    assert fixed(once.data, "v.html", SELECTION).data == once.data


def finding_of(made: Fixing) -> Finding:
    return made.changes[0].finding


def test_a_change_shows_its_line_and_what_stands_around_it():
    made = fixed(page(CUT).encode(), "v.html", SELECTION)
    (change,) = made.changes
    assert change.line == finding_of(made).location.line == 3
    assert change.before.endswith('src="vote.jpg" ')
    assert change.after.startswith("><figcaption>")
