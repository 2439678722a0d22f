"""Pregnant again while nursing or pumping: milk falls, and turns before the end."""

import pytest

AGAIN, LAST = 60, 240
PUMP = "do: pump, start: 6 h, every: 3 h, duration: 15 min, device: hospital_grade"
NURSE = "do: nurse, start: 1 h"
PREGNANT = f"do: pregnancy, start: {AGAIN} d"
RUN = ("horizon='240 d'",)


@pytest.fixture(scope="module")
def after(run):
    def make(*steps: str, more: tuple[str, ...] = ()):
        return run.after_birth(*steps, days=LAST, more=RUN + more)

    return make


def falls(after, *more: str) -> list[float]:
    """Pumped milk when pregnant again relative to the same pumping, by month."""
    again, usual = after(PUMP, PREGNANT, more=more), after(PUMP, more=more)
    return [again.milk(day, day + 7) / usual.milk(day, day + 7) for day in (AGAIN - 10, 100, 230)]


def test_milk_falls_and_nearly_ends_before_birth(after) -> None:
    before, early, late = falls(after)
    assert before == pytest.approx(1)
    assert early < 0.9
    assert late < 0.1


def test_where_the_infant_decides_milk_ends_as_well(after) -> None:
    assert after(NURSE, PREGNANT).milk(230, 237) < 0.2 * after(NURSE).milk(230, 237)


def test_without_oestrogens_effect_the_early_fall_is_gone(after) -> None:
    """Knock-out: the early fall is oestrogen's."""
    assert falls(after, "parameters.estrogen_inhibition=0")[1] > 0.95


def test_a_gland_deaf_to_progesterone_goes_on(after) -> None:
    """Knock-out: the end in mid pregnancy is progesterone's."""
    assert falls(after, "parameters.progesterone_inhibition='2000 ng/mL'")[2] > 0.3
