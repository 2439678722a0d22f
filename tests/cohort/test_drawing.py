"""Drawing people: the same person whatever the batch; differences and ignorance kept apart."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.body.registry import default_body
from lactea.cohort import CohortError, Population, Recipe, Stream, draw_people, drawing
from lactea.cohort.correlations import mixing
from lactea.cohort.drawing import between_people
from lactea.cohort.variability import kind_of, read_variability, variability
from lactea.engine.person import settle_person
from lactea.engine.units import inside_factor
from lactea.scenario import Scenario, dumps, load, loads

NATURAL = load("natural")


@given(st.integers(0, 2**63 - 1), st.integers(0, 10**6), st.integers(0, 20))
def test_person_17_is_the_same_person_in_any_batch(seed: int, index: int, before: int) -> None:
    alone = Recipe(NATURAL, seed).person(index)
    batch = list(draw_people(NATURAL, before + 1, seed, start=index - before))
    assert batch[-1] == alone
    assert batch[-1].index == index


def test_people_differ_from_each_other_and_between_seeds() -> None:
    people = [Recipe(NATURAL, seed).person(index) for seed in (0, 1) for index in (0, 1)]
    assert len({person.scenario.person.storage for person in people}) == 4


def test_a_value_added_to_the_table_moves_no_other() -> None:
    few = read_variability(
        "id,kind,log_sd,sd,source,reason\n"
        "transfer,between_people,0.2,,assumed,x\ngrowth_fast,between_people,,0.1,assumed,x\n"
    )
    more = dict(
        reversed([*few.items(), ("maintenance", replace(few["transfer"], id="maintenance"))])
    )
    middles = {"transfer": 30.0, "growth_fast": 1.3, "maintenance": 60.0}
    before = between_people(middles, 5, 17, few, mixing([]))
    after = between_people(middles, 5, 17, more, mixing([]))
    assert {name: after[name] for name in before} == before
    assert before["transfer"] == 30.0 * math.exp(0.2 * Stream(5, "between.transfer").normal(17))


def test_a_drawn_person_is_a_scenario_that_can_be_written_down() -> None:
    person = Recipe(NATURAL, uncertainty="each").person(17)
    assert loads(dumps(person.scenario)) == person.scenario


def test_the_engine_uses_what_was_drawn() -> None:
    body = default_body()
    person = Recipe(NATURAL, 3, uncertainty="each").person(4)
    setting = settle_person(body, person.scenario)
    drawn = {name: value for name, value in person.values.items() if name in body.parameters}
    assert len(drawn) > 100
    for name, value in drawn.items():
        inside = value * inside_factor(body.parameters[name].unit)
        assert setting.parameters[name] == pytest.approx(inside, rel=1e-12), name
    assert setting.inputs["storage_potential_left"] == person.values["person.storage"]
    assert setting.inputs["infant_appetite_factor"] == person.values["infant.appetite"]
    assert person.scenario.infant is not None
    assert person.scenario.infant.birth_weight == person.values["infant.birth_weight"]


def test_the_breasts_of_drawn_people_differ_and_those_of_the_typical_person_do_not() -> None:
    def able(scenario: Scenario) -> tuple[float, float]:
        inputs = settle_person(default_body(), scenario).inputs
        return inputs["tissue_potential_left"], inputs["tissue_potential_right"]

    left, right = able(NATURAL)
    assert left == right
    people = [person.scenario for person in draw_people(NATURAL, 200)]
    ratios = [right / left for left, right in map(able, people)]
    assert ratios == pytest.approx([scenario.person.right_over_left for scenario in people])
    assert np.std(np.log(ratios)) == pytest.approx(
        variability()["person.right_over_left"].log_sd, rel=0.2
    )
    assert 80 < sum(ratio > 1 for ratio in ratios) < 120


def test_by_default_only_what_differs_between_people_is_drawn() -> None:
    values = Recipe(NATURAL).person(0).values
    between = {s.id for s in variability().values() if s.kind == "between_people"}
    assert set(values) == between


def test_a_shared_world_is_one_for_all_and_each_has_another_one() -> None:
    body = default_body()
    unknown = [p for p in body.parameters.values() if kind_of(p, variability()) == "knowledge"]
    assert len(unknown) > 50
    shared = [Recipe(NATURAL, uncertainty="shared").person(i).values for i in (0, 1)]
    each = [Recipe(NATURAL, uncertainty="each").person(i).values for i in (0, 1)]
    for parameter in unknown:
        assert shared[0][parameter.id] == shared[1][parameter.id] != parameter.value
        assert each[0][parameter.id] != each[1][parameter.id]
    # Being uncertain about the world changes nothing in how two people differ in it.
    assert shared[0]["synthesis_limit"] == Recipe(NATURAL).person(0).values["synthesis_limit"]


def test_the_scenario_is_the_middle_of_the_group() -> None:
    other = load("natural", ["person.storage=0.5", 'parameters.transfer="10 1/h"'])
    for name, ratio in (
        ("person.storage", 0.5),
        ("transfer", 10 / default_body().parameters["transfer"].value),
    ):
        one, same = (Recipe(s).person(9).values[name] for s in (NATURAL, other))
        assert same / one == pytest.approx(ratio)


def test_arms_share_their_people() -> None:
    nursing, pumping = (Recipe(load(name)).person(17) for name in ("natural", "exclusive-pumping"))
    for name in ("synthesis_limit", "prolactin_half_life", "person.storage"):
        assert nursing.values[name] == pumping.values[name]


def test_other_spreads_are_another_set(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = drawing.spread_set()
    wider = dict(variability()) | {"transfer": replace(variability()["transfer"], log_sd=0.21)}
    monkeypatch.setattr(drawing, "variability", lambda: wider)
    assert drawing.spread_set() != usual
    monkeypatch.undo()
    monkeypatch.setattr(drawing, "default_mixing", lambda: mixing([]))
    assert drawing.spread_set() != usual


def test_without_an_infant_none_is_drawn() -> None:
    person = Recipe(load("man")).person(0)
    assert person.scenario.infant is None
    assert not [name for name in person.values if name.startswith("infant.")]


def test_a_value_beyond_what_a_scenario_holds_is_an_error_with_a_reason() -> None:
    large = load("natural", ["person.storage=5"])
    with pytest.raises(CohortError, match=r"person\.storage: .*5"):
        list(draw_people(large, 10))


def test_spreads_are_those_of_the_table() -> None:
    people = list(draw_people(NATURAL, 1500, population=Population(girls=1.0)))
    for name, spread in variability().items():
        if spread.kind == "between_people" and spread.log_sd is not None:
            logs = np.log([person.values[name] for person in people])
            assert logs.std() == pytest.approx(spread.log_sd, rel=0.07), name


def test_people_far_out_can_be_drawn() -> None:
    """Person 7555 can grow 3.03 times as much as usual, over the bound that stood at 3."""
    drawn = Recipe(NATURAL, 0).person(7555)
    assert drawn.scenario.person.tissue_potential > 3
