"""Who is in the virtual groups of a folder: those accepted on what their study reports of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from lactea.evidence.catalogue import Catalogue, unit_of
from lactea.evidence.mapping import Arm, Entry
from lactea.evidence.problems import TableError
from lactea.evidence.runs import Question, Run, days_asked, question_of, run_of
from lactea.evidence.table import Row
from lactea.evidence.tables_folder import Folder
from lactea.evidence.units import factor

Draw = Callable[[str, tuple[str, ...], int, int | None, int], Any]
"""(scenario, overrides, person, days, seed) -> recording of that person."""

Accept = Callable[[Run, Question, int, float, float, int, int], tuple[int, ...]]
"""(run, question, people, mean, sd, seed, jobs) -> numbers of the people of a group."""

People = Mapping[str, tuple[int, ...] | str]
"""Numbers of the people of each row that asks for a group, or the sentence why there are none."""


def default_draw(
    scenario: str, overrides: tuple[str, ...], person: int, days: int | None, seed: int
) -> Any:
    """Simulate virtual person number `person` around a scenario, no longer than it lasts."""
    from lactea.engine import simulate

    recipe = _recipe(scenario, overrides, seed)
    return simulate(recipe.person(person).scenario, days=_within(recipe, days), seed=seed)


def draw_with_seed(
    scenario: str,
    overrides: tuple[str, ...],
    person: int,
    days: int | None,
    *,
    draw: Draw,
    seed: int,
) -> Any:
    """`draw` with its last argument filled; a function of a module, so that processes can have it."""
    return draw(scenario, overrides, person, days, seed)


def default_accept(
    run: Run, question: Question, people: int, mean: float, sd: float, seed: int, jobs: int
) -> tuple[int, ...]:
    """Draw people until so many have the reported baseline."""
    from lactea.cohort import Baseline, draw_group

    recipe = _recipe(run.scenario, run.overrides, seed)
    baseline = Baseline(question.observable, question.at, mean, sd, question.statistic)
    days = _within(recipe, days_asked([question]))
    return draw_group(recipe, people, baseline, days=days, jobs=jobs).indices


@cache
def _recipe(scenario: str, overrides: tuple[str, ...], seed: int) -> Any:
    from lactea.cohort import Recipe
    from lactea.evidence.trials import load_scenario

    return Recipe(load_scenario(scenario, overrides), seed)


def _within(recipe: Any, days: int | None) -> int | None:
    from lactea.reading.durations import DAY

    return None if days is None else min(days, math.ceil(recipe.scenario.horizon / DAY))


def people_of_groups(
    folder: Folder, catalogue: Catalogue, accept: Accept, *, seed: int, jobs: int
) -> dict[str, tuple[int, ...] | str]:
    """The people of every row that asks for a group.

    The first people of the seed, or those accepted on the baseline of the study where its mapping
    has a `baseline` row that says what to simulate.

    Raises
    ------
    TableError
        A row asks for people of several kinds whom a baseline accepts.
    """
    found: dict[tuple[str, int], tuple[int, ...] | str] = {}
    people: dict[str, tuple[int, ...] | str] = {}
    for entry in folder.entries.values():
        if entry.group is None:
            continue
        size = entry.group.people
        baseline = _baseline(folder, entry)
        if baseline is None:
            people[entry.id] = tuple(range(size))
            continue
        if len(entry.group.strata) > 1:
            raise TableError(
                f"{entry.id}: people who are accepted on {baseline.id} are of one kind; write their "
                "number alone in the column 'group'."
            )
        key = baseline.id, size
        if key not in found:
            found[key] = _accepted(folder, baseline, size, catalogue, accept, seed, jobs)
        people[entry.id] = found[key]
    return people


def _baseline(folder: Folder, entry: Entry) -> Entry | None:
    study = folder.rows[entry.id].study
    return next(
        (
            other
            for other in folder.entries.values()
            if other.before is not None and folder.rows[other.id].study == study
        ),
        None,
    )


def _accepted(
    folder: Folder,
    baseline: Entry,
    size: int,
    catalogue: Catalogue,
    accept: Accept,
    seed: int,
    jobs: int,
) -> tuple[int, ...] | str:
    arm = before(baseline)
    mean, sd = reported(folder.rows[baseline.id], baseline, catalogue)
    run, question = run_of(arm, folder.path), question_of(baseline, arm)
    try:
        return accept(run, question, size, mean, sd, seed, jobs)
    except (
        Exception
    ) as error:  # a group that cannot be had is a miss of its rows, as a failed run is
        return f"The group of {baseline.id} cannot be drawn: {error}"


def before(baseline: Entry) -> Arm:
    """What is simulated of people before anything was done to them."""
    if baseline.before is None:
        raise TableError(f"{baseline.id}: this row describes no people to simulate.")
    return baseline.before


def reported(row: Row, baseline: Entry, catalogue: Catalogue) -> tuple[float, float]:
    """Mean and SD between people that a baseline row prints, in the unit of the observable.

    Raises
    ------
    TableError
        The row prints no spread between people, or a unit of another kind.
    """
    here = f"{row.table}.map.csv ({row.id})"
    try:
        to_row = factor(baseline.observable, unit_of(baseline, catalogue), row.unit)
    except TableError as error:
        raise TableError(f"{here}: {error}") from None
    sd = row.spread_low
    if row.spread_kind == "SE" and sd is not None:
        sd = sd * math.sqrt(row.n) if row.n is not None else None
    elif row.spread_kind != "SD":
        sd = None
    if row.value is None or sd is None or sd <= 0:
        raise TableError(
            f"{here}: a baseline that people are accepted on needs a value and an SD (or an SE with "
            "n) greater than 0; leave its 'scenario' empty to have it only listed."
        )
    return row.value / to_row, sd / to_row
