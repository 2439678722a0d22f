"""Kinetics against what the files print and do not use, and against the numbers of their notes."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.engine import simulate
from lactea.medicines import known_names, load
from lactea.medicines.kinetics import Kinetics, absorption_from_peak, time_to_peak
from lactea.medicines.regimens import identifier
from lactea.results.observables import evaluate
from lactea.scenario import load as load_scenario

ROUTES = [(name, route) for name in known_names() for route in load(name).routes]


@given(st.floats(0.001, 0.5), st.floats(0.01, 0.95))
def test_absorption_puts_the_peak_where_it_was_seen(k: float, share: float) -> None:
    time = share / k
    ka = absorption_from_peak(time, k)
    assert ka > k
    assert time_to_peak(ka, k) == pytest.approx(time, rel=1e-6)


@given(st.floats(0.05, 5), st.floats(0.01, 1), st.floats(1, 1000))
def test_the_area_under_the_level_is_dose_over_clearance(
    ka: float, k: float, volume: float
) -> None:
    kinetics = Kinetics(ka, k, k * volume, volume, None)
    end = 60 / min(ka, k)
    steps = 20_000
    levels = [kinetics.level(10, end * (i + 0.5) / steps) for i in range(steps)]
    assert sum(levels) * end / steps == pytest.approx(10 * 1000 / (k * volume), rel=2e-3)


def test_domperidone_has_the_kinetics_of_its_study() -> None:
    kinetics = load("domperidone").kinetics("oral")
    assert kinetics.clearance_over_f == pytest.approx(4735 * 60 / 1000)
    assert kinetics.volume_over_f == 6272
    assert 12.6 < kinetics.half_life_h < 16.0  # the half-lives that the study prints
    assert kinetics.time_to_peak_h == pytest.approx(0.9)
    assert kinetics.bioavailability == 0.15


@pytest.mark.parametrize(("name", "route"), ROUTES)
def test_kinetics_agree_with_the_facts_that_they_do_not_use(name: str, route: str) -> None:
    facts = next(known for way, known in load(name).routes.items() if way == route)
    kinetics = facts.resolve(route)
    if facts.clearance_over_f and facts.volume_over_f and facts.half_life:
        printed = facts.half_life.to("h", "1 h")
        assert printed / 1.3 < kinetics.half_life_h < printed * 1.3
    if facts.tmax and facts.absorption_half_life is None and route != "intravenous":
        assert kinetics.time_to_peak_h == pytest.approx(facts.tmax.to("h", "1 h"), rel=1e-6)
    peak = kinetics.level(1, kinetics.time_to_peak_h)
    assert all(kinetics.level(1, kinetics.time_to_peak_h * x) <= peak for x in (0.5, 0.9, 1.1, 2))


def peak(name: str, route: str, mg: float) -> float:
    kinetics = load(name).kinetics(route)
    return kinetics.level(mg, kinetics.time_to_peak_h)


@pytest.mark.parametrize(
    ("name", "route", "mg", "ng_per_ml"),
    [
        ("domperidone", "oral", 20, 3.0),  # and 18.8 measured: see the file
        ("cabergoline", "oral", 1, 0.036),
        ("sulpiride", "oral", 50, 77),
        ("sulpiride", "oral", 200, 308),
        ("risperidone", "oral", 4, 44.5),
        ("bromocriptine", "oral", 5, 0.465),
        ("norethisterone", "oral", 0.35, 1.7),
        ("levonorgestrel", "oral", 0.15, 0.55),
        ("estradiol", "oral", 2, 0.063),
        ("progesterone", "oral", 100, 1.1),
        ("progesterone", "vaginal", 200, 11.5),
        ("growth-hormone", "subcutaneous", 2.45, 24),
        ("trh", "nasal", 2, 5000 * 362.4e-6),
        ("trh", "oral", 40, 2650 * 362.4e-6),
        ("nicotine", "inhaled", 1, 5.5),
    ],
)
def test_single_doses_peak_as_the_files_say(
    name: str, route: str, mg: float, ng_per_ml: float
) -> None:
    assert peak(name, route, mg) == pytest.approx(ng_per_ml, rel=0.05)


@pytest.mark.parametrize(
    ("name", "route", "mg_per_day", "ng_per_ml"),
    [
        ("ethinylestradiol", "oral", 0.030, 0.0314),
        ("estradiol", "oral", 8, 0.304),
        ("estradiol", "transdermal", 0.05, 0.0411),
        ("progesterone", "oral", 100, 0.35),
        ("testosterone", "subcutaneous", 46.4 / 7, 5.21),
        ("haloperidol", "oral", 10, 9.6),
        ("levothyroxine", "oral", 0.104, 58.5),
    ],
)
def test_daily_doses_settle_at_the_mean_level_of_the_files(
    name: str, route: str, mg_per_day: float, ng_per_ml: float
) -> None:
    clearance = load(name).kinetics(route).clearance_over_f
    assert mg_per_day / 24 / clearance * 1000 == pytest.approx(ng_per_ml, rel=0.02)


def test_depots_give_the_levels_of_the_files() -> None:
    assert load("medroxyprogesterone").kinetics("intramuscular").level(150, 45 * 24) == (
        pytest.approx(1.0, rel=0.03)
    )
    assert load("etonogestrel").kinetics("subcutaneous").level(68, 365 * 24) == (
        pytest.approx(0.28, rel=0.03)
    )


def test_canrenone_reaches_its_level_on_the_fifteenth_day() -> None:
    kinetics = load("spironolactone").kinetics()
    level = sum(kinetics.level(100, 4.3 + 24 * day) for day in range(15))
    assert level == pytest.approx(181, rel=0.01)


# ------------------------------------------------------------------ potencies on paper


def potency(name: str) -> float:
    value = load(name).effects[0].potency_ng_per_ml
    assert value is not None
    return value


def settled_drive(prolactin: float, untreated: float) -> float:
    """What antagonists add to the drive when the dopamine tone has settled."""
    return (prolactin / untreated) ** 2.44 - 1


def settled_agonism(left: float) -> float:
    """Agonism at which that share of prolactin is left when the dopamine tone has settled."""
    return 1 / left - left**1.44


def mean_of(numbers: list[float]) -> float:
    return math.prod(numbers) ** (1 / len(numbers))


def test_potencies_of_single_doses_are_what_their_reasons_say() -> None:
    level = load("domperidone").kinetics().level(40, 1.5)
    assert potency("domperidone") == pytest.approx(level / 25, rel=0.02)
    level = load("sulpiride").kinetics().level(50, 1.5)
    assert potency("sulpiride") == pytest.approx(level / (50 / 5 - 1), rel=0.01)


def test_the_potency_of_metoclopramide_lies_between_those_of_four_studies() -> None:
    kinetics = load("metoclopramide").kinetics()
    bioavailability = 0.77
    volume = kinetics.volume_over_f * bioavailability
    in_vein = 2.5 / volume * 1000
    judd = mean_of([in_vein / (38.2 / 5 - 1), in_vein / (103 / 12.1 - 1)])
    healy = kinetics.level(20, 1) / (27.8 / 5 - 1)
    mccallum = kinetics.level(10, 1) / (6 - 1)
    found = [healy, mccallum, judd, in_vein / 4.46]
    assert potency("metoclopramide") == pytest.approx(mean_of(found), rel=0.03)
    assert min(found) < potency("metoclopramide") < max(found)


def test_potencies_of_settled_doses_are_what_their_reasons_say() -> None:
    clearance = load("haloperidol").kinetics().clearance_over_f
    levels = [mg / 24 / clearance * 1000 for mg in (5, 10, 20)]
    drives = [settled_drive(prolactin, 7.67) for prolactin in (16, 32, 34)]
    found = mean_of([level / drive for level, drive in zip(levels, drives, strict=True)])
    assert potency("haloperidol") == pytest.approx(found, rel=0.02)
    assert potency("chlorpromazine") == pytest.approx(50 / settled_drive(30, 7.67), rel=0.03)


def test_potencies_of_agonists_are_what_their_reasons_say() -> None:
    one = peak("cabergoline", "oral", 1)
    settled = [
        level / settled_agonism(left) for level, left in ((0.3 * one, 0.35), (0.6 * one, 0.24))
    ]
    assert potency("cabergoline") == pytest.approx(mean_of(settled), rel=0.02)
    measured = ((0.555, 0.36), (0.702, 0.25), (1.055, 0.34))
    settled = [level / settled_agonism(left) for level, left in measured]
    assert potency("metergoline") == pytest.approx(
        load("metergoline").kinetics().level(4, 3) / settled_agonism(0.5), rel=0.02
    )
    puerperal = 0.05
    assert potency("bromocriptine") == pytest.approx(
        mean_of([mean_of(settled), puerperal]), rel=0.02
    )


def test_the_potency_of_releasing_hormone_gives_what_its_reason_says() -> None:
    """Rise of prolactin in a woman at rest, above the same hours without."""

    def highest(dose: str, route: str) -> float:
        taken = f"{{do: take, medicine: trh, dose: {dose}, route: {route}, start: 0 h}}"
        run = simulate(load_scenario("non-pregnant-woman", [f"protocol=[{taken}]"]), days=1)
        return evaluate(run, "prolactin.level", "max", "PT0H/PT3H")

    rest = highest("0 mg", "oral")
    told = {("200 ug", "intravenous"): 20, ("500 ug", "intravenous"): 23, ("80 mg", "oral"): 23}
    rises = {taken: highest(*taken) - rest for taken in told}
    assert rises == pytest.approx(told, abs=1)


def test_potencies_outside_the_dopamine_system_are_what_their_reasons_say() -> None:
    clearance = load("growth-hormone").kinetics("subcutaneous").clearance_over_f
    mean = 6.5 * load("growth-hormone").amount("1 IU") / 24 / clearance * 1000
    assert potency("growth-hormone") == pytest.approx(mean / 1.6, rel=0.02)
    kinetics = load("pseudoephedrine").kinetics()
    hours = [i / 100 for i in range(2400)]
    left = [1 / (1 + kinetics.level(60, hour) / potency("pseudoephedrine")) for hour in hours]
    assert sum(left) / len(left) == pytest.approx(0.76, abs=0.002)
    estradiol = 8 / load("estradiol").kinetics().clearance_over_f
    pill = 0.035 / load("ethinylestradiol").kinetics().clearance_over_f
    relative = load("ethinylestradiol").effects[0].relative_potency
    assert relative is not None
    assert relative.value == pytest.approx(estradiol / pill, rel=0.01)


def test_the_potency_of_morphine_is_what_its_reason_says() -> None:
    """The level that relieves pain, times the doses of rats that halve milk ejections and pain."""
    assert potency("morphine") == pytest.approx(30 * 0.67 / 5.0, rel=0.02)
    assert load("morphine").kinetics("intravenous").level(10, 0) == pytest.approx(35, rel=0.05)


def test_oral_morphine_is_that_of_the_vein_over_what_reaches_the_blood() -> None:
    vein, oral = (load("morphine").kinetics(route) for route in ("intravenous", "oral"))
    share = oral.bioavailability
    assert oral.clearance_over_f * share == pytest.approx(vein.clearance_over_f, rel=0.01)
    assert oral.volume_over_f * share == pytest.approx(vein.volume_over_f, rel=0.01)


def test_morphine_blocks_let_down_and_leaves_the_prolactin_answer() -> None:
    """As in rats that nursed under morphine (Rayner 1988). By pump, since an infant sucks on without milk."""

    def pumped(dose: str) -> tuple[float, float]:
        given = (
            f"{{do: take, medicine: morphine, dose: {dose}, route: intravenous, start: P2DT55M}}"
        )
        pump = "{do: pump, start: 49 h, every: 3 h, duration: 15 min, breasts: both, simultaneous: true}"
        steps = f"protocol=[{{do: pregnancy}}, {{do: birth}}, {pump}, {given}]"
        run = simulate(load_scenario("exclusive-pumping", [steps]), days=3)
        at = ("mean", "P2DT1H/P2DT2H")
        return evaluate(run, "session.ejections", *at), evaluate(run, "prolactin.session_rise", *at)

    without, under = pumped("0 mg"), pumped("5 mg")
    assert under[0] < 0.5 * without[0]
    assert under[1] == pytest.approx(without[1], rel=0.05)


def test_the_potency_of_alcohol_gives_what_its_reason_says() -> None:
    """Drunk an hour before a pump, at 65 kg: oxytocin of the session above the level of rest."""

    def released(grams_per_kg: float) -> float:
        drunk = f"{{do: take, medicine: alcohol, dose: {65000 * grams_per_kg} mg, start: 48 h}}"
        pump = "{do: pump, start: 49 h, every: 3 h, duration: 15 min, breasts: both, simultaneous: true}"
        steps = f"protocol=[{{do: pregnancy}}, {{do: birth}}, {pump}, {drunk}]"
        run = simulate(load_scenario("exclusive-pumping", [steps]), days=3)
        mean = evaluate(run, "oxytocin.session_mean", "mean", "P2DT1H/P2DT2H")
        return mean - run.parameter_values["oxytocin_basal"]

    told = {0.65: 38, 0.75: 43, 1.0: 58, 1.25: 68, 1.75: 78}
    sober = released(0)
    fall = {dose: 100 * (1 - released(dose) / sober) for dose in told}
    assert fall == pytest.approx(told, abs=3)


def test_alcohol_raises_prolactin_of_a_man_as_its_reason_says() -> None:
    """The two hours after 1 g/kg against the same hours without."""

    def after(grams_per_kg: float) -> float:
        nothing = "{do: stress, start: 0 h, stop: 1 h, level: 0}"
        drunk = f"{{do: take, medicine: alcohol, dose: {70000 * grams_per_kg} mg, start: 48 h}}"
        run = simulate(load_scenario("man", [f"protocol=[{nothing}, {drunk}]"]), days=3)
        return evaluate(run, "prolactin.level", "mean", "P2D/P2DT2H")

    assert after(1) == pytest.approx(1.31 * after(0), rel=0.02)


# ------------------------------------------------------------------ in a run


def test_a_simulated_dose_follows_the_formula_of_its_kinetics() -> None:
    """Every medicine of the library by every route at once, a milligram of each."""
    steps = [
        f"{{do: take, medicine: {name}, dose: 1 mg, route: {route}, start: 0 h}}"
        for name, route in ROUTES
    ]
    scenario = load_scenario("non-pregnant-woman", [f"protocol=[{', '.join(steps)}]"])
    trace = simulate(scenario, days=2, estimate_error=False).trace
    for name, route in ROUTES:
        kinetics = load(name).kinetics(route)
        if math.isfinite(kinetics.saturation_ng_per_ml):
            continue  # the formula is that of levels far below saturation
        amounts = trace.states[1:, trace.names.index(f"{identifier(name)}_{route}_amount")]
        formula = [kinetics.level(1, hour) for hour in trace.time_h[1:]]
        levels = amounts / kinetics.volume_over_f * 1000
        assert levels == pytest.approx(formula, abs=1e-4 * max(formula)), (name, route)


def test_alcohol_falls_in_a_line_where_elimination_is_saturated() -> None:
    """By 159 mg/L an hour above 200 mg/L, as the file says, and ever more slowly at the end."""
    scenario = load_scenario(
        "non-pregnant-woman", ["protocol=[{do: take, medicine: alcohol, dose: 60 g, start: 0 h}]"]
    )
    trace = simulate(scenario, days=1, estimate_error=False).trace
    amounts = trace.states[:, trace.names.index("alcohol_oral_amount")]
    volume = load("alcohol").kinetics().volume_over_f
    at = {hour: float(np.interp(hour, trace.time_h, amounts)) / volume for hour in (4, 6, 8, 20)}
    assert (at[4] - at[6]) / 2 == pytest.approx(159, rel=0.05)
    assert (at[6] - at[8]) / 2 == pytest.approx(159, rel=0.1)
    assert 0 <= at[20] < 1e-3
