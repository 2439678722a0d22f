"""Follicle and ovulation: what LH makes of an ovary, in waves that come as in a cycle.

Follicles grow as soon as LH returns. Whether a wave ends in ovulation lags behind: oestrogen must first
learn again to call the surge of LH, and while nursing goes on it does so less (McNeilly 2001 Prog Brain Res
133:207, positive feedback returns after the growth of follicles does). The first waves mostly fail, but not
all: waves of one person differ. Oestrogen of one that fails falls off, with a bleed as far as the follicle
had grown and built a lining. What becomes of a wave that ovulated stands in `corpus_luteum`. Waves are a
rate, not events: a run tells how probable an ovulation is, not on which day one person has it.
"""

from lactea.body.language import LogNormal, Parameter, State, Uniform, quantity, rate_of
from lactea.body.vocabulary import hill, power

TITLE = "Follicle and ovulation"
SCOPE = "body"

STATES = (
    State("follicle", "1", "growth of the leading follicles, 1 in a usual cycle",
          start="ovarian_potential", scale=0.01),
    State("cycle_quality", "1", "quality of a cycle, 1 in a usual one",
          start="ovarian_potential", scale=0.01),
)  # fmt: skip

PARAMETERS = (
    Parameter("follicle_lh_half", "LH_F", 0.5, "1", LogNormal(0.4),
              "mem_ov_edinburgh_bf mem_ov_edinburgh_bottle mem_lam_anov_baltimore mem_lam_anov_manila",
              "fitted",
              "LH, relative to a usual cycle, at half of the growth of follicles that more LH could bring"),
    Parameter("follicle_steepness", "n_{F}", 2, "1", LogNormal(0.3),
              "mem_lam_anov_baltimore mem_lam_anov_manila", "fitted",
              "steepness on LH: low, since some women ovulate early while suckling holds LH low"),
    Parameter("follicle_time", r"\tau_{f}", 14, "day", LogNormal(0.3), "", "assumed",
              "growth and decline of follicles", "half a cycle, by convention"),
    Parameter("wave_interval", "T_w", 28, "day", LogNormal(0.1), "", "definition",
              "time between waves of follicles: a usual cycle"),
    Parameter("ovulation_quality_half", "q_{ov}", 1, "1", LogNormal(0.4),
              "mem_ov_edinburgh_bf lam_first_menses_bf lam_gray_anov_menses", "fitted",
              "quality of the cycle at half of the largest share of waves that could end in ovulation"),
    Parameter("ovulation_steepness", "n_{ov}", 1, "1", LogNormal(0.3),
              "mem_lam_anov_baltimore mem_lam_anov_manila lam_gray_anov_menses", "fitted",
              "steepness on the quality: low, since waves of one person differ"),
    Parameter("failed_bleed", "b_f", 0.9, "1", Uniform(0.3, 1.0),
              "lam_first_menses_bf lam_first_menses_bottle lam_gray_anov_menses", "fitted",
              "share of failed waves after which there is a bleed, had their follicle grown fully"),
    Parameter("cycle_time", r"\tau_q", 24, "day", LogNormal(0.5), "", "assumed",
              "time over which the cycle gets better",
              "about one cycle; set together with the first ovulations of Howie 1982 and not told apart from them"),
)  # fmt: skip


@quantity("1")
def ovulating_share(cycle_quality, ovulation, ovulation_quality_half, ovulation_steepness):
    """Share of the waves that end in ovulation: all of them in a usual cycle."""
    rising = hill(cycle_quality, ovulation_quality_half, ovulation_steepness)
    return ovulation * rising * (1 + power(ovulation_quality_half, ovulation_steepness))


@quantity("1/h")
def ovulation_rate(follicle, ovulating_share, wave_interval):
    """Ovulations to be expected."""
    return follicle * ovulating_share / wave_interval


@quantity("1/h")
def failed_bleed_rate(follicle, ovulating_share, wave_interval, failed_bleed):
    """Bleeds without ovulation to be expected: the lining that falls had grown as the follicle did."""
    lining = follicle
    return failed_bleed * lining * follicle * (1 - ovulating_share) / wave_interval


@rate_of("follicle")
def follicle_rate(
    follicle,
    luteinising_hormone,
    ovarian_potential,
    follicle_lh_half,
    follicle_steepness,
    follicle_time,
):
    """Follicles grow towards what LH sustains: fully in a usual cycle."""
    rising = hill(luteinising_hormone, follicle_lh_half, follicle_steepness)
    sustained = rising * (1 + power(follicle_lh_half, follicle_steepness))
    return (ovarian_potential * sustained - follicle) / follicle_time


@rate_of("cycle_quality")
def cycle_quality_rate(cycle_quality, follicle, cycle_time):
    """The cycle gets better behind the follicles."""
    return (follicle - cycle_quality) / cycle_time
