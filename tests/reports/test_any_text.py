"""Whatever a page says, every format stays what it is."""

import csv
import io
import json
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sarif_kit import validation_errors

from cutline.model.answer import Answer, Answered, Place
from cutline.model.finding import Evidence, Finding, Location, Suggestion
from cutline.model.outcome import Outcome, Verdict
from cutline.model.page import Credit
from cutline.model.run import AuditRun, PageResult, Photo, RuleInfo, Tool
from cutline.model.severity import Severity
from cutline.reports import FORMATS, reporter

TEXTS = st.text(alphabet=st.characters(codec=None), max_size=30)  # unpaired surrogates included


def run(source: str, text: str) -> AuditRun:
    """Give a run in which page, photo, finding and crash say `text`."""
    rule = RuleInfo("house-rule", text, text, Severity.ERROR, "static", messages={"said": "It says {words}."})
    finding = Finding(
        "house-rule",
        Severity.ERROR,
        "said",
        {"words": text},
        Location(1, 1, 1, 2),
        text,
        text,
        (Evidence(text, text),),
        Suggestion(text),
        0,
        "f1:0",
    )
    photo = Photo(0, text, text, text, text, Credit(text, 0), Location())
    answered = (Answered(finding, Answer(Place.CONFIG, text, text)),)
    outcomes = (Outcome("house-rule", Verdict.FAILED, 1), Outcome("other", Verdict.ERROR, 0, text))
    page = PageResult(source, "audited", "", text, text, (photo,), outcomes, (finding,), (finding,), answered)
    return AuditRun(Tool(), "2027-02-02T14:05:09+00:00", (rule,), (page, PageResult(source, "failed", text or "x")))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS)
def test_no_text_breaks_a_format(source: str, text: str) -> None:
    made = {name: "".join(reporter(name).render(run(source, text))) for name in FORMATS}
    for written in made.values():
        written.encode()
    assert list(validation_errors(json.loads(made["sarif"]))) == []
    json.loads(made["gitlab"])
    json.loads(made["earl"])
    ElementTree.fromstring(made["junit"])  # noqa: S314 - our own
    assert len(list(csv.reader(io.StringIO(made["csv"], newline=""), strict=True))) == 6
    assert all(line.startswith("::") for line in made["github"].split("\n") if line)
