"""Running an export in libRoadRunner, a solver that shares nothing with lactea but the file.

Two forms: *events*, the whole file in one simulation, and *restarted*, a file without events that is
stopped at every decision, changed from Python, and started again. `docs/design/sbml.md` says which is
the faster one and how it is set up.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lactea.engine.curve import extremes
from lactea.exchange.agreement import Daily
from lactea.exchange.problems import roadrunner as library
from lactea.exchange.sbml import sbml_text
from lactea.exchange.stretch import Moment, Stretch
from lactea.reading.durations import DAY

Array = NDArray[np.float64]
Form = Literal["events", "restarted"]
FORMS: tuple[Form, ...] = ("events", "restarted")
RELATIVE_TOLERANCE = 1e-5
PACE_SECONDS = 300
"""Between outputs; the curve in between is a cubic through values and slopes."""
COLUMNS = ("time", "removed_left", "removed_right", "prolactin", "prolactin'")
HOURS_PER_DAY = 24
MOST_STEPS = 1_000_000


class RoadrunnerError(RuntimeError):
    """A run in libRoadRunner is not what the file says."""


@dataclass(frozen=True)
class Settings:
    """How libRoadRunner's CVODE integrates.

    Attributes
    ----------
    relative_tolerance : float
        The absolute tolerance of each state is this times its scale in the body.
    stiff : bool
        Backward differences with a dense Jacobian, or Adams' formulas.
    """

    relative_tolerance: float = RELATIVE_TOLERANCE
    stiff: bool = False


BEST_FORM: Form = "restarted"
BEST_SETTINGS = Settings(relative_tolerance=1e-5)
"""The fastest way found that keeps within the contract's agreement whatever the scenario; see the design page. At 2e-5 it
once missed milk of the first days by 3 %, where 3e-5 did not."""


@dataclass(frozen=True)
class Outcome:
    """One run: its form, its daily figures, and the seconds it took without loading the file."""

    form: Form
    daily: Daily
    seconds: float


def run(stretch: Stretch, form: Form = "events", settings: Settings | None = None) -> Outcome:
    """Load a stretch into libRoadRunner and run it once.

    Raises
    ------
    MissingExtraError
        If libSBML or libRoadRunner is not installed.
    RoadrunnerError
        If the run does not start or end as the file says.
    """
    return Runner(stretch, form, settings or Settings()).run()


class Runner:
    """A stretch loaded into libRoadRunner (some seconds), to be run as often as wanted.

    Parameters
    ----------
    stretch : Stretch
        Of whole days.
    form : str
    settings : Settings, optional
    """

    def __init__(
        self, stretch: Stretch, form: Form = "events", settings: Settings | None = None
    ) -> None:
        if (stretch.end_tick - stretch.start_tick) % DAY:
            raise RoadrunnerError("Only whole days can be compared with another solver.")
        self.stretch, self.form = stretch, form
        self.engine = library().RoadRunner(sbml_text(stretch, events=form == "events"))
        self.engine.timeCourseSelections = list(COLUMNS)
        self._place = {
            name: place for place, name in enumerate(self.engine.model.getGlobalParameterIds())
        }
        self._set_up(settings or Settings())
        self._stops = tuple(self._stops_of())

    def run(self) -> Outcome:
        """One run from the start; refuses to answer where decisions did not happen."""
        # Not reset(): that keeps what events changed, and then no event fires again.
        self.engine.resetToOrigin()
        self._check("start", self.stretch.inputs | self.stretch.states)
        started = time.perf_counter()
        rows = self._with_events() if self.form == "events" else self._restarted()
        seconds = time.perf_counter() - started
        self._check("end", self._last_inputs())
        return Outcome(self.form, self._daily(rows), seconds)

    # -- the two forms ------------------------------------------------------------------------

    def _with_events(self) -> Array:
        hours = self.stretch.hours
        return np.array(self.engine.simulate(0.0, hours, _points(0.0, hours)))

    def _restarted(self) -> Array:
        blocks: list[Array] = []
        now = 0.0
        for stop, moment in self._stops:
            if stop > now:
                blocks.append(np.array(self.engine.simulate(now, stop, _points(now, stop))))
                now = stop
            if moment is not None:
                self._apply(moment)
        return np.concatenate(blocks)

    def _apply(self, moment: Moment) -> None:
        model = self.engine.model
        values = moment.inputs | moment.assign
        for name, amount in moment.add.items():
            start = values.get(name)
            if start is None:
                start = model.getGlobalParameterValues([self._place[name]])[0]
            values[name] = start + amount
        model.setGlobalParameterValues(
            [self._place[name] for name in values], list(values.values())
        )

    def _stops_of(self) -> Iterator[tuple[float, Moment | None]]:
        """Ends of days and decisions, in order of time."""
        ends = range(self.stretch.start_tick + DAY, self.stretch.end_tick + 1, DAY)
        stops: list[tuple[int, int, Moment | None]] = [(tick, -1, None) for tick in ends]
        stops += [(moment.tick, n, moment) for n, moment in enumerate(self.stretch.moments)]
        for tick, _, moment in sorted(stops, key=lambda stop: stop[:2]):
            yield self.stretch.hours_at(tick), moment

    # -- set-up and checks --------------------------------------------------------------------

    def _set_up(self, settings: Settings) -> None:
        scales = {name: state.scale for name, state in self.stretch.body.states.items()}
        integrator = self.engine.integrator
        integrator.stiff = settings.stiff
        integrator.relative_tolerance = settings.relative_tolerance
        # One number for all would be rescaled by each state at a start: a depot near nothing
        # would then ask for an impossible accuracy.
        integrator.setValue(
            "absolute_tolerance",
            [settings.relative_tolerance * scales[name] for name in self.engine.getRateRuleIds()],
        )
        integrator.maximum_num_steps = MOST_STEPS

    def _check(self, when: str, expected: dict[str, float]) -> None:
        found = self.engine.model.getGlobalParameterValues([self._place[name] for name in expected])
        wrong = [
            f"{name} is {value:g} instead of {wanted:g}"
            for (name, wanted), value in zip(expected.items(), found, strict=True)
            if not np.isclose(value, wanted, rtol=1e-12, atol=1e-300)
        ]
        if wrong:
            raise RoadrunnerError(
                f"At the {when} of a run in libRoadRunner, {'; '.join(wrong[:3])}."
            )

    def _last_inputs(self) -> dict[str, float]:
        inputs = dict(self.stretch.inputs)
        for moment in self.stretch.moments:
            inputs |= moment.inputs
        return inputs

    def _daily(self, rows: Array) -> Daily:
        hours = rows[:, 0]
        days = round(self.stretch.hours / HOURS_PER_DAY)
        removed, peaks = np.zeros((days, 2)), np.zeros(days)
        for day in range(days):
            near = 1e-6
            inside = (hours >= HOURS_PER_DAY * day - near) & (
                hours <= HOURS_PER_DAY * (day + 1) + near
            )
            today = rows[inside]
            removed[day] = today[-1, 1:3] - today[0, 1:3]
            peaks[day] = extremes(today[:, 0], today[:, 3], today[:, 4])[1]
        return Daily(removed, peaks)


def _points(start: float, end: float) -> int:
    """Outputs from `start` to `end` hours, at most the pace apart."""
    return max(1, int(np.ceil((end - start) * 3600 / PACE_SECONDS - 1e-9))) + 1
