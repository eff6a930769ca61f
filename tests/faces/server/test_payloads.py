"""What CMSs send, signed as they sign, to a real server: recipes of docs/webhooks.md."""

import hmac
import json
import re
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from cutline.config.load import load_given
from cutline.config.payload import Payload
from cutline.faces.server.payloads import Matter, Unfit, matter_of_json
from cutline.reports.verdict import WireVerdict

webhooks = pytest.importorskip("standardwebhooks.webhooks", reason="the extra web is not installed")

PAYLOADS = Path(__file__).parent / "payloads"
KEY = "whsec_bGFudGVybnMgaW4gTWFybHNoaXJlIDQxODI="
SECRET = "lanterns-in-marlshire-4182"  # noqa: S105 - a test's own


def as_standard(body):
    name, now = f"msg_{uuid4()}", datetime.now(UTC)
    return {
        "webhook-id": name,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": webhooks.Webhook(KEY).sign(name, now, body),
    }


def as_arc(body):
    return {"x-websked-signature": hmac.new(SECRET.encode(), body.encode(), "sha256").hexdigest()}


def as_contentful(body):
    headers = {
        "content-type": "application/vnd.contentful.management.v1+json",
        "x-contentful-topic": "ContentManagement.Entry.publish",
        "x-contentful-signed-headers": (
            "content-type,x-contentful-signed-headers,x-contentful-timestamp,x-contentful-topic"
        ),
        "x-contentful-timestamp": str(int(time.time() * 1000)),
    }
    covered = ";".join(f"{name}:{headers[name]}" for name in sorted(headers))
    text = f"POST\n/v1/audits\n{covered}\n{body}"
    return headers | {"x-contentful-signature": hmac.new(SECRET.encode(), text.encode(), "sha256").hexdigest()}


RECIPES = {
    "wordpress": ("standard", KEY, as_standard),
    "arc": ("arc", SECRET, as_arc),
    "contentful": ("contentful", SECRET, as_contentful),
}


def recipe(root, name):
    """Give the configuration that docs/webhooks.md shows under the heading with the system's name."""
    prose = (root / "docs" / "webhooks.md").read_text("utf-8")
    (block,) = re.findall(rf"<!-- {name} -->\n```toml\n(.*?)```", prose, re.DOTALL)
    return block


@pytest.mark.parametrize("name", RECIPES)
def test_the_payload_of_a_cms_is_audited_by_the_recipe_for_it(start, root, tmp_path, name):
    signature, secret, sign = RECIPES[name]
    (tmp_path / "house.toml").write_text(recipe(root, name), "utf-8")
    (tmp_path / "secret").write_text(secret, "utf-8")
    server = start("--config", "house.toml", "--signature", signature, "--secret-file", "secret")
    body = (PAYLOADS / f"{name}.json").read_text("utf-8")

    def post(text, headers):
        return server.ask("POST", "/v1/audits", text.encode(), **{"content-type": "application/json", **headers})

    said = post(body, sign(body)).json
    assert said["allow"] is False
    assert [(found["rule"], found["picture"]) for found in said["findings"] if found["severity"] == "error"] == [
        ("alt-filename", 1)
    ]
    assert said["not_audited"] == []
    mended = re.sub(r'(alt(?:_text)?(?:": |=\\)")lanterns-2\.jpg', r"\1A man bends strips of wood over a candle", body)
    assert post(mended, sign(mended)).json["allow"] is True
    assert post(body.replace("lanterns-2.jpg", "x"), sign(body)).status == 401
    assert (server.stop(), json.dumps(server.journal).count("lanterns")) == (0, 0)


def test_an_entry_that_is_one_photo_is_a_gallery_of_one(root, tmp_path):
    (tmp_path / "cutline.toml").write_text(recipe(root, "contentful-photo"), "utf-8")
    payload = load_given(tmp_path / "cutline.toml").payload
    matter = matter_of_json((PAYLOADS / "contentful-photo.json").read_bytes(), payload)
    assert json.loads(matter.data) == {
        "photos": [
            {
                "src": "5lanterns2",
                "alt": "lanterns-2.jpg",
                "caption": "A lantern maker bends the last frames into shape on Thursday.",
                "credit": "Tomas Oyelaran/AP",
            }
        ],
        "lang": None,
        "title": None,
    }
    assert matter.gallery


PHOTOS = Payload(photos="/list", kind="/type", photo_kinds=("image",), src="/url", alt="/alt", credit=("/by/0", "/org"))


def test_elements_of_other_kinds_are_left_out_and_missing_fields_stay_missing():
    elements = [{"type": "image", "by": ["Ida Brandt"]}, {"type": "text"}, "advert", {"type": "image", "org": " "}]
    matter = matter_of_json(json.dumps({"list": elements}).encode(), PHOTOS)
    nothing = {"src": None, "alt": None, "caption": None}
    assert json.loads(matter.data)["photos"] == [{**nothing, "credit": "Ida Brandt"}, {**nothing, "credit": None}]


POINTERS = {
    "": {"a/b": [{"m~n": "x"}]},
    "/a~1b/0/m~0n": "x",
    "/a~1b/1": None,
    "/a~1b/00": None,
    "/a~1b/-": None,
    "/a~1b/0/m~0n/0": None,
    "/nowhere/at/all": None,
}


@pytest.mark.parametrize("pointer", POINTERS)
def test_a_pointer_leads_where_rfc_6901_says(pointer):
    value = {"a/b": [{"m~n": "x"}]}
    payload = Payload(photos="", alt=pointer)
    if not isinstance(POINTERS[pointer], str | None):
        with pytest.raises(Unfit, match="a text is expected, found a table"):
            matter_of_json(json.dumps(value).encode(), payload)
        return
    assert json.loads(matter_of_json(json.dumps(value).encode(), payload).data)["photos"][0]["alt"] == POINTERS[pointer]


WRONG = [
    (Payload(html="/html"), {"html": ["<p>"]}, "/html: a text with HTML is expected, found a list"),
    (Payload(html="/html"), {"hml": "<p>"}, "/html: a text with HTML is expected, found nothing"),
    (Payload(html="/html"), {"html": " "}, "the page is empty; send its HTML"),
    (Payload(html="/html", address="/url"), {"html": "<p>", "url": 3}, "/url: a text is expected, found a number"),
    (PHOTOS, {"list": "x"}, "/list: a list of photos is expected, found a text"),
    (PHOTOS, [], "/list: a list of photos is expected, found nothing"),
    (PHOTOS, {"list": [{"type": "text"}]}, "/list: there is no photo in it, so there is nothing to audit"),
    (PHOTOS, {"list": [{"type": "image", "alt": 3}]}, "/alt: a text is expected, found a number"),
    (Payload(photos="", alt="/alt"), [], "the body: there is no photo in it, so there is nothing to audit"),
]


@pytest.mark.parametrize(("payload", "value", "sentence"), WRONG)
def test_a_payload_in_which_a_pointer_leads_astray_is_refused_with_the_pointer(payload, value, sentence):
    with pytest.raises(Unfit) as caught:
        matter_of_json(json.dumps(value).encode(), payload)
    assert (caught.value.status, caught.value.detail) == (422, sentence)


def test_html_in_a_payload_is_taken_as_text_whatever_it_says_of_its_encoding():
    html = '<meta charset="latin-1"><p>Brücke</p>'
    matter = matter_of_json(
        json.dumps({"html": html, "url": "https://n.example"}).encode(), Payload(html="/html", address="/url")
    )
    assert matter == Matter("https://n.example", b"\xef\xbb\xbf" + html.encode())


def test_the_python_of_the_recipe_gets_a_verdict(start, root, tmp_path):
    prose = (root / "docs" / "webhooks.md").read_text("utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", prose, re.DOTALL)
    known: dict = {}
    exec(block, known)  # noqa: S102 - the block is the thing under test
    (tmp_path / "secret").write_text(KEY, "utf-8")
    server = start("--secret-file", "secret")
    body = '{"photos": [{"src": "1.jpg", "alt": "1.jpg"}]}'
    assert json.loads(known["verdict"](server.address.rstrip("/"), KEY, "msg_1", body))["allow"] is False


def test_the_plugin_reads_members_of_a_verdict_and_shows_what_blocks(root):
    prose = (root / "docs" / "webhooks.md").read_text("utf-8")
    (plugin,) = re.findall(r"```php\n(.*?)```", prose, re.DOTALL)
    read = set(re.findall(r"\$verdict\['(\w+)'\]", plugin))
    assert read == {"allow", "blocking", "findings", "not_audited"}
    assert read < set(WireVerdict.__struct_fields__)
