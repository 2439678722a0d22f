"""Cortisol of plasma, bound and free: its day, and the globulin that oestrogen makes the liver add.

Feedback holds the free part, so the total follows its globulin. Here both follow oestrogen at once; the
globulin takes weeks to go after a birth, which is left out. Labour, strain and a feed change nothing, and
cortisol acts on nothing: it is read, and no more.
"""

from lactea.body.language import LogNormal, Normal, Parameter, quantity
from lactea.body.vocabulary import cosine_of_day, saturation

TITLE = "Cortisol"
SCOPE = "body"

PARAMETERS = (
    Parameter("cortisol_usual", "F_0", 87.5, "ng/mL", LogNormal(0.2), "", "assumed",
              "mean of the day without pregnancy",
              "half way between 155 at its highest and 20 at its lowest in 33 healthy people (Debono 2009, PMC2684472)"),
    Parameter("cortisol_rhythm", "A_F", 0.77, "1", Normal(0.05), "", "assumed",
              "daily amplitude relative to that mean", "half of that range (Debono 2009, PMC2684472)"),
    Parameter("cortisol_acrophase", r"\phi_F", 8.5, "h", Normal(0.7), "", "assumed",
              "clock time of the highest level", "08:32 in those people (Debono 2009, PMC2684472)"),
    Parameter("cortisol_binding_gain", "g_F", 2.2, "1", LogNormal(0.2), "", "assumed",
              "most that oestrogen adds to the total, relative to the usual level",
              "three times the usual level in the third trimester (Jung 2011, doi:10.1210/jc.2010-2395)"),
    Parameter("cortisol_binding_half", "E_F", 2000, "pg/mL", LogNormal(0.7), "", "assumed",
              "oestradiol for half of that",
              "the rise begins in the first trimester and goes on to the third; no dose-response was found"),
)  # fmt: skip


@quantity("ng/mL")
def cortisol(
    clock,
    day_length,
    estradiol,
    cortisol_usual,
    cortisol_rhythm,
    cortisol_acrophase,
    cortisol_binding_gain,
    cortisol_binding_half,
):
    """Total cortisol of plasma."""
    bound = 1 + cortisol_binding_gain * saturation(estradiol, cortisol_binding_half)
    rhythm = 1 + cortisol_rhythm * cosine_of_day(clock, cortisol_acrophase, day_length)
    return cortisol_usual * bound * rhythm
