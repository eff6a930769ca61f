from collections.abc import Iterator
from typing import Any

import bs4
import pytest
import turbohtml
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from turbohtml import DocumentFragment, Element

from cutline.page.document import Document
from cutline.page.soup import TreeCopier, soup_of


def soup(html: str | bytes) -> BeautifulSoup:
    return soup_of(Document.parse(html))


def parsed(document: Document) -> Iterator[tuple[Any, ...]]:
    """Walk the parsed tree: depth and what stands there, an element with its place."""
    rest: list[tuple[Any, int]] = [(node, 0) for node in reversed(list(document.tree.children))]
    while rest:
        node, depth = rest.pop()
        if isinstance(node, DocumentFragment):
            rest.extend((child, depth) for child in reversed(list(node.children)))
        elif isinstance(node, Element):
            attributes = {name: node.attr(name) for name in node.attrs}
            yield depth, node.tag, node.namespace.name, attributes, node.source_line, node.source_col
            rest.extend((child, depth + 1) for child in reversed(list(node.children)))
        else:
            yield depth, type(node).__name__, written(node)


def written(node: Any) -> str:
    if isinstance(node, turbohtml.ProcessingInstruction):
        return f"{node.target} {node.data}"
    if isinstance(node, turbohtml.Doctype):
        return str(bs4.Doctype.for_name_and_ids(node.name, node.public_id or "", node.system_id or ""))
    return str(node.data)


def copied(made: BeautifulSoup) -> Iterator[tuple[Any, ...]]:
    """Walk the soup in the same way, lists put together again."""
    namespaces = {"xhtml": "HTML", "svg": "SVG", "MathML": "MATHML"}
    rest: list[tuple[Any, int]] = [(node, 0) for node in reversed(made.contents)]
    while rest:
        node, depth = rest.pop()
        if isinstance(node, bs4.Tag):
            namespace = namespaces[str(node.namespace).rpartition("/")[2]]
            yield depth, node.name, namespace, dict(node.attrs), node.sourceline, node.sourcepos
            rest.extend((child, depth + 1) for child in reversed(node.contents))
        else:
            kind = type(node).__name__
            text = kind not in ("Comment", "Doctype", "ProcessingInstruction", "CData")
            yield depth, "Text" if text else kind, str(node)


def assert_same(html: str | bytes) -> None:
    document = Document.parse(html)
    ours, theirs = list(copied(soup_of(document))), list(parsed(document))
    assert len(ours) == len(theirs)
    for mine, yours in zip(ours, theirs, strict=True):
        if len(mine) == 6:
            split = {name: " ".join(value) if isinstance(value, list) else value for name, value in mine[3].items()}
            whole = {n: " ".join(v.split()) if isinstance(mine[3][n], list) else v for n, v in yours[3].items()}
            assert (mine[:3], split, mine[4:]) == (yours[:3], whole, yours[4:])
        else:
            assert mine == (yours[0], "Text" if yours[1] == "CData" else yours[1], yours[2])


WRITTEN = [
    "",
    "x",
    "<p>one<p>two",
    "<!doctype html><!-- c --><html lang=en><title>t</title><body>  x\n\n <p> \n </p>\ty",
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0" "x.dtd"><p>x',
    "<table><tr><td>1<tr><td>2</table><table><b>out<td>in",
    "<b><i>x</b>y</i><a>1<a>2<p>3</a>4",
    "<template id=t> <p>a<template>b</template></p>\n</template>c",
    "<svg viewBox='0 0 1 1' xlink:href=#x><linearGradient/><foreignObject><p>x</foreignObject><![CDATA[<z>]]></svg>",
    "<math definitionurl=x><mi>x</mi><annotation-xml encoding=text/html><p>y</annotation-xml></math>",
    "<p class=' a  b a ' id='' rel=x headers='y z' hidden=hidden checked>x<a rel='nofollow  me'>y</a>",
    "<td headers='a b'>x<table><td headers='a  b'>y",
    "<pre>\n\n x </pre><textarea>\n  </textarea><script>if (a<b) '</p>'</script><style>p>i{}</style>",
    "<noscript><img src=x></noscript><noframes><p></noframes><iframe><p></iframe>",
    "<select><option>1<option>2<optgroup><option>3</select><ruby>a<rt>b<rp>c</ruby>",
    "<?php echo 1 ?><![CDATA[x]]><!x></ y><!---->",
    "<frameset><frame></frameset>",
    "\r\n<p>\r\rx<b\nid=q\r\n>y",
    "<input><br/><br></br></p><image src=x><img alt='a&amp;b &lt; \"'>",
    "\U0001f600<p>\u202eabc</p><i>\ufeff",
]


@pytest.mark.parametrize("html", WRITTEN)
def test_the_soup_is_the_parsed_tree(html: str) -> None:
    assert_same(html)


@pytest.mark.parametrize("html", WRITTEN)
def test_the_soup_written_out_parses_to_the_same_soup(html: str) -> None:
    once = soup(html)
    assert [t.name for t in soup(str(once)).find_all(True)] == [t.name for t in once.find_all(True)]


_PIECES = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<a>",
    "</a>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<svg>",
    "</svg>",
    "<title>",
    "</title>",
    "<template>",
    "</template>",
    "<select>",
    "<option>",
    "<li>",
    "<ul>",
    "</ul>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<pre>",
    "x",
    "&amp;",
    "<br>",
    "<math>",
    "<mi>",
    "</div>",
    "<h1>",
    "<foreignObject>",
    "<![CDATA[",
    "]]>",
    "</body>",
    "<form>",
    "<?",
    "<textarea>",
    "<colgroup>",
    "<frameset>",
    "<noscript>",
    "<div class='a b'>",
    "<img alt=y>",
    "<body id=q>",
    "<html lang=de>",
    "\n",
    "\r\n",
    " ",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_the_soup_of_any_tag_soup_is_the_parsed_tree(html: str) -> None:
    assert_same(html)


def test_positions_are_those_of_the_start_tag() -> None:
    made = soup("<main>\n  <p>x <img\nalt=y></p>\n</main>")
    assert [(t.name, t.sourceline, t.sourcepos) for t in made.find_all(["main", "p", "img"])] == [
        ("main", 1, 0),
        ("p", 2, 2),
        ("img", 2, 7),
    ]


def test_what_the_source_does_not_write_has_no_position() -> None:
    made = soup("<table><tr><td>x")
    assert [(t.name, t.sourceline is None) for t in made.find_all(True)] == [
        ("html", True),
        ("head", True),
        ("body", True),
        ("table", False),
        ("tbody", True),
        ("tr", False),
        ("td", False),
    ]


def test_values_come_in_the_types_bs4_gives_them() -> None:
    made = soup(
        "<p class=' a  b ' id='a b' hidden>x</p><script>s</script><style>c</style><!--n--><template>t</template>"
    )
    paragraph = made.p
    assert paragraph is not None
    assert dict(paragraph.attrs) == {"class": ["a", "b"], "id": "a b", "hidden": ""}
    strings = [type(made.select_one(tag).string).__name__ for tag in ("p", "script", "style", "template")]  # type: ignore[union-attr]
    assert strings == ["NavigableString", "Script", "Stylesheet", "TemplateString"]
    assert [str(c) for c in made.find_all(string=lambda text: isinstance(text, bs4.Comment))] == ["n"]


def test_links_between_nodes_hold_from_end_to_end() -> None:
    made = soup("<div>a<p>b<i>c</i></p>d</div>e<template>f</template>g")
    forward = list(made.descendants)
    assert [str(node) for node in forward if isinstance(node, bs4.NavigableString)] == list("abcdefg")
    backward = [forward[-1], *forward[-1].previous_elements]
    assert backward[: len(forward)] == forward[::-1]
    assert [t.next_sibling for t in made.find_all("p")] == ["d"]


def test_selectors_find_elements_of_every_namespace() -> None:
    made = soup(
        "<figure><svg viewBox='0 0 1 1'><foreignObject><p class=x>y</p></foreignObject></svg><img alt=z></figure>"
    )
    assert [t.name for t in made.select("figure img, svg[viewBox] foreignObject > p.x")] == ["p", "img"]


def test_the_encoding_is_the_one_the_page_was_read_in() -> None:
    made = soup('<meta charset="windows-1252"><p>caf\xe9'.encode("windows-1252"))
    assert (made.original_encoding, made.p and made.p.string) == ("windows-1252", "café")


def test_thirty_thousand_nested_elements_do_not_recurse() -> None:
    made = soup("<div>" * 30_000 + "x")
    assert len(made.find_all("div")) == 30_000
    assert made.get_text() == "x"


def test_the_document_keeps_one_soup() -> None:
    document = Document.parse("<p>x")
    assert document.soup is document.soup


def test_a_builder_without_a_soup_says_what_to_do() -> None:
    with pytest.raises(RuntimeError, match="pass it as BeautifulSoup"):
        TreeCopier(turbohtml.parse("<p>x")).feed("")
