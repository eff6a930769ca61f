"""Photos and texts in shadow trees belong to the page that readers get."""

from pathlib import Path
from typing import Any

import pytest

from cutline.model.rendered import replayed
from cutline.page.recognise import recognise
from cutline.page.shown import Shown
from cutline.sources.recordings import recorded

CARD = (
    "<style>p { color: red }</style><figure aria-labelledby='text'><img src='fair-1.jpg' width='600' height='400'>"
    "<figcaption id='text'><slot name='text'>A fair without words.</slot></figcaption></figure>"
)
PAGE = (
    '<!doctype html>\n<html lang="en"><title>Fair day</title><main id="text"><h1>Fair day in Rudno</h1>\n{}\n'
    "<script>customElements.define('photo-card', class extends HTMLElement {{ constructor() {{ super();"
    'this.attachShadow({{ mode: "{}" }}).innerHTML = `{}` }} }})</script></main></html>'
)
SLOTTED = (
    '<photo-card><span slot="text">A boy leads <b>a grey horse</b>.</span><p>Never shown to anybody.</p></photo-card>\n'
    "<photo-card></photo-card>"
)


def captured(shown: Any, folder: Path, html: str, **wishes: Any) -> tuple[Any, Any]:
    (folder / "page.html").write_text(html, "utf-8")
    (result,) = shown(str(folder / "page.html"), recording=folder / "kept", **wishes)
    (file,) = recorded(folder / "kept")
    return result, recognise(Shown.of(replayed(file.read_bytes())), source="")


def test_photos_have_the_captions_that_are_slotted_into_them(shown: Any, tmp_path: Path) -> None:
    _, page = captured(shown, tmp_path, PAGE.format(SLOTTED, "open", CARD))
    assert [(photo.src, photo.caption and photo.caption.text) for photo in page.photos] == [
        ("fair-1.jpg", "A boy leads a grey horse."),
        ("fair-1.jpg", "A fair without words."),
    ]
    assert "Never shown" not in page.document.tree.text


def test_a_finding_in_a_shadow_tree_says_how_to_get_there(shown: Any, tmp_path: Path) -> None:
    result, _ = captured(shown, tmp_path, PAGE.format(SLOTTED, "open", CARD), select=["alt-missing"])
    assert [(one.location.line, one.location.selector, one.snippet) for one in result.findings] == [
        (
            None,
            (f"html > body > main > photo-card:nth-of-type({place}) >>> figure > img",),
            '<img src="fair-1.jpg" width="600" height="400">',
        )
        for place in (1, 2)
    ]


def test_what_is_slotted_keeps_its_place_in_the_source(shown: Any, tmp_path: Path) -> None:
    card = "<slot></slot>"
    body = '<photo-card><figure><img src="fair-1.jpg" width="600" height="400"></figure></photo-card>'
    result, _ = captured(shown, tmp_path, PAGE.format(body, "open", card), select=["alt-missing"])
    (finding,) = result.findings
    assert (finding.location.line, finding.location.column) == (3, 21)
    assert finding.location.selector == ("html > body > main > photo-card > figure > img",)


def test_names_of_a_shadow_tree_are_its_own(shown: Any, tmp_path: Path) -> None:
    link = '<a href="#story">Skip to main content</a>'
    html = PAGE.format(link + "<photo-card></photo-card>", "open", '<p id="story">The story.</p>')
    _, page = captured(shown, tmp_path, html)
    assert [link.target_exists for link in page.skip_links] == [False]
    assert 'id="cutline-shadow-0-story"' in page.document.tree.html


def test_trees_within_trees_are_read(shown: Any, tmp_path: Path) -> None:
    inner = CARD.replace("<slot name='text'>A fair without words.</slot>", "<slot></slot>")
    nested = (
        "<script>customElements.define('photo-row', class extends HTMLElement { constructor() { super();"
        "this.attachShadow({ mode: 'open' }).innerHTML = '<photo-card><slot></slot></photo-card>' } })</script>"
    )
    body = f"<photo-row>Two carts collide.</photo-row>{nested}"
    _, page = captured(shown, tmp_path, PAGE.format(body, "open", inner))
    assert [photo.caption and photo.caption.text for photo in page.photos] == ["Two carts collide."]


def test_what_axe_finds_in_a_shadow_tree_is_placed(shown: Any, tmp_path: Path) -> None:
    html = PAGE.format("<photo-card></photo-card>", "open", "<button></button>")
    result, _ = captured(shown, tmp_path, html, select=["control-name-missing"])
    assert [(one.snippet, one.location.selector) for one in result.findings] == [
        ("<button>", ("html > body > main > photo-card >>> button",))
    ]


@pytest.mark.parametrize(("mode", "photos"), [("open", 1), ("closed", 0)])
def test_a_closed_tree_is_not_read(shown: Any, tmp_path: Path, mode: str, photos: int) -> None:
    _, page = captured(shown, tmp_path, PAGE.format("<photo-card></photo-card>", mode, CARD))
    assert len(page.photos) == photos


def test_a_focused_link_in_a_shadow_tree_is_not_covered_by_its_own_host(shown: Any, tmp_path: Path) -> None:
    html = PAGE.format("<photo-card></photo-card>", "open", "<a href='#text'>Skip to main content</a>")
    html = html.replace("<main", "<photo-card></photo-card><main", 1)
    result, _ = captured(shown, tmp_path, html, select=["skip-link-hidden-on-focus"])
    assert result.findings == ()
