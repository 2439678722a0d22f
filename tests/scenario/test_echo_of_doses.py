"""How the echo tells a medicine that is taken once."""

import pytest

from lactea.scenario import echo, loads

TEXT = """schema: lactea.scenario/1
name: once
summary: One dose.
protocol:
  - {do: pregnancy}
  - {do: birth}
  - {do: pump, start: "6 h", every: "3 h", duration: "15 min"}
  - {do: take, medicine: cabergoline, dose: "1 mg", WHEN}
horizon: "8 d"
"""
RULE = 'when: {observable: milk.removed_per_day, above: "300 mL"}'


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ('start: "0 h"', "once (oral), at the origin."),
        ('start: "12 h"', "once (oral), 12 hours after the origin."),
        (RULE, "once (oral), as soon as milk removed in a day is above 300 mL."),
        (
            'start: "1 d", ' + RULE,
            "once (oral), as soon as milk removed in a day is above 300 mL, not before one day after the origin.",
        ),
    ],
)
def test_one_dose_has_a_moment_and_no_end(entry: str, words: str) -> None:
    assert f"Taking cabergoline 1 mg {words}" in echo(loads(TEXT.replace("WHEN", entry)))
