"""Foreign websites, foreign names, and addresses that others reach."""

import os
import subprocess
import sys
from base64 import b64encode

import pytest

SECRET = f"whsec_{b64encode(bytes(24)).decode()}"
FORM = {"content_type": "application/x-www-form-urlencoded"}


def serve(folder, *words, env=None):
    """Run a server that shall not start; gives its exit code and what it said."""
    command = [sys.executable, "-m", "cutline", "serve", "--port", "0", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60, env=env)
    assert done.stdout == ""
    return done.returncode, " ".join(done.stderr.replace("│", " ").split())


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:80", "", "a b", "[::1"])
@pytest.mark.parametrize(("method", "path"), [("GET", "/"), ("GET", "/v1/rules"), ("POST", "/v1/audits")])
def test_a_name_that_is_not_ours_is_refused(server, host, method, path):
    status, detail = server.ask(method, path, host=host).problem
    assert (status, detail.split(";")[0]) == (403, "this server does not go by the name in the Host header")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8765", "127.0.0.1", "[::1]:8765", "192.0.2.7", "localhost."])
def test_our_names_and_plain_addresses_are_taken(server, host):
    assert server.ask("GET", "/health", host=host).status == 200


def test_a_public_name_is_taken_when_it_was_given(start):
    server = start("--public-name", "cutline.news.example")
    assert server.ask("GET", "/health", host="cutline.news.example").status == 200
    assert server.ask("GET", "/health", host="other.news.example").status == 403


FOREIGN = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:1"},
    {"sec_fetch_site": "cross-site"},
    {"sec_fetch_site": "same-site"},
    {"sec_fetch_site": "cross-site", "origin": "http://{host}"},
]


@pytest.mark.parametrize("path", ["/report", "/v1/audits"])
@pytest.mark.parametrize("headers", FOREIGN)
def test_another_website_cannot_have_anything_audited(server, path, headers):
    sent = {name: value.format(host=f"127.0.0.1:{server.port}") for name, value in headers.items()}
    status, detail = server.ask("POST", path, "page=%3Cp%3E", **FORM, **sent).problem
    assert (status, detail.split(";")[0]) == (403, "another website's page may not use this server")


@pytest.mark.parametrize("headers", [{}, {"origin": "http://{host}", "sec_fetch_site": "same-origin"}])
def test_our_own_page_and_programs_can(server, headers):
    sent = {name: value.format(host=f"127.0.0.1:{server.port}") for name, value in headers.items()}
    assert server.ask("POST", "/report", "page=%3Cp%3E", **FORM, **sent).status == 200


def test_a_browser_that_asks_first_is_told_nothing(server):
    answer = server.ask("OPTIONS", "/v1/audits", origin="https://evil.example", access_control_request_method="POST")
    assert answer.status == 405
    assert not [name for name in answer.headers if name.startswith("access-control-")]


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104 - refused is what is tested
def test_an_address_that_others_reach_is_refused_without_a_secret(tmp_path, host):
    code, said = serve(tmp_path, "--host", host)
    assert code == 2
    assert f"--host {host}: others reach this address, so requests must be signed" in said
    assert "--secret-file or CUTLINE_SERVE_SECRETS" in said


def test_it_is_taken_with_one_and_still_has_no_page_for_editors(start, tmp_path):
    server = start("--host", "0.0.0.0", env={"CUTLINE_SERVE_SECRETS": SECRET})  # noqa: S104 - on purpose
    assert (server.ask("GET", "/health").status, server.ask("GET", "/").status) == (200, 404)
    (tmp_path / "secret").write_text(SECRET, "utf-8")
    code, said = serve(tmp_path, "--host", "0.0.0.0", "--secret-file", "secret", "--editors-page")  # noqa: S104
    assert (code, "put a reverse proxy with a login before the server" in said) == (2, True)


WRONG = {
    "no file": (("--secret-file", "none"), None, "none: cannot be read: No such file or directory"),
    "a folder": (("--secret-file", "."), None, ".: cannot be read: Is a directory"),
    "an empty file": (("--secret-file", "file"), "# nothing\n", "file: there is no secret in it; write one a line"),
    "a short secret": (("--secret-file", "file"), "whsec_c2hv\n", "a secret has fewer than 16 characters"),
    "another kind": (("--secret-file", "file"), "hunter2hunter2hunter2\n", "begins with whsec_; use --signature hmac"),
    "half a secret": (("--secret-file", "file"), "whsec_hunter2hunter2!\n", "is not base64 behind whsec_"),
    "a short key": (("--secret-file", "file"), "whsec_aHVudGVyMg==\n", "stands for fewer than 16 bytes"),
    "no header": (
        ("--signature", "hmac", "--secret-file", "file"),
        "hunter2hunter2hunter2\n",
        "needs --signature-header",
    ),
    "a header too many": (("--signature-header", "x"), None, "go with --signature hmac"),
    "a host without fetching": (("--allow-host", "h.example"), None, "--allow-host goes with --allow-url"),
    "a host with a scheme": (("--allow-url", "--allow-host", "http://10.0.0.1/"), None, "give the bare host name"),
    "a name with a scheme": (("--public-name", "https://desk.example/"), None, "give the bare host name"),
    "a name with a port": (("--public-name", "desk.example:443"), None, "give the bare host name"),
    "a pattern of names": (("--public-name", "*.desk.example"), None, "give the bare host name"),
    "no number of MiB": (("--body-mib", "nan"), None, "Invalid value for '--body-mib': nan is no number"),
    "no number of seconds": (("--body-seconds", "nan"), None, "Invalid value for '--body-seconds': nan is no number"),
    "no such address": (("--host", "nowhere.invalid"), None, "--host nowhere.invalid: there is no such address"),
    "somebody else's": (("--host", "192.0.2.1", "--secret-file", "file"), SECRET, "cannot be used"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_served_is_said_before_the_server_listens(tmp_path, case):
    words, text, sentence = WRONG[case]
    if text:
        (tmp_path / "file").write_text(text, "utf-8")
    code, said = serve(tmp_path, *words)
    assert (code, sentence in said) == (2, True), said
    assert "hunter2" not in said


def test_a_variable_that_lost_its_secret_opens_nothing(tmp_path):
    code, said = serve(tmp_path, env={**os.environ, "CUTLINE_SERVE_SECRETS": " "})
    assert (code, "$CUTLINE_SERVE_SECRETS: it is there, but empty; put a secret in it" in said) == (2, True)


def test_a_port_that_is_taken_is_named(server, tmp_path):
    code, said = serve(tmp_path, "--port", str(server.port))
    assert (code, f"127.0.0.1, port {server.port}: cannot be used: Address already in use" in said) == (2, True)


def test_a_secret_is_no_word_of_the_command(tmp_path):
    code, said = serve(tmp_path, "--secret", SECRET)
    assert (code, SECRET not in said) == (2, True)
