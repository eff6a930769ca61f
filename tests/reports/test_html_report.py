import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from json import loads

import pytest
from msgspec.structs import asdict

from cutline.model.accepted import entries_of
from cutline.model.finding import Location
from cutline.model.page import Credit
from cutline.model.run import AuditRun, PageResult, Photo, Tool
from cutline.reports import reporter

Runs = dict[str, Callable[[], AuditRun]]

WORDS = "two ferries wait "


class Outline(HTMLParser):
    """What a browser would see: tags with attributes, ids, links, headings, and the text outside style and script."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._open = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag

    def handle_data(self, data: str) -> None:
        if self._open not in ("style", "script"):
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser names it
        self._open = ""

    def all(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(attribute)) is not None]

    @property
    def levels(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch("h[1-6]", tag)]


def written(run: AuditRun, root: str = "") -> str:
    return "".join(reporter("html", root=root).render(run))


def policy(html: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert found
    return found[1].replace("&#39;", "'")


def photo_page(*sources: str, page: str = "page.html") -> AuditRun:
    photos = tuple(Photo(n, src, "Gulls", "Gulls", None, None, Location()) for n, src in enumerate(sources))
    return AuditRun(Tool(), "", (), (PageResult(page, photos=photos),))


def test_the_policy_allows_the_one_style_and_the_one_script_and_nothing_else(every_run: AuditRun) -> None:
    html = written(every_run)
    style, script = (re.findall(f"(?s)<{tag}>(.*?)</{tag}>", html) for tag in ("style", "script"))
    digests = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in (*style, *script)]
    assert policy(html).split("; ")[:3] == [
        "default-src 'none'",
        f"style-src 'sha256-{digests[0]}'",
        f"script-src 'sha256-{digests[1]}'",
    ]
    assert policy(html).endswith("base-uri 'none'; form-action 'none'")
    assert len(digests) == 2


def test_the_policy_names_the_hosts_of_the_pictures() -> None:
    run = photo_page("https://b.example/1.jpg", "//a.example/2.jpg", "3.jpg", "javascript:alert(1)")
    assert "img-src 'self' https://a.example https://b.example;" in policy(written(run))


def test_a_report_without_pictures_loads_none() -> None:
    assert "img-src 'none';" in policy(written(photo_page("javascript:alert(1)")))


def test_very_many_hosts_become_their_schemes() -> None:
    run = photo_page(*(f"https://img{n}.example/a.jpg" for n in range(41)))
    assert "img-src http: https: data: 'self';" in policy(written(run))


def test_local_pictures_are_found_from_another_folder() -> None:
    run = photo_page("img/a.jpg", page="pages/page.html")
    assert "../pages/img/a.jpg" in Outline(written(run, root="..")).all("src")


def test_hostile_texts_bring_no_element_attribute_or_address_of_their_own(runs: Runs) -> None:
    hostile, tame = Outline(written(runs["hostile"]())), Outline(written(runs["many-on-one-page"]()))
    assert {tag for tag, _ in hostile.tags} <= {tag for tag, _ in tame.tags}
    assert {name for _, attrs in hostile.tags for name in attrs} <= {name for _, attrs in tame.tags for name in attrs}
    addresses = hostile.all("href") + hostile.all("src")
    assert not [address for address in addresses if ":" in address]


def test_control_and_bidirectional_characters_are_shown_and_do_not_act(runs: Runs) -> None:
    html = written(runs["hostile"]())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    assert "⟨U+202E⟩gnp.exe" in html


def test_a_language_tag_that_is_none_is_left_out(runs: Runs) -> None:
    assert set(Outline(written(runs["hostile"]())).all("lang")) <= {"en-GB"}


def test_newsroom_texts_carry_the_language_of_their_page_and_find_their_direction(runs: Runs) -> None:
    words = [
        attrs for _, attrs in Outline(written(runs["right-to-left"]())).tags if "newsroom" in (attrs.get("class") or "")
    ]
    assert {attrs.get("lang") for attrs in words} == {"ar"}
    assert all(attrs.get("dir", "auto") == "auto" for attrs in words)


def test_every_link_inside_the_report_leads_somewhere(every_run: AuditRun) -> None:
    outline = Outline(written(every_run))
    assert {link[1:] for link in outline.all("href") if link.startswith("#")} <= set(outline.all("id"))


def test_no_name_is_given_twice(every_run: AuditRun) -> None:
    twice = AuditRun(every_run.tool, every_run.started, every_run.rules, [*every_run.pages, *every_run.pages])
    names = Outline(written(twice)).all("id")
    assert len(names) == len(set(names))


def test_each_finding_can_be_linked_to_by_its_fingerprint(runs: Runs) -> None:
    run = runs["one"]()
    (page,) = run.pages
    assert page.findings[0].fingerprint.replace(":", "-") in Outline(written(run)).all("id")


def test_headings_begin_at_one_and_skip_no_level(every_run: AuditRun) -> None:
    levels = Outline(written(every_run)).levels
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_document_has_its_landmarks_and_a_way_past_the_top(every_run: AuditRun) -> None:
    outline = Outline(written(every_run))
    tags = [tag for tag, _ in outline.tags]
    assert [tags.count(tag) for tag in ("header", "main", "footer")] == [1, 1, 1]
    first_link = next(attrs for tag, attrs in outline.tags if tag == "a")
    assert first_link["href"] == "#report"


def test_the_verdict_comes_before_the_causes_and_the_causes_before_the_photos(runs: Runs) -> None:
    html = written(runs["many-on-one-page"]())
    places = [
        html.index(words)
        for words in ("Not ready.</strong>", "What to fix first", "The page itself</h2>", "Photo 1 of 6</h2>")
    ]
    assert places == sorted(places)


def test_pages_that_were_not_audited_head_the_list(runs: Runs) -> None:
    html = written(runs["many"]())
    order = re.findall(r'<li data-page="page-(\d)">', html)
    assert order == ["2", "4", "3", "5", "1"]


def test_the_index_by_rule_links_to_a_bounded_number_of_pages(long_run: AuditRun) -> None:
    html = written(long_run)
    by_rule = html[html.index("The same by rule") : html.index("By photographer and agency")]
    assert by_rule.count("and 480 more") == 5
    assert by_rule.count("<a ") == 100


def test_a_photo_without_finding_is_one_line_that_opens(runs: Runs) -> None:
    html = written(runs["one"]())
    assert re.findall(r"<summary>(Photo .*?)</summary>", html) == [
        "Photo 1 of 3: nothing found",
        "Photo 3 of 3: nothing found",
    ]


def test_a_text_that_is_not_there_is_said_to_be_missing(runs: Runs) -> None:
    html = written(runs["many-on-one-page"]())
    assert re.findall(r'<dd class="absent">(.*?)</dd>', html) == [
        "No caption was found.",
        "None at all: screen readers may read out the file name instead.",
        "Empty: screen readers pass over this photo.",
    ]


def test_what_to_type_stands_in_the_report_without_any_script(runs: Runs) -> None:
    assert re.findall(r'<p class="newsroom suggestion"[^>]*>(.*?)</p>', written(runs["one"]())) == [
        "Residents of the lower town carry their furniture up the stairs of the library, Monday."
    ]


def test_every_control_stands_where_only_a_script_shows_it(every_run: AuditRun) -> None:
    html = written(every_run)
    rest = re.sub(r'(?s)<(button|section)\b[^>]*class="[^"]*\bscripted\b.*?</\1>', "", html[html.index("<body>") :])
    assert re.findall("<(?:button|select|input|form|textarea)", rest) == []


def test_what_waits_for_a_decision_is_told_apart_from_what_is_wrong(runs: Runs) -> None:
    html = written(runs["many-on-one-page"]())
    wrong = html[html.index("What to fix first") : html.index("What waits for your decision")]
    choices = html[html.index("What waits for your decision") : html.index("Contact sheet")]
    assert re.findall(r'href="#photo-(\d)"', wrong) == ["1", "2", "3", "1", "4"]
    assert re.findall(r'href="#photo-(\d)"', choices) == ["6"]


def test_photographers_and_agencies_are_listed_with_their_photos(runs: Runs) -> None:
    makers = re.search(r'(?s)<details class="makers overview">.*?</details>', written(runs["many-on-one-page"]()))
    assert makers
    assert re.findall(r"<bdi>(.*?)</bdi>", makers[0]) == ["AP Photo", "Mila Oresund", "AFP", "Ana Reis"]


def test_photos_by_one_photographer_are_listed_page_by_page(runs: Runs) -> None:
    makers = re.search(r'(?s)<details class="makers overview">.*?</details>', written(runs["many"]()))
    assert makers
    said = " ".join("".join(Outline(makers[0]).text).split())
    assert said.startswith(
        "By photographer and agency AP Photo Agency or house · five of 14 photos to see to: "
        "In Pictures: The week of the flood, photos 1, 2, 4, 6; winter.html, photo 2 "
    )


def test_many_pages_are_listed_by_names_that_tell_them_apart() -> None:
    pages = tuple(PageResult(f"galleries/day-{n}.html", title="The week in pictures | The Gazette") for n in (1, 2))
    html = written(AuditRun(Tool(), "", (), pages))
    assert re.findall(r'<a href="#page-\d"><bdi>(.*?)</bdi>', html) == ["day-1.html", "day-2.html"]


def test_what_was_answered_is_shown_with_its_reason_and_counts_no_more(runs: Runs) -> None:
    html = written(runs["answered"]())
    answered = re.search(r'(?s)<details class="answered">.*?</details>', html)
    assert answered
    said = " ".join("".join(Outline(answered[0]).text).split())
    assert said == (
        "Answered before: two points Photo 1: The description stops at “reached a”. Accepted because the agency's own "
        "words · Mila · 2027-01-30 · in the list of accepted findings Photo 6: This photo has no description at all. "
        "Accepted because a pattern, not a photo · in the page’s markup"
    )
    assert "Photo 1 of 6: answered before" in html


def test_a_run_beside_an_earlier_one_tells_what_is_new_and_what_was_fixed(runs: Runs) -> None:
    html = written(runs["answered"]())
    assert "one new, one fixed, none unchanged." in html
    assert html.count('<b class="new">New</b>') == 1
    fixed = re.search(r'(?s)<details class="fixed">.*?</details>', html)
    assert fixed
    assert "A photo has no description: photos/winter-9.jpg" in "".join(Outline(fixed[0]).text)


def test_a_run_on_its_own_says_nothing_of_an_earlier_one(runs: Runs) -> None:
    assert not re.search('class="(?:new|since|fixed)"', written(runs["many"]()))


def test_rule_and_key_stand_beside_each_finding(runs: Runs) -> None:
    run = runs["one"]()
    (page,) = run.pages
    html = written(run)
    assert "<code>alt-truncated</code>" in html
    assert f"<code>{page.findings[0].fingerprint}</code>" in html


def test_a_decision_carries_the_entry_that_a_baseline_has_for_the_finding(every_run: AuditRun) -> None:
    said = [loads(value) for value in Outline(written(every_run)).all("data-decision")]
    known = [asdict(entry) for page in every_run.pages for entry in entries_of(page)]
    assert [entry for entry in said if entry not in known] == []
    assert {entry["fingerprint"] for entry in said} == {entry["fingerprint"] for entry in known}


def test_the_damage_is_marked_in_words_too(runs: Runs) -> None:
    assert '<mark>reached a</mark> <bdi class="tag" lang="en-GB" dir="ltr">cut here</bdi></dd>' in written(
        runs["one"]()
    )


def test_a_traceback_is_shown_line_by_line(runs: Runs) -> None:
    assert "Traceback (most recent call last):\n  File &#34;house_rules.py&#34;" in written(runs["error-outcome"]())


def test_a_caption_of_a_megabyte_is_shown_in_part() -> None:
    text = WORDS * 60_000
    photo = Photo(0, None, text, text, text, Credit(text, 0), Location())
    html = written(AuditRun(Tool(), "", (), (PageResult("page.html", title=text, photos=(photo,)),)))
    assert len(html) < 60_000


def test_a_long_run_is_written_piece_by_piece(long_run: AuditRun) -> None:
    chunks = list(reporter("html").render(long_run))
    assert max(map(len, chunks)) < 60_000


def test_the_report_writes_nothing_in_a_style_attribute_or_a_handler(every_run: AuditRun) -> None:
    names = {name for _, attrs in Outline(written(every_run)).tags for name in attrs}
    assert not [name for name in names if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("name", ["https://news.example/a b", "pages/100%.html", "ünïcode.html", "-"])
def test_a_source_is_shown_as_it_was_given(name: str) -> None:
    assert name in "".join(Outline(written(photo_page("a.jpg", page=name))).text)
