"""`[serve.payload]`: where a system's own JSON keeps the gallery."""

import jsonschema
import pytest

from cutline.config.load import load_given
from cutline.config.payload import Payload, serve_schema
from cutline.config.schema import ConfigError

HTML = {"html": "/post/content", "address": "/post/link"}
PHOTOS = {
    "photos": "/content_elements",
    "kind": "/type",
    "photo_kinds": ["image"],
    "src": "/url",
    "alt": "/alt_text",
    "caption": "/caption",
    "credit": ["/credits/by/0/name", "/credits/affiliation/0/name"],
    "credit_joiner": " | ",
    "address": "/canonical_url",
    "lang": "/language",
    "title": "/headlines/basic",
}


def written(tmp_path, table):
    lines = (f"{name} = {value!r}".replace("'", '"') for name, value in table.items())
    file = tmp_path / "cutline.toml"
    file.write_text("\n".join(("[serve.payload]", *lines)), "utf-8")
    return file


@pytest.mark.parametrize("table", [HTML, PHOTOS], ids=["html", "photos"])
def test_a_table_becomes_a_value_and_fits_the_schema_for_editors(tmp_path, table):
    expected = {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
    assert load_given(written(tmp_path, table)).payload == Payload(**expected)
    jsonschema.validate({"payload": table}, serve_schema())


def test_without_the_table_there_is_no_payload(tmp_path):
    (tmp_path / "cutline.toml").write_text("[serve]\n", "utf-8")
    assert load_given(tmp_path / "cutline.toml").payload is None


MISTAKES = {
    "serve = 3": "serve: a table is expected, found a number",
    "[serve]\nport = 8000": "serve.port: unknown key; the one key here is payload",
    "[serve]\npayload = 3": "serve.payload: a table is expected, found a number",
    '[serve.payload]\nhtm = "/a"': "serve.payload.htm: unknown key; did you mean html?",
    "[serve.payload]\nhtml = 3": "serve.payload.html: a text is expected, found 3",
    '[serve.payload]\naddress = "/a"': "one of html and photos is needed",
    '[serve.payload]\nhtml = "/a"\nphotos = "/b"\nalt = "/c"': "one of html and photos is needed",
    '[serve.payload]\nhtml = "/a"\nalt = "/b"': "serve.payload.alt: goes with photos, and html is given",
    '[serve.payload]\nphotos = "/a"\nsrc = "/b"': "photos needs at least one of alt, caption and credit",
    '[serve.payload]\nphotos = "/a"\nalt = "/b"\nkind = "/c"': "kind and photo_kinds are needed together",
    '[serve.payload]\nhtml = "post/content"': '"post/content" is no JSON pointer; write /photo/alt',
    '[serve.payload]\nphotos = ""\ncredit = ["/a", "/~2"]': 'serve.payload.credit: "/~2" is no JSON pointer',
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_named_with_its_key_and_what_would_be_right(tmp_path, text):
    file = tmp_path / "cutline.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_given(file)
    assert str(caught.value).startswith(f"{file}: serve")
    assert MISTAKES[text] in str(caught.value)
