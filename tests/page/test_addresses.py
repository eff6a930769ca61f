import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.page.addresses import (
    asset_numbers,
    file_words,
    identity,
    is_mark,
    is_stand_in,
    is_tracker,
    path_of,
    picture_address,
    widest_candidate,
    widest_width,
)
from cutline.page.document import Document

DOT = "data:image/gif;base64,R0lGODlhAQABAAAAACw="


def address(markup: str) -> str | None:
    element = Document.parse(markup).tree.select_one("img, amp-img")
    assert element is not None
    return picture_address(element)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<img src=/quay.jpg>", "/quay.jpg"),
        ("<img src='  /quay.jpg\n'>", "/quay.jpg"),
        ("<img src=/quay.jpg data-src=/other.jpg>", "/quay.jpg"),
        (f"<img src={DOT} data-src=/quay.jpg>", "/quay.jpg"),
        ("<img src=/static/placeholder.png data-original=/quay.jpg>", "/quay.jpg"),
        ("<img src='/{{width}}/quay.jpg' data-lazy-src=/quay.jpg>", "/quay.jpg"),
        ("<img data-src='{\"a\": 1}' data-lazy=/quay.jpg>", "/quay.jpg"),
        ("<img data-src='/blank.gif' data-lazy=/quay.jpg>", "/quay.jpg"),
        ("<img data-src=yes data-url=/quay.jpg>", "/quay.jpg"),
        (f"<img src={DOT} srcset='/s.jpg 320w, /quay.jpg 1280w, /m.jpg 640w'>", "/quay.jpg"),
        (f"<img src={DOT} srcset='{DOT} 1w' data-srcset='/quay.jpg 2x, /s.jpg 1x'>", "/quay.jpg"),
        (f"<picture><source srcset='/quay.webp 900w'><img src={DOT}></picture>", "/quay.webp"),
        (f"<picture><source data-srcset='/quay.webp 900w'><img src={DOT}></picture>", "/quay.webp"),
        (f"<div><source srcset='/quay.webp 900w'><img src={DOT}></div>", DOT),
        ("<img src=/i/lazyloading-placeholder.png data-lg=/quay.jpg?v=2 data-sm=/s.jpg>", "/quay.jpg?v=2"),
        (
            "<img src=/i/lazyloading-placeholder.png data-id=7.jpg data-set='{/a.jpg}'>",
            "/i/lazyloading-placeholder.png",
        ),
        ("<img src=/42.cms placeholdersrc=/42.cms data-src=/quay.cms>", "/quay.cms"),
        ("<img src=/tiny.jpg class='lazyload blur' data-src=/quay.jpg>", "/quay.jpg"),
        ("<img src=/quay.jpg class=photo data-src=/other.jpg>", "/quay.jpg"),
        (f"<img src={DOT} data-flickity-lazyload=https://c.example/dims?url=x>", "https://c.example/dims?url=x"),
        (f"<img src={DOT} data-flickity-lazyload-srcset='/s.jpg 1x, /quay.jpg 2x'>", "/quay.jpg"),
        (f"<img src={DOT} nitro-lazy-src=/quay>", "/quay"),
        (f"<a href=/quay.jpg><img src={DOT}></a>", "/quay.jpg"),
        (f"<a href=/quay><img src={DOT}></a>", DOT),
        (f"<a href=/quay.jpg><img src={DOT}><img src={DOT}></a>", DOT),
        ("<amp-img src=/quay.jpg></amp-img>", "/quay.jpg"),
        ("<img src=/static/placeholder.png>", "/static/placeholder.png"),
        ("<img src=''>", None),
        ("<img src='  '>", None),
        ("<img alt=Quay>", None),
    ],
)
def test_the_address_is_the_one_a_reader_ends_up_with(markup: str, expected: str | None) -> None:
    assert address(markup) == expected


@pytest.mark.parametrize(
    ("srcset", "expected"),
    [
        ("/a.jpg", "/a.jpg"),
        ("/a.jpg 1x, /b.jpg 2x", "/b.jpg"),
        ("/a,b.jpg 100w, /c.jpg 50w", "/a,b.jpg"),
        ("  /a.jpg 1.5x ,/b.jpg  ", "/a.jpg"),
        ("/a.jpg 9.9.9w, /b.jpg 1w", "/b.jpg"),
        ("", None),
        (None, None),
        (", ,", None),
    ],
)
def test_the_widest_of_a_srcset_is_chosen(srcset: str | None, expected: str | None) -> None:
    assert widest_candidate(srcset) == expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("srcset='/a.jpg 320w, /b.jpg 1280w'", 1280),
        ("data-srcset='/a.jpg 320w'", 320),
        ("srcset='/a.jpg 2x'", 0),
        ("width=900", 0),
        ("srcset='/a.jpg 1.2.3w'", 0),
    ],
)
def test_only_widths_in_a_srcset_tell_a_width(attributes: str, expected: int) -> None:
    assert widest_width(Document.parse(f"<img {attributes}>").tree.find("img")) == expected


@pytest.mark.parametrize(
    "stand_in",
    [
        *[DOT, "about:blank", "#", "/static/placeholder.png", "/i/1x1.gif", "/{{src}}", "/p/${id}.jpg", "/<%= src %>"],
        *["/i/blank.gif", "/i/img-loading.gif", "/i/grey-bg_600x400.png", "/placeholder-for-a-white-house.jpg"],
    ],
)
def test_what_a_script_will_replace_is_a_stand_in(stand_in: str) -> None:
    assert is_stand_in(stand_in)


@pytest.mark.parametrize(
    "photo", ["/default/loading/quay.jpg", "/quay.jpg?fallback=1", "/a/b/", "", "/translation.jpg", "/replaced.jpg"]
)
def test_folders_and_queries_do_not_make_a_stand_in(photo: str) -> None:
    assert not is_stand_in(photo)


@pytest.mark.parametrize("photo", ["/p/white-house-lawn.jpg", "/p/empty_streets_2.jpg", "/p/loading-the-ferry.webp"])
def test_words_that_photos_show_too_make_no_stand_in_among_others(photo: str) -> None:
    assert not is_stand_in(photo)


@pytest.mark.parametrize(
    ("src", "expected"),
    [
        *[("/i/logo-large.png", True), ("/logos/quay.jpg", False)],
        *[("/i/search.jpg", True), ("/i/share-button-2x.webp", True), ("/i/ferry-search.svg", True)],
        *[("/p/search-and-rescue.jpg", False), ("/p/flag-on-the-quay.jpg", False), ("/p/ferry-logo.jpg", True)],
    ],
)
def test_a_mark_is_known_by_its_file_name_alone(src: str, expected: bool) -> None:
    assert is_mark(src) is expected


@pytest.mark.parametrize(
    ("src", "expected"),
    [
        *[("https://sb.scorecardresearch.com/p?c1=2", True), ("//stats.comscore.com", True)],
        *[("https://ssl-vg03.met.vgwort.de/na/1f", True), ("https://hit.gemius.pl/rexdot.gif", True)],
        *[("/pixel?page=1", True), ("/img/pixel.gif", True), ("https://www.facebook.com/tr?id=7", True)],
        *[("/photos/quay.jpg", False), ("/photos/pixel/a-boy.jpg", False), ("/p/pixel-launch.jpg", False)],
        *[("/media/comscore-headquarters.jpg", False), ("/2027/analytics-team.jpg", False), ("/tr/quay.jpg", False)],
        ("https://news.example/i?u=https://stats.comscore.com/quay.jpg", False),
    ],
)
def test_meters_are_known_by_host_and_path(src: str, expected: bool) -> None:
    assert is_tracker(src) is expected


@pytest.mark.parametrize(
    "copies",
    [
        ("/photos/quay.jpg", "/photos/quay.jpg?w=300", "https://cdn.ledger.example/photos/quay.jpg#top"),
        ("/photos/quay.jpg", "/photos/quay-300x200.jpg", "/photos/quay-scaled.jpg", "/photos/quay-thumb.jpg"),
        ("/w640/photos/quay.jpg", "/w_1280/photos/quay.webp", "/300/photos/quay.jpg.avif"),
        ("/photos/QUAY.JPG", "/photos/quay.jpg", "/photos/%71uay.jpg"),
        ("/ab12cd34/640.jpg", "/ab12cd34/1280.jpg", "/ab12cd34/375.jpg", "/ab12cd34/"),
        ("/photos/quay-1200-799.jpg", "/photos/quay-600-399.jpg"),
        (
            "/i?url=https%3A%2F%2Fc.example%2Fquay.jpg&w=9",
            "/dims/90/https://c.example/quay.jpg",
            "//c.example/quay.jpg",
        ),
    ],
)
def test_sizes_of_one_photo_have_one_identity(copies: tuple[str, ...]) -> None:
    assert len({identity(copy) for copy in copies}) == 1


@pytest.mark.parametrize(
    "photos",
    [
        ("/ab12cd34/1280.jpg", "/ef56ab78/1280.jpg"),
        ("/photos/quay-01.jpg", "/photos/quay-02.jpg", "/photos/quay-12.jpg"),
        ("/photos/quay-007.jpg", "/photos/quay-008.jpg"),
        ("/photos/IMG_2034.jpg", "/photos/IMG_2035.jpg"),
        ("/photos/DSC_4711.jpg", "/photos/DSC_4712.jpg"),
        ("/photos/1.jpg", "/photos/2.jpg", "/photos/21.jpg"),
        ("/2026/10/Web-Res-6731.jpg", "/2026/10/Web-Res-6738.jpg", "/2026/10/Web-Res-7137.jpg"),
        ("/photos/quay-2211.jpg", "/photos/quay-2213.jpg"),
        ("/combiner/i?img=%2Fphoto%2Fquay.jpg&w=920", "/combiner/i?img=%2Fphoto%2Fpier.jpg&w=920"),
        ("/photos/quay.jpg?url=https://l.example/news", "/photos/pier.jpg?url=https://l.example/news"),
        ("/image.php?id=7", "/image.php?id=8"),
        ("/?id=7", "/?id=8"),
    ],
)
def test_different_photos_have_different_identities(photos: tuple[str, ...]) -> None:
    assert len({identity(photo) for photo in photos}) == len(photos)


def test_long_numbers_and_hashes_are_an_asset_s_name() -> None:
    assert asset_numbers("https://c.example/987654/rtx-20310307-quay_0123456789abcdef.jpg?x=55555555") == {
        "987654",
        "20310307",
        "0123456789abcdef",
    }
    assert asset_numbers("/photos/quay-2031.jpg") == frozenset()


def test_a_path_is_read_without_host_query_and_case() -> None:
    assert path_of("https://c.example/A%20b/Quay.JPG?x#y") == "a b/quay.jpg"
    assert path_of("//c.example/a.jpg") == "a.jpg"
    assert path_of("/a/b.jpg") == "a/b.jpg"
    assert path_of("https://c.example") == ""


def test_the_words_of_a_file_are_its_own_name_cut_at_signs() -> None:
    assert file_words("/logos/The_Quay-2x.jpg.webp?blank") == {"the", "quay", "2", "x"}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60) | st.text("/.-_0123456789wx%?#:", max_size=60))
def test_any_text_can_be_asked_as_an_address(text: str) -> None:
    widest = widest_candidate(text)
    assert widest is None or (widest in text and widest == "".join(widest.split()).strip(","))
    assert path_of(text) == path_of(text).lower().strip("/ ")
    assert all(number in path_of(text) for number in asset_numbers(text))
    assert all(word in path_of(text) for word in file_words(text))
    assert not is_mark(text) or file_words(text)
    assert not is_tracker(text) or "/" in text
    assert identity(text) != ""


NAMES = st.from_regex(r"[bcdfghjklm]{5,9}", fullmatch=True)
SIZES = st.sampled_from(["", "-800x600", "_1200w", "-scaled", "-thumbnail", "-w640", "@2x"])
ENDINGS = st.sampled_from([".jpg", ".JPG", ".png", ".jpg.webp"])
QUERIES = st.sampled_from(["", "?w=640", "?x=1#top"])


@settings(max_examples=60, deadline=None)
@given(NAMES, NAMES, SIZES, ENDINGS, QUERIES)
def test_the_identity_of_a_photo_is_its_path_and_its_own_identity(
    folder: str, name: str, size: str, ending: str, query: str
) -> None:
    known = identity(f"https://c.example/{folder}/{name}{size}{ending}{query}")
    assert (known, identity(known)) == (f"{folder}/{name}", known)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NAMES, st.integers(1, 4000)), min_size=1, max_size=6))
def test_the_widest_candidate_is_the_one_with_the_largest_width(candidates: list[tuple[str, int]]) -> None:
    srcset = ", ".join(f"/{name}.jpg {width}w" for name, width in candidates)
    name, _ = max(candidates, key=lambda candidate: candidate[1])
    assert widest_candidate(srcset) == f"/{name}.jpg"


STAND_INS = st.sampled_from([DOT, "/static/placeholder.png", "/blank.gif", "/{{width}}/quay.jpg"])
REAL = NAMES.map("/{}.jpg".format)
WRITTEN = st.dictionaries(st.sampled_from(["src", "data-src", "data-original", "srcset"]), STAND_INS | REAL)


@settings(max_examples=100, deadline=None)
@given(WRITTEN)
def test_a_stand_in_is_the_address_only_where_the_page_writes_no_other(written: dict[str, str]) -> None:
    src = written.get("src")
    real = {value for value in written.values() if not is_stand_in(value)}
    chosen = address("<img " + " ".join(f'{name}="{value}"' for name, value in written.items()) + ">")
    assert chosen in ({src} if src in real else real or {src})


LONG = 200_000
"""Code points at which a pattern that reads its text again from each of them would not come to an end."""


@pytest.mark.parametrize(
    "text",
    [
        "/" * LONG,
        "/a" + ".jpg" * LONG + "x",
        "/a" + ".jpg" * LONG,
        ".1/" * LONG,
        "/.jpg?" * LONG + " x",
        "/https:/a" * LONG,
        "/https:/a" * LONG + "%0ax",
        "/photo" + "-640x480" * LONG,
        "/photo-" + "9" * LONG,
    ],
    ids=["slashes", "no end", "ends", "folders", "queries", "inner", "broken", "sizes", "digits"],
)
def test_an_endless_address_is_a_picture_s_address_as_any_other(text: str) -> None:
    assert address(f'<img src="{text}">') == text
    assert address(f'<img data-photo="{text}" src={DOT}>') in {text, DOT}
    assert address(f'<a href="{text}"><img src={DOT}></a>') in {text, DOT}
    assert (is_stand_in(text), is_mark(text), is_tracker(text)) == (False, False, False)
    assert set(identity(text)) <= set(text) | {"?", "\n"}


def test_a_long_picture_as_data_is_an_address_as_any_other() -> None:
    data = f"data:image/png;base64,{'/9j4.jpg' * LONG}"
    assert address(f'<img src="{data}">') == data


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        ("data-photo=/quay.jpg", "/quay.jpg"),
        ("data-photo=https://c.example/a/quay.jpg?w=[3]&h={4}", "https://c.example/a/quay.jpg?w=[3]&h={4}"),
        ("data-photo=/a/quay.jpg?of=/pier.png", "/a/quay.jpg?of=/pier.png"),
        ("data-photo=quay.jpg", DOT),
        ("data-photo=/quay.jpgs", DOT),
        ("data-photo='/quay.jpg?a b'", DOT),
        ("data-photo=/{w}/quay.jpg", DOT),
        ("data-photo='see /quay.jpg'", DOT),
    ],
)
def test_an_attribute_names_a_picture_file_or_does_not(attribute: str, expected: str) -> None:
    assert address(f"<img src={DOT} {attribute}>") == expected


@pytest.mark.parametrize(
    ("beside", "expected"), [(0, "/quay.jpg"), (1, DOT), (3, DOT)], ids=["alone", "a pair", "a row"]
)
def test_a_link_enlarges_the_only_picture_in_it(beside: int, expected: str) -> None:
    assert address(f"<a href=/quay.jpg><b><img src={DOT}></b>{f'<img src={DOT}>' * beside}</a>") == expected


def test_a_picture_s_sources_are_looked_at_up_to_a_number() -> None:
    blank = "<source srcset=/blank.gif>"
    sets = [f"<picture>{blank * count}<source srcset=/quay.webp><img src={DOT}></picture>" for count in (10, 1_000)]
    assert [address(markup) for markup in sets] == ["/quay.webp", DOT]


@pytest.mark.parametrize(
    "text", ["/" * 50_000, " " * 50_000, "a," * 25_000, "1" * 50_000, "-" * 50_000, "\ud800/\x00", "/https://a" * 5_000]
)
def test_a_hostile_address_is_read_to_its_end(text: str) -> None:
    assert isinstance(identity(text), str)
    assert asset_numbers(text) == asset_numbers(text)
    assert widest_candidate(text) is None or isinstance(widest_candidate(text), str)
