"""What blood brings to the gland: nutrients, and how far sympathomimetics cut the supply.

Milk is defended: making is unhindered until nutrients fall well below usual, and where nothing is eaten the
body's stores carry most of it. Sympathomimetics such as
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
    Parameter("nutrient_reserve", "q_R", 0.8, "1", Uniform(0.6, 0.95), "", "assumed",
              "share of making that the body's stores carry where nothing is eaten",
              "six women made 16 % less milk in a fast of 42 h (Mohammad 2009, pmc:PMC2763788); for how long stores last is not in the body"),
)  # fmt: skip


@quantity("1")
def blood_effect_on_synthesis(
    nutrient_supply, nutrient_supply_needed, nutrient_reserve, synthesis_inhibition
):
    """1 with usual supply, less when it fails or is cut."""
    eaten = minimum(1, nutrient_supply / nutrient_supply_needed)
    fed = nutrient_reserve + (1 - nutrient_reserve) * eaten
    return fed / (1 + synthesis_inhibition)
