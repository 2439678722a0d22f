"""Steroids of the ovaries: oestradiol of the follicles, progesterone of what ovulated.

Both are means over a cycle, all that milk making feels. They follow the follicles of `follicle`, and so LH:
whatever stops its pulses, suckling, prolactin or a pregnancy, stops them.
"""

from lactea.body.language import Input, LogNormal, Normal, Parameter, quantity

TITLE = "Ovarian steroids"
SCOPE = "body"

INPUTS = (Input("ovulation", "1", "share of cycles with an ovulation relative to usual", 1.0),)

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
)  # fmt: skip


@quantity("pg/mL")
def estradiol_own(estradiol_extraovarian, estradiol_ovarian, follicle):
    """Oestradiol level that the body itself sustains outside pregnancy."""
    return estradiol_extraovarian + estradiol_ovarian * follicle


@quantity("ng/mL")
def progesterone_own(progesterone_ovarian, follicle, ovulating_share, luteal_quality):
    """Progesterone level that corpora lutea sustain: no ovulation, no progesterone, and of poor ones less."""
    return progesterone_ovarian * follicle * ovulating_share * luteal_quality
