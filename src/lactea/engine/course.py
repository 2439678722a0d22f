"""Controllers that follow the protocol by the clock: pregnancy, birth, daily life, other food."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from lactea.body.registry import SIDES
from lactea.engine.change import NEVER, Change, View
from lactea.engine.solver import Watch
from lactea.scenario.steps import (
    Appetite,
    Birth,
    CollectDrip,
    EatLess,
    Nurse,
    Pregnancy,
    Solids,
    SoreNipples,
    StopNursing,
    Stress,
    TopUp,
)
from lactea.scenario.steps.base import SpanStep
from lactea.scenario.steps.birth import RetainedTissue
from lactea.scenario.steps.sessions import sides_of

if TYPE_CHECKING:
    from lactea.scenario import Scenario

DAY = 86_400
HOUR = 3600
HOURS_PER_DAY = 24.0


class Timeline:
    """Changes at ticks that are known beforehand."""

    def __init__(self, changes: Iterable[tuple[int, Change]]) -> None:
        self._queue = [(tick, order, change) for order, (tick, change) in enumerate(changes)]
        heapq.heapify(self._queue)

    @property
    def next_tick(self) -> int:
        """Tick of the next change."""
        return self._queue[0][0] if self._queue else NEVER

    def watches(self) -> Sequence[Watch]:
        """None."""
        return ()

    def decide(self, view: View) -> Iterable[Change]:
        """All changes that are due."""
        while self._queue and self._queue[0][0] <= view.tick:
            yield heapq.heappop(self._queue)[2]


def pregnancy_and_birth(
    scenario: Scenario, values: Mapping[str, float]
) -> Iterable[tuple[int, Change]]:
    """Gestation, birth, what stays of the placenta, and the infant's coming."""
    for pregnancy in scenario.steps_of(Pregnancy):
        yield (
            pregnancy.start_tick,
            Change(
                {"pregnant": 1.0, "placenta": 1.0}, {"gestation": 0.0}, label="pregnancy begins"
            ),
        )
        if pregnancy.start is not None:
            ended = {"pregnant": 0.0, "placenta": 0.0}
            yield pregnancy.end_tick, Change(ended, label="pregnancy ends")
    caesarean = scenario.person.delivery == "caesarean"
    strain = values["birth_strain_caesarean"] if caesarean else 0.0
    for birth in scenario.steps_of(Birth):
        retained = birth.placenta if isinstance(birth.placenta, RetainedTissue) else None
        share = retained.retained if retained else 0.0
        yield (
            birth.at_tick,
            Change({"pregnant": 0.0, "placenta": share}, {"birth_strain": strain}, label="birth"),
        )
        if retained:
            yield retained.until, Change({"placenta": 0.0}, label="placenta out")
    arrival = scenario.infant_arrival_tick
    if scenario.infant is not None and arrival is not None:
        yield arrival, infant_comes(scenario.infant.birth_weight, values["birth_water_share"])


def infant_comes(weight: float, birth_water_share: float) -> Change:
    """A newborn of `weight` kg is there, with its excess water still to lose."""
    water = birth_water_share * weight
    return Change(
        {"infant_present": 1.0},
        {
            "infant_age": 0.0,
            "infant_mass": weight - water,
            "infant_aim": weight,
            "infant_water": water,
            "infant_fluid": 0.0,
            "infant_appetite": 0.0,
        },
        label="infant is there",
    )


def daily_life(scenario: Scenario, usual: Mapping[str, float]) -> Iterable[tuple[int, Change]]:
    """Spans in which inputs differ from `usual`: stress, damaged nipples, appetite, food.

    Where spans of one kind overlap, the later one stands, and the first end ends it.
    """
    for step in scenario.steps_of(SpanStep):
        changed = _changed(step, usual)
        if changed:
            ended = {name: usual[name] for name in changed}
            yield step.start_tick, Change(changed, label=f"{step.do} begins")
            yield step.end_tick(scenario.horizon_tick), Change(ended, label=f"{step.do} ends")


def _changed(step: SpanStep, usual: Mapping[str, float]) -> dict[str, float]:
    """Inputs that a step of daily life sets."""
    match step:
        case Stress():
            return {"stress": step.level}
        case SoreNipples():
            return {f"nipple_damage_{side}": 1.0 for side in sides_of(step.breasts)}
        case Appetite():
            name = "infant_appetite_factor"
            return {name: step.factor * usual[name]}
        case CollectDrip():
            return {f"drip_collection_{side}": 1.0 for side in SIDES}
        case EatLess():
            return {"nutrient_supply": step.share * usual["nutrient_supply"]}
    return {}


MOST_SOLIDS = 1 - 1e-6
"""Largest share of solids: hunger is appetite over a meal of milk, so that meal is never nothing."""


class OtherFood:
    """Once a day: solids, top-ups, and who feeds an infant that is not nursed."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        arrival = scenario.infant_arrival_tick
        self.next_tick = NEVER if scenario.infant is None or arrival is None else arrival
        self._said: dict[str, float] = {}

    def watches(self) -> Sequence[Watch]:
        """None."""
        return ()

    def decide(self, view: View) -> Iterable[Change]:
        """Today's shares; nothing when they are yesterday's."""
        if view.tick < self.next_tick:
            return
        tick = view.tick
        self.next_tick = (tick // DAY + 1) * DAY
        wanted = {"solid_share": self._solid_share(tick), "topup_rate": self._topup_rate(view)}
        news = {name: value for name, value in wanted.items() if self._said.get(name, 0.0) != value}
        if news:
            self._said |= news
            yield Change(news, label="other food")

    def _solid_share(self, tick: int) -> float:
        shares = [
            step.share_at(tick)
            for step in self.scenario.steps_of(Solids)
            if step.start_tick <= tick < step.end_tick(self.scenario.horizon_tick)
        ]
        fading = [
            min(1.0, (tick - step.at_tick) / step.over_ticks)
            for step in self.scenario.steps_of(StopNursing)
            if step.over_ticks and tick >= step.at_tick
        ]
        return min(max([0.0, *shares, *fading]), MOST_SOLIDS)

    def _topup_rate(self, view: View) -> float:
        need = view.quantity("infant_milk_need")
        if not self._nursed(view.tick):
            return need
        rate = 0.0
        for step in self.scenario.steps_of(TopUp):
            if step.start_tick <= view.tick < step.end_tick(self.scenario.horizon_tick):
                rate += self._per_hour(step, need, view.tick)
        return min(rate, need)

    def _per_hour(self, step: TopUp, need: float, tick: int) -> float:
        """Milk per hour that a top-up gives each infant, which has this need."""
        if step.share is not None:
            return step.share * need
        if step.per_day is not None:
            return step.per_day / HOURS_PER_DAY
        # What is given after feeds is decided after each of them; it has no volumes by day.
        infants = self.scenario.infant.count if self.scenario.infant else 1
        return step.volume_at(tick) / HOURS_PER_DAY / infants

    def _nursed(self, tick: int) -> bool:
        ended = any(
            tick >= step.at_tick + step.over_ticks for step in self.scenario.steps_of(StopNursing)
        )
        return not ended and any(
            step.when is not None
            or (step.start_tick <= tick + DAY and tick < step.end_tick(self.scenario.horizon_tick))
            for step in self.scenario.steps_of(Nurse)
        )
