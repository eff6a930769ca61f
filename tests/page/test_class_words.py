import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.page.class_words import NO_CLASS, ClassFacts, class_facts, markup_words


def meanings(names: str | None) -> set[str]:
    facts = class_facts(names)
    return {name for name in facts.__struct_fields__ if name not in ("region", "names_text") and getattr(facts, name)}


@pytest.mark.parametrize(
    "names",
    ["caption", "wp-caption-text", "figcaption", "imageCaption_3f", "photo__cutline", "BILDUNTERSCHRIFT", "légende"],
)
def test_words_for_a_caption_make_a_caption(names: str) -> None:
    assert "caption" in meanings(names)
    assert "credit" not in meanings(names)


@pytest.mark.parametrize("names", ["credit", "photo-credit", "c-image__Copyright", "photographer", "bildnachweis"])
def test_words_for_a_credit_make_a_credit(names: str) -> None:
    assert "credit" in meanings(names)
    assert "caption" not in meanings(names)


@pytest.mark.parametrize("names", ["header-image", "headerPhoto", "story__header-media", "headerbild"])
def test_the_picture_of_a_header_stands_in_no_region(names: str) -> None:
    assert (class_facts(names).region, class_facts(names).picture) == (0, True)
    assert class_facts("header").region == class_facts("header-card").region == 2


@pytest.mark.parametrize("names", ["elementor-widget-image", "node--promoted", "post-thumbnail", "Widget_Blog"])
def test_what_a_system_says_of_every_box_makes_no_region(names: str) -> None:
    assert class_facts(names).region == 0
    assert class_facts("widget-image").region == class_facts("thumbnail").region == 2


@pytest.mark.parametrize(
    ("names", "expected"), [("absatzbild__media", True), ("artikelfoto", True), ("Vorbild", False)]
)
def test_a_compound_that_ends_in_a_picture_is_one(names: str, expected: bool) -> None:
    assert class_facts(names).picture is expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("caption__credit", "credit"),
        ("caption-credit-text", "credit"),
        ("photo-credit-caption", "caption"),
        ("credit__caption", "caption"),
        ("photo-credit-figcaption", "credit"),
        ("img_cptn", "caption"),
    ],
)
def test_of_two_words_in_one_class_the_last_decides(names: str, expected: str) -> None:
    assert meanings(names) & {"caption", "credit"} == {expected}


def test_two_classes_may_say_both() -> None:
    assert meanings("caption credit") >= {"caption", "credit"}


@pytest.mark.parametrize("names", ["no-caption", "layout-caption-below", "has-credit", "with-caption", "pswp__caption"])
def test_a_flag_of_a_wrapper_names_no_text(names: str) -> None:
    assert not meanings(names) & {"caption", "credit"}


@pytest.mark.parametrize("names", ["md:text-caption", "group-[.caption]:block", "[&>figcaption]:mt-2", "before:credit"])
def test_utility_classes_describe_looks_and_nothing_else(names: str) -> None:
    assert class_facts(names) == NO_CLASS


def test_a_utility_class_does_not_hide_the_class_beside_it() -> None:
    assert meanings("md:flex photo-caption") >= {"caption"}


@pytest.mark.parametrize("names", ["source", "photo__author", "byline", "quelle"])
def test_weak_words_are_kept_apart(names: str) -> None:
    assert "weak_credit" in meanings(names)
    assert "credit" not in meanings(names)


@pytest.mark.parametrize(
    ("names", "weight"),
    [
        ("ad-slot", 4),
        ("related-stories", 3),
        ("mainNav", 3),
        ("sidebar", 2),
        ("sidebar ad", 4),
        ("gallery-icon", 0),
        ("gallery-thumbs", 0),
        ("caption-author", 0),
        ("story", 0),
        ("reader", 0),
    ],
)
def test_regions_weigh_against_a_picture_unless_the_class_is_a_gallery_s(names: str, weight: int) -> None:
    assert class_facts(names).region == weight


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("photo-gallery", "gallery"),
        ("hero-image", "picture"),
        ("article-body", "body"),
        ("author-avatar", "avatar"),
        ("slide-counter", "label"),
        ("foto-texto", "photo_text"),
        ("article__imgDesc", "photo_text"),
        ("kep_alairas", "photo_text"),
    ],
)
def test_the_other_meanings_are_read_too(names: str, expected: str) -> None:
    assert expected in meanings(names)


@pytest.mark.parametrize("names", [None, "", "   ", "---", "\ud800", "x" * 5_000, "css-1q2w3e", "123"])
def test_a_class_without_meaning_has_none(names: str | None) -> None:
    assert class_facts(names) == ClassFacts()


def test_only_the_beginning_of_a_long_class_list_is_read() -> None:
    assert meanings("x " * 400 + "caption") == set()


@pytest.mark.parametrize(
    ("names", "expected"), [("caption", True), ("byline", True), ("photo-credit", True), ("story", False)]
)
def test_a_class_that_names_a_text_says_so_at_a_glance(names: str, expected: bool) -> None:
    assert class_facts(names).names_text is expected


def test_the_tables_hold_no_word_that_a_class_or_file_cannot_match() -> None:
    words = markup_words()
    files = (words.placeholder_files, words.furniture_files)
    listed = {*words.meanings, *(word for kind in files for word in kind.certain | kind.shared | kind.neutral)}
    assert {word for word in listed if word != word.lower() or not set(word).isdisjoint(" -_")} == set()


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_a_class(names: str) -> None:
    assert class_facts(names) == class_facts(names)
