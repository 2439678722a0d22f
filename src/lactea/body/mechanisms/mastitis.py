"""How often the breast becomes inflamed, by two accounts that are disputed.

By the older account milk that stays is the cause; by the newer one it is inflammation of a breast that
makes too much and is stimulated too much. Both are kept, read side by side and never averaged, and both
start from the same published incidence. Nipple damage counts in both, and so does how new the work is: half of
all first episodes fall into four weeks of twenty-six. What makes a new breast prone is not known (wounds, fullness,
germs that are new to it), so it only gets used to its work in time. Neither account acts on anything: these
are rates to be read, not an illness of the person simulated.
"""

from lactea.body.language import Input, LogNormal, Parameter, State, quantity, rate_of
from lactea.body.vocabulary import positive, power

TITLE = "Mastitis, two accounts"
SCOPE = "breast"

INPUTS = (Input("nipple_damage", "1", "1 while this nipple is damaged"),)

STATES = (State("inured", "1", "how far a secreting breast has got used to its work", scale=0.01),)

PARAMETERS = (
    Parameter("mastitis_base_stasis", "h_s", 0.00169, "1/week", LogNormal(0.5),
              "mlk_inv_mastitis_wilson2020", "fitted",
              "rate in one breast used to its work, without any stasis, by the account of stasis"),
    Parameter("mastitis_stasis_ratio", "r_s", 6.23, "1", LogNormal(0.2),
              "mlk_inv_mastitis_stasis_or", "review",
              "ratio of the rate under full stasis; an odds ratio of repeated stasis"),
    Parameter("mastitis_base_inflammation", "h_i", 0.00232, "1/week", LogNormal(0.5),
              "mlk_inv_mastitis_wilson2020", "fitted",
              "rate in one breast used to its work, without excess, by the account of inflammation"),
    Parameter("mastitis_excess_ratio", "r_i", 2.6, "1", LogNormal(0.25),
              "mlk_inv_mastitis_castle_oversupply", "cohort",
              "ratio of the rate in a breast that makes twice the usual"),
    Parameter("usual_secretion", "S_0", 14.3, "mL/h", LogNormal(0.2), "mlk_vol_cox1996_m1",
              "cohort", "half of the daily milk of full lactation, per hour"),
    Parameter("mastitis_nipple_ratio", "r_n", 2.17, "1", LogNormal(0.3),
              "mlk_inv_mastitis_castle_nipple", "cohort", "ratio of the rate with a damaged nipple"),
    Parameter("mastitis_new_excess", "n_0", 10, "1", LogNormal(0.5), "", "assumed",
              "rate added in a breast that only begins to secrete, relative to one used to it",
              "computed so that 53 of 100 first episodes of 26 weeks fall into the first four (Scott 2008, "
              "doi:10.1186/1746-4358-3-21), if a fifth of the later weeks is lost to weaning, which its abstract does not say; "
              "16 if none is"),
    Parameter("inuring_time", r"\tau_n", 3, "week", LogNormal(0.5), "", "assumed",
              "time in which a secreting breast gets used to its work",
              "nipples were damaged in 58 of 100 women within 8 weeks and still in 8 of 100 at their end (Buck 2014, "
              "doi:10.1089/bfm.2013.0106), 4 weeks if damage began with birth; episodes have no finer course"),
)  # fmt: skip


@quantity("1")
def excess_secretion(lasting_secretion, breast_present, gland_share, usual_secretion):
    """Secretion beyond the usual, in units of the usual."""
    return positive(breast_present * gland_share * lasting_secretion / usual_secretion - 1)


@rate_of("inured")
def inured_rate(inured, activation, inuring_time):
    """A breast gets used to its work by secreting; colostrum before birth counts for next to nothing."""
    return activation * activation * (1 - inured) / inuring_time


@quantity("1")
def newness(inured, mastitis_new_excess):
    """How many times the rate of a breast used to its work."""
    return 1 + mastitis_new_excess * (1 - inured)


@quantity("1/h")
def mastitis_by_stasis(
    stasis,
    nipple_damage,
    newness,
    activation,
    breast_present,
    mastitis_base_stasis,
    mastitis_stasis_ratio,
    mastitis_nipple_ratio,
):
    """Rate of mastitis in this breast, by the account of stasis."""
    secreting = breast_present * activation * newness
    signals = power(mastitis_stasis_ratio, stasis) * power(mastitis_nipple_ratio, nipple_damage)
    return mastitis_base_stasis * secreting * signals


@quantity("1/h")
def mastitis_by_inflammation(
    excess_secretion,
    nipple_damage,
    newness,
    activation,
    breast_present,
    mastitis_base_inflammation,
    mastitis_excess_ratio,
    mastitis_nipple_ratio,
):
    """Rate of mastitis in this breast, by the account of inflammation."""
    secreting = breast_present * activation * newness
    signals = power(mastitis_excess_ratio, excess_secretion) * power(
        mastitis_nipple_ratio, nipple_damage
    )
    return mastitis_base_inflammation * secreting * signals
