"""Follicle, ovulation, luteal quality: what LH makes of an ovary, in waves that come as in a cycle.

Follicles grow as soon as LH returns. Whether a wave ends in ovulation depends on how far they grow: the
first ones mostly fail, and oestrogen falls off with a bleed or without one. The corpus luteum of the
first ovulations is poor and gets better over the cycles. Waves are a rate, not events: a run tells
how probable an ovulation is, not on which day one person has it.
"""

from lactea.body.language import LogNormal, Parameter, State, Uniform, quantity, rate_of
from lactea.body.vocabulary import hill

TITLE = "Follicle, ovulation, corpus luteum"
SCOPE = "body"

STATES = (
    State("follicle", "1", "growth of the leading follicles, 1 in a usual cycle",
          start="ovarian_potential", scale=0.01),
    State("luteal_quality", "1", "quality of a corpus luteum, 1 in a usual cycle",
          start="ovarian_potential", scale=0.01),
)  # fmt: skip

PARAMETERS = (
    Parameter("follicle_lh_half", "LH_F", 0.45, "1", LogNormal(0.4),
              "mem_ov_edinburgh_bf mem_ov_edinburgh_bottle", "fitted",
              "LH, relative to a usual cycle, for half of the growth of follicles"),
    Parameter("follicle_steepness", "n_{F}", 4, "1", LogNormal(0.3), "", "assumed",
              "steepness on LH", "not identified"),
    Parameter("follicle_time", r"\tau_{f}", 14, "day", LogNormal(0.3), "", "assumed",
              "growth and decline of follicles", "half a cycle, by convention"),
    Parameter("wave_interval", "T_w", 28, "day", LogNormal(0.1), "", "definition",
              "time between waves of follicles: a usual cycle"),
    Parameter("ovulation_follicle_half", "F_{ov}", 0.75, "1", LogNormal(0.3),
              "mem_ov_edinburgh_bf lam_first_menses_bf lam_gray_anov_menses", "fitted",
              "growth at which half of the waves end in ovulation"),
    Parameter("ovulation_steepness", "n_{ov}", 4, "1", LogNormal(0.4), "", "assumed",
              "steepness on growth", "not identified"),
    Parameter("failed_bleed", "b_f", 0.8, "1", Uniform(0.3, 1.0),
              "lam_first_menses_bf lam_first_menses_bottle lam_gray_anov_menses", "fitted",
              "share of failed waves after which there is a bleed"),
    Parameter("luteal_time", r"\tau_q", 45, "day", LogNormal(0.5), "lam_gray_luteal_defect",
              "fitted", "time over which the corpus luteum gets better"),
)  # fmt: skip


@quantity("1")
def ovulating_share(follicle, ovulation, ovulation_follicle_half, ovulation_steepness):
    """Share of the waves that end in ovulation."""
    return ovulation * hill(follicle, ovulation_follicle_half, ovulation_steepness)


@quantity("1/h")
def ovulation_rate(follicle, ovulating_share, wave_interval):
    """Ovulations to be expected."""
    return follicle * ovulating_share / wave_interval


@quantity("1/h")
def failed_bleed_rate(follicle, ovulating_share, wave_interval, failed_bleed):
    """Bleeds without ovulation to be expected."""
    return failed_bleed * follicle * (1 - ovulating_share) / wave_interval


@rate_of("follicle")
def follicle_rate(
    follicle,
    luteinising_hormone,
    ovarian_potential,
    follicle_lh_half,
    follicle_steepness,
    follicle_time,
):
    """Follicles grow towards what LH sustains."""
    sustained = hill(luteinising_hormone, follicle_lh_half, follicle_steepness)
    return (ovarian_potential * sustained - follicle) / follicle_time


@rate_of("luteal_quality")
def luteal_quality_rate(luteal_quality, follicle, luteal_time):
    """The corpus luteum gets better behind the follicles, over cycles."""
    return (follicle - luteal_quality) / luteal_time
