"""Suggestions for one alt text: several rules, one text to type."""

from html import escape

from cutline import Config, audit_page

CAPTION = "The ferry leaves Port Ansel."
WHOLE = "Boats lie at rest in the harbour of Port Ansel, where the ice has come early this winter."
CUT = f"{WHOLE} Nobody in the town can remember that the fleet stayed at home for so many weeks because of the"


def suggestions(alt: str, caption: str = CAPTION, answered: str = "", **wishes) -> dict[str, str | None]:
    """What the page's rules would have typed instead of the alt text, findings and reviews."""
    html = (
        f"<!doctype html><html lang=en><title>Ice</title><main><figure{answered}>"
        f'<img src="ice.jpg" alt="{escape(alt)}">'
        f"<figcaption>{caption}</figcaption></figure></main>"
    )
    result = audit_page(html, config=Config(**wishes))
    said = (*result.findings, *result.reviews)
    about = ("alt-truncated", "alt-wire-boilerplate", "alt-encoding-damage", "credit-in-alt", "alt-cut-by-quote")
    return {one.rule: one.suggestion and one.suggestion.text for one in said if one.rule in about}


def test_a_cut_text_with_a_dateline_gets_one_suggestion_without_either():
    assert suggestions(f"PORT ANSEL, NORLAND - JANUARY 30: {CUT}") == {
        "alt-truncated": WHOLE,
        "alt-wire-boilerplate": WHOLE,
    }


def test_the_text_in_full_loses_its_dateline_too():
    full = f"PORT ANSEL, NORLAND - JANUARY 30: {WHOLE}"
    assert suggestions(full[:90], caption=full) == {"alt-truncated": WHOLE, "alt-wire-boilerplate": WHOLE}


def test_dateline_damage_and_credit_are_mended_together():
    assert suggestions("FILE - The caf&eacute; at the quay. (AP Photo/Jon Marrow)") == {
        "alt-encoding-damage": "The café at the quay.",
        "alt-wire-boilerplate": "The café at the quay.",
        "credit-in-alt": "The café at the quay.",
    }


def test_words_that_the_house_keeps_stay_in_every_suggestion():
    kept = {"alt-wire-boilerplate": {"allow": ["label"]}}
    assert suggestions(f"FILE - {CUT}", rules=kept) == {"alt-truncated": f"FILE - {WHOLE}"}


def test_a_request_to_ignore_the_dateline_keeps_it_in_the_other_suggestion():
    request = ' data-cutline-ignore="alt-wire-boilerplate: the archive wants it"'
    assert suggestions(f"FILE - {CUT}", answered=request) == {"alt-truncated": f"FILE - {WHOLE}"}


def test_nothing_is_suggested_where_the_end_stays_lost():
    cut = CUT.removeprefix(WHOLE).strip().replace("so many weeks", "so many weeks […]").partition("…")[0] + "…]"
    assert suggestions(f"FILE - {cut}") == {"alt-truncated": None, "alt-wire-boilerplate": None}


def test_what_a_person_must_still_decide_changes_no_suggestion_but_its_own():
    boats = "Boats at rest in the harbour of Port Ansel…"
    assert suggestions(f"FILE - {boats}") == {"alt-truncated": None, "alt-wire-boilerplate": boats}


def test_one_finding_alone_keeps_its_suggestion():
    assert suggestions(CUT) == {"alt-truncated": WHOLE}
