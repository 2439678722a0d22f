"""What is said of harmed ducts, and what is refused."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.ducts import DuctError, Harm, Supply, harmed, read_harms, reduce_to_groups

SUPPLY = Supply(alveoli=0.004)


def groups(tree, blocked=(), narrowed=()):
    return reduce_to_groups(tree, read_harms(blocked, narrowed), SUPPLY)


def test_harms_are_read() -> None:
    assert read_harms(["2"], ["3.1=0.5"]) == (Harm("2", 0.0), Harm("3.1", 0.5))


@pytest.mark.parametrize(
    ("blocked", "narrowed", "said"),
    [
        ([], ["3"], "write it such as 3=0.5"),
        ([], ["3=half"], "not a branch and a share"),
        ([], ["3=nan"], "not a branch and a share"),
        ([], ["3=-1"], "from 0.01 to 10"),
        ([], ["3=inf"], "from 0.01 to 10"),
        ([], ["3=1e-90"], "from 0.01 to 10"),
        (["3"], ["3=0.5"], "named twice"),
        (["99"], [], "main ducts 1 to"),
        (["2,3"], [], "one duct each: --blocked 2 --blocked 3"),
        (["2 3"], [], "one duct each: --blocked 2 --blocked 3"),
        ([], ["2,3=0.5"], "one duct each: --narrow 2=0.5 --narrow 3=0.5"),
        (["3.3"], [], "ends before it"),
        ([""], [], "There is no duct ''"),
    ],
)
def test_what_makes_no_sense_is_refused(tree, blocked, narrowed, said: str) -> None:
    with pytest.raises(DuctError, match=said):
        harmed(tree, read_harms(blocked, narrowed))


@given(st.lists(st.text(max_size=12), max_size=3), st.lists(st.text(max_size=12), max_size=3))
def test_any_text_is_read_or_refused(tree, blocked, narrowed) -> None:
    with contextlib.suppress(DuctError):
        harmed(tree, read_harms(blocked, narrowed))


def test_unharmed_ducts_are_one_group_that_drains_as_ever(tree) -> None:
    (group,) = groups(tree)
    assert (group.share, group.patency, group.lobules) == (1.0, 1.0, tree.lobules)


def test_shares_add_up(tree) -> None:
    found = groups(tree, ["2", "4.1"], ["3=0.5", "3.1=0.7"])
    assert sum(group.share for group in found) == pytest.approx(1.0)
    assert sum(group.lobules for group in found) == tree.lobules


def test_untouched_lobes_drain_as_ever(tree) -> None:
    first = groups(tree, ["2"], ["3=0.5"])[0]
    assert (first.lobe, first.patency) == (None, 1.0)


def test_a_blocked_branch_takes_its_own_lobules_only(tree) -> None:
    found = {group.behind: group for group in groups(tree, ["4.1"])}
    assert found["4.1",].patency == 0.0
    rest = next(group for group in found.values() if group.lobe == 4 and not group.behind)
    assert rest.lobules == tree.branches["4.2"].lobules
    # What shared the main duct with it has that for itself now.
    assert rest.patency > 1.0


def test_every_lobe_may_be_harmed(tree) -> None:
    found = groups(tree, [main.label for main in tree.main_ducts])
    assert {group.patency for group in found} == {0.0}
    assert len(found) == len(tree.main_ducts)


def test_the_narrower_the_less_it_drains(tree) -> None:
    bores = (1.5, 1.0, 0.8, 0.5, 0.25, 0.1, 0.0)
    drained = [groups(tree, [], [f"3={bore}"])[1].patency for bore in bores]
    assert drained == sorted(drained, reverse=True)
    assert drained[1] == pytest.approx(1.0)
    assert drained[-1] == 0.0
    # Only the ducts' part of what opposes the flow grows sixteen-fold.
    assert 1 / 16 < drained[3] < 1
