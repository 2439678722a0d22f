"""Two breasts that differ in what they can grow: what each makes, holds, and what the infant makes of it."""

import pytest

LEFT, RIGHT = 0, 1
MONTH = (30, 40)
LATER = (80, 90)
LARGER = 1.6
"""Growth of the right breast over that of the left; one person in nine differs as much or more, either way."""


def milk(run, name: str, ratio: float, days: tuple[int, int]) -> list[float]:
    lived = run(name, f"person.right_over_left={ratio}", days=LATER[1])
    return [lived.milk(*days, side=side) for side in (LEFT, RIGHT)]


def test_equal_breasts_give_the_same_and_store_the_same(run) -> None:
    pumped = run("exclusive-pumping", "person.right_over_left=1", days=LATER[1])
    for name in ("removed", "capacity", "tissue"):
        left, right = pumped.at(name, MONTH[0])
        assert left == pytest.approx(right, rel=1e-6)


def test_the_larger_breast_gives_more_to_a_pump_and_stores_more(run) -> None:
    pumped = run("exclusive-pumping", f"person.right_over_left={LARGER}", days=LATER[1])
    for name, least in (("removed", 1.2), ("capacity", 1.15), ("tissue", 1.2)):
        left, right = pumped.at(name, MONTH[0])
        assert least < right / left < LARGER, name


def test_sides_are_exchangeable(run) -> None:
    one, other = (milk(run, "exclusive-pumping", ratio, MONTH) for ratio in (LARGER, 1 / LARGER))
    assert one == pytest.approx(other[::-1], rel=1e-6)


def test_what_an_infant_takes_hardly_depends_on_how_the_breasts_share_it(run) -> None:
    equal, unequal = (sum(milk(run, "natural", ratio, LATER)) for ratio in (1, LARGER))
    assert unequal == pytest.approx(equal, rel=0.03)


def test_the_larger_breast_feeds_an_infant_more_and_the_smaller_is_not_left_to_dry(run) -> None:
    """An infant that began where there are more millilitres would leave the smaller breast unsuckled."""
    left, right = milk(run, "natural", LARGER, LATER)
    assert 1.1 < right / left < LARGER
