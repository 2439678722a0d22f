"""Corpora lutea: after a pregnancy those of the first ovulations are mostly short-lived or poor.

That is so without nursing as well, where most first ovulations have a poor one weeks after the birth and few
of the later ones (Gray 1987), and less so in nursing women, whose first ovulations come months later (Gray
1990): what they lack is time since the cycle came back rather than a full cycle. A pregnancy sets them back; they get better far
behind the follicles, and a moderate cycle already sustains most of them.
"""

from lactea.body.language import LogNormal, Parameter, State, quantity, rate_of
from lactea.body.vocabulary import saturation

TITLE = "Corpus luteum"
SCOPE = "body"

STATES = (
    State("luteal_quality", "1", "share of ovulations with a sound corpus luteum, 1 in a usual cycle",
          start="ovarian_potential", scale=0.01),
)  # fmt: skip

PARAMETERS = (
    Parameter("luteal_time", r"\tau_l", 90, "day", LogNormal(0.4),
              "lam_gray_nbf_luteal_defect lam_gray_luteal_defect", "fitted",
              "time over which corpora lutea get better"),
    Parameter("luteal_cycle_half", "q_{l}", 0.2, "1", LogNormal(0.5),
              "lam_gray_nbf_luteal_defect lam_gray_luteal_defect", "fitted",
              "quality of the cycle at half of the soundness of corpora lutea that a better one could bring"),
)  # fmt: skip


@quantity("1")
def luteal_quality_sustained(cycle_quality, luteal_cycle_half):
    """Soundness of corpora lutea that the present cycles sustain in the long run: 1 in a usual cycle."""
    return saturation(cycle_quality, luteal_cycle_half) * (1 + luteal_cycle_half)


@rate_of("luteal_quality")
def luteal_quality_rate(luteal_quality, luteal_quality_sustained, luteal_time, reset_rate):
    """Corpora lutea get better over months; a pregnancy sets them back."""
    better = (luteal_quality_sustained - luteal_quality) / luteal_time
    return better - reset_rate * luteal_quality
