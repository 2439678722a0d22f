"""What controllers decide: sessions by the clock, the infant, rules, doses, birth, other food."""

from itertools import pairwise

import numpy as np
import pytest

from lactea.engine import Recording, simulate
from lactea.scenario import Border, load

HOUR, DAY = 3600, 86_400
LEFT, RIGHT = 0, 1
SHORT = "do: pregnancy, length: 20 weeks"
NURSE = "do: nurse, start: 1 h"


def after_birth(*steps: str, days: int = 3, infant: str = "{}", short: bool = True) -> Recording:
    pregnancy = SHORT if short else "do: pregnancy"
    parts = ", ".join(f"{{{step}}}" for step in (pregnancy, "do: birth", *steps))
    overrides = [f"protocol=[{parts}]", f"infant={infant}"]
    return simulate(load("natural", overrides), days=days)


def labelled(recording: Recording, word: str) -> list[Border]:
    return [border for border in recording.resolved.borders if word in border.label]


def ends(recording: Recording) -> np.ndarray:
    return recording.sessions["start_h"] + recording.sessions["duration_min"] / 60


# ------------------------------------------------------------------ by the clock


def test_pumping_keeps_to_its_schedule() -> None:
    step = "do: pump, start: 100 min, every: 5 h, duration: 17 min, stop: 2 d"
    recording = after_birth(step, infant="null")
    starts = recording.sessions["start_h"]
    np.testing.assert_allclose(starts, np.arange(100 / 60, 48, 5))
    np.testing.assert_allclose(recording.sessions["duration_min"], 17)
    np.testing.assert_allclose(recording.sessions["minutes_at"], 17)
    assert set(recording.sessions["kind"]) == {"pump"}


def test_one_breast_after_the_other() -> None:
    step = "do: pump, start: 1 h, every: 6 h, duration: 10 min, simultaneous: false"
    recording = after_birth(step, infant="null")
    np.testing.assert_allclose(recording.sessions["duration_min"], 20)
    np.testing.assert_allclose(recording.sessions["minutes_at"], 10)


def test_no_session_begins_in_the_night_gap() -> None:
    gap = "night_gap: {from: '23:00', to: '05:00'}"
    recording = after_birth(
        f"do: pump, start: 1 h, every: 2 h, duration: 10 min, {gap}", infant="null"
    )
    clock = (recording.scenario.origin_clock_h + recording.sessions["start_h"]) % 24
    assert ((clock >= 5) & (clock < 23)).all()
    assert 5 <= clock.min() < 7


def test_better_devices_draw_more() -> None:
    volumes = []
    for device in ("manual", "personal", "hospital_grade"):
        step = f"do: pump, start: 12 h, every: 12 h, duration: 8 min, device: {device}"
        recording = after_birth(step, infant="null", days=2, short=False)
        volumes.append(
            recording.sessions["volume"][1].sum() / recording.sessions["available"][1].sum()
        )
    assert volumes[0] < volumes[1] < volumes[2] < 1


def test_longer_sessions_draw_more_each_minute_less() -> None:
    shares = []
    for length in (3, 8, 15, 30):
        step = f"do: pump, start: 12 h, every: 12 h, duration: {length} min"
        recording = after_birth(step, infant="null", days=4, short=False)
        shares.append(
            recording.sessions["volume"][-1].sum() / recording.sessions["available"][-1].sum()
        )
    gains = np.diff(shares) / np.diff([3, 8, 15, 30])
    assert (gains > 0).all()
    assert (np.diff(gains) < 0).all()


# ------------------------------------------------------------------ the infant


@pytest.fixture(scope="module")
def natural() -> Recording:
    return simulate(load("natural"), days=12)


def test_the_infant_keeps_its_distances(natural: Recording) -> None:
    values, starts = natural.parameter_values, natural.sessions["start_h"]
    assert starts[0] >= 1
    assert np.diff(starts).min() >= values["feed_interval_least"] - 1e-9
    assert (starts[1:] >= ends(natural)[:-1]).all()
    assert natural.sessions["minutes_at"].max() <= 60 * values["feed_longest"] + 1 / 6
    assert 6 <= natural.days["sessions"][-5:].mean() <= 14


def test_the_infant_begins_at_the_fuller_breast(natural: Recording) -> None:
    available, at = natural.sessions["available"], natural.sessions["minutes_at"]
    one_only = (at > 0).sum(axis=1) == 1
    assert one_only.any()
    fuller = available.argmax(axis=1)
    assert (at[one_only].argmax(axis=1) == fuller[one_only]).all()


def test_the_fuller_of_two_unequal_breasts_is_the_one_that_is_fuller_for_what_it_holds() -> None:
    recording = simulate(load("natural", ["person.right_over_left=2"]), days=40)
    table, days = recording.sessions, recording.days
    late = table["start_h"] > 24 * 20
    available, at = table["available"][late], table["minutes_at"][late]
    day = (table["start_h"][late] // 24).astype(int) - recording.first_day
    fuller = (available / days["capacity"][day]).argmax(axis=1)
    one_only = (at > 0).sum(axis=1) == 1
    agreed = at.argmax(axis=1) == fuller
    assert agreed[one_only].mean() > 0.98
    assert (fuller != available.argmax(axis=1))[one_only].any()


def test_the_infant_stays_at_the_breast_it_is_given() -> None:
    recording = after_birth(NURSE + ", breasts: right")
    assert (recording.sessions["minutes_at"][:, LEFT] == 0).all()
    assert (recording.sessions["volume"][:, LEFT] == 0).all()
    assert recording.days["removed"][:, LEFT].sum() == 0


def test_what_an_infant_takes_is_what_leaves_the_breast(natural: Recording) -> None:
    np.testing.assert_allclose(
        natural.days["infant_intake"], natural.days["removed"].sum(axis=1), atol=1e-6
    )


def test_twins_drink_at_both_breasts_at_once() -> None:
    recording = after_birth(NURSE, infant="{count: 2}")
    at = recording.sessions["minutes_at"]
    np.testing.assert_allclose(at[:, LEFT], at[:, RIGHT])


def test_a_scheduled_session_goes_before_the_infant() -> None:
    recording = after_birth(NURSE, "do: pump, start: 65 min, every: 3 h, duration: 15 min", days=4)
    pumped = recording.sessions["start_h"][recording.sessions["kind"] == "pump"]
    np.testing.assert_allclose(pumped, np.arange(65 / 60, 96, 3))
    assert (recording.sessions["start_h"][1:] >= ends(recording)[:-1] - 1e-9).all()
    assert (recording.sessions["kind"] == "nurse").any()


def test_nursing_ends_when_it_is_stopped() -> None:
    recording = after_birth(NURSE, "do: stop_nursing, at: 2 d", days=4)
    assert recording.sessions["start_h"].max() < 48
    assert recording.days["infant_intake"][-1] == 0
    assert recording.days["infant_weight"][-1] > 2.5


def test_an_infant_that_is_not_nursed_is_fed_otherwise() -> None:
    """It grows on other milk, none of it from the breast."""
    recording = after_birth(days=20)
    assert recording.days["infant_intake"].sum() == 0
    assert recording.days["infant_weight"][-1] > recording.days["infant_weight"][-16]


AFTER_FEEDS = "do: top_up, start: 3 d, stop: 9 d, after_feeds: true"
LITTLE = "{tissue_potential: 0.1}"


@pytest.fixture(scope="module")
def topped_up() -> Recording:
    return after_birth(NURSE, AFTER_FEEDS, days=11)


def bottles(recording: Recording) -> list[tuple[Border, Border]]:
    begun, ended = (labelled(recording, f"top-up {word}") for word in ("begins", "ends"))
    return list(zip(begun, ended, strict=True))


def test_other_milk_comes_at_the_end_of_feeds_and_takes_its_time(topped_up: Recording) -> None:
    left_the_breast = {round(end * HOUR) for end in ends(topped_up)}
    minutes = topped_up.parameter_values["topup_time"] * 60
    assert bottles(topped_up)
    for begun, ended in bottles(topped_up):
        assert begun.tick in left_the_breast
        assert ended.tick - begun.tick == pytest.approx(60 * minutes, abs=1)


def test_other_milk_after_feeds_keeps_to_its_days_and_is_counted(topped_up: Recording) -> None:
    first = -topped_up.first_day
    given = np.array(topped_up.days["topup"])[first:]
    assert (given[3:9] > 0).all()
    assert given[:3].sum() == given[10:].sum() == 0
    poured = sum(
        begun.inputs["topup_after_feed"] * (ended.tick - begun.tick) / HOUR
        for begun, ended in bottles(topped_up)
    )
    assert given.sum() == pytest.approx(poured, rel=1e-9)


def test_an_infant_grows_as_well_on_little_milk_and_what_it_still_wants() -> None:
    """Nearly as one that is not nursed; without other milk it falls behind by a tenth."""
    whole = "do: top_up, start: 1 h, after_feeds: true"
    little = [f"person={LITTLE}"]
    weights = [
        simulate(load("natural", [*little, *more]), days=21).days["infant_weight"][-1]
        for more in ([f"protocol=[{{do: pregnancy}}, {{do: birth}}, {{{NURSE}}}, {{{whole}}}]"], [])
    ]
    fed = after_birth(days=21, short=False).days["infant_weight"][-1]
    assert weights[0] == pytest.approx(fed, rel=0.03)
    assert weights[1] < 0.9 * fed


def test_the_more_the_breast_gives_the_less_other_milk_is_taken() -> None:
    protocol = f"protocol=[{{do: pregnancy}}, {{do: birth}}, {{{NURSE}}}, {{do: top_up, start: 3 d, after_feeds: true}}]"
    given = [
        np.sum(
            simulate(load("natural", [f"person.tissue_potential={share}", protocol]), days=14).days[
                "topup"
            ][-5:]
        )
        for share in (0.05, 0.15, 0.4, 1.0)
    ]
    assert all(less > more for less, more in pairwise(given))
    assert given[-1] < 0.1 * given[0]


def test_nothing_is_given_after_a_pump() -> None:
    recording = after_birth(
        "do: pump, start: 1 h, every: 3 h, duration: 15 min",
        "do: nurse, start: 2 d, stop: 3 d",
        "do: top_up, start: 0 h, after_feeds: true",
    )
    pumped = recording.sessions["kind"] == "pump"
    after_pump = {round(end * HOUR) for end in ends(recording)[pumped]}
    assert bottles(recording)
    assert not after_pump & {begun.tick for begun, _ in bottles(recording)}


@pytest.mark.parametrize(
    "steps",
    [
        (
            "do: nurse, start: 1 h, on_demand: false, every: 3 h, duration: 15 min, breasts: left",
            "do: nurse, start: 75 min, on_demand: false, every: 3 h, duration: 15 min, breasts: right",
        ),
        ("do: nurse, start: 1 h, on_demand: false, every: 30 min, duration: 10 min",),
    ],
)
def test_nothing_is_given_while_the_infant_is_at_the_breast(steps: tuple[str, ...]) -> None:
    recording = after_birth(*steps, "do: top_up, start: 0 h, after_feeds: true", days=4)
    now: dict[str, float] = {}
    given = 0
    for border, following in pairwise(recording.resolved.borders):
        now |= border.inputs
        if now.get("topup_after_feed", 0.0) and following.tick > border.tick:
            given += 1
            assert not now["infant_at_left"]
            assert not now["infant_at_right"]
    assert given


def test_a_bottle_that_takes_no_time_is_given_in_a_second() -> None:
    usual, at_once = (
        simulate(load("natural", [f"protocol=[{{do: pregnancy}}, {{do: birth}}, {{{NURSE}}}, {{{AFTER_FEEDS}}}]",
                                  f"person={LITTLE}", *more]), days=6).days["topup"][-3:]
        for more in ([], ["parameters.topup_time=0 min"])
    )  # fmt: skip
    assert np.sum(at_once) == pytest.approx(np.sum(usual), rel=0.1)


def test_solids_take_the_place_of_milk() -> None:
    solids = "do: solids, start: 1 d, energy_share: [[1 d, 0.5], [30 d, 0.5]]"
    shares = [after_birth(*steps, days=14, short=False).days["infant_intake"][-4:].mean()
              for steps in ((NURSE,), (NURSE, solids))]  # fmt: skip
    assert shares[1] < 0.75 * shares[0]


# ------------------------------------------------------------------ birth, stress, doses


def test_birth_takes_the_placenta_and_leaves_what_is_retained() -> None:
    whole = after_birth()
    (border,) = labelled(whole, "birth")
    assert (border.tick, border.inputs["placenta"], border.inputs["pregnant"]) == (0, 0, 0)
    steps = [SHORT, "do: birth, placenta: {retained: 0.2, until: 30 h}"]
    parts = ", ".join(f"{{{step}}}" for step in steps)
    retained = simulate(load("natural", [f"protocol=[{parts}]"]), days=2)
    assert labelled(retained, "birth")[0].inputs["placenta"] == 0.2
    assert [border.tick for border in labelled(retained, "placenta out")] == [30 * HOUR]
    levels = [run.days["progesterone_mean"][-2] for run in (whole, retained)]
    assert levels[1] > 1.5 * levels[0]


def test_stress_begins_and_ends() -> None:
    recording = after_birth("do: stress, start: 5 h, stop: 9 h, level: 0.4")
    changes = [(border.tick, border.inputs["stress"]) for border in labelled(recording, "stress")]
    assert changes == [(5 * HOUR, 0.4), (9 * HOUR, 0.0)]


def test_every_dose_is_taken_in_time() -> None:
    steps = "[{do: take, medicine: domperidone, dose: 10 mg, every: 8 h, start: 0 d, stop: 2 d}]"
    recording = simulate(load("non-pregnant-woman", [f"protocol={steps}"]), days=4)
    doses = labelled(recording, "dose")
    assert [border.tick for border in doses] == [8 * HOUR * place for place in range(6)]
    assert all(list(border.add.values()) == [10.0] for border in doses)
    amount = recording.trace.states[:, recording.trace.names.index("domperidone_oral_amount")]
    assert amount.max() > 1
    assert amount[-1] < 0.2 * amount.max()
    plain = simulate(load("non-pregnant-woman"), days=4)
    assert recording.days["prolactin_mean"][1] > 1.5 * plain.days["prolactin_mean"][1]


# ------------------------------------------------------------------ rules


def test_a_rule_begins_its_step_at_the_first_full_hour_at_which_it_holds() -> None:
    rule = "when: {observable: milk.stored, above: 60 mL}"
    recording = after_birth(
        f"do: pump, {rule}, every: 4 h, duration: 15 min", days=6, infant="null", short=False
    )
    first = recording.sessions["start_h"][0]
    assert first == round(first)
    trace = recording.trace
    stored = sum(trace.states[:, trace.names.index(f"milk_{side}")] for side in ("left", "right"))
    before = (trace.time_h > 0) & (trace.time_h <= first - 1)
    assert (stored[before] <= 60).all()
    assert np.interp(first, trace.time_h, stored) > 60
    np.testing.assert_allclose(np.diff(recording.sessions["start_h"]), 4)


def test_a_rule_that_never_holds_begins_nothing() -> None:
    rule = "when: {observable: prolactin.level, above: 5000 ng/mL}"
    recording = after_birth(f"do: pump, {rule}, every: 4 h, duration: 15 min", infant="null")
    assert len(recording.sessions["start_h"]) == 0


def test_a_rule_waits_for_its_start() -> None:
    rule = "start: 30 h, when: {observable: prolactin.level, above: 1 ng/mL}"
    recording = after_birth(f"do: pump, {rule}, every: 6 h, duration: 15 min", infant="null")
    assert recording.sessions["start_h"][0] == 30


# ------------------------------------------------------------------ rules that end a step

FULL = "{observable: milk.stored, above: 60 mL}"
NEVER_MET = "{observable: prolactin.level, above: 5000 ng/mL}"


def sessions_of(recording: Recording, kind: str) -> np.ndarray:
    return recording.sessions["start_h"][np.array(recording.sessions["kind"]) == kind]


def test_a_step_ends_at_the_first_full_hour_at_which_its_rule_holds() -> None:
    pump = "do: pump, start: 60 h, every: 1 h, duration: 5 min, until: {observable: milk.removed_per_day, above: 200 mL}"
    begun = sessions_of(after_birth(pump, days=5, infant="null", short=False), "pump")
    unended = sessions_of(
        after_birth(pump.partition(", until")[0], days=5, infant="null", short=False), "pump"
    )
    assert 0 < len(begun) < len(unended)
    np.testing.assert_array_equal(begun, unended[: len(begun)])


def test_a_rule_that_never_holds_changes_nothing_unless_it_has_a_latest_time() -> None:
    pump = "do: pump, start: 1 h, every: 5 h, duration: 10 min"
    plain = sessions_of(after_birth(pump, infant="null"), "pump")
    never = sessions_of(after_birth(f"{pump}, until: {NEVER_MET}", infant="null"), "pump")
    latest = f"until: {NEVER_MET[:-1]}, at_latest: 30 h}}"
    ended = sessions_of(after_birth(f"{pump}, {latest}", infant="null"), "pump")
    np.testing.assert_array_equal(never, plain)
    np.testing.assert_array_equal(ended, plain[plain <= 30])


def test_a_waiting_step_begins_at_the_latest_time() -> None:
    rule = f"when: {NEVER_MET[:-1]}, at_latest: 30 h}}"
    pump = f"do: pump, every: 5 h, duration: 10 min, {rule}"
    assert sessions_of(after_birth(pump, infant="null"), "pump")[0] == 30


def test_doses_and_nursing_end_by_a_rule_too() -> None:
    dose = "do: take, medicine: domperidone, dose: 10 mg, start: 1 h, every: 4 h"
    rule = f"until: {NEVER_MET[:-1]}, at_latest: 30 h}}"
    recording = after_birth(f"{dose}, {rule}", infant="null")
    assert {border.tick for border in labelled(recording, "dose")} == set(
        range(HOUR, 30 * HOUR, 4 * HOUR)
    )
    nursed = after_birth(f"{NURSE}, {rule}")
    assert 20 < sessions_of(nursed, "nurse").max() <= 30


def test_ending_by_a_rule_is_replayed_without_it() -> None:
    pump = f"do: pump, start: 1 h, every: 3 h, duration: 10 min, until: {FULL}"
    recording = after_birth(pump, days=4, infant="null")
    again = simulate(recording.scenario, days=4, resolved=recording.resolved)
    np.testing.assert_array_equal(again.days["removed"], recording.days["removed"])


def test_the_growth_of_the_breasts_can_be_waited_for() -> None:
    rule = "when: {observable: breast.tissue_gain, above: 20 mL}"
    pump = f"do: pump, every: 5 h, duration: 10 min, start: 1 h, {rule}"
    assert len(sessions_of(after_birth(pump, infant="null", short=False), "pump"))
    rule = "when: {observable: breast.tissue_gain, above: 900 mL}"
    pump = f"do: pump, every: 5 h, duration: 10 min, start: 1 h, {rule}"
    assert not len(sessions_of(after_birth(pump, infant="null", short=False), "pump"))
