import re
import tomllib
from importlib.resources import files

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cutline.page.document import Document
from cutline.page.names import Names
from cutline.page.skiplinks import Meaning, meaning_of, skip_links, tab_stops
from cutline.text.data import table

Found = tuple[str, str, bool, int]


def found(body: str, head: str = "", base_url: str = "") -> list[Found]:
    document = Document.parse(f"<!doctype html><html lang=en><head><title>t</title>{head}</head><body>{body}")
    links = skip_links(document, base_url)
    assert all(link.first_focusable == (link.position == 0) for link in links)
    assert all((link.target is not None) == link.target_exists for link in links)
    return [(link.text, link.href, link.target_exists, link.position) for link in links]


MAIN = "<header><a href=/>Home</a></header><main id=main><h1>Harbour</h1></main>"
CANONICAL = '<link rel=canonical href="https://news.example/harbour">'


@pytest.mark.parametrize(
    "text",
    [
        "Skip to content",
        "SKIP TO MAIN CONTENT",
        "Skip to the article",
        "Skip to main",
        "Jump directly to the story",
        "Skip navigation",
        "Skip the menu and go to the content",
        "Zum Inhalt springen",
        "Direkt zum Hauptinhalt",
        "Überspringe das Menü und gehe direkt zum Inhalt",
        "Navigation überspringen",
        "Passer au contenu principal",
        "Sauter la navigation",
        "Saltar al contenido",
        "Pular para o conteúdo [1]",
        "Salta al contenuto principale",
        "Naar de hoofdinhoud",
        "Hoppa till huvudinnehållet",
        "Hopp til hovedinnholdet",
        "Spring til hovedindhold",
        "Siirry suoraan sisältöön",
        "Przejdź do treści",
        "Přeskočit na hlavní obsah",
        "Ugrás a tartalomhoz",
        "Sari la conținut",
        "Preskoči na sadržaj",
        "Перейти к основному содержанию",
        "Перейти до основного вмісту",
        "Μετάβαση στο κύριο περιεχόμενο",
        "İçeriğe geç",
        "تخطي إلى المحتوى الرئيسي",
        "דילוג לתוכן",
        "コンテンツへスキップ",
        "メニューをとばして本文へ",
        "본문 바로가기",
        "跳到主要内容",
        "跳过导航",
        "Chuyển đến nội dung chính",
        "Langsung ke konten",
    ],
)
def test_a_skip_link_is_known_by_what_it_says_in_many_languages(text: str) -> None:
    assert found(f'<a href="#main">{text}</a>{MAIN}') == [(text, "#main", True, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "Popular",
        "You can skip this ad in 5 seconds.",
        "Skip advertisement",
        "Skip to navigation",
        "Zur Navigation springen",
        "Saltar a navegación principal",
        "Aller à la navigation",
        "Skip to search results",
        "Jump to comments",
        "Zurück nach oben",
        "Back to top of content",
        "Zurück zum Inhaltsverzeichnis",
        "No thanks, skip to content",
        "Skip Instagram content",
        "ナビゲーションへスキップ",
        "Contents",
        "Read the article",
        "",
        "Skip to content " + "and more " * 40,
    ],
)
def test_a_look_alike_is_none(text: str) -> None:
    assert found(f'<a href="#main">{text}</a>{MAIN}') == []


def test_a_link_of_the_class_counts_when_its_target_is_there() -> None:
    assert found(f'<a class="x Skip-Link" href="#main">Mene yli</a>{MAIN}') == [("Mene yli", "#main", True, 0)]
    assert found(f'<a class="skip-link" href="#nowhere">Mene yli</a>{MAIN}') == []


def test_the_class_does_not_make_a_link_to_the_navigation_one() -> None:
    assert found(f'<a class="skip-link" href="#site-nav">Mene yli</a><nav id=site-nav>x</nav>{MAIN}') == []
    assert found(f'<a class="skip-link" href="#main">Nach oben</a>{MAIN}') == []


def test_ordinary_words_count_only_among_the_first_tab_stops() -> None:
    link = '<a href="#main">Zum Inhalt</a>'
    assert found(link + MAIN) == [("Zum Inhalt", "#main", True, 0)]
    assert found("<a href=/x>x</a>" * 20 + link + MAIN) == []


def test_a_classed_link_that_stands_late_needs_its_target() -> None:
    stops = "<a href=/x>x</a>" * 20
    assert found(f'{stops}<a class=skip-link href="#main">Zum Inhalt</a>{MAIN}') == [("Zum Inhalt", "#main", True, 20)]
    assert found(f'{stops}<a class=skip-link href="#no">Zum Inhalt</a>{MAIN}') == []


@pytest.mark.parametrize("href", ["#", "https://news.example/ferry#main"])
def test_a_late_link_to_the_top_or_to_another_page_is_none(href: str) -> None:
    link = f'<a href="{href}">Skip to content</a>{MAIN}'
    assert found("<a href=/x>x</a>" * 20 + link, CANONICAL) == []
    assert found(link, CANONICAL) == [("Skip to content", href, False, 0)]


def test_ordinary_words_at_once_are_a_skip_link_even_without_a_target() -> None:
    link = '<a href="#inhalt">Zum Inhalt</a>'
    assert found(link + MAIN) == [("Zum Inhalt", "#inhalt", False, 0)]
    assert found("<a href=/x>x</a>" * 4 + link + MAIN) == []


def test_a_late_skip_link_is_one_all_the_same() -> None:
    assert found("<a href=/x>x</a>" * 20 + f'<a href="#main">Skip to content</a>{MAIN}') == [
        ("Skip to content", "#main", True, 20)
    ]


def test_a_link_past_something_embedded_in_the_article_is_none() -> None:
    post = '<main id=main><article><a href="#after">Skip to content below</a><p id=after>x</p></article></main>'
    assert found("<a href=/x>x</a>" * 5 + post) == []
    assert found(post) == [("Skip to content below", "#after", True, 0)]


def test_of_several_skip_links_those_to_the_content_are_given() -> None:
    body = '<a href="#n">Skip to navigation</a><a href="#main">Skip to content</a><a href="#f">Skip to footer</a>'
    assert found(f"{body}{MAIN}<nav id=n></nav><footer id=f></footer>") == [("Skip to content", "#main", True, 1)]


def test_the_accessible_label_is_what_a_link_says() -> None:
    assert found(f'<a href="#main" aria-label="Skip to content">↓</a>{MAIN}') == [("Skip to content", "#main", True, 0)]


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("#main", "<main id=main>"),
        ("#caf%C3%A9", "<main id=café>"),
        ("#café", "<main id=café>"),
        ("#a%20b", '<a name="a b"></a>'),
        ("#a%20b", "<main id=a%20b>"),
        ("#here", "<a name=here></a>"),
        ("#here", "<a id=here></a>"),
        ("#x:y.z", "<main id=x:y.z>"),
        ("#top", "<main id=top>"),
        ("#main:~:text=harbour", "<main id=main>"),
        (" #main ", "<main id=main>"),
        ("?#main", "<main id=main>"),
        ("https://news.example/harbour#main", "<main id=main>"),
        ("http://www.news.example/harbour/?ref=x#main", "<main id=main>"),
        ("/harbour#main", "<main id=main>"),
    ],
)
def test_a_target_on_the_page_is_found(href: str, target: str) -> None:
    link = f'<a href="{href}">Skip to content</a>'
    assert found(link + target, CANONICAL) == [("Skip to content", href.strip(), True, 0)]


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("#main", "<main id=Main>"),
        ("#main", "<template><p id=main></template>"),
        ("#", "<main id=main>"),
        ("#top", "<main id=main>"),
        ("https://news.example/#main", "<main id=main>"),
        ("https://other.example/harbour#main", "<main id=main>"),
        ("https://[broken#main", "<main id=main>"),
        ("javascript:void(0)#main", "<main>"),
    ],
)
def test_a_target_that_is_not_on_the_page_is_missing(href: str, target: str) -> None:
    link = f'<a href="{href}">Skip to content</a>'
    assert found(link + target, CANONICAL) == [("Skip to content", href, False, 0)]


def test_a_base_address_leads_fragments_away() -> None:
    link = '<a href="#main">Skip to content</a><main id=main>'
    assert found(link, CANONICAL + "<base href=/>") == [("Skip to content", "#main", False, 0)]
    assert found(link, CANONICAL + "<base href=https://news.example/harbour>") == [
        ("Skip to content", "#main", True, 0)
    ]


def test_the_address_a_page_was_fetched_from_is_its_own() -> None:
    link = '<a href="https://news.example/a/1#main">Skip to content</a><main id=main>'
    assert found(link, base_url="https://news.example/a/1") == [
        ("Skip to content", "https://news.example/a/1#main", True, 0)
    ]
    assert found(link, base_url="https://news.example/a/2") == [
        ("Skip to content", "https://news.example/a/1#main", False, 0)
    ]


def test_a_page_read_from_a_file_goes_by_its_canonical_address() -> None:
    here, away = '<a href="/harbour#main">Skip to content</a>', '<a href="/ferry#main">Skip to content</a>'
    assert found(f"{here}{away}<main id=main>", CANONICAL, base_url="saved/harbour.html") == [
        ("Skip to content", "/harbour#main", True, 0),
        ("Skip to content", "/ferry#main", False, 1),
    ]


def test_a_page_of_unknown_address_is_given_the_benefit_of_the_doubt() -> None:
    link = '<a href="https://news.example/harbour#main">Skip to content</a><main id=main>'
    assert found(link) == [("Skip to content", "https://news.example/harbour#main", True, 0)]


def test_a_link_that_points_at_itself_has_no_target() -> None:
    assert found('<a id=s href="#s">Skip to content</a>') == [("Skip to content", "#s", False, 0)]


@pytest.mark.parametrize(
    "before",
    [
        "<a>no address</a>",
        "<input type=hidden>",
        "<button disabled>x</button>",
        "<a href=/x tabindex=-1>x</a>",
        "<div hidden><a href=/x>x</a></div>",
        '<div style="display:none"><a href=/x>x</a></div>',
        '<div style="visibility:hidden"><button>x</button></div>',
        "<div inert><a href=/x>x</a></div>",
        "<template><a href=/x>x</a></template>",
        "<noscript><a href=/x>x</a></noscript>",
        "<dialog><a href=/x>x</a></dialog>",
        "<details open><p><a tabindex=-1 href=/x>x</a></p></details>",
        "<audio></audio>",
        "<div tabindex=x>x</div>",
        "<div contenteditable=false>x</div>",
    ],
)
def test_what_tab_passes_over_does_not_come_before_a_skip_link(before: str) -> None:
    assert found(f'{before}<a href="#main">Skip to content</a>{MAIN}')[0][3] == 0


@pytest.mark.parametrize(
    "before",
    [
        "<a href=/x>x</a>",
        "<a href>x</a>",
        "<a href=/x aria-hidden=true>x</a>",
        "<button>x</button>",
        "<input>",
        "<select></select>",
        "<textarea></textarea>",
        "<div tabindex=0>x</div>",
        "<details><summary>x</summary><a href=/x>x</a></details>",
        "<iframe></iframe>",
        "<video controls></video>",
        "<div contenteditable>x</div>",
    ],
)
def test_what_tab_stops_at_comes_before_a_skip_link(before: str) -> None:
    assert found(f'{before}<a href="#main">Skip to content</a>{MAIN}')[0][3] == 1


def test_a_positive_tabindex_comes_first() -> None:
    document = Document.parse("<a href=a>a</a><a href=b tabindex=7>b</a><a href=c tabindex=2>c</a><a href=d>d</a>")
    assert [stop.text for stop in tab_stops(document, Names(document))] == ["c", "b", "a", "d"]


@pytest.mark.parametrize("way", ["tabindex=-1", "hidden", 'style="display:none"'])
def test_a_skip_link_that_tab_never_reaches_has_no_position(way: str) -> None:
    assert found(f'<a href="#main" {way}>Skip to content</a>{MAIN}') == [("Skip to content", "#main", True, -1)]


def test_a_skip_link_in_a_template_is_none() -> None:
    assert found(f'<template><a href="#main">Skip to content</a></template>{MAIN}') == []


def test_every_language_can_say_skip_link_and_every_entry_can_match() -> None:
    data = tomllib.loads(files("cutline.text.data").joinpath("skip_links.toml").read_text(encoding="utf-8"))
    assert len(data["language"]) > 35
    for language in data["language"].values():
        assert set(language) <= {"skip", "go", "content", "past", "block", "alone"}
        assert language["skip"]
        assert language["content"]
        for entries in language.values():
            assert len(entries) == len(set(entries))
            assert all(entry == entry.lower() for entry in entries)
        for jump in language["skip"]:
            assert meaning_of(f"{jump} {language['content'][0]}") is Meaning.SKIP


def test_a_hundred_thousand_links_are_one_pass() -> None:
    body = "".join(f'<a href="#n{i}">Skip to content</a>' for i in range(20_000)) + '<a href="#x">x</a>' * 80_000
    links = skip_links(Document.parse(body))
    assert (len(links), links[-1].position) == (20_000, 19_999)


@pytest.mark.parametrize(
    "text",
    ["", "a", " " * 50_000, "skip to " * 200_000, "\ud800 content", "\u202eskip to content", "\x00", "ス" * 100_000],
)
def test_no_text_upsets_the_reading(text: str) -> None:
    assert meaning_of(text) in Meaning


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
@example("<h1>", "")
def test_no_link_upsets_the_search(text: str, href: str) -> None:
    quoted = href.replace("&", "&amp;").replace('"', "&quot;")
    document = Document.parse(f'<a class=skip-link href="#{quoted}">{text}</a><a href="{quoted}#x">Skip to content</a>')
    # A heading in a link that is not closed makes browsers open the link anew.
    links = len(document.tree.select("a"))
    assert all(-1 <= link.position < links for link in skip_links(document))


def test_every_listed_word_is_long_enough_to_be_looked_up_by_its_first_letters() -> None:
    data = table("skip_links")
    listed = [word for words in data["language"].values() for kind in words.values() for word in kind]
    listed += [*data["elsewhere"], *data["refuse"]]
    assert [word for word in listed if not re.match(r"\w.", word)] == []
