"""The house whose style the rules' examples follow. It is of our own invention."""

from cutline.text.credit_template import CreditTemplate
from cutline.text.house_style import HouseStyle

ORLA_COURIER = HouseStyle(
    name="The Orla Courier",
    templates=(CreditTemplate.parse("[{people}/{agency}]"),),
    agencies=(
        ("Reuters", ("REUTERS", "Thomson Reuters")),
        ("AP Photo", ("AP", "Associated Press")),
        ("AFP", ("Agence France-Presse",)),
        ("Orla Courier", ()),
    ),
    place="end",
)
"""Writes `[Hanne Vik/Reuters]` and `[Reuters]`, at the end of the caption; knows four agencies by its own names."""

ORLA_NAMED = HouseStyle(name="The Orla Courier", templates=ORLA_COURIER.templates, placeholders=("Newsroom",))
"""The same house when it lists a word that is nobody's name."""

ORLA_REQUIRED = HouseStyle(name="The Orla Courier", templates=ORLA_COURIER.templates, required=True)
"""The same house when it asks for a credit on every photo."""
