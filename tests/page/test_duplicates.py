import pytest

from cutline.page.duplicates import Shown, copies


def shown(
    key: str, src: str | None, caption: str = "", *, alt: str | None = None, points: int = 3, width: int = 0
) -> Shown:
    return Shown(key, src, alt, caption, points, width)


QUAY = "Dock workers wait on the quay."
PIER = "Two pilots leave the pier."


def test_one_showing_is_nobody_s_copy() -> None:
    assert copies([]) == {}
    assert copies([shown("a", "/quay.jpg")]) == {}


def test_the_same_address_without_captions_counts_once() -> None:
    assert copies([shown("a", "/photos/quay.jpg?w=1"), shown("b", "/photos/quay-300x200.jpg")]) == {"b": "a"}


def test_the_showing_with_a_caption_counts() -> None:
    assert copies([shown("a", "/quay.jpg", points=9), shown("b", "/quay.jpg", QUAY)]) == {"a": "b"}


def test_of_two_without_caption_the_better_then_the_wider_counts() -> None:
    assert copies([shown("a", "/quay.jpg"), shown("b", "/quay.jpg", points=4)]) == {"a": "b"}
    assert copies([shown("a", "/quay.jpg"), shown("b", "/quay.jpg", width=900)]) == {"a": "b"}


def test_the_same_caption_twice_counts_once_whatever_its_punctuation() -> None:
    assert copies([shown("a", "/quay.jpg", QUAY), shown("b", "/quay.jpg", "dock workers wait on the quay")]) == {
        "b": "a"
    }


def test_the_same_photo_with_two_captions_counts_twice() -> None:
    assert copies([shown("a", "/quay.jpg", QUAY), shown("b", "/quay.jpg", PIER)]) == {}


def test_a_size_for_a_file_name_does_not_make_two_folders_one_photo() -> None:
    assert copies([shown("a", "/ab12cd34ef/1024.jpg"), shown("b", "/cd56ef78ab/1024.jpg")]) == {}


def test_numbered_files_are_different_photos() -> None:
    numbered = [shown(str(number), f"/photos/quay-{number:02}.jpg") for number in range(1, 41)]
    assert copies(numbered) == {}


def test_showings_without_address_are_never_copies() -> None:
    assert copies([shown("a", None), shown("b", None), shown("c", None, QUAY)]) == {}


def test_a_shared_asset_number_makes_an_uncaptioned_showing_a_copy() -> None:
    assert copies([shown("a", "/inline/rtx98765432.jpg", QUAY), shown("b", "/overlay/big_98765432.jpg")]) == {"b": "a"}


def test_an_asset_number_does_not_outweigh_a_different_alt() -> None:
    pair = [
        shown("a", "/inline/rtx98765432.jpg", QUAY, alt="Men on a quay"),
        shown("b", "/overlay/big_98765432.jpg", alt="A woman on a pier"),
    ]
    assert copies(pair) == {}


def test_a_number_that_two_captioned_photos_share_is_a_date_and_proves_nothing() -> None:
    trio = [
        shown("a", "/one/20310307-x.jpg", QUAY),
        shown("b", "/two/20310307-y.jpg", PIER),
        shown("c", "/three/20310307-z.jpg"),
    ]
    assert copies(trio) == {}


def test_the_same_number_and_the_same_caption_count_once() -> None:
    assert copies([shown("a", "/one/98765432.jpg", QUAY), shown("b", "/two/x98765432y.jpg", QUAY)]) == {"b": "a"}


@pytest.mark.parametrize("first", [True, False])
def test_a_neighbour_with_the_same_alt_and_nearly_the_same_name_is_a_copy(first: bool) -> None:
    lone = shown("lone", "/p/csm_harbour-dawn_1a2b.jpg", alt="Harbour at dawn")
    kept = shown("kept", "/q/harbour-dawn_3c4d.jpg", QUAY, alt="Harbour at dawn")
    assert copies([lone, kept] if first else [kept, lone]) == {"lone": "kept"}


def test_the_same_alt_alone_is_no_copy() -> None:
    pair = [shown("a", "/p/harbour.jpg", alt="Harbour"), shown("b", "/q/pier.jpg", QUAY, alt="Harbour")]
    assert copies(pair) == {}
