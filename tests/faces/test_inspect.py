"""`cutline inspect`: the contract other programs rely on, and the same for a person."""

import json
from importlib.resources import files

import jsonschema


def test_the_json_says_what_was_recognised(desk):
    desk.page("a.html", "A  ferry", None)
    result = desk.run("inspect", "a.html", "--format", "json")
    assert result.exit_code == 0
    got = json.loads(result.stdout)
    assert got["schema"] == "cutline/inspect/1"
    (page,) = got["pages"]
    assert (page["source"], page["lang"], page["skip_links"]) == ("a.html", "en", [])
    first, second = page["pictures"]
    contract = ("index", "content", "src", "alt", "name", "caption", "credit", "line", "column")
    assert {key: first[key] for key in contract} == {
        "index": 0,
        "content": True,
        "src": "photo-0.jpg",
        "alt": "A ferry",
        "name": "A ferry",
        "caption": "The ferry leaves harbour number 0 before sunrise on Monday.",
        "credit": None,
        "line": 3,
        "column": 9,
    }
    assert len(first["selector"]) == 1
    assert (second["index"], second["alt"]) == (1, None)


def test_what_is_printed_keeps_the_published_schema(desk):
    desk.page("a.html", "A ferry", None)
    desk.write("g.json", json.dumps({"photos": [{"src": "a.jpg", "credit": "Ada Quay/AP"}]}))
    got = json.loads(desk.run("inspect", "a.html", "g.json", "gone.html", "--format", "json").stdout)
    schema = json.loads((files("cutline.reports") / "schema" / "inspect-1.json").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(got)
    named = schema["$defs"]["page"]["properties"]
    assert all(set(page) == set(named) for page in got["pages"])


def test_a_credit_has_its_text_people_and_bodies(desk):
    desk.write("g.json", json.dumps({"photos": [{"src": "a.jpg", "caption": "A ferry.", "credit": "Ada Quay/AP"}]}))
    (page,) = json.loads(desk.run("inspect", "g.json", "--format", "json").stdout)["pages"]
    (picture,) = page["pictures"]
    assert picture["caption"] == "A ferry."
    assert picture["credit"]["text"] == "Ada Quay/AP"
    assert {"text", "people", "bodies"} <= set(picture["credit"])
    assert (picture["line"], picture["column"], picture["selector"]) == (None, None, [])


def test_a_skip_link_is_shown_with_its_line(desk):
    desk.write(
        "a.html",
        '<body>\n<a href="#main">Skip to content</a><nav><a href="/">Home</a></nav><main id="main"><h1>A</h1></main>',
    )
    (page,) = json.loads(desk.run("inspect", "a.html", "--format", "json").stdout)["pages"]
    assert page["skip_links"] == [
        {"text": "Skip to content", "href": "#main", "target_exists": True, "first_focusable": True, "line": 2}
    ]


def test_a_page_that_cannot_be_read_is_3_and_the_others_are_shown(desk):
    desk.page("a.html", "A ferry")
    result = desk.run("inspect", "gone.html", "a.html", "--format", "json")
    assert result.exit_code == 3
    gone, read = json.loads(result.stdout)["pages"]
    assert (gone["source"], gone["status"], gone["reason"]) == ("gone.html", "failed", "there is no such file")
    assert (read["source"], read["status"]) == ("a.html", "read")


def test_a_person_reads_each_photo_with_its_three_texts(desk):
    desk.page("a.html", "A ferry\x1b[31m", None, "")
    text = desk.run("inspect", "a.html").stdout
    assert "three photos, no other pictures" in text
    assert "alt      (none)" in text
    assert "alt      (empty)" in text
    assert "caption  The ferry leaves harbour number 0 before sunrise on Monday." in text
    assert "\x1b" not in text


def test_explaining_adds_reasons_and_orphans_adds_what_was_left_over(desk):
    desk.page("a.html", "A ferry")
    plain, explained, left = (
        desk.run("inspect", "a.html", *more).stdout for more in ((), ("--explain",), ("--orphans",))
    )
    assert "because" in explained
    assert "because" not in plain
    assert "no figures without a picture" in left


def test_an_unreadable_page_is_named_for_a_person_too(desk):
    result = desk.run("inspect", "gone.html")
    assert (result.exit_code, result.stdout) == (3, "gone.html\n  not read: there is no such file\n")


def test_data_for_search_engines_that_cannot_be_read_is_named(desk):
    desk.page("a.html", "A ferry")
    broken = '<script type="application/ld+json">{"image": "a.jpg"</script>'
    (desk.folder / "a.html").write_text(broken + (desk.folder / "a.html").read_text("utf-8"), "utf-8")
    said = "Not read: one block of the page's data for search engines (JSON-LD), for a fault in the writing"
    assert said in desk.run("inspect", "a.html", "--explain").stdout
    assert json.loads(desk.run("inspect", "a.html", "--format", "json").stdout)["pages"][0]["unreadable_data"] == 1
