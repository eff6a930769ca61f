"""Galleries of many makes, worked with real keys and a mouse."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cutline.sources.discovery import find_browser, is_root
from cutline.sources.keyboard import ARROWS
from cutline.sources.recordings import replay

DRAWING = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='600' height='400' id='{}'/%3E"
PHOTOS = "".join(
    f'<img src="{DRAWING.format(name)}" width="600" height="400" alt="{name}">' for name in ("Horse", "Cart")
)
PAGE = (
    '<!doctype html><html lang="en"><title>Fair day</title><style>.next {{ cursor: pointer }} {style}</style>'
    '<main><h1>Fair day in Rudno</h1><section class="gallery">{gallery}</section>'
    '<a href="/horses">The horses</a></main><script>{script}</script></html>'
)
NEXT = '<div class="next">Next photo</div>'
FRAMES = (
    "const photos = [...document.querySelectorAll('.gallery img')]; photos[1].hidden = true;"
    "const turn = () => photos.forEach((photo) => { photo.hidden = !photo.hidden });"
)
BY_MOUSE = "document.querySelector('.next').onclick = turn;"
STRIP = (
    f'<div class="strip" style="overflow-x: auto; width: 600px; white-space: nowrap">{PHOTOS}</div>{NEXT}',
    "document.querySelector('.next').onclick = () => document.querySelector('.strip').scrollBy(600, 0)",
)
LINKED = (
    '<div style="overflow: hidden; width: 600px; white-space: nowrap" class="strip">'
    + PHOTOS.replace("<img", '<a href="/horse"><img').replace('">', '"></a>')
    + f"</div>{NEXT}"
)
SCROLLED = 40
"""Pixels that Chromium scrolls for one press of an arrow key."""
GALLERIES = {
    "a click alone turns it": (PHOTOS + NEXT, FRAMES + BY_MOUSE, "mouse", ["unreachable"], []),
    "the page listens for arrow keys": (
        PHOTOS + NEXT,
        f"{FRAMES}{BY_MOUSE} onkeydown = (event) => {{ if (event.key === 'ArrowRight') turn() }}",
        "arrow",
        [],
        [],
    ),
    "it answers an arrow late": (
        PHOTOS + NEXT,
        f"{FRAMES}{BY_MOUSE} onkeydown = (event) => {{ if (event.key === 'ArrowRight') setTimeout(turn, 250) }}",
        "arrow",
        [],
        [],
    ),
    "one key's late answer undoes another's": (
        PHOTOS + NEXT,
        f"{FRAMES}{BY_MOUSE} "
        "const brief = () => { turn(); requestAnimationFrame(() => requestAnimationFrame(turn)) };"
        "onkeydown = (event) => { if (event.key === 'ArrowRight') setTimeout(brief, 100) }",
        "arrow",
        [],
        [],
    ),
    "dots that Tab reaches turn it": (
        f'{PHOTOS}{NEXT}<button id="dot">2</button>',
        f"{FRAMES}{BY_MOUSE} dot.onclick = turn",
        "control",
        [],
        [],
    ),
    "arrow keys scroll it": (*STRIP, "arrow", [], []),
    "Tab scrolls it": (LINKED, STRIP[1], "tab", [], []),
    "nothing turns it": (PHOTOS + NEXT, FRAMES, "", [], ["untold"]),
    "it turned once, and by itself": (
        PHOTOS + NEXT,
        f"{FRAMES} document.querySelector('.next').onmousedown = () => {{ turn(); turn = () => 0 }}".replace(
            "const turn", "let turn"
        ),
        "",
        [],
        ["untold"],
    ),
    "it turns by itself": (
        PHOTOS + NEXT,
        f"{FRAMES}{BY_MOUSE} let count = 0;"
        "setInterval(() => { document.querySelector('.next').textContent = `Next photo ${++count}` }, 1)",
        "",
        [],
        ["untold"],
    ),
    "Tab stops at what no key works": (
        PHOTOS + NEXT.replace("<div", '<div role="button" tabindex="0"'),
        f"{FRAMES}{BY_MOUSE}",
        "mouse",
        ["dead"],
        [],
    ),
    "Space works what a script made": (
        PHOTOS + NEXT.replace("<div", '<div role="button" tabindex="0"'),
        f"{FRAMES}{BY_MOUSE} onkeyup = (event) => {{ if (event.key === ' ') event.target.click() }}",
        "control",
        [],
        [],
    ),
    "Tab stops at what nothing works": (
        PHOTOS + NEXT.replace("<div", '<div role="button" tabindex="0"'),
        FRAMES,
        "",
        [],
        [],
    ),
}


@pytest.mark.parametrize(("gallery", "script", "by", "found", "asked"), GALLERIES.values(), ids=GALLERIES.keys())
def test_a_gallery_is_turned_by_some_key_or_by_a_mouse_alone(
    judged: Any, gallery: str, script: str, by: str, found: list[str], asked: list[str]
) -> None:
    rendered, *claims = judged(gallery, script)
    (turn,) = rendered.turns
    assert (turn.keys or ("mouse" if turn.mouse else "")) == by
    assert claims == [found, asked]


@pytest.mark.usefixtures("viewing")
def test_a_key_that_scrolls_has_scrolled_once_it_was_pressed() -> None:
    from playwright.sync_api import sync_playwright

    from cutline.sources.browser import ARGUMENTS

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=list(ARGUMENTS), chromium_sandbox=not is_root()
        )
        page = browser.new_page()
        page.set_content(PAGE.format(style="", gallery=STRIP[0].replace("<div", '<div tabindex="0"', 1), script=""))
        page.focus(".strip")
        page.context.new_cdp_session(page).send("Input.dispatchKeyEvent", {**ARROWS[0], "type": "rawKeyDown"})
        assert page.evaluate("document.querySelector('.strip').scrollLeft") == SCROLLED
        browser.close()


PHOTO = f'<img src="{DRAWING.format("Horse")}" width="600" height="400" alt="Horse">'
BUTTON = f'<button class="photo">{PHOTO}</button>'
BOX = (
    "const photo = document.querySelector('.photo'); const box = document.createElement('div');"
    f"box.innerHTML = `{PHOTO}<button>Close</button>`; const leave = box.querySelector('button');"
    "box.style = 'position: fixed; inset: 0; background: white';"
    "const open = () => { document.body.append(box); leave.focus() };"
    "const shut = () => { box.remove(); photo.focus() };"
)
ESCAPE = "onkeydown = (event) => { if (event.key === 'Escape') shut() };"
BOXES = {
    "Enter opens it, a button closes it": (
        BUTTON,
        f"{BOX} photo.onclick = open; leave.onclick = shut",
        ["enter", "close", True],
        [],
        [],
    ),
    "Enter opens it, Escape closes it": (
        BUTTON,
        f"{BOX} photo.onclick = open; {ESCAPE}",
        ["enter", "escape", True],
        [],
        [],
    ),
    "Enter opens it and closes it": (
        BUTTON,
        f"{BOX} leave.remove(); box.role = 'dialog'; photo.onclick = () => box.isConnected ? shut() : open()",
        ["enter", "again", True],
        [],
        [],
    ),
    "Space opens it": (
        f'<div class="photo" role="button" tabindex="0">{PHOTO}</div>',
        f"{BOX} {ESCAPE} photo.onkeydown = (event) => {{ if (event.key === ' ') open() }}",
        ["space", "escape", True],
        [],
        [],
    ),
    "its script comes with the first click": (
        BUTTON,
        f"{BOX} {ESCAPE} let ready = false;"
        "photo.onclick = (event) => { ready ||= event.detail > 0; if (ready) open() }",
        ["enter", "escape", True],
        [],
        [],
    ),
    "the keyboard starts over": (
        f'<a href="/rain">The rain</a><a href="/snow">The snow</a>{BUTTON}',
        f"{BOX} photo.onclick = open; leave.onclick = () => box.remove()",
        ["enter", "close", False],
        ["lost"],
        [],
    ),
    "a click alone opens it": (
        PHOTO.replace("<img", '<img class="photo" style="cursor: pointer"'),
        f"{BOX} photo.onclick = open; leave.onclick = shut",
        ["mouse", "", False],
        ["mouse_only"],
        [],
    ),
    "a click opens it, and a button beside it may": (
        PHOTO.replace("<img", '<img class="photo" style="cursor: pointer"') + "<button>Larger</button>",
        f"{BOX} photo.onclick = open; leave.onclick = shut",
        None,
        [],
        [],
    ),
    "it stops at Tab and does not hear Enter": (
        f'<div class="photo" role="button" tabindex="0">{PHOTO}</div>',
        f"{BOX} photo.onclick = open; {ESCAPE}",
        ["mouse", "", False],
        ["mouse_only"],
        [],
    ),
    "nothing closes it": (BUTTON, f"{BOX} photo.onclick = open", ["enter", "", False], ["locked"], []),
    "nothing closes it, and a script is missing": (
        f'{BUTTON}<script src="/gone.js"></script>',
        f"{BOX} photo.onclick = open",
        ["enter", "", False],
        [],
        ["locked"],
    ),
    "a popover, which the keyboard leaves while it is open": (
        f'{BUTTON.replace("<button", "<button popovertarget=box", 1)}<a href="/rain">The rain</a>'
        f'<a href="/snow">The snow</a><div id="box" popover style="width: 90vw; height: 90vh">{PHOTO}'
        '<button popovertarget="box" popovertargetaction="hide">Close</button></div>',
        "",
        ["enter", "escape", True],
        [],
        [],
    ),
    "a script puts the keyboard back once the box has faded": (
        f'<a href="/rain">The rain</a><a href="/snow">The snow</a>{BUTTON}',
        f"{BOX} photo.onclick = open; leave.onclick = () => {{ box.remove(); setTimeout(() => photo.focus(), 300) }}",
        ["enter", "close", True],
        [],
        [],
    ),
    "a newsletter comes up meanwhile": (
        f'<a href="/rain">The rain</a><a href="/snow">The snow</a>{BUTTON}',
        "onkeydown = (event) => { if (event.key !== 'Enter') return; onkeydown = null; setTimeout(() => "
        "document.body.insertAdjacentHTML('beforeend', `<div role=dialog style='position: fixed; inset: 10%'><img "
        "width=100 height=50 src='/letter.png' alt=''><button onclick='parentElement.remove()'>Close</button></div>`), "
        "200) }",
        None,
        [],
        [],
    ),
    "a link to the file, without any script": (f'<a href="/horse.jpg">{PHOTO}</a>', "", None, [], []),
    "a photo that leads to another page": (f'<a href="/horse">{PHOTO}</a>', "", None, [], []),
}


@pytest.mark.parametrize(("gallery", "script", "tried", "found", "asked"), BOXES.values(), ids=BOXES.keys())
def test_an_enlarged_photo_is_opened_and_left_by_the_keyboard_or_it_is_not(
    judged: Any, gallery: str, script: str, tried: list[Any] | None, found: list[str], asked: list[str]
) -> None:
    rendered, *claims = judged(gallery, script)
    assert [[box.by, box.left_by, box.returned] for box in rendered.lightboxes] == ([] if tried is None else [tried])
    assert claims == [found, asked]


def test_a_gallery_that_hangs_costs_no_page(shown: Any, site: Any) -> None:
    hangs = "onkeydown = (event) => { while (event.key === 'ArrowRight') {} }"
    address = site.page("/page", PAGE.format(style="", gallery=PHOTOS + NEXT, script=hangs))
    (result,) = shown(address, select=["gallery-keyboard"], page_seconds=8)
    assert [review.message_id for review in result.reviews] == ["untold"]


@pytest.fixture
def judged(shown: Any, site: Any, tmp_path: Path) -> Callable[[str, str], list[Any]]:
    """Shows a gallery; gives what was measured, and the messages of what was found and of what was asked."""

    def judge(gallery: str, script: str) -> list[Any]:
        address = site.page("/page", PAGE.format(style="", gallery=gallery, script=script))
        (result,) = shown(address, select=["gallery-keyboard"], recording=tmp_path)
        claims = ([claim.message_id for claim in said] for said in (result.findings, result.reviews))
        return [replay(tmp_path, address), *claims]

    return judge
