"""libRoadRunner runs the exported file and agrees with the compiled engine."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from lactea.body.registry import CLOCK
from lactea.exchange.agreement import Daily, Difference, difference
from lactea.exchange.roadrunner import (
    BEST_FORM,
    BEST_SETTINGS,
    FORMS,
    Form,
    RoadrunnerError,
    Runner,
    run,
)
from lactea.exchange.stretch import Stretch

WITH_MEDICINE = "exclusive-pumping with domperidone"
Cut = Callable[[str, int | None, int], tuple[Stretch, Daily]]
REMOVING = ("natural", "exclusive-pumping", WITH_MEDICINE)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", [*REMOVING, "natural-no-nursing"])
def test_both_forms_agree_with_the_compiled_engine(
    roadrunner: None, stretch_and_daily: Cut, name: str, form: Form
) -> None:
    stretch, expected = stretch_and_daily(name, 0, 3)
    runner = Runner(stretch, form)
    # The second run shows whether everything went back to the start.
    for outcome in (runner.run(), runner.run()):
        found = difference(outcome.daily, expected)
        assert found.allowed, found
        assert outcome.daily.removed.shape == (3, 2)
        assert (outcome.daily.removed > 0).all() == (name in REMOVING)
        assert outcome.seconds > 0
    assert (outcome.daily.prolactin_max > 10).all()


@pytest.mark.parametrize(("name", "day"), [("natural", 0), ("twins", 3)])
def test_the_fastest_way_agrees_too(
    roadrunner: None, stretch_and_daily: Cut, name: str, day: int
) -> None:
    stretch, expected = stretch_and_daily(name, day, day + 3)
    found = difference(run(stretch, BEST_FORM, BEST_SETTINGS).daily, expected)
    assert found.allowed, found


def test_a_stretch_far_from_the_origin_goes_on_where_the_engine_stood(
    roadrunner: None, stretch_and_daily: Cut
) -> None:
    stretch, expected = stretch_and_daily("induced", 20, 22)
    found = difference(run(stretch).daily, expected)
    assert found.allowed, found
    assert expected.removed.min() > 0.1


def test_every_derivative_is_that_of_the_body(roadrunner: None, stretch_and_daily: Cut) -> None:
    stretch, _ = stretch_and_daily(WITH_MEDICINE, 2, 3)
    body = stretch.body
    values = {CLOCK.id: stretch.clock_start_h, **stretch.parameters, **stretch.inputs}
    exact = dict(
        zip(body.state_ids, body.derivatives(body.evaluate(values | stretch.states)), strict=True)
    )
    engine = Runner(stretch).engine
    engine.resetToOrigin()
    found = dict(zip(engine.getRateRuleIds(), engine.getRatesOfChange(), strict=True))
    # The file's numbers have 15 digits: a difference of two levels near 10, over minutes, shows the 16th.
    assert found == pytest.approx(exact, rel=1e-9, abs=1e-10)


class Forgetful:
    """A libRoadRunner that does not go back to the start."""

    def __init__(self, engine: Any) -> None:
        self.engine = engine

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)

    def resetToOrigin(self) -> None:  # noqa: N802  (libRoadRunner's name)
        pass


@pytest.mark.parametrize("form", FORMS)
def test_a_run_that_does_not_start_at_the_start_is_refused(
    roadrunner: None, pumping: Stretch, form: Form
) -> None:
    runner = Runner(pumping, form)
    runner.engine = Forgetful(runner.engine)
    runner.run()
    with pytest.raises(RoadrunnerError, match="At the start of a run in libRoadRunner"):
        runner.run()


def test_decisions_that_do_not_happen_are_noticed(
    roadrunner: None, stretch_and_daily: Cut, monkeypatch: pytest.MonkeyPatch
) -> None:
    stretch, expected = stretch_and_daily("exclusive-pumping", 0, 3)
    runner = Runner(stretch, "restarted")
    monkeypatch.setattr(runner, "_apply", lambda moment: None)
    outcome = runner.run()
    assert not difference(outcome.daily, expected).allowed
    assert outcome.daily.removed.max() == 0


def test_a_last_decision_that_does_not_happen_is_refused(
    roadrunner: None, stretch_and_daily: Cut, monkeypatch: pytest.MonkeyPatch
) -> None:
    stretch, _ = stretch_and_daily("natural", None, 1)
    runner = Runner(stretch, "restarted")
    monkeypatch.setattr(runner, "_apply", lambda moment: None)
    with pytest.raises(RoadrunnerError, match=r"At the end of a run .* pregnant is 1 instead of 0"):
        runner.run()


DAILY = Daily(np.array([[100.0, 0.0]]), np.array([0.5]))


@pytest.mark.parametrize(
    ("removed", "prolactin", "allowed"),
    [
        ((100.0, 0.0), 0.5, True),
        ((100.09, 0.0), 0.5, True),
        ((100.11, 0.0), 0.5, False),
        ((100.0, 0.0009), 0.5, True),
        ((100.0, 0.0011), 0.5, False),
        ((100.0, 0.0), 0.5009, True),
        ((100.0, 0.0), 0.5011, False),
        ((float("nan"), 0.0), 0.5, False),
        ((100.0, 0.0), float("nan"), False),
    ],
)
def test_agreement_is_that_of_the_contract(
    removed: tuple[float, float], prolactin: float, allowed: bool
) -> None:
    found = Daily(np.array([removed]), np.array([prolactin]))
    assert difference(found, DAILY).allowed is allowed


def test_other_days_cannot_be_compared() -> None:
    two = Daily(np.zeros((2, 2)), np.zeros(2))
    with pytest.raises(ValueError, match="same days"):
        difference(two, DAILY)
    nothing = Daily(np.zeros((0, 2)), np.zeros(0))
    with pytest.raises(ValueError, match="same days"):
        difference(nothing, nothing)
    assert Difference(0.0, 0.0).allowed
