"""A gland that went through a pregnancy before turns on sooner, and makes no more in the end."""

from itertools import pairwise

import pytest

BEFORE = "history=[{pregnancy: '40 weeks', ended: '2 years', nursed: '2 months'}]"


def test_milk_comes_in_hours_earlier_after_the_second_birth(run) -> None:
    first, second = run("natural", days=8), run("natural", "person.parity=1", days=8)
    assert 4 < first.onset() - second.onset() < 24


def test_later_births_change_no_more(run) -> None:
    second, fourth = (run("natural", f"person.parity={births}", days=8) for births in (1, 3))
    assert fourth.onset() == second.onset()


def test_what_is_made_in_the_end_is_the_same(run) -> None:
    first, second = run("natural", days=60), run("natural", "person.parity=1", days=60)
    assert second.milk(40, 60) == pytest.approx(first.milk(40, 60), rel=0.02)


def test_a_pregnancy_that_was_lived_through_counts_as_one_that_is_told(run) -> None:
    told, lived = run("natural", "person.parity=1", days=8), run("natural", BEFORE, days=8)
    assert lived.onset() == pytest.approx(told.onset(), abs=2)


def test_the_pace_makes_it(run) -> None:
    """Knock-out and dose."""
    onsets = [
        run(
            "natural", "person.parity=1", f"parameters.differentiation_again={pace}", days=8
        ).onset()
        for pace in (1, 1.3, 2)
    ]
    assert onsets[0] == run("natural", days=8).onset()
    assert all(earlier < later for later, earlier in pairwise(onsets))


def test_it_does_not_turn_off_sooner(run) -> None:
    first, second = (
        run("weaning-abrupt", f"person.parity={births}", days=230) for births in (0, 1)
    )
    assert second.dried() == pytest.approx(first.dried(), abs=1)
