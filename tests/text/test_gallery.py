import html

from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.model.finding import Evidence
from cutline.text.gallery import _ESCAPED, GalleryLimit, judge_gallery
from cutline.text.truncation import TruncationGrade

CAPTIONS = (
    "Fishermen mend their nets on the quay of Melvik while the first ferries of the season cross the sound behind.",
    "Volunteers fill sandbags in front of the old mill after the river rose by more than two metres during the night.",
    "The choir of Altenbrück sings in the market hall, which reopened on Friday after four years of renovation works.",
    "Children watch the lantern procession from the balcony of the town hall, where their class had rehearsed songs.",
)

BROKEN = (
    "elderly fishermen mended nets on a quay of old Melvik while children demonstrate against it",
    "volunteers fill sandbags in front of a mill that was a governor's residence",
)


def test_texts_that_stop_at_one_length_were_cut_there() -> None:
    found = judge_gallery([caption[:100] for caption in CAPTIONS], lang="en")
    assert (found.length, found.unit, sorted(found.verdicts)) == (100, "characters", [0, 1, 2, 3])
    assert {verdict.truncated for verdict in found.verdicts.values()} == {True}
    assert all(Evidence("same length", "4 texts stop at 100 characters") in v.evidence for v in found.verdicts.values())


def test_whole_captions_share_no_limit() -> None:
    assert judge_gallery(CAPTIONS, lang="en") == GalleryLimit({})


def test_a_numbered_series_is_no_limit() -> None:
    texts = [f"The winning photographs of the harbour festival in Melvik, exhibition room two, row {n}" for n in "1234"]
    assert judge_gallery(texts, lang="en").length is None


def test_short_texts_of_one_length_are_chance() -> None:
    assert judge_gallery(["A red boat", "A big dog.", "Grey walls"], lang="en") == GalleryLimit({})


def test_a_limit_counts_the_raw_characters() -> None:
    raws = [caption[:98].replace(" ", "  ", 1) for caption in CAPTIONS]
    found = judge_gallery([" ".join(raw.split()) for raw in raws], raws=raws, lang="en")
    assert (found.length, found.unit) == (99, "characters")


def test_a_limit_in_bytes_is_found() -> None:
    texts = [("ÖÖÖ " * n + caption).encode()[:84].decode(errors="ignore") for n, caption in enumerate(BROKEN, 1)]
    found = judge_gallery([*texts, "The mill."], lang="en")
    assert ([len(text) for text in texts], found.length, found.unit) == ([81, 78], 84, "bytes")


def test_two_short_ellipses_support_each_other() -> None:
    found = judge_gallery(["The harbour of old Melvik...", "The choir of Altenbrück...", "The mill"], lang="en")
    assert {index: verdict.grade for index, verdict in found.verdicts.items()} == {
        0: TruncationGrade.STRONG,
        1: TruncationGrade.STRONG,
    }


def test_proof_stays_proof() -> None:
    found = judge_gallery([*(caption[:100] for caption in CAPTIONS), "The mill of Melvik […]"], lang="en")
    assert found.verdicts[4].grade is TruncationGrade.PROVEN


def test_pictures_without_a_text_are_passed_over() -> None:
    assert judge_gallery([None, "", "\u200b", "The mayor."]) == GalleryLimit({})


@given(st.lists(st.none() | st.text(st.characters(exclude_categories=()), max_size=120), max_size=6))
@settings(max_examples=100)
def test_any_gallery_gets_verdicts(texts: list[str | None]) -> None:
    found = judge_gallery([*texts, *texts])
    assert set(found.verdicts) <= set(range(2 * len(texts)))


def test_escaping_adds_what_it_is_counted_to_add() -> None:
    assert {sign: len(html.escape(sign)) - 1 for sign in map(chr, range(128)) if html.escape(sign) != sign} == _ESCAPED
