"""Pregnancy hormones: the placenta makes oestradiol, progesterone and placental lactogen.

Production follows gestational age times the active share of placental tissue, so that removing the
placenta removes the source at once, and a retained piece keeps a share of it. Oestradiol rises along
a Gompertz curve (log values bend, O'Leary 1991), progesterone and lactogen along logistic ones.
After delivery oestradiol and lactogen vanish in hours; progesterone leaves plasma within minutes and
its tissue store over days, which sets the time at which the breast is released to make milk.
"""

from lactea.body.language import (
    Input,
    LogNormal,
    Normal,
    Parameter,
    State,
    quantity,
    rate_of,
)
from lactea.body.vocabulary import LN2, exp

TITLE = "Placenta and pregnancy steroids"
SCOPE = "body"

INPUTS = (
    Input("pregnant", "1", "1 while gestation advances, else 0"),
    Input("placenta", "1", "active share of placental tissue in the body"),
    Input("estradiol_taken", "pg/mL", "plasma oestradiol that medicines would sustain",
          by_medicines=True),
    Input("progesterone_taken", "ng/mL", "plasma progesterone that medicines would sustain",
          by_medicines=True),
)  # fmt: skip

STATES = (
    State("gestation", "h", "gestational age, counted from the last menstrual period", scale=100.0),
    State("estradiol", "pg/mL", "plasma oestradiol", start="estradiol_extraovarian", scale=10.0),
    State("progesterone_fast", "ng/mL", "plasma progesterone in quick exchange", scale=1.0),
    State("progesterone_slow", "ng/mL", "plasma progesterone fed by tissue stores", scale=1.0),
    State("placental_lactogen", "ug/mL", "plasma placental lactogen", scale=0.1),
)

PARAMETERS = (
    Parameter("estradiol_plateau", r"E_\infty", 44_300, "pg/mL", LogNormal(0.35),
              "est_term est_preg_fold_w16 est_preg_fold_w16_term", "fitted",
              "Gompertz limit of placental oestradiol"),
    Parameter("estradiol_lag", "a_E", 5.39, "1", Normal(0.3),
              "est_term est_preg_fold_w16 est_preg_fold_w16_term", "fitted",
              "depth of the Gompertz curve at gestation zero"),
    Parameter("estradiol_slowing", "b_E", 0.0588, "1/week", LogNormal(0.2),
              "est_term est_preg_fold_w16 est_preg_fold_w16_term", "fitted",
              "rate at which the rise of log oestradiol slows"),
    Parameter("estradiol_half_life", "t_E", 0.3, "h", LogNormal(0.7), "est_third_stage", "fitted",
              "disappearance of placental oestradiol from plasma"),
    Parameter("progesterone_corpus_luteum", "G_0", 12, "ng/mL", LogNormal(0.4),
              "prog_preg_fold prog_term", "fitted", "progesterone in early pregnancy"),
    Parameter("progesterone_span", r"\Delta G", 200, "ng/mL", LogNormal(0.35),
              "prog_preg_fold prog_term", "fitted", "rise of progesterone over pregnancy"),
    Parameter("progesterone_midpoint", "w_G", 29, "week", Normal(2.0), "", "assumed",
              "gestation at half the rise",
              "no week-by-week row; later than mid pregnancy so that log values rise in a line"),
    Parameter("progesterone_width", "s_G", 7, "week", LogNormal(0.3), "", "assumed",
              "steepness of the rise", "no week-by-week row; spread over two trimesters"),
    Parameter("progesterone_half_life_fast", "t_{Gf}", 5, "min", LogNormal(0.4),
              "prog_halflife_fast", "case-series",
              "quick disappearance after the placenta is removed"),
    Parameter("progesterone_half_life_slow", "t_{Gs}", 35, "h", LogNormal(0.3),
              "prog_third_stage", "fitted", "release from tissue stores"),
    Parameter("progesterone_stored_share", "f_G", 0.24, "1", Normal(0.04),
              "prog_term prog_third_stage", "fitted",
              "share of the plasma level that tissue stores sustain"),
    Parameter("lactogen_plateau", "hPL_\\infty", 7.2, "ug/mL", LogNormal(0.3),
              "hpl_28_31 hpl_36_term", "fitted", "limit of placental lactogen"),
    Parameter("lactogen_midpoint", "w_{hPL}", 25, "week", Normal(2.0),
              "hpl_28_31 hpl_36_term", "fitted", "gestation at half the limit"),
    Parameter("lactogen_width", "s_{hPL}", 4.5, "week", LogNormal(0.3),
              "hpl_28_31 hpl_36_term", "fitted", "steepness of the rise"),
    Parameter("lactogen_half_life", "t_{hPL}", 20, "min", LogNormal(0.3), "hpl_halflife", "review",
              "disappearance of placental lactogen"),
)  # fmt: skip


@quantity("pg/mL")
def estradiol_placental(placenta, gestation, estradiol_plateau, estradiol_lag, estradiol_slowing):
    """Oestradiol level that the placenta sustains."""
    return placenta * estradiol_plateau * exp(-estradiol_lag * exp(-estradiol_slowing * gestation))


@quantity("ng/mL")
def progesterone_placental(
    placenta,
    gestation,
    progesterone_corpus_luteum,
    progesterone_span,
    progesterone_midpoint,
    progesterone_width,
):
    """Progesterone level that corpus luteum and placenta sustain."""
    lateness = (gestation - progesterone_midpoint) / progesterone_width
    return placenta * (progesterone_corpus_luteum + progesterone_span / (1 + exp(-lateness)))


@quantity("ug/mL")
def lactogen_placental(placenta, gestation, lactogen_plateau, lactogen_midpoint, lactogen_width):
    """Placental lactogen level that the placenta sustains."""
    lateness = (gestation - lactogen_midpoint) / lactogen_width
    return placenta * lactogen_plateau / (1 + exp(-lateness))


@quantity("ng/mL")
def progesterone(progesterone_fast, progesterone_slow):
    """Plasma progesterone."""
    return progesterone_fast + progesterone_slow


@quantity("pg/mL")
def estradiol_sustained(estradiol_placental, estradiol_own, estradiol_taken):
    """Oestradiol level that all sources together sustain."""
    return estradiol_placental + estradiol_own + estradiol_taken


@quantity("ng/mL")
def progesterone_sustained(progesterone_placental, progesterone_own, progesterone_taken):
    """Progesterone level that all sources together sustain."""
    return progesterone_placental + progesterone_own + progesterone_taken


@rate_of("gestation")
def gestation_rate(pregnant):
    """Gestational age passes with time while there is a pregnancy."""
    return pregnant


@rate_of("estradiol")
def estradiol_rate(estradiol, estradiol_sustained, estradiol_half_life):
    """Plasma oestradiol relaxes to the level that its sources sustain."""
    return LN2 / estradiol_half_life * (estradiol_sustained - estradiol)


@rate_of("progesterone_fast")
def progesterone_fast_rate(
    progesterone_fast,
    progesterone_sustained,
    progesterone_stored_share,
    progesterone_half_life_fast,
):
    """The part in quick exchange follows its source within minutes."""
    level = (1 - progesterone_stored_share) * progesterone_sustained
    return LN2 / progesterone_half_life_fast * (level - progesterone_fast)


@rate_of("progesterone_slow")
def progesterone_slow_rate(
    progesterone_slow,
    progesterone_sustained,
    progesterone_stored_share,
    progesterone_half_life_slow,
):
    """Tissue stores fill and empty over days."""
    level = progesterone_stored_share * progesterone_sustained
    return LN2 / progesterone_half_life_slow * (level - progesterone_slow)


@rate_of("placental_lactogen")
def placental_lactogen_rate(placental_lactogen, lactogen_placental, lactogen_half_life):
    """Placental lactogen follows the placenta within the hour."""
    return LN2 / lactogen_half_life * (lactogen_placental - placental_lactogen)
