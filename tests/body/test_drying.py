"""A breast that nobody empties dries up, alone if the other one feeds; prolactin returns to normal."""

from itertools import pairwise

import pytest

NO_MEMORY = "parameters.unflushed_time='1e6 h'"
NURSE_LEFT = "do: nurse, start: 1 h, breasts: left"
PUMP = "device: hospital_grade, duration: 15 min"
LEFT, RIGHT = 0, 1
NO_STASIS = ("parameters.resting_by_stasis='0 1/h'", "parameters.reabsorption_stasis='0 1/h'")
NO_GROWTH = ("parameters.growth_suckling='0 1/h'", "parameters.growth_emptying='0 1/h'")
OTHERS = [
    pytest.param(NO_STASIS, id="no rest and no reabsorption by stasis"),
    pytest.param(NO_GROWTH, id="no growth after birth"),
    pytest.param(("parameters.suckling_burst=0",), id="no prolactin surges"),
    pytest.param(("parameters.drip='0 1/h'",), id="no dripping"),
    pytest.param(("parameters.prolactin_rhythm=0",), id="no daily rhythm"),
]


@pytest.fixture(scope="module")
def unused(run):
    """Nobody removes milk."""
    return run("natural-no-nursing", days=45)


@pytest.fixture(scope="module")
def one_sided(run):
    """The right breast is never used."""
    return run("one-breast", days=22)


def falls(values: list[float]) -> bool:
    return all(after < before for before, after in pairwise(values))


# ------------------------------------------------------------------ drying without nursing


def test_milk_comes_and_goes_when_nobody_nurses(unused) -> None:
    assert unused.days["activation"].max() > 0.5
    assert 4 < unused.dried() < 21
    assert unused.milk(0, 45) == 0
    assert unused.mean("made", 30, 45) < 0.05 * unused.mean("made", 2, 5)
    assert unused.at("stored", 40).sum() < 0.1 * unused.at("stored", 4).sum()


def test_prolactin_returns_to_what_it_is_without_pregnancy(run, unused) -> None:
    own = run("non-pregnant-woman", days=5).mean("prolactin_mean", 2, 5)
    assert unused.mean("prolactin_mean", 2, 4) > 3 * own
    assert unused.mean("prolactin_mean", 35, 45) < 1.5 * own
    assert run("natural", days=30).mean("prolactin_mean", 25, 30) > 3 * own


def test_tissue_is_lost_when_nobody_nurses(run, unused) -> None:
    nursed = run("natural", days=45)
    assert unused.at("tissue", 44)[LEFT] < 0.9 * nursed.at("tissue", 44)[LEFT]


def test_without_memory_of_unflushed_milk_it_does_not_dry(run, unused) -> None:
    """Knock-out. Low prolactin may close the breast later, so the comparison ends before."""
    without = run("natural-no-nursing", NO_MEMORY, days=15)
    assert without.at("activation", 13)[LEFT] > 0.9
    assert unused.at("activation", 13)[LEFT] < 0.2


@pytest.mark.parametrize("others", OTHERS)
def test_it_dries_without_the_other_mechanisms(run, unused, others: tuple[str, ...]) -> None:
    """Irrelevance."""
    dried = run("natural-no-nursing", *others, days=15).dried()
    assert unused.dried() / 2 < dried < unused.dried() * 2


@pytest.mark.parametrize("later", [26, 72])
def test_it_dries_later_when_milk_came_later(run, unused, later: int) -> None:
    """Shift."""
    placenta = f"protocol[1].placenta={{retained: 1.0, until: '{later} h'}}"
    delayed = run("natural-no-nursing", placenta, days=25)
    assert 24 * (delayed.dried() - unused.dried()) == pytest.approx(later, abs=12)


def test_the_longer_nobody_nurses_the_less_milk_there_is_a_week_later(run) -> None:
    """Dose."""
    waits = [0, 3, 7, 12, 20]
    milk = [
        run("exclusive-pumping", f"protocol[2].start='{wait} d'", days=wait + 8).milk(
            wait + 6, wait + 8
        )
        for wait in waits
    ]
    assert falls(milk)
    assert milk[-1] < 0.4 * milk[0]


def test_the_more_often_milk_is_removed_the_better_the_breast_stays_active(run) -> None:
    """Dose."""
    active = [
        run.after_birth(
            f"do: pump, start: 2 d, every: {hours} h, breasts: left, {PUMP}", days=15, infant=False
        ).at("activation", 14)[LEFT]
        for hours in (192, 96, 48, 24, 12)
    ]
    assert all(after > before - 1e-3 for before, after in pairwise(active))
    assert active[0] < 0.5 < active[-1]


# ------------------------------------------------------------------ the unused breast alone


def test_the_unused_breast_dries_while_the_other_feeds(one_sided) -> None:
    assert one_sided.at("activation", 20)[LEFT] > 0.9
    assert one_sided.at("activation", 20)[RIGHT] < 0.3
    assert one_sided.mean("made", 15, 22, RIGHT) < 0.03 * one_sided.mean("made", 15, 22, LEFT)


def test_one_breast_makes_up_for_much_of_the_other(run, one_sided) -> None:
    both = run("natural", days=22)
    assert one_sided.milk(15, 22) > 0.6 * both.milk(15, 22)
    assert one_sided.milk(15, 22, LEFT) > 1.2 * both.milk(15, 22, LEFT)


def test_sides_are_alike(run, one_sided) -> None:
    mirrored = run("one-breast", "protocol[2].breasts=right", days=22)
    for name in ("removed", "activation", "tissue"):
        same = pytest.approx(one_sided.at(name, 20), rel=1e-6)
        assert mirrored.at(name, 20)[::-1] == same, name


def test_without_that_memory_the_unused_breast_stays_active(run, one_sided) -> None:
    """Knock-out."""
    without = run("one-breast", NO_MEMORY, days=22)
    assert without.at("activation", 20)[RIGHT] > 0.9


@pytest.mark.parametrize("others", OTHERS)
def test_the_unused_breast_dries_without_the_other_mechanisms(run, others: tuple[str, ...]) -> None:
    """Irrelevance."""
    reached = run("one-breast", *others, days=14)
    assert reached.at("activation", 13)[LEFT] > 0.9
    assert reached.at("activation", 13)[RIGHT] < 0.3


def test_it_dries_later_when_it_was_used_longer(run) -> None:
    """Shift: both breasts until a day, then the left one alone."""
    dried = []
    for change in (8, 12):
        left_alone = f"do: nurse, start: {change} d, breasts: left"
        reached = run.after_birth(f"do: nurse, start: 1 h, stop: {change} d", left_alone, days=22)
        dried.append(reached.first_day_below("activation", 0.3, change, RIGHT))
    assert dried[1] - dried[0] == pytest.approx(4, abs=1)


def test_the_more_often_the_other_breast_is_emptied_the_more_it_gives(run) -> None:
    """Dose: the right breast is only pumped, at five intervals."""
    given = [
        run.after_birth(
            NURSE_LEFT, f"do: pump, start: 2 h, every: {hours} h, breasts: right, {PUMP}", days=21
        ).milk(13, 21, RIGHT)
        for hours in (96, 24, 12, 6, 3)
    ]
    assert falls(given[::-1])
    assert given[0] < 0.2 * given[-1]
