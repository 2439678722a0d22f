"""What is known of the person: their answers, and what the scenario tells without being asked.

A scenario can say yes wherever it shows that something holds. It can say no only by an entry that
somebody wrote: the value that an entry has by default is nobody's answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

from lactea.medicines import load
from lactea.reading.durations import DAY, WEEK, YEAR
from lactea.safety.courses import Course
from lactea.safety.principles import principles
from lactea.scenario import Scenario
from lactea.scenario.steps import Nurse, Pregnancy, StopNursing, Take

SMOKER_AGE = 35 * YEAR
"""The age that the condition ``smoker_over_35`` names."""


class State(StrEnum):
    """What is known of a condition."""

    yes = "yes"
    no = "no"
    unknown = "unknown"


def state_of(condition: str, scenario: Scenario, course: Course) -> State:
    """What is known of a condition while a medicine is taken.

    Where an answer and the scenario contradict each other, yes counts.
    """
    answered = State(scenario.person.health.conditions.get(condition, State.unknown))
    told = KNOWN[condition](scenario, course) if condition in KNOWN else State.unknown
    return any_of(answered, told)


def any_of(*states: State) -> State:
    """Yes if any is yes, else no if any is no."""
    for state in (State.yes, State.no):
        if state in states:
            return state
    return State.unknown


def all_of(*states: State) -> State:
    """No if any is no, else unknown if any is unknown."""
    for state in (State.no, State.unknown):
        if state in states:
            return state
    return State.yes


def taken_soon_after_birth(scenario: Scenario, course: Course, days: float) -> State:
    """Whether a dose falls into the first days after a birth.

    A history names the births that were; with neither it nor a birth in the protocol, an entry
    ``parity: 0`` says that there was none.
    """
    births = list(births_of(scenario))
    if births:
        span = round(days * DAY)
        return as_state(any(course.dosed_between(birth, birth + span) for birth in births))
    if scenario.person.parity == 0 and wrote(scenario, "parity"):
        return State.no
    return _male(scenario, course)


def births_of(scenario: Scenario) -> Iterator[int]:
    """Ticks of all births, those of the history and of a pregnancy after the origin among them."""
    for earlier in scenario.history:
        yield -earlier.ended
    for pregnancy in scenario.steps_of(Pregnancy):
        yield pregnancy.end_tick


def is_preterm(scenario: Scenario) -> bool:
    """Whether the infant of the scenario was born before term."""
    weeks = principles().figures.term.to("week", "37 weeks")
    return not scenario.after_loss and scenario.gestation_at_birth_ticks < weeks * WEEK


def wrote(scenario: Scenario, entry: str) -> bool:
    """Whether somebody wrote an entry of the person, so that its value is an answer."""
    return entry in scenario.person.model_fields_set


def as_state(holds: bool) -> State:
    """Yes or no."""
    return State.yes if holds else State.no


def as_yes(shown: bool) -> State:
    """Yes where something shows it, else unknown."""
    return State.yes if shown else State.unknown


def _as_no(excluded: bool) -> State:
    return State.no if excluded else State.unknown


def _smoking(scenario: Scenario, course: Course) -> State:
    if scenario.person.smoking > 0 or _smokes(scenario):
        return State.yes
    return State.no if wrote(scenario, "smoking") else State.unknown


def _smokes(scenario: Scenario) -> bool:
    """Whether cigarettes are among what is taken: no other form of nicotine has kinetics here."""
    beside = scenario.person.health.other_medicines or ()
    return any(load(take.medicine).name == "nicotine" for take in scenario.steps_of(Take)) or any(
        name.strip().casefold() == "smoking" for name in beside
    )


def _smoker_over_35(scenario: Scenario, course: Course) -> State:
    older = State.unknown
    if wrote(scenario, "age"):
        older = as_state(scenario.person.age >= SMOKER_AGE)
    return all_of(older, state_of("smoking", scenario, course))


def _diabetes(scenario: Scenario, course: Course) -> State:
    return State.unknown if scenario.person.diabetes == "none" else State.yes


def _pregnancy(scenario: Scenario, course: Course) -> State:
    for pregnancy in scenario.steps_of(Pregnancy):
        if course.dosed_between(pregnancy.start_tick, pregnancy.end_tick):
            return State.yes
    person = scenario.person
    cannot = person.uterus == "absent" or person.ovaries == "postmenopausal"
    return any_of(_as_no(cannot), _male(scenario, course))


def _underactive_thyroid(scenario: Scenario, course: Course) -> State:
    return State.unknown if scenario.person.thyroid == "normal" else State.yes


def _prolactinoma(scenario: Scenario, course: Course) -> State:
    return State.yes if scenario.person.prolactinoma > 0 else State.unknown


def _kidney_failure(scenario: Scenario, course: Course) -> State:
    return State.unknown if scenario.person.kidneys == "normal" else State.yes


def _male(scenario: Scenario, course: Course) -> State:
    return _as_no(scenario.person.sex == "male")


def _infant_preterm_or_ill(scenario: Scenario, course: Course) -> State:
    return _of_an_infant(scenario, is_preterm(scenario))


def _nursing(scenario: Scenario, course: Course) -> State:
    return _of_an_infant(scenario, nurses_after(scenario, course.first))


def _of_an_infant(scenario: Scenario, shown: bool) -> State:
    """What is known of an infant: nobody is asked of one that died."""
    return State.no if scenario.after_loss else as_yes(shown)


def nurses_after(scenario: Scenario, tick: int) -> bool:
    """Whether an infant is nursed in the protocol at this time or later."""
    ended = min(
        (step.at_tick + step.over_ticks for step in scenario.steps_of(StopNursing)),
        default=scenario.horizon_tick,
    )
    return any(
        tick < min(ended, step.end_tick(scenario.horizon_tick)) for step in scenario.steps_of(Nurse)
    )


KNOWN: dict[str, Callable[[Scenario, Course], State]] = {
    "diabetes": _diabetes,
    "infant_preterm_or_ill": _infant_preterm_or_ill,
    "kidney_failure": _kidney_failure,
    "nursing": _nursing,
    "pregnancy": _pregnancy,
    "pregnancy_hypertension": _male,
    "prolactinoma": _prolactinoma,
    "smoker_over_35": _smoker_over_35,
    "smoking": _smoking,
    "underactive_thyroid": _underactive_thyroid,
    "unexplained_vaginal_bleeding": _male,
}
"""What a scenario tells of a condition, by its id in the medicine room."""
