"""Reading credits: the shapes of houses and languages, the traps, the edges."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutline.model.page import Credit, Grade
from cutline.text import credit_east_asia
from cutline.text.credit import canonical_body, looks_like_placeholder, parse_credit, split_credit
from cutline.text.lexicon import House, vocabulary

IDA = ("Ida Brandt",)


def said(text, **options):
    """What a reader of the credit learns: the words, the persons, the bodies, the roles."""
    credit = parse_credit(text, **options)
    return credit and (credit.text, credit.people, credit.bodies, credit.roles)


def test_a_credit_is_a_whole_value():
    assert parse_credit("Smoke rises over Nordhafen. [Ida Brandt/Reuters]") == Credit(
        text="[Ida Brandt/Reuters]",
        start=28,
        people=("Ida Brandt",),
        bodies=("Reuters",),
        roles=(),
        form="bracket",
        grade=Grade.CERTAIN,
    )


@pytest.mark.parametrize(
    ("before", "credit", "people", "bodies", "roles"),
    [
        ("Smoke rises over Nordhafen. ", "[File: Ida Brandt/Reuters]", IDA, ("Reuters",), ("file",)),
        ("Smoke rises over Nordhafen. ", "[Screengrab/Harbour TV]", (), ("Harbour TV",), ("screenshot",)),
        ("A girl feeds geese. ", "(AP Photo/Ida Brandt, File)", IDA, ("AP Photo",), ("file",)),
        ("A girl feeds geese ", "(Ida Brandt/Lake Gazette via AP)", IDA, ("Lake Gazette", "AP"), ("via",)),
        ("A girl feeds geese. ", "(AFP PHOTO / IDA BRANDT)", ("IDA BRANDT",), ("AFP PHOTO",), ()),
        ("Der Hafen (Archivbild). ", "(Foto: Ida Brandt/dpa)", IDA, ("dpa",), ()),
        ("Le port. ", "(Photo Ida Brandt. AFP)", IDA, ("AFP",), ()),
        ("Il porto ", "(Ida Brandt/AFP/Getty Images)", IDA, ("AFP", "Getty Images"), ()),
        ("The ferry. ", "(Supplied: Nordhafen Council)", (), ("Nordhafen Council",), ("supplied",)),
        ("The ferry. ", "(IDA BRANDT, Lake Chronicle)", ("IDA BRANDT",), ("Lake Chronicle",), ()),
        ("The ferry ", "( Image: Getty Images)", (), ("Getty Images",), ()),
        ("The ferry. ", "(Image:Nordhafen Police / SWNS)", (), ("Nordhafen Police", "SWNS"), ()),
    ],
)
def test_a_bracket_closes_the_caption(before, credit, people, bodies, roles):
    assert said(before + credit) == (credit, people, bodies, roles)


@pytest.mark.parametrize(
    ("before", "credit", "people", "bodies", "roles"),
    [
        ("A view. ", "Photograph: Ida Brandt for the Lake Post", IDA, ("the Lake Post",), ("for",)),
        ("Two skaters.", "Credit...Ida Brandt/The Lake Times", IDA, ("The Lake Times",), ()),
        ("Two skaters.", "CreditCreditIda Brandt/EPA, via Shutterstock", IDA, ("EPA", "Shutterstock"), ("via",)),
        ("A view. ", "Photo by Ida Brandt/Getty Images for Blue", IDA, ("Getty Images", "Blue"), ("for",)),
        ("Der Hafen. ", "Foto: Ida Brandt (Keystone)", IDA, ("Keystone",), ()),
        ("Gespräch im NDR-Funkhaus", "Quelle: Ida Brandt/dpa", IDA, ("dpa",), ()),
        ("Der Hafen. ", "Foto: Ida Brandt und Bo Lund", ("Ida Brandt", "Bo Lund"), (), ()),
        ("Der Hafen. ", "Bildrechte: picture alliance/dpa | Ida Brandt", IDA, ("picture alliance", "dpa"), ()),
        ("Der Hafen. ", "Bild: Screenshot: nordhafen.de", (), ("nordhafen.de",), ("screenshot",)),
        ("El puerto. ", "Foto: Ida Brandt (REUTERS)", IDA, ("REUTERS",), ()),
        ("Le port • ", "Crédits : Getty", (), ("Getty",), ()),
        ("O porto — ", "Foto: Ida Brandt/Divulgação", IDA, (), ("handout",)),
        ("Havnen. ", "Foto: Skjermdump, The Lake Guardian", (), ("The Lake Guardian",), ("screenshot",)),
        ("Höfnin. ", "Ljósmynd/Ida Brandt", IDA, (), ()),
        ("Satama. ", "Kuva: Ida Brandt / Lehtikuva", IDA, ("Lehtikuva",), ()),
        ("Liman. ", "Fotoğraf : Ida Brandt/AA", IDA, ("AA",), ()),
        ("Гавань.", "Фото: Ида Брандт, Коммерсантъ", ("Ида Брандт",), ("Коммерсантъ",), ()),
        ("Port. ", "Fot. Ida Brandt / PAP", IDA, ("PAP",), ()),
        ("De haven. ", "Beeld Ida Brandt / ANP", IDA, ("ANP",), ()),
        ("Λιμάνι. ", "Φωτογραφία: Ida Brandt", IDA, (), ()),
        ("Bến cảng. ", "Ảnh: TTXVN", (), ("TTXVN",), ()),
        ("ראש העיר. ", "צילום: נועה לוי", ("נועה לוי",), (), ()),
        ("बंदरगाह। ", "फोटो: PTI", (), ("PTI",), ()),
        ("A painting. ", "Photo courtesy of Nordhafen Museum", (), ("Nordhafen Museum",), ("courtesy",)),
        ("A pool, ", "photo by Ida Brandt", IDA, (), ()),
        ("The crew. ", "Photo submitted", (), (), ("supplied",)),
        ("The crew. ", "ST PHOTO: IDA BRANDT", ("IDA BRANDT",), ("ST",), ()),
        ("The crew. ", "Mandatory Credit: Ida Brandt-USA TODAY Sports", IDA, ("USA TODAY Sports",), ()),
        ("The crew. ", "Image source, Ida Brandt/PA Media", IDA, ("PA Media",), ()),
        ("The crew. ", "Photo illustration by Lake. Photo by Ida Brandt.", IDA, ("Lake",), ("illustration",)),
        ("The crew. ", "U.S. Army photo by Spc. Ida Brandt", ("Spc. Ida Brandt",), ("U.S. Army",), ()),
        ("The crew. ", "Staff photo by Ida Brandt", IDA, (), ("staff",)),
        ("El puerto. ", "LUIS BRANDT (EFE)", ("LUIS BRANDT",), ("EFE",), ()),
        ("Uostas. ", "I. Brandt / LRT nuotr.", ("I. Brandt",), ("LRT",), ()),
    ],
)
def test_a_label_opens_a_credit_in_many_languages(before, credit, people, bodies, roles):
    assert said(before + credit) == (credit, people, bodies, roles)


@pytest.mark.parametrize(
    ("before", "credit", "people", "bodies"),
    [
        ("Der Hafen ", "© picture alliance/dpa | Ida Brandt", IDA, ("picture alliance", "dpa")),
        ("Der Hafen. ", "© Ida Brandt, 2019", IDA, ()),
        ("Der Hafen. ", "©Foto: Getty Images/iStockphoto/lund-media", ("lund-media",), ("Getty Images", "iStockphoto")),
        ("Der Hafen. ", "(c) Ida Brandt / dpa", IDA, ("dpa",)),
        (
            "Der Hafen. ",
            "© Lake Instruments Corporation, 1974. Photo: Ida Brandt.",
            IDA,
            ("Lake Instruments Corporation",),
        ),
        ("am Hafen ", "Ida Brandt II/Copyright 2021 The AP. All rights reserved.", ("Ida Brandt II",), ("The AP",)),
    ],
)
def test_a_copyright_sign_opens_a_credit(before, credit, people, bodies):
    assert said(before + credit) == (credit, people, bodies, ())


@pytest.mark.parametrize(
    ("before", "credit", "people", "bodies"),
    [
        ("A girl feeds geese. ", "REUTERS/Ida Brandt", IDA, ("REUTERS",)),
        ("A girl, 04 June 2011. ", "EPA-EFE/IDA BRANDT", ("IDA BRANDT",), ("EPA-EFE",)),
        ("A girl. ", "Ida Brandt/Agence France-Presse — Getty Images", IDA, ("Agence France-Presse", "Getty Images")),
        ("A girl. # ", "Ida Brandt / AFP / Getty", IDA, ("AFP", "Getty")),
        ("A trader. ", "Ida Brandt | Bloomberg | Getty Images", IDA, ("Bloomberg", "Getty Images")),
        ("She spoke in Washington, D.C. ", "Ida Brandt/WireImage", IDA, ("WireImage",)),
        ("A boy of Nordhafen", "Ida Brandt/dpa", IDA, ("dpa",)),
        ("a visit to the UK", "AFP via Getty", (), ("AFP", "Getty")),
        ("people leaving the ferry ", "AP Photo/Ida H. Brandt", ("Ida H. Brandt",), ("AP Photo",)),
        ("El puerto. ", "EFE/ I.J. Brandt", ("I.J. Brandt",), ("EFE",)),
        ("The crew. ", "Ida Brandt and Bo Lund/AP", ("Ida Brandt", "Bo Lund"), ("AP",)),
        ("The crew. ", "Ida Brandt, Bo Lund / Lake Herald", ("Ida Brandt", "Bo Lund"), ("Lake Herald",)),
        ("The crew. ", "Ida Brandt for Lake Herald", IDA, ("Lake Herald",)),
        ("The crew. ", "NOX/OGBX/EFAR", (), ("NOX", "OGBX", "EFAR")),
        ("A ruling. | ", "Ida Brandt/dpa", IDA, ("dpa",)),
        ("회의장 모습. ", "연합뉴스", (), ("연합뉴스",)),
        ("The crew of the ship. ", "AP", (), ("AP",)),
        ("The crew of the ship. / ", "Ida Brandt", IDA, ()),
        ("The crew of the ship. | ", "IDA BRANDT", ("IDA BRANDT",), ()),
        ("The crew of the ship / ", "Shutterstock", (), ("Shutterstock",)),
    ],
)
def test_a_bare_credit_follows_the_caption(before, credit, people, bodies):
    found = parse_credit(before + credit)
    assert (found.text, found.people, found.bodies) == (credit, people, bodies)


@pytest.mark.parametrize(
    ("text", "credit", "people", "bodies", "roles"),
    [
        ("会見する社長＝ＡＰ", "＝ＡＰ", (), ("AP",), ()),
        ("会見する首相（山本花子撮影）", "（山本花子撮影）", ("山本花子",), (), ()),
        ("訓練の様子（代表撮影）", "（代表撮影）", (), (), ("pool",)),
        ("雪の街（警視庁提供）", "（警視庁提供）", (), ("警視庁",), ("courtesy",)),
        ("港の船（AP＝共同）", "（AP＝共同）", (), ("AP", "共同"), ()),
        ("港の船（Ｃ）共同通信社", "（Ｃ）共同通信社", (), ("共同通信社",), ()),
        ("比赛现场。新华社记者 王小明 摄", "新华社记者 王小明 摄", ("王小明",), ("新华社",), ()),
        ("比赛现场。新华社发(王小明摄)", "新华社发(王小明摄)", ("王小明",), ("新华社",), ()),
        ("出席會議。（圖／記者王小明攝影）", "（圖／記者王小明攝影）", ("王小明",), (), ()),
        ("회의장. [사진 = 김하나 기자]", "[사진 = 김하나 기자]", ("김하나",), (), ()),
        ("회의장 모습. 김하나 기자", "김하나 기자", ("김하나",), (), ()),
        ("공장 전경. /한빛전자 제공", "/한빛전자 제공", (), ("한빛전자",), ("courtesy",)),
        ("出航する船＝2024年5月12日、入江町で、小野田淳撮影", "小野田淳撮影", ("小野田淳",), (), ()),
        ("手を振る乗客（撮影・小野田淳）", "（撮影・小野田淳）", ("小野田淳",), (), ()),
        ("회의장 모습. 사진 김하나 기자", "사진 김하나 기자", ("김하나",), (), ()),
        ("회의장 모습. 갈매=김하나 기자", "갈매=김하나 기자", ("김하나",), (), ()),
        ("회의장 모습 ⓒ 뉴스1 김하나 기자", "ⓒ 뉴스1 김하나 기자", ("김하나",), ("뉴스1",), ()),
        ("资料图：新华社", "资料图：新华社", (), ("新华社",), ("file",)),
        ("كلمة الرئيس 2019 (رويترز)", "(رويترز)", (), ("رويترز",), ()),
    ],
)
def test_scripts_without_capitals_have_their_own_phrases(text, credit, people, bodies, roles):
    assert said(text) == (credit, people, bodies, roles)


@pytest.mark.parametrize(
    ("before", "credit"),
    [
        ("Паром выходит из гавани ", "(фото: администрация посёлка)"),
        ("Паром выходит из гавани. ", "Фото: пресс-служба порта"),
        ("El transbordador sale del puerto. ", "Foto: redes sociales"),
        ("Prom wychodzi z portu ", "(fot. policja)"),
        ("Prom wychodzi z portu. ", "Fot. archiwum portu"),
        ("A komp elhagyja a kikötőt ", "(Fotó: önkormányzat)"),
        ("Il traghetto lascia il porto ", "(foto: vigili del fuoco)"),
        ("Prom wychodzi z portu ", "Fot. Ida Brandt / Agencja Zatoka"),
    ],
)
def test_an_institution_behind_a_label_may_be_written_small(before, credit):
    assert parse_credit(before + credit).text == credit


@pytest.mark.parametrize(
    ("text", "people", "bodies", "roles"),
    [
        ("Ida Brandt/Stringer/Getty Images", IDA, ("Getty Images",), ("stringer",)),
        ("Ida Brandt/Bo Lund/Stringer/Getty Images", ("Ida Brandt", "Bo Lund"), ("Getty Images",), ("stringer",)),
        ("ida19/iStock/Getty Images", ("ida19",), ("iStock", "Getty Images"), ()),
        ("© Shutterstock/idab", ("idab",), ("Shutterstock",), ()),
        ("Foto: Timo | flickr| CC BY 2.0", ("Timo",), ("flickr",), ()),
        ("Photo by Ida Brandt on Unsplash", IDA, ("Unsplash",), ()),
        ("Foto von Ida Brandt von Pexels", IDA, ("Pexels",), ()),
        ("Screenshot: Twitter/@idabrandt", ("@idabrandt",), ("Twitter",), ("screenshot",)),
        ("Uncredited/AP/dpa", (), ("AP", "dpa"), ("uncredited",)),
        ("Credit: Getty - Contributor", (), ("Getty",), ("contributor",)),
        ("Credit: 2014 Getty Images", (), ("Getty Images",), ()),
        ("Ida Brandt/Reuters files", IDA, ("Reuters",), ("file",)),
        ("Foto: –/Hafenministerium/dpa", (), ("Hafenministerium", "dpa"), ()),
        ("Photo: Ida van der Brandt/Lake Observer via AP", ("Ida van der Brandt",), ("Lake Observer", "AP"), ("via",)),
        ("Photo: Ida Park/AP", ("Ida Park",), ("AP",), ()),
        ("Photo: Ida Sa/AFP/Getty Images", ("Ida Sa",), ("AFP", "Getty Images"), ()),
        ("Quelle: Ida P. Brandt/dpa/Ida P Brandt", ("Ida P. Brandt",), ("dpa",), ()),
        ("(Foto: Galerie NORD + SÜD)", (), ("Galerie NORD + SÜD",), ()),
        ("Photo: Ida Brandt, left, and Bo Lund/AP", ("Ida Brandt", "Bo Lund"), ("AP",), ()),
        ("Photos by AFP and Getty Images", (), ("AFP", "Getty Images"), ()),
        ("Foto: Ida Brandt / Alle Rechte vorbehalten", IDA, (), ()),
        ("Mandatory Credit: Photo by Ida Brandt/Shutterstock (10203040ab)", IDA, ("Shutterstock",), ()),
    ],
)
def test_the_parts_of_a_whole_credit_are_told_apart(text, people, bodies, roles):
    assert said(text) == (text, people, bodies, roles)


@pytest.mark.parametrize(
    "text",
    [
        "The minister told Reuters.",
        "A photo finish at the harbour.",
        "Credit Suisse headquarters in Nordhafen",
        "Image of a dog on a beach",
        "Bild von Ida Brandt",
        "The mayor (SPD)",
        "The mayor (left) and the chief (right).",
        "Ein Hafen im Herbst (Archivbild).",
        "Staff of the Environmental Protection Agency (EPA)",
        "Bo Lund gewinnt gegen Ida Roth (Blau-Weiss Nordhafen)",
        "Lunch at 12:30 in the Getty Museum",
        "NORDHAFEN (AP) — The ferry left the harbour on Monday.",
        "Mike Bloomberg speaks at the Bloomberg summit",
        "She posted a photo on Instagram",
        "Share on Facebook",
        "Aoraki / Mount Cook",
        "Home / News / Harbour",
        "FILE - Ida Brandt speaks in Nordhafen.",
        "The ferry. File photo",
        "Foto: Der Kanzler spricht am Mittwoch im Bundestag mit den Abgeordneten.",
        "Photos: Storm hits the coast",
        "Summer in Nordhafen. Photos: Where it is at its very best",
        "Courtesy of the weather, the race was off.",
        "Lake News | Latest Headlines",
        "Ida Brandt, Bo Lund and Eva Roth at the gala",
        "The ferry. (Nordhafen, Germany)",
        "The ferry. (June 2019)",
        "Ida Brandt (r.), Chef der Nordbank AG",
        "Men's doubles: Ida Brandt/Bo Lund",
        "The pier on 9/11",
        "The ferry. [...] Read on",
        "Der Hafen liegt still da. Mehr",
        "Meals are provided by Lake Charity",
        "The crew were taken by Lake Coast Guard",
        "A beach at noon. Mauritius",
        "资料图：修缮前的石桥。",
        "资料图片：修缮前的石桥，桥墩出现裂缝",
        "자료사진: 복원 전 등대의 모습",
        "港で、家族、小野田淳撮影",
        "手を振る乗客（写真・動画）",
        "The ferry. Photo: police officers on the quay",
        "Паром вышел. Фото: вид на гавань",
        "The talks are over. | Lake News",
        "The ferry leaves / Ida Brandt",
    ],
)
def test_a_caption_without_a_credit_has_none(text):
    assert parse_credit(text) is None


@pytest.mark.parametrize("text", ["Getty Images", "dpa", "Getty Images A ferry leaves the harbour at noon"])
def test_a_bare_agency_in_an_alt_text_is_no_more_than_possible(text):
    assert parse_credit(text).grade is Grade.POSSIBLE


def test_a_name_in_a_bracket_inside_a_sentence_is_no_more_than_possible():
    assert parse_credit("Glass jars with moss inside (Ida Brandt)").grade is Grade.POSSIBLE
    assert parse_credit("Put the moss inside the jars. (Ida Brandt)").grade is Grade.LIKELY


def test_a_name_with_a_house_after_a_comma_is_no_more_than_possible():
    assert parse_credit("A quiet night at the harbour. Ida Brandt, Lake Police").grade is Grade.POSSIBLE


def test_a_button_behind_the_credit_stays_outside():
    assert parse_credit("Ett fartyg i natt. Foto: Ida Brandt/AP Visa mer").text == "Foto: Ida Brandt/AP"
    assert parse_credit("A ferry. (AP Photo/Ida Brandt) more >").text == "(AP Photo/Ida Brandt)"


def test_direction_marks_do_not_hide_an_agency():
    assert parse_credit("\u202bالميناء (رويترز\u202c)").bodies == ("رويترز",)


def test_two_credits_side_by_side_are_one():
    assert said("A ferry leaves. (AP Photo) AP Photo") == ("(AP Photo) AP Photo", (), ("AP Photo",), ())


def test_a_credit_may_stand_before_the_caption():
    text = "Foto: Ida Brandt/dpa – Der Hafen liegt am Abend still da."
    assert said(text) == ("Foto: Ida Brandt/dpa", IDA, ("dpa",), ())


def test_a_credit_before_a_very_long_caption_is_found():
    text = "Foto: Ida Brandt/dpa – " + "Der Hafen liegt am Abend still da und wartet. " * 60
    assert said(text) == ("Foto: Ida Brandt/dpa", IDA, ("dpa",), ())


def test_a_credit_behind_a_very_long_caption_keeps_its_place():
    text = "Der Hafen liegt  still da. " * 400 + "Foto: Ida\u200b Brandt/dpa" + " " * 50_000
    credit = parse_credit(text)
    assert text[credit.start : credit.start + len(credit.text)] == credit.text == "Foto: Ida\u200b Brandt/dpa"
    assert (credit.people, credit.bodies) == (IDA, ("dpa",))


@pytest.mark.parametrize(
    ("text", "people", "bodies", "roles"),
    [
        ("Ida Brandt", IDA, (), ()),
        ("Knaus", (), ("Knaus",), ()),
        ("BBC", (), ("BBC",), ()),
        ("FILE", (), (), ("file",)),
        ("Ida Brandt/Lake Staff", IDA, ("Lake Staff",), ()),
        ("© Brandt GmbH", (), ("Brandt GmbH",), ()),
        ("김하나 기자", ("김하나",), (), ()),
        ("SpaceX via Nasa", (), ("SpaceX", "Nasa"), ("via",)),
    ],
)
def test_what_the_page_calls_a_credit_is_one(text, people, bodies, roles):
    assert said(text, field=True) == (text, people, bodies, roles)


def test_a_credit_element_with_a_caption_in_it_gives_the_credit_alone():
    text = "Ida Roth, Bo Lund and Eva Sand on the old pier in 1998. Photo: Ida Brandt/AP Photo"
    assert said(text, field=True) == ("Photo: Ida Brandt/AP Photo", IDA, ("AP Photo",), ())


@given(st.text(max_size=80))
@settings(max_examples=60)
def test_a_credit_element_with_a_letter_in_it_is_never_empty(text):
    visible = any(letter.isalpha() for letter in text)
    assert (parse_credit(text, field=True) is not None) == visible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("장관이 브리핑하고 있다. /뉴스1", ("뉴스1", (), ("뉴스1",), ())),
        ("장관이 회의장에서 브리핑하고 있다. /연합뉴스", ("연합뉴스", (), ("연합뉴스",), ())),
        ("장관이 브리핑하고 있다. 연합뉴스 제공", ("연합뉴스 제공", (), ("연합뉴스",), ("courtesy",))),
        ("工人在码头工作。（新华社记者 林海 摄）", ("（新华社记者 林海 摄）", ("林海",), ("新华社",), ())),
        ("A ferry leaves the quay. /AFP", ("AFP", (), ("AFP",), ())),
        ("A ferry leaves the quay. /2 at half time", None),
    ],
)
def test_a_credit_behind_a_sentence_begins_where_the_sentence_ends(text, expected):
    assert said(text) == expected


def test_every_label_in_the_data_opens_a_credit():
    written = {label: f"{label[:1].upper()}{label[1:]}: Ida Brandt" for label in vocabulary().labels.words}
    read = {label: said(f"A ferry leaves the harbour. {words}") for label, words in written.items()}
    assert [label for label, words in written.items() if (read[label] or ())[:2] != (words, IDA)] == []


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("A harbour at dawn. Photo courtesy of the artist", "Photo courtesy of the artist"),
        ("Courtesy of the Brandt family.", "Courtesy of the Brandt family."),
        ("A harbour at dawn (courtesy of the museum)", "(courtesy of the museum)"),
        ("Guests arrive, courtesy of the town's bus service", None),
        ("Lunch came courtesy of the club. They won 3-0.", None),
        ("Courtesy of the mayor, all children swim for free in the lake this summer", None),
    ],
)
def test_who_lent_a_photo_need_not_be_named(text, credit):
    found = parse_credit(text)
    assert (found and (found.text, found.people, found.roles)) == (credit and (credit, (), ("courtesy",)))


def test_a_house_adds_its_own_words():
    house = House(
        agencies=(("Nordpress", ("NPX",)),),
        sources=("Harbourside",),
        people=("Ida Nordhafen Media",),
        placeholders=("Redaktør",),
        labels=("Pic",),
    )
    assert said("A ferry. NPX", house=house) == ("NPX", (), ("NPX",), ())
    assert said("A ferry. npx", house=house) is None
    assert said("A ferry. Pic: Ida Brandt", house=house) == ("Pic: Ida Brandt", IDA, (), ())
    assert said("Photo: Ida Nordhafen Media", house=house)[1] == ("Ida Nordhafen Media",)
    assert said("Photo: Redaktør", house=house)[1:] == ((), (), ("placeholder",))
    assert said("A ferry. Ida Brandt/Harbourside", house=house)[2] == ("Harbourside",)
    assert canonical_body("NPX", house) == "Nordpress"


def test_a_label_that_is_a_word_elsewhere_counts_in_its_own_language_alone():
    assert said("Un vaixell al port. Font: Ida Brandt", lang="ca") == ("Font: Ida Brandt", IDA, (), ())
    assert parse_credit("A type specimen. Font: Ida Brandt", lang="en") is None


@pytest.mark.parametrize(
    ("body", "canonical"),
    [
        ("Associated Press", "AP"),
        ("AP Photo", "AP"),
        ("AP", "AP"),
        ("Ap", None),
        ("picture-alliance", "picture alliance"),
        ("Getty Images Europe", "Getty Images"),
        ("gettyimages.ru", "Getty Images"),
        ("رويترز", "Reuters"),
        ("Ida Brandt", None),
        ("", None),
    ],
)
def test_an_agency_has_one_canonical_name(body, canonical):
    assert canonical_body(body) == canonical


@pytest.mark.parametrize(("text", "empty"), [("Foto: privat", True), ("STR/AFP", False), ("Foto: Ida Brandt", False)])
def test_a_credit_that_names_nobody_is_a_placeholder(text, empty):
    assert looks_like_placeholder(parse_credit(text)) is empty


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Der Hafen. (Foto: Ida Brandt/dpa)", "Der Hafen."),
        ("Der Hafen (Foto: Ida Brandt/dpa).", "Der Hafen"),
        ("Der Hafen | © dpa", "Der Hafen"),
        ("Der Hafen () © dpa", "Der Hafen"),
        ("She said: (Foto: dpa)", "She said:"),
        ("Der Hafen — © dpa", "Der Hafen"),
        ("El puerto / Ida Brandt / EFE", "El puerto"),
        ("Smoke rises (AP Photo/Ida Brandt) in the east.", "Smoke rises in the east."),
        ("Foto: Ida Brandt/dpa – Der Hafen liegt am Abend still.", "Der Hafen liegt am Abend still."),
        ("Foto: Ida Brandt/dpa", ""),
        ("Der  Hafen\n am Abend", "Der Hafen am Abend"),
    ],
)
def test_the_caption_without_its_credit_reads_cleanly(text, rest):
    assert split_credit(text)[0] == rest


PIECES = st.sampled_from(
    [
        "Foto:",
        "Ida Brandt",
        "/",
        "dpa",
        "(",
        ")",
        "©",
        "Photo by",
        "AP",
        " ",
        "\n",
        "\u200b",
        ". ",
        "via",
        "The ferry",
        "[",
        "]",
        "Getty Images",
        "|",
        ", ",
        "王小明 摄",
        "＝ＡＰ",
        "김하나 기자",
        "\ud800",
        "\u202e",
        "Credit",
        "for",
        "—",
    ]
)


@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=14).map("".join)))
@settings(max_examples=300)
def test_a_credit_is_always_cut_out_of_the_text_itself(text):
    credit = parse_credit(text)
    if credit is not None:
        assert text[credit.start : credit.start + len(credit.text)] == credit.text != ""


FORMS = st.sampled_from(
    [
        "Foto: {}/dpa",
        "(Foto: {}/dpa)",
        "[{}/Reuters]",
        "© {} / dpa",
        "REUTERS/{}",
        "Photo by {}/Getty Images",
        "({} / AP)",
        "Credit: {}",
    ]
)
NAMES = st.sampled_from(["Ida Brandt", "Bo van der Lund", "EVA ROTH", "Ida-Marie O’Hara", "Łukasz Đorđe"])
CAPTIONS = st.sampled_from(["The ferry leaves.", "Der Hafen liegt still da.", "El puerto, en 2019.", "Rome (archive)."])


@given(CAPTIONS, FORMS, NAMES)
@settings(max_examples=100)
def test_what_is_left_of_a_caption_is_the_caption(caption, form, name):
    rest, credit = split_credit(f"{caption} {form.format(name)}")
    assert (rest, credit.text, credit.people) == (caption, form.format(name), (name,))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        " " * 50_000,
        "a" * 1_000_000,
        "word " * 200_000,
        "Aa" * 200_000,
        "(" * 50_000,
        "-" * 50_000 + "x Foto: Ida Brandt/dpa",
        ")" * 50_000,
        "/" * 50_000,
        "Foto: " * 10_000,
        "© " * 20_000,
        "Credit" * 20_000,
        "Ida Brandt/" * 10_000,
        "\u200b" * 50_000,
        "\x00\x01\x1f",
        "\ud800\udfff",
        "Foto: Ida İn Brandt",
    ],
    ids=lambda text: f"{text[:6]!r} x {len(text)}",
)
def test_hostile_texts_are_read_without_harm(text):
    parse_credit(text)
    parse_credit(text, field=True)
    split_credit(text)


def test_what_was_read_for_one_house_is_not_kept_for_another():
    text = "A ferry leaves the harbour. NPX"
    house = House(agencies=(("NPX", ("NPX",)),))
    assert [said(text), said(text, house=house), said(text)] == [None, ("NPX", (), ("NPX",), ()), None]


def test_words_of_east_asian_credits_are_data():
    module = ast.parse(Path(credit_east_asia.__file__).read_text("utf-8"))
    nodes = list(ast.walk(module))
    docstrings = {
        ast.get_docstring(node, clean=False)
        for node in nodes
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
    }
    strings = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    words = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2}")
    assert [text for text in strings if text not in docstrings and words.search(text)] == []
