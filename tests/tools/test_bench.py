"""The bench compares like with like."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import cutline


@pytest.fixture(scope="module")
def bench(tool: Callable[[str], ModuleType]) -> ModuleType:
    pytest.importorskip("lxml", reason="lxml comes with the extra `test`")
    return tool("bench")


def test_a_ratio_is_given_over_all_pages_and_for_the_page_in_the_middle(bench: ModuleType) -> None:
    assert bench.ratio([8.0, 2.0, 3.0], [1.0, 1.0, 1.0], limit=8) == bench.Ratio(total=4.33, median=3.0, limit=8)


def test_the_gallery_that_grows_has_the_lead_photo_once_and_eight_slides_a_copy(bench: ModuleType) -> None:
    assert [len(cutline.inspect_page(bench.gallery(copies)).photos) for copies in (1, 10)] == [1 + 8, 1 + 80]


def test_the_photos_of_the_gallery_that_grows_all_differ(bench: ModuleType) -> None:
    photos = cutline.inspect_page(bench.gallery(5)).photos
    assert len({photo.src for photo in photos}) == len({photo.alt for photo in photos}) == len(photos)


@pytest.mark.parametrize(
    ("shape", "pictures"),
    [("dispatches", 80), ("row", 200), ("cards", 400), ("spots", 2), ("long_addresses", 5)],
)
def test_every_other_shape_has_ten_times_as_much_in_a_page_ten_times_as_long(
    bench: ModuleType, shape: str, pictures: int
) -> None:
    page = getattr(bench, shape)
    assert getattr(bench, shape) in bench.SHAPES.values()
    assert len(cutline.inspect_page(page(10)).pictures) == pictures
    assert 9 < len(page(100)) / len(page(10)) < 11


def test_the_worst_shape_is_told(bench: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    costs = {shape: float(place) for place, shape in enumerate(bench.SHAPES.values())}
    monkeypatch.setattr(bench, "cost_of_ten_times", costs.__getitem__)
    assert bench.growth() == bench.Growth(10, 5.0, 12, "long addresses")


def test_a_sample_is_spread_over_small_and_large_pages(bench: ModuleType) -> None:
    files = [Path(f"{number}.html") for number in range(10)]
    assert bench.spread(files, 3) == [files[0], files[3], files[6], files[9]]
    assert bench.spread(files, 60) == files


def test_every_figure_is_put_into_words(bench: ModuleType) -> None:
    found = bench.Bench(
        folder="pages",
        pages=2,
        megabytes=0.5,
        milliseconds_per_page=1.25,
        audit_per_parse=bench.Ratio(4.5, 4.0, 8),
        audit_per_soup=bench.Ratio(0.2, 0.1, 0.5),
        growth=bench.Growth(10, 9.9, 12, "cards"),
        memory=bench.Memory(50.0, 51.0, 1.02, 1.1),
        peers=[bench.Peer("html-validate", 3.0, 0.3, 0.1)],
    )
    assert list(bench.lines(found)) == [
        "2 pages in pages, 0.5 MB, 1.25 ms of CPU a page",
        "audit / turbohtml parse               4.5 (median 4.0; at most 8)",
        "audit / BeautifulSoup + lxml parse    0.2 (median 0.1; at most 0.5)",
        "ten times the page                    9.9 times the cost (at most 12): cards",
        "peak memory                          50.0 MiB; four times the pages: x 1.02 (at most 1.1)",
        "check / html-validate                 0.1 (0.3 s against 3.0 s)",
    ]
