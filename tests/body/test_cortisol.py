"""Cortisol has its day, and more of it is bound under oestrogen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.body.mechanisms.cortisol import cortisol
from lactea.body.registry import default_body
from lactea.engine.units import inside_value

VALUES = {
    name: inside_value(parameter)
    for name, parameter in default_body().parameters.items()
    if name.startswith("cortisol_") or name == "day_length"
}
TERM = 20_000.0
"""pg/mL; oestradiol near term."""


def level(clock: float, estradiol: float = 0.0) -> float:
    return cortisol.equation(clock=clock, estradiol=estradiol, **VALUES)


def test_the_highest_and_the_lowest_level_are_those_of_the_source() -> None:
    assert level(8.5) == pytest.approx(155, rel=0.01)
    assert level(20.5) == pytest.approx(20, rel=0.02)


def test_there_is_three_times_as_much_near_term() -> None:
    assert level(8.5, TERM) / level(8.5) == pytest.approx(3, rel=0.02)


@given(st.floats(0, 48), st.floats(0, 1e5), st.floats(1, 1e5))
def test_oestrogen_adds_at_any_hour_and_never_more_than_its_most(
    clock: float, less: float, more: float
) -> None:
    most = 1 + VALUES["cortisol_binding_gain"]
    assert level(clock, less) < level(clock, less + more) < most * level(clock)
    assert level(clock + 24, less) == pytest.approx(level(clock, less))
