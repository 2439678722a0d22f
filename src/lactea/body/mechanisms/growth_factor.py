"""Growth hormone and the growth factor that it raises: more milk without any prolactin.

Growth hormone lasts for hours, the growth factor of the liver for a day or two, and it is the latter
that the gland feels. What the body makes of its own accord is part of the usual synthesis.
"""

from lactea.body.language import Input, LogNormal, Parameter, State, quantity, rate_of
from lactea.body.vocabulary import LN2

TITLE = "Growth hormone"
SCOPE = "body"

INPUTS = (
    Input("growth_hormone_taken", "1",
          "rise of the growth factor, relative to its usual level, that medicines would sustain",
          by_medicines=True),
)  # fmt: skip

STATES = (State("growth_factor", "1", "growth factor above usual, relative to usual", scale=0.01),)

PARAMETERS = (
    Parameter("growth_factor_half_life", "t_I", 24, "h", LogNormal(0.5), "", "assumed",
              "rise and fall of the growth factor behind growth hormone",
              "one injection a day is enough; the trials measured after a week"),
    Parameter("growth_factor_gain", "e_I", 0.04, "1", LogNormal(0.8),
              "idr_gal_milsom92_gh idr_gal_milsom92_pla", "fitted",
              "share of synthesis added when the growth factor has doubled",
              "18.5 % against 11.6 % on placebo where it rose 2.6-fold: 6 % for a rise of 1.6"),
)  # fmt: skip


@rate_of("growth_factor")
def growth_factor_rate(growth_factor, growth_hormone_taken, growth_factor_half_life):
    """The growth factor follows growth hormone over a day."""
    return LN2 / growth_factor_half_life * (growth_hormone_taken - growth_factor)


@quantity("1")
def growth_factor_effect_on_synthesis(growth_factor, growth_factor_gain):
    """1 at the usual level, more above it."""
    return 1 + growth_factor_gain * growth_factor
