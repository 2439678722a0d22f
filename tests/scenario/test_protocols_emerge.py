"""What protocols do follows from mechanism: where making, demand or removal is the limit, and how fast."""

from functools import cache

import numpy as np
import pytest

from lactea.cohort import Recipe
from lactea.engine import Recording, simulate
from lactea.scenario import Scenario, load
from lactea.view.steroid_priming import Regimen, scenario_of

COURSE = {"do": "take", "medicine": "domperidone", "dose": "10 mg", "every": "8 h"}


@cache
def run(name: str, overrides: tuple[str, ...] = (), days: int | None = None) -> Recording:
    return simulate(load(name, overrides), days=days)


def with_steps(name: str, *steps: dict[str, object], overrides: tuple[str, ...] = ()) -> Recording:
    scenario = load(name, overrides)
    data = scenario.model_dump(mode="json", by_alias=True)
    return simulate(Scenario.model_validate(data | {"protocol": [*data["protocol"], *steps]}))


def milk(recording: Recording, first_day: int, last_day: int) -> float:
    """Mean mL removed per day, the last day not included."""
    removed = recording.days["removed"].sum(axis=1)
    return float(np.mean(removed[first_day - recording.first_day : last_day - recording.first_day]))


def made(recording: Recording, first_day: int, last_day: int) -> float:
    total = recording.days["made"].sum(axis=1)
    return float(np.mean(total[first_day - recording.first_day : last_day - recording.first_day]))


def course(start: int, stop: int, dose: str = "10 mg") -> dict[str, object]:
    return COURSE | {"start": f"{start} d", "stop": f"{stop} d", "dose": dose}


# ------------------------------------------------------------------ galactagogues


def test_what_a_course_adds_is_gone_a_week_after_it_and_comes_back_with_it() -> None:
    treated = run("metoclopramide-on-off-on")
    plain = run("metoclopramide-on-off-on", ("protocol[4].dose=0 mg", "protocol[5].dose=0 mg"))
    on, off, again = (
        milk(treated, last - 3, last) - milk(plain, last - 3, last) for last in (81, 88, 102)
    )
    assert on > 0
    # It may fall below what it would have been, as it did in the women of the trial (390 after 433).
    assert off < 0.5 * on
    assert again > on / 2


def test_domperidone_adds_where_making_is_the_bottleneck_and_removal_good() -> None:
    treated = run("domperidone-course")
    plain = run("domperidone-course", ("protocol[3].dose=0 mg",))
    assert milk(treated, 35, 42) > 1.15 * milk(plain, 35, 42)


def test_domperidone_adds_nothing_to_intake_where_the_infant_is_the_limit() -> None:
    treated = with_steps("natural", course(60, 74), overrides=("horizon=75 d",))
    assert milk(treated, 67, 74) == pytest.approx(milk(run("natural", (), 75), 67, 74), rel=0.05)


def test_domperidone_does_nothing_without_removal() -> None:
    treated = with_steps("natural-no-nursing", course(28, 42), overrides=("horizon=43 d",))
    assert milk(treated, 0, 43) == 0
    # A few drops are made and taken back: a fiftieth of what a nursed breast makes.
    assert made(treated, 35, 42) < 0.02 * made(run("natural"), 35, 42)


def test_twice_the_dose_adds_little() -> None:
    none, once, twice = (
        milk(run("domperidone-course", (f"protocol[3].dose={dose}",)), 35, 42)
        for dose in ("0 mg", "10 mg", "20 mg")
    )
    assert once < twice
    assert twice - once < 0.5 * (once - none)


# ------------------------------------------------------------------ starting without pregnancy


def test_suckling_alone_starts_some_milk() -> None:
    assert 0 < milk(run("induced"), 49, 56) < milk(run("natural"), 49, 56)


LATER = 60
"""Days by which the longer gap is longer."""
RESTART = {
    "protocol[3].start": "102 d", "protocol[4].start": "2449 h", "protocol[4].stop": "130 d",
    "protocol[5].start": "102 d", "protocol[5].stop": "109 d",
    "protocol[6].start": "109 d", "protocol[6].stop": "116 d",
    "protocol[7].start": "116 d", "protocol[7].stop": "130 d",
    "horizon": "180 d",
}  # fmt: skip


def test_a_longer_gap_makes_relactation_slower() -> None:
    short = run("relactation")
    long = run("relactation", tuple(f"{path}={time}" for path, time in RESTART.items()))
    for first in range(42, 70, 7):
        later = milk(long, first + LATER, first + LATER + 7)
        assert later < milk(short, first, first + 7)


def test_a_smaller_gland_makes_relactation_less_complete() -> None:
    small = run("relactation", ("person.tissue_potential=0.3",))
    assert milk(small, 63, 70) < 0.9 * milk(run("relactation"), 63, 70)


# ------------------------------------------------------------------ stopping


def test_milk_falls_when_pregnant_again() -> None:
    recording = run("tandem")
    assert milk(recording, 540, 560) < 0.5 * milk(recording, 355, 365)


def test_early_cabergoline_keeps_milk_from_coming_in() -> None:
    treated, plain = run("cabergoline-suppression"), run("natural-no-nursing", (), 30)
    came_in = [
        any(event.kind == "secretory_activation" for event in recording.events)
        for recording in (treated, plain)
    ]
    assert came_in == [False, True]


def test_the_more_cabergoline_the_less_engorged_are_breasts_that_nobody_empties() -> None:
    """Two doses of the dose-ranging trial, and none."""
    protocols = [
        run("natural-no-nursing", (), 15),
        *(run("cabergoline-suppression", (f"protocol[2].dose='{mg} mg'",), 15) for mg in (0.5, 1)),
    ]
    worst = [float(np.max(recording.days["engorgement_max"])) for recording in protocols]
    assert worst == sorted(worst, reverse=True)
    assert worst[0] > 0.5 > worst[2]


def pill(medicine: str, dose: str) -> dict[str, object]:
    return {"do": "take", "medicine": medicine, "dose": dose, "start": "42 d", "every": "24 h"}


def test_the_combined_pill_lowers_milk_more_than_progestin_alone() -> None:
    pumping = ("horizon=168 d",)
    none = milk(run("exclusive-pumping", pumping), 140, 168)
    combined = milk(
        with_steps("exclusive-pumping", pill("combined-pill", "1 tablet"), overrides=pumping),
        140,
        168,
    )
    progestin = milk(
        with_steps("exclusive-pumping", pill("levonorgestrel", "0.0375 mg"), overrides=pumping),
        140,
        168,
    )
    assert combined < progestin < 1.02 * none
    assert none - combined > 2 * abs(none - progestin)


# ------------------------------------------------------------------ priming by steroids


def test_a_pill_lays_down_lobules_and_its_oestrogen_slows_them_while_it_is_taken() -> None:
    """Which of the two weighs more is not known: tests/view/test_steroid_priming.py."""
    primed, plain = (
        simulate(scenario_of(Regimen(pill, pump_from=0)), days=56).days for pill in (True, False)
    )
    assert np.all(primed["tissue"][55] > plain["tissue"][55])
    per_cell = [
        float(days["made"][49:56].sum() / days["active_cells"][49:56].sum())
        for days in (primed, plain)
    ]
    assert per_cell[0] < 0.9 * per_cell[1]


PRIMING = "combined-pill-norethisterone"
WORLDS = 3


def gained_by_priming(number: int) -> float:
    """Milk of the last week before the arrival, with the pill minus without, where all that is assumed
    is drawn anew.
    """
    with_pill = load("newman-goldfarb-accelerated", ["horizon=90 d"])
    steps = [
        step.model_copy(update={"dose": "0 tablet"})
        if getattr(step, "medicine", "") == PRIMING
        else step
        for step in with_pill.protocol
    ]
    without = with_pill.model_copy(update={"protocol": tuple(steps)})
    primed, plain = (
        milk(simulate(Recipe(one, seed=1, uncertainty="each").person(number).scenario), 83, 90)
        for one in (with_pill, without)
    )
    return primed - plain


@pytest.mark.xfail(
    strict=True,
    reason="in the protocol's own order, pumping after the pill, steroids only add: forty draws of forty gain "
    "1 to 306 mL a day; the band holds zero only beside pumping from the first day, while the pill is taken",
)
def test_what_priming_by_steroids_gains_is_not_known_to_be_more_than_nothing() -> None:
    gains = [gained_by_priming(number) for number in range(WORLDS)]
    assert min(gains) <= 0 <= max(gains)
