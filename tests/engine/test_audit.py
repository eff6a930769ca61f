"""Outcomes: what becomes of a rule on a page."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cutline import Config, audit_page, inspect_page
from cutline.config.schema import ConfigError
from cutline.engine.audit import audit_given, audit_target
from cutline.engine.select import Chosen, selection_of
from cutline.model.finding import Location
from cutline.model.outcome import Outcome, Verdict
from cutline.model.run import PageResult
from cutline.model.severity import Severity
from cutline.sources.files import NotAudited
from cutline.sources.targets import Target

HOUSE_RULES = str(Path(__file__).with_name("house_rules.py"))


def outcome(result, rule):
    return next(outcome for outcome in result.outcomes if outcome.rule == rule)


def test_a_rule_that_finds_nothing_has_passed_on_every_photo(house, make_page):
    result = audit_page(make_page("A ferry", "A quay"), source="f.html", config=house("shouted"))
    assert outcome(result, "house-shouted") == Outcome("house-shouted", Verdict.PASSED, 2)
    assert result.findings == ()


def test_a_finding_points_at_the_attribute_and_says_which_photo(house, make_page):
    result = audit_page(make_page("A ferry", "A quay!!"), source="f.html", config=house("shouted"))
    assert outcome(result, "house-shouted") == Outcome("house-shouted", Verdict.FAILED, 2)
    (finding,) = result.findings
    assert (finding.rule, finding.message_id, finding.data, finding.picture) == (
        "house-shouted",
        "shouts",
        {"marks": 2},
        1,
    )
    assert (finding.location.line, finding.severity) == (4, Severity.WARNING)
    assert finding.fingerprint.startswith("f1:")


def test_a_review_is_kept_apart_and_fails_nothing(house, make_page):
    result = audit_page(make_page("A ferry?"), source="f.html", config=house("doubtful"))
    assert outcome(result, "house-doubtful") == Outcome(
        "house-doubtful", Verdict.NEEDS_REVIEW, 1, "a person must decide"
    )
    assert result.findings == ()
    assert [review.data for review in result.reviews] == [{"alt": "A ferry?"}]
    assert result.reviews[0].fingerprint.startswith("f1:")


def test_a_rule_without_a_subject_is_inapplicable_and_says_why(house):
    result = audit_page("<title>Nothing here</title>", config=house("shouted"))
    assert outcome(result, "house-shouted") == Outcome("house-shouted", Verdict.INAPPLICABLE, 0, "no photo on the page")


def test_a_rule_that_needs_a_browser_is_not_run(house, make_page):
    result = audit_page(make_page("A ferry"), config=house("shouted", "looked"))
    assert outcome(result, "house-looked") == Outcome("house-looked", Verdict.NOT_RUN, 0, "needs a browser")


def test_a_rule_that_was_not_selected_says_so(house, make_page):
    result = audit_page(make_page("A ferry"), config=house("shouted"))
    assert outcome(result, "house-moody") == Outcome("house-moody", Verdict.NOT_RUN, 0, "not selected")


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("crash", "LookupError: the rule tripped"),
        ("recurse", "RecursionError"),
        ("nothing", "a rule yields Finding or Review, not str"),
        ("stranger", "rule house-moody speaks for house-shouted"),
        ("unworded", "rule house-moody has no message 'unheard'"),
        ("unfilled", "message 'said' of rule house-moody lacks word"),
        ("fraction", "data 'word' of rule house-moody is float; use str or int"),
    ],
)
def test_a_rule_that_misbehaves_is_an_error_and_costs_no_other_rule_anything(house, make_page, order, said):
    result = audit_page(make_page(order, "A quay!!"), source="f.html", config=house("moody", "shouted"))
    crashed = outcome(result, "house-moody")
    assert (crashed.outcome, crashed.judged) == (Verdict.ERROR, 0)
    assert said in crashed.reason
    assert [finding.rule for finding in result.findings] == ["house-shouted"]
    assert not result.audited


def test_a_crash_keeps_where_it_happened(house, make_page):
    result = audit_page(make_page("crash"), config=house("moody"))
    assert "in obey" in outcome(result, "house-moody").reason


def test_every_rule_has_exactly_one_outcome_in_the_order_of_ids(house, make_page):
    result = audit_page(make_page("A ferry"), config=house("shouted"))
    named = [outcome.rule for outcome in result.outcomes]
    assert named == sorted(set(named))
    assert {"house-doubtful", "house-linkless", "house-looked", "house-moody", "house-shouted"} <= set(named)


def test_findings_stand_in_reading_order_whatever_rule_they_are_of(house, make_page):
    result = audit_page(make_page("One!!", "Two!!"), config=house("shouted", "linkless"))
    places = [(finding.location.line, finding.rule) for finding in result.findings]
    assert places == [(3, "house-shouted"), (4, "house-shouted"), (None, "house-linkless")]


def test_twins_on_a_page_have_different_fingerprints(house):
    figure = '<figure><img src="a.jpg" alt="Hey!!"><figcaption>The ferry leaves before sunrise.</figcaption></figure>'
    result = audit_page(f"<main>{figure}<p>Later that day.</p>{figure}", config=house("shouted"))
    fingerprints = [finding.fingerprint for finding in result.findings]
    assert len(set(fingerprints)) == len(fingerprints)


def test_a_house_may_set_an_option_and_a_severity(house, make_page):
    config = house("shouted", rules={"house-shouted": {"marks": 2, "severity": "error"}})
    result = audit_page(make_page("Two!!", "Three!!!"), config=config)
    assert [(finding.picture, finding.severity) for finding in result.findings] == [(1, Severity.ERROR)]


def test_a_house_severity_reaches_reviews_too(house, make_page):
    config = house("doubtful", rules={"house-doubtful": {"severity": "advice"}})
    (review,) = audit_page(make_page("A ferry?"), config=config).reviews
    assert review.severity is Severity.ADVICE


def test_photos_are_recorded_with_their_texts_and_places(house, make_page):
    (photo,) = audit_page(make_page("A ferry"), source="f.html", config=house("shouted")).photos
    assert (photo.index, photo.src, photo.alt, photo.name) == (0, "photo-0.jpg", "A ferry", "A ferry")
    assert photo.caption == "The ferry leaves harbour number 0 before sunrise on Monday."
    assert (photo.location.line, photo.location.column) == (3, 9)


def test_a_page_that_breaks_the_recogniser_has_failed_and_says_where(monkeypatch, house):
    def trip(*_args, **_kwargs):
        raise ZeroDivisionError("a clue tripped")

    monkeypatch.setattr("cutline.engine.audit.recognise", trip)
    result = audit_page("<p>", source="f.html", config=house("shouted"))
    assert (result.source, result.status, result.outcomes) == ("f.html", "failed", ())
    assert "ZeroDivisionError: a clue tripped" in result.reason
    assert not result.audited


def test_a_page_that_breaks_the_judging_has_failed_too(monkeypatch, house, make_page):
    def trip(*_args, **_kwargs):
        raise ZeroDivisionError("the bench tripped")

    monkeypatch.setattr("cutline.engine.audit.with_identity", trip)
    result = audit_page(make_page("A ferry"), source="f.html", config=house("shouted"))
    assert (result.source, result.status) == ("f.html", "failed")
    assert "ZeroDivisionError: the bench tripped" in result.reason


def test_what_is_no_page_is_refused(house):
    with pytest.raises(TypeError, match="a page is bytes or str, not NoneType"):
        audit_page(None, config=house("shouted"))
    with pytest.raises(TypeError, match="a page is bytes or str, not list"):
        inspect_page([])


def test_inspecting_shows_photos_without_judging(make_page):
    page = inspect_page(make_page("A ferry", None), source="f.html")
    assert [(photo.alt, photo.content) for photo in page.pictures] == [("A ferry", True), (None, True)]


def test_a_site_profile_decides_what_is_a_photo():
    from cutline.model.profile import SiteProfile

    html = '<link rel=canonical href="https://www.ledger.example/x"><img class=plate src=a.jpg><img src=b.jpg>'
    config = Config(sites=(SiteProfile(host=("*.ledger.example",), picture="img.plate"),))
    assert [photo.src for photo in inspect_page(html, config=config).photos] == ["a.jpg"]


def test_nothing_left_to_run_is_refused_rather_than_green(house):
    with pytest.raises(ConfigError, match="no rule is left to run"):
        audit_page("<p>", config=house("looked"))
    with pytest.raises(ConfigError, match="no rule is left to run"):
        audit_page("<p>", config=house("shouted", ignore=("house-shouted",)))


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        ({"select": ("house-shoutd",)}, 'select[0]: "house-shoutd" is not one of'),
        ({"ignore": ("house-shoutd",)}, "did you mean house-shouted?"),
        ({"page_seconds": 1e12}, "page_seconds: a number above 0 and up to 1000000 is expected, found"),
        ({"profile": "nightly"}, 'profile: "nightly" is not one of editor, ci, publish'),
        (
            {"rules": {"house-shoutd": {}}},
            "rules.house-shoutd: there is no rule of this name; did you mean house-shouted?",
        ),
        (
            {"rules": {"house-shouted": {"marks": "two"}}},
            "rules.house-shouted.marks: a whole number is expected, found a text",
        ),
        ({"rules": {"house-shouted": 3}}, "rules.house-shouted: a table is expected, found a number"),
    ],
)
def test_a_config_made_in_python_is_checked_like_a_file(house, wishes, said):
    wishes = {"select": ("house-shouted",), **wishes}
    select = tuple(name.removeprefix("house-") for name in wishes.pop("select"))
    with pytest.raises(ConfigError) as caught:
        audit_page("<p>", config=house(*select, **wishes))
    assert said in str(caught.value)


def test_lists_do_for_a_config_and_a_single_text_does_not():
    assert Config(select=["a"]) == Config(select=("a",))
    with pytest.raises(ConfigError, match="select: a list of texts is expected, found a text"):
        Config(select="alt-missing")


def test_profiles_take_rules_by_how_bad_this_house_finds_them(house, make_page):
    def ran(config):
        result = audit_page(make_page("A ferry"), config=config)
        return {o.rule for o in result.outcomes if o.outcome is not Verdict.NOT_RUN and o.rule.startswith("house-")}

    everything = {"house-doubtful", "house-linkless", "house-moody", "house-shouted"}
    assert ran(house(profile="editor")) == everything
    assert ran(house(profile="ci")) == everything
    assert ran(house(profile="publish")) == everything - {"house-shouted"}
    milder = {"house-moody": {"severity": "advice"}}
    assert ran(house(profile="ci", rules=milder)) == everything - {"house-moody"}


@pytest.mark.parametrize("html", ["", b"", " " * 50_000, b"\r\n"])
def test_an_empty_page_is_not_audited(html):
    assert audit_page(html, source="h.html") == PageResult("h.html", status="failed", reason="the page is empty")


@pytest.mark.parametrize("html", ["x", "<", b"\xff\xfe", "\ud800", "\x00\x01", "\u202e\u200f", "3 < 4", "<!doctype>"])
def test_a_page_without_a_tag_is_not_audited(html):
    reason = "there is no tag in it, so it is no page"
    assert audit_page(html, source="h.html") == PageResult("h.html", status="failed", reason=reason)


@pytest.mark.parametrize("html", ["<p", b"<p>\xff\xfe", "<p>\ud800", "<p>\x00", "<img" * 5000, "<img" + " " * 50_000])
def test_hostile_pages_are_audited_all_the_same(house, html):
    assert audit_page(html, source="h.html", config=house("shouted", "linkless")).audited


@settings(max_examples=40, deadline=None)
@given(
    st.one_of(
        st.text(),
        st.binary(),
        st.lists(st.sampled_from(["<figure>", "<img alt='!!'>", "<p>", "</figure>", "&#0;", "\x00"])).map("".join),
    )
)
def test_the_same_page_always_gives_the_same_result(html):
    config = Config(rules_from=(HOUSE_RULES,), select=("house-shouted", "house-linkless", "house-doubtful"))
    first = audit_page(html, source="h.html", config=config)
    has_tag = re.search("<[A-Za-z]", html) if isinstance(html, str) else re.search(b"<\x00?[A-Za-z]", html)
    assert first.audited is bool(has_tag)
    assert audit_page(html, source="h.html", config=config) == first


def test_a_location_is_never_invented():
    assert Location() == Location(None, None, None, None, ())


def test_the_options_of_a_rule_cannot_leak_from_page_to_page(house):
    (chosen,) = (entry for entry in selection_of(house("shouted")).entries if isinstance(entry, Chosen))
    with pytest.raises(TypeError, match="does not support item assignment"):
        chosen.options["marks"] = 9


def test_bytes_that_were_given_are_judged_as_a_target_would_be(house, make_page, tmp_path):
    page = make_page("A ferry!!").encode()
    (tmp_path / "f.html").write_bytes(page)
    selection = selection_of(house("shouted"))
    named = audit_target(Target("f.html", str(tmp_path / "f.html")), selection)
    assert audit_given(page, "f.html", selection, gallery=False) == named
    assert [finding.rule for finding in named.findings] == ["house-shouted"]


def test_a_gallery_that_was_given_is_judged_and_a_broken_one_is_its_sender_s_to_mend(house):
    selection = selection_of(house("shouted"))
    given = audit_given(b'{"photos": [{"alt": "A ferry!!"}]}', "g", selection, gallery=True)
    assert [finding.data for finding in given.findings] == [{"marks": 2}]
    with pytest.raises(NotAudited, match="photos: a list is expected, found a number"):
        audit_given(b'{"photos": 3}', "g", selection, gallery=True)


def test_given_bytes_have_a_deadline(house, make_page):
    selection = selection_of(replace(house("moody"), page_seconds=0.2))
    result = audit_given(make_page("sleep").encode(), "f", selection, gallery=False)
    assert (result.status, result.reason) == ("failed", "it took longer than 0.2 seconds (page_seconds)")


def test_a_page_that_needs_too_much_memory_is_no_fault_of_cutline(house, make_page, monkeypatch):
    def exhausted(*_, **__):
        raise MemoryError

    monkeypatch.setattr("cutline.engine.audit.recognise", exhausted)
    result = audit_given(make_page("A ferry").encode(), "f", selection_of(house("shouted")), gallery=False)
    assert (result.status, result.reason) == ("failed", "it needs more memory than this process may use")
