"""Pages as a browser showed them, without a browser: what is judged as it is, and what breaks."""

import io
import sys

import pytest

from cutline import Config
from cutline.engine import rendering
from cutline.engine.rendering import Screening, rendered_pages, rendered_results
from cutline.model.rendered import Rendered
from cutline.sources.recordings import save
from cutline.sources.targets import expand

GALLERY = b'{"photos": [{"src": "ferry.jpg", "alt": "A ferry"}]}'


@pytest.fixture
def stdin(monkeypatch):
    """Puts bytes on standard input."""

    def put(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return put


def test_a_gallery_on_standard_input_is_judged_as_it_is(tmp_path, stdin):
    stdin(GALLERY)
    (result,) = rendered_results(expand(["-"]), Config(), Screening(replay=tmp_path))
    assert (result.status, [photo.alt for photo in result.photos]) == ("audited", ["A ferry"])
    stdin(GALLERY)
    ((name, page),) = rendered_pages(expand(["-"]), Config(), Screening(replay=tmp_path))
    assert (name, [photo.alt for photo in page.photos]) == ("-", ["A ferry"])


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"<p>A ferry", "there is no recording of it"), (b"", "nothing came in on standard input")],
)
def test_a_page_on_standard_input_needs_its_recording(tmp_path, stdin, data, reason):
    stdin(data)
    (result,) = rendered_results(expand(["-"]), Config(), Screening(replay=tmp_path))
    assert result.status == "failed"
    assert reason in result.reason


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (MemoryError(), "it needs more memory than this process may use"),
        (LookupError("no such ferry"), "cutline failed on this page, which is a fault in cutline: Traceback"),
    ],
)
def test_what_breaks_is_told_as_for_every_other_page(tmp_path, monkeypatch, error, reason):
    def break_off(*_):
        raise error

    save(tmp_path, "a.html", Rendered(address="a.html", html="<p>", source="<p>"))
    monkeypatch.setattr(rendering, "recognised_in_house", break_off)
    (result,) = rendered_results(expand(["a.html"]), Config(), Screening(replay=tmp_path))
    ((_, problem),) = rendered_pages(expand(["a.html"]), Config(), Screening(replay=tmp_path))
    assert result.reason.startswith(reason)
    assert str(problem).startswith(reason)
