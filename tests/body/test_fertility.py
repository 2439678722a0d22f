"""Fertility under suckling: what brings ovulation back, what keeps it away, and what acts on nothing."""

from functools import cache

import numpy as np
import pytest

from lactea.body.registry import default_body, own_mechanisms
from lactea.engine import Recording, simulate
from lactea.results.observables import evaluate
from lactea.results.recording import column
from lactea.scenario import load

DAYS = 150
FERTILITY = ("gonadotrophins", "follicle", "corpus_luteum", "fertility")
EVENLY = [f"{hour:02d}:00" for hour in range(0, 24, 3)]
NO_NIGHT = [f"{hour:02d}:00" for hour in range(6, 22, 3)]
BY_DAY = [f"{hour:02d}:00" for hour in range(7, 23, 2)]
DEAF = ("parameters.gnrh_suckling_half=1e9", "parameters.gnrh_prolactin_half='1e9 ng/mL'")
NO_NERVES = ("person.nipple_sensitivity={left: 0, right: 0}",)


@cache
def nursed(times: tuple[str, ...], *overrides: str, minutes: int = 7) -> Recording:
    """Nursing at times of day from birth on."""
    nurse = f"{{do: nurse, start: 1 h, on_demand: false, times: {list(times)}, duration: {minutes} min}}"
    steps = f"protocol=[{{do: pregnancy}}, {{do: birth}}, {nurse}]"
    return simulate(load("natural", [steps, *overrides]), days=DAYS)


@cache
def pumped(times: tuple[str, ...], *overrides: str) -> Recording:
    """Pumping, whose stimulation does not depend on an infant's hunger."""
    pump = f"{{do: pump, start: 1 h, times: {list(times)}, duration: 12 min}}"
    steps = f"protocol=[{{do: pregnancy}}, {{do: birth}}, {pump}]"
    horizon = f"horizon='{DAYS} d'"
    return simulate(load("exclusive-pumping", [steps, horizon, *overrides]), days=DAYS)


def ovulated(run: Recording, day: int = DAYS) -> float:
    return evaluate(run, "ovulation.chance", "mean", f"P{day}D")


def not_nursed(*overrides: str) -> Recording:
    return simulate(load("natural-no-nursing", [f"horizon='{DAYS} d'", *overrides]), days=DAYS)


def test_fewer_night_feeds_bring_ovulation_earlier() -> None:
    assert ovulated(nursed(tuple(NO_NIGHT))) > 1.5 * ovulated(nursed(tuple(EVENLY))) > 0


def test_the_same_sessions_all_by_day_hold_less_and_it_is_the_gap_that_frees() -> None:
    """Knock-out: a pulse generator that remembers for weeks feels no gap. While few have ovulated."""

    def by_day_against_evenly(*overrides: str) -> float:
        by_day, evenly = (pumped(tuple(times), *overrides) for times in (BY_DAY, EVENLY))
        return ovulated(by_day, 60) / ovulated(evenly, 60)

    assert by_day_against_evenly() > 1.02
    assert by_day_against_evenly("parameters.suckling_restraint_time='20 d'") < 1


def test_not_every_first_period_of_nursing_comes_without_ovulation() -> None:
    """Waves of one person differ: some ovulate while most follicles are small (lam_gray_anov_menses)."""
    run = nursed(tuple(EVENLY))
    assert 5 < evaluate(run, "menses.without_ovulation", "value", "any") < 95


def test_poor_corpora_lutea_are_a_matter_of_time_since_the_birth_not_of_nursing() -> None:
    """Without nursing most first ovulations come early and most have one (lam_gray_nbf_luteal_defect)."""
    early = evaluate(not_nursed(), "ovulation.luteal_defect", "value", "any")
    late = evaluate(simulate(load("extended")), "ovulation.luteal_defect", "value", "any")
    assert early > 55
    assert late < early - 10


def test_corpora_lutea_and_intercourse_hold_conception_and_not_ovulation() -> None:
    """Knock-out of sound corpora lutea, of what a pregnancy does to them, and of intercourse."""

    def chances(*overrides: str) -> tuple[float, float]:
        run = not_nursed(*overrides)
        return ovulated(run), evaluate(run, "pregnancy.chance", "mean", f"P{DAYS}D")

    ovulation, pregnancy = chances()
    soon_sound = chances("parameters.luteal_time='1 d'")
    never_sound = chances("parameters.luteal_time='1e5 d'")
    no_couple = chances("parameters.intercourse_time='1e5 d'")
    ovulations = [soon_sound[0], never_sound[0], no_couple[0]]
    assert ovulations == pytest.approx([ovulation] * 3, abs=1)
    assert soon_sound[1] > 1.3 * pregnancy
    assert max(never_sound[1], no_couple[1]) < 0.1 * pregnancy


def test_the_less_suckling_the_earlier() -> None:
    """Dose: from no feed to eight a day."""
    chances = [ovulated(not_nursed())]
    chances += [ovulated(nursed(tuple(EVENLY[::step]))) for step in (4, 2, 1)]
    chances += [ovulated(nursed(tuple(EVENLY), minutes=12))]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 80
    assert chances[-1] < 30


@pytest.mark.parametrize("knocked", [DEAF, NO_NERVES], ids=["deaf hypothalamus", "no nerves"])
def test_without_its_pathway_nursing_delays_nothing(knocked: tuple[str, ...]) -> None:
    free = ovulated(not_nursed())
    assert ovulated(nursed(tuple(EVENLY), *knocked)) == pytest.approx(free, abs=4)


def test_milk_itself_is_irrelevant() -> None:
    """Irrelevance: without milk the same sessions hold as well."""
    dry = pumped(tuple(EVENLY), "parameters.synthesis_limit='1e-6 mL/h'")
    assert ovulated(dry) == pytest.approx(ovulated(pumped(tuple(EVENLY))), rel=0.01)


def test_pulses_given_restore_follicles_whatever_prolactin_is(run) -> None:
    """The block is above the pituitary (lam_gnrh_interval)."""
    given, own = (
        run.with_inputs("natural", inputs={"gnrh_taken": level}, at=28, days=84)
        for level in (1.0, 0.0)
    )
    assert given.last["follicle"] > 0.8
    assert own.last["follicle"] < 0.3
    levels = [one.mean("prolactin_mean", 77, 84) for one in (given, own)]
    assert levels[0] >= levels[1] > 60  # higher, if anything: oestradiol of follicles raises it


def test_a_shift_of_the_birth_shifts_everything() -> None:
    """Placenta out 13 h later, ovulation 13 h later."""
    late = not_nursed("protocol[1]={do: birth, at: 0 h, placenta: {retained: 1, until: 13 h}}")
    on_time = not_nursed()
    times = [evaluate(run, "ovulation.earliest", "value", "any") for run in (on_time, late)]
    assert 24 * (times[1] - times[0]) == pytest.approx(13, abs=2)


@pytest.mark.parametrize(
    ("lacking", "ovulation", "menses"),
    [((), 100, 100), (("person.uterus=absent",), 100, 0), (("person.ovaries=absent",), 0, 0)],
    ids=["nothing", "uterus", "ovaries"],
)
def test_each_organ_is_needed_for_its_part(
    lacking: tuple[str, ...], ovulation: float, menses: float
) -> None:
    woman = simulate(load("non-pregnant-woman", lacking), days=30)
    assert evaluate(woman, "ovulation.chance", "mean", "P29D") == pytest.approx(ovulation, abs=5)
    assert evaluate(woman, "menses.chance", "mean", "P29D") == pytest.approx(menses, abs=5)


def test_chances_are_chances() -> None:
    run = nursed(tuple(EVENLY[::4]))
    names = (
        "not_ovulated",
        "amenorrhoeic",
        "luteal_wait",
        "conceived_amenorrhoeic",
        "not_conceived",
        "intercourse_again",
        "luteal_quality",
    )
    values = {name: column(run.trace, name) for name in names}
    assert all((value >= -1e-6).all() and (value <= 1 + 1e-6).all() for value in values.values())
    kept = values["amenorrhoeic"] + values["conceived_amenorrhoeic"]
    after_birth = np.asarray(run.trace.time_h) >= 0
    assert (np.diff(kept[after_birth]) <= 1e-6).all()
    assert (values["luteal_wait"] <= values["amenorrhoeic"] + 1e-6).all()


def test_a_prolactinoma_stops_oestradiol_with_lh() -> None:
    """Knock-out: nothing but LH stands between prolactin and the ovaries."""
    tumour = "person.prolactinoma='15 mm'"

    def levels(*overrides: str) -> tuple[float, float]:
        last = simulate(load("non-pregnant-woman", overrides), days=200).trace
        return tuple(float(column(last, name)[-1]) for name in ("luteinising_hormone", "estradiol"))

    lh, estradiol = levels()
    held_lh, held_estradiol = levels(tumour)
    deaf_lh, deaf_estradiol = levels(tumour, "parameters.gnrh_prolactin_half='1e9 ng/mL'")
    assert held_lh < 0.3 * lh
    assert held_estradiol < 0.6 * estradiol
    assert deaf_lh == pytest.approx(lh, rel=0.02)
    assert deaf_estradiol == pytest.approx(estradiol, rel=0.02)


def test_only_steroids_act_on_the_rest_of_the_body() -> None:
    """The chances act on nothing, and LH and follicles on milk by oestradiol and progesterone alone."""
    parts = {part.name: part for part in own_mechanisms()}
    made = {
        entry.id
        for name in FERTILITY
        for entry in (*parts[name].states, *parts[name].quantities)
    }  # fmt: skip
    own = made | {state.id for name in FERTILITY for state in parts[name].states}
    body = default_body()
    steps = (*body.steps, *body.rates.values())
    outside = [step.target for step in steps if step.target not in own and made & {*step.needs}]
    assert sorted(outside) == ["estradiol_own", "progesterone_own"]


def test_contraceptive_hormones_hold_the_ovaries(run) -> None:
    given, own = (
        run.with_inputs("natural-no-nursing", "horizon='60 d'", inputs=inputs, at=21, days=60)
        for inputs in ({"progesterone_taken": 10.0}, {})
    )
    assert given.last["follicle"] < 0.2
    assert own.last["follicle"] > 0.8
