"""One timetable for all who would decide alike.

People of a cohort differ in their bodies and mostly follow one protocol. Whoever decides by a timetable looks up a few
values, a pump's vacuum, say, or the way of the birth. What is looked up is noted, and the next person for whom all of that is the
same has the same decisions, without taking them again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from lactea.engine.person import Setting
from lactea.engine.timetable import decisions, resolved_by
from lactea.scenario.resolved import Border, ResolvedProtocol

if TYPE_CHECKING:
    from lactea.scenario import Person, Scenario


class SharedTimetables:
    """Timetables of people one after the other."""

    def __init__(self) -> None:
        self._last: _Taken | None = None

    def of(self, scenario: Scenario, setting: Setting, days: int | None) -> ResolvedProtocol:
        """As `lactea.engine.timetable.timetable`; the borders are one object for all who share them."""
        if self._last is None or not self._last.holds_for(scenario, setting, days):
            self._last = _taken(scenario, setting, days)
        return resolved_by(self._last.borders, scenario, days)


@dataclass(frozen=True)
class _Taken:
    """Decisions, and what was looked up for them."""

    borders: tuple[Border, ...]
    scenario: Scenario
    days: int | None
    person: Mapping[str, Any]
    parameters: Mapping[str, float]
    inputs: Mapping[str, float]

    def holds_for(self, scenario: Scenario, setting: Setting, days: int | None) -> bool:
        """Whether this person would look up the same values."""
        if scenario.history:  # a past is lived through with the whole body
            return False
        person = scenario.person
        return (
            days == self.days
            and _but_for_the_body(scenario) == self.scenario
            and all(getattr(person, name) == value for name, value in self.person.items())
            and all(setting.parameters[name] == value for name, value in self.parameters.items())
            and all(setting.inputs[name] == value for name, value in self.inputs.items())
        )


def _taken(scenario: Scenario, setting: Setting, days: int | None) -> _Taken:
    person = _NotedPerson(scenario.person)
    parameters, inputs = _NotedValues(setting.parameters), _NotedValues(setting.inputs)
    noting = scenario.model_copy(update={"person": person})
    # No dict: what is not looked up by its name, a copy of all, say, is an error and no sharing by mistake.
    setting = Setting(cast("dict[str, float]", parameters), cast("dict[str, float]", inputs))
    return _Taken(
        decisions(noting, setting, days),
        _but_for_the_body(scenario),
        days,
        person.looked_up,
        parameters.looked_up,
        inputs.looked_up,
    )


def _but_for_the_body(scenario: Scenario) -> Scenario:
    """What is compared as a whole."""
    return scenario.model_copy(update={"person": None, "parameters": {}})


class _NotedValues(Mapping[str, float]):
    """Values by id; those that are looked up are noted."""

    def __init__(self, values: Mapping[str, float]) -> None:
        self._values = values
        self.looked_up: dict[str, float] = {}

    def __getitem__(self, name: str) -> float:
        value = self.looked_up[name] = self._values[name]
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class _NotedPerson:
    """A person whose entries are noted when they are looked up."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.looked_up: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        value = self.looked_up[name] = getattr(self._person, name)
        return value
