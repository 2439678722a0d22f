"""What pregnancy leaves behind: more lactotroph cells for weeks, and lobules that bound what a pump can grow."""

import numpy as np
import pytest

from lactea.engine import Recording, simulate
from lactea.scenario import load

LEFT = 0
PUMPED = (
    "{do: pump, start: 1 h, every: 3 h, duration: 15 min, device: hospital_grade, "
    "breasts: both, simultaneous: true}"
)
ONE_BREAST = (
    "{do: pump, start: 1 h, every: 3 h, duration: 15 min, device: hospital_grade, breasts: left}"
)


def lived(name: str, days: int, *overrides: str) -> Recording:
    return simulate(load(name, [f"horizon='{days} d'", *overrides]), days=days)


def course(run: Recording, name: str, hours: list[float]) -> np.ndarray:
    trace = run.trace
    return np.interp(hours, trace.time_h, trace.states[:, trace.names.index(name)])


@pytest.fixture(scope="module")
def nursed() -> Recording:
    return lived("natural", 120)


@pytest.fixture(scope="module")
def not_nursed() -> Recording:
    return lived("natural-no-nursing", 120)


def test_lactotrophs_double_in_pregnancy_and_go_whether_nursed_or_not(nursed, not_nursed) -> None:
    """The pituitary gland itself grows 2.2- to 2.4-fold (Gonzalez 1988, Dinc 1998), and falls without regard to nursing."""
    hours = [-200 * 24, -100 * 24, 0, 30 * 24, 110 * 24]
    early, middle, term, month, late = course(nursed, "lactotroph_number", hours)
    assert 1 < early < middle < term
    assert 1.9 < term < 2.6
    assert term > month > late
    assert late < 1.1
    other = course(not_nursed, "lactotroph_number", hours)
    assert other == pytest.approx([early, middle, term, month, late], rel=0.05)


def test_without_new_lactotrophs_prolactin_of_the_first_month_is_that_of_the_fourth(nursed) -> None:
    """Knock-out."""
    without = lived("natural", 120, "parameters.lactotroph_number_gain=0.000001")
    fall, still = (
        run.days["prolactin_mean"][30 - run.first_day]
        / run.days["prolactin_mean"][110 - run.first_day]
        for run in (nursed, without)
    )
    assert fall > 1.3 * still


def test_a_device_tells_the_pituitary_less_than_an_infant_and_one_breast_less_than_two() -> None:
    levels = [
        float(run.days["prolactin_mean"][-5:].mean())
        for run in (
            lived("exclusive-pumping", 40, f"protocol[2]={ONE_BREAST}"),
            lived("exclusive-pumping", 40, f"protocol[2]={PUMPED}"),
            lived("natural", 40),
        )
    ]
    assert levels == sorted(levels)
    assert levels[1] > 1.2 * levels[0]


def test_a_resting_breast_holds_microlitres() -> None:
    """Ducts of women without and with breast disease: fluid from 59 in 100, more than 10 uL from 35 (pmid:4027883)."""
    run = lived("non-pregnant-woman", 60)
    assert 0.001 < run.days["stored"][-1][LEFT] < 0.03
    all_of_it = lived("non-pregnant-woman", 60, "parameters.resting_secreting_share=1")
    assert all_of_it.days["stored"][-1][LEFT] > 0.05


@pytest.mark.parametrize("resting", [0.01, 0.05, 0.25])
def test_first_drops_without_pregnancy_take_weeks(resting: float) -> None:
    """Days to first drops, over a wide range of what is not known of the resting gland."""
    run = lived("induced", 90, f"parameters.resting_secreting_share={resting}")
    drops = [event.time_h / 24 for event in run.events if event.kind == "first_drops"]
    assert 7 < drops[0] < 60


def test_no_pump_grows_a_gland_beyond_its_lobules() -> None:
    limit = 2.0
    hard = lived(
        "induced", 150,
        "parameters.growth_emptying='0.05 1/h'", f"parameters.growth_emptying_limit={limit}",
    )  # fmt: skip
    trace = hard.trace
    tissue, lobules = (
        trace.states[:, trace.names.index(f"{name}_left")] for name in ("tissue", "lobules")
    )
    assert tissue.max() > 1.5 * lobules.max() > 0
    assert (tissue <= 1.02 * limit * lobules).all()


def test_the_same_pump_brings_less_without_a_pregnancy() -> None:
    after, without = (
        float(run.days["removed"][-10:].sum(axis=1).mean())
        for run in (lived("exclusive-pumping", 120), lived("induced", 120))
    )
    assert 0 < without < 0.5 * after
