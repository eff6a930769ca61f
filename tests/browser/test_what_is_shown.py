"""What a browser shows is judged, and places stay those of the source."""

from pathlib import Path
from typing import Any

import pytest

from cutline.config.schema import Config
from cutline.engine.rendering import Screening, rendered_pages, rendered_results
from cutline.sources.files import NotAudited
from cutline.sources.targets import expand

FIGURE = '<figure><img src="fair-1.jpg" width="600" height="400"><figcaption>A grey horse.</figcaption></figure>'
PAGE = '<!doctype html>\n<html lang="en"><title>Fair day</title>\n<main><h1>Fair day in Rudno</h1>\n{}\n</main></html>'


def places(result: Any) -> list[tuple[str, int | None, int | None]]:
    return [(finding.rule, finding.location.line, finding.location.column) for finding in result.findings]


def test_a_photo_keeps_its_place_and_one_that_a_script_made_has_none(shown: Any, tmp_path: Path) -> None:
    made = FIGURE.replace("fair-1", "fair-2")
    script = f"<script>document.querySelector('h1').insertAdjacentHTML('afterend', '<p>Before.</p>{made}')</script>"
    (tmp_path / "page.html").write_text(PAGE.format(FIGURE + script), "utf-8")
    (result,) = shown(str(tmp_path), select=["alt-missing"])
    assert places(result) == [("alt-missing", 4, 9), ("alt-missing", None, None)]
    assert [finding.snippet for finding in result.findings] == [
        '<img src="fair-1.jpg" width="600" height="400">',
        '<img src="fair-2.jpg" width="600" height="400">',
    ]


def test_a_clone_has_no_place_of_its_own(shown: Any, tmp_path: Path) -> None:
    clone = (
        "<script>const copy = document.querySelector('figure').cloneNode(true);"
        "copy.querySelector('img').src = 'fair-2.jpg'; document.querySelector('main').append(copy)</script>"
    )
    (tmp_path / "page.html").write_text(PAGE.format(FIGURE + clone), "utf-8")
    (result,) = shown(str(tmp_path), select=["alt-missing"])
    assert places(result) == [("alt-missing", 4, 9), ("alt-missing", None, None)]


def test_no_script_of_the_page_sees_that_it_is_watched(shown: Any, tmp_path: Path) -> None:
    spy = (
        "<script>const html = document.documentElement.outerHTML;"
        "if (/data-[c]utline/.test(html) || 'cut' + 'line' in window)"
        "document.querySelector('h1').id = 'watched'</script>"
    )
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(FIGURE + spy + "<p>After.</p>"), "utf-8")
    shown(str(page), recording=tmp_path / "kept", select=["alt-missing"])
    (kept,) = (tmp_path / "kept").iterdir()
    html = kept.read_text("utf-8")
    assert "watched" not in html.replace("'watched'", "")
    assert '<h1 data-cutline=\\"' in html


def test_neighbours_of_a_local_page_are_shown_and_nothing_above_its_folder(shown: Any, tmp_path: Path) -> None:
    folder = tmp_path / "galleries"
    folder.mkdir()
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
    (folder / "fair-1.svg").write_text(drawing, "utf-8")
    (tmp_path / "secret.svg").write_text(drawing, "utf-8")
    (folder / "notes.txt").write_text("private", "utf-8")
    script = (
        "<script>for (const file of ['notes.txt', '../secret.svg', '%2e%2e/secret.svg'])"
        "fetch(file).then((answer) => answer.ok && document.querySelector('h1').append('READ ' + file))</script>"
    )
    figures = FIGURE.replace(".jpg", ".svg") + FIGURE.replace("fair-1", "fair-2")
    (folder / "page.html").write_text(PAGE.format(figures + script), "utf-8")
    (result,) = shown(str(folder), select=["image-broken"], recording=tmp_path / "kept")
    assert [(outcome.outcome, outcome.judged) for outcome in result.outcomes if outcome.rule == "image-broken"] == [
        ("passed", 1)
    ]
    assert "READ notes" not in next((tmp_path / "kept").iterdir()).read_text("utf-8").replace("'READ '", "")


def test_what_a_browser_saved_with_a_page_is_loaded(shown: Any, tmp_path: Path) -> None:
    files = tmp_path / "page_files"
    files.mkdir()
    drawing = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='600' height='400'/%3E"
    image = f'<img src="{drawing}" width="600" height="400">'
    words = "<figcaption>A boy leads a grey horse across the square of Rudno.</figcaption>"
    built = f"document.querySelector('main').insertAdjacentHTML('beforeend', `<figure>{image}{words}</figure>`)"
    (files / "build.js.download").write_text(built, "utf-8")
    (files / "saved_resource.html").write_text(f'<img src="{drawing}" width="600" height="400">', "utf-8")
    (tmp_path / "other.html").write_text("<p>OTHER</p>", "utf-8")
    frames = "".join(
        f'<iframe width="700" height="500" src="./page_files/{name}"></iframe>'
        for name in ("saved_resource.html", "%2e%2e/other.html")
    )
    read = (
        "<script>onload = () => { for (const { contentDocument } of document.querySelectorAll('iframe')) "
        "document.querySelector('h1').append(contentDocument?.body.innerText || '') }</script>"
    )
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(f'{frames}{read}<script src="./page_files/build.js.download"></script>'), "utf-8")
    (result,) = shown(str(page), select=["alt-missing", "pictures-in-frame"], recording=tmp_path / "kept")
    assert sorted(claim.rule for claim in (*result.findings, *result.reviews)) == ["alt-missing", "pictures-in-frame"]
    assert "OTHER" not in next((tmp_path / "kept").iterdir()).read_text("utf-8")


def test_late_pictures_are_waited_for(shown: Any, site: Any) -> None:
    dot = bytes.fromhex("47494638396101000100800000ffffff00000021f90400000000002c00000000010001000002024401003b")
    site.page("/fair.gif", dot, Content_Type="image/gif")
    figure = FIGURE.replace("<img", '<img alt="A horse" loading="lazy"').replace("fair-1.jpg", "/fair.gif")
    address = site.page("/page", PAGE.format(f'<div style="height: 9000px"></div>{figure}'))
    (result,) = shown(address, select=["image-broken"])
    assert [(outcome.outcome, outcome.judged) for outcome in result.outcomes if outcome.rule == "image-broken"] == [
        ("passed", 1)
    ]
    site.page("/fair.gif", "no such picture", 404)
    (result,) = shown(address, select=["image-broken"])
    assert [finding.rule for finding in result.findings] == ["image-broken"]


def test_what_is_to_be_hidden_is_neither_shown_nor_judged(shown: Any, tmp_path: Path) -> None:
    banner = '<div id="consent"><button></button></div>'
    (tmp_path / "page.html").write_text(PAGE.format(banner + FIGURE), "utf-8")
    (seen,) = shown(str(tmp_path), select=["control-name-missing"])
    (hidden,) = shown(str(tmp_path), select=["control-name-missing"], hide=("#consent",))
    assert ([finding.snippet for finding in seen.findings], hidden.findings) == (["<button>"], ())


def test_the_site_s_own_frames_are_asked_too(shown: Any, site: Any) -> None:
    inner = site.page("/inner", '<!doctype html><html lang="en"><title>Inner</title><button></button></html>')
    apart = inner.replace("127.0.0.1", "localhost")
    frames = f'<iframe title="one" src="{inner}"></iframe><iframe title="two" src="{apart}"></iframe>'
    address = site.page("/page", PAGE.format(frames))
    (result,) = shown(address, select=["control-name-missing"], allow_hosts=("localhost", "127.0.0.1"))
    assert [len(finding.location.selector) for finding in result.findings] == [2]


def test_a_recording_is_judged_as_the_page_was(shown: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(FIGURE + '<button class="next">›</button>'), "utf-8")
    live = shown(str(page), recording=tmp_path / "kept")
    page.unlink()
    again = list(rendered_results(expand([str(page)]), Config(), Screening(replay=tmp_path / "kept")))
    assert again == live


def test_pages_are_recognised_as_they_are_shown_or_say_why_not(viewing: Any, tmp_path: Path) -> None:
    script = "<script>document.querySelector('figcaption').textContent = 'Two carts collide.'</script>"
    (tmp_path / "page.html").write_text(PAGE.format(FIGURE + script), "utf-8")
    targets = expand([str(tmp_path / "page.html"), str(tmp_path / "gone.html")])
    (name, page), (gone, problem) = rendered_pages(targets, Config(), Screening(viewing=viewing))
    assert [photo.caption.text for photo in page.photos if photo.caption] == ["Two carts collide."]
    assert (name, gone) == (str(tmp_path / "page.html"), str(tmp_path / "gone.html"))
    assert isinstance(problem, NotAudited)


def test_a_page_without_a_recording_was_not_audited(tmp_path: Path) -> None:
    (result,) = rendered_results(expand(["page.html"]), Config(), Screening(replay=tmp_path))
    assert result.status == "failed"
    assert result.reason.startswith("there is no recording of it: ")


@pytest.mark.parametrize("rule", ["skip-link-ineffective", "caption-clipped", "gallery-keyboard", "image-broken"])
def test_a_page_from_memory_needs_no_network(shown: Any, tmp_path: Path, rule: str) -> None:
    (tmp_path / "page.html").write_text(PAGE.format(FIGURE), "utf-8")
    (result,) = shown(str(tmp_path), select=[rule], allow_hosts=("nowhere.invalid",))
    assert result.status == "audited"


SLIDE = (
    '<figure style="height: 300px; margin: 0"><img src="/p.jpg" width="300" height="200" alt="The fair.">'
    '<figcaption style="{style}">{words}</figcaption></figure>'
)
TRACK = '<!doctype html><title>Fair day</title><main><div style="height: 300px; overflow: hidden">{slides}</div></main>'


def test_a_caption_is_cut_where_its_own_words_are_and_not_where_the_next_slide_waits(shown: Any, site: Any) -> None:
    words = [
        "A boy leads a grey horse across the square, where on any other day only pigeons walk.",
        "Two women stand beside the well, where Aldery has sold its bread for a hundred years.",
    ]
    whole = "".join(SLIDE.format(style="", words=one) for one in words)
    low = "".join(SLIDE.format(style="width: 300px; height: 20px; overflow: hidden", words=one) for one in words)
    pages = [site.page(f"/{place}", TRACK.format(slides=slides)) for place, slides in enumerate((whole, low))]
    waiting, cut = shown(*pages, select=["caption-clipped"])
    assert (waiting.findings, waiting.reviews) == ((), ())
    hidden = [{said.label: said.value for said in one.evidence}["what is hidden"] for one in cut.findings]
    assert [caption.endswith(end) and end != caption for caption, end in zip(words, hidden, strict=True)] == [
        True,
        True,
    ]
