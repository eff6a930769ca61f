"""The load test: it finds nothing wrong with a server that is right, and something with one that is not."""

import importlib.util
import json
import sys

import pytest

pytest.importorskip("uvicorn", reason="the extra web is not installed")


@pytest.fixture(scope="module")
def load(root):
    spec = importlib.util.spec_from_file_location("load", root / "tools" / "load.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["load"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["load"]


def test_no_audit_is_lost_or_wrong(load, capsys):
    assert load.run(24, 12, ["--jobs", "1", "--at-once", "2"]) == 0
    said = capsys.readouterr()
    assert "24 audits: 0 lost, 0 wrong" in said.out
    assert said.err == ""


def test_every_page_has_findings_of_its_own(load):
    expected = [frozenset(load.page(number)[1]) for number in range(50)]
    assert len({each for each in expected if each}) == sum(map(bool, expected)) > 40


def answered(load, monkeypatch, *answers):
    left = list(answers)
    monkeypatch.setattr(load, "asked", lambda *_: left.pop(0))
    monkeypatch.setattr(load.time, "sleep", lambda _: None)
    return load.sent(1, 4)


def verdict(**words):
    return json.dumps({"allow": True, "findings": [], "not_audited": []} | words).encode()


@pytest.mark.parametrize(
    ("body", "status"),
    [(verdict(), 200), (verdict(allow=False), 200), (b"a fault", 500), (b"busy", 503)],
)
def test_an_answer_that_is_not_the_page_s_own_is_wrong(load, monkeypatch, body, status):
    monkeypatch.setattr(load, "TRIES", 3)
    assert answered(load, monkeypatch, *[(status, "1", body)] * 4).wrong


def test_a_refusal_is_waited_out(load, monkeypatch):
    found = [{"rule": rule, "subject": subject, "severity": "error"} for rule, subject in load.page(4)[1]]
    right = verdict(allow=False, findings=found)
    got = answered(load, monkeypatch, (503, "1", b""), (503, "2", b""), (200, "", right))
    assert (got.refusals, got.wrong) == (2, "")


def test_a_lost_or_wrong_answer_fails_the_run(load, capsys):
    right, wrong = load.Sent(0, 0.1, 0), load.Sent(1, 0.1, 0, "nothing instead of something")
    assert load.told([right], [1.0, 1.0], 1.0, 1, 0) == 0
    assert load.told([right], [1.0, 1.0], 1.0, 2, 0) == 1
    assert load.told([right, wrong], [1.0, 1.0], 1.0, 2, 0) == 1
    assert load.told([right], [1.0, 1.0], 1.0, 1, -9) == 1
    assert "nothing instead of something" in capsys.readouterr().err
