"""Chances after a birth: first ovulation, first period, conception, by the hazards of the moment.

The states are probabilities for one person who feeds as this run does and, for conception, uses no
contraception. After a birth couples take weeks to have intercourse again, nursing or not. A period follows an ovulation after a luteal phase unless it led to a pregnancy, or
follows a wave that failed. Pregnancy sets everything back. Nothing here acts on the body: a
conception is not an event of the run, the protocol alone makes one pregnant.
"""

from lactea.body.language import Input, LogNormal, Parameter, State, Uniform, quantity, rate_of

TITLE = "First ovulation, first period, conception"
SCOPE = "body"

INPUTS = (Input("uterus_present", "1", "1 with a uterus, else 0: no period and no pregnancy", 1.0),)

STATES = (
    State("not_ovulated", "1", "chance of no ovulation since the birth", start=1.0, scale=0.01),
    State("amenorrhoeic", "1", "chance of neither a period nor a conception since the birth",
          start=1.0, scale=0.01),
    State("luteal_wait", "1", "chance of a first ovulation whose period is due", scale=0.01),
    State("conceived_amenorrhoeic", "1", "chance of a conception before any period", scale=0.01),
    State("not_conceived", "1", "chance of no conception since the birth", start=1.0, scale=0.01),
    State("intercourse_again", "1", "chance that the couple has had intercourse since the birth",
          start=1.0, scale=0.01),
)  # fmt: skip

PARAMETERS = (
    Parameter("conception_chance", "p_c", 0.22, "1", Uniform(0.05, 0.35), "", "assumed",
              "chance of conception at an ovulation with a sound corpus luteum",
              "textbooks say 20 to 25 % a cycle for couples who try; nursing couples have intercourse less often "
              "than others, by how much is not told; 7 in 93 after first menses (Diaz 1992) would ask for a third of it"),
    Parameter("intercourse_time", "t_i", 62, "day", LogNormal(0.4),
              "lam_intercourse_w6 lam_intercourse_w8 lam_intercourse_w12 lam_intercourse_w26", "cohort",
              "time within which two of three couples have intercourse again"),
    Parameter("luteal_phase", "t_l", 14, "day", LogNormal(0.1), "", "definition",
              "time from ovulation to a period"),
    Parameter("pregnancy_reset_time", "t_p", 7, "day", LogNormal(0.3), "", "definition",
              "pace at which a pregnancy sets the chances back; any far below nine months will do"),
)  # fmt: skip


@quantity("1/h")
def ovulation_in_waiting(amenorrhoeic, luteal_wait, ovulation_rate):
    """Ovulations of those who have had neither an ovulation nor a period."""
    return (amenorrhoeic - luteal_wait) * ovulation_rate


@quantity("1/h")
def first_bleed_rate(amenorrhoeic, luteal_wait, failed_bleed_rate, uterus_present, luteal_phase):
    """First periods to be expected: after an ovulation that is due, or after a wave that failed."""
    after_failure = (amenorrhoeic - luteal_wait) * failed_bleed_rate
    return uterus_present * (after_failure + luteal_wait / luteal_phase)


@quantity("1")
def conception_share(luteal_quality, intercourse_again, uterus_present, conception_chance):
    """Chance of conception at an ovulation."""
    return uterus_present * conception_chance * luteal_quality * intercourse_again


@quantity("1/h")
def reset_rate(pregnant, pregnancy_reset_time):
    """A pregnancy makes the chances begin anew at the birth."""
    return pregnant / pregnancy_reset_time


@rate_of("not_ovulated")
def not_ovulated_rate(not_ovulated, ovulation_rate, reset_rate):
    """Falls by the hazard of ovulation."""
    return reset_rate * (1 - not_ovulated) - ovulation_rate * not_ovulated


@rate_of("amenorrhoeic")
def amenorrhoeic_rate(
    amenorrhoeic, ovulation_in_waiting, first_bleed_rate, conception_share, reset_rate
):
    """Ends by a period or by a conception."""
    conceived = conception_share * ovulation_in_waiting
    return reset_rate * (1 - amenorrhoeic) - first_bleed_rate - conceived


@rate_of("luteal_wait")
def luteal_wait_rate(luteal_wait, ovulation_in_waiting, conception_share, luteal_phase, reset_rate):
    """Begins with an ovulation that led to no pregnancy, ends with its period."""
    due = (1 - conception_share) * ovulation_in_waiting
    return due - luteal_wait / luteal_phase - reset_rate * luteal_wait


@rate_of("conceived_amenorrhoeic")
def conceived_amenorrhoeic_rate(
    conceived_amenorrhoeic, ovulation_in_waiting, conception_share, reset_rate
):
    """Conceptions at the very first ovulation, before any period."""
    return conception_share * ovulation_in_waiting - reset_rate * conceived_amenorrhoeic


@rate_of("not_conceived")
def not_conceived_rate(not_conceived, ovulation_rate, conception_share, reset_rate):
    """Falls by the hazard of conception, with periods or without."""
    return reset_rate * (1 - not_conceived) - conception_share * ovulation_rate * not_conceived


@rate_of("intercourse_again")
def intercourse_again_rate(intercourse_again, pregnant, intercourse_time, reset_rate):
    """Returns after a birth; what a couple does in a pregnancy is of no matter here."""
    resumed = (1 - pregnant) * (1 - intercourse_again) / intercourse_time
    return resumed - reset_rate * intercourse_again
