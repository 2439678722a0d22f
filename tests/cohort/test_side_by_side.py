"""People stepped side by side are the people who are simulated one by one."""

from pathlib import Path

import numpy as np
import pytest

from lactea.cohort import CohortError, Failure, Plan, Recipe, Success, open_cohort, write_cohort
from lactea.cohort.crews import Alone, Processes
from lactea.cohort.daily import DAILY, entry_of
from lactea.cohort.people import simulate_people
from lactea.cohort.side_by_side import ROWS, refuse_who_decides, replay_people
from lactea.engine import simulate
from lactea.engine.doses import body_with_medicines
from lactea.engine.person import settle_person
from lactea.engine.timetable import LookedError, timetable
from lactea.scenario import load

PUMPING = load("induced")
NATURAL = load("natural")
BIRTH = load("domperidone-course", ["protocol[3].start=2 d"])
FLOORS = {"prolactin_max": 1.0, "infant_weight": 0.1}


@pytest.mark.parametrize(
    ("scenario", "days"),
    [(PUMPING, 9), (BIRTH, 4), (NATURAL, 4)],
    ids=["pumping", "birth and medicine", "on demand"],
)
def test_daily_figures_agree_with_those_of_each_alone(scenario, days: int) -> None:  # type: ignore[no-untyped-def]
    recipe, people = Recipe(scenario, 2), range(3, 7)
    alone = list(simulate_people(recipe, people, entry_of, days=days))
    together = list(replay_people(recipe, people, days=days, crew=Alone()))
    for one, other in zip(alone, together, strict=True):
        assert isinstance(one, Success)
        assert isinstance(other, Success)
        assert one.index == other.index
        assert one.value.days is not None
        assert other.value.days is not None
        for name in DAILY:
            kept = other.value.days[name]
            assert kept.shape == one.value.days[name].shape
            if name in ("prolactin_mean", "topup"):
                assert np.isnan(kept).all()
                continue
            exact = one.value.days[name].astype(float)
            allowed = 1e-3 * np.maximum(np.abs(exact), FLOORS.get(name, 1.0))
            assert (np.abs(kept - exact) <= allowed).all(), name
        for readout in ROWS:
            exact_number = one.value.row[readout.column]
            assert other.value.row[readout.column] == (
                None if exact_number is None else pytest.approx(exact_number, rel=1e-3)
            )


@pytest.mark.parametrize("scenario", [PUMPING, BIRTH], ids=["pumping", "birth and medicine"])
def test_decisions_of_a_timetable_are_those_of_the_run(scenario) -> None:  # type: ignore[no-untyped-def]
    person = Recipe(scenario, 2).person(5).scenario
    decided = simulate(person, days=6).resolved
    assert timetable(person, settle_person(body_with_medicines(person), person), 6) == decided


@pytest.mark.parametrize(
    ("name", "days", "looked_at"),
    [
        ("natural", None, "infant"),
        ("induced", 60, "on day 56"),
        ("newman-goldfarb", None, "on day"),
    ],
    ids=["on demand", "later on demand", "rules"],
)
def test_who_decides_from_the_body_cannot_take_the_steps_of_a_timetable(
    name: str, days: int | None, looked_at: str
) -> None:
    scenario = load(name)
    with pytest.raises(CohortError, match=f"cannot take the same steps.*{looked_at}"):
        refuse_who_decides(scenario, days)
    with pytest.raises(LookedError):
        timetable(scenario, settle_person(body_with_medicines(scenario), scenario), days)


def test_a_file_of_lanes_is_a_file_like_any_other(tmp_path: Path) -> None:
    plan = Plan(Recipe(load("man", ["person.storage=5"]), 1), 20, days=2, engine="lanes")
    one = write_cohort(plan, tmp_path / "one.parquet", Alone())
    other = write_cohort(plan, tmp_path / "other.parquet", Processes(2))
    assert one.people().equals(other.people())
    assert one.days().equals(other.days())
    assert open_cohort(tmp_path / "one.parquet").card["engine"] == "lanes"
    assert 0 < one.people()["failure"].notna().sum() < 20
    with pytest.raises(CohortError, match=r"engine lanes \(now compiled\)"):
        write_cohort(Plan(plan.recipe, 20, days=2), tmp_path / "one.parquet", Alone())


def test_who_fails_stands_between_the_others() -> None:
    recipe = Recipe(load("man", ["person.storage=5"]), 1)
    found = list(replay_people(recipe, range(12), days=1, crew=Alone()))
    assert [one.index for one in found] == list(range(12))
    failed = [one for one in found if isinstance(one, Failure)]
    assert 0 < len(failed) < 12
    assert all("person.storage" in one.reason for one in failed)
