"""Covariates: as often as a population says, and acting through what the engine applies."""

from pathlib import Path

import numpy as np
import pytest

from lactea.body.registry import default_body
from lactea.cohort import CohortError, Population, draw_people, load_population
from lactea.cohort.covariates import EFFECTS, NO_MECHANISM
from lactea.engine import simulate
from lactea.engine.person import settle_person
from lactea.scenario import Scenario, load

NATURAL = load("natural")
DRAWN = {"storage", "tissue_potential", "right_over_left"}
"""What differs between people whatever a population states."""
PEOPLE = 1500
MIXED = """
name: a mixed group
source: made up for this test
age_years: {mean: 30.0, sd: 6.0, at_least: 18.0, at_most: 45.0}
body_mass_index: {mean: 26.0, sd: 5.0, at_least: 17.0, at_most: 50.0}
parity: {0: 0.5, 1: 0.3, 2: 0.2}
diabetes: {none: 0.8, gestational: 0.15, type1: 0.05}
caesarean: 0.3
smoking: {share: 0.1, per_day: 8}
girls: 0.4
"""


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> list[Scenario]:
    path = tmp_path_factory.mktemp("population") / "mixed.yaml"
    path.write_text(MIXED, encoding="utf-8")
    people = draw_people(NATURAL, PEOPLE, 11, load_population(path))
    return [person.scenario for person in people]


def test_shares_are_those_of_the_population(group: list[Scenario]) -> None:
    people = [scenario.person for scenario in group]
    infants = [scenario.infant for scenario in group if scenario.infant is not None]
    found = {
        0.5: np.mean([p.parity == 0 for p in people]),
        0.15: np.mean([p.diabetes == "gestational" for p in people]),
        0.05: np.mean([p.diabetes == "type1" for p in people]),
        0.3: np.mean([p.delivery == "caesarean" for p in people]),
        0.1: np.mean([p.smoking == 8 for p in people]),
        0.4: np.mean([i.sex == "girl" for i in infants]),
    }
    for share, seen in found.items():
        assert seen == pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / PEOPLE))
    ages = np.array([p.age_years for p in people])
    assert ages.min() >= 17.9
    assert ages.max() <= 45.1
    assert ages.mean() == pytest.approx(30, abs=0.6)


def test_covariates_are_drawn_apart(group: list[Scenario]) -> None:
    table = [
        [s.person.age_years for s in group],
        [s.person.body_mass_index for s in group],
        [s.person.parity for s in group],
        [s.person.delivery == "caesarean" for s in group],
        [s.person.storage for s in group],
    ]
    between = np.corrcoef(np.array(table, dtype=float))[np.triu_indices(5, 1)]
    assert np.abs(between).max() < 4 / np.sqrt(PEOPLE)


def test_body_mass_goes_with_its_index(group: list[Scenario]) -> None:
    usual = NATURAL.person
    for scenario in group[:20]:
        person = scenario.person
        ratio = person.body_mass_index / usual.body_mass_index
        assert person.body_mass == pytest.approx(usual.body_mass * ratio)


def test_nothing_is_drawn_that_no_population_states() -> None:
    for person in draw_people(NATURAL, 20):
        kept = person.scenario.person.model_dump(exclude=DRAWN)
        assert kept == NATURAL.person.model_dump(exclude=DRAWN)


def test_a_stated_sex_stays_and_an_open_one_is_drawn() -> None:
    girls = load("natural", ["infant.sex=girl"])
    assert {p.scenario.infant.sex for p in draw_people(girls, 30)} == {"girl"}  # type: ignore[union-attr]
    drawn = {p.scenario.infant.sex for p in draw_people(NATURAL, 30)}  # type: ignore[union-attr]
    assert drawn == {"girl", "boy"}


OTHERWISE = {
    "age": "person.age=41 years",
    "parity": "person.parity=3",
    "body_mass_index": "person.body_mass_index=35.0",
    "body_mass": "person.body_mass=95 kg",
    "diabetes": "person.diabetes=type1",
    "delivery": "person.delivery=caesarean",
    "smoking": "person.smoking=20 per day",
    "infant_sex": "infant.sex=girl",
    "infant_birth_weight": "infant.birth_weight=2.6 kg",
}


@pytest.fixture(scope="module")
def usual_milk() -> np.ndarray:
    return np.asarray(simulate(NATURAL, days=4).days["removed"])


@pytest.mark.parametrize("covariate", EFFECTS)
def test_the_list_of_effects_is_true(covariate: str, usual_milk: np.ndarray) -> None:
    changed = load("natural", [OTHERWISE[covariate]])
    same_setting = settle_person(default_body(), changed) == settle_person(default_body(), NATURAL)
    milk = np.asarray(simulate(changed, days=4).days["removed"])
    acts = not (same_setting and (milk == usual_milk).all())
    assert acts == (EFFECTS[covariate] != NO_MECHANISM)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("parity: {0: 0.5, 1: 0.4}", "add up to 0.9"),
        ("diabetes: {sugar: 1.0}", "diabetes"),
        ("caesarean: 1.3", "caesarean"),
        ("ages: 3", "'ages' is not an entry"),
        ("age_years: {mean: 50.0, sd: 6.0, at_least: 18.0, at_most: 45.0}", "must lie between"),
        ("- 3", "mapping"),
    ],
)
def test_a_fault_names_file_and_entry(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "group.yaml"
    path.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(CohortError, match=r"group\.yaml") as caught:
        load_population(path)
    assert said in str(caught.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CohortError, match=r"nowhere\.yaml"):
        load_population(tmp_path / "nowhere.yaml")


def test_a_population_is_part_of_who_somebody_is() -> None:
    heavy = Population(body_mass_index={"mean": 35.0, "sd": 1.0, "at_least": 30.0, "at_most": 40.0})  # type: ignore[arg-type]
    one = next(iter(draw_people(NATURAL, 1, population=heavy)))
    assert one.scenario.person.body_mass_index > 30
    # Covariates come on top: whoever is heavier is otherwise the same person.
    assert one.values == next(iter(draw_people(NATURAL, 1))).values
