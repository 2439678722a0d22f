"""Fit and forecast of a small log."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lactea.engine.course import DAY
from lactea.scenario import load
from lactea.twin.calibration import fit, followers, kept_members
from lactea.twin.causes import CAUSES
from lactea.twin.diary import Diary, InfantFacts, daily_volumes
from lactea.twin.forecast import Marks, after_the_log, before_the_log, forecast, marks_of
from lactea.twin.learning import evidence_of, values_of
from lactea.twin.medicines import with_medicines
from lactea.twin.plans import KEEP_GOING, PLANS, futures, plan_of, two_fewer
from lactea.twin.problems import RefusalError, TwinError
from lactea.twin.refusals import FURTHEST, check_infant

DAYS = 4
BY_ID = {plan.id: plan for plan in PLANS}


@pytest.fixture(scope="module")
def outlooks(small):
    ground = after_the_log(small.fit)
    return {plan.id: forecast(ground, small.known, plan, DAYS) for plan in PLANS}


def test_bands_are_in_order_and_never_below_nothing(outlooks) -> None:
    for outlook in outlooks.values():
        assert (np.diff(outlook.quantiles(), axis=0) >= 0).all()
        assert (outlook.milk >= 0).all()
        assert np.isfinite(outlook.milk).all()


def test_a_forecast_shows_what_would_be_written_down(small, outlooks) -> None:
    """The made-up person reads each side to marks of 5 mL; so do those who go on."""
    assert marks_of(small.known) == Marks(5.0, by_side=True)
    for outlook in outlooks.values():
        np.testing.assert_allclose(outlook.milk, 5.0 * np.round(outlook.milk / 5.0), atol=1e-9)


def test_very_little_is_read_as_nothing_and_sides_share_what_is_read_together() -> None:
    milk = np.array([[2.0, 2.4], [4.0, 8.0], [0.0, 0.0]])
    np.testing.assert_array_equal(Marks(5.0, by_side=True).read(milk), [[0, 0], [5, 10], [0, 0]])
    together = Marks(5.0, by_side=False).read(milk)
    np.testing.assert_allclose(together.sum(axis=1), [5, 10, 0])
    np.testing.assert_allclose(together[1], [10 / 3, 20 / 3])
    assert Marks(0.0, by_side=False).read(milk) is milk


def test_totals_of_days_say_nothing_of_how_sessions_are_read(small) -> None:
    totals = tuple(
        replace(one, kind="daily_total", left=None, right=None, total=500.0)
        for one in small.known.sessions
    )
    assert marks_of(replace(small.known, sessions=totals)).apart == 0


def test_the_log_narrows_the_cohort_and_finds_the_level(small, outlooks) -> None:
    own = outlooks["keep_going"].quantiles()
    cohort = forecast(before_the_log(small.fit), small.known, KEEP_GOING, DAYS).quantiles()
    width = np.log(own[4] / own[0]) / np.log(cohort[4] / cohort[0])
    assert width[0] < 0.5
    recent = np.mean([milk for milk, _ in list(daily_volumes(small.known).values())[-5:]])
    assert 0.75 < own[2, 0] / recent < 1.3


def test_plans_differ_the_way_they_must(outlooks) -> None:
    middle = {name: outlook.quantiles()[2, -1] for name, outlook in outlooks.items()}
    assert middle["stop_now"] == 0
    assert middle["two_fewer"] < middle["keep_going"] < middle["one_at_night"]
    assert middle["hospital_pump"] > 0.95 * middle["keep_going"]


def test_members_who_are_the_same_live_once_and_everybody_has_a_course(small) -> None:
    ground = after_the_log(small.fit)
    known = {np.asarray(run.states).tobytes() for run in ground.people}
    assert len(np.unique(ground.firsts)) == len(known) < len(ground.people)
    for place, first in enumerate(ground.firsts):
        same = ground.people[place].states == ground.people[first].states
        assert same.all()
        assert ground.courses[place] == ground.courses[first]
    assert len(np.unique(ground.courses)) > 1


def test_the_same_question_has_the_same_answer(small, outlooks) -> None:
    again = forecast(after_the_log(small.fit), small.known, KEEP_GOING, DAYS)
    np.testing.assert_array_equal(again.milk, outlooks["keep_going"].milk)
    other = forecast(after_the_log(small.fit), small.known, KEEP_GOING, DAYS, seed=1)
    assert (other.milk != again.milk).any()


def test_twice_the_milk_in_the_log_is_much_more_in_the_forecast(small, outlooks) -> None:
    def doubled(session):
        return replace(session, left=2 * session.left, right=2 * session.right)

    more = Diary(small.known.origin, tuple(map(doubled, small.known.sessions)))
    found = fit(more, small.background, small.cohort)
    middle = forecast(after_the_log(found), more, KEEP_GOING, DAYS).quantiles()[2]
    assert (middle > 1.6 * outlooks["keep_going"].quantiles()[2]).all()
    assert (middle < 2.6 * outlooks["keep_going"].quantiles()[2]).all()


def test_no_value_leaves_the_cohort_by_more_than_three_deviations(small) -> None:
    prior, after = small.fit.prior, small.fit.posterior
    far = np.abs(after - prior.mean(axis=1, keepdims=True)) / prior.std(axis=1, keepdims=True)
    assert far.max() < 3.01


def test_evidence_is_counted_and_what_was_learned_is_said(small) -> None:
    evidence = evidence_of(small.fit)
    assert evidence.readings == len(small.fit.observed)
    assert 1 <= evidence.effective < evidence.readings
    values = {value.id: value for value in values_of(small.fit, small.known)}
    assert values["milk"].verdict == "learned"
    assert values["tissue_loss"].verdict == "not learned"


def test_members_beside_the_log_are_dropped_and_enough_are_left() -> None:
    scores = np.zeros(100)
    scores[:30] = -1e6
    kept = kept_members(scores, seed=0)
    assert len(kept) == 100
    assert kept.min() >= 30
    even = kept_members(np.linspace(-300, 0, 100), seed=0)
    assert len(np.unique(even)) >= 25


def test_a_short_log_is_refused_by_name(small) -> None:
    short = small.known.until(small.known.first_day + 2)
    with pytest.raises(RefusalError) as refused:
        fit(short, small.background, small.cohort)
    assert refused.value.reason == "too few sessions"


def changed(diary, factor) -> Diary:
    """The same log, each session times a factor of its own."""

    def scaled(session):
        own = factor(session)
        return replace(session, left=own * session.left, right=own * session.right)

    return Diary(diary.origin, tuple(map(scaled, diary.sessions)))


def test_a_log_in_wrong_units_is_refused_by_name(small) -> None:
    wrong = changed(small.known, lambda _: 40)
    with pytest.raises(RefusalError) as refused:
        fit(wrong, small.background, small.cohort)
    assert refused.value.reason == "contradictory"


def test_a_log_is_not_refused_for_members_who_came_out_without_milk(small) -> None:
    """Two of forty ordinary people of the model itself were told that their log contradicts itself."""
    found = small.fit.simulated.copy()
    dry = found.shape[1] // 2
    found[:, :dry] = 0.0
    residuals = small.fit.observed.value[:, None] - found
    assert np.median(np.abs(residuals.mean(axis=1))) > FURTHEST
    kept, _, _ = followers(small.fit.means, small.fit.noise.session, residuals, seed=0)
    assert kept.min() >= dry


def test_a_log_that_no_member_comes_near_is_refused(small) -> None:
    residuals = small.fit.observed.value[:, None] - small.fit.simulated + 1.5
    with pytest.raises(RefusalError, match="contradicts the simulation"):
        followers(small.fit.means, small.fit.noise.session, residuals, seed=0)


@pytest.mark.parametrize("share", [0.0, 1 / 30])
def test_a_person_with_next_to_no_milk_is_not_refused(small, share) -> None:
    found = fit(changed(small.known, lambda _: share), small.background, small.cohort)
    little, usual = found.after.milk.sum(axis=(1, 2)), small.fit.after.milk.sum(axis=(1, 2))
    assert np.median(little) < 0.2 * np.median(usual)


def test_a_log_of_mixed_units_contradicts_itself(small) -> None:
    """Some sessions in ounces, written as if they were mL."""
    rng = np.random.default_rng(3)
    mixed = changed(small.known, lambda _: rng.choice([1.0, 1 / 29.6]))
    with pytest.raises(RefusalError, match="contradicts itself") as refused:
        fit(mixed, small.background, small.cohort)
    assert refused.value.reason == "contradictory"


@pytest.mark.parametrize(
    ("facts", "clinician", "reason"),
    [
        (InfantFacts(4.0, 30, 6, None), True, "infant unknown"),
        (InfantFacts(4.0, 30, 6, True), False, "clinician only"),
        (InfantFacts(None, None, 6, False), False, "no infant weight"),
        (InfantFacts(4.0, 10, 6, False), False, "no infant weight"),
        (InfantFacts(4.0, 30, None, False), False, "no nappies"),
        (InfantFacts(4.0, 30, 6, False), False, None),
        (InfantFacts(4.0, 30, 6, True), True, None),
        (None, False, None),
    ],
)
def test_the_infant_comes_first(small, facts, clinician, reason) -> None:
    diary = replace(small.known, infant=facts)
    if reason is None:
        check_infant(diary, clinician, day=32)
        return
    with pytest.raises(RefusalError) as refused:
        check_infant(diary, clinician, day=32)
    assert refused.value.reason == reason


def test_futures_begin_after_the_log_and_are_made_of_its_days(small) -> None:
    first = small.known.last_day + 1
    courses = futures(small.known, KEEP_GOING, 6, 3, seed=0)
    assert len(courses) == 3
    for course in courses:
        assert {one.day for one in course} <= set(range(first, first + 6))
        known = {(one.start % DAY, one.duration) for one in small.known.sessions}
        assert {(one.start % DAY, one.duration) for one in course} <= known


def test_two_fewer_takes_those_that_come_soonest(small) -> None:
    day = futures(small.known, KEEP_GOING, 1, 1, seed=0)[0]
    fewer = two_fewer(day)
    assert len(fewer) == max(0, len(day) - 2)
    assert two_fewer(day[:1]) == []


def test_a_scenario_is_read_as_a_plan() -> None:
    plan = plan_of(load("exclusive-pumping"))
    day = plan.change(())
    assert len(day) == 8
    assert all(one.kind == "pump" and one.device == "hospital_grade" for one in day)
    assert all(0 <= one.start < DAY and one.duration == 900 for one in day)


def test_what_stops_milk_stops_it_as_a_way_to_go_on_too(small, outlooks) -> None:
    ground = with_medicines(after_the_log(small.fit), load("cabergoline-suppression"))
    taken = forecast(ground, small.known, KEEP_GOING, DAYS)
    assert (taken.quantiles()[2] < outlooks["keep_going"].quantiles()[2]).all()


def test_a_scenario_without_medicines_is_no_way_with_medicines(small) -> None:
    with pytest.raises(TwinError, match="takes no medicine"):
        with_medicines(after_the_log(small.fit), load("exclusive-pumping"))


def test_every_cause_names_parameters_of_the_body(small) -> None:
    known = set(small.background.body.parameter_ids)
    assert all(set(cause.without) <= known for cause in CAUSES)
