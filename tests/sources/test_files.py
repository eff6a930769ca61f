"""Reading one target, or saying why not."""

import io
import os
import sys

import pytest

from cutline.sources.files import NotAudited, Reading, page_or_gallery, read, reading_of
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


@pytest.mark.parametrize("name", ["g.json", "G.JSON"])
def test_a_file_is_a_gallery_by_its_suffix_whatever_is_in_it(name):
    assert reading_of(Target(name, name, given=b"<p>"), LIMIT, 1) == Reading(b"<p>", gallery=True)


@pytest.mark.parametrize(
    "text",
    [
        ' \n{"photos": [{"alt": "<b>A ferry</b>"}]}',
        '{"photos": [{"alt": "<b>cut off he',
        "{",
        "[",
        '[{"alt": "<b>"}]',
        "[1, 2]",
        '"<p>"',
        "null",
        "12",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_json_is_a_gallery_wherever_it_comes_from(text, encoding):
    data = text.encode(encoding)
    assert page_or_gallery(data) == Reading(data, gallery=True)


@pytest.mark.parametrize("text", ["<p>", "{% load ferries %}<p>", "{{ head }}<p>", "[Advertisement]<p>", '"Ferry" <p>'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_with_a_tag_is_a_page(text, encoding):
    data = text.encode(encoding)
    assert page_or_gallery(data, "utf-16") == Reading(data, "utf-16")


@pytest.mark.parametrize("data", [b"upstream connect error", b"3 < 4 <", b"<!doctype html>", "<p>".encode("utf-32")])
def test_text_without_a_tag_is_no_page(data):
    with pytest.raises(NotAudited, match=r"^there is no tag in it, so it is no page$"):
        page_or_gallery(data)
