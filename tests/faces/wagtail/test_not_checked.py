"""When the check itself fails: nothing goes out in silence, and the house decides whether it goes out at all."""

from typing import Any

import pytest

pytest.importorskip("wagtail", reason="Wagtail is not installed: pip install 'cutline[wagtail]'")

pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")

CRASHING_RULE = """
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
"""


@pytest.fixture
def broken_template(courier: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make galleries pages that cannot be drawn."""
    from newsroom.models import GalleryPage

    assert courier

    def serve(_page: Any, _request: Any) -> Any:
        raise KeyError("standfirst <b>")

    monkeypatch.setattr(GalleryPage, "serve", serve)


@pytest.mark.usefixtures("broken_template")
def test_a_page_that_cannot_be_drawn_is_not_published(courier: Any) -> None:
    page = courier.draft("Library cleared", courier.photo())
    answer = courier.publish(page, courier.photo())
    text = answer.content.decode()
    assert courier.heading(answer) == "Could not be checked"
    assert "Nothing is known about its photos" in text
    assert "but it was not published" not in text
    assert "KeyError: &#x27;standfirst &lt;b&gt;&#x27;" in text
    assert not courier.live(page)


@pytest.mark.usefixtures("broken_template")
def test_a_house_may_publish_it_all_the_same_and_says_so(courier: Any, house: Any) -> None:
    house(ON_FAILURE="allow")
    page = courier.draft("Library cleared", courier.photo())
    answer = courier.publish(page, courier.photo())
    assert courier.live(page)
    assert courier.told(answer)[0] == (
        "This page was published without a check of its photos. It could not be checked: KeyError: 'standfirst <b>'"
    )
    assert courier.history(page) == [
        "cutline.publish_unchecked: Published without a check of its photos. "
        "It could not be checked: KeyError: 'standfirst <b>'"
    ]


def test_a_rule_that_crashes_is_not_taken_for_content(courier: Any, house: Any) -> None:
    rule = courier.folder / "house_crash.py"
    rule.write_text(CRASHING_RULE, "utf-8")
    config = courier.folder / "house.toml"
    config.write_text(f'rules_from = ["{rule.as_posix()}"]\n', "utf-8")
    house(CONFIG=config)
    page = courier.draft("Library cleared", courier.photo())
    answer = courier.publish(page, courier.photo())
    assert (courier.heading(answer), courier.live(page)) == ("Could not be checked", False)
    assert "One check broke off" in answer.content.decode()
    house(CONFIG=config, ON_FAILURE="allow")
    assert "without a check of its photos" in courier.told(courier.publish(page, courier.photo()))[0]
    assert courier.live(page)


def test_findings_stop_a_page_whatever_else_could_not_be_checked(courier: Any, house: Any) -> None:
    rule = courier.folder / "house_crash.py"
    rule.write_text(CRASHING_RULE, "utf-8")
    config = courier.folder / "house.toml"
    config.write_text(f'rules_from = ["{rule.as_posix()}"]\n', "utf-8")
    house(CONFIG=config, ON_FAILURE="allow")
    page = courier.draft("Library cleared", courier.photo())
    assert courier.heading(courier.publish(page, courier.photo(alt="IMG_2041.jpg"))) == "Not ready to be published"


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        ({"CONFIG": "/nowhere/cutline.toml"}, "/nowhere/cutline.toml: cannot be read: No such file or directory"),
        ({"BASELINE": "/nowhere/kept.toml"}, "/nowhere/kept.toml: cannot be read: No such file or directory"),
        ({"ON_FAILURE": "shrug"}, 'CUTLINE["ON_FAILURE"]: use "block" or "allow"'),
        ({"FAIL_ON": "fatal"}, 'CUTLINE["FAIL_ON"]: use one of error, warning, advice'),
        (
            {"PAGE_TYPES": ["newsroom.Gallery"]},
            'CUTLINE["PAGE_TYPES"]: there is no page type \'newsroom.Gallery\'; write it as "app.Model"',
        ),
        (
            {"PAGE_TYPES": ["auth.User"]},
            'CUTLINE["PAGE_TYPES"]: there is no page type \'auth.User\'; write it as "app.Model"',
        ),
        (
            {"PAGE_TYPES": "newsroom.GalleryPage"},
            'CUTLINE["PAGE_TYPES"]: a list such as ["news.GalleryPage"] is expected',
        ),
        ({"TIMEOUT": 0}, 'CUTLINE["TIMEOUT"]: seconds are expected, a number above 0 and up to 600'),
        ({"CONFIG": 3}, 'CUTLINE["CONFIG"]: the path of a file is expected, found a number'),
        (
            {"ON_FAIL": "allow"},
            'CUTLINE["ON_FAIL"]: unknown key; did you mean ON_FAILURE?; '
            "the keys are CONFIG, BASELINE, ON_FAILURE, PAGE_TYPES, FAIL_ON, TIMEOUT",
        ),
    ],
)
def test_settings_that_cannot_be_used_are_told_at_the_start_and_stop_pages(
    courier: Any, house: Any, wishes: dict[str, Any], said: str
) -> None:
    from cutline.wagtail.checks import check_installation
    from cutline.wagtail.judgement import judged

    house(**wishes)
    assert [(message.id, message.msg) for message in check_installation()] == [("cutline.E001", said)]
    page = courier.draft("Library cleared", courier.photo())
    answer = judged(page)
    assert (answer.stops, answer.reason) == (True, said)


@pytest.mark.usefixtures("courier")
def test_a_site_that_lacks_the_middleware_is_told() -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError
    from django.test import override_settings

    with (
        override_settings(MIDDLEWARE=settings.MIDDLEWARE[:-1]),
        pytest.raises(SystemCheckError, match=r"cutline\.E002"),
    ):
        call_command("check")


def test_a_site_that_answers_with_something_else_is_not_checked(courier: Any) -> None:
    from django.conf import settings
    from django.test import override_settings

    from cutline.wagtail.judgement import judged

    page = courier.draft("Library cleared", courier.photo())
    moved = ["django.middleware.security.SecurityMiddleware", *settings.MIDDLEWARE]
    with override_settings(MIDDLEWARE=moved, SECURE_SSL_REDIRECT=True):
        answer = judged(page)
    assert (answer.stops, answer.reason) == (True, "the site answers with status 301, not with the page")


def test_a_page_that_is_no_html_is_not_checked(courier: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.http import JsonResponse
    from newsroom.models import GalleryPage

    from cutline.wagtail.judgement import judged

    monkeypatch.setattr(GalleryPage, "serve", lambda _page, _request: JsonResponse({}))
    answer = judged(courier.draft("Library cleared", courier.photo()))
    assert (answer.stops, answer.reason) == (True, "the site answers with application/json, not with HTML")


def test_a_page_that_is_too_large_is_not_checked(courier: Any, house: Any) -> None:
    from cutline.wagtail.judgement import judged

    config = courier.folder / "house.toml"
    config.write_text("page_size_mib = 0.0001\n", "utf-8")
    house(CONFIG=config)
    answer = judged(courier.draft("Library cleared", courier.photo()))
    assert (answer.stops, answer.reason) == (True, "the page is larger than 0.0001 MiB (page_size_mib)")


def test_a_streamed_page_is_checked(courier: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.http import StreamingHttpResponse
    from newsroom.models import GalleryPage

    from cutline.wagtail.judgement import Verdict, judged

    html = ["<html lang=en><main><figure><img width=900 height=600 ", "src=a.jpg><figcaption>A quay.</figcaption>"]
    monkeypatch.setattr(GalleryPage, "serve", lambda _page, _request: StreamingHttpResponse(html))
    assert judged(courier.draft("Library cleared", courier.photo())).verdict is Verdict.STOPPED


def test_an_audit_that_does_not_end_stops_the_page(courier: Any, house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Event

    from cutline.wagtail import judgement

    hung = Event()
    monkeypatch.setattr(judgement, "audit_page", lambda *_page, **_about: hung.wait())
    house(TIMEOUT=0.1)
    answer = judgement.judged(courier.draft("Library cleared", courier.photo()))
    hung.set()
    assert (answer.stops, answer.reason) == (True, "the check took longer than 0.1 seconds (TIMEOUT)")


def test_a_transaction_that_breaks_in_a_template_does_not_take_the_saved_draft_along(
    courier: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import transaction
    from newsroom.models import GalleryPage

    from cutline.wagtail.judgement import judged

    def serve(_page: Any, _request: Any) -> Any:
        with transaction.atomic(savepoint=False):
            raise LookupError("no such reader")

    monkeypatch.setattr(GalleryPage, "serve", serve)
    page = courier.draft("Library cleared", courier.photo())
    with transaction.atomic():
        page.standfirst = "Saved all the same."
        page.save_revision()
        answer = judged(page)
    assert answer.reason == "LookupError: no such reader"
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().standfirst == "Saved all the same."
