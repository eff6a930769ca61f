"""When the check itself fails: nothing goes out in silence, and the house decides whether it goes out at all."""

import logging
from typing import Any

import pytest

pytest.importorskip("wagtail", reason="Wagtail is not installed: pip install 'cutline[wagtail]'")

pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")

CRASHING_RULE = '''
from cutline import Rule
from cutline.model.severity import Severity
from cutline.rules.base import Bad, Good


class HouseCrash(Rule):
    id = "house-crash"
    title = "Breaks off"
    why = "It shows what happens when a rule breaks off."
    severity = Severity.ERROR
    messages = {"crash": "It broke off."}
    examples = (Good("fine", "<p>"), Bad("broken", "<p>"))

    def subjects(self, page):
        return page.photos

    def check(self, page, options):
        raise ZeroDivisionError("the house's own rule")
'''


@pytest.fixture
def broken_template(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gallery whose template cannot be drawn."""
    pytest.importorskip("newsroom.models")
    from newsroom.models import GalleryPage

    def serve(page: Any, request: Any) -> Any:
        raise KeyError("standfirst <b>")

    monkeypatch.setattr(GalleryPage, "serve", serve)


def heading(answer: Any) -> str:
    return str(answer.context["page_title"])


def told(answer: Any) -> list[str]:
    return [" ".join(str(message).split()) for message in answer.context["messages"]]


def live(page: Any) -> bool:
    page.refresh_from_db()
    return bool(page.live)


def test_a_page_that_cannot_be_drawn_is_not_published(courier: Any, broken_template: None) -> None:
    page = courier.draft("Library cleared", courier.photo())
    answer = courier.publish(page, courier.photo())
    text = answer.content.decode()
    assert heading(answer) == "Could not be checked"
    assert "Nothing is known about its photos" in text
    assert "The page was not published" not in text
    assert "KeyError: &#x27;standfirst &lt;b&gt;&#x27;" in text
    assert not live(page)


def test_a_house_may_publish_it_all_the_same_and_says_so(courier: Any, house: Any, broken_template: None) -> None:
    house(ON_FAILURE="allow")
    page = courier.draft("Library cleared", courier.photo())
    answer = courier.publish(page, courier.photo())
    assert live(page)
    assert told(answer)[0] == (
        "This page was published without a check of its photos. It could not be checked: KeyError: &#x27;standfirst &lt;b&gt;&#x27;"
    )
    assert courier.history(page) == [
        "cutline.publish_unchecked: Published without a check of its photos. "
        "It could not be checked: KeyError: 'standfirst <b>'"
    ]
