"""A change over time that the model does not hold, alike in all arms: put on top of what it simulates.

The model's mothers of preterm infants hardly gain milk without treatment, those of trials do. Until it
holds why, a design may state how much they gain, from what a trial saw; the power of an endpoint that
counts who gains means nothing without it. It is no part of the body, and is told with every result.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import numpy as np
from pydantic import Field

from lactea.reading.durations import PositiveTicks
from lactea.reading.record import Number
from lactea.trial.draws import Draws, Floats, Places
from lactea.trial.origin import Origin


class Course(Origin):
    """By `by` after randomisation the measurement of the middle person has risen by the share `rise`.

    By what it rises in each person is log-normal with the SD `log_sd` of the logarithm; the
    logarithm rises evenly until then. The person's rise is the same in every arm, and multiplies
    what the arm does.
    """

    measurement: str
    rise: Annotated[Number, Field(gt=-1, le=10)]
    log_sd: Annotated[Number, Field(ge=0, le=2)]
    by: PositiveTicks

    def factors(self, visits: Sequence[int], people: Places, seed: int) -> Floats:
        """By what each person's value is multiplied at each visit.

        Parameters
        ----------
        visits : sequence of int
            Ticks after randomisation.
        people : array of int
            Numbers of the people.
        seed : int

        Returns
        -------
        array of float, (person, visit)
        """
        whole = np.log1p(self.rise) + self.log_sd * Draws(seed).normal("course", people)
        done = np.clip(np.array(visits) / self.by, 0, 1)
        factors: Floats = np.exp(whole[:, None] * done)
        return factors
