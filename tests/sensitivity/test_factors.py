"""The distributions: those of the cohort, placed by shares."""

import math
from statistics import NormalDist
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lactea.body.language import Uniform
from lactea.cohort.drawing import between_people, knowledge
from lactea.cohort.streams import Stream
from lactea.scenario import load
from lactea.sensitivity.factors import Origin, Space, chosen, factors_of
from lactea.sensitivity.problems import SensitivityError

SPACE = Space.of(load("natural"))
IDS = [factor.id for factor in SPACE.factors]


def test_half_is_the_middle() -> None:
    for name, value in SPACE.values(dict.fromkeys(IDS, 0.5)).items():
        spread = getattr(SPACE.body.parameters.get(name), "distribution", None)
        middle = (
            (spread.low + spread.high) / 2 if isinstance(spread, Uniform) else SPACE.middles[name]
        )
        assert value == pytest.approx(middle, rel=1e-12), name
    assert SPACE.values({}) == {}


def test_people_of_the_cohort_are_met_at_their_shares() -> None:
    index, seed, normal = 17, 4, NormalDist()
    shares = {}
    for factor in SPACE.factors:
        kind = "between" if factor.origin == "between people" else "knowledge"
        stream = Stream(seed, f"{kind}.{factor.id}")
        uniform = stream.uniform(index)
        shares[factor.id] = normal.cdf(stream.normal(index)) if kind == "between" else uniform
    wanted = between_people(SPACE.middles, seed, index)
    wanted |= knowledge(SPACE.body.parameters, SPACE.middles, seed, index)
    found = SPACE.values(shares)
    assert found.keys() == wanted.keys()
    for name, value in wanted.items():
        assert found[name] == pytest.approx(value, rel=1e-9), name


def test_every_uncertain_value_has_one_origin_and_one_home() -> None:
    assert len(set(IDS)) == len(IDS)
    assert {factor.origin for factor in SPACE.factors} == set(get_args(Origin))
    assumed = [factor.id for factor in SPACE.factors if factor.origin == "assumed"]
    assert all(SPACE.body.parameters[name].grade == "assumed" for name in assumed)
    homes = {factor.subsystem for factor in SPACE.factors}
    assert {"milk", "prolactin", "infant", "person"} <= homes


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(IDS), st.floats(0, 1), max_size=40))
def test_any_shares_are_a_person_who_can_be(shares) -> None:
    for name, value in SPACE.values(shares).items():
        assert math.isfinite(value), name
        if SPACE.middles[name] > 0 and name in shares:
            assert value >= 0 or shares[name] < 0.05, name


@given(st.sampled_from(IDS), st.floats(0.01, 0.98), st.floats(0.001, 0.02))
def test_a_greater_share_is_no_smaller_value(name, share, more) -> None:
    low, high = (
        SPACE.values({name: one}).get(name, SPACE.middles[name]) for one in (share, share + more)
    )
    assert low <= high


def test_what_two_have_in_common_counts_to_the_first() -> None:
    moved = SPACE.values({"person.tissue_potential": 0.9})
    assert moved["person.storage"] > SPACE.middles["person.storage"]
    assert "person.tissue_potential" not in SPACE.values({"person.storage": 0.9})


def test_a_name_that_is_none_is_told_with_the_nearest() -> None:
    with pytest.raises(SensitivityError, match="Did you mean 'transfer'"):
        chosen(SPACE.factors, ["transfr"])
    assert [one.id for one in chosen(SPACE.factors, ["transfer"])] == ["transfer"]


def test_a_medicine_brings_its_parameters_along() -> None:
    usual = {factor.id for factor in factors_of(load("natural"))}
    treated = {factor.id for factor in factors_of(load("domperidone-course"))}
    assert any("domperidone" in name for name in treated - usual)
