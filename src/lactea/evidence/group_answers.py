"""From the answers of single people to the answer of their group."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import StatisticsError, correlation

from lactea.evidence.asked_group import (
    CUTS,
    OF_TWO,
    SHARE_OF_TWO,
    AskedGroup,
    Beside,
    Between,
)
from lactea.evidence.runs import Answer, InGroup

LOW, HIGH = 0.05, 0.95
"""Ends of the range of people that is printed."""
FEWEST_PAIRS = 3


def answer_of_group(
    asked: AskedGroup,
    people: Sequence[int],
    answers: Sequence[Answer],
    *,
    observable: str,
    once: bool,
    seed: int,
    beside: Sequence[Answer] | None = None,
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
    beside : sequence of Answer, optional
        The second reading of each, where the row asks for one. It chooses whose answers count; where it
        is told by the first (`r2`, `cut`) people without it count for nothing.

    Returns
    -------
    Answer
        Percent for a share and a CV, else in the unit of the observable.
    """
    from lactea.cohort.statistics import Noise, measured

    if asked.beside is not None and beside is not None and asked.beside.side:
        kept = [place for place, second in enumerate(beside) if _is_there(asked.beside, second)]
        if not kept:
            return Answer(problem=f"Nobody of the {len(answers)} people is of the group asked for.")
        people, answers = [people[place] for place in kept], [answers[place] for place in kept]
        beside = [beside[place] for place in kept]
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
    if asked.between.statistic in OF_TWO and beside is not None:
        second = [b.value for a, b in zip(answers, beside, strict=True) if not a.problem]
        told = _of_two(asked.between, values, second)
        problem = "" if math.isfinite(told) else "Neither reading of these people tells the other."
        return Answer(told, problem, group=group)
    by_rank = asked.between.statistic in RANKED
    found = _middle_or_spread(asked.between, [*values, *[math.inf] * never * by_rank])
    complete = not missing and (by_rank or not never) and math.isfinite(found)
    return Answer(found, "" if complete else _incomplete(answers), group=group)


def _incomplete(answers: Sequence[Answer]) -> str:
    """Why a spread or a middle would not be one of this group."""
    problems = [answer.problem for answer in answers if answer.problem]
    if not problems:
        return f"{len(answers)} people are too few here."
    return f"{len(problems)} of the {len(answers)} people have no value here (the first: {problems[0]})"


def _share(asked: AskedGroup, values: Sequence[float], never: int, people: int) -> float:
    limit = asked.between.threshold
    if asked.between.side == "above":
        return 100 * (sum(value > limit for value in values) + never) / people
    return 100 * sum(value < limit for value in values) / people


def _is_there(beside: Beside, second: Answer) -> bool:
    """Whether somebody is on the side asked for; what never happened is later than any threshold."""
    if second.problem:
        return second.never and beside.side == "above"
    if beside.side == "above":
        return second.value > beside.threshold
    return second.value < beside.threshold


def _of_two(between: Between, first: Sequence[float], second: Sequence[float]) -> float:
    """How well one reading tells the other; no number where there is nothing to tell."""
    pairs = [(x, y) for x, y in zip(first, second, strict=True) if math.isfinite(y)]
    if between.statistic in CUTS:
        return _cut(between, pairs)
    if between.statistic == SHARE_OF_TWO:
        return _share_of_two(between, pairs)
    if len(pairs) < FEWEST_PAIRS:
        return math.nan
    xs, ys = zip(*pairs, strict=True)
    try:
        return correlation(xs, ys) ** 2
    except StatisticsError:  # one of the two is the same in everybody
        return math.nan


def _share_of_two(between: Between, pairs: Sequence[tuple[float, float]]) -> float:
    """Percent of the people whose first reading is above, or below, their second."""
    if not pairs:
        return math.nan
    above = between.side == "above"
    return 100 * sum((x > y) if above else (x < y) for x, y in pairs) / len(pairs)


def _cut(between: Between, pairs: Sequence[tuple[float, float]]) -> float:
    """The first reading from which on the second is above its threshold, in the middle between two people.

    It is the one with fewest errors (the greatest sum of sensitivity and specificity, Youden's index), or
    the lowest that is as specific, or the highest that is as sensitive, as was asked.
    """
    reached = sorted(x for x, y in pairs if y > between.threshold)
    missed = sorted(x for x, y in pairs if y <= between.threshold)
    if not reached or not missed:
        return math.nan
    cuts = [(low + high) / 2 for low, high in pairwise(sorted({*reached, *missed}))]

    def sensitivity(cut: float) -> float:
        return 100 * sum(x >= cut for x in reached) / len(reached)

    def specificity(cut: float) -> float:
        return 100 * sum(x < cut for x in missed) / len(missed)

    if between.statistic == "specificity":
        return min((cut for cut in cuts if specificity(cut) >= between.percent), default=math.nan)
    if between.statistic == "sensitivity":
        return max((cut for cut in cuts if sensitivity(cut) >= between.percent), default=math.nan)
    return max(cuts, key=lambda cut: sensitivity(cut) + specificity(cut), default=math.nan)


def _middle_or_spread(between: Between, values: Sequence[float]) -> float:
    from lactea.cohort import statistics

    statistic = between.statistic

    if statistic in RANKED:
        # Of ranks, so that those who come last without a time count as last.
        return RANKED[statistic](sorted(values))
    if len(values) < statistics.FEWEST_FOR_SPREAD:
        return math.nan
    if statistic == "cv":
        return 100 * statistics.cv(values)
    if statistic == "sd":
        return statistics.sd(values)
    if statistic == "sds":
        return statistics.mean(values) + between.threshold * statistics.sd(values)
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
