"""From the answers of single people to the answer of their group."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from lactea.evidence.asked_group import AskedGroup
from lactea.evidence.runs import Answer, InGroup

LOW, HIGH = 0.05, 0.95
"""Ends of the range of people that is printed."""


def answer_of_group(
    asked: AskedGroup,
    people: Sequence[int],
    answers: Sequence[Answer],
    *,
    observable: str,
    once: bool,
    seed: int,
) -> Answer:
    """The statistic between people.

    Somebody who could not be simulated counts among the people of a share and on neither side of its
    threshold; a spread or a middle without them would be that of another group, and is none. What
    never happened in somebody comes later than any threshold; a median and quartiles exist while
    they lie among those in whom it did.

    Parameters
    ----------
    asked : AskedGroup
    people : sequence of int
        Numbers of the people.
    answers : sequence of Answer
        One for each, in the unit of the observable.
    observable : str
        What was measured; another one has other errors of measurement.
    once : bool
        Whether it happens once: to have no value then means that it never happened.
    seed : int
        Of the measurement noise.

    Returns
    -------
    Answer
        Percent for a share and a CV, else in the unit of the observable.
    """
    from lactea.cohort.statistics import Noise, measured

    there = [(i, a.value) for i, a in zip(people, answers, strict=True) if not a.problem]
    values = measured(
        [value for _, value in there],
        [index for index, _ in there],
        Noise(asked.noise_cv, asked.noise_sd),
        seed=seed,
        what=observable,
    )
    never = sum(answer.never for answer in answers) if once else 0
    missing = [a for a in answers if a.problem and not (a.never and once)]
    if len(missing) == len(answers):
        return Answer(
            problem=f"None of the {len(answers)} people has a value: {missing[0].problem}"
        )
    group = _range(values, len(answers), len(missing), never)
    if asked.between.statistic == "share":
        return Answer(_share(asked, values, never, len(answers)), group=group)
    by_rank = asked.between.statistic in RANKED
    found = _middle_or_spread(asked.between.statistic, [*values, *[math.inf] * never * by_rank])
    if missing or (never and not by_rank) or not math.isfinite(found):
        without = len(answers) - len(values)
        first = next(answer.problem for answer in answers if answer.problem)
        return Answer(
            problem=f"{without} of the {len(answers)} people have no value here (the first: {first})",
            group=group,
        )
    return Answer(found, group=group)


def _share(asked: AskedGroup, values: Sequence[float], never: int, people: int) -> float:
    limit = asked.between.threshold
    if asked.between.side == "above":
        return 100 * (sum(value > limit for value in values) + never) / people
    return 100 * sum(value < limit for value in values) / people


def _middle_or_spread(statistic: str, values: Sequence[float]) -> float:
    from lactea.cohort import statistics

    if statistic in RANKED:
        # Of ranks, so that those who come last without a time count as last.
        return RANKED[statistic](sorted(values))
    if len(values) < statistics.FEWEST_FOR_SPREAD:
        return math.nan
    if statistic == "cv":
        return 100 * statistics.cv(values)
    if statistic == "sd":
        return statistics.sd(values)
    return statistics.mean(values)


def _at_rank(ordered: Sequence[float], share: float) -> float:
    """The quantile between the two nearest ranks; infinite where the upper of them is."""
    place = share * (len(ordered) - 1)
    low, high = ordered[math.floor(place)], ordered[math.ceil(place)]
    return high if math.isinf(high) else low + (place % 1) * (high - low)


RANKED: dict[str, Callable[[Sequence[float]], float]] = {
    "median": lambda ordered: _at_rank(ordered, 0.5),
    "iqr": lambda ordered: _at_rank(ordered, 0.75) - _at_rank(ordered, 0.25),
}


def _range(values: Sequence[float], people: int, failed: int, never: int) -> InGroup:
    from lactea.cohort.statistics import quantile

    if not values:
        return InGroup(people, failed, never, None, None)
    return InGroup(people, failed, never, quantile(values, LOW), quantile(values, HIGH))
