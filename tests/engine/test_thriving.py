"""An infant that does not gain is told, and one that does is not."""

import numpy as np
import pytest

from lactea.engine import simulate
from lactea.engine.thriving import thriving_remarks
from lactea.scenario import builtin_text, load, loads


def told(weights: list[float], arrival: int | None = 0) -> bool:
    return bool(thriving_remarks({"infant_weight": np.array(weights)}, arrival))


GAINS = [3.3, 3.2, 3.1, 3.1, 3.12, 3.15, 3.2, 3.25, 3.3, 3.35]
FADES = [3.3, 3.2, 3.1, 3.0, 2.95, 2.9, 2.85, 2.8, 2.75, 2.7]


@pytest.mark.parametrize(
    ("weights", "arrival", "says"),
    [
        (GAINS, 0, False),
        (FADES, 0, True),
        ([0.0, 0.0, *FADES], 2, True),
        (FADES, None, False),
        (FADES[:8], 0, False),  # water of the first days, and too little after it
        ([*FADES, *np.linspace(2.7, 3.5, 15)], 0, False),  # it has recovered
        ([*GAINS, *[3.35] * 15], 0, True),
    ],
)
def test_the_last_two_weeks_decide(weights: list[float], arrival: int | None, says: bool) -> None:
    assert told(weights, arrival) == says


def test_a_run_without_milk_and_without_other_milk_says_so() -> None:
    dry = "person.breast_surgery=chest_contouring"
    top_up = '  - {do: top_up, start: "1 h", after_feeds: true}\nhorizon'
    fed = loads(builtin_text("natural").replace("horizon", top_up), "fed", [dry])
    said = [
        [
            one
            for one in simulate(scenario, days=12, estimate_error=False).warnings
            if "did not gain" in one
        ]
        for scenario in (load("natural", [dry]), fed, load("natural"))
    ]
    assert [bool(one) for one in said] == [True, False, False]
    assert "lactea care" in said[0][0]
