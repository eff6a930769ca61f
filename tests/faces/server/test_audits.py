"""POST /v1/audits: verdicts, reports, and refusals that say what to do."""

import json
from importlib.resources import files

import jsonschema
import pytest
from referencing import Registry, Resource

from cutline import Config, audit_page
from cutline.engine.select import selection_of
from cutline.engine.verdict import verdict_of
from cutline.reports import verdict

WHOLE = "A white ferry leaves a harbour before sunrise"


def published(name):
    return json.loads((files("cutline.reports") / "schema" / name).read_text("utf-8"))


def expected(html, source="-"):
    config = Config()
    said = verdict_of((audit_page(html, source=source),), config)
    return json.loads(verdict.write(said, selection_of(config).catalogue))


def rules(answer):
    return {finding["rule"] for finding in answer.json["findings"]}


def test_a_page_that_blocks_gets_the_verdict_that_a_check_in_process_gives(server, make_page):
    answer = server.audit(make_page("ferry.jpg", WHOLE))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json == expected(make_page("ferry.jpg", WHOLE).encode())
    assert (answer.json["allow"], "alt-filename" in rules(answer)) == (False, True)


def test_a_clean_page_is_allowed(server, root):
    answer = server.audit((root / "examples" / "last-ferry.html").read_bytes())
    assert answer.json["counts"]["error"] == 0
    assert (answer.json["allow"], answer.json["not_audited"]) == (True, [])


def test_the_number_of_photos_tells_a_clean_gallery_from_none(server, make_page):
    answers = [server.audit(make_page(*[WHOLE] * number)) for number in (0, 2)]
    assert [answer.headers["cutline-photos"] for answer in answers] == ["0", "2"]


def test_a_verdict_keeps_the_published_schema(server, make_page):
    schemas = [published("verdict-1.json"), published("report-1.json")]
    registry = Registry().with_resources([(schema["$id"], Resource.from_contents(schema)) for schema in schemas])
    validator = jsonschema.Draft202012Validator(schemas[0], registry=registry)
    validator.validate(server.audit(make_page("ferry.jpg")).json)


def test_html_inside_json_is_the_same_page_with_a_name(server, make_page):
    html = make_page("ferry.jpg")
    answer = server.audit_json({"html": html, "source": "https://news.example/ferries"})
    assert answer.json == expected(html.encode(), "https://news.example/ferries")


def test_a_gallery_is_audited_photo_by_photo(server):
    photos = [{"src": "1.jpg", "alt": "1.jpg"}, {"src": "2.jpg", "alt": WHOLE}]
    found = server.audit_json({"photos": photos, "url": 3, "body": 4}).json["findings"]
    assert [finding["picture"] for finding in found if finding["rule"] == "alt-filename"] == [0]


def test_whoever_asks_for_html_gets_the_report_in_a_sandbox(server, make_page):
    answer = server.audit(make_page("ferry.jpg"), accept="text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "sandbox allow-scripts" in answer.headers["content-security-policy"]
    assert "allow-same-origin" not in answer.headers["content-security-policy"]
    assert b'http-equiv="Content-Security-Policy"' in answer.body
    assert b"Not ready" in answer.body


@pytest.mark.parametrize(
    "accept", ["*/*", "application/json", "text/html;q=0.5, application/json", "text/html;q=x", ""]
)
def test_whoever_does_not_gets_json(server, make_page, accept):
    assert server.audit(make_page(WHOLE), accept=accept).json["schema"] == "cutline/verdict/1"


def test_what_could_not_be_audited_is_told_from_what_blocks(start, make_page, moody):
    answer = start("--config", str(moody)).audit(make_page("nap"))
    assert answer.status == 200
    assert answer.json["allow"] is False
    assert answer.json["findings"] == []
    assert answer.json["not_audited"] == [{"source": "-", "reason": "it took longer than 3 seconds (page_seconds)"}]


REFUSED = {
    "half of JSON": (b'{"photos": [', 400, "the body is not valid JSON in UTF-8: it ends too early"),
    "a comma too few": (
        '{"title": "Fähre",\n "é": "a" "b"}'.encode(),
        400,
        "the body is not valid JSON in UTF-8: line 2, column 11: expected ',' or '}'",
    ),
    "no text": (b'{\n"\xc3\xa9\xff"}', 400, "not valid JSON in UTF-8: line 2, column 3: a byte that is not UTF-8"),
    "a page": (b"\n<p>", 400, "it begins as HTML does; send HTML with Content-Type: text/html"),
    "a number without end": (b'{"photos": 1e999999}', 400, "not valid JSON in UTF-8: Number out of range"),
    "ten thousand deep": (b"[" * 10_000, 400, "the JSON is nested too deeply"),
    "a deep gallery": (b'{"photos":' + b"[" * 10_000 + b"]" * 10_000 + b"}", 400, "the JSON is nested too deeply"),
    "a list": (b"[]", 422, '{"photos": […]}, {"html": …} or {"url": …} is expected, found a list'),
    "nothing of ours": (b'{"page": ""}', 422, 'give one of "photos"'),
    "both": (b'{"html": "<p>", "url": "https://news.example"}', 422, 'give one of "photos"'),
    "photos and html": (b'{"photos": [{"alt": "a"}], "html": "<p>"}', 422, 'give one of "photos"'),
    "photos of another type": (b'{"photos": {}}', 422, "photos: a list is expected, found a table"),
    "no photos": (b'{"photos": []}', 422, "photos: the list is empty"),
    "a photo of another type": (b'{"photos": [3]}', 422, "photos[0]: a table is expected, found a number"),
    "an alt of another type": (b'{"photos": [{"alt": 3}]}', 422, "photos[0].alt: a string is expected"),
    "html without a tag": (b'{"html": "a ferry"}', 422, "there is no tag in it, so it is no page"),
    "html of another type": (b'{"html": ["<p>"]}', 422, "html: a text is expected, found a list"),
    "empty html": (b'{"html": " "}', 422, "the page is empty"),
    "a source of another type": (b'{"html": "<p>", "source": 3}', 422, "source: a text is expected, found a number"),
    "a long source": (b'{"html": "<p>", "source": "%s"}' % (b"x" * 4001), 422, "at most 4000 characters"),
    "no address": (b'{"url": "file:///etc/passwd"}', 422, "an address that begins with https:// or http://"),
    "an address": (b'{"url": "https://news.example/"}', 403, "this server does not fetch pages"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_json_that_cannot_be_audited_is_refused_with_a_sentence(server, case):
    body, status, sentence = REFUSED[case]
    got, detail = server.ask("POST", "/v1/audits", body, content_type="application/json").problem
    assert got == status
    assert sentence in detail


@pytest.mark.parametrize(
    ("body", "status", "sentence"),
    [
        (b"", 422, "the page is empty; send its HTML"),
        (b"a ferry", 422, "there is no tag in it, so it is no page; send the page's HTML"),
        (b' {"photos": []}', 415, "this is JSON; send it with Content-Type: application/json"),
        (b"\x89PNG\r\n\x1a\n\x00", 415, "it is a PNG image, not a page; send HTML"),
        (b"\x1f\x8b\x08\x00" + b"\0" * 60, 415, "it is a gzip archive, not a page; send HTML"),
        (bytes(range(32)) * 9, 415, "it is binary data, not a page; send HTML"),
    ],
)
def test_what_is_no_page_is_refused(server, body, status, sentence):
    assert server.audit(body).problem == (status, sentence)


@pytest.mark.parametrize("media", ["image/png", "text/plain", "", "application/x-www-form-urlencoded"])
def test_other_media_types_are_refused(server, media):
    status, detail = server.ask("POST", "/v1/audits", "x", content_type=media).problem
    assert (status, detail.split(" with")[0]) == (415, "send Content-Type: text/html")


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/v1/audits", 405), ("GET", "/secret", 404)])
def test_other_addresses_and_methods_are_refused(server, method, path, status):
    got, detail = server.ask(method, path).problem
    assert (got, "/openapi.json" in detail) == (status, True)


def test_the_rules_are_those_of_the_command_line(server):
    ids = [rule["id"] for rule in server.ask("GET", "/v1/rules").json["rules"]]
    assert ids == [rule.id for rule in selection_of(Config()).catalogue]


def test_health_says_that_it_answers(server):
    assert server.ask("GET", "/health").json["status"] == "ok"


def test_no_answer_may_be_kept_or_read_by_another_website(server, make_page):
    for answer in (server.ask("GET", "/health"), server.audit(make_page(WHOLE)), server.ask("GET", "/nowhere")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert not [name for name in answer.headers if name.startswith("access-control-")]
