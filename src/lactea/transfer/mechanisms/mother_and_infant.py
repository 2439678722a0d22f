"""A substance in the mother and in her infant.

One compartment each. What the mother loses to milk and gets back from it is counted. An infant clears
by size to the power 3/4 and by pathways that mature, the kidney and conjugation with age since
conception, enzymes with age since birth. Amounts are shares of the largest dose; the infant's are
those of one infant.
"""

from lactea.body.language import Fixed, LogNormal, Normal, Parameter, State, quantity, rate_of
from lactea.body.vocabulary import exp, hill, power
from lactea.transfer.ionisation import fat_partition, ion_trapping
from lactea.transfer.pathways import kidney_after_birth, matured

TITLE = "A substance in mother and infant"
SCOPE = "body"

INPUTS = ()

STATES = (
    State("transfer_depot", "1", "dose not yet absorbed", scale=1e-3),
    State("transfer_body", "1", "substance in the mother", scale=1e-3),
    State("transfer_not_absorbed", "1", "dose that never reached the mother's blood", scale=1e-3),
    State("transfer_eliminated", "1", "substance that the mother has eliminated", scale=1e-3),
    State("transfer_fed", "1", "substance that infants took with milk at the breast", scale=1e-5),
    State("transfer_gut", "1", "substance in the gut of an infant", scale=1e-6),
    State("transfer_infant", "1", "substance in an infant", scale=1e-6),
    State("transfer_infant_not_absorbed", "1", "substance that never reached an infant's blood",
          scale=1e-5),
    State("transfer_infant_eliminated", "1", "substance that an infant has eliminated", scale=1e-5),
)  # fmt: skip

_SET = "set by the substance"


def _figure(name, symbol, value, unit, meaning, spread=0.5):
    """A parameter whose value comes from a file of transfer inputs."""
    return Parameter(name, symbol, value, unit, LogNormal(spread), "", "assumed", meaning, _SET)


PARAMETERS = (
    _figure("transfer_absorption", "k_a", 1, "1/h", "absorption by the mother"),
    _figure("transfer_bioavailability", "F", 1, "1", "share of a dose that reaches her blood"),
    _figure("transfer_clearance", "CL", 10, "L/h", "her clearance at low levels"),
    _figure("transfer_volume", "V", 50, "L", "her volume of distribution"),
    _figure("transfer_saturation", "K_s", 1e12, "1/L", "level at half of her greatest elimination"),
    _figure("transfer_ratio", "R", 1, "1", "milk over plasma at equilibrium", 1.0),
    _figure("transfer_partition", "P", 1, "1", "octanol over water, un-ionised"),
    _figure("transfer_pka_acid", "pK_a", 50, "1", "pKa of the acidic group", 0.05),
    _figure("transfer_pka_base", "pK_b", -50, "1", "pKa of the basic group", 0.05),
    _figure("transfer_unbound_usual", "f_{u}", 1, "1", "unbound share in skim milk"),
    _figure("transfer_ph_usual", "pH_0", 7.2, "1", "pH of the milk that the ratio belongs to", 0.01),
    _figure("transfer_infant_absorption", "k_{a,i}", 1, "1/h", "absorption by an infant"),
    _figure("transfer_infant_bioavailability", "F_i", 1, "1", "share that reaches its blood"),
    _figure("transfer_infant_clearance", "CL_i", 10, "L/h", "clearance of an adult, to scale down"),
    _figure("transfer_infant_volume", "V_i", 0.7, "L/kg", "volume of distribution per mass"),
    _figure("transfer_gestation", "G", 40, "week", "age since conception at birth", 0.05),
    _figure("transfer_share_kidney", "s_k", 0, "1", "share of clearance by the kidney"),
    _figure("transfer_share_conjugation", "s_c", 0, "1", "share of clearance by conjugation"),
    _figure("transfer_share_first", "s_1", 0, "1", "share of clearance by a first enzyme"),
    _figure("transfer_share_second", "s_2", 0, "1", "share of clearance by a second enzyme"),
    _figure("transfer_share_third", "s_3", 0, "1", "share of clearance by a third enzyme"),
    _figure("transfer_newborn_first", "n_1", 1, "1", "activity of the first enzyme at birth"),
    _figure("transfer_newborn_second", "n_2", 1, "1", "activity of the second enzyme at birth"),
    _figure("transfer_newborn_third", "n_3", 1, "1", "activity of the third enzyme at birth"),
    _figure("transfer_mature_first", "m_1", 1, "1", "activity of the first enzyme at the end"),
    _figure("transfer_mature_second", "m_2", 1, "1", "activity of the second enzyme at the end"),
    _figure("transfer_mature_third", "m_3", 1, "1", "activity of the third enzyme at the end"),
    _figure("transfer_half_first", "h_1", 10, "week", "age at half of its rise"),
    _figure("transfer_half_second", "h_2", 10, "week", "age at half of its rise"),
    _figure("transfer_half_third", "h_3", 10, "week", "age at half of its rise"),
    _figure("transfer_steepness_first", "b_1", 1, "1", "steepness of its rise"),
    _figure("transfer_steepness_second", "b_2", 1, "1", "steepness of its rise"),
    _figure("transfer_steepness_third", "b_3", 1, "1", "steepness of its rise"),
    Parameter("transfer_kidney_half", "h_k", 47.7, "week", LogNormal(0.03), "mlk_gfr_tm50", "cohort",
              "age since conception at half of an adult's filtration"),
    Parameter("transfer_kidney_steepness", "b_k", 3.4, "1", LogNormal(0.06), "mlk_gfr_hill", "cohort",
              "steepness of the rise of filtration"),
    Parameter("transfer_kidney_newborn_lack", "l_k", 0.46, "1", LogNormal(0.3), "mlk_gfr_term_birth",
              "fitted", "what filtration lacks on the day of birth"),
    Parameter("transfer_kidney_newborn_time", r"\tau_k", 2, "day", LogNormal(0.5), "mlk_gfr_term_d5",
              "fitted", "over which that lack fades"),
    Parameter("transfer_conjugation_half", "h_c", 44.8, "week", LogNormal(0.1), "", "assumed",
              "age since conception at half of an adult's conjugation",
              "fitted to morphine, see lactea.transfer.pathways"),
    Parameter("transfer_conjugation_steepness", "b_c", 8.7, "1", LogNormal(0.4), "", "assumed",
              "steepness of the rise of conjugation",
              "fitted to morphine, see lactea.transfer.pathways"),
    Parameter("transfer_adult_mass", "w_a", 70, "kg", Fixed(), "", "definition", "mass of a standard adult"),
    Parameter("transfer_size_power", r"\alpha", 0.75, "1", Fixed(), "", "definition",
              "power of mass on clearance"),
    Parameter("transfer_litre_per_ml", "c_V", 0.001, "L/mL", Fixed(), "", "definition", "mL in L"),
    Parameter("transfer_milk_ph_nadir", "pH_n", 7.04, "1", Normal(0.05), "mlk_ph_wk2 mlk_ph_to_3mo",
              "cohort", "pH of milk in the second week"),
    Parameter("transfer_milk_ph_colostrum", "pH_c", 0.41, "1", Normal(0.1), "mlk_ph_colostrum", "cohort",
              "how much more alkaline colostrum is"),
    Parameter("transfer_milk_ph_late", "pH_l", 0.40, "1", Normal(0.1), "mlk_ph_10mo", "fitted",
              "how much more alkaline late milk is"),
    Parameter("transfer_colostrum_time", r"\tau_c", 4, "day", LogNormal(0.5), "mlk_ph_wk2", "fitted",
              "over which the pH of colostrum fades"),
    Parameter("transfer_late_milk_half", "t_l", 7, "month", LogNormal(0.3), "mlk_ph_to_3mo mlk_ph_10mo",
              "fitted", "age at half of the late rise of pH"),
    Parameter("transfer_late_milk_steepness", "b_l", 6, "1", LogNormal(0.3), "mlk_ph_to_3mo mlk_ph_10mo",
              "fitted", "steepness of the late rise of pH"),
)  # fmt: skip


@quantity("1")
def transfer_milk_ph(
    infant_age,
    transfer_milk_ph_nadir,
    transfer_milk_ph_colostrum,
    transfer_milk_ph_late,
    transfer_colostrum_time,
    transfer_late_milk_half,
    transfer_late_milk_steepness,
):
    """PH of milk by time since birth."""
    return (
        transfer_milk_ph_nadir
        + transfer_milk_ph_colostrum * exp(-infant_age / transfer_colostrum_time)
        + transfer_milk_ph_late
        * hill(infant_age, transfer_late_milk_half, transfer_late_milk_steepness)
    )


@quantity("1")
def transfer_phases_usual(
    transfer_ph_usual,
    transfer_partition,
    transfer_pka_acid,
    transfer_pka_base,
    transfer_unbound_usual,
    transfer_fat_usual,
    transfer_water_share,
):
    """Total in milk over unbound in plasma water, in the milk that the ratio belongs to."""
    fat = fat_partition(transfer_partition, transfer_ph_usual, transfer_pka_acid, transfer_pka_base)
    trapped = ion_trapping(transfer_ph_usual, transfer_pka_acid, transfer_pka_base)
    return trapped * (transfer_water_share / transfer_unbound_usual + transfer_fat_usual * fat)


@quantity("1/L")
def transfer_plasma(transfer_body, transfer_volume):
    """Level in the mother's plasma."""
    return transfer_body / transfer_volume


@quantity("1/h")
def transfer_elimination(transfer_plasma, transfer_clearance, transfer_saturation):
    """What the mother eliminates per hour."""
    return transfer_clearance * transfer_plasma / (1 + transfer_plasma / transfer_saturation)


@quantity("1")
def transfer_maturity_kidney(
    infant_age,
    transfer_gestation,
    transfer_kidney_half,
    transfer_kidney_steepness,
    transfer_kidney_newborn_lack,
    transfer_kidney_newborn_time,
):
    """Filtration of the infant as a share of an adult's, size apart."""
    grown = matured(
        infant_age + transfer_gestation, 0.0, 1.0, transfer_kidney_half, transfer_kidney_steepness
    )
    return grown * kidney_after_birth(
        infant_age, transfer_kidney_newborn_lack, transfer_kidney_newborn_time
    )


@quantity("1")
def transfer_maturity_conjugation(
    infant_age, transfer_gestation, transfer_conjugation_half, transfer_conjugation_steepness
):
    """Conjugation of the infant as a share of an adult's, size apart."""
    return matured(
        infant_age + transfer_gestation,
        0.0,
        1.0,
        transfer_conjugation_half,
        transfer_conjugation_steepness,
    )


@quantity("1")
def transfer_maturity_enzymes(
    infant_age,
    transfer_share_first,
    transfer_newborn_first,
    transfer_mature_first,
    transfer_half_first,
    transfer_steepness_first,
    transfer_share_second,
    transfer_newborn_second,
    transfer_mature_second,
    transfer_half_second,
    transfer_steepness_second,
    transfer_share_third,
    transfer_newborn_third,
    transfer_mature_third,
    transfer_half_third,
    transfer_steepness_third,
):
    """Enzymes of the infant, each with its share of clearance."""
    return (
        transfer_share_first
        * matured(
            infant_age,
            transfer_newborn_first,
            transfer_mature_first,
            transfer_half_first,
            transfer_steepness_first,
        )
        + transfer_share_second
        * matured(
            infant_age,
            transfer_newborn_second,
            transfer_mature_second,
            transfer_half_second,
            transfer_steepness_second,
        )
        + transfer_share_third
        * matured(
            infant_age,
            transfer_newborn_third,
            transfer_mature_third,
            transfer_half_third,
            transfer_steepness_third,
        )
    )


@quantity("1")
def transfer_maturity(
    transfer_maturity_kidney,
    transfer_maturity_conjugation,
    transfer_maturity_enzymes,
    transfer_share_kidney,
    transfer_share_conjugation,
):
    """Clearance of the infant as a share of an adult's, size apart."""
    return (
        transfer_share_kidney * transfer_maturity_kidney
        + transfer_share_conjugation * transfer_maturity_conjugation
        + transfer_maturity_enzymes
    )


@quantity("L/h")
def transfer_infant_own_clearance(
    infant_mass,
    transfer_infant_clearance,
    transfer_maturity,
    transfer_adult_mass,
    transfer_size_power,
):
    """Clearance of an infant."""
    size = power(infant_mass / transfer_adult_mass, transfer_size_power)
    return transfer_infant_clearance * size * transfer_maturity


@quantity("1/L")
def transfer_infant_level(transfer_infant, infant_mass, transfer_infant_volume):
    """Level in an infant's plasma."""
    return transfer_infant / (infant_mass * transfer_infant_volume)


@quantity("1/h")
def transfer_taken(transfer_drawn_left, transfer_drawn_right, infant_at_left, infant_at_right):
    """What infants take with milk per hour, all together."""
    return transfer_drawn_left * infant_at_left + transfer_drawn_right * infant_at_right


@rate_of("transfer_depot")
def transfer_depot_rate(transfer_depot, transfer_absorption):
    """A dose is absorbed or lost."""
    return -transfer_absorption * transfer_depot


@rate_of("transfer_body")
def transfer_body_rate(
    transfer_depot,
    transfer_absorption,
    transfer_bioavailability,
    transfer_elimination,
    transfer_from_mother_left,
    transfer_from_mother_right,
):
    """Balance of the mother."""
    absorbed = transfer_bioavailability * transfer_absorption * transfer_depot
    return absorbed - transfer_elimination - transfer_from_mother_left - transfer_from_mother_right


@rate_of("transfer_not_absorbed")
def transfer_not_absorbed_rate(transfer_depot, transfer_absorption, transfer_bioavailability):
    """What never reaches her blood."""
    return (1 - transfer_bioavailability) * transfer_absorption * transfer_depot


@rate_of("transfer_eliminated")
def transfer_eliminated_rate(transfer_elimination):
    """What she has eliminated."""
    return transfer_elimination


@rate_of("transfer_fed")
def transfer_fed_rate(transfer_taken):
    """What infants have taken."""
    return transfer_taken


@rate_of("transfer_gut")
def transfer_gut_rate(transfer_taken, infant_count, transfer_gut, transfer_infant_absorption):
    """Balance of an infant's gut."""
    return transfer_taken / infant_count - transfer_infant_absorption * transfer_gut


@rate_of("transfer_infant")
def transfer_infant_rate(
    transfer_gut,
    transfer_infant_absorption,
    transfer_infant_bioavailability,
    transfer_infant_level,
    transfer_infant_own_clearance,
):
    """Balance of an infant."""
    absorbed = transfer_infant_bioavailability * transfer_infant_absorption * transfer_gut
    return absorbed - transfer_infant_own_clearance * transfer_infant_level


@rate_of("transfer_infant_not_absorbed")
def transfer_infant_not_absorbed_rate(
    transfer_gut, transfer_infant_absorption, transfer_infant_bioavailability
):
    """What never reaches an infant's blood."""
    return (1 - transfer_infant_bioavailability) * transfer_infant_absorption * transfer_gut


@rate_of("transfer_infant_eliminated")
def transfer_infant_eliminated_rate(transfer_infant_own_clearance, transfer_infant_level):
    """What an infant has eliminated."""
    return transfer_infant_own_clearance * transfer_infant_level
