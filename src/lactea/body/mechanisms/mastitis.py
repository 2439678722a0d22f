"""How often the breast becomes inflamed, by two accounts that are disputed.

By the older account milk that stays is the cause; by the newer one it is inflammation of a breast that
makes too much and is stimulated too much. Both are kept, read side by side and never averaged, and both
start from the same published incidence. Nipple damage counts in both. Neither acts on anything: these are
rates to be read, not an illness of the person simulated.
"""

from lactea.body.language import Input, LogNormal, Parameter, quantity
from lactea.body.vocabulary import positive, power

TITLE = "Mastitis, two accounts"
SCOPE = "breast"

INPUTS = (Input("nipple_damage", "1", "1 while this nipple is damaged"),)

PARAMETERS = (
    Parameter("mastitis_base_stasis", "h_s", 0.00404, "1/week", LogNormal(0.5),
              "mlk_inv_mastitis_wilson2020", "fitted",
              "rate in one breast without any stasis, by the account of stasis"),
    Parameter("mastitis_stasis_ratio", "r_s", 6.23, "1", LogNormal(0.2),
              "mlk_inv_mastitis_stasis_or", "review",
              "ratio of the rate under full stasis; an odds ratio of repeated stasis"),
    Parameter("mastitis_base_inflammation", "h_i", 0.00482, "1/week", LogNormal(0.5),
              "mlk_inv_mastitis_wilson2020", "fitted",
              "rate in one breast without excess, by the account of inflammation"),
    Parameter("mastitis_excess_ratio", "r_i", 2.6, "1", LogNormal(0.25),
              "mlk_inv_mastitis_castle_oversupply", "cohort",
              "ratio of the rate in a breast that makes twice the usual"),
    Parameter("usual_secretion", "S_0", 14.3, "mL/h", LogNormal(0.2), "mlk_vol_cox1996_m1",
              "cohort", "half of the daily milk of full lactation, per hour"),
    Parameter("mastitis_nipple_ratio", "r_n", 2.17, "1", LogNormal(0.3),
              "mlk_inv_mastitis_castle_nipple", "cohort", "ratio of the rate with a damaged nipple"),
)  # fmt: skip


@quantity("1")
def excess_secretion(lasting_secretion, breast_present, gland_share, usual_secretion):
    """Secretion beyond the usual, in units of the usual."""
    return positive(breast_present * gland_share * lasting_secretion / usual_secretion - 1)


@quantity("1/h")
def mastitis_by_stasis(
    stasis,
    nipple_damage,
    activation,
    breast_present,
    mastitis_base_stasis,
    mastitis_stasis_ratio,
    mastitis_nipple_ratio,
):
    """Rate of mastitis in this breast, by the account of stasis."""
    secreting = breast_present * activation
    signals = power(mastitis_stasis_ratio, stasis) * power(mastitis_nipple_ratio, nipple_damage)
    return mastitis_base_stasis * secreting * signals


@quantity("1/h")
def mastitis_by_inflammation(
    excess_secretion,
    nipple_damage,
    activation,
    breast_present,
    mastitis_base_inflammation,
    mastitis_excess_ratio,
    mastitis_nipple_ratio,
):
    """Rate of mastitis in this breast, by the account of inflammation."""
    secreting = breast_present * activation
    signals = power(mastitis_excess_ratio, excess_secretion) * power(
        mastitis_nipple_ratio, nipple_damage
    )
    return mastitis_base_inflammation * secreting * signals
