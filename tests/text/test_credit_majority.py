"""A gallery's own style: what most of its credits share, each measured by its like."""

from cutline.model.page import Credit, Grade
from cutline.text.credit import parse_credit
from cutline.text.credit_faults import judge_credit
from cutline.text.credit_majority import majority_style, observe


def read_all(*texts):
    return [parse_credit(f"A ferry leaves the harbour. {text}") or parse_credit(text, field=True) for text in texts]


def complaints(*texts):
    """Judge a gallery by itself."""
    read = read_all(*texts)
    style = majority_style(read)
    judged = {credit.text: [fault.kind for fault in judge_credit(credit, style)] for credit in read}
    return {text: kinds for text, kinds in judged.items() if kinds}


USUAL = ("[Ida Brandt/Reuters]", "[Jonas Lind/AFP]", "[Mara Holm/Reuters]")


def test_the_odd_one_out_is_measured_by_the_others():
    assert complaints(*USUAL, "(Lena Okoro/AFP)") == {"(Lena Okoro/AFP)": ["format"]}
    assert complaints(*USUAL, "REUTERS/Lena Okoro") == {"REUTERS/Lena Okoro": ["order", "alias"]}
    assert complaints(*USUAL, "[Photo: Lena Okoro/AFP]") == {"[Photo: Lena Okoro/AFP]": ["label"]}


def test_an_agency_alone_beside_name_and_agency_is_no_inconsistency():
    assert complaints(*USUAL, "[AFP]", "(Kyodo)") == {}


def test_a_file_photo_is_measured_by_file_photos():
    assert complaints(*USUAL, "[File: Lena Okoro/AFP]", "(AP Photo/Ida Brandt, File)") == {}


def test_where_no_form_prevails_every_form_is_right():
    assert complaints(*USUAL, "(Lena Okoro/AFP)", "(Ida Brandt/AFP)") == {}


def test_three_credits_make_a_style_and_two_do_not():
    assert majority_style(read_all(*USUAL)).templates[0].text == "[{people}/{agency}]"
    assert majority_style(read_all(*USUAL[:2])) is None
    assert majority_style([]) is None


def test_the_rarer_spelling_of_an_agency_is_an_alias():
    said = ("[Ida Brandt/AP]", "[Jonas Lind/AP]", "[Mara Holm/AP]", "[Lena Okoro/Associated Press]")
    assert complaints(*said) == {"[Lena Okoro/Associated Press]": ["alias"]}


def test_an_agency_may_have_another_name_behind_via():
    said = ("(AP Photo/Ida Brandt)", "(AP Photo/Jonas Lind)", "(AP Photo/Mara Holm)", "(Lena Okoro/Kyodo via AP)")
    assert complaints(*said) == {}


def test_an_agency_that_writes_its_photographers_in_capitals_goes_on_doing_so():
    said = ("EPA/IDA BRANDT", "EPA/JONAS LIND", "EPA/MARA HOLM")
    assert complaints(*said) == {}
    assert complaints(*said, "EPA/Lena Okoro") == {"EPA/Lena Okoro": ["name-case"]}


def test_a_merely_possible_credit_teaches_nothing():
    assert observe([Credit("(Nordhafen)", 0, ("Nordhafen",), grade=Grade.POSSIBLE)]) == []


def test_a_credit_with_words_that_nobody_understands_teaches_nothing():
    assert observe(read_all("(Ida Brandt/Reuters, 12 May 2031)")) == []
