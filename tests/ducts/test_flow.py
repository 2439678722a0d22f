"""Pressure and flow: closed forms, conservation, and what must not matter."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lactea.ducts import DuctError, Supply, eject, grow_tree, harmed, read_harms
from lactea.ducts.flow import FREE, alveolar_conductance, conductance

SUPPLY = Supply(alveoli=0.05, ejection=4.0, vacuum=16.0, viscosity=2.0)
DRIVING = SUPPLY.ejection + SUPPLY.vacuum
BORES = st.floats(0.1, 4)
LENGTHS = st.floats(0.5, 30)


def tube(bore: float, length: float) -> float:
    """Resistance in kPa min/mL, from SI units."""
    pascal_seconds = 128 * 2e-3 * length * 1e-3 / (math.pi * (bore * 1e-3) ** 4)
    return pascal_seconds / 1e3 * 1e-6 / 60


@settings(deadline=None)
@given(BORES, LENGTHS)
def test_one_tube_obeys_hagen_and_poiseuille(by_hand, bore: float, length: float) -> None:
    tree = by_hand(_1=(bore, length))
    assert 1 / conductance(tree.branches["1"], 2.0) == pytest.approx(tube(bore, length))
    expected = DRIVING / (tube(bore, length) + 1 / SUPPLY.alveoli)
    assert eject(tree, SUPPLY).total == pytest.approx(expected)


def test_half_the_bore_lets_a_sixteenth_through(tree) -> None:
    branch = tree.branches["1.1"]
    narrow = replace(branch, diameter=branch.diameter / 2)
    assert conductance(narrow, 2.0) == pytest.approx(conductance(branch, 2.0) / 16)


def test_the_way_through_the_nipple_is_in_series(tree) -> None:
    main = tree.main_ducts[0]
    stretches = tube(main.diameter, main.length) + tube(main.nipple_diameter, main.nipple_length)
    assert 1 / conductance(main, 2.0) == pytest.approx(stretches)


@settings(deadline=None)
@given(*[BORES] * 3, *[LENGTHS] * 3)
def test_daughters_are_parallel_and_in_series_with_their_parent(by_hand, a, b, c, k, m, n) -> None:
    found = eject(by_hand(_1=(a, k), _1_1=(b, m), _1_2=(c, n)), SUPPLY)
    ways = [tube(b, m) + 1 / SUPPLY.alveoli, tube(c, n) + 1 / SUPPLY.alveoli]
    together = 1 / sum(1 / way for way in ways)
    assert found.total == pytest.approx(DRIVING / (tube(a, k) + together))
    assert found.flows["1.1"] / found.flows["1.2"] == pytest.approx(ways[1] / ways[0])


def test_main_ducts_do_not_feel_each_other(by_hand) -> None:
    alone = eject(by_hand(_1=(1.0, 8.0)), SUPPLY).flows["1"]
    beside = eject(by_hand(_1=(1.0, 8.0), _2=(2.0, 3.0)), SUPPLY).flows["1"]
    assert beside == pytest.approx(alone)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.floats(1, 16), st.floats(0.001, 10))
def test_milk_is_conserved_at_every_branching(person: int, tissue: float, alveoli: float) -> None:
    tree = grow_tree("left", tissue, person=person)
    supply = Supply(alveoli=alveoli)
    found = eject(tree, supply)
    for label, branch in tree.branches.items():
        if branch.is_end:
            arriving = supply.alveoli * (supply.ejection - found.pressures[label])
        else:
            arriving = found.flows[f"{label}.1"] + found.flows[f"{label}.2"]
        assert arriving == pytest.approx(found.flows[label], abs=1e-9 * found.total)
    assert found.imbalance < 1e-9


def test_pressure_falls_towards_the_nipple(tree) -> None:
    found = eject(tree, Supply(alveoli=0.004))
    for label, branch in tree.branches.items():
        if branch.parent:
            assert found.pressures[label] > found.pressures[branch.parent]


@settings(max_examples=20, deadline=None)
@given(st.data(), st.floats(1.01, 3))
def test_a_wider_duct_lets_more_through(tree, data, wider: float) -> None:
    label = data.draw(st.sampled_from(list(tree.branches)))
    before = eject(tree, SUPPLY)
    after = eject(harmed(tree, read_harms([], [f"{label}={wider!r}"])), SUPPLY)
    assert after.flows[label] > before.flows[label]
    assert after.total > before.total


def test_numbering_does_not_matter(tree) -> None:
    labels = list(tree.branches)
    np.random.default_rng(1).shuffle(labels)
    shuffled = replace(tree, branches={label: tree.branches[label] for label in labels})
    before, after = eject(tree, SUPPLY).flows, eject(shuffled, SUPPLY).flows
    assert all(after[label] == pytest.approx(before[label], rel=1e-9) for label in labels)


def test_main_ducts_may_change_their_numbers(tree) -> None:
    count = len(tree.main_ducts)

    def turned(label: str) -> str:
        number, dot, rest = label.partition(".")
        return f"{int(number) % count + 1}{dot}{rest}"

    renamed = {turned(k): replace(b, label=turned(k)) for k, b in tree.branches.items()}
    before = eject(tree, SUPPLY).flows
    after = eject(replace(tree, branches=renamed), SUPPLY).flows
    assert all(after[turned(label)] == pytest.approx(before[label], rel=1e-9) for label in before)


@pytest.mark.parametrize("label", ["2", "2.1", "2.1.2"])
def test_nothing_passes_a_block(tree, label: str) -> None:
    after = eject(harmed(tree, read_harms([label], [])), SUPPLY)
    behind = [name for name in tree.branches if name == label or name.startswith(f"{label}.")]
    assert max(abs(after.flows[name]) for name in behind) < 1e-9
    assert all(after.pressures[name] == pytest.approx(SUPPLY.ejection) for name in behind)


def test_thicker_milk_flows_less(tree) -> None:
    assert eject(tree, replace(SUPPLY, viscosity=4.0)).total < eject(tree, SUPPLY).total


@pytest.mark.parametrize("flow", [1e-3, 20.0, 95.0])
def test_alveoli_are_set_so_that_the_tree_carries_the_flow(tree, flow: float) -> None:
    supply = Supply(alveoli=alveolar_conductance(tree, flow))
    assert eject(tree, supply).total == pytest.approx(flow, rel=1e-9)


def test_a_flow_that_the_ducts_cannot_carry_is_refused(tree) -> None:
    most = eject(tree, Supply(alveoli=FREE)).total
    with pytest.raises(DuctError, match="let through"):
        alveolar_conductance(tree, most * 1.01)
