"""Older numbers by name: a run on them has exactly those, and they bear the stamp that they bore then."""

import pytest

from lactea.body.registry import default_body
from lactea.engine.person import settle_person
from lactea.engine.simulation import simulate
from lactea.engine.units import inside_value, parse_value
from lactea.results.stamp import parameter_set
from lactea.scenario import ScenarioError, load
from lactea.scenario.parameter_sets import kept_names, load_parameter_set

NAMES = kept_names()


def published(name: str) -> dict[str, float]:
    known = default_body().parameters
    values = load_parameter_set(name).values
    return {key: parse_value(known[key], one.value) for key, one in values.items()}


@pytest.mark.parametrize("name", NAMES)
def test_a_set_bears_the_stamp_that_it_bore_then(name: str) -> None:
    kept = load_parameter_set(name)
    assert kept.name == name
    retired = {key: float(one.value.split()[0]) for key, one in kept.retired.items()}
    assert not retired.keys() & default_body().parameters.keys()
    assert parameter_set(published(name) | retired) == kept.stamp
    running = {one.id: one.value for one in default_body().parameters.values()}
    assert parameter_set({key: running[key] for key in kept.values}) != kept.stamp


@pytest.mark.parametrize("name", NAMES)
def test_a_run_on_a_set_has_its_numbers(name: str) -> None:
    scenario = load("natural", [f"parameter_set={name}"])
    known = default_body().parameters
    settled = settle_person(default_body(), scenario).parameters
    expected = {key: inside_value(known[key], value) for key, value in published(name).items()}
    assert {key: settled[key] for key in expected} == pytest.approx(expected, rel=1e-12)


def test_older_numbers_give_other_milk() -> None:
    """Six times the drip: more is leaked, though less is stored."""
    then = simulate(load("natural", ["parameter_set=before-gentler-drip"]), days=4)
    now = simulate(load("natural"), days=4)
    assert then.days["leaked"][-1].sum() > 1.25 * now.days["leaked"][-1].sum()


def test_an_unknown_name_is_answered_with_those_that_exist() -> None:
    with pytest.raises(ScenarioError) as told:
        load("natural", ["parameter_set=before-gentle-drip"])
    assert "Did you mean 'before-gentler-drip'?" in str(told.value)
    assert all(name in str(told.value) for name in NAMES)
