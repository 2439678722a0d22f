"""Recruiting simulated people: who may take part, the same people in every arm, doses missed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from lactea.cohort import crew_of
from lactea.reading.durations import DAY
from lactea.scenario.steps import SessionStep
from lactea.trial import Pool, TrialError, load_trial, recruit
from lactea.trial.pool import recipe_of

SHORT = Path(__file__).with_name("short.yaml")
DOSE = "arms.domperidone.steps[0].dose"


@cache
def pool(*changes: str, size: int = 3, seed: int = 1, jobs: int = 1) -> Pool:
    return recruit(load_trial(SHORT, changes), size, seed=seed, crew=crew_of(jobs))


def milk(of: Pool, arm: int) -> np.ndarray:
    return of.values[arm, :, 0]


def test_everybody_is_alike_under_both_arms_before_and_not_after() -> None:
    whole = pool()
    assert milk(whole, 0)[:, 0] == pytest.approx(milk(whole, 1)[:, 0], rel=1e-9)
    assert (milk(whole, 1)[:, -1] > milk(whole, 0)[:, -1]).all()
    assert len(set(milk(whole, 0)[:, 0])) == 3


def test_a_changed_arm_changes_nobody_under_the_control() -> None:
    whole, half = pool(), pool(f"{DOSE}=10 mg")
    assert (whole.people == half.people).all()
    assert (milk(whole, 0) == milk(half, 0)).all()
    assert (milk(whole, 1)[:, -1] > milk(half, 1)[:, -1]).all()


def test_doses_that_are_missed_take_away_from_the_effect() -> None:
    def effect(taken: float) -> np.ndarray:
        some = pool(f"adherence={{taken: {taken}, grade: assumed, reason: a test}}")
        return (milk(some, 1) - milk(some, 0))[:, -1]

    full = (milk(pool(), 1) - milk(pool(), 0))[:, -1]
    assert (effect(0.0) == 0).all()
    assert (effect(1.0) == full).all()
    assert 0 < effect(0.5).mean() < full.mean()


COURSE = (
    "course={measurement: milk, rise: 0.5, log_sd: 0.3, by: 3 d, grade: assumed, reason: a test}"
)


def test_a_course_multiplies_every_arm_alike_and_leaves_the_first_visit() -> None:
    plain, risen = pool(), pool(COURSE)
    factors = risen.values / plain.values
    assert factors[:, :, 0, 0] == pytest.approx(1)
    assert factors[0] == pytest.approx(factors[1])
    assert len(set(factors[0, :, 0, -1].round(6))) == 3


def test_a_course_rises_by_what_it_says_in_the_middle_person() -> None:
    course = load_trial(SHORT, [COURSE]).design.course
    assert course is not None
    logs = np.log(course.factors([0, DAY, 3 * DAY, 9 * DAY], np.arange(20_000), seed=1))
    assert logs.mean(axis=0) == pytest.approx(np.log(1.5) * np.array([0, 1 / 3, 1, 1]), abs=0.01)
    assert logs.std(axis=0) == pytest.approx(0.3 * np.array([0, 1 / 3, 1, 1]), abs=0.01)


def test_who_takes_a_dose_at_half_takes_it_at_nine_tenths_too() -> None:
    def doses(taken: float, person: int) -> set[int]:
        loaded = load_trial(
            SHORT, [f"adherence={{taken: {taken}, grade: assumed, reason: a test}}"]
        )
        protocol = recipe_of(loaded, 1, 1).person(person).scenario.protocol
        return {step.start for step in protocol if step.do == "take"}

    for person in range(4):
        assert doses(0.5, person) < doses(0.9, person) | {None}
    assert doses(0.5, 0) != doses(0.5, 1)


def test_people_come_in_order_and_others_are_told_with_a_reason() -> None:
    some = pool("eligibility[0].at_least=300", "recruitment.most_screened=20", size=3)
    assert (np.diff(some.people) > 0).all()
    outside = {one.index for one in some.not_taken}
    assert outside | set(some.people.tolist()) == set(range(some.people[-1] + 1))
    assert outside, "the limit lets everybody in, and shows nothing"
    assert {(one.stage, one.why) for one in some.not_taken} == {("screening", "hardly any milk")}
    for start, stratum in zip(milk(some, 0)[:, 0], some.stratum, strict=True):
        # By a value that is measured with an error of 5 %.
        if abs(start - 300) > 0.2 * 300:
            assert stratum == (start > 300)


def test_a_run_in_turns_people_away_after_it() -> None:
    trial = load_trial(SHORT, ["run_in.criteria[0].at_most=1", "recruitment.most_screened=3"])
    with pytest.raises(TrialError, match=r"of 3 people asked, 0 of the 3 .*3 x far too much milk"):
        recruit(trial, 3, seed=1)


def test_arms_that_differ_before_randomisation_are_refused() -> None:
    trial = load_trial(SHORT, ["arms.domperidone.set=['parameters.synthesis_limit=2 mL/h']"])
    with pytest.raises(TrialError, match="the arms differ before randomisation"):
        recruit(trial, 2, seed=1)


def test_a_step_that_one_arm_begins_before_randomisation_is_refused_before_anybody_is_asked() -> (
    None
):
    with pytest.raises(TrialError, match="before randomisation at") as raised:
        load_trial(SHORT, ["arms.domperidone.steps[0].start=2 d"])
    assert raised.value.field == "arms.domperidone.steps[0]"


def test_a_trial_in_which_nobody_can_be_simulated_ends_soon() -> None:
    trial = load_trial(SHORT, ["run_in.length=400 d", "recruitment.most_screened=1000"])
    with pytest.raises(TrialError, match=r"none of the first 5 people .*lies outside this run"):
        recruit(trial, 50, seed=1)


def test_people_of_a_population_are_chosen_and_balanced_by_what_they_are() -> None:
    some = pool(
        "population={name: a test, parity: {0: 0.5, 2: 0.3, 3: 0.2}}",
        "eligibility=[{entry: person.parity, at_least: 1, why: first child}]",
        "randomisation.strata=[{entry: person.parity, cuts: [3]}]",
        size=4,
    )
    assert {one.why for one in some.not_taken} == {"first child"}
    trial = load_trial(SHORT, ["population={name: a test, parity: {0: 0.5, 2: 0.3, 3: 0.2}}"])
    parity = [recipe_of(trial, 0, 1).person(i).scenario.person.parity for i in some.people]
    assert some.stratum.tolist() == [int(births >= 3) for births in parity]
    assert min(parity) >= 2


@pytest.mark.slow
def test_the_pool_does_not_depend_on_the_number_of_processes() -> None:
    one, two = pool(), pool(jobs=2)
    assert (one.people == two.people).all()
    assert (one.values == two.values).all()


KEPT = "adherence={{sessions: {share}, grade: assumed, reason: a test}}"


def sessions_of(share: float, person: int) -> list[int]:
    """Starts of the sessions that a person keeps, in ticks from randomisation."""
    loaded = load_trial(SHORT, [KEPT.format(share=share)])
    scenario = recipe_of(loaded, 0, 1).person(person).scenario
    steps = scenario.steps_of(SessionStep)
    return sorted(t - loaded.design.start for step in steps for t in scenario.session_ticks(step))


def test_sessions_are_missed_from_randomisation_on_and_no_others() -> None:
    whole, half, most = (sessions_of(share, 2) for share in (1.0, 0.5, 0.9))
    assert [t for t in half if t < 0] == [t for t in whole if t < 0] != []
    assert set(half) < set(most) < set(whole)
    later = [t for t in whole if t >= 0]
    kept = len([t for t in half if t >= 0]) / len(later)
    assert 0.25 < kept < 0.75
    assert [t for t in sessions_of(0.5, 3) if t >= 0] != [t for t in half if t >= 0]
    assert sessions_of(0.0, 2) == [t for t in whole if t < 0]


def test_who_misses_sessions_has_less_milk_and_is_alike_before() -> None:
    whole, half = pool(), pool(KEPT.format(share=0.5))
    assert milk(half, 0)[:, 0] == pytest.approx(milk(whole, 0)[:, 0], rel=1e-6)
    assert (milk(half, 0)[:, -1] < milk(whole, 0)[:, -1]).all()


def test_an_adherence_that_says_of_nothing_is_refused() -> None:
    with pytest.raises(TrialError, match="the share of doses"):
        load_trial(SHORT, ["adherence={grade: assumed, reason: a test}"])
