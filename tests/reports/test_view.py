from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutline.model.finding import Evidence, Finding, Location
from cutline.model.outcome import Outcome, Verdict
from cutline.model.run import AuditRun, PageResult, Photo, RuleInfo
from cutline.model.severity import Severity
from cutline.reports.view import (
    VALUE_LIMIT,
    Cause,
    PageView,
    Standing,
    Tone,
    Words,
    phrased,
    run_standing,
    sentence,
    view,
)

Runs = dict[str, Callable[[], AuditRun]]

RULE = RuleInfo(
    "alt-truncated",
    "Descriptions stop before their end",
    "Nobody hears the rest.",
    Severity.ERROR,
    "static",
    messages={"cut": "It stops at “{ending}” after {length} characters.", "plain": "It stops."},
)
OTHER = RuleInfo("skip-link-missing", "No way past the menu", "It is long.", Severity.WARNING, "static")
RULES = {rule.id: rule for rule in (RULE, OTHER)}
EVERYTHING = "Everything was checked."


def finding(rule: RuleInfo = RULE, picture: int | None = 3, message: str = "plain", **more: object) -> Finding:
    fields: dict[str, object] = {"severity": rule.severity, "data": {}, "evidence": ()} | more
    return Finding(
        rule=rule.id,
        message_id=message,
        location=Location(),
        snippet="",
        subject="",
        picture=picture,
        **fields,  # type: ignore[arg-type]
    )


def page(*findings: Finding, photos: int = 3, reviews: int = 0, outcomes: tuple[Outcome, ...] = ()) -> PageResult:
    shown = tuple(Photo(2 * n + 1, None, "Gulls", "Gulls", None, None, Location()) for n in range(photos))
    said = outcomes or (Outcome(RULE.id, Verdict.PASSED, photos),)
    return PageResult("page.html", photos=shown, outcomes=said, findings=findings, reviews=(finding(),) * reviews)


def seen(result: PageResult) -> PageView:
    return view(result, RULES)


def test_a_message_is_filled_with_the_data_of_the_finding() -> None:
    data = {"ending": "in a", "length": 200}
    assert sentence(RULE, finding(message="cut", data=data)) == "It stops at “in a” after 200 characters."


def test_a_sentence_sets_apart_what_it_quotes_from_the_page() -> None:
    assert phrased(RULE, finding(message="cut", data={"ending": "in a", "length": 200})) == (
        Words("It stops at “"),
        Words("in a", quoted=True),
        Words("” after "),
        Words("200"),
        Words(" characters."),
    )


@pytest.mark.parametrize(("message", "data"), [("unheard-of", {}), ("cut", {}), ("cut", {"ending": "in a"})])
def test_a_message_that_cannot_be_filled_gives_the_title(message: str, data: dict[str, str]) -> None:
    assert sentence(RULE, finding(message=message, data=data)) == RULE.title


@pytest.mark.parametrize("template", ["{ending.__class__}", "{ending!r}", "{ending:>999999999}", "{0}", "{", "}}"])
def test_a_strangers_message_is_no_format_string(template: str) -> None:
    rule = RuleInfo("r", "title", "", Severity.ERROR, "static", messages={"m": template})
    assert sentence(rule, finding(message="m", data={"ending": "x"})) == template


def test_a_field_in_letters_of_any_alphabet_is_filled() -> None:
    rule = RuleInfo("alt-long", "Too long", "", Severity.ADVICE, "static", messages={"m": "Die Länge ist {länge}."})
    assert sentence(rule, finding(rule, message="m", data={"länge": 5})) == "Die Länge ist 5."


def test_data_that_looks_like_a_field_is_not_filled_again() -> None:
    data = {"ending": "{length}", "length": 5}
    assert sentence(RULE, finding(message="cut", data=data)) == "It stops at “{length}” after 5 characters."


def test_a_long_value_is_shortened_in_a_sentence() -> None:
    said = phrased(RULE, finding(message="cut", data={"ending": "x" * 10**6, "length": 1}))
    assert len(said[1].text) <= VALUE_LIMIT


@given(st.text(st.characters()), st.text(st.characters()))
def test_a_sentence_is_always_printable(template: str, value: str) -> None:
    rule = RuleInfo("r", template, "", Severity.ERROR, "static", messages={"m": template})
    assert "\x1b" not in sentence(rule, finding(message="m", data={"ending": value})).encode().decode()


def test_claims_go_to_their_photos_by_the_index_of_the_picture_and_the_rest_to_the_page() -> None:
    on_photo, on_page, on_furniture = finding(), finding(picture=None), finding(picture=2)
    shown = seen(page(on_page, on_photo, on_furniture))
    assert [[claim.finding for claim in photo.claims] for photo in shown.photos] == [[], [on_photo], []]
    assert [claim.finding for claim in shown.claims] == [on_page, on_furniture]


def test_the_worst_claim_about_a_photo_comes_first() -> None:
    shown = seen(page(finding(OTHER), finding()))
    assert [claim.rule for claim in shown.photos[1].claims] == [RULE, OTHER]


def test_reviews_are_kept_apart_from_findings() -> None:
    shown = seen(page(reviews=1))
    assert (len(shown.photos[1].claims), len(shown.photos[1].reviews), shown.causes) == (0, 1, ())


def test_causes_are_ordered_by_weight_then_by_the_photos_they_touch() -> None:
    mild = finding(OTHER, picture=1)
    shown = seen(page(mild, finding(OTHER, picture=3), finding(picture=5), finding(picture=None)))
    assert shown.causes == (
        Cause(RULE, Severity.ERROR, 2, (3,), 1),
        Cause(OTHER, Severity.WARNING, 2, (1, 2), 0),
    )


def test_what_is_wrong_once_with_the_page_comes_before_what_shows_on_photos() -> None:
    field = RuleInfo(
        "text-field-limit", "A field cuts", "", Severity.ERROR, "static", messages={"m": "It cuts at {n}."}
    )
    limit = finding(field, None, "m", data={"n": 200})
    shown = view(page(finding(picture=1), finding(picture=3), limit), RULES | {field.id: field})
    assert shown.causes == (
        Cause(field, Severity.ERROR, 1, (), 1, "It cuts at 200."),
        Cause(RULE, Severity.ERROR, 2, (1, 2), 0),
    )


def test_evidence_that_all_claims_of_a_rule_share_is_their_cause() -> None:
    limit = Evidence("field limit", "200 characters")
    first = finding(picture=1, evidence=(limit, Evidence("ends with", "in a")))
    second = finding(picture=3, evidence=(Evidence("ends with", "of"), limit))
    assert seen(page(first, second)).causes[0].shared == (limit,)


def test_one_claim_shares_no_evidence_with_itself() -> None:
    assert seen(page(finding(evidence=(Evidence("length", "9"),)))).causes[0].shared == ()


def test_a_rule_that_the_catalogue_lacks_is_called_by_its_id() -> None:
    stranger = RuleInfo("house-style", "x", "", Severity.ERROR, "static")
    assert seen(page(finding(stranger))).photos[1].claims[0].sentence == "house-style"


@pytest.mark.parametrize(
    ("result", "standing"),
    [
        (page(), Standing(Tone.READY, "Ready.", "Nothing found in three photos.", EVERYTHING)),
        (
            page(finding(picture=1), finding(), finding(OTHER, picture=5), reviews=2),
            Standing(
                Tone.NOT_READY,
                "Not ready.",
                "One cause damages two photos. One more photo needs a second look. Two points wait for your decision.",
                EVERYTHING,
            ),
        ),
        (
            page(finding(picture=None), finding(OTHER, picture=None)),
            Standing(
                Tone.NOT_READY,
                "Not ready.",
                "One error stands on the page itself. One remark concerns the page itself.",
                EVERYTHING,
            ),
        ),
        (
            page(finding(OTHER)),
            Standing(Tone.LOOK, "Nearly ready.", "One photo needs a second look.", EVERYTHING),
        ),
        (
            page(finding(severity=Severity.ADVICE)),
            Standing(Tone.READY, "Ready.", "One photo needs a second look.", EVERYTHING),
        ),
        (
            page(reviews=1),
            Standing(Tone.LOOK, "Ready when you have decided.", "One point waits for your decision.", EVERYTHING),
        ),
        (
            page(photos=0),
            Standing(
                Tone.LOOK,
                "No photo found.",
                "The page shows nothing that looks like a gallery photo, so nothing is known about it.",
                EVERYTHING,
            ),
        ),
        (
            page(
                outcomes=(
                    Outcome("a", Verdict.ERROR, 0, "Traceback"),
                    Outcome("b", Verdict.NOT_RUN, 0, "needs a browser"),
                    Outcome("c", Verdict.NOT_RUN, 0, "needs a browser"),
                    Outcome("d", Verdict.INAPPLICABLE, 0, "no credit on the page"),
                )
            ),
            Standing(
                Tone.NOT_AUDITED,
                "Not checked in full.",
                "One check broke off, so nothing is known about what it looks for. Nothing found in three photos.",
                "Two checks were not made (needs a browser); one was made.",
            ),
        ),
        (
            PageResult("page.html", "failed", "the file is empty"),
            Standing(Tone.NOT_AUDITED, "Not checked.", "The file is empty."),
        ),
        (
            page(outcomes=(Outcome("a", Verdict.ERROR, 0, "Traceback"), Outcome("b", Verdict.PASSED, 3))),
            Standing(
                Tone.NOT_AUDITED,
                "Not checked in full.",
                "One check broke off, so nothing is known about what it looks for. Nothing found in three photos.",
                "One check was made.",
            ),
        ),
        (
            PageResult("page.html", "failed"),
            Standing(Tone.NOT_AUDITED, "Not checked.", "No reason given."),
        ),
    ],
)
def test_a_page_gets_a_verdict_in_words(result: PageResult, standing: Standing) -> None:
    assert seen(result).standing == standing


def test_errors_weigh_more_than_a_check_that_broke_off() -> None:
    broken = (Outcome("other", Verdict.ERROR, 0, "Traceback"),)
    assert seen(page(finding(), outcomes=broken)).standing.tone is Tone.NOT_READY


def test_a_page_on_which_no_check_was_made_does_not_say_that_everything_was_checked() -> None:
    bare = PageResult("page.html", photos=page().photos)
    assert seen(bare).standing.proviso == "No checks were made."


@pytest.mark.parametrize(
    ("tones", "standing"),
    [
        ({}, Standing(Tone.NOT_AUDITED, "Nothing was checked.", "The run holds no page, so it says nothing.")),
        ({Tone.READY: 12}, Standing(Tone.READY, "Ready.", "No error or warning on 12 pages.")),
        (
            {Tone.READY: 1, Tone.LOOK: 1},
            Standing(Tone.LOOK, "Nearly ready.", "One of two pages needs a second look."),
        ),
        (
            {Tone.READY: 1, Tone.NOT_AUDITED: 1},
            Standing(Tone.NOT_AUDITED, "Not checked in full.", "One of two pages could not be checked in full."),
        ),
        (
            {Tone.NOT_READY: 2, Tone.NOT_AUDITED: 1, Tone.LOOK: 3},
            Standing(
                Tone.NOT_READY,
                "Not ready.",
                "Two of six pages have errors. One of six pages could not be checked in full."
                " Three of six pages need a second look.",
            ),
        ),
    ],
)
def test_many_pages_get_one_verdict(tones: dict[Tone, int], standing: Standing) -> None:
    assert run_standing(Counter(tones)) == standing


def test_green_is_never_said_over_what_was_not_audited(every_run: AuditRun) -> None:
    for result in every_run.pages:
        shown = view(result, RULES)
        assert result.audited or shown.standing.tone in (Tone.NOT_AUDITED, Tone.NOT_READY)
