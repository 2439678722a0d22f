"""What an export holds: the body, where the person stands at its start, and what changes when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lactea.body.registry import Body
from lactea.engine.standing import Standing, standing_at
from lactea.exchange.problems import ExportError
from lactea.reading.durations import DAY
from lactea.results import stamp
from lactea.scenario import Border, ResolvedProtocol, Scenario, scenario_hash

if TYPE_CHECKING:
    from lactea.body.registry import Step

SECONDS_PER_HOUR = 3600


@dataclass(frozen=True)
class Moment:
    """All that changes at one tick.

    `inputs` and `assign` are new values, `add` amounts added to states; a state stands in `assign` or
    in `add`, or in both where it is set and then added to.
    """

    tick: int
    inputs: dict[str, float] = field(default_factory=dict)
    assign: dict[str, float] = field(default_factory=dict)
    add: dict[str, float] = field(default_factory=dict)
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Provenance:
    """Where an export comes from."""

    version: str
    commit: str
    scenario: str
    summary: str
    scenario_hash: str
    parameter_set: str


@dataclass(frozen=True)
class Stretch:
    """A part of a resolved protocol, from `start_tick` to `end_tick`.

    Attributes
    ----------
    body : Body
    parameters, inputs, states : dict
        By id, in the units used inside; inputs and states as they are after all decisions of the
        start tick.
    moments : tuple of Moment
        What changes after the start, in order of time, one a tick.
    clock_start_h : float
        Local hour of day at the start.
    """

    provenance: Provenance
    body: Body
    parameters: dict[str, float]
    inputs: dict[str, float]
    states: dict[str, float]
    moments: tuple[Moment, ...]
    start_tick: int
    end_tick: int
    clock_start_h: float

    @property
    def hours(self) -> float:
        """Length in hours."""
        return self.hours_at(self.end_tick)

    def hours_at(self, tick: int) -> float:
        """Hours from the start of the stretch."""
        return (tick - self.start_tick) / SECONDS_PER_HOUR

    @property
    def equations(self) -> tuple[Step, ...]:
        """Quantities and rates, in computing order."""
        return (*self.body.steps, *self.body.rates.values())

    @property
    def used_parameters(self) -> tuple[str, ...]:
        """Ids of the parameters that an equation needs; the others guide decisions, now taken."""
        needed = {name for step in self.equations for name in step.needs}
        return tuple(name for name in self.body.parameter_ids if name in needed)

    @property
    def changing_inputs(self) -> frozenset[str]:
        """Ids of the inputs that change on the way."""
        return frozenset(name for moment in self.moments for name in moment.inputs)


def stretch_of(
    scenario: Scenario,
    resolved: ResolvedProtocol,
    *,
    first_day: int | None = None,
    last_day: int | None = None,
) -> Stretch:
    """Cut a stretch out of a resolved protocol.

    Parameters
    ----------
    scenario : Scenario
    resolved : ResolvedProtocol
        Decisions of a run of `scenario`.
    first_day : int, optional
        Day from the origin on which the stretch starts; where the protocol starts if not given.
    last_day : int, optional
        Days from the origin at which it ends; the end of the protocol if not given.

    Raises
    ------
    ExportError
        If the stretch lies outside the protocol, or the protocol changes what the body lacks.
    """
    start = resolved.start_tick if first_day is None else first_day * DAY
    end = resolved.end_tick if last_day is None else last_day * DAY
    if not resolved.start_tick <= start < end <= resolved.end_tick:
        raise ExportError(
            f"Days {start / DAY:g} to {end / DAY:g} from the origin were asked for; the protocol "
            f"runs from day {resolved.start_tick / DAY:g} to day {resolved.end_tick / DAY:g}."
        )
    standing = _standing(scenario, resolved, start)
    later = (border for border in resolved.borders if start < border.tick < end)
    return Stretch(
        provenance=Provenance(
            stamp.version(),
            stamp.commit(),
            scenario.name,
            scenario.summary,
            scenario_hash(scenario),
            stamp.parameter_set(standing.parameters),
        ),
        body=standing.body,
        parameters=standing.parameters,
        inputs=standing.inputs,
        states=standing.states,
        moments=moments_of(later),
        start_tick=start,
        end_tick=end,
        clock_start_h=(scenario.origin_clock_h + start / SECONDS_PER_HOUR) % 24.0,
    )


def moments_of(borders: Iterable[Border]) -> tuple[Moment, ...]:
    """Borders of one tick as one moment that does the same as they do one after the other."""
    moments: list[Moment] = []
    for border in borders:
        if not moments or moments[-1].tick != border.tick:
            moments.append(Moment(border.tick))
        moments[-1] = _followed_by(moments[-1], border)
    # Where a controller only looked, nothing changes.
    return tuple(one for one in moments if one.inputs or one.assign or one.add)


def _followed_by(moment: Moment, border: Border) -> Moment:
    assign = moment.assign | border.assign
    add = {name: amount for name, amount in moment.add.items() if name not in border.assign}
    for name, amount in border.add.items():
        add[name] = add.get(name, 0.0) + amount
    labels = (*moment.labels, border.label) if border.label else moment.labels
    return Moment(moment.tick, moment.inputs | border.inputs, assign, add, labels)


def _standing(scenario: Scenario, resolved: ResolvedProtocol, tick: int) -> Standing:
    from lactea.engine.doses import body_with_medicines

    body = body_with_medicines(scenario)
    for border in resolved.borders:
        inputs, states = set(border.inputs), {*border.assign, *border.add}
        strange = sorted(inputs - set(body.inputs)) + sorted(states - set(body.states))
        if strange:
            raise ExportError(
                f"The resolved protocol changes {', '.join(strange)} at tick {border.tick}, which "
                f"the body of '{scenario.name}' does not have; it belongs to another scenario."
            )
    return standing_at(scenario, resolved, tick)
