"""Growing the ducts: published counts and widths come back, and a person's tree is always the same."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lactea.ducts import DuctError, grow_tree
from lactea.ducts.anatomy import value

PEOPLE = 400
# Printed means and standard deviations (Ramsay 2005); they are inputs, and this validates nothing.
COUNTS = {"left": (9.6, 2.9), "right": (9.2, 2.9)}
BORES = {"left": (1.9, 0.6), "right": (2.0, 0.7)}
FIRST_BRANCH = (8.0, 5.5)


def mains(side: str) -> list:
    # The smallest tree that has the bores of the measured, lactating women.
    return [grow_tree(side, value("tissue_lactating"), person=p).main_ducts for p in range(PEOPLE)]


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.slow
def test_printed_counts_and_widths_come_back(side: str) -> None:
    people = mains(side)
    counts = np.array([len(ducts) for ducts in people])
    bores = np.array([duct.diameter for ducts in people for duct in ducts])
    ways = np.array([duct.length for ducts in people for duct in ducts])
    for found, (mean, sd) in ((counts, COUNTS[side]), (bores, BORES[side]), (ways, FIRST_BRANCH)):
        assert found.mean() == pytest.approx(mean, abs=4 * sd / math.sqrt(len(found)))
        assert found.std() == pytest.approx(sd, rel=0.15)


def test_the_same_person_has_the_same_ducts() -> None:
    assert grow_tree("left", 5.0, seed=3, person=7) == grow_tree("left", 5.0, seed=3, person=7)


@pytest.mark.parametrize("other", [{"seed": 4}, {"person": 8}])
def test_other_people_have_other_ducts(other: dict) -> None:
    usual = {"seed": 3, "person": 7}
    assert (
        grow_tree("left", 5.0, **usual).branches != grow_tree("left", 5.0, **usual | other).branches
    )


def test_the_two_breasts_differ() -> None:
    assert grow_tree("left", 5.0).branches.keys() != grow_tree("right", 5.0).branches.keys()


@settings(max_examples=20, deadline=None)
@given(st.floats(0.5, 20), st.floats(0.5, 20), st.integers(0, 50))
def test_more_tissue_is_the_same_tree_with_more_branches(a: float, b: float, person: int) -> None:
    small, large = (grow_tree("left", tissue, person=person) for tissue in sorted((a, b)))
    assert small.branches.keys() <= large.branches.keys()
    assert small.alveoli <= large.alveoli
    for label, branch in small.branches.items():
        assert branch.lobules <= large.branches[label].lobules


@settings(max_examples=20, deadline=None)
@given(st.floats(0.5, 20), st.integers(0, 50))
def test_every_branching_shares_out_lobules_and_bores(tissue: float, person: int) -> None:
    tree = grow_tree("right", tissue, person=person)
    power = value("diameter_power")
    assert sum(main.lobules for main in tree.main_ducts) == tree.lobules
    for label, branch in tree.branches.items():
        daughters = [tree.branches[f"{label}.{turn}"] for turn in (1, 2) if not branch.is_end]
        if daughters:
            assert sum(daughter.lobules for daughter in daughters) == branch.lobules
            added = sum(daughter.diameter**power for daughter in daughters)
            assert added == pytest.approx(branch.diameter**power)


def test_ducts_narrow_inside_the_nipple(tree) -> None:
    assert all(0 < main.nipple_diameter < main.diameter for main in tree.main_ducts)


@pytest.mark.parametrize("tissue", [0.0, -1.0, 101.0, math.nan, math.inf])
def test_impossible_tissue_is_refused(tissue: float) -> None:
    with pytest.raises(DuctError, match="above 0 and up to 100"):
        grow_tree("left", tissue)


def test_a_third_breast_is_refused() -> None:
    with pytest.raises(DuctError, match="left or right"):
        grow_tree("middle", 1.0)
