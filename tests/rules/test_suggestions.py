"""What rules offer to type instead, and that it mends the page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cutline.model.finding import Edit, Finding, Suggestion
from cutline.page.document import Document
from cutline.page.recognise import recognise
from cutline.rules import registry
from cutline.rules.base import Rule


def rule_called(name: str) -> Rule:
    return next(rule for rule in registry() if rule.id == name)


def findings(name: str, html: str | bytes) -> list[Finding]:
    rule = rule_called(name)
    page = recognise(Document.parse(html), source="page.html")
    settings_ = {option.name: option.default for option in rule.options}
    return [claim for claim in rule.check(page, settings_) if isinstance(claim, Finding)] if rule.subjects(page) else []


def figure(tag: str) -> str:
    return f"<figure>{tag}<figcaption>Voters wait outside the town hall of Lorne.</figcaption></figure>"


@pytest.mark.parametrize(
    ("tag", "mended"),
    [
        (
            '<img src="a.jpg" alt="A sign says "Open" today">',
            '<img src="a.jpg" alt="A sign says &quot;Open&quot; today">',
        ),
        ("<img alt='The town's hall' src=a.jpg>", "<img alt='The town&#39;s hall' src=a.jpg>"),
        ('<img alt = "A 6" nail" src="a.jpg">', '<img alt = "A 6&quot; nail" src="a.jpg">'),
        ('<img src="a.jpg" alt="She said "yes"">', '<img src="a.jpg" alt="She said &quot;yes&quot;">'),
    ],
)
def test_a_cut_quote_is_mended_by_its_edit(tag: str, mended: str) -> None:
    html = f"<p>é\r\n</p>\r\n{figure(tag)}\r\n"
    (found,) = findings("alt-cut-by-quote", html)
    assert found.suggestion is not None
    assert found.suggestion.safety == "mechanical"
    edit = found.suggestion.edit
    assert edit is not None
    assert html[edit.start : edit.end] == edit.expected
    after = html[: edit.start] + edit.replacement + html[edit.end :]
    assert after == html.replace(tag, mended)
    assert findings("alt-cut-by-quote", after) == []


def test_line_ends_inside_a_cut_text_stay_as_they_are() -> None:
    html = figure('<img alt="A sign\r\nsays "Open &amp; warm"\r\ntoday" src="a.jpg">')
    (found,) = findings("alt-cut-by-quote", html)
    assert found.suggestion is not None
    edit = found.suggestion.edit
    assert edit is not None
    assert found.suggestion.text == 'A sign says "Open & warm" today'
    assert edit.replacement == 'alt="A sign\r\nsays &quot;Open &amp; warm&quot;\r\ntoday"'
    assert html[edit.start : edit.end] == edit.expected


def test_a_mended_quote_is_what_the_editor_typed() -> None:
    html = figure('<img src="a.jpg" alt="A sign says "Open" today">')
    (found,) = findings("alt-cut-by-quote", html)
    assert found.suggestion is not None
    edit = found.suggestion.edit
    assert edit is not None
    after = Document.parse(html[: edit.start] + edit.replacement + html[edit.end :])
    assert after.tree.select("img")[0].attr("alt") == found.suggestion.text == 'A sign says "Open" today'


def test_no_quote_is_cut_in_a_tag_that_only_looks_odd() -> None:
    for tag in (
        '<img src="a.jpg" alt="A boat"loading="lazy">',
        '<img src="a.jpg" alt="A boat" hidden width="5">',
        '<img src="a.jpg" alt="A boat" / >',
        "<img src=a.jpg alt=boat>",
        '<img src="a.jpg" alt="A boat"" >',
        """<img src="a.jpg" alt="A boat"sails' now>""",
        '<img src="a.jpg" alt="A boat" data-x="y"z">',
    ):
        assert findings("alt-cut-by-quote", figure(tag)) == []


@given(st.text(alphabet="ab \"'=<>/&;\r\n", max_size=40))
@settings(max_examples=60, deadline=None)
def test_an_edit_always_names_what_stands_there(inside: str) -> None:
    html = figure(f'<img src="a.jpg" alt="{inside}">')
    for found in findings("alt-cut-by-quote", html):
        assert found.suggestion is not None
        edit = found.suggestion.edit
        assert isinstance(edit, Edit)
        assert html[edit.start : edit.end] == edit.expected


def test_damaged_text_is_offered_as_it_was() -> None:
    (found,) = findings("alt-encoding-damage", figure('<img src="a.jpg" alt="The cafÃ©â€™s sign">'))
    assert found.suggestion == Suggestion("The café’s sign")


def test_lost_letters_are_not_invented() -> None:
    (found,) = findings("alt-encoding-damage", figure('<img src="a.jpg" alt="The caf\ufffd">'))
    assert found.suggestion is None


def test_a_wire_text_is_offered_without_its_notes() -> None:
    alt = "DORVAN, LUSATIA - JANUARY 30: families wait. Picture taken January 30, 2021. Ina Roth/Reuters"
    (found,) = findings("alt-wire-boilerplate", figure(f'<img src="a.jpg" alt="{alt}">'))
    assert found.suggestion == Suggestion("Families wait. Ina Roth/Reuters")
    assert [(evidence.label, evidence.value) for evidence in found.evidence] == [
        ("dateline", "DORVAN, LUSATIA - JANUARY 30:"),
        ("day of the photo", "Picture taken January 30, 2021."),
    ]


def test_a_text_of_notes_only_has_no_suggestion() -> None:
    (found,) = findings("alt-wire-boilerplate", figure('<img src="a.jpg" alt="RTX4Q81B">'))
    assert found.suggestion is None


def test_only_a_certain_caption_carries_an_error() -> None:
    rule = rule_called("alt-empty-on-photo")
    page = recognise(Document.parse(figure('<img src="a.jpg" alt="">')), source="page.html")
    (photo,) = page.photos
    assert photo.caption is not None
    said = {}
    for grade in ("certain", "likely", "possible"):
        caption = replace(photo.caption, grade=grade)
        other = replace(page, pictures=(replace(photo, caption=caption),), facts={})
        claims = rule.check(other, {"enough_caption_words": 0})
        said[grade] = [claim.severity for claim in claims if isinstance(claim, Finding)]
    assert said == {"certain": ["error"], "likely": ["warning"], "possible": []}
