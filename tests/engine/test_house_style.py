"""A configured house style reaches the readers of credits and the rules, on pages and in galleries as JSON."""

import json

import cutline
from cutline import Config
from cutline.engine.audit import inspect_target
from cutline.sources.targets import named
from cutline.text.credit_template import CreditTemplate
from cutline.text.house_style import HouseStyle

STYLE = HouseStyle(templates=(CreditTemplate.parse("[{people}/{agency}]"),), sources=("Mara Light",))
IN_HOUSE = Config(credit=STYLE)
CAPTION = "Boats wait behind the mole. [Mara Light]"
HTML = f'<figure><img src="a.jpg" width=900 height=600 alt="Boats"><figcaption>{CAPTION}</figcaption></figure>'


def makers(page):
    return [(photo.credit.credit.people, photo.credit.credit.bodies) for photo in page.photos]


def test_a_page_carries_the_style_that_it_is_judged_by():
    assert cutline.inspect_page(HTML, config=IN_HOUSE).house == STYLE
    assert cutline.inspect_page(HTML).house is None


def test_the_house_s_own_source_is_no_photographer():
    assert makers(cutline.inspect_page(HTML)) == [(("Mara Light",), ())]
    assert makers(cutline.inspect_page(HTML, config=IN_HOUSE)) == [((), ("Mara Light",))]


def test_a_gallery_as_json_is_read_in_house_style_too(tmp_path):
    file = tmp_path / "gallery.json"
    file.write_text(json.dumps({"photos": [{"src": "a.jpg", "caption": CAPTION}, {"credit": "[Mara Light]"}]}))
    page = inspect_target(named(str(file)), IN_HOUSE)
    assert page.house == STYLE
    assert makers(page) == [((), ("Mara Light",)), ((), ("Mara Light",))]
