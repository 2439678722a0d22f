"""A substance in the milk of one breast: made with it, exchanged with plasma, drawn, dripped, taken back.

The ratio of milk to plasma at equilibrium follows the pH, the protein and the fat of the milk, the
last two as the body gives them: the emptier the breast, the fatter the milk at its nipple. The layers of milk in
store are at equilibrium with each other, so that a substance leaves with the fat that it is dissolved in; the fat in
store is the integral of that of the layers, as in the mechanism of fat. Amounts are shares of the largest dose.
"""

from lactea.body.language import Fixed, LogNormal, Parameter, State, quantity, rate_of
from lactea.body.vocabulary import minimum, positive
from lactea.transfer.ionisation import fat_partition, ion_trapping

TITLE = "A substance in the milk of a breast"
SCOPE = "breast"

INPUTS = ()

STATES = (
    State("transfer_in_milk", "1", "substance in the milk of this breast", scale=1e-6),
    State("transfer_expressed", "1", "substance drawn by pump or hand", scale=1e-5),
    State("transfer_leaked", "1", "substance lost with leaking milk", scale=1e-5),
)

PARAMETERS = (
    Parameter("transfer_exchange_rate", "k_m", 6, "1/h", LogNormal(0.7), "", "assumed",
              "exchange of milk with plasma, in proportion to the milk",
              "equilibrium: paracetamol in milk runs parallel to plasma, so within minutes"),
    Parameter("transfer_exchange_clearance", "Q_m", 0, "mL/h", Fixed(), "", "assumed",
              "exchange of milk with plasma through a wall of fixed clearance", "set by the substance"),
    Parameter("transfer_pump", "p_m", 0, "1/h", LogNormal(0.7), "", "assumed",
              "one-way carriage into milk, in proportion to the milk", "set by the substance"),
    Parameter("transfer_unbound_milk", "f_{u,m}", 1, "1", LogNormal(0.5), "", "assumed",
              "unbound share in skim milk", "set by the substance"),
    Parameter("transfer_fat_usual", r"\phi", 0.045, "1", Fixed(), "", "definition",
              "share of fat in the milk that the methods were made with"),
    Parameter("transfer_water_share", r"\omega", 0.955, "1", Fixed(), "", "definition",
              "share of water in the milk that the methods were made with"),
    Parameter("transfer_fat_of_a_day", r"\bar f", 41.1, "g/L", LogNormal(0.2), "mlk_fat_kent2006_mean",
              "cohort", "fat over a day"),
    Parameter("transfer_least_milk", r"\epsilon_m", 1e-6, "mL", Fixed(), "", "definition",
              "keeps a concentration finite in a breast without milk"),
    Parameter("transfer_least_fullness", r"\epsilon_f", 1e-9, "1", Fixed(), "", "definition",
              "keeps the fat in store finite in a breast without milk"),
)  # fmt: skip


@quantity("1")
def transfer_bound(transfer_unbound_milk, protein_content, protein_secreted):
    """Bound to protein of this milk over unbound in its water."""
    return (1 / transfer_unbound_milk - 1) * protein_content / protein_secreted


@quantity("g/L")
def transfer_fat_in_store(
    fullness,
    emptying,
    junction_closure,
    fat_full,
    fat_linear,
    fat_square,
    fat_early,
    fullest_of_day,
    emptiest_of_day,
    transfer_least_fullness,
):
    """Mean fat of the milk in store: that of its layers, from the emptiest breast to this fullness."""
    store = positive(fullness) + transfer_least_fullness
    fattest = fat_full + fat_linear + fat_square
    last = minimum(store, emptiest_of_day) * fattest
    between = (fullest_of_day - emptiest_of_day) * (
        _fat_until(1, fat_full, fat_linear, fat_square)
        - _fat_until(emptying, fat_full, fat_linear, fat_square)
    )
    first = positive(store - fullest_of_day) * fat_full
    return (last + between + first) / store * (fat_early + (1 - fat_early) * junction_closure)


def _fat_until(emptying, fat_full, fat_linear, fat_square):
    """The integral of the fat of layers from a full breast to this emptying."""
    square = emptying * emptying
    return fat_full * emptying + fat_linear * square / 2 + fat_square * square * emptying / 3


def _phases(fat_content, bound, ph, partition, pka_acid, pka_base, fat_usual, fat_of_a_day, water):
    in_fat = fat_partition(partition, ph, pka_acid, pka_base)
    trapped = ion_trapping(ph, pka_acid, pka_base)
    return trapped * (water * (1 + bound) + fat_usual * fat_content / fat_of_a_day * in_fat)


@quantity("1")
def transfer_phases(
    transfer_fat_in_store,
    transfer_bound,
    transfer_milk_ph,
    transfer_partition,
    transfer_pka_acid,
    transfer_pka_base,
    transfer_fat_usual,
    transfer_fat_of_a_day,
    transfer_water_share,
):
    """Total in the milk in store over unbound in plasma water."""
    return _phases(
        transfer_fat_in_store,
        transfer_bound,
        transfer_milk_ph,
        transfer_partition,
        transfer_pka_acid,
        transfer_pka_base,
        transfer_fat_usual,
        transfer_fat_of_a_day,
        transfer_water_share,
    )


@quantity("1")
def transfer_phases_at_nipple(
    fat_content,
    transfer_bound,
    transfer_milk_ph,
    transfer_partition,
    transfer_pka_acid,
    transfer_pka_base,
    transfer_fat_usual,
    transfer_fat_of_a_day,
    transfer_water_share,
):
    """Total in the milk that leaves now over unbound in plasma water."""
    return _phases(
        fat_content,
        transfer_bound,
        transfer_milk_ph,
        transfer_partition,
        transfer_pka_acid,
        transfer_pka_base,
        transfer_fat_usual,
        transfer_fat_of_a_day,
        transfer_water_share,
    )


@quantity("1")
def transfer_richer(transfer_phases_at_nipple, transfer_phases):
    """Concentration in the milk that leaves now over that in store."""
    return transfer_phases_at_nipple / transfer_phases


@quantity("1/L")
def transfer_sought(transfer_plasma, transfer_ratio, transfer_phases, transfer_phases_usual):
    """Concentration in the milk in store at equilibrium with plasma."""
    return transfer_plasma * transfer_ratio * transfer_phases / transfer_phases_usual


@quantity("1/mL")
def transfer_concentration(transfer_in_milk, milk, transfer_least_milk):
    """Concentration in the milk in store."""
    return transfer_in_milk / (positive(milk) + transfer_least_milk)


@quantity("1/mL")
def transfer_at_nipple(transfer_concentration, transfer_richer):
    """Concentration in the milk that leaves now."""
    return transfer_concentration * transfer_richer


@quantity("1/h")
def transfer_exchange(
    transfer_sought,
    transfer_plasma,
    transfer_concentration,
    milk,
    transfer_litre_per_ml,
    transfer_exchange_rate,
    transfer_exchange_clearance,
    transfer_pump,
):
    """Net passage from plasma into stored milk per hour."""
    room = transfer_exchange_rate * positive(milk) + transfer_exchange_clearance
    carried = transfer_pump * positive(milk) * transfer_plasma * transfer_litre_per_ml
    return room * (transfer_sought * transfer_litre_per_ml - transfer_concentration) + carried


@quantity("1/h")
def transfer_secreted(transfer_sought, transfer_richer, synthesis, transfer_litre_per_ml):
    """What comes with milk that is made, as lean as this breast is full."""
    return transfer_sought * transfer_richer * transfer_litre_per_ml * positive(synthesis)


@quantity("1/h")
def transfer_drawn(transfer_at_nipple, flow):
    """What leaves with milk that is drawn."""
    return transfer_at_nipple * flow


@quantity("1/h")
def transfer_dripping(transfer_at_nipple, dripping):
    """What leaves with milk that drips."""
    return transfer_at_nipple * dripping


@quantity("1/h")
def transfer_returned(transfer_at_nipple, reabsorption):
    """What goes back with milk that the body takes back."""
    return transfer_at_nipple * reabsorption


@quantity("1/h")
def transfer_from_mother(transfer_exchange, transfer_secreted, transfer_returned):
    """Net loss of the mother to this breast."""
    return transfer_exchange + transfer_secreted - transfer_returned


@rate_of("transfer_in_milk")
def transfer_in_milk_rate(transfer_from_mother, transfer_drawn, transfer_dripping):
    """Balance of the milk of this breast."""
    return transfer_from_mother - transfer_drawn - transfer_dripping


@rate_of("transfer_expressed")
def transfer_expressed_rate(transfer_drawn, infant_at):
    """What a pump or a hand has taken."""
    return transfer_drawn * (1 - infant_at)


@rate_of("transfer_leaked")
def transfer_leaked_rate(transfer_dripping):
    """What has dripped away."""
    return transfer_dripping
