"""Decidua: the lining of the pregnant womb makes prolactin for the amniotic fluid, deaf to dopamine.

What it releases rises steeply where the first third of pregnancy ends, stays high for two months and falls
to a low plateau before term. Nearly all of it goes into the fluid around the infant; next to none reaches
the mother's blood. The fluid leaves with the birth, the decidua with the placenta.
"""

from lactea.body.language import LogNormal, Normal, Parameter, quantity
from lactea.body.vocabulary import exp

TITLE = "Decidua and amniotic fluid"
SCOPE = "body"

PARAMETERS = (
    Parameter("amniotic_prolactin_height", r"P_{am}", 3760, "ng/mL", LogNormal(0.3),
              "prl_amniotic_w18_26", "fitted",
              "prolactin of amniotic fluid while the decidua releases most"),
    Parameter("decidua_rise_midpoint", "w_{d+}", 16, "week", Normal(1.0), "", "assumed",
              "gestation at half the rise",
              "the middle: low until week 14, high from week 18 on (Kletzky 1985, doi:10.1016/0002-9378(85)90665-9); steep from 12 to 16 "
              "weeks of fetal age (J Clin Endocrinol Metab 1977 44:408, doi:10.1210/jcem-44-2-408)"),
    Parameter("decidua_rise_width", "s_{d+}", 0.4, "week", LogNormal(0.5), "", "assumed",
              "steepness of the rise", "under a hundredth at week 14, nearly all at week 18 (Kletzky 1985)"),
    Parameter("decidua_fall_midpoint", "w_{d-}", 31, "week", Normal(1.5), "", "assumed",
              "gestation at half the fall",
              "the middle between the end of the high plateau at week 26 and the low one at week 36 (Kletzky 1985)"),
    Parameter("decidua_fall_width", "s_{d-}", 1.2, "week", LogNormal(0.5), "", "assumed",
              "steepness of the fall",
              "nearly all of it lies between these weeks; no week between them is printed"),
    Parameter("decidua_late_share", "f_d", 0.124, "1", LogNormal(0.3),
              "prl_amniotic_w18_26 prl_amniotic_w36", "fitted",
              "share of the highest release that is left after the fall"),
    Parameter("decidua_leak", r"\lambda_d", 1, "ng/mL", LogNormal(1.0), "", "assumed",
              "prolactin that the decidua sustains in the mother's plasma while it releases most",
              "little: under bromocriptine until birth one mother's prolactin did not rise at all, and the fluid's was as high as "
              "expected (J Clin Endocrinol Metab 1979 48:9, doi:10.1210/jcem-48-1-9); a tenth of a usual level was chosen. One woman "
              "without pituitary had 25 to 35 ng/mL, but before her pregnancy too, so not from the decidua: known when this was chosen"),
)  # fmt: skip


@quantity("1")
def decidual_release(
    placenta,
    gestation,
    decidua_rise_midpoint,
    decidua_rise_width,
    decidua_fall_midpoint,
    decidua_fall_width,
    decidua_late_share,
):
    """What the decidua releases, relative to its most."""
    risen = 1 / (1 + exp((decidua_rise_midpoint - gestation) / decidua_rise_width))
    unfallen = 1 / (1 + exp((gestation - decidua_fall_midpoint) / decidua_fall_width))
    return placenta * risen * (decidua_late_share + (1 - decidua_late_share) * unfallen)


@quantity("ng/mL")
def amniotic_prolactin(pregnant, decidual_release, amniotic_prolactin_height):
    """Prolactin of the fluid around the infant; there is none before and after."""
    return pregnant * amniotic_prolactin_height * decidual_release


@quantity("ng/mL")
def decidual_prolactin(decidual_release, decidua_leak):
    """Prolactin that the decidua sustains in the mother's plasma."""
    return decidua_leak * decidual_release
