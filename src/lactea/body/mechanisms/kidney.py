"""Kidney failure: prolactin is cleared more slowly, and more is released.

Clearance alone could raise the level by a third at most; in uraemia the brake of dopamine fails too,
late and steeply, which is written as more drive.
"""

from lactea.body.language import Input, LogNormal, Parameter, Uniform, quantity
from lactea.body.vocabulary import power

TITLE = "Kidney and prolactin"
SCOPE = "body"

INPUTS = (Input("kidney_filtration", "1", "filtration of the kidneys relative to usual", 1.0),)

PARAMETERS = (
    Parameter("prolactin_renal_share", "f_k", 0.25, "1", Uniform(0.1, 0.5), "", "assumed",
              "share of prolactin clearance that is the kidneys'",
              "one third more without it is the most that the modelling notes allow"),
    Parameter("uraemic_drive_most", "s_k", 20, "1", LogNormal(0.5),
              "hprl_ckd_men_iv hprl_ckd_men_v hprl_ckd_men_vd", "fitted",
              "prolactin drive added without any kidney function"),
    Parameter("uraemic_drive_power", "n_k", 8, "1", LogNormal(0.4),
              "hprl_ckd_men_iv hprl_ckd_men_v hprl_ckd_men_vd", "fitted",
              "power of the function lost on that drive: it comes late"),
)  # fmt: skip


@quantity("1")
def prolactin_clearance(kidney_filtration, prolactin_renal_share):
    """Clearance of prolactin relative to usual."""
    return 1 - prolactin_renal_share * (1 - kidney_filtration)


@quantity("1")
def uraemic_drive(kidney_filtration, uraemic_drive_most, uraemic_drive_power):
    """Push on prolactin by uraemia, relative to rest."""
    return uraemic_drive_most * power(1 - kidney_filtration, uraemic_drive_power)
