"""Androgens: testosterone of testes or polycystic ovaries, or taken, holds back the growth of the gland.

Counted above the level of a usual woman, whose growth the other numbers describe: hers is nothing here.
Oestradiol lets the pituitary ask the gonads for less; a receptor antagonist takes the effect away
without lowering the level. Milk making itself is left alone: a man on testosterone went on nursing.
"""

from lactea.body.language import Input, LogNormal, Parameter, quantity
from lactea.body.vocabulary import hill

TITLE = "Androgens"
SCOPE = "body"

INPUTS = (
    Input("androgen_gonadal", "ng/mL", "testosterone of undisturbed gonads above a usual woman's"),
    Input("androgen_taken", "ng/mL", "plasma testosterone that medicines would sustain",
          by_medicines=True),
    Input("androgen_antagonism", "1", "receptor antagonist level over its inhibition constant",
          by_medicines=True),
    Input("gonadal_suppression", "1", "level of a gonad-quieting medicine over that which halves",
          by_medicines=True),
)  # fmt: skip

PARAMETERS = (
    Parameter("androgen_estradiol_half", "E_A", 150, "pg/mL", LogNormal(0.6), "", "assumed",
              "oestradiol that halves the androgens of the gonads by feedback",
              "no row; oestradiol at the levels of a cycle is taken to lower a man's testosterone"),
    Parameter("androgen_estradiol_steepness", "n_A", 2, "1", LogNormal(0.4), "", "assumed",
              "steepness of that feedback", "not identified"),
    Parameter("androgen_growth_half", "A_T", 3, "ng/mL", LogNormal(0.8), "", "assumed",
              "testosterone that halves the growth of the gland",
              "no human dose-response; below a man's level, above a woman's"),
)  # fmt: skip


@quantity("ng/mL")
def androgen(
    androgen_gonadal,
    androgen_taken,
    gonadal_suppression,
    estradiol,
    androgen_estradiol_half,
    androgen_estradiol_steepness,
):
    """Testosterone above that of a usual woman."""
    heeded = 1 - hill(estradiol, androgen_estradiol_half, androgen_estradiol_steepness)
    return androgen_gonadal * heeded / (1 + gonadal_suppression) + androgen_taken


@quantity("1")
def androgen_effect_on_growth(androgen, androgen_antagonism, androgen_growth_half):
    """1 at a usual woman's level, less above it; an antagonist competes for the receptor."""
    return 1 / (1 + androgen / (androgen_growth_half * (1 + androgen_antagonism)))
