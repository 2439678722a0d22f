"""What must hold between the parts of a scenario; each check is one function."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lactea.reading.durations import format_duration
from lactea.reading.problems import fault
from lactea.scenario.overlaps import check_overlaps
from lactea.scenario.steps.birth import Birth
from lactea.scenario.steps.nurse import Nurse
from lactea.scenario.steps.pregnancy import Pregnancy
from lactea.scenario.steps.sessions import SessionStep, sides_of
from lactea.scenario.steps.solids import Solids
from lactea.scenario.steps.stop_nursing import StopNursing
from lactea.scenario.steps.take import Take
from lactea.scenario.steps.top_up import TopUp

if TYPE_CHECKING:
    from lactea.scenario.schema import Scenario

MOST_SESSIONS = 100_000
ANTENATAL = 43 * 7 * 86_400
"""The longest pregnancy accepted, in ticks."""


def check_scenario(scenario: Scenario) -> None:
    """Raise a fault, with its place, for the first thing that does not fit together."""
    for check in (
        _one_of_each,
        _origin_fits,
        _nothing_before_the_run,
        _pregnancy_fits_the_infant,
        _infant_is_there,
        _breasts_are_there,
        _sessions_can_be_counted,
        check_overlaps,
    ):
        check(scenario)


def _places(scenario: Scenario, *kinds: type) -> Iterator[int]:
    return (place for place, step in enumerate(scenario.protocol) if isinstance(step, kinds))


def _one_of_each(scenario: Scenario) -> None:
    for kind, word in ((Pregnancy, "pregnancy"), (Birth, "birth"), (StopNursing, "stop_nursing")):
        again = list(_places(scenario, kind))[1:]
        if again:
            raise fault(f"a protocol has at most one step '{word}'.", "protocol", again[0])


def _origin_fits(scenario: Scenario) -> None:
    if scenario.origin == "placenta_delivered":
        if scenario.birth is None:
            raise fault(
                "the origin is the delivery of the placenta, but no step 'birth' is in the "
                "protocol; add one, or write origin: first_step.",
                "origin",
            )
        if scenario.birth.at > 0:
            raise fault(
                "the infant is born before the placenta, whose delivery is the origin; "
                "give 0 h or a negative time such as \"-20 min\".",
                "protocol", next(_places(scenario, Birth)), "at",
            )  # fmt: skip
        if scenario.pregnancy is None:
            raise fault(
                'a birth needs the pregnancy before it; add {do: pregnancy, length: "40 weeks"}.',
                "protocol",
            )
        return
    for place in _places(scenario, Birth, Pregnancy):
        raise fault(
            "with origin: first_step nobody is pregnant or gives birth; use origin: "
            "placenta_delivered, or leave this step out.",
            "protocol",
            place,
        )
    begins = [step.first_tick for step in scenario.protocol if step.first_tick is not None]
    if begins and min(begins) != 0:
        raise fault(
            f"with origin: first_step the first step begins at 0 h, and here the earliest begins "
            f"at '{format_duration(min(begins))}'; count every time from the first step.",
            "protocol",
        )


def _nothing_before_the_run(scenario: Scenario) -> None:
    pregnancy = scenario.pregnancy
    begin = 0 if pregnancy is None else -pregnancy.length
    if pregnancy is not None and pregnancy.length > ANTENATAL:
        raise fault(
            f"'{format_duration(pregnancy.length)}' is longer than 43 weeks.",
            "protocol", next(_places(scenario, Pregnancy)), "length",
        )  # fmt: skip
    for place, step in enumerate(scenario.protocol):
        if step.first_tick is not None and step.first_tick < begin:
            raise fault(
                f"the step begins at '{format_duration(step.first_tick)}', before the run, which "
                f"begins at '{format_duration(begin)}'.",
                "protocol",
                place,
            )


def _pregnancy_fits_the_infant(scenario: Scenario) -> None:
    pregnancy, infant = scenario.pregnancy, scenario.infant
    if pregnancy is None or infant is None or infant.gestation_at_birth is None:
        return
    if infant.gestation_at_birth != pregnancy.length:
        raise fault(
            f"the pregnancy lasts '{format_duration(pregnancy.length)}'; give the same here, or "
            "leave it out.",
            "infant",
            "gestation_at_birth",
        )


def _infant_is_there(scenario: Scenario) -> None:
    arrival = scenario.infant_arrival_tick
    if scenario.birth is not None and scenario.infant is not None and scenario.infant.arrives != 0:
        raise fault("the infant arrives by birth; leave 'arrives' out.", "infant", "arrives")
    for place in _places(scenario, Nurse, TopUp, Solids):
        step = scenario.protocol[place]
        if arrival is None:
            raise fault(f"there is no infant for the step '{step.do}'.", "protocol", place)
        if step.first_tick is not None and step.first_tick < arrival:
            raise fault(
                f"the step begins at '{format_duration(step.first_tick)}', before the infant is "
                f"there at '{format_duration(arrival)}'.",
                "protocol", place, "start",
            )  # fmt: skip


def _breasts_are_there(scenario: Scenario) -> None:
    has = scenario.person.breasts
    for place in _places(scenario, SessionStep):
        step = scenario.protocol[place]
        if isinstance(step, SessionStep) and not step.sides(has):
            raise fault(
                f"the person has only the {sides_of(has)[0]} breast (person.breasts).",
                "protocol", place, "breasts",
            )  # fmt: skip


def _sessions_can_be_counted(scenario: Scenario) -> None:
    total = 0
    for place, step in enumerate(scenario.protocol):
        if isinstance(step, SessionStep):
            total += step.session_count(scenario.horizon)
        elif isinstance(step, Take):
            total += step.dose_count(scenario.horizon)
        if total > MOST_SESSIONS:
            raise fault(
                f"with this step the protocol comes to {total:,} sessions and doses, and at most "
                f"{MOST_SESSIONS:,} are simulated; make 'every' longer or the span shorter.",
                "protocol",
                place,
            )
