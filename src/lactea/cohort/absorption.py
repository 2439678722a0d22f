"""How much of each dose reaches the blood: some people take up little of it.

Apparent clearance and apparent volume of a medicine both hold the share that is absorbed and gets past the
liver, so that who takes up less has both larger, and the same half-life. Nothing is lost on the way
from a needle in a vein.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lactea.body.language import LogNormal
from lactea.body.registry import Body
from lactea.cohort.streams import Stream
from lactea.engine.doses import regimens_taken
from lactea.medicines.regimens import identifier

if TYPE_CHECKING:
    from lactea.scenario import Scenario

WHOLE = frozenset({"intravenous"})
"""Routes by which all of a dose reaches the blood."""


def apparent_kinetics(
    scenario: Scenario, body: Body, middles: Mapping[str, float], seed: int, index: int
) -> dict[str, float]:
    """Apparent clearances and volumes of one person, in published units.

    Parameters
    ----------
    scenario : Scenario
        With the doses that are taken.
    body : Body
        With the kinetics of these medicines.
    middles : mapping of str to float
        The middle of the group, by id.
    seed, index : int
        Which person of which seed.

    Notes
    -----
    The spread is that of the apparent clearance: what the medicine's file prints of it between people, or the wide one
    of the unknown.
    """
    drawn: dict[str, float] = {}
    for stem in _stems(scenario):
        spread = body.parameters[f"{stem}_clearance"].distribution
        assert isinstance(spread, LogNormal)
        times = math.exp(spread.sd * Stream(seed, f"between.{stem}_absorbed").normal(index))
        for name in (f"{stem}_clearance", f"{stem}_volume"):
            drawn[name] = middles[name] * times
    return drawn


def _stems(scenario: Scenario) -> Iterator[str]:
    """Beginning of the ids of each substance by each route on which some of it is lost."""
    for regimen in regimens_taken(scenario):
        for route in regimen.routes:
            if route not in WHOLE:
                yield f"{identifier(regimen.medicine.name)}_{route}"
