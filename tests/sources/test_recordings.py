from pathlib import Path

import pytest

from cutline.model.rendered import (
    AxeAnswer,
    AxeNode,
    AxeReport,
    Clip,
    Control,
    Jump,
    Load,
    Press,
    RecordingError,
    Rendered,
    ShownImage,
    Stop,
    Trap,
    replayed,
    saved,
)
from cutline.sources.files import NotAudited
from cutline.sources.recordings import place_of, replay, save

EVERYTHING = Rendered(
    address="http://page.cutline.invalid/fair.html",
    source="<p>Fair day",
    html='<html data-cutline="0"><p data-cutline="1:0">Fair day',
    browser="156.0",
    focused=1,
    scripts_failed=2,
    images=(ShownImage(3, "fair.jpg", Load.SHOWN, 600, 400),),
    clips=(Clip(4, "line-clamp", "A grey", "horse", 5),),
    stops=(Stop(6, visible=False), Stop(7, covered_by=8), Stop(None)),
    jumps=(Jump(6, 9, in_view=True, moved=True, landed=10), Jump(7, left="http://news.example/")),
    presses=(Press(11, (12, 13)),),
    controls=(Control(14, "Next photo", reachable=False),),
    traps=(Trap(15, 2),),
    axe=AxeReport("4.12.1", "abc", (AxeAnswer("label", (AxeNode(16, ("input",)),), (AxeNode(None, ("#a", "b")),)),)),
)


def test_a_rendering_is_the_same_after_it_was_saved(tmp_path: Path) -> None:
    save(tmp_path / "new", "galleries/fair.html", EVERYTHING)
    assert replay(tmp_path / "new", "galleries/fair.html") == EVERYTHING


def test_names_that_look_alike_have_places_of_their_own(tmp_path: Path) -> None:
    names = ["a/b.html", "a-b.html", "../a/b.html", "http://news.example/a?b", "-", "x" * 5000, "\ud800", "a\0b"]
    places = {place_of(tmp_path, name) for name in names}
    assert len(places) == len(names)
    assert {place.parent for place in places} == {tmp_path}


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b"\xff", b'{"address":1,"source":"","html":""}', b'{"address":"a"}']
)
def test_what_is_no_recording_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="it is no recording"):
        replayed(data)
    place_of(tmp_path, "page.html").write_bytes(data)
    with pytest.raises(NotAudited, match="it is no recording"):
        replay(tmp_path, "page.html")


def test_a_recording_of_another_version_says_so() -> None:
    with pytest.raises(RecordingError, match="another version, cutline/recording/0; record the page again"):
        replayed(saved(EVERYTHING).replace(b"recording/1", b"recording/0"))
