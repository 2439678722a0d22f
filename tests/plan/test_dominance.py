"""Plans and published protocols on the front: who dominates whom, and by how much."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lactea.plan.dominance import Place, difference, standing, verdict

A = Place("A", 0.80, 0.76, 472.0, 0)
B = Place("B", 0.70, 0.64, 300.0, 0)
places = st.builds(
    Place,
    st.sampled_from(["one", "other"]),
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0, 500),
    st.integers(0, 250),
)


def test_a_protocol_that_asks_for_more_and_reaches_less_is_dominated() -> None:
    found = standing(Place("published", 0.65, 0.6, 320.0, 15), [A, B])
    assert found.beaten_by == ("B",)
    assert found.beats == ()
    assert (found.nearest, round(found.chance, 9), found.hours) == ("A", 0.16, 152.0)
    assert verdict([found]).startswith("The plans dominate every published protocol")


def test_a_protocol_that_reaches_more_for_medicine_is_not_and_by_how_much_is_said() -> None:
    found = standing(Place("with medicine", 0.85, 0.80, 346.0, 238), [A, B])
    assert found.beaten_by == ()
    assert "do not dominate" in verdict([found])
    assert difference(found) == (
        "plan A against it: -4 points of chance, +126 h, -238 days of medicine"
    )


def test_a_protocol_may_dominate_a_plan_and_then_it_is_said() -> None:
    found = standing(Place("better", 0.9, 0.9, 200.0, 0), [A, B])
    assert found.beats == ("A", "B")
    assert "as good as plan A, B" in difference(found)


@given(places, st.lists(places, min_size=1, max_size=4))
def test_nobody_is_said_to_dominate_who_is_worse_somewhere(own: Place, plans: list[Place]) -> None:
    found = standing(own, plans)
    for one in plans:
        worse = one.reached < own.reached or one.hours > own.hours
        if worse and sum(other.name == one.name for other in plans) == 1:
            assert one.name not in found.beaten_by
    assert bool(found.beaten_by) == any(one.as_good_as(own) for one in plans)
    assert (
        found.chance
        == next(p for p in plans if p.reached == max(q.reached for q in plans)).chance - own.chance
    )
