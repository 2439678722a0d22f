"""Gland growth and involution, each breast on its own.

Lobulo-alveolar tissue is measured relative to the resting adult gland, which is mostly ducts and makes
next to no milk. Oestrogen, progesterone and lactogenic hormones together lay down lobules in pregnancy, on
the ducts that are there and so at a rate that the hormones alone set: the breast grows as placental lactogen
rises (Cox 1999, of which mlk_ana_cox1999_gain_term is a row), and three fifths of it stand at 29 weeks;
suckling with prolactin lays them down more slowly. Thorough emptying under much suckling makes more of
the lobules that are there, and not beyond a limit: why a pump alone seldom brings a full supply. What is
no longer used is lost over months: secreting, flushed tissue is kept, milk that stays does not keep it.
"""

from lactea.body.language import Input, LogNormal, Normal, Parameter, State, quantity, rate_of
from lactea.body.vocabulary import hill, maximum, minimum, positive, power, saturation

TITLE = "Gland tissue"
SCOPE = "breast"

INPUTS = (
    Input("tissue_potential", "1", "growth capacity of this breast relative to a typical one", 1.0),
)

STATES = (
    State("tissue", "1", "lobulo-alveolar tissue relative to the resting adult gland",
          start="tissue_resting", scale=0.01),
    State("lobules", "1", "lobules laid down by hormones and suckling, in units of tissue",
          start="tissue_resting", scale=0.01),
    State("use", "1", "remembered share of the day in which this breast is suckled", scale=0.001),
)  # fmt: skip

PARAMETERS = (
    Parameter("tissue_resting", "T_0", 1.0, "1", LogNormal(0.3), "", "definition",
              "resting tissue; 1 for an adult woman"),
    Parameter("resting_secreting_share", "w_r", 0.03, "1", LogNormal(1.0), "", "assumed",
              "share of the resting gland that answers with secretion",
              "of women without and with breast disease 59 in 100 gave fluid from the ducts, and 35 more than 10 uL (Cancer 1985 "
              "56:1473, pmid:4027883); this share leaves about 4 uL there, near the median if 2 uL can be seen; which lobules make it is not published"),
    Parameter("tissue_limit", "T_{max}", 26, "1", LogNormal(0.4), "", "assumed",
              "growth at which it stops, in resting glands",
              "mothers of twins and milk donors make two to three times the usual volume"),
    Parameter("lobule_formation", "a_T", 0.0095, "1/h", LogNormal(0.3),
              "mlk_ana_cox1999_gain_term mlk_sto_kent1999_capacity", "fitted",
              "lobules laid down under full steroid and lactogenic drive, relative to the resting gland"),
    Parameter("growth_estrogen_half", "E_T", 2000, "pg/mL", LogNormal(0.7), "", "assumed",
              "oestradiol for half of its effect on growth",
              "reached at the end of the first trimester; no human dose-response. It may lie far lower: levels of a cycle multiplied "
              "dividing cells of women's breast tissue in mice fivefold (Laidlaw 1995, pmid:7828527)"),
    Parameter("growth_progesterone_half", "G_T", 25, "ng/mL", LogNormal(0.7), "", "assumed",
              "progesterone for half of its effect on growth",
              "reached at the end of the first trimester; no human dose-response. In that tissue progesterone of a cycle did "
              "nothing; breasts of trans women formed full lobules only where a progestin came with the oestrogen (Kanhai 2000, Am J Surg Pathol 24:74)"),
    Parameter("growth_lactogen_half", "P_T", 60, "ng/mL", LogNormal(0.7), "", "assumed",
              "lactogenic hormone for half of its effect on growth",
              "no human dose-response; mid pregnancy level"),
    Parameter("growth_suckling", "b_T", 0.001, "1/h", LogNormal(0.8), "", "assumed",
              "growth rate under prolactin and suckling alone",
              "no trial row identifies it; stimulation alone grows some tissue"),
    Parameter("growth_suckling_half", "H_T", 0.017, "1", LogNormal(0.5), "", "assumed",
              "share of the day suckled for half of that growth", "under half an hour a day"),
    Parameter("growth_emptying", "c_T", 0.0063, "1/h", LogNormal(0.6), "", "assumed",
              "growth rate added by much suckling of a well emptied secreting breast",
              "twins and exhaustive pumping ask for it; weakly identified"),
    Parameter("growth_emptying_use", "H_e", 0.06, "1", LogNormal(0.3), "", "assumed",
              "share of the day suckled at which that growth is at its unit", "a usual day"),
    Parameter("growth_emptying_power", "n_e", 1.5, "1", LogNormal(0.3), "", "assumed",
              "power of suckling on that growth", "more than in proportion; weakly identified"),
    Parameter("growth_emptying_limit", "L_e", 2.5, "1", LogNormal(0.3), "", "assumed",
              "tissue that emptying can make of a lobule, relative to the lobule as it was laid down",
              "mothers of twins and milk donors make two to three times the usual volume; women and trans women who "
              "induce without pregnancy seldom come to a full supply however much they pump"),
    Parameter("growth_emptying_fullness", "F_e", 0.6, "1", Normal(0.08), "", "assumed",
              "mean fullness above which emptying adds no growth", "weakly identified"),
    Parameter("tissue_loss", "d_T", 0.00035, "1/h", LogNormal(0.4), "", "assumed",
              "loss rate of unused tissue",
              "two thirds lost in about four months without milking. In biopsies of 183 women epithelium was more than tenfold in "
              "pregnancy and lactation, significantly less within a year of birth, and after 18 months as in women without a pregnancy "
              "(Jindal 2014, doi:10.1186/bcr3633); this rate leaves 5 % a year after the last milk"),
    Parameter("tissue_keeping", "h_T", 0.7, "1", Normal(0.1), "", "assumed",
              "share of that loss prevented by secreting, flushed tissue",
              "lactation of years while milk is removed"),
    Parameter("tissue_volume", "v_T", 12, "mL", LogNormal(0.3), "mlk_ana_cox1999_gain_term",
              "fitted", "breast volume per unit of tissue"),
    Parameter("secretory_swelling", "z_T", 0.45, "1", LogNormal(0.5),
              "mlk_ana_cox1999_gain_term mlk_ana_cox1999_gain_m1", "fitted",
              "growth in volume of tissue that turns secretory"),
    Parameter("stasis_fullness_half", "F_{50}", 0.5, "1", Normal(0.08), "", "assumed",
              "mean fullness that gives half the stasis signal",
              "set by the share that infants leave behind; animal work shows loss from 18 to 24 h"),
    Parameter("stasis_fullness_steepness", "n_F", 8, "1", LogNormal(0.4), "", "assumed",
              "steepness on fullness", "threshold-like in goats and cows"),
    Parameter("stasis_unflushed_half", "U_{50}", 0.5, "1", Normal(0.08), "", "assumed",
              "unflushed milk that gives half the stasis signal", "not identified"),
    Parameter("stasis_unflushed_steepness", "n_U", 4, "1", LogNormal(0.4), "", "assumed",
              "steepness on unflushed milk", "not identified"),
)  # fmt: skip


@quantity("1")
def tissue_room(tissue, tissue_resting, tissue_limit, tissue_potential):
    """Share of the growth that this gland can make which is still to come."""
    able = tissue_limit * tissue_potential
    left = positive(able - (tissue - tissue_resting))
    # A little of the resting gland stands below for a breast that cannot grow at all: it has no room, not 0/0.
    return left / maximum(able, tissue_resting / tissue_limit)


@quantity("1")
def steroid_effect_on_growth(
    estradiol, progesterone, growth_estrogen_half, growth_progesterone_half
):
    """Oestrogen and progesterone act together: each alone does little."""
    return saturation(estradiol, growth_estrogen_half) * saturation(
        progesterone, growth_progesterone_half
    )


@quantity("1/h")
def growth_by_hormones(
    lactogenic_hormone, steroid_effect_on_growth, lobule_formation, growth_lactogen_half
):
    """Growth in pregnancy, or under the same hormones given as medicines."""
    return (
        lobule_formation
        * steroid_effect_on_growth
        * saturation(lactogenic_hormone, growth_lactogen_half)
    )


@quantity("1/h")
def growth_by_suckling(
    lactogenic_hormone,
    use,
    stasis,
    growth_suckling,
    growth_lactogen_half,
    growth_suckling_half,
):
    """Slow growth by prolactin under regular suckling or pumping, without pregnancy."""
    return (
        growth_suckling
        * saturation(lactogenic_hormone, growth_lactogen_half)
        * saturation(use, growth_suckling_half)
        * (1 - stasis)
    )


@quantity("1")
def lobule_room(tissue, lobules, growth_emptying_limit):
    """Room left for growth by emptying: 1 in lobules as they were laid down, 0 at their limit."""
    return positive(growth_emptying_limit - tissue / lobules) / (growth_emptying_limit - 1)


@quantity("1/h")
def growth_by_emptying(
    lactogenic_hormone,
    use,
    activation,
    mean_fullness,
    lobule_room,
    growth_emptying,
    growth_lactogen_half,
    growth_emptying_use,
    growth_emptying_power,
    growth_emptying_fullness,
):
    """A secreting breast that is emptied often and far grows beyond what pregnancy built."""
    effort = power(positive(use / growth_emptying_use), growth_emptying_power)
    emptiness = positive(1 - mean_fullness / growth_emptying_fullness)
    return (
        growth_emptying
        * saturation(lactogenic_hormone, growth_lactogen_half)
        * activation
        * effort
        * emptiness
        * emptiness
        * lobule_room
    )


@quantity("1/h")
def tissue_loss_now(activation, stasis, steroid_effect_on_growth, tissue_loss, tissue_keeping):
    """Loss of tissue that is neither secreting and flushed nor held by pregnancy hormones."""
    used = minimum(1, activation + steroid_effect_on_growth)
    return tissue_loss * (1 - tissue_keeping * used * (1 - stasis))


@quantity("1")
def alveolar_tissue(tissue, tissue_resting, resting_secreting_share):
    """Tissue that can make milk: all that has grown, and little of the resting gland, which is mostly ducts."""
    return tissue - (1 - resting_secreting_share) * tissue_resting


@rate_of("use")
def use_rate(use, stimulus, suckling_memory_time):
    """Days of suckling at this breast are remembered as a share of time."""
    return (stimulus - use) / suckling_memory_time


@rate_of("lobules")
def lobules_rate(
    lobules,
    tissue_resting,
    tissue_potential,
    tissue_room,
    growth_by_hormones,
    growth_by_suckling,
    androgen_effect_on_growth,
    tissue_loss_now,
):
    """Hormones lay down lobules, suckling few; what is no longer used goes."""
    laid_down = growth_by_hormones * tissue_resting * tissue_potential
    grown = laid_down + growth_by_suckling * lobules
    lost = tissue_loss_now * (lobules - tissue_resting)
    return androgen_effect_on_growth * grown * tissue_room - lost


@rate_of("tissue")
def tissue_rate(
    tissue,
    alveolar_tissue,
    tissue_resting,
    tissue_potential,
    tissue_room,
    growth_by_hormones,
    growth_by_suckling,
    growth_by_emptying,
    androgen_effect_on_growth,
    tissue_loss_now,
):
    """Hormones and suckling grow the whole gland, emptying what secretes; loss returns to the resting gland."""
    laid_down = growth_by_hormones * tissue_resting * tissue_potential
    grown = laid_down + growth_by_suckling * tissue + growth_by_emptying * alveolar_tissue
    lost = tissue_loss_now * (tissue - tissue_resting)
    return androgen_effect_on_growth * grown * tissue_room - lost


@quantity("mL")
def tissue_gain(tissue, gland_share, tissue_resting, activation, tissue_volume, secretory_swelling):
    """Breast volume above the resting breast; secreting cells are larger than primed ones."""
    gained = gland_share * (tissue - tissue_resting)
    return tissue_volume * gained * (1 + secretory_swelling * activation)


@quantity("1")
def stasis(mean_fullness, unflushed, stasis_fullness_half, stasis_fullness_steepness,
           stasis_unflushed_half, stasis_unflushed_steepness):  # fmt: skip
    """Signal of milk that stays: from lasting fullness or from milk not flushed for days."""
    full = hill(mean_fullness, stasis_fullness_half, stasis_fullness_steepness)
    old = hill(unflushed, stasis_unflushed_half, stasis_unflushed_steepness)
    return full + old - full * old
