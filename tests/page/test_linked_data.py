import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.model.page import LinkedImage
from cutline.page.document import Document
from cutline.page.linked_data import LinkedData, linked_data_of, linked_images, unreadable_blocks


def page(*blocks: str) -> Document:
    return Document.parse("".join(f'<script type="application/ld+json">{block}</script>' for block in blocks))


def images_of(graph: Any) -> list[LinkedImage]:
    return list(linked_images(page(json.dumps(graph))))


FERRY = LinkedImage("https://news.example/ferry.jpg")


def test_an_image_object_comes_with_its_texts() -> None:
    graph = {
        "@context": "https://schema.org",
        "@type": "ImageObject",
        "contentUrl": "https://news.example/ferry.jpg",
        "url": "https://news.example/page",
        "caption": " A ferry\n leaves. ",
        "creditText": "Reuters",
        "creator": [{"@type": "Person", "name": "Ilse Marn"}, "Tove Ekk"],
        "copyrightHolder": {"@type": "Organization", "name": "Reuters"},
        "license": {"@id": "https://news.example/licence"},
        "acquireLicensePage": "https://news.example/buy",
        "description": "The harbour",
    }
    assert images_of(graph) == [
        LinkedImage(
            url="https://news.example/ferry.jpg",
            caption="A ferry leaves.",
            credit="Reuters",
            creator="Ilse Marn, Tove Ekk",
            copyright_notice="Reuters",
            license="https://news.example/licence",
            acquire_license_page="https://news.example/buy",
            description="The harbour",
        )
    ]


def test_keys_and_types_are_read_in_any_case() -> None:
    graph = {"@TYPE": "http://schema.org/imageobject", "contenturl": "a.jpg", "Caption": "A ferry", "CREDITTEXT": "AP"}
    assert images_of(graph) == [LinkedImage("a.jpg", caption="A ferry", credit="AP")]


@pytest.mark.parametrize(
    "graph",
    [
        {"@type": "ImageObject", "url": FERRY.url},
        [{"@type": ["CreativeWork", "ImageObject"], "url": FERRY.url}],
        {"@graph": [{"@type": "WebPage"}, {"@type": "ImageObject", "url": FERRY.url}]},
        {"@type": "NewsArticle", "image": FERRY.url},
        {"@type": "NewsArticle", "image": [FERRY.url]},
        {"@type": "NewsArticle", "image": {"url": FERRY.url}},
        {"@type": "NewsArticle", "image": {"@type": "ImageObject", "url": [FERRY.url, "b.jpg"]}},
        {"@type": "NewsArticle", "mainEntity": {"associatedMedia": [{"@type": "ImageObject", "url": FERRY.url}]}},
        {"@type": "ImageGallery", "image": [{"@type": "ImageObject", "contentUrl": {"url": FERRY.url}}]},
        [{"@type": "NewsArticle", "image": FERRY.url}, {"@type": "ImageObject", "url": FERRY.url}],
    ],
)
def test_images_are_found_anywhere_in_the_graph(graph: Any) -> None:
    assert images_of(graph) == [FERRY]


@pytest.mark.parametrize(
    "graph",
    [
        {"@type": "NewsArticle", "publisher": {"@type": "NewsMediaOrganization", "logo": {"@type": "ImageObject"}}},
        {"@type": "Organization", "image": {"@type": "ImageObject", "url": "hq.jpg"}},
        {"@type": "NewsArticle", "author": {"@type": "Person", "image": "portrait.jpg"}},
        {"@type": "NewsArticle", "logo": {"@type": "ImageObject", "url": "logo.png"}},
        {"@type": "NewsArticle", "image": {"@id": "#primary"}},
        {"@type": "NewsArticle", "image": ["", None, 7, True, {}]},
        "image",
        7,
        None,
        [],
    ],
)
def test_logos_portraits_and_references_are_no_pictures(graph: Any) -> None:
    assert images_of(graph) == []


def test_images_come_in_the_order_of_the_source() -> None:
    graph = {"image": ["a.jpg", {"url": "b.jpg"}], "@graph": [{"@type": "ImageObject", "url": "c.jpg"}]}
    document = page(json.dumps(graph), '{"image": "d.jpg"}')
    assert [image.url for image in linked_images(document)] == ["a.jpg", "b.jpg", "c.jpg", "d.jpg"]


@pytest.mark.parametrize(
    "block",
    [
        '<![CDATA[ {"image": "a.jpg"} ]]>',
        '//<![CDATA[\n{"image": "a.jpg"}\n//]]>',
        '/*<![CDATA[*/ {"image": "a.jpg"} /*]]>*/',
        '{"image": "a.jpg",}',
        '{"image": ["a.jpg", ], }',
        '{"image": "a.jpg", "caption": "one\ntwo\tthree"}',
        '{"image": "a.jpg"};',
    ],
)
def test_a_block_with_a_small_fault_is_read_leniently(block: str) -> None:
    assert linked_data_of(page(block)) == LinkedData((LinkedImage("a.jpg"),), unreadable=0)


@pytest.mark.parametrize(
    "block",
    ['{"image": "a.jpg"', "{'image': 1}", "var x = 1", "{{image}}", '{"image": "a.jpg"} {"b": 1}', "[" * 100_000],
)
def test_a_broken_block_is_counted_and_the_others_are_read(block: str) -> None:
    document = page(block, '{"image": "b.jpg"}', "")
    assert (linked_images(document), unreadable_blocks(document)) == ((LinkedImage("b.jpg"),), 1)


def test_other_scripts_are_not_read() -> None:
    document = Document.parse(
        '<script>{"image": "a.jpg"}</script><script type="application/json">{"image": 1}</script>'
    )
    assert linked_data_of(document) == LinkedData()


def test_the_type_of_a_block_may_have_parameters() -> None:
    document = Document.parse('<script type="Application/LD+JSON; charset=utf-8">{"image": "a.jpg"}</script>')
    assert linked_images(document) == (LinkedImage("a.jpg"),)


def test_what_is_nested_too_deep_is_left_alone() -> None:
    graph = '{"a":' * 200 + '{"image": "a.jpg"}' + "}" * 200
    assert linked_data_of(page(graph, '{"image": "b.jpg"}')) == LinkedData((LinkedImage("b.jpg"),))


def test_a_very_large_block_is_read_only_so_far() -> None:
    graph = {"image": "a.jpg", "list": list(range(300_000)), "thumbnail": {"@type": "ImageObject", "url": "z.jpg"}}
    assert images_of(graph) == [LinkedImage("a.jpg")]


_VALUES: Any = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.sampled_from(["ImageObject", "a.jpg"])),
    lambda inside: st.one_of(
        st.lists(inside, max_size=4),
        st.dictionaries(
            st.sampled_from(
                ["@type", "image", "Image", "url", "caption", "creator", "@graph", "logo", "license", "@id"]
            ),
            inside,
            max_size=4,
        ),
    ),
    max_leaves=20,
)


@settings(max_examples=100, deadline=None)
@given(_VALUES)
def test_no_graph_upsets_the_reading(graph: Any) -> None:
    data = linked_data_of(page(json.dumps(graph).replace("</", "<\\/")))
    assert data.unreadable == 0
    assert len(set(data.images)) == len(data.images)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='{}[]",:<>!-/*; aimge\n\\\ud800', max_size=60))
def test_a_block_counts_as_unreadable_or_gives_images_and_costs_its_neighbours_nothing(block: str) -> None:
    alone = linked_data_of(page(block))
    assert not (alone.images and alone.unreadable)
    beside = linked_data_of(page(block, json.dumps({"@type": "ImageObject", "contentUrl": FERRY.url}), block))
    assert beside == LinkedData((*alone.images, FERRY), 2 * alone.unreadable)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=":<>!-/*; aimge\n\\\ud800", max_size=60))
def test_a_block_with_words_and_no_json_is_unreadable(block: str) -> None:
    assert linked_data_of(page(block)) == LinkedData((), 1 if block.strip() else 0)
