"""What milk contains follows from how far a breast is emptied and how much it secretes."""

from itertools import pairwise

import numpy as np
import pytest

from lactea.body.registry import default_body
from lactea.engine import simulate
from lactea.engine.arrays import quantities_along
from lactea.engine.person import settle_person
from lactea.scenario import load

LEFT, RIGHT = 0, 1
UNEVEN = (0, 3, 6, 9, 12, 15)
"""Hours of six pumpings with one long gap."""
FLAT = ("parameters.fat_linear='0 g/L'", "parameters.fat_square='0 g/L'")


def pumped_at(run, hours: tuple[int, ...], *more: str, days: int = 24):
    clock = ", ".join(f'"{hour % 24:02d}:00"' for hour in hours)
    pump = f"do: pump, start: 1 h, times: [{clock}], duration: 20 min, device: hospital_grade"
    return run.after_birth(pump, days=days, infant=False, more=more)


def fat_by_hour(reached, name: str = "foremilk_fat", first: int = 18) -> dict[int, float]:
    """Mean fat of the left breast by hour of the day, from day `first` on."""
    start = reached.sessions["start_h"]
    late = start >= 24 * first
    hours = np.round(start[late]).astype(int) % 24
    fat = reached.sessions[name][late, LEFT]
    return {int(hour): float(fat[hours == hour].mean()) for hour in np.unique(hours)}


# ------------------------------------------------------------------ fat


@pytest.fixture(scope="module")
def natural(run):
    return run("natural", days=60)


def test_the_last_milk_of_a_feed_is_fatter_than_the_first(natural) -> None:
    used = natural.sessions["volume"] > 5
    fore, hind = natural.sessions["foremilk_fat"][used], natural.sessions["hindmilk_fat"][used]
    assert (hind > fore).all()


def test_the_longer_the_gap_the_leaner_the_first_milk(run) -> None:
    """Dose: the gap before a pumping, whatever its hour; shorter ones follow longer ones, as what a full breast keeps is lean."""
    fat = fat_by_hour(pumped_at(run, (0, 5, 9, 12, 14)))
    in_order = [fat[hour] for hour in sorted(fat, key=lambda hour: _gap_before(hour, sorted(fat)))]
    assert all(leaner < fatter for fatter, leaner in pairwise(in_order))


def _gap_before(hour: int, hours: list[int]) -> int:
    return (hour - hours[hours.index(hour) - 1]) % 24


def test_the_rhythm_of_fat_follows_the_sessions_not_the_clock(run) -> None:
    """Shift: sessions eight hours later carry their fat with them, but for the night of prolactin."""
    usual, later = (fat_by_hour(pumped_at(run, tuple(h + by for h in UNEVEN))) for by in (0, 8))
    by_session = [list(found.values()) for found in (usual, later)]
    ranges = [max(fat) - min(fat) for fat in by_session]
    assert min(ranges) > 5
    shift = next(
        by for by in range(24) if sorted((hour + by) % 24 for hour in usual) == sorted(later)
    )
    moved = [later[(hour + shift) % 24] for hour in usual]
    assert shift == 8
    assert moved == pytest.approx(list(usual.values()), abs=5)


def test_even_sessions_have_no_rhythm_of_fat(run) -> None:
    """Irrelevance of the clock: prolactin still has its night, fat hardly follows."""
    fat = list(fat_by_hour(pumped_at(run, tuple(range(0, 24, 4)))).values())
    assert max(fat) - min(fat) < 5


def test_without_the_effect_of_emptying_fat_is_level(run) -> None:
    """Knock-out."""
    fat = list(fat_by_hour(pumped_at(run, UNEVEN, *FLAT)).values())
    assert max(fat) - min(fat) < 0.5


def test_fat_is_made_removed_and_stored_in_balance() -> None:
    """Fat made equals fat removed over weeks, though neither is told of the other."""
    scenario = load("natural")
    recording = simulate(scenario, days=90)
    body, setting = default_body(), settle_person(default_body(), scenario)
    trace = recording.trace
    late = trace.time_h >= 60 * 24
    states = trace.states[late]
    inputs = np.array([setting.inputs[name] for name in body.input_ids])
    clock = np.zeros(len(states))
    values = quantities_along(body, clock, states, setting.parameters, inputs,
                              ("fat_content_left", "made_left", "removed_left", "leaked_left",
                               "reabsorbed_left"))  # fmt: skip
    between = (values["fat_content_left"][:-1] + values["fat_content_left"][1:]) / 2
    made, *gone = (
        float(between @ np.diff(values[f"{name}_left"]))
        for name in ("made", "removed", "leaked", "reabsorbed")
    )
    assert sum(gone) == pytest.approx(made, rel=0.02)


def test_what_milk_contains_changes_no_milk(run, natural) -> None:
    """Contents are read from the body, and nothing in the body depends on them."""
    rich = run(
        "natural", "parameters.fat_full='60 g/L'", "parameters.leak_open='0.3 mL/h'", days=60
    )
    assert rich.mean("removed", 0, 60) == natural.mean("removed", 0, 60)
    assert rich.mean("milk_fat", 30, 60) > natural.mean("milk_fat", 30, 60)


# ------------------------------------------------------------------ the turn at either end


def sodium(reached, day: int) -> float:
    return float(reached.at("milk_sodium", day).mean())


def test_sodium_falls_and_lactose_rises_as_milk_comes_in(natural) -> None:
    days = (0, 1, 2, 20, 50)
    assert all(later < earlier for earlier, later in pairwise(sodium(natural, d) for d in days))
    lactose = [float(natural.at("milk_lactose", day).mean()) for day in days]
    assert all(later > earlier for earlier, later in pairwise(lactose))


def test_the_fall_of_sodium_waits_for_the_placenta(run, natural) -> None:
    """Shift: tissue that stays for four days keeps sodium high for about as long, or up to two days longer."""
    retained = run("retained-placenta", days=20)
    delay = retained.onset() - natural.onset()
    assert delay > 24
    late = [_first_below(reached, 25.0) for reached in (natural, retained)]
    assert delay - 36 < (late[1] - late[0]) * 24 < delay + 60


def _first_below(reached, level: float) -> int:
    values = reached.days["breast_sodium"][-reached.first_day :, LEFT]
    return int(np.flatnonzero(values < level)[0])


def test_a_breast_that_nobody_empties_turns_alone(run) -> None:
    one = run("one-breast", days=30)
    left, right = one.at("breast_sodium", 29)
    assert one.at("removed", 29)[RIGHT] == 0
    assert right > 5 * left
    assert one.at("breast_lactose", 29)[RIGHT] < one.at("breast_lactose", 29)[LEFT]


def test_a_small_gland_that_is_well_emptied_makes_usual_milk(run) -> None:
    """Low volume by itself turns nothing: half the gland makes half the milk, of nearly the same kind."""
    whole, half = (run.pumped(8, f"person.tissue_potential={size}", days=40) for size in (1.0, 0.4))
    assert half.milk(30, 40) < 0.75 * whole.milk(30, 40)
    assert sodium(half, 39) < 1.5 * sodium(whole, 39)


def test_sodium_rises_with_weaning_and_faster_when_it_is_abrupt(run) -> None:
    gradual, abrupt = (run(f"weaning-{way}", days=215) for way in ("gradual", "abrupt"))
    before = gradual.at("breast_sodium", 175).mean()
    assert gradual.at("breast_sodium", 205).mean() > 2 * before
    assert abrupt.at("breast_sodium", 190).mean() > gradual.at("breast_sodium", 190).mean()


# ------------------------------------------------------------------ prolactin and alpha-lactalbumin


VALUES = {name: parameter.value for name, parameter in default_body().parameters.items()}


def of_left(reached, name: str) -> np.ndarray:
    """Content of the milk of the left breast on each day after birth."""
    return reached.days[f"milk_{name}"][-reached.first_day :, LEFT]


def test_prolactin_of_milk_is_near_that_of_plasma_at_birth_and_a_share_of_it_later(natural) -> None:
    plasma = natural.days["prolactin_mean"][-natural.first_day :]
    share = of_left(natural, "prolactin") / plasma
    assert 1.1 > share[0] > 2 * share[-1]
    assert 0.2 < share[-1] < 0.4


def test_without_carriers_only_the_leak_brings_prolactin(run) -> None:
    bare = run("natural", "parameters.prolactin_carriage='0 mL/h'", days=40)
    rise = VALUES["sodium_leaked"] - VALUES["sodium_secreted"]
    leaked = (of_left(bare, "sodium")[-1] - VALUES["sodium_secreted"]) / rise
    expected = leaked * bare.days["prolactin_mean"][-1]
    assert of_left(bare, "prolactin")[-1] == pytest.approx(expected, rel=0.2)


def test_alpha_lactalbumin_is_thinned_as_lactose_is(natural) -> None:
    thinned = [
        of_left(natural, name) / VALUES[f"{name}_secreted"]
        for name in ("alpha_lactalbumin", "lactose")
    ]
    assert thinned[0] == pytest.approx(thinned[1], nan_ok=True)
