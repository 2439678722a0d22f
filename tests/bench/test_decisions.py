"""People side by side are held against their own decisions, and the decisions against those taken alone."""

from dataclasses import replace

import pytest

from lactea.bench.decisions import Agreement, agreement
from lactea.bench.population import crowd_of, deciding_lanes
from lactea.bench.timing import interleave
from lactea.scenario import load
from lactea.scenario.resolved import Border, ResolvedProtocol

FEEDS = range(0, 36000, 60)


def decided(*moments: int, label: str = "at left") -> ResolvedProtocol:
    borders = tuple(Border(tick, label=label) for tick in moments)
    return ResolvedProtocol("", "08:00", 0, 86400, borders)


def test_the_same_decisions_agree() -> None:
    found = agreement([decided(*FEEDS)] * 2, [decided(*FEEDS)] * 2)
    assert found == Agreement(2, 0, 2 * len(FEEDS), 0)
    assert found.allowed
    assert found.told() == "2 of 2 people decide as they do alone"


def test_a_feed_on_the_next_point_of_the_grid_is_counted_and_told() -> None:
    later = decided(*FEEDS[:-1], FEEDS[-1] + 60)
    found = agreement([decided(*FEEDS)] * 2, [decided(*FEEDS), later])
    assert (found.otherwise, found.moved) == (1, 1)
    assert found.allowed
    assert "1 of 2 people" in found.told()
    assert "1 of 1200 decisions fall on another moment" in found.told()


@pytest.mark.parametrize(
    "beside",
    [
        decided(*(tick + 10 for tick in FEEDS)),
        decided(*FEEDS, label="at right"),
        decided(*FEEDS[: len(FEEDS) // 2]),
        decided(*FEEDS, *FEEDS),
        decided(),
    ],
    ids=["all later", "another breast", "half left out", "twice", "none"],
)
def test_more_than_chance_does_not_pass(beside: ResolvedProtocol) -> None:
    assert not agreement([decided(*FEEDS)], [beside]).allowed


def test_no_decisions_prove_nothing() -> None:
    assert not agreement([decided()], [decided()]).allowed


@pytest.fixture(scope="module")
def crowd():
    return crowd_of(load("natural"), 2, 3, one_schedule=False)


def test_people_who_decide_in_lanes_are_right(crowd) -> None:
    (run,) = interleave([deciding_lanes(crowd)], 1)
    assert run.status == "right"
    assert "2 of 2 people decide as they do alone" in run.note


def test_a_row_whose_decisions_are_not_those_taken_alone_is_wrong(crowd) -> None:
    """Even where the milk of its own decisions is right."""
    first = crowd.runs[0]
    borders = tuple(replace(border, tick=border.tick + 10) for border in first.resolved.borders)
    shifted = replace(first, resolved=replace(first.resolved, borders=borders))
    (run,) = interleave([deciding_lanes(replace(crowd, runs=[shifted, crowd.runs[1]]))], 1)
    assert run.status == "wrong"
    assert "more than chance" in run.note
    assert run.milk is None
