"""Every house style in examples/houses is held against a gallery: what is right is silent, what is wrong is rewritten.

The galleries stand beside this file, one for each house: credits in the house's form, and credits with one mistake or
two, what is wrong with them, and how the house would write them.
"""

import tomllib
from html import escape
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cutline
from cutline.config.load import load_given
from cutline.config.schema import Config
from cutline.model.page import Credit, Grade, Picture
from cutline.text.credit_faults import CreditFault, judge_credit
from cutline.text.house_style import Form, HouseStyle, forms_of

HERE = Path(__file__).parent
GALLERIES = sorted((HERE / "houses").glob("*.toml"))
HOUSES = HERE.parents[1] / "examples" / "houses"
BY_NAME = [gallery.stem for gallery in GALLERIES]

PEOPLE = ("Ida Brandt", "Jonas Lind", "Mara van der Holm", "J.P. Runge", "Lena Okoro-Vidal", "Tomás Ferro", "Ai Ueno")
BODIES = ("AFP", "Kyodo", "NurPhoto", "Xinhua", "Harbour Gazette", "Aldra Coast Guard")

JUDGED_BY_THE_HOUSE = {
    "credit-agency-alias",
    "credit-doubled",
    "credit-format",
    "credit-mixed-in-gallery",
    "credit-name-case",
    "credit-not-last",
    "credit-order",
    "credit-placeholder",
}

SUGGESTING = JUDGED_BY_THE_HOUSE - {"credit-mixed-in-gallery", "credit-not-last"}


class House(NamedTuple):
    """A house's configuration and its gallery."""

    config: Config
    style: HouseStyle
    gallery: dict

    def pictures(self, written: list[str]) -> tuple[Picture, ...]:
        """Recognise a page with these credits, one photo each."""
        return cutline.inspect_page(self.page(written), config=self.config).photos

    def page(self, written: list[str]) -> str:
        """Write the page: the credit ends the caption, or has an element of its own in it."""
        return "<!doctype html><html lang=en><title>Storm</title><main>" + "\n".join(
            f'<figure><img src="boats-{number}.jpg" width="900" height="600" alt="Boats behind mole {number}">'
            f"<figcaption>{self.caption(escape(credit), number)}</figcaption></figure>"
            for number, credit in enumerate(written)
        )

    def caption(self, credit: str, number: int) -> str:
        said = f"Fishing boats wait behind the mole at Aldra on day {number} of the storm."
        return (
            f"{said} {credit}" if self.gallery["markup"] == "inline" else f'{said} <span class="credit">{credit}</span>'
        )

    def faults(self, credit: str) -> tuple[CreditFault, ...]:
        """Judge a credit as it is found on a page."""
        (picture,) = self.pictures([credit])
        assert picture.credit is not None
        return judge_credit(picture.credit.credit, self.style)


@pytest.fixture(scope="module")
def houses() -> dict[str, House]:
    found = {}
    for gallery in GALLERIES:
        config = load_given(HOUSES / gallery.name)
        assert config.credit is not None
        found[gallery.stem] = House(config, config.credit, tomllib.loads(gallery.read_text("utf-8")))
    return found


def wrong_ones() -> list:
    return [
        pytest.param(gallery.stem, case, id=f"{gallery.stem}: {case['credit']}")
        for gallery in GALLERIES
        for case in tomllib.loads(gallery.read_text("utf-8"))["wrong"]
    ]


def test_every_house_has_a_gallery_and_every_gallery_a_house() -> None:
    assert sorted(house.stem for house in HOUSES.glob("*.toml")) == BY_NAME


@pytest.mark.parametrize("name", BY_NAME)
def test_credits_in_house_style_are_found_whole_and_nothing_is_said_about_them(houses, name: str) -> None:
    house = houses[name]
    right = house.gallery["right"]
    pictures = house.pictures(right)
    assert [picture.credit and picture.credit.credit.text for picture in pictures] == right
    assert [judge_credit(picture.credit.credit, house.style) for picture in pictures] == [()] * len(right)


@pytest.mark.parametrize("name", BY_NAME)
def test_no_rule_complains_of_a_gallery_in_house_style(houses, name: str) -> None:
    house = houses[name]
    result = cutline.audit_page(house.page(house.gallery["right"]), config=house.config)
    assert [finding for finding in result.findings if finding.rule in JUDGED_BY_THE_HOUSE] == []


@pytest.mark.parametrize(("name", "case"), wrong_ones())
def test_a_mistake_is_named_and_rewritten(houses, name: str, case: dict) -> None:
    faults = houses[name].faults(case["credit"])
    assert [fault.kind for fault in faults] == case["kinds"]
    assert {fault.rewritten for fault in faults} == {case["rewritten"]}


@pytest.mark.parametrize(("name", "case"), wrong_ones())
def test_a_rule_claims_the_mistake_and_suggests_the_rewritten_credit(houses, name: str, case: dict) -> None:
    house = houses[name]
    result = cutline.audit_page(house.page([case["credit"]]), config=house.config)
    said = {finding.suggestion and finding.suggestion.text for finding in result.findings if finding.rule in SUGGESTING}
    assert said == {case["rewritten"]}


@pytest.mark.parametrize(("name", "case"), wrong_ones())
def test_what_is_rewritten_is_in_house_style(houses, name: str, case: dict) -> None:
    assert houses[name].faults(case["rewritten"]) == ()


@st.composite
def sayings(draw: st.DrawFn, style: HouseStyle) -> Credit:
    """Something that a house can say: one of its forms, filled."""
    form = draw(st.sampled_from(forms_of(style)))
    free = [body for body in dict.fromkeys(style.agency(body) for body in BODIES) if body not in form.bodies]
    bodies = draw(st.lists(st.sampled_from(free), min_size=2, max_size=3, unique=True))
    said = _in_order(form, bodies)
    people: list[str] = []
    if "people" in form.template.fields:
        people = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True))
    return Credit("", 0, style.cased(tuple(people), said), said, form.roles, "house", Grade.CERTAIN)


def _in_order(form: Form, bodies: list[str]) -> tuple[str, ...]:
    """Fill the fields: one body for the source, the others for the agency; the form's own stand where they stand."""
    said: list[str] = []
    rest = list(bodies)
    for place, literal in enumerate(form.template.literals):
        said += [body for body in form.bodies if body in literal]
        for name in form.template.fields[place : place + 1]:
            if name == "source":
                said.append(rest.pop())
            elif name == "agency":
                said += [rest.pop(0)] if "source" in form.template.fields else rest
    return tuple(said)


@pytest.mark.parametrize("name", BY_NAME)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_a_house_writes_is_read_back_as_it_was(houses, name: str, data: st.DataObject) -> None:
    style = houses[name].style
    said = data.draw(sayings(style))
    written = style.render(said)
    read = style.parse(written)
    assert read == Credit(written, 0, said.people, said.bodies, said.roles, "house", Grade.CERTAIN)
    assert style.render(read) == written
