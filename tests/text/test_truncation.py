import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.model.finding import Evidence
from cutline.text.frequencies import frequencies
from cutline.text.points import Card, facts
from cutline.text.tail import read_tail
from cutline.text.truncation import Truncation, TruncationGrade, judge_truncation, trim_to_sentence

PROVEN, STRONG, WEAK = TruncationGrade.PROVEN, TruncationGrade.STRONG, TruncationGrade.WEAK
INTACT = Truncation(truncated=False, grade=None)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)
needs_tables = pytest.mark.skipif(frequencies("en") is None, reason="run python tools/build_tables.py first")


def grade(text: str, lang: str | None = "en") -> TruncationGrade | None:
    return judge_truncation(text, lang=lang).grade


@pytest.mark.parametrize(
    "text",
    [
        "Rescue workers search the rubble in Gr\ufffd",
        "Rescue workers search the rubble \ud83d",
        "A child waves from the carnival float 👩\u200d",
        "Ana Torvald&#3",
        "The Old Mill &amp",
        "She called it a “miracle&rdqu",
        "Rescue workers search the rubble […]",
        "Rescue workers search the rubble [...]",
        "Rescue workers search the rubble (…)",
        "Rescue workers search the rubble … Read more",
        "Rettungskräfte suchen in den Trümmern ... mehr",
        "Les secours fouillent les décombres… Lire la suite »",
        "Rescue workers search the rubble (read more)",
        "Dancers rehearse at the old mill. (Photo: Ana Torv",
        "The mayor said: “We will not leave",
        'The mayor said: "We will not leave',
        "Die Bürgermeisterin sagte: „Wir bleiben hier",
        "La maire a dit : « Nous restons ici",
        "市長が会見で「住民とともに",
    ],
)
def test_what_only_a_cut_leaves_behind_is_proof(text: str) -> None:
    assert grade(text, None) is PROVEN


@pytest.mark.parametrize(
    "text",
    [
        "A question from the Q&A",
        "Shoppers outside the new H&M",
        "Larsen & Co",
        "The band plays “Harbour Lights”",
        "Die Band spielt „Hafenlichter“",
        "Der Chor singt »Abendrot«",
        "Le groupe joue « Port de nuit »",
        'The poet reads from " The Tide "',
        'A 27" screen on the wall',
        "Waiting for the ferry :(",
        "Tickets are valid from [0, 1) hours",
        "Wi-Fi for guests (Plus)",
        "A plate of pasta with mehr",
        "The text of the caf\ufffd menu reads caf\ufffd",
    ],
)
def test_what_resembles_the_traces_of_a_cut_is_no_proof(text: str) -> None:
    assert grade(text) is not PROVEN


def test_a_bracket_forgotten_behind_a_whole_sentence_is_advice() -> None:
    assert grade("The mayor opens the bridge (left of the harbour.") is WEAK


def test_an_ellipsis_on_a_long_text_is_strong() -> None:
    text = "Rescue workers search the rubble of a collapsed school near the border with…"
    assert judge_truncation(text, lang="en") == Truncation(
        truncated=True,
        grade=STRONG,
        evidence=(Evidence("ends with", "an ellipsis (…)"), Evidence("length", "76 characters")),
    )


@pytest.mark.parametrize(("text", "said"), [("Guess who came to our dinner…", WEAK), ("Loading…", None), ("…", None)])
def test_an_editors_ellipsis_is_advice_at_most(text: str, said: TruncationGrade | None) -> None:
    assert grade(text) is said


def test_a_short_ellipsis_after_an_article_is_strong() -> None:
    assert grade("Firefighters carry a hiker to the...") is STRONG


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Warplanes struck the harbour town before dawn, residents said, in a", "en"),
        ("Der neue Bahnhof soll im nächsten Jahr eröffnet werden und", "de"),
        ("Un marché couvert au cœur de la vieille ville, où les clients de la", "fr"),
        ("El puente viejo quedó cerrado por la crecida del río y los", "es"),
        ("Il ponte vecchio è stato chiuso per la piena del fiume e della", "it"),
        ("A ponte velha foi fechada por causa da cheia do rio e da", "pt"),
        ("Stary most został zamknięty z powodu wysokiej wody w rzece oraz", "pl"),
        ("Старый мост закрыли из-за высокой воды в реке, которая", "ru"),
        ("Старий міст закрили через високу воду в річці, яка", "uk"),
        ("أغلقت السلطات الجسر القديم بسبب ارتفاع منسوب المياه في", "ar"),
        ("पुराना पुल बाढ़ के कारण बंद कर दिया गया है और", "hi"),
        ("Den gamla bron stängdes efter att vattnet i floden steg och", "sv"),
        ("De oude brug is gesloten omdat het water in de rivier stijgt en", "nl"),
        ("Starý most byl uzavřen kvůli vysoké vodě v řece, která", "cs"),
        ("Stari most zatvoren je zbog visokog vodostaja reke, koja", "sr"),
    ],
)
def test_no_text_ends_after_a_word_that_needs_another(text: str, lang: str) -> None:
    assert grade(text, lang) is STRONG


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Fans cheer in downtown LA", "es"),
        ("A delegation arrives at the headquarters of the UN", "fr"),
        ("The crew of the film ET", "fr"),
        ("The visit of King Olaf I", "pl"),
        ("The portrait of Queen Astrid V", "ru"),
        ("The actor waits for his stand-in", "en"),
        ("Vitamin C", "en"),
        ("Residents stand in line at Gate 7", "en"),
        ("Das kann doch nicht alles gewesen sein", "de"),
        ("Für två år sedan", "sv"),
        ("Slik så byen ut for tjue år siden", "no"),
    ],
)
def test_names_and_honest_last_words_are_no_cuts(text: str, lang: str) -> None:
    assert not judge_truncation(text, lang=lang).truncated


@pytest.mark.parametrize(
    "text",
    ["Die Bürgermeisterin stellt sich den Fragen der Bürger vor", "Der Zug nach Altenbrück fährt um neun Uhr ab"],
)
def test_a_german_verb_may_leave_its_prefix_at_the_end(text: str) -> None:
    assert not judge_truncation(text, lang="de").truncated


def test_the_rights_to_something_are_no_proof_of_a_cut() -> None:
    assert not judge_truncation("The studio bought the rights to", lang="en").truncated


@needs_tables
def test_a_text_that_ends_inside_a_word_is_strong() -> None:
    text = "Protesters wave flags outside the parliament building on Thursday as lawmakers debate the demonst"
    assert judge_truncation(text, lang="en") == Truncation(
        truncated=True,
        grade=STRONG,
        evidence=(
            Evidence("last words", "“lawmakers debate the demonst”"),
            Evidence("ends inside a word", "“demonst” is nearly always continued, as in “demonstrated”"),
            Evidence("length", "97 characters without a full stop"),
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Dancers rehearse at the old mill in Melvik. Credit:",
        "Ana Torvald and the choir of Melvik &",
        "Visitors admire the tulips, Thursday, April 1, 20",
        "The mill burned for hours. Ana Torvald/Getty Im",
        "The mill burned for hours. Agence France-Pres",
        "The minister was met by Sen.",
    ],
)
def test_an_unfinished_credit_date_or_name_is_strong(text: str) -> None:
    assert grade(text) is STRONG


def test_an_elided_article_waits_for_its_noun() -> None:
    assert grade("Les pompiers interviennent rue de l’", "fr") is STRONG


@pytest.mark.parametrize(
    "text",
    [
        "The mayor opens the bridge.",
        "Who will win the regatta?",
        "The mayor opens the bridge. (Photo: Ana Torvald)",
        "The mayor of Melvik",
        "Sunset over the harbour",
        "IMG_2047.jpg",
        "https://example.org/pictures/a",
        "@anatorvald",
        "",
        " ",
        "a",
        "…",
        "😀😀😀",
        "\u200f",
        "\x00\x01",
        "2047",
    ],
)
def test_whole_texts_are_intact(text: str) -> None:
    assert judge_truncation(text, lang="en") == INTACT


def test_japanese_particles_at_the_end_are_advice() -> None:
    assert grade("市長が記者会見で新しい計画について説明し、住民の質問に", "ja") is WEAK


def test_white_space_at_the_end_of_the_raw_text_counts() -> None:
    text = "The mayor opens the swing bridge together with her predecessor"
    tail = read_tail(text, "en", len(text))
    assert facts(tail, f"{text} ") - facts(tail, text) >= {"space at the end"}


def test_points_do_not_depend_on_the_order_of_facts() -> None:
    card = Card(0.1, 1.0, 0.0, {"a": 0.2, "b": 0.3, "c": 1e16}, {"a": {"b": -1e16}})
    assert {card.weigh(frozenset(order)) for order in ("abc", "cba", "bca")} == {0.6}


def test_without_tables_the_other_facts_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cutline.text.tail.frequencies", lambda _language: None)
    texts = ("Warplanes struck the harbour town before dawn, residents said, in a", "The mayor of Melvik")
    assert [grade(text) for text in texts] == [STRONG, None]


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [
        ("The mayor opens the bridge. Crowds cheer as the first tram cro", "The mayor opens the bridge."),
        ("The mayor opens the bridge.", "The mayor opens the bridge."),
        ("The mayor opens the bridge. […]", "The mayor opens the bridge."),
        ("“We stay.” The mayor of Melvik said on", "“We stay.”"),
        ("Michigan Gov. Ida Holm speaks to the", None),
        ("J. Holm speaks to the", None),
        ("市長が会見した。その後、現場を", "市長が会見した。"),
        ("One sentence without an end", None),
        ("", None),
    ],
)
def test_a_text_is_trimmed_to_its_last_whole_sentence(text: str, trimmed: str | None) -> None:
    assert trim_to_sentence(text) == trimmed


@given(ANY_TEXT)
@settings(max_examples=150)
def test_any_text_gets_a_verdict(text: str) -> None:
    verdict = judge_truncation(text)
    assert verdict.truncated is (verdict.grade in {PROVEN, STRONG})
    assert bool(verdict.evidence) is (verdict.grade is not None)


@given(ANY_TEXT)
@settings(max_examples=100)
def test_trimming_never_invents_words(text: str) -> None:
    trimmed = trim_to_sentence(text)
    assert trimmed is None or trimmed in " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10**6,
        " " * 50_000,
        "x" + "!" * 10**6,
        "。" * 10**6,
        "(" * 10**6,
        "“a " * 10**5,
        "a…" * 10**5,
        "w " * 10**5,
    ],
)
def test_a_megabyte_gets_a_verdict(text: str) -> None:
    assert judge_truncation(text).grade in {None, WEAK, STRONG, PROVEN}
    trim_to_sentence(text)
