"""Reading one target, or saying why not."""

import io
import os
import sys

import pytest

from cutline.sources.files import NotAudited, is_gallery, read
from cutline.sources.targets import Target

LIMIT = 0.001
"""MiB: 1,048 bytes."""


def refusal(path, limit=LIMIT):
    with pytest.raises(NotAudited) as caught:
        read(Target(str(path), str(path)), limit)
    return str(caught.value)


def test_a_page_is_read_whole(tmp_path):
    file = tmp_path / "a.html"
    file.write_bytes(b"<p>\r\nFerry\xe9")
    assert read(Target("a.html", str(file)), LIMIT) == b"<p>\r\nFerry\xe9"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b" \n\t ", "the file is empty"),
        (b"x" * 1049, "it is larger than 0.001 MiB, the limit (page_size_mib)"),
        (b"\x89PNG\r\n\x1a\n....", "it is a PNG image, not a page"),
        (b"\xff\xd8\xff\xe0....", "it is a JPEG image, not a page"),
        (b"GIF89a...", "it is a GIF image, not a page"),
        (b"%PDF-1.7 ...", "it is a PDF document, not a page"),
        (b"PK\x03\x04....", "it is a ZIP archive or an office document, not a page"),
        (b"\x1f\x8b\x08...", "it is a gzip archive, not a page"),
        (bytes(range(256)), "it is binary data, not a page"),
    ],
)
def test_what_cannot_be_a_page_is_refused_with_a_reason(tmp_path, content, said):
    file = tmp_path / "a.html"
    file.write_bytes(content)
    assert refusal(file) == said


@pytest.mark.parametrize(
    "content",
    [
        b"<p>One stray \x00 is still a page</p>",
        b"\xff\xfe" + "<p>Fähre</p>".encode("utf-16-le"),
        b"\xfe\xff" + "<p>Fähre</p>".encode("utf-16-be"),
        "<p>паром</p>".encode("koi8-r"),
        "<p>船</p>".encode("shift_jis"),
        b"plain words",
    ],
)
def test_odd_text_is_still_text(tmp_path, content):
    file = tmp_path / "a.html"
    file.write_bytes(content)
    assert read(Target("a.html", str(file)), LIMIT) == content


def test_a_missing_file_says_so(tmp_path):
    assert refusal(tmp_path / "none.html") == "there is no such file"


def test_a_file_below_a_file_says_so(tmp_path):
    (tmp_path / "a.html").write_text("<p>")
    assert refusal(tmp_path / "a.html" / "b.html") == "there is no such file"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_that_may_not_be_read_says_so(tmp_path):
    file = tmp_path / "a.html"
    file.write_text("<p>")
    file.chmod(0)
    assert refusal(file) == "it cannot be read: Permission denied"


def test_a_name_that_is_too_long_says_so(tmp_path):
    assert refusal(tmp_path / ("x" * 5000)).startswith("it cannot be read: ")


def test_an_endless_file_is_read_no_further_than_the_limit():
    assert refusal("/dev/zero").startswith("it is larger than")


def test_a_target_with_a_problem_is_refused_with_it():
    with pytest.raises(NotAudited, match="nobody knows"):
        read(Target("x", problem="nobody knows"), LIMIT)


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<p>Ferry")))
    assert read(Target("-", "-"), LIMIT) == b"<p>Ferry"


@pytest.mark.parametrize("stream", [None, io.TextIOWrapper(io.BytesIO(b""))])
def test_a_standard_input_with_nothing_on_it_says_so(monkeypatch, stream):
    monkeypatch.setattr(sys, "stdin", stream)
    assert refusal("-") == "nothing came in on standard input"


@pytest.mark.parametrize(
    ("path", "data", "gallery"),
    [
        ("g.json", b"", True),
        ("G.JSON", b"<p>", True),
        ("g.html", b'{"photos": []}', False),
        ("-", b' \n{"photos": []}', True),
        ("-", b"\xef\xbb\xbf[", True),
        ("-", b"<p>", False),
    ],
)
def test_a_gallery_is_known_by_its_suffix_or_on_standard_input_by_its_first_character(path, data, gallery):
    assert is_gallery(Target(path, path), data) is gallery
