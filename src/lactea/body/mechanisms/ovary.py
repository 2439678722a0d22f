"""Ovarian activity: quiet in pregnancy and under frequent suckling, back within weeks without.

Only what milk making needs: one slow state between 0 (suppressed) and 1 (cycling), with cycle-mean
oestradiol and progesterone. Follicles and ovulation are a matter of the fertility mechanisms.
"""

from lactea.body.language import Input, LogNormal, Normal, Parameter, State, quantity, rate_of
from lactea.body.vocabulary import hill

TITLE = "Ovarian activity"
SCOPE = "body"

INPUTS = (Input("ovulation", "1", "share of cycles with an ovulation relative to usual", 1.0),)

STATES = (
    State("ovarian_activity", "1", "ovarian activity, 1 when cycling",
          start="ovarian_potential", scale=0.01),
)  # fmt: skip

PARAMETERS = (
    Parameter("ovarian_potential", "A_O", 1.0, "1", Normal(0.0), "", "definition",
              "1 with cycling ovaries; 0 without ovaries, after menopause, in men"),
    Parameter("estradiol_extraovarian", "E_x", 25, "pg/mL", LogNormal(0.5), "", "assumed",
              "oestradiol made outside ovary and placenta",
              "no row; about the level of men and of women after menopause, two-fold either way"),
    Parameter("estradiol_ovarian", "E_O", 60, "pg/mL", LogNormal(0.5), "", "assumed",
              "cycle-mean oestradiol added by active ovaries",
              "no row; cycle means vary two-fold between women"),
    Parameter("progesterone_ovarian", "G_O", 4, "ng/mL", LogNormal(0.5), "", "assumed",
              "cycle-mean progesterone added by active ovaries",
              "no row; half a cycle at luteal levels of several ng/mL"),
    Parameter("ovarian_recovery_time", r"\tau_O", 14, "day", LogNormal(0.5), "", "assumed",
              "time constant of ovarian suppression and recovery",
              "one to three weeks is the range of the modelling notes"),
    Parameter("ovarian_suckling_half", "H_O", 0.045, "1", LogNormal(0.5), "", "assumed",
              "share of the day suckled that halves ovarian activity",
              "65 min/day is the Edinburgh rule for suppression; half of the day share around it"),
    Parameter("ovarian_steroid_half", "E_{O50}", 1000, "pg/mL", LogNormal(0.5), "", "assumed",
              "oestradiol that halves ovarian activity by feedback",
              "above any cycle peak, below any established pregnancy"),
    Parameter("ovarian_steepness", "n_O", 3, "1", LogNormal(0.3), "", "assumed",
              "steepness of both suppressions", "a switch-like but not discontinuous response"),
)  # fmt: skip


@quantity("pg/mL")
def estradiol_own(estradiol_extraovarian, estradiol_ovarian, ovarian_activity):
    """Oestradiol level that the body itself sustains outside pregnancy."""
    return estradiol_extraovarian + estradiol_ovarian * ovarian_activity


@quantity("ng/mL")
def progesterone_own(progesterone_ovarian, ovarian_activity, ovulation):
    """Progesterone level that the ovaries sustain: no ovulation, no progesterone."""
    return progesterone_ovarian * ovarian_activity * ovulation


@rate_of("ovarian_activity")
def ovarian_activity_rate(
    ovarian_activity,
    ovarian_potential,
    suckling_history,
    estradiol,
    ovarian_suckling_half,
    ovarian_steroid_half,
    ovarian_steepness,
    ovarian_recovery_time,
):
    """Suckling and high oestradiol suppress, their absence lets activity return."""
    freed_from_suckling = 1 - hill(suckling_history, ovarian_suckling_half, ovarian_steepness)
    freed_from_steroids = 1 - hill(estradiol, ovarian_steroid_half, ovarian_steepness)
    target = ovarian_potential * freed_from_suckling * freed_from_steroids
    return (target - ovarian_activity) / ovarian_recovery_time
