"""The description of the server is true: schemathesis asks the running server what it describes."""

import json
import subprocess
import sys

import jsonschema
import pytest

from cutline import __version__


@pytest.fixture(scope="module")
def described(server):
    return server.ask("GET", "/openapi.json").json


def test_it_names_every_address_for_programs_and_every_refusal(described):
    assert (described["openapi"], described["info"]["version"]) == ("3.1.0", __version__)
    assert set(described["paths"]) == {"/v1/audits", "/v1/rules", "/health", "/openapi.json"}
    assert set(described["paths"]["/v1/audits"]["post"]["responses"]) == {
        *("200", "400", "401", "403", "408", "409", "413", "415", "422", "503")
    }


def test_its_schemas_are_schemas_and_every_reference_leads_somewhere(described):
    schemas = described["components"]["schemas"]
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    references = set(found(described, "$ref"))
    assert references
    assert {reference.rpartition("/")[2] for reference in references} <= set(schemas)
    assert all(reference.startswith("#/components/schemas/") for reference in references)


def found(value, name):
    if isinstance(value, dict):
        yield from (text for key, text in value.items() if key == name)
        for part in value.values():
            yield from found(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from found(part, name)


def test_it_says_how_requests_are_signed_where_they_must_be(start):
    server = start("--signature", "github", env={"CUTLINE_SERVE_SECRETS": "hunter2hunter2hunter2"})
    said = server.ask("GET", "/openapi.json").json
    assert said["components"]["securitySchemes"] == {
        "signature": {"type": "apiKey", "in": "header", "name": "x-hub-signature-256"}
    }
    assert said["paths"]["/v1/audits"]["post"]["security"] == [{"signature": []}]


def test_addresses_are_described_where_they_are_taken(server, fetching):
    def shapes(of):
        body = of.ask("GET", "/openapi.json").json["paths"]["/v1/audits"]["post"]["requestBody"]
        return [shape["$ref"].rpartition("/")[2] for shape in body["content"]["application/json"]["schema"]["oneOf"]]

    assert (shapes(server), shapes(fetching)) == (["Gallery", "Markup"], ["Gallery", "Markup", "Address"])


def test_schemathesis_finds_no_answer_that_is_not_described(server, tmp_path):
    pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{server.address}openapi.json"]
    words = ["--checks", "all", "--max-examples", "25", "--seed", "4182", "--phases", "examples,coverage,fuzzing"]
    quiet = ["--no-color", "--generation-database", "none", "--continue-on-failure"]
    done = subprocess.run(
        [*command, *words, *quiet], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "No issues found" in done.stdout
    assert json.loads(server.ask("GET", "/health").body)["status"] == "ok"
