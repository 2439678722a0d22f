"""Power against closed forms, false positives, and what leaving and noise do to it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from tests.trial.known_people import at_the_end, plain_design

from lactea.trial import power

REPETITIONS = 500
STEPS = 3.5
"""Standard errors that a right answer may lie off."""
MANY = 20_000


def normal_people(effect: float) -> tuple[np.ndarray, np.ndarray]:
    """Two arms of many people, with means and SD exactly 0, `effect` and 1 (of 100 more)."""
    scores = stats.norm.ppf((np.arange(MANY) + 0.5) / MANY)
    scores = np.random.default_rng(1).permutation(scores / scores.std())
    return 100 + scores, 100 + scores + effect


def power_of_t_test(n_per_arm: int, effect: float, alpha: float = 0.05) -> float:
    """By the noncentral t distribution."""
    degrees, shift = 2 * n_per_arm - 2, effect * np.sqrt(n_per_arm / 2)
    limit = stats.t.ppf(1 - alpha / 2, degrees)
    return float(stats.nct.sf(limit, degrees, shift) + stats.nct.cdf(-limit, degrees, shift))


def power_of_chi_square(n_per_arm: int, low: float, high: float, alpha: float = 0.05) -> float:
    """By going through every possible table."""
    counts = np.arange(n_per_arm + 1)
    a, b = np.meshgrid(counts, counts, indexing="ij")
    pooled = (a + b) / (2 * n_per_arm)
    spread = pooled * (1 - pooled) * 2 / n_per_arm
    with np.errstate(invalid="ignore"):
        squared = np.where(spread > 0, ((a - b) / n_per_arm) ** 2 / spread, 0)
    rejected = squared > stats.chi2.ppf(1 - alpha, 1)
    chance = np.outer(
        stats.binom.pmf(counts, n_per_arm, low), stats.binom.pmf(counts, n_per_arm, high)
    )
    return float(chance[rejected].sum())


def error_of(share: float) -> float:
    return STEPS * float(np.sqrt(share * (1 - share) / REPETITIONS))


@pytest.mark.parametrize(("n", "effect"), [(40, 0.5), (128, 0.5)])
def test_a_t_test_has_the_power_of_the_closed_form(n: int, effect: float) -> None:
    (found,) = power(plain_design(), at_the_end(*normal_people(effect)), n, REPETITIONS, seed=3)
    exact = power_of_t_test(n // 2, effect)
    assert abs(found.power - exact) < error_of(exact)
    # The check can fail: with the people of both arms taken for those of one, or a fifth less effect, it does.
    assert abs(found.power - power_of_t_test(n, effect)) > error_of(exact)
    assert abs(found.power - power_of_t_test(n // 2, 0.8 * effect)) > error_of(exact)
    assert abs(found.false_positives - 0.05) < error_of(0.05)
    assert found.error == pytest.approx(error_of(found.power) / STEPS)
    assert abs(found.estimate - effect) < STEPS * 2 / np.sqrt(n * REPETITIONS)
    # What is only seen where it is large, is seen too large.
    assert found.found_estimate > found.estimate


def test_two_shares_have_the_power_of_every_possible_table() -> None:
    responders = {"kind": "responder", "measurement": "milk", "at": "14 d", "at_least": 100}
    asked = plain_design(
        endpoints={"well": responders},
        analysis={"endpoint": "well", "test": "chi_square", "arm": "treated"},
    )
    place = np.arange(MANY) / MANY
    control, treated = (np.where(place < share, 150.0, 50.0) for share in (0.578, 0.778))
    (found,) = power(asked, at_the_end(control, treated), 90, REPETITIONS, seed=4)
    exact = power_of_chi_square(45, 0.578, 0.778)
    assert abs(found.power - exact) < error_of(exact)
    size = power_of_chi_square(45, 0.578, 0.578)
    assert abs(found.false_positives - size) < error_of(size)


def test_power_rises_with_size_and_falls_with_leaving_and_with_noise() -> None:
    people = at_the_end(*normal_people(0.5))
    leaving = {"share": 0.4, "until": "14 d", "grade": "assumed", "reason": "to see what it does"}
    noisy = {
        "milk": {
            "observable": "milk.removed_per_day", "sd": 1.0,
            "grade": "assumed", "reason": "to see what it does",
        }
    }  # fmt: skip

    def of(n: int, **changes: object) -> float:
        return power(plain_design(**changes), people, n, 200, seed=5)[0].power

    whole = of(80)
    assert of(40) < whole < of(160)
    left, blurred = of(80, drop_out=[leaving]), of(80, measurements=noisy)
    assert max(left, blurred) < whole
    assert left == pytest.approx(power_of_t_test(24, 0.5), abs=0.12)
    assert blurred == pytest.approx(power_of_t_test(40, 0.5 / 2**0.5), abs=0.12)


def test_the_same_seed_gives_the_same_curve_and_another_seed_another() -> None:
    people = at_the_end(*normal_people(0.5))
    one, again, other = (power(plain_design(), people, 40, 50, seed=seed) for seed in (1, 1, 2))
    assert one == again != other
