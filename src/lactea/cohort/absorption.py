"""How much of each dose reaches the blood: some people take up little of it.

Of a dose that is swallowed a part is lost in gut and liver. Apparent clearance and apparent volume of a medicine both hold
the share that arrives, so that who takes up less has both larger, and the same half-life. What is given by
another route is taken to arrive alike in everybody.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lactea.cohort.streams import Stream
from lactea.engine.doses import regimens_taken
from lactea.medicines.parameters import printed_spread
from lactea.medicines.regimens import identifier
from lactea.reading.routes import Route

if TYPE_CHECKING:
    from lactea.medicines.routes import RouteFacts
    from lactea.scenario import Scenario

SWALLOWED: Route = "oral"
USUAL_SPREAD = 0.36
"""Log SD where a file prints none: assumed, the middle of the five medicines of the library whose file prints that of an
apparent clearance by mouth (0.24 to 0.61).
"""


def apparent_kinetics(
    scenario: Scenario, middles: Mapping[str, float], seed: int, index: int
) -> dict[str, float]:
    """Apparent clearances and volumes of one person, in published units.

    Parameters
    ----------
    scenario : Scenario
        With the doses that are taken.
    middles : mapping of str to float
        The middle of the group, by id.
    seed, index : int
        Which person of which seed.
    """
    drawn: dict[str, float] = {}
    for substance, log_sd in absorption_spreads(scenario).items():
        times = math.exp(log_sd * Stream(seed, f"between.{substance}_absorbed").normal(index))
        for kinetics in ("clearance", "volume"):
            name = f"{substance}_{SWALLOWED}_{kinetics}"
            drawn[name] = middles[name] * times
    return drawn


def absorption_spreads(scenario: Scenario) -> dict[str, float]:
    """Log SD between people of what they take up, of each substance that is swallowed.

    It is what the medicine's file prints between people of the apparent clearance, or else of the apparent volume, or else
    `USUAL_SPREAD`.
    """
    return {
        substance: next(
            (
                found
                for fact in (facts.clearance_over_f, facts.volume_over_f)
                if (found := printed_spread(fact)) is not None
            ),
            USUAL_SPREAD,
        )
        for substance, facts in _swallowed(scenario)
    }


def _swallowed(scenario: Scenario) -> Iterator[tuple[str, RouteFacts]]:
    for regimen in regimens_taken(scenario):
        if SWALLOWED in regimen.routes:
            yield identifier(regimen.medicine.name), regimen.medicine.routes[SWALLOWED]
