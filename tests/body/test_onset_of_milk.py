"""Milk comes in days after the placenta has left: by its own chemistry, not by the calendar.

Four ways: without the mechanism the delay, or the milk, is gone; without all others it stays; when the
placenta leaves later, so does everything; and more of what holds milk back holds it back longer.
"""

import math
from itertools import pairwise

import pytest

DAYS = 9
PUMP = "do: pump, start: {start}, every: 3 h, duration: 15 min, device: hospital_grade"
NO_PITUITARY = (
    "parameters.lactotroph_base='0.01 ng/mL'",
    "parameters.lactotroph_estrogen_gain='0 ng/mL'",
    "parameters.lactotroph_suckling_gain='0 ng/mL'",
)


def placenta(retained: float, until: float) -> tuple[str, ...]:
    """A share of the placenta that stays for some hours."""
    if not retained or not until:
        return ()
    return (f"protocol[1].placenta={{retained: {retained}, until: '{until} h'}}",)


@pytest.fixture(scope="module")
def onset(run):
    """Hours until secretory activation when nobody removes milk."""

    def hours(*overrides: str, days: int = DAYS) -> float:
        return run("natural-no-nursing", *overrides, days=days).onset()

    return hours


def rises(values: list[float], by: float = 0.0) -> bool:
    return all(after > before + by for before, after in pairwise(values))


def test_milk_comes_in_on_the_second_to_fourth_day(run) -> None:
    natural = run("natural", days=DAYS)
    assert 24 < natural.onset(0.2) < natural.onset(0.5) < natural.onset(0.9) < 168
    assert 36 < natural.onset() < 96


@pytest.mark.parametrize("times", [3, 8, 12])
def test_the_first_day_gives_tens_of_millilitres_however_often_it_is_asked(run, times: int) -> None:
    pumped = run.pumped(times, days=6)
    assert 1 < pumped.milk(0, 1) < 150
    assert pumped.milk(5, 6) > 3 * pumped.milk(0, 1)


# ------------------------------------------------------------------ knock-out


def test_without_inhibition_by_progesterone_milk_does_not_wait_for_birth(run) -> None:
    """Pumped in the last weeks of pregnancy, the breast gives drops; freed, it gives milk."""
    free = "parameters.progesterone_inhibition='1e9 ng/mL'"
    held, freed = (
        run.after_birth(PUMP.format(start="-14 d"), days=1, infant=False, more=more)
        for more in ((), (free,))
    )
    assert freed.at("activation", -2)[0] > 0.8
    assert held.at("activation", -2)[0] < 0.2
    assert freed.milk(-4, -1) > 5 * held.milk(-4, -1)
    assert freed.onset() == math.inf, "nothing is left to be released by birth"


def test_without_prolactin_there_is_no_milk_but_pregnancy_grows_the_breast(run) -> None:
    without = run("natural", *NO_PITUITARY, days=DAYS)
    usual = run("natural", days=DAYS)
    assert without.onset(0.2) == math.inf
    assert without.milk(0, DAYS) < 0.01 * usual.milk(0, DAYS)
    assert without.at("tissue", -1)[0] > 2 * without.days["tissue"][0, 0]


def test_without_placental_lactogen_either_the_breast_does_not_grow(run) -> None:
    without = run("natural", *NO_PITUITARY, "parameters.lactogen_potency='0 ng/ug'", days=1)
    assert without.at("tissue", -1)[0] < 1.2 * without.days["tissue"][0, 0]


def test_birth_alone_brings_no_milk_while_the_placenta_stays(onset) -> None:
    assert onset(*placenta(1.0, 24 * (DAYS + 1))) == math.inf


# ------------------------------------------------------------------ irrelevance


@pytest.mark.parametrize(
    "others",
    [
        pytest.param(("person.storage=0.5",), id="small store"),
        pytest.param(("parameters.growth_suckling='0 1/h'",), id="no growth by suckling"),
        pytest.param(("parameters.suckling_burst=0",), id="no prolactin surges"),
        pytest.param(("parameters.oxytocin_burst='0 pg/mL'",), id="no let-down"),
        pytest.param(("parameters.resting_by_stasis='0 1/h'",), id="no rest by stasis"),
        pytest.param(("parameters.estrogen_inhibition=0",), id="oestrogen spares synthesis"),
        pytest.param(("parameters.prolactin_rhythm=0",), id="no daily rhythm"),
    ],
)
def test_other_mechanisms_hardly_move_the_onset(onset, others: tuple[str, ...]) -> None:
    assert onset(*others) == pytest.approx(onset(), abs=3)


def test_the_chemistry_is_the_same_without_any_suckling(run, onset) -> None:
    by_removal = [
        run("natural", days=DAYS).onset(),
        run("one-breast", days=DAYS).onset(),
        *(run.pumped(times, days=6).onset() for times in (3, 8, 12)),
    ]
    assert by_removal == pytest.approx([onset()] * 5, abs=3)


# ------------------------------------------------------------------ shift


@pytest.mark.parametrize("later", [13, 26, 72])
@pytest.mark.parametrize("level", [0.2, 0.5])
def test_everything_is_later_by_as_much_as_the_placenta(run, later: int, level: float) -> None:
    on_time = run("natural-no-nursing", days=DAYS)
    delayed = run("natural-no-nursing", *placenta(1.0, later), days=DAYS)
    assert delayed.onset(level) - on_time.onset(level) == pytest.approx(later, abs=2.5)


# ------------------------------------------------------------------ dose


def test_the_more_tissue_stays_the_later_milk_comes(onset) -> None:
    shares = [0, 0.02, 0.05, 0.1, 0.3]
    assert rises([onset(*placenta(share, 7 * 24), days=12) for share in shares], by=1)


def test_the_slower_progesterone_leaves_the_later_milk_comes(onset) -> None:
    half_lives = [15, 25, 35, 50, 70]
    texts = [f"parameters.progesterone_half_life_slow='{hours} h'" for hours in half_lives]
    assert rises([onset(text) for text in texts], by=1)


def test_milk_is_late_under_insulin_treated_diabetes(onset) -> None:
    none, gestational, treated = (
        onset(f"person.diabetes={kind}") for kind in ("none", "gestational", "type1")
    )
    assert none < gestational < treated
    assert 6 < treated - none < 60
