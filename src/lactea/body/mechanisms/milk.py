"""Milk made, stored and removed, each breast on its own.

Synthesis is cells times activation times the permissive effect of prolactin, and stops as the breast
fills. Surgery that takes lobes away or cuts their ducts takes their part of cells and storage; those
that are left grow, rest and fill like any others, so tissue is counted per lobe. Milk leaves only while
the alveoli contract, drawn by vacuum or dripping, no faster than the ducts let it through, and
colostrum more slowly than thin milk. What goes where is kept in accumulators, so that made = removed +
leaked + reabsorbed + stored at every instant.
"""

from lactea.body.language import Input, LogNormal, Parameter, State, Uniform, quantity, rate_of
from lactea.body.vocabulary import hill, positive, power

TITLE = "Milk making, storage and removal"
SCOPE = "breast"

INPUTS = (
    Input("suckling", "1", "strength of stimulation at this nipple by infant, pump or hand"),
    Input("vacuum", "1", "ability to draw milk, relative to a good pump"),
    Input("infant_at", "1", "1 while the infant is at this breast"),
    Input("breast_present", "1", "1 where there is a breast, 0 where there is none", 1.0),
    Input("storage_potential", "1", "storage of this breast relative to a typical one", 1.0),
    Input("gland_share", "1",
          "share of the lobes that is there and drains through the nipple", 1.0),
    Input("drip_collection", "1", "1 while drops are caught"),
    Input("nipple_sensitivity", "1", "share of the nerves of this nipple that feel", 1.0),
)  # fmt: skip

STATES = (
    State("milk", "mL", "milk stored in this breast", scale=1.0),
    State("capacity", "mL", "milk this breast can store", start="capacity_per_tissue", scale=1.0),
    State("made", "mL", "milk made since the start", scale=100.0),
    State("removed", "mL", "milk removed since the start", scale=100.0),
    State("leaked", "mL", "milk leaked since the start", scale=100.0),
    State("reabsorbed", "mL", "milk reabsorbed since the start", scale=100.0),
)

PARAMETERS = (
    Parameter("synthesis_limit", "S_{max}", 2.5, "mL/h", LogNormal(0.3),
              "mlk_vol_cox1996_m1 mlk_sto_kent1999_capacity", "fitted",
              "synthesis of one unit of cells at full drive in an empty breast"),
    Parameter("secretion_power", "m_W", 1.15, "1", LogNormal(0.2),
              "mlk_vol_arthur1989_24h mlk_vol_arthur1989_144h", "fitted",
              "power of activation on synthesis: making precedes copious secretion"),
    Parameter("fullness_steepness", "n_V", 3, "1", LogNormal(0.3), "mlk_syn_lai2020_max_interval",
              "fitted", "steepness of the slowing of synthesis as the breast fills"),
    Parameter("estrogen_inhibition", "I_E", 0.63, "1", Uniform(0.2, 0.95), "", "assumed",
              "largest share of synthesis taken away by oestrogen",
              "combined pill against control in one trial; weakly identified"),
    Parameter("estrogen_inhibition_half", "E_I", 250, "pg/mL", LogNormal(0.5), "", "assumed",
              "oestradiol for half of that effect", "between cycle and pill equivalents"),
    Parameter("estrogen_inhibition_steepness", "n_I", 2, "1", LogNormal(0.3), "", "assumed",
              "steepness of that effect", "not identified"),
    Parameter("capacity_per_tissue", "c_C", 31, "mL", LogNormal(0.35),
              "mlk_sto_kent1999_capacity", "fitted", "storage of a resting unit of tissue"),
    Parameter("capacity_power", "m_C", 0.7, "1", LogNormal(0.2), "", "assumed",
              "power of tissue on storage", "less than in proportion; not identified"),
    Parameter("capacity_time", r"\tau_C", 10, "day", LogNormal(0.5), "", "assumed",
              "adaptation of storage to tissue", "slow next to the control of the rate"),
    Parameter("transfer", "k_V", 30, "1/h", LogNormal(0.3),
              "oxt_first_two_me_share mlk_flw_prime2011_first2", "fitted",
              "share of stored milk that flows per hour of full contraction and vacuum"),
    Parameter("duct_crowding", "M_d", 117, "mL", LogNormal(0.5),
              "oxt_first_me_share oxt_first_two_me_share", "fitted",
              "milk in contracting alveoli of a breast of which its ducts let half through",
              "with the share that flows per hour it is 2.1 L an hour at most at the suction of a hospital-grade pump, from one full breast"),
    Parameter("colostrum_thickness", r"\eta_0", 3, "1", LogNormal(0.5), "", "assumed",
              "resistance of colostrum to flow relative to mature milk",
              "colostrum is thick and comes in drops; no viscosity of colostrum beside that of mature milk of women was found"),
    Parameter("drip", "k_l", 1.5, "1/h", LogNormal(1.0), "", "assumed",
              "share that drips per hour of full contraction without vacuum",
              "a few mL from the other side of a full breast; no volume row"),
    Parameter("drip_fullness_half", "F_l", 0.7, "1", LogNormal(0.2), "", "assumed",
              "fullness at which dripping is half", "full breasts leak"),
    Parameter("drip_steepness", "n_l", 4, "1", LogNormal(0.3), "", "assumed",
              "steepness on fullness", "not identified"),
    Parameter("reabsorption_stasis", "k_{rs}", 0.01, "1/h", LogNormal(0.7), "", "assumed",
              "reabsorption of milk in a breast at stasis", "dries over days to weeks"),
    Parameter("reabsorption_leaky", "k_{rw}", 0.03, "1/h", LogNormal(0.7), "", "assumed",
              "reabsorption through open junctions before and after secretion",
              "colostrum does not accumulate over months"),
)  # fmt: skip


@quantity("1")
def fullness(milk, capacity):
    """Stored milk as a share of what the breast can store."""
    return milk / capacity


@quantity("1")
def stimulus(suckling, infant_at, infant_vigour):
    """Stimulation of this nipple; an infant's wanes as it is satisfied."""
    return suckling * (1 - infant_at * (1 - infant_vigour))


@quantity("1")
def felt_stimulus(stimulus, nipple_sensitivity):
    """Stimulation that this nipple reports to the brain."""
    return nipple_sensitivity * stimulus


@quantity("1")
def suction(vacuum, infant_at, infant_sucking, infant_strength):
    """Drawing at this breast; an infant's wanes as it is satisfied, and pauses while no milk comes."""
    return vacuum * (1 - infant_at * (1 - infant_sucking * infant_strength))


@quantity("1")
def estrogen_effect_on_synthesis(
    estradiol, estrogen_inhibition, estrogen_inhibition_half, estrogen_inhibition_steepness
):
    """1 without oestrogen, less with it."""
    return 1 - estrogen_inhibition * hill(
        estradiol, estrogen_inhibition_half, estrogen_inhibition_steepness
    )


@quantity("1")
def activation_effect_on_synthesis(activation, secretion_power):
    """1 in a gland that secretes fully, 0 in one that does not."""
    return power(positive(activation), secretion_power)


@quantity("1")
def filling_effect_on_synthesis(fullness, fullness_steepness):
    """1 in an empty breast, 0 in a full one."""
    return 1 - power(fullness, fullness_steepness)


@quantity("mL/h")
def synthesis_per_lobe(
    active_cells,
    activation_effect_on_synthesis,
    prolactin_effect_on_synthesis,
    estrogen_effect_on_synthesis,
    growth_factor_effect_on_synthesis,
    thyroid_effect_on_synthesis,
    blood_effect_on_synthesis,
    synthesis_limit,
):
    """Milk that all lobes together would make per hour in an empty breast."""
    return (
        synthesis_limit
        * active_cells
        * activation_effect_on_synthesis
        * prolactin_effect_on_synthesis
        * estrogen_effect_on_synthesis
        * growth_factor_effect_on_synthesis
        * thyroid_effect_on_synthesis
        * blood_effect_on_synthesis
    )


@quantity("mL/h")
def synthesis(synthesis_per_lobe, breast_present, gland_share, filling_effect_on_synthesis):
    """Milk made per hour by the lobes that are there."""
    return breast_present * gland_share * synthesis_per_lobe * filling_effect_on_synthesis


@quantity("1")
def thickness(activation, colostrum_thickness):
    """Resistance of this breast's milk to flow, 1 once it secretes fully."""
    return 1 + (colostrum_thickness - 1) * positive(1 - activation)


@quantity("1")
def passing(milk, contraction, gland_share, duct_crowding):
    """Share of what contracting alveoli press out that ducts let through: little of much; lobes bring their ducts."""
    return 1 / (1 + contraction * milk / (gland_share * duct_crowding))


@quantity("1/h")
def flushing(passing, contraction, suction, thickness, transfer):
    """Share of the milk drawn per hour: only while the alveoli contract, and less while it is thick."""
    return transfer * contraction * suction * passing / thickness


@quantity("mL/h")
def flow(milk, flushing):
    """Milk drawn per hour."""
    return flushing * milk


@quantity("mL/h")
def dripping(milk, fullness, contraction, vacuum, drip, drip_fullness_half, drip_steepness):
    """Milk that drips at an ejection from a breast that nobody draws from."""
    return (
        drip
        * contraction
        * (1 - vacuum)
        * hill(fullness, drip_fullness_half, drip_steepness)
        * milk
    )


@quantity("mL/h")
def drip_caught(dripping, drip_collection):
    """Drops that are caught."""
    return drip_collection * dripping


@quantity("mL/h")
def reabsorption(milk, stasis, activation, reabsorption_stasis, reabsorption_leaky):
    """Milk taken back by the body."""
    return (reabsorption_stasis * stasis + reabsorption_leaky * (1 - activation)) * milk


@rate_of("milk")
def milk_rate(synthesis, flow, dripping, reabsorption):
    """Balance of this breast."""
    return synthesis - flow - dripping - reabsorption


@rate_of("capacity")
def capacity_rate(
    capacity,
    tissue,
    gland_share,
    storage_potential,
    capacity_per_tissue,
    capacity_power,
    capacity_time,
):
    """Storage follows tissue over days."""
    per_lobe = storage_potential * capacity_per_tissue * power(tissue, capacity_power)
    sustained = gland_share * per_lobe
    return (sustained - capacity) / capacity_time


@rate_of("made")
def made_rate(synthesis):
    """Milk made."""
    return synthesis


@rate_of("removed")
def removed_rate(flow):
    """Milk removed."""
    return flow


@rate_of("leaked")
def leaked_rate(dripping):
    """Milk leaked."""
    return dripping


@rate_of("reabsorbed")
def reabsorbed_rate(reabsorption):
    """Milk reabsorbed."""
    return reabsorption
