"""Fat and energy of the milk that a breast gives now.

Fat follows how far the breast is emptied, as Daly found: low in a full breast, five times as high in an
emptied one. That study took the fullest and the emptiest breast of a day for full and empty, so its scale
is laid on the range that a day of nursing on demand covers in this body. Foremilk, hindmilk and the rhythm of the day come of it; there is no clock. The relation is
taken as a function of the state, so the fat in store is its integral over the milk in store, and what is
made equals what is removed. The globules of the first days are few: fat comes behind the switch.
Energy is the sum of the parts, for reading only: the infant counts on a usual energy of milk.
"""

from lactea.body.language import Fixed, LogNormal, Normal, Parameter, quantity
from lactea.body.vocabulary import minimum, positive

TITLE = "Fat and energy"
SCOPE = "breast"

PARAMETERS = (
    Parameter("fat_full", "f_0", 21.59, "g/L", LogNormal(0.2), "mlk_fat_daly1993_a0", "cohort",
              "fat of the milk of a full breast"),
    Parameter("fat_linear", "f_1", 9.38, "g/L", Normal(4), "mlk_fat_daly1993_a1", "cohort",
              "rise of fat in proportion to emptying"),
    Parameter("fat_square", "f_2", 70.99, "g/L", LogNormal(0.25), "mlk_fat_daly1993_a2", "cohort",
              "rise of fat with the square of emptying"),
    Parameter("fullest_of_day", "F_1", 0.71, "1", Normal(0.05), "", "assumed",
              "fullness that a study of emptying calls full",
              "highest fullness of simulated days of nursing on demand, months 1 to 6"),
    Parameter("emptiest_of_day", "F_0", 0.107, "1", Normal(0.03), "", "assumed",
              "fullness that a study of emptying calls empty",
              "lowest fullness of simulated days of nursing on demand, months 1 to 6"),
    Parameter("fat_early", "f_e", 0.35, "1", LogNormal(0.5),
              "mlk_cmp_hester2012_energy_d1_5 mlk_cmp_hester2012_energy_d6_14", "fitted",
              "fat before the switch relative to that of established lactation"),
    Parameter("fat_energy", "e_f", 9, "kcal/g", Fixed(), "", "definition",
              "energy of fat by the general factors of Atwater"),
    Parameter("protein_energy", "e_p", 4, "kcal/g", Fixed(), "", "definition",
              "energy of protein by the general factors of Atwater"),
    Parameter("lactose_energy", "e_l", 4, "kcal/g", Fixed(), "", "definition",
              "energy of carbohydrate by the general factors of Atwater"),
)  # fmt: skip


@quantity("1")
def emptying(fullness, fullest_of_day, emptiest_of_day):
    """Degree of emptying: 0 in the fullest, 1 in the emptiest breast of a day."""
    emptied = (fullest_of_day - fullness) / (fullest_of_day - emptiest_of_day)
    return minimum(1, positive(emptied))


@quantity("g/L")
def fat_content(emptying, junction_closure, fat_full, fat_linear, fat_square, fat_early):
    """Fat of the milk that leaves this breast now."""
    established = fat_full + fat_linear * emptying + fat_square * emptying * emptying
    return established * (fat_early + (1 - fat_early) * junction_closure)


@quantity("kcal/L")
def energy_content(
    fat_content, protein_content, lactose_content, fat_energy, protein_energy, lactose_energy
):
    """Energy of the milk that leaves this breast now."""
    return (
        fat_energy * fat_content
        + protein_energy * protein_content
        + lactose_energy * lactose_content
    )
