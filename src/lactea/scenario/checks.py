"""What must hold between the parts of a scenario; each check is one function."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lactea.reading.durations import format_duration
from lactea.reading.problems import fault
from lactea.scenario.overlaps import check_overlaps
from lactea.scenario.person import YOUNGEST
from lactea.scenario.steps.base import moment
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
        _one_pregnancy_each,
        _origin_fits,
        _nothing_before_the_run,
        _can_be_pregnant,
        _later_pregnancy_fits,
        _history_fits,
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
    for kind, word in ((Birth, "birth"), (StopNursing, "stop_nursing")):
        again = list(_places(scenario, kind))[1:]
        if again:
            raise fault(f"a protocol has at most one step '{word}'.", "protocol", again[0])


def _pregnancies(scenario: Scenario, *, later: bool) -> list[int]:
    """Places of the pregnancies that begin after the origin, or of those that end at it."""
    return [
        place
        for place, step in enumerate(scenario.protocol)
        if isinstance(step, Pregnancy) and (step.start is not None) is later
    ]


def _one_pregnancy_each(scenario: Scenario) -> None:
    again = _pregnancies(scenario, later=False)[1:]
    if again:
        raise fault(
            "one pregnancy ends at the origin; give another 'start' for one that begins later, and "
            "earlier ones in 'history'.",
            "protocol",
            again[0],
        )
    again = _pregnancies(scenario, later=True)[1:]
    if again:
        raise fault("at most one pregnancy begins after the origin.", "protocol", again[0])


def _can_be_pregnant(scenario: Scenario) -> None:
    for place in _places(scenario, Pregnancy):
        if scenario.person.sex == "male":
            raise fault("a person of male sex is not pregnant (person.sex).", "protocol", place)
        if scenario.person.uterus == "absent":
            raise fault("without a uterus nobody is pregnant (person.uterus).", "protocol", place)


def _later_pregnancy_fits(scenario: Scenario) -> None:
    for place in _pregnancies(scenario, later=True):
        step = scenario.protocol[place]
        assert isinstance(step, Pregnancy)
        if step.start_tick < 0:
            raise fault(
                f"'{format_duration(step.start_tick)}' lies before the origin; a pregnancy before "
                "the origin that does not end at it stands in 'history'.",
                "protocol", place, "start",
            )  # fmt: skip
        if step.end_tick < scenario.horizon:
            raise fault(
                f"this pregnancy ends at '{format_duration(step.end_tick)}', and the birth at its "
                f"end is not simulated; let the run (horizon) end there at the latest.",
                "protocol", place, "length",
            )  # fmt: skip


def _history_fits(scenario: Scenario) -> None:
    if not scenario.history:
        return
    begin = 0 if scenario.pregnancy is None else -scenario.pregnancy.length
    if scenario.person.sex == "male":
        raise fault("a man has no earlier pregnancy; leave this list empty.", "history")
    limits = [*(entry.first_tick for entry in scenario.history[1:]), begin]
    for place, (entry, limit) in enumerate(zip(scenario.history, limits, strict=True)):
        if entry.pregnancy > ANTENATAL:
            raise fault(
                f"'{format_duration(entry.pregnancy)}' is longer than 43 weeks.",
                "history", place, "pregnancy",
            )  # fmt: skip
        if -entry.first_tick > scenario.person.age - YOUNGEST:
            raise fault(
                f"this pregnancy begins '{format_duration(-entry.first_tick)}' before the origin, "
                f"when the person was younger than {format_duration(YOUNGEST)} (person.age).",
                "history", place, "ended",
            )  # fmt: skip
        if entry.last_tick > limit:
            raise fault(
                f"nursing goes on until {moment(entry.last_tick)}, and what comes next begins at "
                f"{moment(limit)}; write the earliest first, and what goes on in the run as steps of "
                "the protocol.",
                "history", place, "nursed",
            )  # fmt: skip


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
    for place in sorted([*_places(scenario, Birth), *_pregnancies(scenario, later=False)]):
        raise fault(
            "with origin: first_step nobody gives birth or is pregnant before; use origin: "
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
            "protocol", _pregnancies(scenario, later=False)[0], "length",
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
    if scenario.after_loss and scenario.infant is not None:
        raise fault("after a loss there is no infant to describe; leave 'infant' out.", "infant")
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
