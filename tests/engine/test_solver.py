"""Stepping one person: grid points, watches, recording, and equations that cannot be advanced."""

import time

import numpy as np
import pytest

from lactea.body.registry import default_body
from lactea.engine import SolverError
from lactea.engine.kernel import compile_body
from lactea.engine.person import settle_person
from lactea.engine.solver import CompiledSolver, Watch
from lactea.scenario import load

HOUR, DAY = 3600, 86_400
CLOCK = 8.0


def solver(tick: int = 0, **parameters: float) -> CompiledSolver:
    """A resting woman; `parameters` in inside units."""
    setting = settle_person(default_body(), load("non-pregnant-woman"))
    values = setting.parameters | parameters
    return CompiledSolver(compile_body(default_body()), values, setting.inputs, tick, CLOCK)


def test_it_lands_on_every_grid_point_and_on_the_end() -> None:
    person = solver(tick=-1000)
    person.advance(5000, 600)
    seconds = np.concatenate([rows.seconds for rows in person.take_rows()])
    assert person.tick == seconds[-1] == 5000
    assert set(range(-600, 5000, 600)) <= set(seconds)
    assert (np.diff(seconds) > 0).all()


def test_a_long_stretch_is_recorded_without_a_gap() -> None:
    """More steps than the buffer holds."""
    person = solver()
    person.advance(200 * DAY, 600)
    rows = person.take_rows()
    assert len(rows) > 1
    seconds = np.concatenate([stretch.seconds for stretch in rows])
    assert (np.diff(seconds) > 0).all()
    assert np.diff(seconds).max() <= 600
    assert person.take_rows() == []


def test_the_clock_is_the_hour_of_day() -> None:
    person = solver(tick=-3 * HOUR)
    assert person.clock == pytest.approx(5)
    person.advance(20 * HOUR, 600)
    assert person.clock == pytest.approx(4)


def test_a_watch_fires_at_the_first_grid_point_at_which_it_asks() -> None:
    person = solver()
    level = person.state("oxytocin") + 1
    person.apply({"oxytocin_taken": 100.0}, {}, {})
    fired = person.advance(
        HOUR, 10, [Watch("milk_left", -1.0, 1e6), Watch("oxytocin", -1.0, level)]
    )
    assert fired == 1
    assert person.tick % 10 == 0
    assert person.state("oxytocin") >= level
    curve = np.concatenate([rows.states[:, default_body().state_ids.index("oxytocin")]
                            for rows in person.take_rows()])  # fmt: skip
    assert (curve[:-1] < level).sum() >= 1
    assert person.advance(HOUR, 10) is None


def test_changes_at_a_border() -> None:
    person = solver()
    person.apply({"stress": 0.5}, {"milk_left": 30.0}, {"milk_left": 2.0, "oxytocin": 1.0})
    assert person.state("milk_left") == 32
    assert person.state("oxytocin") == pytest.approx(solver().state("oxytocin") + 1)
    person.advance(600, 600)
    assert person.take_rows()[-1].inputs[default_body().input_ids.index("stress")] == 0.5


def test_a_quantity_follows_from_the_state_of_the_moment() -> None:
    person = solver()
    before = person.quantity("fullness_left")
    person.apply({}, {"milk_left": 10.0}, {})
    assert person.quantity("fullness_left") == pytest.approx(10 / person.state("capacity_left"))
    assert before != person.quantity("fullness_left")


def test_a_step_that_is_no_number_is_never_taken() -> None:
    """Whichever state it is that has no rate; those that follow it must not hide it."""
    person = solver(prolactin_half_life=0.0)
    with pytest.raises(SolverError, match="rate of prolactin"):
        person.advance(HOUR, 600)
    assert np.isfinite(person.states).all()


def test_fast_processes_take_small_steps() -> None:
    """Prolactin that is cleared within a second follows its source."""
    person = solver(prolactin_half_life=0.5 / HOUR)
    person.advance(60, 600)
    source = (
        person.state("lactotrophs")
        * person.quantity("prolactin_drive")
        / person.quantity("dopamine_brake")
    )
    assert person.state("prolactin") == pytest.approx(source, rel=1e-3)


def test_what_has_all_but_decayed_is_nothing() -> None:
    """Numbers too small to be normal are worked on in microcode, at several times the cost."""
    person = solver()
    person.apply({}, {"placental_lactogen": 1e-190}, {})
    person.advance(2 * DAY, 600)
    assert person.state("placental_lactogen") == 0
    sizes = np.abs(np.concatenate([rows.states.ravel() for rows in person.take_rows()]))
    assert not ((sizes > 0) & (sizes < np.finfo(float).tiny)).any()


def advance_in_pieces(person: CompiledSolver, end: int, piece: int) -> None:
    for tick in range(piece, end, piece):
        person.advance(tick, piece)
        person.take_rows()


@pytest.mark.parametrize("grid", [600, DAY])
def test_a_process_too_fast_to_follow_ends_the_run_soon(grid: int) -> None:
    """A slip of a unit must not take hours, nor all the memory."""
    person = solver(prolactin_half_life=0.01 / HOUR)
    began = time.monotonic()
    with pytest.raises(SolverError, match="steps"):
        advance_in_pieces(person, 100 * DAY, grid)
    assert time.monotonic() - began < 10
