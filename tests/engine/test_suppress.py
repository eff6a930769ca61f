"""Findings that a page or the configuration says may stay, and requests that are idle or cannot be followed."""

import pytest

from cutline.config.ignoring import Ignored
from cutline.config.schema import Config
from cutline.engine.audit import audit_page
from cutline.model.answer import Answer, Place
from cutline.model.outcome import Verdict
from cutline.model.run import PageResult

SELECT = ("alt-missing", "bypass-missing", "caption-missing", "ignore-unknown", "ignore-unused")


def figure(attributes: str = "", image: str = "", src: str = "goat.jpg") -> str:
    return (
        f'<figure {attributes}><img src="{src}" width="900" height="600" {image}>'
        "<figcaption>A goat on the roof of the chapel in Ottery, Sunday.</figcaption></figure>"
    )


def audited(body: str, *ignored: Ignored, source: str = "goats.html", select: tuple[str, ...] = SELECT) -> PageResult:
    html = f"<!doctype html><html lang=en><title>Goats</title><main>{body}</main>"
    return audit_page(html, source=source, config=Config(select=select, ignored=ignored))


def still(result: PageResult) -> list[str]:
    assert result.audited, result
    return [finding.rule for finding in result.findings]


def answers(result: PageResult) -> list[tuple[str, Answer]]:
    return [(claim.finding.rule, claim.answer) for claim in result.answered]


ON_ELEMENT = Answer(Place.ATTRIBUTE, "a tile")
IN_COMMENT = Answer(Place.COMMENT, "a tile")


def test_a_finding_on_an_element_that_says_so_is_answered():
    result = audited(figure(image='data-cutline-ignore="alt-missing: a tile"'))
    assert (still(result), answers(result)) == ([], [("alt-missing", ON_ELEMENT)])


def test_a_finding_inside_an_element_that_says_so_is_answered():
    result = audited(f'<section data-cutline-ignore="alt-missing: a tile"><div>{figure()}</div></section>')
    assert (still(result), answers(result)) == ([], [("alt-missing", ON_ELEMENT)])


def test_a_finding_in_the_element_behind_a_comment_is_answered():
    result = audited(f"<!-- cutline-ignore alt-missing: a tile -->{figure()}")
    assert (still(result), answers(result)) == ([], [("alt-missing", IN_COMMENT)])


def test_the_element_after_that_is_not_covered():
    result = audited(f"<!-- cutline-ignore alt-missing: a tile -->{figure()}{figure(src='pie.jpg')}")
    assert still(result) == ["alt-missing"]
    assert result.findings[0].subject == "pie.jpg"


def test_another_rule_is_not_covered():
    result = audited(figure(image='data-cutline-ignore="caption-missing: a tile"'))
    assert sorted(still(result)) == ["alt-missing", "ignore-unused"]


def test_what_is_said_on_a_photo_covers_its_caption_elsewhere():
    select = ("caption-truncated", "ignore-unused")
    body = (
        '<figure><img src="goat.jpg" width="900" height="600" alt="A goat" data-cutline-ignore="caption-truncated: so">'
        "<figcaption>The goat was carried from the roof of the chapel by four men with a</figcaption></figure>"
    )
    assert still(audited(body.replace("data-cutline", "data-other"), select=select)) == ["caption-truncated"]
    assert still(audited(body, select=select)) == []


def test_the_whole_page_is_covered_by_a_comment_before_it():
    html = (
        "<!doctype html><!-- cutline-ignore page-language-missing: an embed --><html><title>Goats</title>"
        f"<main>{figure(image='alt=x')}</main>"
    )
    select = ("page-language-missing", "ignore-unused")
    bare = audit_page(html.replace("cutline-ignore", "note"), config=Config(select=select))
    assert still(bare) == ["page-language-missing"]
    result = audit_page(html, config=Config(select=select))
    assert (still(result), answers(result)) == ([], [("page-language-missing", Answer(Place.COMMENT, "an embed"))])


def test_the_rule_has_still_failed_on_the_page():
    result = audited(figure(image='data-cutline-ignore="alt-missing: a tile"'))
    verdicts = {outcome.rule: outcome.outcome for outcome in result.outcomes}
    assert (verdicts["alt-missing"], verdicts["ignore-unused"]) == (Verdict.FAILED, Verdict.PASSED)


def test_outcomes_keep_their_order():
    rules = [outcome.rule for outcome in audited(figure(image='data-cutline-ignore="alt-missing: a"')).outcomes]
    assert rules == sorted(rules)


def test_a_request_that_answers_nothing_is_a_finding():
    result = audited(figure(image='alt="A goat" data-cutline-ignore="alt-missing: a tile"'))
    assert [(f.rule, f.data["rule"]) for f in result.findings] == [("ignore-unused", "alt-missing")]


def test_a_request_for_a_rule_that_was_not_asked_is_not_called_idle():
    select = ("caption-missing", "ignore-unused")
    assert still(audited(figure(image='data-cutline-ignore="alt-missing: a tile"'), select=select)) == []


@pytest.mark.parametrize(
    ("said", "message", "rule"),
    [
        ("alt-mising: a tile", "rule", "alt-mising"),
        ("alt-missing", "reason", "alt-missing"),
        ("alt-missing:", "reason", "alt-missing"),
        ("", "rule", "nothing"),
    ],
)
def test_a_request_that_cannot_be_followed_is_a_finding_and_has_no_effect(said, message, rule):
    result = audited(figure(image=f'data-cutline-ignore="{said}"'))
    found = {finding.rule: (finding.message_id, dict(finding.data)) for finding in result.findings}
    assert found["ignore-unknown"] == (message, {"rule": rule})
    assert set(found) == {"alt-missing", "ignore-unknown"}


def test_of_two_requests_for_one_photo_the_inner_one_answers_and_the_outer_one_is_idle():
    result = audited(figure('data-cutline-ignore="alt-missing: outer"', 'data-cutline-ignore="alt-missing: inner"'))
    assert answers(result) == [("alt-missing", Answer(Place.ATTRIBUTE, "inner"))]
    assert still(result) == ["ignore-unused"]


def test_a_point_for_review_is_answered_and_stays_one(monkeypatch):
    from cutline.rules.base import Review
    from cutline.rules.images.alt_missing import AltMissing

    plain = AltMissing.check

    def doubtful(self, page, options):
        yield from (Review(claim) for claim in plain(self, page, options))

    monkeypatch.setattr(AltMissing, "check", doubtful)
    result = audited(figure(image='data-cutline-ignore="alt-missing: a tile"'))
    assert (result.reviews, [claim.review for claim in result.answered]) == ((), [True])


@pytest.mark.parametrize(
    ("page", "subject"),
    [
        ("", ""),
        ("goats.html", ""),
        ("goat*", "goat.jpg"),
        ("", "*.jpg"),
        ("", "goat[[]1].jpg"),
        ("", "goat[1].jpg"),
    ],
)
def test_the_configuration_lets_findings_stay_by_rule_page_and_subject(page, subject):
    entry = Ignored(rule="alt-missing", page=page, subject=subject, reason="old stock")
    src = "goat[1].jpg?w=9" if "[" in subject else "goat.jpg?w=9"
    result = audited(figure(src=src), entry)
    assert (still(result), answers(result)) == ([], [("alt-missing", Answer(Place.CONFIG, "old stock"))])


@pytest.mark.parametrize(
    "entry",
    [
        Ignored(rule="caption-missing", reason="x"),
        Ignored(rule="alt-missing", page="pies.html", reason="x"),
        Ignored(rule="alt-missing", subject="pie.jpg", reason="x"),
    ],
)
def test_the_configuration_lets_nothing_else_stay(entry):
    assert still(audited(figure(), entry)) == ["alt-missing"]


def test_the_key_of_a_finding_names_it_alone():
    body = figure() + figure(src="pie.jpg")
    first, second = audited(body).findings
    entry = Ignored(rule="alt-missing", subject=second.fingerprint, reason="the second")
    assert audited(body, entry).findings == (first,)


def test_what_the_page_says_weighs_more_than_the_configuration():
    entry = Ignored(rule="alt-missing", reason="old stock")
    result = audited(figure(image='data-cutline-ignore="alt-missing: a tile"'), entry)
    assert answers(result) == [("alt-missing", ON_ELEMENT)]


def test_fingerprints_are_the_same_with_and_without_an_answer():
    body = figure() + figure(src="pie.jpg")
    before = [finding.fingerprint for finding in audited(body).findings]
    answered = audited(f"<!-- cutline-ignore alt-missing: a tile -->{body}")
    assert [answered.answered[0].finding.fingerprint, answered.findings[0].fingerprint] == before
