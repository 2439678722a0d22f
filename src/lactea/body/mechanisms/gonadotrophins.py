"""GnRH pulses and LH: quiet in pregnancy and under frequent suckling, back within weeks without.

Each bout of suckling holds the pulse generator of the hypothalamus for hours; the longest gaps, mostly
at night, let it go first, so that the same minutes hold less when they are fewer and further apart.
High prolactin and the oestradiol of pregnancy hold it too. The block is above the pituitary: pulses
given from outside are answered whatever prolactin is (lam_gnrh_interval).

What acts on milk is the steroids of the follicles that LH lets grow; they stand in `ovary`.
"""

from lactea.body.language import Input, LogNormal, Parameter, State, quantity, rate_of
from lactea.body.vocabulary import LN2, hill

TITLE = "GnRH pulses and LH"
SCOPE = "body"

INPUTS = (
    Input("gnrh_taken", "1", "GnRH pulses given, relative to the usual frequency",
          by_medicines=True),
)  # fmt: skip

STATES = (
    State("suckling_restraint", "1", "suckling of the last hours as a share of time", scale=0.01),
    State("gnrh_activity", "1", "pulse generator, 1 in a usual cycle", start=1.0, scale=0.01),
    State("luteinising_hormone", "1", "LH, mean over its pulses, relative to a usual cycle",
          start=1.0, scale=0.01),
)  # fmt: skip

PARAMETERS = (
    Parameter("suckling_restraint_time", r"\tau_R", 4, "h", LogNormal(0.5), "", "assumed",
              "time for which suckling holds the pulse generator",
              "a night without feeds is said to free it, a gap of two hours by day is not"),
    Parameter("gnrh_suckling_half", "R_{50}", 0.034, "1", LogNormal(0.5),
              "mem_ov_edinburgh_bf lam_first_menses_bf", "fitted",
              "share of time suckled that halves the activity of the pulse generator"),
    Parameter("gnrh_suckling_steepness", "n_R", 2, "1", LogNormal(0.4), "", "assumed",
              "steepness on suckling", "a threshold in feeds a day is described, not a jump"),
    Parameter("gnrh_prolactin_half", "P_{Gn}", 90, "ng/mL", LogNormal(0.6), "", "assumed",
              "prolactin that halves the activity of the pulse generator",
              "prolactinomas stop cycles; in nursing women studies disagree whether it acts at all"),
    Parameter("gnrh_prolactin_steepness", "n_{Gn}", 2, "1", LogNormal(0.4), "", "assumed",
              "steepness on prolactin", "not identified"),
    Parameter("gnrh_progestin_half", "G_{Gn}", 3, "ng/mL", LogNormal(0.8), "", "assumed",
              "progesterone given that halves the activity of the pulse generator",
              "progestins by mouth or implant stop many or most ovulations; no row in this unit"),
    Parameter("ovarian_steroid_half", "E_{O50}", 1000, "pg/mL", LogNormal(0.5), "", "assumed",
              "oestradiol that halves the activity of the pulse generator",
              "above any cycle peak, below any established pregnancy"),
    Parameter("ovarian_steepness", "n_O", 3, "1", LogNormal(0.3), "", "assumed",
              "steepness on oestradiol and progestins", "a switch-like but not discontinuous response"),
    Parameter("gnrh_time", r"\tau_{Gn}", 14, "day", LogNormal(0.5),
              "mem_ov_edinburgh_bottle lam_first_menses_bottle", "fitted",
              "time constant of rest and recovery of the pulse generator"),
    Parameter("gnrh_interval", "T_{Gn}", 90, "min", LogNormal(0.2), "lam_gnrh_interval", "cohort",
              "time between pulses in a usual cycle"),
    Parameter("lh_half_life", "t_{LH}", 1, "h", LogNormal(0.5), "", "assumed",
              "disappearance of LH from plasma",
              "separate pulses can be told apart at one in 90 minutes; no row"),
)  # fmt: skip


@quantity("1")
def gnrh_target(
    suckling_restraint,
    prolactin,
    estradiol,
    progesterone_taken,
    gnrh_suckling_half,
    gnrh_suckling_steepness,
    gnrh_prolactin_half,
    gnrh_prolactin_steepness,
    gnrh_progestin_half,
    ovarian_steroid_half,
    ovarian_steepness,
):
    """Activity that suckling, prolactin and steroids leave to the pulse generator."""
    freed_from_suckling = 1 - hill(suckling_restraint, gnrh_suckling_half, gnrh_suckling_steepness)
    freed_from_prolactin = 1 - hill(prolactin, gnrh_prolactin_half, gnrh_prolactin_steepness)
    freed_from_steroids = 1 - hill(estradiol, ovarian_steroid_half, ovarian_steepness)
    freed_from_progestin = 1 - hill(progesterone_taken, gnrh_progestin_half, ovarian_steepness)
    return freed_from_suckling * freed_from_prolactin * freed_from_steroids * freed_from_progestin


@quantity("1")
def gnrh_answered(gnrh_activity, gnrh_taken, gonadal_suppression):
    """Pulses that the pituitary answers, own and given, relative to a usual cycle."""
    return (gnrh_activity + gnrh_taken) / (1 + gonadal_suppression)


@rate_of("suckling_restraint")
def suckling_restraint_rate(suckling_restraint, nipple_stimulus, suckling_restraint_time):
    """Hours of suckling are remembered as a share of time."""
    return (nipple_stimulus - suckling_restraint) / suckling_restraint_time


@rate_of("gnrh_activity")
def gnrh_activity_rate(gnrh_activity, gnrh_target, gnrh_time):
    """Rest and recovery take weeks."""
    return (gnrh_target - gnrh_activity) / gnrh_time


@rate_of("luteinising_hormone")
def luteinising_hormone_rate(luteinising_hormone, gnrh_answered, lh_half_life):
    """LH follows its pulses within hours."""
    return LN2 / lh_half_life * (gnrh_answered - luteinising_hormone)
