"""What blood brings to the gland: nutrients, and how far sympathomimetics cut the supply.

Milk is defended: making is unhindered until nutrients fall well below usual. Sympathomimetics such as
pseudoephedrine lower milk within hours while prolactin hardly moves; how is not known, less blood
through the gland is the usual guess.
"""

from lactea.body.language import Input, Parameter, Uniform, quantity
from lactea.body.vocabulary import minimum

TITLE = "Supply by the blood"
SCOPE = "body"

INPUTS = (
    Input("nutrient_supply", "1", "nutrients and energy at hand relative to usual", 1.0),
    Input("synthesis_inhibition", "1",
          "sympathomimetic level over the level that halves synthesis", by_medicines=True),
)  # fmt: skip

PARAMETERS = (
    Parameter("nutrient_supply_needed", "q_N", 0.6, "1", Uniform(0.3, 0.9), "", "assumed",
              "supply below which making falls in proportion",
              "milk is hardly less in undernourished women; no threshold is published"),
)  # fmt: skip


@quantity("1")
def blood_effect_on_synthesis(nutrient_supply, nutrient_supply_needed, synthesis_inhibition):
    """1 with usual supply, less when it fails or is cut."""
    fed = minimum(1, nutrient_supply / nutrient_supply_needed)
    return fed / (1 + synthesis_inhibition)
