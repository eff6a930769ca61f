import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutline.reports.titles import page_names


@pytest.mark.parametrize("bar", [" | ", " - ", " – ", " — ", " · ", " : "])
def test_what_all_titles_end_with_behind_a_separator_is_left_off(bar: str) -> None:
    pages = [(f"Snow on the pass{bar}The Tolven Gazette", "a.html"), (f"The thaw{bar}The Tolven Gazette", "b.html")]
    assert page_names(pages) == ("Snow on the pass", "The thaw")


def test_a_section_and_a_publication_are_left_off_together() -> None:
    pages = [("Snow | Pictures | The Gazette", "a.html"), ("Thaw | Pictures | The Gazette", "b.html")]
    assert page_names(pages) == ("Snow", "Thaw")


def test_an_ending_that_one_title_lacks_stays() -> None:
    pages = [("Snow | The Gazette", "a.html"), ("Thaw", "b.html")]
    assert page_names(pages) == ("Snow | The Gazette", "Thaw")


def test_pages_without_a_title_do_not_keep_the_ending_on_the_others_and_go_by_their_source() -> None:
    pages = [("Snow | The Gazette", "in/a.html"), ("", "in/b.html"), ("Thaw | The Gazette", "in/c.html")]
    assert page_names(pages) == ("Snow", "b.html", "Thaw")


def test_a_title_is_never_left_without_words() -> None:
    assert page_names([("Snow | The Gazette", "a.html"), (" | The Gazette", "b.html")])[1] == "| The Gazette"


def test_titles_that_repeat_give_way_to_the_files() -> None:
    pages = [("The week in pictures", f"galleries/week-{number}/index.html") for number in (1, 2)]
    assert page_names([*pages, ("The flood", "galleries/flood.html")]) == (
        "week-1/index.html",
        "week-2/index.html",
        "The flood",
    )


def test_titles_that_repeat_only_without_their_ending_give_way_too() -> None:
    pages = [("Week | Gazette", "a.html"), ("Week | Gazette", "b.html"), ("Flood | Gazette", "c.html")]
    assert page_names(pages) == ("a.html", "b.html", "Flood")


def test_one_page_keeps_its_title_whole_and_its_source_too() -> None:
    assert page_names([("Snow | The Gazette", "galleries/a.html")]) == ("Snow | The Gazette",)
    assert page_names([("", "galleries/a.html")]) == ("galleries/a.html",)


def test_the_same_page_twice_keeps_a_name() -> None:
    assert page_names([("", "galleries/a.html")] * 2) == ("galleries/a.html",) * 2


def test_a_source_that_is_the_shared_folder_keeps_a_name() -> None:
    assert page_names([("", "galleries/"), ("", "galleries/a.html")]) == ("galleries/", "a.html")


@given(st.lists(st.tuples(st.text(st.characters()), st.text(st.characters(), min_size=1)), max_size=8))
def test_every_page_has_a_name(pages: list[tuple[str, str]]) -> None:
    names = page_names(pages)
    assert len(names) == len(pages)
    assert all(names)


def test_long_titles_are_read_once() -> None:
    names = page_names([(f"{number}{' - a' * 250_000} | The Gazette", f"{number}.html") for number in (1, 2)])
    assert [name[:3] for name in names] == ["1 -", "2 -"]
