"""Every number of the duct tree: value, unit, spread, source and grade.

Spreads are between ducts. What studies print is a standard deviation between women; how much of it
lies between the ducts of one woman is not known, and all of it is given to the ducts. A source is the
id of an evidence row, or the identifier of a publication of which the abstract or figure was read.
"""

from __future__ import annotations

import math
from types import MappingProxyType

from lactea.body.language import Fixed, LogNormal, Normal, Parameter, Uniform


def _spread(mean: float, sd: float) -> LogNormal:
    """The log-normal distribution with this mean and standard deviation; its median is `_middle`."""
    return LogNormal(math.sqrt(math.log(1 + (sd / mean) ** 2)))


def _middle(mean: float, sd: float) -> float:
    """Median of the log-normal distribution with this mean and standard deviation."""
    return mean / math.sqrt(1 + (sd / mean) ** 2)


NUMBERS = (
    Parameter("main_ducts_left", "N_l", 9.6, "count", Normal(2.9), "mlk_ana_ramsay2005_ducts_l",
              "cross-sectional", "main ducts that open at the left nipple"),
    Parameter("main_ducts_right", "N_r", 9.2, "count", Normal(2.9), "mlk_ana_ramsay2005_ducts_r",
              "cross-sectional", "main ducts that open at the right nipple"),
    Parameter("main_ducts_least", r"N_{min}", 3, "count", Fixed(), "", "assumed",
              "fewest main ducts that are drawn",
              "over nine nipples in ten have 5 to 9 orifices (doi:10.1002/cncr.20559)"),
    Parameter("main_ducts_most", r"N_{max}", 18, "count", Fixed(), "", "assumed",
              "most main ducts that are drawn", "three standard deviations above the mean"),
    Parameter("main_diameter_left", "d_l", _middle(1.9, 0.6), "mm", _spread(1.9, 0.6),
              "mlk_ana_ramsay2005_diam_l", "cross-sectional",
              "bore of a main duct at rest in full lactation, left; mean 1.9, SD 0.6"),
    Parameter("main_diameter_right", "d_r", _middle(2.0, 0.7), "mm", _spread(2.0, 0.7),
              "mlk_ana_ramsay2005_diam_r", "cross-sectional",
              "bore of a main duct at rest in full lactation, right; mean 2.0, SD 0.7"),
    Parameter("first_branch", "l_1", _middle(8.0, 5.5), "mm", _spread(8.0, 5.5),
              "mlk_ana_ramsay2005_branch", "cross-sectional",
              "way from the nipple to the first branching; mean 8.0, SD 5.5"),
    Parameter("length_per_diameter", r"\lambda", 2.8, "1", LogNormal(0.4), "", "assumed",
              "length of a further branch in its own diameters",
              "puts half of the lobules within 30 mm of the nipple along the ducts, where most gland "
              "is said to lie (elsiemobbs.com.au, after Ramsay 2005); the stretch before the first "
              "branching has 4.2; no lengths of further ones were found in print"),
    Parameter("nipple_length", "l_n", 9, "mm", LogNormal(0.25), "", "assumed",
              "way of a duct through the nipple", "about the height of a drawn-out nipple"),
    Parameter("nipple_narrowing", "q_n", 0.25, "1", LogNormal(0.2), "", "assumed",
              "bore inside the nipple as a share of that of the main duct",
              "ducts are very narrow beneath the skin and widen deeper in the nipple "
              "(doi:10.1007/s10549-006-9487-2); no diameter was found in print"),
    Parameter("lobules_resting", "n_0", 30, "count", LogNormal(0.2), "", "assumed",
              "lobules of a lobe of usual size at rest",
              "textbooks print 20 to 40 without a count; one large resting lobe was captured in 440 "
              "line segments, terminal ducts pruned (doi:10.1007/s10549-005-9122-7)"),
    Parameter("lobe_power", "p_w", 2, "1", Uniform(1, 3), "", "assumed",
              "power of the bore of a main duct on the size of its lobe",
              "territories of the ten lobes of one breast varied greatly (pmcid:PMC1023157); 3 "
              "would follow from Murray's law with end branches all alike"),
    Parameter("branching_share", "f", 0.5, "1", Uniform(0.25, 0.75), "", "assumed",
              "share of the lobules that goes to the first of two daughter branches",
              "main branches were seen at 2.4 and 1.7 mm (doi:10.1186/1746-4358-4-4, figure 8), "
              "which a share of 0.36 gives"),
    Parameter("diameter_power", "m", 3, "1", Uniform(2.5, 3.5), "", "assumed",
              "power of the bores that adds up at a branching",
              "Murray's law, which holds where a tube that must be kept up carries slow flow; not "
              "tested in the breast"),
    Parameter("lobule_power", "p_n", 0.45, "1", Uniform(0.2, 0.8), "", "assumed",
              "power of tissue on the number of lobules; the rest are alveoli of each lobule",
              "alveoli of a lobule go from 10 to 35 to over 100 (mlk_ana_jindal2014_acini_lact) "
              "while tissue grows fifteen-fold, which leaves about this for new lobules"),
    Parameter("alveoli_lactating", "a", 100, "count", LogNormal(0.4),
              "mlk_ana_jindal2014_acini_lact", "cross-sectional",
              "alveoli of a lobule in full lactation (printed as more than 100)"),
    Parameter("tissue_lactating", "T_L", 16.1, "1", Fixed(), "", "definition",
              "tissue of the daily model where ducts were measured: natural, days 30 to 180"),
    Parameter("viscosity", r"\mu", 2, "mPa*s", LogNormal(0.9), "", "assumed",
              "viscosity of milk that flows",
              "human milk thins as it is sheared (doi:10.3390/fluids5020042); slow rotation gave 18 "
              "to 91 (pmid:36861562), ducts shear it a hundred times a second"),
    Parameter("ejection_pressure", "P_e", 5.5, "kPa", LogNormal(0.5), "", "assumed",
              "pressure in the alveoli at full contraction",
              "5.5 (SD 1.8) in the sow (Kent, intramammary pressure by cannula); no human figure "
              "was found"),
    Parameter("vacuum", "P_v", 145, "mmHg", Normal(58), "mlk_inf_geddes2008_peakvac",
              "cross-sectional", "vacuum at the nipple"),
)  # fmt: skip

BY_ID = MappingProxyType({entry.id: entry for entry in NUMBERS})
MMHG = 0.133322
"""Kilopascals in a millimetre of mercury."""


def value(name: str) -> float:
    """Central value of a number, in its unit."""
    return BY_ID[name].value
