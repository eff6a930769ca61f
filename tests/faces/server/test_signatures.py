"""Signed requests: each way of signing, secrets that are replaced, old times, ids that came before."""

import hmac
import json
import time
from base64 import b64encode
from datetime import UTC, datetime

import pytest

signatures = pytest.importorskip("cutline.faces.server.signatures", reason="the extra web is not installed")
webhooks = pytest.importorskip("standardwebhooks.webhooks", reason="the extra web is not installed")

OLD, NEW, OTHERS = (f"whsec_{b64encode(bytes([number]) * 24).decode()}" for number in (1, 2, 3))
PLAIN = "a-secret-that-nobody-guesses"
BODY = '{"photos": [{"src": "1.jpg", "alt": "A white ferry leaves a harbour before sunrise"}]}'


def standard(body, secret=NEW, name="msg_1", when=None, signed=None):
    moment = when or datetime.now(UTC)
    return {
        "webhook-id": name,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": signed or webhooks.Webhook(secret).sign(name, moment, body),
    }


def contentful(body, secret=PLAIN, when=None, method="POST", path="/v1/audits", more=None):
    """Sign as Contentful's own toolkit does: method, path, headers in order, body."""
    timestamp = str(int((time.time() if when is None else when) * 1000))
    headers = {"content-type": "application/json", **(more or {}), "x-contentful-timestamp": timestamp}
    names = ",".join(sorted([*headers, "x-contentful-signed-headers"]))
    headers["x-contentful-signed-headers"] = names
    covered = ";".join(f"{name}:{headers[name]}" for name in names.split(","))
    text = f"{method}\n{path}\n{covered}\n{body}"
    headers["x-contentful-signature"] = hmac.new(secret.encode(), text.encode(), "sha256").hexdigest()
    return headers


def post(server, body, headers):
    return server.ask("POST", "/v1/audits", body, **{"content-type": "application/json", **headers})


@pytest.fixture
def signed(start, tmp_path):
    """A server that takes two secrets, as while one is replaced: from a file and from the environment."""
    (tmp_path / "secrets").write_text(f"# the new one\n{NEW}\n\n", "utf-8")
    return start("--secret-file", "secrets", env={"CUTLINE_SERVE_SECRETS": OLD})


def test_a_request_signed_with_the_old_or_the_new_secret_is_answered_and_no_other(signed):
    assert post(signed, BODY, standard(BODY, NEW, "msg_new")).json["allow"] is True
    assert post(signed, BODY, standard(BODY, OLD, "msg_old")).json["allow"] is True
    status, detail = post(signed, BODY, standard(BODY, OTHERS, "msg_other")).problem
    assert (status, detail) == (401, "webhook-signature does not fit; sign with the secret that this server has")


def test_a_sender_that_is_replacing_its_secret_sends_both_signatures(signed):
    both = f"{standard(BODY, OTHERS)['webhook-signature']} v1a,ignored {standard(BODY, NEW)['webhook-signature']}"
    assert post(signed, BODY, standard(BODY, signed=both)).status == 200


def test_the_answer_to_a_refusal_names_the_way_to_sign(signed):
    answer = signed.audit("<p>")
    assert answer.problem == (401, "the header webhook-id is missing; sign requests as Standard Webhooks does")
    assert answer.headers["www-authenticate"].startswith("Signature")


def test_a_request_with_another_body_than_the_signed_one_is_refused(signed):
    assert post(signed, BODY + " ", standard(BODY)).status == 401


@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_time_too_far_from_ours_is_refused_however_well_it_is_signed(signed, seconds):
    when = datetime.fromtimestamp(time.time() + seconds, UTC)
    status, detail = post(signed, BODY, standard(BODY, when=when)).problem
    assert (status, detail.split(";")[0]) == (401, "the timestamp is more than 5 minutes from this server's clock")


def test_an_id_that_was_answered_is_not_answered_again(signed):
    headers = standard(BODY)
    assert post(signed, BODY, headers).status == 200
    status, detail = post(signed, BODY, headers).problem
    assert (status, detail) == (409, "a request with this id was answered before; sign a new one")
    assert post(signed, BODY, standard(BODY, name="msg_2")).status == 200


def test_a_request_that_got_no_verdict_may_come_again_under_its_id(signed):
    broken = '{"photos": 3}'
    headers = standard(broken)
    assert [post(signed, broken, headers).status for _ in range(2)] == [422, 422]
    assert post(signed, BODY, standard(BODY)).status == 200


def test_a_signed_server_has_no_page_for_editors(signed):
    assert signed.ask("GET", "/").status == 404
    assert signed.ask("POST", "/report", "page=x", content_type="application/x-www-form-urlencoded").status == 404


def test_what_tells_nothing_of_a_page_need_not_be_signed(signed):
    assert [signed.ask("GET", path).status for path in ("/health", "/v1/rules", "/openapi.json")] == [200] * 3


def test_github_signs_with_a_prefix(start):
    server = start("--signature", "github", env={"CUTLINE_SERVE_SECRETS": PLAIN})
    digest = hmac.new(PLAIN.encode(), BODY.encode(), "sha256").hexdigest()
    assert post(server, BODY, {"X-Hub-Signature-256": f"sha256={digest}"}).json["allow"] is True
    assert post(server, BODY, {"X-Hub-Signature-256": digest}).problem[0] == 401
    assert post(server, BODY, {"X-Hub-Signature-256": f"sha256={digest[:-1]}0"}).problem[0] == 401
    assert post(server, BODY, {}).problem == (
        401,
        "the header x-hub-signature-256 is missing; sign requests with HMAC-SHA256",
    )


def test_a_header_and_a_prefix_can_be_chosen(start):
    words = ("--signature", "hmac", "--signature-header", "X-Desk-Signature", "--signature-prefix", "v0=")
    server = start(*words, env={"CUTLINE_SERVE_SECRETS": PLAIN})
    digest = hmac.digest(PLAIN.encode(), BODY.encode(), "sha256")
    assert post(server, BODY, {"x-desk-signature": f"v0={digest.hex()}"}).status == 200
    assert post(server, BODY, {"x-desk-signature": f"v0={b64encode(digest).decode()}"}).status == 200
    assert post(server, BODY, {"x-desk-signature": digest.hex()}).status == 401


def test_contentful_signs_headers_and_time_and_is_not_answered_twice(start):
    server = start("--signature", "contentful", env={"CUTLINE_SERVE_SECRETS": PLAIN})
    headers = contentful(BODY, more={"x-contentful-topic": "ContentManagement.Entry.publish"})
    assert post(server, BODY, headers | {"x-contentful-topic": "ContentManagement.Entry.delete"}).status == 401
    assert post(server, BODY, headers).json["allow"] is True
    assert post(server, BODY, headers).problem[0] == 409
    assert post(server, BODY, contentful(BODY, when=time.time() - 400)).problem[0] == 401
    assert post(server, BODY, contentful(BODY, path="/v2/audits")).problem[0] == 401


def letter(body, headers, method="POST", path="/v1/audits"):
    return signatures.Letter(method, path, {name.lower(): value for name, value in headers.items()}, body.encode())


def test_contentful_s_published_example_is_verified(monkeypatch):
    """The canonical string of its documentation, put together here by hand."""
    headers = {
        "content-type": "application/json",
        "x-contentful-signed-headers": "content-type,x-contentful-signed-headers,x-contentful-timestamp",
        "x-contentful-timestamp": "1700000000123",
    }
    canonical = (
        "POST\n/v1/audits\ncontent-type:application/json;"
        "x-contentful-signed-headers:content-type,x-contentful-signed-headers,x-contentful-timestamp;"
        "x-contentful-timestamp:1700000000123\n{}"
    )
    headers["x-contentful-signature"] = hmac.new(PLAIN.encode(), canonical.encode(), "sha256").hexdigest()
    monkeypatch.setattr(time, "time", lambda: 1700000000.0)
    assert signatures.Contentful((PLAIN,))(letter("{}", headers)) == headers["x-contentful-signature"]


@pytest.mark.parametrize("missing", ["x-contentful-timestamp", "x-contentful-signed-headers"])
def test_contentful_s_time_must_be_signed(missing):
    headers = contentful("{}")
    names = [name for name in headers["x-contentful-signed-headers"].split(",") if name != missing]
    headers["x-contentful-signed-headers"] = ",".join(names)
    with pytest.raises(signatures.Unsigned, match="must name x-contentful-timestamp and itself"):
        signatures.Contentful((PLAIN,))(letter("{}", headers))


HOSTILE = ["", "v1", "v1,", "v1,é", "v1,!!!", ",,,", "v1,AAAA v1", "v1," + "A" * 5000, "\x00"]


@pytest.mark.parametrize("said", HOSTILE)
def test_a_malformed_signature_is_a_wrong_signature(said):
    with pytest.raises(signatures.Unsigned):
        signatures.Standard((NEW,))(letter("{}", standard("{}") | {"webhook-signature": said}))
    with pytest.raises(signatures.Unsigned):
        signatures.Plain((PLAIN,), "x-signature")(letter("{}", {"x-signature": said}))
    with pytest.raises(signatures.Unsigned):
        signatures.Contentful((PLAIN,))(letter("{}", contentful("{}") | {"x-contentful-signature": said}))


@pytest.mark.parametrize("said", ["", "now", "nan", "inf", "1e9", "-5", "٣", "9" * 400])
def test_a_malformed_time_is_refused(said):
    with pytest.raises(signatures.Unsigned):
        signatures.Standard((NEW,))(letter("{}", standard("{}") | {"webhook-timestamp": said}))
    with pytest.raises(signatures.Unsigned):
        signatures.Contentful((PLAIN,))(letter("{}", contentful("{}") | {"x-contentful-timestamp": said}))


def test_a_body_that_is_not_utf_8_cannot_be_signed_as_standard_webhooks_does():
    raw = signatures.Letter("POST", "/v1/audits", standard("{}"), b"caf\xe9")
    with pytest.raises(signatures.Unsigned, match="send it in UTF-8"):
        signatures.Standard((NEW,))(raw)


def test_no_refusal_repeats_a_secret_or_a_signature(signed):
    answers = [post(signed, BODY, standard(BODY, OTHERS)), signed.audit("<p>")]
    for answer in answers:
        assert not any(word.encode() in answer.body for word in (OLD, NEW, OTHERS, "v1,"))
    assert json.loads(answers[0].body)["status"] == 401
