"""Tumours at the pituitary: one that makes prolactin, and any that presses on the stalk.

A prolactinoma releases in proportion to its volume and is deaf to the body's own dopamine, which rises
and silences the healthy cells beside it; a medicine that acts like dopamine reaches both. A pressed
stalk lets less dopamine through: release rises until the brake balances it, twelve-fold at most. That
tumours shrink under treatment, over months, is not in here.
"""

from lactea.body.language import Input, LogNormal, Parameter, quantity

TITLE = "Tumours at the pituitary"
SCOPE = "body"

INPUTS = (
    Input("prolactinoma_volume", "uL", "volume of a tumour that makes prolactin; 1 uL is 1 mm3"),
    Input("stalk_passage", "1", "share of the stalk through which dopamine still arrives", 1.0),
)  # fmt: skip

PARAMETERS = (
    Parameter("prolactinoma_release", "s_t", 0.551, "ng/mL/uL", LogNormal(0.86),
              "hprl_per_volume_prolactinoma", "cohort",
              "prolactin sustained by a volume of prolactinoma"),
    Parameter("dopamine_beyond_stalk", "d_0", 0.003, "1", LogNormal(1.0), "", "assumed",
              "share of dopamine that arrives without any stalk",
              "gives about twelve times the usual level; the highest under stalk effect is 3257 mIU/L, 154 ng/mL (hprl_stalk_median)"),
)  # fmt: skip


@quantity("ng/mL")
def prolactinoma_level(prolactinoma_volume, prolactinoma_release, dopamine_agonism):
    """Prolactin that a prolactinoma sustains; it heeds agonists only."""
    return prolactinoma_volume * prolactinoma_release / (1 + dopamine_agonism)


@quantity("1")
def dopamine_arriving(stalk_passage, dopamine_beyond_stalk):
    """Share of the body's own dopamine that reaches the lactotrophs."""
    return 1 - (1 - stalk_passage) * (1 - dopamine_beyond_stalk)
